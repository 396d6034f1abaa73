//! Numbers: which one comes next, whose one is, and what stands in the register beside it.

use super::{contents, free, office, plan, text};
use crate::support::{Office, Run};
use jiff::civil::date;
use kehoach::diag::Lang;
use kehoach::release::number::Number;
use kehoach::release::register::Register;
use kehoach::release::row::COLUMNS;
use kehoach::source::Sources;

const DAY: &str = "2026-01-20";
const REGISTER: &str = "so-van-ban-di-2026.csv";

fn header() -> String {
    COLUMNS.map(|name| format!("\"{name}\"")).join(",")
}

/// The register of 2026 with these rows: number and symbol, day.
fn register(rows: &[(&str, &str)], by_kind: bool) -> Register {
    let rows = rows
        .iter()
        .map(|(number, day)| format!("{number},{day},A,,,,,\n"));
    read(
        &format!("{}\n{}", header(), rows.collect::<String>()),
        by_kind,
    )
}

fn read(text: &str, by_kind: bool) -> Register {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.csv");
    std::fs::write(&path, text).unwrap();
    Register::read(&path, 2026, by_kind, &mut Sources::default()).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// What is found in a register, in words.
fn told(register: &Register) -> Vec<String> {
    let found = register.diagnostics.iter();
    found
        .map(|finding| finding.message.text(Lang::En).to_owned())
        .collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_number_is_digits_and_at_most_one_letter() {
    for (written, shown) in [
        ("1", "01/KH"),
        ("05", "05/KH"),
        ("12", "12/KH"),
        (" 100 ", "100/KH"),
        ("12a", "12a/KH"),
        ("7Đ", "07đ/KH"),
        ("4294967295", "4294967295/KH"),
    ] {
        assert_eq!(number(written).with("KH"), shown);
    }
    for wrong in [
        "",
        "0",
        "00",
        "a",
        "a1",
        "-1",
        "12 a",
        "12ab",
        "12a3",
        "12/KH",
        "4294967296",
    ] {
        assert_eq!(Number::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_next_number_is_one_more_than_the_largest() {
    let next = |rows: &[(&str, &str)]| register(rows, false).next("KH-UBND").unwrap().to_string();
    assert_eq!(next(&[]), "1");
    assert_eq!(next(&[("1/KH-UBND", "05/01/2026")]), "2");
    assert_eq!(next(&[("99/KH-UBND", "05/01/2026")]), "100");
    assert_eq!(next(&[("12a/KH-UBND", "05/01/2026")]), "13");
    let unsorted = [("10/KH-UBND", "06/01/2026"), ("9/KH-UBND", "05/01/2026")];
    assert_eq!(next(&unsorted), "11");
    let last = register(&[("4294967295/KH-UBND", "05/01/2026")], false);
    assert_eq!(last.next("KH-UBND"), None);
    // Of what has no day yet the number is given all the same.
    assert_eq!(next(&[("3/KH-UBND", "")]), "4");
}

#[test]
fn numbers_are_of_the_office_or_of_each_kind() {
    let rows = [
        ("1/KH-UBND", "05/01/2026"),
        ("1/QĐ-UBND", "06/01/2026"),
        ("2/KH-HĐND", "07/01/2026"),
    ];
    let by_kind = register(&rows, true);
    assert_eq!(told(&by_kind), NOTHING);
    assert_eq!(by_kind.next("KH-UBND"), Some(number("3")));
    assert_eq!(by_kind.next("QĐ-UBND"), Some(number("2")));
    assert_eq!(by_kind.next("BC-UBND"), Some(number("1")));
    let found = |number: &str, symbol: &str| {
        let row = by_kind.find(&self::number(number), symbol);
        row.map(|row| row.symbol.clone())
    };
    assert_eq!(found("1", "QĐ-UBND").as_deref(), Some("QĐ-UBND"));
    assert_eq!(found("2", "QĐ-UBND"), None);
    assert!(
        by_kind
            .against(&number("2"), "QĐ-UBND", date(2026, 1, 5))
            .is_some()
    );
    assert!(
        by_kind
            .against(&number("2"), "BC-UBND", date(2026, 1, 5))
            .is_none()
    );
    let of_office = register(&rows, false);
    assert_eq!(told(&of_office), ["number 1 is given twice"]);
    assert_eq!(of_office.next("BC-UBND"), Some(number("3")));
}

#[test]
fn a_gap_is_told_by_the_numbers_that_are_missing() {
    let with = |numbers: &[&str]| {
        let rows: Vec<(&str, &str)> = numbers
            .iter()
            .map(|number| (*number, "05/01/2026"))
            .collect();
        told(&register(&rows, false))
    };
    assert_eq!(with(&["1/KH", "2/KH"]), NOTHING);
    assert_eq!(with(&["1/KH", "3/KH"]), ["no document has the number 2"]);
    assert_eq!(with(&["1/KH", "4/KH"]), ["no document has the number 2-3"]);
    assert_eq!(with(&["1/KH", "1a/KH", "2/KH"]), NOTHING);
    assert_eq!(with(&["1/KH", "1/KH"]), ["number 1 is given twice"]);
    assert_eq!(with(&["1a/KH", "1A/KH"]), ["number 1a is given twice"]);
    // A register that begins in the midst of a year misses nothing before.
    assert_eq!(with(&["5/KH", "6/KH"]), NOTHING);
}

#[test]
fn days_go_up_with_the_numbers() {
    let with = |days: &[&str]| {
        let numbers: Vec<String> = (1..=days.len()).map(|at| format!("{at}/KH")).collect();
        let rows: Vec<(&str, &str)> = numbers
            .iter()
            .map(String::as_str)
            .zip(days.iter().copied())
            .collect();
        told(&register(&rows, false))
    };
    let before = |mine: &str, theirs: &str, number: u32| {
        format!("{mine} is before {theirs}, the day of number {number}")
    };
    assert_eq!(with(&["05/01/2026", "05/01/2026", "06/01/2026"]), NOTHING);
    assert_eq!(
        with(&["07/01/2026", "06/01/2026"]),
        [before("06/01/2026", "07/01/2026", 1)]
    );
    // Each is held against the latest day before it, and the last document of that day.
    assert_eq!(
        with(&[
            "05/01/2026",
            "07/01/2026",
            "07/01/2026",
            "06/01/2026",
            "06/01/2026",
            "07/01/2026"
        ]),
        [
            before("06/01/2026", "07/01/2026", 3),
            before("06/01/2026", "07/01/2026", 3)
        ]
    );
    let blank = with(&["", "07/01/2026", "", "06/01/2026"]);
    let wanted = ["the document has no day", "the document has no day"];
    assert_eq!(
        blank
            .iter()
            .filter(|told| wanted.contains(&told.as_str()))
            .count(),
        2
    );
    assert!(
        blank.contains(&before("06/01/2026", "07/01/2026", 2)),
        "{blank:?}"
    );
}

#[test]
fn a_number_fits_between_the_days_of_its_neighbours() {
    let register = register(
        &[("3/KH", "10/01/2026"), ("5/KH", "12/01/2026"), ("6/KH", "")],
        false,
    );
    let against = |number: &str, day| {
        let row = register.against(&self::number(number), "KH", date(2026, 1, day));
        row.map(|row| row.number.to_string())
    };
    for day in [10, 11, 12] {
        assert_eq!(against("4", day), None, "{day}");
    }
    assert_eq!(against("4", 9).as_deref(), Some("3"));
    assert_eq!(against("4", 13).as_deref(), Some("5"));
    // A number is not held against itself.
    assert_eq!(against("3", 9), None);
    assert_eq!(against("3", 13).as_deref(), Some("5"));
    assert_eq!(against("7", 31), None);
}

#[test]
fn rows_may_stand_without_a_header() {
    let register = read(
        "1/KH-UBND,05/01/2026,Kế hoạch A\n2/KH-UBND,06/01/2026,Kế hoạch B\n",
        false,
    );
    assert_eq!(told(&register), NOTHING);
    let subjects: Vec<&str> = register
        .rows
        .iter()
        .map(|row| row.subject.as_str())
        .collect();
    assert_eq!(subjects, ["Kế hoạch A", "Kế hoạch B"]);
}

#[test]
fn a_header_has_the_first_three_columns() {
    let names = &COLUMNS[..3];
    let with = |names: &[&str], row: &str| {
        let head: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        read(&format!("{}\n{row}\n", head.join(",")), false)
    };
    let whole = with(names, "1/KH,05/01/2026,A");
    assert_eq!((told(&whole).len(), whole.rows.len()), (0, 1));
    for gone in 0..3 {
        let mut names = names.to_vec();
        let name = names.remove(gone);
        let register = with(&names, "1/KH,05/01/2026");
        assert_eq!(
            told(&register),
            [format!("the register has no column «{name}»")]
        );
        assert_eq!(register.rows.len(), 0);
    }
    // Whatever its letters' case and blanks.
    let loud: Vec<String> = names
        .iter()
        .map(|name| format!(" {} ", name.to_uppercase()))
        .collect();
    let loud: Vec<&str> = loud.iter().map(String::as_str).collect();
    assert_eq!(told(&with(&loud, "1/KH,05/01/2026,A")), NOTHING);
}

#[test]
fn only_the_first_row_is_a_header() {
    let register = read(
        &format!("{}\nSố,Ngày,Trích yếu\n1/KH,05/01/2026,A\n", header()),
        false,
    );
    assert_eq!(
        told(&register),
        ["`Số` is no number and symbol, as in «05/KH-UBND»"]
    );
    assert_eq!(register.rows.len(), 1);
}

#[test]
fn a_row_that_counts_the_columns_is_no_document() {
    let with = |row: &str| told(&read(&format!("{}\n{row}\n", header()), false));
    assert_eq!(with("(1),(2),(3),(4),(5),(6),(7),(8)"), NOTHING);
    assert_eq!(with("1,2,3,4,5,6,7,8"), NOTHING);
    assert_eq!(with("1,2"), NOTHING);
    assert_eq!(
        with("1,2,3,4,5,6,7,9"),
        ["`2` is no day, as in «05/01/2026»: day, month, four digits of the year"]
    );
    assert_eq!(with("1"), ["the document has no day"]);
    assert_eq!(with(",,,,,,,"), NOTHING);
    assert_eq!(with("\n\n1/KH,05/01/2026,A,,,,,"), NOTHING);
}

#[test]
fn a_symbol_stands_behind_a_slash_a_hyphen_or_a_blank() {
    for written in [
        "1/KH-UBND",
        "1 /KH-UBND",
        "1 / KH-UBND",
        "1-KH-UBND",
        "01 KH-UBND ",
    ] {
        let register = register(&[(written, "05/01/2026")], false);
        assert_eq!(register.rows[0].symbol, "KH-UBND", "{written}");
    }
}

#[test]
fn cells_are_parted_by_the_most_frequent_mark_of_the_first_line() {
    for text in [
        "1/KH,05/01/2026,A",
        "1/KH;05/01/2026;A, B",
        "1/KH\t05/01/2026\tA; B",
        "1/KH\t05/01/2026\tA; B, C, D\t\t",
        "\n  \n1/KH;05/01/2026;A",
        "1/KH;05/01/2026;\"A, B, C, D\"",
    ] {
        let register = read(text, false);
        assert_eq!(told(&register), NOTHING, "{text}");
        assert!(register.rows[0].subject.starts_with('A'), "{text}");
    }
    // As many of both: the comma.
    assert_eq!(read("1/KH,05/01/2026;A", false).rows[0].subject, "");
}

#[test]
fn cells_are_read_as_spreadsheets_quote_them() {
    let subject = |cell: &str| {
        let register = read(
            &format!("1/KH,05/01/2026,{cell}\n2/KH,06/01/2026,B\n"),
            false,
        );
        assert_eq!(register.rows.len(), 2, "{cell}");
        assert_eq!(register.rows[1].subject, "B", "{cell}");
        register.rows[0].subject.clone()
    };
    for (cell, value) in [
        ("A", "A"),
        (" A ", "A"),
        ("\"A, B\"", "A, B"),
        ("\"A\nB\"", "A\nB"),
        ("\"A\r\nB\"", "A\r\nB"),
        ("\"A \"\"B\"\"\"", "A \"B\""),
        ("\"\"", ""),
        ("\"A\" B", "A B"),
        ("A \"B\"", "A \"B\""),
        ("A,", "A"),
        ("\"A\",", "A"),
        ("A\r", "A"),
        ("A,\r", "A"),
        ("", ""),
        ("Ke\u{302}\u{301} hoa\u{323}ch", "Kế hoạch"),
    ] {
        assert_eq!(subject(cell), value, "{cell:?}");
    }
    let last = |text: &str| {
        let register = read(text, false);
        assert_eq!(told(&register), NOTHING, "{text:?}");
        register.rows[0].subject.clone()
    };
    for end in ["", "\n", "\r\n", ",", ",,", ",\n"] {
        assert_eq!(last(&format!("1/KH,05/01/2026,A{end}")), "A", "{end:?}");
    }
}

fn release(office: &Office, plan: &str, more: &[&str]) -> Run {
    office.run(&[&["release", plan], more].concat())
}

/// Asserts that a plan does not go out, for a reason, and that nothing is changed.
fn refused(office: &Office, more: &[&str], why: &str) {
    let before = contents(&office.path("."));
    let run = release(office, "a.toml", more);
    assert!(run.out.contains(why), "{why}: {}{}", run.out, run.err);
    assert_eq!(run.code, 1);
    assert_eq!(contents(&office.path(".")), before);
}

fn goes_out(office: &Office, plan: &str, more: &[&str], as_number: &str) {
    let run = release(office, plan, more);
    let said = format!("released as {as_number} of ");
    assert!(run.out.contains(&said), "{}{}", run.out, run.err);
    assert_eq!(run.code, 0);
}

#[test]
fn numbers_begin_anew_with_the_year() {
    let office = free().file("b.toml", plan("")).file("c.toml", plan(""));
    goes_out(&office, "a.toml", &["--date", "2025-12-30"], "01/KH-UBND");
    goes_out(&office, "b.toml", &["--date", "2025-12-31"], "02/KH-UBND");
    goes_out(&office, "c.toml", &["--date", "2026-01-01"], "01/KH-UBND");
    assert_eq!(text(&office, "so-van-ban-di-2025.csv").lines().count(), 3);
    assert_eq!(text(&office, REGISTER).lines().count(), 2);
}

#[test]
fn a_plan_without_a_number_gets_one_however_it_says_so() {
    for head in ["number = \"\"", "number = \"  \"", "number = \"TODO\""] {
        let office = free().file("a.toml", plan(head));
        goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
        let office = free().file("a.toml", plan(head));
        goes_out(
            &office,
            "a.toml",
            &["--date", DAY, "--number", "7"],
            "07/KH-UBND",
        );
    }
    let office = free().file("a.toml", plan("number = 5"));
    goes_out(
        &office,
        "a.toml",
        &["--date", DAY, "--number", "05"],
        "05/KH-UBND",
    );
    let office = free().file("a.toml", plan("date = 2026-01-20"));
    goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
    assert!(text(&office, "a.toml").contains("date = 2026-01-20"));
}

#[test]
fn without_a_day_it_goes_out_today() {
    let office = free();
    let run = release(&office, "a.toml", &[]);
    let today =
        kehoach::vi::date::short(kehoach::vi::date::in_vietnam(jiff::Timestamp::now()).date());
    assert!(run.out.contains(&format!(" of {today}\n")), "{}", run.out);
}

/// An office whose register has a document under number 1, with the title of the plan.
fn with_first(row: &str, head: &str) -> Office {
    free().file("a.toml", plan(head)).file(
        REGISTER,
        format!("{}\n{row},Kế hoạch Giảm nghèo năm 2026,,,,,\n", header()),
    )
}

#[test]
fn a_number_in_the_register_is_a_plans_own_if_the_plan_says_number_and_day() {
    let row = "1/KH-UBND,20/01/2026";
    let both = "number = 1\ndate = 2026-01-20";
    let run = release(&with_first(row, both), "a.toml", &[]);
    assert!(
        run.out
            .contains("released before as 01/KH-UBND of 20/01/2026"),
        "{}",
        run.out
    );
    assert_eq!(run.code, 0);
    let taken = "number 1 is given in so-van-ban-di-2026.csv: Kế hoạch Giảm nghèo năm 2026";
    refused(&with_first(row, "number = 1"), &["--date", DAY], taken);
    refused(
        &with_first(row, "date = 2026-01-20"),
        &["--number", "1"],
        taken,
    );
    refused(
        &with_first(row, ""),
        &["--number", "1", "--date", DAY],
        taken,
    );
    refused(&with_first("1/QĐ-UBND,20/01/2026", both), &[], taken);
    refused(&with_first("1/KH-UBND,21/01/2026", both), &[], taken);
}

#[test]
fn a_file_that_is_there_already_just_so_is_no_hindrance() {
    let first = free();
    goes_out(&first, "a.toml", &["--date", DAY], "01/KH-UBND");
    let read = |name: &str| std::fs::read(first.path("released").join(name)).unwrap();
    let again = free()
        .file("released/a.pdf", read("a.pdf"))
        .file("released/a.docx", read("a.docx"));
    goes_out(&again, "a.toml", &["--date", DAY], "01/KH-UBND");
    assert_eq!(contents(&again.path(".")), contents(&first.path(".")));
}

#[test]
fn the_manifest_of_then_stays_where_someone_has_signed_off_since() {
    let office = free();
    goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
    let then = text(&office, "released/a.manifest.json");
    let signed = [
        "signoff",
        "a.toml",
        "--role",
        "sign",
        "--name",
        "Lê Văn Minh",
    ];
    assert_eq!(office.run(&signed).code, 0);
    std::fs::remove_file(office.path("released/a.docx")).unwrap();
    let run = release(&office, "a.toml", &[]);
    assert!(
        run.out.ends_with("are made again\nreleased/a.docx\n"),
        "{}",
        run.out
    );
    assert_eq!(text(&office, "released/a.manifest.json"), then);
    // Without the manifest all that is there must be what it was.
    std::fs::remove_file(office.path("released/a.manifest.json")).unwrap();
    let mut word = std::fs::read(office.path("released/a.docx")).unwrap();
    word[0] ^= 1;
    let office = office.file("released/a.docx", word);
    refused(
        &office,
        &[],
        "released/a.docx is not what went out as 01/KH-UBND",
    );
}

#[test]
fn what_another_version_released_does_not_go_out_again() {
    let office = free();
    goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
    let version = env!("CARGO_PKG_VERSION");
    let manifest = text(&office, "released/a.manifest.json");
    let own = format!("\"program\": \"{version}\"");
    let office = office.file(
        "released/a.manifest.json",
        manifest.replace(&own, "\"program\": \"0.0.1\""),
    );
    let why = format!("has changed since: kehoach 0.0.1 → {version}\n");
    refused(&office, &[], &why);
}

#[test]
fn an_input_that_is_new_or_gone_is_a_change_told_once() {
    let office = free();
    goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
    let whole = text(&office, "released/a.manifest.json");
    std::fs::remove_file(office.path("legal.toml")).unwrap();
    refused(&office, &[], "has changed since: legal.toml\n");
    let office = office.file("legal.toml", "# khác\n");
    refused(&office, &[], "has changed since: legal.toml\n");
    let office = office.file(
        "released/a.manifest.json",
        whole.replace("\"name\": \"legal.toml\"", "\"name\": \"luat.toml\""),
    );
    refused(&office, &[], "has changed since: legal.toml, luat.toml\n");
}

#[test]
fn the_day_of_a_basis_may_be_the_plans_own() {
    let document = |day: &str| {
        format!(
            "[[legal_bases]]\ndocument = {{ kind = \"Quyết định\", date = {day}, issuer = \"Ủy ban nhân dân tỉnh\", title = \"về việc giao chỉ tiêu\" }}\n"
        )
    };
    let with = |day: &str| free().file("a.toml", plan("") + &document(day));
    goes_out(
        &with("2026-01-20"),
        "a.toml",
        &["--date", DAY],
        "01/KH-UBND",
    );
    let why = "error[REL006]: the plan is of 20/01/2026, before Quyết định of 21/01/2026, which it rests on";
    refused(&with("2026-01-21"), &["--date", DAY], why);
}

#[test]
fn a_ledger_that_cannot_be_read_stops_a_release() {
    let office = free().file("a.signoff.toml", "[[signoffs]]\nrole = \"boss\"\n");
    refused(&office, &["--date", DAY], "a.signoff.toml:2:8");
    let office = free().file("a.signoff.toml", b"name = \"Tr\xE2n\"\n");
    refused(&office, &["--date", DAY], "the ledger is not UTF-8");
}

#[test]
fn one_person_in_two_roles_stops_a_release() {
    let two = office("roles = [\"draft\", \"sign\"]").file("a.toml", plan(""));
    for role in ["draft", "sign"] {
        let run = two.run(&["signoff", "a.toml", "--role", role, "--name", "Lê Văn Minh"]);
        assert_eq!(run.code, 0, "{}", run.out);
    }
    let settings = text(&two, "kehoach.toml");
    let apart = settings.replace("roles = ", "apart = [[\"draft\", \"sign\"]]\nroles = ");
    let two = two.file("kehoach.toml", apart);
    refused(
        &two,
        &["--date", DAY],
        "the sign-off «draft» of Lê Văn Minh no longer holds",
    );
    // A ledger that was changed by hand, of the content as it is.
    let ledger = text(&two, "a.signoff.toml");
    let one = two.run(&[
        "signoff",
        "a.toml",
        "--role",
        "draft",
        "--name",
        "Lê Văn Minh",
    ]);
    assert_eq!(one.code, 0, "{}", one.out);
    let added = text(&two, "a.signoff.toml")[ledger.len()..].to_owned();
    let both = added.clone() + &added.replace("\"draft\"", "\"sign\"");
    let two = two.file("a.signoff.toml", both);
    refused(&two, &["--date", DAY], "Lê Văn Minh is both draft and sign");
}

#[test]
fn every_urgency_and_who_may_see_it_go_into_the_manifest() {
    for (marks, priority, sphere) in [
        ("urgency = \"khan\"", 1, None),
        ("urgency = \"thuong_khan\"", 2, None),
        ("urgency = \"hoa_toc\"", 3, None),
        (
            "circulation = \"xem_xong_tra_lai\"",
            0,
            Some("Xem xong trả lại"),
        ),
        (
            "circulation = \"luu_hanh_noi_bo\"",
            0,
            Some("Lưu hành nội bộ"),
        ),
    ] {
        let office = free().file("a.toml", plan("") + &format!("[marks]\n{marks}\n"));
        goes_out(&office, "a.toml", &["--date", DAY], "01/KH-UBND");
        let manifest = text(&office, "released/a.manifest.json");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let other = &manifest["document"]["OtherInfo"];
        assert_eq!(other["Priority"], priority, "{marks}");
        assert_eq!(other["SphereOfPromulgation"].as_str(), sphere, "{marks}");
        assert_eq!(other.get("TyperNotation"), None);
    }
}
