//! A part of a document (phần nội dung cần trích sao; điểm b khoản 3 Điều 25): some of its sections and
//! appendices, in all its form.

use crate::document::model::{Block, Document};
use crate::plan::{Plan, Section};
use crate::source::Span;
use crate::vi;

/// Leaves of a document the sections and appendices that keys name: by id, or by the number that is
/// printed before them (`II`, `Phụ lục I`).
///
/// # Errors
/// The first key that names nothing.
pub(super) fn extract(document: &mut Document, plan: &Plan, keys: &[String]) -> Result<(), String> {
    let mut named = Vec::new();
    collect(&plan.sections, &mut named);
    let mut titles: Vec<Span> = Vec::new();
    let mut kept = vec![false; document.appendices.len()];
    for key in keys {
        let own = |(id, span): &(&str, Span)| (*id == key.as_str()).then_some(*span);
        let title = named.iter().find_map(own);
        let title = title.or_else(|| numbered(&document.body, key));
        let place = plan.appendices.iter().zip(&document.appendices);
        let place = place.enumerate().find(|(_, (appendix, printed))| {
            appendix.id.as_ref().is_some_and(|id| id.value == *key) || is_label(&printed.label, key)
        });
        match (title, place) {
            (Some(title), _) => titles.push(title),
            (None, Some((place, _))) => kept[place] = true,
            (None, None) => return Err(key.clone()),
        }
    }
    let closing = plan.closing.as_ref().map(|closing| closing.text.span);
    let mut open: Option<usize> = None;
    document.body.retain(|block| {
        if let Block::Heading(heading) = block {
            open = open.filter(|outline| heading.outline > *outline);
            let is_chosen = heading.origin.is_some_and(|own| titles.contains(&own));
            if open.is_none() && is_chosen {
                open = Some(heading.outline);
            }
        }
        open.is_some() && !is_of(block, closing)
    });
    let mut kept = kept.into_iter();
    document.appendices.retain(|_| kept.next() == Some(true));
    Ok(())
}

/// The ids of sections at any depth, with their titles' places.
fn collect<'p>(sections: &'p [Section], named: &mut Vec<(&'p str, Span)>) {
    for section in sections {
        if let Some(id) = &section.id {
            named.push((&id.value, section.title.span));
        }
        collect(&section.sections, named);
    }
}

/// The outermost section before which a number is printed.
fn numbered(body: &[Block], key: &str) -> Option<Span> {
    body.iter().find_map(|block| match block {
        Block::Heading(heading) if heading.outline == 1 && is_label(&heading.label, key) => {
            heading.origin
        }
        _ => None,
    })
}

fn is_label(label: &str, key: &str) -> bool {
    let fold = |text: &str| vi::text::folded_name(text.trim_end_matches(['.', ')']));
    fold(label) == fold(key)
}

/// Whether a block stands in a text of the plan.
fn is_of(block: &Block, text: Option<Span>) -> bool {
    let origin = match block {
        Block::Paragraph(paragraph) => paragraph.origin,
        Block::Heading(_) | Block::Table(_) => None,
    };
    origin.zip(text).is_some_and(|(own, text)| {
        own.source == text.source && own.start >= text.start && own.end <= text.end
    })
}
