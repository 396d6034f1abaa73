//! The budget: as a table, as a list of its sources, and its amounts in a text.

use super::{examined, faults, lines, section};
use crate::support::Office;
use kehoach::document::model::{Block, CellAlign, Document, RowKind, TableBlock};

/// Sources with parts and without; lines in lines; amounts that are stated, that others add up to,
/// that are missing and that are not decided.
const BUDGET: &str = r#"
[budget]
unit = "triệu đồng"
[[budget.sources]]
id = "nha_nuoc"
title = "Ngân sách nhà nước"
[[budget.sources.parts]]
id = "tw"
title = "Trung ương"
[[budget.sources.parts]]
id = "tinh"
title = "Tỉnh"
total = 80
[[budget.sources]]
id = "dan"
title = "Nhân dân đóng góp"
[[budget.lines]]
id = "nha_o"
title = "Nhà ở"
[[budget.lines.lines]]
id = "xay"
title = "Xây mới"
amounts = { tw = 1200, tinh = 40 }
[[budget.lines.lines]]
id = "sua"
title = "Sửa chữa"
[[budget.lines.lines.lines]]
id = "mai"
title = "Mái"
amounts = { tw = "0,5", tinh = 31 }
[[budget.lines.lines.lines]]
id = "nen"
title = "Nền"
total = 9
[[budget.lines]]
id = "day_nghe"
title = "Dạy nghề"
total = 500
amounts = { tw = 100, dan = 20 }
"#;

/// The one table of a document.
fn table(document: &Document) -> &TableBlock {
    let tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let tables: Vec<&TableBlock> = tables.collect();
    assert_eq!(tables.len(), 1);
    tables[0]
}

#[test]
fn lines_stand_below_each_other_and_sources_beside() {
    assert_eq!(
        section(BUDGET, "{{ budget() }}"),
        [
            "Đơn vị tính: triệu đồng",
            "STT\tNội dung\tTổng kinh phí\tNgân sách nhà nước\t\tNhân dân đóng góp",
            "\t\t\tTrung ương\tTỉnh\t",
            "I\tNhà ở\t1.280,5\t1.200,5\t71\t",
            "1\tXây mới\t1.240\t1.200\t40\t",
            "2\tSửa chữa\t40,5\t0,5\t31\t",
            "2.1\tMái\t31,5\t0,5\t31\t",
            "2.2\tNền\t9\t\t\t",
            "II\tDạy nghề\t500\t100\t\t20",
            "Tổng cộng\t\t1.780,5\t1.300,5\t80\t20",
        ]
    );
}

#[test]
fn a_header_has_one_row_where_no_source_has_parts() {
    let budget = "[budget]\nunit = \"đồng\"\ntotal = 7\nsources = [{ id = \"a\", title = \"Xã\" }, { id = \"b\", title = \"Dân\" }]\n\
                  lines = [{ id = \"x\", title = \"Họp\", amounts = { a = 1, b = 2 } }]\n";
    assert_eq!(
        section(budget, "{{ budget(by=\"lines\") }}"),
        [
            "Đơn vị tính: đồng",
            "STT\tNội dung\tTổng kinh phí\tXã\tDân",
            "I\tHọp\t3\t1\t2",
            // A total that is stated is printed, whatever the lines add up to.
            "Tổng cộng\t\t7\t1\t2",
        ]
    );
}

/// Nobody took money from it, and nobody says what it gives: a column would be empty.
#[test]
fn a_source_of_which_nothing_is_written_has_no_column() {
    let sources = r#"
[budget]
unit = "đồng"
[[budget.sources]]
id = "a"
title = "Xã"
parts = [{ id = "b", title = "Quỹ" }, { id = "c", title = "Thôn" }]
[[budget.sources]]
id = "d"
title = "Dân"
[[budget.sources]]
id = "e"
title = "Tỉnh"
total = 0
[[budget.lines]]
id = "x"
title = "Họp"
"#;
    let with = |amounts: &str| {
        let budget = format!("{sources}amounts = {{ {amounts} }}\n");
        section(&budget, "{{ budget() }}")[1..].to_vec()
    };
    assert_eq!(
        with("c = 0"),
        [
            "STT\tNội dung\tTổng kinh phí\tXã\tTỉnh",
            "\t\t\tThôn\t",
            "I\tHọp\t0\t0\t",
            // What was written as nought is printed so, what was not is blank.
            "Tổng cộng\t\t0\t0\t0",
        ]
    );
    assert_eq!(
        with("a = 5, c = 2"),
        [
            // What is taken from a source itself stands beside what is taken from its parts.
            "STT\tNội dung\tTổng kinh phí\tXã\tXã\tTỉnh",
            "\t\t\t\tThôn\t",
            "I\tHọp\t7\t5\t2\t",
            "Tổng cộng\t\t7\t5\t2\t0",
        ]
    );
    assert_eq!(with("d = 1")[0], "STT\tNội dung\tTổng kinh phí\tDân\tTỉnh");
    let list = section(sources, "{{ budget(by=\"sources\") }}");
    assert_eq!(list[3..], ["2. Dân.", "3. Tỉnh: 0~đồng./."]);
}

#[test]
fn outer_lines_and_the_total_are_in_bold() {
    let plan = format!("{BUDGET}[[sections]]\ntitle = \"A\"\ntext = '{{{{ budget() }}}}'\n");
    let (document, _) = examined(&Office::commune().plan(&plan));
    let table = table(&document);
    let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
    let (total, plain) = (RowKind::Total, RowKind::Plain);
    assert_eq!(kinds, [total, plain, plain, plain, plain, total, total]);
    let spans = |row: &[_]| -> Vec<(usize, usize)> {
        let cells = row.iter();
        cells
            .map(|cell: &kehoach::document::model::CellBlock| (cell.colspan, cell.rowspan))
            .collect()
    };
    assert_eq!(
        spans(&table.header[0]),
        [(1, 2), (1, 2), (1, 2), (2, 1), (1, 2)]
    );
    assert_eq!(spans(&table.header[1]), [(1, 1), (1, 1)]);
    assert_eq!(spans(&table.rows[6].cells)[0], (2, 1));
    let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
    let (number, decimal) = (CellAlign::Center, CellAlign::Decimal);
    assert_eq!(
        aligns,
        [number, CellAlign::Left, decimal, decimal, decimal, decimal]
    );
    assert!(!table.landscape);
}

#[test]
fn sources_as_a_list_are_numbered_and_their_parts_have_hyphens() {
    assert_eq!(
        section(BUDGET, "{{ budget(by=\"sources\") }}\n\n1. Sau."),
        [
            "1. Ngân sách nhà nước: 1.380,5~triệu đồng, gồm:",
            "- Trung ương: 1.300,5~triệu đồng.",
            "- Tỉnh: 80~triệu đồng.",
            "2. Nhân dân đóng góp: 20~triệu đồng.",
            "3. Sau./.",
        ]
    );
    // Under no heading it is a list of clauses as well.
    let plan = format!("{BUDGET}[closing]\ntext = '{{{{ budget(by=\"sources\") }}}}'\n");
    let (document, _) = examined(&Office::commune().plan(&plan));
    let lines = super::between(lines(&document));
    assert!(lines[0].starts_with("1. Ngân sách nhà nước:"), "{lines:?}");
}

#[test]
fn amounts_are_stated_or_added_up() {
    for (call, wanted) in [
        ("id=\"total\"", "1.780,5~triệu đồng"),
        ("id=\"nha_o\"", "1.280,5~triệu đồng"),
        ("id=\"nha_o\", source=\"tinh\"", "71~triệu đồng"),
        ("id=\"sua\", source=\"tw\"", "0,5~triệu đồng"),
        ("id=\"day_nghe\"", "500~triệu đồng"),
        // What is stated for all sources says nothing of one.
        ("id=\"day_nghe\", source=\"tw\"", "100~triệu đồng"),
        ("id=\"nha_nuoc\"", "1.380,5~triệu đồng"),
        ("id=\"tinh\"", "80~triệu đồng"),
        ("id=\"dan\"", "20~triệu đồng"),
        ("id=\"dan\", unit=false", "20"),
        ("id=\"dan\", pad=3", "020~triệu đồng"),
    ] {
        let lines = section(BUDGET, &format!("{{{{ amount({call}) }}}}"));
        assert_eq!(lines, [format!("{wanted}./.")], "{call}");
    }
    for (call, id) in [
        ("id=\"nen\", source=\"tw\"", "nen"),
        ("id=\"day_nghe\", source=\"tinh\"", "day_nghe"),
        ("id=\"total\", source=\"tw\"", "total"),
    ] {
        let text = format!("{{{{ amount({call}) }}}}");
        let found = faults(&format!(
            "{BUDGET}[[sections]]\ntitle = \"A\"\ntext = '{text}'\n"
        ));
        assert_eq!(found, [format!("«{text}» `{id}` has no amount here")]);
    }
}

#[test]
fn what_is_not_decided_leaves_no_sum() {
    let budget = "[budget]\nunit = \"đồng\"\nsources = [{ id = \"a\", title = \"Xã\" }]\n\
                  lines = [{ id = \"x\", title = \"Họp\", amounts = { a = 1 } }, { id = \"y\", title = \"In\", amounts = { a = \"TODO\" } },\n\
                  { id = \"z\", title = \"Đi\", amounts = { a = 2 } }, { id = \"w\", title = \"Khác\" }]\n";
    assert_eq!(
        section(budget, "{{ budget() }}")[2..],
        [
            "I\tHọp\t1\t1",
            "II\tIn\tTODO\tTODO",
            "III\tĐi\t2\t2",
            "IV\tKhác\t\t",
            "Tổng cộng\t\tTODO\tTODO",
        ]
    );
}

#[test]
fn a_plan_without_a_budget_has_no_amount() {
    for text in ["{{ budget() }}", "{{ budget(by=\"sources\") }}"] {
        let plan = format!("[[sections]]\ntitle = \"A\"\ntext = '{text}'\n");
        let (document, _) = examined(&Office::commune().plan(&plan));
        assert_eq!(document.body.len(), 1, "the heading alone");
    }
}
