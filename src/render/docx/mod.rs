//! A document as DOCX: `WordprocessingML` (ECMA-376, transitional) through Tera templates.
//!
//! ```text
//! Profile ──sizes──▶ Sizes          numbers in Word's units
//! Document ─head───▶ Head           widths and lengths that Word cannot compute itself
//!          ─frame──▶ Frame          letterhead, title, ending
//!          ─flow───▶ Flow           paragraphs, tables and sections, in order
//!                     worded, run, table, place
//! two of them ─tracked─▶ Frame, Flow with what has changed from one to the other
//!                     revision
//! all of it ──templates/docx──▶ parts ──package──▶ file
//! ```
//!
//! Text is escaped wherever a template prints it; runs come as XML from [`run`], which escapes them.

mod flow;
mod frame;
mod head;
mod package;
mod place;
mod revision;
mod run;
mod sizes;
mod table;
mod tracked;
mod width;
mod worded;

use super::{Attachment, Style};
use crate::document::model::{Document, plain};
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::vi;
use flow::Flow;
use frame::Frame;
use head::{Head, Stamp};
use package::{Carried, Package};
use place::Places;
use run::{Notes, push_escaped};
use sizes::{Sizes, Twips};
use std::io;
use table::Slice;
use tera::{Context, Kwargs, State, Tera, Value};
pub use tracked::TrackedOptions;
use tracked::Tracker;

/// The templates that a workspace can replace: the text, the styles, the head of pages.
pub(super) const DOCUMENT: &str = "docx/document.xml";
pub(super) const STYLES: &str = "docx/styles.xml";
pub(super) const HEADER: &str = "docx/header.xml";

/// The parts that no office has a wish about, with the names of their templates.
macro_rules! part {
    ($name:literal) => {
        (
            concat!("docx/", $name),
            include_str!(concat!("../../../templates/docx/", $name)),
        )
    };
}
const FIXED: [(&str, &str); 13] = [
    part!("content-types.xml"),
    part!("package.rels.xml"),
    part!("document.rels.xml"),
    part!("settings.xml"),
    part!("font-table.xml"),
    part!("theme.xml"),
    part!("footer.xml"),
    part!("footnotes.xml"),
    part!("core.xml"),
    part!("app.xml"),
    part!("source.xml"),
    part!("source.rels.xml"),
    part!("source-properties.xml"),
];

/// Heads and feet of the document's first page and of the first pages of appendices.
const FIRST: &str = "first";
const ANEW: &str = "anew";
const FOOTER: &str = "docx/footer.xml";

/// The parts of a package, in their order: name, template, which of several parts it is.
const PARTS: [(&str, &str, &str); 19] = [
    ("[Content_Types].xml", "docx/content-types.xml", ""),
    ("_rels/.rels", "docx/package.rels.xml", ""),
    ("docProps/core.xml", "docx/core.xml", ""),
    ("docProps/app.xml", "docx/app.xml", ""),
    ("word/document.xml", DOCUMENT, ""),
    ("word/_rels/document.xml.rels", "docx/document.rels.xml", ""),
    ("word/styles.xml", STYLES, ""),
    ("word/settings.xml", "docx/settings.xml", ""),
    ("word/fontTable.xml", "docx/font-table.xml", ""),
    ("word/theme.xml", "docx/theme.xml", ""),
    ("word/footnotes.xml", "docx/footnotes.xml", ""),
    ("word/header-first.xml", HEADER, FIRST),
    ("word/header-anew.xml", HEADER, ANEW),
    ("word/header.xml", HEADER, "other"),
    ("word/footer-first.xml", FOOTER, FIRST),
    ("word/footer-anew.xml", FOOTER, ANEW),
    ("customXml/item1.xml", "docx/source.xml", ""),
    ("customXml/_rels/item1.xml.rels", "docx/source.rels.xml", ""),
    ("customXml/itemProps1.xml", "docx/source-properties.xml", ""),
];

/// What a document comes to before templates print it.
struct Content {
    frame: Frame,
    flow: Flow,
    notes: Notes,
    /// The kind of document, as printed.
    kind: String,
}

impl Content {
    fn of(document: &Document, sizes: &Sizes, places: &Places<'_>) -> Self {
        let frame = Frame::of(document, sizes, places);
        let mut notes = Notes::default();
        let flow = Flow::of(document, sizes, places, &mut notes);
        Self {
            frame,
            flow,
            notes,
            kind: vi::text::upper(&document.kind),
        }
    }
}

/// A document as DOCX, with the files that it was made from inside.
///
/// # Errors
/// A template fails.
pub fn docx(
    document: &Document,
    style: &Style,
    sources: &Sources,
    files: &[Attachment],
    draft: bool,
) -> Result<Vec<u8>, Trouble> {
    let sizes = Sizes::of(&style.profile);
    let content = Content::of(document, &sizes, &Places::new(sources, files));
    let head = Head::of(document, &sizes);
    let stamps: Vec<&Stamp> = head.urgency.iter().collect();
    package(
        document,
        content,
        (&sizes, &head),
        &stamps,
        style,
        files,
        draft,
    )
}

/// A document as DOCX, with what has changed since another as tracked changes (ECMA-376 Part 1, 17.13.5):
/// accepting all of them leaves its text, rejecting all of them the other's.
///
/// `sources` and `files` are those of the new document; only what stays in it whether the changes are
/// accepted or rejected has controls that name its place.
///
/// Not tracked, but as the new document has it: sections and the look of their pages, widths of columns
/// and where cells' text stands, the stamp of circulation, the mark of a draft, the file's properties.
/// A table with another number of columns is taken out and put in as a whole. Empty paragraphs of one
/// point may stay beside tables that came or went, and an empty line for an address at a page's foot.
/// Paragraphs are moved within the text or within the appendices, not between them. A workspace's own
/// template of the document has to print the changes as the built-in one does.
///
/// # Errors
/// A template fails.
pub fn docx_tracked(
    old: &Document,
    new: &Document,
    style: &Style,
    sources: &Sources,
    files: &[Attachment],
    options: &TrackedOptions<'_>,
) -> Result<Vec<u8>, Trouble> {
    let sizes = Sizes::of(&style.profile);
    let before = Content::of(old, &sizes, &Places::new(&Sources::default(), &[]));
    let after = Content::of(new, &sizes, &Places::new(sources, files));
    let mut tracker = Tracker::new(options.author, &options.date);
    let content = tracker.content(before, after);
    let head = Head::of(new, &sizes);
    let stamps = tracker.stamps(Head::of(old, &sizes).urgency, head.urgency.clone());
    let stamps: Vec<&Stamp> = stamps.iter().collect();
    package(
        new,
        content,
        (&sizes, &head),
        &stamps,
        style,
        files,
        options.draft,
    )
}

/// The file of a document and what it has come to.
fn package(
    document: &Document,
    content: Content,
    (sizes, head): (&Sizes, &Head),
    stamps: &[&Stamp],
    style: &Style,
    files: &[Attachment],
    draft: bool,
) -> Result<Vec<u8>, Trouble> {
    let Content {
        frame,
        flow,
        notes,
        kind,
    } = content;
    let mut context = Context::new();
    context.insert("version", env!("CARGO_PKG_VERSION"));
    context.insert("draft", &draft);
    context.insert("font", style.profile.docx_family());
    context.insert("meta", &document.meta);
    let (year, month, day) = document.meta.date;
    context.insert("date", &format!("{year:04}-{month:02}-{day:02}"));
    context.insert("subject", &plain(&document.title));
    context.insert("kind", &kind);
    context.insert("head", head);
    context.insert("stamps", stamps);
    context.insert("files", &files.iter().map(Carried::of).collect::<Vec<_>>());
    context.insert("header", &header_distance(sizes));
    context.insert("cell_padding", &cell_padding(sizes));
    context.insert("letterhead", &frame.letterhead);
    context.insert("title", &frame.title);
    context.insert("ending", &frame.ending);
    context.insert("address", &frame.address);
    context.insert("changed", &frame.changed);
    context.insert("pieces", &flow.pieces);
    context.insert("last", &flow.last);
    context.insert("headings", &flow.headings);
    context.insert("notes", &notes.texts);
    context.insert("profile", sizes);

    let anew = !document.appendices.is_empty();
    context.insert("anew", &anew);
    let tera = templates(style, flow.slices)?;
    let mut package = Package::default();
    for (name, template, part) in PARTS {
        let unused = (part == ANEW && !anew) || (template == FOOTER && frame.address.is_none());
        if unused {
            continue;
        }
        context.insert("part", part);
        package.part(name, |part| {
            tera.render_to(template, &context, part)
                .map_err(|error| failed(template, &error))
        })?;
    }
    package.finish()
}

/// The templates, which ask for the rows of tables slice by slice: as values of Tera all rows of a long
/// table at once would take many times the room of its text.
fn templates(style: &Style, slices: Vec<Slice>) -> Result<Tera, Trouble> {
    let mut tera = Tera::default();
    tera.register_function("rows", move |arguments: Kwargs, _: &State<'_>| {
        Value::try_from_serializable(&slices.get(arguments.must_get::<usize>("slice")?))
    });
    tera.autoescape_on(vec![".xml"]);
    tera.set_escape_fn(escape);
    let own = [DOCUMENT, STYLES, HEADER].map(|name| (name, style.template(name)));
    for (name, text) in own.into_iter().chain(FIXED) {
        tera.add_raw_template(name, text)
            .map_err(|error| failed(name, &error))?;
    }
    Ok(tera)
}

fn failed(template: &str, error: &tera::Error) -> Trouble {
    Trouble::Template {
        name: template.to_owned(),
        error: error.to_string(),
    }
}

fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = String::with_capacity(text.len());
    push_escaped(&mut xml, text);
    out.write_all(xml.as_bytes())
}

/// How far the line of the page number is from the edge of the page.
fn header_distance(sizes: &Sizes) -> Twips {
    // A line is 1.15 times as high as its type.
    let line = sizes.get("size", "page_number") * 23 / 2;
    let foot = sizes.get("page", "top") - sizes.get("spacing", "number_ascent_mm");
    (foot - line).max(0)
}

/// The padding above and below the text of a cell. Word adds the gap that the typeface has between lines
/// (87 of 2048 units) and the line of the grid; a PDF has neither inside the padding.
fn cell_padding(sizes: &Sizes) -> Twips {
    let gap = sizes.get("size", "table") * 10 * 87 / 2048;
    let line = sizes.get("table", "grid_pt") * 20 / 8;
    (sizes.get("table", "padding_y_pt") - (gap + line + 1) / 2).max(0)
}
