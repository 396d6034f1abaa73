//! The ledger of sign-offs (sổ xác nhận) beside a plan, `<plan>.signoff.toml`: who has said of which
//! content that it may go out, and what became of it since.

use super::act::{Act, Deed};
use super::content::Content;
use super::transaction::on_disk;
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Role, RoleAt};
use crate::source::{Source, SourceId, Sources, Span};
use crate::spec::{self, Choice, Day, Fields, Table, Text, doc};
use crate::trouble::Trouble;
use jiff::civil::Date;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What the name of a ledger ends with.
pub const SUFFIX: &str = ".signoff.toml";

/// What a new ledger begins with.
const HEADING: &str = "\
# Sổ xác nhận của kế hoạch cùng tên, do `kehoach signoff` ghi: ai, với vai trò nào, ngày nào, trên nội dung nào (SHA-256).
# Nội dung thay đổi thì xác nhận hết giá trị; `kehoach status` cho biết.
";

/// The ledger of a plan.
#[must_use]
pub fn path_of(plan: &Path) -> PathBuf {
    let mut name = plan.file_stem().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    plan.with_file_name(name)
}

/// `[[signoffs]]`: one person's word on one content (xác nhận).
#[derive(Debug, Clone)]
pub struct Signoff {
    /// As what the person signs off.
    pub role: Role,
    /// The person's name.
    pub name: Text,
    /// The day.
    pub on: Date,
    /// What the person has seen.
    pub content: Content,
    /// Where it stands in the ledger.
    pub span: Span,
}

/// A file's hash, as the ledger has it.
struct FileHash {
    path: Text,
    sha256: Text,
}

impl Table for FileHash {
    const NAME: &'static str = "signoffs.files";
    const ALLOWS: bool = false;

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let path = f.text(
            "path",
            doc("Path in the workspace", "Đường dẫn trong thư mục cơ quan"),
        );
        let sha256 = f.text("sha256", doc("Its SHA-256", "SHA-256 của tệp"));
        Some(Self {
            path: path?,
            sha256: sha256?,
        })
    }
}

impl Table for Signoff {
    const NAME: &'static str = "signoffs";
    const ALLOWS: bool = false;

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let span = f.span();
        let role: Option<RoleAt> = f.required("role", doc("Role: draft, review, form, sign, clerk", "Vai trò: draft (soạn thảo), review (thẩm định), form (kiểm tra thể thức), sign (ký), clerk (văn thư)"));
        let name: Option<Text> = f.required("name", doc("The person's name", "Họ và tên"));
        let on: Option<Day> = f.required("on", doc("Day of the sign-off", "Ngày xác nhận"));
        let program: Option<Text> =
            f.required("program", doc("Version of kehoach", "Phiên bản kehoach"));
        let plan: Option<Text> = f.required(
            "plan",
            doc(
                "SHA-256 of the plan's text without number, date and line breaks at its end",
                "SHA-256 của kế hoạch, không kể số, ngày ban hành và dấu xuống dòng cuối tệp",
            ),
        );
        let templates: Option<Text> = f.required("templates", doc("SHA-256 of the SHA-256 of style profile and templates, a line each as sha256sum prints them", "SHA-256 chung của định dạng và các mẫu trình bày, mỗi tệp một dòng như sha256sum in ra"));
        let fonts: Option<Text> = f.required(
            "fonts",
            doc(
                "SHA-256 of the SHA-256 of the typefaces, as above",
                "SHA-256 chung của các phông chữ, như trên",
            ),
        );
        let files: Vec<FileHash> = f.list(
            "files",
            doc("Registries and data files", "Danh mục, khai báo và số liệu"),
        );
        if let Some(name) = name.as_ref().filter(|name| name.is_blank()) {
            let message = Message::new("the name is blank", "chưa ghi họ tên");
            f.push(Diagnostic::new(code::VALUE, name.span, message));
        }
        Some(Self {
            role: role?.role,
            name: name?,
            on: on?.date,
            content: Content {
                program: program?.value,
                plan: plan?.value,
                templates: templates?.value,
                fonts: fonts?.value,
                files: files
                    .into_iter()
                    .map(|file| (file.path.value, file.sha256.value))
                    .collect(),
                with_crlf: HashMap::new(),
            },
            span: span?,
        })
    }
}

/// `[[acts]]`: what was done to the plan after it had gone out (xử lý sau ban hành).
#[derive(Debug, Clone)]
pub struct Entry {
    /// Number and symbol of the plan that went out: a ledger may have been copied with its plan.
    pub plan: String,
    /// Its day.
    pub issued: Date,
    /// What was done, and by what.
    pub act: Act,
}

impl Table for Entry {
    const NAME: &'static str = "acts";
    const ALLOWS: bool = false;

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let deed: Option<Deed> = f.required(
            "act",
            doc(
                "What was done: withdraw, replace, correct",
                "Việc đã làm: withdraw (thu hồi), replace (thay thế), correct (đính chính)",
            ),
        );
        let document: Option<Text> = f.required(
            "document",
            doc(
                "Kind of the document that does it",
                "Tên loại văn bản thực hiện",
            ),
        );
        let number: Option<Text> = f.required(
            "number",
            doc("Its number and symbol", "Số, ký hiệu của văn bản ấy"),
        );
        let on: Option<Day> = f.required("on", doc("Its day", "Ngày của văn bản ấy"));
        let plan: Option<Text> = f.required(
            "plan",
            doc(
                "Number and symbol of the plan that went out",
                "Số, ký hiệu của kế hoạch đã ban hành",
            ),
        );
        let issued: Option<Day> = f.required(
            "issued",
            doc("Day on which it went out", "Ngày ban hành kế hoạch"),
        );
        Some(Self {
            plan: plan?.value,
            issued: issued?.date,
            act: Act {
                deed: deed?,
                document: document?.value,
                number: number?.value,
                date: on?.date,
            },
        })
    }
}

/// A ledger: its entries in the order in which they were made.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The sign-offs.
    pub signoffs: Vec<Signoff>,
    /// What was done since.
    pub acts: Vec<Entry>,
}

impl Ledger {
    /// What was done to the document with a number and symbol, of a day.
    #[must_use]
    pub fn acts_of(&self, plan: &str, issued: Date) -> Vec<Act> {
        let own = |entry: &&Entry| entry.plan == plan && entry.issued == issued;
        let own = self.acts.iter().filter(own);
        own.map(|entry| entry.act.clone()).collect()
    }
}

impl Table for Ledger {
    const NAME: &'static str = "signoff.toml";
    const ALLOWS: bool = false;

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            signoffs: f.list(
                "signoffs",
                doc(
                    "The sign-offs, oldest first",
                    "Các xác nhận, cũ trước mới sau",
                ),
            ),
            acts: f.list(
                "acts",
                doc(
                    "What was done since the plan went out, oldest first",
                    "Thu hồi, thay thế, đính chính sau khi ban hành, cũ trước mới sau",
                ),
            ),
        })
    }
}

/// A ledger as it was read.
#[derive(Debug)]
pub struct Kept {
    /// Where it stands, or would.
    pub path: PathBuf,
    /// Its bytes; none where it is not there.
    pub bytes: Option<Vec<u8>>,
    /// What it says.
    pub ledger: Ledger,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the ledger of a plan; one that is not there is empty.
///
/// # Errors
/// It is there and cannot be read.
pub fn read(plan: &Path, sources: &mut Sources) -> Result<Kept, Trouble> {
    let path = path_of(plan);
    let bytes = on_disk(&path)?;
    let (ledger, diagnostics) = match &bytes {
        Some(bytes) => parse(&path, bytes, sources),
        None => (Ledger::default(), Vec::new()),
    };
    Ok(Kept {
        path,
        bytes,
        ledger,
        diagnostics,
    })
}

fn parse(path: &Path, bytes: &[u8], sources: &mut Sources) -> (Ledger, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let id: SourceId = sources.add(Source::new(path.to_owned(), text.clone()));
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message = Message::new("the ledger is not UTF-8", "sổ xác nhận không phải UTF-8");
        let fault = Diagnostic::new(code::ENCODING, Span::new(id, at..at), message);
        return (Ledger::default(), vec![fault]);
    }
    let reading = spec::read(id, &text);
    (reading.value.unwrap_or_default(), reading.diagnostics)
}

impl Kept {
    /// The ledger's bytes with one more sign-off at the end; what stands there stays.
    #[must_use]
    pub fn appended(&self, role: Role, name: &str, on: Date, content: &Content) -> Vec<u8> {
        let mut text = format!(
            "[[signoffs]]\nrole = \"{}\"\nname = {}\non = {on}\nprogram = {}\nplan = \"{}\"\ntemplates = \"{}\"\nfonts = \"{}\"\nfiles = [\n",
            role.id(),
            quoted(name),
            quoted(&content.program),
            content.plan,
            content.templates,
            content.fonts,
        );
        for (path, hash) in &content.files {
            text.push_str(&format!(
                "  {{ path = {}, sha256 = \"{hash}\" }},\n",
                quoted(path)
            ));
        }
        text.push_str("]\n");
        self.extended(&text)
    }

    /// The ledger's bytes with one more act at the end, of the plan that went out with a number and symbol
    /// on a day.
    #[must_use]
    pub fn with_act(&self, act: &Act, plan: &str, issued: Date) -> Vec<u8> {
        let (deed, document, number) = (
            act.deed.word().written,
            quoted(&act.document),
            quoted(&act.number),
        );
        let (on, plan) = (act.date, quoted(plan));
        self.extended(&format!(
            "[[acts]]\nact = \"{deed}\"\ndocument = {document}\nnumber = {number}\non = {on}\nplan = {plan}\nissued = {issued}\n"
        ))
    }

    /// The ledger's bytes with one more entry at the end, with the line ends that it has.
    fn extended(&self, entry: &str) -> Vec<u8> {
        let mut text = match &self.bytes {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => HEADING.to_owned(),
        };
        let crlf = text.contains("\r\n");
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let entry = format!("\n{entry}");
        text.push_str(&if crlf {
            entry.replace('\n', "\r\n")
        } else {
            entry
        });
        text.into_bytes()
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}
