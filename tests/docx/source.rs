//! The plan inside the document: its files byte for byte, and where each block comes from.

use super::package::Package;
use super::samples::{self, office, read, render};
use super::xml::Element;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;

/// The longest that the program writes before the words of a block: «Từ tháng 01 đến tháng 11/2025: ».
const LONGEST_LABEL: usize = 40;

/// A file that the document carries.
struct Carried {
    name: String,
    bytes: Vec<u8>,
}

/// The files of the source part, in the order that tags count them in.
fn carried(package: &Package) -> Vec<Carried> {
    let source = package.part("customXml/item1.xml");
    assert_eq!(source.get("xmlns"), Some("urn:kehoach:source:1"));
    let files = source.children.iter().enumerate().map(|(place, file)| {
        assert_eq!(file.get("id"), Some(place.to_string().as_str()));
        let text = &file.own_text;
        let bytes = match file.get("encoding") {
            Some("text") => text.clone().into_bytes(),
            Some("base64") => BASE64_STANDARD.decode(text).unwrap(),
            other => panic!("{other:?}"),
        };
        let name = file.get("name").unwrap().to_owned();
        Carried { name, bytes }
    });
    files.collect()
}

/// A content control.
struct Control {
    tag: String,
    words: String,
    /// Whether it holds a row of a table, which may say more than stands at its place.
    row: bool,
}

/// The content controls.
fn controls(package: &Package) -> Vec<Control> {
    let document = package.document();
    let control = |control: &&Element| {
        let tag = control.at(&["w:sdtPr", "w:tag"]).unwrap().val().unwrap();
        let inside = control.child("w:sdtContent").unwrap();
        Control {
            tag: tag.to_owned(),
            words: inside.text(),
            row: inside.child("w:tr").is_some(),
        }
    };
    document.every("w:sdt").iter().map(control).collect()
}

/// The bytes of a file that a tag names, as text.
fn slice(files: &[Carried], tag: &str) -> String {
    let (file, range) = tag.split_once(':').unwrap();
    let file = &files[file.parse::<usize>().unwrap()];
    let (start, end) = range.split_once('-').unwrap();
    let range = start.parse::<usize>().unwrap()..end.parse().unwrap();
    String::from_utf8(file.bytes[range].to_vec()).unwrap()
}

/// A table whose rows are in a file.
fn table(file: &str) -> String {
    format!(
        "[document]\nyear = 2025\ntitle = \"Trồng cây\"\n[[tables]]\nid = \"cay\"\nrows_from = \"{file}\"\n\
         columns = [{{ id = \"ap\", title = \"Ấp\" }}, {{ id = \"cay\", title = \"Số cây\", unit = \"cây\" }}]\n\
         [[sections]]\ntitle = \"Nội dung\"\ntext = '''\nCác ấp trồng cây.\n\n{{{{ table(id=\"cay\") }}}}\n'''\n"
    )
}

#[test]
fn the_files_are_carried_byte_for_byte_but_for_their_line_ends() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (hamlet, trees)) in [("ap", "cay"), ("Bình Thắng", "120")].iter().enumerate() {
        let row = u32::try_from(row).unwrap();
        sheet.write_string(row, 0, *hamlet).unwrap();
        sheet.write_string(row, 1, *trees).unwrap();
    }
    let book = book.save_to_buffer().unwrap();
    let csv = "\u{FEFF}ap,cay\r\n\"Bình <&> \"\"Thắng\"\"\",120\r\nCà Na,85\r\n";
    for (file, bytes) in [("data/cay.csv", csv.as_bytes()), ("cay.xlsx", &book)] {
        // As Windows editors write it.
        let plan = format!("\u{FEFF}{}", table(file).replace('\n', "\r\n"));
        let office = office().file(file, bytes).file("plan.toml", &plan);
        let package = read(&office, &[]);
        let files = carried(&package);
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        for name in [
            "plan.toml",
            "kehoach.toml",
            "units.toml",
            "legal.toml",
            file,
        ] {
            assert!(names.contains(&name), "{names:?}");
        }
        for file in &files {
            let own = std::fs::read(office.path(&file.name)).unwrap();
            let own = kehoach::source::with_plain_lines(own);
            assert!(file.bytes == own, "{} is another", file.name);
        }
    }
}

/// Word keeps a part that it does not know when the document names it and it has properties.
#[test]
fn the_source_part_belongs_to_the_document() {
    for package in samples::all() {
        let targets = |part: &str, kind: &str| -> Vec<String> {
            let all = package.relationships(part).into_iter();
            all.filter(|own| own.kind == kind)
                .map(|own| own.target)
                .collect()
        };
        let items = targets("word/document.xml", "customXml");
        assert_eq!(items, ["customXml/item1.xml"]);
        let properties = targets(&items[0], "customXmlProps");
        assert_eq!(properties, ["customXml/itemProps1.xml"]);
        let properties = package.part(&properties[0]);
        let schema = properties.every("ds:schemaRef")[0].get("ds:uri");
        assert_eq!(schema, package.part(&items[0]).get("xmlns"));
        assert!(carried(package).len() >= 4);
    }
}

#[test]
fn controls_are_not_seen() {
    for package in samples::all() {
        for control in package.document().every("w:sdtPr") {
            let look = control.child("w15:appearance").unwrap();
            assert_eq!(look.get("w15:val"), Some("hidden"));
            assert_eq!(control.child("w:placeholder"), None);
        }
    }
}

/// What is written in the plan, and what stands in the document for it.
#[test]
fn tags_name_the_place_of_a_block() {
    let package = samples::everything();
    let (files, controls) = (carried(package), controls(package));
    for (words, written) in [
        (
            "ỦY BAN NHÂN DÂN TỈNH\u{A0}HẢI\u{A0}ĐÔNG",
            "Ủy ban nhân dân tỉnh Hải Đông",
        ),
        ("XÃ AN BÌNH", "xã An Bình"),
        ("NHỮNG VẤN ĐỀ CHUNG", "\"Những vấn đề chung\""),
        ("Phạm vi", "\"Phạm vi\""),
        (
            "Kế hoạch này áp dụng cho các thôn, kèm theo Phụ lục I và Phụ lục II.",
            "Kế hoạch này **áp dụng** cho *các thôn*[^1], kèm theo {{ ref(id=\"nhiem_vu\") }} và \
             {{ ref(id=\"mau\") }}.",
        ),
        ("Trong số đó", "# Trong số đó"),
        ("Đường trục xã.", "- Đường trục xã."),
        ("Đoạn đầu;", "+ Đoạn đầu;"),
        ("Trồng trước mùa mưa.", "2. Trồng trước mùa mưa."),
        ("Chỉ tiêu giao các thôn:", "Chỉ tiêu giao các thôn:"),
        (
            "2\nThôn Đoài\n250\nTODO\n4,00\ndòng một\ndòng hai",
            r#"["Thôn Đoài", 250, "TODO", "4,00", "dòng một\ndòng hai"]"#,
        ),
        (
            "Tổng cộng\n1.570\n22",
            "{ thon = \"Tổng cộng\", ho = 1570, ngheo = 22 }",
        ),
        ("- Các thôn;", "\"cac_thon\""),
        ("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("Lê Văn Minh", "Lê Văn Minh"),
    ] {
        let control = controls
            .iter()
            .find(|control| control.words.trim() == words);
        let control = control.unwrap_or_else(|| panic!("no control with {words}"));
        assert_eq!(slice(&files, &control.tag).trim(), written);
    }
}

/// Places are counted in the bytes of the file, also where it begins with a byte order mark.
#[test]
fn tags_count_a_byte_order_mark() {
    let csv = "\u{FEFF}ap,cay\r\nBình Thắng,120\r\n";
    let plan = format!("\u{FEFF}{}", table("cay.csv").replace('\n', "\r\n"));
    let package = read(&office().file("cay.csv", csv).file("plan.toml", plan), &[]);
    let files = carried(&package);
    let controls = controls(&package).into_iter();
    let found: Vec<String> = controls
        .map(|c| slice(&files, &c.tag).trim().to_owned())
        .collect();
    for written in [
        "Trồng cây",
        "\"Nội dung\"",
        "Các ấp trồng cây.",
        "Bình Thắng,120",
    ] {
        assert!(
            found.iter().any(|found| found == written),
            "{written}: {found:?}"
        );
    }
}

/// The words of a control stand where its tag says: all that someone typed there is in it, and where
/// nothing but words stands there, the control adds at most a number before and a mark behind them.
#[test]
fn controls_say_what_is_written_at_their_places() {
    let mut all = samples::all().to_vec();
    let csv = "\u{FEFF}ap,cay\r\nẤp Bình Thắng,120\r\n\"Ấp Cà Na\",85\r\n";
    let plan = format!("\u{FEFF}{}", table("cay.csv").replace('\n', "\r\n"));
    all.push(read(
        &office().file("cay.csv", csv).file("plan.toml", plan),
        &[],
    ));
    for package in &all {
        let files = carried(package);
        let controls = controls(package);
        let mut compared = 0;
        // Several rows may tell what is written at one place.
        let mut together: BTreeMap<String, String> = BTreeMap::new();
        for control in &controls {
            let all = together.entry(control.tag.clone()).or_default();
            *all += &format!("{} ", folded(&control.words));
        }
        for Control { tag, words, row } in controls {
            let written = slice(&files, &tag);
            let words = folded(&words);
            if let Some(plain) = plain(&written)
                && !row
            {
                let ends = [';', '.', '/', ':'];
                let label = words
                    .trim_end_matches(ends)
                    .strip_suffix(plain.trim_end_matches(ends));
                let short = label.is_some_and(|label| label.chars().count() <= LONGEST_LABEL);
                assert!(short, "{} {tag}: «{words}» is not «{plain}»", package.name);
                compared += 1;
            }
            for typed in typed(&written) {
                let (name, words) = (&package.name, &together[&tag]);
                assert!(
                    words.contains(&typed),
                    "{name} {tag}: «{typed}» in «{words}»"
                );
            }
        }
        assert!(compared > 0, "{}", package.name);
    }
}

/// Words without the number that Markdown begins a point with.
fn unnumbered(words: &str) -> &str {
    let behind = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let point = behind.strip_prefix([')', '.']);
    point.map_or(words, str::trim_start)
}

/// Words without case and with single spaces.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words at a place where nothing else stands.
fn plain(written: &str) -> Option<String> {
    let marks = ['#', '-', '+', ' ', '\n', '\r', '\t', '"', '\''];
    let words = folded(written.trim_matches(marks));
    let words = unnumbered(&words);
    let plain = !words.contains(['{', '[', '*', '"', '=', '\\']) && words.contains(' ');
    let row = words.contains(',') && !words.contains(", ");
    (plain && !row).then(|| words.to_owned())
}

/// What someone typed at a place, without calls, ids, numbers and marks of Markdown and TOML.
fn typed(written: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let written = written.replace("\\n", " ");
    for (place, piece) in written.split("{{").enumerate() {
        let outside = match piece.split_once("}}") {
            Some((_, outside)) if place > 0 => outside,
            _ => piece,
        };
        pieces.extend(outside.split(['"', '\'', '*', ',', '[', ']', '\\', '{', '}', '=']));
    }
    let marks = ['#', '-', '+', '^', '.', ' ', '\n', '\r', '\t'];
    pieces
        .into_iter()
        .map(|piece| unnumbered(&folded(piece.trim_matches(marks))).to_owned())
        // What has no blank may be an id, a key or a number; an amount is printed in another unit.
        .filter(|piece| piece.contains(' ') && !piece.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

/// A row of a workbook is named by its sheet and first cell.
#[test]
fn rows_of_a_workbook_are_named_by_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Cây xanh").unwrap();
    for (row, (hamlet, trees)) in [("ap", "cay"), ("Bình Thắng", "120")].iter().enumerate() {
        let row = u32::try_from(row).unwrap();
        sheet.write_string(row, 0, *hamlet).unwrap();
        sheet.write_string(row, 1, *trees).unwrap();
    }
    let office = office().file("cay.xlsx", book.save_to_buffer().unwrap());
    let package = read(&office.file("plan.toml", table("cay.xlsx")), &[]);
    let file = carried(&package)
        .iter()
        .position(|file| file.name == "cay.xlsx");
    let tag = format!("{}:Cây xanh!A2", file.unwrap());
    let row = controls(&package)
        .into_iter()
        .find(|control| control.row)
        .unwrap();
    assert_eq!((row.tag, row.words.as_str()), (tag, "1\nBình Thắng\n120"));
}

/// Where a block is made from several places or from none, no control says otherwise.
#[test]
fn the_programs_own_words_have_no_control() {
    let package = render("[document]\nyear = 2025\ntitle = \"Trồng cây\"\n", &[]);
    let words: Vec<String> = controls(&package).into_iter().map(|c| c.words).collect();
    for own in ["CỘNG HÒA", "Nơi nhận:", "Số:"] {
        assert!(package.document().text().contains(own));
        assert!(!words.iter().any(|words| words.contains(own)), "{own}");
    }
}
