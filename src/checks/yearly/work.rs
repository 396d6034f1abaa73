//! Responsibilities (phân công) of last year's plan that are gone.

use crate::checks::compare::plain;
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::PassageKind;
use crate::plan::{Plan, Task};
use crate::source::Span;
use crate::spec::{Prose, Text};
use std::collections::{BTreeMap, HashSet};

/// How many places of last year's plan are shown.
const SHOWN: usize = 12;
/// How much of a task's words must stand in another's for it to be the same task, in percent.
const ALIKE: usize = 50;
/// The fewest words by which a task can be known again.
const FEW: usize = 5;
/// How many pairs of tasks are compared.
const MOST_PAIRS: usize = 100_000;

/// A unit that had tasks last year and has none.
pub(super) const UNIT_DROPPED: Rule = Rule {
    code: Code::info("YOY006", "responsibility-dropped"),
    ground: Ground::Custom("years.unit"),
    what: words(
        "A unit that had tasks in last year's plan has none now",
        "Đơn vị có nhiệm vụ trong kế hoạch năm trước nay không được giao nhiệm vụ nào",
    ),
    why: words(
        "It may have been forgotten. Units that no longer exist, that the text names, or that units.toml \
         does not have are passed over; so is a plan without any tasks.",
        "Có thể do sót. Không xét đơn vị đã giải thể, sáp nhập, đơn vị có nêu trong lời văn hoặc không có \
         trong units.toml, và kế hoạch chưa phân công.",
    ),
    wrong: "[[responsibilities]]\nunit = \"phong_kinh_te\"\ntasks = [{ text = \"Chủ trì rà soát hộ nghèo, hộ cận nghèo cuối năm\", deadline = 2026-11-30 }]",
    right: "[[responsibilities]]\nunit = \"phong_kinh_te\"\ntasks = [{ text = \"Chủ trì rà soát hộ nghèo, hộ cận nghèo cuối năm\", deadline = 2026-11-30 }]\n\n[[responsibilities]]\nunit = \"phong_van_hoa\"\ntasks = [{ text = \"Tuyên truyền chính sách giảm nghèo trên hệ thống truyền thanh\", product = \"Chuyên mục truyền thanh\", every = \"month\" }]",
    check: Check::Plan(unit_dropped),
};

fn unit_dropped(context: &Context<'_>, findings: &mut Findings) {
    let Some(previous) = &context.loaded.previous else {
        return;
    };
    let busy = busy(context.plan);
    if busy.is_empty() {
        return;
    }
    let mut gone: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (unit, span) in leaders(&previous.plan) {
        if !busy.contains(unit) {
            gone.entry(unit).or_default().push(span);
        }
    }
    for (unit, places) in gone {
        let Some(unit) = context.index.unit(unit).filter(|unit| !unit.historical) else {
            continue;
        };
        let names = [Some(&unit.name), unit.short.as_ref()];
        if names
            .into_iter()
            .flatten()
            .any(|name| is_named(context, name))
        {
            continue;
        }
        let name = &unit.name.value;
        let message = Message::new(
            format!("«{name}» had tasks in last year's plan and has none now"),
            format!("kế hoạch năm trước có giao nhiệm vụ cho «{name}», năm nay không giao"),
        );
        let finding = Finding::at(place(context.plan), message);
        findings.push(last_year(finding, &places).help(Message::new(
            "give the unit its tasks, or see that another one has them",
            "bổ sung nhiệm vụ cho đơn vị, hoặc bảo đảm đã giao cho đơn vị khác",
        )));
    }
}

/// A task of last year that no task is like.
pub(super) const TASK_DROPPED: Rule = Rule {
    code: Code::info("YOY007", "task-dropped"),
    ground: Ground::Custom("years.tasks"),
    what: words(
        "A unit no longer has a task of last year's plan",
        "Nhiệm vụ của đơn vị trong kế hoạch năm trước nay không còn",
    ),
    why: words(
        "It may have been forgotten. A task is the same by its id, or where half of its words stand in a \
         task of this plan, whichever unit has it; numbers and years do not count.",
        "Có thể do sót. Nhiệm vụ được coi là vẫn còn nếu cùng mã, hoặc ít nhất một nửa số chữ có trong một \
         nhiệm vụ của kế hoạch này, dù giao cho đơn vị nào; không tính con số và năm.",
    ),
    wrong: "unit = \"phong_kinh_te\"\ntasks = [\n  { text = \"Chủ trì rà soát hộ nghèo, hộ cận nghèo cuối năm\", deadline = 2026-11-30 },\n]",
    right: "unit = \"phong_kinh_te\"\ntasks = [\n  { text = \"Chủ trì rà soát hộ nghèo, hộ cận nghèo cuối năm\", deadline = 2026-11-30 },\n  { text = \"Hướng dẫn các hộ lập hồ sơ vay vốn phát triển sản xuất\", every = \"quarter\" },\n]",
    check: Check::Plan(task_dropped),
};

fn task_dropped(context: &Context<'_>, findings: &mut Findings) {
    let Some(previous) = &context.loaded.previous else {
        return;
    };
    let now: Vec<&Task> = tasks(context.plan).collect();
    if now.is_empty() || now.len() * tasks(&previous.plan).count() > MOST_PAIRS {
        return;
    }
    let ids: HashSet<&str> = now
        .iter()
        .filter_map(|task| Some(task.id.as_ref()?.as_str()))
        .collect();
    let now: Vec<String> = now.iter().map(|task| gist(&task.text)).collect();
    let now: Vec<HashSet<&str>> = now.iter().map(|gist| gist.split(' ').collect()).collect();
    let goes_on = |task: &Task| {
        let gist = gist(&task.text);
        let words: HashSet<&str> = gist.split(' ').collect();
        let by_id = task.id.as_ref().is_some_and(|id| ids.contains(id.as_str()));
        let alike =
            |other: &HashSet<&str>| words.intersection(other).count() * 100 >= words.len() * ALIKE;
        by_id || words.len() < FEW || now.iter().any(alike)
    };
    for old in &previous.plan.responsibilities {
        let unit = old.unit.as_str();
        let mut own = context.plan.responsibilities.iter();
        // A unit without any task is another rule's.
        let Some(own) = own.find(|own| own.unit.as_str() == unit) else {
            continue;
        };
        let gone = old.tasks.iter().filter(|task| !goes_on(task));
        let places: Vec<Span> = gone.map(|task| task.text.span).collect();
        if places.is_empty() {
            continue;
        }
        let count = places.len();
        let name = context
            .index
            .unit(unit)
            .map_or(unit, |unit| unit.name.as_str());
        let message = Message::new(
            format!("«{name}» no longer has {count} task(s) of last year's plan"),
            format!("«{name}» không còn {count} nhiệm vụ đã giao trong kế hoạch năm trước"),
        );
        let finding = Finding::at(own.unit.span, message);
        findings.push(
            last_year(finding, &places)
                .value("count", count)
                .help(Message::new(
                    "add what continues; nothing needs to be done about what is finished",
                    "bổ sung nhiệm vụ vẫn tiếp tục; nhiệm vụ đã hoàn thành thì không cần ghi lại",
                )),
        );
    }
}

/// The finding with its places in last year's plan.
fn last_year(mut finding: Finding, places: &[Span]) -> Finding {
    for place in places.iter().take(SHOWN) {
        finding = finding.also(*place, Message::new("last year", "năm trước"));
    }
    finding
}

/// All tasks of a plan.
fn tasks(plan: &Plan) -> impl Iterator<Item = &Task> {
    let by_unit = plan.responsibilities.iter().flat_map(|r| &r.tasks);
    by_unit.chain(plan.task_groups.iter().flat_map(|group| &group.tasks))
}

/// The units that a plan makes responsible for tasks.
fn leaders(plan: &Plan) -> impl Iterator<Item = (&str, Span)> {
    let units = plan.responsibilities.iter().map(|r| &r.unit);
    let leads = tasks(plan).flat_map(|task| task.rows().flat_map(|row| &row.lead.0));
    units.chain(leads).map(|unit| (unit.as_str(), unit.span))
}

/// The units that have anything to do in a plan.
fn busy(plan: &Plan) -> HashSet<&str> {
    let rows = || tasks(plan).flat_map(Task::rows);
    let help = rows().flat_map(|row| row.with.0.iter().chain(&row.monitor.0));
    let indicators = plan
        .indicators
        .iter()
        .filter_map(|i| i.responsible.as_ref());
    let lines = plan.budget.iter().flat_map(crate::plan::Budget::all_lines);
    let leaders = leaders(plan).map(|(unit, _)| unit).collect::<HashSet<_>>();
    if leaders.is_empty() {
        return leaders;
    }
    help.chain(indicators)
        .chain(lines.flat_map(|line| &line.responsible.0))
        .map(|unit| unit.as_str())
        .chain(leaders)
        .collect()
}

/// Whether the plan's text names a unit; being sent a copy is no task.
fn is_named(context: &Context<'_>, name: &Text) -> bool {
    let passages = context.facts.passages.iter();
    passages
        .filter(|passage| passage.kind != PassageKind::Recipient)
        .any(|passage| passage.text.contains(name.as_str()))
}

/// The words of a task without calls and numbers.
fn gist(text: &Prose) -> String {
    let plain = plain(&text.without_tags());
    let kept: Vec<&str> = plain
        .split_whitespace()
        .filter(|word| !word.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    kept.join(" ")
}

/// Where a plan says that it has a predecessor: the key that names it, else its year.
fn place(plan: &Plan) -> Span {
    let head = &plan.document;
    head.previous
        .as_ref()
        .map_or(head.year.span, |name| name.span)
}
