//! The lines of running text, and which of them are the items of one list.

use crate::document::model::{HeadingStyle, ParagraphStyle};
use crate::document::passage::{Passage, PassageKind};

/// A line of the document: what these rules see of a passage.
#[derive(Debug, Clone, Copy)]
pub struct Line<'t> {
    pub text: &'t str,
    pub label: &'t str,
    pub kind: PassageKind,
}

impl<'t> From<&'t Passage> for Line<'t> {
    fn from(passage: &'t Passage) -> Self {
        Self {
            text: &passage.text,
            label: &passage.label,
            kind: passage.kind,
        }
    }
}

/// How many lines behind a total are looked at.
pub const MOST_LINES: usize = 300;

/// How deep a line stands among those that have one of their own, the outer ones first; none of other text.
pub fn depth(line: &Line<'_>) -> Option<(u8, usize)> {
    let dots = line.label.trim_end_matches('.').matches('.').count();
    Some(match line.kind {
        PassageKind::AppendixTitle => (0, 0),
        PassageKind::Heading(HeadingStyle::Part) => (1, 0),
        PassageKind::Heading(HeadingStyle::Section) => (2, 0),
        PassageKind::Heading(HeadingStyle::Article) => (3, 0),
        PassageKind::Heading(HeadingStyle::Clause) => (4, dots),
        PassageKind::Heading(HeadingStyle::Point) => (5, 0),
        PassageKind::Paragraph(ParagraphStyle::Numbered) => (7, dots),
        PassageKind::Paragraph(ParagraphStyle::Dash) => (8, 0),
        PassageKind::Paragraph(ParagraphStyle::SubDash) => (9, 0),
        PassageKind::Paragraph(ParagraphStyle::ThirdSign) => (10, 0),
        _ => return None,
    })
}

/// The headings of the level of the first, up to one of a higher level; what stands under each is passed over.
fn headings(lines: &[Line<'_>]) -> Vec<usize> {
    let depth = |line: &Line<'_>| match line.kind {
        PassageKind::Heading(_) | PassageKind::AppendixTitle => depth(line),
        _ => None,
    };
    let first = lines.first().and_then(depth);
    let own = lines.iter().map(depth).enumerate();
    let own = own.take_while(|(_, depth)| depth.is_none() || *depth >= first);
    own.filter(|(_, depth)| *depth == first && depth.is_some())
        .map(|(at, _)| at)
        .collect()
}

/// The items of the list that the lines begin with, by their places; those of lists inside it are passed
/// over. None where it cannot be told where the list ends.
pub fn items(lines: &[Line<'_>]) -> Vec<usize> {
    let Some(first) = lines.first() else {
        return Vec::new();
    };
    let style = match first.kind {
        PassageKind::Paragraph(style) => style,
        PassageKind::Heading(_) => return headings(lines),
        _ => return Vec::new(),
    };
    let inner: &[ParagraphStyle] = match style {
        ParagraphStyle::Numbered => &[
            ParagraphStyle::Dash,
            ParagraphStyle::SubDash,
            ParagraphStyle::ThirdSign,
        ],
        ParagraphStyle::Dash => &[ParagraphStyle::SubDash, ParagraphStyle::ThirdSign],
        ParagraphStyle::SubDash => &[ParagraphStyle::ThirdSign],
        _ => &[],
    };
    let mut items = Vec::new();
    let mut interrupted = false;
    for (at, line) in lines.iter().enumerate() {
        match line.kind {
            PassageKind::Footnote => {}
            PassageKind::Paragraph(own) if inner.contains(&own) => {}
            PassageKind::Paragraph(own)
                if own == style && shape(line.label) == shape(first.label) =>
            {
                // A number that comes again begins another list.
                if style == ParagraphStyle::Numbered && at > 0 && line.label == first.label {
                    break;
                }
                // A dash behind a paragraph may go on with the list or begin another one.
                if interrupted && style != ParagraphStyle::Numbered {
                    return Vec::new();
                }
                items.push(at);
                if style == ParagraphStyle::Body && line.text.trim_end().ends_with(['.', '/']) {
                    break;
                }
            }
            PassageKind::Paragraph(ParagraphStyle::Body)
                if style == ParagraphStyle::Numbered || !interrupted =>
            {
                interrupted = true;
            }
            _ => break,
        }
    }
    items
}

/// What a label is made of: «a)» is like «b)», and «1.» like «12.».
fn shape(label: &str) -> (bool, usize, Option<char>) {
    let digits = label.starts_with(|c: char| c.is_ascii_digit());
    (
        digits,
        label.matches('.').count(),
        label.chars().next_back(),
    )
}
