//! The command `kehoach`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kehoach::cli::run(std::env::args_os())
}
