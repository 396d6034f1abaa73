//! Who does what, until when.

use super::budget::Budget;
use super::indicator::Indicator;
use super::unit::Unit;
use crate::diag::Lang;
use crate::spec::{Choice, Day, Fields, Id, OneOrMany, Prose, Ref, Table, Text, Word, doc, word};

/// How often something recurs (định kỳ).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Hằng tuần.
    Week,
    /// Hằng tháng.
    Month,
    /// Hằng quý.
    Quarter,
    /// Sáu tháng.
    HalfYear,
    /// Hằng năm.
    Year,
}

impl Choice for Period {
    const WORDS: &'static [(Word, Self)] = &[
        (word("week", "week", "Hằng tuần"), Self::Week),
        (word("month", "month", "Hằng tháng"), Self::Month),
        (word("quarter", "quarter", "Hằng quý"), Self::Quarter),
        (
            word("half_year", "half year", "06 tháng một lần"),
            Self::HalfYear,
        ),
        (word("year", "year", "Hằng năm"), Self::Year),
    ];
}

impl Period {
    /// The period as a cell of the task matrix says it.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.word().text(Lang::Vi)
    }
}

/// How a task is set (cách trình bày).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TaskStyle {
    /// A paragraph that begins with a hyphen.
    #[default]
    Dash,
    /// A plain paragraph.
    Paragraph,
}

impl Choice for TaskStyle {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word("dash", "with a hyphen", "có gạch đầu dòng"),
            Self::Dash,
        ),
        (
            word("paragraph", "plain paragraph", "đoạn thường"),
            Self::Paragraph,
        ),
    ];
}

/// What comes of a task (kết quả): the columns of the task matrix after the task itself.
///
/// A task with several results has a row for each.
#[derive(Debug, Clone, Default)]
pub struct TaskResult {
    /// What is to be handed in (sản phẩm). One paragraph.
    pub product: Option<Prose>,
    /// The last day.
    pub deadline: Option<Day>,
    /// What is printed instead of the day. One paragraph.
    pub deadline_text: Option<Prose>,
    /// How often it recurs.
    pub every: Option<Period>,
    /// Who leads (chủ trì), by id.
    pub lead: OneOrMany<Ref<Unit>>,
    /// What is printed instead of the leading units. One paragraph.
    pub lead_text: Option<Prose>,
    /// Who cooperates (phối hợp), by id.
    pub with: OneOrMany<Ref<Unit>>,
    /// What is printed instead of the cooperating units. One paragraph.
    pub with_text: Option<Prose>,
    /// Who monitors (theo dõi, kiểm tra, đôn đốc), by id.
    pub monitor: OneOrMany<Ref<Unit>>,
}

impl TaskResult {
    /// All units that have to do with it: those that lead, cooperate and monitor, by id.
    pub fn units(&self) -> impl Iterator<Item = &Ref<Unit>> {
        self.lead.iter().chain(&self.with.0).chain(&self.monitor.0)
    }

    fn ask(f: &mut Fields<'_, '_>) -> Self {
        let units = |f: &mut Fields<'_, '_>, key, doc| f.optional(key, doc).unwrap_or_default();
        Self {
            product: f.optional("product", doc("Product. Prose", "Sản phẩm. Văn xuôi")),
            deadline: f.optional("deadline", doc("Deadline", "Thời hạn")),
            deadline_text: f.optional(
                "deadline_text",
                doc(
                    "Printed instead of the day. Prose",
                    "In thay cho thời hạn. Văn xuôi",
                )
                .word("deadline", "thời hạn"),
            ),
            every: f.choice("every", doc("How often", "Định kỳ")),
            lead: units(
                f,
                "lead",
                doc("Leading units", "Đơn vị chủ trì").word("in charge", "chủ trì"),
            ),
            lead_text: f.optional(
                "lead_text",
                doc(
                    "Printed instead of the leading units. Prose",
                    "In thay cho đơn vị chủ trì",
                )
                .word("in charge", "chủ trì"),
            ),
            with: units(
                f,
                "with",
                doc("Cooperating units", "Đơn vị phối hợp").word("together with", "phối hợp"),
            ),
            with_text: f.optional(
                "with_text",
                doc(
                    "Printed instead of the cooperating units. Prose",
                    "In thay cho đơn vị phối hợp",
                )
                .word("together with", "phối hợp"),
            ),
            monitor: units(
                f,
                "monitor",
                doc("Monitoring units", "Đơn vị theo dõi, đôn đốc")
                    .word("monitored by", "theo dõi"),
            ),
        }
    }
}

impl Table for TaskResult {
    const NAME: &'static str = "results";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self::ask(f))
    }
}

/// A task (nhiệm vụ).
#[derive(Debug, Clone)]
pub struct Task {
    /// Its id.
    pub id: Option<Id>,
    /// What is to be done.
    pub text: Prose,
    /// What comes of it, where there is one result.
    pub result: TaskResult,
    /// What comes of it, where there are several.
    pub results: Vec<TaskResult>,
    /// The indicators that it serves, by id.
    pub indicators: OneOrMany<Ref<Indicator>>,
    /// The budget lines that it uses, by id.
    pub budget_lines: OneOrMany<Ref<Budget>>,
    /// How it is set by unit.
    pub style: TaskStyle,
}

impl Task {
    /// The rows of the task matrix: its results, or its one result.
    pub fn rows(&self) -> impl Iterator<Item = &TaskResult> {
        let own = self.results.is_empty().then_some(&self.result);
        own.into_iter().chain(&self.results)
    }
}

impl Table for Task {
    const NAME: &'static str = "tasks";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc("What is to be done. Prose", "Nội dung nhiệm vụ. Văn xuôi")
                .word("text", "nội dung"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã nhiệm vụ")),
            result: TaskResult::ask(f),
            results: f.list(
                "results",
                doc(
                    "Several results, a row each",
                    "Nhiều kết quả, mỗi kết quả một dòng",
                ),
            ),
            indicators: f
                .optional(
                    "indicators",
                    doc("Indicators it serves", "Chỉ tiêu liên quan")
                        .word("indicators", "chỉ tiêu liên quan"),
                )
                .unwrap_or_default(),
            budget_lines: f
                .optional(
                    "budget_lines",
                    doc("Budget lines it uses", "Khoản kinh phí liên quan")
                        .word("budget lines", "khoản mục kinh phí"),
                )
                .unwrap_or_default(),
            style: f.choice_or(
                "style",
                TaskStyle::default(),
                doc("With a hyphen or plain", "Có gạch đầu dòng hay không")
                    .word("layout", "cách trình bày"),
            ),
            text: text?,
        })
    }
}

/// How the tasks of one unit are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResponsibilityLayout {
    /// A numbered heading with the unit's name, then the tasks.
    #[default]
    Heading,
    /// A numbered paragraph that is the first task, then the others.
    RunIn,
}

impl Choice for ResponsibilityLayout {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word("heading", "with a heading", "có tiêu đề"),
            Self::Heading,
        ),
        (
            word("run_in", "first task run in", "viết liền nhiệm vụ đầu"),
            Self::RunIn,
        ),
    ];
}

/// `[[responsibilities]]`: the tasks of one unit (phân công theo đơn vị).
#[derive(Debug, Clone)]
pub struct Responsibility {
    /// The unit.
    pub unit: Ref<Unit>,
    /// The heading, where it is not the unit's name; one paragraph.
    pub title: Option<Prose>,
    /// The list it belongs to, where a plan prints several.
    pub group: Option<Text>,
    /// How it is set.
    pub layout: ResponsibilityLayout,
    /// The tasks.
    pub tasks: Vec<Task>,
}

impl Table for Responsibility {
    const NAME: &'static str = "responsibilities";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let unit = f.required(
            "unit",
            doc("Id of the unit", "Mã đơn vị").word("unit", "đơn vị"),
        );
        Some(Self {
            title: f.optional(
                "title",
                doc(
                    "Heading, where not the unit's name. Prose",
                    "Tiêu đề, nếu khác tên đơn vị",
                )
                .word("name", "tên"),
            ),
            group: f.optional(
                "group",
                doc("List it is printed in", "Nhóm để in").word("group", "nhóm"),
            ),
            layout: f.choice_or(
                "layout",
                ResponsibilityLayout::default(),
                doc(
                    "Heading, or first task run in",
                    "Có tiêu đề, hoặc viết liền nhiệm vụ đầu",
                )
                .word("layout", "cách trình bày"),
            ),
            tasks: f.list("tasks", doc("Tasks", "Các nhiệm vụ")),
            unit: unit?,
        })
    }
}

/// `[[task_groups]]`: tasks of one field (nhóm nhiệm vụ), for the task matrix.
#[derive(Debug, Clone)]
pub struct TaskGroup {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Prose,
    /// The tasks.
    pub tasks: Vec<Task>,
}

impl Table for TaskGroup {
    const NAME: &'static str = "task_groups";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã nhóm"));
        let title = f.text("title", doc("Name", "Tên nhóm").word("name", "tên"));
        let tasks = f.list("tasks", doc("Tasks", "Các nhiệm vụ"));
        Some(Self {
            tasks,
            id: id?,
            title: title?,
        })
    }
}
