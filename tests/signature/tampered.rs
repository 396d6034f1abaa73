//! Whoever changes a signed file, or cuts it, or hides something behind it, is seen.

use super::desk::{certificates, now, prepared, signed, told, verdict};
use kehoach::signature::change::Change;
use kehoach::signature::check::{Finding, State, Verdict, check};
use kehoach::signature::fields::Field;
use kehoach::signature::revision::Revision;
use kehoach::signature::signed::CoverageFault;
use kehoach::signature::syntax::Id;
use kehoach::signature::syntax::{self, Dictionary};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::OnceLock;

/// A PDF that the person and then the office signed.
fn pdf() -> &'static [u8] {
    static PDF: OnceLock<Vec<u8>> = OnceLock::new();
    PDF.get_or_init(|| {
        let first = signed(prepared(), Field::Signer, "rsa");
        signed(&first, Field::Organisation, "p256")
    })
}

fn once() -> Vec<u8> {
    let end = verdict(pdf(), "signer").end.unwrap();
    pdf()[..end].to_vec()
}

/// Whether both signatures hold.
fn both_hold(pdf: &[u8]) -> bool {
    let Ok(verdicts) = check(pdf, &certificates("root"), now()) else {
        return false;
    };
    verdicts.len() == 2 && verdicts.iter().all(|one| one.state() == State::Valid)
}

/// Where the values of the two signatures stand, with their brackets.
fn holes() -> Vec<Range<usize>> {
    let word = b"/Contents <3082";
    let starts = pdf().windows(word.len()).enumerate();
    let starts = starts.filter(|(_, window)| *window == word);
    starts
        .map(|(at, _)| {
            let start = at + word.len() - 5;
            let length = pdf()[start..].iter().position(|byte| *byte == b'>');
            start..start + length.unwrap() + 1
        })
        .collect()
}

fn flipped(at: usize, bits: u8) -> Vec<u8> {
    let mut changed = pdf().to_vec();
    changed[at] ^= bits;
    changed
}

/// The places where a flipped byte is not seen.
fn unseen(places: Vec<usize>, bits: u8) -> Vec<usize> {
    let found = places.into_par_iter();
    found.filter(|at| both_hold(&flipped(*at, bits))).collect()
}

#[test]
fn both_signatures_hold_before_anything_is_changed() {
    assert!(both_hold(pdf()));
    assert_eq!(holes().len(), 2);
}

#[test]
fn a_flipped_byte_is_seen_wherever_it_is() {
    // A number without a common divisor with the lengths of lines.
    let spread = (0..pdf().len()).step_by((pdf().len() / 400) | 1);
    assert_eq!(unseen(spread.collect(), 1), Vec::<usize>::new());
}

#[test]
fn a_flipped_byte_is_seen_in_what_belongs_to_a_signature() {
    for hole in holes() {
        let around = (hole.start - 120..hole.start).chain(hole.end..hole.end + 20);
        assert_eq!(unseen(around.collect(), 1), Vec::<usize>::new());
        // In the signature, its certificates and what fills the room behind it.
        let inside = hole.clone().step_by(11);
        assert_eq!(unseen(inside.collect(), 1), Vec::<usize>::new());
    }
}

#[test]
fn a_small_letter_among_the_digits_of_a_signature_is_seen() {
    let [first, second] = &holes()[..] else {
        panic!()
    };
    let letters = first.clone().chain(second.clone());
    let letters = letters
        .filter(|at| pdf()[*at].is_ascii_uppercase())
        .step_by(37);
    assert_eq!(unseen(letters.collect(), 0x20), Vec::<usize>::new());
}

#[test]
fn a_flipped_byte_is_seen_at_the_end_of_each_revision() {
    for end in [once().len(), pdf().len()] {
        assert_eq!(unseen((end - 200..end).collect(), 1), Vec::<usize>::new());
    }
}

#[test]
fn a_file_that_is_cut_is_not_signed_as_it_was() {
    let step = (pdf().len() / 100) | 1;
    let near = (pdf().len() - 30..pdf().len()).chain((0..pdf().len()).step_by(step));
    for length in near.collect::<Vec<_>>() {
        assert!(!both_hold(&pdf()[..length]), "cut at {length}");
    }
}

#[test]
fn bytes_behind_the_end_are_seen() {
    for more in [&b"\n"[..], b"%%EOF\n", b"1 0 obj <<>> endobj\n", &[0; 2000]] {
        let longer = [pdf(), more].concat();
        assert!(!both_hold(&longer), "{more:?}");
    }
    let found = verdict(&[&once()[..], b"x"].concat(), "signer");
    let is_rest = |finding: &Finding| matches!(finding, Finding::Changed(Change::Rest(_)));
    assert!(found.findings.iter().any(is_rest), "{:#?}", told(&found));
}

/// The once signed PDF with one more revision, the verdict on the person's signature.
fn revised(change: impl FnOnce(&mut Revision)) -> Verdict {
    let mut revision = Revision::new(&once()).unwrap();
    change(&mut revision);
    verdict(&revision.finish().bytes, "signer")
}

fn value(revision: &Revision) -> (Id, Dictionary) {
    let field = widget(revision);
    let id = field.1.reference("V").unwrap();
    (id, revision.dictionary(id).unwrap())
}

fn widget(revision: &Revision) -> (Id, Dictionary) {
    let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
    let form = revision.resolved(catalog.get("AcroForm").unwrap()).unwrap();
    let fields = revision.elements(form.get("Fields").unwrap()).unwrap();
    let id = syntax::reference(&fields[0]).unwrap();
    (id, revision.dictionary(id).unwrap())
}

#[test]
fn a_page_that_a_later_revision_swaps_is_seen() {
    let found = revised(|revision| {
        let page = revision.pages().unwrap()[0];
        let dictionary = revision.dictionary(page).unwrap();
        let contents = dictionary.reference("Contents").unwrap();
        revision.put(contents, b"<</Length 3>>\nstream\nq Q\nendstream".to_vec());
    });
    let is_named = |finding: &Finding| {
        matches!(finding, Finding::Changed(Change::Object { path, .. })
            if path.starts_with("/Root/Pages") && path.contains("/Contents"))
    };
    assert!(found.findings.iter().any(is_named), "{:#?}", told(&found));
    assert_eq!(found.state(), State::Invalid);
}

#[test]
fn an_attached_source_that_a_later_revision_swaps_is_seen() {
    let found = revised(|revision| {
        let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
        let files = revision.elements(catalog.get("AF").unwrap()).unwrap();
        let file = revision.resolved(&files[0]).unwrap();
        let streams = revision.resolved(file.get("EF").unwrap()).unwrap();
        let id = streams.reference("F").unwrap();
        revision.put(id, b"<</Length 1>>\nstream\nx\nendstream".to_vec());
    });
    assert_eq!(found.state(), State::Invalid, "{:#?}", told(&found));
}

#[test]
fn another_catalog_is_seen() {
    let signed = once();
    let root = Revision::new(&signed).unwrap().catalog().unwrap();
    let mut revision = Revision::new(&signed).unwrap();
    let copy = revision.dictionary(root).unwrap();
    let other = revision.add(copy.to_bytes());
    let bytes = revision.finish().bytes;
    let (old, new) = (
        format!("/Root {}", String::from_utf8(root.reference()).unwrap()),
        format!("/Root {}", String::from_utf8(other.reference()).unwrap()),
    );
    let text = bytes.windows(old.len()).rposition(|w| w == old.as_bytes());
    let at = text.unwrap();
    let swapped = [&bytes[..at], new.as_bytes(), &bytes[at + old.len()..]].concat();
    let found = verdict(&swapped, "signer");
    assert_eq!(found.state(), State::Invalid, "{:#?}", told(&found));
}

#[test]
fn a_signature_that_a_later_revision_writes_anew_covers_nothing() {
    for (key, text, fault) in [
        ("Kehoach", "1", CoverageFault::Hole),
        ("ByteRange", "[0 10 20 30]", CoverageFault::Hole),
        ("ByteRange", "[0 10 20 99999999]", CoverageFault::Ranges),
        ("ByteRange", "[1 10 20 30]", CoverageFault::Ranges),
        ("ByteRange", "[0 20 10 30]", CoverageFault::Ranges),
        ("ByteRange", "[0 10 20 30 40 50]", CoverageFault::Ranges),
        ("ByteRange", "null", CoverageFault::Dictionary),
        ("ByteRange", "[0 10 20 -30]", CoverageFault::Ranges),
    ] {
        let found = revised(|revision| {
            let (id, mut own) = value(revision);
            own.set(key, text);
            revision.put(id, own.to_bytes());
        });
        let wanted = [Finding::Uncovered(fault)];
        assert_eq!(found.findings, wanted, "{key} {text}");
    }
}

#[test]
fn a_key_that_a_signature_has_twice_or_in_disguise_is_seen() {
    for more in [
        "/ByteRange [0 1 2 3]",
        "/Contents <00>",
        "/Byte#52ange [0 1 2 3]",
    ] {
        let found = revised(|revision| {
            let (id, own) = value(revision);
            let bytes = own.to_bytes();
            let inside = bytes.strip_suffix(b">>").unwrap();
            revision.put(id, [inside, b" ", more.as_bytes(), b">>"].concat());
        });
        let wanted = [Finding::Uncovered(CoverageFault::Dictionary)];
        assert_eq!(found.findings, wanted, "{more}");
    }
}

#[test]
fn a_signature_that_stands_in_two_fields_holds_in_none() {
    let found = revised(|revision| {
        let (_, first) = widget(revision);
        let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
        let form = revision.resolved(catalog.get("AcroForm").unwrap()).unwrap();
        let fields = revision.elements(form.get("Fields").unwrap()).unwrap();
        let second = syntax::reference(&fields[1]).unwrap();
        let mut other = revision.dictionary(second).unwrap();
        other.set("V", first.get("V").unwrap().to_vec());
        revision.put(second, other.to_bytes());
    });
    let wanted = Finding::Uncovered(CoverageFault::Elsewhere);
    assert!(found.findings.contains(&wanted), "{:#?}", told(&found));
    assert_eq!(found.state(), State::Invalid);
}

#[test]
fn a_signature_that_is_taken_out_is_missed() {
    let found = revised(|revision| {
        let (id, mut own) = widget(revision);
        own.remove("V");
        revision.put(id, own.to_bytes());
    });
    assert_eq!(found.findings, [Finding::Unsigned]);
}

#[test]
fn a_cross_reference_that_leads_astray_is_seen() {
    let mut revision = Revision::new(&once()).unwrap();
    let page = revision.pages().unwrap()[0];
    let same = revision.dictionary(page).unwrap();
    revision.put(page, same.to_bytes());
    let written = revision.finish();
    let place = written.places[&page].start - format!("{} 0 obj\n", page.number).len();
    let found = verdict(&written.bytes, "signer");
    assert_eq!(found.state(), State::Valid, "{:#?}", told(&found));
    // The page is said to stand where another object does, in bytes that were signed.
    let old = format!("{place:010}");
    let catalog = prepared().windows(7).position(|word| word == b" 0 obj\n");
    let other = catalog.unwrap() - 1;
    let text = written
        .bytes
        .windows(10)
        .rposition(|word| word == old.as_bytes());
    let at = text.expect("the PDF has a table");
    let mut astray = written.bytes.clone();
    astray[at..at + 10].copy_from_slice(format!("{other:010}").as_bytes());
    let found = verdict(&astray, "signer");
    assert_eq!(found.state(), State::Invalid, "{:#?}", told(&found));
}
