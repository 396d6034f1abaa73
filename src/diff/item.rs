//! A plan as a tree of items with leaves: what is compared with what.
//!
//! Everything that a plan says is a leaf of exactly one item, so a comparison that covers all leaves
//! has lost nothing.

use crate::diag::Words;
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The plan itself: kind, title, number, date (phần đầu).
    Plan,
    /// The issuing body (cơ quan ban hành), as far as the plan names it.
    Issuer,
    /// The superior's plan (kế hoạch của cấp trên).
    Superior,
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

/// What a leaf says of its item: a name that is stable in reports, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// The name, in snake case.
    pub name: &'static str,
    /// What of several it is about: a year, a source's id, a column's id.
    pub key: Option<String>,
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
    Word(&'static str),
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
        Self { name, key: None }
    }

    /// What an item says of a year, a source, a column.
    #[must_use]
    pub fn keyed(name: &'static str, key: &(impl ToString + ?Sized)) -> Self {
        Self {
            name,
            key: Some(key.to_string()),
        }
    }

    /// What readers call it, of an item of a kind; the key is left to them.
    #[must_use]
    pub fn words(&self, of: Kind) -> Words {
        use crate::diag::words;
        match (self.name, of) {
            ("kind", _) => words("kind of document", "tên loại"),
            ("year", _) => words("year", "năm kế hoạch"),
            ("until", _) => words("last year", "năm cuối"),
            ("title", Kind::Plan) => words("subject", "trích yếu"),
            ("title", Kind::LegalBasis) => words("what it is about", "trích yếu"),
            ("title" | "name", _) => words("name", "tên"),
            ("number", _) => words("number", "số"),
            ("date", _) => words("day of issue", "ngày ban hành"),
            ("expected", _) => words("expected", "dự kiến ban hành"),
            ("symbol", _) => words("symbol", "ký hiệu"),
            ("numbering", _) => words("numbering", "cách đánh số mục"),
            ("previous", _) => words("last year's plan", "kế hoạch năm trước"),
            ("urgency", _) => words("urgency", "độ khẩn"),
            ("circulation", _) => words("circulation", "phạm vi lưu hành"),
            ("drafter", _) => words("drafter", "người soạn thảo"),
            ("letterhead", _) => words("line of the letterhead", "dòng tên cơ quan"),
            ("parent", _) => words("superior body", "cơ quan chủ quản"),
            ("place", _) => words("place", "địa danh"),
            ("abbreviation", _) => words("abbreviation", "chữ viết tắt"),
            ("address", _) => words("address", "địa chỉ"),
            ("plan", _) => words("file", "tệp kế hoạch"),
            ("row", _) => words("row", "dòng"),
            ("text", _) => words("text", "nội dung"),
            ("group", _) => words("group", "nhóm"),
            ("indicators", _) => words("indicators", "chỉ tiêu liên quan"),
            ("budget_lines", _) => words("budget lines", "khoản mục kinh phí"),
            ("ref", _) => words("document", "văn bản"),
            ("verb", _) => words("first word", "chữ mở đầu"),
            ("issuer", _) => words("issuer", "cơ quan ban hành"),
            ("unit", Kind::Responsibility | Kind::Recipient) => words("unit", "đơn vị"),
            ("unit", _) => words("unit of measure", "đơn vị tính"),
            ("better", _) => words("better", "chiều hướng tốt"),
            ("part_of", _) => words("part of", "thuộc"),
            ("sum_of", _) => words("sum of", "tổng của"),
            ("ratio_part", _) => words("part of the ratio", "tử số"),
            ("ratio_whole", _) => words("whole of the ratio", "mẫu số"),
            ("value", _) => words("result", "kết quả"),
            ("change", _) => words("change in", "tăng, giảm"),
            ("target_year", _) => words("year of the target", "năm của chỉ tiêu"),
            ("target", _) => words("target", "chỉ tiêu"),
            ("target_change", _) => words("target, as a change", "chỉ tiêu tăng, giảm"),
            ("target_bound", _) => words("bound of the target", "mức của chỉ tiêu"),
            ("responsible", _) => words("responsible", "đơn vị phụ trách"),
            ("total", _) => words("total", "tổng số"),
            ("in_words", _) => words("in words", "bằng chữ"),
            ("amount", _) => words("amount", "số tiền"),
            ("numbered", _) => words("numbered", "đánh số thứ tự"),
            ("landscape", _) => words("landscape", "trang ngang"),
            ("cell", _) => words("cell", "ô"),
            ("product", _) => words("product", "sản phẩm"),
            ("deadline" | "deadline_text", _) => words("deadline", "thời hạn"),
            ("every", _) => words("every", "định kỳ"),
            ("lead" | "lead_text", _) => words("in charge", "chủ trì"),
            ("with" | "with_text", _) => words("together with", "phối hợp"),
            ("monitor", _) => words("monitored by", "theo dõi"),
            ("from", _) => words("from", "từ"),
            ("to", Kind::Report) => words("reported to", "nơi nhận báo cáo"),
            ("to", _) => words("to", "đến"),
            ("when_text", _) => words("when", "thời gian"),
            ("units", _) => words("units", "đơn vị thực hiện"),
            ("level", _) => words("level", "cấp mục"),
            ("on_behalf", _) => words("on behalf of", "thay mặt"),
            ("in_place_of", _) => words("in place of", "ký thay"),
            ("position", _) => words("position", "chức vụ"),
            ("second_position", _) => words("second position", "chức vụ thứ hai"),
            ("note", Kind::LegalBasis) => words("footnote", "cước chú"),
            ("note", _) => words("note", "ghi chú"),
            ("archive", _) => words("archive", "nơi lưu"),
            (name, _) => words(name, name),
        }
    }
}

impl Item {
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
            children: Vec::new(),
        }
    }
}
