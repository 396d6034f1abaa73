//! The register of outgoing documents: what is read of it, what is wrong with it, where its rows go.

use jiff::civil::date;
use kehoach::release::number::Number;
use kehoach::release::register::Register;
use kehoach::release::row::COLUMNS;
use kehoach::source::Sources;

/// The columns that the registers of earlier versions did not have.
const LATER: [&str; 2] = ["Ngày chuyển", "Ký nhận"];

fn header(delimiter: &str) -> String {
    COLUMNS.map(|name| format!("\"{name}\"")).join(delimiter)
}

/// Reads a register of 2026, with its findings as `code line:column`.
fn read(bytes: &[u8]) -> (Register, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.csv");
    std::fs::write(&path, bytes).unwrap();
    let mut sources = Sources::default();
    let register = Register::read(&path, 2026, false, &mut sources).unwrap();
    let found = register.diagnostics.iter().map(|finding| {
        let span = finding.primary.span;
        let at = sources
            .get(span.source)
            .unwrap()
            .position(span.start as usize);
        format!("{} {}:{}", finding.code.name, at.line, at.column)
    });
    let found = found.collect();
    (register, found)
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

#[test]
fn spreadsheets_may_have_saved_it_in_their_way() {
    let rows = "01/KH-UBND|05/01/2026|Kế hoạch A|Lê Văn Minh||||\n02/QĐ-UBND|2026-01-06|\"Quyết định\n\"\"B\"\"\"|||||\n";
    for (delimiter, lines, mark) in [
        (",", "\n", ""),
        (";", "\r\n", "\u{FEFF}"),
        ("\t", "\r\n", ""),
    ] {
        let text = format!("{mark}{}\n{rows}", header(delimiter));
        let text = text.replace('|', delimiter).replace('\n', lines);
        let (register, found) = read(text.as_bytes());
        assert_eq!(found, Vec::<String>::new(), "{delimiter:?}");
        let numbers: Vec<_> = register
            .rows
            .iter()
            .map(|row| (row.number.value, row.symbol.as_str()))
            .collect();
        assert_eq!(numbers, [(1, "KH-UBND"), (2, "QĐ-UBND")], "{delimiter:?}");
        assert!(register.rows[1].subject.ends_with("\"B\""));
        assert_eq!(register.next("KH-UBND"), Some(number("3")));
    }
}

#[test]
fn numbers_given_twice_left_out_or_out_of_order_are_found_at_their_cells() {
    let rows = [
        "1/KH-UBND,05/01/2026,A,,,,,",
        "02/KH-UBND,06/01/2026,B,,,,,",
        "02/QĐ-UBND,07/01/2026,C,,,,,",
        "5/KH-UBND,06/01/2026,D,,,,,",
        "06/KH-UBND,08/01/2026,E,,,,,",
    ];
    let (_, found) = read(format!("{}\n{}\n", header(","), rows.join("\n")).as_bytes());
    assert_eq!(
        found,
        [
            "number-given-twice 4:1",
            "number-left-out 5:1",
            "date-before-lower-number 5:11"
        ]
    );
}

#[test]
fn rows_that_cannot_be_read_are_found_at_their_cells() {
    let rows = [
        "(1),(2),(3),(4),(5),(6),(7),(8)",
        "không số,05/01/2026,A,,,,,",
        ",,,,,,,",
        "1/KH-UBND,31/02/2026,B,,,,,",
        "2/KH-UBND,05/01/2025,C,,,,,",
        "3/KH-UBND",
        "4/KH-UBND,\"05/01/2026,D",
    ];
    let (_, found) = read(format!("{}\n{}\n", header(","), rows.join("\n")).as_bytes());
    assert_eq!(
        found,
        [
            "unreadable-row 3:1",
            "unreadable-row 5:11",
            "unreadable-row 6:11",
            "unreadable-row 7:1",
            "unreadable-row 8:11",
            "unreadable-row 8:11",
        ]
    );
    let (_, found) = read("Số,Ngày\n1,05/01/2026\n".as_bytes());
    assert_eq!(found, vec!["unreadable-row 1:1"; 3]);
    let (_, found) = read(b"S\xE8 k\xFD hi\xD6u\n");
    assert_eq!(found, ["not-utf8 1:2"]);
}

#[test]
fn a_letter_behind_a_number_puts_a_document_in_between() {
    let rows = "1/KH,05/01/2026,A,,,,,\n1a/KH,06/01/2026,B,,,,,\n2/KH,07/01/2026,C,,,,,\n";
    let (register, found) = read(format!("{}\n{rows}", header(",")).as_bytes());
    assert_eq!(found, Vec::<String>::new());
    assert!(register.find(&number("1A"), "KH").is_some());
    assert!(
        register
            .against(&number("1b"), "KH", date(2026, 1, 6))
            .is_none()
    );
    assert!(
        register
            .against(&number("1b"), "KH", date(2026, 1, 8))
            .is_some()
    );
}

#[test]
fn a_row_is_added_in_the_manner_of_the_file() {
    let cells = [
        "3/KH-UBND",
        "07/01/2026",
        "Kế hoạch; C, \"D\"",
        "Lê Văn Minh",
        "",
        "VT",
        "",
        "",
        "",
        "",
    ];
    let cells = cells.map(str::to_owned);
    let (register, _) = read(b"");
    let new = String::from_utf8(register.appended(&cells)).unwrap();
    let names = COLUMNS.map(|name| {
        if name.contains(',') {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        }
    });
    assert_eq!(
        new,
        format!(
            "\u{FEFF}{}\r\n3/KH-UBND,07/01/2026,\"Kế hoạch; C, \"\"D\"\"\",Lê Văn Minh,,VT,,,,\r\n",
            names.join(",")
        )
    );
    // another order, a column of the office's own, and no line break at the end
    let old = "Ngày tháng văn bản;STT;Số, ký hiệu văn bản;Tên loại và trích yếu nội dung văn bản\n06/01/2026;1;2/KH-UBND;B";
    let (register, found) = read(old.as_bytes());
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(register.next("KH-UBND"), Some(number("3")));
    let new = String::from_utf8(register.appended(&cells)).unwrap();
    assert_eq!(
        new,
        format!("{old}\n07/01/2026;;3/KH-UBND;\"Kế hoạch; C, \"\"D\"\"\"\n")
    );
}

#[test]
fn other_programs_read_what_is_written() {
    let (register, _) = read(b"");
    let cells = [
        "1/KH",
        "05/01/2026",
        "A\nB",
        "\"",
        ",",
        ";",
        "1",
        "",
        "",
        "",
    ]
    .map(str::to_owned);
    let bytes = register.appended(&cells);
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap());
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        COLUMNS
    );
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(row.iter().collect::<Vec<_>>(), cells);
}

#[test]
fn a_day_of_another_year_is_found_once_and_puts_no_other_out_of_order() {
    let rows = "1/KH,05/01/2027,A,,,,,\n2/KH,06/01/2026,B,,,,,\n3/KH,07/01/2026,C,,,,,\n";
    let (_, found) = read(format!("{}\n{rows}", header(",")).as_bytes());
    assert_eq!(found, ["unreadable-row 2:6"]);
}

#[test]
fn a_register_of_eight_columns_gets_the_two_of_the_decree_with_its_next_row() {
    let names: Vec<&str> = COLUMNS
        .into_iter()
        .filter(|name| !LATER.contains(name))
        .collect();
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let old = format!(
        "\u{FEFF}{}\r\n(1);(2);(3);(4);(5);(6);(7);(8)\r\n\
         1/KH;05/01/2026;\"Kế hoạch; A\";B;;VT;3;\"gửi; lại\"\r\n2/KH;06/01/2026;C;;;;;\r\n3/KH;07/01/2026;D\r\n",
        names.join(";")
    );
    let (register, found) = read(old.as_bytes());
    assert_eq!(found, Vec::<String>::new());
    let cells = ["4/KH", "08/01/2026", "E", "", "", "", "5", "", "", "g"].map(str::to_owned);
    let new = String::from_utf8(register.appended(&cells)).unwrap();
    let (first, last) = names.split_at(7);
    assert_eq!(
        new,
        format!(
            "\u{FEFF}{};Ngày chuyển;Ký nhận;{}\r\n(1);(2);(3);(4);(5);(6);(7);(8);(9);(10)\r\n\
             1/KH;05/01/2026;\"Kế hoạch; A\";B;;VT;3;;;\"gửi; lại\"\r\n2/KH;06/01/2026;C;;;;;;;\r\n\
             3/KH;07/01/2026;D\r\n4/KH;08/01/2026;E;;;;5;;;g\r\n",
            first.join(";"),
            last.join(";")
        )
    );
    // Once is enough, and nothing is wrong with it now.
    let (register, found) = read(new.as_bytes());
    assert_eq!(found, Vec::<String>::new());
    assert!(
        String::from_utf8(register.appended(&cells))
            .unwrap()
            .starts_with(&new)
    );
}

#[test]
fn rows_that_would_pass_unread_are_found_at_their_cells() {
    // Line ends of old Macs, at the first row or a later one.
    let row = |number: u32| format!("{number}/KH,05/01/2026,A,,,,,,,");
    let all = format!("{}\r{}\r{}\r", header(","), row(1), row(2));
    let (_, found) = read(all.as_bytes());
    assert!(!found.is_empty());
    let one = format!("{}\n{}\r{}\n", header(","), row(1), row(2));
    assert_eq!(read(one.as_bytes()).1, ["unreadable-row 2:25"]);
    // A quote too much swallows the rows up to the next one.
    let rows = "1/KH,05/01/2026,\"A,,,,,,,\n2/KH,06/01/2026,B,,,,,,,\n3/KH,07/01/2026,C\",,,,,,,\n";
    let (_, found) = read(format!("{}\n{rows}", header(",")).as_bytes());
    assert_eq!(found, ["unreadable-row 2:17"]);
    // A cell may have lines of its own, and any line end in quotes.
    let rows = "1/KH,05/01/2026,\"A\n2/KH thay thế\rB\",,,,,,,\n";
    assert_eq!(
        read(format!("{}\n{rows}", header(",")).as_bytes()).1,
        Vec::<String>::new()
    );
}
