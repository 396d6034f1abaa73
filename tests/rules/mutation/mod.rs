//! Mutants: each number of a right plan that others follow from is changed, and must be found. Those
//! of ids, dates and citations are in [`words`].
//!
//! Which mutants contradict their plan is decided by the brute arithmetic of [`oracle`], which shares
//! nothing with the program's. A mutant that contradicts nothing, since rounding hides it, is right.

mod oracle;
mod prose;
mod words;

use crate::plans::corrected::corrected;
use crate::support::Office;
use kehoach::checks::{Options, examine};
use kehoach::diag::{Lang, Severity};
use kehoach::workspace::{Loaded, Workspace};
use oracle::{Number, Relations};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The plans with typed numbers: office and file.
const PLANS: [(&str, &str); 3] = [
    ("krong-no", "2020-giam-ngheo.toml"),
    ("tan-hoa", "2024-giam-ngheo.toml"),
    ("tan-yen", "2024-giam-ngheo.toml"),
];

/// A plan on disk, with its numbers right.
struct Right {
    office: Office,
    path: PathBuf,
}

fn right((name, file): (&str, &str)) -> Right {
    let mut office = Office::empty();
    for (file, bytes) in corrected(name) {
        office = office.file(&file, bytes);
    }
    let path = office.path(file);
    Right { office, path }
}

fn load(path: &Path) -> Loaded {
    let root = Workspace::root_of(path);
    let workspace = Arc::new(Workspace::open(&root).unwrap());
    workspace.load(path).unwrap()
}

/// What is found in a plan's numbers: rule, place and message. Rules of text repeat the numbers that
/// they find fault with, and would differ for every mutant.
fn found(path: &Path) -> BTreeSet<String> {
    let loaded = load(path);
    let all = examine(&loaded, Options::default()).diagnostics;
    let of_numbers = |id: &str| ["SPC", "BUD", "IND", "TAB"].contains(&&id[..3]);
    let grave = all
        .iter()
        .filter(|d| d.severity != Severity::Info && of_numbers(d.code.id));
    grave
        .map(|d| {
            let source = loaded.sources.get(d.primary.span.source).unwrap();
            let line = source.position(d.primary.span.start as usize).line;
            let (path, message) = (source.path().display(), d.message.text(Lang::En));
            format!("{path}:{line} {} {message}", d.code.id)
        })
        .collect()
}

/// The ways in which a number is spoilt, as it is written.
fn mutants(number: &Number, next: &Number) -> Vec<(&'static str, String)> {
    let text = &number.text;
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let digit = |at: usize| text.as_bytes()[at] - b'0';
    let with = |changes: &[(usize, u8)]| {
        let mut bytes = text.clone().into_bytes();
        for (at, digit) in changes {
            bytes[*at] = b'0' + digit;
        }
        String::from_utf8(bytes).unwrap()
    };
    let mut mutants = Vec::new();
    if let Some(last) = digits.last() {
        for step in [1, 9] {
            mutants.push(("last digit", with(&[(*last, (digit(*last) + step) % 10)])));
        }
    }
    for pair in digits.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let leads = a == digits[0] && digit(b) == 0;
        if digit(a) != digit(b) && !leads {
            mutants.push(("swapped digits", with(&[(a, digit(b)), (b, digit(a))])));
        }
    }
    // The comma one place to the right, or a nought behind.
    let tenfold = match text.split_once(',') {
        Some((whole, fraction)) if fraction.trim_matches('"').len() > 1 => {
            let (first, rest) = fraction.split_at(1);
            let text = format!("{whole}{first},{rest}");
            text.replace("\"0", "\"").replace("-0", "-")
        }
        Some((whole, fraction)) => format!("{whole}{fraction}"),
        None => format!("{}0", text.trim_matches('"')),
    };
    mutants.push(("factor ten", tenfold));
    mutants.push(("neighbour's value", next.text.clone()));
    mutants.retain(|(_, mutant)| read(mutant).is_some_and(|value| value != number.value));
    mutants
}

/// The value of a number as it is written.
fn read(text: &str) -> Option<Decimal> {
    let bare = text.trim_matches('"').replace('.', "").replace(',', ".");
    bare.parse().ok()
}

/// How the mutants of one kind fared.
#[derive(Default)]
struct Tally {
    consistent: Vec<String>,
    found: usize,
    missed: Vec<String>,
}

/// How many work on the mutants of a plan, each on its own copy.
const WORKERS: usize = 2;

/// Spoils a share of a plan's numbers, one after another.
fn attack(plan: (&str, &str), worker: usize) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let right = right(plan);
    let before = found(&right.path);
    let relations = Relations::of(&load(&right.path));
    assert_eq!(relations.broken(), Vec::<String>::new(), "{}", plan.0);
    for (place, number) in relations
        .numbers()
        .filter(|(place, _)| place % WORKERS == worker)
    {
        let next = relations.number((place + 1) % relations.len());
        let file = right.office.path(&number.file);
        let text = std::fs::read_to_string(&file).unwrap();
        let (head, tail) = (&text[..number.range.start], &text[number.range.end..]);
        for (kind, mutant) in mutants(number, next) {
            let tally = tallies.entry(kind).or_default();
            let Some(broken) = relations.broken_by(place, read(&mutant).unwrap()) else {
                let survivor = format!("{}: {} → {mutant}", plan.0, number.text);
                tally.consistent.push(survivor);
                continue;
            };
            std::fs::write(&file, format!("{head}{mutant}{tail}")).unwrap();
            if found(&right.path).difference(&before).next().is_some() {
                tally.found += 1;
            } else {
                let survivor = format!("{}: {} → {mutant} ({broken})", plan.0, number.text);
                tally.missed.push(survivor);
            }
        }
        std::fs::write(&file, &text).unwrap();
    }
    tallies
}

#[test]
fn mutants_of_numbers_are_found() {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    std::thread::scope(|scope| {
        let workers = PLANS
            .iter()
            .flat_map(|plan| (0..WORKERS).map(move |worker| (*plan, worker)));
        let threads: Vec<_> = workers
            .map(|(plan, worker)| scope.spawn(move || attack(plan, worker)))
            .collect();
        for (kind, part) in threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
        {
            let tally = tallies.entry(kind).or_default();
            tally.consistent.extend(part.consistent);
            tally.found += part.found;
            tally.missed.extend(part.missed);
        }
    });
    let (mut all, mut caught) = (0, 0);
    for (kind, tally) in &tallies {
        let contradictory = tally.found + tally.missed.len();
        println!(
            "{kind}: {} of {contradictory} found; {} more contradict nothing",
            tally.found,
            tally.consistent.len()
        );
        for survivor in &tally.consistent {
            println!("  survives, since rounding hides it: {survivor}");
        }
        for survivor in &tally.missed {
            println!("  missed {survivor}");
        }
        all += contradictory;
        caught += tally.found;
    }
    println!("numbers: {caught} of {all} contradictory mutants found");
    assert!(all > 300 && caught * 100 >= all * 99, "{caught} of {all}");
}
