//! A further revision stands behind the bytes that were there, and readers see what it changes.

use super::others::qpdf_accepts;
use crate::support::Office;
use kehoach::signature::revision::{Fault, Revision};
use kehoach::signature::syntax::{self, Dictionary};
use proptest::prelude::*;
use std::process::Command;

/// The PDF with one more key in its catalog, which refers to a new object.
fn marked(bytes: &[u8], text: &str) -> Vec<u8> {
    let mut revision = Revision::new(bytes).unwrap();
    let note = revision.add(syntax::text(text));
    let catalog = revision.catalog().unwrap();
    let mut dictionary = revision.dictionary(catalog).unwrap();
    dictionary.set("KehoachNote", note.reference());
    revision.put(catalog, dictionary.to_bytes());
    revision.finish().bytes
}

/// Tân Hòa's plan as it is rendered.
fn rendered() -> Vec<u8> {
    super::rendered(super::PLANS[1]).bytes
}

fn last_trailer(bytes: &[u8]) -> Dictionary {
    let at = bytes
        .windows(7)
        .rposition(|word| word == b"trailer")
        .unwrap();
    Dictionary::parse(&bytes[at + 7..]).unwrap()
}

#[test]
fn the_bytes_that_were_there_stay() {
    let first = rendered();
    let second = marked(&first, "một");
    assert_eq!(second[..first.len()], first[..]);
    let third = marked(&second, "hai");
    assert_eq!(third[..second.len()], second[..]);
    qpdf_accepts(&second);
    qpdf_accepts(&third);
}

#[test]
fn the_same_revision_gives_the_same_bytes_and_another_another_second_identifier() {
    let first = rendered();
    assert_eq!(marked(&first, "một"), marked(&first, "một"));
    let ids = |bytes: &[u8]| syntax::elements(last_trailer(bytes).get("ID").unwrap()).unwrap();
    let (old, one, two) = (
        ids(&first),
        ids(&marked(&first, "một")),
        ids(&marked(&first, "hai")),
    );
    assert_eq!((&old[0], &old[0]), (&one[0], &two[0]));
    assert_ne!(old[1], one[1]);
    assert_ne!(one[1], two[1]);
}

#[test]
fn the_trailer_leads_to_the_revision_before() {
    let first = rendered();
    let (old, new) = (last_trailer(&first), last_trailer(&marked(&first, "một")));
    for key in ["Root", "Info"] {
        assert_eq!(old.get(key), new.get(key));
    }
    assert_eq!(new.number("Size"), old.number("Size").map(|size| size + 1));
    let place = usize::try_from(new.number("Prev").unwrap()).unwrap();
    assert!(first[place..].starts_with(b"xref\n"));
}

#[test]
fn it_is_said_where_new_objects_stand() {
    let first = rendered();
    let mut revision = Revision::new(&first).unwrap();
    let one = revision.add("<</Contents<0000>>>");
    let two = revision.add("(two)");
    let written = revision.finish();
    let body = |id| &written.bytes[written.places[&id].clone()];
    assert_eq!(body(one), b"<</Contents<0000>>>");
    assert_eq!(body(two), b"(two)");
}

#[test]
fn a_file_with_a_cross_reference_stream_gets_another() {
    if !crate::support::installed("qpdf") {
        return;
    }
    let office = Office::empty().file("table.pdf", rendered());
    let status = Command::new("qpdf")
        .args(["--object-streams=generate", "--compress-streams=y"])
        .args([office.path("table.pdf"), office.path("stream.pdf")])
        .status()
        .unwrap();
    assert!(status.success());
    let first = std::fs::read(office.path("stream.pdf")).unwrap();
    let second = marked(&first, "một");
    assert!(
        !second[first.len()..]
            .windows(7)
            .any(|word| word == b"trailer")
    );
    qpdf_accepts(&second);
    qpdf_accepts(&marked(&second, "hai"));
    let revision = Revision::new(&second).unwrap();
    let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
    assert!(catalog.reference("KehoachNote").is_some());
    assert_eq!(revision.pages().unwrap().len(), 4);
}

#[test]
fn what_cannot_be_carried_on_is_refused() {
    let fault = |bytes: &[u8]| Revision::new(bytes).map(|_| ()).unwrap_err();
    let whole = rendered();
    assert_eq!(fault(b""), Fault::NotPdf);
    assert_eq!(fault(b"PK\x03\x04"), Fault::NotPdf);
    assert_eq!(fault(b"%PDF-1.7\n"), Fault::Damaged);
    assert_eq!(fault(&whole[..whole.len() / 2]), Fault::Damaged);
    assert_eq!(fault(&whole[..whole.len() - 20]), Fault::Damaged);
    if crate::support::installed("qpdf") {
        let office = Office::empty().file("plain.pdf", &whole);
        let status = Command::new("qpdf")
            .args(["--encrypt", "", "secret", "256", "--"])
            .args([office.path("plain.pdf"), office.path("locked.pdf")])
            .status()
            .unwrap();
        assert!(status.success());
        let locked = std::fs::read(office.path("locked.pdf")).unwrap();
        assert_eq!(fault(&locked), Fault::Encrypted);
    }
}

#[test]
fn an_object_is_cut_where_it_ends() {
    let text = br"<</A(a\)(b))/B<</C[1 0 R 2 3]>>/D 4 0 R/E#46/G%x
        /H -1.5/I<AB>/J true>>stream";
    let dictionary = Dictionary::parse(text).unwrap();
    let get = |key| std::str::from_utf8(dictionary.get(key).unwrap()).unwrap();
    assert_eq!(get("A"), r"(a\)(b))");
    assert_eq!(get("B"), "<</C[1 0 R 2 3]>>");
    assert_eq!(get("D"), "4 0 R");
    assert_eq!(get("EF"), "/G");
    assert_eq!(get("H"), "-1.5");
    assert_eq!(get("J"), "true");
    assert_eq!(
        syntax::elements(b"[1 0 R 2 3]").unwrap(),
        [b"1 0 R".to_vec(), b"2".to_vec(), b"3".to_vec()]
    );
    assert_eq!(Dictionary::parse(&dictionary.to_bytes()), Some(dictionary));
}

#[test]
fn a_file_cut_anywhere_in_its_last_revision_is_refused() {
    let first = rendered();
    let second = marked(&first, "một");
    // A line break behind the first revision is still the whole of it.
    for end in first.len() + 2..second.len() - 1 {
        let found = Revision::new(&second[..end]).map(|_| ());
        assert_eq!(found, Err(Fault::Damaged), "cut at {end}");
    }
    assert!(Revision::new(&second[..first.len()]).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_file_is_refused_or_carried_on_but_never_a_crash(
        cut in 0..2_usize,
        from_end in proptest::collection::vec((0..9_000_usize, any::<u8>()), 0..8),
    ) {
        static WHOLE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(rendered);
        let mut bytes = WHOLE.clone();
        let length = bytes.len();
        for (place, byte) in from_end {
            bytes[length - 1 - place] = byte;
        }
        bytes.truncate(length - cut);
        if let Ok(mut revision) = Revision::new(&bytes) {
            let _ = revision.pages();
            revision.add("null");
            let written = revision.finish();
            prop_assert_eq!(&written.bytes[..bytes.len()], &bytes[..]);
        }
    }
}
