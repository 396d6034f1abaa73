//! Files that appear whole or not at all.

use crate::trouble::{Doing, Trouble};
use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a file beside its place and then puts it there, with its folders.
///
/// # Errors
/// The folder or the file cannot be written; what stood there before then stands there still.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let folder = folder(path);
    fs::create_dir_all(folder).map_err(|error| Trouble::io(folder, Doing::Writing, error))?;
    put(path, bytes, None).map_err(|error| Trouble::io(path, Doing::Writing, error))
}

/// Writes another content of a file that is there, which keeps its permissions.
///
/// # Errors
/// The file may not be written, even where its folder may; it then stays as it was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let replace = || {
        let permissions = fs::metadata(path)?.permissions();
        if permissions.readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        put(path, bytes, Some(permissions))
    };
    replace().map_err(|error| Trouble::io(path, Doing::Writing, error))
}

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."))
}

fn put(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder(path).join(format!(".{name}.{}.tmp", std::process::id()));
    // A link that someone laid there is not written through.
    let _ = fs::remove_file(&beside);
    let made = fs::File::options()
        .write(true)
        .create_new(true)
        .open(&beside);
    let written = made.and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            fs::set_permissions(&beside, permissions)?;
        }
        fs::rename(&beside, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
