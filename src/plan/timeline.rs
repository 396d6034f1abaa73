//! Steps in time, and what is reported when.

use super::responsibility::Period;
use super::unit::Unit;
use crate::spec::{Day, Fields, Id, Moment, OneOrMany, Prose, Ref, Table, doc};

/// `[[timeline]]`: a step (bước) in its time.
#[derive(Debug, Clone)]
pub struct TimelineStep {
    /// Its id.
    pub id: Option<Id>,
    /// Day, month or year in which it begins.
    pub from: Option<Moment>,
    /// Day, month or year in which it ends, where that is another.
    pub to: Option<Moment>,
    /// The words for the time, with the mark after them, where the usual ones do not do.
    pub when_text: Option<Prose>,
    /// What is done.
    pub text: Prose,
    /// Who does it, by id.
    pub units: OneOrMany<Ref<Unit>>,
}

impl Table for TimelineStep {
    const NAME: &'static str = "timeline";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc("What is done. Prose", "Nội dung công việc. Văn xuôi").word("text", "nội dung"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã")),
            from: f.optional(
                "from",
                doc(
                    "Begins: day, month or year",
                    "Bắt đầu: ngày, tháng hoặc năm",
                )
                .word("from", "từ"),
            ),
            to: f.optional(
                "to",
                doc("Ends: day, month or year", "Kết thúc: ngày, tháng hoặc năm").word("to", "đến"),
            ),
            when_text: f.optional(
                "when_text",
                doc(
                    "Words for the time instead of the usual",
                    "Chữ chỉ thời gian, thay cho mặc định",
                )
                .word("when", "thời gian"),
            ),
            units: f
                .optional(
                    "units",
                    doc("Who does it", "Đơn vị thực hiện").word("units", "đơn vị thực hiện"),
                )
                .unwrap_or_default(),
            text: text?,
        })
    }
}

/// `[[reporting]]`: a report that is due (chế độ báo cáo).
#[derive(Debug, Clone)]
pub struct Report {
    /// Its id.
    pub id: Option<Id>,
    /// What is reported.
    pub text: Prose,
    /// Who reports, by id.
    pub units: OneOrMany<Ref<Unit>>,
    /// Who receives the report, by id.
    pub to: OneOrMany<Ref<Unit>>,
    /// How often.
    pub every: Option<Period>,
    /// The last day.
    pub deadline: Option<Day>,
}

impl Table for Report {
    const NAME: &'static str = "reporting";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc("What is reported. Prose", "Nội dung báo cáo. Văn xuôi").word("text", "nội dung"),
        );
        Some(Self {
            id: f.optional("id", doc("Id", "Mã")),
            units: f
                .optional(
                    "units",
                    doc("Who reports", "Đơn vị báo cáo").word("units", "đơn vị thực hiện"),
                )
                .unwrap_or_default(),
            to: f
                .optional(
                    "to",
                    doc("Who receives it", "Đơn vị nhận báo cáo")
                        .word("reported to", "nơi nhận báo cáo"),
                )
                .unwrap_or_default(),
            every: f.choice("every", doc("How often", "Định kỳ")),
            deadline: f.optional("deadline", doc("Deadline", "Thời hạn")),
            text: text?,
        })
    }
}
