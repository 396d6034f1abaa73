//! The plan put together as a document, in reading order.

use super::frame;
use super::model::{
    Appendix, Block, Document, Heading, HeadingStyle, Inline, Line, Paragraph, ParagraphStyle,
};
use super::numbering::{Level, Numbering, NumberingFault, structure};
use super::placed::Placed;
use super::prose::Engine;
use crate::diag::{Diagnostic, Message, code};
use crate::law::Law;
use crate::plan::{Index, Issuer, Plan, Section, Signature};
use crate::source::{Sources, Span};
use crate::spec::{Locator, Text};
use crate::vi;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// The depth below the outermost sections.
const BELOW_SECTIONS: usize = 1;

/// Composes a plan; `issuer` and `signature` are the plan's own with the office's behind them.
///
/// The document is complete also where there are findings, so that a draft can show it.
#[must_use]
pub fn compose(
    plan: &Plan,
    issuer: &Issuer,
    signature: Option<&Signature>,
    index: &Index<'_>,
    sources: &Sources,
    law: &Law,
) -> (Document, Vec<Diagnostic>) {
    let mut composer = Composer::new(plan, index, sources, law);
    composer.numbering = Numbering::new(composer.levels());
    let document = composer.document(issuer, signature);
    let mut faults = composer.faults;
    if !composer.unread {
        faults.extend(composer.placed.missing(plan));
    }
    (document, faults)
}

/// The state of a composition.
pub(super) struct Composer<'p> {
    pub plan: &'p Plan,
    pub index: &'p Index<'p>,
    pub placed: Placed,
    pub sources: &'p Sources,
    pub law: &'p Law,
    pub engine: Engine,
    pub numbering: Numbering,
    /// The depth of the heading that the text stands under.
    pub heading: Option<usize>,
    /// The depth of the list of numbers that is open.
    pub list: usize,
    /// The depths of the headings around, outermost first.
    outline: Vec<usize>,
    pub cited: HashSet<String>,
    /// The numbers of sections and appendices, by id.
    labels: HashMap<String, String>,
    pub faults: Vec<Diagnostic>,
    /// Whether a text could not be read, so that nobody knows what it places.
    pub unread: bool,
    /// The calls whose blocks are being made, outermost first.
    pub open: Vec<&'static str>,
    /// The text in which a place was looked up last, which is looked through once for many.
    pub located: Cell<Option<(Span, Locator<'p>)>>,
}

impl<'p> Composer<'p> {
    /// At the beginning of a plan.
    pub fn new(plan: &'p Plan, index: &'p Index<'p>, sources: &'p Sources, law: &'p Law) -> Self {
        let until = plan.document.until.map(|until| until.value);
        Self {
            plan,
            index,
            sources,
            law,
            engine: Engine::new(plan.document.year.value, until),
            numbering: Numbering::new(Vec::new()),
            heading: None,
            list: 0,
            outline: Vec::new(),
            cited: HashSet::new(),
            labels: HashMap::new(),
            placed: Placed::default(),
            faults: Vec::new(),
            unread: false,
            open: Vec::new(),
            located: Cell::new(None),
        }
    }
}

impl Composer<'_> {
    fn document(&mut self, issuer: &Issuer, signature: Option<&Signature>) -> Document {
        let plan = self.plan;
        let mut title = self.line(&plan.document.title);
        let mut body = self.bases();
        if let Some(preamble) = &plan.preamble {
            body.extend(self.prose(&preamble.text));
            self.numbering.restart(BELOW_SECTIONS);
        }
        for section in &plan.sections {
            body.extend(self.section(section, None));
        }
        if let Some(closing) = &plan.closing {
            self.heading = None;
            self.numbering.restart(BELOW_SECTIONS);
            body.extend(self.prose(&closing.text));
        }
        end_text(&mut body);
        let mut appendices = self.appendices(issuer);
        settle(&mut title, &self.labels);
        refer(&mut body, &self.labels);
        for appendix in &mut appendices {
            settle(&mut appendix.title, &self.labels);
            appendix.title = upper(std::mem::take(&mut appendix.title));
            refer(&mut appendix.body, &self.labels);
        }
        let recipients = self.recipients();
        Document {
            meta: frame::meta(plan, issuer, &title),
            letterhead: frame::letterhead(plan, issuer, self.sources),
            kind: plan.document.kind.name().to_owned(),
            title,
            body,
            ending: frame::ending(plan, signature, recipients, self.sources),
            address: issuer
                .address
                .as_ref()
                .map(|address| Line(vec![Inline::of(address, self.sources)])),
            appendices,
        }
    }

    /// The levels of numbering that the plan asks for.
    fn levels(&mut self) -> Vec<Level> {
        let usual = structure("muc").unwrap_or_default();
        let Some(names) = &self.plan.document.numbering else {
            return usual;
        };
        if let [name] = names.0.as_slice()
            && let Some(levels) = structure(name.as_str())
        {
            return levels;
        }
        names.0.iter().filter_map(|word| self.level(word)).collect()
    }

    fn level(&mut self, word: &Text) -> Option<Level> {
        let level = Level::parse(word.as_str());
        if level.is_none() {
            let all = Level::words().collect::<Vec<_>>().join(", ");
            self.fault(
                Diagnostic::new(
                    code::VALUE,
                    word.span,
                    Message::new(
                        format!("`{}` is no level of numbering; they are {all}", word.value),
                        format!(
                            "`{}` không phải là cấp đánh số; các cấp là {all}",
                            word.value
                        ),
                    ),
                )
                .suggest(word.as_str(), Level::words()),
            );
        }
        level
    }

    fn section(&mut self, section: &Section, around: Option<usize>) -> Vec<Block> {
        let stated = section
            .level
            .as_ref()
            .and_then(|word| Some((word, self.level(word)?)));
        let mut depth = around.map_or(0, |around| around + 1);
        if let Some((word, level)) = stated {
            match self.numbering.depth(level) {
                Some(stated) => depth = stated,
                None => self.fault(Diagnostic::new(
                    code::VALUE,
                    word.span,
                    Message::new(
                        format!("the plan's numbering has no level `{}`", word.value),
                        format!("cách đánh số của kế hoạch không có cấp `{}`", word.value),
                    ),
                )),
            }
        }
        let title = self.line(&section.title);
        let mut blocks = Vec::new();
        if let Some(heading) = self.heading(depth, title, section.title.span) {
            if let Some(id) = &section.id {
                let number = heading.label.trim_end_matches(['.', ')']).to_owned();
                self.labels.insert(id.value.clone(), number);
            }
            blocks.push(Block::Heading(heading));
        }
        if let Some(text) = &section.text {
            blocks.extend(self.prose(text));
        }
        for inner in &section.sections {
            blocks.extend(self.section(inner, Some(depth)));
        }
        blocks
    }

    fn appendices(&mut self, issuer: &Issuer) -> Vec<Appendix> {
        let plan = self.plan;
        let several = plan.appendices.len() > 1;
        let labels: Vec<String> = (1..)
            .zip(&plan.appendices)
            .map(|(number, _)| match vi::ordinal::roman(number) {
                Some(roman) if several => format!("Phụ lục {roman}"),
                _ => "Phụ lục".to_owned(),
            })
            .collect();
        for (appendix, label) in plan.appendices.iter().zip(&labels) {
            if let Some(id) = &appendix.id {
                self.labels.insert(id.value.clone(), label.clone());
            }
        }
        let mut appendices = Vec::new();
        for (appendix, label) in plan.appendices.iter().zip(labels) {
            self.numbering = Numbering::new(self.levels());
            self.heading = None;
            // The appendix itself is the outermost heading of its pages.
            self.outline = vec![usize::MAX];
            let title = self.line(&appendix.title);
            let body = appendix
                .text
                .as_ref()
                .map(|text| self.prose(text))
                .unwrap_or_default();
            appendices.push(Appendix {
                label,
                title,
                note: frame::appendix_note(plan, issuer),
                landscape: appendix.landscape,
                body,
            });
        }
        appendices
    }

    /// A heading with the next number of its depth; none where there is no such number.
    pub fn heading(&mut self, depth: usize, title: Vec<Inline>, span: Span) -> Option<Heading> {
        let (level, label) = self.number(depth, span)?;
        self.outline
            .retain(|around| *around < depth || *around == usize::MAX);
        self.outline.push(depth);
        self.heading = Some(depth);
        Some(Heading {
            style: level.heading_style(),
            outline: self.outline.len(),
            label,
            title,
            origin: Some(span),
        })
    }

    /// The depth below the heading that the text stands under.
    pub fn below(&self) -> usize {
        self.heading.map_or(0, |depth| depth + 1)
    }

    /// The depth of numbered paragraphs: below the heading, and that of clauses where there is none.
    pub fn items(&mut self) -> usize {
        match self.heading {
            Some(depth) => depth + 1,
            None => self.numbering.clause_depth(),
        }
    }

    /// Runs `compose` and returns to the heading that the text stood under before.
    pub fn aside<T>(&mut self, compose: impl FnOnce(&mut Self) -> T) -> T {
        let heading = self.heading;
        let value = compose(self);
        self.heading = heading;
        value
    }

    /// A paragraph with the next number of a depth.
    pub fn numbered(&mut self, depth: usize, content: Vec<Inline>, span: Span) -> Block {
        let label = self
            .number(depth, span)
            .map(|(_, label)| label)
            .unwrap_or_default();
        paragraph(ParagraphStyle::Numbered, label, content, Some(span))
    }

    pub fn number(&mut self, depth: usize, span: Span) -> Option<(Level, String)> {
        match self.numbering.next(depth) {
            Ok(number) => Some(number),
            Err(fault) => {
                let (en, vi) = match fault {
                    NumberingFault::TooDeep => (
                        "the plan's numbering has no level so deep; see `numbering` in [document]",
                        "cách đánh số của kế hoạch không có cấp sâu như vậy; xem `numbering` trong [document]",
                    ),
                    NumberingFault::NoParent => (
                        "this number contains the one above it, and there is none",
                        "số này gồm cả số của cấp trên, nhưng không có cấp trên",
                    ),
                };
                self.fault(Diagnostic::new(code::PROSE, span, Message::new(en, vi)));
                None
            }
        }
    }

    /// Reports a fault.
    pub fn fault(&mut self, diagnostic: Diagnostic) {
        self.faults.push(diagnostic);
    }

    /// Whether a document has been cited before; from now on it has.
    pub fn cite_again(&mut self, id: &str) -> bool {
        !self.cited.insert(id.to_owned())
    }
}

/// A paragraph.
pub(super) fn paragraph(
    style: ParagraphStyle,
    label: String,
    content: Vec<Inline>,
    origin: Option<Span>,
) -> Block {
    Block::Paragraph(Paragraph {
        style,
        label,
        content,
        origin,
    })
}

/// Ends the document's text with «./.».
fn end_text(body: &mut [Block]) {
    if let Some(Block::Paragraph(last)) = body.last_mut() {
        end_with(&mut last.content, "./.");
    }
}

/// Replaces the mark at the end of a run of text.
pub(super) fn end_with(content: &mut Vec<Inline>, mark: &str) {
    match content.last_mut() {
        Some(last @ Inline::Text { .. }) => {
            last.keep(|text| 0..text.trim_end_matches(['.', ';', ',', '/', ' ']).len());
            content.extend((!mark.is_empty()).then(|| Inline::text(mark)));
        }
        Some(Inline::Strong { content } | Inline::Emphasis { content }) => end_with(content, mark),
        _ => content.push(Inline::text(mark)),
    }
}

/// The same words in capitals.
fn upper(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .map(|inline| match inline {
            Inline::Text { text, origin } => Inline::Text {
                text: vi::text::upper(&text),
                origin,
            },
            Inline::Strong { content } => Inline::Strong {
                content: upper(content),
            },
            Inline::Emphasis { content } => Inline::Emphasis {
                content: upper(content),
            },
            other => other,
        })
        .collect()
}

/// Puts the numbers of sections and appendices where they are referred to, and headings in capitals.
fn refer(blocks: &mut [Block], labels: &HashMap<String, String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                settle(&mut heading.title, labels);
                if matches!(heading.style, HeadingStyle::Part | HeadingStyle::Section) {
                    heading.title = upper(std::mem::take(&mut heading.title));
                }
            }
            Block::Paragraph(paragraph) => settle(&mut paragraph.content, labels),
            Block::Table(table) => {
                settle(table.caption.as_deref_mut().unwrap_or_default(), labels);
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| settle(&mut cell.content, labels));
            }
        }
    }
}

fn settle(content: &mut [Inline], labels: &HashMap<String, String>) {
    for inline in content {
        match inline {
            Inline::Reference { id } => {
                *inline = Inline::text(labels.get(id).cloned().unwrap_or_default());
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Underlined { content }
            | Inline::Footnote { content } => {
                settle(content, labels);
            }
            Inline::Text { .. } | Inline::Todo { .. } => {}
        }
    }
}
