//! The body as a flow of paragraphs, tables and sections, with the ending and the appendices behind it.

use super::place::Places;
use super::revision::Range;
use super::run::{Look, Notes, Runs};
use super::sizes::Sizes;
use super::table::{Sheet, Slice, Tables};
use super::width::Widths;
use super::worded::Worded;
use crate::document::model::{
    Appendix, Block, Document, Heading, HeadingStyle, Paragraph, ParagraphStyle, plain,
};
use serde::Serialize;

/// The depths of headings that Word has styles for.
const DEPTHS: usize = 9;

/// The style of what keeps two tables apart.
const BETWEEN: &str = "NgatPhan";

/// What follows what.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Piece {
    /// A paragraph.
    Paragraph(Item),
    /// A table.
    Table(Sheet),
    /// Recipients and signature.
    Ending,
    /// The end of a section, and what its pages are like.
    Section(Pages),
}

/// A paragraph.
#[derive(Debug, Default, Serialize)]
pub struct Item {
    /// The style's identifier.
    pub style: String,
    /// What it says.
    #[serde(flatten)]
    pub words: Worded,
    /// Whether it stays on the page of what follows.
    keep: bool,
    /// Whether it follows a table, which has no distance of its own.
    after_table: bool,
    /// How a heading is set that looks other than those of its depth usually do.
    look: Option<HeadingStyle>,
    /// The range of a paragraph that was moved.
    pub moved: Option<Range>,
}

impl Item {
    /// What keeps two tables apart, of which Word would make one.
    pub fn between(ending: bool) -> Self {
        Self {
            style: BETWEEN.to_owned(),
            keep: ending,
            after_table: !ending,
            ..Self::default()
        }
    }

    /// Whether it is what keeps two tables apart.
    pub fn is_between(&self) -> bool {
        self.style == BETWEEN
    }
}

/// The pages of a section.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Pages {
    /// Whether they are landscape.
    landscape: bool,
    /// Whether they are numbered from 1, and the first shows no number.
    anew: bool,
    /// Whether they are the document's first, which have the office's address at their foot.
    first: bool,
}

/// The flow of a document.
#[derive(Debug, Serialize)]
pub struct Flow {
    /// What follows what.
    pub pieces: Vec<Piece>,
    /// The rows of its tables.
    pub slices: Vec<Slice>,
    /// The pages of the last section.
    pub last: Pages,
    /// How headings of each depth are set, outermost first.
    pub headings: Vec<HeadingStyle>,
}

impl Flow {
    /// The flow of a document; its footnotes are added to `notes`.
    pub fn of(document: &Document, sizes: &Sizes, places: &Places<'_>, notes: &mut Notes) -> Self {
        let pages = Pages {
            landscape: false,
            anew: true,
            first: true,
        };
        let mut writer = Writer {
            tables: Tables {
                sizes,
                widths: Widths::new(false),
                places,
                slices: Vec::new(),
            },
            places,
            notes,
            headings: headings(document),
            pieces: Vec::new(),
            pages,
            next: None,
        };
        writer.blocks(&document.body, true, false);
        writer.push(Piece::Ending);
        for appendix in &document.appendices {
            writer.appendix(appendix);
        }
        Self {
            pieces: writer.pieces,
            slices: writer.tables.slices,
            last: writer.pages,
            headings: writer.headings,
        }
    }
}

/// How headings of each depth are set: as the first of the depth is.
fn headings(document: &Document) -> Vec<HeadingStyle> {
    let usual = [HeadingStyle::Section, HeadingStyle::Clause];
    let mut styles: Vec<Option<HeadingStyle>> = vec![None; DEPTHS];
    let inside = document.appendices.iter().flat_map(|a| &a.body);
    for block in document.body.iter().chain(inside) {
        if let Block::Heading(heading) = block
            && let Some(style) = styles.get_mut(depth(heading) - 1)
        {
            style.get_or_insert(heading.style);
        }
    }
    let usual = usual
        .into_iter()
        .chain(std::iter::repeat(HeadingStyle::Point));
    styles
        .into_iter()
        .zip(usual)
        .map(|(style, usual)| style.unwrap_or(usual))
        .collect()
}

fn depth(heading: &Heading) -> usize {
    heading.outline.clamp(1, DEPTHS)
}

struct Writer<'w> {
    tables: Tables<'w>,
    places: &'w Places<'w>,
    notes: &'w mut Notes,
    headings: Vec<HeadingStyle>,
    pieces: Vec<Piece>,
    /// The pages of the section that is being written.
    pages: Pages,
    /// The pages that the next piece begins.
    next: Option<Pages>,
}

impl Writer<'_> {
    fn push(&mut self, piece: Piece) {
        let joins = matches!(piece, Piece::Table(_) | Piece::Ending);
        if let Some(next) = self.next.take() {
            self.pieces.push(Piece::Section(self.pages));
            self.pages = next;
        } else if joins && self.follows_table() {
            let ending = matches!(piece, Piece::Ending);
            self.pieces.push(Piece::Paragraph(Item::between(ending)));
        }
        self.pieces.push(piece);
    }

    fn paragraph(&mut self, mut item: Item) {
        item.after_table = self.next.is_none() && self.follows_table();
        self.push(Piece::Paragraph(item));
    }

    fn styled(&mut self, style: &str, words: Worded) {
        self.paragraph(Item {
            style: style.to_owned(),
            words,
            ..Item::default()
        });
    }

    fn follows_table(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Table(_)))
    }

    fn blocks(&mut self, blocks: &[Block], signed: bool, landscape: bool) {
        // One line is not left alone above the signature.
        let alone = matches!(blocks.last(), Some(Block::Paragraph(last)) if self.is_line(last));
        let tied = if alone { 2 } else { 1 };
        let free = blocks.len().saturating_sub(if signed { tied } else { 0 });
        for (place, block) in blocks.iter().enumerate() {
            let last = place >= free;
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => self.text(paragraph, last),
                Block::Table(table) => {
                    let turned = table.landscape || landscape;
                    let sheet = self.tables.sheet(table, last, turned, self.notes);
                    let around = Pages {
                        landscape,
                        anew: false,
                        first: false,
                    };
                    if table.landscape {
                        self.next = Some(Pages {
                            landscape: true,
                            ..self.next.unwrap_or(around)
                        });
                    }
                    self.push(Piece::Table(sheet));
                    if table.landscape {
                        self.next = Some(around);
                    }
                }
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let depth = depth(heading);
        let usual = self.headings.get(depth - 1) == Some(&heading.style);
        let other = (!usual).then_some(heading.style);
        let look = Look {
            bold: other.map(|style| style != HeadingStyle::Point),
            ..Look::default()
        };
        // The label of a part stands above its title, and both are one heading.
        let between = if heading.style == HeadingStyle::Part {
            '\n'
        } else {
            ' '
        };
        let words = Worded {
            label: Runs::new(self.notes)
                .text(&format!("{}{between}", heading.label), look)
                .words(),
            runs: Runs::new(self.notes).add(&heading.title, look).words(),
            control: self.places.control(heading.origin),
            ..Worded::default()
        };
        self.paragraph(Item {
            style: format!("Heading{depth}"),
            words,
            look: other,
            ..Item::default()
        });
    }

    /// Whether a paragraph has one line.
    fn is_line(&self, paragraph: &Paragraph) -> bool {
        let Tables { sizes, widths, .. } = &self.tables;
        let text = format!("{} {}", paragraph.label, plain(&paragraph.content));
        let room = sizes.text_width(false) - sizes.get("paragraph", "first_line_indent_mm");
        widths.of(text.trim_start(), sizes.get("size", "body")) <= room
    }

    fn text(&mut self, paragraph: &Paragraph, keep: bool) {
        let label = paragraph.label.as_str();
        let style = match paragraph.style {
            ParagraphStyle::Basis => "CanCu",
            ParagraphStyle::Body => "NoiDung",
            ParagraphStyle::Dash => "GachDauDong",
            ParagraphStyle::SubDash => "DauCong",
            ParagraphStyle::ThirdSign => "CapBa",
            ParagraphStyle::Numbered if label.ends_with(')') => "Diem",
            ParagraphStyle::Numbered => "Khoan",
        };
        let label = match label {
            "" => String::new(),
            _ if paragraph.style == ParagraphStyle::ThirdSign => {
                format!("{} ", self.tables.sizes.third_sign)
            }
            label => format!("{label} "),
        };
        let slanted = paragraph.style == ParagraphStyle::Basis;
        let words = Worded {
            label: Runs::new(self.notes).text(&label, Look::default()).words(),
            runs: Runs::new(self.notes)
                .slanted(slanted)
                .add(&paragraph.content, Look::default())
                .words(),
            control: self.places.control(paragraph.origin),
            ..Worded::default()
        };
        self.paragraph(Item {
            style: style.to_owned(),
            words,
            keep,
            ..Item::default()
        });
    }

    fn appendix(&mut self, appendix: &Appendix) {
        self.next = Some(Pages {
            landscape: appendix.landscape,
            anew: true,
            first: false,
        });
        let title = Worded::of(&appendix.title, self.places, self.notes);
        let title = match appendix.title.as_slice() {
            [] => title.after(&appendix.label, Look::default()),
            _ => title.after(&format!("{}\n", appendix.label), Look::default()),
        };
        self.styled("PhuLuc", title);
        self.styled("ChiDanPhuLuc", Worded::own(&appendix.note));
        let rule = if appendix.landscape {
            "KePhuLucNgang"
        } else {
            "KePhuLuc"
        };
        self.styled(rule, Worded::default());
        self.blocks(&appendix.body, false, appendix.landscape);
    }
}
