//! `kehoach render`.

use super::arguments::{RenderArgs, RenderFormat};
use super::discover::{Found, Plan, discover};
use super::outcome::Outcome;
use super::output;
use super::share::Share;
use super::terminal::Terminal;
use super::workers;
use crate::checks::{OfficeFault, Once, Options, examine};
use crate::diag::render::Counts;
use crate::diag::{Diagnostic, Message};
use crate::document::model::Document;
use crate::render::{MarkupOptions, attachment_path, docx, forget, markup, pdf, text};
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::workspace::{Loaded, Workspace};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// What is said of one plan, in the user's language.
#[derive(Serialize, Deserialize)]
struct Report {
    /// The findings, laid out.
    findings: String,
    counts: Counts,
    /// Those of registries, which other plans may find, too.
    shared: Vec<(OfficeFault, String, Counts)>,
    /// The files written, or why there are none.
    said: Vec<String>,
    /// What could not be done.
    complaint: Option<String>,
    outcome: Outcome,
}

/// What became of one plan.
struct Rendered {
    /// The findings, with the fault of those in registries.
    diagnostics: Vec<(Diagnostic, Option<OfficeFault>)>,
    sources: Sources,
    /// The files written; none where the plan was refused.
    files: Vec<Made>,
}

/// A file to write.
struct Made {
    path: PathBuf,
    bytes: Arc<[u8]>,
    /// How many pages it has, where it has pages.
    pages: Option<usize>,
    /// Whether the user is told of it.
    said: bool,
}

/// Renders the plans, several at once, and says what was written, in the order of the files.
pub(super) fn run(arguments: &RenderArgs, terminal: &mut Terminal) -> Outcome {
    let mut found = discover(&arguments.paths, Options::default(), terminal);
    found.drop_clashing(terminal);
    if let Some(share) = arguments.share {
        work(share, &found, arguments, terminal);
        return Outcome::Clean;
    }
    let plans = found.plans.len();
    let bar = progress(plans);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let at_once = arguments.jobs.unwrap_or(cores).min(plans);
    let shared = (at_once > 1)
        .then(|| workers::reports(plans, at_once, arguments, terminal, || bar.inc(1)))
        .flatten();
    let reports = shared.unwrap_or_else(|| {
        let alone = found.plans.iter().map(|plan| {
            let report = report(plan, &found, arguments, terminal);
            bar.inc(1);
            Some(report)
        });
        alone.collect()
    });
    bar.finish_and_clear();
    say(reports, &found, terminal)
}

/// Renders a share of the plans as a worker process.
fn work(share: Share, found: &Found, arguments: &RenderArgs, terminal: &Terminal) {
    // The other cores have workers of their own.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global();
    for (place, plan) in found
        .plans
        .iter()
        .enumerate()
        .filter(|(place, _)| share.has(*place))
    {
        workers::send(place, report(plan, found, arguments, terminal));
    }
}

/// Says what became of the plans.
fn say(reports: Vec<Option<Report>>, found: &Found, terminal: &mut Terminal) -> Outcome {
    let mut outcome = if found.trouble {
        Outcome::Trouble
    } else {
        Outcome::Clean
    };
    let mut counts = Counts::default();
    let mut once = Once::default();
    for (workspace, diagnostics) in found.workspaces.values() {
        let news = once.news(diagnostics.clone(), |d| OfficeFault::of(d, workspace));
        counts.add(&news);
        terminal.findings(&news, &workspace.sources);
    }
    for (report, plan) in reports.into_iter().zip(&found.plans) {
        let Some(report) = report else {
            let path = plan.path.display();
            terminal.complain(&Message::new(
                format!("{path}: the process that was to render it ended before"),
                format!("{path}: tiến trình in văn bản này đã dừng giữa chừng"),
            ));
            outcome = Outcome::Trouble;
            continue;
        };
        counts.merge(report.counts);
        outcome = outcome.max(report.outcome);
        terminal.text(&report.findings);
        for (_, text, count) in once.news(report.shared, |(fault, ..)| Some(fault.clone())) {
            counts.merge(count);
            terminal.text(&text);
        }
        if let Some(complaint) = report.complaint {
            terminal.complain(&Message::new(complaint.clone(), complaint));
        }
        for line in report.said {
            terminal.line(&line);
        }
    }
    if counts != Counts::default() {
        terminal.summary(&counts, found.plans.len());
    }
    outcome
}

/// Renders a plan, and what is to be said of it.
fn report(plan: &Plan, found: &Found, arguments: &RenderArgs, terminal: &Terminal) -> Report {
    let lang = terminal.lang();
    let mut report = Report {
        findings: String::new(),
        counts: Counts::default(),
        shared: Vec::new(),
        said: Vec::new(),
        complaint: None,
        outcome: Outcome::Clean,
    };
    let rendered = render_plan(plan, found, arguments);
    if found.plans.len() > 1 {
        forget();
    }
    let path = plan.path.display();
    match rendered {
        // Its workspace could not be read, which has been said.
        None => report.outcome = Outcome::Trouble,
        Some(Err(trouble)) => {
            report.complaint = Some(format!("{path}: {}", trouble.message().text(lang)));
            report.outcome = Outcome::Trouble;
        }
        Some(Ok(rendered)) => {
            let lay_out = |found: &[Diagnostic]| terminal.findings_text(found, &rendered.sources);
            let mut own = Vec::new();
            for (finding, fault) in rendered.diagnostics {
                let Some(fault) = fault else {
                    own.push(finding);
                    continue;
                };
                let finding = [finding];
                let shared = (fault, lay_out(&finding), Counts::of(&finding));
                report.shared.push(shared);
            }
            report.counts = Counts::of(&own);
            report.findings = lay_out(&own);
            if rendered.files.is_empty() {
                report.outcome = Outcome::Findings;
                report.said.push(
                    refusal(&path.to_string(), arguments.draft)
                        .text(lang)
                        .to_owned(),
                );
            }
            report.said.extend(rendered.files.iter().map(|made| {
                let pages = made.pages.map(pages).unwrap_or_default();
                format!("{}{}", made.path.display(), pages.text(lang))
            }));
        }
    }
    report
}

fn refusal(path: &str, draft: bool) -> Message {
    if draft {
        Message::new(
            format!("{path}: not rendered, too much of it cannot be read"),
            format!("{path}: không in được vì phần không đọc được quá nhiều"),
        )
    } else {
        Message::new(
            format!("{path}: not rendered because of errors (--draft renders it)"),
            format!("{path}: không in vì có lỗi (dùng --draft để in bản dự thảo)"),
        )
    }
}

pub(super) fn pages(pages: usize) -> Message {
    let noun = if pages == 1 { "page" } else { "pages" };
    Message::new(format!(" ({pages} {noun})"), format!(" ({pages} trang)"))
}

fn render_plan(
    plan: &Plan,
    found: &Found,
    arguments: &RenderArgs,
) -> Option<Result<Rendered, Trouble>> {
    let (workspace, diagnostics) = found.workspaces.get(&plan.root)?;
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    Some(render_in(plan, workspace, refused, arguments))
}

fn render_in(
    plan: &Plan,
    workspace: &Arc<Workspace>,
    refused: bool,
    arguments: &RenderArgs,
) -> Result<Rendered, Trouble> {
    let loaded = workspace.load(&plan.path)?;
    let examined = examine(&loaded, Options::default());
    let refused = refused || examined.diagnostics.iter().any(Diagnostic::is_error);
    let mut files = Vec::new();
    if let Some(document) = &examined.document
        && (arguments.draft || !refused)
    {
        let made = make(plan, document, &loaded, arguments)?;
        for file in &made {
            output::write(&file.path, &file.bytes)?;
        }
        files = made;
        files.retain(|file| file.said);
    }
    let placed = examined.diagnostics.into_iter().map(|finding| {
        let fault = OfficeFault::of(&finding, workspace);
        (finding, fault)
    });
    Ok(Rendered {
        diagnostics: placed.collect(),
        sources: loaded.sources,
        files,
    })
}

/// All files of a plan, before any is written: where one cannot be made, none is replaced.
fn make(
    plan: &Plan,
    document: &Document,
    loaded: &Loaded,
    arguments: &RenderArgs,
) -> Result<Vec<Made>, Trouble> {
    let Loaded {
        workspace,
        sources,
        attachments,
        ..
    } = loaded;
    let target = arguments.out.join(&plan.target);
    let mut files = Vec::new();
    for (place, format) in arguments.format.iter().enumerate() {
        if arguments.format[..place].contains(format) {
            continue;
        }
        match format {
            RenderFormat::Pdf => {
                let made = pdf(document, &workspace.style, attachments, arguments.draft)?;
                files.push(Made {
                    path: with_extension(&target, "pdf"),
                    bytes: made.bytes.into(),
                    pages: Some(made.pages),
                    said: true,
                });
            }
            RenderFormat::Docx => {
                let bytes = docx(
                    document,
                    &workspace.style,
                    sources,
                    attachments,
                    arguments.draft,
                )?;
                files.push(Made {
                    path: with_extension(&target, "docx"),
                    bytes: bytes.into(),
                    pages: None,
                    said: true,
                });
            }
            RenderFormat::Txt => files.push(Made {
                path: with_extension(&target, "txt"),
                bytes: text(document).into_bytes().into(),
                pages: None,
                said: true,
            }),
            RenderFormat::Typ => {
                let stem = target.file_name().unwrap_or_default().to_string_lossy();
                let folder = format!("{stem}.attached/");
                let attached = attachments.iter().enumerate().map(|(place, file)| Made {
                    path: target.with_file_name(attachment_path(&folder, place)),
                    bytes: Arc::clone(&file.bytes),
                    pages: None,
                    said: false,
                });
                files.extend(attached);
                let options = MarkupOptions {
                    draft: arguments.draft,
                    attachments,
                    folder: &folder,
                };
                let text = markup(document, &workspace.style, &options)?;
                files.push(Made {
                    path: with_extension(&target, "typ"),
                    bytes: text.into_bytes().into(),
                    pages: None,
                    said: true,
                });
            }
        }
    }
    Ok(files)
}

/// Adds an extension; the name may have dots of its own.
fn with_extension(target: &std::path::Path, extension: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(extension);
    target.with_file_name(name)
}

/// A bar for several plans; it shows on a terminal only.
fn progress(plans: usize) -> ProgressBar {
    if plans < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(plans as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}
