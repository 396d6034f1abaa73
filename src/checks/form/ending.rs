//! Closing and recipients (lời kết, nơi nhận).

use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::document::passage::PassageKind;
use crate::plan::{Kind, Plan, Recipients};

/// Recipients without the line that says where the plan is kept.
pub const NOT_ARCHIVED: Rule = Rule {
    code: Code::warning("FRM014", "recipients-without-archive"),
    ground: Ground::Law("recipients.archive"),
    what: said(
        "Recipients without «Lưu: VT»",
        "Nơi nhận không có dòng «Lưu: VT»",
    ),
    why: said(
        "The last line of the recipients says where the document is kept: «Lưu», «VT» for the registry, and the drafting \
         unit.",
        "Dòng cuối cùng của nơi nhận ghi chữ «Lưu», chữ viết tắt «VT» và đơn vị soạn thảo.",
    ),
    wrong: "[recipients]\nlist = [{ unit = \"phong_kinh_te\" }, { unit = \"cac_thon\" }]",
    right: "[recipients]\nlist = [{ unit = \"phong_kinh_te\" }, { unit = \"cac_thon\" }]\narchive = [\"VT\"]",
    check: Check::Plan(check_archive),
};

fn check_archive(context: &Context<'_>, findings: &mut Findings) {
    let title = context.plan.document.title.span;
    let Some(recipients) = &context.plan.recipients else {
        if !has_ending(context.plan) {
            return;
        }
        let message = Message::new("the plan has no recipients", "kế hoạch không có nơi nhận");
        let help = Message::new(
            "add [recipients] with `list` and `archive`",
            "thêm [recipients] với `list` và `archive`",
        );
        findings.push(Finding::at(title, message).help(help));
        return;
    };
    let help = Message::new("add `archive = [\"VT\"]`", "thêm `archive = [\"VT\"]`");
    match recipients.archive.0.first() {
        None if !is_typed(recipients) => {
            let last = recipients
                .list
                .last()
                .and_then(|line| line.unit.as_deref().or(line.text.as_deref()));
            let place = last.map_or(title, |text| text.span);
            let message = Message::new(
                "the recipients do not end with «Lưu: VT»",
                "nơi nhận không có dòng cuối «Lưu: VT»",
            );
            findings.push(Finding::at(place, message).help(help));
        }
        Some(first)
            if !recipients
                .archive
                .0
                .iter()
                .any(|kept| kept.as_str().trim() == "VT") =>
        {
            let message = Message::new(
                "«VT», the registry, is not among those that keep the plan",
                "dòng «Lưu» không có «VT» (văn thư)",
            );
            findings.push(Finding::at(first.span, message).help(help));
        }
        _ => {}
    }
}

/// Whether the line is among the typed ones.
fn is_typed(recipients: &Recipients) -> bool {
    let mut lines = recipients.list.iter().filter_map(|line| line.text.as_ref());
    lines.any(|line| {
        line.as_str()
            .trim_start_matches(['-', ' '])
            .starts_with("Lưu")
    })
}

/// Whether the plan's end has been written: before, a draft need not have all of it.
fn has_ending(plan: &Plan) -> bool {
    let head = &plan.document;
    let issued = head.number.is_some() || head.date.is_some();
    issued || plan.closing.is_some() || plan.recipients.is_some()
}

/// A plan that stops without a closing.
pub const NO_CLOSING: Rule = Rule {
    code: Code::warning("FRM015", "closing-missing"),
    ground: Ground::Custom("closing"),
    what: said("A plan without a closing", "Kế hoạch không có lời kết"),
    why: said(
        "Offices end a plan by saying who carries it out and to whom difficulties are reported: «Trên đây là Kế hoạch …», \
         «Yêu cầu các cơ quan …». A last paragraph that does so, tasks of units and a section \
         on «Tổ chức thực hiện» are enough.",
        "Kế hoạch thường kết thúc bằng câu yêu cầu tổ chức thực hiện và báo cáo vướng mắc: «Trên đây là Kế hoạch …», «Yêu cầu \
         các cơ quan …». Đoạn cuối có nội dung đó, có phân công cho đơn vị hoặc có mục «Tổ chức thực \
         hiện» thì không cần.",
    ),
    wrong: "[document]\nkind = \"ke_hoach\"\nyear = 2026\ntitle = \"Giảm nghèo năm 2026\"",
    right: "[closing]\ntext = \"Trên đây là Kế hoạch giảm nghèo năm 2026, yêu cầu các thôn thực hiện\"",
    check: Check::Plan(check_closing),
};

fn check_closing(context: &Context<'_>, findings: &mut Findings) {
    const CLOSING: [&str; 12] = [
        "Trên đây",
        "rong quá trình",
        "êu cầu",
        "Giao ",
        "ề nghị",
        "ổ chức thực hiện",
        "ướng mắc",
        "áo cáo",
        "heo quy định",
        "hịu trách nhiệm",
        "ghiêm túc",
        "riển khai thực hiện",
    ];
    let plan = context.plan;
    let assigns = !plan.responsibilities.is_empty() || !plan.task_groups.is_empty();
    let closed = plan.closing.is_some() || assigns;
    if closed || plan.document.kind != Kind::Plan || !has_ending(plan) {
        return;
    }
    let organises = context.facts.main_text().any(|passage| {
        let heading = matches!(passage.kind, PassageKind::Heading(_));
        heading && passage.text.to_lowercase().contains("tổ chức thực hiện")
    });
    let mut paragraphs = context
        .facts
        .main_text()
        .filter(|passage| matches!(passage.kind, PassageKind::Paragraph(_)));
    let last = paragraphs.next_back();
    let closes = organises
        || last.is_some_and(|passage| CLOSING.iter().any(|words| passage.text.contains(words)));
    if !closes {
        let message = Message::new(
            "the plan stops without a closing",
            "kế hoạch không có lời kết",
        );
        let help = Message::new(
            "add [closing] with `text = \"Trên đây là Kế hoạch …\"`",
            "thêm [closing] với `text = \"Trên đây là Kế hoạch …\"`",
        );
        findings.push(Finding::at(plan.document.title.span, message).help(help));
    }
}
