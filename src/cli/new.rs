//! `kehoach new`.

use super::terminal::Terminal;
use super::{NewArgs, Outcome, output};
use crate::diag::Message;
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};

const OFFICE: &str = include_str!("../../templates/new/kehoach.toml");
const UNITS: &str = include_str!("../../templates/new/units.toml");
const LEGAL: &str = include_str!("../../templates/new/legal.toml");
const PLAN: &str = include_str!("../../templates/new/plan.toml");

/// Makes a workspace where a folder is named, a plan where a TOML file is.
pub(super) fn run(arguments: &NewArgs, terminal: &mut Terminal) -> Outcome {
    let year = arguments.year.unwrap_or_else(next_year);
    let plan = PLAN
        .replace("2026", &year.to_string())
        .replace("2025", &(year - 1).to_string());
    let path = &arguments.path;
    let is_plan = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    let files: Vec<(PathBuf, &str)> = if is_plan {
        vec![(path.clone(), &plan)]
    } else {
        vec![
            (path.join("kehoach.toml"), OFFICE),
            (path.join("units.toml"), UNITS),
            (path.join("legal.toml"), LEGAL),
            (path.join(format!("{year}-ke-hoach.toml")), &plan),
        ]
    };
    if let Some((taken, _)) = files.iter().find(|(file, _)| file.exists()) {
        terminal.complain(&Message::new(
            format!("{} is there already; nothing was written", taken.display()),
            format!("{} đã có sẵn; chưa ghi gì", taken.display()),
        ));
        return Outcome::Trouble;
    }
    match write(&files) {
        Ok(()) => {
            for (file, _) in &files {
                terminal.line(&file.display().to_string());
            }
            let last = files
                .last()
                .map(|(file, _)| file.as_path())
                .unwrap_or(Path::new("."));
            terminal.say(&Message::new(
                format!("next: edit them, then `kehoach render {}`", last.display()),
                format!(
                    "tiếp theo: sửa các tệp trên, rồi chạy `kehoach render {}`",
                    last.display()
                ),
            ));
            Outcome::Clean
        }
        Err(trouble) => {
            terminal.complain(&trouble.message());
            Outcome::Trouble
        }
    }
}

fn write(files: &[(PathBuf, &str)]) -> Result<(), Trouble> {
    files
        .iter()
        .try_for_each(|(file, text)| output::write(file, text.as_bytes()))
}

/// Plans are written in the year before theirs.
fn next_year() -> i16 {
    jiff::Zoned::now().year() + 1
}
