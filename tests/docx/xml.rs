//! A part of a package as a tree of elements, whose names keep the prefixes that the parts agree on.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// An element with what is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with its prefix, as in `w:p`.
    pub name: String,
    /// Its attributes with their prefixes, in order.
    pub attributes: Vec<(String, String)>,
    /// The elements in it, in order.
    pub children: Vec<Element>,
    /// The characters right in it.
    pub own_text: String,
}

impl Element {
    /// Reads a part. What is no XML with namespaces is said in words.
    pub fn read(xml: &str) -> Result<Self, String> {
        let mut reader = NsReader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            let (namespace, event) = reader.read_resolved_event().map_err(|e| e.to_string())?;
            if let ResolveResult::Unknown(prefix) = namespace {
                return Err(format!("no namespace {prefix}"));
            }
            let top = open.last_mut().ok_or("more ends than beginnings")?;
            match event {
                Event::Start(start) => {
                    let element = begun(&start, &reader)?;
                    open.push(element);
                }
                Event::Empty(start) => top.children.push(begun(&start, &reader)?),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => top.own_text.push_str(&text),
                Event::GeneralRef(name) => {
                    let reference = format!("&{};", &*name);
                    let text = quick_xml::escape::unescape(&reference);
                    top.own_text.push_str(&text.map_err(|e| e.to_string())?);
                }
                Event::Eof => break,
                Event::Decl(_) => {}
                other => return Err(format!("unexpected: {other:?}")),
            }
        }
        match open.as_slice() {
            [document] if document.children.len() == 1 => Ok(document.children[0].clone()),
            _ => Err("not one element".to_owned()),
        }
    }

    /// The value of an attribute, with its prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of `w:val`.
    pub fn val(&self) -> Option<&str> {
        self.get("w:val")
    }

    /// A number in an attribute.
    pub fn number(&self, name: &str) -> i64 {
        let value = self.get(name);
        let value = value.unwrap_or_else(|| panic!("{} has no {name}", self.name));
        value
            .parse()
            .unwrap_or_else(|_| panic!("{} {name}={value}", self.name))
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// What names lead to, each inside the one before.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |inside, name| inside.child(name))
    }

    /// It and all elements below it, in order.
    pub fn all(&self) -> Vec<&Self> {
        let below = self.children.iter().flat_map(Self::all);
        std::iter::once(self).chain(below).collect()
    }

    /// The elements of a name below it, in order.
    pub fn every(&self, name: &str) -> Vec<&Self> {
        let mut all = self.all();
        all.retain(|element| element.name == name);
        all
    }

    /// The words of its runs; a line break is a line feed, a paragraph that follows another begins one.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for element in self.all() {
            match element.name.as_str() {
                "w:t" => text.push_str(&element.own_text),
                "w:br" => text.push('\n'),
                "w:p" if !text.is_empty() => text.push('\n'),
                _ => {}
            }
        }
        text
    }

    /// Its children, with those of content controls in place of the controls.
    pub fn blocks(&self) -> Vec<&Self> {
        let mut blocks = Vec::new();
        for child in &self.children {
            match child.child("w:sdtContent") {
                Some(inside) => blocks.extend(inside.blocks()),
                None => blocks.push(child),
            }
        }
        blocks
    }
}

fn begun(start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        if let (ResolveResult::Unknown(prefix), _) =
            reader.resolver().resolve_attribute(attribute.key)
        {
            return Err(format!("no namespace {prefix}"));
        }
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Explicit1_0)
            .map_err(|e| e.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element {
        name: start.name().as_ref().to_owned(),
        attributes,
        ..Element::default()
    })
}

#[test]
fn what_is_no_xml_is_refused() {
    let ns = "xmlns:w=\"urn:w\"";
    let read = Element::read(&format!("<w:a {ns} w:val=\"1 &amp; 2\">a&lt;b<w:c/></w:a>")).unwrap();
    assert_eq!(read.val(), Some("1 & 2"));
    assert_eq!((read.own_text.as_str(), read.children.len()), ("a<b", 1));
    for broken in [
        "<w:a/>",
        "<a b:c=\"1\"/>",
        "<a><b></a>",
        "<a/><b/>",
        "<a>&x;</a>",
        "<a b=\"1\" b=\"2\"/>",
        "",
    ] {
        assert!(Element::read(broken).is_err(), "{broken}");
    }
}
