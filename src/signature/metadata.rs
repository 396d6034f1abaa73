//! The notes on a file in XML (XMP, ISO 16684-1): what of them may change behind a signature.
//!
//! Programs write them anew in their own form, so that what they say is compared and not how: an
//! attribute of a description says what an element in it would, and an address is the same as text and
//! as `rdf:resource`. Only when and with what the file was
//! saved may change, and the identifier of its instance.

use roxmltree::{Attribute, Document, Node};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";

/// What may change, by namespace and name.
const MAY: [(&str, &str); 4] = [
    (XMP, "ModifyDate"),
    (XMP, "MetadataDate"),
    ("http://ns.adobe.com/pdf/1.3/", "Producer"),
    ("http://ns.adobe.com/xap/1.0/mm/", "InstanceID"),
];

/// The most bytes that are compared.
const MOST: usize = 1 << 20;

/// How deep elements may stand in each other.
const DEEPEST: usize = 64;

/// Whether notes say the same, but for what may change.
pub(super) fn is_same(old: &[u8], new: &[u8]) -> bool {
    let said = said(old);
    said.is_some() && said == self::said(new)
}

/// What notes say in order, without what may change; none where they are no notes.
fn said(xml: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(xml.get(..xml.len().min(MOST + 1))?).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let is_plain = xml.len() <= MOST && deepest(text) <= DEEPEST && !text.contains("<!");
    is_plain.then_some(())?;
    // What fills the room behind the notes is none of them.
    let document = Document::parse(text.trim_end_matches(['\0', '\u{feff}'])).ok()?;
    let mut all = Vec::new();
    let descriptions = document
        .descendants()
        .filter(|node| node.has_tag_name((RDF, "Description")))
        .filter(|node| {
            node.parent()
                .is_some_and(|up| up.has_tag_name((RDF, "RDF")))
        });
    for description in descriptions {
        properties(description, true, &mut all);
    }
    all.sort();
    (!all.is_empty()).then_some(all)
}

/// An upper bound of how deep elements stand in each other, found before a tree is made of them.
fn deepest(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut most = 0;
    for tag in text.split('<').skip(1) {
        let is_empty = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !is_empty && !tag.starts_with(['?', '!']) {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}

/// What a description says: its attributes and elements.
fn properties(description: Node<'_, '_>, is_outer: bool, all: &mut Vec<String>) {
    let may = |space: Option<&str>, name: &str| {
        is_outer
            && MAY
                .iter()
                .any(|(own, other)| space == Some(*own) && name == *other)
    };
    for attribute in description.attributes() {
        let (space, name) = (attribute.namespace(), attribute.name());
        if space != Some(RDF) && !may(space, name) {
            let space = space.unwrap_or_default();
            all.push(format!("{{{space}}}{name}={:?}", attribute.value()));
        }
    }
    for element in description.children().filter(Node::is_element) {
        let name = element.tag_name();
        if !may(name.namespace(), name.name()) {
            all.push(property(element));
        }
    }
}

fn property(element: Node<'_, '_>) -> String {
    let name = element.tag_name();
    let (space, own) = (name.namespace().unwrap_or_default(), name.name());
    let mut inner = Vec::new();
    let is_description = |node: &Node<'_, '_>| node.has_tag_name((RDF, "Description"));
    let mut kids = element.children().filter(Node::is_element);
    let (first, second) = (kids.next(), kids.next());
    let is_resource = element.attribute((RDF, "parseType")) == Some("Resource");
    let whole = match (first, second) {
        (Some(only), None) if is_description(&only) => Some(only),
        _ if is_resource => Some(element),
        _ => None,
    };
    if let Some(whole) = whole {
        properties(whole, false, &mut inner);
        inner.sort();
    } else {
        let kept = |name: &str| !matches!(name, "parseType" | "about" | "ID");
        // Programs write an address as text or as a resource.
        let address = element.attribute((RDF, "resource"));
        let is_address =
            |one: &Attribute<'_, '_>| one.namespace() == Some(RDF) && one.name() == "resource";
        let others = element.attributes();
        for one in others.filter(|one| kept(one.name()) && !is_address(one)) {
            let space = one.namespace().unwrap_or_default();
            inner.push(format!("@{{{space}}}{}={:?}", one.name(), one.value()));
        }
        inner.sort();
        // Of a list the order counts.
        inner.extend(element.children().filter(Node::is_element).map(property));
        if first.is_none() {
            let texts = element.children().filter_map(|own| own.text());
            let text: String = address.into_iter().chain(texts).collect();
            inner.push(format!("{text:?}"));
        }
    }
    let inner = match &inner[..] {
        [only] if only.starts_with('"') => only.clone(),
        all => format!("[{}]", all.join(",")),
    };
    format!("{{{space}}}{own}={inner}")
}

#[cfg(test)]
mod tests {
    use super::is_same;

    fn notes(inside: &str) -> Vec<u8> {
        let spaces = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:a=\"urn:a\" \
            xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"";
        let head = format!("<rdf:RDF {spaces}><rdf:Description rdf:about=\"\"");
        format!("{head}{inside}</rdf:Description></rdf:RDF>").into_bytes()
    }

    fn same(old: &str, new: &str) -> bool {
        is_same(&notes(old), &notes(new))
    }

    #[test]
    fn the_same_may_be_written_in_each_form() {
        assert!(same("><a:b>mot</a:b>", " a:b=\"mot\">"));
        assert!(same("><a:b>urn:x</a:b>", "><a:b rdf:resource=\"urn:x\"/>"));
        let list = "><a:b><rdf:Seq><rdf:li>1</rdf:li><rdf:li>2</rdf:li></rdf:Seq></a:b>";
        assert!(same(list, &list.replace("><", ">\n<")));
    }

    #[test]
    fn another_value_is_another() {
        assert!(!same("><a:b>mot</a:b>", "><a:b>hai</a:b>"));
        assert!(!same("><a:b>urn:x</a:b>", "><a:b rdf:resource=\"urn:y\"/>"));
        // Text beside an address is more than the address.
        assert!(!same(
            "><a:b>urn:x</a:b>",
            "><a:b rdf:resource=\"urn:x\">them</a:b>"
        ));
        assert!(!same("><a:b>mot</a:b>", "><a:b>mot</a:b><a:c>hai</a:c>"));
        let list = |items: &str| format!("><a:b><rdf:Seq>{items}</rdf:Seq></a:b>");
        let (one, two) = ("<rdf:li>1</rdf:li>", "<rdf:li>2</rdf:li>");
        assert!(!same(
            &list(&[one, two].concat()),
            &list(&[two, one].concat())
        ));
    }

    #[test]
    fn when_and_with_what_a_file_was_saved_may_change() {
        assert!(same(
            "><a:b>mot</a:b><xmp:ModifyDate>2025-01-01</xmp:ModifyDate>",
            "><a:b>mot</a:b><xmp:ModifyDate>2026-01-01</xmp:ModifyDate>"
        ));
        assert!(!same(
            "><xmp:CreateDate>2025-01-01</xmp:CreateDate>",
            "><xmp:CreateDate>2026-01-01</xmp:CreateDate>"
        ));
    }
}
