//! The plans of this repository.

pub mod corrected;
mod transcription;

use crate::support::{repository, run_in};

#[test]
fn all_plans_are_clean() {
    let run = run_in(repository(), &["check", "plans"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "no findings in 7 files\n")
    );
}

/// The true faults of the published documents, each where it stands, as the clerk is told of it.
#[test]
fn the_faults_of_the_published_plans() {
    let run = run_in(
        repository(),
        &["check", "plans", "--ignore-allow", "--lang", "vi"],
    );
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out);
}
