//! Where the cells of a table stand when cells of earlier rows span places below them.

use super::model::CellBlock;

/// A place in a row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'c> {
    /// Its first column, from 0.
    pub column: usize,
    /// The columns that it takes.
    pub span: usize,
    /// What stands in it; none where a cell of an earlier row does.
    pub cell: Option<&'c CellBlock>,
}

/// The places of the rows of a table, from the first row on.
#[derive(Debug)]
pub struct Grid {
    /// For each column, how many more rows the cell above takes, and its columns.
    taken: Vec<(usize, usize)>,
}

impl Grid {
    /// A table of so many columns, before its first row.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self {
            taken: vec![(0, 1); columns],
        }
    }

    /// The places of the next row, from the first column to the last that has a cell. Cells beyond the
    /// last column have none.
    pub fn row<'c>(&mut self, cells: &'c [CellBlock]) -> Vec<Slot<'c>> {
        let columns = self.taken.len();
        let mut slots = Vec::with_capacity(columns);
        let mut cells = cells.iter();
        let mut column = 0;
        while column < columns {
            let (rows, span) = self.taken[column];
            let cell = if rows > 0 { None } else { cells.next() };
            let span = match cell {
                Some(cell) => cell.colspan.clamp(1, columns - column),
                None if rows > 0 => span,
                None => break,
            };
            if let Some(cell) = cell {
                self.taken[column..column + span].fill((cell.rowspan, span));
            }
            slots.push(Slot { column, span, cell });
            column += span;
        }
        for (rows, _) in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        slots
    }

    /// Whether a cell of the last row also takes places of the next.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.taken.iter().any(|(rows, _)| *rows > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(colspan: usize, rowspan: usize) -> CellBlock {
        CellBlock {
            colspan,
            rowspan,
            ..CellBlock::text("x")
        }
    }

    fn places(slots: &[Slot<'_>]) -> Vec<(usize, usize, bool)> {
        let place = |slot: &Slot<'_>| (slot.column, slot.span, slot.cell.is_some());
        slots.iter().map(place).collect()
    }

    #[test]
    fn a_grouped_header() {
        let mut grid = Grid::new(4);
        let top = [cell(1, 2), cell(2, 1), cell(1, 2)];
        let below = [cell(1, 1), cell(1, 1)];
        let all = [(0, 1, true), (1, 2, true), (3, 1, true)];
        assert_eq!(places(&grid.row(&top)), all);
        assert!(grid.is_linked());
        let all = [(0, 1, false), (1, 1, true), (2, 1, true), (3, 1, false)];
        assert_eq!(places(&grid.row(&below)), all);
        assert!(!grid.is_linked());
    }

    #[test]
    fn a_block_of_rows_and_columns_is_one_place_below() {
        let mut grid = Grid::new(3);
        let _ = grid.row(&[cell(2, 3), cell(1, 1)]);
        for linked in [true, false] {
            let row = [cell(1, 1)];
            assert_eq!(places(&grid.row(&row)), [(0, 2, false), (2, 1, true)]);
            assert_eq!(grid.is_linked(), linked);
        }
    }

    #[test]
    fn cells_beyond_the_last_column_have_no_place() {
        let mut grid = Grid::new(2);
        let row = [cell(1, 1), cell(5, 1), cell(1, 1)];
        assert_eq!(places(&grid.row(&row)), [(0, 1, true), (1, 1, true)]);
    }
}
