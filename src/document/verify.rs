//! The template tags of a text against the calls, filters and variables that prose has, and the ids in
//! them against what the plan has: every fault at its characters, before anything is rendered.

use super::call::{FILTERS, SIGNATURES, STATEMENTS, Signature, Takes, VARIABLES, signature};
use super::prose::TemplateFault;
use crate::diag::{Diagnostic, MOST, Message, code};
use crate::plan::Index;
use crate::source::Span;
use crate::spec::Prose;
use crate::spec::scan::{Call, Expression, Token};
use std::ops::Range;

/// Checks every tag of a text; `place` turns a range of the text into a span.
pub fn check(
    prose: &Prose,
    index: &Index<'_>,
    place: &dyn Fn(Range<usize>) -> Span,
) -> Vec<Diagnostic> {
    let scan = prose.scan();
    let mut verifier = Verifier {
        text: prose.as_str(),
        index,
        place,
        faults: Vec::new(),
    };
    for (range, word) in scan.statements.iter().take(MOST) {
        if !STATEMENTS.contains(&word.as_str()) {
            verifier.fault(
                range.clone(),
                format!("prose has no `{word}`; it knows {{{{ … }}}} and {{% if … %}}"),
                format!("văn xuôi không có `{word}`; chỉ dùng được {{{{ … }}}} và {{% if … %}}"),
            );
        }
    }
    if let Some(range) = scan.unclosed.clone() {
        verifier.fault(
            range,
            "this is never closed",
            "chỗ mở này không được đóng lại",
        );
    }
    for expression in &scan.expressions {
        if verifier.faults.len() > MOST {
            break;
        }
        verifier.expression(expression);
    }
    verifier.faults
}

/// The faults that only the engine sees: those in tags where [`check`] has `known` none.
pub fn engine_faults(
    prose: &Prose,
    found: Vec<TemplateFault>,
    known: &[Diagnostic],
    place: &dyn Fn(Range<usize>) -> Span,
) -> Vec<Diagnostic> {
    let is_known = |fault: &TemplateFault| {
        let tag = prose.scan().tag_at(fault.range.start);
        let span = place(tag.cloned().unwrap_or(0..prose.value.len()));
        let inside =
            |d: &Diagnostic| span.start <= d.primary.span.start && d.primary.span.start < span.end;
        known.iter().any(inside)
    };
    let new = found.into_iter().filter(|fault| !is_known(fault));
    new.map(|fault| {
        let message = Message::new(
            format!("the template fails: {}", fault.message),
            format!("lệnh trong văn xuôi bị lỗi: {}", fault.message),
        );
        Diagnostic::new(code::TEMPLATE, place(fault.range), message)
    })
    .collect()
}

/// A text whose tags are checked.
struct Verifier<'t> {
    text: &'t str,
    index: &'t Index<'t>,
    place: &'t dyn Fn(Range<usize>) -> Span,
    faults: Vec<Diagnostic>,
}

impl<'t> Verifier<'t> {
    fn word(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn fault(&mut self, range: Range<usize>, en: impl Into<String>, vi: impl Into<String>) {
        let message = Message::new(en, vi);
        self.faults.push(Diagnostic::new(
            code::TEMPLATE,
            (self.place)(range),
            message,
        ));
    }

    /// Reports a word that is none of those that there are.
    fn unknown(
        &mut self,
        range: &Range<usize>,
        (en, vi): (String, String),
        known: impl IntoIterator<Item = &'static str>,
    ) {
        let word = self.word(range);
        let fault = Diagnostic::new(
            code::TEMPLATE,
            (self.place)(range.clone()),
            Message::new(en, vi),
        );
        self.faults.push(fault.suggest(word, known));
    }

    fn expression(&mut self, expression: &Expression) {
        for call in expression.calls() {
            let name = self.word(&call.name);
            if let Some(signature) = signature(name) {
                self.call(&call, signature);
            } else {
                let words = (
                    format!("prose has no call `{name}`"),
                    format!("không có lệnh `{name}`"),
                );
                self.unknown(&call.name, words, SIGNATURES.iter().map(|known| known.name));
            }
        }
        for variable in expression.variables() {
            let name = self.word(&variable);
            if !VARIABLES.contains(&name) {
                let words = (
                    format!("prose has no variable `{name}`"),
                    format!("không có biến `{name}`"),
                );
                self.unknown(&variable, words, VARIABLES.iter().copied());
            }
        }
        for filter in expression.filters() {
            let name = self.word(&filter);
            if !FILTERS.contains(&name) {
                let words = (
                    format!("prose has no filter `{name}`"),
                    format!("không có bộ lọc `{name}`"),
                );
                self.unknown(&filter, words, FILTERS.iter().copied());
            }
        }
    }

    fn call(&mut self, call: &Call, signature: &'static Signature) {
        let name = signature.name;
        for (key, value) in &call.arguments {
            let word = self.word(key);
            let known = signature.takes.iter().find(|(known, _)| *known == word);
            if let Some((_, takes)) = known {
                self.argument(value, *takes);
            } else {
                let words = (
                    format!("`{name}` takes no `{word}`"),
                    format!("`{name}` không có tham số `{word}`"),
                );
                self.unknown(key, words, signature.takes.iter().map(|(known, _)| *known));
            }
        }
        for missing in signature.required {
            if !call
                .arguments
                .iter()
                .any(|(key, _)| self.word(key) == *missing)
            {
                let (en, vi) = (
                    format!("`{name}` needs `{missing}`"),
                    format!("`{name}` cần có `{missing}`"),
                );
                self.fault(call.name.clone(), en, vi);
            }
        }
    }

    fn argument(&mut self, range: &Range<usize>, takes: Takes) {
        let Some(value) = Token::unquoted(self.word(range)) else {
            return;
        };
        let inner = range.start + 1..range.end - 1;
        match takes {
            Takes::Id(named) if !self.index.has(named, value) => {
                let fault = self.index.dangling(named, value, (self.place)(inner));
                self.faults.push(fault);
            }
            Takes::Word(words) if !words.contains(&value) => {
                let all: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                let all = all.join(", ");
                self.fault(
                    inner,
                    format!("`{value}` is not one of {all}"),
                    format!("`{value}` không thuộc {all}"),
                );
            }
            _ => {}
        }
    }
}
