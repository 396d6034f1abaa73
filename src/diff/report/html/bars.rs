//! The amounts of budget lines as a chart of horizontal bars.

use crate::diff::report::clipped;
use crate::diff::report::money::Sum;
use crate::vi;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// How wide the longest bar is, and how high the bars of a line are with their title.
const WIDEST: usize = 380;
const GROUP: usize = 62;
const TITLE: usize = 62;

/// A chart of horizontal bars.
#[derive(Debug, Serialize)]
pub struct Bars {
    pub height: usize,
    pub about: String,
    pub groups: Vec<Group>,
}

/// The bars of a line.
#[derive(Debug, Serialize)]
pub struct Group {
    pub top: usize,
    pub title: String,
    pub old: Option<Bar>,
    pub new: Option<Bar>,
}

#[derive(Debug, Serialize)]
pub struct Bar {
    pub width: usize,
    pub text: String,
}

/// The bars of the outermost lines; none where nothing is known of them.
pub fn bars(lines: &[Sum], unit: &str) -> Option<Bars> {
    let lines: Vec<&Sum> = lines
        .iter()
        .filter(|sum| sum.look == "line" && sum.depth == 1)
        .collect();
    let all = lines.iter().flat_map(|sum| [sum.amounts.0, sum.amounts.1]);
    let most = all.flatten().max().filter(|most| *most > Decimal::ZERO)?;
    let bar = |amount: Option<Decimal>| {
        let amount = amount?;
        let width = amount
            .checked_mul(WIDEST.into())?
            .checked_div(most)?
            .round();
        Some(Bar {
            width: width.max(Decimal::ZERO).to_usize()?,
            text: vi::number::format(&amount),
        })
    };
    let groups: Vec<Group> = lines
        .iter()
        .zip(0..)
        .map(|(sum, place)| Group {
            top: place * GROUP,
            title: clipped(&sum.title, TITLE),
            old: bar(sum.amounts.0),
            new: bar(sum.amounts.1),
        })
        .collect();
    let or_none = |text: &str| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text.to_owned()
        }
    };
    let told = lines.iter().map(|sum| {
        format!(
            "{}: {} → {} {unit}",
            sum.title,
            or_none(&sum.old),
            or_none(&sum.new)
        )
    });
    let told: Vec<String> = told.collect();
    Some(Bars {
        height: groups.len() * GROUP,
        about: told.join("; "),
        groups,
    })
}
