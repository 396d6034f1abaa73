//! How wide the columns of a table are.
//!
//! Each column has room for its longest word and for short texts on one line. What is left goes,
//! little by little, to the column that makes the rows highest.

use super::grid::Grid;
use super::model::{CellAlign, CellBlock, ColumnBlock, RowBlock, plain};

/// The characters that fit across a portrait page beside each other, and across a landscape one.
const PORTRAIT: usize = 76;
const LANDSCAPE: usize = 118;

/// The longest text of a cell that is kept on one line.
const ONE_LINE: usize = 16;
/// The longest word that a column makes room for.
const LONGEST_WORD: usize = 20;
/// The white space beside the text of a cell, in characters.
const PADDING: usize = 3;
/// The rows that are looked at: enough for the shape of a table, few enough for the longest.
const LOOKED_AT: usize = 300;

/// The columns of a table with the given alignments, as wide as their texts ask for.
pub(super) fn columns(
    aligns: &[CellAlign],
    header: &[Vec<CellBlock>],
    rows: &[RowBlock],
    landscape: bool,
) -> Vec<ColumnBlock> {
    let mut widths = vec![3; aligns.len()];
    let mut lengths: Vec<Vec<usize>> = Vec::new();
    let step = rows.len().div_ceil(LOOKED_AT).max(1);
    let body = rows
        .iter()
        .step_by(step)
        .map(|row| (false, row.cells.as_slice()));
    let mut grid = Grid::new(aligns.len());
    for (heading, cells) in header.iter().map(|row| (true, row.as_slice())).chain(body) {
        let mut row = vec![0; aligns.len()];
        for slot in grid.row(cells) {
            let Some(cell) = slot.cell.filter(|_| slot.span == 1) else {
                continue;
            };
            let text = plain(&cell.content);
            let length = text.chars().count();
            let word = text
                .split([' ', '\n'])
                .map(|word| word.chars().count())
                .max()
                .unwrap_or(0);
            let whole = if heading || length > ONE_LINE {
                0
            } else {
                length
            };
            if let (Some(width), Some(cell)) =
                (widths.get_mut(slot.column), row.get_mut(slot.column))
            {
                *width = (*width).max(word.min(LONGEST_WORD)).max(whole);
                *cell = length;
            }
        }
        lengths.push(row);
    }
    let room = if landscape { LANDSCAPE } else { PORTRAIT };
    let least: usize = widths.iter().map(|width| width + PADDING).sum();
    for _ in least..room {
        match highest(&lengths, &widths) {
            Some(column) => widths[column] += 1,
            None => break,
        }
    }
    let column = |(align, width): (&CellAlign, &usize)| ColumnBlock {
        width: width + PADDING,
        align: *align,
    };
    aligns.iter().zip(&widths).map(column).collect()
}

/// The column whose cells decide the height of the table more than any other's.
fn highest(lengths: &[Vec<usize>], widths: &[usize]) -> Option<usize> {
    let mut gains = vec![0_usize; widths.len()];
    for row in lengths {
        // Hundredths of a line, so that every character counts.
        let height = |column: usize| row[column] * 100 / widths[column].max(1);
        let Some(tallest) = (0..widths.len()).max_by_key(|column| height(*column)) else {
            continue;
        };
        if height(tallest) > 100 {
            gains[tallest] += height(tallest) / widths[tallest].max(1);
        }
    }
    let best = (0..gains.len()).max_by_key(|column| (gains[*column], usize::MAX - column))?;
    (gains[best] > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::RowKind;

    fn row(cells: &[&str]) -> RowBlock {
        RowBlock {
            kind: RowKind::Plain,
            cells: cells.iter().map(|cell| CellBlock::text(*cell)).collect(),
            origin: None,
        }
    }

    fn widths(count: usize, header: &[&str], rows: &[RowBlock], landscape: bool) -> Vec<usize> {
        let header = vec![row(header).cells];
        let columns = columns(&vec![CellAlign::Left; count], &header, rows, landscape);
        columns.iter().map(|column| column.width).collect()
    }

    /// A word that takes as much room as any.
    const LONG: &str = "xxxxxxxxxxxxxxxxxxxxxxxxx";

    #[test]
    fn a_page_is_filled_where_texts_ask_for_it() {
        let text = "việc ".repeat(100);
        for (landscape, room) in [(false, 76), (true, 118)] {
            let widths = widths(2, &[], &[row(&["1", &text])], landscape);
            assert_eq!(widths, [6, room - 6]);
        }
    }

    #[test]
    fn a_text_takes_no_more_than_its_length() {
        let text = format!("{} xx", "xxxx ".repeat(5).trim());
        assert_eq!(text.len(), 27);
        assert_eq!(widths(1, &[], &[row(&[&text])], false), [27 + PADDING]);
    }

    #[test]
    fn short_texts_stand_on_one_line_and_headings_need_not() {
        let last = |header: &str, text: &str| {
            let header = ["", "", "", header];
            widths(4, &header, &[row(&[LONG, LONG, LONG, text])], false)[3]
        };
        assert_eq!(last("", "a b c d e f g hi"), ONE_LINE + PADDING);
        // The rest of the page, for a longer one.
        assert_eq!(last("", "a b c d e f g hij"), 76 - 3 * 23);
        assert_eq!(last("a b c d", ""), 7);
        assert_eq!(last("abcdefgh i", ""), 8 + PADDING);
        assert_eq!(last("", "abcdefgh\nijklmnop\nq"), 8 + PADDING);
        assert_eq!(last("", ""), 3 + PADDING);
    }

    #[test]
    fn a_column_makes_room_for_words_up_to_a_length() {
        for (word, width) in [(19, 22), (20, 23), (21, 23)] {
            let word = "x".repeat(word);
            let row = row(&[LONG, LONG, LONG, &word]);
            assert_eq!(widths(4, &[], &[row], false), [23, 23, 23, width]);
        }
    }

    #[test]
    fn a_cell_that_spans_columns_widens_none() {
        let mut row = row(&[LONG, "1"]);
        row.cells[0].colspan = 2;
        assert_eq!(widths(3, &[], &[row], false), [6, 6, 6]);
    }

    #[test]
    fn columns_of_the_same_texts_are_as_wide() {
        let text = "việc ".repeat(100);
        let one = row(&[&text, &text, &text]);
        assert_eq!(widths(3, &[], &[one], false), [25, 25, 26]);
        // Where rows ask for different columns, the first is served first.
        let rows = [row(&[&text, "x", LONG]), row(&["x", &text, LONG])];
        assert_eq!(widths(3, &[], &rows, false), [27, 26, 23]);
    }

    #[test]
    fn of_a_long_table_every_other_row_is_looked_at() {
        let rows = |count: usize| -> Vec<RowBlock> {
            let text = |place| if place == 1 { LONG } else { "x" };
            (0..count).map(|place| row(&[text(place)])).collect()
        };
        assert_eq!(
            widths(1, &[], &rows(LOOKED_AT), false),
            [LONG.len() + PADDING]
        );
        assert_eq!(widths(1, &[], &rows(LOOKED_AT + 1), false), [6]);
    }

    #[test]
    fn a_long_text_gets_the_room_that_numbers_leave() {
        let cells = [
            "1",
            "Tăng cường công tác tuyên truyền, giáo dục, nâng cao nhận thức",
            "1.229",
        ];
        let row = RowBlock {
            kind: RowKind::Plain,
            cells: cells.iter().map(|cell| CellBlock::text(*cell)).collect(),
            origin: None,
        };
        let widths: Vec<usize> = columns(&[CellAlign::Left; 3], &[], &[row], false)
            .iter()
            .map(|c| c.width)
            .collect();
        assert_eq!(widths, [6, 62, 8]);
    }
}
