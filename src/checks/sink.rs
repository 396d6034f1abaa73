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
/// file belongs; `alone` says of which rules everything has been found, so that a suppression that no
/// finding needed is a fault.
pub(super) fn settle(
    found: Vec<Diagnostic>,
    levels: &[&RuleLevels],
    allows: &[Allow],
    item: &dyn Fn(Span) -> Span,
    options: Options,
    alone: fn(Check) -> bool,
) -> Vec<Diagnostic> {
    let (mut kept, used) = sift(found, allows, item, options);
    let judged =
        |allow: &Allow| rule_named(allow.rule.as_str()).is_none_or(|rule| alone(rule.check));
    for (allow, used) in allows.iter().zip(used) {
        kept.extend(fault(allow, used || !judged(allow)));
    }
    grade(&mut kept, levels);
    kept
}

/// Takes away what is accepted by suppressions whose own faults are reported elsewhere.
pub(super) fn accept(
    found: Vec<Diagnostic>,
    allows: &[Allow],
    item: &dyn Fn(Span) -> Span,
    options: Options,
) -> Vec<Diagnostic> {
    sift(found, allows, item, options).0
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{Source, SourceId, Sources};

    const SPACE: Code = Code::warning("TXT006", "double-space");

    fn sources() -> [SourceId; 2] {
        let mut sources = Sources::default();
        [(); 2].map(|()| sources.add(Source::new("plan.toml".into(), String::new())))
    }

    fn text(value: &str) -> Text {
        let (value, span) = (value.to_owned(), Span::new(sources()[0], 0..1));
        Text { value, span }
    }

    fn allow(rule: &str, reason: Option<&str>) -> Allow {
        Allow {
            rule: text(rule),
            reason: reason.map(text),
            scope: Span::new(sources()[0], 10..20),
        }
    }

    fn finding(code: Code, at: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::new(code, Span::new(sources()[0], at), Message::default())
    }

    /// Whether a rule finds in a plan alone.
    fn alone(check: Check) -> bool {
        !matches!(check, Check::Together(_))
    }

    /// The ids of what is left.
    fn settled(found: Vec<Diagnostic>, allows: &[Allow], options: Options) -> Vec<&'static str> {
        let kept = settle(found, &[], allows, &|span| span, options, alone);
        kept.iter().map(|finding| finding.code.id).collect()
    }

    #[test]
    fn a_suppression_reaches_from_its_first_character_to_its_last() {
        let allows = [allow("TXT006", Some("mẫu cũ"))];
        let left = |at| settled(vec![finding(SPACE, at)], &allows, Options::default());
        assert_eq!(left(10..20), [""; 0]);
        assert_eq!(left(10..10), [""; 0]);
        assert_eq!(left(20..20), [""; 0]);
        assert_eq!(left(9..20), ["TXT006", "SPC019"]);
        assert_eq!(left(10..21), ["TXT006", "SPC019"]);
        let mut elsewhere = finding(SPACE, 10..20);
        elsewhere.primary.span.source = sources()[1];
        assert_eq!(
            settled(vec![elsewhere], &allows, Options::default()),
            ["TXT006", "SPC019"]
        );
    }

    #[test]
    fn a_place_in_a_data_file_is_the_place_of_its_table() {
        let allows = [allow("TXT006", Some("mẫu cũ"))];
        let item = |_| Span::new(sources()[0], 12..14);
        let found = vec![finding(SPACE, 100..101)];
        let options = Options::default();
        assert_eq!(
            settle(found.clone(), &[], &allows, &item, options, alone),
            []
        );
        assert_eq!(accept(found, &allows, &item, options), []);
    }

    #[test]
    fn a_suppression_names_its_rule_by_id_or_name_but_not_by_family() {
        for (word, left) in [
            ("TXT006", &[][..]),
            ("txt006", &[]),
            ("double-space", &[]),
            ("TXT007", &["TXT006", "SPC019"]),
            ("TXT", &["TXT006", "SPC020"]),
            ("Double-Space", &["TXT006", "SPC020"]),
        ] {
            let allows = [allow(word, Some("mẫu cũ"))];
            let found = vec![finding(SPACE, 12..14)];
            assert_eq!(settled(found, &allows, Options::default()), left, "{word}");
        }
    }

    #[test]
    fn without_a_reason_nothing_is_suppressed() {
        for reason in [None, Some(""), Some(" ")] {
            let allows = [allow("TXT006", reason)];
            let found = vec![finding(SPACE, 12..14)];
            assert_eq!(
                settled(found, &allows, Options::default()),
                ["TXT006", "SPC018"]
            );
        }
    }

    #[test]
    fn what_cannot_be_read_and_what_may_not_go_out_stay() {
        for (id, code) in [
            ("SPC001", code::SYNTAX),
            ("FRM010", Code::error("FRM010", "undecided-value")),
            ("REL001", rule_named("REL001").unwrap().code),
        ] {
            let allows = [allow(id, Some("mẫu cũ"))];
            let found = vec![finding(code, 12..14)];
            assert_eq!(settled(found, &allows, Options::default()), [id, "SPC020"]);
        }
    }

    #[test]
    fn every_suppression_of_a_finding_is_used() {
        let allows = [
            allow("TXT006", Some("một")),
            allow("double-space", Some("hai")),
        ];
        let found = vec![finding(SPACE, 12..14)];
        assert_eq!(settled(found, &allows, Options::default()), [""; 0]);
        assert_eq!(
            settled(Vec::new(), &allows, Options::default()),
            ["SPC019", "SPC019"]
        );
    }

    #[test]
    fn asked_for_what_is_accepted_it_is_told_and_its_suppression_is_used() {
        let options = Options {
            ignore_allow: true,
            ..Options::default()
        };
        let allows = [allow("TXT006", Some("mẫu cũ"))];
        let found = vec![finding(SPACE, 12..14)];
        assert_eq!(settled(found, &allows, options), ["TXT006"]);
    }

    #[test]
    fn a_rule_between_plans_finds_nothing_in_one_alone() {
        let together = rules().find(|rule| matches!(rule.check, Check::Together(_)));
        let allows = [allow(together.unwrap().code.id, Some("hai cơ quan"))];
        assert_eq!(settled(Vec::new(), &allows, Options::default()), [""; 0]);
    }

    /// The severity that the levels of office and plan give a finding, none where it is off.
    fn graded(code: Code, levels: &[&[(&str, RuleLevel)]]) -> Option<Severity> {
        let of = |levels: &&[(&str, RuleLevel)]| {
            RuleLevels(
                levels
                    .iter()
                    .map(|(word, level)| (text(word), *level))
                    .collect(),
            )
        };
        let levels: Vec<RuleLevels> = levels.iter().map(of).collect();
        let mut kept = vec![finding(code, 0..1)];
        grade(&mut kept, &levels.iter().collect::<Vec<_>>());
        kept.first().map(|finding| finding.severity)
    }

    #[test]
    fn levels_name_a_rule_or_a_family() {
        use RuleLevel::{Error, Info, Off, Warn};
        for (levels, severity) in [
            (&[][..], Some(Severity::Warning)),
            (&[("TXT006", Error)], Some(Severity::Error)),
            (&[("double-space", Info)], Some(Severity::Info)),
            (&[("TXT", Off)], None),
            (&[("txt", Error)], Some(Severity::Error)),
            (&[("TXT007", Off)], Some(Severity::Warning)),
            (&[("FRM", Off)], Some(Severity::Warning)),
            (&[("TXT", Off), ("TXT006", Error)], Some(Severity::Error)),
            (&[("TXT006", Off), ("TXT", Error)], None),
        ] {
            assert_eq!(graded(SPACE, &[levels]), severity);
        }
        let error = Code::error("FRM007", "appendix-not-mentioned");
        assert_eq!(graded(error, &[&[("FRM", Warn)]]), Some(Severity::Warning));
    }

    #[test]
    fn the_plan_comes_before_the_office_and_a_rule_before_its_family() {
        use RuleLevel::{Error, Info, Off};
        for (office, plan, severity) in [
            (("TXT006", Off), ("TXT006", Error), Some(Severity::Error)),
            (("TXT006", Error), ("TXT006", Off), None),
            (("TXT", Off), ("TXT", Info), Some(Severity::Info)),
            (("TXT", Off), ("TXT006", Info), Some(Severity::Info)),
            (("TXT006", Info), ("TXT", Off), Some(Severity::Info)),
            (("TXT006", Info), ("FRM", Off), Some(Severity::Info)),
        ] {
            assert_eq!(graded(SPACE, &[&[office], &[plan]]), severity);
        }
    }

    #[test]
    fn levels_leave_what_cannot_be_read_and_what_may_not_go_out() {
        use RuleLevel::Off;
        let undecided = Code::error("FRM010", "undecided-value");
        for (code, word) in [
            (code::SYNTAX, "SPC001"),
            (code::SYNTAX, "SPC"),
            (undecided, "FRM"),
            (undecided, "FRM010"),
        ] {
            assert_eq!(graded(code, &[&[(word, Off)]]), Some(Severity::Error));
        }
        assert_eq!(graded(code::UNPLACED, &[&[("SPC", Off)]]), None);
        let none_of_ours = Code::warning("ABC001", "none-of-ours");
        assert_eq!(graded(none_of_ours, &[&[("ABC", Off)]]), None);
    }

    #[test]
    fn words_of_levels_name_something_that_can_be_changed() {
        for (word, said) in [
            ("TXT006", None),
            ("double-space", None),
            ("TXT", None),
            ("spc", None),
            ("SPC013", None),
            ("ABC", Some("there is no rule `ABC`")),
            ("TXT113", Some("there is no rule `TXT113`")),
            (
                "SPC001",
                Some("`SPC001` cannot be switched off: what cannot be read cannot be accepted"),
            ),
            (
                "FRM010",
                Some("`FRM010` cannot be switched off: what may not go out cannot be accepted"),
            ),
            (
                "REL001",
                Some("`REL001` cannot be switched off: what may not go out cannot be accepted"),
            ),
        ] {
            let levels = RuleLevels(vec![(text(word), RuleLevel::Off)]);
            let faults: Vec<_> = level_faults(&levels).collect();
            let told = faults
                .first()
                .map(|fault| fault.message.text(crate::diag::Lang::En));
            assert_eq!(told, said, "{word}");
        }
    }
}
