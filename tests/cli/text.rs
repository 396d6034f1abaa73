//! `kehoach render --format txt`: the words of a document, for searching and comparing. What each key and
//! each call prints stands in the files of this folder.

mod alone;
mod budget;
mod calls;
mod characters;
mod citations;
mod frame;
mod lists;
mod numbering;
mod passages;
mod placed;
mod prose;
mod tables;
mod tasks;

use crate::support::Office;
use kehoach::checks::{Examined, Options, examine};
use kehoach::diag::Lang;
use kehoach::document::model::Document;
use kehoach::workspace::Workspace;
use std::sync::Arc;

/// The document of a plan, and what is wrong with it: the words of each finding behind the text that
/// it points at. Both are made in this process.
fn examined(office: &Office) -> (Document, Vec<String>) {
    let folder = office.path(".").canonicalize().unwrap();
    let workspace = Arc::new(Workspace::open(&folder).unwrap());
    let loaded = workspace.load(&folder.join("plan.toml")).unwrap();
    let Examined {
        document,
        diagnostics,
    } = examine(&loaded, Options::default());
    let found = diagnostics.iter().map(|finding| {
        let place = loaded.sources.slice(finding.primary.span);
        format!("«{place}» {}", finding.message.text(Lang::En))
    });
    (document.unwrap(), found.collect())
}

/// The lines of a document; `~` stands for a blank at which no line breaks.
fn lines(document: &Document) -> Vec<String> {
    let text = kehoach::render::text(document).replace('\u{A0}', "~");
    text.lines().map(str::to_owned).collect()
}

/// What a plan of an office prints between its title and its ending, and behind that.
fn printed_by(office: &Office) -> Vec<String> {
    let (document, found) = examined(office);
    assert_eq!(found, Vec::<String>::new());
    between(lines(&document))
}

/// What a plan of the commune prints that has the least above it.
fn printed(more: &str) -> Vec<String> {
    printed_by(&Office::commune().plan(more))
}

/// What a section of a plan prints under its heading.
fn section(items: &str, text: &str) -> Vec<String> {
    let section = format!("[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{text}\n'''\n");
    let mut lines = printed(&format!("{items}\n{section}"));
    assert_eq!(lines.remove(0), "I. NỘI DUNG");
    lines
}

/// What is wrong with a plan of the commune that has the least above it.
fn faults(more: &str) -> Vec<String> {
    examined(&Office::commune().plan(more)).1
}

/// The lines that not every plan of the commune has.
fn between(mut lines: Vec<String>) -> Vec<String> {
    let title = lines.iter().position(|line| line == "KẾ HOẠCH").unwrap() + 1;
    lines.drain(..=title);
    let ending = lines.iter().position(|line| line == "Nơi nhận:").unwrap();
    let name = lines.iter().position(|line| line == "Lê Văn Minh").unwrap();
    lines.drain(ending..=name);
    lines
}

fn text(office: &Office) -> String {
    let run = office.run(&["render", "plan.toml", "--format", "txt"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    std::fs::read_to_string(office.path("out/plan.txt")).unwrap()
}

#[test]
fn a_paragraph_is_a_line_and_a_row_has_a_cell_for_each_column() {
    let office = Office::commune().plan(
        r#"
until = 2026
date = 2025-02-05
number = "7"

[[tables]]
id = "xa"
title = "Chỉ tiêu theo thôn"
unit = "hộ"
numbered = true
columns = [
  { id = "name", title = "Thôn" },
  { id = "poor", title = "Nghèo", group = "Số hộ" },
  { id = "near", title = "Cận nghèo", group = "Số hộ" },
]
rows = [
  { name = "Thôn Đông\nvà Đoài", poor = 12, near = 4 },
  { name = "Thôn Trung", poor = 9, near = 30 },
]
total = { name = "Tổng cộng", poor = 21, near = 34 }

[preamble]
text = """
Căn cứ tình hình,[^1] Ủy ban nhân dân xã **ban hành** kế hoạch.

[^1]: Theo kết quả rà soát.
"""

[[sections]]
title = "Chỉ tiêu"
text = """
- Giảm nghèo bền vững ({{ ref(id="phan_cong") }} kèm theo).

{{ table(id="xa") }}
"""

[closing]
text = "Trên đây là Kế hoạch."

[recipients]
list = [{ text = "Các thôn" }]
archive = ["VT"]

[[appendices]]
id = "phan_cong"
title = "Phân công"
text = "Nội dung."
"#,
    );
    insta::assert_snapshot!(text(&office), @"
    ỦY BAN NHÂN DÂN
    XÃ AN BÌNH
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    Số: 07/KH-UBND
    An Bình, ngày 05 tháng 02 năm 2025
    KẾ HOẠCH
    Giảm nghèo năm 2025
    Căn cứ tình hình,[1] Ủy ban nhân dân xã ban hành kế hoạch.
    I. CHỈ TIÊU
    - Giảm nghèo bền vững (Phụ lục kèm theo).
    Chỉ tiêu theo thôn
    Đơn vị tính: hộ
    STT	Thôn	Số hộ	
    		Nghèo	Cận nghèo
    1	Thôn Đông và Đoài	12	4
    2	Thôn Trung	9	30
    Tổng cộng		21	34
    Trên đây là Kế hoạch./.
    Nơi nhận:
    - Các thôn;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Lê Văn Minh
    Phụ lục
    PHÂN CÔNG
    (Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2025 của Ủy ban nhân dân xã An Bình)
    Nội dung.
    [1] Theo kết quả rà soát.
    ");
}
