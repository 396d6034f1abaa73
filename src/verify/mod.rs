//! What a file is (xác minh): whether a PDF or a DOCX is what went out, item by item.
//!
//! ```text
//! file ──render::carried──▶ the plan that it was made from ──render──▶ the same bytes?
//! file, plan  ◀──▶ manifest    what went out, by hash
//! number, day ◀──▶ register    of outgoing documents
//! PDF ──signature::check──▶ what each signature holds to
//! ```
//!
//! What cannot be told is unknown, and unknown is never valid.

mod afterwards;
mod evidence;
mod item;
pub mod report;
mod signer;

pub use crate::signature::check::State;
pub use evidence::{Evidence, Format};
pub use item::{Item, Part};

use crate::checks::{Options, examine};
use crate::diag::{Diagnostic, Lang, Message};
use crate::document::model::Document;
use crate::release::act::Deed;
use crate::release::content::{VERSION, sha256};
use crate::release::manifest::{self, File, Manifest, role};
use crate::release::{PictureFiles, signable};
use crate::render::{Attachment, docx, pdf};
use crate::signature::check::{Finding, Verdict, check};
use crate::signature::compare::since;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Loaded;
use jiff::civil::Date;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Source, manifest, rendering and register.
    pub items: Vec<Item>,
    /// The signature fields of a PDF.
    pub signatures: Vec<Verdict>,
    /// What has ended the document, where something has: withdrawn or replaced, it is still what went out.
    pub ended: Option<Deed>,
}

impl Report {
    /// The worst of what was found. A field that nobody has signed says nothing against the file.
    #[must_use]
    pub fn state(&self) -> State {
        let items = self.items.iter().map(|item| item.state);
        let signed = self.signatures.iter().filter(|verdict| is_signed(verdict));
        let all = items.chain(signed.map(Verdict::state));
        all.max().unwrap_or(State::Unknown)
    }

    /// Whether every signature field is signed, and there is one.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        !self.signatures.is_empty() && self.signatures.iter().all(is_signed)
    }
}

/// Whether somebody has signed a field.
#[must_use]
pub fn is_signed(verdict: &Verdict) -> bool {
    verdict.findings != [Finding::Unsigned]
}

/// Holds a file against what is known of it.
#[must_use]
pub fn verify(evidence: &Evidence<'_>) -> Report {
    let readable = evidence.readable();
    let document = readable.and_then(|loaded| examine(loaded, Options::default()).document);
    let (rendering, made) = rendering(evidence, document.as_ref());
    let went = evidence.manifest.and_then(|own| own.names(evidence.bytes));
    let subject = document
        .as_ref()
        .map(|document| document.meta.title.as_str());
    let mut items = vec![
        source(evidence),
        manifest(evidence, went, subject),
        rendering,
        register(evidence, subject),
    ];
    let (acts, ended) = afterwards::item(evidence);
    items.extend(acts);
    let signatures = match evidence.format {
        Format::Docx => Vec::new(),
        Format::Pdf => match check(evidence.bytes, evidence.trusted, evidence.at) {
            Ok(verdicts) => verdicts,
            Err(fault) => {
                items.push(Item::invalid(Part::Signatures, fault.message()));
                Vec::new()
            }
        },
    };
    let known = went.map(|went| went.size).or(made);
    let mut signatures = signatures;
    if known.is_none() {
        let unknown = signatures.into_iter().map(Verdict::of_unknown_file);
        signatures = unknown.collect();
    }
    let mut report = Report {
        items,
        signatures,
        ended,
    };
    let unexplained = known.and_then(|known| report.unexplained(evidence, known));
    report.items.extend(unexplained);
    if let Some(loaded) = evidence.readable() {
        let found = signer::items(&report.signatures, loaded);
        report.items.extend(found);
    }
    report
}

fn source(evidence: &Evidence<'_>) -> Item {
    let part = Part::Source;
    if evidence.source.is_none() {
        return Item::invalid(
            part,
            Message::new(
                "it carries no plan; it was not made by kehoach, or it is damaged",
                "không đính kèm kế hoạch nguồn; tệp không do kehoach tạo ra hoặc đã hỏng",
            ),
        );
    }
    let Some(loaded) = evidence.readable() else {
        return Item::invalid(
            part,
            Message::new(
                "the plan that it carries cannot be read",
                "không đọc được kế hoạch nguồn đính kèm",
            ),
        );
    };
    let name = loaded.attachments.first().map_or("", |file| &file.name);
    let others = loaded.attachments.len().saturating_sub(1);
    let files = if others == 1 { "file" } else { "files" };
    Item::valid(
        part,
        Message::new(
            format!("it carries {name} and {others} other {files}"),
            format!("đính kèm {name} và {others} tệp khác"),
        ),
    )
}

fn manifest(evidence: &Evidence<'_>, went: Option<&File>, subject: Option<&str>) -> Item {
    let part = Part::Manifest;
    let Some(manifest) = evidence.manifest else {
        return Item::unknown(
            part,
            Message::new(
                "no manifest of its release lies beside it; give one with --manifest",
                "bên cạnh tệp không có bản kê ban hành; hãy chỉ rõ bằng --manifest",
            ),
        );
    };
    let Some(went) = went else {
        return Item::invalid(
            part,
            Message::new(
                "it is not a file that the manifest names",
                "không phải là tệp được ghi trong bản kê",
            ),
        );
    };
    let carried: &[Attachment] = evidence.source.map_or(&[], |source| &source.attachments);
    let known = |file: &&Attachment| {
        let hash = sha256(&file.bytes);
        let mut inputs = manifest.inputs.iter();
        inputs.any(|input| input.name == file.name && input.sha256 == hash)
    };
    if let Some(other) = carried.iter().find(|file| !known(file)) {
        let name = &other.name;
        return Item::invalid(
            part,
            Message::new(
                format!("{name}, which it carries, is not the one of the manifest"),
                format!("{name} đính kèm không đúng với bản kê"),
            ),
        );
    }
    let number = &manifest.register.number;
    let day = &manifest.document.promulgation_info.promulgation_date;
    let day = day
        .parse::<Date>()
        .map_or_else(|_| day.clone(), vi::date::short);
    if let Some((own, symbol, date)) = evidence.issued()
        && !manifest.is_of(&own, &symbol, date, subject)
    {
        let (own, its) = (own.with(&symbol), vi::date::short(date));
        return Item::invalid(
            part,
            Message::new(
                format!(
                    "it is {own} of {its}, and the manifest is of another document: {number} of {day}"
                ),
                format!(
                    "tệp mang số {own} ngày {its}, bản kê là của văn bản khác: số {number} ngày {day}"
                ),
            ),
        );
    }
    let (en, vi) = if went.size == evidence.bytes.len() {
        ("it went out", "đúng là tệp đã ban hành")
    } else {
        (
            "it begins with what went out",
            "phần đầu của tệp đúng là tệp đã ban hành",
        )
    };
    Item::valid(
        part,
        Message::new(
            format!("{en} as {number} of {day}"),
            format!("{vi}, số {number} ngày {day}"),
        ),
    )
}

/// Whether its plan makes the file again; if it makes its beginning, how much of it.
fn rendering(evidence: &Evidence<'_>, document: Option<&Document>) -> (Item, Option<usize>) {
    let part = Part::Rendering;
    let Some(loaded) = evidence.readable() else {
        let message = Message::new(
            "without its plan it cannot be made again",
            "không có kế hoạch nguồn nên không tạo lại được",
        );
        return (Item::unknown(part, message), None);
    };
    if let Some(manifest) = evidence.manifest
        && let Some(message) = other_means(manifest, loaded, evidence.pictures)
    {
        return (Item::unknown(part, message), None);
    }
    let again = document.map_or(Again::Nothing, |document| {
        made_again(evidence, loaded, document)
    });
    let made = match &again {
        Again::Same(length) => Some(*length),
        _ => None,
    };
    let item = match again {
        Again::Same(length) if length == evidence.bytes.len() => Item::valid(
            part,
            Message::new(
                "made again from its plan, it is the same byte for byte",
                "tạo lại từ kế hoạch nguồn, kết quả trùng khớp từng byte",
            ),
        ),
        Again::Same(_) => Item::valid(
            part,
            Message::new(
                "it begins with what is made again from its plan, byte for byte",
                "phần đầu của tệp trùng khớp từng byte với kết quả tạo lại từ kế hoạch nguồn",
            ),
        ),
        Again::Other if loaded.workspace.asks_for_style() && evidence.manifest.is_none() => {
            Item::unknown(
                part,
                Message::new(
                    "its office asks for templates or a profile of its own; those that a file carries are never \
                 used, and made again with the built-in ones it is another file",
                    "cơ quan dùng mẫu trình bày riêng; mẫu đi kèm tệp không bao giờ được dùng, và tạo lại bằng mẫu \
                 có sẵn thì kết quả không trùng khớp",
                ),
            )
        }
        Again::Other if evidence.manifest.is_some() => Item::invalid(
            part,
            Message::new(
                "made again from its plan, it is another file",
                "tạo lại từ kế hoạch nguồn, kết quả không trùng khớp",
            ),
        ),
        Again::Other => Item::unknown(
            part,
            Message::new(
                "made again from its plan, it is another file; which version and templates it was made \
                 with is in the manifest",
                "tạo lại từ kế hoạch nguồn, kết quả không trùng khớp; cần bản kê để biết phiên bản và mẫu \
                 trình bày đã dùng",
            ),
        ),
        Again::Trouble(trouble) => Item::unknown(part, trouble.message()),
        Again::Nothing => Item::invalid(
            part,
            Message::new(
                "no document can be made of the plan that it carries",
                "không lập được văn bản từ kế hoạch nguồn đính kèm",
            ),
        ),
    };
    (item, made)
}

/// What a file was made with that is not at hand.
fn other_means(manifest: &Manifest, loaded: &Loaded, pictures: &PictureFiles) -> Option<Message> {
    if manifest.program != VERSION {
        let (own, its) = (VERSION, &manifest.program);
        return Some(Message::new(
            format!("kehoach {its} made it, and this is {own}"),
            format!("tệp do kehoach {its} tạo ra, còn đây là phiên bản {own}"),
        ));
    }
    let here = manifest::inputs(&loaded.attachments, &loaded.workspace.style, pictures);
    let missing = manifest
        .inputs
        .iter()
        .filter(|input| !here.contains(input))
        .find(|input| [role::TEMPLATE, role::PICTURE, role::FONT].contains(&input.role.as_str()))?;
    let name = &missing.name;
    Some(match missing.role.as_str() {
        role::PICTURE => Message::new(
            format!("the picture {name} went into it; give it to make the file again"),
            format!("tệp có hình {name}; cần đưa hình này vào để tạo lại"),
        ),
        role::TEMPLATE => Message::new(
            format!(
                "it was made with another {name}, which it does not carry; name the folder of its office with \
                 --plans"
            ),
            format!(
                "tệp được tạo bằng {name} khác, không đính kèm theo tệp; hãy chỉ thư mục của cơ quan bằng --plans"
            ),
        ),
        _ => Message::new(
            format!("it was made with another {name}, which it does not carry"),
            format!("tệp được tạo bằng {name} khác, không đính kèm theo tệp"),
        ),
    })
}

/// What comes of making a file again.
enum Again {
    /// The same file, or its beginning of so many bytes: a PDF may have signatures behind it.
    Same(usize),
    /// Another one.
    Other,
    /// None, for the plan makes no document.
    Nothing,
    /// None, for a template fails.
    Trouble(Trouble),
}

fn made_again(evidence: &Evidence<'_>, loaded: &Loaded, document: &Document) -> Again {
    let (style, files) = (&loaded.workspace.style, &loaded.attachments);
    let same = match evidence.format {
        Format::Docx => docx(document, style, &loaded.sources, files, false)
            .map(|made| (made == evidence.bytes).then_some(made.len())),
        Format::Pdf => signable(document, style, files, evidence.pictures).map(|made| {
            let whole = evidence.bytes.len();
            let rendered = || is_rendered(evidence, document, loaded).then_some(whole);
            let begins = evidence.bytes.starts_with(&made.bytes);
            begins.then_some(made.bytes.len()).or_else(rendered)
        }),
    };
    match same {
        Ok(Some(length)) => Again::Same(length),
        Ok(None) => Again::Other,
        Err(trouble) => Again::Trouble(trouble),
    }
}

/// Whether a PDF is what `kehoach render` makes: without fields for signatures.
fn is_rendered(evidence: &Evidence<'_>, document: &Document, loaded: &Loaded) -> bool {
    let style = &loaded.workspace.style;
    evidence.manifest.is_none()
        && pdf(document, style, &loaded.attachments, false)
            .is_ok_and(|made| made.bytes == evidence.bytes)
}

fn register(evidence: &Evidence<'_>, subject: Option<&str>) -> Item {
    let part = Part::Register;
    let unknown = |en: &str, vi: &str| Item::unknown(part, Message::new(en, vi));
    if evidence.readable().is_none() {
        return unknown(
            "without its plan, number and date are not known",
            "không có kế hoạch nguồn nên không biết số và ngày",
        );
    }
    let Some((number, symbol, day)) = evidence.issued() else {
        return unknown(
            "it has no number and date yet: it has not gone out",
            "chưa có số và ngày: văn bản chưa được ban hành",
        );
    };
    let Some(register) = evidence.register else {
        return unknown(
            "the register of outgoing documents is not found; give it with --register, or the folder of \
             the plan with --plans",
            "chưa tìm thấy sổ đăng ký văn bản đi; hãy chỉ rõ bằng --register hoặc chỉ thư mục có kế hoạch \
             bằng --plans",
        );
    };
    if register.diagnostics.iter().any(Diagnostic::is_error) {
        return unknown(
            "the register of outgoing documents has errors (kehoach status shows them)",
            "sổ đăng ký văn bản đi có lỗi (xem bằng kehoach status)",
        );
    }
    let (whole, shown) = (number.with(&symbol), vi::date::short(day));
    match register.find(&number, &symbol) {
        Some(_) if register.has(&number, &symbol, day, subject) => Item::valid(
            part,
            Message::new(
                format!("the register has {whole} of {shown}"),
                format!("sổ đăng ký có số {whole} ngày {shown}"),
            ),
        ),
        Some(row) if row.symbol == symbol && row.date == Some(day) => {
            let subject = &row.subject;
            Item::invalid(
                part,
                Message::new(
                    format!("the register has {whole} of {shown} for another document: {subject}"),
                    format!(
                        "số {whole} ngày {shown} trong sổ đăng ký là của văn bản khác: {subject}"
                    ),
                ),
            )
        }
        Some(row) => {
            let its = row.number.with(&row.symbol);
            let day = row.date.map(vi::date::short).unwrap_or_default();
            Item::invalid(
                part,
                Message::new(
                    format!("it says {whole} of {shown}, and the register {its} of {day}"),
                    format!("tệp ghi số {whole} ngày {shown}, sổ đăng ký ghi số {its} ngày {day}"),
                ),
            )
        }
        None => Item::invalid(
            part,
            Message::new(
                format!("the register has no {whole}"),
                format!("sổ đăng ký không có số {whole}"),
            ),
        ),
    }
}

impl Report {
    /// That something stands behind what went out though nobody has signed, or what signing does not do.
    fn unexplained(&self, evidence: &Evidence<'_>, went: usize) -> Option<Item> {
        let is_more = evidence.format == Format::Pdf && evidence.bytes.len() > went;
        is_more.then_some(())?;
        let changes = since(evidence.bytes, went);
        let worst = changes.iter().max_by_key(|change| change.state());
        let worst = worst.filter(|change| change.state() != State::Valid);
        let (state, message) = match worst {
            Some(worst) => {
                let message = worst.message();
                let (en, vi) = (message.text(Lang::En), message.text(Lang::Vi));
                let message = Message::new(
                    format!("behind what went out: {en}"),
                    format!("phía sau phần đã ban hành: {vi}"),
                );
                (worst.state(), message)
            }
            None if self.signatures.iter().any(is_signed) => return None,
            None => {
                let message = Message::new(
                    "something was put behind what went out, and nobody has signed it",
                    "có nội dung bổ sung sau phần đã ban hành mà không có chữ ký",
                );
                (State::Invalid, message)
            }
        };
        let part = Part::Signatures;
        Some(Item {
            part,
            state,
            message,
        })
    }
}
