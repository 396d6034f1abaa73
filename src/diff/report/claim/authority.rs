//! Who answers for a plan and how it binds; findings of the checks that it accepts.

use super::sentence::{Claim, Point, Told, Topic};
use crate::diag::Lang;
use crate::diff::report::{Age, Reader};
use crate::diff::{Change, Field, Kind, What};

/// A signer or an issuing body, a direction or a bound that is another.
pub(super) fn authority(told: &Told<'_, '_>) -> Option<Claim> {
    let (reader, lang) = (told.reader, told.lang());
    let is_told = |change: &Change| match &change.what {
        What::Altered { field, .. } => {
            matches!(change.kind, Kind::Signature | Kind::Issuer)
                || matches!(field.name, "better" | "target_bound")
        }
        What::Added { .. } | What::Dropped { .. } => {
            matches!(change.kind, Kind::Signature | Kind::Issuer)
        }
        _ => false,
    };
    let items = told.items(is_told);
    let points = items.iter().flat_map(|item| {
        let changes = item.changes.iter().zip(&item.places);
        changes.map(|(change, place)| Point::new(said(reader, change), vec![*place]))
    });
    let head = match lang {
        Lang::En => "Authority and bounds",
        Lang::Vi => "Thẩm quyền, mức ràng buộc",
    };
    Claim::of(Topic::Authority, head, points.collect(), lang)
}

/// «người ký: tên Trần B → Lê C»
fn said(reader: &Reader<'_>, change: &Change) -> String {
    let lang = reader.lang();
    let kind = change.kind.words().text(lang);
    let name = reader.name(change);
    let whose = match change.kind {
        Kind::Signature | Kind::Issuer => kind.to_owned(),
        _ => Told::short(&name),
    };
    match &change.what {
        What::Altered {
            field, old, new, ..
        } => {
            let value = |age, value: &Option<_>| {
                let none = match lang {
                    Lang::En => "none",
                    Lang::Vi => "không ghi",
                };
                let said = value.as_ref();
                let said = said.map(|value| format!("«{}»", reader.value(age, field, value)));
                said.unwrap_or_else(|| none.to_owned())
            };
            let field_name = reader.field(change, field);
            let (old, new) = (value(Age::Old, old), value(Age::New, new));
            match lang {
                Lang::En => format!("{whose}, {field_name}: from {old} to {new}"),
                Lang::Vi => format!("{whose}, {field_name}: từ {old} sang {new}"),
            }
        }
        What::Added { .. } => match lang {
            Lang::En => format!("new {kind}: {name}"),
            Lang::Vi => format!("thêm {kind}: {name}"),
        },
        _ => match lang {
            Lang::En => format!("no {kind} any more: {name}"),
            Lang::Vi => format!("bỏ {kind}: {name}"),
        },
    }
}

fn is_exception(field: &Field) -> bool {
    field.name == "allow"
}

/// Findings that the new plan accepts, and how many it accepts no more.
pub(super) fn exceptions(told: &Told<'_, '_>) -> Option<Claim> {
    let (reader, lang) = (told.reader, told.lang());
    let (mut points, mut gone) = (Vec::new(), Vec::new());
    let changes = told.sides.comparison.changes.iter().enumerate();
    for (place, change) in changes {
        match &change.what {
            What::Altered {
                field,
                new: Some(reason),
                ..
            } if is_exception(field) => {
                let reason = reader.value(Age::New, field, reason);
                points.push((change, place, reason));
            }
            What::Altered { field, .. } if is_exception(field) => gone.push(place),
            What::Added { leaves } => {
                let own = leaves.iter().filter(|leaf| is_exception(&leaf.field));
                let own = own.map(|leaf| reader.value(Age::New, &leaf.field, &leaf.value));
                points.extend(own.map(|reason| (change, place, reason)));
            }
            _ => {}
        }
    }
    let mut points: Vec<Point> = points
        .into_iter()
        .map(|(change, place, reason)| {
            let name = Told::brief(&reader.name(change));
            let text = match lang {
                Lang::En => format!("accepted for «{name}» because: {reason}"),
                Lang::Vi => format!("chấp nhận đối với «{name}», lý do: {reason}"),
            };
            Point::new(text, vec![place])
        })
        .collect();
    if !gone.is_empty() {
        let text = match lang {
            Lang::En => format!("{} of before no longer accepted", gone.len()),
            Lang::Vi => format!("thôi chấp nhận {} ngoại lệ của bản trước", gone.len()),
        };
        points.push(Point::new(text, gone));
    }
    let head = match lang {
        Lang::En => "Exceptions to the checks",
        Lang::Vi => "Ngoại lệ khi kiểm tra",
    };
    Claim::of(Topic::Exceptions, head, points, lang)
}
