//! Superiors' plans: the units of one superior read its plan once.

use super::related::Related;
use super::shelf::Shelf;
use crate::diag::Message;
use crate::source::Sources;
use crate::trouble::Trouble;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
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
    /// The plan of a file with its links followed; it is read unless it has been.
    pub fn get(
        &self,
        file: &Path,
        read: impl FnOnce(&mut Shelf) -> Result<Related, Trouble>,
    ) -> Read {
        let guest = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let number = known.len();
            let new = || {
                Arc::new(Guest {
                    number,
                    read: OnceLock::new(),
                })
            };
            Arc::clone(known.entry(file.to_owned()).or_insert_with(new))
        };
        let read = guest.read.get_or_init(|| {
            let mut shelf = Shelf {
                sources: Sources::guest(guest.number).unwrap_or_default(),
                ..Shelf::default()
            };
            let related = read(&mut shelf).map_err(|trouble| trouble.message())?;
            Ok((Arc::new(related), shelf.sources))
        });
        read.clone()
    }
}
