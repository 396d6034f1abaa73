//! A document as PDF/A-3a and PDF/UA-1, through Typst.
//!
//! Typst sees the markup, our typefaces and the attachments, and nothing else: no file system, no
//! packages, no network and no clock, so the same plan gives the same bytes everywhere.

use super::copy::CopyBlock;
use super::markup::{MarkupOptions, appendix_markup, attachment_path, copy_markup, markup};
use super::{Attachment, FONTS, Style};
use crate::document::model::{Appendix, Document, Meta};
use crate::trouble::Trouble;
use rust_decimal::Decimal;
use std::sync::LazyLock;
use typst::World;
use typst::diag::{FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Library, LibraryExt, WorldExt};
use typst_as_lib::{TypstEngine, TypstWorld};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// A finished PDF.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where the signature goes; none where a template of the workspace does not mark it.
    pub signature: Option<SignatureSpace>,
}

/// The room between position and name of the signer (cells 7c and 8 of the layout chart; Annex I,
/// Part I, IV.2), and the sizes of what goes there. Lengths are points, from the page's top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignatureSpace {
    /// The page, counted from 0.
    pub page: usize,
    /// The middle of the signer's column.
    pub centre: Decimal,
    /// Under the last line of the position.
    pub top: Decimal,
    /// Above the name, or any other position of the signer.
    pub bottom: Decimal,
    /// How wide the field for the signature is, `signature.width_mm` of the profile.
    pub width: Decimal,
    /// How wide and high that for the seal is, `signature.seal_mm` of the profile.
    pub seal: Decimal,
}

/// The labels by which the template marks the room for the signature.
const TOP: &str = "signature-top";
const BOTTOM: &str = "signature-bottom";

/// The folder in which the markup finds its attachments.
const FOLDER: &str = "attached/";

/// The most pages that are typeset.
const MOST_PAGES: usize = 2000;
/// More bytes of markup than any page has; what has more than so many a page is not typeset at all.
const DENSEST: usize = 20_000;

/// Frees what Typst remembers of the documents that this process has rendered.
///
/// It remembers steps of its work, of which the next document can seldom use one. Whoever renders many
/// calls this after each.
pub fn forget() {
    comemo::evict(0);
}

/// Renders a document to PDF with its sources attached. See [`forget`] where many are rendered.
///
/// # Errors
/// A template fails, or what it makes does not meet the standards.
pub fn pdf(
    document: &Document,
    style: &Style,
    attachments: &[Attachment],
    draft: bool,
) -> Result<Pdf, Trouble> {
    let options = MarkupOptions {
        draft,
        attachments,
        folder: FOLDER,
    };
    let text = markup(document, style, &options)?;
    let files = attachments
        .iter()
        .enumerate()
        .filter_map(|(place, file)| {
            Some((
                file_id(&attachment_path(FOLDER, place))?,
                Bytes::new(file.bytes.clone()),
            ))
        })
        .collect::<Vec<_>>();
    typeset(text, files, &document.meta, style)
}

/// Renders an appendix to PDF on pages of its own, without the document that it goes with.
///
/// # Errors
/// A template fails, or what it makes does not meet the standards.
pub fn appendix_pdf(appendix: &Appendix, meta: &Meta, style: &Style) -> Result<Pdf, Trouble> {
    let text = appendix_markup(appendix, meta, style)?;
    typeset(text, Vec::new(), meta, style)
}

/// Renders a copy of a document: with the block of the copy behind its end, and without its sources.
///
/// # Errors
/// A template fails, or what it makes does not meet the standards.
pub fn copy_pdf(document: &Document, style: &Style, copy: &CopyBlock) -> Result<Pdf, Trouble> {
    let text = copy_markup(document, style, copy)?;
    typeset(text, Vec::new(), &document.meta, style)
}

fn typeset(
    text: String,
    files: Vec<(FileId, Bytes)>,
    meta: &Meta,
    style: &Style,
) -> Result<Pdf, Trouble> {
    if text.len() > MOST_PAGES * DENSEST {
        return Err(Trouble::Pages { most: MOST_PAGES });
    }
    let engine = TypstEngine::builder()
        .main_file(text)
        .fonts(FONTS)
        .with_static_file_resolver(files)
        .comemo_evict_max_age(None)
        .build();
    let world = engine
        .world_builder()
        .build()
        .map_err(|error| Trouble::Typst {
            errors: vec![error.to_string()],
        })?;
    let world = Sealed(world);
    compile(&world, meta, style)
}

fn compile(world: &Sealed<'_>, meta: &Meta, style: &Style) -> Result<Pdf, Trouble> {
    let trouble = |errors: &[SourceDiagnostic]| Trouble::Typst {
        errors: errors
            .iter()
            .map(|error| describe(world, style, error))
            .collect(),
    };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let pages = output.map_err(|errors| trouble(&errors))?;
    if !warnings.is_empty() {
        // A warning is an unknown typeface or the like, which nobody would see in the PDF.
        return Err(trouble(&warnings));
    }
    if pages.pages().len() > MOST_PAGES {
        return Err(Trouble::Pages { most: MOST_PAGES });
    }
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| {
            Trouble::Typst {
                errors: vec![error.message().to_string()],
            }
        })?;
    let (year, month, day) = meta.date;
    let options = PdfOptions {
        ident: Smart::Custom(format!(
            "{} {} {year}-{month}-{day}",
            meta.author, meta.title
        )),
        creator: Smart::Custom(Some(
            concat!("kehoach ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| trouble(&errors))?;
    Ok(Pdf {
        bytes,
        pages: pages.pages().len(),
        signature: signature_space(&pages, style),
    })
}

fn signature_space(pages: &PagedDocument, style: &Style) -> Option<SignatureSpace> {
    let place = |name| {
        let label = Label::new(PicoStr::intern(name))?;
        let introspector = pages.introspector();
        let mark = introspector.elements().query_label(label).ok()?;
        introspector.position(mark.location()?)
    };
    let points = |length: Abs| Some(Decimal::try_from(length.to_pt()).ok()?.round_dp(2));
    let (top, bottom) = (place(TOP)?, place(BOTTOM)?);
    (top.page == bottom.page).then_some(())?;
    Some(SignatureSpace {
        page: top.page.get() - 1,
        centre: points(top.point.x)?,
        top: points(top.point.y)?,
        bottom: points(bottom.point.y)?,
        width: style.profile.points("signature", "width_mm")?,
        seal: style.profile.points("signature", "seal_mm")?,
    })
}

fn describe(world: &Sealed<'_>, style: &Style, error: &SourceDiagnostic) -> String {
    let place = error
        .span
        .id()
        .zip(world.range(error.span))
        .and_then(|(id, range)| {
            let source = world.source(id).ok()?;
            let line = source.lines().byte_to_line(range.start)? + 1;
            let text = source
                .text()
                .lines()
                .nth(line - 1)?
                .trim()
                .chars()
                .take(120)
                .collect::<String>();
            Some(match style.place(line) {
                (template, Some(line)) => format!("{template}, line {line}: {text}"),
                (template, None) => format!("{template}: {text}"),
            })
        });
    let hints: Vec<String> = error
        .hints
        .iter()
        .map(|hint| format!("; {}", hint.v))
        .collect();
    let hints = hints.concat();
    format!(
        "{}{hints} ({})",
        error.message,
        place.unwrap_or_else(|| "no place".to_owned())
    )
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Typst's own functions, with those that say what the cells of a table are to readers aloud.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The engine's world without its clock.
struct Sealed<'e>(TypstWorld<'e>);

impl World for Sealed<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.0.book()
    }

    fn main(&self) -> FileId {
        self.0.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.0.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.0.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.0.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
