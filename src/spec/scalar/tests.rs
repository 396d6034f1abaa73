//! Values of every kind at the bounds of what is read.

use super::*;
use crate::diag::Lang;
use crate::source::{Source, Sources};
use crate::spec::{Fields, Table, Year, doc, read};

/// A table with a key for each kind of value.
struct Sample {
    moment: Option<Moment>,
    day: Option<Day>,
    year: Option<Year>,
    count: Option<u32>,
    amount: Option<Figure>,
    share: Option<Figure>,
    by_year: Vec<(i16, Figure)>,
    text: Option<Text>,
}

impl Table for Sample {
    const NAME: &'static str = "sample";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let doc = doc("", "");
        Some(Self {
            moment: f.optional("moment", doc),
            day: f.optional("day", doc),
            year: f.optional("year", doc),
            count: f.optional("count", doc),
            amount: f.figure("amount", Expect::Amount, doc),
            share: f.figure("share", Expect::Ratio, doc),
            by_year: f.figures_by_year("by_year", Expect::Amount, doc),
            text: f.optional("text", doc),
        })
    }
}

/// A line of a file as it is read, and what is wrong with it.
fn sample(line: &str) -> (Sample, Vec<String>) {
    let id = Sources::default().add(Source::new("a.toml".into(), line.to_owned()));
    let reading = read::<Sample>(id, line);
    let faults = reading.diagnostics.iter();
    let faults = faults.map(|fault| fault.message.text(Lang::En).to_owned());
    (reading.value.unwrap(), faults.collect())
}

#[test]
fn years_are_of_the_republic_and_near_it() {
    for (written, read) in [
        ("1944", None),
        ("1945", Some(1945)),
        ("2199", Some(2199)),
        ("2200", None),
        ("02025", None),
        ("+2025", None),
        ("202", None),
        ("20_25", None),
    ] {
        assert_eq!(year(written), read, "{written}");
    }
    let (sample, faults) = sample("year = 2199\nby_year = { 1945 = 1, 2199 = 2 }");
    assert_eq!(faults, [""; 0]);
    assert_eq!(sample.year.unwrap().value, 2199);
    assert_eq!(sample.by_year.len(), 2);
}

#[test]
fn numbers_by_year_stand_in_the_order_of_the_years() {
    let (sample, faults) =
        sample("by_year = { 2024 = 57, 2022 = 109, 2023 = 84, \"2021\" = \"TODO\" }");
    assert_eq!(faults, [""; 0]);
    let years: Vec<i16> = sample.by_year.iter().map(|(year, _)| *year).collect();
    assert_eq!(years, [2021, 2022, 2023, 2024]);
    assert_eq!(sample.by_year[0].1.value, None);
    assert_eq!(sample.by_year[1].1.value, Some(109.into()));
}

#[test]
fn a_number_that_cannot_be_read_keeps_its_year() {
    let (sample, faults) = sample("by_year = { 2023 = \"tám\", 2024 = 80 }");
    assert_eq!(faults, ["`tám` is not a number"]);
    assert_eq!(sample.by_year.len(), 2);
    assert_eq!(sample.by_year[0].1.value, None);
}

fn moment(written: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let (sample, _) = sample(&format!("moment = {written}"));
    sample.moment.map(|moment| match moment {
        Moment::Day(day) => (
            day.date.year(),
            Some(day.date.month()),
            Some(day.date.day()),
        ),
        other => (other.year(), other.month(), None),
    })
}

#[test]
fn a_moment_is_as_precise_as_it_is_written() {
    let day = Some((2024, Some(2), Some(5)));
    for written in [
        "2024-02-05",
        "\"2024-02-05\"",
        "\"05/02/2024\"",
        "\" 5-2-2024 \"",
    ] {
        assert_eq!(moment(written), day, "{written}");
    }
    let month = |month| Some((2024, Some(month), None));
    for written in [
        "\"2024-02\"",
        "\"02/2024\"",
        "\"2/2024\"",
        "\"2024/02\"",
        "\" 02-2024 \"",
    ] {
        assert_eq!(moment(written), month(2), "{written}");
    }
    assert_eq!(moment("\"01/2024\""), month(1));
    assert_eq!(moment("\"12/2024\""), month(12));
    for written in ["2024", "\"2024\"", "\" 2024 \""] {
        assert_eq!(moment(written), Some((2024, None, None)), "{written}");
    }
    for written in [
        "\"0/2024\"",
        "\"13/2024\"",
        "\"02/24\"",
        "\"02/1944\"",
        "\"24\"",
        "24",
        "1944",
    ] {
        assert_eq!(moment(written), None, "{written}");
    }
}

#[test]
fn three_numbers_are_a_day_that_the_calendar_may_not_have() {
    let said = |written: &str| sample(&format!("moment = \"{written}\"")).1;
    for written in ["31/04/2025", "31-04-2025", "31.04.2025", "2025-02-30"] {
        let fault = format!("there is no day `{written}` in the calendar");
        assert_eq!(said(written), [fault], "{written}");
    }
    for written in ["31/04", "31/tư/2025", "31//2025", "1/2/3/2025"] {
        let faults = said(written);
        assert!(faults[0].starts_with("not a date: write"), "{faults:?}");
    }
}

#[test]
fn a_day_is_no_month_and_no_year() {
    let (read, faults) = sample("day = \"02/2024\"");
    assert_eq!(
        (read.day, faults.as_slice()),
        (None, &["not a date: a day is expected".to_owned()][..])
    );
    assert_eq!(sample("day = 2024").1, ["not a date: a day is expected"]);
    assert!(sample("day = 2024-02-05").0.day.is_some());
}

#[test]
fn whole_numbers_from_zero_in_every_notation_of_toml() {
    let count = |written: &str| sample(&format!("count = {written}")).0.count;
    assert_eq!(count("0"), Some(0));
    assert_eq!(count("4294967295"), Some(u32::MAX));
    assert_eq!(count("4294967296"), None);
    assert_eq!(count("-1"), None);
    assert_eq!(count("0x1F"), Some(31));
    assert_eq!(count("0b11"), Some(3));
}

#[test]
fn numbers_are_exact_or_not_at_all() {
    let amount = |written: &str| {
        let figure = sample(&format!("amount = {written}")).0.amount;
        figure.map(|figure| figure.value.as_ref().map(ToString::to_string))
    };
    let read = |text: &str| Some(Some(text.to_owned()));
    assert_eq!(amount("-12"), read("-12"));
    assert_eq!(amount("1_234.50"), read("1234.50"));
    assert_eq!(amount("\"TODO\""), Some(None));
    assert_eq!(amount("\"todo\""), None);
    assert_eq!(amount("0x10"), None);
    assert_eq!(amount("1e3"), None);
    assert_eq!(amount("nan"), None);
    assert_eq!(amount("\"1.609\""), read("1609"));
    assert_eq!(sample("share = \"1.609\"").0.share, None);
    assert_eq!(sample("share = \"1,609\"").1, [""; 0]);
}

#[test]
fn a_unit_with_a_sign_of_shares_makes_a_ratio() {
    let of = |unit: &str| {
        let (sample, _) = sample(&format!("text = \"{unit}\""));
        Expect::of_unit(sample.text.as_ref())
    };
    assert_eq!(of("%"), Expect::Ratio);
    assert_eq!(of("% số hộ"), Expect::Ratio);
    assert_eq!(of("‰"), Expect::Ratio);
    assert_eq!(of("hộ"), Expect::Amount);
    assert_eq!(Expect::of_unit(None), Expect::Amount);
}

#[test]
fn letters_whose_marks_stand_apart_are_read_composed() {
    let (sample, faults) = sample("text = \"hộ nghe\u{300}o\"");
    assert_eq!(faults, [""; 0]);
    assert_eq!(sample.text.unwrap().value, "hộ nghèo");
}
