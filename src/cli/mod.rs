//! The command line: one file a subcommand.
//!
//! Only here are the clock, the environment and the terminal looked at, and files written.

mod afterwards;
mod arguments;
mod check;
mod clock;
mod copy;
mod diff;
mod discover;
mod explain;
mod fix;
mod lock;
mod new;
mod outcome;
mod output;
mod pictures;
mod release;
mod render;
mod schema;
mod share;
#[cfg(feature = "sign")]
mod sign;
mod signoff;
mod status;
mod terminal;
mod text;
mod verify;
mod workers;

#[cfg(not(feature = "sign"))]
use crate::diag::Message;
use arguments::{Action, Command};
use clap::{CommandFactory, Parser};
use outcome::Outcome;
use std::ffi::OsString;
use std::process::ExitCode;
use terminal::Terminal;

/// Runs the command that the arguments ask for.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = match Command::try_parse_from(arguments) {
        Ok(command) => command,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut terminal = Terminal::new(&command.shared);
    let outcome = match &command.action {
        Action::Check(arguments) => check::run(arguments, &mut terminal),
        Action::Render(arguments) => render::run(arguments, &mut terminal),
        Action::Diff(arguments) => diff::run(arguments, &mut terminal),
        Action::Text(arguments) => text::run(arguments, &mut terminal),
        Action::Signoff(arguments) => signoff::run(arguments, &mut terminal),
        Action::Status(arguments) => status::run(arguments, &mut terminal),
        Action::Release(arguments) => release::run(arguments, &mut terminal),
        Action::Withdraw(arguments) => afterwards::withdraw(arguments, &mut terminal),
        Action::Replace(arguments) => afterwards::replace(arguments, &mut terminal),
        Action::Correct(arguments) => afterwards::correct(arguments, &mut terminal),
        Action::Copy(arguments) => copy::run(arguments, &mut terminal),
        #[cfg(feature = "sign")]
        Action::Sign(arguments) => sign::run(arguments, &mut terminal),
        #[cfg(not(feature = "sign"))]
        Action::Sign(_) => {
            terminal.complain(&Message::new(
                "this program was built without signing; build it with --features sign",
                "chương trình này được biên dịch không kèm chức năng ký số; hãy biên dịch lại với --features sign",
            ));
            Outcome::Trouble
        }
        Action::Verify(arguments) => verify::run(arguments, &mut terminal),
        Action::Rules(arguments) => explain::list(arguments, &mut terminal),
        Action::Explain(arguments) => explain::explain(arguments, &mut terminal),
        Action::New(arguments) => new::run(arguments, &mut terminal),
        Action::Schema(arguments) => schema::run(arguments, &mut terminal),
        Action::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Command::command(), "kehoach", &mut script);
            terminal.write(&script);
            Outcome::Clean
        }
    };
    match outcome.max(terminal.outcome()) {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
        Outcome::Trouble => ExitCode::from(2),
    }
}
