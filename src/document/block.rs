//! What calls that stand alone make: indicators as a table, objectives, steps and reports as paragraphs.

use super::compose::Composer;
use super::model::{
    Block, CellAlign, CellBlock, Inline, ParagraphStyle, RowBlock, RowKind, TableBlock,
};
use super::prose::Recorded;
use super::width;
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Bound, Indicator, Target, TimelineStep};
use crate::source::Span;
use crate::spec::{Figure, Moment};
use crate::vi;
use std::collections::BTreeSet;

impl Composer<'_> {
    /// What a call that stands alone makes; `span` is its tag.
    pub(super) fn block(&mut self, call: &Recorded, span: Span) -> Vec<Block> {
        // What a text of the list places would go on for ever.
        if self.open.contains(&call.name) {
            let name = call.name;
            let message = Message::new(
                format!("`{name}` cannot stand in a text that it prints itself"),
                format!("`{name}` không thể đặt trong chính nội dung mà nó in ra"),
            );
            self.fault(Diagnostic::new(code::TEMPLATE, span, message));
            return Vec::new();
        }
        self.open.push(call.name);
        let blocks = self.made(call, span);
        self.open.pop();
        blocks
    }

    fn made(&mut self, call: &Recorded, span: Span) -> Vec<Block> {
        let plan = self.plan;
        match call.name {
            "table" => {
                let table = call.text("id").and_then(|id| self.index.table(id));
                table
                    .map(|table| Block::Table(self.table(table)))
                    .into_iter()
                    .collect()
            }
            "budget" => match (&plan.budget, call.text("by")) {
                (Some(budget), Some("sources")) => self.budget_list(budget, span),
                (Some(budget), _) => vec![Block::Table(self.budget_table(budget))],
                (None, _) => Vec::new(),
            },
            "indicators" => {
                self.placed.all_indicators = true;
                vec![Block::Table(self.indicator_table())]
            }
            "objectives" => self.objectives(call.text("group")),
            "responsibilities" => self.responsibilities(call.text("group")),
            "task_matrix" => vec![Block::Table(self.task_matrix())],
            "timeline" => self.timeline(),
            "reporting" => self.reporting(),
            _ => Vec::new(),
        }
    }

    fn objectives(&mut self, group: Option<&str>) -> Vec<Block> {
        self.placed.objectives.insert(group.map(str::to_owned));
        let all = &self.plan.objectives;
        let own = |g: &Option<crate::spec::Text>| {
            group.is_none_or(|group| g.as_ref().is_some_and(|g| g.value == group))
        };
        let mut blocks = Vec::new();
        for objective in all.iter().filter(|objective| own(&objective.group)) {
            blocks.extend(self.item(&objective.text, ParagraphStyle::Dash, Vec::new()));
        }
        blocks
    }

    fn timeline(&mut self) -> Vec<Block> {
        self.placed.timeline = true;
        let mut blocks = Vec::new();
        for step in &self.plan.timeline {
            let when = self.when(step);
            blocks.extend(self.item(&step.text, ParagraphStyle::Dash, when));
        }
        blocks
    }

    /// The time of a step in words, with the mark after them.
    fn when(&mut self, step: &TimelineStep) -> Vec<Inline> {
        if let Some(text) = &step.when_text {
            let mut words = self.line(text);
            words.extend(text.value.ends_with(' ').then(|| Inline::text(" ")));
            return words;
        }
        let words = match (step.from, step.to) {
            (None, None) => return Vec::new(),
            (Some(at), None) | (None, Some(at)) => {
                format!("{}: ", vi::text::capitalize(&moment(at)))
            }
            (
                Some(Moment::Month { year, month, .. }),
                Some(Moment::Month {
                    year: end,
                    month: to,
                    ..
                }),
            ) if year == end => {
                let (from, to) = (vi::date::month(month), vi::date::month_year(end, to));
                format!("Từ tháng {from} đến tháng {to}: ")
            }
            (Some(from), Some(to)) => format!("Từ {} đến {}: ", moment(from), moment(to)),
        };
        vec![Inline::text(words)]
    }

    fn reporting(&mut self) -> Vec<Block> {
        self.placed.reporting = true;
        let depth = self.items();
        let mut blocks = Vec::new();
        for report in &self.plan.reporting {
            blocks.extend(self.numbered_item(&report.text, depth, Vec::new()));
        }
        blocks
    }

    /// The indicators with a column for each year that has results, and one for each with targets.
    fn indicator_table(&mut self) -> TableBlock {
        let (plan, own) = (self.plan, self.plan.document.year.value);
        let indicators = plan.indicators.iter();
        let known = indicators.flat_map(|i| i.values.iter().map(|(year, _)| *year));
        let years: BTreeSet<i16> = known.collect();
        let aims: BTreeSet<i16> = plan.indicators.iter().flat_map(|i| aims(i, own)).collect();
        for indicator in &plan.indicators {
            self.tell_of_two_targets(indicator, own);
        }
        let mut headings: Vec<String> =
            ["STT", "Chỉ tiêu", "Đơn vị tính"].map(str::to_owned).into();
        headings.extend(years.iter().map(|year| format!("Năm {year}")));
        headings.extend(aims.iter().map(|year| format!("Chỉ tiêu năm {year}")));
        let mut rows = Vec::new();
        for (number, indicator) in (1_usize..).zip(&plan.indicators) {
            let known = years.iter().map(|year| {
                let figure = indicator.value(*year).map(Inline::figure);
                figure.into_iter().collect()
            });
            let aims = aims.iter().map(|year| {
                let target = indicator.target.as_ref();
                match target.filter(|target| target.year_in(own) == *year) {
                    Some(target) => target_words(target),
                    None => indicator
                        .target_of(*year)
                        .map(Inline::figure)
                        .into_iter()
                        .collect(),
                }
            });
            let unit = indicator.unit.iter();
            let unit = unit.map(|unit| Inline::of(unit, self.sources)).collect();
            let mut cells = vec![
                CellBlock::text(number.to_string()),
                self.named(&indicator.name),
                CellBlock::new(unit),
            ];
            cells.extend(known.chain(aims).map(CellBlock::new));
            rows.push(RowBlock {
                kind: RowKind::Plain,
                cells,
                origin: Some(indicator.id.span),
            });
        }
        let header = vec![headings.into_iter().map(CellBlock::text).collect()];
        let mut aligns = vec![CellAlign::Center, CellAlign::Left, CellAlign::Center];
        aligns.resize(aligns.len() + years.len() + aims.len(), CellAlign::Decimal);
        TableBlock {
            caption: None,
            unit_note: None,
            columns: width::columns(&aligns, &header, &rows, false),
            header,
            rows,
            landscape: false,
        }
    }

    /// A year that both `target` and `targets` speak of has one place to print them.
    fn tell_of_two_targets(&mut self, indicator: &Indicator, plan: i16) {
        let target = indicator.target.as_ref();
        let year = target.map(|target| target.year_in(plan));
        let Some((year, again)) = year.and_then(|year| Some((year, indicator.target_of(year)?)))
        else {
            return;
        };
        let message = Message::new(
            format!("`target` says already what is to be reached in {year}"),
            format!("`target` đã ghi chỉ tiêu năm {year}"),
        );
        let place = Message::new("the indicator", "chỉ tiêu này");
        let fault = Diagnostic::new(code::VALUE, again.span, message);
        self.fault(fault.also(indicator.id.span, place));
    }
}

/// The years of an indicator's targets.
fn aims(indicator: &Indicator, plan: i16) -> impl Iterator<Item = i16> {
    let target = indicator
        .target
        .iter()
        .map(move |target| target.year_in(plan));
    target.chain(indicator.targets.iter().map(|(year, _)| *year))
}

/// The target as a cell says it: the value, or the change to reach.
fn target_words(target: &Target) -> Vec<Inline> {
    let number = |figure: Figure, sign: bool| match figure.value {
        Some(value) if sign && value.is_sign_negative() => {
            let words = format!("giảm {}", vi::number::format(&value.abs()));
            Inline::made(words, figure.span)
        }
        Some(value) if sign => {
            let words = format!("tăng {}", vi::number::format(&value));
            Inline::made(words, figure.span)
        }
        _ => Inline::figure(figure),
    };
    let word = match (target.value, target.change) {
        (Some(value), _) => number(value, false),
        (None, Some(change)) => number(change, true),
        (None, None) => return Vec::new(),
    };
    let bound = match target.bound {
        None => return vec![word],
        Some(Bound::AtLeast) => "tối thiểu ",
        Some(Bound::MoreThan) => "trên ",
        Some(Bound::AtMost) => "không quá ",
        Some(Bound::LessThan) => "dưới ",
    };
    vec![Inline::text(bound), word]
}

fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => format!("ngày {}", vi::date::short(day.date)),
        Moment::Month { year, month, .. } => format!("tháng {}", vi::date::month_year(year, month)),
        Moment::Year { year, .. } => format!("năm {year}"),
    }
}
