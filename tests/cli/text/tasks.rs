//! Tasks: by unit as text, all together as the task matrix.

use super::{examined, section};
use crate::support::Office;
use kehoach::document::model::{Block, CellAlign, RowKind, TableBlock};
use std::fmt::Write as _;

const BY_UNIT: &str = r##"
[[responsibilities]]
unit = "van_phong"
[[responsibilities.tasks]]
text = "Theo dõi."
[[responsibilities.tasks]]
text = "Tổng hợp."
style = "paragraph"
[[responsibilities]]
unit = "cac_thon"
title = "Trưởng *các thôn*"
group = "thon"
[[responsibilities.tasks]]
text = "# Rà soát."
[[responsibilities]]
unit = "cac_thon"
group = "thon"
layout = "run_in"
[[responsibilities.tasks]]
text = "Các thôn báo cáo."
[[responsibilities.tasks]]
text = "Gửi trước ngày 15.\n\n1. Bản giấy."
[[responsibilities]]
unit = "van_phong"
group = "chua_co"
layout = "run_in"
"##;

#[test]
fn units_have_a_number_each_and_their_tasks_hyphens() {
    assert_eq!(
        section(BY_UNIT, "{{ responsibilities() }}\n\n1. Sau đó."),
        [
            "1. Văn phòng HĐND và UBND xã",
            "- Theo dõi.",
            "Tổng hợp.",
            "2. Trưởng các thôn",
            "- # Rà soát.",
            "3. Các thôn báo cáo.",
            "- Gửi trước ngày 15.",
            "4. Bản giấy.",
            // The headings of the units end with the call.
            "5. Sau đó./.",
        ]
    );
}

#[test]
fn the_units_of_a_group_alone() {
    let lines = section(
        BY_UNIT,
        "{{ responsibilities(group=\"thon\") }}\n\n{{ responsibilities(group=\"chua_co\") }}\n\n\
         Khác:\n\n{{ responsibilities() }}",
    );
    assert_eq!(
        lines[..6],
        [
            "1. Trưởng các thôn",
            "- # Rà soát.",
            "2. Các thôn báo cáo.",
            "- Gửi trước ngày 15.",
            "3. Bản giấy.",
            "Khác:",
        ]
    );
}

const MATRIX: &str = r#"
[[task_groups]]
id = "the_che"
title = "cải cách thể chế"
[[task_groups.tasks]]
text = "Rà soát *văn bản*."
lead = ["van_phong", "cac_thon"]
product = "Báo cáo"
deadline = 2025-03-31
with = ["cac_thon"]
monitor = ["van_phong"]
[[task_groups.tasks]]
text = "Kiểm tra."
lead = ["cac_thon"]
[[task_groups.tasks.results]]
product = "Kế hoạch"
deadline = 2025-03-31
deadline_text = "Quý I"
lead = ["cac_thon"]
[[task_groups.tasks.results]]
every = "quarter"
lead_text = "Tổ công tác"
with_text = "Các *ngành*"
[[responsibilities]]
unit = "cac_thon"
[[responsibilities.tasks]]
text = "Báo cáo."
every = "half_year"
[[responsibilities.tasks]]
text = "Phối hợp."
lead = ["van_phong"]
"#;

#[test]
fn all_tasks_as_a_table() {
    assert_eq!(
        section(MATRIX, "{{ task_matrix() }}"),
        [
            "STT\tNhiệm vụ\tSản phẩm\tThời gian hoàn thành\tChủ trì thực hiện\tPhối hợp thực hiện\tTheo dõi, kiểm tra, đôn đốc",
            "I\tcải cách thể chế\t\t\t\t\t",
            "1\tRà soát văn bản.\tBáo cáo\t31/3/2025\tVăn phòng HĐND và UBND xã; các thôn\tCác thôn\tVăn phòng HĐND và UBND xã",
            "2\tKiểm tra.\tKế hoạch\tQuý I\tCác thôn\t\t",
            "\t\t\tHằng quý\tTổ công tác\tCác ngành\t",
            "II\tcác thôn\t\t\t\t\t",
            "1\tBáo cáo.\t\t06 tháng một lần\tCác thôn\t\t",
            "2\tPhối hợp.\t\t\tVăn phòng HĐND và UBND xã\t\t",
        ]
    );
}

/// The task matrix of a plan.
fn matrix(items: &str) -> TableBlock {
    let plan = format!("{items}[[sections]]\ntitle = \"A\"\ntext = '{{{{ task_matrix() }}}}'\n");
    let (document, found) = examined(&Office::commune().plan(&plan));
    assert_eq!(found, Vec::<String>::new());
    match document.body.into_iter().next_back() {
        Some(Block::Table(table)) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_task_with_several_results_spans_their_rows() {
    let table = matrix(MATRIX);
    let looks: Vec<(RowKind, Vec<(usize, usize)>)> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter();
            let spans = cells.map(|cell| (cell.colspan, cell.rowspan)).collect();
            (row.kind, spans)
        })
        .collect();
    let group = (RowKind::Group, vec![(1, 1), (6, 1)]);
    let row = |cells: &[(usize, usize)]| (RowKind::Plain, cells.to_vec());
    let one = [(1, 1); 7];
    assert_eq!(
        looks,
        [
            group.clone(),
            row(&one),
            row(&[(1, 2), (1, 2), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1)]),
            row(&one[..5]),
            group,
            row(&one),
            row(&one),
        ]
    );
    let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
    assert_eq!(aligns[0], CellAlign::Center);
    assert_eq!(aligns[1..], [CellAlign::Left; 6]);
    assert!(!table.landscape);
}

/// The place of a row is where its own words stand: that of a further result, its product.
#[test]
fn rows_lead_back_to_their_task_or_its_result() {
    let items = "[[task_groups]]\nid = \"g\"\ntitle = \"Nhóm\"\n[[task_groups.tasks]]\ntext = \"Việc\"\n\
                 results = [{ product = \"Một\", lead = [\"cac_thon\"] }, { product = \"Hai\" }, { every = \"year\" }]\n";
    let plan = format!("{items}[[sections]]\ntitle = \"A\"\ntext = '{{{{ task_matrix() }}}}'\n");
    let office = Office::commune().plan(&plan);
    let text = std::fs::read_to_string(office.path("plan.toml")).unwrap();
    let (document, _) = examined(&office);
    let Some(Block::Table(table)) = document.body.last() else {
        panic!("no table")
    };
    let place = |row: usize| &text[table.rows[row].origin.unwrap().range()];
    let places: Vec<&str> = (0..4).map(place).collect();
    assert_eq!(places, ["\"Nhóm\"", "\"Việc\"", "\"Hai\"", "\"Việc\""]);
}

#[test]
fn columns_that_no_task_fills_are_left_out() {
    let task = |more: &str| {
        format!(
            "[[task_groups]]\nid = \"g\"\ntitle = \"Nhóm\"\n[[task_groups.tasks]]\ntext = \"Việc\"\n{more}\n"
        )
    };
    for (more, columns) in [
        ("", &["STT", "Nhiệm vụ"][..]),
        ("product = \"x\"", &["STT", "Nhiệm vụ", "Sản phẩm"]),
        (
            "deadline = 2025-03-31",
            &["STT", "Nhiệm vụ", "Thời gian hoàn thành"],
        ),
        (
            "lead = [\"cac_thon\"]",
            &["STT", "Nhiệm vụ", "Chủ trì thực hiện"],
        ),
        (
            "with = [\"cac_thon\"]",
            &["STT", "Nhiệm vụ", "Phối hợp thực hiện"],
        ),
        (
            "monitor = [\"cac_thon\"]",
            &["STT", "Nhiệm vụ", "Theo dõi, kiểm tra, đôn đốc"],
        ),
        (
            "results = [{ monitor = [\"cac_thon\"] }, { product = \"x\" }]",
            &["STT", "Nhiệm vụ", "Sản phẩm", "Theo dõi, kiểm tra, đôn đốc"],
        ),
    ] {
        let items = task(more);
        let lines = section(&items, "{{ task_matrix() }}");
        assert_eq!(lines[0], columns.join("\t"), "{more}");
        let table = matrix(&items);
        assert_eq!(table.columns.len(), columns.len());
        assert_eq!(table.rows[0].cells[1].colspan, columns.len() - 1, "{more}");
    }
    let items = task("results = [{ monitor = [\"cac_thon\"] }, { product = \"x\" }]");
    let lines = section(&items, "{{ task_matrix() }}");
    assert_eq!(lines[2..], ["1\tViệc\t\tCác thôn", "\t\tx\t"]);
}

#[test]
fn groups_are_counted_in_roman_numerals() {
    let mut items = String::new();
    for group in 1..=9 {
        let _ = writeln!(
            items,
            "[[task_groups]]\nid = \"g{group}\"\ntitle = \"Nhóm {group}\""
        );
    }
    let lines = section(&items, "{{ task_matrix() }}");
    assert_eq!(lines[4], "IV\tNhóm 4");
    assert_eq!(lines[9], "IX\tNhóm 9");
}
