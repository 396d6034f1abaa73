//! What stands behind a signature: revisions whose cross-references are right or not quite, and changes
//! that are allowed or not.

use super::*;
use kehoach::signature::change::Change;
use kehoach::signature::revision::Revision;
use kehoach::signature::syntax::Id;
use std::sync::OnceLock;

fn signed() -> &'static [u8] {
    static PDF: OnceLock<Vec<u8>> = OnceLock::new();
    PDF.get_or_init(|| signed_pdf(CADES, |content| Signing::person(content).der()))
}

/// Where the cross-reference of the signed file begins.
fn first_table() -> usize {
    let text = signed();
    text.windows(6)
        .rposition(|word| word == b"\nxref\n")
        .unwrap()
        + 1
}

/// What is found of changes.
fn changes(pdf: &[u8]) -> Vec<Finding> {
    let found = verdict(pdf).findings;
    let is_change = |finding: &Finding| {
        matches!(
            finding,
            Finding::Changed(_) | Finding::Unchanged | Finding::Uncovered(_)
        )
    };
    found.into_iter().filter(is_change).collect()
}

/// Asserts whether a PDF has a sound revision that changes nothing.
fn sound(is_sound: bool, what: &str, pdf: &[u8]) {
    let found = changes(pdf);
    let is_right = match &found[..] {
        [Finding::Unchanged] => is_sound,
        [Finding::Changed(Change::Rest(_))] => !is_sound,
        _ => false,
    };
    assert!(is_right, "{what}: {found:?}");
}

const PAGE: &str = OBJECTS[2];

/// The signed file with its page once more behind it, and a table written by hand of where that stands.
fn tabled(rows: impl FnOnce(usize) -> String, trailer: impl FnOnce(usize) -> String) -> Vec<u8> {
    let mut bytes = signed().to_vec();
    let place = bytes.len();
    bytes.extend(format!("3 0 obj\n{PAGE}\nendobj\n").bytes());
    let start = bytes.len();
    let (rows, trailer) = (rows(place), trailer(start));
    let end = format!("xref\n{rows}trailer\n<<{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.bytes());
    bytes
}

fn trailer(_: usize) -> String {
    format!("/Size 8/Root 1 0 R/Prev {}", first_table())
}

fn row(place: usize) -> String {
    format!("3 1\n{place:010} 00000 n \n")
}

#[test]
fn a_table_leads_to_the_objects_that_it_names() {
    let with = |is_sound, what: &str, rows: &dyn Fn(usize) -> String| {
        sound(is_sound, what, &tabled(rows, trailer));
    };
    with(true, "right", &row);
    with(false, "nothing", &|_| String::new());
    with(true, "the first free one", &|at| {
        format!("0 1\n0000000000 65535 f \n{}", row(at))
    });
    with(false, "another free one", &|at| {
        format!("{}7 1\n0000000000 00001 f \n", row(at))
    });
    with(false, "another letter", &|at| {
        format!("{}7 1\n{at:010} 00000 x \n", row(at))
    });
    with(false, "another generation", &|at| {
        format!("{}7 1\n{at:010} 00001 n \n", row(at))
    });
    with(false, "another number", &|at| {
        format!("{}7 1\n{at:010} 00000 n \n", row(at))
    });
    with(false, "a byte before", &|at| {
        format!("3 1\n{:010} 00000 n \n", at - 1)
    });
    with(false, "a byte behind", &|at| {
        format!("3 1\n{:010} 00000 n \n", at + 1)
    });
    with(false, "behind the end", &|at| {
        format!("{}7 1\n9999999999 00000 n \n", row(at))
    });
    // A reference to the page is no page.
    let whole = signed();
    let reference = whole.windows(5).position(|part| part == b"3 0 R").unwrap();
    with(false, "a reference", &|_| {
        format!("3 1\n{reference:010} 00000 n \n")
    });
}

#[test]
fn a_table_leads_to_the_one_before() {
    let with = |is_sound, what: &str, trailer: &dyn Fn(usize) -> String| {
        sound(is_sound, what, &tabled(row, trailer));
    };
    with(true, "right", &trailer);
    with(false, "no place", &|_| "/Size 8/Root 1 0 R".to_owned());
    with(false, "itself", &|at| {
        format!("/Size 8/Root 1 0 R/Prev {at}")
    });
    with(false, "a second one in disguise", &|at| {
        format!("{}/XRefStm {}", trailer(at), first_table())
    });
}

/// The file with so many empty revisions behind it.
fn revisions(count: usize) -> Vec<u8> {
    let mut bytes = signed().to_vec();
    let mut last = first_table();
    for _ in 0..count {
        let start = bytes.len();
        let table = format!(
            "xref\n0 0\ntrailer\n<</Size 7/Root 1 0 R/Prev {last}>>\nstartxref\n{start}\n%%EOF\n"
        );
        bytes.extend(table.bytes());
        last = start;
    }
    bytes
}

#[test]
fn so_many_revisions_are_followed() {
    sound(true, "63", &revisions(63));
    sound(false, "64", &revisions(64));
}

/// The signed file with its page once more behind it, and a cross-reference stream of these entries and
/// rows.
fn streamed(entries: &str, rows: impl FnOnce(&Places) -> Vec<[u32; 3]>) -> Vec<u8> {
    packed(&[], entries, rows)
}

/// The same with these objects in an object stream, the page perhaps.
fn packed(inside: &[u32], entries: &str, rows: impl FnOnce(&Places) -> Vec<[u32; 3]>) -> Vec<u8> {
    let widths = [1, 3, 1];
    streamed_as(inside, &format!("/W[1 3 1]{entries}"), |places| {
        let row = |row: [u32; 3]| {
            let cells = row.into_iter().zip(widths);
            cells
                .flat_map(|(cell, width)| cell.to_be_bytes()[4 - width..].to_vec())
                .collect()
        };
        rows(places)
            .into_iter()
            .map(row)
            .collect::<Vec<Vec<u8>>>()
            .concat()
    })
}

/// Where the objects of a revision stand.
struct Places {
    page: u32,
    /// Object 7, the object stream, if anything is in it.
    holder: u32,
    /// Object 9, the cross-reference.
    own: u32,
}

fn streamed_as(inside: &[u32], entries: &str, rows: impl FnOnce(&Places) -> Vec<u8>) -> Vec<u8> {
    let mut bytes = signed().to_vec();
    let place = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let page = place(&bytes);
    if !inside.contains(&3) {
        bytes.extend(format!("3 0 obj\n{PAGE}\nendobj\n").bytes());
    }
    let holder = place(&bytes);
    if !inside.is_empty() {
        let (mut head, mut body) = (String::new(), String::new());
        for number in inside {
            head.push_str(&format!("{number} {} ", body.len()));
            body.push_str(if *number == 3 { PAGE } else { "true" });
            body.push(' ');
        }
        let dictionary = format!(
            "<</Type/ObjStm/N {}/First {}/Length {}>>",
            inside.len(),
            head.len(),
            head.len() + body.len()
        );
        let stream = format!("7 0 obj\n{dictionary}\nstream\n{head}{body}\nendstream\nendobj\n");
        bytes.extend(stream.bytes());
    }
    let own = place(&bytes);
    let rows = rows(&Places { page, holder, own });
    let dictionary = format!(
        "<</Type/XRef{entries}/Size 10/Root 1 0 R/Prev {}/Length {}>>",
        first_table(),
        rows.len()
    );
    bytes.extend(format!("9 0 obj\n{dictionary}\nstream\n").bytes());
    bytes.extend(rows);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{own}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn a_cross_reference_stream_leads_to_the_objects_that_it_names() {
    let with = |is_sound, what: &str, page: &dyn Fn(&Places) -> [u32; 3]| {
        let pdf = streamed("/Index[3 1 9 1]", |at| vec![page(at), [1, at.own, 0]]);
        sound(is_sound, what, &pdf);
    };
    with(true, "right", &|at| [1, at.page, 0]);
    with(false, "another place", &|at| [1, at.page + 1, 0]);
    with(false, "another object", &|at| [1, at.own, 0]);
    with(false, "another generation", &|at| [1, at.page, 1]);
    let with = |is_sound, what: &str, page: [u32; 3], other: [u32; 3]| {
        let pdf = packed(&[3, 8], "/Index[3 1 7 3]", |at| {
            vec![page, [1, at.holder, 0], other, [1, at.own, 0]]
        });
        sound(is_sound, what, &pdf);
    };
    let other = [2, 7, 1];
    with(true, "in an object stream", [2, 7, 0], other);
    with(false, "the other one in it", other, other);
    with(false, "each in place of the other", other, [2, 7, 0]);
    with(false, "behind its end", [2, 7, 200], other);
    with(false, "in another object", [2, 5, 0], other);
    // What no row names is in no object stream.
    let pdf = packed(&[3, 8], "/Index[3 1 7 1 9 1]", |at| {
        vec![[2, 7, 0], [1, at.holder, 0], [1, at.own, 0]]
    });
    sound(false, "one more in it", &pdf);
    // An object stands once: here the page stands in the stream and beside it.
    let pdf = packed(&[8], "/Index[3 1 7 3]", |at| {
        vec![[1, at.page, 0], [1, at.holder, 0], other, [1, at.own, 0]]
    });
    sound(false, "the second of one", &pdf);
}

#[test]
fn a_cross_reference_stream_is_read_where_it_stands() {
    let index = "/Index[3 1 9 1]";
    let (mut page, mut first) = (0, 0);
    let pdf = streamed(index, |at| {
        (page, first) = (at.page, at.own);
        vec![[1, page, 0], [1, first, 0]]
    });
    // Once more behind it, with a row that leads to itself or to the one before.
    let again = |page: u32, is_own: bool| {
        let mut bytes = pdf.clone();
        let own = u32::try_from(bytes.len()).unwrap();
        let dictionary =
            format!("<</Type/XRef/W[1 3 1]{index}/Size 10/Root 1 0 R/Prev {first}/Length 10>>");
        bytes.extend(format!("9 0 obj\n{dictionary}\nstream\n").bytes());
        for place in [page, if is_own { own } else { first }] {
            bytes.push(1);
            bytes.extend(&place.to_be_bytes()[1..]);
            bytes.push(0);
        }
        bytes.extend(format!("\nendstream\nendobj\nstartxref\n{own}\n%%EOF\n").bytes());
        bytes
    };
    sound(true, "itself", &again(page, true));
    sound(false, "itself with a wrong row", &again(first, true));
    sound(
        false,
        "a wrong row, and right ones before",
        &again(page, false),
    );
}

#[test]
fn only_the_first_object_is_free() {
    let with = |number: u32, kind: u32| {
        let index = format!("/Index[{number} 1 3 1 9 1]");
        streamed(&index, |at| {
            vec![[kind, 0, 0], [1, at.page, 0], [1, at.own, 0]]
        })
    };
    sound(true, "0", &with(0, 0));
    sound(false, "8", &with(8, 0));
    sound(false, "a kind that is not known", &with(8, 3));
}

#[test]
fn a_cross_reference_stream_has_as_many_rows_as_it_says() {
    let right = |at: &Places| vec![[1, at.page, 0], [1, at.own, 0]];
    let index = "/Index[3 1 9 1]";
    sound(true, "right", &streamed(index, right));
    sound(
        false,
        "one less",
        &streamed(index, |at| vec![[1, at.page, 0]]),
    );
    sound(
        false,
        "one more",
        &streamed(index, |at| [right(at), vec![[0, 0, 0]]].concat()),
    );
}

#[test]
fn the_cells_of_a_cross_reference_stream_have_widths() {
    let index = "/Index[3 1 9 1]";
    let with = |widths: &str, bytes: usize, has_kind: bool| {
        streamed_as(&[], &format!("/W{widths}{index}"), |at| {
            let row = |place: u32| {
                let kind: &[u8] = if has_kind { &[1] } else { &[] };
                let wide = u64::from(place).to_be_bytes();
                let wide = [
                    &vec![0; bytes.saturating_sub(8)][..],
                    &wide[8 - bytes.min(8)..],
                ]
                .concat();
                [kind, &wide, &[0]].concat()
            };
            [row(at.page), row(at.own)].concat()
        })
    };
    sound(true, "three", &with("[1 3 1]", 3, true));
    sound(true, "eight", &with("[1 8 1]", 8, true));
    sound(true, "no kind", &with("[0 3 1]", 3, false));
    sound(false, "nine", &with("[1 9 1]", 9, true));
    sound(false, "nothing", &with("[0 0 0]", 3, true));
    sound(false, "two", &with("[1 3]", 3, true));
    sound(false, "four", &with("[1 3 1 0]", 3, true));
}

#[test]
fn without_an_index_all_objects_have_a_row() {
    let whole = signed();
    let place = |number: usize| {
        let word = format!("\n{number} 0 obj\n");
        let found = whole
            .windows(word.len())
            .position(|part| part == word.as_bytes());
        u32::try_from(found.unwrap() + 1).unwrap()
    };
    let rows = |at: &Places| {
        let mut rows = vec![[0, 0, 0]];
        rows.extend((1..=6).map(|number| [1, place(number), 0]));
        rows[3] = [1, at.page, 0];
        rows.extend([[1, at.holder, 0], [2, 7, 0], [1, at.own, 0]]);
        rows
    };
    sound(true, "all", &packed(&[8], "", rows));
    sound(
        false,
        "one less",
        &packed(&[8], "", |at| rows(at)[..9].to_vec()),
    );
}

/// A signed PDF with an empty field, notes on the file and all that may change behind a signature.
fn rich() -> &'static [u8] {
    static PDF: OnceLock<Vec<u8>> = OnceLock::new();
    PDF.get_or_init(|| {
        let around = |value: &str| {
            let objects = [
                "<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R/Metadata 8 0 R/DSS 9 0 R/Version/1.7/Extensions<</ADBE<</BaseVersion/1.7>>>>/Names 11 0 R>>",
                OBJECTS[1],
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R 7 0 R]>>",
                "<</Fields[5 0 R 7 0 R]/SigFlags 1/DA(x)>>",
                OBJECTS[4],
                value,
                "<</FT/Sig/T(organisation)/Rect[0 0 10 10]/AP<</N 12 0 R>>/M(a)>>",
                &notes("A", "2026"),
                "<</Certs[]>>",
                "<</Title(A)/ModDate(D:2026)/Producer(kehoach)>>",
                "<</Yes true/Number 1.5/Text(a)/Name/a/List[1 2]/Nothing null/Inner<</A 1>>/Twice 13 0 R/Again 13 0 R>>",
                "<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 1>>\nstream\nq\nendstream",
                "<</Up 11 0 R/B 1>>",
            ];
            pdf_with(&objects, "/Root 1 0 R/Info 10 0 R/ID[<AA><BB>]")
        };
        signed_within(CADES, around, all_around, |content| {
            Signing::person(content).der()
        })
    })
}

fn id(number: u32) -> Id {
    Id {
        number,
        generation: 0,
    }
}

/// The allowed changes that are found, and the ways to those that are not.
fn told(change: impl FnOnce(&mut Revision)) -> Vec<String> {
    let mut revision = Revision::new(rich()).unwrap();
    change(&mut revision);
    told_of(&revision.finish().bytes)
}

fn told_of(pdf: &[u8]) -> Vec<String> {
    let verdicts = check(pdf, &[root().made()], now()).unwrap();
    let mut found = verdicts
        .into_iter()
        .find(|one| one.field == "signer")
        .unwrap();
    found
        .findings
        .retain(|finding| !matches!(finding, Finding::Unchanged));
    let told = |finding| match finding {
        Finding::Changed(Change::Signed { field }) => Some(format!("signed {field}")),
        Finding::Changed(Change::Stamped) => Some("stamped".to_owned()),
        Finding::Changed(Change::Validation) => Some("validation".to_owned()),
        Finding::Changed(Change::Metadata) => Some("metadata".to_owned()),
        Finding::Changed(Change::Rest(_)) => Some("rest".to_owned()),
        Finding::Changed(Change::Object { path, .. }) => Some(path),
        _ => None,
    };
    found.findings.into_iter().filter_map(told).collect()
}

/// What is told where an object's dictionary has other values; none takes a key out.
fn other(number: u32, entries: &[(&str, Option<&str>)]) -> Vec<String> {
    told(|revision| put(revision, number, entries))
}

fn put(revision: &mut Revision, number: u32, entries: &[(&str, Option<&str>)]) {
    let mut own = revision.dictionary(id(number)).unwrap();
    for (key, value) in entries {
        match value {
            Some(value) => own.set(key, *value),
            None => own.remove(key),
        }
    }
    revision.put(id(number), own.to_bytes());
}

/// Notes on the file in XML, by title and year.
fn notes(title: &str, year: &str) -> String {
    let xml = format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmp:ModifyDate=\"{year}-01-01\">\
         <dc:title>{title}</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
    );
    let length = xml.len();
    format!("<</Type/Metadata/Subtype/XML/Length {length}>>\nstream\n{xml}\nendstream")
}

const NOTHING: [&str; 0] = [];
const SIGNED: &str = "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>";

#[test]
fn what_is_written_anew_as_it_was_is_no_change() {
    assert_eq!(told(|_| {}), NOTHING);
    for number in [1, 2, 3, 4, 5, 7, 9, 10, 11, 13] {
        assert_eq!(other(number, &[]), NOTHING, "{number}");
    }
}

#[test]
fn an_empty_field_may_be_signed_and_look_so() {
    let field = |entries: &[(&str, Option<&str>)]| other(7, entries);
    let signed = ["signed organisation"];
    assert_eq!(field(&[("V", Some(SIGNED))]), signed);
    let looks = [
        ("V", Some(SIGNED)),
        ("AP", Some("<</N 12 0 R/D 12 0 R>>")),
        ("F", Some("132")),
        ("M", Some("(b)")),
        ("AS", Some("/On")),
    ];
    assert_eq!(field(&looks), signed);
    for value in [
        "<</ByteRange[0 1 2 3]/Contents<00>>>",
        "<</Type/DocTimeStamp/ByteRange[0 1 2 3]/Contents<00>>>",
    ] {
        assert_eq!(field(&[("V", Some(value))]), signed, "{value}");
    }
    for value in [
        "<</Type/Sig/Contents<00>>>",
        "<</Type/Sig/ByteRange[0 1 2 3]>>",
        "<</Type/Font/ByteRange[0 1 2 3]/Contents<00>>>",
    ] {
        let path = "/Root/AcroForm/organisation";
        assert_eq!(field(&[("V", Some(value))]), [path], "{value}");
    }
    let moved = field(&[("V", Some(SIGNED)), ("Rect", Some("[0 0 10 20]"))]);
    assert_eq!(
        moved,
        ["signed organisation", "/Root/AcroForm/organisation/Rect/3"]
    );
}

#[test]
fn an_empty_field_stays_as_it_is_until_it_is_signed() {
    assert_eq!(
        other(7, &[("M", Some("(b)"))]),
        ["/Root/AcroForm/organisation/M"]
    );
    assert_eq!(
        other(7, &[("AS", Some("/On"))]),
        ["/Root/AcroForm/organisation/AS"]
    );
    assert_eq!(
        other(7, &[("AP", None)]),
        ["/Root/AcroForm/organisation/AP"]
    );
    assert_eq!(
        other(7, &[("V", Some("(x)"))]),
        ["/Root/AcroForm/organisation/V"]
    );
}

#[test]
fn a_field_that_is_signed_stays_as_it_is() {
    assert_eq!(
        other(5, &[("AP", Some("<<>>"))]),
        ["/Root/AcroForm/Fields/0/AP"]
    );
    assert_eq!(
        other(5, &[("Rect", None)]),
        ["/Root/AcroForm/Fields/0/Rect"]
    );
}

/// What is told where a field is added to the form, and to the page.
fn added(field: &str, on_page: bool) -> Vec<String> {
    told(|revision| {
        let new = String::from_utf8(revision.add(field).reference()).unwrap();
        put(
            revision,
            4,
            &[("Fields", Some(&format!("[5 0 R 7 0 R {new}]")))],
        );
        if on_page {
            put(
                revision,
                3,
                &[("Annots", Some(&format!("[5 0 R 7 0 R {new}]")))],
            );
        }
    })
}

#[test]
fn a_new_field_holds_a_signature_and_shows_nothing() {
    let field = |more: &str| format!("<</FT/Sig/T(c)/V{SIGNED}{more}>>");
    for rect in ["", "/Rect[0 0 0 0]", "/Rect[7 5 7 5]"] {
        for on_page in [false, true] {
            assert_eq!(added(&field(rect), on_page), ["signed c"], "{rect}");
        }
    }
    let stamp = "<</FT/Sig/T(c)/V<</Type/DocTimeStamp/ByteRange[0 1 2 3]/Contents<00>>>>>";
    assert_eq!(added(stamp, true), ["stamped"]);
    let fields = ["/Root/AcroForm/Fields"];
    for wrong in [
        "/Rect[0 0 10 0]",
        "/Rect[0 0 0 10]",
        "/Rect[0 0 10 10]",
        "/Rect[0 0 0]",
        "/A<<>>",
        "/AA<<>>",
    ] {
        assert_eq!(added(&field(wrong), false), fields, "{wrong}");
    }
    assert_eq!(added("<</FT/Sig/T(c)>>", false), fields);
    assert_eq!(added("<</FT/Sig/T(c)/V<</Type/Sig>>>>", false), fields);
    assert_eq!(added("<</FT/Tx/T(c)/V(x)>>", false), fields);
    let both = added("<</FT/Sig/T(c)>>", true);
    assert_eq!(
        both,
        ["/Root/AcroForm/Fields", "/Root/AcroForm/Fields/0/P/Annots"]
    );
}

#[test]
fn what_was_in_a_list_stays_there() {
    let fields = |list: &str| other(4, &[("Fields", Some(list))]);
    assert_eq!(fields("[5 0 R]"), ["/Root/AcroForm/Fields"]);
    assert_eq!(fields("[5 0 R 7 0 R 13 0 R]"), ["/Root/AcroForm/Fields"]);
    assert!(!fields("[7 0 R 5 0 R]").is_empty());
    let annotations = |list: &str| other(3, &[("Annots", Some(list))]);
    assert_eq!(annotations("[5 0 R]"), ["/Root/AcroForm/Fields/0/P/Annots"]);
    assert_eq!(
        annotations("[5 0 R 7 0 R<</Subtype/Text>>]"),
        ["/Root/AcroForm/Fields/0/P/Annots"]
    );
    assert_eq!(
        other(3, &[("Annots", None)]),
        ["/Root/AcroForm/Fields/0/P/Annots"]
    );
    assert_eq!(
        other(2, &[("Kids", Some("[3 0 R 3 0 R]"))]),
        ["/Root/Pages/Kids"]
    );
}

#[test]
fn of_the_form_only_fields_and_flags_may_change() {
    assert_eq!(other(4, &[("SigFlags", Some("3"))]), NOTHING);
    assert_eq!(other(4, &[("DA", Some("(y)"))]), ["/Root/AcroForm/DA"]);
    assert_eq!(other(4, &[("XFA", Some("(y)"))]), ["/Root/AcroForm/XFA"]);
}

#[test]
fn notes_on_the_file_may_say_who_saved_it_and_when() {
    assert_eq!(other(10, &[("ModDate", Some("(D:2027)"))]), ["metadata"]);
    assert_eq!(other(10, &[("Producer", Some("(x)"))]), ["metadata"]);
    assert_eq!(other(10, &[("Producer", None)]), ["metadata"]);
    assert_eq!(other(10, &[("Title", Some("(B)"))]), ["/Info/Title"]);
    assert_eq!(other(10, &[("Author", Some("(B)"))]), ["/Info/Author"]);
    let metadata = |body: &str| told(|revision| revision.put(id(8), body));
    assert_eq!(metadata(&notes("A", "2027")), ["metadata"]);
    assert_eq!(metadata(&notes("B", "2027")), ["/Metadata"]);
    assert_eq!(metadata("<</Type/Metadata>>"), ["/Metadata"]);
    assert_eq!(other(1, &[("Metadata", None)]), ["/Metadata"]);
}

#[test]
fn data_for_validation_may_be_added() {
    assert_eq!(other(9, &[("Certs", Some("[13 0 R]"))]), ["validation"]);
    assert_eq!(other(1, &[("DSS", None)]), ["validation"]);
}

#[test]
fn extensions_may_be_added_and_stay() {
    let extensions = |value: Option<&str>| other(1, &[("Extensions", value)]);
    assert_eq!(
        extensions(Some(
            "<</ADBE<</BaseVersion/1.7>>/ESIC<</BaseVersion/1.7>>>>"
        )),
        NOTHING
    );
    assert_eq!(
        extensions(Some("<</ADBE<</BaseVersion/2.0>>>>")),
        ["/Root/Extensions/ADBE/BaseVersion"]
    );
    assert_eq!(extensions(Some("<<>>")), ["/Root/Extensions/ADBE"]);
    assert_eq!(extensions(None), ["/Root"]);
    assert_eq!(other(1, &[("Version", Some("/2.0"))]), NOTHING);
}

#[test]
fn every_kind_of_value_stays_as_it_is() {
    let at = |key: &str| format!("/Root/Names/{key}");
    for (key, value, path) in [
        ("Yes", Some("false"), "Yes"),
        ("Number", Some("1.25"), "Number"),
        ("Text", Some("(b)"), "Text"),
        ("Name", Some("/b"), "Name"),
        ("List", Some("[1 2 3]"), "List"),
        ("List", Some("[1 3]"), "List/1"),
        ("Inner", Some("<</A 2>>"), "Inner/A"),
        ("Inner", Some("<</A 1/B 2>>"), "Inner/B"),
        ("Inner", Some("<<>>"), "Inner/A"),
        ("Inner", Some("[1]"), "Inner"),
        ("Text", Some("/a"), "Text"),
        ("Nothing", Some("1"), "Nothing"),
        ("Text", None, "Text"),
        ("New", Some("1"), "New"),
    ] {
        assert_eq!(other(11, &[(key, value)]), [at(path)], "{key} {value:?}");
    }
    for (key, value) in [
        ("Number", Some("1.50")),
        ("Text", Some("<61>")),
        ("Name", Some("/#61")),
        ("Nothing", None),
        ("New", Some("null")),
    ] {
        assert_eq!(other(11, &[(key, value)]), NOTHING, "{key}");
    }
    // A stream has a dictionary and bytes.
    let look = |body: &str| told(|revision| revision.put(id(12), body));
    let path = "/Root/AcroForm/organisation/AP/N";
    assert_eq!(
        look("<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 1>>\nstream\nQ\nendstream"),
        [path]
    );
    let other =
        look("<</Type/XObject/Subtype/Image/BBox[0 0 10 10]/Length 1>>\nstream\nq\nendstream");
    assert_eq!(other, [format!("{path}/Subtype")]);
}

#[test]
fn what_is_reached_twice_is_told_once_and_a_circle_comes_to_an_end() {
    assert_eq!(other(13, &[("B", Some("2"))]), ["/Root/Names/Again/B"]);
    // Now one of the two ways leads to a changed copy.
    let found = told(|revision| {
        let copy = String::from_utf8(revision.add("<</Up 11 0 R/B 2>>").reference()).unwrap();
        put(revision, 11, &[("Twice", Some(&copy))]);
    });
    assert_eq!(found, ["/Root/Names/Twice/B"]);
}

#[test]
fn changes_are_told_up_to_a_number() {
    let many = |count: usize| {
        let entries: Vec<(String, &str)> =
            (0..count).map(|at| (format!("K{at:02}"), "1")).collect();
        let entries: Vec<(&str, Option<&str>)> = entries
            .iter()
            .map(|(key, value)| (key.as_str(), Some(*value)))
            .collect();
        other(11, &entries).len()
    };
    assert_eq!(many(19), 19);
    assert_eq!(many(20), 20);
    assert_eq!(many(21), 20);
}

/// The revision with another end of the file, of the same length.
fn ended(old: &str, new: &str) -> Vec<String> {
    let mut bytes = Revision::new(rich()).unwrap().finish().bytes;
    let found = bytes
        .windows(old.len())
        .rposition(|part| part == old.as_bytes());
    let at = found.unwrap();
    assert_eq!(old.len(), new.len());
    bytes[at..at + old.len()].copy_from_slice(new.as_bytes());
    told_of(&bytes)
}

#[test]
fn other_notes_at_the_end_of_the_file_are_changes() {
    let found = ended("/Info 10 0 R", "/Info 13 0 R");
    for path in ["/Info/Title", "/Info/B", "/Info/Up"] {
        assert!(found.iter().any(|own| own == path), "{found:?}");
    }
    let none = ended("/Info 10 0 R", "/Othe 10 0 R");
    assert_eq!(none, ["rest"], "a trailer has no such key");
}

#[test]
fn a_revision_behind_a_cross_reference_stream_has_one_too() {
    let right = |at: &Places| vec![[1, at.page, 0], [1, at.own, 0]];
    let pdf = streamed("/Index[3 1 9 1]", right);
    let mut revision = Revision::new(&pdf).unwrap();
    revision.put(id(3), PAGE);
    let bytes = revision.finish().bytes;
    sound(true, "a stream", &bytes);
    let end = String::from_utf8_lossy(&bytes[pdf.len()..]).into_owned();
    for part in [
        "10 0 obj\n<<",
        "/Type/XRef",
        "/W[1 8 2]",
        "/Index[3 1 10 1]",
        "/Size 11",
        "/Length 22",
    ] {
        assert!(end.contains(part), "{part}: {end}");
    }
    assert!(!end.contains("trailer"));
}
