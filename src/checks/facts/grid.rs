//! A table as rows of numbers, laid out once for all rules.

use crate::checks::arithmetic::{Formula, FormulaError, Interval, Measure, Sum};
use crate::plan::{Cell, Column, Plan, Row, Table, Total};
use crate::source::Span;
use crate::spec::Text;
use rust_decimal::Decimal;

/// A column (cột) with what its relations mean, columns named by their places.
#[derive(Debug)]
pub struct Stripe<'p> {
    /// The column.
    pub column: &'p Column,
    /// What its numbers are.
    pub measure: Measure,
    /// Its unit, or the table's.
    pub unit: Option<&'p str>,
    /// What it is a part of.
    pub part_of: Option<usize>,
    /// The part that it is the ratio of, and the whole where that is printed.
    pub ratio: Option<(usize, Option<usize>)>,
    /// The formula that it follows.
    pub formula: Option<Result<Formula, FormulaError>>,
    /// Whether it takes part in a relation of any column.
    pub related: bool,
    /// How many rows have a number in it.
    pub filled: usize,
    /// The sum of its rows; none while one of them is undecided or cannot be read.
    pub sum: Option<Sum>,
}

impl Stripe<'_> {
    /// What a number of the column stands for; whole numbers are exact unless `measured` and not of
    /// things that are counted.
    pub fn range(&self, value: Decimal, measured: bool) -> Interval {
        Interval::of(value, !measured || self.measure.is_counted())
    }

    /// Whether the total row is to hold its sum.
    pub fn is_summed(&self) -> bool {
        self.column.total == Some(Total::Sum)
    }

    /// How many its ratio is of: a hundred, a thousand, or one.
    pub fn per(&self) -> i128 {
        match self.measure {
            Measure::Permille => 1000,
            Measure::Percent => 100,
            _ if self.unit.is_none() => 100,
            _ => 1,
        }
    }

    /// The sign behind its numbers.
    pub fn sign(&self) -> &'static str {
        match self.per() {
            100 => "%",
            1000 => "‰",
            _ => "",
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// A number.
    Number(Decimal),
    /// A hyphen, for nothing.
    Nothing,
    /// Nothing at all.
    Blank,
    /// A number that is undecided or cannot be read, or words.
    Open,
}

impl Entry {
    fn of(cell: Option<&Cell>) -> Self {
        let Some(cell) = cell else {
            return Self::Blank;
        };
        match (cell.number, cell.text.trim()) {
            (Some(number), _) => Self::Number(number),
            (None, "") => Self::Blank,
            (None, "-" | "–" | "—") => Self::Nothing,
            (None, _) => Self::Open,
        }
    }
}

/// A row, or the row of totals, by place of column.
#[derive(Debug, Clone, Copy)]
pub struct Line<'g, 'p> {
    /// The row as it was read.
    pub row: &'p Row,
    cells: &'g [Option<&'p Cell>],
}

impl<'p> Line<'_, 'p> {
    /// The cell of a column.
    pub fn cell(&self, place: usize) -> Option<&'p Cell> {
        self.cells.get(place).copied().flatten()
    }

    /// What the cell of a column holds.
    pub fn entry(&self, place: usize) -> Entry {
        Entry::of(self.cell(place))
    }

    /// The number of a column.
    pub fn number(&self, place: usize) -> Option<(Decimal, Span)> {
        let cell = self.cell(place)?;
        Some((cell.number?, cell.span))
    }
}

/// A table (biểu) laid out by rows and columns.
#[derive(Debug)]
pub struct Grid<'p> {
    /// The table.
    pub table: &'p Table,
    /// Its columns.
    pub columns: Vec<Stripe<'p>>,
    cells: Vec<Option<&'p Cell>>,
    totals: Vec<Option<&'p Cell>>,
}

impl<'p> Grid<'p> {
    /// All tables of a plan.
    pub fn all(plan: &'p Plan) -> Vec<Self> {
        plan.tables.iter().map(Self::new).collect()
    }

    fn new(table: &'p Table) -> Self {
        let width = table.columns.len();
        let mut cells = Vec::with_capacity(width * table.rows.len());
        for row in &table.rows {
            lay_out(table, row, &mut cells);
        }
        let mut totals = Vec::with_capacity(width);
        if let Some(total) = &table.total {
            lay_out(table, total, &mut totals);
        }
        let mut columns: Vec<Stripe<'p>> = table
            .columns
            .iter()
            .map(|column| stripe(table, column))
            .collect();
        mark_related(&mut columns);
        for row in cells.chunks_exact(width.max(1)) {
            for (stripe, cell) in columns.iter_mut().zip(row) {
                match Entry::of(*cell) {
                    Entry::Number(number) => {
                        stripe.filled += 1;
                        if let Some(sum) = &mut stripe.sum {
                            sum.add(number);
                        }
                    }
                    Entry::Open => stripe.sum = None,
                    Entry::Nothing | Entry::Blank => {}
                }
            }
        }
        Self {
            table,
            columns,
            cells,
            totals,
        }
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Line<'_, 'p>> {
        let lines = self.cells.chunks_exact(self.columns.len().max(1));
        let rows = self.table.rows.iter().zip(lines);
        rows.map(|(row, cells)| Line { row, cells })
    }

    /// The row of totals.
    pub fn total(&self) -> Option<Line<'_, 'p>> {
        let row = self.table.total.as_ref()?;
        let cells = &*self.totals;
        Some(Line { row, cells })
    }

    /// The place of a column.
    pub fn place(&self, id: &str) -> Option<usize> {
        place(self.table, id)
    }

    /// What a row is called: its first words.
    pub fn name(&self, line: &Line<'_, 'p>) -> &'p str {
        let columns = self.columns.iter().enumerate();
        let words = columns
            .filter(|(_, stripe)| !stripe.column.is_numeric() && !is_row_number(stripe.column));
        words
            .filter_map(|(place, _)| line.cell(place))
            .map(|cell| cell.text.trim())
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// Whether a column's stated total is its sum, so far as can be told.
    pub fn total_fits(&self, place: usize) -> bool {
        let stripe = self.columns.get(place);
        let summed = stripe.filter(|stripe| stripe.is_summed());
        let stated = self.total().and_then(|total| total.number(place));
        match summed.and_then(|stripe| stripe.sum).zip(stated) {
            Some((sum, (stated, _))) => sum.fits(stated),
            None => true,
        }
    }
}

/// Puts the cells of a row in the order of the columns.
fn lay_out<'p>(table: &'p Table, row: &'p Row, cells: &mut Vec<Option<&'p Cell>>) {
    let mut rest = row.cells.iter().cycle();
    for column in &table.columns {
        // Cells mostly follow each other as the columns do; each is looked for from the last one on.
        let found = rest
            .by_ref()
            .take(row.cells.len())
            .find(|(key, _)| key.as_ref().is_some_and(|key| key.value == column.id.value));
        cells.push(found.map(|(_, cell)| cell));
    }
}

fn stripe<'p>(table: &'p Table, column: &'p Column) -> Stripe<'p> {
    let unit = column.unit.as_ref();
    let unit = unit.or(table
        .unit
        .as_ref()
        .filter(|_| column.ratio.is_none() && column.is_numeric()));
    let unit = unit.map(Text::as_str);
    let at = |id: &str| place(table, id);
    let ratio = column.ratio.as_ref().and_then(|ratio| {
        let part = at(ratio.part.as_str())?;
        match &ratio.whole {
            None => Some((part, None)),
            Some(whole) => Some((part, Some(at(whole.as_str())?))),
        }
    });
    let formula = column
        .equals
        .as_ref()
        .map(|formula| Formula::read(formula.as_str(), at));
    let part_of = column.part_of.as_ref().and_then(|id| at(id.as_str()));
    let measure = Measure::of(unit);
    Stripe {
        column,
        measure,
        unit,
        part_of,
        ratio,
        formula,
        related: false,
        filled: 0,
        sum: column.is_numeric().then(|| sum_of(measure)),
    }
}

fn sum_of(measure: Measure) -> Sum {
    if measure.sign().is_empty() {
        Sum::default()
    } else {
        Sum::of_shares()
    }
}

fn mark_related(columns: &mut [Stripe<'_>]) {
    let mut related = Vec::new();
    for (place, stripe) in columns.iter().enumerate() {
        let own = related.len();
        related.extend(stripe.part_of);
        if let Some((part, whole)) = stripe.ratio {
            related.push(part);
            related.extend(whole);
        }
        if let Some(Ok(formula)) = &stripe.formula {
            related.extend(formula.columns());
        }
        if related.len() > own || stripe.is_summed() {
            related.push(place);
        }
    }
    for place in related {
        if let Some(stripe) = columns.get_mut(place) {
            stripe.related = true;
        }
    }
}

fn place(table: &Table, id: &str) -> Option<usize> {
    table
        .columns
        .iter()
        .position(|column| column.id.value == id)
}

/// Whether a column holds the numbers of the rows, «STT».
pub fn is_row_number(column: &Column) -> bool {
    let title = column.title.plain().trim().to_lowercase();
    matches!(title.as_str(), "stt" | "tt" | "số tt" | "số thứ tự")
}
