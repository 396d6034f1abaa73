//! The right to change a workspace, and what an earlier run left half done in it.

use super::terminal::{Terminal, note};
use crate::diag::Message;
use crate::release::transaction::{Lock, System, is_pending, recover};
use crate::trouble::{Doing, Trouble};
use crate::workspace::Workspace;
use std::path::Path;

/// The right to change a plan's workspace, and a folder where the command was told to write, with nothing left half
/// done in them.
pub(super) fn lock(plan: &Path, out: Option<&Path>, terminal: &Terminal) -> Result<Lock, Trouble> {
    // No lock is left where there is no plan.
    let there = std::fs::metadata(plan).and_then(|there| {
        let folder = std::io::ErrorKind::IsADirectory;
        if there.is_dir() {
            Err(folder.into())
        } else {
            Ok(())
        }
    });
    there.map_err(|error| Trouble::io(plan, Doing::Reading, error))?;
    let root = Workspace::root_of(plan);
    let lock = Lock::take(&root)?.and(out);
    put_in_order(&lock, terminal)?;
    Ok(lock)
}

/// Puts a workspace in order where an earlier run left something half done.
pub(super) fn settle(root: &Path, terminal: &Terminal) -> Result<(), Trouble> {
    if is_pending(root) {
        put_in_order(&Lock::take(root)?, terminal)?;
    }
    Ok(())
}

fn put_in_order(lock: &Lock, terminal: &Terminal) -> Result<(), Trouble> {
    if recover(lock, &mut System)? {
        let message = Message::new(
            "an earlier run was stopped half way; what it left has been put in order",
            "lần chạy trước bị dừng giữa chừng; phần dở dang đã được xử lý xong",
        );
        note(message.text(terminal.lang()));
    }
    Ok(())
}
