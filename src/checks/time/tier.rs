//! Tiers and bodies that have ended.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, sentence_start, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::law::{Body, Law, Rank, Source};
use crate::plan::{Level, Task, TaskResult, Unit};
use crate::source::Span;
use crate::spec::Ref;
use crate::vi::citation::citations;
use crate::vi::date::short;
use crate::vi::moment::begins_word;
use crate::vi::text::capitalize;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places of one name are shown.
const SHOWN: usize = 12;

/// The district tier in a plan of after 1 July 2025.
pub(super) const DISTRICT: Rule = Rule {
    code: Code::warning("TIM009", "tier-that-ended"),
    ground: Ground::Law("tiers"),
    what: words(
        "A district, a town or an office of theirs in a plan of after 1 July 2025",
        "Huyện, thị xã, thị trấn hoặc cơ quan cấp huyện trong kế hoạch sau ngày 01/7/2025",
    ),
    why: words(
        "There is nobody left to do the work. Documents that those offices issued, and sentences that speak of the past («cũ», «trước đây», «trước khi sắp xếp») are passed over.",
        "Không còn cơ quan nào để thực hiện. Văn bản do các cơ quan đó ban hành và câu nói về trước đây («cũ», «trước đây», «trước khi sắp xếp») thì không xét.",
    ),
    wrong: "text = \"Phối hợp với UBND huyện rà soát hộ nghèo, báo cáo kết quả trong tháng 11/2026.\"",
    right: "text = \"Phối hợp với Sở Nông nghiệp và Môi trường rà soát hộ nghèo, báo cáo kết quả trong tháng 11/2026.\"",
    check: Check::Plan(districts),
};

/// Words that make a sentence one about the past, in small letters.
const PAST: [&str; 22] = [
    "thành lập",
    " nhập ",
    " cũ",
    "trước đây",
    "sắp xếp",
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "kết thúc hoạt động",
    "không tổ chức cấp huyện",
    "không còn",
    "bàn giao",
    "tiếp nhận",
    "chuyển giao",
    "nguyên là",
    "lịch sử",
    "giai đoạn 2021",
    "trước ngày 01/7/2025",
    "trước ngày 1/7/2025",
    "năm 2024",
    "năm 2023",
    "năm 2022",
];

fn districts(context: &Context<'_>, findings: &mut Findings) {
    let law = context.law();
    let gone = law
        .tiers()
        .filter_map(|tier| Some((tier, after(tier.until)?)));
    let gone: Vec<_> = gone
        .filter(|(_, day)| context.is_surely_after(*day))
        .collect();
    let words: Vec<String> = gone
        .iter()
        .flat_map(|(tier, _)| [tier.name.clone(), capitalize(&tier.name)])
        .collect();
    let Some(since) = gone.iter().map(|(_, day)| *day).max() else {
        return;
    };
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for passage in prose(context.facts.passages) {
        let text = &passage.text;
        if !words.iter().any(|word| text.contains(word)) {
            continue;
        }
        for range in tiers(text, &words, law) {
            add(passage, &range, &mut found);
        }
    }
    for (name, places) in in_order(found) {
        let (on, tu) = (long(since), short(since));
        let message = Message::new(
            format!("«{name}»: there is no district tier since {on}"),
            format!("«{name}»: từ ngày {tu} không còn cấp huyện"),
        );
        let help = Message::new(
            "name the commune or the province's office that does it now, or say «cũ», «trước đây»",
            "ghi cơ quan cấp xã hoặc cấp tỉnh đang làm việc này, hoặc ghi rõ «cũ», «trước đây»",
        );
        findings.extend(told(&name, &places, message).map(|d| d.help(help)));
    }
}

/// The day after a last one.
pub(super) fn after(until: Option<Date>) -> Option<Date> {
    until?.tomorrow().ok()
}

/// A day in an English message: «1 July 2025».
pub(super) fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// The districts that a text names as they are today, by the words for them.
fn tiers(text: &str, words: &[String], law: &Law) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = words
        .iter()
        .flat_map(|tier| text.match_indices(tier.as_str()))
        .filter(|(at, tier)| {
            let rest = &text[at + tier.len()..];
            begins_word(text, *at) && !rest.starts_with(char::is_alphanumeric)
        })
        .map(|(at, tier)| widen(text, at..at + tier.len()))
        .filter(|range| !is_past(text, range, law))
        .collect();
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// The name around the tier: «UBND huyện Tân Yên», «cấp huyện».
fn widen(text: &str, tier: Range<usize>) -> Range<usize> {
    const HEADS: [&str; 7] = [
        "UBND ",
        "HĐND ",
        "Ủy ban nhân dân ",
        "cấp ",
        "các ",
        "Công an ",
        "Phòng Y tế ",
    ];
    let start = HEADS
        .iter()
        .find(|head| text[..tier.start].ends_with(**head))
        .map_or(tier.start, |head| tier.start - head.len());
    let mut end = tier.end;
    // A name stands behind a blank; «huyện, Bộ đội» is no name of a district.
    let words = text[tier.end..].strip_prefix(' ').unwrap_or_default();
    for word in words.split(' ').take(4) {
        let name = word.trim_end_matches([',', '.', ';', ':', ')', '”']);
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        if !capital {
            break;
        }
        end += 1 + name.len();
        if name.len() < word.len() {
            break;
        }
    }
    start..end
}

/// Whether a name stands in a citation, a quotation or a sentence about the past.
pub(super) fn is_past(text: &str, range: &Range<usize>, law: &Law) -> bool {
    let start = sentence_start(text, range.start);
    let end = text[range.end..]
        .find([';', '\n'])
        .map_or(text.len(), |at| range.end + at);
    let end = text[range.end..end]
        .find(". ")
        .map_or(end, |at| range.end + at);
    // «cũng» is not «cũ».
    let sentence = text[start..end].to_lowercase().replace("cũng", "");
    let before = &text[..range.start];
    let quoted = before.matches('“').count() > before.matches('”').count();
    let cited = citations(text, law).into_iter().any(|citation| {
        let whole = citation.subject.map_or(citation.range.end, |s| s.end);
        (citation.range.start..whole).contains(&range.start)
    });
    cited || quoted || PAST.iter().any(|word| sentence.contains(word))
}

/// A unit that has ended and that a later plan gives work to.
pub(super) const UNIT: Rule = Rule {
    code: Code::warning("TIM011", "unit-that-ended"),
    ground: Ground::Law("tiers"),
    what: words(
        "Work given to a unit of the district tier, or to a body that has ended, in a later plan",
        "Giao việc cho đơn vị cấp huyện hoặc cơ quan đã kết thúc hoạt động trong kế hoạch sau đó",
    ),
    why: words(
        "units.toml says `level = \"huyen\"` or has the name of a body that ended, as Sở Kế hoạch và Đầu tư did in February 2025: nobody is left to do the work.",
        "units.toml ghi `level = \"huyen\"`, hoặc tên là của cơ quan đã kết thúc hoạt động, như Sở Kế hoạch và Đầu tư từ tháng 3/2025: không còn ai để thực hiện.",
    ),
    wrong: "[[responsibilities]]\nunit = \"phong_ldtbxh\"",
    right: "[[responsibilities]]\nunit = \"phong_van_hoa\"",
    check: Check::Plan(|context, findings| {
        units(context, findings, |unit| has_ended(context, unit));
    }),
};

/// A unit marked as gone that a plan of after 1 July 2025 gives work to.
pub(super) const HISTORICAL: Rule = Rule {
    code: Code::info("TIM012", "unit-marked-historical"),
    ground: Ground::Custom("units.exist"),
    what: words(
        "Work given to a unit that units.toml marks as no longer existing",
        "Giao việc cho đơn vị mà units.toml ghi là không còn tồn tại",
    ),
    why: words(
        "`historical = true` keeps old plans right; a plan of after the reorganisation of 1 July 2025 hardly means such a unit. units.toml does not say when a unit ended, so this is only worth a look.",
        "`historical = true` để kế hoạch cũ vẫn đúng; kế hoạch sau đợt sắp xếp ngày 01/7/2025 khó có thể giao việc cho đơn vị như vậy. units.toml không ghi thời điểm đơn vị chấm dứt hoạt động nên chỉ nhắc để xem lại.",
    ),
    wrong: "[[responsibilities]]\nunit = \"so_tnmt\"",
    right: "[[responsibilities]]\nunit = \"so_nnmt\"",
    check: Check::Plan(|context, findings| {
        let merger = after(context.law().end_of(Rank::District));
        if merger.is_some_and(|day| context.is_surely_after(day)) {
            let gone = |unit: &Unit| unit.historical && unit.level != Some(Level::District);
            units(context, findings, gone);
        }
    }),
};

/// Whether a unit is one of a tier, or a body, that had ended when the plan was issued. Of a body that
/// units.toml marks itself, the next rule tells.
fn has_ended(context: &Context<'_>, unit: &Unit) -> bool {
    let law = context.law();
    let last = if unit.level == Some(Level::District) {
        law.end_of(Rank::District)
    } else {
        let body = law.ended(&unit.name.value).filter(|_| !unit.historical);
        body.and_then(|(body, _)| body.until)
    };
    after(last).is_some_and(|day| context.is_surely_after(day))
}

fn units(context: &Context<'_>, findings: &mut Findings, gone: impl Fn(&Unit) -> bool) {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for id in given(context) {
        if let Some(unit) = context.index.unit(&id.value).filter(|unit| gone(unit)) {
            let places = found.entry(unit.name.value.clone()).or_default();
            places.push(id.span);
        }
    }
    for (name, places) in in_order(found) {
        let message = Message::new(
            format!("«{name}» no longer exists and cannot be given work"),
            format!("«{name}» không còn tồn tại, không thể giao việc"),
        );
        let finding = told(&name, &places, message);
        findings.extend(finding.map(|finding| match context.law().ended(&name) {
            Some((body, source)) => inherited(finding, body, source),
            None => finding,
        }));
    }
}

/// Says who does the work of a body now.
pub(super) fn inherited(mut finding: Finding, body: &Body, source: &Source) -> Finding {
    finding.ground = source.place("bodies").map(|(en, vi)| Message::new(en, vi));
    match &body.became {
        Some(heir) => finding.value("expected", heir).help(Message::new(
            format!("its work passed to {heir}"),
            format!("nhiệm vụ do {heir} tiếp nhận"),
        )),
        None => finding,
    }
}

/// The ids of units that the plan gives work to.
fn given<'c>(context: &'c Context<'_>) -> Vec<&'c Ref<Unit>> {
    let plan = context.plan;
    let mut ids: Vec<&Ref<Unit>> = plan.responsibilities.iter().map(|r| &r.unit).collect();
    let tasks = plan.task_groups.iter().flat_map(|group| &group.tasks);
    ids.extend(tasks.flat_map(Task::rows).flat_map(TaskResult::units));
    ids.extend(plan.timeline.iter().flat_map(|step| &step.units.0));
    ids.extend(
        plan.reporting
            .iter()
            .flat_map(|report| report.units.0.iter().chain(&report.to.0)),
    );
    ids
}

pub(super) fn add(
    passage: &Passage,
    range: &Range<usize>,
    found: &mut BTreeMap<String, Vec<Span>>,
) {
    if let Some(span) = written(passage, range) {
        let name = passage.text[range.clone()].to_owned();
        found.entry(name).or_default().push(span);
    }
}

/// The names in the order of their first places.
pub(super) fn in_order(found: BTreeMap<String, Vec<Span>>) -> Vec<(String, Vec<Span>)> {
    let mut list: Vec<_> = found.into_iter().collect();
    list.sort_by_key(|(_, places)| places.first().copied());
    list
}

/// One finding for all places of a name.
pub(super) fn told(name: &str, places: &[Span], message: Message) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let mut finding = Finding::at(*first, message).value("declared", name);
    for place in others.iter().take(SHOWN) {
        finding = finding.also(*place, Message::new("here too", "ở đây cũng vậy"));
    }
    if let Some(more) = others.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        finding = finding.help(Message::new(
            format!("and at {more} more places"),
            format!("và ở {more} chỗ khác"),
        ));
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    fn named(text: &str) -> Vec<&str> {
        let law = Law::standard();
        let gone = law.tiers().filter(|tier| tier.until.is_some());
        let words: Vec<String> = gone
            .flat_map(|tier| [tier.name.clone(), capitalize(&tier.name)])
            .collect();
        let found = tiers(text, &words, &law).into_iter();
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn districts_of_today_and_of_the_past() {
        assert_eq!(
            named("Phối hợp với UBND huyện Tân Yên, các xã"),
            ["UBND huyện Tân Yên"]
        );
        assert_eq!(
            named("cơ quan cấp huyện, thị trấn Cao Thượng."),
            ["cấp huyện", "thị trấn Cao Thượng"]
        );
        for text in [
            "trụ sở của huyện Tân Yên cũ",
            "Quyết định số 12/QĐ-UBND ngày 05/3/2024 của UBND huyện Tân Yên về việc giao chỉ tiêu",
            "Sau khi sắp xếp, nhiệm vụ của cấp huyện do cấp xã thực hiện",
            "năm 2024, toàn huyện có 120 hộ nghèo",
            "phong trào “Huyện Lục Ngạn chung tay”",
            "Cán bộ huyện cũ của xã",
        ] {
            assert_eq!(named(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn the_name_around_a_tier() {
        let table: [(&str, &[&str]); 15] = [
            ("UBND huyện, Sở Y tế", &["UBND huyện"]),
            ("huyện, Bộ đội biên phòng", &["huyện"]),
            ("huyện; Đảng ủy xã", &["huyện"]),
            ("HĐND huyện", &["HĐND huyện"]),
            (
                "Ủy ban nhân dân quận Kiến An",
                &["Ủy ban nhân dân quận Kiến An"],
            ),
            ("Công an huyện", &["Công an huyện"]),
            ("Phòng Y tế huyện", &["Phòng Y tế huyện"]),
            ("các huyện, thị xã", &["các huyện", "thị xã"]),
            ("huyện tân yên", &["huyện"]),
            ("huyện Tân Yên và xã", &["huyện Tân Yên"]),
            ("huyện Tân, Yên Thế", &["huyện Tân"]),
            ("huyện An Bình Đông Hải Nam", &["huyện An Bình Đông Hải"]),
            ("Huyện Quận Hai", &["Huyện Quận Hai"]),
            (
                "Thị xã An, Thị trấn Bình, Quận Hai, quận",
                &["Thị xã An", "Thị trấn Bình", "Quận Hai", "quận"],
            ),
            ("nội-huyện, huyệnđội", &[]),
        ];
        for (text, found) in table {
            assert_eq!(named(text), found, "{text}");
        }
    }

    #[test]
    fn a_sentence_about_the_past_is_one_sentence() {
        for word in PAST {
            let text = format!("Hồ sơ {word} của huyện Tân Yên");
            assert_eq!(named(&text), Vec::<&str>::new(), "{text}");
            for mark in [";", "\n", ". "] {
                let text = format!("Hồ sơ của huyện{mark}Việc {word} xong");
                assert_eq!(named(&text), ["huyện"], "{text}");
            }
        }
        assert_eq!(named("Hồ sơ của huyện cũng đủ"), ["huyện"]);
        assert_eq!(named("“Chung tay” của huyện"), ["huyện"]);
        assert_eq!(
            named("Kế hoạch số 1/KH-UBND ngày 05/3/2024 của UBND xã về nhà ở; hồ sơ của huyện"),
            ["huyện"]
        );
        assert_eq!(
            named("Gửi huyện Kế hoạch số 1/KH-UBND về nhà ở"),
            ["huyện Kế"]
        );
    }

    #[test]
    fn places_of_one_name_are_shown_up_to_a_number() {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("plan.toml".into(), String::new()));
        let place = |start| Span {
            source,
            start,
            end: start,
        };
        let told = |count: u32| {
            let places: Vec<Span> = (0..count).map(place).collect();
            told("huyện", &places, Message::new("a", "b"))
        };
        assert!(told(0).is_none());
        let most = u32::try_from(SHOWN).unwrap() + 1;
        let whole = told(most).unwrap();
        assert_eq!((whole.secondary.len(), whole.help.len()), (SHOWN, 0));
        let more = told(most + 1).unwrap();
        assert_eq!((more.secondary.len(), more.help.len()), (SHOWN, 1));
    }
}
