//! `kehoach new`.

use super::arguments::{NewArgs, SchemaOf};
use super::outcome::Outcome;
use super::terminal::Terminal;
use super::{output, schema};
use crate::diag::{Lang, Message};
use crate::workspace::{LEGAL_FILE, OFFICE_FILE, UNITS_FILE, Workspace};
use std::fs;
use std::path::{Component, Path, PathBuf};

const OFFICE: &str = include_str!("../../templates/new/kehoach.toml");
const UNITS: &str = include_str!("../../templates/new/units.toml");
const LEGAL: &str = include_str!("../../templates/new/legal.toml");
const PLAN: &str = include_str!("../../templates/new/plan.toml");

/// The schema that editors complete the keys of a plan with.
const SCHEMA_FILE: &str = "plan.schema.json";

/// Makes a workspace where a folder is named, a plan where a TOML file is.
pub(super) fn run(arguments: &NewArgs, terminal: &mut Terminal) -> Outcome {
    let year = arguments.year.unwrap_or_else(next_year);
    let path = &arguments.path;
    let is_plan = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    let files = if is_plan {
        vec![(path.clone(), plan(year, schema_above(path)))]
    } else {
        workspace(path, year)
    };
    if let Err(message) = write(&files) {
        terminal.complain(&message);
        return Outcome::Trouble;
    }
    for (file, _) in &files {
        terminal.line(&file.display().to_string());
    }
    if is_plan && !Workspace::root_of(path).join(OFFICE_FILE).is_file() {
        terminal.say(&Message::new(
            format!(
                "there is no {OFFICE_FILE} in this folder or above it, so the plan has no office, \
                 units and legal documents; `kehoach new FOLDER` makes them"
            ),
            format!(
                "thư mục này và các thư mục trên nó không có {OFFICE_FILE}, nên kế hoạch chưa có cơ \
                 quan, đơn vị, văn bản; `kehoach new THƯ_MỤC` tạo các tệp ấy"
            ),
        ));
    }
    let shown = path.display();
    terminal.say(&Message::new(
        format!("next: edit, then `kehoach check {shown}` and `kehoach render {shown}`"),
        format!(
            "tiếp theo: sửa nội dung, rồi chạy `kehoach check {shown}`, `kehoach render {shown}`"
        ),
    ));
    Outcome::Clean
}

/// The files of a new workspace.
fn workspace(folder: &Path, year: i16) -> Vec<(PathBuf, String)> {
    let plan = plan(year, Some(format!("./{SCHEMA_FILE}")));
    // Keys and words of the templates are explained in Vietnamese, and so they are in the schema.
    let schema = schema::text(SchemaOf::Plan, Lang::Vi) + "\n";
    vec![
        (folder.join(OFFICE_FILE), OFFICE.to_owned()),
        (folder.join(UNITS_FILE), UNITS.to_owned()),
        (folder.join(LEGAL_FILE), dated(LEGAL, year)),
        (folder.join(SCHEMA_FILE), schema),
        (folder.join(format!("{year}-giam-ngheo.toml")), plan),
    ]
}

/// A new plan, with the line that names its schema to editors.
fn plan(year: i16, schema: Option<String>) -> String {
    let directive = schema.map(|path| format!("#:schema {path}\n"));
    directive.unwrap_or_default() + &dated(PLAN, year)
}

/// A template with the plan's year and the two before it in place.
fn dated(template: &str, year: i16) -> String {
    [("@YEAR@", 0), ("@YEAR-1@", 1), ("@YEAR-2@", 2)]
        .into_iter()
        .fold(template.to_owned(), |text, (word, before)| {
            text.replace(word, &(year - before).to_string())
        })
}

/// The way from a plan to the schema of its workspace.
fn schema_above(plan: &Path) -> Option<String> {
    let absolute = std::path::absolute(plan).ok()?;
    let mut folder = PathBuf::new();
    for part in absolute.parent()?.components() {
        if part == Component::ParentDir {
            folder.pop();
        } else {
            folder.push(part);
        }
    }
    // Beside the office's own file or one folder above it; farther up it is someone else's.
    let office = folder
        .ancestors()
        .position(|folder| folder.join(OFFICE_FILE).is_file())?;
    let up = folder
        .ancestors()
        .take(office + 2)
        .position(|folder| folder.join(SCHEMA_FILE).is_file())?;
    let way = if up == 0 {
        "./".to_owned()
    } else {
        "../".repeat(up)
    };
    Some(way + SCHEMA_FILE)
}

/// Writes all files, or none where one is there already or cannot be written.
fn write(files: &[(PathBuf, String)]) -> Result<(), Message> {
    // A link that leads nowhere takes its place, too.
    if let Some((taken, _)) = files
        .iter()
        .find(|(file, _)| file.symlink_metadata().is_ok())
    {
        return Err(Message::new(
            format!("{} is there already; nothing was written", taken.display()),
            format!("{} đã có sẵn; chưa ghi gì", taken.display()),
        ));
    }
    let above = files
        .iter()
        .flat_map(|(file, _)| file.ancestors().skip(1))
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let made: Vec<PathBuf> = above.map(Path::to_owned).collect();
    for (place, (file, text)) in files.iter().enumerate() {
        if let Err(trouble) = output::write(file, text.as_bytes()) {
            for (written, _) in files.iter().take(place) {
                let _ = fs::remove_file(written);
            }
            // Innermost first; one that someone else has put something in stays.
            for folder in &made {
                let _ = fs::remove_dir(folder);
            }
            return Err(trouble.message());
        }
    }
    Ok(())
}

/// Plans are written in the year before theirs.
fn next_year() -> i16 {
    super::clock::today().year() + 1
}

#[cfg(test)]
mod tests {
    use super::write;
    use std::path::Path;

    fn files(folder: &Path, names: &[&str]) -> Vec<(std::path::PathBuf, String)> {
        let file = |name: &&str| (folder.join(name), "text".to_owned());
        names.iter().map(file).collect()
    }

    #[test]
    fn when_the_third_file_cannot_be_written_the_first_two_and_their_folder_go() {
        let folder = tempfile::tempdir().unwrap();
        // the third lies in a "folder" that is a file
        let files = files(folder.path(), &["new/a/x", "new/a/y", "new/a/x/z"]);
        assert!(write(&files).is_err());
        assert!(!folder.path().join("new").exists());
        assert!(folder.path().exists());
    }

    #[test]
    fn when_the_last_file_is_there_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("z"), "mine").unwrap();
        assert!(write(&files(folder.path(), &["x", "z"])).is_err());
        assert!(!folder.path().join("x").exists());
        let kept = std::fs::read_to_string(folder.path().join("z")).unwrap();
        assert_eq!(kept, "mine");
    }
}
