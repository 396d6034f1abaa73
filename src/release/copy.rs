//! Copies on paper of a plan that has gone out (bản sao; Điều 25 to 27, Annex I, Part II, II): the whole of it
//! (sao y) or a part (trích sao), numbered in a series of their own.

use super::extract::extract;
use super::issue::{ahead, in_the_way, no_number_left, out_of_order, taken, usable};
use super::manifest::{self, role};
use super::number::Number;
use super::register::Register;
use super::released::Released;
use super::row::{Cells, copy_cells};
use super::signable::PictureFiles;
use super::transaction::{Change, on_disk};
use super::verdict::{Refusal, Verdict};
use crate::checks::{Options, examine};
use crate::diag::{Lang, Message};
use crate::document::model::{Document, Ending, Inline, Line};
use crate::law::Law;
use crate::render::{CopyBlock, copy_pdf};
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Workspace;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// The register of copies, beside that of outgoing documents: all forms share one series (điểm c khoản 1
/// Mục II).
const REGISTER: &str = "so-ban-sao-{year}.csv";

/// A form of copy (hình thức sao).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyForm {
    /// The whole document (sao y; khoản 10 Điều 3).
    Whole,
    /// A part of its content (trích sao; khoản 12 Điều 3).
    Part,
}

impl CopyForm {
    /// What the copy prints.
    const fn printed(self) -> &'static str {
        match self {
            Self::Whole => "SAO Y",
            Self::Part => "TRÍCH SAO",
        }
    }

    /// What the copy is called.
    const fn name(self) -> &'static str {
        match self {
            Self::Whole => "Bản sao y",
            Self::Part => "Bản trích sao",
        }
    }

    /// What stands in the name of its file.
    const fn id(self) -> &'static str {
        match self {
            Self::Whole => "sao-y",
            Self::Part => "trich-sao",
        }
    }

    /// Its symbol (Annex III, I): `SY-UBND`.
    fn symbol(self, law: &Law, body: Option<&str>) -> String {
        let own = law.kinds().find(|kind| kind.name == self.name());
        let letters = own.and_then(|kind| kind.usual()).unwrap_or_default();
        match body {
            Some(body) => format!("{letters}-{body}"),
            None => letters.to_owned(),
        }
    }
}

/// What is asked of a copy.
#[derive(Debug, Clone)]
pub struct CopyRequest {
    /// Its form.
    pub form: CopyForm,
    /// The sections and appendices of a part, by id or printed number.
    pub sections: Vec<String>,
    /// Its number; else the next one of the register of copies.
    pub number: Option<Number>,
    /// Its day; else today.
    pub date: Option<Date>,
    /// Today.
    pub today: Date,
    /// Who signs it, where it is not the signer of the plan: authority, position, name.
    pub signer: Option<[String; 3]>,
    /// Who receives it.
    pub recipients: Vec<String>,
    /// The folder that it goes to, where the plan was released to.
    pub out: PathBuf,
}

/// What comes of a copy.
#[derive(Debug)]
pub enum Copied {
    /// It is made.
    Ready(Box<Copy>),
    /// It cannot be.
    Refused(Box<Refusal>),
}

/// A copy that is ready.
#[derive(Debug)]
pub struct Copy {
    /// Number and symbol: `05/SY-UBND`.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Its file.
    pub path: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// The file and the register with their new contents.
    pub changes: Vec<Change>,
    /// What there is to mind.
    pub notes: Vec<Message>,
}

/// Makes a copy ready. Whoever calls this holds the workspace's lock.
///
/// # Errors
/// A file cannot be read, or a template fails.
pub fn copy(
    workspace: &Workspace,
    plan: &Released,
    path: &Path,
    request: &CopyRequest,
) -> Result<Copied, Trouble> {
    Ok(match made(workspace, plan, path, request)? {
        Ok(copy) => Copied::Ready(Box::new(copy)),
        Err(refused) => Copied::Refused(Box::new(refused.refusal())),
    })
}

fn made(
    workspace: &Workspace,
    plan: &Released,
    path: &Path,
    request: &CopyRequest,
) -> Result<Result<Copy, Verdict>, Trouble> {
    if let Some(refused) = no_longer(workspace, plan) {
        return Ok(Err(refused));
    }
    let (Some(mut document), Some(read)) = (
        examine(&plan.loaded, Options::default()).document,
        &plan.loaded.plan,
    ) else {
        return Ok(Err(Refusal::verdict(
            plan.loaded.diagnostics.clone(),
            plan.loaded.sources.clone(),
            Vec::new(),
        )));
    };
    if request.form == CopyForm::Part
        && let Err(key) = extract(&mut document, read, &request.sections)
    {
        return Ok(Err(Refusal::because(
            format!("no section or appendix has the id or number «{key}»"),
            format!("không có mục hay phụ lục nào có mã hoặc số «{key}»"),
        )));
    }
    let date = request.date.unwrap_or(request.today);
    let issuer = read.issuer.or(&workspace.office.issuer);
    let body = issuer.abbreviation.as_ref().map(|text| text.value.trim());
    let symbol = request.form.symbol(&workspace.law, body);
    let (register, number) = match numbered(plan, &symbol, date, request)? {
        Ok(numbered) => numbered,
        Err(refused) => return Ok(Err(refused)),
    };
    let whole = number.with(&symbol);
    let place = issuer.place.map(|place| place.value).unwrap_or_default();
    let block = CopyBlock {
        form: request.form.printed(),
        issuer: document.letterhead.issuer.clone(),
        number: format!("Số: {whole}"),
        place_date: format!("{place}, {}", vi::date::long(date)),
        ending: ending(&document, request),
    };
    let pdf = copy_pdf(&document, &workspace.style, &block)?;
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{}-{:02}.pdf", request.form.id(), number.value));
    let file = request.out.join(name);
    if on_disk(&file)?.is_some() {
        return Ok(Err(in_the_way(&file)));
    }
    let cells = cells(plan, &document, &block, &whole, date, request.form);
    let changes = vec![
        Change {
            path: file.clone(),
            old: None,
            new: pdf.bytes,
        },
        Change {
            path: register.path.clone(),
            old: register.bytes.clone(),
            new: register.appended(&cells),
        },
    ];
    Ok(Ok(Copy {
        number: whole,
        date,
        path: file,
        pages: pdf.pages,
        changes,
        notes: other_version(plan).into_iter().collect(),
    }))
}

/// Why a plan is no longer copied: something has ended it, or what it is made from is no longer what went out.
fn no_longer(workspace: &Workspace, plan: &Released) -> Option<Verdict> {
    let whole = plan.full_number();
    if let Some(ended) = plan.ended() {
        let said = ended.message();
        return Some(Refusal::because(
            format!("{whole} is {}; it is copied no more", said.text(Lang::En)),
            format!("số {whole} {}; không sao nữa", said.text(Lang::Vi)),
        ));
    }
    let mut now = plan.manifest.clone();
    let pictures = PictureFiles::default();
    now.inputs = manifest::inputs(&plan.loaded.attachments, &workspace.style, &pictures);
    let changed = now.changed_inputs(&plan.manifest);
    let changed = changed.iter().filter(|file| file.role != role::PICTURE);
    let changed: Vec<&str> = changed.map(|file| file.name.as_str()).collect();
    if changed.is_empty() {
        return None;
    }
    let (day, parts) = (vi::date::short(plan.date), changed.join(", "));
    Some(Refusal::because(
        format!(
            "it went out as {whole} of {day} and has changed since: {parts}; print the released file instead"
        ),
        format!(
            "đã ban hành số {whole} ngày {day}, sau đó đã thay đổi: {parts}; hãy in từ tệp đã ban hành"
        ),
    ))
}

/// That another version of the program may break lines otherwise.
fn other_version(plan: &Released) -> Option<Message> {
    let (its, own) = (&plan.manifest.program, super::content::VERSION);
    (its != own).then(|| {
        Message::new(
            format!("kehoach {its} made what went out, and this is {own}: compare the pages"),
            format!(
                "văn bản được tạo bằng kehoach {its}, còn đây là phiên bản {own}: hãy so từng trang"
            ),
        )
    })
}

/// The register of copies and the number that the copy gets in it.
fn numbered(
    plan: &Released,
    symbol: &str,
    date: Date,
    request: &CopyRequest,
) -> Result<Result<(Register, Number), Verdict>, Trouble> {
    if date > request.today {
        return Ok(Err(ahead(date)));
    }
    if let Some(refusal) = plan.before(date) {
        return Ok(Err(Verdict::Refused(Box::new(refusal))));
    }
    let name = REGISTER.replace("{year}", &date.year().to_string());
    let path = plan.register.path.with_file_name(&name);
    let mut sources = plan.loaded.sources.clone();
    let register = Register::read(&path, date.year(), false, &mut sources)?;
    let (register, _) = match usable(register, sources) {
        Ok(usable) => usable,
        Err(refused) => return Ok(Err(refused)),
    };
    let Some(number) = request.number.clone().or_else(|| register.next(symbol)) else {
        return Ok(Err(no_number_left(&name)));
    };
    if let Some(row) = register.find(&number, symbol) {
        return Ok(Err(taken(&number, &name, &row.subject)));
    }
    if let Some(row) = register.against(&number, symbol, date) {
        return Ok(Err(out_of_order(&number, date, row)));
    }
    Ok(Ok((register, number)))
}

/// Recipients and signature of a copy.
fn ending(document: &Document, request: &CopyRequest) -> Ending {
    let line = |text: &str| Line(vec![Inline::text(text)]);
    let mut ending = document.ending.clone();
    ending.drafter = None;
    let recipients = request.recipients.iter().map(|to| format!("- {to};"));
    let recipients = recipients.chain(["- Lưu: VT.".to_owned()]);
    ending.recipients = recipients.map(|to| line(&to)).collect();
    if let Some([authority, position, name]) = &request.signer {
        let authority = Some(authority).filter(|text| !text.is_empty());
        ending.authority = authority.map(|text| line(text)).into_iter().collect();
        ending.position = line(position);
        ending.second_position = None;
        ending.name = line(name);
    }
    ending
}

/// The row of the register of copies.
fn cells(
    plan: &Released,
    document: &Document,
    block: &CopyBlock,
    whole: &str,
    date: Date,
    form: CopyForm,
) -> Cells {
    let (number, day) = (plan.full_number(), vi::date::short(plan.date));
    let (name, kind, title) = (form.name(), &document.kind, document.meta.title.as_str());
    let title = title.strip_prefix(kind.as_str()).unwrap_or(title).trim();
    let subject = format!("{name} {kind} số {number} ngày {day}: {title}");
    copy_cells(whole, date, subject, &block.ending)
}
