//! What follows from what in a plan, by brute arithmetic on whole numbers.

use kehoach::plan::{BudgetLine, Indicator, Plan, Row, Table};
use kehoach::source::Span;
use kehoach::spec::Figure;
use kehoach::workspace::Loaded;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;

/// A number that takes part in a relation.
pub struct Number {
    /// Its file, below the workspace.
    pub file: String,
    /// Its bytes in it.
    pub range: Range<usize>,
    /// What is written.
    pub text: String,
    /// Its value.
    pub value: Decimal,
}

/// Whether something holds between numbers.
type Holds = Box<dyn Fn(&[Decimal]) -> bool>;

/// Something that holds between numbers.
struct Relation {
    what: &'static str,
    terms: Vec<usize>,
    holds: Holds,
}

/// The numbers of a plan and what holds between them.
pub struct Relations {
    numbers: Vec<Number>,
    relations: Vec<Relation>,
}

impl Relations {
    /// All of a plan.
    pub fn of(loaded: &Loaded) -> Self {
        let mut collector = Collector {
            loaded,
            known: HashMap::new(),
            numbers: Vec::new(),
            relations: Vec::new(),
        };
        let plan = loaded.plan.as_ref().unwrap();
        plan.indicators
            .iter()
            .for_each(|indicator| collector.indicator(plan, indicator));
        plan.tables.iter().for_each(|table| collector.table(table));
        collector.budget(plan);
        Self {
            numbers: collector.numbers,
            relations: collector.relations,
        }
    }

    pub fn numbers(&self) -> impl Iterator<Item = (usize, &Number)> {
        self.numbers.iter().enumerate()
    }

    pub fn number(&self, place: usize) -> &Number {
        &self.numbers[place]
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The relations that do not hold as the plan stands.
    pub fn broken(&self) -> Vec<String> {
        let broken = self
            .relations
            .iter()
            .filter(|relation| !(relation.holds)(&self.values(relation)));
        broken
            .map(|relation| format!("{}: {:?}", relation.what, self.values(relation)))
            .collect()
    }

    /// A relation that does not hold once a number has another value.
    pub fn broken_by(&self, place: usize, value: Decimal) -> Option<&'static str> {
        let mut with = self
            .relations
            .iter()
            .filter(|relation| relation.terms.contains(&place));
        let broken = with.find(|relation| {
            let mut values = self.values(relation);
            for (term, slot) in relation.terms.iter().zip(&mut values) {
                if *term == place {
                    *slot = value;
                }
            }
            !(relation.holds)(&values)
        });
        broken.map(|relation| relation.what)
    }

    fn values(&self, relation: &Relation) -> Vec<Decimal> {
        relation
            .terms
            .iter()
            .map(|term| self.numbers[*term].value)
            .collect()
    }
}

struct Collector<'l> {
    loaded: &'l Loaded,
    known: HashMap<Span, usize>,
    numbers: Vec<Number>,
    relations: Vec<Relation>,
}

impl Collector<'_> {
    /// Adds a relation, unless one of its numbers is not there.
    fn add(
        &mut self,
        what: &'static str,
        figures: &[Option<Figure>],
        holds: impl Fn(&[Decimal]) -> bool + 'static,
    ) {
        let figures: Option<Vec<Figure>> = figures.iter().copied().collect();
        let Some(figures) =
            figures.filter(|figures| figures.iter().all(|figure| figure.value.is_some()))
        else {
            return;
        };
        let terms = figures
            .into_iter()
            .map(|figure| self.number(figure))
            .collect();
        self.relations.push(Relation {
            what,
            terms,
            holds: Box::new(holds),
        });
    }

    fn number(&mut self, figure: Figure) -> usize {
        let (loaded, numbers) = (self.loaded, &mut self.numbers);
        *self.known.entry(figure.span).or_insert_with(|| {
            let source = loaded.sources.get(figure.span.source).unwrap();
            let root = loaded.workspace.root();
            let file = source.path().strip_prefix(root).unwrap_or(source.path());
            numbers.push(Number {
                file: file.to_string_lossy().into_owned(),
                range: figure.span.range(),
                text: source.slice(figure.span).to_owned(),
                value: figure.value.unwrap(),
            });
            numbers.len() - 1
        })
    }

    fn indicator(&mut self, plan: &Plan, indicator: &Indicator) {
        let named = |id: &str| plan.indicators.iter().find(|other| other.id.value == id);
        let ratio = indicator.ratio.as_ref();
        let operands =
            ratio.and_then(|r| Some((named(&r.part.value)?, named(&r.whole.as_ref()?.value)?)));
        for (year, value) in &indicator.values {
            if let Some((part, whole)) = operands {
                let figures = [Some(*value), part.value(*year), whole.value(*year)];
                self.add("ratio", &figures, |n| {
                    rounds(n[0], hundred(n[1]), int(n[2]))
                });
            }
            if let Some(whole) = indicator.part_of.as_ref().and_then(|id| named(&id.value)) {
                self.add("part", &[Some(*value), whole.value(*year)], |n| {
                    n[0] <= n[1]
                });
            }
        }
        for (year, change) in &indicator.changes {
            let last = year - 1;
            let mut figures = vec![Some(*change), indicator.value(*year), indicator.value(last)];
            if let Some((part, whole)) = operands {
                let years = [
                    part.value(*year),
                    whole.value(*year),
                    part.value(last),
                    whole.value(last),
                ];
                figures.extend(years);
            }
            self.add("change", &figures, |n| {
                let printed = n[0] == n[1] - n[2];
                printed
                    || n.get(6).is_some_and(|_| {
                        let above = hundred(n[3]) * int(n[6]) - hundred(n[5]) * int(n[4]);
                        rounds(n[0], above, int(n[4]) * int(n[6]))
                    })
            });
        }
        let Some(target) = &indicator.target else {
            return;
        };
        let year = target
            .year
            .map_or(plan.document.year.value, |year| year.value);
        if let Some((part, whole)) = operands {
            let change = part.target.as_ref().and_then(|target| target.change);
            let figures = [target.change, change, whole.value(year - 1)];
            self.add("target of a ratio", &figures, |n| {
                rounds(n[0], hundred(n[1]), int(n[2]))
            });
        }
        let figures = [target.value, target.change, indicator.value(year - 1)];
        self.add("target", &figures, |n| n[0] == n[1] + n[2]);
    }

    fn table(&mut self, table: &Table) {
        let cell = |row: &Row, id: &str| {
            let column = table.columns.iter().find(|column| column.id.value == id)?;
            table.cell(row, column).map(Figure::from)
        };
        for column in &table.columns {
            let id = column.id.as_str();
            let own: Vec<Option<Figure>> = table.rows.iter().map(|row| cell(row, id)).collect();
            if let Some(total) = table.total.as_ref().filter(|_| column.total.is_some()) {
                let figures: Vec<_> = [cell(total, id)].into_iter().chain(own).collect();
                self.add("total", &figures, |n| n[0] == n[1..].iter().sum());
            }
            for row in table.rows.iter().chain(&table.total) {
                if let Some((a, b)) = column
                    .equals
                    .as_ref()
                    .and_then(|formula| formula.value.split_once(" - "))
                {
                    self.add(
                        "formula",
                        &[cell(row, id), cell(row, a), cell(row, b)],
                        |n| n[0] == n[1] - n[2],
                    );
                }
                if let Some(whole) = &column.part_of {
                    self.add("part", &[cell(row, id), cell(row, whole.as_str())], |n| {
                        n[0] <= n[1]
                    });
                }
            }
        }
        self.hidden(table, &cell);
    }

    fn hidden(&mut self, table: &Table, cell: &dyn Fn(&Row, &str) -> Option<Figure>) {
        let ratios = table
            .columns
            .iter()
            .filter_map(|column| Some((column, column.ratio.as_ref()?)));
        let ratios: Vec<(&str, &str)> = ratios
            .filter(|(_, ratio)| ratio.whole.is_none())
            .map(|(column, ratio)| (column.id.as_str(), ratio.part.as_str()))
            .collect();
        if ratios.is_empty() {
            return;
        }
        let pairs = |row: &Row| -> Vec<Option<Figure>> {
            ratios
                .iter()
                .flat_map(|(ratio, part)| [cell(row, ratio), cell(row, part)])
                .collect()
        };
        let width = ratios.len() * 2;
        for row in table.rows.iter().chain(&table.total) {
            self.add("hidden whole", &pairs(row), |n| wholes(n).is_some());
        }
        if let Some(total) = &table.total {
            let all: Vec<_> = [total]
                .into_iter()
                .chain(&table.rows)
                .flat_map(pairs)
                .collect();
            self.add("hidden whole of all", &all, move |n| {
                let mut rows = n.chunks(width).map(wholes);
                let Some(Some(total)) = rows.next() else {
                    return false;
                };
                let sum = rows.try_fold((0, 0), |(low, high), row| {
                    row.map(|row| (low + row.0, high + row.1))
                });
                sum.is_none_or(|(low, high)| total.0 <= high && low <= total.1)
            });
        }
    }

    fn budget(&mut self, plan: &Plan) {
        let Some(budget) = &plan.budget else { return };
        let sum = |n: &[Decimal]| n[0] == n[1..].iter().sum();
        for line in budget.all_lines() {
            let mut figures = vec![line.total];
            made_of(line, &mut figures);
            self.add("budget line", &figures, sum);
        }
        let mut figures = vec![budget.total];
        budget
            .lines
            .iter()
            .for_each(|line| in_all(line, &mut figures));
        self.add("grand total", &figures, sum);
        let mut figures = vec![budget.total];
        figures.extend(budget.sources.iter().map(|source| source.total));
        self.add("grand total of sources", &figures, sum);
        for source in budget.all_sources() {
            let mut figures = vec![source.total];
            figures.extend(source.parts.iter().map(|part| part.total));
            if source.parts.is_empty() {
                let lines = budget.all_lines();
                let amounts = lines.iter().flat_map(|line| &line.amounts);
                figures.extend(
                    amounts
                        .filter(|(id, _)| id.value == source.id.value)
                        .map(|(_, figure)| Some(*figure)),
                );
            }
            self.add("source", &figures, sum);
        }
    }
}

fn made_of(line: &BudgetLine, figures: &mut Vec<Option<Figure>>) {
    figures.extend(line.amounts.iter().map(|(_, figure)| Some(*figure)));
    line.lines.iter().for_each(|line| in_all(line, figures));
}

fn in_all(line: &BudgetLine, figures: &mut Vec<Option<Figure>>) {
    match line.total {
        Some(total) => figures.push(Some(total)),
        None => made_of(line, figures),
    }
}

/// A number that counts something.
fn int(value: Decimal) -> i128 {
    value.trunc().mantissa()
}

fn hundred(value: Decimal) -> i128 {
    int(value) * 100
}

/// Whether a printed number is a fraction rounded to the nearest, halves either way.
fn rounds(printed: Decimal, above: i128, below: i128) -> bool {
    let unit = 10_i128.pow(printed.scale());
    below > 0 && (2 * above * unit - 2 * printed.mantissa() * below).abs() <= below
}

/// The smallest and the largest whole that gives all ratios of some parts, tried one after another.
fn wholes(pairs: &[Decimal]) -> Option<(i128, i128)> {
    let (ratio, part) = (pairs[0], int(pairs[1]));
    let expected = hundred(pairs[1]) * 10_i128.pow(ratio.scale()) / ratio.mantissa().max(1);
    let fits = |whole: &i128| {
        pairs
            .chunks(2)
            .all(|pair| int(pair[1]) <= *whole && rounds(pair[0], hundred(pair[1]), *whole))
    };
    let mut range = (expected / 2).max(part)..=expected * 2 + 2;
    let low = range.find(fits)?;
    let high = (low..=expected * 2 + 2).rev().find(fits)?;
    Some((low, high))
}
