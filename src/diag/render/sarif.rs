//! Findings as a SARIF 2.1.0 log, which code scanning and editors show at their lines.
//!
//! One log has one run with the findings of all files. Places count characters (`unicodeCodePoints`)
//! from 1, the end one past the last. A workbook has no lines: its places are cells, named as logical
//! locations. `partialFingerprints` do not depend on line numbers nor on the language, so that a
//! finding stays the same finding when lines above it move.

use crate::diag::{Code, Diagnostic, Edit, Label, Lang, Severity};
use crate::source::{Source, SourceKind, Sources, Span};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::{Component, Path};

/// Where the format is described, for programs that check logs against it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the fingerprint, which GitHub tells old findings from new ones by.
const FINGERPRINT: &str = "primaryLocationLineHash";

/// What a log says about a kind of fault (quy tắc), in the log's language.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The kind.
    pub code: Code,
    /// What the fault is, in one sentence.
    pub what: String,
    /// Why it is one.
    pub why: String,
    /// How to recognise and mend it. Markdown.
    pub help: String,
}

/// The findings of a run, each with the sources that its places are in, as a whole log in `lang`.
///
/// The log describes the kinds of fault that occur, in the order of `rules`; a kind that is not among
/// `rules` is described by its name alone.
#[must_use]
pub fn render(reports: &[(Vec<Diagnostic>, Sources)], rules: &[Rule], lang: Lang) -> Value {
    let findings = || {
        reports
            .iter()
            .flat_map(|(found, sources)| found.iter().map(move |finding| (finding, sources)))
    };
    let known = rules.iter().map(|rule| rule.code);
    let mut codes: Vec<Code> = findings().map(|(finding, _)| finding.code).collect();
    codes.sort_by_key(|code| (known.clone().position(|known| known.id == code.id), code.id));
    codes.dedup_by_key(|code| code.id);
    let numbers: HashMap<&str, usize> = codes.iter().map(|code| code.id).zip(0..).collect();
    let descriptors: Vec<Value> = codes
        .iter()
        .map(|code| descriptor(*code, rules.iter().find(|rule| rule.code.id == code.id)))
        .collect();

    let mut seen = HashMap::new();
    let results: Vec<Value> = findings()
        .map(|(finding, sources)| {
            let mut result = result(finding, sources, lang);
            result.insert(
                "ruleIndex".into(),
                numbers.get(finding.code.id).copied().into(),
            );
            if let Some(print) = fingerprint(finding, sources) {
                let count = seen
                    .entry(print)
                    .and_modify(|count| *count += 1)
                    .or_insert(1);
                let print = format!("{print:016x}:{count}");
                result.insert("partialFingerprints".into(), json!({ FINGERPRINT: print }));
            }
            Value::Object(result)
        })
        .collect();

    let mut driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": descriptors,
    });
    let site = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    if let Some(site) = site.into_iter().find(|site| !site.is_empty()) {
        driver["informationUri"] = site.into();
    }
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "language": match lang {
                Lang::En => "en",
                Lang::Vi => "vi",
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(code: Code, rule: Option<&Rule>) -> Value {
    let mut descriptor = json!({
        "id": code.id,
        "name": code.name,
        "defaultConfiguration": { "level": level(code.severity) },
    });
    if let Some(rule) = rule {
        descriptor["shortDescription"] = json!({ "text": rule.what });
        descriptor["fullDescription"] = json!({ "text": rule.why });
        descriptor["help"] = json!({ "text": rule.help, "markdown": rule.help });
    }
    descriptor
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A finding but for what depends on the others of the run.
fn result(finding: &Diagnostic, sources: &Sources, lang: Lang) -> Map<String, Value> {
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| result.insert(key.into(), value);
    put("ruleId", finding.code.id.into());
    put("level", level(finding.severity).into());
    let sentences = std::iter::once(&finding.message).chain(&finding.help);
    let sentences: Vec<String> = sentences.map(|part| sentence(part.text(lang))).collect();
    put("message", json!({ "text": sentences.join(" ") }));
    let primary = location(&finding.primary, sources, lang);
    put("locations", primary.into_iter().collect());
    let related: Vec<Value> = finding
        .secondary
        .iter()
        .filter_map(|label| location(label, sources, lang))
        .zip(0..)
        .map(|(mut location, id)| {
            location["id"] = id.into();
            location
        })
        .collect();
    if !related.is_empty() {
        put("relatedLocations", related.into());
    }
    if let Some(fix) = fix(finding, sources, lang) {
        put("fixes", json!([fix]));
    }
    if !finding.values.is_empty() {
        let values = finding.values.iter();
        let values = values.map(|(key, value)| ((*key).to_owned(), Value::from(value.as_str())));
        let values: Map<String, Value> = values.collect();
        put("properties", json!({ "values": values }));
    }
    result
}

/// A sentence with the capital and the full stop that logs have and a terminal does without.
fn sentence(text: &str) -> String {
    let first = text.chars().next().into_iter();
    let first = first.flat_map(char::to_uppercase);
    let text: String = first.chain(text.chars().skip(1)).collect();
    let end = if text.ends_with(['.', '?', '!', ':', '…']) {
        ""
    } else {
        "."
    };
    format!("{text}{end}")
}

fn location(label: &Label, sources: &Sources, lang: Lang) -> Option<Value> {
    let source = sources.get(label.span.source)?;
    let mut physical = json!({ "artifactLocation": { "uri": uri(source.path()) } });
    if *source.kind() == SourceKind::Text {
        physical["region"] = region(label.span, source);
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(cell) = source.cell(label.span.range().start) {
        let name = cell.rsplit('!').next().unwrap_or(&cell);
        location["logicalLocations"] =
            json!([{ "name": name, "fullyQualifiedName": cell, "kind": "cell" }]);
    }
    if let Some(text) = &label.text {
        location["message"] = json!({ "text": sentence(text.text(lang)) });
    }
    Some(location)
}

fn region(span: Span, source: &Source) -> Value {
    let range = span.range();
    let (start, end) = (source.position(range.start), source.position(range.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// The edits of a finding, file by file.
fn fix(finding: &Diagnostic, sources: &Sources, lang: Lang) -> Option<Value> {
    let mut edits: Vec<&Edit> = finding.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut changes = Vec::new();
    for edits in edits.chunk_by(|a, b| a.span.source == b.span.source) {
        let source = sources.get(edits.first()?.span.source)?;
        let replacement = |edit: &&Edit| {
            json!({
                "deletedRegion": region(edit.span, source),
                "insertedContent": { "text": edit.text },
            })
        };
        changes.push(json!({
            "artifactLocation": { "uri": uri(source.path()) },
            "replacements": edits.iter().map(replacement).collect::<Vec<_>>(),
        }));
    }
    let advice = finding.help.first().unwrap_or(&finding.message);
    let description = json!({ "text": sentence(advice.text(lang)) });
    (!changes.is_empty()).then(|| json!({ "description": description, "artifactChanges": changes }))
}

/// A path as a reference relative to the folder that the program ran in, or as the URI of a file.
fn uri(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Prefix(prefix) => {
                // The colon of a drive stays as it is.
                let drive = prefix.as_os_str().to_string_lossy().replace('\\', "/");
                parts.push(format!("file:///{drive}"));
            }
            Component::RootDir if parts.is_empty() => parts.push("file://".into()),
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => parts.push("..".into()),
            Component::Normal(name) => parts.push(percent_encode(&name.to_string_lossy())),
        }
    }
    parts.join("/")
}

/// A text with all but the unreserved characters of RFC 3986 as `%` and two digits a byte.
fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What stays the same when a finding moves: its rule, its file and the words of its line.
fn fingerprint(finding: &Diagnostic, sources: &Sources) -> Option<u64> {
    let source = sources.get(finding.primary.span.source)?;
    let line = source.line_at(finding.primary.span.range().start);
    let path = uri(source.path());
    let parts = [finding.code.id, &path]
        .into_iter()
        .chain(line.split_whitespace());
    Some(parts.fold(FNV_BASIS, |hash, part| {
        fnv_1a(fnv_1a(hash, part.as_bytes()), b" ")
    }))
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The FNV-1a hash, which is the same on every machine and with every version.
fn fnv_1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME)
    })
}

#[cfg(test)]
mod tests;
