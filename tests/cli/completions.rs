//! `kehoach completions`.

use crate::support::Office;

#[test]
fn scripts_for_shells_name_every_subcommand() {
    let office = Office::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = office.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for word in ["check", "render", "new", "schema", "completions", "draft"] {
            assert!(run.out.contains(word), "{shell}: {word}");
        }
    }
}
