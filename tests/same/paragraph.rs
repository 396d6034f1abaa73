//! The paragraphs of a DOCX, by their styles, and where each begins in a PDF.

use crate::page::measure::{Glyph, Page, Stroke, Word, first_page};
use std::io::Read as _;
use std::path::Path;

/// A paragraph of a DOCX.
pub struct Paragraph {
    /// The identifier of its style.
    pub style: String,
    /// Its words.
    pub words: Vec<String>,
    /// Whether it stands in the head or the foot of the page.
    pub outside: bool,
}

/// Where the first lines of a paragraph stand.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where its first line begins and ends.
    pub left: f64,
    /// Where its first line begins and ends.
    pub right: f64,
    /// The baseline of each of its lines on the page.
    pub baselines: Vec<f64>,
}

/// The first page of a PDF.
pub struct First {
    page: Page,
    glyphs: Vec<Glyph>,
    strokes: Vec<Stroke>,
}

/// The paragraphs of a DOCX that its first page may have, but for the cells of tables.
pub fn paragraphs(docx: &Path) -> Vec<Paragraph> {
    let mut all = read(
        docx,
        &["header-first.xml", "footer-first.xml", "document.xml"],
    );
    all.retain(|p| !["Bang", "DauBang"].contains(&p.style.as_str()));
    all
}

/// The footnotes of a DOCX.
pub fn footnotes(docx: &Path) -> Vec<Paragraph> {
    read(docx, &["footnotes.xml"])
}

fn read(docx: &Path, parts: &[&str]) -> Vec<Paragraph> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(docx).unwrap()).unwrap();
    let mut all = Vec::new();
    for part in parts {
        let mut xml = String::new();
        let Ok(mut file) = zip.by_name(&format!("word/{part}")) else {
            continue;
        };
        file.read_to_string(&mut xml).unwrap();
        for paragraph in xml.split("<w:p>").skip(1) {
            let paragraph = paragraph.split("</w:p>").next().unwrap();
            let style = paragraph.split("<w:pStyle w:val=\"").nth(1).unwrap();
            // A line break parts words; nothing else between runs does.
            let text: String = paragraph
                .replace("<w:br/>", "<w:t> </w:t>")
                .split("<w:t")
                .filter(|run| run.starts_with(['>', ' ']))
                .filter_map(|run| run.split_once('>')?.1.split("</w:t>").next().map(plain))
                .collect();
            all.push(Paragraph {
                style: style.split('"').next().unwrap().to_owned(),
                words: text.split_whitespace().map(str::to_owned).collect(),
                outside: *part != "document.xml",
            });
        }
    }
    all.retain(|p| !p.words.is_empty());
    all
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

impl First {
    /// Reads the first page of a PDF.
    pub fn read(path: &Path) -> Self {
        let (page, glyphs, strokes) = first_page(path);
        Self {
            page,
            glyphs,
            strokes,
        }
    }

    /// Where the paragraphs stand that begin on the page: none for those that do not.
    pub fn places(&self, paragraphs: &[Paragraph]) -> Vec<Option<Place>> {
        let words = &self.page.words;
        let mut from = 0;
        let mut starts = Vec::new();
        for paragraph in paragraphs {
            let begin = if paragraph.outside { 0 } else { from };
            let start =
                (begin..words.len()).find(|&place| begins(&words[place..], &paragraph.words));
            if let (Some(start), false) = (start, paragraph.outside) {
                from = start + 1;
            }
            starts.push(start);
        }
        let place = |(number, start): (usize, &Option<usize>)| {
            let start = (*start)?;
            let next = starts[number + 1..]
                .iter()
                .flatten()
                .find(|next| **next > start);
            let end = next.copied().unwrap_or(words.len());
            let end = end.min(start + paragraphs[number].words.len());
            Some(self.place(&words[start..end]))
        };
        starts.iter().enumerate().map(place).collect()
    }

    fn place(&self, words: &[Word]) -> Place {
        let mut baselines: Vec<f64> = Vec::new();
        let (mut left, mut right) = (words[0].left, words[0].right);
        for word in words {
            let baseline = self.baseline(word);
            match baselines.last() {
                Some(last) if (baseline - last).abs() < 4.0 => {}
                _ => baselines.push(baseline),
            }
            if baselines.len() == 1 {
                left = left.min(word.left);
                right = right.max(word.right);
            }
        }
        Place {
            left,
            right,
            baselines,
        }
    }

    /// The baseline of the character that begins a word.
    fn baseline(&self, word: &Word) -> f64 {
        let on_line = |glyph: &&Glyph| word.top < glyph.y && glyph.y < word.bottom + 1.0;
        let nearest = self
            .glyphs
            .iter()
            .filter(on_line)
            .min_by(|a, b| (a.x - word.left).abs().total_cmp(&(b.x - word.left).abs()));
        nearest
            .unwrap_or_else(|| panic!("nothing drawn at «{}»", word.text))
            .y
    }

    /// The rule next below a line.
    pub fn rule_below(&self, place: &Place) -> Stroke {
        let line = place.baselines.last().unwrap();
        let below = |s: &&Stroke| {
            s.top > *line
                && s.height() < 1.0
                && s.length() > 20.0
                && s.left < place.right
                && place.left < s.right
        };
        let rule = self
            .strokes
            .iter()
            .filter(below)
            .min_by(|a, b| a.top.total_cmp(&b.top));
        rule.expect("a rule").clone()
    }
}

/// Whether words begin as a paragraph does; the number of a footnote may follow its second word.
fn begins(words: &[Word], paragraph: &[String]) -> bool {
    let two = paragraph.iter().take(2).zip(words);
    two.clone().count() == paragraph.len().min(2)
        && two.enumerate().all(|(number, (wanted, found))| {
            found.text == *wanted || (number == 1 && found.text.starts_with(wanted.as_str()))
        })
}
