//! Findings as text, laid out like a compiler's.
//!
//! Long lines are shortened before the layout sees them, so that a finding costs little whatever the
//! length of its line. The line and column named are those of the whole source.

use super::{Excerpt, Mark, clean};
use crate::diag::{Diagnostic, Lang, Severity};
use crate::source::Sources;
use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level};
use annotate_snippets::{Padding, Renderer, Snippet};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language of messages and of the words around them.
    pub lang: Lang,
    /// Whether to write escape codes for colour.
    pub color: bool,
    /// Columns of the terminal; taken to be within 40 and 1000.
    pub width: usize,
    /// Whether to name what the rule rests on, which need not be said of every finding.
    pub ground: bool,
}

/// One finding as several lines, the last without a line break.
///
/// Below the message stand the primary place, then places of other files, then the advice. A sheet is
/// named with the cell. Labels whose source is not in `sources` are left out.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, options: &Options) -> String {
    let lang = options.lang;
    let width = options.width.clamp(40, 1000);
    let style = if options.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = style.term_width(width);
    let level = level(diagnostic.severity, lang);

    let title = level
        .clone()
        .primary_title(clean(diagnostic.message.text(lang)));
    let title = Group::with_title(title.id(diagnostic.code.id));
    let mut groups = places(diagnostic, sources, options, width, &level);
    let help = match lang {
        Lang::En => Level::HELP,
        Lang::Vi => Level::HELP.with_name("cách sửa"),
    };
    let help = diagnostic
        .help
        .iter()
        .map(|message| help.clone().message(clean(message.text(lang))));
    let note = match lang {
        Lang::En => Level::NOTE.with_name("ground"),
        Lang::Vi => Level::NOTE.with_name("căn cứ"),
    };
    let ground = diagnostic.ground.iter().filter(|_| options.ground);
    let ground = ground.map(|message| note.clone().message(clean(message.text(lang))));
    let help: Vec<_> = help.chain(ground).collect();
    if let Some(last) = groups.pop() {
        // only the first group gets its line of space from the renderer
        let space = (!groups.is_empty() && !help.is_empty()).then_some(Element::Padding(Padding));
        groups.push(last.elements(space).elements(help));
    } else if !help.is_empty() {
        groups.push(Group::with_level(level).elements(help));
    }
    let title = renderer.render(&[title]);
    if groups.is_empty() {
        title
    } else {
        format!("{title}\n{}", renderer.render(&groups))
    }
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    level.with_name(severity.word(lang))
}

/// A group for each run of labels that stand close together, that of the primary label first.
fn places<'a>(
    diagnostic: &Diagnostic,
    sources: &Sources,
    options: &Options,
    width: usize,
    level: &Level<'a>,
) -> Vec<Group<'a>> {
    let labels = std::iter::once((&diagnostic.primary, true))
        .chain(diagnostic.secondary.iter().map(|label| (label, false)));
    let mut marks: Vec<Mark> = labels
        .filter_map(|(label, primary)| Mark::new(label, primary, sources, options.lang))
        .collect();
    marks.sort_by_key(|mark| (mark.id, mark.first_line));
    let mut runs: Vec<&[Mark]> = marks.chunk_by(Mark::is_near).collect();
    runs.sort_by_key(|run| !run.iter().any(|mark| mark.primary));

    let gutter = marks
        .iter()
        .map(|mark| mark.last_line)
        .max()
        .unwrap_or(1)
        .to_string()
        .len();
    let style = if options.color {
        DEFAULT_LINE_NUM_STYLE
    } else {
        Style::new()
    };
    let mut groups = Vec::new();
    for run in runs {
        let Some(named) = run.iter().find(|mark| mark.primary).or(run.first()) else {
            continue;
        };
        let arrow = if groups.is_empty() { "-->" } else { ":::" };
        let origin = format!("{:gutter$}{style}{arrow}{style:#} {}", "", named.origin());
        // three columns of frame, and up to five for the bows of marks over several lines
        let snippet = snippet(run, width - gutter.min(20) - 8);
        // the renderer's own path line would count columns in the shortened line
        groups.push(
            level
                .clone()
                .no_name()
                .secondary_title(origin)
                .element(snippet),
        );
    }
    groups
}

/// The excerpt around marks of one source, with the marks in it.
fn snippet<'a>(run: &[Mark], columns: usize) -> Snippet<'a, Annotation<'a>> {
    let excerpt = Excerpt::cut(run, columns);
    let annotate = |mark: &Mark| {
        let kind = if mark.primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let span = excerpt.offset(mark.range.start)..excerpt.offset(mark.range.end);
        kind.span(span).label(mark.text.clone())
    };
    let annotations: Vec<_> = run.iter().map(annotate).collect();
    Snippet::source(excerpt.text)
        .line_start(run.iter().map(|mark| mark.first_line).min().unwrap_or(1))
        .annotations(annotations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Message, code};
    use crate::source::{Source, SourceId, SourceKind, Span};
    use insta::assert_snapshot;

    const PLAIN: Options = Options {
        lang: Lang::En,
        color: false,
        width: 80,
        ground: true,
    };

    fn add(sources: &mut Sources, path: &str, text: &str) -> SourceId {
        sources.add(Source::new(path.into(), text.into()))
    }

    fn find(sources: &Sources, id: SourceId, part: &str) -> Span {
        let at = sources.get(id).unwrap().text().find(part).unwrap();
        Span::new(id, at..at + part.len())
    }

    fn unknown_key() -> (Sources, Diagnostic) {
        let mut sources = Sources::default();
        let id = add(&mut sources, "plan.toml", "[plan]\ntitel = \"Kế hoạch\"\n");
        let message = Message::new("unknown key `titel`", "không có khóa `titel`");
        let finding = Diagnostic::new(code::UNKNOWN_KEY, find(&sources, id, "titel"), message)
            .label(Message::new(
                "not a key of [plan]",
                "không phải khóa của [plan]",
            ))
            .suggest("titel", ["title"]);
        (sources, finding)
    }

    fn plain(text: &str, part: &str) -> String {
        let mut sources = Sources::default();
        let id = add(&mut sources, "a.toml", text);
        let span = find(&sources, id, part);
        let finding = Diagnostic::new(code::CHARACTER, span, Message::new("no", "không"));
        render(&finding, &sources, &PLAIN)
    }

    #[test]
    fn a_finding_in_both_languages() {
        let (sources, finding) = unknown_key();
        assert_snapshot!(render(&finding, &sources, &PLAIN), @r#"
        error[SPC002]: unknown key `titel`
         --> plan.toml:2:1
          |
        2 | titel = "Kế hoạch"
          | ^^^^^ not a key of [plan]
          |
          = help: did you mean `title`?
        "#);
        let vietnamese = Options {
            lang: Lang::Vi,
            ..PLAIN
        };
        assert_snapshot!(render(&finding, &sources, &vietnamese), @r#"
        lỗi[SPC002]: không có khóa `titel`
         --> plan.toml:2:1
          |
        2 | titel = "Kế hoạch"
          | ^^^^^ không phải khóa của [plan]
          |
          = cách sửa: có phải ý bạn là `title`?
        "#);
        let warning = Diagnostic {
            severity: Severity::Warning,
            ..finding
        };
        assert!(render(&warning, &sources, &vietnamese).starts_with("cảnh báo[SPC002]: "));
        let info = Diagnostic {
            severity: Severity::Info,
            ..warning
        };
        assert!(render(&info, &sources, &vietnamese).starts_with("lưu ý[SPC002]: "));
    }

    #[test]
    fn the_ground_stands_below_the_advice_unless_it_has_been_said() {
        let (sources, mut finding) = unknown_key();
        finding.ground = Some(Message::new("arithmetic", "phép tính"));
        let vietnamese = Options {
            lang: Lang::Vi,
            ..PLAIN
        };
        assert_snapshot!(render(&finding, &sources, &vietnamese), @r#"
        lỗi[SPC002]: không có khóa `titel`
         --> plan.toml:2:1
          |
        2 | titel = "Kế hoạch"
          | ^^^^^ không phải khóa của [plan]
          |
          = cách sửa: có phải ý bạn là `title`?
          = căn cứ: phép tính
        "#);
        let again = Options {
            ground: false,
            ..PLAIN
        };
        assert!(!render(&finding, &sources, &again).contains("ground"));
    }

    #[test]
    fn colour_only_adds_escape_codes() {
        let (sources, finding) = unknown_key();
        let plain = render(&finding, &sources, &PLAIN);
        let coloured = render(
            &finding,
            &sources,
            &Options {
                color: true,
                ..PLAIN
            },
        );
        assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}["));
        let codes = coloured
            .split('\u{1b}')
            .skip(1)
            .map(|piece| piece.split_once('m').unwrap().0);
        let bare = codes.fold(coloured.clone(), |text, code| {
            text.replace(&format!("\u{1b}{code}m"), "")
        });
        assert_eq!(bare, plain);
    }

    #[test]
    fn two_labels_in_two_files() {
        let mut sources = Sources::default();
        let plan = add(
            &mut sources,
            "plan.toml",
            "[[task]]\nid = \"nv1\"\nunit = \"p-nv\"\n",
        );
        let units = add(
            &mut sources,
            "units.toml",
            &format!("{}[p-nn]\n", "\n".repeat(11)),
        );
        let message = Message::new("no unit has the id `p-nv`", "không đơn vị nào có mã `p-nv`");
        let finding = Diagnostic::new(code::DANGLING, find(&sources, plan, "\"p-nv\""), message)
            .also(
                find(&sources, plan, "nv1"),
                Message::new("of this task", "của nhiệm vụ này"),
            )
            .also(
                find(&sources, units, "p-nn"),
                Message::new("a unit like it", "đơn vị gần giống"),
            )
            .help(Message::new("write `p-nn`", "ghi `p-nn`"));
        assert_snapshot!(render(&finding, &sources, &PLAIN), @r#"
        error[SPC006]: no unit has the id `p-nv`
          --> plan.toml:3:8
           |
         2 | id = "nv1"
           |       --- of this task
         3 | unit = "p-nv"
           |        ^^^^^^
           |
          ::: units.toml:12:2
           |
        12 | [p-nn]
           |  ---- a unit like it
           |
           = help: write `p-nn`
        "#);
    }

    #[test]
    fn a_finding_deep_in_a_long_line() {
        let before = "Rà soát, thống kê danh sách hộ nghèo trên địa bàn xã; ".repeat(35);
        let after = "giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị. ".repeat(25);
        let mut sources = Sources::default();
        let line = format!("text = \"{before}trước ngày 31/02/2026, {after}\"\nid = \"nv1\"\n");
        let id = add(&mut sources, "plan.toml", &line);
        let message = Message::new("no such day: 31/02/2026", "không có ngày 31/02/2026");
        let day = find(&sources, id, "31/02/2026");
        let finding = Diagnostic::new(code::DATE, day, message).label(Message::new(
            "February 2026 has 28 days",
            "tháng 02/2026 có 28 ngày",
        ));
        assert_snapshot!(render(&finding, &sources, &PLAIN), @"
        error[SPC007]: no such day: 31/02/2026
         --> plan.toml:1:1910
          |
        1 | … trên địa bàn xã; trước ngày 31/02/2026, giao Phòng Kinh tế chủ trì, …
          |                               ^^^^^^^^^^ February 2026 has 28 days
        ");
        let far = finding.also(
            find(&sources, id, "Rà soát"),
            Message::new("task", "nhiệm vụ"),
        );
        assert_snapshot!(render(&far, &sources, &PLAIN), @r#"
        error[SPC007]: no such day: 31/02/2026
         --> plan.toml:1:1910
          |
        1 | text = "Rà soát, thống kê danh sá…trước ngày 31/02/2026, giao Phòng…
          |         ------- task                         ^^^^^^^^^^ February 2026 has 28 days
        "#);
    }

    #[test]
    fn a_sheet_is_named_by_its_cell() {
        let kind = SourceKind::Sheet("Biểu 1".into());
        let text = "STT\tXã\tSố hộ\n1\tBuôn Choah\tbảy ba\n".to_owned();
        let mut sources = Sources::default();
        let id = sources.add(Source::with_kind("data/x.xlsx".into(), text, kind));
        let message = Message::new("not a number: `bảy ba`", "không phải số: `bảy ba`");
        let finding = Diagnostic::new(code::NUMBER, find(&sources, id, "bảy ba"), message).also(
            find(&sources, id, "Số hộ"),
            Message::new("column of numbers", "cột số"),
        );
        assert_snapshot!(render(&finding, &sources, &PLAIN), @"
        error[SPC008]: not a number: `bảy ba`
         --> data/x.xlsx!Biểu 1!C2
          |
        1 | STT    Xã    Số hộ
          |              ----- column of numbers
        2 | 1    Buôn Choah    bảy ba
          |                    ^^^^^^
        ");
    }

    #[test]
    fn the_end_of_a_file() {
        let mut sources = Sources::default();
        let id = add(&mut sources, "plan.toml", "[plan]\n");
        let message = Message::new("unexpected end of file", "tệp kết thúc đột ngột");
        let finding = Diagnostic::new(code::SYNTAX, Span::new(id, 7..7), message);
        assert_snapshot!(render(&finding, &sources, &PLAIN), @"
        error[SPC001]: unexpected end of file
         --> plan.toml:2:1
          |
        2 |
          | ^
        ");
    }

    #[test]
    fn lines_that_a_terminal_would_obey_are_tamed() {
        let text = "\ta\u{1b}[2J\u{202e}b\u{200f}c\u{9b}d = x\r\n";
        assert_snapshot!(plain(text, "x"), @"
        error[SPC016]: no
         --> a.toml:1:16
          |
        1 |     a␛[2J�b�c�d = x
          |                   ^
        ");
        assert_snapshot!(plain("a = 1\r\nb = 2\r\n\r\nc = 3\r\n", "= 1\r\nb = 2\r\n"), @"
        error[SPC016]: no
         --> a.toml:1:3
          |
        1 |   a = 1
          |  ___^
        2 | | b = 2
          | |_____^
        ");
    }
}
