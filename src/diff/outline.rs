//! A plan as items.

use super::item::{Field, Item, Kind, Leaf, Role, Value};
use crate::document;
use crate::document::citation::{DateStyle, Form, cite};
use crate::law::Law;
use crate::plan::{LegalDocument, LegalRegistry, Plan, Table, UnitRegistry};
use crate::source::{Source, SourceId, Sources, Span};
use crate::spec::scan::scan;
use crate::spec::{
    Figure, Key, Locator, Moment, Named, Prose, Record, Said, Text, UNDECIDED, record,
};
use crate::vi;

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
    /// The law (pháp luật).
    pub law: &'s Law,
    /// The file of the office (kehoach.toml), where there is one.
    pub office: Option<SourceId>,
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
///
/// What the plan's file says is read key by key, so that each key is told, one that is new here too: by the
/// item that its table is, else by the one around it.
#[must_use]
pub fn outline(side: Side<'_>) -> Item {
    let head = &side.plan.document;
    let source = head.title.span.source;
    let text = side.sources.get(source).map_or("", Source::text);
    let mut item = match record::<Plan>(source, text) {
        Some(record) => side.item(Kind::Plan, &record, None),
        None => Item::new(Kind::Plan, head.title.as_str()),
    };
    item.span = Some(head.title.span);
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

/// The item that a table is; none where it is told of the item around it.
fn kind_of(table: &str) -> Option<Kind> {
    Some(match table {
        "issuer" => Kind::Issuer,
        "superior" => Kind::Superior,
        "legal_bases" => Kind::LegalBasis,
        "objectives" => Kind::Objective,
        "indicators" => Kind::Indicator,
        "budget" => Kind::Budget,
        "sources" => Kind::BudgetSource,
        "lines" => Kind::BudgetLine,
        "tables" => Kind::Table,
        "columns" => Kind::Column,
        "responsibilities" => Kind::Responsibility,
        "task_groups" => Kind::TaskGroup,
        "tasks" => Kind::Task,
        "results" => Kind::TaskResult,
        "timeline" => Kind::Step,
        "reporting" => Kind::Report,
        "sections" => Kind::Section,
        "appendices" => Kind::Appendix,
        "signature" => Kind::Signature,
        "recipients" | "recipients.list" => Kind::Recipient,
        _ => return None,
    })
}

/// The keys that people call an item by, the first that it has.
fn called_by(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Issuer | Kind::Budget | Kind::Row => &[],
        Kind::Superior => &["plan"],
        Kind::LegalBasis => &["text", "number", "ref"],
        Kind::Indicator | Kind::Unit => &["name"],
        Kind::Document => &["number", "title"],
        Kind::TaskResult => &["product"],
        Kind::Signature => &["position"],
        Kind::Recipient => &["text", "unit"],
        Kind::Objective | Kind::Task | Kind::Step | Kind::Report | Kind::Paragraph => &["text"],
        Kind::Responsibility => &["title", "unit"],
        _ => &["title"],
    }
}

/// The reference that tells an item from others, where it has no id of its own.
fn told_by(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Responsibility | Kind::Recipient => Some("unit"),
        Kind::LegalBasis => Some("ref"),
        _ => None,
    }
}

/// The name in reports of a key at a table inside its item, and whether it has that name there alone.
fn named(inside: Option<&str>, key: &'static str) -> (&'static str, bool) {
    let name = match (inside, key) {
        (None, "values") => "value",
        (None, "changes") => "change",
        (None, "amounts") => "amount",
        (Some("ratio"), "part") => "ratio_part",
        (Some("ratio"), "whole") => "ratio_whole",
        (Some("target"), "year") => "target_year",
        (None, "targets") | (Some("target"), "value") => "target",
        (Some("target"), "change") => "target_change",
        (Some("target"), "bound") => "target_bound",
        (inside, _) => return (key, matches!(inside, None | Some("document" | "marks"))),
    };
    (name, true)
}

impl Side<'_> {
    pub(super) fn item(&self, kind: Kind, record: &Record, unit: Option<&str>) -> Item {
        let mut item = Item::new(kind, "");
        item.unit = unit.map(ToOwned::to_owned);
        self.tell(&mut item, record, None);
        let mut names = called_by(kind).iter();
        let named = names.find_map(|name| item.leaves.iter().find(|leaf| leaf.field.name == *name));
        if let Some((leaf, Value::Text(text))) = named.map(|leaf| (leaf, &leaf.value)) {
            let unit = Some(text).filter(|_| leaf.field.role == Role::Names(Named::Unit));
            let unit = unit.and_then(|id| self.unit(id));
            (item.name, item.span) = (unit.unwrap_or(text).to_owned(), item.span.or(leaf.span));
        } else if let Some(id) = &item.id {
            item.name.clone_from(id);
        }
        let entry = item.id.as_deref().filter(|_| kind == Kind::LegalBasis);
        let entry = entry.and_then(|id| self.document(id));
        item.meaning = entry.map(|entry| cite(entry, Form::Basis, DateStyle::Short, self.law));
        if kind == Kind::Table {
            let mut tables = self.plan.tables.iter();
            let table = tables.find(|table| Some(table.id.span) == item.span);
            if let Some(table) = table {
                rows(&mut item, table);
            }
        }
        item
    }

    /// Tells what a table says of an item: its own, or one inside.
    fn tell(&self, item: &mut Item, record: &Record, inside: Option<&Key>) {
        for key in &record.keys {
            let (name, is_own) = named(inside.map(|inside| inside.name), key.name);
            let field = Field::new(name, key.doc).inside(inside.filter(|_| !is_own));
            let tables = key.tables.iter();
            tables.for_each(|own| self.inner(item, key, inside, own));
            match &key.said {
                None => {}
                Some(Said::Id(id)) if item.id.is_none() => {
                    item.id = Some(id.value.clone());
                    item.span = item.span.or(Some(id.span).filter(|_| inside.is_none()));
                }
                Some(Said::Prose(text)) if name == "text" && is_flowing(item.kind) => {
                    let field = Field::new(name, key.doc);
                    item.children.extend(paragraphs(text, &field, *self));
                }
                Some(said) => {
                    if let (true, Said::Ref(_, id)) = (told_by(item.kind) == Some(name), said) {
                        item.id = Some(id.value.clone());
                        item.span = Some(id.span);
                    }
                    if let ("unit", Said::Text(unit)) = (name, said)
                        && item.kind != Kind::Column
                    {
                        item.unit = Some(unit.value.clone());
                    }
                    item.say(key, field, said);
                }
            }
        }
    }

    /// Tells a table at a key: an item of its own, or a part of what the item says.
    fn inner(&self, item: &mut Item, key: &Key, inside: Option<&Key>, record: &Record) {
        // Of several documents of a basis each is told for itself.
        let of_several = (key.name == "documents").then_some(Kind::LegalBasis);
        let Some(kind) = kind_of(record.table).or(of_several) else {
            match record.texts().as_slice() {
                [rule, reason @ ..] if key.name == "allow" => {
                    let reason = reason.first().map_or("", |reason| reason.as_str());
                    let value = Value::Text(reason.to_owned());
                    let field = Field::new(key.name, key.doc).inside(inside);
                    let field = field.at(rule.as_str());
                    item.push(field, value, Some(record.span));
                }
                _ => self.tell(item, record, Some(key)),
            }
            return;
        };
        let unit = item.unit.clone();
        let inherits = matches!(kind, Kind::BudgetSource | Kind::BudgetLine);
        let mut own = self.item(kind, record, unit.as_deref().filter(|_| inherits));
        if record.table == "recipients" {
            // Its lines stand beside where it is kept.
            item.children.append(&mut own.children);
            "Lưu".clone_into(&mut own.name);
            own.id = Some("archive".to_owned());
        }
        let is_empty = own.leaves.is_empty() && own.children.is_empty();
        if !(is_empty && matches!(kind, Kind::Issuer | Kind::Recipient)) {
            item.children.push(own);
        }
    }
}

/// Whether the text of an item is paragraphs, each an item.
fn is_flowing(kind: Kind) -> bool {
    matches!(kind, Kind::Plan | Kind::Section | Kind::Appendix)
}

/// Adds the rows of a table, those of a data file among them.
fn rows(item: &mut Item, table: &Table) {
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
            let field = Field::keyed("cell", key).role(Role::Cell);
            own.push(field, value, Some(cell.span));
        }
        item.children.push(own);
    }
}

/// The paragraphs of a prose, each at its place.
fn paragraphs(prose: &Text, field: &Field, side: Side<'_>) -> Vec<Item> {
    let locator = Locator::new(side.sources.slice(prose.span));
    let ranges = document::paragraphs(&Prose::from(prose.clone())).into_iter();
    let items = ranges.map(|range| {
        let span = prose.span.slice(locator.locate(range.clone()));
        let lines = prose.value[range].split_whitespace();
        let text = lines.collect::<Vec<_>>().join(" ");
        let mut item = Item::new(Kind::Paragraph, text.as_str());
        item.span = Some(span);
        item.push(field.clone(), Value::Text(text), Some(span));
        item
    });
    items.collect()
}

impl Item {
    /// Says what a key says.
    fn say(&mut self, key: &Key, field: Field, said: &Said) {
        let each = |at: &str| field.clone().at(at);
        match said {
            Said::Yearly(figures) => {
                for (year, figure) in figures {
                    let field = each(&year.to_string()).role(Role::Yearly);
                    self.push(field, number(*figure), Some(figure.span));
                }
            }
            Said::Keyed(named, values) => {
                for (id, said) in values {
                    let (role, value, span) = value(said);
                    let role = named.map_or(role, Role::By);
                    self.push(each(id.as_str()).role(role), value, span);
                }
            }
            Said::List(list) => {
                for (place, said) in list.iter().enumerate() {
                    let (role, value, span) = value(said);
                    self.push(each(&(place + 1).to_string()).role(role), value, span);
                }
            }
            said => {
                let (role, value, span) = value(said);
                let (field, span) = (field.role(role), span.or(key.span));
                if key.usual {
                    self.usual.push(Leaf { field, value, span });
                } else {
                    self.push(field, value, span);
                }
            }
        }
    }

    /// Says a value of a field; of several of one name, each is told.
    fn push(&mut self, mut field: Field, value: Value, span: Option<Span>) {
        let same = |leaf: &&Leaf| leaf.field == field;
        let known = self.leaves.iter().filter(same).count();
        if known > 0 {
            let key = field.key.unwrap_or_default();
            field.key = Some(format!("{key} ({})", known + 1));
        }
        self.leaves.push(Leaf { field, value, span });
    }
}

/// A value as it is compared, with what it is and where it stands.
fn value(said: &Said) -> (Role, Value, Option<Span>) {
    match said {
        Said::Text(text) | Said::Prose(text) => (
            Role::Words,
            Value::Text(text.value.clone()),
            Some(text.span),
        ),
        // Of an id no letter stands for itself.
        Said::Id(id) => (
            Role::Words,
            Value::Ids(vec![id.value.clone()]),
            Some(id.span),
        ),
        Said::Ref(named, id) => (
            Role::Names(*named),
            Value::Text(id.value.clone()),
            Some(id.span),
        ),
        Said::Figure(figure) => (Role::Figure, number(*figure), Some(figure.span)),
        Said::Count(count) => (Role::Count, Value::Number((*count).into()), None),
        Said::Year(year) => (Role::Year, Value::Number((*year).into()), None),
        Said::Moment(Moment::Day(day)) => (Role::Words, Value::Day(day.date), Some(day.span)),
        Said::Moment(Moment::Month { year, month, span }) => {
            let text = vi::date::month_year(*year, *month);
            (Role::Words, Value::Text(text), Some(*span))
        }
        Said::Moment(Moment::Year { year, span }) => {
            (Role::Words, Value::Text(year.to_string()), Some(*span))
        }
        Said::Word(word) => (Role::Words, Value::Word(*word), None),
        Said::Several(all) | Said::List(all) => {
            let all: Vec<_> = all.iter().map(value).collect();
            let (role, _, span) =
                all.first()
                    .cloned()
                    .unwrap_or((Role::Words, Value::Undecided, None));
            let ids = all.into_iter().filter_map(|(_, value, _)| match value {
                Value::Text(id) => Some(id),
                _ => None,
            });
            (role, Value::Ids(ids.collect()), span)
        }
        // A key holds no more than one table of values.
        Said::Yearly(_) | Said::Keyed(..) => (Role::Words, Value::Undecided, None),
    }
}

fn number(figure: Figure) -> Value {
    figure.value.map_or(Value::Undecided, Value::Number)
}
