//! The style profile: every size, margin and distance, inside the decree's ranges.

use crate::diag::{Diagnostic, Message, code};
use crate::document::model::THIRD_SIGN;
use crate::source::{Source, Sources};
use crate::spec::{self, Expect, Fields, Figure, Text, doc};
use crate::vi;
use rust_decimal::Decimal;

/// What a profile's number is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Millimetres.
    Mm,
    /// Points.
    Pt,
    /// A plain factor.
    Factor,
    /// A word: the name of a typeface, a sign.
    Name,
}

/// The numbers that a key may have.
#[derive(Debug, Clone, Copy)]
enum Range {
    /// From one to another, and the clause that says so.
    Between(&'static str, &'static str, &'static str),
    /// One of two, and the clause that says so.
    Either(&'static str, &'static str, &'static str),
    /// What the decree leaves free, but the page does not.
    Free(&'static str, &'static str),
}

use Range::{Between, Either, Free};
use Unit::{Factor, Mm, Name, Pt};

type Key = (&'static str, Unit, Range);

/// All keys of the profile, by table, with the ranges of Decree 30/2020/NĐ-CP, Annex I, Part I.
const TABLES: &[(&str, &[Key])] = &[
    (
        "page",
        &[
            ("top", Mm, Between("20", "25", "I.3")),
            ("bottom", Mm, Between("20", "25", "I.3")),
            ("left", Mm, Between("30", "35", "I.3")),
            ("right", Mm, Between("15", "20", "I.3")),
        ],
    ),
    (
        "font",
        &[
            ("family", Name, Free("", "")),
            ("docx_family", Name, Free("", "")),
        ],
    ),
    (
        "size",
        &[
            ("national_name", Pt, Between("12", "13", "II.1.a")),
            ("motto", Pt, Between("13", "14", "II.1.b")),
            ("parent_body", Pt, Between("12", "13", "II.2.b")),
            ("issuing_body", Pt, Between("12", "13", "II.2.b")),
            ("number", Pt, Between("13", "13", "II.3.c")),
            ("place_date", Pt, Between("13", "14", "II.4.c")),
            ("kind", Pt, Between("13", "14", "II.5.b")),
            ("title", Pt, Between("13", "14", "II.5.b")),
            ("basis", Pt, Between("13", "14", "II.6.a")),
            ("body", Pt, Between("13", "14", "II.6.e")),
            ("part", Pt, Between("13", "14", "II.6.đ")),
            ("section", Pt, Between("13", "14", "II.6.đ")),
            ("table", Pt, Free("8", "14")),
            ("table_note", Pt, Free("8", "14")),
            ("signer", Pt, Between("13", "14", "II.7.đ")),
            ("recipients_label", Pt, Between("12", "12", "II.9.d")),
            ("recipients", Pt, Between("11", "11", "II.9.d")),
            ("drafter", Pt, Between("11", "11", "III.3")),
            ("address", Pt, Between("11", "12", "III.4")),
            ("appendix_label", Pt, Between("14", "14", "III.1.b")),
            ("appendix_title", Pt, Between("13", "14", "III.1.b")),
            ("appendix_note", Pt, Between("13", "14", "III.1.c")),
            ("page_number", Pt, Between("13", "14", "I.7")),
            ("urgency", Pt, Between("13", "14", "III.2.b")),
            ("circulation", Pt, Between("13", "14", "III.2.c")),
            ("draft", Pt, Free("8", "20")),
            ("footnote", Pt, Free("8", "14")),
        ],
    ),
    (
        "paragraph",
        &[
            ("first_line_indent_mm", Mm, Either("10", "12.7", "II.6.e")),
            ("space_between_pt", Pt, Between("6", "24", "II.6.e")),
            ("line_spacing", Factor, Between("1", "1.5", "II.6.e")),
            ("third_sign", Name, Free("", "")),
        ],
    ),
    (
        "rule",
        &[
            ("thickness_pt", Pt, Free("0.25", "1.5")),
            ("gap_pt", Pt, Free("0", "12")),
            ("issuing_body", Factor, Between("0.3333", "0.5", "II.2.b")),
            ("title", Factor, Between("0.3333", "0.5", "II.5.b")),
            ("appendix_mm", Mm, Free("5", "80")),
        ],
    ),
    (
        "spacing",
        &[
            ("before_number_pt", Pt, Free("0", "36")),
            ("before_stamp_pt", Pt, Free("0", "36")),
            ("before_title_pt", Pt, Free("0", "72")),
            ("after_title_pt", Pt, Free("0", "72")),
            ("before_ending_pt", Pt, Free("0", "72")),
            ("before_address_pt", Pt, Free("0", "36")),
            ("after_appendix_pt", Pt, Free("0", "72")),
            ("column_gap_mm", Mm, Free("0", "20")),
            ("number_ascent_mm", Mm, Free("2", "12")),
        ],
    ),
    (
        "signature",
        &[
            ("space_mm", Mm, Free("25", "60")),
            ("column_share", Factor, Free("0.4", "0.7")),
            ("width_mm", Mm, Free("20", "80")),
            ("seal_mm", Mm, Free("20", "50")),
        ],
    ),
    (
        "table",
        &[
            ("grid_pt", Pt, Free("0.25", "1.5")),
            ("padding_x_pt", Pt, Free("0", "12")),
            ("padding_y_pt", Pt, Free("0", "12")),
            ("line_spacing", Factor, Free("0.8", "2")),
        ],
    ),
];

/// A value of the profile.
#[derive(Debug, Clone)]
enum Setting {
    Number(Figure),
    Name(Text),
}

/// A style profile, whole or a part of one.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// By table and key.
    settings: Vec<(&'static str, &'static str, Setting)>,
}

impl spec::Table for Profile {
    const ALLOWS: bool = false;
    const NAME: &'static str = "profile";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let mut settings = Vec::new();
        for (table, keys) in TABLES {
            f.nested(
                table,
                doc("Sizes and distances", "Cỡ chữ và khoảng cách"),
                |f| {
                    for (key, unit, _) in *keys {
                        let about = doc("See templates/nd30.toml", "Xem templates/nd30.toml");
                        let setting = if *unit == Name {
                            f.optional(key, about).map(Setting::Name)
                        } else {
                            f.figure(key, Expect::Ratio, about).map(Setting::Number)
                        };
                        settings.extend(setting.map(|setting| (*table, *key, setting)));
                    }
                },
            );
        }
        Some(Self { settings })
    }
}

impl Profile {
    /// The profile of templates/nd30.toml, which the program holds.
    #[must_use]
    pub fn built_in() -> Self {
        let text = include_str!("../../templates/nd30.toml");
        let mut sources = Sources::default();
        let id = sources.add(Source::new("templates/nd30.toml".into(), text.to_owned()));
        spec::read(id, text).value.unwrap_or_default()
    }

    /// This profile's settings, with another's wherever it has none.
    #[must_use]
    pub fn over(self, base: &Self) -> Self {
        let mut settings = base.settings.clone();
        for (table, key, setting) in self.settings {
            match settings
                .iter_mut()
                .find(|(t, k, _)| *t == table && *k == key)
            {
                Some(known) => known.2 = setting,
                None => settings.push((table, key, setting)),
            }
        }
        Self { settings }
    }

    /// A finding for every number outside its range.
    #[must_use]
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (table, key, setting) in &self.settings {
            let Setting::Number(figure) = setting else {
                continue;
            };
            let Some((_, unit, range)) = entry(table, key) else {
                continue;
            };
            if figure.value.is_some_and(|value| range.holds(value)) {
                continue;
            }
            let unit = match unit.suffix() {
                "" => String::new(),
                suffix => format!(" {suffix}"),
            };
            let (en, vi) = range.words(&unit);
            let found = figure.value.map_or(spec::UNDECIDED.to_owned(), |value| {
                vi::number::format(&value)
            });
            faults.push(Diagnostic::new(
                code::PROFILE,
                figure.span,
                Message::new(
                    format!("{table}.{key} is {found}; {en}"),
                    format!("{table}.{key} là {found}; {vi}"),
                ),
            ));
        }
        faults
    }

    /// Every number, with its table, its key and what it is measured in.
    pub(super) fn numbers(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, Unit, Decimal)> {
        self.settings.iter().filter_map(|(table, key, setting)| {
            let Setting::Number(figure) = setting else {
                return None;
            };
            let (_, unit, _) = entry(table, key)?;
            Some((*table, *key, *unit, figure.value?))
        })
    }

    /// A length in points, rounded to hundredths.
    pub(super) fn points(&self, table: &str, key: &str) -> Option<Decimal> {
        let mut numbers = self.numbers();
        let (_, _, unit, value) = numbers.find(|(t, k, _, _)| (*t, *k) == (table, key))?;
        let points = match unit {
            Mm => points(value),
            Pt => value,
            Factor | Name => return None,
        };
        Some(points.round_dp(2))
    }

    /// The typeface that a word processor is asked for.
    pub(super) fn docx_family(&self) -> &str {
        self.name("font", "docx_family")
            .unwrap_or("Times New Roman")
    }

    /// The sign before items of the third tier.
    pub(super) fn third_sign(&self) -> &str {
        self.name("paragraph", "third_sign").unwrap_or(THIRD_SIGN)
    }

    fn name(&self, table: &str, key: &str) -> Option<&str> {
        self.settings.iter().find_map(|(own, name, setting)| {
            let Setting::Name(words) = setting else {
                return None;
            };
            ((*own, *name) == (table, key)).then(|| words.as_str())
        })
    }

    /// The profile as a Typst dictionary of dictionaries.
    #[must_use]
    pub fn typst(&self) -> String {
        let mut text = String::from("#let profile = (\n");
        for (table, keys) in TABLES {
            text.push_str(&format!("  {table}: (\n"));
            for (key, unit, _) in *keys {
                let found = self
                    .settings
                    .iter()
                    .find(|(t, k, _)| t == table && k == key);
                let value = match found {
                    Some((
                        _,
                        _,
                        Setting::Number(Figure {
                            value: Some(value), ..
                        }),
                    )) => {
                        format!("{value}{}", unit.suffix())
                    }
                    Some((_, _, Setting::Name(name))) => super::literal::string(name.as_str()),
                    _ => continue,
                };
                text.push_str(&format!("    {key}: {value},\n"));
            }
            text.push_str("  ),\n");
        }
        text.push_str(")\n");
        text
    }
}

/// Millimetres as points, of which 72 make 25,4 mm.
#[must_use]
pub fn points(millimetres: Decimal) -> Decimal {
    millimetres * Decimal::from(720) / Decimal::from(254)
}

fn entry(table: &str, key: &str) -> Option<&'static Key> {
    let (_, keys) = TABLES.iter().find(|(name, _)| *name == table)?;
    keys.iter().find(|(name, _, _)| *name == key)
}

impl Unit {
    fn suffix(self) -> &'static str {
        match self {
            Self::Mm => "mm",
            Self::Pt => "pt",
            Self::Factor | Self::Name => "",
        }
    }
}

impl Range {
    fn holds(self, value: Decimal) -> bool {
        let number = |text: &str| Decimal::from_str_exact(text).unwrap_or_default();
        match self {
            Between(low, high, _) | Free(low, high) => {
                number(low) <= value && value <= number(high)
            }
            Either(one, other, _) => value == number(one) || value == number(other),
        }
    }

    fn words(self, unit: &str) -> (String, String) {
        let comma = |text: &str| text.replace('.', ",");
        match self {
            Between(low, high, clause) if low == high => (
                format!("the decree has {}{unit} (Annex I, {clause})", comma(low)),
                format!(
                    "Nghị định quy định {}{unit} (Phụ lục I, {clause})",
                    comma(low)
                ),
            ),
            Between(low, high, clause) => (
                format!(
                    "the decree has {} to {}{unit} (Annex I, {clause})",
                    comma(low),
                    comma(high)
                ),
                format!(
                    "Nghị định quy định {} - {}{unit} (Phụ lục I, {clause})",
                    comma(low),
                    comma(high)
                ),
            ),
            Either(one, other, clause) => (
                format!(
                    "the decree has {} or {}{unit} (Annex I, {clause})",
                    comma(one),
                    comma(other)
                ),
                format!(
                    "Nghị định quy định {} hoặc {}{unit} (Phụ lục I, {clause})",
                    comma(one),
                    comma(other)
                ),
            ),
            Free(low, high) => (
                format!("it can be {} to {}{unit}", comma(low), comma(high)),
                format!("chỉ nhận {} - {}{unit}", comma(low), comma(high)),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profile_is_whole_and_keeps_to_the_decree() {
        let mut sources = Sources::default();
        let text = include_str!("../../templates/nd30.toml");
        let id = sources.add(Source::new("templates/nd30.toml".into(), text.into()));
        assert_eq!(spec::read::<Profile>(id, text).diagnostics, []);
        let profile = Profile::built_in();
        let keys: usize = TABLES.iter().map(|(_, keys)| keys.len()).sum();
        assert_eq!(profile.settings.len(), keys);
        assert_eq!(profile.faults(), []);
    }

    #[test]
    fn a_margin_outside_the_decree_is_a_fault() {
        let mut sources = Sources::default();
        let text = "[page]\nleft = 25\n[paragraph]\nfirst_line_indent_mm = 11\n";
        let id = sources.add(Source::new("style.toml".into(), text.into()));
        let own = spec::read::<Profile>(id, text).value;
        let faults = own.unwrap().over(&Profile::built_in()).faults();
        let words: Vec<&str> = faults
            .iter()
            .map(|f| f.message.text(crate::diag::Lang::En))
            .collect();
        assert_eq!(
            words,
            [
                "page.left is 25; the decree has 30 to 35 mm (Annex I, I.3)",
                "paragraph.first_line_indent_mm is 11; the decree has 10 or 12,7 mm (Annex I, II.6.e)"
            ]
        );
    }
}
