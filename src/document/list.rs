//! Lists in prose: what each item is by its mark and its indent, and whether its number is the next one.

use super::lines::{Line, Opener};
use super::piece::{Mark, Run};
use crate::diag::Message;
use crate::vi::ordinal;

/// How much further than another an item begins that belongs to it.
const STEP: usize = 2;

/// How many tiers of signs there are: `-`, `+`, and the one of the style profile.
pub const TIERS: usize = 3;

/// An item whose list goes on.
struct Open {
    indent: usize,
    kind: Kind,
    /// The number that its list goes on with.
    next: u32,
    /// The piece that its list begins with.
    first: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sign(usize),
    Number,
    Point,
}

/// The lists that are open where a prose is read, outermost first.
#[derive(Default)]
pub struct Lists {
    open: Vec<Open>,
    /// How many tiers of signs stand around the prose.
    under: usize,
}

/// What an item is.
pub struct Item {
    /// What stands before it.
    pub mark: Mark,
    /// Why it cannot be what it is written as.
    pub wrong: Option<Wrong>,
    /// The first piece of its list, where this item shows that the list is counted: 1, 2.
    pub counted: Option<usize>,
}

/// Why an item cannot be what it is written as.
#[derive(Clone, Copy)]
pub enum Wrong {
    /// There is no tier so deep.
    TooDeep,
    /// Another number follows.
    Number(u32),
}

impl Wrong {
    /// What is said of an item.
    pub fn message(self, opener: &Opener) -> Message {
        match self {
            Self::TooDeep => Message::new(
                format!("lists have {TIERS} tiers of signs, and this item is deeper"),
                format!("danh sách chỉ có {TIERS} cấp gạch đầu dòng, ý này sâu hơn"),
            ),
            Self::Number(next) => {
                let next = match opener {
                    Opener::Letter(_) => format!("{})", ordinal::letter(next as usize - 1)),
                    Opener::Point(_) => format!("{next})"),
                    _ => format!("{next}."),
                };
                Message::new(
                    format!(
                        "`{next}` follows in this list; where all begin with 1, they are counted"
                    ),
                    format!(
                        "danh sách này phải tiếp bằng `{next}`; nếu ghi số 1 ở mọi ý thì số được tự đánh"
                    ),
                )
            }
        }
    }
}

impl Lists {
    /// The lists of a prose that stands under so many tiers of signs.
    pub fn under(under: usize) -> Self {
        let open = Vec::new();
        Self { open, under }
    }

    /// Reads the next line of a prose, which makes the piece at `place`.
    pub fn item(&mut self, line: &Line, place: usize) -> Item {
        let (kind, number) = match line.opener {
            Opener::Dash => (Kind::Sign(self.tier(line.indent)), 0),
            Opener::Plus => (Kind::Sign(self.tier(line.indent).max(2)), 0),
            Opener::Number(number) => (Kind::Number, number),
            Opener::Point(number) | Opener::Letter(number) => (Kind::Point, number),
            _ => {
                self.open.retain(|open| open.indent + STEP <= line.indent);
                return Item {
                    mark: Mark::None,
                    wrong: None,
                    counted: None,
                };
            }
        };
        let before = self.sibling(line.indent).filter(|open| open.kind == kind);
        let before = before.map(|open| (open.next, open.first));
        self.open.retain(|open| open.indent + STEP <= line.indent);
        let around = self.open.iter().filter(|open| open.kind == kind).count();
        // The numbers of a list are 1 throughout, or counted on.
        let ones = number == 1 && matches!(before, Some((2, _)));
        let wrong = before.filter(|(next, _)| *next != number && !ones);
        let wrong = wrong.map(|(next, _)| Wrong::Number(next));
        let run = match before {
            Some(_) => Run::Next,
            None => Run::First {
                number,
                counted: matches!(line.opener, Opener::Letter(_)),
            },
        };
        self.open.push(Open {
            indent: line.indent,
            kind,
            next: number.saturating_add(1),
            first: before.map_or(place, |(_, first)| first),
        });
        let (mark, wrong) = match kind {
            Kind::Sign(tier) if tier > TIERS => (Mark::Sign(TIERS), Some(Wrong::TooDeep)),
            Kind::Sign(tier) => (Mark::Sign(tier), None),
            Kind::Number => (Mark::Number(around, run), wrong),
            Kind::Point => (Mark::Point(run), wrong),
        };
        let counted = before.filter(|_| number == 2).map(|(_, first)| first);
        Item {
            mark,
            wrong,
            counted,
        }
    }

    /// What is no line of a list ends all of them.
    pub fn end(&mut self) {
        self.open.clear();
    }

    /// The tier of a `-` at an indent: below the signs around it.
    fn tier(&self, indent: usize) -> usize {
        let around = self.open.iter().filter(|open| open.indent + STEP <= indent);
        let tiers = around.filter_map(|open| match open.kind {
            Kind::Sign(tier) => Some(tier),
            _ => None,
        });
        tiers.max().unwrap_or(self.under) + 1
    }

    /// The last item that begins about as far from the margin as an indent.
    fn sibling(&self, indent: usize) -> Option<&Open> {
        let mut open = self.open.iter().rev();
        let last = open.find(|open| open.indent < indent + STEP);
        last.filter(|open| open.indent + STEP > indent)
    }
}
