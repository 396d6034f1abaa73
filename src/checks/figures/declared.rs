//! Figures in running text beside the name of a declared indicator (số liệu ghi cạnh tên chỉ tiêu).

use crate::checks::context::Context;
use crate::checks::facts::figure::{self, agrees, figure, stands_for};
use crate::checks::facts::opening::has_head;
use crate::checks::facts::sentence;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::{Passage, PassageKind};
use crate::plan::Indicator;
use crate::source::Span;
use crate::vi::quantity::{Quantity, quantities};
use crate::vi::text::folded;
use crate::vi::unit;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// The text gives a declared indicator a value that it never has.
pub(super) const FIGURE: Rule = Rule {
    code: Code::warning("TAB023", "figure-in-text-not-declared"),
    ground: Ground::Arithmetic,
    what: words(
        "A figure beside the name of a declared indicator is none of its values",
        "Số liệu ghi cạnh tên chỉ tiêu không phải giá trị nào đã khai của chỉ tiêu đó",
    ),
    why: words(
        "A number that is typed where it is declared elsewhere was forgotten when the other was \
         corrected. Only a number with the indicator's unit right behind its whole name is compared, \
         with its values, changes and target. Silent where the sentence, its heading or the line that \
         opens the list names a place or another level, where the year is not declared, in cells of \
         tables, and where a table has the same number.",
        "Số gõ tay ở chỗ đã có khai báo dễ bị bỏ sót khi số kia được sửa. Chỉ so số cùng đơn vị đứng ngay \
         sau tên đầy đủ của chỉ tiêu với các giá trị, mức tăng giảm và chỉ tiêu phấn đấu đã khai. Không \
         xét khi câu, tiêu đề hay dòng mở đầu danh sách nêu tên một địa bàn hoặc cấp khác, khi năm chưa \
         được khai, trong ô của biểu, và khi biểu nào đó có đúng số ấy.",
    ),
    wrong: "text = \"Cuối năm 2025, số hộ nghèo còn 48 hộ.\"",
    right: "text = \"Cuối năm 2025, số hộ nghèo còn 84 hộ.\"",
    check: Check::Plan(check),
};

/// Words that may stand between a name and its figure.
const BETWEEN: &str = "còn là đạt có ước được hiện chỉ : giảm tăng xuống lên thêm toàn xã ở";

/// Words that may stand before a name in its clause.
const BEFORE: &str = "năm cuối đầu đến hết giảm tăng phấn đấu có hiện nay toàn xã tính kết quả thời điểm đưa duy \
    trì và";

/// Words of a sentence that speaks of more than the plan's own area.
const ELSEWHERE: [&str; 8] = [
    "toàn tỉnh",
    "toàn huyện",
    "cả nước",
    "cả tỉnh",
    "cả huyện",
    "giai đoạn",
    "bình quân",
    "nhiệm kỳ",
];

/// An indicator as the text would name it.
struct Known<'p> {
    indicator: &'p Indicator,
    /// Its name in small letters and one style of tone marks.
    name: String,
    base: &'static str,
}

impl<'p> Known<'p> {
    fn of(indicator: &'p Indicator) -> Option<Self> {
        let name = folded(indicator.name.plain());
        let (base, factor) = unit::unit(indicator.unit.as_ref()?.as_str())?;
        // A name of one syllable is a word of any sentence.
        let long = name.split_whitespace().count() > 1;
        (long && factor == Decimal::ONE).then_some(Self {
            indicator,
            name,
            base,
        })
    }

    /// Its values, changes and targets, each with what it is and where; none where one is undecided.
    fn declared(&self, plan_year: i16) -> Option<Vec<(i16, Decimal, Span)>> {
        let own = self.indicator;
        let mut all = Vec::new();
        for (year, value) in own.values.iter().chain(&own.changes).chain(&own.targets) {
            all.push((*year, value.value?, value.span));
        }
        if let Some(target) = &own.target {
            let year = target.year_in(plan_year);
            for value in target.value.iter().chain(&target.change) {
                all.push((year, value.value?, value.span));
            }
            let before = own
                .value(year.checked_sub(1)?)
                .and_then(|value| value.value);
            if let (Some(before), Some(change)) = (before, target.change) {
                all.push((year, before.checked_add(change.value?)?, change.span));
            }
            if let (Some(before), Some(value)) = (before, target.value) {
                all.push((year, figure::minus(value.value?, before), value.span));
            }
        }
        for pair in own.values.windows(2) {
            if let [(_, before), (year, value)] = pair {
                all.push((
                    *year,
                    figure::minus(value.value?, before.value?),
                    value.span,
                ));
            }
        }
        Some(all)
    }
}

/// Indicators by the word of their name that the fewest others have, so that a text is compared only with
/// those that it may name.
struct Names<'p> {
    known: Vec<Known<'p>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl<'p> Names<'p> {
    fn of(indicators: &'p [Indicator]) -> Self {
        let known: Vec<Known<'p>> = indicators.iter().filter_map(Known::of).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in known.iter().flat_map(|one| runs(&one.name)) {
            *counts.entry(word).or_default() += 1;
        }
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, one) in known.iter().enumerate() {
            let rarest = runs(&one.name).min_by_key(|word| counts.get(word));
            let word = rarest.unwrap_or_default().to_owned();
            by_word.entry(word).or_default().push(place);
        }
        Self { known, by_word }
    }

    /// Those that a text in small letters may name, in order.
    fn within(&self, lower: &str) -> Vec<&Known<'p>> {
        let words = runs(lower).chain([""]);
        let places: BTreeSet<usize> = words
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        let named = places.into_iter().filter_map(|place| self.known.get(place));
        named.filter(|one| lower.contains(&one.name)).collect()
    }
}

/// The runs of letters and digits of a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let all = text.split(|c: char| !c.is_alphanumeric());
    all.filter(|run| !run.is_empty())
}

/// The figures of a text that stand right behind a name.
fn named<'q>(
    text: &str,
    lower: &str,
    name: &str,
    base: &str,
    found: &'q [Quantity],
) -> Vec<(usize, &'q Quantity)> {
    let mut named = Vec::new();
    for (at, _) in lower.match_indices(name) {
        let end = at + name.len();
        let cut = lower[..at].ends_with(char::is_alphanumeric)
            || lower[end..].starts_with(char::is_alphanumeric);
        let Some(next) = found.iter().find(|one| one.range.start >= end) else {
            continue;
        };
        let gap = lower[end..next.range.start].replace(':', " : ");
        let known = |word: &str, words: &str| {
            words.split(' ').any(|one| one == word) || figure::years(word).next().is_some()
        };
        let links =
            |text: &str, words: &str| text.split_whitespace().all(|word| known(word, words));
        let clause = lower[..at]
            .rfind([',', ';', ':', '.', '(', '-', '–'])
            .map_or(0, |mark| mark + 1);
        let before = lower.get(clause..at).unwrap_or_default();
        let led = links(before, BEFORE);
        let exact = next.is_exact() && next.whole.is_none() && next.base() == base;
        // «số hộ nghèo có 12 hộ dân tộc thiểu số» counts some of them.
        let closed = figure::closes(
            text,
            next.end(),
            &["so", "vào", "năm", "cuối", "và", "theo", "tương"],
        );
        let sentence = &lower[sentence::sentence(text, at)];
        let elsewhere = ELSEWHERE.iter().any(|word| sentence.contains(word));
        if !cut && links(&gap, BETWEEN) && led && exact && closed && !elsewhere {
            named.push((at, next));
        }
    }
    named
}

/// Whether a text names a place: «xã Tân Hoa», «thôn 5».
fn names_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [word, next] = pair else { return false };
        let head = format!(
            "{} ",
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        );
        has_head(&head) && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    })
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let names = Names::of(&context.plan.indicators);
    if names.known.is_empty() {
        return;
    }
    // Whether the heading, and the line that opens a list, name a place.
    let (mut heading, mut opening) = (false, false);
    for passage in context.facts.passages {
        match passage.kind {
            PassageKind::Heading(_) => (heading, opening) = (names_place(&passage.text), false),
            PassageKind::Paragraph(_) | PassageKind::Footnote | PassageKind::Title => {
                if !(heading || opening)
                    && figure::is_prose(passage)
                    && passage.text.bytes().any(|byte| byte.is_ascii_digit())
                {
                    findings.extend(undeclared(context, passage, &names));
                }
                if passage.text.trim_end().ends_with(':') {
                    opening = names_place(&passage.text);
                }
            }
            _ => {}
        }
    }
}

fn undeclared(context: &Context<'_>, passage: &Passage, names: &Names<'_>) -> Vec<Finding> {
    let text = &passage.text;
    let lower = folded(text);
    let mut faults = Vec::new();
    let known = names.within(&lower);
    if lower.len() != text.len() || known.is_empty() {
        return faults;
    }
    let found = quantities(text);
    let plan_year = context.plan.document.year.value;
    for one in known {
        for (at, stated) in named(text, &lower, &one.name, one.base, &found) {
            let sentence = sentence::sentence(text, at);
            let Some(mut declared) = one.declared(plan_year) else {
                continue;
            };
            let mut years = figure::years(&text[sentence.clone()]);
            if declared.is_empty()
                || passage.is_made(stated.range.start)
                || names_place(&text[sentence])
                || !years.all(|year| declared.iter().any(|(one, ..)| *one == year))
            {
                continue;
            }
            let is = |value: Decimal| agrees(stated.value, stands_for(value.abs()));
            if declared.iter().any(|(_, value, _)| is(*value)) || in_table(context, stated, &is) {
                continue;
            }
            declared.sort_by_key(|(year, _, span)| (*year, *span));
            declared.dedup_by_key(|(_, _, span)| *span);
            faults.extend(fault(passage, one, stated, &declared));
        }
    }
    faults
}

/// Whether a table has a number with the same unit.
fn in_table(context: &Context<'_>, stated: &Quantity, is: &dyn Fn(Decimal) -> bool) -> bool {
    context.plan.tables.iter().any(|table| {
        let columns = table.columns.iter().filter(|column| {
            let unit = column.unit.as_ref().or(table.unit.as_ref());
            unit.and_then(|unit| unit::unit(unit.as_str()))
                .is_some_and(|(base, _)| base == stated.base())
        });
        columns.into_iter().any(|column| {
            let mut rows = table.rows.iter().chain(&table.total);
            rows.any(|row| {
                table
                    .cell(row, column)
                    .and_then(|cell| cell.number)
                    .is_some_and(is)
            })
        })
    })
}

/// How many declared values a message shows.
const MOST_SHOWN: usize = 12;

fn fault(
    passage: &Passage,
    known: &Known<'_>,
    stated: &Quantity,
    declared: &[(i16, Decimal, Span)],
) -> Option<Finding> {
    let name = known.indicator.name.plain();
    let says = figure::written(&passage.text, stated);
    let shown = |(year, value, _): &(i16, Decimal, Span)| format!("{year}: {}", figure(*value));
    let values: Vec<String> = declared.iter().take(MOST_SHOWN).map(shown).collect();
    let values = values.join("; ");
    let message = Message::new(
        format!("{says} is no declared value of «{name}» ({values})"),
        format!("{says} không phải giá trị nào đã khai của «{name}» ({values})"),
    );
    let place = stated.range.start..stated.end();
    let mut finding = figure::finding(passage, &place, message)?.value("declared", stated.value);
    for (year, _, span) in declared.iter().take(MOST_SHOWN) {
        finding = finding.also(
            *span,
            Message::new(
                format!("declared for {year}"),
                format!("đã khai cho năm {year}"),
            ),
        );
    }
    let id = &known.indicator.id.value;
    Some(finding.help(Message::new(
        format!("write `{{{{ value(id=\"{id}\", year=…) }}}}` in place of the number"),
        format!("ghi `{{{{ value(id=\"{id}\", year=…) }}}}` thay cho con số"),
    )))
}
