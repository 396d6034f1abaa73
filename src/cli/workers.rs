//! Many plans on all cores: worker processes that render a share each.
//!
//! Typst keeps what it remembers behind locks that all threads of a process share, so that two threads
//! wait for each other for a fifth of their time; processes do not. A plan that ends its process is
//! also missed alone.

use super::arguments::{ColorOption, LangOption, RenderArgs};
use super::share::Share;
use super::terminal::Terminal;
use crate::diag::Lang;
use clap::ValueEnum;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// A line that a worker writes: what became of the plan at a place.
#[derive(Serialize, Deserialize)]
struct Line<T> {
    place: usize,
    report: T,
}

/// Writes a worker's report about the plan at a place.
pub(super) fn send<T: Serialize>(place: usize, report: T) {
    if let Ok(mut line) = serde_json::to_string(&Line { place, report }) {
        line.push('\n');
        // A parent that is gone reads no reports.
        let _ = std::io::stdout().lock().write_all(line.as_bytes());
    }
}

/// Renders `plans` plans with so many workers and gives their reports by place; none where a worker
/// ended before it. `arrived` is called for each report. Nothing where no worker could be started.
pub(super) fn reports<T: DeserializeOwned + Send>(
    plans: usize,
    workers: usize,
    arguments: &RenderArgs,
    terminal: &Terminal,
    arrived: impl Fn(),
) -> Option<Vec<Option<T>>> {
    let mut children = Vec::new();
    for first in 0..workers {
        let Some(child) = start(Share::new(first, workers), arguments, terminal) else {
            children.iter_mut().for_each(stop);
            return None;
        };
        children.push(child);
    }
    let mut reports: Vec<Option<T>> = Vec::new();
    reports.resize_with(plans, || None);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for child in &mut children {
            let sender = sender.clone();
            let Some(out) = child.stdout.take() else {
                continue;
            };
            scope.spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    let parsed: Result<Line<T>, _> = serde_json::from_str(&line);
                    if parsed.is_ok_and(|line| sender.send(line).is_err()) {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for Line { place, report } in receiver {
            if let Some(slot) = reports.get_mut(place) {
                *slot = Some(report);
            }
            arrived();
        }
    });
    for child in &mut children {
        let _ = child.wait();
    }
    Some(reports)
}

fn start(share: Share, arguments: &RenderArgs, terminal: &Terminal) -> Option<Child> {
    let word = |value: Option<clap::builder::PossibleValue>| {
        value
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    };
    let lang = match terminal.lang() {
        Lang::En => LangOption::En,
        Lang::Vi => LangOption::Vi,
    };
    let color = if terminal.color() {
        ColorOption::Always
    } else {
        ColorOption::Never
    };
    let formats = arguments
        .format
        .iter()
        .map(|format| word(format.to_possible_value()));
    Command::new(std::env::current_exe().ok()?)
        .arg("render")
        .args(["--lang", &word(lang.to_possible_value())])
        .args(["--color", &word(color.to_possible_value())])
        .args(["--share", &share.to_string()])
        .args(["--format", &formats.collect::<Vec<_>>().join(",")])
        .args(arguments.draft.then_some("--draft"))
        .arg("--out")
        .arg(&arguments.out)
        .arg("--")
        .args(&arguments.paths)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // What there is to complain of before the first plan, this process has said itself.
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
