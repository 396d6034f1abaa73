//! `kehoach check`.

use super::discover::discover;
use super::terminal::Terminal;
use super::{CheckArgs, Outcome, ReportFormat};
use crate::checks::examine;
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
            Ok((examined.diagnostics, loaded.sources))
        })
        .collect();
    let mut trouble = found.trouble;
    for plan in plans {
        match plan {
            Ok(report) => reports.push(report),
            Err(error) => {
                let error: crate::Trouble = error;
                terminal.complain(&error.message());
                trouble = true;
            }
        }
    }
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
