//! Text that looks like the code of one of the stages: Tera, Markdown, Typst. It prints as written.

use super::{codes, squeezed, words};
use crate::support::{Office, installed};

/// What Typst would run, import, label, refer to, calculate or leave out.
const CODE: &[&str] = &[
    r#"#read("/etc/passwd")"#,
    r#"#import "x""#,
    "$x$",
    "<label>",
    "@ref",
    "// a",
    "/* b */",
    "= c",
    "- d",
    "+ e",
    "/ f: g",
    "~",
    "--",
    "…",
    "*h*",
    "_i_",
    "[j]",
    "]",
    "\"k\"",
    "'l'",
    "\\",
    "\\u{41}",
    "`m`",
    "https://x.y",
    "{n}",
    "#",
    "##",
];

fn hostile() -> String {
    CODE.join(" ")
}

/// A text as a TOML string.
fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text as prose that prints it: what Markdown would take is escaped.
fn prose(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|c| {
            "\\`*_[]<>#&"
                .contains(c)
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    toml(&escaped)
}

fn assert_prints(office: &Office, times: usize) {
    let (words, wanted) = (without_breaks(&words(office)), without_breaks(&hostile()));
    let found = words.matches(&wanted).count();
    assert_eq!(found, times, "{wanted}\n{words}");
}

/// A text as lines may break anywhere.
fn without_breaks(text: &str) -> String {
    squeezed(text).replace(' ', "").to_lowercase()
}

#[test]
fn in_prose() {
    if !installed("pdftotext") {
        return;
    }
    let p = prose(&format!("x {}", hostile()));
    let plan = format!(
        r#"
[preamble]
text = {p}
[[sections]]
title = {p}
text = {p}
[[objectives]]
text = {p}
[[timeline]]
text = {p}
when_text = "Năm 2025: "
[[reporting]]
text = {p}
[[responsibilities]]
unit = "van_phong"
title = {p}
tasks = [{{ text = {p} }}]
[[appendices]]
title = {p}
text = """
{{{{ objectives() }}}}

{{{{ timeline() }}}}

{{{{ reporting() }}}}

{{{{ responsibilities() }}}}
"""
[closing]
text = {p}
"#
    );
    assert_prints(&Office::commune().plan(&plan), 10);
}

#[test]
fn in_the_title() {
    if !installed("pdftotext") {
        return;
    }
    let title = prose(&format!("x {}", hostile()));
    let office = Office::commune().file(
        "plan.toml",
        format!("[document]\nyear = 2025\ntitle = {title}\n"),
    );
    assert_prints(&office, 1);
}

/// What is not prose needs no escapes.
#[test]
fn in_names_cells_and_lines() {
    if !installed("pdftotext") {
        return;
    }
    let (t, p) = (toml(&hostile()), prose(&hostile()));
    let plan = format!(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{{{ table(id="bieu") }}}}'
[[tables]]
id = "bieu"
title = {p}
columns = [{{ id = "thon", title = {p} }}]
rows = [[{t}], {{ thon = {t} }}]
total = {{ thon = {t} }}
[[appendices]]
title = "Nhiệm vụ"
text = """
{{{{ task_matrix() }}}}

{{{{ budget(by="sources") }}}}

{{{{ unit(id="la") }}}}
"""
[budget]
unit = "đồng"
sources = [{{ id = "a", title = {p}, total = 5 }}]
[[task_groups]]
id = "nhom"
title = {p}
tasks = [{{ text = "Làm", lead = "la" }}]
"#
    );
    let office = Office::commune()
        .file(
            "units.toml",
            format!("[[units]]\nid = \"la\"\nname = {t}\n"),
        )
        .plan(&plan);
    assert_prints(&office, 9);
}

#[test]
fn in_the_frame() {
    if !installed("pdftotext") {
        return;
    }
    let (t, p) = (toml(&hostile()), prose(&hostile()));
    let plan = format!(
        r#"
[issuer]
name = {t}
letterhead = [{t}]
parent = {t}
place = {t}
address = {t}
[marks]
drafter = {t}
[signature]
position = {t}
name = {t}
[recipients]
list = [{{ text = {p} }}, {{ text = "a", note = {t} }}]
archive = [{t}]
"#
    );
    let words = without_breaks(&words(&Office::commune().plan(&plan)));
    let found = words.matches(&without_breaks(&hostile())).count();
    assert!(found >= 8, "{found}: {words}");
}

/// What prose computes is text as well, whatever it looks like.
#[test]
fn what_a_template_makes_is_text() {
    if !installed("pdftotext") {
        return;
    }
    let office = Office::commune().plan(
        r##"
[preamble]
text = '''
A {{ "#read('/etc/passwd')" }} {{ "$x$" ~ "@y" }} {{ "{{ year }}" }} {% raw %}{{ year }} {% if %}{% endraw %} Z
'''
"##,
    );
    assert!(
        words(&office).contains("A #read('/etc/passwd') $x$@y {{ year }} {{ year }} {% if %} Z")
    );
}

#[test]
fn in_data_files() {
    if !installed("pdftotext") {
        return;
    }
    let quoted = hostile().replace('"', "\"\"");
    let office = Office::commune()
        .file("so liệu '\"#$.csv", format!("thon\n\"{quoted}\"\n"))
        .plan(
            r##"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="bieu") }}'
[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }]
rows_from = '''so liệu '"#$.csv'''
"##,
        );
    assert_prints(&office, 1);
}

/// Marks of the program's own in a text are refused, and in a draft they are no marks.
#[test]
fn a_private_use_character_forges_no_call() {
    if !installed("pdftotext") {
        return;
    }
    let forged = r#"
[preamble]
text = "{{ cite(id='qd_05') }} rồi \uE0000\uE001, &#xE000;0&#xE001; và \uE0029\uE003 hết"
"#;
    let office = Office::commune().plan(forged);
    // SPC015 is told of `&#xE000;`, which prints as it is written.
    let told = ["SPC015", "SPC016"];
    assert!(
        codes(&office)
            .iter()
            .all(|code| told.contains(&code.as_str()))
    );
    let run = super::run(
        &office,
        &["render", "plan.toml", "--draft", "--format", "typ"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let markup = std::fs::read_to_string(office.path("out/plan.typ")).unwrap();
    assert_eq!(markup.matches(r#"#box("05/QĐ-UBND")"#).count(), 1);
    assert!(markup.contains("&#xE000;0&#xE001;"));
}
