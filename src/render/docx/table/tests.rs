//! Tables in a DOCX: widths, spans, what stays together, where numbers stand.

use super::*;
use crate::document::model::{ColumnBlock, RowBlock};
use crate::render::profile::Profile;
use crate::source::Sources;

/// A table of columns as wide as each other with rows of a kind each.
fn table(aligns: &[CellAlign], rows: &[(RowKind, &[&str])]) -> TableBlock {
    let columns = aligns.iter().map(|align| ColumnBlock {
        width: 10,
        align: *align,
    });
    let rows = rows.iter().map(|(kind, cells)| RowBlock {
        kind: *kind,
        cells: cells.iter().map(|cell| CellBlock::text(*cell)).collect(),
        origin: None,
    });
    TableBlock {
        caption: None,
        unit_note: None,
        columns: columns.collect(),
        header: vec![vec![CellBlock::text("A"); aligns.len()]],
        rows: rows.collect(),
        landscape: false,
    }
}

/// The rows of a table, with its sheet.
fn set(table: &TableBlock, last: bool, landscape: bool) -> (Sheet, Vec<Line>) {
    let sizes = Sizes::of(&Profile::built_in());
    let sources = Sources::default();
    let mut tables = Tables {
        sizes: &sizes,
        widths: Widths::new(false),
        places: &Places::new(&sources, &[]),
        slices: Vec::new(),
    };
    let sheet = tables.sheet(table, last, landscape, &mut Notes::default());
    (sheet, tables.slices.into_iter().flatten().collect())
}

fn kept(lines: &[Line]) -> Vec<bool> {
    let rows = lines.iter().filter(|line| !line.header);
    rows.map(|line| line.keep).collect()
}

#[test]
fn columns_fill_the_width_of_the_page() {
    let thirds = table(&[CellAlign::Left; 3], &[]);
    let (portrait, _) = set(&thirds, false, false);
    assert_eq!(portrait.grid, [3023, 3024, 3024]);
    assert_eq!(portrait.width, 9071);
    let (landscape, _) = set(&thirds, false, true);
    assert_eq!(landscape.width, 14003);
}

#[test]
fn a_row_stays_with_what_it_names_or_spans() {
    let (plain, total, group) = (RowKind::Plain, RowKind::Total, RowKind::Group);
    let mut table = table(
        &[CellAlign::Left; 2],
        &[
            (group, &["I", "Nhóm"]),
            (plain, &["1", "a"]),
            (total, &["", "b"]),
            (plain, &["2", "c"]),
            (plain, &["d"]),
            (plain, &["3", "e"]),
        ],
    );
    table.rows[3].cells[0].rowspan = 2;
    let (_, lines) = set(&table, false, false);
    assert_eq!(kept(&lines), [true, false, false, true, false, false]);
    assert!(lines[0].header && lines[0].keep);
    let spanned = &lines[5].cells;
    assert_eq!(spanned[0].merge, Some("continue"));
    assert_eq!(lines[4].cells[0].merge, Some("restart"));
    assert_eq!(spanned[1].merge, None);
    let bold = |line: &Line| line.cells[1].paragraphs[0].runs.xml().contains("<w:b/>");
    let bold: Vec<bool> = lines.iter().skip(1).map(bold).collect();
    assert_eq!(bold, [true, false, true, false, false, false]);
}

#[test]
fn a_short_last_table_stays_with_the_signature_whole_and_a_long_one_with_its_end() {
    for (count, last, tied) in [(12, true, 12), (13, true, 1), (12, false, 0), (0, true, 0)] {
        let rows = vec![(RowKind::Plain, &["a"][..]); count];
        let (_, lines) = set(&table(&[CellAlign::Left], &rows), last, false);
        let kept = kept(&lines);
        let wanted: Vec<bool> = (0..count).map(|row| row + tied >= count).collect();
        assert_eq!(kept, wanted, "{count}");
    }
}

#[test]
fn rows_are_printed_by_the_hundred() {
    for (count, slices) in [(99, 1), (100, 2), (199, 2), (200, 3)] {
        // With the row of the header.
        let rows = vec![(RowKind::Plain, &["a"][..]); count];
        let (sheet, _) = set(&table(&[CellAlign::Left], &rows), false, false);
        assert_eq!(sheet.slices, (0..slices).collect::<Vec<_>>(), "{count}");
    }
    let mut before = vec![Slice::new(), Slice::new()];
    assert_eq!(sliced(Vec::new(), &mut before), Vec::<usize>::new());
    let (_, lines) = set(&table(&[CellAlign::Left], &[]), false, false);
    assert_eq!(sliced(lines, &mut before), [2]);
}

#[test]
fn rows_reach_the_last_column() {
    let (plain, group) = (RowKind::Plain, RowKind::Group);
    let mut table = table(
        &[CellAlign::Left; 4],
        &[
            (plain, &["a", "b", "c", "d"]),
            (plain, &["a", "b"]),
            (group, &["I", "Nhóm"]),
            (group, &["I", "b", "c", "d"]),
            (group, &[]),
            (plain, &[]),
        ],
    );
    table.rows[1].cells[0].colspan = 2;
    let (_, lines) = set(&table, false, false);
    let spans = |line: &Line| line.cells.iter().map(|cell| cell.span).collect::<Vec<_>>();
    let spans: Vec<Vec<usize>> = lines.iter().skip(1).map(spans).collect();
    let wanted: [&[usize]; 6] = [
        &[1, 1, 1, 1],
        &[2, 1, 1],
        &[1, 3],
        &[1, 1, 1, 1],
        &[4],
        &[4],
    ];
    assert_eq!(spans, wanted);
    let width = |line: &Line| line.cells.iter().map(|cell| cell.width).sum::<Twips>();
    assert!(lines.iter().all(|line| width(line) == 9071));
}

#[test]
fn cells_stand_as_their_column_says() {
    let aligns = [
        CellAlign::Left,
        CellAlign::Center,
        CellAlign::Right,
        CellAlign::Decimal,
    ];
    let rows: [(RowKind, &[&str]); 2] = [
        (RowKind::Plain, &["1", "1", "1", "1"]),
        (RowKind::Plain, &["-", "-", "-", "-"]),
    ];
    let mut spanning = table(&aligns, &rows);
    let (_, lines) = set(&spanning, false, false);
    let stand = |line: &Line| line.cells.iter().map(|cell| cell.align).collect::<Vec<_>>();
    let (middle, right) = (Some("center"), Some("right"));
    assert_eq!(stand(&lines[0]), [middle; 4]);
    assert_eq!(stand(&lines[1]), [None, middle, right, right]);
    assert_eq!(stand(&lines[2]), [None, middle, right, middle]);
    // What stands over several columns stands at the left.
    for row in &mut spanning.rows {
        row.cells.truncate(3);
        row.cells[2].colspan = 2;
    }
    let (_, lines) = set(&spanning, false, false);
    assert_eq!(stand(&lines[1]), [None, middle, None]);
}

#[test]
fn numbers_stand_in_the_middle_with_commas_under_each_other() {
    let rows: [(RowKind, &[&str]); 4] = [
        (RowKind::Plain, &["1000"]),
        (RowKind::Plain, &["2,5"]),
        (RowKind::Plain, &["x"]),
        (RowKind::Plain, &["-3,25"]),
    ];
    let (_, lines) = set(&table(&[CellAlign::Decimal], &rows), false, false);
    let indents: Vec<Option<Twips>> = lines.iter().map(|line| line.cells[0].indent).collect();
    // 13 pt: a digit is 130 twips, a comma 65; the padding is 80 at either side.
    let spare = (9071 - 160 - 4 * 130 - (65 + 2 * 130)) / 2;
    let indent = |digits: Twips| Some(spare + (2 - digits) * 130);
    assert_eq!(indents[1], Some(spare + 65 + 260));
    assert_eq!(indents[2], indent(1));
    assert_eq!(indents[3], None);
    assert_eq!(indents[4], indent(2));
    // A column of texts has no indents, whatever stands in it.
    let (_, lines) = set(&table(&[CellAlign::Right], &rows), false, false);
    assert!(lines.iter().all(|line| line.cells[0].indent.is_none()));
}

#[test]
fn a_column_too_narrow_for_its_numbers_has_no_room_beside_them() {
    let long = "1.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000";
    let rows: [(RowKind, &[&str]); 2] = [(RowKind::Plain, &[long]), (RowKind::Plain, &["0,5"])];
    let (_, lines) = set(&table(&[CellAlign::Decimal], &rows), false, false);
    assert_eq!(lines[1].cells[0].indent, Some(65 + 130));
    assert_eq!(lines[2].cells[0].indent, Some(0));
}

#[test]
fn numbers_have_signs_points_and_one_comma() {
    let is = |text: &str| {
        let cell = CellBlock::text(text);
        let slot = Slot {
            column: 0,
            span: 1,
            cell: Some(&cell),
        };
        number(&slot).is_some()
    };
    for text in ["0", "1.234,5", "-3", "−0,25", "+7"] {
        assert!(is(text), "{text}");
    }
    for text in ["", "-", "1,2,3", "12 ha", "--1", ",5", "5,"] {
        assert!(!is(text), "{text}");
    }
}

#[test]
fn a_row_higher_than_a_third_of_a_page_may_break() {
    // A third of a page has 16 lines of 13 points, and a line four such words.
    let text = |words: usize| format!("{} ", "m".repeat(10)).repeat(words);
    let (low, high) = (text(60), text(72));
    let parts = "a\n".repeat(20);
    let rows = [
        (RowKind::Plain, &[low.as_str()][..]),
        (RowKind::Plain, &[high.as_str()]),
        (RowKind::Plain, &[parts.as_str()]),
        (RowKind::Plain, &["a"]),
    ];
    let mut table = table(&[CellAlign::Left], &rows);
    let splits = |table: &TableBlock| -> Vec<bool> {
        let (_, lines) = set(table, false, false);
        let rows = lines.iter().filter(|line| !line.header);
        rows.map(|line| line.split).collect()
    };
    assert_eq!(splits(&table), [false, true, true, false]);
    // What a cell ties together stays whole.
    table.rows[1].cells[0].rowspan = 2;
    table.rows[2].cells.clear();
    assert_eq!(splits(&table), [false, false, false, false]);
}

#[test]
fn the_label_of_totals_stands_in_the_middle() {
    let rows = [
        (RowKind::Total, &["Tổng cộng", "3"][..]),
        (RowKind::Plain, &["Ấp", "3"]),
    ];
    let (_, lines) = set(
        &table(&[CellAlign::Left, CellAlign::Decimal], &rows),
        false,
        false,
    );
    let aligns = |line: &Line| line.cells.iter().map(|cell| cell.align).collect::<Vec<_>>();
    assert_eq!(aligns(&lines[1]), [Some("center"), Some("right")]);
    assert_eq!(aligns(&lines[2]), [None, Some("right")]);
}
