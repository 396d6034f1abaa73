//! Numbers of sections, headings, clauses and points (Annex I, II.6.đ).
//!
//! Both structures of the decree are lists of levels: «phần, mục, khoản, điểm» and «phần, chương,
//! mục, điều, khoản, điểm»; the levels 1.1. and 1.1.1. of real plans fit between.

use super::model::HeadingStyle;
use crate::vi::ordinal;

/// A level of numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// «Phần I».
    Part,
    /// «Chương I».
    Chapter,
    /// «Mục 1».
    Division,
    /// «Tiểu mục 1».
    Subdivision,
    /// «Điều 1.», counted through the whole document.
    Article,
    /// «I.».
    Roman,
    /// «1.», «1.1.», «1.1.1.»: so many numbers.
    Decimal(usize),
    /// «a)».
    Letter,
}

impl Level {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("Phần", Self::Part),
        ("Chương", Self::Chapter),
        ("Mục", Self::Division),
        ("Tiểu mục", Self::Subdivision),
        ("Điều", Self::Article),
        ("I.", Self::Roman),
        ("1.", Self::Decimal(1)),
        ("1.1.", Self::Decimal(2)),
        ("1.1.1.", Self::Decimal(3)),
        ("a)", Self::Letter),
    ];

    /// The level that a word of `numbering` or `level` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, level)| *level)
    }

    /// The words that name levels.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().map(|(word, _)| *word)
    }

    /// How a heading of this level is set.
    #[must_use]
    pub fn heading_style(self) -> HeadingStyle {
        match self {
            Self::Part | Self::Chapter | Self::Division | Self::Subdivision => HeadingStyle::Part,
            Self::Article => HeadingStyle::Article,
            Self::Roman => HeadingStyle::Section,
            Self::Decimal(_) => HeadingStyle::Clause,
            Self::Letter => HeadingStyle::Point,
        }
    }
}

/// The levels of a usual structure, by name.
#[must_use]
pub fn structure(name: &str) -> Option<Vec<Level>> {
    let clause = [Level::Decimal(1), Level::Letter];
    let outer: &[Level] = match name {
        "muc" => &[Level::Roman],
        "phan" => &[Level::Part, Level::Roman],
        "dieu" => &[Level::Chapter, Level::Article],
        _ => return None,
    };
    Some(outer.iter().chain(&clause).copied().collect())
}

/// Why a number cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberingFault {
    /// The structure has no level so deep.
    TooDeep,
    /// «1.1.» without a «1.» above it.
    NoParent,
}

/// The running numbers of a document.
#[derive(Debug, Clone)]
pub struct Numbering {
    levels: Vec<Level>,
    counters: Vec<u32>,
}

impl Numbering {
    /// Begins to number with the given levels, outermost first.
    #[must_use]
    pub fn new(levels: Vec<Level>) -> Self {
        let counters = vec![0; levels.len()];
        Self { levels, counters }
    }

    /// The place of a level in the structure.
    #[must_use]
    pub fn depth(&self, level: Level) -> Option<usize> {
        self.levels.iter().position(|known| *known == level)
    }

    /// The level at a depth, counted from 0.
    #[must_use]
    pub fn level(&self, depth: usize) -> Option<Level> {
        self.levels.get(depth).copied()
    }

    /// The depth of points, which is added below all others where the structure has none.
    pub fn letter_depth(&mut self) -> usize {
        self.depth(Level::Letter).unwrap_or_else(|| {
            self.levels.push(Level::Letter);
            self.counters.push(0);
            self.levels.len() - 1
        })
    }

    /// The depth of clauses, of which a list consists that stands under no heading; that of points where
    /// sections are numbered like clauses, or none is.
    pub fn clause_depth(&mut self) -> usize {
        match self.depth(Level::Decimal(1)) {
            Some(depth) if depth > 0 => depth,
            _ => self.letter_depth(),
        }
    }

    /// Numbers from a depth on begin anew, those of articles apart.
    pub fn restart(&mut self, from: usize) {
        for (level, counter) in self.levels.iter().zip(&mut self.counters).skip(from) {
            if *level != Level::Article {
                *counter = 0;
            }
        }
    }

    /// The number that follows at a depth, from 1.
    #[must_use]
    pub fn following(&self, depth: usize) -> u32 {
        let last = self.counters.get(depth).copied().unwrap_or_default();
        last.saturating_add(1)
    }

    /// The next number at a depth; numbers below begin anew.
    ///
    /// # Errors
    /// The structure has no such depth, or the number contains one that was not given.
    pub fn next(&mut self, depth: usize) -> Result<(Level, String), NumberingFault> {
        let level = self.level(depth).ok_or(NumberingFault::TooDeep)?;
        let counter = self
            .counters
            .get_mut(depth)
            .ok_or(NumberingFault::TooDeep)?;
        *counter = counter.saturating_add(1);
        let number = *counter;
        self.restart(depth + 1);
        let label = match level {
            Level::Part => format!("Phần {}", roman(number)),
            Level::Chapter => format!("Chương {}", roman(number)),
            Level::Division => format!("Mục {number}"),
            Level::Subdivision => format!("Tiểu mục {number}"),
            Level::Article => format!("Điều {number}."),
            Level::Roman => format!("{}.", roman(number)),
            Level::Decimal(parts) => self.decimal(parts, number)?,
            Level::Letter => format!("{})", ordinal::letter(number as usize - 1)),
        };
        Ok((level, label))
    }

    fn decimal(&self, parts: usize, number: u32) -> Result<String, NumberingFault> {
        let mut label = String::new();
        for outer in 1..parts {
            let counter = self
                .depth(Level::Decimal(outer))
                .map_or(0, |depth| self.counters[depth]);
            if counter == 0 {
                return Err(NumberingFault::NoParent);
            }
            label.push_str(&format!("{counter}."));
        }
        Ok(format!("{label}{number}."))
    }
}

/// Roman numerals, or the digits where there are none so high.
fn roman(number: u32) -> String {
    ordinal::roman(number).unwrap_or_else(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(structure: &[&str], depths: &[usize]) -> Vec<String> {
        let levels = structure
            .iter()
            .map(|word| Level::parse(word).unwrap())
            .collect();
        let mut numbering = Numbering::new(levels);
        depths
            .iter()
            .map(|depth| numbering.next(*depth).unwrap().1)
            .collect()
    }

    #[test]
    fn the_structure_of_sections_begins_anew_below_each() {
        let labels = labels(&["I.", "1.", "a)"], &[0, 1, 2, 2, 1, 2, 0, 1]);
        assert_eq!(labels, ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]);
    }

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let labels = labels(&["a)"], &[0; 7]);
        assert_eq!(labels, ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]);
    }

    #[test]
    fn articles_are_counted_through_all_chapters() {
        let labels = labels(&["Chương", "Điều", "1."], &[0, 1, 2, 1, 0, 1, 2]);
        let expected = [
            "Chương I",
            "Điều 1.",
            "1.",
            "Điều 2.",
            "Chương II",
            "Điều 3.",
            "1.",
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn a_compound_number_needs_its_parent() {
        assert_eq!(
            labels(&["I.", "1.", "1.1."], &[0, 1, 1, 2, 2]),
            ["I.", "1.", "2.", "2.1.", "2.2."]
        );
        let mut numbering = Numbering::new(vec![Level::Decimal(1), Level::Decimal(2)]);
        assert_eq!(numbering.next(1), Err(NumberingFault::NoParent));
        assert_eq!(numbering.next(2), Err(NumberingFault::TooDeep));
    }
}
