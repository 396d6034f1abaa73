//! Where findings end up: levels and suppressions act here, once.

use super::registry::{rule_named, rules};
use super::rule::{Check, Rule};
use crate::diag::{Diagnostic, Message, Severity, code};
use crate::plan::{RuleLevel, RuleLevels};
use crate::source::Span;
use crate::spec::{Allow, Text};

/// What is asked of the checks beyond the plan's own settings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Report also what plans and registries accept.
    pub ignore_allow: bool,
    /// Check what must be there when a plan is released.
    pub release: bool,
}

/// Settles what was found: takes away what is accepted, sets levels, and reports suppressions and
/// levels that are wrong themselves.
///
/// `levels` go from the outermost to the innermost; `item` says where in the plan a place of a data
/// file belongs.
pub(super) fn settle(
    found: Vec<Diagnostic>,
    levels: &[&RuleLevels],
    allows: &[Allow],
    item: &dyn Fn(Span) -> Span,
    options: Options,
) -> Vec<Diagnostic> {
    let (mut kept, used) = sift(found, allows, item, options);
    for (allow, used) in allows.iter().zip(used) {
        kept.extend(fault(allow, used || is_of_run(allow)));
    }
    grade(&mut kept, levels);
    kept
}

/// Settles what was found in a plan that has been settled before: the faults of its suppressions have
/// been reported.
pub(super) fn settle_more(
    found: Vec<Diagnostic>,
    levels: &[&RuleLevels],
    allows: &[Allow],
    item: &dyn Fn(Span) -> Span,
    options: Options,
) -> Vec<Diagnostic> {
    let (mut kept, _) = sift(found, allows, item, options);
    grade(&mut kept, levels);
    kept
}

/// Whether a suppression is of a rule that finds nothing in a plan alone.
fn is_of_run(allow: &Allow) -> bool {
    rule_named(allow.rule.as_str()).is_some_and(|rule| matches!(rule.check, Check::Together(_)))
}

/// Takes away what is accepted, and says which suppressions were used.
fn sift(
    found: Vec<Diagnostic>,
    allows: &[Allow],
    item: &dyn Fn(Span) -> Span,
    options: Options,
) -> (Vec<Diagnostic>, Vec<bool>) {
    let mut used = vec![false; allows.len()];
    let mut kept = Vec::with_capacity(found.len());
    for finding in found {
        let place = item(finding.primary.span);
        let mut accepted = false;
        for (allow, used) in allows.iter().zip(&mut used) {
            if accepts(allow, &finding, place) {
                *used = true;
                accepted = true;
            }
        }
        if !accepted || options.ignore_allow {
            kept.push(finding);
        }
    }
    (kept, used)
}

/// Sets the levels of findings and takes away those that are off.
pub(super) fn grade(kept: &mut Vec<Diagnostic>, levels: &[&RuleLevels]) {
    kept.retain_mut(|finding| match level(finding, levels) {
        Some(RuleLevel::Off) => false,
        Some(RuleLevel::Error) => set(finding, Severity::Error),
        Some(RuleLevel::Warn) => set(finding, Severity::Warning),
        Some(RuleLevel::Info) => set(finding, Severity::Info),
        None => true,
    });
}

fn set(finding: &mut Diagnostic, severity: Severity) -> bool {
    finding.severity = severity;
    true
}

fn accepts(allow: &Allow, finding: &Diagnostic, place: Span) -> bool {
    let (scope, word) = (allow.scope, allow.rule.as_str());
    let around =
        scope.source == place.source && scope.start <= place.start && place.end <= scope.end;
    around && finding.code.is_named(word) && is_adjustable(finding) && has_reason(allow)
}

fn has_reason(allow: &Allow) -> bool {
    allow
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.is_blank())
}

/// What is wrong with a suppression itself.
fn fault(allow: &Allow, used: bool) -> Option<Diagnostic> {
    let rule = &allow.rule;
    if let Some(fault) = unknown(rule, false) {
        return Some(fault);
    }
    if !has_reason(allow) {
        let message = Message::new(
            format!("the suppression of `{}` says no reason", rule.value),
            format!("bỏ qua `{}` mà không nêu lý do", rule.value),
        );
        let help = Message::new(
            "add `reason = \"…\"`; until then the finding stays",
            "thêm `reason = \"…\"`; chưa có lý do thì phát hiện vẫn còn",
        );
        return Some(Diagnostic::new(code::NO_REASON, rule.span, message).help(help));
    }
    (!used).then(|| {
        let message = Message::new(
            format!(
                "`{}` finds nothing here that could be suppressed",
                rule.value
            ),
            format!("ở đây không có phát hiện `{}` nào để bỏ qua", rule.value),
        );
        let help = Message::new("take it out", "xóa mục này đi");
        Diagnostic::new(code::UNUSED_ALLOW, rule.span, message).help(help)
    })
}

/// The level of a finding's rule, by the innermost setting that names it; the rule itself comes
/// before its family.
fn level(finding: &Diagnostic, levels: &[&RuleLevels]) -> Option<RuleLevel> {
    let of = |word: &dyn Fn(&str) -> bool| {
        levels
            .iter()
            .rev()
            .find_map(|levels| levels.0.iter().find(|(rule, _)| word(rule.as_str())))
            .map(|(_, level)| *level)
    };
    let family = finding.code.family();
    let own = of(&|word| finding.code.is_named(word));
    own.or_else(|| of(&|word| word.eq_ignore_ascii_case(family)))
        .filter(|_| is_adjustable(finding))
}

/// Whether levels and suppressions act on a finding.
fn is_adjustable(finding: &Diagnostic) -> bool {
    rule_named(finding.code.id).is_none_or(Rule::is_adjustable)
}

/// The faults of the levels themselves.
pub(super) fn level_faults(levels: &RuleLevels) -> impl Iterator<Item = Diagnostic> {
    levels.0.iter().filter_map(|(rule, _)| unknown(rule, true))
}

/// The fault of a word that names no rule, or one that an office cannot change.
fn unknown(word: &Text, families: bool) -> Option<Diagnostic> {
    let name = word.as_str();
    if families && rules().any(|rule| rule.code.family().eq_ignore_ascii_case(name)) {
        return None;
    }
    match rule_named(name) {
        Some(rule) if rule.is_adjustable() => None,
        Some(rule) => {
            let (en, vi) = match rule.check {
                Check::Release(_) | Check::Issuing => (
                    "what may not go out cannot be accepted",
                    "điều không được phép khi ban hành thì không thể chấp nhận",
                ),
                _ => (
                    "what cannot be read cannot be accepted",
                    "chỗ không đọc được thì không thể chấp nhận",
                ),
            };
            let message = Message::new(
                format!("`{name}` cannot be switched off: {en}"),
                format!("không thể tắt `{name}`: {vi}"),
            );
            Some(Diagnostic::new(code::UNKNOWN_RULE, word.span, message))
        }
        None => {
            let known = rules().flat_map(|rule| [rule.code.id, rule.code.name]);
            let message = Message::new(
                format!("there is no rule `{name}`"),
                format!("không có quy tắc `{name}`"),
            );
            let help = Message::new(
                "`kehoach rules` lists them",
                "`kehoach rules` liệt kê các quy tắc",
            );
            let fault = Diagnostic::new(code::UNKNOWN_RULE, word.span, message);
            Some(fault.suggest(name, known).help(help))
        }
    }
}
