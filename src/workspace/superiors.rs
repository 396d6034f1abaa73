//! Superiors' plans: the units of one superior read its plan once.

use super::Workspace;
use super::related::{Found, Related};
use super::shelf::Shelf;
use crate::diag::Message;
use crate::source::Sources;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The superiors' plans that plans of a workspace name, by file.
#[derive(Debug, Default)]
pub(super) struct Superiors(Mutex<HashMap<PathBuf, Arc<Guest>>>);

/// A plan with its texts, or why it cannot be read.
type Read = Result<(Arc<Related>, Sources), Message>;

#[derive(Debug)]
struct Guest {
    /// Which of the guests of the plans' sources it is.
    number: usize,
    read: OnceLock<Read>,
}

impl Superiors {
    /// Reads a plan, unless it has been read.
    pub fn get(&self, workspace: &Workspace, found: &Found) -> Read {
        let guest = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let number = known.len();
            let new = || {
                Arc::new(Guest {
                    number,
                    read: OnceLock::new(),
                })
            };
            Arc::clone(known.entry(found.real.clone()).or_insert_with(new))
        };
        let read = guest.read.get_or_init(|| {
            let mut shelf = Shelf {
                sources: Sources::guest(guest.number).unwrap_or_default(),
                ..Shelf::default()
            };
            let related = shelf.other(workspace, &found.real, &found.shown);
            let related = related.map_err(|trouble| trouble.message())?;
            Ok((Arc::new(related), shelf.sources))
        });
        read.clone()
    }
}
