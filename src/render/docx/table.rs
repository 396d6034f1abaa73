//! Tables: a grid of fixed widths, cells that span, numbers under each other's commas.

use super::place::{Control, Places};
use super::revision::Change;
use super::run::{Look, Notes, Runs, Words};
use super::sizes::{Sizes, Twips};
use super::width::Widths;
use super::worded::Worded;
use crate::document::grid::{Grid, Slot};
use crate::document::model::{CellAlign, CellBlock, Inline, RowKind, TableBlock};
use serde::Serialize;

/// A table with up to so many rows before the signature stays on one page with it.
const SHORT: usize = 12;

/// How many rows are printed at once.
const SLICE: usize = 100;

/// An empty cell.
static NOTHING: CellBlock = CellBlock {
    content: Vec::new(),
    colspan: 1,
    rowspan: 1,
};

/// A table.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// The title above it.
    pub caption: Option<Worded>,
    /// The unit of its figures, above it at the right.
    pub unit_note: Option<Worded>,
    /// Whether something must keep it from the line above it, whose mark changes.
    pub apart: bool,
    /// The widths of its columns.
    pub grid: Vec<Twips>,
    width: Twips,
    /// The numbers of the slices that have its rows.
    pub slices: Vec<usize>,
}

impl Sheet {
    /// The lines above it.
    pub fn lines(&self) -> impl Iterator<Item = &Worded> {
        self.caption.iter().chain(&self.unit_note)
    }
}

/// Some rows of a table.
pub type Slice = Vec<Line>;

/// A row.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The control around it.
    pub control: Option<Control>,
    /// Whether it is one of the header's, which are repeated on each page.
    pub header: bool,
    /// Whether it stays on the page of the next.
    keep: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The tracked change that puts it in or takes it out.
    pub change: Option<Change>,
}

/// A cell, or the place of one that a cell above spans.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// How wide it is.
    pub width: Twips,
    /// Columns that it spans.
    pub span: usize,
    /// `restart` where it spans rows, `continue` where it is spanned.
    pub merge: Option<&'static str>,
    /// How its text stands; none where it is at the left.
    align: Option<&'static str>,
    /// How far a number stays from the right, for its comma to stand under the others'. A decimal tab
    /// would do it only where the reader's system has a comma for its decimal sign.
    indent: Option<Twips>,
    /// Its paragraphs.
    pub paragraphs: Vec<Part>,
}

/// A paragraph of a cell.
#[derive(Debug, Default, Serialize)]
pub struct Part {
    /// Its runs.
    pub runs: Words,
    /// The tracked change of its mark.
    pub mark: Option<Change>,
}

impl From<Words> for Part {
    fn from(runs: Words) -> Self {
        Self { runs, mark: None }
    }
}

/// What tables are made with.
pub struct Tables<'t> {
    /// The profile.
    pub sizes: &'t Sizes,
    /// The widths of upright characters.
    pub widths: Widths,
    /// Where rows come from.
    pub places: &'t Places<'t>,
    /// The rows of all tables.
    pub slices: Vec<Slice>,
}

impl Tables<'_> {
    /// A table; `last` where the signature follows it.
    pub fn sheet(
        &mut self,
        table: &TableBlock,
        last: bool,
        landscape: bool,
        notes: &mut Notes,
    ) -> Sheet {
        let caption = table.caption.as_ref();
        let caption = caption.map(|caption| Worded::of(caption, self.places, notes));
        let unit_note = table.unit_note.as_ref().map(|note| Worded::own(note));
        let columns = self.columns(table, self.sizes.text_width(landscape));
        let mut rows = Vec::new();
        let mut grid = Grid::new(columns.len());
        for header in &table.header {
            let slots = grid.row(header);
            let cells = slots.iter().map(|slot| Cell {
                align: Some("center"),
                indent: None,
                ..self.cell(slot, &columns, Look::default(), notes)
            });
            rows.push(Line {
                control: None,
                header: true,
                keep: true,
                cells: cells.collect(),
                change: None,
            });
        }
        let mut grid = Grid::new(columns.len());
        for row in &table.rows {
            let slots = whole(grid.row(&row.cells), row.kind, columns.len());
            let look = Look {
                bold: (row.kind != RowKind::Plain).then_some(true),
                ..Look::default()
            };
            let cells = slots
                .iter()
                .map(|slot| self.cell(slot, &columns, look, notes));
            rows.push(Line {
                cells: cells.collect(),
                control: self.places.control(row.origin),
                header: false,
                keep: row.kind == RowKind::Group || grid.is_linked(),
                change: None,
            });
        }
        if last {
            keep_end(&mut rows, table.rows.len() <= SHORT);
        }
        let slices = sliced(rows, &mut self.slices);
        Sheet {
            caption,
            unit_note,
            apart: false,
            width: columns.iter().map(|column| column.width).sum(),
            grid: columns.iter().map(|column| column.width).collect(),
            slices,
        }
    }

    /// The columns, which fill a width together.
    fn columns(&self, table: &TableBlock, width: Twips) -> Vec<Column> {
        let share = |width: usize| i64::try_from(width).unwrap_or(1);
        let shares: i64 = table.columns.iter().map(|column| share(column.width)).sum();
        let (mut before, mut used) = (0, 0);
        let mut columns = Vec::new();
        for column in &table.columns {
            before += share(column.width);
            let end = width.saturating_mul(before) / shares.max(1);
            columns.push(Column {
                width: end - used,
                align: column.align,
                spare: 0,
                decimals: 0,
            });
            used = end;
        }
        self.align_commas(table, &mut columns);
        columns
    }

    /// Puts the numbers of each column under each other's commas, and all of them in the middle.
    fn align_commas(&self, table: &TableBlock, columns: &mut [Column]) {
        if columns
            .iter()
            .all(|column| column.align != CellAlign::Decimal)
        {
            return;
        }
        let mut widest = vec![(0, 0); columns.len()];
        let size = self.sizes.get("size", "table");
        let mut grid = Grid::new(columns.len());
        for row in &table.rows {
            for slot in grid.row(&row.cells) {
                if columns[slot.column].align != CellAlign::Decimal {
                    continue;
                }
                if let Some((before, after)) = number(&slot).map(parts) {
                    let (whole, decimals) = &mut widest[slot.column];
                    *whole = self.widths.of(before, size).max(*whole);
                    *decimals = self.widths.of(after, size).max(*decimals);
                }
            }
        }
        let padding = self.sizes.get("table", "padding_x_pt");
        for (column, (whole, decimals)) in columns.iter_mut().zip(widest) {
            let spare = column.width - 2 * padding - whole - decimals;
            column.spare = spare.max(0) / 2;
            column.decimals = decimals;
        }
    }

    fn cell(&self, slot: &Slot<'_>, columns: &[Column], look: Look, notes: &mut Notes) -> Cell {
        let width = columns.iter().skip(slot.column).take(slot.span);
        let width = width.map(|column| column.width).sum();
        let Some(block) = slot.cell else {
            return Cell {
                width,
                span: slot.span,
                merge: Some("continue"),
                align: None,
                indent: None,
                paragraphs: vec![Part::default()],
            };
        };
        let column = columns.get(slot.column).filter(|_| slot.span == 1);
        let indent = column.and_then(|column| self.indent(slot, column));
        let align = match column.map_or(CellAlign::Left, |column| column.align) {
            CellAlign::Left => None,
            CellAlign::Decimal if indent.is_none() => Some("center"),
            CellAlign::Center => Some("center"),
            CellAlign::Decimal | CellAlign::Right => Some("right"),
        };
        Cell {
            width,
            span: slot.span,
            merge: (block.rowspan > 1).then_some("restart"),
            align,
            indent,
            paragraphs: Runs::new(notes)
                .in_parts()
                .add(&block.content, look)
                .paragraphs()
                .into_iter()
                .map(Part::from)
                .collect(),
        }
    }

    /// How far a number stays from the right of its column.
    fn indent(&self, slot: &Slot<'_>, column: &Column) -> Option<Twips> {
        if column.align != CellAlign::Decimal {
            return None;
        }
        let (_, decimals) = parts(number(slot)?);
        let own = self.widths.of(decimals, self.sizes.get("size", "table"));
        Some(column.spare + column.decimals - own)
    }
}

/// Adds the rows of a table to the slices of all, and gives their numbers.
pub fn sliced(rows: Vec<Line>, slices: &mut Vec<Slice>) -> Vec<usize> {
    let first = slices.len();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        slices.push(rows.by_ref().take(SLICE).collect());
    }
    (first..slices.len()).collect()
}

/// A column.
struct Column {
    width: Twips,
    align: CellAlign,
    /// The room at either side of a column of numbers.
    spare: Twips,
    /// The widest decimals, with their comma.
    decimals: Twips,
}

/// The places of a row up to the last column: the last cell of a row that names others reaches there,
/// and so does an empty one where cells are missing.
fn whole(mut slots: Vec<Slot<'_>>, kind: RowKind, columns: usize) -> Vec<Slot<'_>> {
    let end = slots.last().map_or(0, |slot| slot.column + slot.span);
    match slots.last_mut() {
        Some(last) if kind == RowKind::Group => last.span += columns - end,
        _ if end < columns => slots.push(Slot {
            column: end,
            span: columns - end,
            cell: Some(&NOTHING),
        }),
        _ => {}
    }
    slots
}

/// Ties the end of a table to what follows: all of a short one, else its last row.
fn keep_end(rows: &mut [Line], short: bool) {
    let tied = if short { rows.len() } else { 1 };
    for row in rows.iter_mut().rev().take(tied) {
        row.keep = true;
    }
}

/// A number up to its comma, and from there on.
fn parts(number: &str) -> (&str, &str) {
    number.split_at(number.find(',').unwrap_or(number.len()))
}

/// The characters of a cell that is a number in Vietnamese notation.
fn number<'c>(slot: &Slot<'c>) -> Option<&'c str> {
    let [Inline::Text { text, .. }] = slot.cell?.content.as_slice() else {
        return None;
    };
    let unsigned = text.strip_prefix(['-', '–', '−', '+']).unwrap_or(text);
    let digits = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    let numeric = match unsigned.split_once(',') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(unsigned),
    };
    numeric.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::CellBlock;

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
        let long =
            "1.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000.000";
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
}
