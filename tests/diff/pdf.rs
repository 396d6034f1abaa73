//! The comparison table (bảng so sánh): an appendix in the form of Decree 30/2020/NĐ-CP, as PDF.

use super::{NEW, OLD, office};
use crate::page::measure::{HEIGHT, MM, Page, Pdf, WIDTH, near};
use crate::signature::aloud::{heard, rules};
use crate::support::{Office, Run, installed, poppler, repository, run_in};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const OUT: &str = "so-sanh.pdf";

/// Compares two plans of an office into a PDF; gives the run and the file.
fn compared(office: &Office, arguments: &[&str]) -> (Run, Pdf) {
    let run = office.run(&[&["diff", "--format", "pdf", "--out", OUT], arguments].concat());
    assert_eq!((run.err.as_str(), run.out.trim()), ("", OUT));
    (run, Pdf::read(&office.path(OUT)))
}

/// The comparison of the office's plans of 2024 and 2025.
fn years(more: &[&str]) -> Pdf {
    compared(&office(), &[&[OLD, NEW], more].concat()).1
}

/// The text of a PDF on one line.
fn text(pdf: &Pdf) -> String {
    flat(&poppler("pdftotext", &["-raw", pdf.name(), "-"]))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number in the top margin of a page.
fn number(page: &Page) -> &str {
    let found = page.lines.iter().find(|line| line.bottom < 20.0 * MM);
    found.map_or("", |line| line.text.as_str())
}

/// A number of the JSON report as people write it: «1.567», «-24», «0,32».
fn vietnamese(number: &str) -> String {
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let comma = if decimals.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{decimals}")
}

/// Every number that the JSON report of two plans speaks of, as people write it: values, differences,
/// percents, targets and results.
fn numbers(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut put = |number: &Value| found.extend(number.as_str().map(vietnamese));
    let value = |value: &Value| {
        let is_number = value["type"] == "number";
        if is_number {
            value["value"].clone()
        } else {
            Value::Null
        }
    };
    for change in report["changes"].as_array().unwrap() {
        let is_year = matches!(
            change["field"]["name"].as_str(),
            Some("year" | "until" | "target_year")
        );
        if !is_year {
            put(&value(&change["old"]));
            put(&value(&change["new"]));
            put(&change["delta"]["absolute"]);
            put(&change["delta"]["percent"]);
        }
        for leaf in change["leaves"].as_array().into_iter().flatten() {
            if leaf["field"]["name"] != "target_year" {
                put(&value(&leaf["value"]));
            }
        }
    }
    for outcome in report["outcomes"].as_array().unwrap() {
        put(&outcome["target"]);
        put(&outcome["result"]);
    }
    put(&report["counts"]["money"]["old"]);
    put(&report["counts"]["money"]["new"]);
    found
}

/// Asserts that every number of the JSON report stands in the PDF as a word of its own.
fn all_numbers(folder: &Path, old: &str, new: &str) -> usize {
    let json = run_in(folder, &["diff", old, new, "--format", "json"]);
    let numbers = numbers(&serde_json::from_str(&json.out).unwrap());
    let out = tempfile::NamedTempFile::new().unwrap();
    let name = out.path().to_str().unwrap();
    let run = run_in(
        folder,
        &["diff", old, new, "--format", "pdf", "--all", "--out", name],
    );
    assert_eq!(run.code, 1, "{}", run.err);
    let text = flat(&poppler("pdftotext", &["-raw", name, "-"]));
    let words: Vec<&str> = text
        .split(' ')
        .map(|word| {
            word.trim_start_matches(['+', '('])
                .trim_end_matches([',', ';', ')', '%'])
        })
        .collect();
    for number in &numbers {
        assert!(words.contains(&number.as_str()), "no {number} in\n{text}");
    }
    numbers.len()
}

#[test]
fn every_number_of_the_json_report_stands_in_the_table() {
    if !installed("pdftotext") {
        return;
    }
    let of_the_office = all_numbers(&office().path("."), OLD, NEW);
    assert!(of_the_office > 60, "{of_the_office}");
    let tan_hoa = all_numbers(&repository().join("plans/tan-hoa"), OLD, NEW);
    assert!(tan_hoa > 20, "{tan_hoa}");
}

/// Annex I, III.1.b and III.1.c: «Phụ lục», the name in capitals and the document that it goes with, each
/// centred above the rule, with blanks while the plan has no number.
#[test]
fn it_is_headed_as_an_appendix_of_the_new_plan() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = years(&[]);
    let lines = [
        ("Phụ lục", "14 bold"),
        ("BẢNG SO SÁNH", "14 bold"),
        ("KẾ HOẠCH GIẢM NGHÈO NĂM 2025", "14 bold"),
        ("VỚI KẾ HOẠCH GIẢM NGHÈO NĂM 2024", "14 bold"),
        ("(Kèm theo Kế hoạch số", "14 italic"),
    ];
    let margins = (30.0 * MM, HEIGHT - 20.0 * MM);
    let mut above = 0.0;
    for (start, look) in lines {
        let line = pdf.line(start);
        assert_eq!((line.page, line.look().as_str()), (1, look), "{start}");
        near(line.middle(), f64::midpoint(margins.0, margins.1), 3.0);
        assert!(line.top > above, "{start}");
        above = line.top;
    }
    let note = flat(&pdf.line("(Kèm theo").text);
    assert_eq!(
        note,
        "(Kèm theo Kế hoạch số /KH-UBND ngày tháng năm 2025 của Ủy ban nhân dân xã An Bình)"
    );
    pdf.rule_below(pdf.line("(Kèm theo"));
    let text = text(&pdf);
    assert!(
        !text.contains("CỘNG HÒA XÃ HỘI") && !text.contains("Nơi nhận:"),
        "{text}"
    );
}

/// I.2 and I.7: a wide table turns the page; all but the first are numbered in the top margin.
#[test]
fn its_pages_are_landscape_and_numbered() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = years(&["--all"]);
    assert!(pdf.pages.len() > 3);
    for (place, page) in (1..).zip(&pdf.pages) {
        near(page.width, HEIGHT, 1.0);
        near(page.height, WIDTH, 1.0);
        let shown = if place == 1 {
            String::new()
        } else {
            place.to_string()
        };
        assert_eq!(number(page), shown);
    }
}

#[test]
fn it_meets_the_standards_of_plans_and_has_properties_without_a_clock() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = years(&[]);
    let meta = poppler("pdfinfo", &["-meta", pdf.name()]);
    for claim in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li>",
    ] {
        assert!(meta.contains(claim), "no {claim} in\n{meta}");
    }
    let info = poppler("pdfinfo", &["-isodates", pdf.name()]);
    let title = "Bảng so sánh Kế hoạch Giảm nghèo năm 2025 với Kế hoạch Giảm nghèo năm 2024";
    for said in [title, "Ủy ban nhân dân xã An Bình", "2025-01-01"] {
        assert!(info.contains(said), "no {said} in\n{info}");
    }
    let xml = poppler("pdftohtml", &["-xml", "-i", "-stdout", pdf.name()]);
    let bookmark = "Phụ lục BẢNG SO SÁNH KẾ HOẠCH GIẢM NGHÈO NĂM 2025 VỚI KẾ HOẠCH";
    assert!(xml.contains(bookmark), "{xml}");
    assert!(
        xml.contains("<item page=\"1\">I. NHỮNG ĐIỂM CHÍNH</item>"),
        "{xml}"
    );
}

/// It is a document of the office, whatever language the clerk reads messages in.
#[test]
fn it_is_in_vietnamese_and_always_the_same() {
    if !installed("pdftotext") {
        return;
    }
    let office = office();
    let bytes = |lang: &str| {
        compared(&office, &[OLD, NEW, "--lang", lang]);
        std::fs::read(office.path(OUT)).unwrap()
    };
    assert!(bytes("en") == bytes("vi"));
}

/// The sentences of the other reports, all on the first page, then the numbers of their summary, and nothing else.
#[test]
fn the_summary_alone_says_what_the_other_reports_say_first() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = years(&["--stat"]);
    assert!(pdf.pages.len() <= 2, "{}", pdf.pages.len());
    let first = flat(&poppler("pdftotext", &["-raw", "-l", "1", pdf.name(), "-"]));
    let json = office().run(&["diff", OLD, NEW, "--format", "json", "--lang", "vi"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    let claims = json["claims"].as_array().unwrap();
    assert!(claims.len() > 5, "{claims:?}");
    for claim in claims {
        let said = flat(claim["text"].as_str().unwrap());
        assert!(first.contains(&said), "no «{said}» in\n{first}");
    }
    let text = text(&pdf);
    let told = office()
        .run(&["diff", OLD, NEW, "--stat", "--lang", "vi"])
        .out;
    let (_, numbers) = told.split_once("\n\n").unwrap();
    let lines: Vec<String> = numbers.lines().map(flat).collect();
    assert!(lines.len() > 8, "{told}");
    for line in lines {
        assert!(text.contains(&line), "no «{line}» in\n{text}");
    }
    assert!(text.contains("Năm 2024 → 2025: 7 chỗ"), "{text}");
    assert!(!text.contains("Thôn Đông"), "{text}");
}

#[test]
fn what_just_follows_from_the_year_is_counted_and_shown_when_asked_for() {
    if !installed("pdftotext") {
        return;
    }
    let (folded, all) = (text(&years(&[])), text(&years(&["--all"])));
    for said in ["Thời hạn: 30/11/2025", "Theo năm", "Ghi kết quả"] {
        assert!(!folded.contains(said), "{said} in\n{folded}");
        assert!(all.contains(said), "no {said} in\n{all}");
    }
}

/// What became of the old plan's targets is a table of its own.
#[test]
fn targets_stand_against_results() {
    if !installed("pdftotext") {
        return;
    }
    let text = text(&years(&[]));
    for row in [
        "STT Chỉ tiêu Đơn vị tính Năm Mức đặt ra Kết quả Đánh giá",
        "1 Số hộ nghèo hộ 2024 59 57 Vượt",
        "150 131 Chưa đạt",
        "100 100 Đạt",
    ] {
        assert!(text.contains(row), "no «{row}» in\n{text}");
    }
}

/// Added, dropped, moved and replaced things are told in words, amounts in their unit.
#[test]
fn what_happened_is_said_in_words() {
    if !installed("pdftotext") {
        return;
    }
    let text = text(&years(&[]));
    for said in [
        "Đơn vị tính: triệu đồng",
        "Kinh phí Tổng số 1.567 1.890 +323 +20,61",
        "59 35 -24 -40,68 Tốt hơn",
        "Kém hơn",
        "Nghị quyết 76/2014/QH13 ngày 24/6/2014 – Bỏ",
        "– Chỉ thị 05-CT/TW ngày 23/6/2021 Thêm mới",
        "Quyết định 05/QĐ-UBND ngày 09/01/2025 Được thay thế",
        "Thuộc: Phòng Kinh tế",
        "Vị trí: 2",
        "Đổi thứ tự",
    ] {
        assert!(text.contains(said), "no «{said}» in\n{text}");
    }
}

/// Calls in the text are what each plan prints for them.
#[test]
fn texts_stand_as_their_plans_print_them() {
    if !installed("pdftotext") {
        return;
    }
    let out = tempfile::NamedTempFile::new().unwrap();
    let folder = repository().join("plans/tan-hoa");
    let name = out.path().to_str().unwrap();
    run_in(
        &folder,
        &["diff", OLD, NEW, "--format", "pdf", "--out", name],
    );
    let text = text(&Pdf::read(out.path()));
    for said in [
        "Năm 2021, tổng số hộ dân 1.603 hộ, qua",
        "giảm 25 hộ nghèo",
        "giảm 20 hộ nghèo",
        "Phấn đấu xóa 9 nhà tạm",
    ] {
        assert!(text.contains(said), "no «{said}» in\n{text}");
    }
    assert!(!text.contains(['[', '{', '⟨']), "{text}");
}

/// In black and white: a line through the old words, the new ones bold with a line below.
#[test]
fn old_words_are_struck_through_and_new_ones_bold_and_underlined() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = years(&[]);
    let page = pdf.line("IX. TIẾN ĐỘ, BÁO CÁO").page;
    let find = |text: &str| {
        let mut lines = pdf.pages[page - 1].lines.iter();
        lines.find(|line| line.text.contains(text)).unwrap()
    };
    let (old, new) = (find("Hằng quý"), find("Hằng tháng"));
    assert_eq!((old.bold, new.bold), (false, true));
    assert_eq!(
        (old.color.as_str(), new.color.as_str()),
        ("#000000", "#000000")
    );
    let strokes = pdf.strokes(page);
    let drawn = |top: f64, bottom: f64, left: f64, right: f64| {
        strokes.iter().any(|stroke| {
            let over = stroke.left < right && left < stroke.right && stroke.length() < 200.0;
            stroke.height() < 0.1 && over && top < stroke.top && stroke.top < bottom
        })
    };
    let height = new.bottom - new.top;
    let middle = |line: &crate::page::measure::Line| f64::midpoint(line.top, line.bottom);
    assert!(drawn(
        middle(old) - height / 4.0,
        middle(old) + height / 4.0,
        old.left,
        old.right
    ));
    assert!(drawn(
        middle(new) + height / 4.0,
        new.bottom + 2.0,
        new.left,
        new.right
    ));
}

#[test]
fn a_plan_and_itself_have_no_differences() {
    if !installed("pdftotext") {
        return;
    }
    let (run, pdf) = compared(&office(), &[OLD, OLD]);
    assert_eq!(run.code, 0);
    let text = text(&pdf);
    assert!(
        text.contains("Nội dung hai kế hoạch không có thay đổi."),
        "{text}"
    );
    assert!(text.contains("VỚI BẢN TRƯỚC"), "{text}");
    assert_eq!(pdf.pages.len(), 1);
}

/// Two plans with a table of so many rows, whose numbers all differ.
fn long(rows: usize) -> Office {
    let plan = |year: i16, less: usize| {
        let row = |place: usize| format!("[\"Thôn {place}\", {}],\n", 1000 + place - less);
        format!(
            "[document]\nyear = {year}\ntitle = \"Giảm nghèo năm {year}\"\n[[tables]]\nid = \"ho\"\n\
             title = \"Hộ nghèo theo thôn\"\ncolumns = [{{ id = \"thon\", title = \"Thôn\" }}, \
             {{ id = \"ho\", title = \"Số hộ\" }}]\nrows = [\n{}]\n",
            (1..=rows).map(row).collect::<String>()
        )
    };
    Office::commune()
        .file("cu.toml", plan(2024, 0))
        .file("moi.toml", plan(2025, 7))
}

#[test]
fn a_long_table_repeats_its_head_on_every_page() {
    if !installed("pdftotext") {
        return;
    }
    let (_, pdf) = compared(&long(300), &["cu.toml", "moi.toml"]);
    assert!(pdf.pages.len() > 8, "{}", pdf.pages.len());
    for page in &pdf.pages[1..] {
        let heads = |text: &str| {
            page.lines
                .iter()
                .filter(|line| line.text == text && line.bold)
                .count()
        };
        assert_eq!(
            (heads("STT"), heads("Năm 2024"), heads("Năm 2025")),
            (1, 1, 1)
        );
    }
    let text = text(&pdf);
    for row in 1..=300 {
        let old = vietnamese(&(1000 + row).to_string());
        let told = format!("{row} Thôn {row} Số hộ {old} ");
        assert!(text.contains(&told), "no «{told}»");
    }
}

/// Nothing of a plan is markup, and what cannot be printed or broken hinders nothing else.
#[test]
fn odd_characters_survive() {
    if !installed("pdftotext") {
        return;
    }
    let plan = |text: &str| {
        format!(
            "[document]\nyear = 2025\ntitle = \"A\"\n[[sections]]\ntitle = \"Mục\"\ntext = '''\n{text}\n'''\n"
        )
    };
    let long = "Giảmnghèo".repeat(12);
    let odd = r#"Ký tự #read("x") $x_1$ _a_ \ ] [ @b <c> ~ `d` // e"#;
    let old =
        format!("Một đoạn cũ.\n\n{odd} cũ\n\nNối\u{200d}liền cũ.\n\nDài {long} cũ.\n\nHình 😀 cũ.");
    let office = Office::commune()
        .file("cu.toml", plan(&old))
        .file("moi.toml", plan(&old.replace("cũ", "mới")));
    let (run, pdf) = compared(&office, &["cu.toml", "moi.toml"]);
    assert_eq!(run.code, 1);
    let text = text(&pdf);
    for said in [odd, "Hình □ cũ.", "Hình □ mới."] {
        assert!(text.contains(&flat(said)), "no «{said}» in\n{text}");
    }
    // A word wider than its column is broken, not cut.
    let letters: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{ad}')
        .collect();
    assert!(letters.replace('\u{200b}', "").contains(&long), "{letters}");
    assert!(
        letters.replace('\u{200d}', "").contains("Nốiliền"),
        "{text}"
    );
    for line in pdf.lines() {
        assert!(line.right < HEIGHT - 15.0 * MM, "{}", line.text);
    }
}

#[test]
fn a_pdf_goes_into_a_pipe_and_not_to_the_screen() {
    if !installed("pdftotext") {
        return;
    }
    let office = office();
    let command = |shell: &str| {
        let program = env!("CARGO_BIN_EXE_kehoach");
        let shell = shell.replace("kehoach", program);
        let mut command = Command::new("sh");
        command.args(["-c", &shell]).current_dir(office.path("."));
        command.env("LC_ALL", "C").output().unwrap()
    };
    let piped = command(&format!("kehoach diff {OLD} {NEW} --format pdf | cat"));
    assert!(piped.stdout.starts_with(b"%PDF-"));
    if !installed("script") {
        return;
    }
    let shown = command(&format!(
        "script --quiet --return --command 'kehoach diff {OLD} {NEW} --format pdf' /dev/null"
    ));
    assert_eq!(shown.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&shown.stdout).trim(),
        "error: a terminal cannot show this format; give a file with --out"
    );
}

#[test]
fn folders_have_no_table_of_their_own() {
    if !installed("pdftotext") {
        return;
    }
    let run = office().run(&["diff", ".", ".", "--format", "pdf"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "error: a report of this format is of two plans; give two files instead of folders\n"
    );
}

#[test]
fn readers_aloud_read_its_tables() {
    if !installed("pdftotext") {
        return;
    }
    if !installed("outloud") {
        return;
    }
    let report = heard(Path::new(years(&["--all"]).name()));
    // Headers that are repeated, and tables whose pages are not named: see `signature::aloud`.
    assert_eq!(rules(&report), ["TBL-014"], "{}", report["findings"]);
}
