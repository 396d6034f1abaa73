//! Inputs that would not end, fill the memory, or speak to the terminal.

use super::{codes, run};
use crate::support::Office;

#[test]
fn loops_in_prose_are_refused_and_not_run() {
    let inner = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}";
    for text in [
        format!("{inner}{{% endfor %}}{{% endfor %}}x"),
        format!("{inner}aaaaaaaaaa{{% endfor %}}{{% endfor %}}x"),
        // What a string hides from a hasty scan.
        format!(
            "{{% if \"%}}{{# \" == year %}}{inner}{{% endfor %}}{{% endfor %}}{{% endif %}}{{# #}}"
        ),
        "{{ range(end=1000000000) }}".to_owned(),
    ] {
        let plan = format!("[[sections]]\ntitle = \"M\"\ntext = '''\n{text}\n'''\n");
        let office = Office::commune().plan(&plan);
        assert!(codes(&office).contains(&"SPC009".to_owned()), "{text}");
    }
}

#[test]
fn what_turns_the_direction_of_a_text_is_a_finding() {
    for c in ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{2028}'] {
        let plan = format!("[[sections]]\ntitle = \"M\"\ntext = \"Giao {c}000.1 triệu đồng.\"\n");
        let office = Office::commune().plan(&plan);
        assert!(codes(&office).contains(&"SPC016".to_owned()), "{c:?}");
    }
}

#[test]
fn what_a_plan_holds_reaches_no_terminal_as_it_is() {
    let plan = |more: &str| format!("[[sections]]\ntitle = \"M{more}\"\ntext = \"Giao.\"\n");
    let office = Office::commune().plan(&plan(""));
    let old = std::fs::read_to_string(office.path("plan.toml")).unwrap();
    let new = old.replace(
        "title = \"M",
        "title = \"M\\u001b[31m\\u001b]0;x\\u0007\\u009b\u{202e}",
    );
    let office = office.file("new.toml", new);
    for arguments in [
        &["diff", "plan.toml", "new.toml"][..],
        &["diff", "plan.toml", "new.toml", "--format", "json"],
        &["diff", "plan.toml", "new.toml", "--format", "md"],
        &["check", "new.toml"],
        &["text", "new.toml"],
    ] {
        let run = run(&office, arguments);
        let told = run.out + &run.err;
        let odd = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!told.contains(odd), "{arguments:?} {told:?}");
    }
}

#[test]
#[cfg(unix)]
fn devices_and_links_out_of_the_workspace_are_not_read() {
    use std::os::unix::fs::symlink;
    let office = Office::commune().plan("");
    for arguments in [["verify", "/dev/zero"], ["text", "/dev/zero"]] {
        assert_eq!(run(&office, &arguments).code, 2, "{arguments:?}");
    }
    let outside = tempfile::tempdir().unwrap();
    let theirs = outside.path().join("units.toml");
    std::fs::write(&theirs, "[[units]]\nid = \"a\"\nname = \"A\"\n").unwrap();
    let link = office.path("units.toml");
    let _ = std::fs::remove_file(&link);
    symlink(&theirs, &link).unwrap();
    let run = run(&office, &["check", "plan.toml"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains("leads out of the workspace"),
        "{}",
        run.err
    );
}
