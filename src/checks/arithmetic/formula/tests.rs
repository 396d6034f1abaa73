//! Tests of reading and computing formulas of columns.

use super::*;
use proptest::prelude::*;
use rust_decimal::Decimal;

const COLUMNS: [&str; 4] = ["a", "b", "ngheo_2019", "giam"];
const CELLS: [&str; 4] = ["7", "2", "1229", "387.0"];

fn read(text: &str) -> Result<Formula, FormulaError> {
    Formula::read(text, |id| COLUMNS.iter().position(|column| *column == id))
}

fn value(text: &str) -> String {
    let cell = |place: usize| {
        let value: Decimal = CELLS[place].parse().unwrap();
        Some(Interval::of(value, true))
    };
    let face = read(text).unwrap().value(cell).map(|(face, _)| face);
    face.and_then(|face| face.rounded(2))
        .map_or("none".into(), |value| value.normalize().to_string())
}

fn fault(text: &str) -> (String, String) {
    let error = read(text).unwrap_err();
    (format!("{:?}", error.fault), text[error.range].to_owned())
}

#[test]
fn evaluates_as_at_school() {
    for (formula, expected) in [
        ("ngheo_2019 - giam", "842"),
        ("a + b * 3", "13"),
        ("(a + b) * 3", "27"),
        ("a - b - 1", "4"),
        ("a / b / 2", "1.75"),
        ("-a + b", "-5"),
        ("a * -b", "-14"),
        ("- (a - b)", "-5"),
        ("a / (b - 2)", "none"),
        ("a*1,5", "10.5"),
    ] {
        assert_eq!(value(formula), expected, "{formula}");
    }
}

#[test]
fn products_go_before_sums_and_others_from_left_to_right() {
    for (formula, expected) in [
        ("a * b + 1", "15"),
        ("a - b * 3", "1"),
        ("a - b + 1", "6"),
        ("8 / b * a", "28"),
        ("-a * b", "-14"),
        ("--a", "7"),
        ("-(-a)", "7"),
        ("(a)", "7"),
        ("1.000 + a", "1007"),
        ("1.5 * b", "3"),
    ] {
        assert_eq!(value(formula), expected, "{formula}");
    }
    for (formula, expected) in [
        ("a − b", "5"),
        ("a – b", "5"),
        ("a × b", "14"),
        ("a : b", "3.5"),
        ("a ÷ b", "3.5"),
        ("−a", "-7"),
    ] {
        assert_eq!(value(formula), expected, "{formula}");
    }
    assert!(read("a / 2").unwrap().divides() && !read("a * 2 - b").unwrap().divides());
}

#[test]
fn faults_have_their_characters() {
    let said = |text| {
        let (fault, at) = fault(text);
        format!("{fault} at «{at}»")
    };
    assert_eq!(said("a + gaim"), "UnknownColumn(\"gaim\") at «gaim»");
    assert_eq!(said("a + (b"), "Unclosed at «(»");
    assert_eq!(said("a + b)"), "Unexpected(\")\") at «)»");
    assert_eq!(said("a +"), "Unfinished at «+»");
    assert_eq!(said(""), "Unfinished at «»");
    assert_eq!(said("a b"), "Unexpected(\"b\") at «b»");
    assert_eq!(said("a = b"), "Unexpected(\"=\") at «=»");
    assert_eq!(said("()"), "Unexpected(\")\") at «)»");
}

#[test]
fn sums_of_columns_hold_for_totals() {
    for (formula, additive) in [
        ("a - b", true),
        ("(a + b) / 2", true),
        ("100 * a - b", true),
        ("a * b", false),
        ("a / b * 100", false),
        ("a + 1", false),
        ("1 - a", false),
        ("5", false),
        ("-a", true),
        ("-(a - b) * 2", true),
        ("2 * 3 * a", true),
        ("a * 2", true),
        ("2 / a", false),
        ("(a + 1) - 1", false),
    ] {
        assert_eq!(read(formula).unwrap().is_additive(), additive, "{formula}");
    }
    assert_eq!(read("giam - a + giam").unwrap().columns(), [0, 3]);
}

#[test]
fn a_quantity_times_a_price_is_exact_and_two_measures_are_not() {
    let width = |formula: &str, cells: [&str; 2]| {
        let cell = |place: usize| Some(Interval::of(cells[place].parse().unwrap(), true));
        read(formula).unwrap().value(cell).unwrap().1.is_exact()
    };
    assert!(width("a * b", ["100", "1.5"]));
    assert!(!width("a * b", ["23.6", "52.3"]));
    assert!(!width("a * 100", ["23.6", "1"]));
    assert!(!width("100 * a", ["23.6", "1"]));
    assert!(!width("a * (2 * 50)", ["23.6", "1"]));
    assert!(width("b * a", ["100", "1.5"]));
    assert!(!width("-a", ["23.6", "1"]) && width("-a", ["23", "1"]));
}

#[test]
fn is_written_with_its_numbers() {
    let number = |id: &str| (id == "giam").then(|| "387".to_owned());
    let written = Formula::written("(ngheo_2019-giam)*2", number);
    assert_eq!(written, "(ngheo_2019-387)*2");
}

#[test]
fn deep_brackets_are_no_danger() {
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(read(&deep).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_inside_it(text in "[ab0-9+*/() -]{0,20}|\\PC{0,20}") {
        if let Err(error) = read(&text) {
            prop_assert!(text.get(error.range).is_some());
        }
    }
}
