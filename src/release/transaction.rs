//! All or nothing: several files get new contents together, whenever the program is stopped.
//!
//! 1. A journal says which files are to come, and that they are not to be had yet.
//! 2. Every new content is written to a file beside its place, and flushed to the disk together with
//!    the next journal.
//! 3. The journal is replaced by one that says that all are there. From here on the change holds.
//! 4. Each file is renamed to its place, and the journal goes.
//!
//! Whoever comes next and finds a journal ([`recover`]) takes the new contents away where it is the
//! first, and goes on with 4 where it is the second. One process at a time may do any of this, the one
//! that holds the [`Lock`].

use super::content::sha256;
use crate::diag::Message;
use crate::door;
use crate::spec::path::plain;
use crate::trouble::{Doing, Trouble};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// The lock file of a workspace.
pub const LOCK: &str = ".kehoach.lock";
/// The journal of a workspace.
pub const JOURNAL: &str = ".kehoach.journal";

/// A file that gets a new content.
#[derive(Debug, Clone)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// The content that it must still have; none where it must not be there.
    pub old: Option<Vec<u8>>,
    /// The content that it gets.
    pub new: Vec<u8>,
}

/// What is asked of the disk. Tests stop it at any step.
pub trait Disk {
    /// Makes a folder whose parent is there.
    ///
    /// # Errors
    /// As the system says.
    fn make_folder(&mut self, path: &Path) -> io::Result<()>;
    /// Writes a file, with the permissions of another where they are given.
    ///
    /// # Errors
    /// As the system says.
    fn write(&mut self, path: &Path, bytes: &[u8], like: Option<Permissions>) -> io::Result<()>;
    /// Gives a file another name in its folder, in the place of what has that name.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    ///
    /// # Errors
    /// As the system says.
    fn remove_folder(&mut self, path: &Path) -> io::Result<()>;
    /// Waits until files, and the names in folders, would outlast a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn flush(&mut self, paths: &[&Path]) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Disk for System {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8], like: Option<Permissions>) -> io::Result<()> {
        let make = || File::options().write(true).create_new(true).open(path);
        // What an earlier process left, or a link that someone laid there, is not written through.
        let mut file = make().or_else(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                fs::remove_file(path)?;
                return make();
            }
            Err(error)
        })?;
        file.write_all(bytes)?;
        match like {
            Some(permissions) => file.set_permissions(permissions),
            None => Ok(()),
        }
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn flush(&mut self, paths: &[&Path]) -> io::Result<()> {
        // Together they take hardly longer than one.
        paths.par_iter().try_for_each(|path| {
            if path.is_dir() {
                // Only there is a folder something that can be opened.
                return if cfg!(unix) {
                    File::open(path)?.sync_all()
                } else {
                    Ok(())
                };
            }
            File::options().write(true).open(path)?.sync_all()
        })
    }
}

/// The right to change a workspace, held by one process until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    root: PathBuf,
    out: Option<PathBuf>,
    _file: File,
}

impl Lock {
    /// Waits for the right to change the workspace at a folder.
    ///
    /// # Errors
    /// The lock file cannot be made there, or the file system has no locks.
    pub fn take(root: &Path) -> Result<Self, Trouble> {
        let path = root.join(LOCK);
        let open = || {
            let mut options = File::options();
            // Windows locks no file that is opened only to be added to.
            options.read(true).write(true).create(true).truncate(false);
            let file = options.open(&path)?;
            file.lock()?;
            Ok(file)
        };
        let root = root.to_owned();
        open()
            .map(|file| Self {
                root,
                out: None,
                _file: file,
            })
            .map_err(|error| Trouble::io(&path, Doing::Writing, error))
    }

    /// The same right, also for a folder outside the workspace to which whoever holds it has asked to write.
    #[must_use]
    pub fn and(self, out: Option<&Path>) -> Self {
        let out = out.and_then(|out| std::path::absolute(out).ok());
        Self { out, ..self }
    }

    /// Whether a path lies, links followed, in a folder that may be changed.
    fn reaches(&self, path: &Path) -> bool {
        let folders = [Some(&self.root), self.out.as_ref()];
        let mut folders = folders
            .into_iter()
            .flatten()
            .filter_map(|folder| real(folder));
        real(path).is_some_and(|path| folders.any(|folder| path.starts_with(folder)))
    }
}

/// Where a path leads once it is made: links followed as far as it is there, with plain names behind that.
fn real(path: &Path) -> Option<PathBuf> {
    let there = path
        .ancestors()
        .find(|above| above.symlink_metadata().is_ok())?;
    let rest = path.strip_prefix(there).ok()?;
    let is_plain = |part| matches!(part, Component::Normal(_));
    let real = there.canonicalize().ok()?;
    rest.components().all(is_plain).then(|| real.join(rest))
}

/// The files of a transaction, as the journal names them.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// Whether all new contents are there.
    written: bool,
    files: Vec<Entry>,
    /// Folders that were made for them, outermost first.
    folders: Vec<PathBuf>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: PathBuf,
    old: Option<String>,
    new: String,
}

/// The file beside its place that holds a new content.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.kehoach-new"))
}

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."))
}

fn writing(path: &Path) -> impl FnOnce(io::Error) -> Trouble + use<'_> {
    move |error| Trouble::io(path, Doing::Writing, error)
}

/// Gives all files their new contents, or none.
///
/// # Errors
/// A file cannot be written or is no longer what it must be. All files are then as they were; where
/// even that cannot be had, [`recover`] sees to it.
pub fn commit(lock: &Lock, disk: &mut dyn Disk, changes: &[Change]) -> Result<(), Trouble> {
    let changes = settled(changes)?;
    let folders = missing_folders(&changes);
    let journal = |written| Journal {
        written,
        files: changes.iter().map(entry).collect(),
        folders: folders.clone(),
    };
    if let Some(strange) = strange(lock, &journal(false)) {
        let why = Message::new(
            "it does not lie in the workspace's folder, and a release writes only there",
            "tệp không nằm trong thư mục của cơ quan, mà ban hành chỉ ghi trong thư mục ấy",
        );
        return Err(Trouble::unfit(&strange, why));
    }
    let prepare = |disk: &mut dyn Disk| {
        let place = lock.root.join(JOURNAL);
        let draft = beside(&place);
        // A power cut may take this one, and with it leave files that nobody reads.
        note(lock, disk, &journal(false))?;
        disk.rename(&draft, &place).map_err(writing(&place))?;
        for folder in &folders {
            disk.make_folder(folder).map_err(writing(folder))?;
        }
        for change in &changes {
            let like = fs::metadata(&change.path).ok().map(|m| m.permissions());
            let path = beside(&change.path);
            disk.write(&path, &change.new, like)
                .map_err(writing(&change.path))?;
        }
        note(lock, disk, &journal(true))?;
        let new: Vec<PathBuf> = changes.iter().map(|change| beside(&change.path)).collect();
        let new = new.iter().map(PathBuf::as_path);
        let folders = folders_of(changes.iter().map(|change| change.path.as_path()));
        let all: Vec<&Path> = new.chain(folders).chain([draft.as_path()]).collect();
        disk.flush(&all)
            .and_then(|()| disk.rename(&draft, &place))
            .and_then(|()| disk.flush(&[&lock.root]))
            .map_err(writing(&place))
    };
    if let Err(trouble) = prepare(disk) {
        // Where this fails, too, the journal is still there for the next one.
        let _ = recover(lock, disk);
        return Err(trouble);
    }
    finish(lock, disk, &journal(true))
}

/// Brings what an earlier process left half done to its end, or takes it back; whether there was any.
///
/// # Errors
/// A file cannot be written, or someone has changed it meanwhile.
pub fn recover(lock: &Lock, disk: &mut dyn Disk) -> Result<bool, Trouble> {
    let path = lock.root.join(JOURNAL);
    let draft = beside(&path);
    if draft.exists() {
        disk.remove(&draft).map_err(writing(&draft))?;
    }
    let Some(bytes) = on_disk(&path)? else {
        return Ok(false);
    };
    if bytes.is_empty() {
        // A power cut came before its content, and so before anything that matters.
        forget(lock, disk)?;
        return Ok(true);
    }
    let journal: Journal = serde_json::from_slice(&bytes).map_err(|error| {
        Trouble::io(
            &path,
            Doing::Reading,
            io::Error::new(ErrorKind::InvalidData, error),
        )
    })?;
    if let Some(strange) = strange(lock, &journal) {
        let shown = strange.display();
        let why = Message::new(
            format!(
                "it names {shown}, where this command does not write: if a release with --out was stopped, run \
                 it again; else look who has put the journal there, and remove it"
            ),
            format!(
                "trong đó ghi {shown}, nơi lệnh này không ghi: nếu lệnh release với --out bị dừng giữa chừng thì \
                 hãy chạy lại lệnh ấy; nếu không, hãy kiểm tra ai đã tạo tệp này rồi xóa đi"
            ),
        );
        return Err(Trouble::unfit(&path, why));
    }
    if journal.written {
        finish(lock, disk, &journal)?;
    } else {
        take_back(lock, disk, &journal)?;
    }
    Ok(true)
}

/// The extensions of what a release writes: plans, registers, documents, manifests.
const WRITTEN: [&str; 5] = ["toml", "csv", "pdf", "docx", "json"];

/// A path of a journal that no release has written: one where the lock does not reach, or no file of a release.
fn strange(lock: &Lock, journal: &Journal) -> Option<PathBuf> {
    let is_written = |path: &Path| {
        let extension = path.extension().and_then(OsStr::to_str);
        extension.is_some_and(|own| WRITTEN.iter().any(|known| own.eq_ignore_ascii_case(known)))
    };
    let is_ours = |path: &Path| {
        let goes_up = |part| matches!(part, Component::ParentDir | Component::CurDir);
        !path.components().any(goes_up) && lock.reaches(path)
    };
    let mut files = journal.files.iter().map(|entry| &entry.path);
    let file = files.find(|path| !is_ours(path) || !is_written(path) || path.is_symlink());
    file.or_else(|| journal.folders.iter().find(|path| !is_ours(path)))
        .cloned()
}

/// Whether something was left half done in a workspace.
#[must_use]
pub fn is_pending(root: &Path) -> bool {
    let journal = root.join(JOURNAL);
    journal.exists() || beside(&journal).exists()
}

fn entry(change: &Change) -> Entry {
    Entry {
        path: change.path.clone(),
        old: change.old.as_deref().map(sha256),
        new: sha256(&change.new),
    }
}

/// The changes at the places where the files really lie, whatever links lead there, each still as it
/// must be.
fn settled(changes: &[Change]) -> Result<Vec<Change>, Trouble> {
    let settle = |change: &Change| {
        let path = std::path::absolute(&change.path).map_err(writing(&change.path))?;
        let path = path.canonicalize().map_or(path, plain);
        let now = on_disk(&path)?;
        if now != change.old {
            return Err(Trouble::Changed {
                path: change.path.clone(),
            });
        }
        if fs::metadata(&path).is_ok_and(|metadata| metadata.permissions().readonly()) {
            return Err(writing(&change.path)(ErrorKind::PermissionDenied.into()));
        }
        // On Windows nobody writes what Excel or Acrobat has open; better known before anything is done.
        if now.is_some() {
            let held = File::options().write(true).open(&path);
            held.map_err(writing(&change.path))?;
        }
        Ok(Change {
            path,
            ..change.clone()
        })
    };
    changes.iter().map(settle).collect()
}

/// The bytes of a file; none where it is not there.
pub(super) fn on_disk(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    door::read_any(path)
}

/// The folders that are not there yet, outermost first.
fn missing_folders(changes: &[Change]) -> Vec<PathBuf> {
    let mut missing: Vec<PathBuf> = changes
        .iter()
        .flat_map(|change| folder(&change.path).ancestors())
        .filter(|folder| !folder.exists())
        .map(Path::to_owned)
        .collect();
    missing.sort();
    missing.dedup();
    missing
}

/// Writes a journal beside its place.
fn note(lock: &Lock, disk: &mut dyn Disk, journal: &Journal) -> Result<(), Trouble> {
    let place = lock.root.join(JOURNAL);
    serde_json::to_vec(journal)
        .map_err(io::Error::from)
        .and_then(|bytes| disk.write(&beside(&place), &bytes, None))
        .map_err(writing(&place))
}

fn folders_of<'p>(paths: impl Iterator<Item = &'p Path>) -> Vec<&'p Path> {
    let mut folders: Vec<&Path> = paths.map(folder).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// Puts the new contents in their places.
fn finish(lock: &Lock, disk: &mut dyn Disk, journal: &Journal) -> Result<(), Trouble> {
    let mut left = Vec::new();
    for entry in &journal.files {
        let now = on_disk(&entry.path)?.as_deref().map(sha256);
        if now.as_ref() == Some(&entry.new) {
            continue;
        }
        let ready = on_disk(&beside(&entry.path))?.as_deref().map(sha256);
        if now != entry.old || ready.as_ref() != Some(&entry.new) {
            return Err(Trouble::Unfinished {
                path: entry.path.clone(),
                journal: lock.root.join(JOURNAL),
            });
        }
        left.push(entry);
    }
    for entry in left {
        let from = beside(&entry.path);
        disk.rename(&from, &entry.path)
            .map_err(writing(&entry.path))?;
    }
    // A new content that was there already has one beside it no longer needed.
    remove_new(disk, journal)?;
    let places = journal.files.iter().map(|entry| entry.path.as_path());
    disk.flush(&folders_of(places))
        .map_err(writing(&lock.root))?;
    forget(lock, disk)
}

/// Removes the files beside their places that are still there.
fn remove_new(disk: &mut dyn Disk, journal: &Journal) -> Result<(), Trouble> {
    let new = journal.files.iter().map(|entry| beside(&entry.path));
    for path in new.filter(|path| path.exists()) {
        disk.remove(&path).map_err(writing(&path))?;
    }
    Ok(())
}

/// Takes away what was written for a change that did not come.
fn take_back(lock: &Lock, disk: &mut dyn Disk, journal: &Journal) -> Result<(), Trouble> {
    remove_new(disk, journal)?;
    let folders = journal.folders.iter().rev();
    for folder in folders.filter(|folder| folder.exists()) {
        // Where someone has put a file there meanwhile, it stays.
        match disk.remove_folder(folder) {
            Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => {
                return Err(writing(folder)(error));
            }
            _ => {}
        }
    }
    forget(lock, disk)
}

fn forget(lock: &Lock, disk: &mut dyn Disk) -> Result<(), Trouble> {
    let path = lock.root.join(JOURNAL);
    disk.remove(&path).map_err(writing(&path))
}
