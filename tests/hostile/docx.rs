//! Word documents of hostile plans: a valid package with every character that XML can hold, or findings.

use super::run;
use crate::support::{Office, Run, installed};
use kehoach::checks::{Options, examine};
use kehoach::diag::Lang;
use kehoach::render::docx;
use kehoach::spec::is_unprintable;
use kehoach::vi::text::nfc;
use kehoach::workspace::Workspace;
use proptest::prelude::*;
use roxmltree::{Document, Node, ParsingOptions};
use std::io::{Cursor, Read};
use std::sync::Arc;

/// A package that was taken apart.
struct Package {
    parts: Vec<(String, String)>,
}

impl Package {
    /// Takes a package apart; every part must be XML with namespaces (strictly: characters too).
    fn of(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let parsed = Document::parse_with_options(&text, ParsingOptions::default());
            parsed.unwrap_or_else(|error| panic!("{name}: {error}"));
            parts.push((name, text));
        }
        Self { parts }
    }

    /// The XML of a part.
    fn part(&self, name: &str) -> &str {
        let part = self.parts.iter().find(|(own, _)| own == name);
        part.map_or("", |(_, text)| text)
    }

    /// The paragraphs of the text and then of the footnotes, as a reader sees them.
    fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs = Vec::new();
        for part in ["word/document.xml", "word/footnotes.xml"] {
            let xml = self.part(part);
            if xml.is_empty() {
                continue;
            }
            let tree = Document::parse(xml).unwrap();
            let of_part = tree.descendants().filter(|node| is(node, "p"));
            paragraphs.extend(of_part.map(|node| words(&node)));
        }
        paragraphs
    }
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
        && node
            .tag_name()
            .namespace()
            .is_some_and(|n| n.contains("wordprocessingml"))
}

fn words(paragraph: &Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in paragraph.descendants() {
        if is(&node, "t") {
            words.push_str(node.text().unwrap_or_default());
        } else if is(&node, "br") {
            words.push('\n');
        } else if is(&node, "tab") {
            words.push('\t');
        }
    }
    words
}

/// Renders `plan.toml` as a draft, whatever findings it has.
fn draft(office: &Office) -> (Package, Run) {
    let run = run(
        office,
        &["render", "plan.toml", "--draft", "--format", "docx"],
    );
    assert!(run.code < 2, "{}{}", run.out, run.err);
    let bytes = std::fs::read(office.path("out/plan.docx"));
    let bytes = bytes.unwrap_or_else(|error| panic!("{error}: {}", run.out));
    (Package::of(&bytes), run)
}

/// The characters of a text as a TOML string, every one of them escaped that needs it.
fn toml(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() || is_unprintable(c) => format!("\\U{:08X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A table whose only column holds the texts.
fn table(texts: &[&str]) -> String {
    let rows: Vec<String> = texts.iter().map(|t| format!("[{}]", toml(t))).collect();
    format!(
        "[[sections]]\ntitle = \"Chỉ tiêu\"\ntext = '{{{{ table(id=\"a\") }}}}'\n[[tables]]\nid = \"a\"\n\
         columns = [{{ id = \"x\", title = \"X\" }}]\nrows = [{}]\n",
        rows.join(",\n")
    )
}

/// What Unicode and XML have that a document seldom has. The middle stands between the outer letters.
const CHARACTERS: &[(&str, &str)] = &[
    (
        "controls",
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{e}\u{1f}\u{7f}\u{85}\u{9f}",
    ),
    (
        "non-characters",
        "\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}\u{FDD0}",
    ),
    ("replacement", "\u{FFFD}\u{FFF9}\u{FFFC}"),
    ("private use", "\u{E000}0\u{E001}\u{F0000}"),
    ("emoji", "😀👩\u{200d}👩\u{200d}👧\u{fe0f}🇻🇳"),
    (
        "right to left",
        "שלום مرحبا \u{202E}abc\u{202C}\u{2066}x\u{2069}\u{200F}",
    ),
    (
        "combining",
        "e\u{323}\u{302}\u{301}\u{300}o\u{31b}\u{323}\u{489}",
    ),
    (
        "zero width",
        "a\u{200b}b\u{200c}c\u{200d}d\u{feff}e\u{2060}f\u{ad}g",
    ),
    ("line separators", "a\u{2028}b\u{2029}c\u{85}d"),
    ("blanks", "a  b\tc\u{a0}\u{a0}d\u{3000}e"),
    (
        "ends of markup",
        "]]> </w:t></w:r></w:p> <!-- --> <?xml?> <![CDATA[ x",
    ),
    (
        "references",
        "&#0; &#x0; &amp; &lt;w:p/&gt; &#xD800; &nbsp;",
    ),
    ("quotes", "\" ' ` \u{2019} w:val=\"1\""),
    (
        "tera",
        "{{ x }} {% if %} {# y #} {{<row item={1} />}} {% raw %}",
    ),
    ("workbook", "_x0001_ _xD800_ _x000D_"),
];

/// Letters are in normal form C. Only what XML cannot hold is left out, and a finding names every such character.
fn assert_holds(package: &Package, text: &str, said: &str) {
    let (all, wanted) = (bare(&package.paragraphs().concat()), bare(text));
    assert!(all.contains(&wanted), "{text:?} {all}");
    for c in text.chars().filter(|c| !is_xml(*c)) {
        let name = format!("U+{:04X}", u32::from(c));
        assert!(said.contains(&name), "{name} was left out: {said}");
    }
}

/// What XML holds of a text, without white space: a line of a cell is a paragraph of its own.
fn bare(text: &str) -> String {
    let kept = nfc(text);
    let kept = kept.chars().filter(|c| is_xml(*c) && !c.is_whitespace());
    kept.collect()
}

/// Production 2 of XML 1.0.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}')
        || c > '\u{FFFF}'
}

#[test]
fn characters_in_cells_names_and_lines() {
    for (name, middle) in CHARACTERS {
        let text = format!("A{middle}Z");
        let t = toml(&text);
        let plan = format!(
            "[signature]\nposition = \"CHỦ TỊCH\"\nname = {t}\n[recipients]\nlist = [{{ text = \"a\", note = {t} }}]\n{}",
            table(&[&text])
        );
        let (package, run) = draft(&Office::commune().plan(&plan));
        assert_holds(&package, &text, &run.out);
        let all = bare(&package.paragraphs().concat());
        assert_eq!(all.matches(&bare(&text)).count(), 3, "{name}: {all}");
    }
}

/// Bytes of a data file are text as well; only what is no UTF-8 and no character is said.
#[test]
fn characters_in_data_files() {
    for (_, middle) in CHARACTERS {
        let text = format!("A{middle}Z");
        let quoted = text.replace('"', "\"\"");
        let plan = table(&[]).replace("rows = []", "rows_from = \"a.csv\"");
        let office = Office::commune()
            .plan(&plan)
            .file("a.csv", format!("x\n\"{quoted}\"\n"));
        let (package, run) = draft(&office);
        assert_holds(&package, &text, &run.out);
    }
}

/// Workbooks write characters that XML has not as `_x0001_`, and halves of surrogate pairs as `_xD800_`.
#[test]
fn characters_in_workbooks() {
    let office = Office::commune().plan(&table(&[]).replace("rows = []", "rows_from = \"a.xlsx\""));
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, text) in ["x", "A_x0001_Z", "A_xD800_Z", "A\u{1}Z", "A😀שלוםZ"]
        .into_iter()
        .enumerate()
    {
        sheet
            .write_string(u32::try_from(row).unwrap(), 0, text)
            .unwrap();
    }
    workbook.save(office.path("a.xlsx")).unwrap();
    let (package, _) = draft(&office);
    assert!(package.paragraphs().iter().any(|own| own == "A😀שלוםZ"));
}

/// Half of a surrogate pair is no character: TOML refuses it, and nothing is written.
#[test]
fn lone_surrogates_are_a_finding() {
    for text in [&b"\"A\\uD800Z\""[..], b"\"A\xED\xA0\x80Z\""] {
        let mut plan = b"[document]\nyear = 2025\ntitle = ".to_vec();
        plan.extend_from_slice(text);
        let office = Office::commune().file("plan.toml", plan);
        let run = run(&office, &["render", "plan.toml", "--format", "docx"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains("error[SPC"), "{}", run.out);
        assert!(!office.path("out/plan.docx").exists());
    }
}

#[test]
fn names_of_files() {
    let long = format!("{}.toml", "đ".repeat(100));
    for name in ["Kế hoạch \"'&<>]]> số 5.toml", "]]>&#0;{{ x }}.toml", &long] {
        let plan = "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n";
        let office = Office::commune().file(name, plan);
        let run = run(&office, &["render", name, "--format", "docx"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let target = format!("out/{}.docx", name.trim_end_matches(".toml"));
        let package = Package::of(&std::fs::read(office.path(&target)).unwrap());
        let source = Document::parse(package.part("customXml/item1.xml")).unwrap();
        let files: Vec<_> = source
            .descendants()
            .filter_map(|n| n.attribute("name"))
            .collect();
        assert!(files.contains(&name), "{files:?}");
    }
}

/// Names in folders make paths of any length; the place of a block is named by the file's number.
#[test]
fn a_path_longer_than_a_tag() {
    let folder = format!("{0}/{0}/{0}", "một thư mục dài".repeat(5));
    let name = format!("{folder}/số liệu.csv");
    let plan = table(&[]).replace("rows = []", &format!("rows_from = \"{name}\""));
    let office = Office::commune().plan(&plan).file(&name, "x\nmột\n");
    let (package, _) = draft(&office);
    assert!(name.chars().count() > 64 && package.part("customXml/item1.xml").contains(&name));
    let document = Document::parse(package.part("word/document.xml")).unwrap();
    let tags = document.descendants().filter(|node| is(node, "tag"));
    for tag in tags.flat_map(|tag| tag.attributes()) {
        assert!(tag.value().chars().count() <= 64, "{}", tag.value());
    }
}

/// Plans that are much of something, or a share of it, with what their documents must have.
fn large(share: usize) -> Vec<(&'static str, Office, &'static str, usize)> {
    let text =
        |text: &str| Office::commune().plan(&format!("[closing]\ntext = '''\n{text}\n'''\n"));
    let notes = |count: usize| -> String {
        let marks: String = (1..=count).map(|n| format!("từ[^{n}] ")).collect();
        let texts: String = (1..=count)
            .map(|n| format!("\n[^{n}]: Chú thích {n}.\n"))
            .collect();
        format!("{marks}\n{texts}")
    };
    let sections = "[[sections]]\ntitle = \"Mục\"\n".repeat(5_000 / share);
    let cells = "\"chữ\",".repeat(9);
    let wide = table(&["một"]).replace("rows = [", &format!("rows = [[{cells}],\n"));
    let mut deep = String::new();
    for depth in 1..=12 {
        deep.push_str(&format!(
            "[[{}]]\ntitle = \"Mục\"\n",
            vec!["sections"; depth].join(".")
        ));
    }
    let list: String = (0..12)
        .map(|depth| format!("{}- mức\n", "  ".repeat(depth)))
        .collect();
    let tall = table(&[&"chữ ".repeat(25_000 / share)]);
    let lines = table(&[&"dòng\n".repeat(2_000 / share)]);
    let plan = |plan: &str| Office::commune().plan(plan);
    vec![
        ("words", text(&"chữ nghĩa ".repeat(10_000)), "nghĩa", 10_000),
        ("one word", text(&"a".repeat(100_000)), "aaaaaaaaaa", 10_000),
        ("headings", plan(&sections), "mục", 5_000 / share),
        (
            "footnotes",
            text(&notes(1_000 / share)),
            "thích",
            1_000 / share,
        ),
        ("lists", text(&list), "mức", 12),
        ("tall row", plan(&tall), "chữ", 25_000 / share),
        ("lines", plan(&lines), "dòng", 2_000 / share),
        ("cells", plan(&wide), "một", 1),
        ("outline", plan(&deep), "mục", 3),
    ]
}

#[test]
fn large_plans() {
    for (name, office, word, least) in large(1) {
        let (package, _) = draft(&office);
        let text = package.paragraphs().concat().to_lowercase();
        let found = text.matches(word).count();
        assert!(found >= least, "{name}: {found}");
    }
}
/// Letters, what Unicode has beyond them, and what means something to TOML, Tera, Markdown or XML.
fn any_text() -> impl Strategy<Value = String> {
    let tokens: Vec<String> = CHARACTERS
        .iter()
        .map(|(_, own)| (*own).to_owned())
        .collect();
    let piece = prop_oneof![
        3 => "[a-zđộơ ]{0,8}",
        2 => prop::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter),
        1 => prop::sample::select(tokens),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| format!("A{}Z", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// In cells, which are no prose, the text is what went in.
    #[test]
    fn any_text_stays_itself(texts in prop::collection::vec(any_text(), 1..5)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let office = Office::commune().plan(&table(&texts));
        let workspace = Arc::new(Workspace::open(&office.path("")).unwrap());
        let loaded = workspace.load(&office.path("plan.toml")).unwrap();
        let examined = examine(&loaded, Options::default());
        let said: Vec<&str> = examined.diagnostics.iter().map(|d| d.message.text(Lang::En)).collect();
        let document = examined.document.unwrap();
        let made = docx(&document, &workspace.style, &loaded.sources, &loaded.attachments, true).unwrap();
        let package = Package::of(&made);
        for text in texts {
            assert_holds(&package, text, &said.join("\n"));
        }
    }
}

/// What is well-formed can still be more than a reader of documents takes.
#[test]
fn libre_office_opens_them() {
    if !installed("soffice") {
        return;
    }
    let folder = Office::empty();
    let mut files = Vec::new();
    let kept = |name: &str, office: &Office| {
        draft(office);
        let file = folder.path(&format!("{name}.docx"));
        std::fs::copy(office.path("out/plan.docx"), &file).unwrap();
        file
    };
    for (name, middle) in CHARACTERS {
        let plan = format!(
            "[signature]\nposition = \"CHỦ TỊCH\"\nname = {}\n{}",
            toml(middle),
            table(&[middle])
        );
        files.push(kept(name, &Office::commune().plan(&plan)));
    }
    for large in large(10) {
        files.push(kept(large.0, &large.1));
    }
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path("profile").display()
    );
    let done = std::process::Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
        ])
        .arg(folder.path("pdf"))
        .args(&files)
        .output()
        .unwrap();
    assert!(done.status.success());
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let pdf = std::fs::metadata(folder.path(&format!("pdf/{name}.pdf")));
        assert!(pdf.is_ok_and(|pdf| pdf.len() > 1_000), "{name}");
    }
}

/// Notes stand in headings and titles of tables too, and are numbered as they are read; a note in a note
/// is a finding.
#[test]
fn footnotes_where_few_expect_them() {
    let note = "[^1]\\n\\n[^1]: Chú thích một[^2].\\n\\n[^2]: Chú thích hai.";
    let plan = format!(
        "[[sections]]\ntitle = \"Mục{note}\"\ntext = \"Chữ{note}\"\n{}title = \"Bảng{note}\"\n\
         [closing]\ntext = \"Hết{note}\"\n",
        table(&[""])
    );
    let (package, run) = draft(&Office::commune().plan(&plan));
    let found = run.out.matches("a footnote inside a footnote").count();
    assert_eq!(found, 4, "{}", run.out);
    let text = Document::parse(package.part("word/document.xml")).unwrap();
    let marks = text
        .descendants()
        .filter(|node| is(node, "footnoteReference"))
        .filter_map(|mark| mark.attributes().next())
        .map(|number| number.value());
    assert_eq!(marks.collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    let notes = package.part("word/footnotes.xml");
    assert!((1..=4).all(|number| notes.contains(&format!("<w:footnote w:id=\"{number}\">"))));
}

#[test]
fn an_empty_title() {
    for title in ["", " ", "\u{200b}"] {
        let plan = format!("[document]\nyear = 2025\ntitle = {}\n", toml(title));
        let office = Office::commune().file("plan.toml", plan);
        let run = run(
            &office,
            &["render", "plan.toml", "--draft", "--format", "docx"],
        );
        match std::fs::read(office.path("out/plan.docx")) {
            Ok(bytes) => assert!(!Package::of(&bytes).parts.is_empty()),
            Err(_) => assert!(run.out.contains("error[SPC"), "{}", run.out),
        }
    }
}

/// An office's template that fails is trouble with its name, and no format is written.
#[test]
fn templates_that_fail() {
    for (template, because) in [
        ("{{ khong_co }}", "khong_co"),
        ("{% if %}", "docx/document.xml"),
        ("{% include \"docx/document.xml\" %}", "docx/document.xml"),
        (
            "{% component a() %}{{<a />}}{% endcomponent a %}{{<a />}}",
            "docx/document.xml",
        ),
        ("{{ rows() }}", "slice"),
        (
            "{% for row in rows(slice=9999) %}{% endfor %}",
            "docx/document.xml",
        ),
    ] {
        let office = Office::commune()
            .file(
                "kehoach.toml",
                "templates = \"mau\"\n[issuer]\nname = \"UBND xã An Bình\"\n",
            )
            .file("mau/docx/document.xml", template)
            .plan("[signature]\nposition = \"CHỦ TỊCH\"\n");
        let run = run(&office, &["render", "plan.toml", "--format", "pdf,docx"]);
        assert_eq!(run.code, 2, "{template}: {}{}", run.out, run.err);
        assert!(run.err.contains(because), "{template}: {}", run.err);
        assert!(!office.path("out/plan.pdf").exists() && !office.path("out/plan.docx").exists());
    }
}
