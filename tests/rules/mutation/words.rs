//! Mutants of words: each id, date, citation and year of the right plans that another part of the plan
//! or of its registries determines is changed, and must be found.
//!
//! What determines a place is said beside each kind of mutant, in words that a reader of the plan can
//! check; nothing here asks the program. A right plan has no finding at all, so that any is new.

mod citations;
mod dates;
mod ids;
mod scan;
mod swaps;
mod years;

use super::oracle::Relations;
use super::{load, right};
use crate::plans::corrected::{OFFICES, corrected};
use crate::support::has_extension;
use kehoach::checks::{Options, examine, examine_registries};
use kehoach::workspace::Loaded;
use scan::{Argument, Key, Value, arguments, toml};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// One change of a file.
pub struct Mutant {
    /// What is changed, and how: `date: year of the number`.
    pub kind: &'static str,
    /// The file, below the workspace.
    pub file: String,
    /// What is replaced by what, in the order of the file.
    pub edits: Vec<(Range<usize>, String)>,
    /// What says otherwise; what only arithmetic can tell is left to the oracle.
    pub told_by: Telling,
}

/// What says that a mutant is wrong.
pub enum Telling {
    /// Another part of the plan or its registries, in words.
    Part(String),
    /// The numbers of the plan, if they no longer follow from each other.
    Numbers,
}

/// A file of an office, taken apart.
pub struct File {
    pub name: String,
    pub text: String,
    pub keys: Vec<Key>,
    pub values: Vec<Value>,
    pub arguments: Vec<Argument>,
}

impl File {
    fn new((name, bytes): (String, Vec<u8>)) -> Self {
        let text = String::from_utf8(bytes).unwrap();
        let (keys, values) = if has_extension(&name, "toml") {
            toml(&text)
        } else {
            (Vec::new(), Vec::new())
        };
        let quoted = values.iter().filter(|value| value.quoted);
        let arguments = quoted
            .flat_map(|value| arguments(&text, &value.range))
            .collect();
        Self {
            name,
            text,
            keys,
            values,
            arguments,
        }
    }

    /// The characters of a place.
    pub fn at(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// The values of a key below a header.
    pub fn under<'f>(&'f self, header: &'f str, key: &'f str) -> impl Iterator<Item = &'f Value> {
        let fits = move |value: &&Value| value.header == header && value.key == key;
        self.values.iter().filter(fits)
    }

    /// The value of a key in one block.
    pub fn of(&self, block: usize, key: &str) -> Option<&Value> {
        let mut values = self.values.iter();
        values.find(|value| value.block == block && value.key == key)
    }

    /// A mutant of one place that another part tells.
    pub fn mutant(
        &self,
        kind: &'static str,
        range: &Range<usize>,
        to: impl Into<String>,
        told_by: impl Into<String>,
    ) -> Mutant {
        Mutant {
            kind,
            file: self.name.clone(),
            edits: vec![(range.clone(), to.into())],
            told_by: Telling::Part(told_by.into()),
        }
    }
}

/// The right files of an office.
pub struct Files {
    pub plan: File,
    pub legal: File,
    pub units: File,
    pub data: Vec<File>,
    pub loaded: Loaded,
}

/// The plan's file among those of an office.
fn plan_of(office: &str) -> String {
    let plan = |name: &String| name.starts_with("20") && has_extension(name, "toml");
    let mut names = corrected(office).into_iter().map(|(name, _)| name);
    names.find(plan).unwrap()
}

impl Files {
    fn of(office: &str, loaded: Loaded) -> Self {
        let mut files: Vec<File> = corrected(office).into_iter().map(File::new).collect();
        let plan = plan_of(office);
        let mut take = |name: &str| {
            let place = files.iter().position(|file| file.name == name).unwrap();
            files.remove(place)
        };
        Self {
            plan: take(&plan),
            legal: take("legal.toml"),
            units: take("units.toml"),
            data: files
                .into_iter()
                .filter(|file| has_extension(&file.name, "csv"))
                .collect(),
            loaded,
        }
    }

    /// The plan's year.
    pub fn year(&self) -> i16 {
        self.loaded.plan.as_ref().unwrap().document.year.value
    }

    fn mutants(&self) -> Vec<Mutant> {
        let mut mutants = ids::mutants(self);
        mutants.extend(swaps::mutants(self));
        mutants.extend(dates::mutants(self));
        mutants.extend(citations::mutants(self));
        mutants.extend(years::mutants(self));
        mutants
    }
}

/// The rules that find something in a plan or its registries, at whatever level.
fn findings(path: &Path) -> (Loaded, Vec<&'static str>) {
    let loaded = load(path);
    let options = Options::default();
    let own = examine(&loaded, options).diagnostics;
    let registries = examine_registries(&loaded.workspace, options);
    let ids = own.iter().chain(&registries).map(|finding| finding.code.id);
    let ids = ids.collect();
    (loaded, ids)
}

/// How the mutants of one kind fared.
#[derive(Default)]
struct Tally {
    found: usize,
    missed: Vec<String>,
    consistent: Vec<String>,
}

type Tallies = BTreeMap<&'static str, Tally>;

/// How many work on the mutants of an office, each on its own copy.
const WORKERS: usize = 2;

/// How many mutants of one kind an office has at most; of more, every so many is taken.
const MOST: usize = 40;

/// The mutants that are tried: of a kind with too many, evenly spread ones.
fn spread(mutants: Vec<Mutant>) -> Vec<Mutant> {
    let mut kinds: BTreeMap<&str, Vec<Mutant>> = BTreeMap::new();
    for mutant in mutants {
        kinds.entry(mutant.kind).or_default().push(mutant);
    }
    let kept = kinds.into_values().flat_map(|mutants| {
        let all = mutants.len();
        let steps = move |nth: usize| nth * MOST / all != (nth + 1) * MOST / all;
        let numbered = mutants.into_iter().enumerate();
        numbered
            .filter(move |(nth, _)| all <= MOST || steps(*nth))
            .map(|(_, mutant)| mutant)
    });
    kept.collect()
}

/// Tries a share of an office's mutants, one after another.
fn attack(name: &str, worker: usize) -> Tallies {
    let right = right((name, &plan_of(name)));
    let (loaded, before) = findings(&right.path);
    assert_eq!(before, Vec::<&str>::new(), "{name}");
    assert_eq!(
        Relations::of(&loaded).broken(),
        Vec::<String>::new(),
        "{name}"
    );
    let files = Files::of(name, loaded);
    let mut tallies = Tallies::new();
    let mutants = spread(files.mutants());
    for mutant in mutants.into_iter().skip(worker).step_by(WORKERS) {
        let file = right.office.path(&mutant.file);
        let text = std::fs::read_to_string(&file).unwrap();
        let mut spoilt = text.clone();
        for (range, to) in mutant.edits.iter().rev() {
            spoilt.replace_range(range.clone(), to);
        }
        assert_ne!(spoilt, text, "{name}: {}", mutant.kind);
        std::fs::write(&file, spoilt).unwrap();
        let (loaded, found) = findings(&right.path);
        std::fs::write(&file, &text).unwrap();
        let told_by = match mutant.told_by {
            Telling::Part(part) => Some(part),
            Telling::Numbers if loaded.plan.is_none() => Some("the file cannot be read".to_owned()),
            Telling::Numbers => Relations::of(&loaded).broken().into_iter().next(),
        };
        let changes = mutant.edits.iter().map(|(range, to)| {
            let line = text[..range.start].matches('\n').count() + 1;
            format!("{}:{line} {} → {to}", mutant.file, &text[range.clone()])
        });
        let change = format!("{name}/{}", changes.collect::<Vec<_>>().join(", "));
        let tally = tallies.entry(mutant.kind).or_default();
        match told_by {
            None => tally.consistent.push(change),
            Some(_) if !found.is_empty() => tally.found += 1,
            Some(part) => tally.missed.push(format!("{change} (against {part})")),
        }
    }
    tallies
}

/// Why mutants of a kind survive, where some do.
fn reason(kind: &str) -> &'static str {
    let (field, what) = kind.split_once(": ").unwrap();
    match (field, what) {
        ("ids", "another amount than the heading's") => "no rule reads headings as budget lines",
        ("dates", "another month than the step's words") => "no rule reads the words of a step",
        ("dates", "impossible") => "the calendar is not held against titles in the registry",
        ("dates" | "citations", _) => "numbers begin anew each year, or no date has that year",
        ("years", "in a title") => "a heading may be about a past year",
        _ => "the sentence has no word of intent",
    }
}

#[test]
fn mutants_of_ids_dates_and_citations_are_found() {
    let mut tallies = Tallies::new();
    std::thread::scope(|scope| {
        let offices = OFFICES.iter();
        let workers = offices.flat_map(|name| (0..WORKERS).map(move |worker| (*name, worker)));
        let threads: Vec<_> = workers
            .map(|(name, worker)| scope.spawn(move || attack(name, worker)))
            .collect();
        for (kind, part) in threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
        {
            let tally = tallies.entry(kind).or_default();
            tally.found += part.found;
            tally.missed.extend(part.missed);
            tally.consistent.extend(part.consistent);
        }
    });
    let mut fields: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (kind, tally) in &tallies {
        let all = tally.found + tally.missed.len();
        println!("{kind}: {} of {all} found", tally.found);
        for survivor in &tally.missed {
            println!("  missed, since {}: {survivor}", reason(kind));
        }
        for survivor in &tally.consistent {
            println!("  contradicts nothing: {survivor}");
        }
        let field = fields.entry(kind.split(':').next().unwrap()).or_default();
        field.0 += tally.found;
        field.1 += all;
    }
    let (mut all, mut caught) = (0, 0);
    for (field, (found, of)) in &fields {
        println!("{field}: {found} of {of} contradictory mutants found");
        // Of years in prose there are too few for a rate of their own.
        assert!(
            *of < 50 || found * 100 >= of * 95,
            "{field}: {found} of {of}"
        );
        all += of;
        caught += found;
    }
    println!("words: {caught} of {all} contradictory mutants found");
    assert!(all > 1000 && caught * 100 >= all * 95, "{caught} of {all}");
}
