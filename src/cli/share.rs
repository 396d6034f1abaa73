//! Which of the plans a worker process renders.

use std::fmt;
use std::str::FromStr;

/// Which plans a worker renders: every `of`-th, from `first`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    first: usize,
    of: usize,
}

impl Share {
    /// The share of one of so many workers.
    pub fn new(first: usize, of: usize) -> Self {
        Self { first, of }
    }

    /// Whether the plan at a place is of this share.
    pub fn has(self, place: usize) -> bool {
        place % self.of == self.first
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.of)
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text
            .split_once('/')
            .and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        match parts {
            Some((first, of)) if first < of => Ok(Self { first, of }),
            _ => Err("a share is written 0/2, 1/2"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_is_of_one_share() {
        let shares: Vec<Share> = ["0/3", "1/3", "2/3"]
            .map(|text| text.parse().unwrap())
            .to_vec();
        for place in 0..100 {
            assert_eq!(shares.iter().filter(|share| share.has(place)).count(), 1);
        }
        for wrong in ["3/3", "1", "0/0", "-1/2", "a/b"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }
}
