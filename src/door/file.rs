//! Files.

use crate::diag::Message;
use crate::trouble::{Doing, Trouble};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 64 << 20;

/// Reads a file.
///
/// # Errors
/// It cannot be read, is no regular file (a pipe or a device may never end), or is larger than any plan,
/// table or document.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let trouble = |error| Trouble::io(path, Doing::Reading, error);
    // Already to open a pipe may never end.
    if !fs::metadata(path).map_err(trouble)?.is_file() {
        let why = Message::new("it is not a file", "đây không phải là tệp");
        return Err(Trouble::unfit(path, why));
    }
    let file = File::open(path).map_err(trouble)?;
    let size = file.metadata().map_err(trouble)?.len();
    let mut bytes = Vec::new();
    if size <= LARGEST_FILE {
        let mut file = file.take(LARGEST_FILE + 1);
        file.read_to_end(&mut bytes).map_err(trouble)?;
    }
    let size = size.max(bytes.len() as u64);
    fits(size).map_err(|why| Trouble::unfit(path, why))?;
    Ok(bytes)
}

/// Whether a file of a size, in bytes, is read, wherever it comes from.
///
/// # Errors
/// It is larger than any plan, table or document.
pub fn fits(size: u64) -> Result<(), Message> {
    let why = || {
        Message::new(
            format!("{size} bytes, the largest file read has {LARGEST_FILE}"),
            format!("tệp có {size} byte, lớn nhất chỉ được {LARGEST_FILE} byte"),
        )
    };
    (size <= LARGEST_FILE).then_some(()).ok_or_else(why)
}

/// Reads a file as [`read`] does; none where it is not there.
///
/// # Errors
/// As with [`read`].
pub fn read_any(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    match read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Trouble::Io { error, .. }) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_devices_and_what_is_too_large_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let unfit = |path: &Path| matches!(read(path), Err(Trouble::Unfit { .. }));
        assert!(unfit(folder.path()));
        let large = folder.path().join("large");
        File::create(&large)
            .and_then(|file| file.set_len(LARGEST_FILE + 1))
            .unwrap();
        assert!(unfit(&large));
        fs::write(&large, "xã").unwrap();
        assert_eq!(read(&large).unwrap(), "xã".as_bytes());
        assert_eq!(read_any(&folder.path().join("none")).unwrap(), None);
        if cfg!(unix) {
            assert!(unfit(Path::new("/dev/zero")));
        }
    }
}
