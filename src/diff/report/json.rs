//! A comparison as JSON, one object.
//!
//! | field | meaning |
//! |---|---|
//! | `old`, `new` | the plans: `name` as the user gave it, `year`, `title` |
//! | `same` | whether nothing has changed |
//! | `claims` | the sentences of the first page, eight at most: `topic` (`targets`, `outcomes`, `money`, `sources`, `tasks`, `bases`, `authority`, `exceptions`, `rest`), `text`, and `points`, what the sentence names: `text` and `changes`, the places in `changes` (from 0) that it stands for |
//! | `counts` | how much has changed, see below |
//! | `outcomes` | what became of the old plan's targets: `name`, `unit`, `year`, `target`, `result`, `is_change` (target and result are differences to the year before), `verdict` (`missed`, `reached`, `exceeded`) |
//! | `replaced` | the legal bases in whose place others stand that the registry names: `old` and `new`, ids |
//! | `splits` | the budget lines that were split or merged: `whole`, `parts` (names), `merged` (the old plan has the parts), `amount`, `unit` |
//! | `changes` | all changes in the order of the plan, those that follow from the step to the next year among them |
//! | `equal` | how many things both plans say alike |
//!
//! A change:
//!
//! | field | meaning |
//! |---|---|
//! | `what` | `added`, `dropped`, `moved`, `reordered`, `sorted`, `renamed`, `altered` |
//! | `kind` | what has changed, in snake case: `indicator`, `budget_line`, `task`, `paragraph` … |
//! | `name` | what people call it |
//! | `trail` | the names of the items around it, outermost first |
//! | `unit` | the unit of its numbers, or null |
//! | `old_unit` | the unit of its old number where the new one has another that has to be said, else null |
//! | `reason` | why two items are taken for one: `only`, `id`, `same`, `like` or null; `percent` beside it says how many percent of the words are alike |
//! | `expected` | `year`, `recorded`, `past` where it just follows from the step to the next year, `unit` where it is the same money in another unit, else null |
//! | `places` | `old` and `new`: `path`, `line`, `column`, `end_line`, `end_column` (from 1, in characters; `cell` in a workbook), or null |
//! | `leaves` | of `added` and `dropped`: what the item says, as objects of `field` and `value` |
//! | `from`, `to` | of `moved` the trails, of `reordered` the places from 1, of `renamed` the ids |
//! | `of`, `moved` | of `sorted`: what has another order in it, `row` or `column`, and how many have changed their places |
//! | `field` | of `altered`: `name`, `key` (a year, a source's or a column's id; or null), `label` in the language asked for |
//! | `old`, `new` | of `altered`: values, or null where there was none |
//! | `delta` | of two numbers: `absolute`, `percent` of the old one (null where that is no base: zero, less, or a share), `points` (whether it is counted in points of a share: «điểm %»), `better` (true, false or null) |
//! | `words` | of two texts: runs, each an object of one key, `same`, `old` or `new` |
//!
//! A value is an object of `type` (`text`, `number`, `undecided`, `day`, `ids`, `word`) and `value`: a
//! text, a list of texts for `ids`, null for `undecided`. Numbers are texts with a decimal point and no
//! other marks; a day is `2025-01-31`.
//!
//! `counts` has `kinds` (for each kind that has changed `added`, `dropped`, `moved`, `altered`; without
//! what is expected), `targets` (`better`, `worse`), `replaced` (legal bases), `money` (`old`, `new`, `unit`;
//! or null) and `expected` (`years`: places where just the year is another; `recorded`; `units`:
//! amounts that are the same in another unit).
//!
//! Of two folders, `kehoach diff` writes an object of `counts` (how many plans are the `same`, `changed`,
//! `only_old`, `only_new`), `pairs` (a list of the objects above), `only_old` and `only_new` (the names of plans
//! without a counterpart).

use super::counts::Counts;
use super::{Age, Claim, Reader, Side, Sides, claims};
use crate::diag::Lang;
use crate::diag::render::json::place;
use crate::diff::change::{Change, Delta, Expected, Outcome, What};
use crate::diff::item::{Field, Leaf, Value};
use crate::diff::pair::Reason;
use crate::diff::split::Split;
use crate::diff::words::Run;
use crate::source::{Sources, Span};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json, json};

/// A comparison as an object with the fields listed [above](self), its labels in `lang`.
#[must_use]
pub fn render(sides: &Sides<'_>, lang: Lang) -> Json {
    let reader = Reader::new(sides, lang);
    let comparison = sides.comparison;
    json!({
        "old": plan(&sides.old),
        "new": plan(&sides.new),
        "same": comparison.changes.is_empty(),
        "claims": claims(sides, &reader).iter().map(claim).collect::<Vec<_>>(),
        "counts": counts(&Counts::of(sides, &reader)),
        "outcomes": comparison.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "replaced": comparison.replaced.iter().map(|(old, new)| json!({ "old": old, "new": new })).collect::<Vec<_>>(),
        "splits": comparison.splits.iter().map(split).collect::<Vec<_>>(),
        "changes": comparison.changes.iter().map(|one| change(one, sides, &reader)).collect::<Vec<_>>(),
        "equal": comparison.equal,
    })
}

fn claim(claim: &Claim) -> Json {
    let points = claim.points.iter();
    let points = points.map(|point| json!({ "text": point.text, "changes": point.entries }));
    json!({
        "topic": claim.topic,
        "text": claim.text(),
        "points": points.collect::<Vec<_>>(),
    })
}

fn plan(side: &Side<'_>) -> Json {
    let head = &side.plan.document;
    json!({ "name": side.name, "year": head.year.value, "title": head.title.value })
}

fn counts(counts: &Counts) -> Json {
    json!({
        "kinds": counts.by_kind,
        "targets": { "better": counts.targets.0, "worse": counts.targets.1 },
        "replaced": counts.replaced,
        "money": counts.money.as_ref().map(|money| json!({
            "old": money.old.as_ref().map(number),
            "new": money.new.as_ref().map(number),
            "unit": money.unit,
        })),
        "expected": { "years": counts.years, "recorded": counts.recorded, "units": counts.converted },
    })
}

fn outcome(outcome: &Outcome) -> Json {
    json!({
        "name": outcome.name,
        "unit": outcome.unit,
        "year": outcome.year,
        "target": number(&outcome.target),
        "result": number(&outcome.result),
        "is_change": outcome.is_change,
        "verdict": outcome.verdict,
    })
}

fn split(split: &Split) -> Json {
    json!({
        "whole": split.whole,
        "parts": split.parts,
        "merged": split.merged,
        "amount": number(&split.amount),
        "unit": split.unit,
    })
}

fn change(change: &Change, sides: &Sides<'_>, reader: &Reader<'_>) -> Json {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| object.insert(key.to_owned(), value);
    put("what", what(&change.what).into());
    put("kind", json!(change.kind));
    put("name", reader.name(change).into());
    put("trail", reader.trail(Age::of(change), &change.trail).into());
    put("unit", change.unit.clone().into());
    put("old_unit", change.old_unit.clone().into());
    put("reason", change.reason.map(reason).into());
    if let Some(Reason::Like(percent)) = change.reason {
        put("percent", percent.into());
    }
    put("expected", change.expected.map(expected).into());
    put(
        "places",
        json!({
            "old": placed(change.places.0, sides.old.sources),
            "new": placed(change.places.1, sides.new.sources),
        }),
    );
    match &change.what {
        What::Added { leaves } | What::Dropped { leaves } => {
            let said = leaves.iter().map(|leaf| leaf_of(change, leaf, reader));
            put("leaves", said.collect());
        }
        What::Moved { from } => {
            put("from", reader.trail(Age::Old, from).into());
            put("to", reader.trail(Age::New, &change.trail).into());
        }
        What::Sorted { of, moved } => {
            put("of", json!(of));
            put("moved", json!(moved));
        }
        What::Reordered { from, to } => {
            put("from", (*from).into());
            put("to", (*to).into());
        }
        What::Renamed { from, to } => {
            put("from", from.clone().into());
            put("to", to.clone().into());
        }
        What::Altered {
            field,
            old,
            new,
            delta,
            runs,
        } => {
            put("field", named(change, field, reader));
            put("old", old.as_ref().map(value).into());
            put("new", new.as_ref().map(value).into());
            put("delta", delta.as_ref().map(difference).into());
            put("words", runs.iter().map(run).collect());
        }
    }
    Json::Object(object)
}

fn what(what: &What) -> &'static str {
    match what {
        What::Added { .. } => "added",
        What::Dropped { .. } => "dropped",
        What::Moved { .. } => "moved",
        What::Reordered { .. } => "reordered",
        What::Sorted { .. } => "sorted",
        What::Renamed { .. } => "renamed",
        What::Altered { .. } => "altered",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Only => "only",
        Reason::Id => "id",
        Reason::Same => "same",
        Reason::Like(_) => "like",
    }
}

fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Year(_) => "year",
        Expected::Recorded => "recorded",
        Expected::Past => "past",
        Expected::Unit => "unit",
    }
}

fn leaf_of(change: &Change, leaf: &Leaf, reader: &Reader<'_>) -> Json {
    json!({ "field": named(change, &leaf.field, reader), "value": value(&leaf.value) })
}

fn named(change: &Change, field: &Field, reader: &Reader<'_>) -> Json {
    json!({ "name": field.name, "key": field.key, "label": reader.field(change, field) })
}

fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!({ "type": "text", "value": text }),
        Value::Number(own) => json!({ "type": "number", "value": number(own) }),
        Value::Undecided => json!({ "type": "undecided", "value": null }),
        Value::Day(day) => json!({ "type": "day", "value": day.to_string() }),
        Value::Ids(ids) => json!({ "type": "ids", "value": ids }),
        Value::Word(word) => json!({ "type": "word", "value": word.written }),
    }
}

fn number(number: &Decimal) -> String {
    number.to_string()
}

fn difference(delta: &Delta) -> Json {
    json!({
        "absolute": number(&delta.absolute),
        "percent": delta.percent.as_ref().map(number),
        "points": delta.points.is_some(),
        "better": delta.better,
    })
}

fn run(run: &Run) -> Json {
    match run {
        Run::Same(text) => json!({ "same": text }),
        Run::Old(text) => json!({ "old": text }),
        Run::New(text) => json!({ "new": text }),
    }
}

fn placed(span: Option<Span>, sources: &Sources) -> Json {
    let mut object = Map::new();
    if let Some(span) = span {
        place(&mut object, span, sources);
    }
    if object.is_empty() {
        Json::Null
    } else {
        Json::Object(object)
    }
}
