//! Plans that someone has garbled: whatever is done to a plan, checking it ends with findings.

use crate::support::Office;
use kehoach::checks::{Options, examine};
use kehoach::workspace::Workspace;
use proptest::prelude::*;
use std::sync::Arc;

/// A plan that uses most of the format.
const PLAN: &str = r#"[document]
year = 2025
title = "Giảm nghèo năm {{ year }}"
number = 12
date = 2025-02-05
numbering = ["I.", "1.", "a)"]
[preamble]
text = """
Thực hiện {{ cite(id="qd_05") }} của **UBND** \
  xã[^1]; còn {{ value(id="ho", year=2024) | words }}.

[^1]: Cước chú.
"""
[[legal_bases]]
ref = "qd_05"
[[indicators]]
id = "ho"
name = "Số hộ"
unit = "hộ"
values = { 2023 = 1_609, 2024 = "1.605" }
target = { change = -25 }
[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "ho", title = "Hộ", unit = "%" }]
rows = [["Thôn 1", 5.22], { thon = "Thôn 2", ho = "5,22" }]
rows_from = "rows.csv"
[budget]
unit = "triệu đồng"
sources = [{ id = "tinh", title = "Tỉnh" }]
[[budget.lines]]
id = "a"
title = "Dự án"
amounts = { tinh = 5 }
[[responsibilities]]
unit = "van_phong"
tasks = [{ text = "Làm", lead = ["cac_thon"], deadline = 2025-03-31 }]
[[timeline]]
from = "2025-03"
text = "Rà soát"
[[sections]]
id = "muc"
title = 'Mục {{ ref(id="muc") }}'
text = '''
# Một

1. {{ amount(id="total") }}

{{ table(id="bieu") }}

{{ budget(by="sources") }}

{{ responsibilities() }}{{ timeline() }}
'''
[closing]
text = "Hết \u1ED9 \t {% if year > 2024 %}a{% endif %}"
[recipients]
list = [{ unit = "cac_thon" }, { text = "x", note = "B/c" }]
archive = "VT"
"#;

/// Pieces that mean something to one of the readers.
const TOKENS: &[&str] = &[
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "=",
    ",",
    ".",
    "\\",
    "\\u",
    "\\\n",
    "\n",
    "\r\n",
    "\t",
    "#",
    "- ",
    "1. ",
    "1) ",
    "    ",
    "> ",
    "*",
    "**",
    "_",
    "`",
    "[^1]",
    "[^1]: ",
    "<",
    "&",
    "(",
    ")",
    "|",
    "~",
    "ộ",
    "o\u{323}",
    "\u{0}",
    "\u{feff}",
    "\u{e000}",
    "\u{e001}",
    "😀",
    "1e400",
    "-0",
    "99999999999999999999999999999",
    "2025-02-30",
    "0x1",
    "inf",
    "true",
    "\"TODO\"",
    "id = \"ho\"\n",
    "[sections]\n",
    "[[sections]]\n",
    "{{ table(id=\"bieu\") }}",
    "{{ year }}",
    "if",
    "raw",
];

/// Takes out some bytes at a place and puts a piece there.
fn mutate(plan: &mut Vec<u8>, place: prop::sample::Index, cut: usize, piece: &[u8]) {
    let at = place.index(plan.len() + 1);
    let end = (at + cut).min(plan.len());
    plan.splice(at..end, piece.iter().copied());
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => prop::sample::select(TOKENS).prop_map(|token| token.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => "\\PC{0,4}".prop_map(String::into_bytes),
        2 => Just(Vec::new()),
        // A part of the plan, at another place of it.
        2 => (0..PLAN.len(), 1..200_usize).prop_map(|(at, length)| {
            PLAN.as_bytes()[at..(at + length).min(PLAN.len())].to_vec()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn checking_a_garbled_plan_ends(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, piece()), 1..6),
        rows in prop::collection::vec(piece(), 0..6),
    ) {
        let mut plan = PLAN.as_bytes().to_vec();
        for (place, cut, piece) in changes {
            mutate(&mut plan, place, cut, &piece);
        }
        let office = Office::commune()
            .file("rows.csv", [&b"thon,ho\nA,1\n"[..], &rows.concat()].concat())
            .file("plan.toml", &plan);
        let workspace = Arc::new(Workspace::open(&office.path("")).unwrap());
        let loaded = workspace.load(&office.path("plan.toml")).unwrap();
        let examined = examine(&loaded, Options::default());
        for finding in &examined.diagnostics {
            let source = loaded.sources.get(finding.primary.span.source).unwrap();
            let range = finding.primary.span.range();
            prop_assert!(range.end <= source.text().len().max(1), "{finding:?}");
            prop_assert!(source.text().is_char_boundary(range.start.min(source.text().len())), "{finding:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comparing_with_a_garbled_plan_ends(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, piece()), 1..6),
    ) {
        let columns = "{ id = \"ho\", title = \"Hộ\", unit = \"hộ\", total = \"sum\", assigns = \"ho\", allots = \"a\" }";
        let other = PLAN.replace("{ id = \"ho\", title = \"Hộ\", unit = \"%\" }", columns);
        let garble = |text: String| {
            let mut other = text.into_bytes();
            for (place, cut, piece) in &changes {
                mutate(&mut other, *place, *cut, piece);
            }
            other
        };
        let named = "previous = \"old.toml\"\n[superior]\nplan = \"superior.toml\"\nrow = \"Thôn 1\"\n[preamble]\n";
        let office = Office::commune()
            .file("rows.csv", "thon,ho\nA,1\n")
            .file("old.toml", garble(other.replace("2025", "2024")))
            .file("superior.toml", garble(other))
            .file("plan.toml", PLAN.replacen("[preamble]\n", named, 1));
        let run = office.run(&["check", "--format", "json", "."]);
        prop_assert!(run.code == 0 || run.code == 1, "{}", run.err);
    }
}

/// The plan that is garbled is sound.
#[test]
fn the_plan_itself_is_sound() {
    let office = Office::commune()
        .file("rows.csv", "thon,ho\nA,1\n")
        .file("plan.toml", PLAN);
    let run = office.run(&["check", "plan.toml"]);
    assert!(!run.out.contains("error"), "{}", run.out);
}
