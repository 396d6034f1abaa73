//! Calls that print a number, a name or a cell in the middle of a text.

use super::{faults, section};

const INDICATORS: &str = r#"
[[indicators]]
id = "ho"
name = "Số hộ nghèo"
unit = "hộ"
values = { 2023 = 1609, 2024 = 6 }
changes = { 2023 = -24, 2024 = -78 }
target = { value = 5, change = -1 }
[[indicators]]
id = "ty_le"
name = "Tỷ lệ hộ nghèo"
unit = "%"
values = { 2024 = "4,50" }
[[indicators]]
id = "chet"
name = "Tỷ suất tử vong"
unit = "‰"
values = { 2024 = "12,1" }
[[indicators]]
id = "du"
name = "Cân đối"
values = { 2024 = -7 }
[[indicators]]
id = "von"
name = "Vốn"
unit = "triệu đồng"
values = { 2024 = "TODO" }
"#;

/// What a call prints.
fn prints(items: &str, call: &str) -> String {
    let lines = section(&format!("{items}{SILENT}"), &format!("{{{{ {call} }}}}"));
    let line = lines.join("|");
    line.strip_suffix("./.").unwrap().to_owned()
}

/// Indicators need not be in the text.
const SILENT: &str = "[rules]\nSPC013 = \"off\"\n";

#[test]
fn a_value_of_a_year_or_the_last() {
    for (call, wanted) in [
        ("value(id=\"ho\")", "6~hộ"),
        ("value(id=\"ho\", year=2023)", "1.609~hộ"),
        ("value(id=\"ho\", of=\"value\", year=year - 1)", "6~hộ"),
        ("value(id=\"ho\", of=\"target\")", "5~hộ"),
        ("value(id=\"ty_le\")", "4,50%"),
        ("value(id=\"chet\")", "12,1‰"),
        ("value(id=\"du\")", "-7"),
        ("value(id=\"von\")", "TODO~triệu đồng"),
        ("value(id=\"ho\", unit=false)", "6"),
        ("value(id=\"ho\", unit=true)", "6~hộ"),
        ("value(id=\"ty_le\", unit=false)", "4,50"),
        ("value(id=\"von\", unit=false)", "TODO"),
    ] {
        assert_eq!(prints(INDICATORS, call), wanted, "{call}");
    }
}

/// «Giảm 78 hộ»: the text says which way.
#[test]
fn a_change_has_no_sign() {
    for (call, wanted) in [
        ("value(id=\"ho\", of=\"change\")", "78~hộ"),
        ("value(id=\"ho\", of=\"change\", year=2023)", "24~hộ"),
        ("value(id=\"ho\", of=\"target_change\")", "1~hộ"),
    ] {
        assert_eq!(prints(INDICATORS, call), wanted, "{call}");
    }
}

#[test]
fn a_number_in_words_with_a_point_or_with_zeros() {
    for (call, wanted) in [
        ("value(id=\"ho\", as=\"number\")", "6~hộ"),
        ("value(id=\"ho\", as=\"words\")", "sáu~hộ"),
        ("value(id=\"ho\", as=\"words\", pad=9)", "sáu~hộ"),
        ("value(id=\"ho\") | words", "sáu~hộ"),
        ("value(id=\"ty_le\", point=\".\")", "4.50%"),
        ("value(id=\"ty_le\", point=\",\")", "4,50%"),
        ("value(id=\"ho\", year=2023, point=\".\")", "1609~hộ"),
        (
            "value(id=\"ty_le\", as=\"words\", point=\".\")",
            "bốn phẩy năm%",
        ),
        ("value(id=\"ho\", pad=1)", "6~hộ"),
        ("value(id=\"ho\", pad=2)", "06~hộ"),
        ("value(id=\"ho\", pad=9)", "000000006~hộ"),
        ("value(id=\"ho\", pad=10)", "000000006~hộ"),
        ("value(id=\"ho\", pad=0 - 2)", "6~hộ"),
        ("value(id=\"ty_le\", pad=6)", "4,50%"),
        ("value(id=\"ho\", year=2023, pad=6)", "1.609~hộ"),
        ("value(id=\"du\", pad=6)", "-7"),
    ] {
        assert_eq!(prints(INDICATORS, call), wanted, "{call}");
    }
}

#[test]
fn what_an_indicator_has_not_is_named() {
    let call = |call: &str| {
        let text = format!("text = '{{{{ {call} }}}}'");
        let found = faults(&format!(
            "{INDICATORS}{SILENT}[[sections]]\ntitle = \"A\"\n{text}\n"
        ));
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].split_once("»").unwrap().1.trim().to_owned()
    };
    for (arguments, wanted) in [
        ("id=\"ho\", year=2022", "`ho` has no value 2022"),
        ("id=\"ty_le\", of=\"change\"", "`ty_le` has no change"),
        (
            "id=\"ty_le\", of=\"change\", year=2024",
            "`ty_le` has no change 2024",
        ),
        ("id=\"ty_le\", of=\"target\"", "`ty_le` has no target value"),
        (
            "id=\"ty_le\", of=\"target_change\"",
            "`ty_le` has no target change",
        ),
    ] {
        let found = call(&format!("value({arguments})"));
        assert_eq!(found, format!("indicator {wanted}"));
    }
}

const TABLE: &str = r#"
[[tables]]
id = "xa"
unit = "hộ"
columns = [
    { id = "ten", title = "Thôn" },
    { id = "ho", title = "Số hộ", total = "sum" },
    { id = "ha", title = "Diện tích", unit = "ha" },
    { id = "ghi_chu", title = "Ghi chú" },
]
rows = [
    ["Thôn Đông", 1320, "0,91", "giảm"],
    ["Thôn Đoài", "TODO", "", "-"],
    ["1320", 8, "-", "TODO"],
    { ten = "Thôn Trung", ho = 0 },
]
total = { ten = "Tổng cộng", ho = 1328 }
"#;

#[test]
fn a_cell_has_the_unit_of_its_column_or_its_table() {
    for (row, column, more, wanted) in [
        ("Thôn Đông", "ho", "", "1.320~hộ"),
        ("Thôn Đông", "ha", "", "0,91~ha"),
        ("Thôn Đông", "ghi_chu", "", "giảm"),
        ("Thôn Đông", "ho", ", unit=false", "1.320"),
        ("Thôn Đoài", "ho", "", "TODO~hộ"),
        ("Thôn Đoài", "ghi_chu", "", "-"),
        ("1320", "ho", ", pad=2", "08~hộ"),
        // A nought that was written is printed.
        ("Thôn Trung", "ho", "", "0~hộ"),
        ("1320", "ho", ", as=\"words\"", "tám~hộ"),
        ("1320", "ha", "", "-"),
        ("1320", "ghi_chu", "", "TODO~hộ"),
        ("Thôn Đông", "ten", "", "Thôn Đông"),
    ] {
        let call = format!("cell(table=\"xa\", row=\"{row}\", column=\"{column}\"{more})");
        assert_eq!(prints(TABLE, &call), wanted, "{call}");
    }
    assert_eq!(
        prints(TABLE, "total(table=\"xa\", column=\"ho\")"),
        "1.328~hộ"
    );
}

#[test]
fn what_a_table_has_not_is_named() {
    for (call, wanted) in [
        (
            "cell(table=\"xa\", row=\"Thôn Đôn\", column=\"ho\")",
            "table `xa` has no row `Thôn Đôn`",
        ),
        (
            "cell(table=\"xa\", row=\"giảm\", column=\"ho\")",
            "table `xa` has no row `giảm`",
        ),
        (
            "cell(table=\"xa\", row=\"Thôn Đông\", column=\"hoo\")",
            "table `xa` has no column `hoo`",
        ),
        (
            "total(table=\"xa\", column=\"hoo\")",
            "table `xa` has no column `hoo`",
        ),
        (
            "total(table=\"xa\", column=\"ha\")",
            "table `xa` states no total of `ha`",
        ),
        // A cell that is empty, and one that is not written at all.
        (
            "cell(table=\"xa\", row=\"Thôn Đoài\", column=\"ha\")",
            "table `xa` has nothing in row `Thôn Đoài`, column `ha`",
        ),
        (
            "cell(table=\"xa\", row=\"Thôn Trung\", column=\"ha\")",
            "table `xa` has nothing in row `Thôn Trung`, column `ha`",
        ),
    ] {
        let found = faults(&format!(
            "{TABLE}[[sections]]\ntitle = \"A\"\ntext = '{{{{ {call} }}}}'\n"
        ));
        assert_eq!(found, [format!("«{{{{ {call} }}}}» {wanted}")]);
    }
}

#[test]
fn filters_print_numbers_and_days_as_texts_do() {
    for (call, wanted) in [
        ("6608 | number", "6.608"),
        ("\"1.609,5\" | number", "1.609,5"),
        ("\"1.609\" | number", "1.609"),
        ("1.5 | number", "1,5"),
        ("\"1.5\" | number", "1,5"),
        ("21 | words", "hai mươi mốt"),
        ("1500 | amount_in_words", "Một nghìn năm trăm đồng"),
        ("2 | amount_in_words(unit=\"triệu đồng\")", "Hai triệu đồng"),
        ("\"2024-02-05\" | date", "05/02/2024"),
        ("\"5/2/2024\" | date", "05/02/2024"),
        ("\"2024-02-05\" | date_long", "ngày 05 tháng 02 năm 2024"),
        ("1 | roman", "I"),
        ("1 | letter", "a"),
        ("5 | letter", "đ"),
        ("\"đường\" | upper", "ĐƯỜNG"),
        ("\"đường\" | capitalize", "Đường"),
        ("year", "2025"),
        ("until", "2025"),
    ] {
        assert_eq!(prints("", call), wanted, "{call}");
    }
    for (call, wanted) in [
        ("0 | letter", "letters count from 1"),
        ("0 | roman", "there is no such Roman numeral"),
        ("4000 | roman", "there is no such Roman numeral"),
        ("\"x\" | date", "`x` is not a date such as 2024-02-05"),
        ("\"x\" | number", "`x` is not a number"),
    ] {
        let text = format!("[[sections]]\ntitle = \"A\"\ntext = '{{{{ {call} }}}}'\n");
        let found = faults(&text);
        assert!(
            found.len() == 1 && found[0].ends_with(wanted),
            "{call}: {found:?}"
        );
    }
}

/// Every call with what it takes, a `!` behind what it needs; those that stand alone behind a hyphen.
#[test]
fn calls_take_what_the_reference_says() {
    use kehoach::document::call::{FILTERS, SIGNATURES, Takes, VARIABLES};
    let takes = |takes: &Takes| match takes {
        Takes::Id(named) => format!("{named:?}"),
        Takes::Word(words) => words.join("/"),
        Takes::Text => "text".to_owned(),
        Takes::Number => "number".to_owned(),
        Takes::Truth => "truth".to_owned(),
    };
    let signatures = SIGNATURES.iter().map(|call| {
        let arguments = call.takes.iter().map(|(name, taken)| {
            let needed = if call.required.contains(name) {
                "!"
            } else {
                ""
            };
            format!("{name}{needed} {}", takes(taken))
        });
        let hyphen = if call.block { "- " } else { "" };
        format!(
            "{hyphen}{}({})",
            call.name,
            arguments.collect::<Vec<_>>().join(", ")
        )
    });
    assert_eq!(
        signatures.collect::<Vec<_>>(),
        [
            "value(id! Indicator, year number, of value/change/target/target_change, point ./,, unit truth, pad number, as number/words)",
            "amount(id! Budget, source Source, unit truth, pad number, as number/words)",
            "cell(table! Table, row! text, column! text, unit truth, pad number, as number/words)",
            "total(table! Table, column! text, unit truth, pad number, as number/words)",
            "cite(id! Legal, form full/dated/short, date short/long)",
            "unit(id! Unit, form name/short/abbreviation)",
            "ref(id! Place)",
            "- table(id! Table)",
            "- budget(by lines/sources)",
            "- indicators()",
            "- objectives(group text)",
            "- responsibilities(group text)",
            "- task_matrix()",
            "- timeline()",
            "- reporting()",
        ]
    );
    assert_eq!(
        FILTERS.join(" "),
        "number words amount_in_words date date_long roman letter upper capitalize"
    );
    assert_eq!(VARIABLES, ["year", "until"]);
}
