//! Text in colours, broken into lines.

use crate::diag::render::shown;
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
        let text = &*shown(text, false);
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

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint {
        color: false,
        width: 20,
    };

    #[test]
    fn what_is_common_is_shown_as_far_as_it_stands_beside_a_change() {
        let words = |chars: usize| "bốn ".repeat(chars / 4) + &"x".repeat(chars % 4);
        // At one side 48 characters, and eight more rather than a mark of what is left out.
        assert_eq!(shortened(&words(56), (true, false)), words(56));
        assert_eq!(
            shortened(&words(57), (true, false)),
            format!("{}…", words(48))
        );
        assert_eq!(shortened(&words(56), (false, true)), words(56));
        let tail = "bốn ".repeat(11) + "x";
        assert_eq!(shortened(&words(57), (false, true)), format!("… {tail}"));
        // Between two changes twice as many.
        assert_eq!(shortened(&words(104), (true, true)), words(104));
        let tail = "bốn ".repeat(11) + "x";
        assert_eq!(
            shortened(&words(105), (true, true)),
            format!("{}… {tail}", words(48))
        );
        // Beside no change nothing but the end is shown.
        assert_eq!(shortened("tám chữ.", (false, false)), "tám chữ.");
    }

    #[test]
    fn a_line_is_filled_to_its_width() {
        let wrapped = |text: &str| PLAIN.wrapped("  + ", 4, Look::Plain, text);
        assert_eq!(wrapped("mười sáu chữ cái"), "  + mười sáu chữ cái\n");
        assert_eq!(wrapped("mười sáu chữ cáih"), "  + mười sáu chữ\n    cáih\n");
        let long = "x".repeat(30);
        assert_eq!(
            wrapped(&long),
            format!("  + {long}\n"),
            "no line is left empty"
        );
        assert_eq!(
            wrapped(&format!("a {long}")),
            format!("  + a\n    {long}\n")
        );
        assert_eq!(wrapped("a  b\nc "), "  + a b c\n");
    }

    #[test]
    fn differences_are_marked_or_coloured() {
        let runs = [
            Run::Same("còn ".into()),
            Run::Old("59".into()),
            Run::New("35".into()),
            Run::Same(" hộ".into()),
        ];
        let plain = PLAIN.runs("~ ", 2, &runs, " [x]");
        assert_eq!(plain, "~ còn [-59-]{+35+}\n  hộ [x]\n");
        let color = Paint {
            color: true,
            width: 40,
        };
        assert_eq!(
            color.runs("~ ", 2, &runs, ""),
            "~ còn \u{1b}[31m59\u{1b}[0m\u{1b}[32m35\u{1b}[0m hộ\n"
        );
        assert_eq!(color.text(Look::Bold, ""), "");
        assert_eq!(color.text(Look::Plain, "a"), "a");
        assert_eq!(color.text(Look::Dim, "a"), "\u{1b}[2ma\u{1b}[0m");
        assert_eq!(color.text(Look::Bold, "a"), "\u{1b}[1ma\u{1b}[0m");
    }
}
