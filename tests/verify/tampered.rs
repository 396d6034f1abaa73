//! Whoever changes a byte of what went out, cuts it or adds to it, is seen.

use super::{bytes, released, verified};
use rayon::prelude::*;

/// Places over all of a file, its last bytes among them.
fn places(length: usize) -> Vec<usize> {
    let spread = (0..length).step_by(length / 40 + 1);
    spread.chain(length - 8..length).collect()
}

#[test]
fn a_flipped_byte_anywhere_is_seen() {
    for name in ["a.pdf", "a.docx"] {
        let office = released();
        let whole = bytes(&office, &format!("released/{name}"));
        let unseen: Vec<usize> = places(whole.len())
            .into_par_iter()
            .filter(|at| {
                let mut changed = whole.clone();
                changed[*at] ^= 0x20;
                let file = format!("released/{at}-{name}");
                std::fs::write(office.path(&file), changed).unwrap();
                let manifest = "released/a.manifest.json";
                let (code, states) = verified(&office, &[&file, "--manifest", manifest]);
                code != 1 || !states.iter().any(|state| state.ends_with("invalid"))
            })
            .collect();
        assert!(unseen.is_empty(), "{name}: {unseen:?}");
    }
}

#[test]
fn a_file_that_is_cut_is_seen() {
    let office = released();
    let whole = bytes(&office, "released/a.pdf");
    for end in [10, whole.len() / 2, whole.len() - 3000, whole.len() - 1] {
        let office = released().file("released/a.pdf", &whole[..end]);
        let (code, states) = verified(&office, &["released/a.pdf"]);
        assert_eq!(
            (code, states[1].as_str()),
            (1, "manifest: invalid"),
            "{end}"
        );
    }
}

#[test]
fn what_is_added_without_a_signature_is_seen() {
    let office = released();
    let mut pdf = bytes(&office, "released/a.pdf");
    pdf.extend(b"\n% more\n");
    let office = office.file("released/a.pdf", pdf);
    let (code, states) = verified(&office, &["released/a.pdf"]);
    assert_eq!(states.last().unwrap(), "signatures: invalid");
    assert_eq!(code, 1);
}

/// A whole new file, made by the program itself of a plan that was changed after it had gone out.
#[test]
fn another_plan_under_the_number_is_seen() {
    let office = released();
    let plan = String::from_utf8(bytes(&office, "plans/a.toml")).unwrap();
    let office = office.file("false/a.toml", plan.replace("2025 = 84", "2025 = 48"));
    let office = office.file(
        "false/kehoach.toml",
        bytes(&released(), "plans/kehoach.toml"),
    );
    let run = office.run(&["render", "false/a.toml", "--out", "false"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (code, states) = verified(
        &office,
        &["false/a.pdf", "--manifest", "released/a.manifest.json"],
    );
    assert_eq!((code, states[1].as_str()), (1, "manifest: invalid"));
}
