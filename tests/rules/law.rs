//! Rules and the law that they rest on: keys that both have, and plans that each stand under the law of
//! their day.

use super::base;
use crate::support::Office;
use kehoach::checks::{Ground, Options, examine, rules};
use kehoach::diag::{Diagnostic, Lang};
use kehoach::law::Law;
use kehoach::workspace::Workspace;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A decree that replaces 30/2020/NĐ-CP.
const DECREE_OF_2027: &str = r#"
[[sources]]
id = "nd15-2027"
vi = "Nghị định số 15/2027/NĐ-CP"
en = "Decree 15/2027/NĐ-CP"
from = 2027-02-15
replaces = ["nd30-2020"]

[sources.clauses]
"date.zeros" = "khoản 2 Điều 9"
"#;

/// An agency that will end.
const ENDED_IN_2027: &str = r#"
[[bodies]]
source = "nd45-2025"
rows = [{ name = "Phòng Kinh tế", until = 2027-05-31, became = "Phòng Kinh tế - Hạ tầng" }]
"#;

/// A kind of document that will be.
const KIND_OF_2027: &str = r#"
[[kinds]]
source = "nd30-2020"
rows = [{ name = "Lộ trình", letters = ["LTr"] }]
"#;

/// A ministry that will be.
const BODY_OF_2027: &str = r#"
[[bodies]]
source = "nq176-2025"
rows = [{ letters = "BNL", name = "Bộ Năng lượng", has = ["năng lượng"], from = 2027-01-01 }]
"#;

/// What is found under a law in a plan with some keys of its head and some text.
fn found(law: &str, head: &str, rest: &str) -> Vec<Diagnostic> {
    let plan = base::complete(&format!(
        "[document]\ntitle = \"Giảm nghèo\"\n{head}\n\n{rest}"
    ));
    let office = base::REGISTRIES
        .iter()
        .fold(Office::empty(), |office, (name, text)| {
            office.file(name, text)
        });
    let office = office.file("plan.toml", plan);
    let mut all = Law::standard();
    all.add(law).unwrap();
    let workspace = Workspace::open_under(&office.path("."), Arc::new(all)).unwrap();
    let loaded = Arc::new(workspace).load(&office.path("plan.toml")).unwrap();
    examine(&loaded, Options::default()).diagnostics
}

/// What the finding of a rule rests on.
fn ground(found: &[Diagnostic], rule: &str) -> Option<String> {
    let finding = found.iter().find(|finding| finding.code.id == rule)?;
    let ground = finding.ground.as_ref()?;
    Some(ground.text(Lang::Vi).to_owned())
}

#[test]
fn rules_and_law_have_the_same_requirements() {
    let law = Law::standard();
    let (mut asked, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for rule in rules() {
        match rule.ground {
            Ground::Law(key) => {
                assert!(law.place(key, None).is_some(), "no source has {key}");
                asked.insert(key);
            }
            Ground::Custom(key) => {
                assert!(law.custom(key).is_some(), "there is no custom {key}");
                kept.insert(key);
            }
            Ground::Arithmetic | Ground::Format => {}
        }
    }
    // Findings about one body rest on the source that ended it.
    let of_rows = ["bodies"];
    for key in law.requirements().filter(|key| !of_rows.contains(key)) {
        assert!(asked.contains(key), "no rule rests on {key}");
    }
    for key in law.customs() {
        assert!(kept.contains(key), "no rule rests on {key}");
    }
}

#[test]
fn a_plan_stands_under_the_decree_of_its_day() {
    let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Theo Kế hoạch số 12/KH-UBND ngày 5/01/2026 của Ủy ban nhân dân tỉnh về tập huấn.\"\n";
    let at = |day: &str| {
        let head = format!("year = 2027\nnumber = \"05\"\ndate = {day}");
        ground(&found(DECREE_OF_2027, &head, text), "FRM005")
    };
    assert_eq!(
        at("2027-02-14").as_deref(),
        Some("điểm b khoản 4, điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP")
    );
    assert_eq!(
        at("2027-02-15").as_deref(),
        Some("khoản 2 Điều 9 Nghị định số 15/2027/NĐ-CP")
    );
    // A plan without a day stands under the law of the last one that it may have.
    let of_year = |year| {
        let head = format!("year = {year}");
        ground(&found(DECREE_OF_2027, &head, text), "FRM005")
    };
    assert!(of_year(2026).is_some_and(|place| place.ends_with("30/2020/NĐ-CP")));
    assert!(of_year(2027).is_some_and(|place| place.ends_with("15/2027/NĐ-CP")));
}

#[test]
fn what_a_new_decree_does_not_ask_for_is_found_no_more() {
    let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Theo Kế hoạch số 12/KH-UBND ngày 5/01/2026 của Ủy ban nhân dân tỉnh về tập huấn.\"\n\n[signature]\nposition = \"CHỦ TỊCH\"\nname = \"ThS. Trần Thị Mai\"\n";
    let at = |day: &str| {
        let head = format!("year = 2027\nnumber = \"05\"\ndate = {day}");
        ground(&found(DECREE_OF_2027, &head, text), "FRM016").is_some()
    };
    assert!(at("2027-02-14") && !at("2027-02-15"));
}

#[test]
fn an_agency_ends_by_one_row() {
    let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"{{ responsibilities() }}\"\n\n[[responsibilities]]\nunit = \"phong_kinh_te\"\ntext = \"Hướng dẫn các thôn rà soát hộ nghèo.\"\n";
    let told = |law, year| {
        let found = found(law, &format!("year = {year}"), text);
        found.iter().any(|finding| finding.code.id == "TIM011")
    };
    assert!(told(ENDED_IN_2027, 2028));
    assert!(!told(ENDED_IN_2027, 2027));
    assert!(!told("", 2028));
}

#[test]
fn a_kind_of_document_is_one_row() {
    let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Thực hiện Lộ trình số 15/QĐ-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"\n";
    let told = |law| {
        let found = found(law, "year = 2026", text);
        found.iter().any(|finding| finding.code.id == "LEG003")
    };
    assert!(told(KIND_OF_2027) && !told(""));
}

#[test]
fn a_body_with_its_letters_is_one_row() {
    let text = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"Thực hiện Thông tư số 01/2027/TT-BNL ngày 20/01/2027 của Bộ Tài chính quy định giá điện.\"\n";
    let told = |law| {
        let found = found(law, "year = 2027", text);
        found.iter().any(|finding| finding.code.id == "LEG011")
    };
    assert!(told(BODY_OF_2027) && !told(""));
}
