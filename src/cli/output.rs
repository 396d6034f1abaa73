//! Files that appear whole or not at all.

use crate::trouble::{Doing, Trouble};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a file beside its place and then puts it there, with its folders.
///
/// # Errors
/// The folder or the file cannot be written; what stood there before then stands there still.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let trouble = |error| Trouble::io(path, Doing::Writing, error);
    let folder = path
        .parent()
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Trouble::io(folder, Doing::Writing, error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map_err(trouble)
}
