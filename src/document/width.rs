//! How wide the columns of a table are: each has room for its longest word, and what is left goes to
//! those with the most text.

use super::model::{ColumnBlock, CellAlign, RowBlock, CellBlock, plain};

/// The characters that fit across a portrait page beside each other, and across a landscape one.
const PORTRAIT: usize = 76;
const LANDSCAPE: usize = 118;

/// The columns of a table with the given alignments, as wide as their texts ask for.
pub(super) fn columns(
    aligns: &[CellAlign],
    header: &[Vec<CellBlock>],
    rows: &[RowBlock],
    landscape: bool,
) -> Vec<ColumnBlock> {
    let mut words = vec![3; aligns.len()];
    let mut texts = vec![0; aligns.len()];
    let body = rows.iter().map(|row| row.cells.as_slice());
    let mut taken = vec![0_usize; aligns.len()];
    for row in header.iter().map(Vec::as_slice).chain(body) {
        let mut column = 0;
        for cell in row {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            for spanned in taken.iter_mut().skip(column).take(cell.colspan) {
                *spanned = cell.rowspan;
            }
            if cell.colspan == 1 && column < aligns.len() {
                let text = plain(&cell.content);
                let word = text.split([' ', '\n']).map(|w| w.chars().count()).max().unwrap_or(0);
                words[column] = words[column].max(word.min(20));
                texts[column] = texts[column].max(text.chars().count());
            }
            column += cell.colspan;
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    let room = if landscape { LANDSCAPE } else { PORTRAIT };
    let least: usize = words.iter().map(|word| word + 2).sum();
    let spare = room.saturating_sub(least);
    // The square root keeps one long text from starving its neighbours.
    let wishes: Vec<usize> =
        texts.iter().zip(&words).map(|(text, word)| text.saturating_sub(*word).isqrt()).collect();
    let wished: usize = wishes.iter().sum::<usize>().max(1);
    aligns
        .iter()
        .zip(words.iter().zip(&wishes))
        .map(|(align, (word, wish))| {
            // Hundredths of a character keep the shares smooth.
            let width = (word + 2) * 100 + spare * wish * 100 / wished;
            ColumnBlock { width, align: *align }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::RowKind;

    #[test]
    fn a_long_text_gets_the_room_that_numbers_leave() {
        let cells = ["1", "Tăng cường công tác tuyên truyền, giáo dục, nâng cao nhận thức", "1.229"];
        let row = RowBlock {
            kind: RowKind::Plain,
            cells: cells.iter().map(|cell| CellBlock::text(*cell)).collect(),
            origin: None,
        };
        let columns = columns(&[CellAlign::Left; 3], &[], &[row], false);
        assert!(columns[1].width > 5 * columns[2].width);
        assert!(columns[2].width >= 700, "five digits and air: {}", columns[2].width);
    }
}
