//! Source text (văn bản nguồn): what was read, and where a piece of it stands.
//!
//! A [`Span`] names bytes of one [`Source`]; people are shown a [`Position`], whose columns count
//! characters, so that an editor and a report agree on Vietnamese text.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes of a text with its line ends (dấu xuống dòng) as `\n`, whatever a checkout made of them; what is no
/// text is itself. A `\r` that no `\n` follows stays: it is no line end of today's systems.
#[must_use]
pub fn with_plain_lines(bytes: Vec<u8>) -> Vec<u8> {
    let is_text = |bytes: &[u8]| !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok();
    if !bytes.contains(&b'\r') || !is_text(&bytes) {
        return bytes;
    }
    let ends = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    let kept = (0..bytes.len()).filter(|at| !ends(*at));
    kept.map(|at| bytes[at]).collect()
}

/// Index of a [`Source`] within its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A run of bytes of one source, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source that holds the bytes.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `source`; offsets beyond 4 GiB are clamped.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            source,
            start: clamp(range.start),
            end: clamp(range.end.max(range.start)),
        }
    }

    /// The bytes as a range, for slicing the source's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of this span that `inner` names, counted from this span's start.
    #[must_use]
    pub fn slice(self, inner: Range<usize>) -> Self {
        let start = self.start as usize;
        let end = self.end as usize;
        Self::new(
            self.source,
            (start + inner.start).min(end)..(start + inner.end).min(end),
        )
    }
}

/// A place as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What a source's text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    /// A text file, shown as it is.
    Text,
    /// A sheet (trang tính) of a workbook, written out one row a line with cells parted by tabs, so
    /// that a line number is the sheet's row number.
    Sheet(String),
}

/// One text that was read, with its name and the starts of its lines.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    kind: SourceKind,
    line_starts: Vec<usize>,
}

impl Source {
    /// A text file's content under the path that reports show.
    #[must_use]
    pub fn new(path: PathBuf, text: String) -> Self {
        Self::with_kind(path, text, SourceKind::Text)
    }

    /// A source of the given kind.
    #[must_use]
    pub fn with_kind(path: PathBuf, text: String, kind: SourceKind) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            path,
            text,
            kind,
            line_starts,
        }
    }

    /// The path as the user gave or would give it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the text stands for.
    #[must_use]
    pub fn kind(&self) -> &SourceKind {
        &self.kind
    }

    /// The text of a span of this source, empty where the span does not fit it.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line that holds a byte offset, without its line break.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> &str {
        let offset = self.text.floor_char_boundary(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }

    /// The name of the sheet's cell that holds an offset (`Sheet1!B7`); none for a text file.
    #[must_use]
    pub fn cell(&self, offset: usize) -> Option<String> {
        let SourceKind::Sheet(sheet) = &self.kind else {
            return None;
        };
        let offset = self.text.floor_char_boundary(offset);
        let line = self.position(offset).line;
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let column = self.text[start..offset].matches('\t').count();
        Some(format!("{sheet}!{}{line}", column_letters(column)))
    }
}

/// The letters of a spreadsheet column counted from 0: A … Z, AA ….
fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// All texts that one plan was read from, in the order of their ids.
///
/// Cloning is cheap: the registries of an office are read once and shared by its plans.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The id of the first.
    base: u32,
    own: Vec<Arc<Source>>,
    guests: Vec<Self>,
}

/// Where the ids of guests begin.
const GUESTS: u32 = 1 << 20;
/// How many ids each guest has.
const ROOM: u32 = 1 << 12;

impl Sources {
    /// An empty collection whose texts other collections can take in: its ids are none of theirs, nor
    /// of a guest with another number.
    #[must_use]
    pub fn guest(number: usize) -> Option<Self> {
        let base = u32::try_from(number).ok()?.checked_mul(ROOM)?;
        Some(Self {
            base: base.checked_add(GUESTS)?,
            ..Self::default()
        })
    }

    /// Takes in the texts of a guest: what several plans are compared with is read once for all.
    pub fn welcome(&mut self, guest: Self) {
        self.guests.push(guest);
    }

    /// Adds a source and gives its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        let place = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        self.own.push(Arc::new(source));
        SourceId(self.base.saturating_add(place))
    }

    /// The source of an id that this collection gave out.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        let place = id.0.checked_sub(self.base);
        let own = place.and_then(|place| self.own.get(place as usize));
        own.map(Arc::as_ref)
            .or_else(|| self.guests.iter().find_map(|guest| guest.get(id)))
    }

    /// The text that a span names.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source)
            .map(|source| source.slice(span))
            .unwrap_or_default()
    }

    /// The ids of its own sources, in order.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        let end = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        (self.base..self.base.saturating_add(end)).map(SourceId)
    }

    /// Its own sources in order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.own.iter().map(Arc::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_those_of_no_system() {
        let plain = |bytes: &[u8]| with_plain_lines(bytes.to_vec());
        assert_eq!(plain(b"a\r\nb\nc\r\n"), b"a\nb\nc\n");
        // Not the line ends of old, nor what is doubled.
        assert_eq!(plain(b"a\rb\r\r\n\r"), b"a\rb\r\n\r");
        // A workbook is no text, and neither is what is in another encoding.
        for other in [&b"PK\x03\x04\x00\r\n"[..], b"\xff\r\n"] {
            assert_eq!(plain(other), other);
        }
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.toml".into(), "tên = 1\nhộ nghèo".into());
        let at = source.text().find("nghèo").unwrap();
        assert_eq!(source.position(at), Position { line: 2, column: 4 });
        assert_eq!(source.position(usize::MAX), Position { line: 2, column: 9 });
    }

    #[test]
    fn guests_keep_their_ids() {
        let source = |name: &str| Source::new(name.into(), name.to_owned());
        let mut sources = Sources::default();
        let own = sources.add(source("own"));
        let ids = [0, 1].map(|number| {
            let mut guest = Sources::guest(number).unwrap();
            let id = guest.add(source(&format!("guest {number}")));
            sources.welcome(guest);
            id
        });
        let text = |id| sources.get(id).unwrap().text();
        assert_eq!(
            [own, ids[0], ids[1]].map(text),
            ["own", "guest 0", "guest 1"]
        );
        assert!(Sources::guest(usize::MAX).is_none());
    }

    #[test]
    fn a_sheet_names_its_cells() {
        let kind = SourceKind::Sheet("Biểu 1".into());
        let source = Source::with_kind("b.xlsx".into(), "xã\tsố\nBuôn Choah\t73\n".into(), kind);
        assert_eq!(
            source.cell(source.text().find("73").unwrap()).unwrap(),
            "Biểu 1!B2"
        );
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(column_letters(701), "ZZ");
        assert_eq!(column_letters(702), "AAA");
    }
}
