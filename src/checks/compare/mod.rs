//! Two plans side by side (đối chiếu hai kế hoạch): numbers, names, units of measure, indicators.

pub(super) mod money;

use crate::plan::{Indicator, Plan};
use crate::spec::Text;
use crate::vi;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// Whether two stated numbers are one: with as many decimals each, the same; else the finer, rounded,
/// is the coarser.
pub fn agree(one: Decimal, other: Decimal) -> bool {
    if one.scale() == other.scale() {
        return one == other;
    }
    let coarse = one.scale().min(other.scale());
    within(one, other, half(coarse))
}

/// Whether two numbers are no further apart than a distance.
pub fn within(one: Decimal, other: Decimal, distance: Decimal) -> bool {
    one.checked_sub(other)
        .is_some_and(|difference| difference.abs() <= distance)
}

/// How far a number with decimals may be from what it was rounded from; whole numbers are exact.
pub fn slack(value: Decimal) -> Decimal {
    match value.scale() {
        0 => Decimal::ZERO,
        scale => half(scale),
    }
}

/// Half a unit of the last of so many decimals.
fn half(scale: u32) -> Decimal {
    Decimal::try_new(5, scale + 1).unwrap_or_default()
}

/// A number with its unit of measure, as a sentence says it: «84 hộ», «5,22%».
pub fn with_unit(value: Decimal, unit: Option<&Text>) -> String {
    let number = vi::number::format(&value);
    match unit {
        Some(unit) if unit.value.starts_with('%') => format!("{number}{}", unit.value),
        Some(unit) => format!("{number} {}", unit.value),
        None => number,
    }
}

/// How much more one number is than another, with its sign: «+2», «-0,82».
pub fn signed(one: Decimal, other: Decimal) -> String {
    vi::number::signed(&one.checked_sub(other).unwrap_or_default())
}

/// Two numbers in the larger of their units of measure; none where those cannot be compared.
pub fn common(
    one: (Decimal, Option<&Text>),
    other: (Decimal, Option<&Text>),
) -> Option<(Decimal, Decimal)> {
    let (Some(a), Some(b)) = (one.1, other.1) else {
        return Some((one.0, other.0));
    };
    if a.value == b.value {
        return Some((one.0, other.0));
    }
    let (a, b) = (Measure::of(&a.value), Measure::of(&b.value));
    if !a.is_like(&b) {
        return None;
    }
    let most = a.zeros.max(b.zeros);
    Some((
        smaller(one.0, most - a.zeros)?,
        smaller(other.0, most - b.zeros)?,
    ))
}

/// A number divided by a power of ten, with all its digits.
fn smaller(value: Decimal, zeros: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() + zeros).ok()
}

/// Whether two units of measure are one, whatever their spelling.
pub fn same_unit(one: &str, other: &str) -> bool {
    let (one, other) = (Measure::of(one), Measure::of(other));
    one.is_like(&other) && one.zeros == other.zeros
}

/// A unit of measure (đơn vị tính) taken apart: «triệu đồng/người» is money, six zeros, per «người».
struct Measure {
    what: String,
    zeros: u32,
    per: String,
}

impl Measure {
    fn of(unit: &str) -> Self {
        let (head, per) = unit.split_once('/').unwrap_or((unit, ""));
        let words = plain(&head.replace('%', " phần trăm "));
        let zeros = match words.as_str() {
            "đồng" | "vnđ" | "đ" => Some(0),
            "nghìn đồng" | "ngàn đồng" | "1 000 đồng" | "1000 đồng" | "1000đ" => {
                Some(3)
            }
            "triệu đồng" | "triệu" | "trđ" | "tr đ" | "tr đồng" | "1 000 000 đồng" => {
                Some(6)
            }
            "tỉ đồng" | "tỉ" => Some(9),
            _ => None,
        };
        Self {
            what: zeros.map_or(words, |_| "đồng".to_owned()),
            zeros: zeros.unwrap_or(0),
            per: plain(per),
        }
    }

    /// Whether numbers of both can be compared: «hộ» and «hộ nghèo» count the same.
    fn is_like(&self, other: &Self) -> bool {
        let begins = |long: &str, short: &str| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.per == other.per
            && (begins(&self.what, &other.what) || begins(&other.what, &self.what))
    }
}

/// The words of a name without what does not tell names apart: capitals, punctuation, the style of
/// tone marks, i or y («tỉ lệ», «tỷ lệ»), and the year that it is of.
pub fn plain(text: &str) -> String {
    let letters: String = vi::text::folded(text)
        .chars()
        .map(|c| match c {
            'y' => 'i',
            'ý' => 'í',
            'ỳ' => 'ì',
            'ỷ' => 'ỉ',
            'ỹ' => 'ĩ',
            'ỵ' => 'ị',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    let mut words: Vec<&str> = Vec::new();
    for word in letters.split_whitespace() {
        let is_year = word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit());
        if is_year {
            if words.last() == Some(&"năm") {
                words.pop();
            }
        } else {
            words.push(word);
        }
    }
    words.join(" ")
}

/// How much of the shorter of two texts stands in the other, by different words, in percent.
pub fn likeness(one: &HashSet<&str>, other: &HashSet<&str>) -> usize {
    let shared = one.intersection(other).count();
    (shared * 100)
        .checked_div(one.len().min(other.len()))
        .unwrap_or(0)
}

/// Two indicators of different plans that are one.
#[derive(Debug, Clone, Copy)]
pub struct Counterpart<'p> {
    /// The other plan's.
    pub other: &'p Indicator,
    /// Whether its name is the same, loosely.
    pub same_name: bool,
}

/// The indicators of a plan as another plan may know them.
#[derive(Debug)]
pub struct Counterparts<'p> {
    by_id: HashMap<&'p str, (&'p Indicator, String)>,
    /// None where several have the name.
    by_name: HashMap<String, Option<&'p Indicator>>,
    /// The names in the plan that asks.
    asked: HashSet<String>,
}

impl<'p> Counterparts<'p> {
    /// The indicators of `other`, for those of `plan`.
    pub fn new(other: &'p Plan, plan: &Plan) -> Self {
        let mut by_id = HashMap::new();
        let mut by_name: HashMap<String, Option<&'p Indicator>> = HashMap::new();
        for indicator in &other.indicators {
            let name = plain(indicator.name.plain());
            by_name
                .entry(name.clone())
                .and_modify(|known| *known = None)
                .or_insert(Some(indicator));
            by_id.insert(indicator.id.as_str(), (indicator, name));
        }
        let asked = plan
            .indicators
            .iter()
            .map(|i| plain(i.name.plain()))
            .collect();
        Self {
            by_id,
            by_name,
            asked,
        }
    }

    /// The one that an indicator is: the same id and name; else the same name, for ids are
    /// renumbered; else the same id with a name that is much like it.
    pub fn of(&self, indicator: &Indicator) -> Option<Counterpart<'p>> {
        let name = plain(indicator.name.plain());
        let same = |other| Counterpart {
            other,
            same_name: true,
        };
        let by_id = self.by_id.get(indicator.id.as_str());
        if let Some((other, known)) = by_id
            && *known == name
        {
            return Some(same(other));
        }
        if let Some(other) = self.by_name.get(&name).copied().flatten()
            && units_alike(indicator, other)
        {
            return Some(same(other));
        }
        let (other, known) = by_id?;
        let words = |text| str::split_whitespace(text).collect::<HashSet<&str>>();
        let renamed = !self.asked.contains(known) && likeness(&words(&name), &words(known)) >= 60;
        renamed.then_some(Counterpart {
            other,
            same_name: false,
        })
    }
}

fn units_alike(one: &Indicator, other: &Indicator) -> bool {
    match (&one.unit, &other.unit) {
        (Some(one), Some(other)) => Measure::of(&one.value).is_like(&Measure::of(&other.value)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources, Span};
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn text(value: &str) -> Text {
        let source = Sources::default().add(Source::new("a.toml".into(), String::new()));
        let span = Span::new(source, 0..0);
        let value = value.to_owned();
        Text { value, span }
    }

    #[test]
    fn a_rounded_number_agrees_with_what_it_was_rounded_from() {
        for (one, other) in [
            ("84", "84"),
            ("5.22", "5.2"),
            ("5.25", "5.3"),
            ("5.25", "5.2"),
            ("5", "5.00"),
        ] {
            assert!(agree(dec(one), dec(other)), "{one} {other}");
        }
        for (one, other) in [
            ("84", "85"),
            ("5.22", "5.23"),
            ("5.26", "5.2"),
            ("84", "-84"),
        ] {
            assert!(!agree(dec(one), dec(other)), "{one} {other}");
        }
    }

    #[test]
    fn a_distance_may_be_reached_and_not_passed() {
        for (other, near) in [
            ("5", true),
            ("5.5", true),
            ("4.5", true),
            ("5.6", false),
            ("4.4", false),
        ] {
            assert_eq!(within(dec("5"), dec(other), dec("0.5")), near, "{other}");
        }
        assert_eq!(slack(dec("84")), dec("0"));
        assert_eq!(slack(dec("5.2")), dec("0.05"));
        assert_eq!(slack(dec("5.20")), dec("0.005"));
    }

    #[test]
    fn numbers_are_said_as_in_a_sentence() {
        assert_eq!(with_unit(dec("84"), Some(&text("hộ"))), "84 hộ");
        assert_eq!(with_unit(dec("5.22"), Some(&text("%"))), "5,22%");
        assert_eq!(with_unit(dec("1609"), None), "1.609");
        assert_eq!(signed(dec("84"), dec("82")), "+2");
        assert_eq!(signed(dec("5.22"), dec("6.04")), "-0,82");
    }

    #[test]
    fn names_are_one_whatever_their_spelling() {
        for (one, other) in [
            ("Tỷ lệ hộ nghèo năm 2023", "Tỉ lệ hộ nghèo"),
            ("Số hộ khoẻ", "số hộ  khỏe"),
            ("Số hộ nghèo (đa chiều)", "Số hộ nghèo đa chiều"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        assert_ne!(plain("Số hộ nghèo"), plain("Số hộ cận nghèo"));
        assert_ne!(plain("Diện tích 1500 ha"), plain("Diện tích ha"));
    }

    #[test]
    fn a_year_is_of_this_century_or_the_last_and_takes_its_word_along() {
        for (name, expected) in [
            ("Số hộ nghèo năm 2025", "số hộ nghèo"),
            ("Số hộ nghèo 1999", "số hộ nghèo"),
            ("Số hộ nghèo đầu kỳ 2025", "số hộ nghèo đầu kì"),
            ("Diện tích 1899 ha", "diện tích 1899 ha"),
            ("Diện tích 2100 ha", "diện tích 2100 ha"),
            ("Diện tích 20155 ha", "diện tích 20155 ha"),
            ("Mã 20a5", "mã 20a5"),
            ("Số năm", "số năm"),
            ("y ý ỳ ỷ ỹ ỵ", "i í ì ỉ ĩ ị"),
        ] {
            assert_eq!(plain(name), expected);
        }
    }

    #[test]
    fn likeness_is_the_share_of_the_shorter_text() {
        let of = |one: &str, other: &str| {
            let words = |text| str::split_whitespace(text).collect::<HashSet<&str>>();
            likeness(&words(one), &words(other))
        };
        assert_eq!(of("số hộ nghèo", "hộ nghèo"), 100);
        assert_eq!(of("số hộ nghèo", "số hộ cận"), 66);
        assert_eq!(of("hộ", "người"), 0);
        assert_eq!(of("", "hộ"), 0);
    }

    #[test]
    fn units_are_one_or_differ_by_a_power_of_ten() {
        assert!(same_unit("triệu đồng", "Trđ"));
        assert!(same_unit("%", "phần trăm"));
        assert!(same_unit("Hộ", "hộ nghèo"));
        assert!(!same_unit("triệu đồng", "tỷ đồng"));
        assert!(!same_unit("người", "lượt người"));
        assert!(!same_unit("kg", "kg/người"));
        let money = |a: &str, x: &str, b: &str, y: &str| {
            common((dec(a), Some(&text(x))), (dec(b), Some(&text(y))))
        };
        assert_eq!(
            money("1234567", "nghìn đồng", "1235", "triệu đồng"),
            Some((dec("1234.567"), dec("1235")))
        );
        assert_eq!(
            money("1235", "triệu đồng", "1234567", "nghìn đồng"),
            Some((dec("1235"), dec("1234.567")))
        );
        assert_eq!(money("5", "hộ", "5", "%"), None);
        assert_eq!(money("5", "hộ", "6", "hộ"), Some((dec("5"), dec("6"))));
        let one = (dec("5"), Some(&text("hộ")));
        assert_eq!(common(one, (dec("6"), None)), Some((dec("5"), dec("6"))));
        assert_eq!(common((dec("6"), None), one), Some((dec("6"), dec("5"))));
        for unit in ["đồng", "VNĐ", "đ"] {
            assert!(same_unit(unit, "đồng"), "{unit}");
        }
        for unit in ["ngàn đồng", "1.000 đồng", "1000 đồng", "1000đ"] {
            assert!(same_unit(unit, "nghìn đồng"), "{unit}");
        }
        for unit in ["triệu", "trđ", "tr.đ", "tr.đồng", "1.000.000 đồng"] {
            assert!(same_unit(unit, "triệu đồng"), "{unit}");
        }
        for unit in ["tỉ đồng", "tỷ"] {
            assert!(same_unit(unit, "tỷ đồng"), "{unit}");
        }
        assert!(same_unit("triệu đồng/người", "trđ/người"));
        assert!(!same_unit("triệu đồng/người", "triệu đồng/hộ"));
        assert!(!same_unit("hộ", "hội viên") && same_unit("hộ nghèo", "hộ"));
    }

    proptest! {
        #[test]
        fn numbers_agree_in_any_order_and_with_themselves(
            a in any::<i64>(), b in any::<i64>(), x in 0_u32..=28, y in 0_u32..=28,
        ) {
            let (a, b) = (Decimal::from_i128_with_scale(a.into(), x), Decimal::from_i128_with_scale(b.into(), y));
            prop_assert_eq!(agree(a, b), agree(b, a));
            prop_assert!(agree(a, a));
        }
    }
}
