//! The plans of this repository.

#[cfg(poppler)]
mod transcription;

use crate::support::{repository, run_in};

#[test]
fn all_plans_are_clean() {
    let run = run_in(repository(), &["check", "plans"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "no findings in 6 files\n")
    );
}
