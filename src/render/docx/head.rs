//! Letterhead and title: widths of columns and lengths of lines (Annex I, II.1, II.2, II.5).

use super::revision::Change;
use super::sizes::{Sizes, Twips, mm};
use super::width::Widths;
use crate::document::model::{Document, Inline, Letterhead, Line, plain};
use crate::render::letterhead::area;
use crate::render::wording::{MOTTO, NATIONAL_NAME};
use serde::Serialize;

/// The height of a stamp (Annex I, III.2.b), and the room beside the words of one that fits them.
const STAMP_HEIGHT: i64 = 8;
const STAMP_PADDING: i64 = 3;

/// A line that stands in the middle: how far it begins and ends from the edges of its column.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// From the left and from the right.
    pub indent: Twips,
}

impl Rule {
    fn centred(length: Twips, column: Twips) -> Self {
        Self {
            indent: (column - length).max(0) / 2,
        }
    }
}

/// A stamp: words in a frame of a given size.
#[derive(Debug, Clone, Serialize)]
pub struct Stamp {
    /// What it says.
    pub text: String,
    width: Twips,
    height: Twips,
    /// The tracked changes that put it in or take it out.
    #[serde(flatten)]
    pub changes: StampChanges,
}

/// The tracked changes of a stamp.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StampChanges {
    /// Of the row of the letterhead that it stands in.
    pub change: Option<Change>,
    /// Of its own row.
    pub frame: Option<Change>,
    /// Of its words.
    pub words: Option<Change>,
}

/// What stands above the text.
#[derive(Debug, Serialize)]
pub struct Head {
    national_name: &'static str,
    motto: &'static str,
    /// Widths of the two columns and of the space between them.
    left: Twips,
    right: Twips,
    gap: Twips,
    motto_rule: Rule,
    issuer_rule: Rule,
    /// How urgent it is.
    pub urgency: Option<Stamp>,
    circulation: Option<Stamp>,
    /// How far the lines of the title stay from both margins, so that they come out about equal.
    title_indent: Twips,
    title_rule: Rule,
    appendix_rule: Rule,
    appendix_rule_landscape: Rule,
    /// The two columns of the ending.
    recipients: Twips,
    signer: Twips,
}

impl Head {
    /// The layout of a document's head and ending.
    pub fn of(document: &Document, sizes: &Sizes) -> Self {
        let (regular, bold) = (Widths::new(false), Widths::new(true));
        let text = sizes.text_width(false);
        let gap = sizes.get("spacing", "column_gap_mm");
        let letterhead = &document.letterhead;
        let motto = bold.of(MOTTO, sizes.get("size", "motto"));
        let (left, right) = columns(letterhead, sizes, &regular, &bold);
        // Text set in the very width that was measured would wrap where a program rounds.
        let (right, between) = (right + 20, gap - 20);
        let size = sizes.get("size", "issuing_body");
        let lines = letterhead.issuer.iter();
        let lines = lines.flat_map(|line| {
            let line = unbroken(line, &bold, size, left);
            bold.lines(&line.text(), size, left)
        });
        let widest = lines.max().unwrap_or_default();
        let issuer = sizes.share("rule", "issuing_body", widest);

        let title = plain(&document.title);
        let size = sizes.get("size", "title");
        let balanced = bold.balanced(&title, size, text);
        let widest = bold.lines(&title, size, balanced).into_iter().max();
        let title_rule = sizes.share("rule", "title", widest.unwrap_or_default());
        let appendix = sizes.get("rule", "appendix_mm");

        let share = sizes.share("signature", "column_share", text);
        Self {
            national_name: NATIONAL_NAME,
            motto: MOTTO,
            left,
            right,
            gap: between.max(0),
            motto_rule: Rule::centred(motto, right),
            issuer_rule: Rule::centred(issuer, left),
            urgency: letterhead.urgency.as_ref().map(|text| Stamp {
                text: text.clone(),
                width: urgency_width(text)
                    .unwrap_or_else(|| framed(bold.of(text, sizes.get("size", "urgency")))),
                height: mm(STAMP_HEIGHT),
                changes: StampChanges::default(),
            }),
            circulation: letterhead.circulation.as_ref().map(|text| Stamp {
                text: text.clone(),
                width: framed(bold.of(text, sizes.get("size", "circulation"))),
                height: mm(STAMP_HEIGHT),
                changes: StampChanges::default(),
            }),
            title_indent: (text - balanced - 20).max(0) / 2,
            title_rule: Rule::centred(title_rule, text),
            appendix_rule: Rule::centred(appendix, text),
            appendix_rule_landscape: Rule::centred(appendix, sizes.text_width(true)),
            recipients: text - gap - share,
            signer: share,
        }
    }
}

/// The widths of the letterhead's columns.
fn columns(head: &Letterhead, sizes: &Sizes, regular: &Widths, bold: &Widths) -> (Twips, Twips) {
    let text = sizes.text_width(false);
    let motto = bold.of(MOTTO, sizes.get("size", "motto"));
    let national = bold.of(NATIONAL_NAME, sizes.get("size", "national_name"));
    let date = regular.of(&head.place_date, sizes.get("size", "place_date"));
    // A very long name of a place wraps rather than leave no room for the issuing body.
    let right = national.max(motto).max(date.min(text * 66 / 100));
    (text - right - sizes.get("spacing", "column_gap_mm"), right)
}

/// The lines of the body above and of the issuing body, which break before the name of an area.
pub fn bodies(head: &Letterhead, sizes: &Sizes) -> (Vec<Line>, Vec<Line>) {
    let (regular, bold) = (Widths::new(false), Widths::new(true));
    let (left, _) = columns(head, sizes, &regular, &bold);
    let lines = |lines: &[Line], widths, key| {
        let size = sizes.get("size", key);
        let lines = lines.iter();
        lines
            .map(|line| unbroken(line, widths, size, left))
            .collect()
    };
    (
        lines(&head.parent, &regular, "parent_body"),
        lines(&head.issuer, &bold, "issuing_body"),
    )
}

/// A line that breaks before the name of an area and not in it, where it has to break and a column has
/// room for the name.
fn unbroken(line: &Line, widths: &Widths, size: i64, column: Twips) -> Line {
    let mut line = line.clone();
    if let [Inline::Text { text, .. }] = line.0.as_mut_slice()
        && widths.of(text, size) > column
        && let Some(at) = area(text)
        && widths.of(&text[at..], size) <= column
    {
        let name = text[at..].replace(' ', "\u{A0}");
        text.replace_range(at.., &name);
    }
    line
}

/// The width of a frame around words.
fn framed(words: Twips) -> Twips {
    words + 2 * mm(STAMP_PADDING)
}

/// The widths that stamps of urgency are cut to (Annex I, III.2.b).
fn urgency_width(text: &str) -> Option<Twips> {
    match text {
        "KHẨN" => Some(mm(20)),
        "THƯỢNG KHẨN" => Some(mm(40)),
        "HOẢ TỐC" | "HỎA TỐC" => Some(mm(30)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_urgency_are_cut_to_the_sizes_of_the_decree() {
        for (text, wide) in [
            ("KHẨN", 20),
            ("THƯỢNG KHẨN", 40),
            ("HOẢ TỐC", 30),
            ("HỎA TỐC", 30),
        ] {
            assert_eq!(urgency_width(text), Some(mm(wide)), "{text}");
        }
        assert_eq!(urgency_width("LƯU HÀNH NỘI BỘ"), None);
        assert_eq!(framed(100), 100 + 2 * mm(3));
    }

    #[test]
    fn a_rule_stands_in_the_middle_and_never_beside_its_column() {
        assert_eq!(Rule::centred(40, 100).indent, 30);
        assert_eq!(Rule::centred(100, 100).indent, 0);
        assert_eq!(Rule::centred(140, 100).indent, 0);
    }
}
