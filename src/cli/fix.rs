//! `kehoach check --fix`: the safe edits of findings, done in their files.

use super::output;
use super::terminal::Terminal;
use crate::diag::fix::{Mending, apply, choose};
use crate::diag::render::visible_text;
use crate::diag::{Diagnostic, Message};
use crate::door;
use crate::source::{Source, SourceId, Sources, Span, with_plain_lines};
use crate::trouble::Trouble;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// What came of mending files.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// What was done, a line for each edit.
    pub lines: Vec<String>,
    /// The files that were written.
    pub files: BTreeSet<PathBuf>,
    /// Whether a file could not be mended.
    pub trouble: bool,
}

impl Fixed {
    /// How much was done, in one sentence.
    pub fn summary(&self) -> Message {
        let (edits, files) = (self.lines.len(), self.files.len());
        let plural = |count| if count == 1 { "" } else { "s" };
        Message::new(
            format!(
                "mended {edits} place{} in {files} file{}",
                plural(edits),
                plural(files)
            ),
            format!("đã sửa {edits} chỗ trong {files} tệp"),
        )
    }

    /// Does what the findings offer, once; what overlaps is left for when the files are read again.
    ///
    /// Gives whether anything was written.
    pub fn round(
        &mut self,
        reports: &[(Vec<Diagnostic>, Sources)],
        terminal: &mut Terminal,
    ) -> bool {
        let mut touched = BTreeSet::new();
        for (diagnostics, sources) in reports {
            let chosen = choose(diagnostics, sources);
            let Some(files) = places(&chosen, sources) else {
                continue;
            };
            // What an earlier report changed is no longer what this one speaks of.
            if files.iter().any(|(path, ..)| touched.contains(path)) {
                continue;
            }
            for (path, source, mendings) in files {
                touched.insert(path.clone());
                match mend(&path, source, mendings) {
                    Ok(()) => {
                        self.lines.extend(mendings.iter().map(|m| line(source, m)));
                        self.files.insert(path);
                    }
                    Err(trouble) => {
                        terminal.complain(&trouble.message());
                        self.trouble = true;
                        touched.remove(&path);
                    }
                }
            }
        }
        !touched.is_empty()
    }
}

/// Each text with edits and where it really lies, whatever links lead there.
fn places<'a>(
    chosen: &'a BTreeMap<SourceId, Vec<Mending>>,
    sources: &'a Sources,
) -> Option<Vec<(PathBuf, &'a Source, &'a [Mending])>> {
    chosen
        .iter()
        .map(|(id, mendings)| {
            let source = sources.get(*id)?;
            let path = source.path().canonicalize().unwrap_or(source.path().into());
            Some((path, source, mendings.as_slice()))
        })
        .collect()
}

/// Writes a text with its edits done, if the file still holds what was read.
fn mend(path: &Path, source: &Source, mendings: &[Mending]) -> Result<(), Trouble> {
    let bytes = door::read(path)?;
    let changed = || Trouble::Changed {
        path: source.path().to_owned(),
    };
    // A file is read without the mark at its beginning and the line ends of its system.
    let bytes = String::from_utf8(bytes).map_err(|_| changed())?;
    let mark = ["", "\u{FEFF}"].into_iter().find(|mark| {
        let rest = bytes.strip_prefix(mark).unwrap_or_default();
        with_plain_lines(rest.as_bytes().to_vec()) == source.text().as_bytes()
    });
    let mark = mark.ok_or_else(changed)?;
    let text = bytes.strip_prefix(mark).unwrap_or_default();
    let mended = apply(text, &placed(mendings, text));
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    if is_toml && DeTable::parse(&mended).is_err() && DeTable::parse(text).is_ok() {
        return Err(Trouble::Unsound {
            path: source.path().to_owned(),
        });
    }
    output::replace(path, [mark, &mended].concat().as_bytes())
}

/// Edits of a text as it was read, at their places in the file, whose lines may end otherwise.
fn placed(mendings: &[Mending], text: &str) -> Vec<Mending> {
    let ends = text.match_indices("\r\n").enumerate();
    // Where each line ends as it was read, a character less for each line before.
    let ends: Vec<usize> = ends.map(|(place, (at, _))| at - place).collect();
    let place = |at: usize| at + ends.partition_point(|end| *end < at);
    let move_it = |mending: &Mending| {
        let range = mending.edit.span.range();
        let mut moved = mending.clone();
        moved.edit.span = Span::new(moved.edit.span.source, place(range.start)..place(range.end));
        moved
    };
    mendings.iter().map(move_it).collect()
}

/// `plan.toml:3:9: TXT009 «kinh tế- xã» → «kinh tế - xã»`, with whole words around the change.
fn line(source: &Source, mending: &Mending) -> String {
    const MOST: usize = 20;
    let span = mending.edit.span;
    let at = source.position(span.range().start);
    let path = source.path().display();
    let (range, text) = (span.range(), source.text());
    let word = |c: &char| !c.is_whitespace() && !"\"'“”()[],;".contains(*c);
    let before = text[..range.start]
        .chars()
        .rev()
        .take_while(word)
        .take(MOST);
    let before = range.start - before.map(char::len_utf8).sum::<usize>();
    let after = text[range.end..].chars().take_while(word).take(MOST);
    let after = range.end + after.map(char::len_utf8).sum::<usize>();
    let old = &text[before..after];
    let (before, after) = (&text[before..range.start], &text[range.end..after]);
    let new = [before, &mending.edit.text, after].concat();
    let (place, code) = (format!("{path}:{}:{}", at.line, at.column), mending.code.id);
    visible_text(&format!("{place}: {code} «{old}» → «{new}»"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::code;
    use crate::diag::fix::Mending;

    /// What comes of a file that holds `now`, when its first character as it was read becomes `new`.
    fn mended(name: &str, read: &str, now: &[u8], new: &str) -> (Result<(), Trouble>, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, now).unwrap();
        let mut sources = Sources::default();
        let id = sources.add(Source::new(path.clone(), read.to_owned()));
        let edit = crate::diag::Edit {
            span: Span::new(id, 0..1),
            text: new.into(),
            safe: true,
        };
        let code = code::DATE;
        let source = sources.get(id).unwrap();
        let result = mend(&path, source, &[Mending { code, edit }]);
        (result, std::fs::read(&path).unwrap())
    }

    #[test]
    fn only_the_edits_change_a_file() {
        let (result, bytes) = mended("a.csv", "5/1;\t x\n", "5/1;\t x\r\n".as_bytes(), "05");
        assert!(result.is_ok());
        assert_eq!(bytes, "05/1;\t x\r\n".as_bytes());
        let (result, bytes) = mended("a.csv", "5/1\n", "\u{FEFF}5/1\n".as_bytes(), "05");
        assert!(result.is_ok());
        assert_eq!(bytes, "\u{FEFF}05/1\n".as_bytes());
        // Read with other line ends, written with its own.
        let (result, bytes) = mended("a.csv", "5/1\nx\n", b"5/1\r\nx\r\n", "05");
        assert!(result.is_ok());
        assert_eq!(bytes, b"05/1\r\nx\r\n");
    }

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        for now in ["5/2\n".as_bytes(), b"", b"\xff5/1\n"] {
            let (result, bytes) = mended("a.csv", "5/1\n", now, "05");
            assert!(matches!(result, Err(Trouble::Changed { .. })));
            assert_eq!(bytes, now);
        }
    }

    #[test]
    fn a_plan_is_not_made_unreadable() {
        let text = "a = 1\n";
        let (result, bytes) = mended("a.toml", text, text.as_bytes(), "\"");
        assert!(matches!(result, Err(Trouble::Unsound { .. })));
        assert_eq!(bytes, text.as_bytes());
        let (result, _) = mended("a.toml", text, text.as_bytes(), "b");
        assert!(result.is_ok());
    }
}
