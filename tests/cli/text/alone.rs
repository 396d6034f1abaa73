//! A text of a plan as it prints when it is read without its document, as comparisons show it.

use crate::support::Office;
use kehoach::document::Printer;
use kehoach::plan::Index;
use kehoach::workspace::Workspace;
use std::sync::Arc;

const PLAN: &str = r#"
[document]
year = 2025
title = "Trồng cây"
[[indicators]]
id = "cay"
name = "Số cây"
unit = "cây"
values = { 2024 = 1200 }
[[tables]]
id = "co_ten"
title = "Cây theo thôn"
columns = [{ id = "a", title = "A" }]
[[tables]]
id = "khong_ten"
columns = [{ id = "a", title = "A" }]
[[sections]]
id = "mot"
title = "Mục đích"
[[sections.sections]]
id = "trong"
title = "Yêu cầu"
[[sections]]
title = "Tổ chức"
[[appendices]]
id = "bieu"
title = "Biểu"
[[appendices]]
id = "mau"
title = "Mẫu"
"#;

#[test]
fn calls_print_what_can_be_known_without_the_document() {
    let office = Office::commune().file("plan.toml", PLAN);
    let folder = office.path(".").canonicalize().unwrap();
    let workspace = Arc::new(Workspace::open(&folder).unwrap());
    let loaded = workspace.load(&folder.join("plan.toml")).unwrap();
    let plan = loaded.plan.as_ref().unwrap();
    let (index, _) = Index::new(plan, &workspace.units, &workspace.legal);
    let mut printer = Printer::new(plan, &index, &loaded.sources, &workspace.law);
    for (text, wanted) in [
        ("Không có lệnh *nào*.", "Không có lệnh *nào*."),
        (
            "Năm {{ year }}: {{ value(id=\"cay\") }}.",
            "Năm 2025: 1.200\u{A0}cây.",
        ),
        // Alone, no citation is the first.
        ("{{ cite(id=\"qd_05\") }}", "Quyết định số 05/QĐ-UBND"),
        ("{{ unit(id=\"cac_thon\") }}", "các thôn"),
        ("mục {{ ref(id=\"mot\") }}", "mục ⟨Mục đích⟩"),
        ("{{ ref(id=\"trong\") }}", "⟨Yêu cầu⟩"),
        ("{{ ref(id=\"mau\") }}", "⟨Mẫu⟩"),
        ("{{ ref(id=\"khac\") }}", "⟨khac⟩"),
        ("{{ table(id=\"co_ten\") }}", "⟨Cây theo thôn⟩"),
        ("{{ table(id=\"khong_ten\") }}", "⟨khong_ten⟩"),
        ("{{ value(id=\"cay\", year=2020) }}", "⟨cay⟩"),
        ("{{ budget() }}", "⟨bảng kinh phí⟩"),
        ("{{ indicators() }}", "⟨bảng chỉ tiêu⟩"),
        ("{{ objectives() }}", "⟨mục tiêu⟩"),
        ("{{ responsibilities() }}", "⟨phân công nhiệm vụ⟩"),
        ("{{ task_matrix() }}", "⟨bảng phân công nhiệm vụ⟩"),
        ("{{ timeline() }}", "⟨tiến độ⟩"),
        ("{{ reporting() }}", "⟨chế độ báo cáo⟩"),
        // What cannot be read stays as it is.
        ("Giảm {{ x }}", "Giảm {{ x }}"),
    ] {
        assert_eq!(printer.text(text), wanted);
    }
}
