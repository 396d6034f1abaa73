//! `kehoach render`.

use super::discover::{Found, Plan, discover};
use super::terminal::Terminal;
use super::{Outcome, RenderArgs, RenderFormat};
use super::{output, parallel};
use crate::checks::examine;
use crate::diag::render::Counts;
use crate::diag::{Diagnostic, Message};
use crate::document::model::Document;
use crate::render::{Attachment, MarkupOptions, attachment_path, markup, pdf};
use crate::source::Sources;
use crate::trouble::Trouble;
use crate::workspace::Workspace;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::PathBuf;
use std::sync::Arc;

/// What became of one plan.
struct Rendered {
    diagnostics: Vec<Diagnostic>,
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
    let mut found = discover(&arguments.paths, terminal);
    found.drop_clashing(terminal);
    let bar = progress(found.plans.len());
    let results = parallel::map(&found.plans, arguments.jobs.unwrap_or(0), |plan| {
        let result = render_plan(plan, &found, arguments);
        bar.inc(1);
        result
    });
    bar.finish_and_clear();
    report(results, &found, arguments.draft, terminal)
}

fn report(
    results: Vec<Option<Result<Rendered, Trouble>>>,
    found: &Found,
    draft: bool,
    terminal: &mut Terminal,
) -> Outcome {
    let mut outcome = if found.trouble {
        Outcome::Trouble
    } else {
        Outcome::Clean
    };
    let mut counts = Counts::of(&[]);
    for (workspace, diagnostics) in found.workspaces.values() {
        counts.add(diagnostics);
        terminal.findings(diagnostics, &workspace.sources);
    }
    for (result, plan) in results.into_iter().zip(&found.plans) {
        let rendered = match result {
            None => continue,
            Some(Ok(rendered)) => rendered,
            Some(Err(trouble)) => {
                let message = trouble.message();
                let path = plan.path.display();
                let about = |lang| format!("{path}: {}", message.text(lang));
                terminal.complain(&Message::new(
                    about(crate::diag::Lang::En),
                    about(crate::diag::Lang::Vi),
                ));
                outcome = Outcome::Trouble;
                continue;
            }
        };
        counts.add(&rendered.diagnostics);
        terminal.findings(&rendered.diagnostics, &rendered.sources);
        if rendered.files.is_empty() {
            outcome = outcome.max(Outcome::Findings);
            let path = plan.path.display();
            terminal.say(&if draft {
                Message::new(
                    format!("{path}: not rendered, too much of it cannot be read"),
                    format!("{path}: không in được vì phần không đọc được quá nhiều"),
                )
            } else {
                Message::new(
                    format!("{path}: not rendered because of errors (--draft renders it)"),
                    format!("{path}: không in vì có lỗi (dùng --draft để in bản dự thảo)"),
                )
            });
        }
        for Made { path, pages, .. } in &rendered.files {
            let (file, en, vi) = (path.display(), pages.map(pages_en), pages.map(pages_vi));
            terminal.say(&Message::new(
                format!("{file}{}", en.unwrap_or_default()),
                format!("{file}{}", vi.unwrap_or_default()),
            ));
        }
    }
    if counts != Counts::of(&[]) {
        terminal.summary(&counts, found.plans.len());
    }
    outcome
}

fn pages_en(pages: usize) -> String {
    if pages == 1 {
        " (1 page)".to_owned()
    } else {
        format!(" ({pages} pages)")
    }
}

fn pages_vi(pages: usize) -> String {
    format!(" ({pages} trang)")
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
    let examined = examine(&loaded);
    let refused = refused || examined.diagnostics.iter().any(Diagnostic::is_error);
    let mut files = Vec::new();
    if let Some(document) = &examined.document
        && (arguments.draft || !refused)
    {
        let made = make(plan, document, workspace, &loaded.attachments, arguments)?;
        for file in &made {
            output::write(&file.path, &file.bytes)?;
        }
        files = made;
        files.retain(|file| file.said);
    }
    Ok(Rendered {
        diagnostics: examined.diagnostics,
        sources: loaded.sources,
        files,
    })
}

/// All files of a plan, before any is written: where one cannot be made, none is replaced.
fn make(
    plan: &Plan,
    document: &Document,
    workspace: &Workspace,
    attachments: &[Attachment],
    arguments: &RenderArgs,
) -> Result<Vec<Made>, Trouble> {
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
