//! An office's own profile and templates.

use super::measure::{MM, WIDTH, near, render};
use crate::support::{Office, installed};
use kehoach::diag::Lang;
use kehoach::render::profile::Profile;
use kehoach::source::{Source, Sources};
use kehoach::spec::read;
use rust_decimal::Decimal;

const PLAN: &str = "[[sections]]\ntitle = \"Mục đích\"\ntext = \"Giúp hộ nghèo.\"\n";

/// The commune with more at the head of its kehoach.toml.
fn office(settings: &str) -> Office {
    let commune = Office::commune();
    let own = std::fs::read_to_string(commune.path("kehoach.toml")).unwrap();
    commune
        .file("kehoach.toml", format!("{settings}\n{own}"))
        .plan(PLAN)
}

/// A profile changes what it names and leaves the rest.
#[test]
fn a_profile_changes_sizes() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file(
        "style.toml",
        "[page]\nleft = 35\nright = 15\n[size]\nbody = 13\nmotto = 13\n\
         [paragraph]\nfirst_line_indent_mm = 10\n[signature]\nspace_mm = 40\n",
    );
    let pdf = render(&office, &[]);
    let text = pdf.line("Giúp hộ nghèo./.");
    assert_eq!(text.look(), "13");
    near(text.left, 45.0 * MM, 0.3);
    assert_eq!(pdf.line("Độc lập").look(), "13 bold");
    near(pdf.line("CỘNG HÒA").right, WIDTH - 15.0 * MM, 0.3);
    assert_eq!(pdf.line("KẾ HOẠCH").look(), "14 bold");
    let gap = pdf.line("Lê Văn Minh").top - pdf.line("CHỦ TỊCH").bottom;
    near(gap / MM, 40.0, 2.0);
}

/// A size outside the decree's range is an error with the clause, and the plan is not rendered.
#[test]
fn a_profile_keeps_to_the_decree() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file(
        "style.toml",
        "[size]\nbody = 12\n[signature]\nspace_mm = 20\n",
    );
    for arguments in [["check", "plan.toml"], ["render", "plan.toml"]] {
        let run = office.run(&arguments);
        assert_eq!(run.code, 1);
        let text = format!("{}{}", run.out, run.err);
        assert!(text.contains("FRM001"), "{text}");
        assert!(text.contains("style.toml"), "{text}");
        assert!(
            text.contains("size.body is 12; the decree has 13 to 14 pt (Annex I, II.6.e)"),
            "{text}"
        );
        assert!(text.contains("signature.space_mm is 20"), "{text}");
    }
    assert!(!office.path("out/plan.pdf").exists());
}

/// A key that no profile has is an error too.
#[test]
fn a_profile_has_no_other_keys() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("profile = \"style.toml\"").file("style.toml", "[size]\nbodi = 13\n");
    let run = office.run(&["check", "plan.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("bodi"), "{}{}", run.out, run.err);
}

/// A library of the office takes the place of the built-in one: here with another word.
#[test]
fn an_own_library() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/nd30.typ");
    let own = built_in.replace("\"Nơi nhận:\"", "\"Nơi gửi:\"");
    assert_ne!(built_in, own);
    let pdf = render(
        &office("templates = \"mau\"").file("mau/nd30.typ", own),
        &[],
    );
    assert_eq!(pdf.line("Nơi gửi:").look(), "12 bold italic");
}

/// A document template of the office can put more on the page.
#[test]
fn an_own_document() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/document.typ");
    let own = built_in.replace(
        "#let signature",
        "#para(\"Thêm: \" + {{ title | content }})\n#let signature",
    );
    assert_ne!(built_in, own);
    let pdf = render(
        &office("templates = \"mau\"").file("mau/document.typ", own),
        &[],
    );
    assert_eq!(pdf.line("Thêm:").text, "Thêm: Giảm nghèo năm 2025");
}

/// A template that Tera cannot read ends the run with code 2 and the template's name.
#[test]
fn a_broken_document_template() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("templates = \"mau\"").file("mau/document.typ", "{% for x in %}");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("document.typ"), "{}", run.err);
    assert!(run.err.contains("plan.toml"), "{}", run.err);
    assert!(!office.path("out/plan.pdf").exists());
}

/// So does a document template whose markup Typst cannot compile.
#[test]
fn a_document_template_that_makes_no_document() {
    if !installed("pdftotext") {
        return;
    }
    let office = office("templates = \"mau\"").file("mau/document.typ", "#unknown({{ kind }})");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    let place = "(document.typ: #unknown(\"Kế hoạch\"))";
    assert!(run.err.contains(place), "{}", run.err);
}

/// So does a library that Typst cannot compile, with the line of the library.
#[test]
fn a_broken_library() {
    if !installed("pdftotext") {
        return;
    }
    let built_in = include_str!("../../templates/nd30.typ");
    let office = office("templates = \"mau\"").file(
        "mau/nd30.typ",
        format!("{built_in}\n#let last-para(body, ..rest) = unknown-name\n"),
    );
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("unknown-name"), "{}", run.err);
    let line = built_in.lines().count() + 2;
    let place = format!("nd30.typ, line {line}: ");
    assert!(run.err.contains(&place), "{}", run.err);
    assert!(!office.path("out/plan.pdf").exists());
}

/// A typeface that the program does not have would leave the document in another: nobody would see why.
#[test]
fn a_typeface_that_is_not_there() {
    let office =
        office("profile = \"style.toml\"").file("style.toml", "[font]\nfamily = \"Phông lạ\"\n");
    let run = office.run(&["render", "plan.toml"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(
        run.err.contains("unknown font family: phông lạ"),
        "{}",
        run.err
    );
    assert!(!office.path("out/plan.pdf").exists());
}

/// The least and the most of each number, with what is said of another: the decree's ranges, and those of
/// what it leaves free.
const RANGES: [(&str, &str, &str, &str); 56] = [
    (
        "page.top",
        "20",
        "25",
        "the decree has 20 to 25 mm (Annex I, I.3)",
    ),
    (
        "page.bottom",
        "20",
        "25",
        "the decree has 20 to 25 mm (Annex I, I.3)",
    ),
    (
        "page.left",
        "30",
        "35",
        "the decree has 30 to 35 mm (Annex I, I.3)",
    ),
    (
        "page.right",
        "15",
        "20",
        "the decree has 15 to 20 mm (Annex I, I.3)",
    ),
    (
        "size.national_name",
        "12",
        "13",
        "the decree has 12 to 13 pt (Annex I, II.1.a)",
    ),
    (
        "size.motto",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.1.b)",
    ),
    (
        "size.parent_body",
        "12",
        "13",
        "the decree has 12 to 13 pt (Annex I, II.2.b)",
    ),
    (
        "size.issuing_body",
        "12",
        "13",
        "the decree has 12 to 13 pt (Annex I, II.2.b)",
    ),
    (
        "size.number",
        "13",
        "13",
        "the decree has 13 pt (Annex I, II.3.c)",
    ),
    (
        "size.place_date",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.4.c)",
    ),
    (
        "size.kind",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.5.b)",
    ),
    (
        "size.title",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.5.b)",
    ),
    (
        "size.basis",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.6.a)",
    ),
    (
        "size.body",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.6.e)",
    ),
    (
        "size.part",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.6.đ)",
    ),
    (
        "size.section",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.6.đ)",
    ),
    ("size.table", "8", "14", "it can be 8 to 14 pt"),
    ("size.table_note", "8", "14", "it can be 8 to 14 pt"),
    (
        "size.signer",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, II.7.đ)",
    ),
    (
        "size.recipients_label",
        "12",
        "12",
        "the decree has 12 pt (Annex I, II.9.d)",
    ),
    (
        "size.recipients",
        "11",
        "11",
        "the decree has 11 pt (Annex I, II.9.d)",
    ),
    (
        "size.drafter",
        "11",
        "11",
        "the decree has 11 pt (Annex I, III.3)",
    ),
    (
        "size.address",
        "11",
        "12",
        "the decree has 11 to 12 pt (Annex I, III.4)",
    ),
    (
        "size.appendix_label",
        "14",
        "14",
        "the decree has 14 pt (Annex I, III.1.b)",
    ),
    (
        "size.appendix_title",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, III.1.b)",
    ),
    (
        "size.appendix_note",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, III.1.c)",
    ),
    (
        "size.page_number",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, I.7)",
    ),
    (
        "size.urgency",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, III.2.b)",
    ),
    (
        "size.circulation",
        "13",
        "14",
        "the decree has 13 to 14 pt (Annex I, III.2.c)",
    ),
    ("size.draft", "8", "20", "it can be 8 to 20 pt"),
    ("size.footnote", "8", "14", "it can be 8 to 14 pt"),
    (
        "paragraph.first_line_indent_mm",
        "10",
        "12.7",
        "the decree has 10 or 12,7 mm (Annex I, II.6.e)",
    ),
    (
        "paragraph.space_between_pt",
        "6",
        "24",
        "the decree has 6 to 24 pt (Annex I, II.6.e)",
    ),
    (
        "paragraph.line_spacing",
        "1",
        "1.5",
        "the decree has 1 to 1,5 (Annex I, II.6.e)",
    ),
    (
        "rule.thickness_pt",
        "0.25",
        "1.5",
        "it can be 0,25 to 1,5 pt",
    ),
    ("rule.gap_pt", "0", "12", "it can be 0 to 12 pt"),
    (
        "rule.issuing_body",
        "0.3333",
        "0.5",
        "the decree has 0,3333 to 0,5 (Annex I, II.2.b)",
    ),
    (
        "rule.title",
        "0.3333",
        "0.5",
        "the decree has 0,3333 to 0,5 (Annex I, II.5.b)",
    ),
    ("rule.appendix_mm", "5", "80", "it can be 5 to 80 mm"),
    (
        "spacing.before_number_pt",
        "0",
        "36",
        "it can be 0 to 36 pt",
    ),
    ("spacing.before_stamp_pt", "0", "36", "it can be 0 to 36 pt"),
    ("spacing.before_title_pt", "0", "72", "it can be 0 to 72 pt"),
    ("spacing.after_title_pt", "0", "72", "it can be 0 to 72 pt"),
    (
        "spacing.before_ending_pt",
        "0",
        "72",
        "it can be 0 to 72 pt",
    ),
    (
        "spacing.before_address_pt",
        "0",
        "36",
        "it can be 0 to 36 pt",
    ),
    (
        "spacing.after_appendix_pt",
        "0",
        "72",
        "it can be 0 to 72 pt",
    ),
    ("spacing.column_gap_mm", "0", "20", "it can be 0 to 20 mm"),
    (
        "spacing.number_ascent_mm",
        "2",
        "12",
        "it can be 2 to 12 mm",
    ),
    ("signature.space_mm", "25", "60", "it can be 25 to 60 mm"),
    (
        "signature.column_share",
        "0.4",
        "0.7",
        "it can be 0,4 to 0,7",
    ),
    ("signature.width_mm", "20", "80", "it can be 20 to 80 mm"),
    ("signature.seal_mm", "20", "50", "it can be 20 to 50 mm"),
    ("table.grid_pt", "0.25", "1.5", "it can be 0,25 to 1,5 pt"),
    ("table.padding_x_pt", "0", "12", "it can be 0 to 12 pt"),
    ("table.padding_y_pt", "0", "12", "it can be 0 to 12 pt"),
    ("table.line_spacing", "0.8", "2", "it can be 0,8 to 2"),
];

/// What is wrong with a profile that says one thing otherwise.
fn said_of(key: &str, value: &str) -> Vec<String> {
    let (table, key) = key.split_once('.').unwrap();
    let text = format!("[{table}]\n{key} = {value}\n");
    let mut sources = Sources::default();
    let id = sources.add(Source::new("style.toml".into(), text.clone()));
    let own: Profile = read(id, &text).value.unwrap();
    let faults = own.over(&Profile::built_in()).faults();
    let words = faults
        .iter()
        .map(|fault| fault.message.text(Lang::En).to_owned());
    words.collect()
}

#[test]
fn a_number_of_the_profile_can_be_the_least_and_the_most_of_its_range_and_no_other() {
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let hair = number("0.0001");
    for (key, least, most, words) in RANGES {
        let either = words.contains(" or ");
        for inside in [least, most] {
            assert_eq!(said_of(key, inside), Vec::<String>::new(), "{key}");
        }
        let (least, most) = (number(least), number(most));
        let between = ((least + most) / Decimal::TWO).normalize();
        let mut outside = vec![least - hair, most + hair];
        outside.extend(either.then_some(between));
        for value in outside.iter().filter(|value| !value.is_sign_negative()) {
            let said = said_of(key, &value.to_string());
            let comma = value.normalize().to_string().replace('.', ",");
            assert_eq!(said, [format!("{key} is {comma}; {words}")]);
        }
        if !either {
            assert_eq!(
                said_of(key, &between.to_string()),
                Vec::<String>::new(),
                "{key}"
            );
        }
    }
}
