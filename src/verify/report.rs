//! A report of what a file is: for people [`text`], for programs [`json()`].
//!
//! # The JSON object of a file
//!
//! | key | what it holds |
//! | --- | --- |
//! | `file` | its name |
//! | `state` | `valid`, `unknown` or `invalid`: the worst of what follows; empty fields are set aside |
//! | `signed` | whether there are signature fields and each of them is signed |
//! | `in_force` | `false` where the document has been withdrawn or replaced since |
//! | `items` | objects of `part` (`source`, `manifest`, `rendering`, `register`, `acts` where something was done since, `signatures`, `signer`), `state` and `message` |
//! | `signatures` | an object a field: `field`, `signer`, `state` (also `unsigned`) and `findings`, each of `part` (`presence`, `integrity`, `coverage`, `changes`, `chain`, `revocation`, `time`), `state` and `message` |
//!
//! Messages are in the user's language; all else is the same in every language.

use super::{Item, Report, State, is_signed};
use crate::diag::{Lang, Message, Words, words};
use crate::release::act::Deed;
use crate::signature::check::{Part, Verdict};
use serde_json::{Value as Json, json};

/// The report for people: the file, a line an item, the signatures, and what it comes to.
#[must_use]
pub fn text(file: &str, report: &Report, lang: Lang) -> String {
    let mut lines = vec![file.to_owned()];
    let line = |indent: &str, name: &str, state: State, message: &Message| {
        let (mark, word) = (mark(state), state.word().text(lang));
        format!("{indent}{mark} {name}: {word}: {}", message.text(lang))
    };
    for Item {
        part,
        state,
        message,
    } in &report.items
    {
        lines.push(line("  ", part.word().text(lang), *state, message));
    }
    for verdict in &report.signatures {
        let field = words("field", "trường").text(lang);
        let owner = owner(&verdict.field).text(lang);
        let who = verdict.signer.as_ref().map(|who| format!(", {who}"));
        let who = who.unwrap_or_default();
        let name = format!("{field} «{}»{owner}{who}", verdict.field);
        if !is_signed(verdict) {
            let empty = words("not signed", "chưa ký").text(lang);
            lines.push(format!("  - {name}: {empty}"));
            continue;
        }
        let (mark, word) = (mark(verdict.state()), verdict.state().word().text(lang));
        lines.push(format!("  {mark} {name}: {word}"));
        for finding in &verdict.findings {
            let part = finding.part().word().text(lang);
            lines.push(line("      ", part, finding.state(), &finding.message()));
        }
    }
    lines.push(format!("  {}", conclusion(report).text(lang)));
    lines.join("\n")
}

/// Whose a field is, where its name does not say so in the reader's language.
fn owner(field: &str) -> Words {
    match field {
        "signer" => words("", " (người ký)"),
        "organisation" => words("", " (cơ quan)"),
        _ => words("", ""),
    }
}

/// What a report comes to.
fn conclusion(report: &Report) -> Message {
    let (en, vi) = match report.state() {
        State::Valid => ("valid", "hợp lệ"),
        State::Unknown => (
            "unknown: not everything could be told",
            "không xác định: chưa đủ căn cứ",
        ),
        State::Invalid => ("invalid", "không hợp lệ"),
    };
    let unsigned = !report.signatures.is_empty() && !report.is_signed();
    let (behind_en, behind_vi) = if unsigned {
        (", not signed by all", ", chưa ký đủ")
    } else {
        ("", "")
    };
    let ended = report.ended.map(Deed::done);
    let ended = |lang, but: &str| match ended {
        Some(done) => format!(", {but} {}", done.text(lang)),
        None => String::new(),
    };
    let (ended_en, ended_vi) = (ended(Lang::En, "but"), ended(Lang::Vi, "nhưng"));
    Message::new(
        format!("= {en}{behind_en}{ended_en}"),
        format!("= {vi}{behind_vi}{ended_vi}"),
    )
}

fn mark(state: State) -> char {
    match state {
        State::Valid => '✓',
        State::Unknown => '?',
        State::Invalid => '✗',
    }
}

fn state_id(state: State) -> &'static str {
    state.word().text(Lang::En)
}

/// The report for programs.
#[must_use]
pub fn json(file: &str, report: &Report, lang: Lang) -> Json {
    let items = report.items.iter().map(|item| {
        json!({
            "part": item.part.id(),
            "state": state_id(item.state),
            "message": item.message.text(lang),
        })
    });
    json!({
        "file": file,
        "state": state_id(report.state()),
        "signed": report.is_signed(),
        "in_force": report.ended.is_none(),
        "items": items.collect::<Vec<_>>(),
        "signatures": report.signatures.iter().map(|v| signature(v, lang)).collect::<Vec<_>>(),
    })
}

fn signature(verdict: &Verdict, lang: Lang) -> Json {
    let findings = verdict.findings.iter().map(|finding| {
        json!({
            "part": part_id(finding.part()),
            "state": state_id(finding.state()),
            "message": finding.message().text(lang),
        })
    });
    let state = is_signed(verdict).then(|| state_id(verdict.state()));
    json!({
        "field": verdict.field,
        "signer": verdict.signer,
        "state": state.unwrap_or("unsigned"),
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn part_id(part: Part) -> &'static str {
    match part {
        Part::Presence => "presence",
        Part::Integrity => "integrity",
        Part::Coverage => "coverage",
        Part::Changes => "changes",
        Part::Chain => "chain",
        Part::Revocation => "revocation",
        Part::Time => "time",
    }
}
