//! Targets that rise or fall, and what became of the earlier ones.

use super::sentence::{Claim, Point, Told, Topic, measured};
use crate::diag::Lang;
use crate::diff::change::{Change, Delta, Outcome, Verdict};
use crate::diff::report::goal::{is_target, level, restated, target_at};
use crate::diff::report::{Age, Item};
use crate::diff::{Kind, Leaf, Value, What};
use crate::plan::Target;
use crate::source::Span;
use crate::spec::Choice;
use crate::vi;
use rust_decimal::Decimal;

/// Which targets rise or fall, from what to what, and the level that results.
pub(super) fn targets(told: &Told<'_, '_>) -> Option<Claim> {
    let items = told.of(Kind::Indicator);
    let points = items.iter().flat_map(|item| target(told, item));
    let head = match told.lang() {
        Lang::En => "Targets",
        Lang::Vi => "Chỉ tiêu",
    };
    Claim::of(Topic::Targets, head, points.collect(), told.lang())
}

/// What is said of the targets of an indicator.
fn target(told: &Told<'_, '_>, item: &Item<'_>) -> Vec<Point> {
    let first = item.first();
    let name = Told::short(&told.reader.name(first));
    if let What::Added { leaves } | What::Dropped { leaves } = &first.what {
        let is_new = matches!(first.what, What::Added { .. });
        let point = single(told, first, leaves, is_new).map(|said| {
            let text = match (told.lang(), is_new) {
                (Lang::En, true) => format!("new: {name} ({said})"),
                (Lang::En, false) => format!("dropped: {name} ({said})"),
                (Lang::Vi, true) => format!("thêm {name} ({said})"),
                (Lang::Vi, false) => format!("bỏ {name} ({said})"),
            };
            Point::new(text, item.places.clone())
        });
        return point.into_iter().collect();
    }
    let changes = item.changes.iter().zip(&item.places);
    let mut units = changes.clone();
    let rescaled = units.find_map(|(change, place)| told.rescaled(*place, change));
    if let Some(point) = rescaled {
        let text = format!("{name} ({})", point.text);
        return vec![Point { text, ..point }];
    }
    let own: Vec<(&Change, usize)> = changes
        .filter(
            |(change, _)| matches!(&change.what, What::Altered { field, .. } if is_target(field)),
        )
        .map(|(change, place)| (*change, *place))
        .collect();
    if let Some(text) = said_otherwise(told, &own) {
        let places = own.iter().map(|(_, place)| *place).collect();
        return vec![Point::new(format!("{name} {text}"), places)];
    }
    let points = own.into_iter().map(|(change, place)| {
        let text = altered(told, change);
        Point::new(format!("{name}{text}"), vec![place])
    });
    points.collect()
}

/// The target of what only one plan has.
fn single(told: &Told<'_, '_>, change: &Change, leaves: &[Leaf], is_new: bool) -> Option<String> {
    let leaf = leaves.iter().find(|leaf| is_target(&leaf.field))?;
    let age = if is_new { Age::New } else { Age::Old };
    let unit = change.unit.as_deref();
    let bound = bound_said(told, leaf.span, age);
    Some(match (&leaf.value, leaf.field.name) {
        (Value::Number(number), "target_change") => {
            step(*number, &bound, unit, told.lang()) + &level_said(told, leaf.span, age, unit)
        }
        (value @ Value::Number(_), _) => {
            bound + &measured(&told.reader.value(age, &leaf.field, value), unit)
        }
        (value, _) => told.reader.value(age, &leaf.field, value),
    })
}

/// A target that was a change and is a value now, or the other way round: what it comes to in both plans.
fn said_otherwise(told: &Told<'_, '_>, own: &[(&Change, usize)]) -> Option<String> {
    let changes = own.iter().map(|(change, _)| *change);
    let (change, [old, new]) = restated(&changes)?;
    let unit = change.unit.as_deref();
    let levels = level(told.reader.plan(Age::Old), old).zip(level(told.reader.plan(Age::New), new));
    let Some(((before, _), (after, _))) = levels.filter(|_| change.old_unit.is_none()) else {
        // What a change comes to is not known.
        let (old, new) = (
            goal(told, Age::Old, old, change),
            goal(told, Age::New, new, change),
        );
        return Some(match told.lang() {
            Lang::En => format!("set at {}, {} before", new?, old?),
            Lang::Vi => format!("đặt {}, trước đặt {}", new?, old?),
        });
    };
    Some(if before == after {
        let level = measured(&vi::number::format(&after), unit);
        match told.lang() {
            Lang::En => format!("still at {level}, said otherwise"),
            Lang::Vi => format!("vẫn là {level}, chỉ ghi theo cách khác"),
        }
    } else {
        let delta = Delta::between(before, after, unit)?;
        let (before, after) = (vi::number::format(&before), vi::number::format(&after));
        moved(&before, &after, Some(&delta), unit, told.lang())
    })
}

/// The target at a place as its plan says it: «59 hộ», «giảm 25 hộ».
fn goal(told: &Told<'_, '_>, age: Age, span: Span, change: &Change) -> Option<String> {
    let (_, target) = target_at(told.reader.plan(age), span)?;
    let unit = match age {
        Age::Old => change.old_unit.as_ref().or(change.unit.as_ref()),
        Age::New => change.unit.as_ref(),
    };
    let (unit, bound) = (unit.map(String::as_str), binding(Some(target), told.lang()));
    let value = target.value.and_then(|value| value.value);
    let step_of = || target.change.and_then(|change| change.value);
    match value {
        Some(value) => Some(bound + &measured(&vi::number::format(&value), unit)),
        None => Some(step(step_of()?, &bound, unit, told.lang())),
    }
}

/// What is said of a target behind its indicator's name.
fn altered(told: &Told<'_, '_>, change: &Change) -> String {
    let What::Altered {
        field,
        old,
        new,
        delta,
        ..
    } = &change.what
    else {
        return String::new();
    };
    let (lang, unit) = (told.lang(), change.unit.as_deref());
    let year = field.key.as_ref().map(|year| match lang {
        Lang::En => format!(" in {year}"),
        Lang::Vi => format!(" năm {year}"),
    });
    let bounds = [
        bound_said(told, change.places.0, Age::Old),
        bound_said(told, change.places.1, Age::New),
    ];
    let shown = |age, value: &Value| {
        let bound = &bounds[usize::from(age == Age::New)];
        match (value, field.name) {
            (Value::Number(number), "target_change") => step(*number, bound, unit, lang),
            (Value::Number(_), _) => {
                bound.clone() + &measured(&told.reader.value(age, field, value), unit)
            }
            (value, _) => told.reader.value(age, field, value),
        }
    };
    let said = match (old, new) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => {
            let delta = delta.as_ref();
            if field.name == "target_change" && change.old_unit.is_none() {
                let compared = delta.and_then(|delta| delta.of_changes((*one, *other), unit, lang));
                let compared = compared.map(|(difference, growth)| {
                    let growth = Some(growth).filter(|growth| !growth.is_empty());
                    let growth = growth.map(|growth| format!(", {growth}"));
                    format!(" ({difference}{})", growth.unwrap_or_default())
                });
                let one = step(*one, &bounds[0], unit, lang);
                let other = step(*other, &bounds[1], unit, lang);
                let level = level_said(told, change.places.1, Age::New, unit);
                let said = match lang {
                    Lang::En => format!("with {other} instead of {one}"),
                    Lang::Vi => format!("{other}, trước là {one}"),
                };
                said + &compared.unwrap_or_default() + &level
            } else {
                let one = old
                    .as_ref()
                    .map(|one| told.reader.old_value(change, field, one));
                let one = bounds[0].clone() + &one.unwrap_or_default();
                let other = bounds[1].clone() + &vi::number::format(other);
                moved(&one, &other, delta, unit, lang)
            }
        }
        (None, Some(new)) => {
            let new = shown(Age::New, new);
            match lang {
                Lang::En => format!("now {new}, no target before"),
                Lang::Vi => format!("nay đặt {new}, trước không đặt"),
            }
        }
        (Some(old), None) => {
            let old = shown(Age::Old, old);
            match lang {
                Lang::En => format!("no target any more, {old} before"),
                Lang::Vi => format!("nay không đặt, trước đặt {old}"),
            }
        }
        (old, new) => {
            let old = old.as_ref().map(|old| shown(Age::Old, old));
            let new = new.as_ref().map(|new| shown(Age::New, new));
            let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
            match lang {
                Lang::En => format!("at {new}, {old} before"),
                Lang::Vi => format!("là {new}, trước là {old}"),
            }
        }
    };
    format!("{} {said}", year.unwrap_or_default())
}

/// «giảm từ 59 xuống 35 hộ (-24, -40,68%)»
pub(super) fn moved(
    old: &str,
    new: &str,
    delta: Option<&Delta>,
    unit: Option<&str>,
    lang: Lang,
) -> String {
    let new = measured(new, unit);
    let Some(delta) = delta.filter(|delta| !delta.absolute.is_zero()) else {
        return match lang {
            Lang::En => format!("at {new}, {old} before"),
            Lang::Vi => format!("là {new}, trước là {old}"),
        };
    };
    let growth = delta.growth().map(|growth| format!(", {growth}"));
    let difference = format!("{}{}", delta.written(lang), growth.unwrap_or_default());
    match (lang, delta.absolute.is_sign_negative()) {
        (Lang::En, true) => format!("down from {old} to {new} ({difference})"),
        (Lang::En, false) => format!("up from {old} to {new} ({difference})"),
        (Lang::Vi, true) => format!("giảm từ {old} xuống {new} ({difference})"),
        (Lang::Vi, false) => format!("tăng từ {old} lên {new} ({difference})"),
    }
}

/// A change as a target, with how it binds: «giảm 20 hộ», «tăng ít nhất 0,5 điểm %».
fn step(number: Decimal, bound: &str, unit: Option<&str>, lang: Lang) -> String {
    let size = format!("{bound}{}", vi::number::format(&number.abs()));
    let size = match Delta::points(unit) {
        Some(points) => format!("{size} {}", points.text(lang)),
        None => measured(&size, unit),
    };
    match (lang, number.is_zero(), number.is_sign_negative()) {
        (Lang::En, true, _) => "unchanged".to_owned(),
        (Lang::Vi, true, _) => "giữ nguyên".to_owned(),
        (Lang::En, _, true) => format!("a fall of {size}"),
        (Lang::En, _, false) => format!("a rise of {size}"),
        (Lang::Vi, _, true) => format!("giảm {size}"),
        (Lang::Vi, _, false) => format!("tăng {size}"),
    }
}

/// «, còn 41 hộ», «, lên 41 hộ»: what a target that is a change comes to; nothing where its plan does not record from what.
fn level_said(told: &Told<'_, '_>, span: Option<Span>, age: Age, unit: Option<&str>) -> String {
    let plan = told.reader.plan(age);
    // Where the plan says the value, too, that is told for itself.
    let span = span
        .filter(|span| target_at(plan, *span).is_some_and(|(_, target)| target.value.is_none()));
    let Some((level, falls)) = span.and_then(|span| level(plan, span)) else {
        return String::new();
    };
    let level = measured(&vi::number::format(&level), unit);
    match (told.lang(), falls) {
        (Lang::En, _) => format!(", to {level}"),
        (Lang::Vi, true) => format!(", còn {level}"),
        (Lang::Vi, false) => format!(", lên {level}"),
    }
}

/// «trên »: how the target at a place binds, where not exactly.
fn bound_said(told: &Told<'_, '_>, span: Option<Span>, age: Age) -> String {
    let plan = told.reader.plan(age);
    let target = span.and_then(|span| target_at(plan, span));
    binding(target.map(|(_, target)| target), told.lang())
}

fn binding(target: Option<&Target>, lang: Lang) -> String {
    let bound = target.and_then(|target| target.bound);
    let said = bound.map(|bound| format!("{} ", bound.word().text(lang)));
    said.unwrap_or_default()
}

/// What last year missed, and which of that this year lowers; else that nothing was missed.
pub(super) fn outcomes(told: &Told<'_, '_>) -> Option<Claim> {
    let (all, lang) = (&told.sides.comparison.outcomes, told.lang());
    let missed = all.iter().filter(|one| one.verdict == Verdict::Missed);
    let mut missed: Vec<(&Outcome, Option<(usize, &Change)>)> =
        missed.map(|one| (one, lowered(told, one))).collect();
    let years: Vec<i16> = all.iter().map(|outcome| outcome.year).collect();
    let year = years.first().copied()?;
    let period = if years.iter().all(|other| *other == year) {
        match lang {
            Lang::En => format!("of {year}"),
            Lang::Vi => format!("năm {year}"),
        }
    } else {
        match lang {
            Lang::En => "of the last period".to_owned(),
            Lang::Vi => "kỳ trước".to_owned(),
        }
    };
    if missed.is_empty() {
        let head = match lang {
            Lang::En => format!("No target {period} whose result is recorded was missed"),
            Lang::Vi => format!("Các chỉ tiêu {period} đã có kết quả đều đạt hoặc vượt"),
        };
        return Some(Claim {
            topic: Topic::Outcomes,
            head,
            points: Vec::new(),
        });
    }
    missed.sort_by_key(|(_, lowered)| lowered.is_none());
    let head = match lang {
        Lang::En => format!("Targets {period} that were missed"),
        Lang::Vi => format!("Chỉ tiêu {period} chưa đạt"),
    };
    let points = missed.into_iter().map(|(outcome, lowered)| {
        let unit = outcome.unit.as_deref();
        let said = |number: &Decimal, bound: &str| {
            if outcome.is_change {
                step(*number, bound, unit, lang)
            } else {
                format!("{bound}{}", measured(&vi::number::format(number), unit))
            }
        };
        let (name, target, result) = (
            Told::short(&outcome.name),
            said(&outcome.target, &bound_of(told, outcome)),
            said(&outcome.result, ""),
        );
        let mut text = match lang {
            Lang::En => format!("{name} (target: {target}; result: {result})"),
            Lang::Vi => format!("{name} (đặt {target}, kết quả {result})"),
        };
        if lowered.is_some() {
            text.push_str(match lang {
                Lang::En => ", and this plan asks for less",
                Lang::Vi => ", năm nay hạ mức phấn đấu",
            });
        }
        let entries = lowered.map(|(place, _)| place).into_iter().collect();
        Point::new(text, entries)
    });
    Claim::of(Topic::Outcomes, &head, points.collect(), lang)
}

/// «trên »: how the target of an outcome bound, where not exactly.
fn bound_of(told: &Told<'_, '_>, outcome: &Outcome) -> String {
    let mut indicators = told.sides.old.plan.indicators.iter();
    let own = indicators.find(|one| one.name.plain() == outcome.name);
    let target = own.and_then(|own| own.target.as_ref());
    binding(target, told.lang())
}

/// The change that asks for less of what an outcome is of.
fn lowered<'s>(told: &Told<'_, 's>, outcome: &Outcome) -> Option<(usize, &'s Change)> {
    let mut changes = told.sides.comparison.changes.iter().enumerate();
    changes.find(|(_, change)| {
        let is_less = match &change.what {
            What::Altered { field, delta, .. } => {
                let better = delta.as_ref().and_then(|delta| delta.better);
                is_target(field) && better == Some(false)
            }
            _ => false,
        };
        change.kind == Kind::Indicator && is_less && change.name == outcome.name
    })
}
