//! A plan as a tree of items with leaves: what is compared with what.
//!
//! Everything that a plan says is a leaf of exactly one item, so a comparison that covers all leaves
//! has lost nothing.

use crate::diag::{Lang, Words};
use crate::source::Span;
use crate::spec::{Doc, Key, Named, Word};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use std::cmp::Ordering;

/// What an item is; reports for programs call it by its name in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The plan itself: kind, title, number, date (phần đầu).
    Plan,
    /// The issuing body (cơ quan ban hành), as far as the plan names it.
    Issuer,
    /// The superior's plan (kế hoạch của cấp trên).
    Superior,
    /// A unit of the registry, as the plan names it (đơn vị trong danh mục).
    Unit,
    /// A legal document of the registry, as the plan cites it (văn bản trong danh mục).
    Document,
    /// A legal basis (căn cứ).
    LegalBasis,
    /// An objective (mục tiêu).
    Objective,
    /// An indicator (chỉ tiêu).
    Indicator,
    /// The budget (kinh phí).
    Budget,
    /// A source of money (nguồn vốn).
    BudgetSource,
    /// A budget line (khoản mục).
    BudgetLine,
    /// A table of targets (biểu).
    Table,
    /// A column of a table (cột).
    Column,
    /// A row of a table (dòng), its totals among them.
    Row,
    /// The work of a unit (phân công theo đơn vị).
    Responsibility,
    /// A group of tasks (nhóm nhiệm vụ).
    TaskGroup,
    /// A task (nhiệm vụ).
    Task,
    /// What comes of a task (sản phẩm).
    TaskResult,
    /// A step in time (tiến độ).
    Step,
    /// A report (chế độ báo cáo).
    Report,
    /// A section (mục).
    Section,
    /// An appendix (phụ lục).
    Appendix,
    /// A paragraph of prose (đoạn văn).
    Paragraph,
    /// Who signs (người ký).
    Signature,
    /// A recipient (nơi nhận).
    Recipient,
}

/// What a value is, which says how it is compared and worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words, days and choices.
    Words,
    /// Ids of things of a kind.
    Names(Named),
    /// A number in the unit of its item.
    Figure,
    /// A number of a year, in the unit of its item.
    Yearly,
    /// A number that belongs to a thing of a kind, in the unit of its item.
    By(Named),
    /// A cell of a table, in the unit of its column.
    Cell,
    /// A number of a setting: copies, widths.
    Count,
    /// A year.
    Year,
}

impl Role {
    /// Whether it is a number that measures something, so that a difference says something.
    #[must_use]
    pub fn is_measure(self) -> bool {
        self.is_figure() || self == Self::Cell
    }

    /// Whether it is a number in the unit of its item.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Figure | Self::Yearly | Self::By(_))
    }
}

/// What a leaf says of its item: a name that is stable in reports, and what it is for.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name, in snake case.
    pub name: &'static str,
    /// What of several it is about: a year, a source's id, a column's id.
    pub key: Option<String>,
    /// What its value is.
    pub role: Role,
    doc: Option<Doc>,
    /// The table inside the item that says it.
    inside: Option<(&'static str, Doc)>,
}

/// A value as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, with the decimals that it is written with.
    Number(Decimal),
    /// A number that is still to be decided.
    Undecided,
    /// A day.
    Day(Date),
    /// Ids of units, indicators or budget lines, in order.
    Ids(Vec<String>),
    /// A word of the format: `lower`, `quarter`, `true`.
    Word(Word),
}

/// One thing that a plan says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What it says of its item.
    pub field: Field,
    /// What it says.
    pub value: Value,
    /// Where.
    pub span: Option<Span>,
}

/// A part of a plan with an identity of its own.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The id that tells it from others of its kind in the plan, where it has one.
    pub id: Option<String>,
    /// What people call it.
    pub name: String,
    /// What it stands for in a registry: words that tell it, though the plan does not say them.
    pub meaning: Option<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
    /// What it says.
    pub leaves: Vec<Leaf>,
    /// What it says by leaving it out, or says though it need not.
    pub usual: Vec<Leaf>,
    /// The items inside it, in order.
    pub children: Vec<Item>,
}

impl Kind {
    /// What readers call it.
    #[must_use]
    pub fn words(self) -> Words {
        use crate::diag::words;
        match self {
            Self::Plan => words("plan", "kế hoạch"),
            Self::Issuer => words("issuing body", "cơ quan ban hành"),
            Self::Superior => words("superior's plan", "kế hoạch cấp trên"),
            Self::Unit => words("unit", "đơn vị"),
            Self::Document => words("legal document", "văn bản"),
            Self::LegalBasis => words("legal basis", "căn cứ"),
            Self::Objective => words("objective", "mục tiêu"),
            Self::Indicator => words("indicator", "chỉ tiêu"),
            Self::Budget => words("budget", "kinh phí"),
            Self::BudgetSource => words("budget source", "nguồn vốn"),
            Self::BudgetLine => words("budget line", "khoản mục"),
            Self::Table => words("table", "biểu"),
            Self::Column => words("column", "cột"),
            Self::Row => words("row", "dòng"),
            Self::Responsibility => words("responsibility", "phân công"),
            Self::TaskGroup => words("group of tasks", "nhóm nhiệm vụ"),
            Self::Task => words("task", "nhiệm vụ"),
            Self::TaskResult => words("result", "sản phẩm"),
            Self::Step => words("step", "tiến độ"),
            Self::Report => words("report", "báo cáo"),
            Self::Section => words("section", "mục"),
            Self::Appendix => words("appendix", "phụ lục"),
            Self::Paragraph => words("paragraph", "đoạn văn"),
            Self::Signature => words("signature", "người ký"),
            Self::Recipient => words("recipient", "nơi nhận"),
        }
    }
}

impl Field {
    /// What an item says once.
    #[must_use]
    pub fn of(name: &'static str) -> Self {
        Self {
            name,
            key: None,
            role: Role::Words,
            doc: None,
            inside: None,
        }
    }

    /// What an item says of a year, a source, a column.
    #[must_use]
    pub fn keyed(name: &'static str, key: &(impl ToString + ?Sized)) -> Self {
        Self {
            key: Some(key.to_string()),
            ..Self::of(name)
        }
    }

    /// What an item says at a key of the format.
    #[must_use]
    pub fn new(name: &'static str, doc: Doc) -> Self {
        Self {
            doc: Some(doc),
            ..Self::of(name)
        }
    }

    /// The same of a year, a source, a column.
    #[must_use]
    pub fn at(self, key: &str) -> Self {
        let key = Some(key.to_owned());
        Self { key, ..self }
    }

    /// The same in a table inside the item.
    #[must_use]
    pub fn inside(self, table: Option<&Key>) -> Self {
        let inside = table.map(|table| (table.name, table.doc));
        Self { inside, ..self }
    }

    /// The same with another role.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// What readers call it, with its year or its place of several.
    #[must_use]
    pub fn called(&self, lang: Lang) -> String {
        let words = self.doc.map(|doc| doc.called(lang));
        let mut words = words.unwrap_or_else(|| self.name.to_owned());
        if let Some(key) = &self.key {
            words.push_str(&format!(" {key}"));
        }
        if let Some((_, table)) = self.inside {
            words.push_str(&format!(" ({})", table.called(lang)));
        }
        words
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Field {}

impl PartialOrd for Field {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Fields are one by what they are called, whatever they say.
impl Ord for Field {
    fn cmp(&self, other: &Self) -> Ordering {
        let told = |field: &Self| field.inside.map(|(table, _)| table);
        let one = (self.name, &self.key, told(self));
        one.cmp(&(other.name, &other.key, told(other)))
    }
}

impl Item {
    /// What it says of a field, what is usual among it.
    #[must_use]
    pub fn leaf(&self, field: &Field) -> Option<&Leaf> {
        let mut all = self.leaves.iter().chain(&self.usual);
        all.find(|leaf| leaf.field == *field)
    }

    /// An item without leaves and children.
    #[must_use]
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            id: None,
            name: name.into(),
            meaning: None,
            unit: None,
            span: None,
            leaves: Vec::new(),
            usual: Vec::new(),
            children: Vec::new(),
        }
    }
}
