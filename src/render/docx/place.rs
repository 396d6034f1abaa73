//! The places that content controls name: a file of the source part, and its bytes.
//!
//! Word takes tags of up to 64 characters, so files go by their numbers in the source part.

use crate::render::Attachment;
use crate::source::{SourceKind, Sources, Span};
use serde::Serialize;
use std::cell::Cell;
use std::path::Path;

/// The longest tag that Word takes.
const LONGEST: usize = 64;

/// The files that a document carries, for naming places in them.
pub struct Places<'p> {
    sources: &'p Sources,
    files: &'p [Attachment],
    controls: Cell<u32>,
}

/// A content control (ECMA-376 Part 1, 17.5.2): a block that comes from one place.
#[derive(Debug, Serialize)]
pub struct Control {
    /// Its number in the document, from 1.
    id: u32,
    /// The place.
    tag: String,
}

impl<'p> Places<'p> {
    /// The places of a document that was read from `sources` and carries `files`.
    pub fn new(sources: &'p Sources, files: &'p [Attachment]) -> Self {
        Self {
            sources,
            files,
            controls: Cell::new(0),
        }
    }

    /// The content control of a block; none where its place has no tag.
    pub fn control(&self, span: Option<Span>) -> Option<Control> {
        let tag = self.tag(span?)?;
        self.controls.set(self.controls.get() + 1);
        Some(Control {
            id: self.controls.get(),
            tag,
        })
    }

    /// The tag of a place: `0:1530-1602` for bytes of a text file, `4:Sheet1!B7` for a cell of a
    /// workbook. None where the document does not carry the file.
    fn tag(&self, span: Span) -> Option<String> {
        let source = self.sources.get(span.source)?;
        let file = self.file(source.path())?;
        let tag = match source.kind() {
            SourceKind::Text => {
                let mark = mark(&self.files[file].bytes, source.text());
                let range = span.range();
                format!("{file}:{}-{}", range.start + mark, range.end + mark)
            }
            SourceKind::Sheet(_) => format!("{file}:{}", source.cell(span.range().start)?),
        };
        (tag.chars().count() <= LONGEST).then_some(tag)
    }

    /// The file whose name fits a path best: names are seen from the workspace, paths from where the
    /// program runs.
    fn file(&self, path: &Path) -> Option<usize> {
        let fits = |file: &&Attachment| path.ends_with(&file.name);
        let best = self.files.iter().filter(fits).map(|f| f.name.len()).max()?;
        self.files
            .iter()
            .position(|file| file.name.len() == best && fits(&file))
    }
}

/// The bytes that a file has before its text: a byte order mark, which Windows editors write.
fn mark(bytes: &[u8], text: &str) -> usize {
    const MARK: char = '\u{FEFF}';
    let marked = bytes.starts_with("\u{FEFF}".as_bytes()) && !text.starts_with(MARK);
    if marked { MARK.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_place_is_a_file_and_its_bytes_or_its_cell() {
        let mut sources = Sources::default();
        let plan = sources.add(Source::new("nha/plan.toml".into(), "title = \"A\"".into()));
        let sheet = SourceKind::Sheet("Vốn".into());
        let path = "nha/data/von.xlsx".into();
        let book = sources.add(Source::with_kind(path, "a\tb\nc\td".into(), sheet));
        let other = sources.add(Source::new("khac/2024.toml".into(), String::new()));
        let path = "nha/data/xa.csv".into();
        let marked = sources.add(Source::new(path, "xa\nEa".into()));
        let file = |name: &str, text: &str| Attachment {
            name: name.to_owned(),
            mime: "",
            description: "",
            bytes: text.as_bytes().into(),
        };
        let files = [
            file("plan.toml", "title = \"A\""),
            file("data/von.xlsx", ""),
            file("data/xa.csv", "\u{FEFF}xa\nEa"),
        ];
        let places = Places::new(&sources, &files);
        let tag = |span| places.tag(span);
        assert_eq!(tag(Span::new(plan, 8..11)).as_deref(), Some("0:8-11"));
        assert_eq!(tag(Span::new(book, 6..7)).as_deref(), Some("1:Vốn!B2"));
        assert_eq!(tag(Span::new(marked, 3..5)).as_deref(), Some("2:6-8"));
        assert_eq!(tag(Span::new(other, 0..0)), None);
        // Only what has a tag has a control, and controls are counted from 1.
        let control = |span| places.control(span).map(|control| control.id);
        assert_eq!(control(None), None);
        assert_eq!(control(Some(Span::new(plan, 8..11))), Some(1));
        assert_eq!(control(Some(Span::new(other, 0..0))), None);
        assert_eq!(control(Some(Span::new(plan, 0..1))), Some(2));
    }

    #[test]
    fn the_file_with_the_longest_fitting_name_is_meant() {
        let mut sources = Sources::default();
        let path = "nha/thon/plan.toml".into();
        let plan = sources.add(Source::new(path, "a".into()));
        let file = |name: &str| Attachment {
            name: name.to_owned(),
            mime: "",
            description: "",
            bytes: b"a".as_slice().into(),
        };
        let files = [
            file("plan.toml"),
            file("thon/plan.toml"),
            file("xa/plan.toml"),
        ];
        let places = Places::new(&sources, &files);
        assert_eq!(places.tag(Span::new(plan, 0..1)).as_deref(), Some("1:0-1"));
    }

    #[test]
    fn a_tag_is_no_longer_than_word_takes() {
        let mut sources = Sources::default();
        let mut sheet = |name: &str| {
            let kind = SourceKind::Sheet(name.to_owned());
            sources.add(Source::with_kind("a.xlsx".into(), "x".into(), kind))
        };
        let (fits, longer) = (sheet(&"ố".repeat(59)), sheet(&"ố".repeat(60)));
        let files = [Attachment {
            name: "a.xlsx".to_owned(),
            mime: "",
            description: "",
            bytes: b"".as_slice().into(),
        }];
        let places = Places::new(&sources, &files);
        let tag = places.tag(Span::new(fits, 0..1)).unwrap();
        assert_eq!(tag.chars().count(), LONGEST);
        assert_eq!(places.tag(Span::new(longer, 0..1)), None);
    }
}
