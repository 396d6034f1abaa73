//! Templates of an office that would read, ask the clock or the network, or never end: trouble, exit 2.

use super::run;
use crate::support::Office;

fn assert_fails(name: &str, template: &str, because: &str) {
    let office = Office::commune()
        .file(
            "kehoach.toml",
            "templates = \"mau\"\n[issuer]\nname = \"UBND xã An Bình\"\n",
        )
        .file(&format!("mau/{name}"), template)
        .plan("[closing]\ntext = \"Hết\"\n[signature]\nposition = \"CHỦ TỊCH\"\n");
    let run = run(&office, &["render", "plan.toml"]);
    assert_eq!(run.code, 2, "{because}: {}{}", run.out, run.err);
    assert!(run.err.contains(because), "{because}: {}", run.err);
    assert!(!office.path("out/plan.pdf").exists());
}

/// The library of the program with a line after it.
fn library(line: &str) -> String {
    format!("{}\n{line}\n", include_str!("../../templates/nd30.typ"))
}

#[test]
fn that_reads_files() {
    assert_fails(
        "nd30.typ",
        &library(r#"#read("../plan.toml")"#),
        "outside of the project",
    );
    for line in [
        r#"#read("/etc/passwd")"#,
        r#"#read("plan.toml")"#,
        r#"#image("/etc/passwd")"#,
        r#"#include "/etc/passwd""#,
        r#"#import "khac.typ": *"#,
    ] {
        assert_fails("nd30.typ", &library(line), "not found");
    }
}

#[test]
fn that_loads_packages() {
    assert_fails(
        "nd30.typ",
        &library(r#"#import "@preview/cetz:0.3.0""#),
        "cetz",
    );
}

#[test]
fn that_asks_the_clock() {
    assert_fails("nd30.typ", &library("#datetime.today()"), "date");
}

#[test]
fn typst_that_never_ends() {
    assert_fails("nd30.typ", &library("#while true {}"), "always true");
    assert_fails(
        "nd30.typ",
        &library("#let x = 1\n#while x > 0 { x += 1 }"),
        "infinite",
    );
    assert_fails("nd30.typ", &library("#let f(x) = f(x)\n#f(1)"), "depth");
    assert_fails("nd30.typ", &library("#let x = (\n#while"), "expected");
}

#[test]
fn tera_that_never_ends() {
    assert_fails(
        "document.typ",
        "{% include \"document.typ\" %}",
        "document.typ",
    );
    assert_fails(
        "document.typ",
        "{% component a() %}{{<a />}}{% endcomponent a %}{{<a />}}",
        "document.typ",
    );
}

#[test]
fn tera_that_is_wrong() {
    assert_fails("document.typ", "{{ khong_co }}", "khong_co");
    assert_fails("document.typ", "{% if %}", "document.typ");
    assert_fails("document.typ", "{{ get_env(name=\"HOME\") }}", "get_env");
}
