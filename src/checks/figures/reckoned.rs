//! Figures that the text reckons out itself: products («15 hộ x 40 triệu đồng/hộ = 600 triệu đồng»), one amount in two
//! units («1.500 triệu đồng (1,5 tỷ đồng)»), what is left of what was there («đầu kỳ … phát sinh … giải quyết … còn lại …»).

use crate::checks::arithmetic::{Exact, Interval};
use crate::checks::context::Context;
use crate::checks::facts::figure::{self, figure, stands_for};
use crate::checks::facts::sentence::sentence;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::Passage;
use crate::vi;
use crate::vi::quantity::{Quantity, Sense, quantities};
use rust_decimal::Decimal;

/// A product in the text is not that of its factors.
pub(super) const PRODUCT: Rule = Rule {
    code: Code::error("IND025", "product-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "A product in the text is not what its factors make",
        "Tích số trong lời văn không bằng các thừa số nhân với nhau",
    ),
    why: words(
        "«15 hộ x 40 triệu đồng/hộ = 600 triệu đồng» can be worked out. Only what stands between «x» or «×» \
         and «=» is read; factors that are bounds or rough are not.",
        "«15 hộ x 40 triệu đồng/hộ = 600 triệu đồng» thì tính lại được. Chỉ xét các số nối bằng «x», «×» và \
         «=»; không xét số chỉ là mức trên, dưới, khoảng.",
    ),
    wrong: "text = \"Hỗ trợ 15 hộ x 40 triệu đồng/hộ = 650 triệu đồng.\"",
    right: "text = \"Hỗ trợ 15 hộ x 40 triệu đồng/hộ = 600 triệu đồng.\"",
    check: Check::Plan(products),
};

/// An amount is repeated in brackets in another unit, and is another one there.
pub(super) const AGAIN: Rule = Rule {
    code: Code::error("IND026", "amount-again-in-another-unit-differs"),
    ground: Ground::Arithmetic,
    what: words(
        "An amount is said again in another unit and is another one there",
        "Số tiền nhắc lại theo đơn vị khác lại là số khác",
    ),
    why: words(
        "«1.500 triệu đồng (1,5 tỷ đồng)» says one amount twice. What is rounded or cut off in the second is \
         right. Amounts in one unit are two amounts, and not compared.",
        "«1.500 triệu đồng (1,5 tỷ đồng)» nói một số tiền hai lần. Số thứ hai được làm tròn hoặc bỏ bớt số \
         lẻ. Hai số cùng đơn vị là hai số tiền, không so.",
    ),
    wrong: "text = \"Tổng kinh phí 1.500 triệu đồng (15 tỷ đồng).\"",
    right: "text = \"Tổng kinh phí 1.500 triệu đồng (1,5 tỷ đồng).\"",
    check: Check::Plan(agains),
};

/// What is left is not what was there and came less what was done.
pub(super) const BALANCE: Rule = Rule {
    code: Code::error("IND027", "balance-in-text-wrong"),
    ground: Ground::Arithmetic,
    what: words(
        "What is left is not what was there and what came, less what was done",
        "Số còn lại không bằng số đầu kỳ cộng số phát sinh trừ số đã giải quyết",
    ),
    why: words(
        "«Đầu năm 12 hồ sơ, tiếp nhận mới 30 hồ sơ, giải quyết 35 hồ sơ, còn lại 7 hồ sơ» can be worked out. \
         Silent unless the sentence says all four, in one unit and in this order.",
        "«Đầu năm 12 hồ sơ, tiếp nhận mới 30 hồ sơ, giải quyết 35 hồ sơ, còn lại 7 hồ sơ» thì tính lại được. \
         Chỉ xét khi câu nêu đủ bốn số, cùng đơn vị và theo thứ tự này.",
    ),
    wrong: "text = \"Đầu năm 12 hồ sơ, tiếp nhận mới 30 hồ sơ, đã giải quyết 35 hồ sơ, còn lại 8 hồ sơ.\"",
    right: "text = \"Đầu năm 12 hồ sơ, tiếp nhận mới 30 hồ sơ, đã giải quyết 35 hồ sơ, còn lại 7 hồ sơ.\"",
    check: Check::Plan(balances),
};

/// Figures that make another one, with what they make.
struct Reckoned {
    terms: Vec<Quantity>,
    stated: Quantity,
    /// Before, between and behind the terms, as a calculation is written.
    calculation: String,
    /// What they make, in the base of the stated figure's unit.
    computed: Decimal,
}

/// The values that a figure stands for, in the base of its unit.
fn interval(quantity: &Quantity) -> Option<Interval> {
    let factor = quantity.measure.as_ref();
    let factor = factor.map_or(Decimal::ONE, |measure| measure.factor);
    stands_for(quantity.value).times(Interval::exactly(Exact::of(factor)))
}

/// Whether a figure says one value, be it for each of something.
fn is_plain(quantity: &Quantity) -> bool {
    let is_each = quantity.sense == Sense::Each && quantity.per.is_some();
    (quantity.is_exact() || is_each) && quantity.whole.is_none()
}

/// The text between two figures without what the first is for each of.
fn between<'t>(text: &'t str, one: &Quantity, next: &Quantity) -> &'t str {
    let start = one.noun.as_ref().map_or(one.end(), |noun| noun.end);
    let gap = text.get(start..next.range.start).unwrap_or_default();
    let per = one.per.map(|per| (gap.trim_start().strip_prefix('/'), per));
    let rest = per.and_then(|(rest, per)| rest?.trim_start().strip_prefix(per));
    rest.unwrap_or(gap).trim_matches([' ', '\u{a0}'])
}

fn wrong_products(text: &str) -> Vec<Reckoned> {
    let found = quantities(text);
    let mut wrong = Vec::new();
    let mut at = 0;
    while at < found.len() {
        let times = |index: &usize| {
            let pair = found.get(*index).zip(found.get(index + 1));
            pair.is_some_and(|(one, next)| {
                matches!(between(text, one, next), "x" | "X" | "×" | "*")
            })
        };
        let last = at + (at..found.len()).take_while(times).count();
        let terms = &found[at..=last];
        let stated = found.get(last + 1);
        let stated = stated.filter(|stated| between(text, &found[last], stated) == "=");
        if let Some(stated) = stated.filter(|_| last > at)
            && terms.iter().chain([stated]).all(is_plain)
        {
            wrong.extend(wrong_product(text, terms, stated));
        }
        at = last + 1;
    }
    wrong
}

/// A product in words: «20 bộ máy tính, đơn giá 15 triệu đồng/bộ, thành tiền 300 triệu đồng», «15 hộ, mỗi hộ 40 triệu
/// đồng, tổng số tiền 600 triệu đồng».
fn wrong_prices(text: &str) -> Vec<Reckoned> {
    const TOTALS: [&str; 6] = [
        "thành tiền",
        "tổng số tiền",
        "tổng tiền",
        "tổng cộng",
        "tổng kinh phí",
        "tổng",
    ];
    let found = quantities(text);
    let priced = found.windows(3).filter_map(|run| {
        let [count, price, stated] = run else {
            return None;
        };
        let bounds = sentence(text, count.range.start);
        let is_money = price.base() == "đồng" && stated.base() == "đồng";
        let plain = count.is_exact() && count.whole.is_none() && stated.is_exact();
        let own = count.counted(text);
        let first = own.split(' ').next().unwrap_or_default();
        let before = vi::text::lower(text.get(count.end()..price.range.start)?);
        let of_each = price.per.is_some_and(|per| per == own || per == first)
            || !own.is_empty() && before.trim_end().ends_with(&format!("mỗi {own}"));
        let said = vi::text::lower(text.get(price.end()..stated.range.start)?);
        let is_total = TOTALS.iter().any(|word| said.contains(word));
        let near = stated.range.start < bounds.end && price.sense == Sense::Each;
        (is_money && plain && of_each && is_total && near && own != "đồng").then_some(())?;
        wrong_product(text, &[count.clone(), price.clone()], stated)
    });
    priced.collect()
}

fn wrong_product(text: &str, terms: &[Quantity], stated: &Quantity) -> Option<Reckoned> {
    let mut all = Interval::exactly(Exact::whole(1));
    let mut computed = Decimal::ONE;
    for term in terms {
        all = all.times(interval(term)?)?;
        computed = computed.checked_mul(term.in_base()?)?;
    }
    if all.meets(interval(stated)?) {
        return None;
    }
    let written: Vec<&str> = terms
        .iter()
        .map(|term| figure::written(text, term))
        .collect();
    Some(Reckoned {
        terms: terms.to_vec(),
        stated: stated.clone(),
        calculation: written.join(" × "),
        computed,
    })
}

fn wrong_agains(text: &str) -> Vec<Reckoned> {
    let found = quantities(text);
    let pairs = found.windows(2).filter_map(|pair| {
        let [first, again] = pair else { return None };
        let is_money =
            |one: &Quantity| one.base() == "đồng" && one.is_exact() && one.whole.is_none();
        let opened = text.get(first.end()..again.range.start)?.trim();
        let opened = opened.strip_prefix('(')?.trim();
        let is_again = ["", "tương đương", "tức", "hay", "bằng"].contains(&opened);
        let closed = text.get(again.end()..)?.trim_start().starts_with(')');
        let units = first.measure.as_ref()?.factor != again.measure.as_ref()?.factor;
        let is_pair = is_money(first) && is_money(again) && is_again && closed && units;
        if !is_pair
            || interval(first)?.meets(
                Interval::printed(again.value)
                    .times(Interval::exactly(Exact::of(again.measure.as_ref()?.factor)))?,
            )
        {
            return None;
        }
        Some(Reckoned {
            terms: vec![first.clone()],
            stated: again.clone(),
            calculation: figure::written(text, first).to_owned(),
            computed: first.in_base()?,
        })
    });
    pairs.collect()
}

/// What says each of the four figures of a balance, in its order.
const STEPS: [&[&str]; 4] = [
    &[
        "đầu kỳ",
        "đầu năm",
        "đầu tháng",
        "đầu quý",
        "kỳ trước",
        "năm trước chuyển",
        "tồn đầu",
    ],
    &[
        "tiếp nhận",
        "phát sinh",
        "nhận mới",
        "trong kỳ nhận",
        "tăng thêm",
    ],
    &["giải quyết", "xử lý", "giảm", "trả"],
    &[
        "còn lại",
        "cuối kỳ",
        "cuối năm",
        "chuyển sang",
        "chưa giải quyết",
        "tồn",
    ],
];

fn wrong_balances(text: &str) -> Vec<Reckoned> {
    let found = quantities(text);
    let runs = found.windows(STEPS.len()).filter_map(|run| {
        let [opening, arisen, settled, closing] = run else {
            return None;
        };
        let bounds = sentence(text, opening.range.start);
        let counted = opening.counted(text);
        let same = run.iter().all(|one| {
            is_plain(one)
                && one.counted(text) == counted
                && one.range.start < bounds.end
                && !matches!(one.base(), "%")
        });
        let said = |at: usize| {
            let start = match at {
                0 => bounds.start,
                _ => run[at - 1].end(),
            };
            let words = vi::text::lower(text.get(start..run[at].range.start)?);
            STEPS[at]
                .iter()
                .any(|word| words.contains(word))
                .then_some(())
        };
        (same && !counted.is_empty() && (0..STEPS.len()).all(|at| said(at).is_some()))
            .then_some(())?;
        let computed = opening.in_base()?.checked_add(arisen.in_base()?)?;
        let computed = computed.checked_sub(settled.in_base()?)?;
        let all = interval(opening)?
            .plus(interval(arisen)?)?
            .minus(interval(settled)?)?;
        if all.meets(interval(closing)?) {
            return None;
        }
        let [one, two, three] = [opening, arisen, settled].map(|one| figure(one.value));
        Some(Reckoned {
            terms: run[..3].to_vec(),
            stated: closing.clone(),
            calculation: format!("{one} + {two} - {three}"),
            computed,
        })
    });
    runs.collect()
}

fn products(context: &Context<'_>, findings: &mut Findings) {
    all(context, &["=", "×"], wrong_products, findings);
    all(context, &["giá", "mỗi", "/"], wrong_prices, findings);
}

fn agains(context: &Context<'_>, findings: &mut Findings) {
    all(context, &["("], wrong_agains, findings);
}

fn balances(context: &Context<'_>, findings: &mut Findings) {
    all(context, &["đầu", "trước"], wrong_balances, findings);
}

fn all(
    context: &Context<'_>,
    words: &[&str],
    wrong: fn(&str) -> Vec<Reckoned>,
    findings: &mut Findings,
) {
    for passage in figure::passages(context.facts.passages, words) {
        let wrong = wrong(&passage.text).into_iter();
        findings.extend(wrong.filter_map(|wrong| finding(passage, &wrong)));
    }
}

fn finding(passage: &Passage, wrong: &Reckoned) -> Option<Finding> {
    let text = &passage.text;
    let stated = &wrong.stated;
    let factor = stated
        .measure
        .as_ref()
        .map_or(Decimal::ONE, |own| own.factor);
    let computed = wrong.computed.checked_div(factor)?.normalize();
    let unit = text.get(stated.range.end..stated.end()).unwrap_or_default();
    let (shown, says) = (figure(computed), figure::written(text, stated));
    let calculation = &wrong.calculation;
    let message = Message::new(
        format!("{calculation} = {shown}{unit}, but the text says {says}"),
        format!("{calculation} = {shown}{unit}, lời văn ghi {says}"),
    );
    let mut finding = figure::finding(passage, &(stated.range.start..stated.end()), message)?;
    for term in &wrong.terms {
        let reckoned = Message::new("reckoned with", "số dùng để tính");
        finding = figure::also(finding, passage, &term.range, reckoned);
    }
    Some(
        finding
            .value("declared", stated.value)
            .value("computed", computed)
            .help(Message::new(
                "correct the result, or the number that is wrong",
                "sửa lại kết quả, hoặc con số nào ghi sai",
            )),
    )
}

/// The contradictions of a text, for tests.
#[cfg(test)]
pub(super) fn faults(text: &str) -> Vec<String> {
    let all = [wrong_products, wrong_prices, wrong_agains, wrong_balances];
    let all = all.iter().flat_map(|wrong| wrong(text));
    all.map(|wrong| format!("{} = {}", wrong.calculation, wrong.computed.normalize()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_text_reckons_is_reckoned_again() {
        for (text, expected) in [
            (
                "15 hộ x 40 triệu đồng/hộ = 650 triệu đồng",
                "15 hộ × 40 triệu đồng = 600000000",
            ),
            (
                "2 lớp × 30 người × 100.000 đồng = 6.100.000 đồng",
                "2 lớp × 30 người × 100.000 đồng = 6000000",
            ),
            (
                "1.500 triệu đồng (15 tỷ đồng)",
                "1.500 triệu đồng = 1500000000",
            ),
            (
                "đầu năm 12 hồ sơ, tiếp nhận 30 hồ sơ, giải quyết 35 hồ sơ, còn lại 8 hồ sơ",
                "12 + 30 - 35 = 7",
            ),
        ] {
            assert_eq!(faults(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_comes_out_or_is_not_reckoned_is_left_alone() {
        for text in [
            "15 hộ x 40 triệu đồng/hộ = 600 triệu đồng",
            "15 hộ x 40 triệu đồng/hộ = 0,6 tỷ đồng",
            "khoảng 15 hộ x 40 triệu đồng/hộ = 650 triệu đồng",
            "khổ giấy 15 x 40 cm",
            "mua 20 bộ máy tính, đơn giá 15 triệu đồng/bộ, thành tiền 300 triệu đồng",
            "mua 20 bộ máy tính, đơn giá 15 triệu đồng/bộ, vận chuyển 5 triệu đồng",
            "15 hộ, mỗi thôn 40 triệu đồng, tổng số tiền 650 triệu đồng",
            "1.500 triệu đồng (1,5 tỷ đồng), 1.549 triệu đồng (tương đương 1,5 tỷ đồng)",
            "500 triệu đồng (300 triệu đồng), 500 triệu đồng (trong đó 0,3 tỷ đồng)",
            "đầu năm 12 hồ sơ, tiếp nhận 30 hồ sơ, giải quyết 35 hồ sơ, còn lại 7 hồ sơ",
            "đầu năm 12 hồ sơ, tiếp nhận 30 hồ sơ, giải quyết 35 người, còn lại 8 hồ sơ",
            "đầu năm giảm 12 hộ, giữa năm 30 hộ, cuối năm 35 hộ, cả năm 80 hộ",
        ] {
            assert_eq!(faults(text), [""; 0], "{text}");
        }
    }
}
