//! Lists that the text announces with their number (số mục báo trước và số mục liệt kê).

use crate::checks::context::Context;
use crate::checks::facts::figure;
use crate::checks::facts::item::{Line, MOST_LINES, items};
use crate::checks::facts::opening::{has_head, has_open_end, opens_lines};
use crate::checks::facts::period::{Period, periods};
use crate::checks::facts::sentence;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::document::model::{HeadingStyle, ParagraphStyle};
use crate::document::passage::{Passage, PassageKind};
use crate::vi::quantity::{Quantity, quantities};

/// A list has more or fewer items than the text says.
pub(super) const ITEMS: Rule = Rule {
    code: Code::warning("TAB022", "announced-number-of-items-differs"),
    ground: Ground::Arithmetic,
    what: words(
        "A list has more or fewer items than the text before it says",
        "Số mục liệt kê khác số lượng báo trước",
    ),
    why: words(
        "«tập trung vào 04 nhiệm vụ sau:» announces a list, which follows in the sentence, parted by \
         semicolons, or in lines that are numbered or begin with a dash; «387 hộ/12 xã, cụ thể:» also \
         says how many lines follow. Silent where a paragraph interrupts the list, where a table or \
         nothing follows, and where several things are announced at once that the lines do not name.",
        "«tập trung vào 04 nhiệm vụ sau:» báo trước một danh sách, viết ngay trong câu và cách nhau bằng \
         dấu chấm phẩy, hoặc mỗi dòng một mục có số thứ tự hay gạch đầu dòng; «387 hộ/12 xã, cụ thể:» \
         cũng cho biết số dòng; liệt kê tên («gồm 3 xã: A, B và C», «3 xã (A, B, C)») và hai đầu của một \
         khoảng thời gian («04 ngày (24-27/8)») cũng vậy. Không xét khi có đoạn văn xen giữa danh sách, khi sau đó là bảng hoặc \
         không có gì, và khi báo trước nhiều thứ mà các dòng không gọi tên.",
    ),
    wrong: "text = \"Tập trung vào 04 nhóm giải pháp: hỗ trợ sinh kế; cho vay vốn; đào tạo nghề.\"",
    right: "text = \"Tập trung vào 03 nhóm giải pháp: hỗ trợ sinh kế; cho vay vốn; đào tạo nghề.\"",
    check: Check::Plan(check),
};

/// A list that is not as long as it is said to be.
struct Miscount {
    stated: Quantity,
    items: usize,
    /// The lines of the items, counted from the announcing one; none where they stand in it.
    lines: Vec<usize>,
}

/// The longest list that anybody counts.
const MOST_ITEMS: i64 = 60;

/// How many words may stand between what is counted and the colon.
const MOST_WORDS: usize = 6;

/// What is counted but is no item of a list: people, households, money, measures.
const NO_ITEMS: &str = "%, đồng, hộ, người, nhân khẩu, khẩu, lao động, học sinh, trẻ em, em, cháu, ha, km, tấn, cán bộ";

/// What is counted and is named by lines of its own.
const PLACES: &str = "xã, phường, thị trấn, thôn, bản, buôn, bon, ấp, xóm, huyện, tỉnh";

/// The numbers of a line that announce items, with what stands between each and the colon.
fn announced(text: &str, colon: usize) -> Vec<Quantity> {
    let start = sentence::sentence(text, colon.saturating_sub(1)).start;
    let mut found = quantities(text.get(..colon).unwrap_or_default());
    found.retain(|one| {
        one.range.start >= start
            && one.is_exact()
            && one.whole.is_none()
            && one.value.scale() == 0
            && !one.base().is_empty()
            && !NO_ITEMS.split(", ").any(|unit| unit == one.base())
            && i64::try_from(one.value).is_ok_and(|value| (2..=MOST_ITEMS).contains(&value))
    });
    found
}

/// Whether a number of things leads to the colon behind it: «04 nhiệm vụ trọng tâm sau».
fn leads(text: &str, stated: &Quantity, colon: usize) -> bool {
    let tail = text[stated.end()..colon].trim();
    let words: Vec<&str> = tail.split_whitespace().collect();
    let opens = ["sau", "đây", "gồm", "là", "thể"];
    // «trong 02 đợt triển khai các nội dung sau»: another thing is listed.
    let turns = [
        "các", "những", "thực", "triển", "để", "cho", "theo", "tại", "của", "trong", "được",
    ];
    words.len() <= MOST_WORDS
        && !words.iter().any(|word| turns.contains(word))
        && !tail.contains([';', '.', '('])
        && (!tail.contains(',') || words.last().is_some_and(|word| opens.contains(word)))
}

/// A list in the sentence itself: «03 nhóm chính sách: …; …; …».
fn inside(text: &str) -> Option<Miscount> {
    let (colon, stated) = text.match_indices(':').find_map(|(colon, _)| {
        let stated = announced(text, colon).pop()?;
        leads(text, &stated, colon).then_some((colon, stated))
    })?;
    let end = sentence::sentence(text, colon).end;
    let list = text.get(colon + 1..end)?;
    if list.contains(['(', ':']) {
        return None;
    }
    let items: Vec<&str> = list
        .split(';')
        .filter(|item| !item.trim().is_empty())
        .collect();
    // «12 chỉ tiêu: 10 chỉ tiêu đạt; 02 chỉ tiêu không đạt» is a sum.
    let same = |item: &&str| {
        quantities(item)
            .iter()
            .any(|one| one.base() == stated.base())
    };
    if items.iter().any(same) {
        return None;
    }
    let last = items.last()?;
    let joined = last.contains(" và ") || last.contains("...") || last.contains('…');
    let count = items.len();
    let short = i64::try_from(count).ok()? < i64::try_from(stated.value).ok()?;
    (count > 1 && !(short && joined) && stated.value != count.into()).then(|| Miscount {
        stated,
        items: count,
        lines: Vec::new(),
    })
}

/// A list of names behind a colon or in brackets: «gồm 8 xã: A, B, C và D», «11 xã (A, B, C)».
fn named_inside(text: &str) -> Option<Miscount> {
    let opened = text.match_indices([':', '(']);
    opened.into_iter().find_map(|(at, mark)| {
        let stated = announced(text, at).pop()?;
        let is_near =
            text[stated.end()..at].split_whitespace().count() <= usize::from(mark == ":") * 3;
        let end = match mark {
            "(" => at + text[at..].find(')')?,
            _ => sentence::sentence(text, at).end,
        };
        let list = text.get(at + 1..end)?;
        let is_plain =
            !list.contains(['(', ':', ';']) && !list.bytes().any(|byte| byte.is_ascii_digit());
        let items: Vec<&str> = list.split(',').map(str::trim).collect();
        let is_name = |item: &&str| {
            item.starts_with(char::is_uppercase) && item.split_whitespace().count() <= MOST_WORDS
        };
        let open = has_open_end(list) || !is_near || !is_plain;
        (items.len() > 1 && !open && items.iter().all(is_name)).then_some(())?;
        // «Sở Nông nghiệp và Môi trường» is one name, «A và B» are two.
        let joined: usize = items.iter().map(|item| item.matches(" và ").count()).sum();
        let count = i64::try_from(stated.value).ok()?;
        let most = items.len() + joined;
        let (least, most) = (i64::try_from(items.len()).ok()?, i64::try_from(most).ok()?);
        let near = if count < least { least } else { most };
        (count < least || count > most).then(|| Miscount {
            stated,
            items: usize::try_from(near).unwrap_or_default(),
            lines: Vec::new(),
        })
    })
}

/// A list in the lines behind.
fn behind(lines: &[Line<'_>]) -> Option<Miscount> {
    let (first, rest) = lines.split_first()?;
    let text = first.text.trim_end();
    let colon = text.strip_suffix(':')?.len();
    let mut announced = announced(text, colon);
    announced.dedup_by(|one, other| one.base() == other.base() && one.value == other.value);
    let last = announced.last()?.clone();
    // «12 xã, trong đó có các xã sau:» lists some of them.
    let whole = leads(text, &last, colon) || opens_lines(text).is_some();
    if !whole || text[last.end()..].contains("trong đó") {
        return None;
    }
    if announced.len() > 1 {
        return named(&announced, rest);
    }
    if PLACES.split(", ").any(|place| place == last.base()) {
        // «387 hộ/12 xã, thị trấn cụ thể như sau:»: the lines name the places.
        let items = items(rest);
        let places = items
            .iter()
            .filter_map(|at| rest.get(*at))
            .all(|line| has_head(line.text));
        return miscount(last, if places { items } else { Vec::new() });
    }
    let next = rest.first()?;
    let goes_on = next.kind == first.kind && !first.label.is_empty();
    if !leads(text, &last, colon)
        || goes_on
        || next.kind == PassageKind::Paragraph(ParagraphStyle::Body)
    {
        return None;
    }
    let items = items(rest);
    let lines = items.iter().filter_map(|at| rest.get(*at));
    let same = |line: &Line<'_>| {
        quantities(line.text)
            .iter()
            .any(|one| one.base() == last.base())
    };
    if lines.into_iter().any(same) {
        return None;
    }
    miscount(last, items)
}

/// The fault of a number of items that is not the number of the lines, which are counted from the first
/// behind the announcement.
fn miscount(stated: Quantity, lines: Vec<usize>) -> Option<Miscount> {
    let items = lines.len();
    let lines = lines.into_iter().map(|at| at + 1).collect();
    (items > 1 && stated.value != items.into()).then_some(Miscount {
        stated,
        items,
        lines,
    })
}

/// The lines that begin with what is counted, where several things are: «7 dự án, 11 tiểu dự án:».
fn named(announced: &[Quantity], rest: &[Line<'_>]) -> Option<Miscount> {
    let kind = rest.first()?.kind;
    let near = rest
        .iter()
        .enumerate()
        .take_while(|(_, line)| goes_on(line.kind, kind));
    let texts: Vec<(usize, String)> = near
        .filter(|(_, line)| same_kind(line.kind, kind))
        .map(|(at, line)| (at, line.text.to_lowercase()))
        .collect();
    announced.iter().find_map(|stated| {
        let begins = |text: &str| {
            text.strip_prefix(stated.base())
                .is_some_and(|rest| rest.starts_with(' '))
        };
        let lines = texts
            .iter()
            .filter(|(_, text)| begins(text))
            .map(|(at, _)| *at);
        miscount(stated.clone(), lines.collect())
    })
}

fn same_kind(one: PassageKind, other: PassageKind) -> bool {
    matches!(
        (one, other),
        (PassageKind::Heading(_), PassageKind::Heading(_))
            | (PassageKind::Paragraph(_), PassageKind::Paragraph(_))
    )
}

/// Whether a line can stand in the list that begins with a line of a kind: headings have text below them,
/// up to one of a higher level.
fn goes_on(line: PassageKind, first: PassageKind) -> bool {
    match (line, first) {
        (PassageKind::Heading(own), PassageKind::Heading(first)) => {
            own == first || matches!(own, HeadingStyle::Clause | HeadingStyle::Point)
        }
        (_, PassageKind::Heading(_)) => true,
        _ => same_kind(line, first),
    }
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let passages = context.facts.passages;
    for (at, passage) in passages.iter().enumerate() {
        let text = &passage.text;
        if !figure::is_prose(passage)
            || !text.contains([':', '('])
            || !text.bytes().any(|byte| byte.is_ascii_digit())
        {
            continue;
        }
        let year = context.plan.document.year.value;
        let periods = periods(text, year).into_iter();
        let wrong = periods.filter(|period| period.stated != period.counted);
        findings.extend(wrong.filter_map(|period| length(passage, &period)));
        let found = if text.trim_end().ends_with(':') {
            let lines: Vec<Line<'_>> = passages[at..]
                .iter()
                .take(MOST_LINES)
                .map(Line::from)
                .collect();
            behind(&lines)
        } else {
            inside(text).or_else(|| named_inside(text))
        };
        if let Some(found) = found {
            findings.extend(finding(&passages[at..], &found));
        }
    }
}

/// The finding of a period that is not as long as it is said to be.
fn length(passage: &Passage, period: &Period) -> Option<crate::diag::Finding> {
    let says = passage.text.get(period.range.clone())?;
    let (ends, counted) = (passage.text.get(period.ends.clone())?, period.counted);
    let message = Message::new(
        format!("{ends} are {counted}, but the text says {says}"),
        format!("{ends} là {counted}, lời văn ghi {says}"),
    );
    let finding = figure::finding(passage, &period.range, message)?;
    let also = Message::new("from here to there", "khoảng thời gian");
    Some(
        figure::also(finding, passage, &period.ends, also)
            .value("declared", period.stated)
            .value("computed", counted)
            .help(Message::new(
                "correct the number, or the period",
                "sửa lại số lượng, hoặc khoảng thời gian",
            )),
    )
}

fn finding(passages: &[Passage], found: &Miscount) -> Option<crate::diag::Finding> {
    let passage = passages.first()?;
    let says = figure::written(&passage.text, &found.stated);
    let off = figure::minus(found.stated.value, found.items.into());
    let message = Message::new(
        format!(
            "the text says {says}, {} are listed (difference {})",
            found.items,
            figure::difference(off)
        ),
        format!(
            "lời văn ghi {says}, liệt kê {} mục (chênh {})",
            found.items,
            figure::difference(off)
        ),
    );
    let place = found.stated.range.start..found.stated.end();
    let mut finding = figure::finding(passage, &place, message)?;
    for (number, line) in (1..).zip(&found.lines).take(12) {
        if let Some(item) = passages.get(*line) {
            let start: usize = item.text.chars().take(12).map(char::len_utf8).sum();
            finding = figure::also(
                finding,
                item,
                &(0..start),
                Message::new(format!("item {number}"), format!("mục {number}")),
            );
        }
    }
    Some(
        finding
            .value("declared", found.stated.value)
            .value("computed", found.items)
            .value("difference", off)
            .help(Message::new(
                "correct the number, or complete the list",
                "sửa lại số lượng, hoặc bổ sung mục còn thiếu",
            )),
    )
}

/// The miscounts of the first line, for tests.
#[cfg(test)]
pub(super) fn miscounts(lines: &[Line<'_>]) -> Vec<String> {
    let found = lines
        .first()
        .and_then(|line| inside(line.text).or_else(|| named_inside(line.text)))
        .or_else(|| behind(lines));
    found
        .iter()
        .map(|one| format!("{}≠{}", one.stated.value, one.items))
        .collect()
}
