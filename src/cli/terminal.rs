//! What is said to the user: findings and results on standard output, trouble on standard error.

use super::arguments::{ColorOption, LangOption, Shared};
use super::outcome::Outcome;
use crate::diag::render::{Counts, github, json, shown, shown_json, summary, text};
use crate::diag::{Diagnostic, Lang, Message, words};
use crate::source::Sources;
use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

/// Where a command writes, and in which language and colours.
pub(super) struct Terminal {
    lang: Lang,
    color: bool,
    width: usize,
    broken: bool,
    complaints: HashSet<String>,
}

impl Terminal {
    pub fn new(shared: &Shared) -> Self {
        let lang = match shared.lang {
            Some(LangOption::En) => Lang::En,
            Some(LangOption::Vi) => Lang::Vi,
            None => locale(),
        };
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match shared.color {
            ColorOption::Always => true,
            ColorOption::Never => false,
            // Git's pager shows colours, though standard output is a pipe.
            ColorOption::Auto => {
                let paged = std::env::var_os("GIT_PAGER_IN_USE").is_some();
                (io::stdout().is_terminal() || paged) && !no_color
            }
        };
        let color = color && understands_colors();
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        Self {
            lang,
            color,
            width: columns.unwrap_or(100),
            broken: false,
            complaints: HashSet::new(),
        }
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether findings are coloured.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Whether standard output is a terminal.
    pub fn is_shown() -> bool {
        io::stdout().is_terminal()
    }

    /// The columns of the terminal.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes bytes to standard output.
    pub fn write(&mut self, bytes: &[u8]) {
        // Whoever closed the pipe has read enough.
        if let Err(error) = io::stdout().lock().write_all(bytes)
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.broken = true;
        }
    }

    /// Writes text to standard output, without what a terminal would obey but our own colours.
    pub fn text(&mut self, text: &str) {
        self.write(shown(text, self.color).as_bytes());
    }

    /// Writes a line of text to standard output, without anything that a terminal would obey.
    pub fn line(&mut self, text: &str) {
        self.write(format!("{}\n", shown(text, false)).as_bytes());
    }

    /// Writes JSON to standard output, and ends the line.
    pub fn json(&mut self, text: &str) {
        self.write(format!("{}\n", shown_json(text)).as_bytes());
    }

    /// Says something in the user's language on standard output.
    pub fn say(&mut self, message: &Message) {
        let text = message.text(self.lang).to_owned();
        self.line(&text);
    }

    /// Says on standard output what there is to mind about what has been done.
    pub fn warn(&mut self, message: &Message) {
        let head = words("warning", "cảnh báo").text(self.lang);
        let text = format!("{head}: {}", message.text(self.lang));
        self.line(&text);
    }

    /// Says on standard error what could not be done, once however often it is tried.
    pub fn complain(&mut self, message: &Message) {
        let head = match self.lang {
            Lang::En => "error",
            Lang::Vi => "lỗi",
        };
        let text = format!("{head}: {}", message.text(self.lang));
        if self.complaints.insert(text.clone()) {
            note(&text);
        }
    }

    /// Writes findings for people.
    pub fn findings(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let text = self.findings_text(diagnostics, sources);
        self.text(&text);
    }

    /// Findings for people, a blank line after each; what a rule rests on is said the first time.
    pub fn findings_text(&self, diagnostics: &[Diagnostic], sources: &Sources) -> String {
        let mut said = HashSet::new();
        let lay_out = |d: &Diagnostic| {
            let options = text::Options {
                lang: self.lang,
                color: self.color,
                width: self.width,
                ground: said.insert(d.code.id),
            };
            format!(
                "{}\n\n",
                text::render(d, sources, &options).trim_end_matches('\n')
            )
        };
        diagnostics.iter().map(lay_out).collect::<Vec<_>>().concat()
    }

    /// Writes findings for people to standard error.
    pub fn findings_aside(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let text = self.findings_text(diagnostics, sources);
        aside(&shown(text.trim_end(), self.color));
    }

    /// Writes findings as JSON, one a line.
    pub fn findings_json(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        for diagnostic in diagnostics {
            self.json(&json::render(diagnostic, sources, self.lang).to_string());
        }
    }

    /// Writes findings as workflow commands, one a line.
    pub fn findings_github(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        for diagnostic in diagnostics {
            self.line(&github::render(diagnostic, sources, self.lang));
        }
    }

    /// Writes how many findings there were.
    pub fn summary(&mut self, counts: &Counts, files: usize) {
        self.line(&summary(counts, files, self.lang));
    }

    /// Trouble where standard output could not be written.
    pub fn outcome(&self) -> Outcome {
        if self.broken {
            Outcome::Trouble
        } else {
            Outcome::Clean
        }
    }
}

/// Writes a line to standard error, beside results for programs, without anything that a terminal would obey.
pub(super) fn note(text: &str) {
    aside(&shown(text, false));
}

/// Writes a line to standard error as it is.
fn aside(text: &str) {
    let line = format!("{text}\n");
    let _ = io::stderr().lock().write_all(line.as_bytes());
}

/// Whether escape codes colour what is written: a console of Windows must be told first, and old ones cannot.
fn understands_colors() -> bool {
    #[cfg(windows)]
    return anstyle_query::windows::enable_ansi_colors() != Some(false);
    #[cfg(not(windows))]
    true
}

/// The language of the locale: as POSIX orders its variables, else what the system is set to.
fn locale() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let posix = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    #[cfg(windows)]
    let posix = posix.or_else(sys_locale::get_locale);
    language(posix.as_deref().unwrap_or_default())
}

/// The language of a locale as POSIX (`vi_VN.UTF-8`) or Windows (`vi-VN`) names it.
fn language(locale: &str) -> Lang {
    match locale.split(['_', '-', '.', '@']).next() {
        Some(language) if language.eq_ignore_ascii_case("vi") => Lang::Vi,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::language;
    use crate::diag::Lang;

    #[test]
    fn vietnamese_is_spoken_where_the_system_does() {
        for locale in [
            "vi",
            "vi_VN.UTF-8",
            "vi-VN",
            "vi-Latn-VN",
            "VI",
            "vi_VN@euro",
        ] {
            assert_eq!(language(locale), Lang::Vi, "{locale}");
        }
        for locale in ["", "C", "en-US", "POSIX", "vie", "vii-X"] {
            assert_eq!(language(locale), Lang::En, "{locale}");
        }
    }
}
