//! The style profile in the units of `WordprocessingML`.

use crate::render::profile::{Profile, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::BTreeMap;

/// A length in twentieths of a point, the unit of ECMA-376 for almost everything.
pub type Twips = i64;

/// The short and the long side of A4 (khổ giấy, Annex I, I.1).
pub const A4: (Twips, Twips) = (11906, 16838);

/// Numbers of the profile by table and key: type sizes in half points, lines in eighths of a point,
/// line spacing in 240ths of a line, shares in 10 000ths, all other lengths in twips.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Sizes {
    numbers: BTreeMap<&'static str, BTreeMap<&'static str, i64>>,
    /// The sign before items of the third tier.
    #[serde(skip)]
    pub third_sign: String,
}

impl Sizes {
    /// The numbers of a profile.
    pub fn of(profile: &Profile) -> Self {
        let mut tables: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (table, key, unit, value) in profile.numbers() {
            let units = match (table, key, unit) {
                ("size", ..) => value * Decimal::from(2),
                (_, "thickness_pt" | "grid_pt", _) => value * Decimal::from(8),
                (_, "line_spacing", _) => value * Decimal::from(240),
                (_, _, Unit::Factor | Unit::Name) => value * Decimal::from(10_000),
                (_, _, Unit::Pt) => value * Decimal::from(20),
                (_, _, Unit::Mm) => twips_of_mm(value),
            };
            let units = units.round().to_i64().unwrap_or_default();
            tables.entry(table).or_default().insert(key, units);
        }
        Self {
            numbers: tables,
            third_sign: profile.third_sign().to_owned(),
        }
    }

    /// A number; zero where the profile has none of the name.
    pub fn get(&self, table: &str, key: &str) -> i64 {
        let numbers = self.numbers.get(table);
        numbers
            .and_then(|numbers| numbers.get(key))
            .copied()
            .unwrap_or_default()
    }

    /// The share of a length that the profile has under a name.
    pub fn share(&self, table: &str, key: &str, of: Twips) -> Twips {
        of * self.get(table, key) / 10_000
    }

    /// The width inside the margins.
    pub fn text_width(&self, landscape: bool) -> Twips {
        let across = if landscape { A4.1 } else { A4.0 };
        across - self.get("page", "left") - self.get("page", "right")
    }

    /// The height inside the margins.
    pub fn text_height(&self, landscape: bool) -> Twips {
        let down = if landscape { A4.0 } else { A4.1 };
        down - self.get("page", "top") - self.get("page", "bottom")
    }
}

/// Millimetres in twips.
fn twips_of_mm(value: Decimal) -> Decimal {
    value * Decimal::from(14_400) / Decimal::from(254)
}

/// Whole millimetres in twips.
pub fn mm(millimetres: i64) -> Twips {
    (millimetres * 14_400 + 127) / 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_in_words_units() {
        let sizes = Sizes::of(&Profile::built_in());
        let cases = [
            (("page", "left"), 1701),
            (("paragraph", "first_line_indent_mm"), 720),
            (("paragraph", "line_spacing"), 264),
            (("rule", "thickness_pt"), 6),
            (("size", "body"), 28),
            (("paragraph", "space_between_pt"), 120),
            (("table", "grid_pt"), 4),
            (("table", "line_spacing"), 240),
            (("rule", "title"), 4000),
            (("rule", "no_such"), 0),
            (("no_such", "title"), 0),
            (("signature", "column_share"), 5500),
        ];
        for ((table, key), units) in cases {
            assert_eq!(sizes.get(table, key), units, "{table}.{key}");
        }
        assert_eq!(mm(20), 1134);
        assert_eq!((mm(8), mm(30)), (454, 1701));
        assert_eq!(sizes.text_width(false), 9071);
        assert_eq!(sizes.text_width(true), 14003);
        assert_eq!(sizes.share("rule", "title", 1001), 400);
    }
}
