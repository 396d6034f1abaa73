//! What names something names what is there: parts, relationships, styles, notes, controls.

use super::package::{Package, owner};
use super::samples;
use std::collections::BTreeSet;

/// The longest tag of a content control that Word takes.
const LONGEST_TAG: usize = 64;

/// The names in a package that lead nowhere, to something else, or to several things.
fn faults(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    parts(package, &mut faults);
    types(package, &mut faults);
    styles(package, &mut faults);
    notes(package, &mut faults);
    controls(package, &mut faults);
    faults
}

/// ECMA-376 Part 2, 6.5: relationships lead to parts, each part can be reached, each id is used.
fn parts(package: &Package, faults: &mut Vec<String>) {
    let names: BTreeSet<&str> = package.content().collect();
    let mut reached = BTreeSet::new();
    for part in names.iter().copied().chain([""]) {
        let relationships = package.relationships(part);
        let mut ids = BTreeSet::new();
        for own in &relationships {
            if !ids.insert(&own.id) {
                faults.push(format!("{part}: two relationships {}", own.id));
            }
            if !names.contains(own.target.as_str()) {
                faults.push(format!("{part}: {} leads to no {}", own.id, own.target));
            }
            reached.insert(own.target.clone());
        }
        let mut used = BTreeSet::new();
        let read = if part.is_empty() {
            None
        } else {
            Some(package.part(part))
        };
        for element in read.iter().flat_map(super::xml::Element::all) {
            let Some(id) = element.get("r:id") else {
                continue;
            };
            used.insert(id);
            let kind = element.name.trim_start_matches("w:");
            let kind = kind.trim_end_matches("Reference");
            let fits = |own: &&super::package::Relationship| own.id == id && own.kind == kind;
            if !relationships.iter().any(|own| fits(&own)) {
                faults.push(format!("{part}: no {kind} {id}"));
            }
        }
        for own in &relationships {
            let named = matches!(own.kind.as_str(), "header" | "footer");
            if named && !used.contains(own.id.as_str()) {
                faults.push(format!("{part}: nothing uses {}", own.id));
            }
        }
    }
    for part in names {
        if !reached.contains(part) {
            faults.push(format!("nothing leads to {part}"));
        }
    }
    for (part, _) in &package.parts {
        let of = owner(part).filter(|of| !of.is_empty());
        if of.is_some_and(|of| !package.content().any(|part| part == of)) {
            faults.push(format!("{part} belongs to no part"));
        }
    }
}

/// ECMA-376 Part 2, 6.2.3: every part has a content type, and none is given to what is not there.
fn types(package: &Package, faults: &mut Vec<String>) {
    let types = package.part("[Content_Types].xml");
    let named = |name: &str, key: &str| -> BTreeSet<String> {
        let all = types.every(name);
        all.iter().map(|t| t.get(key).unwrap().to_owned()).collect()
    };
    let (defaults, own) = (named("Default", "Extension"), named("Override", "PartName"));
    for (part, _) in &package.parts {
        let by_name = own.contains(&format!("/{part}"));
        let extension = part.rsplit('.').next().unwrap();
        // What is XML without a type of its own is data.
        let by_default = defaults.contains(extension)
            && (extension != "xml" || part.starts_with("customXml/item"));
        if part != "[Content_Types].xml" && !by_name && !by_default {
            faults.push(format!("{part} has no content type"));
        }
    }
    for name in own {
        if !package.parts.iter().any(|(part, _)| *part == name[1..]) {
            faults.push(format!("a content type for {name}, which is not there"));
        }
    }
}

/// Part 1, 17.7: styles that paragraphs, runs, tables and other styles name.
fn styles(package: &Package, faults: &mut Vec<String>) {
    let styles = package.styles();
    let all = package.part("word/styles.xml").every("w:style").len();
    if all != styles.len() {
        faults.push("two styles of one identifier".to_owned());
    }
    let names: BTreeSet<_> = styles
        .values()
        .map(|s| s.child("w:name").unwrap().val())
        .collect();
    if names.len() != styles.len() {
        faults.push("two styles of one name".to_owned());
    }
    for (part, root) in package.worded() {
        for style in root.all() {
            let kinds = match style.name.as_str() {
                "w:pStyle" => "paragraph",
                "w:rStyle" => "character",
                "w:tblStyle" => "table",
                "w:basedOn" | "w:next" | "w:link" => "paragraph character table numbering",
                _ => continue,
            };
            let id = style.val().unwrap();
            let kind = styles.get(id).and_then(|found| found.get("w:type"));
            if !kind.is_some_and(|kind| kinds.contains(kind)) {
                faults.push(format!("{part}: {} names no style {id}", style.name));
            }
        }
    }
}

/// Part 1, 17.11 and 17.9: footnotes, and lists that none has.
fn notes(package: &Package, faults: &mut Vec<String>) {
    let notes = package.part("word/footnotes.xml");
    let ids = |special: bool| {
        let all = notes.every("w:footnote").into_iter();
        all.filter(move |note| note.get("w:type").is_some() == special)
            .map(|note| note.number("w:id"))
            .collect::<Vec<_>>()
    };
    let document = package.document();
    let references: Vec<i64> = [&document, &notes]
        .iter()
        .flat_map(|part| part.every("w:footnoteReference"))
        .map(|reference| reference.number("w:id"))
        .collect();
    if references != ids(false) {
        let notes = ids(false);
        faults.push(format!(
            "footnotes {notes:?} are referred to as {references:?}"
        ));
    }
    let settings = package.part("word/settings.xml");
    let separators: Vec<i64> = settings
        .every("w:footnote")
        .iter()
        .map(|note| note.number("w:id"))
        .collect();
    if separators != ids(true) {
        faults.push(format!("separators {separators:?} of footnotes"));
    }
    for (part, root) in package.worded() {
        let lists = root.every("w:numId").len();
        if lists > 0 && !package.content().any(|part| part == "word/numbering.xml") {
            faults.push(format!("{part}: {lists} lists that nobody defines"));
        }
    }
}

/// Part 1, 17.5.2.18 and 17.5.2.42: ids of content controls are numbers, each of one, tags are short.
fn controls(package: &Package, faults: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for (part, root) in package.worded() {
        for control in root.every("w:sdtPr") {
            let id = control.child("w:id").map(|id| id.number("w:val"));
            if !id.is_some_and(|id| i32::try_from(id).is_ok() && ids.insert(id)) {
                faults.push(format!("{part}: the control {id:?} is not the only one"));
            }
            let tag = control.child("w:tag").and_then(|tag| tag.val());
            if tag.is_none_or(|tag| tag.chars().count() > LONGEST_TAG) {
                faults.push(format!("{part}: the tag {tag:?}"));
            }
        }
    }
}

#[test]
fn all_that_is_named_is_there() {
    for package in samples::all() {
        assert_eq!(faults(package), Vec::<String>::new(), "{}", package.name);
    }
}

#[test]
fn names_that_lead_nowhere_are_found() {
    let package = samples::everything();
    let document = "word/document.xml";
    let relationships = "word/_rels/document.xml.rels";
    for (part, from, to, fault) in [
        (
            relationships,
            "Target=\"settings.xml\"",
            "Target=\"setting.xml\"",
            "leads to no word/setting.xml",
        ),
        (
            relationships,
            "Target=\"settings.xml\"",
            "Target=\"styles.xml\"",
            "nothing leads to word/settings.xml",
        ),
        (
            relationships,
            "Id=\"styles\"",
            "Id=\"settings\"",
            "two relationships settings",
        ),
        (
            relationships,
            "Id=\"header\"",
            "Id=\"head\"",
            "no header header",
        ),
        (
            relationships,
            "Id=\"styles\"",
            "Id=\"h\" Type=\"http://x/header\" Target=\"header.xml\"/><Relationship Id=\"styles\"",
            "nothing uses h",
        ),
        (
            "[Content_Types].xml",
            "/word/settings.xml",
            "/word/other.xml",
            "word/settings.xml has no content type",
        ),
        (
            "[Content_Types].xml",
            "/word/settings.xml",
            "/word/other.xml",
            "a content type for /word/other.xml",
        ),
        (
            document,
            "<w:pStyle w:val=\"CanCu\"/>",
            "<w:pStyle w:val=\"CanCuu\"/>",
            "w:pStyle names no style CanCuu",
        ),
        (
            document,
            "<w:pStyle w:val=\"CanCu\"/>",
            "<w:pStyle w:val=\"LuoiBang\"/>",
            "w:pStyle names no style LuoiBang",
        ),
        (
            "word/styles.xml",
            "w:styleId=\"CanCu\"",
            "w:styleId=\"NoiDung\"",
            "two styles of one identifier",
        ),
        (
            "word/styles.xml",
            "w:name w:val=\"Căn cứ\"",
            "w:name w:val=\"Nội dung\"",
            "two styles of one name",
        ),
        (
            document,
            "<w:footnoteReference w:id=\"2\"/>",
            "<w:footnoteReference w:id=\"3\"/>",
            "are referred to as [1, 3]",
        ),
        (
            "word/settings.xml",
            "<w:footnote w:id=\"0\"/>",
            "",
            "separators [-1]",
        ),
        (
            document,
            "<w:pStyle w:val=\"CanCu\"/>",
            "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
            "1 lists that nobody defines",
        ),
        (
            document,
            "<w:id w:val=\"2\"/>",
            "<w:id w:val=\"1\"/>",
            "the control Some(1) is not the only one",
        ),
        (
            document,
            "<w:tag w:val=\"0:",
            "<w:tag w:val=\"0000000000000000000000000000000000000000000000000000000000000000:",
            "the tag",
        ),
    ] {
        let found = faults(&package.broken(part, from, to));
        assert!(found.iter().any(|f| f.contains(fault)), "{from}: {found:?}");
    }
}
