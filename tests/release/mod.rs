//! How a plan goes out: sign-offs, register, number and date, the files that leave.

mod afterwards;
mod atomic;
mod copy;
mod given;
mod issue;
mod krong_no;
mod numbers;
mod processes;
mod register;
mod signoff;
mod stamp;
mod standing;
mod status;

use crate::support::Office;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A plan that may go out, of a year and with more below its heading.
fn plan(more: &str) -> String {
    format!(
        "# Kế hoạch mẫu\n[document]\nyear = 2026  # năm kế hoạch\ntitle = \"Giảm nghèo năm 2026\"\n# number = 99\n{more}\n\
         [[sections]]\ntitle = \"Mục tiêu\"\ntext = \"Giảm 25 hộ nghèo.\"\n\n\
         [recipients]\nlist = [{{ text = \"Thường trực Đảng ủy\" }}, {{ text = \"Các thôn\", note = \"T/h\" }}]\narchive = [\"VT\", \"VP\"]\n"
    )
}

/// The commune's office with these lines below `[release]`.
fn office(release: &str) -> Office {
    let office = Office::commune();
    let own = std::fs::read_to_string(office.path("kehoach.toml")).unwrap();
    office.file("kehoach.toml", format!("{own}\n[release]\n{release}\n"))
}

/// An office that asks for no sign-offs, with a plan `a.toml`.
pub fn free() -> Office {
    office("roles = []").file("a.toml", plan(""))
}

/// The contents of all files below a folder, but the lock that processes share.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    files
        .map(Result::unwrap)
        .filter(|entry| entry.path() != folder && entry.file_name() != ".kehoach.lock")
        .map(|entry| {
            let inner = entry.path().strip_prefix(folder).unwrap().to_owned();
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            (inner, bytes)
        })
        .collect()
}

fn text(office: &Office, name: &str) -> String {
    std::fs::read_to_string(office.path(name)).unwrap()
}
