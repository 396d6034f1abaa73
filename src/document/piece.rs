//! What prose consists of: headings, paragraphs and calls that stand alone.

use super::model::Inline;
use crate::diag::Message;
use std::ops::Range;

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// `1.`: a number of the level below the heading; how many such lists are around it.
    Number(usize, Run),
    /// `1)` or `a)`: a letter.
    Point(Run),
    /// `-`, `+`: a sign, with its tier from 1.
    Sign(usize),
}

/// Where an item stands in the run of its list's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It is the first.
    First {
        /// The number written.
        number: u32,
        /// Whether the list is counted, 1, 2; else each number is 1 for the program to count.
        counted: bool,
    },
    /// It follows another.
    Next,
}

/// A piece of prose.
#[derive(Debug)]
pub enum Piece {
    /// `# Title`, with its depth from 1.
    Heading {
        /// How many `#` it has.
        depth: usize,
        /// Its words.
        content: Vec<Inline>,
        /// Where it stands in the text.
        range: Range<usize>,
    },
    /// A paragraph.
    Paragraph {
        /// What stands before it.
        mark: Mark,
        /// Its words.
        content: Vec<Inline>,
        /// Where it stands in the text.
        range: Range<usize>,
    },
    /// A call that stands alone in its paragraph.
    Call {
        /// Its index.
        index: usize,
        /// Where it stands in the text.
        range: Range<usize>,
    },
}

/// Markup that prose does not have.
#[derive(Debug)]
pub struct Unsupported {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// What it is.
    pub message: Message,
}

/// What a text consists of.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
    /// What could not be taken.
    pub unsupported: Vec<Unsupported>,
}
