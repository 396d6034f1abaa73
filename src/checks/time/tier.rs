//! Tiers and provinces that ended on 1 July 2025.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, sentence_start, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::plan::{Level, Task, TaskResult, Unit};
use crate::source::Span;
use crate::spec::Ref;
use crate::vi::citation::citations;
use crate::vi::moment::begins_word;
use crate::vi::place::{CITIES, MERGER, ended};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places of one name are shown.
const SHOWN: usize = 12;

/// The district tier in a plan of after 1 July 2025.
pub(super) const DISTRICT: Rule = Rule {
    code: Code::warning("TIM009", "tier-that-ended"),
    ground: Ground::Law(words(
        "Law on the Organisation of Local Government 72/2025/QH15: provinces and communes are the only tiers from 1 July 2025",
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15: từ ngày 01/7/2025 chỉ còn cấp tỉnh và cấp xã",
    )),
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

/// Words for districts and what they were made of.
const TIERS: [&str; 8] = [
    "huyện",
    "Huyện",
    "thị xã",
    "Thị xã",
    "thị trấn",
    "Thị trấn",
    "quận",
    "Quận",
];

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
    if !context.is_surely_after(MERGER) {
        return;
    }
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for passage in prose(context.facts.passages) {
        let text = &passage.text;
        if !TIERS.iter().any(|tier| text.contains(tier)) {
            continue;
        }
        for range in tiers(text) {
            add(passage, &range, &mut found);
        }
    }
    for (name, places) in in_order(found) {
        let message = Message::new(
            format!("«{name}»: there is no district tier since 1 July 2025"),
            format!("«{name}»: từ ngày 01/7/2025 không còn cấp huyện"),
        );
        let help = Message::new(
            "name the commune or the province's office that does it now, or say «cũ», «trước đây»",
            "ghi cơ quan cấp xã hoặc cấp tỉnh đang làm việc này, hoặc ghi rõ «cũ», «trước đây»",
        );
        findings.extend(told(&name, &places, message).map(|d| d.help(help)));
    }
}

/// The districts that a text names as they are today.
fn tiers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = TIERS
        .iter()
        .flat_map(|tier| text.match_indices(tier))
        .filter(|(at, tier)| {
            let rest = &text[at + tier.len()..];
            begins_word(text, *at) && !rest.starts_with(char::is_alphanumeric)
        })
        .map(|(at, tier)| widen(text, at..at + tier.len()))
        .filter(|range| !is_past(text, range))
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
fn is_past(text: &str, range: &Range<usize>) -> bool {
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
    let cited = citations(text).into_iter().any(|citation| {
        let whole = citation.subject.map_or(citation.range.end, |s| s.end);
        (citation.range.start..whole).contains(&range.start)
    });
    cited || quoted || PAST.iter().any(|word| sentence.contains(word))
}

/// A province that has ended in a plan of after 1 July 2025.
pub(super) const PROVINCE: Rule = Rule {
    code: Code::warning("TIM010", "province-that-ended"),
    ground: Ground::Law(words(
        "Resolution 202/2025/QH15: 34 provinces from 1 July 2025",
        "Nghị quyết số 202/2025/QH15: 34 tỉnh, thành phố từ ngày 01/7/2025",
    )),
    what: words(
        "A province that was merged into another, in a plan of after 1 July 2025",
        "Tỉnh đã nhập vào tỉnh khác trong kế hoạch sau ngày 01/7/2025",
    ),
    why: words(
        "Its offices are those of the new province. Only «tỉnh …» counts, not the bare name, which places keep; documents of that time and sentences about the past are passed over.",
        "Cơ quan nay thuộc tỉnh mới. Chỉ xét «tỉnh …», không xét tên gọi đứng một mình vì địa danh vẫn còn; văn bản của thời đó và câu nói về trước đây thì không xét.",
    ),
    wrong: "text = \"Báo cáo Sở Y tế tỉnh Bắc Giang kết quả khám sức khỏe cho người cao tuổi.\"",
    right: "text = \"Báo cáo Sở Y tế tỉnh Bắc Ninh kết quả khám sức khỏe cho người cao tuổi.\"",
    check: Check::Plan(provinces),
};

fn provinces(context: &Context<'_>, findings: &mut Findings) {
    if !context.is_surely_after(MERGER) {
        return;
    }
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for passage in prose(context.facts.passages) {
        for (at, word) in passage.text.match_indices("tỉnh ") {
            let name = at + word.len();
            if let Some((province, _)) = ended(&passage.text[name..]) {
                let range = at..name + province.len();
                if !is_past(&passage.text, &range) {
                    add(passage, &range, &mut found);
                }
            }
        }
    }
    for (name, places) in in_order(found) {
        let old = name.trim_start_matches("tỉnh ");
        let Some((_, new)) = ended(old) else { continue };
        let new = with_tier(new);
        let message = Message::new(
            format!("«{name}» has been part of {new} since 1 July 2025"),
            format!("«{name}» đã nhập vào {new} từ ngày 01/7/2025"),
        );
        findings.extend(told(&name, &places, message).map(|d| d.value("computed", new)));
    }
}

/// A province of today as it is called: «tỉnh Bắc Ninh», «thành phố Huế».
fn with_tier(name: &str) -> String {
    if name.starts_with("Thành phố") {
        name.to_owned()
    } else if CITIES.contains(&name) {
        format!("thành phố {name}")
    } else {
        format!("tỉnh {name}")
    }
}

/// A unit of the district tier that a plan of after 1 July 2025 gives work to.
pub(super) const UNIT: Rule = Rule {
    code: Code::warning("TIM011", "unit-that-ended"),
    ground: Ground::Law(words(
        "Law on the Organisation of Local Government 72/2025/QH15: provinces and communes are the only tiers from 1 July 2025",
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15: từ ngày 01/7/2025 chỉ còn cấp tỉnh và cấp xã",
    )),
    what: words(
        "Work given to a unit of the district tier in a plan of after 1 July 2025",
        "Giao việc cho đơn vị cấp huyện trong kế hoạch sau ngày 01/7/2025",
    ),
    why: words(
        "units.toml says `level = \"huyen\"`: nobody is left to do the work.",
        "units.toml ghi `level = \"huyen\"`: không còn ai để thực hiện.",
    ),
    wrong: "[[responsibilities]]\nunit = \"phong_ldtbxh\"",
    right: "[[responsibilities]]\nunit = \"phong_van_hoa\"",
    check: Check::Plan(|context, findings| {
        units(context, findings, |unit| {
            unit.level == Some(Level::District)
        });
    }),
};

/// A unit marked as gone that a plan of after 1 July 2025 gives work to.
pub(super) const HISTORICAL: Rule = Rule {
    code: Code::info("TIM012", "unit-marked-historical"),
    ground: Ground::Convention(words(
        "work is given to those who exist",
        "chỉ giao việc cho đơn vị đang hoạt động",
    )),
    what: words(
        "Work given to a unit that units.toml marks as no longer existing",
        "Giao việc cho đơn vị mà units.toml ghi là không còn tồn tại",
    ),
    why: words(
        "`historical = true` keeps old plans right; a plan of after the reorganisation of 1 July 2025 hardly means such a unit. units.toml does not say when a unit ended, so this is only worth a look.",
        "`historical = true` để kế hoạch cũ vẫn đúng; kế hoạch sau đợt sắp xếp ngày 01/7/2025 khó có thể giao việc cho đơn vị như vậy. units.toml không ghi đơn vị kết thúc khi nào nên chỉ nhắc để xem lại.",
    ),
    wrong: "[[responsibilities]]\nunit = \"so_tnmt\"",
    right: "[[responsibilities]]\nunit = \"so_nnmt\"",
    check: Check::Plan(|context, findings| {
        let gone = |unit: &Unit| unit.historical && unit.level != Some(Level::District);
        units(context, findings, gone);
    }),
};

fn units(context: &Context<'_>, findings: &mut Findings, gone: impl Fn(&Unit) -> bool) {
    if !context.is_surely_after(MERGER) {
        return;
    }
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
        findings.extend(told(&name, &places, message));
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

fn add(passage: &Passage, range: &Range<usize>, found: &mut BTreeMap<String, Vec<Span>>) {
    if let Some(span) = written(passage, range) {
        let name = passage.text[range.clone()].to_owned();
        found.entry(name).or_default().push(span);
    }
}

/// The names in the order of their first places.
fn in_order(found: BTreeMap<String, Vec<Span>>) -> Vec<(String, Vec<Span>)> {
    let mut list: Vec<_> = found.into_iter().collect();
    list.sort_by_key(|(_, places)| places.first().copied());
    list
}

/// One finding for all places of a name.
fn told(name: &str, places: &[Span], message: Message) -> Option<Finding> {
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
        tiers(text).into_iter().map(|range| &text[range]).collect()
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
    fn what_a_province_became_part_of() {
        assert_eq!(with_tier("Bắc Ninh"), "tỉnh Bắc Ninh");
        assert_eq!(with_tier("Huế"), "thành phố Huế");
        assert_eq!(with_tier("Thành phố Hồ Chí Minh"), "Thành phố Hồ Chí Minh");
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
