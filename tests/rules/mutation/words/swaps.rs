//! Ids of something else of the same kind.
//!
//! Such an id is wrong where
//! - the numbers no longer follow from each other: parts and wholes, formulas, sources, columns;
//! - a heading or a run-in sentence of a responsibility calls its unit by `unit()`;
//! - an objective or a task names its indicators and prints values of them by `value()`;
//! - the preamble cites the plan's legal bases by `cite()`;
//! - the date of the cited document is typed behind the citation;
//! - an amount stands under a heading that is the title of its budget line;
//! - a group of items would stand nowhere in the text.

use super::ids::{Definition, definitions};
use super::scan::{Argument, Value, days};
use super::{File, Files, Mutant, Telling};
use std::collections::BTreeSet;
use std::ops::Range;

/// The next definition of the same kind as one, after the last the first.
fn next<'f>(all: &'f [Definition<'f>], kind: &str, id: &str, not: &[&str]) -> Option<&'f str> {
    let same: Vec<&str> = all
        .iter()
        .filter(|d| d.kind == kind)
        .map(|d| d.id)
        .collect();
    let place = same.iter().position(|other| *other == id)?;
    let mut others = same.iter().cycle().skip(place + 1).take(same.len() - 1);
    others.find(|other| !not.contains(other)).copied()
}

pub fn mutants(files: &Files) -> Vec<Mutant> {
    let defined = definitions(files);
    let mut mutants = numbers(files, &defined);
    mutants.extend(units(files, &defined));
    mutants.extend(indicators(files, &defined));
    mutants.extend(bases(files, &defined));
    mutants.extend(dated(files, &defined));
    mutants.extend(amounts(files, &defined));
    mutants.extend(groups(files));
    mutants
}

/// Terms of relations between numbers.
fn numbers(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let mutant = |edits: Vec<(Range<usize>, String)>| Mutant {
        kind: "ids: another of the kind, against numbers",
        file: file.name.clone(),
        edits,
        told_by: Telling::Numbers,
    };
    let mut mutants = Vec::new();
    let terms = ["part", "whole", "part_of", "sum_of", "equals"];
    for value in file
        .values
        .iter()
        .filter(|value| terms.contains(&value.key.as_str()))
    {
        let columns = format!("tables{}", value.block);
        let mut at = value.range.start;
        for word in file.at(&value.range).split(' ') {
            let range = at..at + word.len();
            at = range.end + 1;
            let other = ["indicators0", &columns]
                .iter()
                .find_map(|k| next(defined, k, word, &[]));
            mutants.extend(other.map(|other| mutant(vec![(range, other.to_owned())])));
        }
    }
    let sources_and_columns = defined
        .iter()
        .filter(|d| d.kind != "indicators0" && d.kind != "line");
    let kinds: BTreeSet<&str> = sources_and_columns.map(|d| d.kind.as_str()).collect();
    for key in file.keys.iter().filter(|key| key.table.is_some()) {
        let id = file.at(&key.range);
        let is_own = ["id", "unit", "total", "text"].contains(&id);
        let Some(other) = kinds.iter().find_map(|kind| next(defined, kind, id, &[])) else {
            continue;
        };
        if is_own {
            continue;
        }
        // Where the other stands beside it, both change places.
        let mut beside = file.keys.iter().filter(|k| k.table == key.table);
        let mut edits = vec![(key.range.clone(), other.to_owned())];
        let beside = beside.find(|key| file.at(&key.range) == other);
        edits.extend(beside.map(|key| (key.range.clone(), id.to_owned())));
        edits.sort_by_key(|(range, _)| range.start);
        mutants.push(mutant(edits));
    }
    for data in &files.data {
        let header = data.text.lines().next().unwrap();
        let mut at = 0;
        let cells: Vec<Range<usize>> = header
            .split(',')
            .map(|cell| {
                at += cell.len() + 1;
                at - 1 - cell.len()..at - 1
            })
            .collect();
        for pair in cells.windows(2) {
            let [left, right] = [&pair[0], &pair[1]];
            let edits = vec![
                (left.clone(), data.at(right).to_owned()),
                (right.clone(), data.at(left).to_owned()),
            ];
            let file = data.name.clone();
            mutants.push(Mutant {
                file,
                ..mutant(edits)
            });
        }
    }
    mutants
}

/// The calls inside a value.
fn calls<'f>(file: &'f File, value: &'f Value, call: &'f str) -> Vec<&'f Argument> {
    let inside =
        |a: &&Argument| value.range.contains(&a.range.start) && a.call == call && a.name == "id";
    file.arguments.iter().filter(inside).collect()
}

/// The units of responsibilities whose heading or first sentence calls them.
fn units(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let mut mutants = Vec::new();
    for unit in file
        .under("responsibilities", "unit")
        .filter(|value| value.table.is_none())
    {
        let id = file.at(&unit.range);
        let own = file.of(unit.block, "title");
        let run_in = file
            .of(unit.block, "layout")
            .and_then(|_| file.of(unit.block + 1, "text"));
        let Some(words) = own.or(run_in) else {
            continue;
        };
        let called = calls(file, words, "unit");
        // A name far on in a sentence is that of another.
        let near = |a: &&&Argument| a.whole.start < words.range.start + 20;
        let named: Vec<&str> = called.iter().map(|a| file.at(&a.range)).collect();
        let Some(call) = called.iter().filter(near).find(|a| file.at(&a.range) == id) else {
            continue;
        };
        let Some(other) = next(defined, "units0", id, &named) else {
            continue;
        };
        let kind = "ids: another unit than the heading's";
        mutants.push(file.mutant(kind, &unit.range, other, "the unit called in the heading"));
        mutants.push(file.mutant(kind, &call.range, other, "the unit of the responsibility"));
    }
    mutants
}

/// The indicators of objectives and tasks whose texts print values.
fn indicators(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let mut mutants = Vec::new();
    let blocks = file.values.iter().filter(|value| value.key == "indicators");
    for listed in blocks.filter(|value| value.table.is_none()) {
        let texts = ["text", "product"]
            .iter()
            .filter_map(|key| file.of(listed.block, key));
        let called: Vec<&Argument> = texts.flat_map(|text| calls(file, text, "value")).collect();
        let names: Vec<&str> = called.iter().map(|a| file.at(&a.range)).collect();
        let list = file.values.iter();
        let list = list.filter(|v| v.block == listed.block && v.key == "indicators");
        let list: Vec<&str> = list.map(|value| file.at(&value.range)).collect();
        let id = file.at(&listed.range);
        let Some(call) = called.iter().find(|a| file.at(&a.range) == id) else {
            continue;
        };
        let not: Vec<&str> = names.iter().chain(&list).copied().collect();
        let Some(other) = next(defined, "indicators0", id, &not) else {
            continue;
        };
        let told_by = "the value that the text prints";
        let kind = "ids: another indicator than the text's";
        mutants.push(file.mutant(kind, &listed.range, other, told_by));
        let kind = "ids: another value than the objective's";
        mutants.push(file.mutant(kind, &call.range, other, "the indicators of the item"));
    }
    mutants
}

/// The legal bases that the preamble cites.
fn bases(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let mut mutants = Vec::new();
    let Some(preamble) = file.under("preamble", "text").next() else {
        return mutants;
    };
    let cited = calls(file, preamble, "cite");
    let bases: Vec<&Value> = file.under("legal_bases", "ref").collect();
    let names = cited.iter().map(|a| file.at(&a.range));
    let not: Vec<&str> = names
        .chain(bases.iter().map(|value| file.at(&value.range)))
        .collect();
    for basis in bases {
        let id = file.at(&basis.range);
        let Some(call) = cited.iter().find(|a| file.at(&a.range) == id) else {
            continue;
        };
        let Some(other) = next(defined, "documents0", id, &not) else {
            continue;
        };
        let kind = "ids: another basis than the preamble's";
        mutants.push(file.mutant(kind, &basis.range, other, "the citation in the preamble"));
        mutants.push(file.mutant(kind, &call.range, other, "the legal bases"));
    }
    mutants
}

/// Citations with the date typed behind them.
fn dated(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let cites = file
        .arguments
        .iter()
        .filter(|a| a.call == "cite" && a.name == "id");
    let typed = cites.filter(|a| typed_date(file, a).is_some());
    typed
        .filter_map(|a| {
            let id = file.at(&a.range);
            let other = next(defined, "documents0", id, &[])?;
            let kind = "ids: another document than the date's";
            Some(file.mutant(kind, &a.range, other, "the date typed behind the citation"))
        })
        .collect()
}

/// The date typed just behind a call.
pub fn typed_date(file: &File, call: &Argument) -> Option<(Range<usize>, [i16; 3])> {
    let from = call.whole.end;
    let behind = &file.text[from..];
    let word = behind.starts_with(" ngày ") || behind.starts_with(", ngày ");
    let line = behind.find('\n').unwrap_or(behind.len());
    let first = days(&file.text, &(from..from + line)).into_iter().next()?;
    (word && first.0.start < from + " ngày ".len() + 3).then_some(first)
}

/// Amounts under the title of their budget line.
fn amounts(files: &Files, defined: &[Definition<'_>]) -> Vec<Mutant> {
    let file = &files.plan;
    let lines: Vec<(&str, &str)> = defined
        .iter()
        .filter(|definition| definition.kind == "line")
        .filter_map(|definition| {
            let value = file.values.iter().find(|v| v.range == *definition.range)?;
            Some((
                definition.id,
                file.at(&file.of(value.block, "title")?.range),
            ))
        })
        .collect();
    let calls = file
        .arguments
        .iter()
        .filter(|a| a.call == "amount" && a.name == "id");
    calls
        .filter_map(|call| {
            let above = file.text[..call.whole.start]
                .rfind("\n#")
                .map(|at| at + 1)?;
            let mut heading = file.text[above..].lines();
            let mut heading = heading.next()?.trim_start_matches('#').trim();
            // «Kinh phí thực hiện» stands under the line's own heading.
            let mut from = above;
            while !lines.iter().any(|(_, title)| *title == heading) {
                from = file.text[..from].trim_end().rfind("\n#").map(|at| at + 1)?;
                heading = file.text[from..]
                    .lines()
                    .next()?
                    .trim_start_matches('#')
                    .trim();
            }
            let id = file.at(&call.range);
            lines
                .iter()
                .find(|(line, title)| *line == id && *title == heading)?;
            let other = next(defined, "line", id, &[])?;
            let told_by = format!("the heading «{heading}»");
            Some(file.mutant(
                "ids: another amount than the heading's",
                &call.range,
                other,
                told_by,
            ))
        })
        .collect()
}

/// Groups that stand in one place.
fn groups(files: &Files) -> Vec<Mutant> {
    let file = &files.plan;
    let groups: Vec<&Argument> = file
        .arguments
        .iter()
        .filter(|a| a.name == "group")
        .collect();
    groups
        .iter()
        .filter_map(|one| {
            let same =
                |a: &&&Argument| a.call == one.call && file.at(&a.range) != file.at(&one.range);
            let other = groups.iter().find(same)?;
            let to = file.at(&other.range);
            let told_by = "the items of the group, which would stand nowhere";
            Some(file.mutant("ids: another group", &one.range, to, told_by))
        })
        .collect()
}
