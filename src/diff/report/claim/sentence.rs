//! A sentence of the first page, and what it is made from.

use crate::diag::Lang;
use crate::diff::report::{Age, Item, Part, Reader, Sides, items};
use crate::diff::{Change, Kind, What};
use serde::Serialize;

/// How many things a sentence names; of more it says how many.
const MOST: usize = 6;

/// How many letters of a name stand in a sentence, and how many of a text that things are called by.
const NAME: usize = 90;
const TEXT: usize = 56;

/// What a sentence of the first page is about, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Which targets rise or fall (chỉ tiêu tăng, giảm).
    Targets,
    /// What the earlier targets came to (thực hiện chỉ tiêu kỳ trước).
    Outcomes,
    /// The total and the lines that rise and fall most (kinh phí).
    Money,
    /// What each source gives more or less (nguồn vốn).
    Sources,
    /// Tasks that are new, dropped, handed over (nhiệm vụ).
    Tasks,
    /// Legal bases that stand for others, are new or dropped (căn cứ).
    Bases,
    /// Who signs and issues, which way is better, how a target binds (người ký, chiều hướng, mức ràng buộc).
    Authority,
    /// Findings that are accepted (ngoại lệ được chấp nhận).
    Exceptions,
    /// All that no other sentence stands for (phần còn lại).
    Rest,
}

impl Topic {
    /// The part that tells more.
    #[must_use]
    pub fn part(self) -> Option<Part> {
        match self {
            Self::Targets | Self::Outcomes => Some(Part::Targets),
            Self::Money | Self::Sources => Some(Part::Budget),
            Self::Tasks => Some(Part::Tasks),
            Self::Bases => Some(Part::Bases),
            Self::Authority | Self::Exceptions | Self::Rest => None,
        }
    }

    /// What is left to the last sentence first, where there are too many.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::Rest => 9,
            Self::Targets => 8,
            Self::Money => 7,
            Self::Authority => 6,
            Self::Outcomes => 5,
            Self::Tasks => 4,
            Self::Bases => 3,
            Self::Exceptions => 2,
            Self::Sources => 1,
        }
    }
}

/// A sentence of the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub topic: Topic,
    /// What it says of all that it names.
    pub head: String,
    /// What it names.
    pub points: Vec<Point>,
}

/// One thing that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What is said of it.
    pub text: String,
    /// The changes that it stands for, by their places in the comparison.
    pub entries: Vec<usize>,
}

impl Claim {
    /// A sentence that names things; none where there is nothing to name.
    pub(super) fn of(topic: Topic, head: &str, mut points: Vec<Point>, lang: Lang) -> Option<Self> {
        if points.len() > MOST {
            let rest = points.split_off(MOST - 1);
            let text = match lang {
                Lang::En => format!("and {} more", rest.len()),
                Lang::Vi => format!("và {} nội dung khác", rest.len()),
            };
            let entries = rest.into_iter().flat_map(|point| point.entries).collect();
            points.push(Point { text, entries });
        }
        (!points.is_empty()).then(|| Self {
            topic,
            head: head.to_owned(),
            points,
        })
    }

    /// The whole sentence.
    #[must_use]
    pub fn text(&self) -> String {
        let points: Vec<&str> = self
            .points
            .iter()
            .map(|point| point.text.as_str())
            .collect();
        if points.is_empty() {
            format!("{}.", self.head)
        } else {
            format!("{}: {}.", self.head, points.join("; "))
        }
    }

    /// The changes that it stands for, by their places in the comparison.
    pub fn entries(&self) -> impl Iterator<Item = usize> {
        let points = self.points.iter();
        points.flat_map(|point| point.entries.iter().copied())
    }
}

impl Point {
    pub(super) fn new(text: String, entries: Vec<usize>) -> Self {
        Self { text, entries }
    }
}

/// What sentences are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'t, 's> {
    pub sides: &'t Sides<'s>,
    pub reader: &'t Reader<'s>,
}

impl<'s> Told<'_, 's> {
    pub fn lang(&self) -> Lang {
        self.reader.lang()
    }

    /// The items of kinds that have changed, without what is just to be expected.
    pub fn items(&self, is_told: impl Fn(&Change) -> bool) -> Vec<Item<'s>> {
        let comparison = self.sides.comparison;
        let changes = comparison.changes.iter().enumerate();
        let told = changes.filter(|(place, change)| {
            change.matters() && !self.reader.is_kept(*place) && is_told(change)
        });
        items(told)
    }

    /// The items of one kind that have changed.
    pub fn of(&self, kind: Kind) -> Vec<Item<'s>> {
        self.items(|change| change.kind == kind)
    }

    /// «đơn vị tính đổi từ triệu đồng sang nghìn đồng, các chữ số giữ nguyên, …»: what is said of a unit that alone
    /// is another, and of all amounts that it stands for.
    pub fn rescaled(&self, place: usize, change: &Change) -> Option<Point> {
        let What::Altered {
            field,
            old: Some(old),
            new: Some(new),
            ..
        } = &change.what
        else {
            return None;
        };
        let scale = self.reader.scale(change)?;
        let old = self.reader.value(Age::Old, field, old);
        let new = self.reader.value(Age::New, field, new);
        let text = match self.lang() {
            Lang::En => format!("counted in {new} instead of {old}, {scale}"),
            Lang::Vi => format!("đơn vị tính đổi từ {old} sang {new}, {scale}"),
        };
        let places = std::iter::once(place).chain(self.reader.kept_by(change));
        Some(Point::new(text, places.collect()))
    }

    /// A name as it stands in a sentence.
    pub fn short(name: &str) -> String {
        cut(name, NAME)
    }

    /// What is called by its whole text, as it stands in a sentence.
    pub fn brief(text: &str) -> String {
        cut(text, TEXT)
    }
}

/// A number with its unit: «35 hộ», «95%».
pub(super) fn measured(number: &str, unit: Option<&str>) -> String {
    match unit.filter(|unit| !unit.is_empty()) {
        Some(unit) if unit.starts_with(['%', '‰']) => format!("{number}{unit}"),
        Some(unit) => format!("{number} {unit}"),
        None => number.to_owned(),
    }
}

fn cut(text: &str, most: usize) -> String {
    let text = super::clipped(text, most);
    text.trim_end_matches(['.', ';', ',', ' ']).to_owned()
}
