//! Legal bases in whose place others stand, new ones, dropped ones: by name.

use super::sentence::{Claim, Point, Told, Topic};
use crate::diag::Lang;
use crate::diff::report::Item;
use crate::diff::{Kind, What};

/// What has become of the legal bases.
pub(super) fn bases(told: &Told<'_, '_>) -> Option<Claim> {
    let items = told.of(Kind::LegalBasis);
    let heirs = |item: &Item<'_>| told.reader.is_successor(item.first());
    let mut points: Vec<(u8, Point)> = items
        .iter()
        .filter(|item| !heirs(item))
        .filter_map(|item| basis(told, item))
        .collect();
    points.sort_by_key(|(order, _)| *order);
    let mut points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    // What stands for another is told with that one.
    if let Some(first) = points.first_mut() {
        let heirs = items.iter().filter(|item| heirs(item));
        first
            .entries
            .extend(heirs.flat_map(|item| item.places.iter().copied()));
    }
    let head = match told.lang() {
        Lang::En => "Legal bases",
        Lang::Vi => "Căn cứ",
    };
    Claim::of(Topic::Bases, head, points, told.lang())
}

fn basis(told: &Told<'_, '_>, item: &Item<'_>) -> Option<(u8, Point)> {
    let (first, lang) = (item.first(), told.lang());
    let name = Told::short(&told.reader.name(first));
    let pair = told
        .reader
        .successor(first)
        .map(|heir| (name.clone(), heir))
        .or_else(|| {
            let (old, new, _) = told.reader.replacement(&item.changes)?;
            Some((old, new))
        });
    let (order, text) = match (pair, &first.what) {
        (Some((old, new)), _) => {
            let text = match lang {
                Lang::En => format!("{new} in place of {old}"),
                Lang::Vi => format!("dẫn {new} thay cho {old}"),
            };
            (0, text)
        }
        (None, What::Added { .. }) => match lang {
            Lang::En => (1, format!("new: {name}")),
            Lang::Vi => (1, format!("thêm {name}")),
        },
        (None, What::Dropped { .. }) => match lang {
            Lang::En => (2, format!("dropped: {name}")),
            Lang::Vi => (2, format!("bỏ {name}")),
        },
        _ => return None,
    };
    Some((order, Point::new(text, item.places.clone())))
}
