//! What follows a signed release is mutated with its structure in mind, from a fixed seed, and whatever the
//! check lets pass is drawn by mupdf, pdfium and poppler: none may draw it otherwise outside of the
//! rectangle of the field that is signed there.
//!
//! `KEHOACH_MUTANTS=20000 cargo test --release --features sign --test main -- signature::mutated` makes
//! so many instead of the number that is made in each run.

mod allowed;
mod forged;
mod silent;
mod tail;

use crate::docx::validators::{python_of, said};
use crate::support::Office;
use kehoach::diag::Lang;
use kehoach::signature::compare::since;
use kehoach::signature::fields::Field;
use kehoach::signature::state::State;
use rayon::prelude::*;
use tail::{Base, Chance, Mutant, Tail};

/// How many mutants are made where nothing else is said.
const COUNT: u64 = 3_000;

/// How many of those that are allowed stay valid, and of those that are refused draw otherwise.
const LEAST: usize = 1_000;

/// A small release that the person has signed.
fn base() -> Base {
    let (_, pdf) = super::archive::released(&[]);
    Base::new(super::desk::signed(&pdf, Field::Signer, "p256"))
}

/// Of eleven mutants, five are what signing does, four are forged pages, one is forged where no page shows it,
/// and one is the first with a byte changed.
fn mutant(base: &Base, seed: u64) -> Mutant {
    let mut chance = Chance::new(seed);
    match seed % 11 {
        0..=4 => allowed::mutant(base, &mut chance),
        5..=8 => forged::mutant(base, &mut chance),
        9 => silent::mutant(base, &mut chance),
        _ => {
            let mut mutant = allowed::mutant(base, &mut chance);
            let at = chance.below(mutant.tail.len());
            mutant.tail[at] = *chance.one(b"0123456789 \n/<>[]()%nfRx\0");
            mutant.kind = "a byte changed";
            mutant
        }
    }
}

fn is_valid(base: &Base, tail: &[u8]) -> bool {
    let whole = [&base.bytes[..], tail].concat();
    let changes = since(&whole, base.bytes.len());
    changes.iter().all(|change| change.state() == State::Valid)
}

#[test]
fn what_is_drawn_otherwise_is_not_valid() {
    let count = std::env::var("KEHOACH_MUTANTS").map_or(COUNT, |count| count.parse().unwrap());
    let base = base();
    let mutants: Vec<(u64, Mutant, bool)> = (0..count)
        .into_par_iter()
        .map(|seed| {
            let mutant = mutant(&base, seed);
            let is_valid = is_valid(&base, &mutant.tail);
            (seed, mutant, is_valid)
        })
        .collect();
    let wrong: Vec<String> = mutants
        .iter()
        .filter(|(seed, _, is_valid)| match seed % 11 {
            0..=4 => !is_valid,
            5..=9 => *is_valid,
            _ => false,
        })
        .map(|(seed, mutant, is_valid)| format!("{seed} {}: {is_valid}", mutant.kind))
        .collect();
    assert_eq!(
        wrong, [""; 0],
        "allowed and refused, or the other way round"
    );
    let valid = mutants
        .iter()
        .filter(|(_, mutant, is_valid)| *is_valid && mutant.is_allowed);
    assert!(valid.count() >= LEAST);

    // A line a mutant: whether it passed, whether it signed, the length of what follows; then all of it.
    let (mut list, mut tails) = (String::new(), Vec::new());
    for (_, mutant, is_valid) in &mutants {
        let (valid, signs) = (u8::from(*is_valid), u8::from(mutant.signs));
        list.push_str(&format!("{valid} {signs} {}\n", mutant.tail.len()));
        tails.extend_from_slice(&mutant.tail);
    }
    let rectangle = format!("{} {}", base.page_number, base.rectangle.join(" "));
    let office = Office::empty()
        .file("base.pdf", &base.bytes)
        .file("list", list)
        .file("tails", tails)
        .file("rectangle", rectangle);
    let script = "tests/signature/mutated/draw.py";
    let Some(output) = python_of("pymupdf, pypdfium2, PIL", script, &office.path(".")) else {
        return;
    };
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    let mut refused = 0;
    let mut pairs = Vec::new();
    for line in said.lines() {
        let (index, readers) = line.split_once(' ').unwrap();
        let (seed, mutant, is_valid) = &mutants[index.parse::<usize>().unwrap()];
        if *is_valid {
            pairs.push(format!("{seed} {}: {readers}", mutant.kind));
        } else {
            refused += 1;
        }
    }
    assert_eq!(pairs, [""; 0], "valid and drawn otherwise");
    assert!(
        refused >= LEAST,
        "{refused} refused ones are drawn otherwise"
    );
}

#[test]
fn each_kind_of_forgery_is_told() {
    let base = base();
    let told = |kind: &str, tail: &[u8]| {
        let whole = [&base.bytes[..], tail].concat();
        let changes = since(&whole, base.bytes.len());
        let worst = changes.iter().max_by_key(|change| change.state()).unwrap();
        let message = worst.message();
        let message = message.text(Lang::Vi);
        // Places differ with every change of what is released.
        let digits = |c: char| c.is_ascii_digit();
        let message = message.split(digits).filter(|part| !part.is_empty());
        format!("{kind}: {}", message.collect::<Vec<_>>().join("…"))
    };
    let pages = forged::kinds().map(|(kind, make)| told(kind, &make(&base, &mut Chance::new(1))));
    let others = silent::kinds().map(|(kind, make)| {
        let mut tail = Tail::new(&base);
        make(&base, &mut tail, &mut Chance::new(1));
        told(kind, &tail.bytes())
    });
    let all: Vec<String> = pages.chain(others).collect();
    insta::assert_snapshot!(all.join("\n"));
}
