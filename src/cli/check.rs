//! `kehoach check`.

use super::discover::discover;
use super::terminal::Terminal;
use super::{CheckArgs, Outcome, ReportFormat};
use crate::checks::{Brief, examine, examine_together};
use crate::diag::render::Counts;
use crate::diag::{Diagnostic, Message, Severity};
use crate::source::Sources;
use rayon::prelude::*;

/// Checks the plans and writes what was found, in the order of the files.
pub(super) fn run(arguments: &CheckArgs, terminal: &mut Terminal) -> Outcome {
    let found = discover(&arguments.paths, arguments.options(), terminal);
    if arguments.previous.is_some() && found.plans.len() != 1 {
        terminal.complain(&Message::new(
            "--previous is last year's plan of one plan; give just that one",
            "--previous là kế hoạch năm trước của một kế hoạch; hãy chỉ đưa một kế hoạch",
        ));
        return Outcome::Trouble;
    }
    let mut reports: Vec<(Vec<Diagnostic>, Sources)> = found
        .workspaces
        .values()
        .map(|(workspace, diagnostics)| (diagnostics.clone(), workspace.sources.clone()))
        .collect();
    let plans: Vec<_> = found
        .plans
        .par_iter()
        .filter_map(|plan| Some((plan, found.workspaces.get(&plan.root)?)))
        .map(|(plan, (workspace, _))| {
            let loaded = workspace.load_after(&plan.path, arguments.previous.as_deref())?;
            let examined = examine(&loaded, arguments.options());
            let brief = Brief::of(&loaded);
            // The texts of plans without findings need not be kept for a report.
            let sources = match examined.diagnostics[..] {
                [] => Sources::default(),
                _ => loaded.sources,
            };
            Ok(((examined.diagnostics, sources), brief))
        })
        .collect();
    let mut briefs = Vec::new();
    let mut trouble = found.trouble;
    for plan in plans {
        match plan {
            Ok((report, brief)) => {
                reports.push(report);
                briefs.extend(brief);
            }
            Err(error) => {
                let error: crate::Trouble = error;
                terminal.complain(&error.message());
                trouble = true;
            }
        }
    }
    reports.extend(examine_together(&briefs, arguments.options()));
    let mut counts = Counts::of(&[]);
    for (diagnostics, sources) in &reports {
        counts.add(diagnostics);
        match arguments.format {
            ReportFormat::Text => terminal.findings(diagnostics, sources),
            ReportFormat::Json => terminal.findings_json(diagnostics, sources),
        }
    }
    // Where nothing could be read, «no findings» would sound like praise.
    if arguments.format == ReportFormat::Text && !reports.is_empty() {
        terminal.summary(&counts, found.plans.len());
    }
    let refused = |d: &Diagnostic| d.severity <= Severity::Warning;
    if trouble {
        Outcome::Trouble
    } else if reports
        .iter()
        .any(|(diagnostics, _)| diagnostics.iter().any(refused))
    {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
