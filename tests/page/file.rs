//! The file itself: standards, properties, bookmarks, fonts, attachments, sameness.

use super::measure::render;
use crate::support::{Office, installed, poppler};
use std::process::Command;

/// Lines as a checkout of Git for Windows has them.
const CSV: &str = "ap,ho\r\nBình Thắng,210\r\n\"Cà Na\",98\r\n";

const PLAN: &str = r#"# Kế hoạch của xã
[document]
year = 2025
number = 7
date = 2025-02-05
title = "Giảm nghèo & việc làm <2025>"
[[tables]]
id = "ho"
rows_from = "so_lieu/ho.csv"
columns = [{ id = "ap", title = "Ấp" }, { id = "ho", title = "Số hộ", unit = "hộ" }]
[[sections]]
title = "Mục tiêu"
text = '''
# Mục tiêu chung

## Về việc làm

Mỗi hộ có một người có việc làm[^1] ổn định.

[^1]: Có hợp đồng lao động.

# Chỉ tiêu

{{ table(id="ho") }}
'''
[[sections]]
title = "Tổ chức thực hiện"
text = "Các ấp thực hiện, báo cáo theo {{ ref(id=\"mau\") }}."
[recipients]
archive = ["VT"]
[[appendices]]
id = "mau"
title = "Mẫu báo cáo"
text = "Báo cáo theo quý."
"#;

fn office() -> Office {
    Office::commune()
        .file("so_lieu/ho.csv", CSV)
        .file("plan.toml", PLAN)
}

/// Archives ask for PDF/A, readers of screens for PDF/UA: the file says that it is both, and is tagged.
#[test]
fn standards() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&office(), &[]);
    let meta = poppler("pdfinfo", &["-meta", pdf.name()]);
    for claim in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li>",
    ] {
        assert!(meta.contains(claim), "no {claim} in\n{meta}");
    }
    let output = Command::new("pdfinfo")
        .args(["-struct", pdf.name()])
        .output();
    let structure = String::from_utf8_lossy(&output.unwrap().stdout).into_owned();
    for tag in [
        "Document", "H1", "H2", "H3", "P", "Note", "Table", "THead", "TR", "TH", "TD",
    ] {
        let found = structure
            .lines()
            .any(|line| line.trim_start().split([' ', ':']).next() == Some(tag));
        assert!(found, "no {tag} in\n{structure}");
    }
}

/// Title, author and day of issue are properties; the clock of the machine is not in them.
#[test]
fn properties() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&office(), &[]);
    let info = poppler("pdfinfo", &["-isodates", pdf.name()]);
    let value = |key: &str| {
        let line = info.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':'))
            .unwrap_or_else(|| panic!("no {key} in\n{info}"))
            .1
            .trim()
            .to_owned()
    };
    assert_eq!(value("Title"), "Kế hoạch Giảm nghèo & việc làm <2025>");
    assert_eq!(value("Author"), "Ủy ban nhân dân xã An Bình");
    assert_eq!(value("Tagged"), "yes");
    assert_eq!(value("JavaScript"), "no");
    assert_eq!(value("Encrypted"), "no");
    assert!(value("CreationDate").starts_with("2025-02-05"), "{info}");
    assert!(value("ModDate").starts_with("2025-02-05"), "{info}");
}

/// The headings are bookmarks, nested as in the text, the appendix among them.
#[test]
fn bookmarks() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&office(), &[]);
    let xml = poppler("pdftohtml", &["-xml", "-i", "-stdout", pdf.name()]);
    let outline = xml.split_once("<outline>").unwrap().1;
    let mut depth = 1;
    let mut found = Vec::new();
    for line in outline.lines() {
        match line {
            "<outline>" => depth += 1,
            "</outline>" => depth -= 1,
            line => {
                let title = line
                    .split('>')
                    .nth(1)
                    .and_then(|text| text.split('<').next());
                found.extend(title.filter(|t| !t.is_empty()).map(|t| (depth, t)));
            }
        }
    }
    assert_eq!(
        found,
        [
            (1, "I. MỤC TIÊU"),
            (2, "1. Mục tiêu chung"),
            (3, "a) Về việc làm"),
            (2, "2. Chỉ tiêu"),
            (1, "II. TỔ CHỨC THỰC HIỆN"),
            (1, "Phụ lục MẪU BÁO CÁO"),
        ]
    );
}

/// I.4: all type is of one Times-like family, embedded, with its characters in Unicode.
#[test]
fn fonts() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = render(&office(), &[]);
    let fonts = poppler("pdffonts", &[pdf.name()]);
    let fonts: Vec<Vec<&str>> = fonts
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert!(fonts.len() >= 3);
    for font in fonts {
        assert!(font[0].contains("LiberationSerif"), "{font:?}");
        // Embedded, as a subset, with a table to Unicode.
        let flags = &font[font.len() - 5..font.len() - 2];
        assert_eq!(flags, ["yes", "yes", "yes"], "{font:?}");
    }
}

/// What the plan was made from is in the file, byte for byte: plan, registries and data.
#[test]
fn attachments() {
    if !installed("pdftotext") {
        return;
    }
    let office = office();
    let pdf = render(&office, &[]);
    let list = poppler("pdfdetach", &["-list", pdf.name()]);
    let names: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_once(": ").map(|(_, name)| name))
        .collect();
    assert_eq!(
        names,
        [
            "kehoach.toml",
            "legal.toml",
            "plan.toml",
            "so_lieu/ho.csv",
            "units.toml"
        ]
    );
    for name in names {
        let saved = office.path("saved");
        poppler(
            "pdfdetach",
            &["-savefile", name, "-o", saved.to_str().unwrap(), pdf.name()],
        );
        let (saved, own) = (std::fs::read(saved), std::fs::read(office.path(name)));
        // Line ends are no content: a checkout with others gives the same file.
        let own = String::from_utf8(own.unwrap()).unwrap();
        assert_eq!(
            String::from_utf8(saved.unwrap()).unwrap(),
            own.replace("\r\n", "\n"),
            "{name}"
        );
    }
}

/// The plan is what the PDF was made from; the files that it reads are its data (ISO 32000-2, 7.11.3).
#[test]
fn the_plan_is_the_source_and_its_files_are_data() {
    use hayro_syntax::Pdf;
    use hayro_syntax::object::{Dict, Name, Object, String as Text};
    let office = office();
    let file = render(&office, &[]);
    let pdf = Pdf::new(std::fs::read(file.name()).unwrap()).unwrap();
    let dicts = pdf.objects().into_iter().filter_map(Object::into_dict);
    let mut found: Vec<(String, String)> = dicts
        .filter(|dict| dict.get::<Dict<'_>>("EF").is_some())
        .map(|dict| {
            let name = dict.get::<Text<'_>>("F").unwrap();
            let relationship = dict.get::<Name<'_>>("AFRelationship").unwrap();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (text(name.as_bytes()), text(&relationship))
        })
        .collect();
    found.sort();
    let found: Vec<(&str, &str)> = found.iter().map(|(n, r)| (&**n, &**r)).collect();
    assert_eq!(
        found,
        [
            ("kehoach.toml", "Data"),
            ("legal.toml", "Data"),
            ("plan.toml", "Source"),
            ("so_lieu/ho.csv", "Data"),
            ("units.toml", "Data"),
        ]
    );
}

/// The same plan gives the same bytes: again, alone or among others, in another folder, in another
/// place of the disk.
#[test]
fn the_same_bytes_every_time() {
    if !installed("pdftotext") {
        return;
    }
    let bytes = |office: &Office, plan: &str, file: &str| {
        let run = office.run(&["render", plan]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        std::fs::read(office.path(file)).unwrap()
    };
    let (one, other) = (office(), office().file("ke_hoach_2.toml", PLAN));
    let first = bytes(&one, "plan.toml", "out/plan.pdf");
    assert!(first == bytes(&one, "plan.toml", "out/plan.pdf"), "again");
    assert!(first == bytes(&other, ".", "out/plan.pdf"), "among others");
    let absolute = other.path("plan.toml");
    let again = bytes(&other, absolute.to_str().unwrap(), "out/plan.pdf");
    assert!(first == again, "by its whole path");
}

/// Text can be taken out of the file as it was written, with all its marks.
#[test]
fn text_comes_out_as_it_went_in() {
    if !installed("pdftotext") {
        return;
    }
    let sample = "Ngân sách hỗ trợ: ẳ ẵ ặ ầ ẩ ẫ ậ ề ể ễ ệ ồ ổ ỗ ộ ờ ở ỡ ợ ừ ử ữ ự ỳ ỷ ỹ ỵ đ Đ.";
    let plan = format!("[[sections]]\ntitle = \"Chữ\"\ntext = \"{sample}\"\n");
    let pdf = render(&Office::commune().plan(&plan), &[]);
    let text = poppler("pdftotext", &[pdf.name(), "-"]);
    let words: Vec<&str> = text.split_whitespace().collect();
    assert!(
        words.join(" ").contains(&sample[..sample.len() - 1]),
        "{text}"
    );
}
