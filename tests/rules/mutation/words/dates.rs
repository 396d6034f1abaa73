//! Dates that another part of the plan tells.
//!
//! - The calendar has no 30 February and no thirteenth month.
//! - The year in a document's number is that of its date; all mentions of a document have one date; a
//!   cited document is no younger than the plan can be.
//! - A plan's year is named by its title, targets, steps and deadlines, and bounds its own date.
//! - A deadline is not before the plan is issued nor years after it, and is the one that its own words
//!   name; a step lies in the plan's year, ends after it begins, begins no sooner than the one above it,
//!   and in the month that its own words name.

use super::citations::{Symbol, symbols};
use super::scan::{Argument, Value, days};
use super::swaps::typed_date;
use super::{File, Files, Mutant};
use jiff::civil::Date;
use std::ops::Range;

/// A document of the registry with a number.
pub struct Entry<'f> {
    pub id: &'f str,
    pub kind: &'f Value,
    pub symbol: Symbol,
    pub date: Option<&'f Value>,
    pub issuer: Option<&'f Value>,
}

/// The documents of the registry.
pub fn entries(files: &Files) -> Vec<Entry<'_>> {
    let file = &files.legal;
    let numbers = file.under("documents", "number");
    let entry = |number: &Value| {
        Some(Entry {
            id: file.at(&file.of(number.block, "id")?.range),
            kind: file.of(number.block, "kind")?,
            symbol: symbols(&file.text, &number.range).into_iter().next()?,
            date: file.of(number.block, "date"),
            issuer: file.of(number.block, "issuer"),
        })
    };
    numbers.filter_map(entry).collect()
}

/// A date typed behind a citation of a document that has its date in the registry.
pub struct Mention<'f> {
    pub file: &'f File,
    pub date: Range<usize>,
    pub id: &'f str,
}

/// All dates of documents that the registry dates, too.
pub fn mentions(files: &Files) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    for entry in entries(files).iter().filter(|entry| entry.date.is_some()) {
        let number = files.legal.at(&entry.symbol.whole);
        for file in [&files.plan, &files.legal] {
            let called = |a: &&Argument| a.call == "cite" && file.at(&a.range) == entry.id;
            let calls = file.arguments.iter().filter(called);
            let behind = calls
                .filter_map(|call| typed_date(file, call))
                .map(|(range, _)| range);
            let typed = file.text.match_indices(number).filter_map(|(at, _)| {
                let from = at + number.len();
                let rest = &file.text[from..];
                let line = from..from + rest.find('\n').unwrap_or(rest.len());
                let date = days(&file.text, &line).into_iter().next()?.0;
                rest.starts_with(" ngày ").then_some(date)
            });
            found.extend(behind.chain(typed).map(|date| Mention {
                file,
                date,
                id: entry.id,
            }));
        }
    }
    found
}

/// A date of prose with one digit changed, where the calendar has that day.
pub fn digits(date: &str) -> Vec<String> {
    let places = date.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let changed = places.filter_map(|(at, c)| {
        let other = [1, 9, 2].into_iter().map(|step| {
            let digit = (c as u8 - b'0' + step) % 10;
            format!("{}{digit}{}", &date[..at], &date[at + 1..])
        });
        let exists = |date: &String| {
            days(date, &(0..date.len()))
                .first()
                .is_some_and(|(_, [day, month, year])| calendar(*year, *month, *day).is_some())
        };
        other.into_iter().find(exists)
    });
    changed.collect()
}

fn calendar(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn parsed(file: &File, value: &Value) -> Option<Date> {
    file.at(&value.range).parse().ok()
}

/// A date in another year; the last of February moves along.
fn in_year(date: Date, year: i16) -> Date {
    calendar(year, date.month().into(), date.day().into())
        .unwrap_or_else(|| Date::new(year, 2, 28).unwrap())
}

pub fn mutants(files: &Files) -> Vec<Mutant> {
    let mut mutants = impossible(files);
    documents(files, &mut mutants);
    head(files, &mut mutants);
    deadlines(files, &mut mutants);
    steps(files, &mut mutants);
    mutants
}

/// Days that no calendar has.
fn impossible(files: &Files) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let kind = "dates: impossible";
    for file in [&files.plan, &files.legal] {
        for value in &file.values {
            if let Some(date) = parsed(file, value).filter(|_| !value.quoted) {
                for to in [
                    format!("{:04}-02-30", date.year()),
                    format!("{:04}-13-{:02}", date.year(), date.day()),
                ] {
                    mutants.push(file.mutant(kind, &value.range, to, "the calendar"));
                }
            }
            let typed = days(&file.text, &value.range);
            for (range, [day, _, year]) in typed.into_iter().filter(|_| value.quoted) {
                for to in [format!("30/02/{year}"), format!("{day}/13/{year}")] {
                    mutants.push(file.mutant(kind, &range, to, "the calendar"));
                }
            }
        }
    }
    mutants
}

/// Dates of the registry's documents.
fn documents(files: &Files, mutants: &mut Vec<Mutant>) {
    let file = &files.legal;
    let mentioned = mentions(files);
    for entry in entries(files) {
        let Some((value, date)) = entry.date.and_then(|v| Some((v, parsed(file, v)?))) else {
            continue;
        };
        let mut push = |kind, to: Date, told_by: &str| {
            mutants.push(file.mutant(kind, &value.range, to.to_string(), told_by));
        };
        if entry.symbol.year.is_some() {
            for year in [date.year() - 1, date.year() + 1] {
                let kind = "dates: another year than the number's";
                push(kind, in_year(date, year), "the year in the number");
            }
        }
        if mentioned.iter().any(|mention| mention.id == entry.id) {
            let others = [date.tomorrow().unwrap(), in_year(date, date.year() - 1)];
            for other in others {
                let kind = "dates: another than a mention's";
                push(kind, other, "the date typed in a citation");
            }
        }
        let cited = files
            .plan
            .arguments
            .iter()
            .any(|a| files.plan.at(&a.range) == entry.id)
            || files
                .plan
                .under("legal_bases", "ref")
                .any(|v| files.plan.at(&v.range) == entry.id);
        if cited {
            let kind = "dates: a document younger than the plan";
            push(kind, in_year(date, files.year() + 1), "the plan's year");
        }
    }
}

/// The plan's own year and date, and the years of its targets.
fn head(files: &Files, mutants: &mut Vec<Mutant>) {
    let (file, year) = (&files.plan, files.year());
    let own = file.under("document", "year").next().unwrap();
    let title = file.under("document", "title").next().unwrap();
    let until = file.under("document", "until").next();
    let named = file.at(&title.range).contains(&format!("năm {year}"));
    let dated = ["deadline", "from"].iter().any(|key| {
        let mut values = file.values.iter().filter(|value| value.key == *key);
        values.any(|value| file.at(&value.range).starts_with(&year.to_string()))
    });
    let targets: Vec<&Value> = file.under("indicators", "year").collect();
    if named || dated || !targets.is_empty() {
        for other in [year - 1, year + 1] {
            let kind = "dates: another year of the plan";
            let told_by = "title, targets, steps or deadlines";
            mutants.push(file.mutant(kind, &own.range, other.to_string(), told_by));
        }
    }
    for target in targets {
        let kind = "dates: another year of a target";
        mutants.push(file.mutant(
            kind,
            &target.range,
            (year - 1).to_string(),
            "the plan's year",
        ));
    }
    let Some((value, date)) = file
        .under("document", "date")
        .next()
        .and_then(|v| Some((v, parsed(file, v)?)))
    else {
        return;
    };
    let kind = "dates: another date of the plan";
    let dates = entries(files);
    let mut cited = dates
        .iter()
        .filter_map(|entry| parsed(&files.legal, entry.date?));
    let earlier = in_year(date, date.year() - 1);
    if cited.any(|cited| cited > earlier) {
        let told_by = "the date of a document that it cites";
        mutants.push(file.mutant(kind, &value.range, earlier.to_string(), told_by));
    }
    if until.is_none() {
        let later = in_year(date, year + 1).to_string();
        mutants.push(file.mutant(kind, &value.range, later, "the plan's year, which is over"));
    }
}

/// The first day on which the plan may be issued, as far as its head says.
fn issued(files: &Files) -> Option<Date> {
    let file = &files.plan;
    let mut said = ["date", "expected"]
        .into_iter()
        .filter_map(|key| file.under("document", key).next());
    let said = file.at(&said.next()?.range);
    let whole = match said.len() {
        4 => format!("{said}-01-01"),
        7 => format!("{said}-01"),
        _ => said.to_owned(),
    };
    whole.parse().ok()
}

/// The last days that the words of a deadline name, and the years.
fn named(words: &str) -> (Vec<Date>, Vec<i16>) {
    let mut found = Vec::new();
    for (_, [day, month, year]) in days(words, &(0..words.len())) {
        found.extend(calendar(year, month, day));
    }
    for (at, _) in words.match_indices("tháng ") {
        let mut parts = words[at + "tháng ".len()..].splitn(2, '/');
        let month = parts.next().and_then(|month| month.parse().ok());
        let year = parts.next().and_then(|rest| rest.get(..4)?.parse().ok());
        if let (Some(month), Some(year)) = (month, year) {
            found.extend(calendar(year, month, 1).map(Date::last_of_month));
        }
    }
    let years = words.match_indices("năm ").filter_map(|(at, word)| {
        words
            .get(at + word.len()..at + word.len() + 4)?
            .parse()
            .ok()
    });
    (found, years.collect())
}

/// Deadlines of tasks.
fn deadlines(files: &Files, mutants: &mut Vec<Mutant>) {
    let (file, year) = (&files.plan, files.year());
    for value in file.values.iter().filter(|value| value.key == "deadline") {
        let Some(date) = parsed(file, value) else {
            continue;
        };
        let mut push = |kind, to: Date, told_by: &str| {
            mutants.push(file.mutant(kind, &value.range, to.to_string(), told_by));
        };
        let earlier = in_year(date, date.year() - 1);
        if issued(files).is_some_and(|issued| earlier < issued) {
            push(
                "dates: a deadline before the plan",
                earlier,
                "the plan's own date",
            );
        }
        let later = in_year(date, date.year() + 2);
        push(
            "dates: a deadline years after the plan",
            later,
            "the plan's year",
        );
        let words = file
            .values
            .iter()
            .find(|v| v.block == value.block && v.key == "deadline_text");
        let Some(words) = words else { continue };
        let words = file
            .at(&words.range)
            .replace("{{ year }}", &year.to_string());
        let words = words.replace("{{ year - 1 }}", &(year - 1).to_string());
        let (days, years) = named(&words);
        let month = |day: &Date| (day.year(), day.month());
        if days.contains(&date) {
            // The day after the last of a month is in another.
            for other in [date.tomorrow().unwrap(), in_year(date, date.year() + 1)] {
                if !days
                    .iter()
                    .any(|day| month(day) == month(&other) && day.day() > 27)
                {
                    push("dates: another deadline than its words", other, &words);
                }
            }
        } else if days.is_empty() && years == [date.year()] {
            let other = in_year(date, date.year() + 1);
            push("dates: another deadline than its words", other, &words);
        }
    }
}

/// Steps of the timeline, which are months.
fn steps(files: &Files, mutants: &mut Vec<Mutant>) {
    let (file, year) = (&files.plan, files.year());
    let month = |value: &Value| -> i16 { file.at(&value.range)[5..].parse().unwrap() };
    let steps: Vec<&Value> = file.under("timeline", "from").collect();
    let ends: Vec<&Value> = file
        .under("timeline", "to")
        .filter(|value| value.table.is_none())
        .collect();
    for step in steps.iter().chain(&ends) {
        for other in [year - 1, year + 1] {
            let to = format!("{other}-{:02}", month(step));
            let kind = "dates: a step outside the plan's year";
            mutants.push(file.mutant(kind, &step.range, to, "the plan's year"));
        }
    }
    for pair in steps.windows(2) {
        let ranges = [pair[0].range.clone(), pair[1].range.clone()];
        let [first, second] = ranges.map(|range| (file.at(&range).to_owned(), range));
        let mut mutant = file.mutant(
            "dates: steps out of order",
            &first.1,
            second.0,
            "each other",
        );
        mutant.edits.push((second.1, first.0));
        mutants.push(mutant);
    }
    for end in ends {
        let to = format!(
            "{year}-{:02}",
            month(file.of(end.block, "from").unwrap()) - 1
        );
        mutants.push(file.mutant("dates: a step reversed", &end.range, to, "its beginning"));
    }
    for step in steps {
        let Some(words) = file.of(step.block, "when_text") else {
            continue;
        };
        let words = file.at(&words.range);
        let own = month(step);
        if !words.contains(&format!("háng {own:02}/{year}"))
            && !words.contains(&format!("háng {own} "))
        {
            continue;
        }
        let to = format!("{year}-{:02}", own + 1);
        mutants.push(file.mutant(
            "dates: another month than the step's words",
            &step.range,
            to,
            words,
        ));
    }
}
