//! What is told of numbers: differences, whether they are for the better, units, results of targets.

use super::changes::{INDICATOR, changes, compared, lines};
use super::plans::plan;
use crate::support::{Office, installed, poppler};
use kehoach::diff::{Change, Comparison, Expected, Side, Verdict, What, compare};
use kehoach::plan::{LegalRegistry, UnitRegistry};
use kehoach::source::{Source, Sources};
use kehoach::vi;

/// An indicator «Thu ngân sách» with more keys.
fn indicator(more: &str) -> String {
    format!("[[indicators]]\nid = \"thu\"\nname = \"Thu ngân sách\"\n{more}\n")
}

/// The change of a field.
fn change<'c>(comparison: &'c Comparison, name: &str) -> &'c Change {
    let mut changes = comparison.changes.iter();
    let found = changes
        .find(|change| matches!(&change.what, What::Altered { field, .. } if field.name == name));
    found.unwrap_or_else(|| panic!("{name}: {comparison:?}"))
}

fn better(change: &Change) -> Option<bool> {
    match &change.what {
        What::Altered { delta, .. } => delta.as_ref().and_then(|delta| delta.better),
        _ => None,
    }
}

#[test]
fn a_share_of_the_old_number_has_two_decimals_and_halves_go_up() {
    let told = |old: &str, new: &str| {
        let target = |value: &str| indicator(&format!("target = {{ change = {value} }}"));
        changes(&target(old), &target(new))
    };
    let line = "Indicator «Thu ngân sách» target_change: ";
    for (old, new, said) in [
        ("800", "801", "800 -> 801 [1 (0,13%)]"),
        ("800", "799", "800 -> 799 [-1 (-0,13%)]"),
        ("801", "803", "801 -> 803 [2 (0,25%)]"),
        ("-10", "-5", "-10 -> -5 [5]"),
        ("-10", "-15", "-10 -> -15 [-5]"),
        ("0", "5", "0 -> 5 [5]"),
        ("5", "0", "5 -> 0 [-5 (-100%)]"),
        ("5", "\"TODO\"", "5 -> Undecided"),
    ] {
        assert_eq!(told(old, new), format!("{line}{said}"));
    }
    assert_eq!(
        told("\"5,0\"", "\"5,00\""),
        format!("{line}5,0 -> 5,00"),
        "it prints otherwise, and is no other amount"
    );
}

#[test]
fn a_number_is_for_the_better_as_the_indicator_says() {
    let judged = |old: &str, new: &str, values: (u32, u32)| {
        let with = |better: &str, value: u32| {
            let better = match better {
                "" => String::new(),
                better => format!("better = \"{better}\"\n"),
            };
            indicator(&format!("{better}target = {{ value = {value} }}"))
        };
        let comparison = compared(&with(old, values.0), &with(new, values.1));
        better(change(&comparison, "target"))
    };
    assert_eq!(judged("lower", "lower", (60, 45)), Some(true));
    assert_eq!(judged("lower", "lower", (45, 60)), Some(false));
    assert_eq!(judged("higher", "higher", (45, 60)), Some(true));
    assert_eq!(judged("higher", "higher", (60, 45)), Some(false));
    // What the new plan says stands; else what the old one said.
    assert_eq!(judged("lower", "higher", (45, 60)), Some(true));
    assert_eq!(judged("higher", "lower", (45, 60)), Some(false));
    assert_eq!(judged("", "higher", (45, 60)), Some(true));
    assert_eq!(judged("higher", "", (45, 60)), Some(true));
    assert_eq!(judged("lower", "", (45, 60)), Some(false));
    assert_eq!(judged("", "", (45, 60)), None);
}

#[test]
fn results_and_changes_are_judged_and_years_are_not() {
    let with = |value: &str, change: &str, target: &str| {
        format!(
            "{INDICATOR}values = {{ 2023 = {value} }}\nchanges = {{ 2023 = {change} }}\ntarget = {target}\n"
        )
    };
    let old = with("84", "-5", "{ year = 2026, change = -5 }");
    let new = with("80", "-4", "{ year = 2030, change = -8 }");
    let comparison = compared(&old, &new);
    assert_eq!(better(change(&comparison, "value")), Some(true));
    assert_eq!(better(change(&comparison, "change")), Some(false));
    assert_eq!(better(change(&comparison, "target_change")), Some(true));
    assert_eq!(better(change(&comparison, "target_year")), None);
    assert_eq!(change(&comparison, "target_year").expected, None);
}

#[test]
fn money_is_not_judged_though_an_indicator_has_its_id() {
    let with = |amount: u32| {
        let budget = lines(&[("Nhà ở", amount)]);
        let at = budget.find("id = \"l0").unwrap() + "id = \"".len();
        let id: String = budget[at..].chars().take_while(|c| *c != '"').collect();
        budget + &INDICATOR.replace("ho_ngheo", &id)
    };
    let comparison = compared(&with(10), &with(7));
    assert_eq!(better(change(&comparison, "amount")), None);
}

#[test]
fn the_same_money_in_another_unit_is_neither_better_nor_worse() {
    let with = |unit: &str, value: &str| {
        indicator(&format!(
            "unit = \"{unit}\"\nbetter = \"higher\"\ntarget = {{ value = {value} }}"
        ))
    };
    let comparison = compared(&with("triệu đồng", "1500"), &with("tỷ đồng", "\"1,5\""));
    let target = change(&comparison, "target");
    assert_eq!(target.expected, Some(Expected::Unit));
    assert_eq!(better(target), None);
    assert!(!target.matters());
    let figures = target.figures().unwrap();
    assert!(figures.delta.is_none(), "there is nothing to tell of it");
}

#[test]
fn the_old_unit_is_said_where_the_old_number_would_be_misread() {
    let old_unit = |units: (&str, &str), values: (&str, &str)| {
        let with = |unit: &str, value: &str| {
            indicator(&format!(
                "unit = \"{unit}\"\ntarget = {{ value = {value} }}"
            ))
        };
        let comparison = compared(&with(units.0, values.0), &with(units.1, values.1));
        change(&comparison, "target").old_unit.clone()
    };
    let said = |unit: &str| Some(unit.to_owned());
    let money = ("triệu đồng", "tỷ đồng");
    assert_eq!(old_unit(money, ("1500", "2")), said("triệu đồng"));
    assert_eq!(old_unit(("%", "hộ"), ("5", "41")), said("%"));
    assert_eq!(old_unit(money, ("1500", "\"TODO\"")), said("triệu đồng"));
    assert_eq!(old_unit(money, ("\"TODO\"", "2")), None);
    assert_eq!(old_unit(("hộ", "người"), ("5", "41")), None);
    assert_eq!(old_unit(("hộ", "hộ"), ("5", "41")), None);
}

/// What became of the target of an indicator.
fn outcome(better: (&str, &str), target: &str, recorded: &str) -> Option<(i16, bool, Verdict)> {
    let with = |better: &str, more: &str| {
        let better = match better {
            "" => String::new(),
            better => format!("better = \"{better}\"\n"),
        };
        indicator(&format!("{better}{more}"))
    };
    let old = with(better.0, &format!("target = {target}"));
    let comparison = compared(&old, &with(better.1, recorded));
    let outcomes = comparison.outcomes.iter();
    let mut outcomes = outcomes.map(|own| (own.year, own.is_change, own.verdict));
    outcomes.next()
}

#[test]
fn a_target_is_missed_reached_or_exceeded() {
    let result = |way: &str, result: u32| {
        let recorded = format!("values = {{ 2024 = {result} }}");
        outcome((way, way), "{ value = 59 }", &recorded)
    };
    let of_2024 = |verdict| Some((2024, false, verdict));
    assert_eq!(result("higher", 58), of_2024(Verdict::Missed));
    assert_eq!(result("higher", 59), of_2024(Verdict::Reached));
    assert_eq!(result("higher", 60), of_2024(Verdict::Exceeded));
    assert_eq!(result("lower", 58), of_2024(Verdict::Exceeded));
    assert_eq!(result("lower", 59), of_2024(Verdict::Reached));
    assert_eq!(result("lower", 60), of_2024(Verdict::Missed));
}

#[test]
fn a_bound_is_held_as_it_says() {
    let judged = |target: &str, recorded: &str| {
        outcome(("lower", "lower"), target, recorded).map(|(.., verdict)| verdict)
    };
    // «giảm trên 4%»: by how much it falls.
    let falls = |bound: &str, result: &str| {
        let target = format!("{{ change = -4, bound = \"{bound}\" }}");
        judged(&target, &format!("changes = {{ 2024 = {result} }}"))
    };
    assert_eq!(falls("more_than", "-4"), Some(Verdict::Missed));
    assert_eq!(falls("more_than", "-4.1"), Some(Verdict::Reached));
    assert_eq!(falls("more_than", "1"), Some(Verdict::Missed));
    assert_eq!(falls("at_least", "-4"), Some(Verdict::Reached));
    assert_eq!(falls("at_least", "-5"), Some(Verdict::Exceeded));
    let stands = |bound: &str, result: &str| {
        let target = format!("{{ value = 5, bound = \"{bound}\" }}");
        judged(&target, &format!("values = {{ 2024 = {result} }}"))
    };
    assert_eq!(stands("at_most", "5"), Some(Verdict::Reached));
    assert_eq!(stands("at_most", "3"), Some(Verdict::Reached));
    assert_eq!(stands("at_most", "5.1"), Some(Verdict::Missed));
    assert_eq!(stands("less_than", "5"), Some(Verdict::Missed));
    assert_eq!(stands("less_than", "4.9"), Some(Verdict::Reached));
}

#[test]
fn which_way_is_better_is_said_by_either_plan_and_last_by_the_new_one() {
    let judged = |better| outcome(better, "{ value = 59 }", "values = { 2024 = 60 }");
    let of_2024 = |verdict| Some((2024, false, verdict));
    assert_eq!(judged(("higher", "")), of_2024(Verdict::Exceeded));
    assert_eq!(judged(("", "higher")), of_2024(Verdict::Exceeded));
    assert_eq!(judged(("higher", "lower")), of_2024(Verdict::Missed));
    assert_eq!(judged(("lower", "higher")), of_2024(Verdict::Exceeded));
    assert_eq!(judged(("", "")), None);
}

#[test]
fn a_target_is_held_against_the_result_of_its_year() {
    let higher = ("higher", "higher");
    let of = |target: &str, recorded: &str| outcome(higher, target, recorded);
    let in_2023 = Some((2023, false, Verdict::Exceeded));
    assert_eq!(
        of(
            "{ year = 2023, value = 59 }",
            "values = { 2023 = 60, 2024 = 1 }"
        ),
        in_2023
    );
    assert_eq!(
        of(
            "{ year = 2025, value = 59 }",
            "values = { 2023 = 60, 2024 = 60 }"
        ),
        None
    );
    assert_eq!(of("{ value = 59 }", "values = { 2023 = 60 }"), None);
    assert_eq!(of("{ value = 59 }", "values = { 2024 = \"TODO\" }"), None);
    assert_eq!(of("{ value = \"TODO\" }", "values = { 2024 = 60 }"), None);
    assert_eq!(
        of("{ bound = \"at_least\" }", "values = { 2024 = 60 }"),
        None
    );
}

#[test]
fn a_change_is_held_against_the_change_and_a_value_goes_before_it() {
    let lower = ("lower", "lower");
    let both = "values = { 2024 = 60 }\nchanges = { 2024 = -30 }";
    assert_eq!(
        outcome(lower, "{ change = -25 }", both),
        Some((2024, true, Verdict::Exceeded))
    );
    assert_eq!(
        outcome(lower, "{ change = -25 }", "values = { 2024 = 60 }"),
        None
    );
    assert_eq!(
        outcome(lower, "{ value = 59, change = -25 }", both),
        Some((2024, false, Verdict::Missed))
    );
}

#[test]
fn a_target_and_its_result_are_written_with_the_sign_of_a_change() {
    let old = indicator("better = \"higher\"\ntarget = { change = 5 }");
    let new = indicator("better = \"higher\"\nchanges = { 2024 = 7 }");
    let comparison = compared(&old, &new);
    let outcome = &comparison.outcomes[0];
    assert_eq!(outcome.written(&outcome.target), "+5");
    assert_eq!(outcome.written(&outcome.result), "+7");
    let value = |more: &str| indicator(&format!("better = \"higher\"\n{more}"));
    let comparison = compared(
        &value("target = { value = 5 }"),
        &value("values = { 2024 = 7 }"),
    );
    let outcome = &comparison.outcomes[0];
    assert_eq!(outcome.written(&outcome.result), "7");
    assert_eq!(vi::number::format(&outcome.target), "5");
}

/// The bases of the old plan in whose place the new one has others, by two registries.
fn replaced(old: (&str, &str), new: (&str, &str)) -> Vec<(String, String)> {
    let mut sources = Sources::default();
    let mut read = |year: i16, (bases, documents): (&str, &str)| {
        let bases: String = bases
            .split_whitespace()
            .map(|id| format!("[[legal_bases]]\nref = \"{id}\"\n"))
            .collect();
        let head = format!("[document]\nyear = {year}\ntitle = \"Giảm nghèo\"\n");
        let plan = plan(&format!("{head}{bases}"), &mut sources);
        let id = sources.add(Source::new("legal.toml".into(), documents.to_owned()));
        let legal = kehoach::spec::read::<LegalRegistry>(id, documents);
        assert_eq!(legal.diagnostics, []);
        (plan, legal.value.unwrap())
    };
    let ((before, one), (after, other)) = (read(2024, old), read(2025, new));
    let (units, law) = (UnitRegistry::default(), kehoach::law::Law::standard());
    let side = |plan, legal| Side {
        name: "plan.toml",
        plan,
        units: &units,
        legal,
        law: &law,
        office: None,
        sources: &sources,
    };
    compare(side(&before, &one), side(&after, &other)).replaced
}

#[test]
fn a_basis_is_replaced_by_the_one_that_the_registry_names() {
    let document = |id: &str, more: &str| {
        format!(
            "[[documents]]\nid = \"{id}\"\nkind = \"Quyết định\"\nnumber = \"{id}/QĐ-UBND\"\n{more}\n"
        )
    };
    let heir = "replaced_by = \"05\"";
    let both = document("02", heir) + &document("05", "");
    let said = [("02".to_owned(), "05".to_owned())];
    assert_eq!(replaced(("02", &both), ("05", &both)), said);
    // The new office may no longer list what is out of force.
    assert_eq!(replaced(("02", &both), ("05", &document("05", ""))), said);
    assert_eq!(replaced(("02", ""), ("05", &both)), said);
    assert_eq!(replaced(("02", &both), ("05", "")), said);
    assert_eq!(
        replaced(("02", &both), ("02 05", &both)),
        [],
        "it still stands"
    );
    assert_eq!(replaced(("02", &both), ("", &both)), [], "no heir");
    let way = document("02", "replaced_by = \"03\"") + &document("03", heir) + &document("05", "");
    assert_eq!(
        replaced(("02", &way), ("05", &way)),
        said,
        "by way of another"
    );
    let circle = document("02", "replaced_by = \"03\"") + &document("03", "replaced_by = \"02\"");
    assert_eq!(
        replaced(("02", &circle), ("05", &circle)),
        [],
        "round in a circle"
    );
    let none = document("02", "") + &document("05", "");
    assert_eq!(replaced(("02", &none), ("05", &none)), [], "nobody says so");
    assert_eq!(
        replaced(("05", &both), ("02", &both)),
        [],
        "the other way round"
    );
}

#[test]
fn a_row_whose_name_has_changed_has_no_other_id() {
    let table = |row: &str| {
        format!(
            "[[tables]]\nid = \"thon\"\ncolumns = [{{ id = \"ten\", title = \"Thôn\" }}, \
             {{ id = \"dau\", title = \"Đầu năm\" }}, {{ id = \"giam\", title = \"Giảm\" }}]\nrows = [{row}]\n"
        )
    };
    let (old, new) = (
        table("[\"Thôn Đông\", \"40\", \"12\"]"),
        table("[\"Thôn Đông Hạ\", \"40\", \"12\"]"),
    );
    assert_eq!(
        changes(&old, &new),
        "Row «Thôn Đông Hạ» (giống 88%) cell ten: Thôn Đông -> Thôn Đông Hạ"
    );
}

#[test]
fn what_is_no_more_stands_behind_what_stood_before_it() {
    let objectives = |ids: &str| -> String {
        let words = |id| match id {
            "a" => "Giảm nghèo",
            "b" => "Trồng rừng",
            "x" => "Vay vốn",
            _ => "Xây cầu",
        };
        let all = ids
            .split(' ')
            .map(|id| format!("[[objectives]]\nid = \"{id}\"\ntext = \"{}\"\n", words(id)));
        all.collect()
    };
    insta::assert_snapshot!(changes(&objectives("a x b y"), &objectives("b a")), @"
    Objective «Trồng rừng» từ thứ 3 lên thứ 1
    Objective «Xây cầu» bỏ
    Objective «Vay vốn» bỏ
    ");
    insta::assert_snapshot!(changes(&objectives("x a"), &objectives("a")), @"Objective «Vay vốn» bỏ");
}

#[test]
fn what_moves_may_change_too_and_is_told_both() {
    let sections = |first: &str, second: &str| {
        format!(
            "[[sections]]\nid = \"a\"\ntitle = \"Giải pháp\"\ntext = \"\"\"\n{first}\n\"\"\"\n\
             [[sections]]\nid = \"b\"\ntitle = \"Tổ chức\"\ntext = \"\"\"\n{second}\n\"\"\"\n"
        )
    };
    let stays = "Tập huấn cán bộ.";
    let old = sections(
        &format!("{stays}\n\nHỗ trợ hộ nghèo vay vốn ưu đãi để phát triển chăn nuôi."),
        "Kiểm tra hằng quý.",
    );
    let new = sections(
        stays,
        "Kiểm tra hằng quý.\n\nHỗ trợ hộ nghèo vay vốn ưu đãi để phát triển trồng trọt.",
    );
    insta::assert_snapshot!(changes(&old, &new), @r#"
    Paragraph «Hỗ trợ hộ nghèo vay vốn ưu đãi để phát triển trồng trọt.» (giống 84%) từ ["Giải pháp"] sang ["Tổ chức"]
    Paragraph «Hỗ trợ hộ nghèo vay vốn ưu đãi để phát triển trồng trọt.» (giống 84%) text: Hỗ trợ hộ nghèo vay vốn ưu đãi để phát triển chăn nuôi. -> Hỗ trợ hộ nghèo vay vốn ưu đãi để phát triển trồng trọt.
    "#);
}

/// Words with one blank between them.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A rate grows by points, and nothing grows from a negative number, in every report.
#[test]
fn there_is_no_growth_of_a_rate_nor_from_a_negative_base() {
    let plan = |rate: &str, balance: i32| {
        format!(
            "[document]\nyear = 2026\ntitle = \"Cân đối\"\n\
             [[indicators]]\nid = \"a\"\nname = \"Cân đối\"\nunit = \"triệu đồng\"\ntarget = {{ value = {balance} }}\n\
             [[indicators]]\nid = \"b\"\nname = \"Tỷ lệ hộ nghèo\"\nunit = \"%\"\nbetter = \"lower\"\ntarget = {{ value = \"{rate}\" }}\n\
             [[indicators]]\nid = \"c\"\nname = \"Tỷ suất sinh\"\nunit = \"‰\"\nvalues = {{ 2025 = {balance} }}\n\
             [[tables]]\nid = \"t\"\ncolumns = [{{ id = \"x\", title = \"Xã\" }}, {{ id = \"p\", title = \"Tỷ lệ\", unit = \"%\" }}]\n\
             rows = [[\"Nam Đà\", \"{rate}\"]]\n"
        )
    };
    let office = Office::empty()
        .file(
            "kehoach.toml",
            "[issuer]\nname = \"Ủy ban nhân dân xã An Bình\"\n",
        )
        .file("1.toml", plan("0,5", -5))
        .file("2.toml", plan("1", -10));
    let report = |format: &str, lang: &str| {
        let arguments = [
            "diff", "1.toml", "2.toml", "--format", format, "--lang", lang,
        ];
        flat(&office.run(&arguments).out)
    };
    for format in ["text", "md", "html"] {
        let said = report(format, "vi");
        // The sentence, the target and the cell.
        assert_eq!(said.matches("+0,5 điểm %").count(), 3, "{said}");
        assert!(said.contains("-5 điểm ‰"), "{said}");
        assert!(!said.contains("+100") && !said.contains("-100%"), "{said}");
        let said = report(format, "en");
        assert_eq!(said.matches("+0,5 percentage points").count(), 3, "{said}");
    }
    let json: serde_json::Value = serde_json::from_str(&report("json", "vi")).unwrap();
    let deltas: Vec<_> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let delta = &change["delta"];
            (
                delta["absolute"].as_str().unwrap(),
                delta["percent"].as_str(),
                delta["points"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        deltas,
        [
            ("-5", None, false),
            ("0.5", None, true),
            ("-5", None, true),
            ("0.5", None, true)
        ]
    );
    office.run(&[
        "diff",
        "1.toml",
        "2.toml",
        "--format",
        "pdf",
        "--out",
        "so-sanh.pdf",
    ]);
    if installed("pdftotext") {
        let path = office.path("so-sanh.pdf");
        let said = flat(&poppler(
            "pdftotext",
            &["-raw", path.to_str().unwrap(), "-"],
        ));
        assert_eq!(said.matches("+0,5 điểm %").count(), 3, "{said}");
    }
}
