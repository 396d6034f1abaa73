//! Text in colours, broken into lines.

use crate::diff::words::Run;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Bold,
    Dim,
    Old,
    New,
}

/// Puts text in colours, or in marks where there are none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub color: bool,
    pub width: usize,
}

/// How many characters of what two texts have in common stand beside a change.
const CONTEXT: usize = 48;

impl Paint {
    /// A text in a look.
    pub fn text(self, look: Look, text: &str) -> String {
        let style = match look {
            Look::Plain => return text.to_owned(),
            Look::Bold => Style::new().effects(Effects::BOLD),
            Look::Dim => Style::new().effects(Effects::DIMMED),
            Look::Old => AnsiColor::Red.on_default(),
            Look::New => AnsiColor::Green.on_default(),
        };
        if self.color && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Words in lines that are indented but for the first, which begins with `head`.
    pub fn wrapped(self, head: &str, indent: usize, look: Look, text: &str) -> String {
        let mut lines = Lines::new(self, head, indent);
        lines.add(look, text);
        lines.finish()
    }

    /// Where two texts agree and differ, with what stands beside it, and a word behind all.
    pub fn runs(self, head: &str, indent: usize, runs: &[Run], behind: &str) -> String {
        let mut lines = Lines::new(self, head, indent);
        for (place, run) in runs.iter().enumerate() {
            let (look, text, marks) = match run {
                Run::Same(text) => {
                    let beside = (place > 0, place + 1 < runs.len());
                    lines.add(Look::Plain, &shortened(text, beside));
                    continue;
                }
                Run::Old(text) => (Look::Old, text, ("[-", "-]")),
                Run::New(text) => (Look::New, text, ("{+", "+}")),
            };
            if self.color {
                lines.add(look, text);
            } else {
                lines.add(look, &format!("{}{text}{}", marks.0, marks.1));
            }
        }
        lines.add(Look::Dim, behind);
        lines.finish()
    }
}

/// What two texts have in common, as far as it stands beside a change before and after it.
pub(super) fn shortened(text: &str, (before, after): (bool, bool)) -> String {
    let length = text.chars().count();
    let room = CONTEXT * (usize::from(before) + usize::from(after));
    if length <= room + 8 {
        return text.to_owned();
    }
    let at = |chars: usize| {
        text.char_indices()
            .nth(chars)
            .map_or(text.len(), |(at, _)| at)
    };
    let head = &text[..at(CONTEXT)];
    let head = head.rfind(' ').map_or(head, |blank| &head[..=blank]);
    let tail = &text[at(length - CONTEXT)..];
    let tail = tail.find(' ').map_or(tail, |blank| &tail[blank..]);
    match (before, after) {
        (true, true) => format!("{head}…{tail}"),
        (true, false) => format!("{head}…"),
        (false, _) => format!("…{tail}"),
    }
}

/// Lines that are filled word by word.
struct Lines {
    paint: Paint,
    indent: usize,
    text: String,
    column: usize,
    word: String,
    word_width: usize,
    blank: bool,
}

impl Lines {
    fn new(paint: Paint, head: &str, indent: usize) -> Self {
        Self {
            paint,
            indent,
            text: head.to_owned(),
            column: head.chars().count(),
            word: String::new(),
            word_width: 0,
            blank: false,
        }
    }

    fn add(&mut self, look: Look, text: &str) {
        let mut pieces = text.split(char::is_whitespace).peekable();
        while let Some(piece) = pieces.next() {
            self.word.push_str(&self.paint.text(look, piece));
            self.word_width += piece.chars().count();
            if pieces.peek().is_some() {
                self.flush();
                self.blank = true;
            }
        }
    }

    fn flush(&mut self) {
        if self.word_width == 0 {
            return;
        }
        let blank = usize::from(self.blank);
        if self.column + blank + self.word_width > self.paint.width && self.column > self.indent {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
            self.text.push_str(&" ".repeat(self.indent));
            self.column = self.indent;
        } else if self.blank {
            self.text.push(' ');
            self.column += 1;
        }
        self.text.push_str(&std::mem::take(&mut self.word));
        self.column += std::mem::take(&mut self.word_width);
        self.blank = false;
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text.push('\n');
        self.text
    }
}
