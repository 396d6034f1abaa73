//! Which bytes a signature covers: ranges that are shifted by one, values that are written otherwise.

use super::*;
use kehoach::signature::cms::Fault;
use kehoach::signature::signed::CoverageFault;

fn uncovered(fault: CoverageFault) -> Vec<Finding> {
    vec![Finding::Uncovered(fault)]
}

/// What is found where the ranges are others.
fn ranged(ranges: impl Fn([usize; 3]) -> String) -> Vec<Finding> {
    let pdf = ranged_pdf(CADES, ranges, |content| Signing::person(content).der());
    verdict(&pdf).findings
}

/// What is found where the numbers of the ranges are shifted.
fn shifted(shifts: [isize; 3]) -> Vec<Finding> {
    ranged(|numbers| {
        let moved = |at: usize| numbers[at].saturating_add_signed(shifts[at]);
        format!("[0 {:06} {:06} {:06}]", moved(0), moved(1), moved(2))
    })
}

#[test]
fn ranges_are_the_file_but_for_the_signatures_value() {
    assert_eq!(shifted([0, 0, 0])[1], Finding::Covered);
    for (shifts, fault) in [
        ([1, 0, 0], CoverageFault::Hole),
        ([-1, 0, 0], CoverageFault::Hole),
        ([0, 1, -1], CoverageFault::Hole),
        ([0, -1, 1], CoverageFault::Hole),
        ([0, 1, 0], CoverageFault::Ranges),
        ([0, 0, 1], CoverageFault::Ranges),
        // Without the last line break the file is as whole, and without its last letter it is not.
        ([0, 0, -2], CoverageFault::End),
    ] {
        assert_eq!(shifted(shifts), uncovered(fault), "{shifts:?}");
    }
    let cut = shifted([0, 0, -1]);
    assert!(cut.contains(&Finding::Broken(Fault::Digest)), "{cut:?}");
    assert!(cut.contains(&Finding::Covered), "{cut:?}");
}

#[test]
fn ranges_are_four_whole_numbers_from_zero() {
    /// Writes a range from its three offsets.
    type Written = fn([usize; 3]) -> String;
    let all: [(Written, CoverageFault); 6] = [
        (
            |[a, b, c]| format!("[1 {a:06} {b:06} {c:06}]"),
            CoverageFault::Ranges,
        ),
        (
            |[a, b, _]| format!("[0 {a:06} {b:06}       ]"),
            CoverageFault::Ranges,
        ),
        (
            |[a, b, c]| format!("[0 {a:06} {b:06} {c:05}.]"),
            CoverageFault::Ranges,
        ),
        (
            |[a, b, c]| format!("[0 {b:06} {a:06} {c:06}]"),
            CoverageFault::Ranges,
        ),
        (
            |[a, _, c]| format!("[0 {a:06} {a:06} {c:06}]"),
            CoverageFault::Ranges,
        ),
        (
            |[a, b, c]| format!("(0 {a:06} {b:06} {c:06})"),
            CoverageFault::Dictionary,
        ),
    ];
    for (at, (ranges, fault)) in all.into_iter().enumerate() {
        assert_eq!(ranged(ranges), uncovered(fault), "{at}");
    }
    let far = ranged(|_| "[0 000001 000002 18446744073709551615]".to_owned());
    assert_eq!(far, uncovered(CoverageFault::Ranges));
}

/// What is found where a part of the signed file is written otherwise, as long as before.
fn rewritten(old: &str, new: &str) -> Vec<Finding> {
    assert_eq!(old.len(), new.len());
    let mut pdf = signed_pdf(CADES, |content| Signing::person(content).der());
    let found = pdf
        .windows(old.len())
        .position(|part| part == old.as_bytes());
    let at = found.unwrap();
    pdf[at..at + old.len()].copy_from_slice(new.as_bytes());
    verdict(&pdf).findings
}

#[test]
fn a_signatures_dictionary_has_both_keys_once_and_plainly() {
    let damaged = uncovered(CoverageFault::Dictionary);
    assert_eq!(rewritten("/ByteRange", "/ByteRangX"), damaged);
    assert_eq!(rewritten("/Contents", "/ContentX"), damaged);
    assert_eq!(
        rewritten("/Type/Sig/SubFilter", "/Typ#65/X/SubFilter"),
        damaged
    );
}

/// What is found where the value has other digits.
fn digits(change: impl Fn(&str) -> String) -> Vec<Finding> {
    let mut pdf = signed_pdf(CADES, |content| Signing::person(content).der());
    let word = b"/Contents <";
    let start = pdf
        .windows(word.len())
        .position(|part| part == word)
        .unwrap()
        + word.len();
    let length = pdf[start..].iter().position(|byte| *byte == b'>').unwrap();
    let old = String::from_utf8(pdf[start..start + length].to_vec()).unwrap();
    let new = change(&old);
    assert_eq!(new.len(), length);
    pdf[start..start + length].copy_from_slice(new.as_bytes());
    verdict(&pdf).findings
}

#[test]
fn a_signatures_value_is_digits_of_one_case_with_zeros_behind() {
    assert_eq!(digits(str::to_lowercase)[0], Finding::Intact);
    let value = uncovered(CoverageFault::Value);
    let last =
        |new: &'static str| move |old: &str| format!("{}{new}", &old[..old.len() - new.len()]);
    assert_eq!(digits(last("1")), value);
    assert_eq!(digits(last("10")), value);
    assert_eq!(digits(last(" ")), value);
    let damaged = uncovered(CoverageFault::Dictionary);
    assert_eq!(digits(last("G")), damaged);
    assert_eq!(digits(|old| old.replacen('A', "a", 1)), value);
    // No value in DER.
    assert_eq!(digits(|old| old.replacen("3082", "3080", 1)), value);
    let nothing = [
        Finding::Broken(Fault::Syntax),
        Finding::Covered,
        Finding::Unchanged,
        Finding::Revocation,
    ];
    assert_eq!(digits(|old| "0".repeat(old.len())), nothing);
}

#[test]
fn a_value_has_digits_in_pairs() {
    let pdf = |room: usize| {
        let blank = "0".repeat(room);
        let value = format!(
            "<</Type/Sig{CADES}/ByteRange [0 000000 000000 000000]/Contents <3000{blank}>>>"
        );
        let mut pdf = pdf_of(&[&OBJECTS[..], &[&value]].concat());
        let find = |word: &str| {
            let found = pdf
                .windows(word.len())
                .position(|part| part == word.as_bytes());
            found.unwrap() + word.len()
        };
        let (at, start) = (find("/ByteRange "), find("/Contents "));
        let end = start + room + 6;
        let numbers = format!("[0 {start:06} {end:06} {:06}]", pdf.len() - end);
        pdf[at..at + numbers.len()].copy_from_slice(numbers.as_bytes());
        verdict(&pdf).findings[0].clone()
    };
    assert_eq!(pdf(4), Finding::Broken(Fault::Syntax));
    assert_eq!(pdf(5), Finding::Uncovered(CoverageFault::Value));
}

#[test]
fn a_signature_that_stands_in_the_file_twice_counts_in_neither_field() {
    let field = |name: &str| OBJECTS[4].replace("(signer)", &format!("({name})"));
    let form = "<</Fields[5 0 R 7 0 R]/SigFlags 3>>";
    let pdf = signed_pdf(CADES, |content| Signing::person(content).der());
    // The second field is put in with a revision behind.
    let mut revision = kehoach::signature::revision::Revision::new(&pdf).unwrap();
    let second = revision.add(field("organisation"));
    let form_id = kehoach::signature::syntax::Id {
        number: 4,
        generation: 0,
    };
    revision.put(form_id, form);
    assert_eq!(second.number, 7);
    let bytes = revision.finish().bytes;
    let all = check(&bytes, &[root().made()], now()).unwrap();
    assert_eq!(all.len(), 2);
    for verdict in all {
        let twice = Finding::Uncovered(CoverageFault::Elsewhere);
        assert_eq!(verdict.findings.last(), Some(&twice), "{}", verdict.field);
    }
}

#[test]
fn two_empty_fields_are_no_signature_that_stands_twice() {
    let fields = ["<</FT/Sig/T(a)>>", "<</FT/Sig/T(b)>>"];
    let form = "<</Fields[5 0 R 6 0 R]/SigFlags 1>>";
    let pdf = pdf_of(&[&OBJECTS[..3], &[form], &fields].concat());
    for verdict in check(&pdf, &[], now()).unwrap() {
        assert_eq!(verdict.findings, [Finding::Unsigned]);
    }
}
