//! A plan that has gone out, with the records that tell of it: register, manifest, ledger.

use super::act::{Act, Books};
use super::entry::Row;
use super::issue::register_for;
use super::ledger::{self, Kept};
use super::manifest::{self, Manifest};
use super::number::Number;
use super::register::Register;
use super::transaction::on_disk;
use super::verdict::{Refusal, Verdict};
use crate::diag::Diagnostic;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::{Loaded, Workspace};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A plan that has gone out.
#[derive(Debug)]
pub struct Released {
    /// The plan.
    pub loaded: Loaded,
    /// Its number.
    pub number: Number,
    /// Its symbol (ký hiệu): `KH-UBND`.
    pub symbol: String,
    /// The day on which it went out.
    pub date: Date,
    /// The register that has it.
    pub register: Register,
    /// The name of the register in the workspace.
    pub register_name: String,
    /// Its ledger.
    pub kept: Kept,
    /// Where its manifest lies.
    pub manifest_path: PathBuf,
    /// The bytes of the manifest.
    pub manifest_bytes: Vec<u8>,
    /// The manifest.
    pub manifest: Manifest,
    /// What the ledger has of later acts.
    pub acts: Vec<Act>,
}

impl Released {
    /// Number and symbol: `05/KH-UBND`.
    #[must_use]
    pub fn full_number(&self) -> String {
        self.number.with(&self.symbol)
    }

    /// Why nothing can be done to it on a day: it had not gone out yet.
    pub(super) fn before(&self, day: Date) -> Option<Refusal> {
        let (on, issued) = (vi::date::short(day), vi::date::short(self.date));
        let whole = self.full_number();
        (day < self.date).then(|| {
            Refusal::reason(
                format!("{on} is before {issued}, the day on which {whole} went out"),
                format!("ngày {on} trước ngày ban hành {issued} của số {whole}"),
            )
        })
    }

    /// Its row in the register.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.register.find(&self.number, &self.symbol)
    }

    /// What its records say of later acts.
    #[must_use]
    pub fn books(&self) -> Books<'_> {
        Books {
            ledger: Some(&self.acts),
            manifest: Some(&self.manifest.acts),
            note: self.row().and_then(Row::noted),
        }
    }

    /// The act that has ended it, if one has.
    #[must_use]
    pub fn ended(&self) -> Option<&Act> {
        let acts = self.books().acts();
        acts.into_iter().find(|act| act.deed.ends())
    }
}

/// Reads a plan that has gone out, or says why it is none. Whoever calls this to change something holds the
/// workspace's lock.
///
/// # Errors
/// A file cannot be read.
pub fn released(
    workspace: &Arc<Workspace>,
    path: &Path,
    out: &Path,
) -> Result<Result<Released, Box<Refusal>>, Trouble> {
    let loaded = workspace.load(path)?;
    let sources = loaded.sources.clone();
    let refuse = |verdict: Verdict| Ok(Err(Box::new(verdict.refusal())));
    let Some(plan) = &loaded.plan else {
        return refuse(Refusal::verdict(loaded.diagnostics, sources, Vec::new()));
    };
    let head = &plan.document;
    let symbol = head.symbol_of(&plan.issuer.or(&workspace.office.issuer));
    let number = head.number.as_ref();
    let number = number.and_then(|text| Number::parse(text.as_str()));
    let shown = path.display();
    let Some((number, date)) = number.zip(head.date.map(|day| day.date)) else {
        return refuse(Refusal::because(
            format!("{shown} has no number and date: it has not gone out"),
            format!("{shown} chưa có số và ngày: kế hoạch chưa được ban hành"),
        ));
    };
    let register_name = workspace.office.release.register_of(date.year());
    let (register, mut sources) = match register_for(workspace, plan, date, sources)? {
        Ok(usable) => usable,
        Err(refused) => return refuse(refused),
    };
    let kept = ledger::read(path, &mut sources)?;
    if kept.diagnostics.iter().any(Diagnostic::is_error) {
        return refuse(Refusal::verdict(kept.diagnostics, sources, Vec::new()));
    }
    let (whole, day) = (number.with(&symbol), vi::date::short(date));
    if !register.has(&number, &symbol, date, None) {
        return refuse(Refusal::because(
            format!("{register_name} has no {whole} of {day}: {shown} has not gone out"),
            format!("{register_name} không có số {whole} ngày {day}: {shown} chưa được ban hành"),
        ));
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(manifest::SUFFIX);
    let manifest_path = out.join(name);
    let there = manifest_path.display();
    let Some(bytes) = on_disk(&manifest_path)? else {
        return refuse(Refusal::because(
            format!(
                "{there} is not there, the manifest of {whole}; name the folder of its release with --out"
            ),
            format!(
                "không có {there}, bản kê ban hành của số {whole}; hãy chỉ thư mục đã ban hành bằng --out"
            ),
        ));
    };
    let went = Manifest::parse(&bytes);
    let subject = register.find(&number, &symbol);
    let subject = subject.map_or("", |row| row.subject.as_str());
    let is_own = |went: &Manifest| went.is_of(&number, &symbol, date, Some(subject));
    let Some(manifest) = went.filter(is_own) else {
        return refuse(Refusal::because(
            format!("{there} is not the manifest of {whole} of {day} as the register has it"),
            format!("{there} không phải bản kê của văn bản số {whole} ngày {day} trong sổ đăng ký"),
        ));
    };
    let changed = manifest.changed_plan(&loaded.attachments).join(", ");
    if !changed.is_empty() {
        return refuse(Refusal::because(
            format!("{shown} went out as {whole} of {day} and has changed since: {changed}"),
            format!("{shown} đã ban hành số {whole} ngày {day}, sau đó đã thay đổi: {changed}"),
        ));
    }
    let acts = kept.ledger.acts_of(&whole, date);
    Ok(Ok(Released {
        loaded,
        number,
        symbol,
        date,
        register,
        register_name,
        kept,
        manifest_path,
        manifest_bytes: bytes,
        manifest,
        acts,
    }))
}
