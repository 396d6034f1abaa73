//! ZIP archives: workbooks and documents of Word.

use super::xml::{Limits, Watch};
use super::{MOST_UNPACKED, too_large};
use crate::diag::Message;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most files of an archive.
const MOST_PARTS: usize = 10_000;

/// Why a part of an archive is not had.
#[derive(Debug)]
pub enum Unpacking {
    /// There is no such archive or part, or it is damaged.
    Absent,
    /// It is beyond a limit.
    Beyond(Message),
}

/// How the names of parts end that are no XML.
const PICTURES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin"];

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

fn open(bytes: &[u8]) -> Result<Archive<'_>, Unpacking> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unpacking::Absent)?;
    if archive.len() > MOST_PARTS {
        return Err(Unpacking::Beyond(Message::new(
            format!("it holds more than {MOST_PARTS} files"),
            format!("bên trong có hơn {MOST_PARTS} tệp"),
        )));
    }
    Ok(archive)
}

/// Unpacks a part, watching what comes; `left` is how many bytes may still come.
fn unpack(
    part: &mut impl Read,
    limits: Option<Limits>,
    left: &mut u64,
    mut take: impl FnMut(&[u8]),
) -> Result<(), Unpacking> {
    let mut watch = limits.map(Watch::new);
    let mut block = vec![0; 64 << 10];
    loop {
        let read = part.read(&mut block).map_err(|_| Unpacking::Absent)?;
        let got = block.get(..read).unwrap_or_default();
        if got.is_empty() {
            return Ok(());
        }
        *left = left
            .checked_sub(got.len() as u64)
            .ok_or_else(|| Unpacking::Beyond(too_large()))?;
        if let Some(watch) = &mut watch {
            watch.add(got).map_err(Unpacking::Beyond)?;
        }
        take(got);
    }
}

/// The bytes of a part, which is XML.
///
/// # Errors
/// It is not there, damaged, or beyond a limit.
pub fn part(archive: &[u8], name: &str, limits: Limits) -> Result<Vec<u8>, Unpacking> {
    let mut archive = open(archive)?;
    let mut part = archive.by_name(name).map_err(|_| Unpacking::Absent)?;
    let mut bytes = Vec::new();
    let take = |block: &[u8]| bytes.extend_from_slice(block);
    unpack(&mut part, Some(limits), &mut MOST_UNPACKED.clone(), take)?;
    Ok(bytes)
}

/// Whether an archive can be given to a reader that sets no limits itself. A damaged one can: that reader
/// says what is wrong with it.
///
/// # Errors
/// It is beyond a limit.
pub fn sound(archive: &[u8], limits: Limits) -> Result<(), Message> {
    let mut left = MOST_UNPACKED;
    let mut archive = match open(archive) {
        Ok(archive) => archive,
        Err(Unpacking::Absent) => return Ok(()),
        Err(Unpacking::Beyond(message)) => return Err(message),
    };
    for place in 0..archive.len() {
        let Ok(mut part) = archive.by_index(place) else {
            continue;
        };
        let name = part.name().unwrap_or_default().to_ascii_lowercase();
        let is_picture = PICTURES.iter().any(|end| name.ends_with(end));
        let limits = Some(limits).filter(|_| !is_picture);
        if let Err(Unpacking::Beyond(message)) = unpack(&mut part, limits, &mut left, |_| {}) {
            return Err(message);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::xml::{CARRIED, WORKBOOK};
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8], usize)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes, times) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            for _ in 0..*times {
                writer.write_all(bytes).unwrap();
            }
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_unpacked() {
        let block = vec![b'<'; 1 << 20];
        let large = archive(&[("a.png", &block, 60), ("b.png", &block, 60)]);
        assert!(sound(&large, WORKBOOK).is_err());
        let usual = archive(&[("a.xml", b"<a>1</a>", 1), ("a.png", &block, 60)]);
        assert!(sound(&usual, WORKBOOK).is_ok());
        assert!(matches!(part(&usual, "a.xml", CARRIED), Ok(bytes) if bytes == b"<a>1</a>"));
        assert!(matches!(
            part(&usual, "b.xml", CARRIED),
            Err(Unpacking::Absent)
        ));
        let deep = archive(&[("a.xml", b"<a>", 65)]);
        assert!(matches!(
            part(&deep, "a.xml", CARRIED),
            Err(Unpacking::Beyond(_))
        ));
        assert!(sound(b"no archive", WORKBOOK).is_ok());
    }
}
