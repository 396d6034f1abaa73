//! The package of a DOCX (ECMA-376 Part 2): its parts, and what leads from one to another.

use super::xml::Element;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A package that a test reads, or breaks.
#[derive(Debug, Clone)]
pub struct Package {
    /// What a failing test calls it.
    pub name: String,
    /// Its parts by name, without the slash before it, in the order of the file.
    pub parts: Vec<(String, String)>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What leads from a part to another.
#[derive(Debug)]
pub struct Relationship {
    /// The id that the part names it by.
    pub id: String,
    /// The last word of its type, as in `header`.
    pub kind: String,
    /// The part that it leads to.
    pub target: String,
}

impl Package {
    /// Reads a file.
    pub fn read(name: &str, bytes: Vec<u8>) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut parts = Vec::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            parts.push((file.name().unwrap().into_owned(), text));
        }
        Self {
            name: name.to_owned(),
            parts,
            bytes,
        }
    }

    /// The text of a part.
    pub fn text(&self, part: &str) -> &str {
        let found = self.parts.iter().find(|(name, _)| name == part);
        &found
            .unwrap_or_else(|| panic!("{}: no part {part}", self.name))
            .1
    }

    /// A part.
    pub fn part(&self, part: &str) -> Element {
        let read = Element::read(self.text(part));
        read.unwrap_or_else(|fault| panic!("{}: {part}: {fault}", self.name))
    }

    /// The text of the document.
    pub fn document(&self) -> Element {
        self.part("word/document.xml")
    }

    /// Its parts, those that only say what the others are apart.
    pub fn content(&self) -> impl Iterator<Item = &str> {
        let names = self.parts.iter().map(|(name, _)| name.as_str());
        names.filter(|name| *name != "[Content_Types].xml" && owner(name).is_none())
    }

    /// The parts written in `WordprocessingML`.
    pub fn worded(&self) -> Vec<(&str, Element)> {
        let names = self.content().filter(|name| name.starts_with("word/"));
        names.map(|name| (name, self.part(name))).collect()
    }

    /// The relationships of a part; those of the package belong to the part without a name.
    pub fn relationships(&self, part: &str) -> Vec<Relationship> {
        let found = self
            .parts
            .iter()
            .find(|(name, _)| owner(name).as_deref() == Some(part));
        let Some((name, _)) = found else {
            return Vec::new();
        };
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let relationship = |element: &Element| {
            let get = |name| element.get(name).unwrap_or_default();
            Relationship {
                id: get("Id").to_owned(),
                kind: get("Type").rsplit('/').next().unwrap().to_owned(),
                target: resolved(folder, get("Target")),
            }
        };
        let list = self.part(name);
        list.children.iter().map(relationship).collect()
    }

    /// The styles by their identifiers.
    pub fn styles(&self) -> BTreeMap<String, Element> {
        let styles = self.part("word/styles.xml");
        let named = |style: &Element| (style.get("w:styleId").unwrap().to_owned(), style.clone());
        styles.every("w:style").into_iter().map(named).collect()
    }

    /// The package with a text of a part replaced, which must be there.
    pub fn broken(&self, part: &str, from: &str, to: &str) -> Self {
        let mut broken = self.clone();
        let text = broken.parts.iter_mut().find(|(name, _)| name == part);
        let text = &mut text.unwrap_or_else(|| panic!("no part {part}")).1;
        assert!(text.contains(from), "no {from} in {part}");
        *text = text.replacen(from, to, 1);
        broken
    }
}

/// The part whose relationships a part has.
pub fn owner(part: &str) -> Option<String> {
    let (folder, file) = part.rsplit_once('/')?;
    let file = file.strip_suffix(".rels")?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{file}"))
}

/// The part that a target names, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[test]
fn targets_are_seen_from_the_folder_of_their_part() {
    assert_eq!(
        owner("word/_rels/document.xml.rels").as_deref(),
        Some("word/document.xml")
    );
    assert_eq!(owner("_rels/.rels").as_deref(), Some(""));
    assert_eq!(owner("word/document.xml"), None);
    assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
    assert_eq!(
        resolved("word", "../customXml/item1.xml"),
        "customXml/item1.xml"
    );
    assert_eq!(resolved("word", "/docProps/app.xml"), "docProps/app.xml");
}
