//! Rules that act when a plan is released, on the plans of their folders.

use super::fixture::Fixture;
use super::folder;
use kehoach::checks::{Check, Options, rules};

#[test]
fn rules_of_release_find_their_wrong_plans_and_pass_their_right_ones() {
    let release = Options {
        release: true,
        ..Options::default()
    };
    for rule in rules().filter(|rule| matches!(rule.check, Check::Release(_))) {
        let id = rule.code.id;
        for which in ["wrong", "right"] {
            let fixture = Fixture::of_folder(&folder(rule).join(which));
            assert_eq!(
                fixture.wanted().is_empty(),
                which == "right",
                "{id} {which}"
            );
            // What else a plan lacks for its release is not what its folder is about.
            let own = |found: &str| found == id;
            let wrong = fixture.differences_of(&format!("{id} {which}"), release, own);
            assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        }
    }
}
