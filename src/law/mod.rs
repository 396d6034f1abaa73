//! Law as dated data (pháp luật theo thời điểm): what rules rest on and what readers know, with source and days.
//!
//! The tables are files in `law/data`, read once a run into a [`Law`] that is passed down. A decree that
//! replaces another is one more file, which names what it `replaces`; a kind of document, a body, a
//! province that ends is one more row.

mod kind;
mod place;
mod source;

pub use kind::{Body, Kind, Term};
pub use place::{Province, Tier};
use source::Custom;
pub use source::Source;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// The tables that the program comes with.
const FILES: [&str; 7] = [
    include_str!("data/vbqppl.toml"),
    include_str!("data/nd30-2020.toml"),
    include_str!("data/party.toml"),
    include_str!("data/state.toml"),
    include_str!("data/places.toml"),
    include_str!("data/accounting.toml"),
    include_str!("data/custom.toml"),
];

/// All that is known of the law (pháp luật).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Law {
    sources: Vec<Source>,
    customs: BTreeMap<String, Custom>,
    kinds: Vec<Rows<Kind>>,
    bodies: Vec<Rows<Body>>,
    terms: Vec<Rows<Term>>,
    tiers: Vec<Rows<Tier>>,
    provinces: Vec<Rows<Province>>,
}

/// Rows of a table that one source has set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows<T> {
    source: String,
    rows: Vec<T>,
}

/// The ranks of documents and of those who issue them, the highest first (thứ bậc hiệu lực).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// The Constitution (Hiến pháp).
    Constitution,
    /// The National Assembly (Quốc hội).
    Assembly,
    /// Its standing committee (Ủy ban Thường vụ Quốc hội).
    Standing,
    /// The President (Chủ tịch nước).
    President,
    /// The Government (Chính phủ).
    Government,
    /// The Prime Minister (Thủ tướng Chính phủ).
    Premier,
    /// Ministries and agencies of their rank (bộ, cơ quan ngang bộ).
    Ministry,
    /// The province (cấp tỉnh).
    Province,
    /// The district (cấp huyện).
    District,
    /// The commune (cấp xã).
    Commune,
}

impl Law {
    /// The law as the program knows it.
    #[must_use]
    pub fn standard() -> Self {
        let mut law = Self::default();
        for file in FILES {
            // That each can be read is held by a test.
            let _ = law.add(file);
        }
        law
    }

    /// Adds the tables of a file. Sources that a new one replaces end on the day before it begins.
    ///
    /// # Errors
    /// The file is no TOML, or has tables, keys or values that are unknown here.
    pub fn add(&mut self, file: &str) -> Result<(), toml::de::Error> {
        let more: Self = toml::from_str(file)?;
        self.sources.extend(more.sources);
        self.customs.extend(more.customs);
        self.kinds.extend(more.kinds);
        self.bodies.extend(more.bodies);
        self.terms.extend(more.terms);
        self.tiers.extend(more.tiers);
        self.provinces.extend(more.provinces);
        source::settle(&mut self.sources);
        Ok(())
    }

    /// The kinds of document (tên loại văn bản).
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.iter().flat_map(|group| &group.rows)
    }

    /// The bodies that issue documents, those that have ended too (cơ quan ban hành).
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.bodies.iter().flat_map(|group| &group.rows)
    }

    /// The terms of the National Assembly (khóa Quốc hội), in their order.
    pub fn terms(&self) -> impl DoubleEndedIterator<Item = &Term> {
        self.terms.iter().flat_map(|group| &group.rows)
    }

    /// The kinds of administrative units (loại đơn vị hành chính).
    pub fn tiers(&self) -> impl Iterator<Item = &Tier> {
        self.tiers.iter().flat_map(|group| &group.rows)
    }

    /// The provinces and cities under the central government, with those that have ended (tỉnh, thành phố).
    pub fn provinces(&self) -> impl Iterator<Item = &Province> {
        self.provinces.iter().flat_map(|group| &group.rows)
    }
}

/// A day without quotes, as TOML has it.
fn day<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Date>, D::Error> {
    let fault = |_| serde::de::Error::custom("no day of the calendar");
    let day = toml::value::Datetime::deserialize(reader)?;
    let (year, month, day) = day
        .date
        .map(|date| (date.year, date.month, date.day))
        .unwrap_or_default();
    let narrow = |number: u8| i8::try_from(number).unwrap_or_default();
    let year = i16::try_from(year).unwrap_or_default();
    Date::new(year, narrow(month), narrow(day))
        .map(Some)
        .map_err(fault)
}

#[cfg(test)]
mod tests;
