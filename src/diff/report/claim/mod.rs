//! What an office must know of a comparison in at most eight sentences (những điểm chính), made once for
//! every report.
//!
//! Each names the changes that it stands for, and the last one counts all that none of them does: nothing is
//! left unsaid where there is more to say than there is room for.

mod authority;
mod basis;
mod money;
mod rest;
mod sentence;
mod target;
mod task;

pub use sentence::{Claim, Point, Topic};

use super::clipped;
use super::{Reader, Sides};
use sentence::Told;
use std::collections::BTreeSet;

/// How many sentences there are at most.
pub const MOST: usize = 8;

/// The sentences of the first page; none where the plans say the same.
#[must_use]
pub fn claims(sides: &Sides<'_>, reader: &Reader<'_>) -> Vec<Claim> {
    if sides.comparison.changes.is_empty() {
        return Vec::new();
    }
    let told = Told { sides, reader };
    let all = [
        target::targets(&told),
        target::outcomes(&told),
        money::money(&told),
        money::sources(&told),
        task::tasks(&told),
        basis::bases(&told),
        authority::authority(&told),
        authority::exceptions(&told),
    ];
    let mut claims: Vec<Claim> = all.into_iter().flatten().collect();
    // The last sentence has to have its place.
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.topic.weight()));
    claims.truncate(MOST - 1);
    claims.sort_by_key(|claim| claim.topic);
    let covered: BTreeSet<usize> = claims.iter().flat_map(Claim::entries).collect();
    claims.push(rest::rest(&told, &covered, claims.is_empty()));
    claims
}
