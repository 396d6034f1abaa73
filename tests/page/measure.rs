//! What stands where in a PDF, in points from the upper left corner, as poppler reads it.

use super::xml::{attribute, lines, number, page, stroke};
use crate::support::{Office, poppler};
use std::path::Path;
use tempfile::NamedTempFile;

/// Points to the millimetre.
pub const MM: f64 = 72.0 / 25.4;
/// The width of A4.
pub const WIDTH: f64 = 210.0 * MM;
/// The height of A4.
pub const HEIGHT: f64 = 297.0 * MM;

/// A rendered plan.
pub struct Pdf {
    file: NamedTempFile,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// A page with what is written on it.
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Runs of text in one style and on one line, in reading order.
    pub lines: Vec<Line>,
    /// Words.
    pub words: Vec<Word>,
}

/// A run of text in one style and on one line.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its page, from 1.
    pub page: usize,
    /// Its characters.
    pub text: String,
    /// The size of its letters.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is in italics.
    pub italic: bool,
    /// Its colour, as in `#000000`.
    pub color: String,
    /// Its first letter's left side.
    pub left: f64,
    /// Its last letter's right side.
    pub right: f64,
    /// The upper side of its letters.
    pub top: f64,
    /// The lower side of its letters, which is as far below the baseline in all lines of a style.
    pub bottom: f64,
}

impl Line {
    /// The middle of the line.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// How long it is.
    pub fn length(&self) -> f64 {
        self.right - self.left
    }

    /// Size and style, as in «14 bold».
    pub fn look(&self) -> String {
        let bold = if self.bold { " bold" } else { "" };
        let italic = if self.italic { " italic" } else { "" };
        format!("{}{bold}{italic}", self.size)
    }
}

/// A word.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its characters.
    pub text: String,
    /// Its sides.
    pub left: f64,
    /// Its sides.
    pub right: f64,
    /// Its sides.
    pub top: f64,
    /// Its sides.
    pub bottom: f64,
}

/// A drawn line or frame.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// Its outermost points.
    pub left: f64,
    /// Its outermost points.
    pub right: f64,
    /// Its outermost points.
    pub top: f64,
    /// Its outermost points.
    pub bottom: f64,
    /// Its colour as the SVG has it.
    pub color: String,
}

impl Stroke {
    /// How wide it is.
    pub fn length(&self) -> f64 {
        self.right - self.left
    }

    /// How high it is.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The middle of its width.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

/// A character as it is drawn.
#[derive(Debug, Clone)]
pub struct Glyph {
    /// Where its drawing begins.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
}

/// The pages of a PDF, or its first ones, with their words in the order in which they are drawn.
pub fn drawn(path: &Path, last: Option<usize>) -> Vec<Page> {
    let last = last.unwrap_or(9999).to_string();
    let name = path.to_str().unwrap();
    let words = poppler("pdftotext", &["-bbox", "-raw", "-l", &last, name, "-"]);
    words.split("<page ").skip(1).map(page).collect()
}

/// The first page of a PDF, with its words in the order in which they are drawn, its characters and
/// its strokes.
pub fn first_page(path: &Path) -> (Page, Vec<Glyph>, Vec<Stroke>) {
    let svg = svg(path, 1);
    (drawn(path, Some(1)).remove(0), glyphs(&svg), strokes(&svg))
}

/// Renders `plan.toml` of an office, which must succeed.
pub fn render(office: &Office, more: &[&str]) -> Pdf {
    let arguments = [&["render", "plan.toml"], more].concat();
    let run = office.run(&arguments);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    Pdf::read(&office.path("out/plan.pdf"))
}

impl Pdf {
    /// Reads a PDF.
    pub fn read(path: &Path) -> Self {
        let name = path.to_str().unwrap();
        let words = poppler("pdftotext", &["-bbox", name, "-"]);
        let styled = poppler("pdftohtml", &["-xml", "-i", "-zoom", "3", "-stdout", name]);
        let mut pages: Vec<Page> = words.split("<page ").skip(1).map(page).collect();
        for (number, text) in (1..).zip(styled.split("<page ").skip(1)) {
            pages[number - 1].lines = lines(number, text);
        }
        // The words have their places to fractions of a point.
        for page in &mut pages {
            for line in &mut page.lines {
                let inside = |word: &&Word| {
                    let (x, y) = (
                        f64::midpoint(word.left, word.right),
                        f64::midpoint(word.top, word.bottom),
                    );
                    line.left < x && x < line.right && line.top < y && y < line.bottom
                };
                let found: Vec<&Word> = page.words.iter().filter(inside).collect();
                if let (Some(first), Some(last)) = (found.first(), found.last()) {
                    line.left = first.left;
                    line.right = last.right;
                    line.bottom = last.bottom;
                }
            }
        }
        // Fonts are numbered through the whole file.
        let fonts: Vec<&str> = styled.split("<fontspec ").skip(1).collect();
        for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
            let font = fonts
                .iter()
                .find(|font| attribute(font, "id") == line.color)
                .unwrap();
            line.size = number(font, "size") / 3.0;
            line.color = attribute(font, "color").to_owned();
        }
        let file = NamedTempFile::new().unwrap();
        std::fs::copy(path, file.path()).unwrap();
        Self { file, pages }
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.pages.iter().flat_map(|page| &page.lines)
    }

    /// The first line that begins with a text.
    pub fn line(&self, start: &str) -> &Line {
        self.lines()
            .find(|line| line.text.starts_with(start))
            .unwrap_or_else(|| panic!("no line «{start}» in\n{}", self.text()))
    }

    /// All lines, one below the other.
    pub fn text(&self) -> String {
        self.lines()
            .map(|line| format!("{}\n", line.text))
            .collect()
    }

    /// What is drawn on a page.
    pub fn strokes(&self, page: usize) -> Vec<Stroke> {
        strokes(&self.svg(page))
    }

    /// The rule that is drawn next below a line of text, on its page.
    pub fn rule_below(&self, line: &Line) -> Stroke {
        let below = |stroke: &Stroke| {
            stroke.top > line.bottom - 2.0
                && stroke.height() < 0.1
                && stroke.left < line.right
                && line.left < stroke.right
        };
        self.strokes(line.page)
            .into_iter()
            .filter(below)
            .min_by(|a, b| a.top.total_cmp(&b.top))
            .unwrap_or_else(|| panic!("no rule below «{}»", line.text))
    }

    /// The characters on a page.
    pub fn glyphs(&self, page: usize) -> Vec<Glyph> {
        glyphs(&self.svg(page))
    }

    /// The file, for a program of poppler.
    pub fn name(&self) -> &str {
        self.file.path().to_str().unwrap()
    }

    /// A page as SVG: every character and every line an element with its place.
    pub fn svg(&self, page: usize) -> String {
        svg(self.file.path(), page)
    }
}

fn svg(path: &Path, page: usize) -> String {
    let (name, page) = (path.to_str().unwrap(), page.to_string());
    let only = ["-f", &page, "-l", &page, name, "-"];
    let whole = ["-svg", "-noshrink", "-nocenter"];
    poppler("pdftocairo", &[&whole[..], &only[..]].concat())
}

fn strokes(svg: &str) -> Vec<Stroke> {
    svg.lines()
        .filter(|line| line.starts_with("<path") && line.contains("stroke-width"))
        .map(stroke)
        .collect()
}

fn glyphs(svg: &str) -> Vec<Glyph> {
    svg.lines()
        .filter(|line| line.trim_start().starts_with("<use "))
        .map(|line| Glyph {
            x: number(line, "x"),
            y: number(line, "y"),
        })
        .collect()
}

/// Asserts that two measures are the same within a tolerance.
#[track_caller]
pub fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!(
        (found - wanted).abs() <= tolerance,
        "{found} is not {wanted} ± {tolerance}"
    );
}

/// Asserts that a measure lies in a range.
#[track_caller]
pub fn between(found: f64, least: f64, most: f64) {
    assert!(
        (least..=most).contains(&found),
        "{found} is not {least} to {most}"
    );
}
