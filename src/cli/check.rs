//! `kehoach check`.

use super::arguments::{CheckArgs, ReportFormat};
use super::discover::discover;
use super::explain;
use super::fix::Fixed;
use super::outcome::Outcome;
use super::terminal::{Terminal, note};
use crate::checks::{Brief, OfficeFault, Once, Rule, examine, examine_together, rules};
use crate::diag::render::{Counts, sarif};
use crate::diag::{Diagnostic, Lang, Message, Severity};
use crate::law::Law;
use crate::source::Sources;
use rayon::prelude::*;

/// How often files are mended and read again: what overlapped is mended the next time.
const ROUNDS: usize = 10;

/// Findings with the sources that their places are in.
type Report = (Vec<Diagnostic>, Sources);

/// What checking came to.
struct Checked {
    /// The findings of each workspace's registries, then of each plan.
    reports: Vec<Report>,
    plans: usize,
    trouble: bool,
}

/// Checks the plans, mends them if that is asked for, and writes what was found, in the order of the
/// files.
pub(super) fn run(arguments: &CheckArgs, terminal: &mut Terminal) -> Outcome {
    let mut checked = check(arguments, terminal);
    if arguments.fix {
        let mut fixed = Fixed::default();
        for _ in 0..ROUNDS {
            if !fixed.round(&checked.reports, terminal) {
                break;
            }
            checked = check(arguments, terminal);
        }
        checked.trouble |= fixed.trouble;
        tell(&fixed, arguments.format, terminal);
    }
    let Checked {
        reports,
        plans,
        trouble,
    } = checked;
    write(&reports, plans, arguments.format, terminal);
    let refused = |d: &Diagnostic| d.severity <= Severity::Warning;
    if trouble {
        Outcome::Trouble
    } else if reports.iter().any(|(found, _)| found.iter().any(refused)) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}

fn check(arguments: &CheckArgs, terminal: &mut Terminal) -> Checked {
    let found = discover(&arguments.paths, arguments.options(), terminal);
    if arguments.previous.is_some() && found.plans.len() != 1 {
        terminal.complain(&Message::new(
            "--previous is last year's plan of one plan; give just that one",
            "--previous là kế hoạch năm trước của một kế hoạch; hãy chỉ đưa một kế hoạch",
        ));
        return Checked {
            reports: Vec::new(),
            plans: 0,
            trouble: true,
        };
    }
    let mut once = Once::default();
    let mut reports: Vec<Report> = Vec::new();
    for (workspace, diagnostics) in found.workspaces.values() {
        let news = once.news(diagnostics.clone(), |d| OfficeFault::of(d, workspace));
        reports.push((news, workspace.sources.clone()));
    }
    let plans: Vec<_> = found
        .plans
        .par_iter()
        .filter_map(|plan| Some((plan, found.workspaces.get(&plan.root)?)))
        .map(|(plan, (workspace, _))| {
            let loaded = workspace.load_after(&plan.path, arguments.previous.as_deref())?;
            let examined = examine(&loaded, arguments.options());
            let brief = Brief::of(&loaded);
            // The plan's own texts are kept for a report where a finding shows them.
            let shared = &workspace.sources;
            let is_shared = |d: &Diagnostic| {
                let mut labels = d.labels();
                labels.all(|label| shared.get(label.span.source).is_some())
            };
            let sources = if examined.diagnostics.iter().all(is_shared) {
                shared.clone()
            } else {
                loaded.sources
            };
            Ok(((examined.diagnostics, sources), brief, workspace))
        })
        .collect();
    let mut briefs = Vec::new();
    let mut trouble = found.trouble;
    for plan in plans {
        match plan {
            Ok(((diagnostics, sources), brief, workspace)) => {
                let news = once.news(diagnostics, |d| OfficeFault::of(d, workspace));
                reports.push((news, sources));
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
    Checked {
        reports,
        plans: found.plans.len(),
        trouble,
    }
}

fn write(reports: &[Report], plans: usize, format: ReportFormat, terminal: &mut Terminal) {
    if format == ReportFormat::Sarif {
        let log = sarif::render(reports, &described(terminal.lang()), terminal.lang());
        terminal.json(&log.to_string());
        return;
    }
    let mut counts = Counts::of(&[]);
    for (diagnostics, sources) in reports {
        counts.add(diagnostics);
        match format {
            ReportFormat::Text => terminal.findings(diagnostics, sources),
            ReportFormat::Json => terminal.findings_json(diagnostics, sources),
            ReportFormat::Github => terminal.findings_github(diagnostics, sources),
            ReportFormat::Sarif => {}
        }
    }
    // Where nothing could be read, «no findings» would sound like praise.
    if format == ReportFormat::Text && !reports.is_empty() {
        terminal.summary(&counts, plans);
    }
}

/// All rules as a log describes them.
fn described(lang: Lang) -> Vec<sarif::Rule> {
    let law = Law::standard();
    let describe = |rule: &Rule| sarif::Rule {
        code: rule.code,
        what: rule.what.text(lang).to_owned(),
        why: rule.why.text(lang).to_owned(),
        help: explain::markdown(rule, &law, lang),
    };
    rules().map(describe).collect()
}

/// Says what was mended: to people before the findings that are left, beside results for programs.
fn tell(fixed: &Fixed, format: ReportFormat, terminal: &mut Terminal) {
    if fixed.lines.is_empty() {
        return;
    }
    let mut text = fixed.lines.join("\n");
    text.push('\n');
    text.push_str(fixed.summary().text(terminal.lang()));
    if format == ReportFormat::Text {
        terminal.line(&format!("{text}\n"));
    } else {
        note(&text);
    }
}
