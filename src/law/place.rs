//! Administrative units: their tiers, provinces and cities.

use super::day::{day, is_within};
use super::{Law, Rank, Source};
use jiff::civil::Date;
use serde::Deserialize;

/// A kind of administrative unit (loại đơn vị hành chính): «tỉnh», «huyện», «phường».
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its word, in small letters.
    pub name: String,
    /// The rank of those who issue documents there.
    pub rank: Rank,
    /// The first day on which there were such units, where that matters.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// The last, where there are none any more.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
}

/// A province or a city under the central government (tỉnh, thành phố trực thuộc trung ương).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    /// Its name without the word before it.
    pub name: String,
    /// The word before it: «tỉnh», «thành phố».
    #[serde(default = "province")]
    pub kind: String,
    /// Its first day, where that matters.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Its last day, where it has ended.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// What it was made, as a whole.
    pub became: Option<String>,
    /// What it was merged into.
    pub joined: Option<String>,
}

fn province() -> String {
    "tỉnh".to_owned()
}

impl Province {
    /// Whether it is a city (thành phố trực thuộc trung ương).
    #[must_use]
    pub fn is_city(&self) -> bool {
        self.kind != province()
    }

    /// Its name with the word before it: «tỉnh Bắc Ninh», «thành phố Huế».
    #[must_use]
    pub fn called(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}

impl Law {
    /// The province of a name on a day.
    #[must_use]
    pub fn province_on(&self, name: &str, day: Date) -> Option<&Province> {
        let there = |one: &&Province| one.name == name && is_within(one.from, one.until, day);
        self.provinces().find(there)
    }

    /// The source that made a province what it is, or ended it.
    #[must_use]
    pub fn source_of(&self, province: &Province) -> Option<&Source> {
        let has = |one: &Province| std::ptr::eq(one, province);
        let mut groups = self.provinces.iter();
        let group = groups.find(|group| group.rows.iter().any(has))?;
        self.source(&group.source)
    }

    /// The last day of a rank's units, where it has none any more.
    #[must_use]
    pub fn end_of(&self, rank: Rank) -> Option<Date> {
        let of_rank = || self.tiers().filter(move |tier| tier.rank == rank);
        let ended = of_rank().all(|tier| tier.until.is_some());
        of_rank()
            .filter_map(|tier| tier.until)
            .max()
            .filter(|_| ended)
    }
}
