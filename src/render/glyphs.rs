//! Characters that the typefaces do not have.

use crate::diag::{Diagnostic, Message, code};
use crate::document::model::{Block, Document, Inline, Origin};
use crate::source::{Sources, Span};
use crate::spec::is_unprintable;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use typst::text::FontInfo;

/// What stands for a character that cannot be printed.
const BOX: char = '□';

/// A finding for every character of a document that cannot be printed, at its first place.
#[must_use]
pub fn missing(document: &Document, sources: &Sources) -> Vec<Diagnostic> {
    let mut found: BTreeMap<char, Option<Span>> = BTreeMap::new();
    let mut look = |text: &str, origin: Option<Span>| {
        for c in text.chars().filter(|c| !is_usual(*c)) {
            found.entry(c).or_insert(origin);
        }
    };
    visit(document, &mut look);
    if found.is_empty() {
        return Vec::new();
    }
    // Reading what a typeface has takes longer than most plans need for everything else.
    let Some(font) = FontInfo::new(super::FONTS[0], 0) else {
        return Vec::new();
    };
    found.retain(|c, _| {
        !c.is_whitespace() && !is_unprintable(*c) && !font.coverage.contains(u32::from(*c))
    });
    found
        .into_iter()
        .filter_map(|(c, origin)| fault(c, origin, sources))
        .collect()
}

/// A text in which every character that the typefaces do not have is a box.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    static FONT: OnceLock<Option<FontInfo>> = OnceLock::new();
    let read = || FontInfo::new(super::FONTS[0], 0);
    if text.chars().all(is_usual) {
        return Cow::Borrowed(text);
    }
    let Some(font) = FONT.get_or_init(read) else {
        return Cow::Borrowed(text);
    };
    let known = |c: char| c.is_whitespace() || font.coverage.contains(u32::from(c));
    let shown = text.chars().map(|c| if known(c) { c } else { BOX });
    Cow::Owned(shown.collect())
}

/// Whether a character is one of Vietnamese text, which the typefaces have.
fn is_usual(c: char) -> bool {
    matches!(c, '\u{20}'..='\u{7E}' | '\n' | '\u{A0}' | '\u{C0}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}')
        || matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '«' | '»')
}

fn fault(c: char, origin: Option<Span>, sources: &Sources) -> Option<Diagnostic> {
    let within = origin.and_then(|span| {
        let at = sources.slice(span).find(c)?;
        Some(span.slice(at..at + c.len_utf8()))
    });
    let anywhere = || {
        sources.ids().find_map(|id| {
            let at = sources.get(id)?.text().find(c)?;
            Some(Span::new(id, at..at + c.len_utf8()))
        })
    };
    // A character that only data or the program's own words can bring has no better place.
    let top = || sources.ids().last().map(|id| Span::new(id, 0..0));
    let span = within.or_else(anywhere).or(origin).or_else(top)?;
    let point = u32::from(c);
    let message = Message::new(
        format!("the typeface has no character `{c}` (U+{point:04X})"),
        format!("phông chữ không có ký tự `{c}` (U+{point:04X})"),
    );
    Some(Diagnostic::new(code::CHARACTER, span, message))
}

fn visit(document: &Document, look: &mut dyn FnMut(&str, Option<Span>)) {
    inlines(&document.title, None, look);
    let head = &document.letterhead;
    let ending = &document.ending;
    let lines = head
        .parent
        .iter()
        .chain(&head.issuer)
        .chain(&ending.recipients)
        .chain(&ending.authority)
        .chain([&ending.position, &ending.name])
        .chain(&ending.second_position)
        .chain(&document.address);
    for line in lines {
        inlines(&line.0, None, look);
    }
    for own in [&head.number, &head.place_date]
        .into_iter()
        .chain(&ending.drafter)
    {
        look(own, None);
    }
    blocks(&document.body, look);
    for appendix in &document.appendices {
        inlines(&appendix.title, None, look);
        blocks(&appendix.body, look);
    }
}

fn blocks(blocks: &[Block], look: &mut dyn FnMut(&str, Option<Span>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => inlines(&heading.title, heading.origin, look),
            Block::Paragraph(paragraph) => inlines(&paragraph.content, paragraph.origin, look),
            Block::Table(table) => {
                inlines(table.caption.as_deref().unwrap_or_default(), None, look);
                for cell in table.header.iter().flatten() {
                    inlines(&cell.content, None, look);
                }
                for row in &table.rows {
                    row.cells
                        .iter()
                        .for_each(|cell| inlines(&cell.content, row.origin, look));
                }
            }
        }
    }
}

fn inlines(content: &[Inline], origin: Option<Span>, look: &mut dyn FnMut(&str, Option<Span>)) {
    for inline in content {
        match inline {
            Inline::Text { text, origin: own } => look(text, own.map(Origin::span).or(origin)),
            Inline::Todo { text } => look(text, origin),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Underlined { content }
            | Inline::Footnote { content } => {
                inlines(content, origin, look);
            }
            Inline::Reference { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn what_the_typefaces_do_not_have_is_a_box() {
        assert_eq!(printable("Hộ nghèo → 57 😀⟨x⟩"), "Hộ nghèo → 57 □□x□");
    }
}
