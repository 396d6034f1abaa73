//! A text of a plan as it prints, taken alone: what is read of a paragraph without its document.

use super::compose::Composer;
use super::model::plain;
use super::prose::{Recorded, pieces};
use crate::law::Law;
use crate::plan::{Index, Plan};
use crate::source::Sources;
use crate::spec::Id;
use crate::spec::scan::scan;

/// Prints the texts of a plan, one at a time.
pub struct Printer<'p> {
    composer: Composer<'p>,
}

impl<'p> Printer<'p> {
    /// A printer of a plan's texts.
    #[must_use]
    pub fn new(plan: &'p Plan, index: &'p Index<'p>, sources: &'p Sources, law: &'p Law) -> Self {
        Self {
            composer: Composer::new(plan, index, sources, law),
        }
    }

    /// What a text prints: numbers for calls of values, the short form of citations, a title in angle
    /// brackets for what is numbered or stands as a block. A text that cannot be read stays as it is.
    pub fn text(&mut self, text: &str) -> String {
        let Ok(rendered) = self.composer.engine.render(text, &scan(text)) else {
            return text.to_owned();
        };
        let mut printed = String::with_capacity(text.len());
        for piece in pieces(&rendered.text) {
            match piece {
                Ok(written) => printed.push_str(written),
                Err(index) => {
                    let call = rendered.calls.get(index);
                    printed.extend(call.map(|call| self.call(call)));
                }
            }
        }
        printed
    }

    fn call(&mut self, call: &Recorded) -> String {
        let plan = self.composer.plan;
        let id = call.text("id");
        let titled = |title: Option<&str>| format!("⟨{}⟩", title.or(id).unwrap_or(call.name));
        match call.name {
            "ref" => return titled(id.and_then(|id| title(plan, id))),
            "table" => {
                let table = id.and_then(|id| self.composer.index.table(id));
                return titled(table.and_then(|table| Some(table.title.as_ref()?.as_str())));
            }
            _ => {}
        }
        if call.block {
            return titled(block(call.name));
        }
        // Alone, a citation is no first one.
        if let Some(id) = id {
            self.composer.cite_again(id);
        }
        let said = plain(&self.composer.inline(call, plan.document.title.span));
        if said.is_empty() { titled(None) } else { said }
    }
}

/// What a call makes that takes no id.
fn block(name: &str) -> Option<&'static str> {
    Some(match name {
        "budget" => "bảng kinh phí",
        "indicators" => "bảng chỉ tiêu",
        "objectives" => "mục tiêu",
        "responsibilities" => "phân công nhiệm vụ",
        "task_matrix" => "bảng phân công nhiệm vụ",
        "timeline" => "tiến độ",
        "reporting" => "chế độ báo cáo",
        _ => return None,
    })
}

/// The title of the section or appendix of an id.
fn title<'p>(plan: &'p Plan, id: &str) -> Option<&'p str> {
    let is_it = |own: &Option<Id>| own.as_ref().is_some_and(|own| own.value == id);
    let mut appendices = plan.appendices.iter();
    let mut open: Vec<_> = plan.sections.iter().collect();
    while let Some(section) = open.pop() {
        if is_it(&section.id) {
            return Some(section.title.as_str());
        }
        open.extend(&section.sections);
    }
    let appendix = appendices.find(|appendix| is_it(&appendix.id));
    appendix.map(|appendix| appendix.title.as_str())
}
