//! The DOCX of a new plan with tracked changes against an old one: rejecting them all leaves the old
//! text, accepting them all the new one.

use super::reader::{Choice, lines};
use super::sketch::{edited, sketch};
use crate::docx::order::faults;
use crate::docx::package::Package;
use crate::docx::samples::{self, EVERYTHING};
use crate::docx::xml::Element;
use crate::support::repository;
use kehoach::checks::{Options, examine};
use kehoach::render::{TrackedOptions, docx, docx_tracked};
use kehoach::workspace::Workspace;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The DOCX of two plans, and of the new one with what has changed since the old one.
pub struct Pair {
    pub old: Package,
    pub new: Package,
    pub tracked: Package,
}

impl Pair {
    fn of(old: &Path, new: &Path) -> Self {
        let read = |path: &Path| {
            let root = Workspace::root_of(path);
            let workspace = Arc::new(Workspace::open(&root).unwrap());
            let loaded = workspace.load(path).unwrap();
            let examined = examine(&loaded, Options::default());
            let said = examined.diagnostics;
            (
                loaded,
                examined.document.unwrap_or_else(|| panic!("{said:?}")),
            )
        };
        let ((before, old), (after, new)) = (read(old), read(new));
        let style = &after.workspace.style;
        let plain = |loaded: &kehoach::workspace::Loaded, document| {
            docx(document, style, &loaded.sources, &loaded.attachments, true).unwrap()
        };
        let options = TrackedOptions {
            author: "Trần Thị \"Hoa\" & Sơn",
            date: jiff::civil::date(2025, 1, 15).at(9, 30, 0, 0),
            draft: true,
        };
        let (sources, files) = (&after.sources, &after.attachments);
        let tracked = docx_tracked(&old, &new, style, sources, files, &options).unwrap();
        Self {
            old: Package::read("old", plain(&before, &old)),
            new: Package::read("new", plain(&after, &new)),
            tracked: Package::read("tracked", tracked),
        }
    }

    /// Two plans of one office.
    fn of_texts(old: &str, new: &str) -> Self {
        let office = samples::office()
            .file("old.toml", old)
            .file("new.toml", new);
        Self::of(&office.path("old.toml"), &office.path("new.toml"))
    }

    /// The law, and that the file is one that Word takes.
    fn holds(&self) {
        let unchanged = |package| lines(package, Choice::Accept);
        assert_eq!(
            lines(&self.tracked, Choice::Reject),
            unchanged(&self.old),
            "old"
        );
        assert_eq!(
            lines(&self.tracked, Choice::Accept),
            unchanged(&self.new),
            "new"
        );
        assert_eq!(faults(&self.tracked), Vec::<String>::new());
        self.has_sound_changes();
    }

    /// Changes have numbers of their own, an author and a date; the two ranges of a move have its name.
    fn has_sound_changes(&self) {
        let mut ids = BTreeSet::new();
        let mut moves: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let parts = self.tracked.worded();
        for element in parts.iter().flat_map(|(_, root)| root.all()) {
            let name = element.name.as_str();
            let range = matches!(name, "w:moveFromRangeStart" | "w:moveToRangeStart");
            if !range
                && !matches!(
                    name,
                    "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:pPrChange"
                )
            {
                continue;
            }
            assert!(ids.insert(element.number("w:id")), "{element:?}");
            assert_eq!(element.get("w:author"), Some("Trần Thị \"Hoa\" & Sơn"));
            assert_eq!(element.get("w:date"), Some("2025-01-15T09:30:00Z"));
            if range {
                let of = element.get("w:name").unwrap().to_owned();
                moves.entry(of).or_default().push(name.to_owned());
            }
            let texts = element.all();
            let text = |name| texts.iter().any(|inside| inside.name == name);
            let (deleted, other) = (text("w:delText"), text("w:t"));
            assert!(
                if name == "w:del" { !other } else { !deleted },
                "{element:?}"
            );
        }
        for (name, ranges) in moves {
            let ranges: BTreeSet<String> = ranges.into_iter().collect();
            assert_eq!(ranges.len(), 2, "{name}");
        }
    }

    /// The texts of the changes of a kind, in order.
    fn texts(&self, change: &str, text: &str) -> Vec<String> {
        let document = self.tracked.document();
        let said = |change: &&Element| -> String {
            change
                .every(text)
                .iter()
                .map(|text| text.own_text.as_str())
                .collect()
        };
        let found = document.every(change);
        found
            .iter()
            .map(said)
            .filter(|said| !said.is_empty())
            .collect()
    }
}

const HEAD: &str = "[document]\nyear = 2025\ntitle = \"Giảm nghèo năm 2025\"\n";

fn sections(texts: &[&str]) -> String {
    let sections = texts.iter().map(|text| {
        let (title, text) = text.split_once(": ").unwrap();
        format!("[[sections]]\ntitle = \"{title}\"\ntext = \"\"\"\n{text}\n\"\"\"\n")
    });
    format!("{HEAD}{}", sections.collect::<String>())
}

#[test]
fn tables_stay_apart_where_all_between_them_is_taken_out() {
    let table = |id: &str| {
        format!(
            "[[tables]]\nid = \"{id}\"\ncolumns = [{{ id = \"thon\", title = \"Thôn\" }}, \
             {{ id = \"so\", title = \"Số hộ\", unit = \"hộ\" }}]\nrows = [[\"Đông {id}\", 5]]\n"
        )
    };
    let plan = |between: &str| {
        let tables = format!("{}{}", table("a"), table("b"));
        let text = format!("{{{{ table(id=\"a\") }}}}\n\n{between}{{{{ table(id=\"b\") }}}}");
        format!("{HEAD}{tables}[[sections]]\ntitle = \"Số liệu\"\ntext = '''\n{text}\n'''\n")
    };
    for between in ["Biểu sau.\n\n", "Một đoạn.\n\nHai đoạn.\n\n"] {
        let pair = Pair::of_texts(&plan(between), &plan(""));
        pair.holds();
        let document = pair.tracked.document();
        let body = document.child("w:body").unwrap();
        let with = |words: &str| {
            let holds = |own: &Element| {
                own.name == "w:tbl" && own.all().iter().any(|e| e.own_text.contains(words))
            };
            body.children.iter().position(holds).unwrap()
        };
        // A paragraph whose mark is taken out goes when the changes are accepted.
        let goes = |own: &Element| {
            let all = own.all();
            all.iter()
                .any(|e| e.name == "w:del" && e.children.is_empty())
        };
        let inside = &body.children[with("Đông a") + 1..with("Đông b")];
        let stays = inside.iter().any(|own| own.name == "w:p" && !goes(own));
        assert!(stays, "{inside:?}");
    }
}

#[test]
fn words_are_put_in_and_taken_out_inside_their_paragraph() {
    let pair = Pair::of_texts(
        &sections(&["Mục tiêu: Giảm 20 hộ nghèo trong năm."]),
        &sections(&["Mục tiêu: Giảm 35 hộ nghèo, ưu tiên người già trong năm."]),
    );
    pair.holds();
    assert_eq!(pair.texts("w:del", "w:delText"), ["20"]);
    assert_eq!(pair.texts("w:ins", "w:t"), ["35", ", ưu tiên người già"]);
}

#[test]
fn a_paragraph_that_stands_elsewhere_is_moved() {
    let pair = Pair::of_texts(
        &sections(&[
            "Một: Các thôn rà soát hộ nghèo hằng quý.\n\nVăn phòng tổng hợp.",
            "Hai: Tổng kết.",
            "Ba: Báo cáo.",
        ]),
        &sections(&[
            "Một: Văn phòng tổng hợp.",
            "Hai: Tổng kết.\n\nCác thôn rà soát hộ nghèo hằng quý.",
            "Ba: Báo cáo.",
        ]),
    );
    pair.holds();
    let moved = ["Các thôn rà soát hộ nghèo hằng quý."];
    assert_eq!(pair.texts("w:moveFrom", "w:t"), moved);
    assert_eq!(pair.texts("w:moveTo", "w:t"), moved);
    assert_eq!(pair.texts("w:del", "w:delText"), Vec::<String>::new());
    assert_eq!(pair.texts("w:ins", "w:t"), Vec::<String>::new());
}

/// Table rows are put in and taken out as rows; a number is replaced in its cell.
#[test]
fn rows_and_cells_change_in_their_table() {
    let pair = Pair::of_texts(
        &EVERYTHING.replace(
            "[\"ĐH.507\", \"85,5\"]",
            "[\"ĐH.507\", \"85,5\"], [\"ĐH.509\", 7]",
        ),
        &EVERYTHING.replace("[\"ĐH.501\", 120]", "[\"ĐH.500\", 30], [\"ĐH.501\", 125]"),
    );
    pair.holds();
    let document = pair.tracked.document();
    let rows = |change| -> Vec<String> {
        let rows = document.every("w:tr").into_iter();
        let changed = rows.filter(|row| row.at(&["w:trPr", change]).is_some());
        let words = |row: &Element| {
            let all = row.all().into_iter();
            let texts = all.filter(|e| matches!(e.name.as_str(), "w:t" | "w:delText"));
            texts
                .map(|text| text.own_text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        changed.map(words).collect()
    };
    assert_eq!(rows("w:ins"), ["ĐH.500 30"]);
    assert_eq!(rows("w:del"), ["ĐH.509 7"]);
    assert!(pair.texts("w:del", "w:delText").contains(&"120".to_owned()));
}

#[test]
fn a_plan_against_itself_has_no_changes() {
    let pair = Pair::of_texts(EVERYTHING, EVERYTHING);
    pair.holds();
    for change in ["w:ins", "w:del", "w:moveFrom", "w:moveTo"] {
        assert!(pair.tracked.document().every(change).is_empty(), "{change}");
    }
    assert_eq!(
        pair.tracked.text("word/document.xml"),
        pair.new.text("word/document.xml")
    );
}

/// Plans of different offices have next to nothing in common; everything that a plan can have comes and
/// goes, in either direction.
pub fn pairs() -> Vec<(&'static str, Pair)> {
    let path = |name: &str| repository().join("plans").join(format!("{name}.toml"));
    let plans = |old, new| Pair::of(&path(old), &path(new));
    let [tan_hoa, cao_bang] = ["tan-hoa/2024-giam-ngheo", "cao-bang/2024-giam-ngheo"];
    let [tay_hoa, krong_no] = ["tay-hoa/2022-giam-ngheo", "krong-no/2020-giam-ngheo"];
    let least = format!("{HEAD}[[sections]]\ntitle = \"Chung\"\ntext = \"Một đoạn.\"\n");
    let fewer = EVERYTHING
        .replace("[\"ĐH.507\", \"85,5\"]", "[\"ĐH.509\", \"85,5\"]")
        .replace("urgency = \"thuong_khan\"", "urgency = \"khan\"")
        .replace("đường trên địa bàn", "sông ngòi trên địa bàn");
    vec![
        ("provinces", plans(tan_hoa, cao_bang)),
        ("levels", plans(cao_bang, tay_hoa)),
        ("years", plans(tay_hoa, krong_no)),
        ("edited", Pair::of_texts(EVERYTHING, &fewer)),
        ("all-gone", Pair::of_texts(EVERYTHING, HEAD)),
        ("all-new", Pair::of_texts(HEAD, EVERYTHING)),
        ("most-gone", Pair::of_texts(EVERYTHING, &least)),
        ("most-new", Pair::of_texts(&least, EVERYTHING)),
    ]
}

#[test]
fn either_text_comes_back_of_real_plans() {
    for (_, pair) in pairs() {
        pair.holds();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A plan after a few edits.
    #[test]
    fn either_text_comes_back_after_edits((old, new) in edited()) {
        Pair::of_texts(&old.toml(), &new.toml()).holds();
    }

    /// Two plans that were never one.
    #[test]
    fn either_text_comes_back_of_strangers(old in sketch(), new in sketch()) {
        Pair::of_texts(&old.toml(), &new.toml()).holds();
    }
}
