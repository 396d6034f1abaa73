//! A plan as items.

use super::item::{Field, Item, Kind, Leaf, Value};
use crate::document;
use crate::document::citation::{DateStyle, Form, cite};
use crate::plan::{
    Appendix, Better, Bound, Budget, BudgetLine, BudgetSource, Cited, Indicator, LegalBasis,
    LegalDocument, LegalRegistry, Period, Plan, Recipients, Responsibility, Section, Table, Task,
    TaskResult, UnitRegistry,
};
use crate::source::{Sources, Span};
use crate::spec::scan::scan;
use crate::spec::{Day, Figure, Locator, Moment, Text, UNDECIDED};

/// The id of a table's row of totals.
pub const TOTAL: &str = "total";

/// One of two plans that are compared, with what its ids mean.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// What the user called it.
    pub name: &'s str,
    /// The plan.
    pub plan: &'s Plan,
    /// The units (đơn vị) by id.
    pub units: &'s UnitRegistry,
    /// The legal documents (văn bản) by id.
    pub legal: &'s LegalRegistry,
    /// What its spans point into.
    pub sources: &'s Sources,
}

impl<'s> Side<'s> {
    /// The legal document of an id.
    pub(super) fn document(&self, id: &str) -> Option<&'s LegalDocument> {
        let mut all = self.legal.documents.iter();
        all.find(|document| document.id.as_ref().is_some_and(|own| own.value == id))
    }

    /// The name of a unit.
    fn unit(&self, id: &str) -> Option<&'s str> {
        let mut all = self.units.units.iter();
        let found = all.find(|unit| unit.id.value == id);
        found.map(|unit| unit.name.as_str())
    }
}

/// The items of a plan; the outermost is the plan itself.
#[must_use]
pub fn outline(side: Side<'_>) -> Item {
    let plan = side.plan;
    let head = &plan.document;
    let mut item = Item::new(Kind::Plan, head.title.as_str());
    item.span = Some(head.title.span);
    item.word("kind", Some(head.kind.name()));
    item.figure("year", Some(year(head.year.value, head.year.span)));
    item.figure(
        "until",
        head.until.map(|until| year(until.value, until.span)),
    );
    item.text("title", Some(&head.title));
    item.text("number", head.number.as_ref());
    item.day("date", head.date);
    item.moment("expected", head.expected);
    item.text("symbol", head.symbol.as_ref());
    item.names("numbering", head.numbering.as_deref().unwrap_or_default());
    item.text("previous", head.previous.as_ref());
    let marks = &plan.marks;
    item.word(
        "urgency",
        marks.urgency.map(|urgency| match urgency {
            crate::plan::Urgency::Urgent => "urgent",
            crate::plan::Urgency::Pressing => "pressing",
            crate::plan::Urgency::Express => "express",
        }),
    );
    item.word(
        "circulation",
        marks.circulation.map(|circulation| match circulation {
            crate::plan::Circulation::ReturnAfterReading => "return_after_reading",
            crate::plan::Circulation::Internal => "internal",
        }),
    );
    item.text("drafter", marks.drafter.as_ref());
    let inside = &mut item.children;
    inside.extend(issuer(plan));
    inside.extend(plan.superior.as_ref().map(|superior| {
        let mut item = Item::new(Kind::Superior, superior.plan.as_str());
        item.text("plan", Some(&superior.plan));
        item.text("row", superior.row.as_ref());
        item
    }));
    inside.extend(plan.legal_bases.iter().flat_map(|own| bases(own, side)));
    if let Some(preamble) = &plan.preamble {
        inside.extend(paragraphs(&preamble.text, side));
    }
    inside.extend(plan.objectives.iter().map(|objective| {
        let mut item = Item::named(Kind::Objective, objective.id.as_ref(), &objective.text);
        item.text("text", Some(&objective.text));
        item.text("group", objective.group.as_ref());
        item.names("indicators", &objective.indicators);
        item
    }));
    inside.extend(plan.indicators.iter().map(indicator));
    inside.extend(plan.tables.iter().map(table));
    inside.extend(plan.budget.as_ref().map(budget));
    let work = plan.responsibilities.iter();
    inside.extend(work.map(|own| responsibility(own, side)));
    inside.extend(plan.task_groups.iter().map(|group| {
        let mut item = Item::named(Kind::TaskGroup, Some(&group.id), &group.title);
        item.text("title", Some(&group.title));
        item.children.extend(group.tasks.iter().map(task));
        item
    }));
    inside.extend(plan.timeline.iter().map(|step| {
        let mut item = Item::named(Kind::Step, step.id.as_ref(), &step.text);
        item.moment("from", step.from);
        item.moment("to", step.to);
        item.text("when_text", step.when_text.as_ref());
        item.text("text", Some(&step.text));
        item.names("units", &step.units);
        item
    }));
    inside.extend(plan.reporting.iter().map(|report| {
        let mut item = Item::named(Kind::Report, report.id.as_ref(), &report.text);
        item.text("text", Some(&report.text));
        item.names("units", &report.units);
        item.names("to", &report.to);
        item.word("every", report.every.map(Period::text));
        item.day("deadline", report.deadline);
        item
    }));
    let sections = plan.sections.iter();
    inside.extend(sections.map(|own| section(own, side)));
    if let Some(closing) = &plan.closing {
        inside.extend(paragraphs(&closing.text, side));
    }
    inside.extend(plan.signature.as_ref().map(|signature| {
        let mut item = Item::new(Kind::Signature, signature.position.as_str());
        item.text("on_behalf", signature.on_behalf.as_ref());
        item.text("in_place_of", signature.in_place_of.as_ref());
        item.text("position", Some(&signature.position));
        item.text("second_position", signature.second_position.as_ref());
        item.text("name", signature.name.as_ref());
        item
    }));
    let all = plan.recipients.iter();
    inside.extend(all.flat_map(|own| recipients(own, side)));
    let appendices = plan.appendices.iter();
    inside.extend(appendices.map(|own| appendix(own, side)));
    let until = head.until.map(|until| until.value);
    read_years(&mut item, head.year.value, until);
    item
}

/// Puts the years that prose prints in the place of their calls.
fn read_years(item: &mut Item, year: i16, until: Option<i16>) {
    let read = |text: &mut String| {
        if text.contains("{{") {
            *text = scan(text).with_years(text, year, until);
        }
    };
    read(&mut item.name);
    for leaf in &mut item.leaves {
        if let Value::Text(text) = &mut leaf.value {
            read(text);
        }
    }
    for child in &mut item.children {
        read_years(child, year, until);
    }
}

fn issuer(plan: &Plan) -> Option<Item> {
    let issuer = &plan.issuer;
    let mut item = Item::new(Kind::Issuer, "");
    item.text("name", issuer.name.as_ref());
    for (place, line) in issuer.letterhead.iter().enumerate() {
        item.push(
            Field::keyed("letterhead", &(place + 1)),
            text(line),
            line.span,
        );
    }
    item.text("parent", issuer.parent.as_ref());
    item.text("place", issuer.place.as_ref());
    item.text("abbreviation", issuer.abbreviation.as_ref());
    item.text("address", issuer.address.as_ref());
    (!item.leaves.is_empty()).then_some(item)
}

/// Each document of a basis, or its line; what is said of the line stands with the first.
fn bases(basis: &LegalBasis, side: Side<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = basis.cited.iter().map(|own| cited(own, side)).collect();
    if items.is_empty() {
        let words = basis.text.as_deref();
        let mut item = Item::new(Kind::LegalBasis, words.map_or("", Text::as_str));
        item.span = words.map(|words| words.span);
        items.push(item);
    }
    items[0].text("verb", basis.verb.as_ref());
    items[0].text("text", basis.text.as_ref());
    items[0].text("note", basis.note.as_ref());
    items
}

fn cited(cited: &Cited, side: Side<'_>) -> Item {
    let name = match cited {
        Cited::Entry(id) => Some(&**id),
        Cited::Own(document) => document.number.as_ref(),
    };
    let mut item = Item::new(Kind::LegalBasis, name.map_or("", Text::as_str));
    item.id = cited.id().map(|id| id.value.clone());
    item.span = name.map(|name| name.span);
    match cited {
        Cited::Entry(id) => {
            let entry = side.document(id.as_str());
            item.meaning = entry.map(|entry| cite(entry, Form::Basis, DateStyle::Short));
            item.text("ref", Some(id));
        }
        Cited::Own(document) => {
            item.text("kind", Some(&document.kind));
            item.text("number", document.number.as_ref());
            item.day("date", document.date);
            item.text("issuer", document.issuer.as_ref());
            item.text("title", document.title.as_ref());
        }
    }
    item
}

fn indicator(indicator: &Indicator) -> Item {
    let mut item = Item::named(Kind::Indicator, Some(&indicator.id), &indicator.name);
    item.unit = indicator.unit.as_ref().map(|unit| unit.value.clone());
    item.text("name", Some(&indicator.name));
    item.text("unit", indicator.unit.as_ref());
    item.word(
        "better",
        indicator.better.map(|better| match better {
            Better::Lower => "lower",
            Better::Higher => "higher",
        }),
    );
    item.text("part_of", indicator.part_of.as_ref());
    item.names("sum_of", &indicator.sum_of);
    if let Some(ratio) = &indicator.ratio {
        item.text("ratio_part", Some(&ratio.part));
        item.text("ratio_whole", ratio.whole.as_ref());
    }
    for (year, figure) in &indicator.values {
        item.push(Field::keyed("value", year), number(*figure), figure.span);
    }
    for (year, figure) in &indicator.changes {
        item.push(Field::keyed("change", year), number(*figure), figure.span);
    }
    for (year, figure) in &indicator.targets {
        item.push(Field::keyed("target", year), number(*figure), figure.span);
    }
    if let Some(target) = &indicator.target {
        item.figure("target_year", target.year.map(|y| year(y.value, y.span)));
        item.figure("target", target.value);
        item.figure("target_change", target.change);
        item.word(
            "target_bound",
            target.bound.map(|bound| match bound {
                Bound::AtLeast => "at_least",
                Bound::MoreThan => "more_than",
                Bound::AtMost => "at_most",
                Bound::LessThan => "less_than",
            }),
        );
    }
    item.text("responsible", indicator.responsible.as_ref());
    item
}

fn budget(budget: &Budget) -> Item {
    let mut item = Item::new(Kind::Budget, "");
    item.unit = Some(budget.unit.value.clone());
    item.text("unit", Some(&budget.unit));
    item.figure("total", budget.total);
    item.text("in_words", budget.in_words.as_ref());
    let sources = budget
        .sources
        .iter()
        .map(|source| self::source(source, &budget.unit));
    item.children.extend(sources);
    item.children
        .extend(budget.lines.iter().map(|own| line(own, &budget.unit)));
    item
}

fn source(source: &BudgetSource, unit: &Text) -> Item {
    let mut item = Item::named(Kind::BudgetSource, Some(&source.id), &source.title);
    item.unit = Some(unit.value.clone());
    item.text("title", Some(&source.title));
    item.figure("total", source.total);
    item.children
        .extend(source.parts.iter().map(|part| self::source(part, unit)));
    item
}

fn line(line: &BudgetLine, unit: &Text) -> Item {
    let mut item = Item::named(Kind::BudgetLine, Some(&line.id), &line.title);
    item.unit = Some(unit.value.clone());
    item.text("title", Some(&line.title));
    item.figure("total", line.total);
    for (source, figure) in &line.amounts {
        item.push(
            Field::keyed("amount", &source.value),
            number(*figure),
            figure.span,
        );
    }
    item.names("responsible", &line.responsible);
    item.children
        .extend(line.lines.iter().map(|inner| self::line(inner, unit)));
    item
}

fn table(table: &Table) -> Item {
    let title = table.title.as_deref().unwrap_or(&table.id);
    let mut item = Item::named(Kind::Table, Some(&table.id), title);
    item.unit = table.unit.as_ref().map(|unit| unit.value.clone());
    item.text("title", table.title.as_ref());
    item.text("unit", table.unit.as_ref());
    item.word("numbered", (!table.numbered).then_some("false"));
    item.word("landscape", table.landscape.then_some("true"));
    item.children.extend(table.columns.iter().map(|column| {
        let mut item = Item::named(Kind::Column, Some(&column.id), &column.title);
        item.text("title", Some(&column.title));
        item.text("unit", column.unit.as_ref());
        item.text("group", column.group.as_ref());
        item
    }));
    let rows = table.rows.iter().map(|row| (row, false));
    for (row, total) in rows.chain(table.total.iter().map(|row| (row, true))) {
        let key = table.key(row).map(|cell| cell.text.clone());
        let mut own = Item::new(Kind::Row, key.clone().unwrap_or_default());
        own.id = if total { Some(TOTAL.to_owned()) } else { key };
        own.span = Some(row.span);
        own.unit.clone_from(&item.unit);
        for (column, cell) in &row.cells {
            let value = match cell.number {
                Some(number) => Value::Number(number),
                None if cell.text == UNDECIDED => Value::Undecided,
                None => Value::Text(cell.text.clone()),
            };
            let key = column.as_ref().map_or("", Text::as_str);
            own.push(Field::keyed("cell", key), value, cell.span);
        }
        item.children.push(own);
    }
    item
}

fn responsibility(own: &Responsibility, side: Side<'_>) -> Item {
    let name = own.title.as_deref().unwrap_or(&own.unit);
    let mut item = Item::named(Kind::Responsibility, Some(&own.unit), name);
    if let (None, Some(unit)) = (&own.title, side.unit(own.unit.as_str())) {
        unit.clone_into(&mut item.name);
    }
    item.text("unit", Some(&own.unit));
    item.text("title", own.title.as_ref());
    item.text("group", own.group.as_ref());
    item.children.extend(own.tasks.iter().map(task));
    item
}

fn task(task: &Task) -> Item {
    let mut item = Item::named(Kind::Task, task.id.as_ref(), &task.text);
    item.text("text", Some(&task.text));
    item.names("indicators", &task.indicators);
    item.names("budget_lines", &task.budget_lines);
    result(&mut item, &task.result);
    item.children.extend(task.results.iter().map(|own| {
        let name = own.product.as_deref().map_or("", Text::as_str);
        let mut item = Item::new(Kind::TaskResult, name);
        result(&mut item, own);
        item
    }));
    item
}

fn result(item: &mut Item, result: &TaskResult) {
    item.text("product", result.product.as_ref());
    item.day("deadline", result.deadline);
    item.text("deadline_text", result.deadline_text.as_ref());
    item.word("every", result.every.map(Period::text));
    item.names("lead", &result.lead);
    item.text("lead_text", result.lead_text.as_ref());
    item.names("with", &result.with);
    item.text("with_text", result.with_text.as_ref());
    item.names("monitor", &result.monitor);
}

fn section(own: &Section, side: Side<'_>) -> Item {
    let mut item = Item::named(Kind::Section, own.id.as_ref(), &own.title);
    item.text("title", Some(&own.title));
    item.text("level", own.level.as_ref());
    let texts = own.text.iter();
    item.children
        .extend(texts.flat_map(|text| paragraphs(text, side)));
    let sections = own.sections.iter();
    item.children.extend(sections.map(|own| section(own, side)));
    item
}

fn appendix(own: &Appendix, side: Side<'_>) -> Item {
    let mut item = Item::named(Kind::Appendix, own.id.as_ref(), &own.title);
    item.text("title", Some(&own.title));
    item.word("landscape", own.landscape.then_some("true"));
    let texts = own.text.iter();
    item.children
        .extend(texts.flat_map(|text| paragraphs(text, side)));
    item
}

fn recipients(recipients: &Recipients, side: Side<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = recipients
        .list
        .iter()
        .map(|recipient| {
            let words = recipient.text.as_ref().or(recipient.unit.as_deref());
            let mut item = Item::new(Kind::Recipient, words.map_or("", Text::as_str));
            item.id = recipient.unit.as_ref().map(|unit| unit.value.clone());
            let unit = item.id.as_deref().and_then(|id| side.unit(id));
            if let (None, Some(unit)) = (&recipient.text, unit) {
                unit.clone_into(&mut item.name);
            }
            item.span = words.map(|words| words.span);
            item.text("unit", recipient.unit.as_ref());
            item.text("text", recipient.text.as_ref());
            item.text("note", recipient.note.as_ref());
            item
        })
        .collect();
    if !recipients.archive.0.is_empty() {
        let mut item = Item::new(Kind::Recipient, "Lưu");
        item.id = Some("archive".to_owned());
        item.names("archive", &recipients.archive);
        items.push(item);
    }
    items
}

/// The paragraphs of a prose, each at its place.
fn paragraphs(prose: &Text, side: Side<'_>) -> Vec<Item> {
    let locator = Locator::new(side.sources.slice(prose.span));
    let ranges = document::paragraphs(&prose.value).into_iter();
    let items = ranges.map(|range| {
        let span = prose.span.slice(locator.locate(range.clone()));
        let lines = prose.value[range].split_whitespace();
        let text = lines.collect::<Vec<_>>().join(" ");
        let mut item = Item::new(Kind::Paragraph, text.as_str());
        item.span = Some(span);
        item.push(Field::of("text"), Value::Text(text), span);
        item
    });
    items.collect()
}

fn text(text: &Text) -> Value {
    Value::Text(text.value.clone())
}

fn number(figure: Figure) -> Value {
    figure.value.map_or(Value::Undecided, Value::Number)
}

fn year(value: i16, span: Span) -> Figure {
    Figure {
        value: Some(value.into()),
        span,
    }
}

impl Item {
    fn named<I: AsRef<Text>>(kind: Kind, id: Option<&I>, name: &Text) -> Self {
        let id = id.map(AsRef::as_ref);
        Self {
            id: id.map(|id| id.value.clone()),
            span: Some(id.unwrap_or(name).span),
            ..Self::new(kind, name.as_str())
        }
    }

    fn push(&mut self, field: Field, value: Value, span: Span) {
        self.leaves.push(Leaf {
            field,
            value,
            span: Some(span),
        });
    }

    fn text<T: AsRef<Text>>(&mut self, name: &'static str, own: Option<&T>) {
        if let Some(own) = own.map(AsRef::as_ref) {
            self.push(Field::of(name), text(own), own.span);
        }
    }

    fn figure(&mut self, name: &'static str, own: Option<Figure>) {
        if let Some(own) = own {
            self.push(Field::of(name), number(own), own.span);
        }
    }

    fn day(&mut self, name: &'static str, own: Option<Day>) {
        if let Some(own) = own {
            self.push(Field::of(name), Value::Day(own.date), own.span);
        }
    }

    fn moment(&mut self, name: &'static str, own: Option<Moment>) {
        let (value, span) = match own {
            None => return,
            Some(Moment::Day(day)) => (Value::Day(day.date), day.span),
            Some(Moment::Month { year, month, span }) => {
                (Value::Text(crate::vi::date::month_year(year, month)), span)
            }
            Some(Moment::Year { year, span }) => (Value::Text(year.to_string()), span),
        };
        self.push(Field::of(name), value, span);
    }

    fn names<T: AsRef<Text>>(&mut self, name: &'static str, own: &[T]) {
        if let Some(first) = own.first().map(AsRef::as_ref) {
            let ids = own.iter().map(|id| id.as_ref().value.clone()).collect();
            self.push(Field::of(name), Value::Ids(ids), first.span);
        }
    }

    fn word(&mut self, name: &'static str, own: Option<&'static str>) {
        if let Some(own) = own {
            let field = Field::of(name);
            let value = Value::Word(own);
            let span = None;
            self.leaves.push(Leaf { field, value, span });
        }
    }
}
