//! What goes out: the files and the row of the register, for a plan that may go out.

use super::act::Act;
use super::archive::Record;
use super::content::Content;
use super::issue::Job;
use super::ledger;
use super::manifest::{self, Manifest, role};
use super::metadata::{Code as NumberAndSymbol, Metadata};
use super::row;
use super::signable::signable;
use super::standing::{RoleStanding, Standing, conflicts, signer_of, standings};
use super::verdict::{Refusal, Verdict};
use crate::checks::issuing::BEFORE_BASIS;
use crate::checks::{Examined, Options, examine, settle_issuing};
use crate::diag::{Diagnostic, Lang, Message};
use crate::document::model::Document;
use crate::plan::{LegalDocument, Plan};
use crate::render::docx;
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::vi;
use crate::workspace::Loaded;
use std::path::PathBuf;

/// What goes out.
pub(super) struct Outgoing {
    pub files: Vec<(PathBuf, Vec<u8>)>,
    pub pages: usize,
    /// Whether the PDF has fields for signatures.
    pub has_fields: bool,
    pub cells: row::Cells,
    /// What the archive has no room for.
    pub notes: Vec<Message>,
    /// What is not wrong enough to stop it, with its texts.
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Sources,
}

impl Job<'_> {
    /// The files that go out and the row of the register, unless the plan may not go out.
    pub(super) fn outgoing(&self, loaded: &Loaded) -> Result<Result<Outgoing, Verdict>, Trouble> {
        let options = Options {
            release: true,
            ..Options::default()
        };
        let Examined {
            document,
            diagnostics,
        } = examine(loaded, options);
        let mut sources = loaded.sources.clone();
        let refuse = |diagnostics, sources: &Sources, reasons| {
            Ok(Err(Refusal::verdict(diagnostics, sources.clone(), reasons)))
        };
        let (Some(document), Some(plan)) = (document, &loaded.plan) else {
            return refuse(diagnostics, &sources, Vec::new());
        };
        if diagnostics.iter().any(Diagnostic::is_error) {
            return refuse(diagnostics, &sources, Vec::new());
        }
        let settled = |found| settle_issuing(found, self.workspace, Some(plan));
        let early = settled(self.before_bases(plan));
        if !early.is_empty() {
            return refuse(early, &sources, Vec::new());
        }
        let kept = ledger::read(self.path, &mut sources)?;
        if kept.diagnostics.iter().any(Diagnostic::is_error) {
            return refuse(kept.diagnostics, &sources, Vec::new());
        }
        let rules = &self.workspace.office.release;
        let standings = standings(&kept.ledger, rules, &Content::of(loaded));
        let open: Vec<Message> = standings
            .iter()
            .filter(|s| s.is_open())
            .map(waits_for)
            .collect();
        let conflicts = settled(conflicts(&standings, rules, signer_of(loaded)));
        if !open.is_empty() || !conflicts.is_empty() {
            return refuse(conflicts, &sources, open);
        }
        let acts = kept.ledger.acts_of(&self.full_number(), self.date);
        let found = (diagnostics, sources);
        self.files(loaded, plan, &document, &standings, acts, found)
            .map(Ok)
    }

    /// The legal bases that are of a later day.
    fn before_bases(&self, plan: &Plan) -> Vec<Diagnostic> {
        let registry = &self.workspace.legal.documents;
        let entry = |id: &str| {
            let own =
                |document: &&LegalDocument| document.id.as_ref().is_some_and(|own| own.value == id);
            registry.iter().find(own)
        };
        let cited = plan.legal_bases.iter().flat_map(|basis| &basis.cited);
        let later = cited.filter_map(|cited| {
            let document = cited.document(entry)?;
            let day = document.date.filter(|day| day.date > self.date)?;
            let (mine, theirs) = (vi::date::short(self.date), vi::date::short(day.date));
            let name = document.number.as_ref().unwrap_or(&document.kind);
            let name = name.as_str();
            let message = Message::new(
                format!("the plan is of {mine}, before {name} of {theirs}, which it rests on"),
                format!("kế hoạch ngày {mine}, trước căn cứ {name} ngày {theirs}"),
            );
            let span = plan.document.date.map_or(day.span, |day| day.span);
            let also = Message::new("the day of the basis", "ngày của căn cứ");
            Some(Diagnostic::new(BEFORE_BASIS.code, span, message).also(day.span, also))
        });
        later.collect()
    }

    fn files(
        &self,
        loaded: &Loaded,
        plan: &Plan,
        document: &Document,
        standings: &[RoleStanding<'_>],
        acts: Vec<Act>,
        found: (Vec<Diagnostic>, Sources),
    ) -> Result<Outgoing, Trouble> {
        let style = &self.workspace.style;
        let (sources, attached) = (&loaded.sources, &loaded.attachments);
        let (made, word) = rayon::join(
            || signable(document, style, attached, self.pictures),
            || docx(document, style, sources, attached, false),
        );
        let (made, word) = (made?, word?);
        let code = NumberAndSymbol {
            code_number: self.number.to_string(),
            code_notation: self.symbol.clone(),
        };
        let issuer = plan.issuer.or(&self.workspace.office.issuer);
        let place = issuer.place.map(|place| place.value).unwrap_or_default();
        let metadata = Metadata::of(document, plan, code, place, self.date, &made);
        let entry = manifest::Entry {
            file: self.register_name.clone(),
            number: self.full_number(),
        };
        let mut manifest = Manifest::new(metadata, entry);
        let mut files = Vec::new();
        for (role, bytes) in [(role::PDF, made.bytes), (role::DOCX, word)] {
            let path = self.output(&format!(".{role}"));
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            manifest
                .outputs
                .push(manifest::File::of(&name, role, &bytes));
            files.push((path, bytes));
        }
        manifest.inputs = manifest::inputs(&loaded.attachments, style, self.pictures);
        manifest.signoffs = manifest::voices(standings);
        manifest.acts = acts;
        let notes = manifest.archive.as_ref().map(Record::too_long);
        files.push((self.output(manifest::SUFFIX), manifest.to_bytes()));
        Ok(Outgoing {
            files,
            notes: notes.unwrap_or_default(),
            pages: made.pages,
            has_fields: made.signature.is_some(),
            cells: row::cells(document, plan, &self.number, &self.symbol, self.date),
            diagnostics: found.0,
            sources: found.1,
        })
    }
}

/// What a role still owes.
fn waits_for(standing: &RoleStanding<'_>) -> Message {
    let name = |lang| standing.role.name(lang);
    let (en, vi) = (name(Lang::En), name(Lang::Vi));
    match &standing.standing {
        Standing::Stale(signoff, changes) => {
            let say = |lang| {
                let changes = changes
                    .iter()
                    .map(|change| change.message().text(lang).to_owned());
                changes.collect::<Vec<_>>().join("; ")
            };
            let who = &signoff.name.value;
            Message::new(
                format!(
                    "the sign-off «{en}» of {who} no longer holds: {}",
                    say(Lang::En)
                ),
                format!("xác nhận «{vi}» của {who} hết giá trị: {}", say(Lang::Vi)),
            )
        }
        Standing::Missing | Standing::Signed(_) => Message::new(
            format!("the sign-off «{en}» is missing"),
            format!("chưa có xác nhận «{vi}»"),
        ),
    }
}
