//! Sections, which turn and number pages, and the number itself.

use super::package::Package;
use super::samples;
use super::structure::{says, styled};
use super::xml::Element;

/// The sections of a document: how their pages stand, and whether they are numbered anew.
fn sections(package: &Package) -> Vec<String> {
    let relationships = package.relationships("word/document.xml");
    let mut found = Vec::new();
    for section in package.document().every("w:sectPr") {
        let size = section.child("w:pgSz").unwrap();
        let turned = size.get("w:orient") == Some("landscape");
        let (width, height) = if turned {
            (16838, 11906)
        } else {
            (11906, 16838)
        };
        assert_eq!((size.number("w:w"), size.number("w:h")), (width, height));
        let margins = section.child("w:pgMar").unwrap();
        let margins = ["w:top", "w:bottom", "w:left", "w:right"].map(|side| margins.number(side));
        assert_eq!(margins, [1134, 1134, 1701, 1134], "20, 20, 30 and 20 mm");
        let header = |kind: &str| {
            let all = section.every("w:headerReference");
            let found = all
                .iter()
                .find(|header| header.get("w:type") == Some(kind))?;
            let own = relationships
                .iter()
                .find(|r| Some(r.id.as_str()) == found.get("r:id"));
            Some(package.part(&own.unwrap().target))
        };
        let fields = |part: &Element| {
            let fields = part.every("w:fldSimple").into_iter();
            fields
                .map(|f| f.get("w:instr").unwrap().trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(fields(&header("default").unwrap()), ["PAGE"]);
        let first = section.child("w:titlePg").is_some();
        if first {
            assert!(fields(&header("first").unwrap()).is_empty());
        }
        let start = section
            .child("w:pgNumType")
            .map(|pages| pages.number("w:start"));
        let way = if turned { "landscape" } else { "portrait" };
        found.push(match (start, first) {
            (Some(1), true) => format!("{way} from 1"),
            (None, false) => format!("{way} on"),
            other => panic!("{other:?}"),
        });
    }
    found
}

#[test]
fn sections_turn_and_number_their_pages() {
    let found = sections(samples::everything());
    let wanted = [
        "portrait from 1",
        "landscape on",
        "portrait on",
        "landscape from 1",
        "portrait from 1",
        "landscape on",
    ];
    assert_eq!(found, wanted);
}

/// A table that turns the page has pages of its own, beside another such, at the end of the text and in
/// an appendix that is turned itself.
#[test]
fn tables_turn_pages_wherever_they_stand() {
    let table = "{{ table(id=\"ngang\") }}";
    let plan = format!(
        "[document]\nyear = 2025\ntitle = \"Trồng cây năm 2025\"\n\
         [[tables]]\nid = \"ngang\"\nlandscape = true\ncolumns = [{{ id = \"a\", title = \"Việc\" }}]\nrows = [[\"Trồng cây\"]]\n\
         [[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{table}\n\n{table}\n\nTiếp theo.\n\n{table}\n'''\n\
         [[appendices]]\ntitle = \"Biểu\"\nlandscape = true\ntext = '''{table}'''\n"
    );
    assert_eq!(
        sections(&samples::render(&plan, &[])),
        [
            "portrait from 1",
            "landscape on",
            "landscape on",
            "portrait on",
            "landscape on",
            "portrait on",
            "landscape from 1",
            "landscape on",
        ]
    );
}

/// The page number stands in the middle, upright, 14 pt.
#[test]
fn page_numbers_are_a_field_in_the_middle_of_the_header() {
    let package = samples::everything();
    let header = package.part("word/header.xml");
    let paragraph = styled(&header, "Header")[0];
    assert_eq!(paragraph.every("w:fldSimple").len(), 1);
    let jc = says(package, "Header", &["w:pPr", "w:jc"]).unwrap();
    assert_eq!(jc.val(), Some("center"));
    let size = says(package, "Header", &["w:rPr", "w:sz"]).unwrap();
    assert_eq!(size.val(), Some("28"));
}
