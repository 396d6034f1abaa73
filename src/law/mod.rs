//! Law as dated data (pháp luật theo thời điểm): what rules rest on and what readers know, with source and days.
//!
//! The tables are files in `law/data`, read once a run into a [`Law`] that is passed down. A decree that
//! replaces another is one more file, which names what it `replaces`; a kind of document, a body, a
//! province that ends is one more row.

mod day;
mod kind;
mod place;
mod source;

pub use kind::{Body, Kind, Term};
pub use place::{Province, Tier};
use source::Custom;
pub use source::Source;

use jiff::civil::Date;
use serde::Deserialize;
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

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Whether some source asks for a requirement on a day; without a day, whether one without an end does.
    #[must_use]
    pub fn asks(&self, key: &str, day: Option<Date>) -> bool {
        let mut holding = self.sources.iter().filter(|source| source.holds_on(day));
        holding.any(|source| source.clauses.contains_key(key))
    }

    /// Where a requirement stands on a day, in English and in Vietnamese; without a day, in the sources
    /// without an end. None where no source asks for it then.
    #[must_use]
    pub fn place(&self, key: &str, day: Option<Date>) -> Option<(String, String)> {
        let holding = self.sources.iter().filter(|source| source.holds_on(day));
        let (en, vi): (Vec<_>, Vec<_>) = holding.filter_map(|source| source.place(key)).unzip();
        (!vi.is_empty()).then(|| (en.join("; "), vi.join("; ")))
    }

    /// A custom in words, in English and in Vietnamese.
    #[must_use]
    pub fn custom(&self, key: &str) -> Option<(String, String)> {
        let custom = self.customs.get(key)?;
        Some((custom.en.clone(), custom.vi.clone()))
    }

    /// The keys of all customs.
    pub fn customs(&self) -> impl Iterator<Item = &str> {
        self.customs.keys().map(String::as_str)
    }

    /// The keys of all requirements that some source has.
    pub fn requirements(&self) -> impl Iterator<Item = &str> {
        let clauses = self.sources.iter().flat_map(|source| source.clauses.keys());
        clauses.map(String::as_str)
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
    #[must_use]
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

#[cfg(test)]
mod tests;
