//! The plan (kế hoạch): the typed domain, one concept a file.
//!
//! Each type says beside its definition which keys of the TOML it is read from. What a text is, its
//! type says: [`crate::spec::Prose`] is run through Tera and Markdown when the document is composed, ids and
//! references name things, all others print as written.

mod appendix;
mod budget;
mod ending;
mod heading;
mod index;
mod indicator;
mod issuer;
mod legal;
mod levels;
mod objective;
mod release;
mod responsibility;
mod section;
mod superior;
mod table;
mod timeline;
mod unit;

pub use appendix::Appendix;
pub use budget::{Budget, BudgetLine, BudgetSource};
pub use ending::{Closing, Recipient, Recipients, Signature};
pub use heading::{Circulation, DocumentHead, Kind, Marks, Urgency};
pub use index::{GRAND_TOTAL, Index};
pub use indicator::{Better, Bound, Indicator, Ratio, Target};
pub use issuer::{Issuer, Office};
pub use legal::{Cited, LegalBasis, LegalDocument, LegalRegistry};
pub use levels::{RuleLevel, RuleLevels};
pub use objective::Objective;
pub use release::{ReleaseRules, Role, RoleAt};
pub use responsibility::{
    Period, Responsibility, ResponsibilityLayout, Task, TaskGroup, TaskResult, TaskStyle,
};
pub use section::Section;
pub use superior::{Assigned, Superior};
pub use table::{Align, Cell, Column, Row, Table, Total};
pub use timeline::{Report, TimelineStep};
pub use unit::{Level, Unit, UnitRegistry};

use crate::spec::{self, Fields, Prose, doc};

/// A whole plan as its file has it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Kind, number, date and title.
    pub document: DocumentHead,
    /// What this plan says otherwise than the office's own entry.
    pub issuer: Issuer,
    /// The plan that this one carries out (kế hoạch của cấp trên).
    pub superior: Option<Superior>,
    /// The paragraphs between title and first section (phần mở đầu).
    pub preamble: Option<Preamble>,
    /// What the plan rests on (căn cứ).
    pub legal_bases: Vec<LegalBasis>,
    /// What is to be reached (mục tiêu).
    pub objectives: Vec<Objective>,
    /// What is measured (chỉ tiêu).
    pub indicators: Vec<Indicator>,
    /// Tables of targets (biểu chỉ tiêu).
    pub tables: Vec<Table>,
    /// The money (kinh phí).
    pub budget: Option<Budget>,
    /// Work by unit (phân công theo đơn vị).
    pub responsibilities: Vec<Responsibility>,
    /// Work by task (phân công theo nhiệm vụ).
    pub task_groups: Vec<TaskGroup>,
    /// Steps in time (tiến độ).
    pub timeline: Vec<TimelineStep>,
    /// The reporting regime (chế độ báo cáo).
    pub reporting: Vec<Report>,
    /// The text's sections (mục).
    pub sections: Vec<Section>,
    /// The last paragraph (lời kết).
    pub closing: Option<Closing>,
    /// Who signs (người ký).
    pub signature: Option<Signature>,
    /// Who receives it (nơi nhận).
    pub recipients: Option<Recipients>,
    /// Appendices (phụ lục).
    pub appendices: Vec<Appendix>,
    /// Urgency, circulation and drafter's marks.
    pub marks: Marks,
    /// How grave findings of rules are in this plan.
    pub rules: RuleLevels,
}

impl Plan {
    /// Takes away all but heading, superior, indicators and budget, where many plans are held for
    /// their numbers.
    pub fn forget_text(&mut self) {
        self.preamble = None;
        self.sections = Vec::new();
        self.objectives = Vec::new();
        self.tables = Vec::new();
        self.responsibilities = Vec::new();
        self.task_groups = Vec::new();
        self.appendices = Vec::new();
    }
}

impl spec::Table for Plan {
    const NAME: &'static str = "plan";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let document = f.required(
            "document",
            doc(
                "Kind, year, number, date and title",
                "Loại, năm, số, ngày và trích yếu",
            )
            .word("heading", "phần đầu"),
        );
        Some(Self {
            issuer: f
                .optional(
                    "issuer",
                    doc(
                        "What differs from the office's entry in kehoach.toml",
                        "Những gì khác với khai báo cơ quan trong kehoach.toml",
                    ),
                )
                .unwrap_or_default(),
            superior: f.optional(
                "superior",
                doc(
                    "The superior's plan that this one carries out",
                    "Kế hoạch của cấp trên mà kế hoạch này thực hiện",
                ),
            ),
            preamble: f.optional(
                "preamble",
                doc(
                    "Paragraphs before the first section",
                    "Phần mở đầu, trước mục I",
                ),
            ),
            legal_bases: f.list(
                "legal_bases",
                doc(
                    "Legal bases; those that the preamble does not cite are printed above it",
                    "Căn cứ ban hành; căn cứ nào phần mở đầu không viện dẫn thì in phía trên",
                ),
            ),
            objectives: f.list("objectives", doc("Objectives", "Mục tiêu")),
            indicators: f.list("indicators", doc("Indicators", "Chỉ tiêu")),
            tables: f.list("tables", doc("Tables of targets", "Biểu chỉ tiêu")),
            budget: f.optional("budget", doc("Budget", "Kinh phí")),
            responsibilities: f.list(
                "responsibilities",
                doc("Tasks by unit", "Nhiệm vụ theo đơn vị"),
            ),
            task_groups: f.list(
                "task_groups",
                doc(
                    "Tasks by field, for the task matrix",
                    "Nhiệm vụ theo lĩnh vực, để in bảng",
                ),
            ),
            timeline: f.list("timeline", doc("Steps in time", "Tiến độ thực hiện")),
            reporting: f.list("reporting", doc("Reporting regime", "Chế độ báo cáo")),
            sections: f.list(
                "sections",
                doc("Sections of the text", "Các mục của văn bản"),
            ),
            closing: f.optional("closing", doc("Last paragraph", "Đoạn kết")),
            signature: f.optional("signature", doc("Who signs", "Người ký")),
            recipients: f.optional("recipients", doc("Who receives the plan", "Nơi nhận")),
            appendices: f.list("appendices", doc("Appendices", "Phụ lục")),
            marks: f
                .optional(
                    "marks",
                    doc(
                        "Urgency, circulation, drafter",
                        "Độ khẩn, phạm vi lưu hành, người soạn",
                    ),
                )
                .unwrap_or_default(),
            rules: f
                .optional(
                    "rules",
                    doc(
                        "Levels of rules in this plan: error, warn, info, off",
                        "Mức của quy tắc trong kế hoạch này: error, warn, info, off",
                    )
                    .word("level of rule", "mức của quy tắc"),
                )
                .unwrap_or_default(),
            document: document?,
        })
    }
}

/// `[preamble]`: the paragraphs before the first section (phần mở đầu).
#[derive(Debug, Clone)]
pub struct Preamble {
    /// The text.
    pub text: Prose,
}

impl spec::Table for Preamble {
    const NAME: &'static str = "preamble";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc("The paragraphs. Prose", "Các đoạn văn. Văn xuôi").word("text", "nội dung"),
        );
        Some(Self { text: text? })
    }
}
