//! The new plan as DOCX with tracked changes against the old one.

use super::side::{Opened, Place, load};
use crate::checks::{OfficeFault, Options, examine};
use crate::cli::arguments::DiffArgs;
use crate::cli::terminal::{Terminal, note};
use crate::diag::{Diagnostic, Message};
use crate::document::model::Document;
use crate::render::{TrackedOptions, docx_tracked};
use crate::trouble::Trouble;
use crate::workspace::Loaded;
use jiff::civil::DateTime;
use std::process::Command;

/// A plan's document with what it was composed from.
struct Composed {
    document: Document,
    loaded: Loaded,
    /// Whether the plan or its registries have errors of any kind.
    faulty: bool,
}

/// Makes the DOCX. Where the new plan has errors, its pages are marked as a draft.
pub(super) fn report(
    old: &Opened,
    new: &Opened,
    arguments: &DiffArgs,
    terminal: &Terminal,
) -> Result<Vec<u8>, Message> {
    let before = compose(&old.place, terminal)?;
    let after = compose(&new.place, terminal)?;
    let name = &new.name;
    if after.faulty {
        let draft = Message::new(
            format!(
                "warning: {name} has errors (kehoach check shows them), so its pages are marked «DỰ THẢO»"
            ),
            format!(
                "cảnh báo: {name} còn lỗi (xem bằng kehoach check) nên các trang được đánh dấu «DỰ THẢO»"
            ),
        );
        note(draft.text(terminal.lang()));
    }
    let own = arguments.author.is_none().then(user).flatten();
    let author = arguments.author.as_deref().or(own.as_deref());
    let options = TrackedOptions {
        author: author.unwrap_or("kehoach"),
        date: arguments.date.unwrap_or_else(now),
        draft: after.faulty,
    };
    let Loaded {
        workspace,
        sources,
        attachments,
        ..
    } = &after.loaded;
    docx_tracked(
        &before.document,
        &after.document,
        &workspace.style,
        sources,
        attachments,
        &options,
    )
    .map_err(|trouble| trouble.message())
}

/// Composes the document of a plan, and says how much of it cannot be.
fn compose(place: &Place, terminal: &Terminal) -> Result<Composed, Message> {
    let loaded = load(place).map_err(|trouble: Trouble| trouble.message())?;
    let examined = examine(&loaded, Options::default());
    let name = &place.name;
    let document = examined.document.ok_or_else(|| {
        Message::new(
            format!("{name}: no document can be composed of it"),
            format!("{name}: không lập được văn bản"),
        )
    })?;
    // What hinders reading has been said when it was read.
    let hinders = |fault: &&Diagnostic| {
        let own = OfficeFault::of(fault, &loaded.workspace).is_none();
        let read = loaded.diagnostics.contains(fault);
        fault.is_error() && !fault.code.is_adjustable() && own && !read
    };
    let left = examined.diagnostics.iter().filter(hinders).count();
    if left > 0 {
        let noun = if left == 1 { "passage" } else { "passages" };
        let warning = Message::new(
            format!(
                "warning: {name} has {left} {noun} that cannot be composed (kehoach check shows them); the rest is compared"
            ),
            format!(
                "cảnh báo: {name} có {left} chỗ không lập được thành văn bản (xem bằng kehoach check); chỉ so sánh phần còn lại"
            ),
        );
        note(warning.text(terminal.lang()));
    }
    let registries = &loaded.workspace.diagnostics;
    let mut all = registries.iter().chain(&examined.diagnostics);
    let faulty = all.any(Diagnostic::is_error);
    Ok(Composed {
        document,
        loaded,
        faulty,
    })
}

/// Who git says works here.
fn user() -> Option<String> {
    let output = Command::new("git").args(["config", "user.name"]).output();
    let name = String::from_utf8(output.ok()?.stdout).ok()?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn now() -> DateTime {
    crate::cli::clock::now().datetime()
}
