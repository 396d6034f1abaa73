//! Recipients (nơi nhận) and the units that a plan speaks to.

use super::names::{has_word, is_group, names, plain};
use super::tasks::tasks;
use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Recipients, TaskResult, Unit};
use crate::source::Span;
use crate::spec::Text;
use std::collections::HashSet;

pub(super) const NO_COPY: Rule = Rule {
    code: Code::warning("RES003", "unit-not-among-recipients"),
    ground: Ground::Law("recipients"),
    what: words(
        "A unit that leads a task and does not receive the plan",
        "Đơn vị được giao chủ trì nhiệm vụ nhưng không có trong nơi nhận",
    ),
    why: words(
        "Recipients are first of all those who carry the plan out; who does not receive it cannot. A \
         line for a group (`các phòng, ban`, `như trên`, `các đơn vị liên quan`) or for the body above \
         counts for its members; the issuing body, its leaders and the unit that files the plan under \
         «Lưu» need no copy of their own.",
        "Nơi nhận trước hết là đơn vị thực hiện; không nhận được kế hoạch thì không thực hiện được. Dòng \
         ghi chung (`các phòng, ban`, `như trên`, `các đơn vị liên quan`) hoặc đơn vị cấp trên trực tiếp \
         được tính cho các đơn vị trong đó; cơ quan ban hành, lãnh đạo và đơn vị soạn thảo ghi ở «Lưu» \
         không cần ghi thêm.",
    ),
    wrong: "list = [{ unit = \"phong_van_hoa\" }, { unit = \"cac_thon\" }]",
    right: "list = [{ unit = \"phong_kinh_te\" }, { unit = \"phong_van_hoa\" }, { unit = \"cac_thon\" }]",
    check: Check::Plan(no_copy),
};

pub(super) const NAMED_ONLY: Rule = Rule {
    code: Code::warning("RES009", "named-unit-without-task"),
    ground: Ground::Custom("closing.units"),
    what: words(
        "A unit that the closing calls upon by `unit()` and the plan gives nothing to do",
        "Đơn vị nêu ở lời kết bằng `unit()` nhưng kế hoạch chưa giao nhiệm vụ",
    ),
    why: words(
        "The unit's tasks were forgotten, or another one is meant. Units that lead, cooperate, monitor, \
         report, receive reports or answer for an indicator or a budget line have something to do, and \
         so have groups and members of such units. Recipients need no task: a copy may be for knowledge.",
        "Có thể đã quên giao việc cho đơn vị, hoặc nêu nhầm đơn vị. Đơn vị chủ trì, phối hợp, theo dõi, \
         báo cáo, nhận báo cáo, phụ trách chỉ tiêu hoặc khoản kinh phí đều tính là có việc, kể cả đơn vị \
         cấp trên hoặc trực thuộc. Nơi nhận không xét vì có thể gửi để biết.",
    ),
    wrong: "text = 'Trên đây là Kế hoạch giảm nghèo năm 2026, đề nghị {{ unit(id=\"phong_van_hoa\") }} tổ chức thực hiện'",
    right: "text = 'Trên đây là Kế hoạch giảm nghèo năm 2026, đề nghị {{ unit(id=\"phong_kinh_te\") }} tổ chức thực hiện'",
    check: Check::Plan(named_only),
};

fn no_copy(context: &Context<'_>, findings: &mut Findings) {
    let Some(recipients) = &context.plan.recipients else {
        return;
    };
    let Some(last) = recipients
        .list
        .last()
        .and_then(|r| r.text.as_deref().or(r.unit.as_deref()))
    else {
        return;
    };
    let lines: Vec<String> = recipients
        .list
        .iter()
        .filter_map(|recipient| {
            let own = recipient.text.as_deref();
            let unit = || Some(&context.index.unit(recipient.unit.as_ref()?.as_str())?.name);
            own.or_else(unit).map(|name| plain(name.as_str()))
        })
        .collect();
    if lines.iter().any(|line| is_general(line)) {
        return;
    }
    let mut seen = HashSet::new();
    for (own, task) in tasks(context.plan) {
        let leads = task.rows().flat_map(|row| &row.lead.0);
        for id in own.into_iter().chain(leads) {
            let Some(unit) = context.index.unit(id.as_str()) else {
                continue;
            };
            if !seen.insert(id.as_str())
                || is_recipient(unit, recipients, context)
                || is_issuer(unit, context)
                || lines.iter().any(|line| covers(line, unit))
                || keeps(unit, recipients)
            {
                continue;
            }
            let name = unit.name.as_str();
            let message = Message::new(
                format!("{name} has tasks and is not among the recipients"),
                format!("{name} được giao nhiệm vụ nhưng không có trong nơi nhận"),
            );
            let end = Message::new("the last recipient", "dòng cuối của nơi nhận");
            let help = Message::new(
                format!("add {{ unit = \"{}\" }} to the recipients", id.value),
                format!("thêm {{ unit = \"{}\" }} vào nơi nhận", id.value),
            );
            findings.push(
                Finding::at(id.span, message)
                    .also(last.span, end)
                    .help(help)
                    .value("unit", &id.value),
            );
        }
    }
}

/// Whether a unit is the issuing body or someone at its head.
fn is_issuer(unit: &Unit, context: &Context<'_>) -> bool {
    const HEADS: [&str; 4] = ["chủ tịch", "phó chủ tịch", "lãnh đạo", "thường trực"];
    let name = plain(unit.name.as_str());
    let short = unit.short.as_ref().map(|short| plain(short.as_str()));
    let issuer = context.issuer.name.as_ref();
    HEADS.iter().any(|head| name.starts_with(head))
        || issuer.is_some_and(|issuer| {
            let issuer = plain(issuer.as_str());
            issuer.starts_with(&name)
                || name.starts_with(&issuer)
                || short.is_some_and(|short| issuer.starts_with(&short))
        })
}

/// Whether a unit, one that it belongs to or one that belongs to it is named by id. The issuing body
/// does not pass on what it receives itself.
fn is_recipient(unit: &Unit, recipients: &Recipients, context: &Context<'_>) -> bool {
    let mut named = recipients.list.iter().filter_map(|recipient| {
        let id = recipient.unit.as_ref()?;
        context.index.unit(id.as_str())
    });
    let near = |own: &Unit| belongs(unit, own, context) || belongs(own, unit, context);
    named.any(|own| near(own) && !is_issuer(own, context))
}

/// Whether a unit is another one or stands below it.
fn belongs(unit: &Unit, above: &Unit, context: &Context<'_>) -> bool {
    // Parents may form a circle.
    const DEEPEST: usize = 16;
    let parent = |unit: &&Unit| context.index.unit(unit.parent.as_ref()?.as_str());
    std::iter::successors(context.index.unit(unit.id.as_str()), parent)
        .take(DEEPEST)
        .any(|own| own.id.value == above.id.value)
}

/// Whether a plain line means whoever the plan names: «các cơ quan, đơn vị liên quan».
fn is_general(line: &str) -> bool {
    const ALL: [&str; 9] = [
        "như trên",
        "như điều",
        "nêu tại",
        "có tên",
        "liên quan",
        "cơ quan",
        "đơn vị",
        "ban, ngành",
        "ban ngành",
    ];
    ALL.iter().any(|words| line.contains(words))
}

/// Whether a line of the recipients names a unit or a group that may hold it.
fn covers(line: &str, unit: &Unit) -> bool {
    let is_of_kind = || {
        let name = plain(unit.name.as_str());
        has_word(line, name.split(' ').next().unwrap_or_default())
    };
    (has_word(line, "các") && (has_word(line, "ngành") || is_of_kind())) || names(line, unit)
}

/// Whether a unit keeps the plan's file (lưu).
fn keeps(unit: &Unit, recipients: &Recipients) -> bool {
    recipients.archive.0.iter().any(|archive| {
        let same = |own: &Text| plain(own.as_str()) == plain(archive.as_str());
        unit.abbreviation.as_ref().is_some_and(same)
            || (archive.value != "VT" && names(&plain(archive.as_str()), unit))
    })
}

fn named_only(context: &Context<'_>, findings: &mut Findings) {
    let plan = context.plan;
    let Some(closing) = &plan.closing else { return };
    let mut busy: HashSet<&str> = HashSet::new();
    for (unit, task) in tasks(plan) {
        busy.extend(unit.map(|unit| unit.as_str()));
        let units = task.rows().flat_map(TaskResult::units);
        busy.extend(units.map(|unit| unit.as_str()));
    }
    if busy.is_empty() {
        return;
    }
    let steps = plan.timeline.iter().flat_map(|step| &step.units.0);
    let reports = plan.reporting.iter();
    let reports = reports.flat_map(|report| report.units.0.iter().chain(&report.to.0));
    let indicators = plan
        .indicators
        .iter()
        .filter_map(|i| i.responsible.as_ref());
    let lines = plan.budget.iter().flat_map(|budget| budget.all_lines());
    let lines = lines.flat_map(|line| &line.responsible.0);
    let others = steps.chain(reports).chain(indicators).chain(lines);
    busy.extend(others.map(|unit| unit.as_str()));
    let busy: Vec<&Unit> = busy
        .iter()
        .filter_map(|id| context.index.unit(id))
        .collect();
    for (id, span) in calls(closing.text.span, context) {
        let Some(unit) = context.index.unit(id) else {
            continue;
        };
        let related = |own: &&Unit| belongs(own, unit, context) || belongs(unit, own, context);
        if busy.iter().any(related) || is_group(unit) || is_issuer(unit, context) {
            continue;
        }
        let name = unit.name.as_str();
        let message = Message::new(
            format!("the closing calls upon {name}, which the plan gives nothing to do"),
            format!("lời kết nêu {name} nhưng kế hoạch chưa giao nhiệm vụ cho đơn vị này"),
        );
        let help = Message::new(
            "give it a task, or name the unit that is meant",
            "giao nhiệm vụ cho đơn vị này, hoặc nêu đúng đơn vị",
        );
        findings.push(Finding::at(span, message).help(help).value("unit", id));
    }
}

/// The ids in the calls of `unit()` of a text, with their places.
fn calls<'c>(text: Span, context: &Context<'c>) -> Vec<(&'c str, Span)> {
    const CALL: &str = "unit(";
    let written = context.sources().slice(text);
    let ids = written.match_indices(CALL).filter_map(|(at, call)| {
        let inside = at + call.len();
        let arguments = &written[inside..inside + written[inside..].find(')')?];
        let start = arguments.find(['"', '\''])? + 1;
        let end = start + arguments[start..].find(['"', '\'', '\\'])?;
        let span = text.slice(inside + start..inside + end);
        Some((&arguments[start..end], span))
    });
    ids.collect()
}
