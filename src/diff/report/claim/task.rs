//! Tasks that are new, dropped or handed over to another unit.

use super::sentence::{Claim, Point, Told, Topic};
use crate::diag::Lang;
use crate::diff::report::{Age, Item};
use crate::diff::{Change, Kind, Leaf, What};
use crate::plan::{Plan, Task};
use crate::source::Span;
use crate::vi;

/// Tasks that are new, dropped or handed over, each with its unit and deadline.
pub(super) fn tasks(told: &Told<'_, '_>) -> Option<Claim> {
    let items = told.of(Kind::Task);
    let mut points: Vec<(u8, Point)> = items.iter().filter_map(|item| task(told, item)).collect();
    points.sort_by_key(|(order, _)| *order);
    let points = points.into_iter().map(|(_, point)| point).collect();
    let head = match told.lang() {
        Lang::En => "Tasks",
        Lang::Vi => "Nhiệm vụ",
    };
    Claim::of(Topic::Tasks, head, points, told.lang())
}

/// What is said of a task, new ones first.
fn task(told: &Told<'_, '_>, item: &Item<'_>) -> Option<(u8, Point)> {
    let (first, lang) = (item.first(), told.lang());
    let name = Told::brief(&told.reader.name(first));
    let (order, text, places) = match &first.what {
        What::Added { leaves } => {
            let about = about(told, first, leaves, Age::New);
            let word = match lang {
                Lang::En => "new",
                Lang::Vi => "thêm",
            };
            (0, format!("{word} «{name}»{about}"), item.places.clone())
        }
        What::Dropped { leaves } => {
            let about = about(told, first, leaves, Age::Old);
            let word = match lang {
                Lang::En => "dropped",
                Lang::Vi => "bỏ",
            };
            (2, format!("{word} «{name}»{about}"), item.places.clone())
        }
        _ => {
            let Some((place, from, to)) = handed(told, item) else {
                return postponed(told, item).map(|point| (3, point));
            };
            let day = first
                .places
                .1
                .and_then(|span| deadline(told.reader.plan(Age::New), span));
            let text = match (lang, day) {
                (Lang::En, None) => format!("«{name}» handed over from {from} to {to}"),
                (Lang::En, Some(day)) => {
                    format!("«{name}» handed over from {from} to {to} (until {day})")
                }
                (Lang::Vi, None) => format!("chuyển «{name}» từ {from} sang {to}"),
                (Lang::Vi, Some(day)) => {
                    format!("chuyển «{name}» từ {from} sang {to} (hạn {day})")
                }
            };
            (1, text, vec![place])
        }
    };
    Some((order, Point::new(text, places)))
}

/// A deadline that is another one, and not just a year later.
fn postponed(told: &Told<'_, '_>, item: &Item<'_>) -> Option<Point> {
    let changes = item.changes.iter().zip(&item.places);
    let mut days = changes.filter_map(|(change, place)| match &change.what {
        What::Altered {
            field,
            old: Some(old),
            new: Some(new),
            ..
        } if matches!(field.name, "deadline" | "deadline_text") => {
            let (old, new) = (
                told.reader.value(Age::Old, field, old),
                told.reader.value(Age::New, field, new),
            );
            Some((*place, old, new))
        }
        _ => None,
    });
    let (place, old, new) = days.next()?;
    let name = Told::brief(&told.reader.name(item.first()));
    let text = match told.lang() {
        Lang::En => format!("deadline of «{name}» {new}, {old} before"),
        Lang::Vi => format!("đổi hạn «{name}» từ {old} sang {new}"),
    };
    Some(Point::new(text, vec![place]))
}

/// The change by which a task goes to another unit, the unit that had it and the one that has it.
fn handed(told: &Told<'_, '_>, item: &Item<'_>) -> Option<(usize, String, String)> {
    let reader = told.reader;
    let changes = item.changes.iter().zip(&item.places);
    let mut handed = changes.filter_map(|(change, place)| {
        let (from, to) = match &change.what {
            What::Moved { from } => (
                reader.trail(Age::Old, from).pop()?,
                reader.trail(Age::New, &change.trail).pop()?,
            ),
            What::Altered {
                field,
                old: Some(old),
                new: Some(new),
                ..
            } if matches!(field.name, "lead" | "lead_text") => (
                reader.value(Age::Old, field, old),
                reader.value(Age::New, field, new),
            ),
            _ => return None,
        };
        (from != to).then_some((*place, from, to))
    });
    handed.next()
}

/// « (Phòng Kinh tế, hạn 31/5/2025)»: who has a task of one plan alone, and until when.
fn about(told: &Told<'_, '_>, change: &Change, leaves: &[Leaf], age: Age) -> String {
    let reader = told.reader;
    let said = |names: [&str; 2]| {
        let leaf = leaves
            .iter()
            .find(|leaf| names.contains(&leaf.field.name))?;
        Some(reader.value(age, &leaf.field, &leaf.value))
    };
    let unit = said(["lead", "lead_text"]).or_else(|| reader.trail(age, &change.trail).pop());
    let day = said(["deadline", "deadline_text"]).map(|day| match told.lang() {
        Lang::En => format!("until {day}"),
        Lang::Vi => format!("hạn {day}"),
    });
    let said: Vec<String> = [unit, day].into_iter().flatten().collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" ({})", said.join(", "))
    }
}

/// The deadline of the task at a place.
fn deadline(plan: &Plan, span: Span) -> Option<String> {
    let units = plan.responsibilities.iter().flat_map(|unit| &unit.tasks);
    let mut tasks = units.chain(plan.task_groups.iter().flat_map(|group| &group.tasks));
    let is_own = |task: &&Task| {
        let id = task.id.as_ref().map(|id| id.span);
        task.text.span == span || id == Some(span)
    };
    let task = tasks.find(is_own)?;
    let day = task.result.deadline.map(|day| vi::date::short(day.date));
    let said = task.result.deadline_text.as_ref();
    day.or_else(|| said.map(|said| said.plain().to_owned()))
}
