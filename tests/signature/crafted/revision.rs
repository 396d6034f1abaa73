//! PDFs that a further revision goes behind, or just not.

use super::*;
use kehoach::signature::revision::{Fault, Revision};
use kehoach::signature::syntax;
use kehoach::signature::syntax::Id;

const ONE: [&str; 4] = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    "[1 2 0 R]",
];

fn id(number: u32) -> Id {
    Id {
        number,
        generation: 0,
    }
}

fn fault(pdf: &[u8]) -> Option<Fault> {
    Revision::new(pdf).map(|_| ()).err()
}

/// A fault of a PDF, a part of which is written otherwise.
fn rewritten(old: &str, new: &str) -> Option<Fault> {
    let pdf = String::from_utf8(pdf_of(&ONE)).unwrap();
    assert!(pdf.contains(old), "{old}");
    fault(pdf.replace(old, new).as_bytes())
}

#[test]
fn a_sound_pdf_is_carried_on() {
    assert_eq!(fault(&pdf_of(&ONE)), None);
}

#[test]
fn a_pdf_says_so_in_its_first_bytes() {
    assert_eq!(rewritten("%PDF-", "%PDX-"), Some(Fault::NotPdf));
    let later = [b"\n", &pdf_of(&ONE)[..]].concat();
    assert_eq!(fault(&later), Some(Fault::NotPdf));
}

#[test]
fn an_encrypted_pdf_is_not_carried_on() {
    let pdf = pdf_with(&ONE, "/Root 1 0 R/Encrypt 4 0 R");
    assert_eq!(fault(&pdf), Some(Fault::Encrypted));
}

#[test]
fn a_trailer_says_how_many_objects_there_are() {
    let size = |size: &str| rewritten("<</Size 5", &format!("<</{size}"));
    assert_eq!(size("Size 6"), None);
    assert_eq!(size("Size 8388606"), None);
    assert_eq!(size("Size 8388607"), Some(Fault::Damaged));
    assert_eq!(size("Size 99999999999"), Some(Fault::Damaged));
    assert_eq!(size("Size 0"), Some(Fault::Damaged));
    assert_eq!(size("Size(5)"), Some(Fault::Damaged));
    assert_eq!(size("Sice 5"), Some(Fault::Damaged));
    // There is an object 4, so the number 4 is not free.
    assert_eq!(size("Size 4"), Some(Fault::Damaged));
}

#[test]
fn a_trailer_leads_to_the_catalog() {
    for root in ["/Rood 1 0 R", "/Root 4 0 R", "/Root<</Type/Catalog>>"] {
        assert_eq!(
            rewritten("/Root 1 0 R", root),
            Some(Fault::Damaged),
            "{root}"
        );
    }
}

#[test]
fn a_file_ends_with_the_place_of_its_cross_reference() {
    let pdf = pdf_of(&ONE);
    let word = b"startxref";
    let at = pdf.windows(9).rposition(|part| part == word).unwrap();
    let longer = |length: usize| {
        let more = vec![b' '; at + length - pdf.len()];
        fault(&[&pdf[..], &more].concat())
    };
    assert_eq!(longer(1024), None);
    assert_eq!(longer(1025), Some(Fault::Damaged));
    assert_eq!(fault(&[&pdf[..], b"x"].concat()), Some(Fault::Damaged));
    assert_eq!(fault(&[&pdf[..], b"%%EOF"].concat()), Some(Fault::Damaged));
    assert_eq!(rewritten("\nxref\n", "\nxreg\n"), Some(Fault::Damaged));
    assert_eq!(rewritten("trailer", "trailor"), Some(Fault::Damaged));
}

#[test]
fn new_numbers_are_those_behind_the_last() {
    let mut revision = Revision::new(&pdf_of(&ONE)).unwrap();
    assert_eq!(revision.next_id(), id(5));
    assert_eq!(revision.add("1"), id(6));
    assert_eq!(revision.next_id(), id(7));
    let bytes = revision.finish().bytes;
    let end = String::from_utf8_lossy(&bytes).into_owned();
    assert!(end.contains("/Size 8/"), "{end}");
}

fn end_of(pdf: &[u8], change: impl FnOnce(&mut Revision)) -> String {
    let mut revision = Revision::new(pdf).unwrap();
    change(&mut revision);
    let bytes = revision.finish().bytes;
    assert_eq!(bytes[..pdf.len()], *pdf);
    String::from_utf8(bytes[pdf.len()..].to_vec()).unwrap()
}

#[test]
fn objects_whose_numbers_follow_each_other_stand_in_one_part_of_the_table() {
    let pdf = pdf_of(&ONE);
    let end = end_of(&pdf, |revision| {
        for number in [3, 1, 4] {
            revision.put(id(number), "null");
        }
        revision.add("7");
    });
    let place = |number: u32| pdf.len() + end.find(&format!("{number} 0 obj")).unwrap();
    let row = |number: u32| format!("{:010} 00000 n \n", place(number));
    let table = format!(
        "xref\n1 1\n{}3 3\n{}{}{}trailer\n",
        row(1),
        row(3),
        row(4),
        row(5)
    );
    assert!(end.contains(&table), "{end}");
}

#[test]
fn a_revision_begins_on_a_line_of_its_own() {
    let pdf = pdf_of(&ONE);
    assert!(end_of(&pdf, |revision| revision.put(id(4), "1")).starts_with("4 0 obj\n1\nendobj\n"));
    let short = &pdf[..pdf.len() - 1];
    assert!(end_of(short, |revision| revision.put(id(4), "1")).starts_with("\n4 0 obj\n"));
}

#[test]
fn the_first_identifier_of_a_file_stays_and_the_second_is_of_the_revision() {
    let ids = |trailer: &str, body: &str| {
        let pdf = pdf_with(&ONE, &format!("/Root 1 0 R{trailer}"));
        let end = end_of(&pdf, |revision| revision.put(id(4), body));
        let at = end.find("trailer").unwrap() + 7;
        let trailer = syntax::Dictionary::parse(&end.as_bytes()[at..]).unwrap();
        syntax::elements(trailer.get("ID").unwrap()).unwrap()
    };
    let two = ids("/ID[<AA><BB>]", "1");
    assert_eq!(two[0], b"<AA>");
    assert_eq!(two[1].len(), 34);
    assert_ne!(ids("/ID[<AA><BB>]", "2")[1], two[1]);
    assert_ne!(ids("/ID[<AA><CC>]", "1")[1], two[1]);
    for none in ["", "/ID[<AA>]", "/ID[<AA><BB><CC>]", "/ID 7"] {
        let own = ids(none, "1");
        assert!(
            own.len() == 2 && own[0] == own[1] && own[0].len() == 34,
            "{none}"
        );
    }
}

#[test]
fn what_belongs_to_the_old_cross_reference_does_not_go_on() {
    let keys = "/Root 1 0 R/Type/XRef/W[1 2 1]/Index[0 5]/Filter/FlateDecode/DecodeParms<<>>/Length 9/Own 1";
    let end = end_of(&pdf_with(&ONE, keys), |revision| revision.put(id(4), "1"));
    let at = end.find("trailer").unwrap() + 7;
    let trailer = syntax::Dictionary::parse(&end.as_bytes()[at..]).unwrap();
    for key in ["Type", "W", "Index", "Filter", "DecodeParms", "Length"] {
        assert_eq!(trailer.get(key), None, "{key}");
    }
    assert!(trailer.get("Own").is_some() && trailer.get("Root").is_some());
}

#[test]
fn dictionaries_and_arrays_are_read_as_they_are_now() {
    let stream = "<</Length 1/A 1>>\nstream\nq\nendstream";
    let pdf = pdf_of(&[&ONE[..], &[stream]].concat());
    let mut revision = Revision::new(&pdf).unwrap();
    let damaged = Err(Fault::Damaged);
    assert!(revision.dictionary(id(1)).unwrap().get("Pages").is_some());
    assert_eq!(revision.dictionary(id(5)).unwrap().number("A"), Some(1));
    assert_eq!(revision.dictionary(id(4)), damaged);
    assert_eq!(revision.dictionary(id(99)), damaged);
    assert_eq!(revision.resolved(b"<</A 2>>").unwrap().number("A"), Some(2));
    assert_eq!(revision.resolved(b"5 0 R").unwrap().number("A"), Some(1));
    assert_eq!(revision.resolved(b"[1]"), damaged);
    let two = || Ok(vec![b"1".to_vec(), b"2 0 R".to_vec()]);
    assert_eq!(revision.elements(b"[1 2 0 R]"), two());
    assert_eq!(revision.elements(b"4 0 R"), two());
    for wrong in [&b"1 0 R"[..], b"99 0 R", b"<<>>"] {
        assert_eq!(revision.elements(wrong), Err(Fault::Damaged));
    }
    revision.put(id(4), "[3]");
    revision.put(id(5), "<</A 3>>");
    assert_eq!(revision.elements(b"4 0 R"), Ok(vec![b"3".to_vec()]));
    assert_eq!(revision.dictionary(id(5)).unwrap().number("A"), Some(3));
    revision.put(id(5), "7");
    assert_eq!(revision.dictionary(id(5)), Err(Fault::Damaged));
    assert_eq!(revision.elements(b"5 0 R"), Err(Fault::Damaged));
    assert_eq!(revision.pages(), Ok(vec![id(3)]));
}
