//! Running text as runs (ECMA-376 Part 1, 17.3.2).

use super::escape::push_escaped;
use super::revision::Change;
use crate::document::model::Inline;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// How a run differs from its paragraph's style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Bold or not, where the style does not say it.
    pub bold: Option<bool>,
    /// Italic or not, where the style does not say it.
    pub italic: Option<bool>,
    /// A value that is still to be decided.
    pub todo: bool,
    /// Struck through.
    pub struck: bool,
    /// Underlined.
    pub underlined: bool,
}

/// A run: text of one look, a line break or the number of a footnote.
#[derive(Debug, Clone)]
pub struct Run {
    /// What it is.
    pub what: What,
    /// How it looks.
    pub look: Look,
    /// The tracked change that it belongs to.
    pub change: Option<Change>,
}

/// What a run is.
#[derive(Debug, Clone)]
pub enum What {
    /// Characters.
    Text(String),
    /// A line break within a paragraph.
    Break,
    /// The number of a footnote, from 1.
    Note(usize),
}

/// The runs of a paragraph, which templates see as XML.
#[derive(Debug, Clone, Default)]
pub struct Words(pub Vec<Run>);

impl Words {
    /// Adds text, to the last run where that looks and changes alike.
    pub fn push_text(&mut self, text: &str, look: Look, change: Option<&Change>) {
        let id = change.map(Change::id);
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Run {
                what: What::Text(open),
                look: known,
                change: own,
            }) if *known == look && own.as_ref().map(Change::id) == id => open.push_str(text),
            _ => self.0.push(Run {
                what: What::Text(text.to_owned()),
                look,
                change: change.cloned(),
            }),
        }
    }

    /// Adds a line break or the number of a footnote.
    pub fn push(&mut self, what: What, change: Option<&Change>) {
        self.0.push(Run {
            what,
            look: Look::default(),
            change: change.cloned(),
        });
    }

    /// Whether they are those of another paragraph to the letter, and none is a footnote.
    pub fn is_same(&self, other: &Self) -> bool {
        let same = |(run, other): (&Run, &Run)| match (&run.what, &other.what) {
            (What::Text(text), What::Text(its)) => text == its && run.look == other.look,
            (What::Break, What::Break) => true,
            _ => false,
        };
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }

    /// Their characters, without footnotes.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for run in &self.0 {
            match &run.what {
                What::Text(own) => text.push_str(own),
                What::Break => text.push('\n'),
                What::Note(_) => {}
            }
        }
        text
    }

    /// Their XML.
    pub fn xml(&self) -> String {
        let mut xml = String::new();
        let mut open: Option<&Change> = None;
        for run in &self.0 {
            let change = run.change.as_ref();
            if change.map(Change::id) != open.map(Change::id) {
                if let Some(open) = open {
                    open.push_end(&mut xml);
                }
                if let Some(change) = change {
                    change.push_start(&mut xml);
                }
                open = change;
            }
            push_run(&mut xml, run);
        }
        if let Some(open) = open {
            open.push_end(&mut xml);
        }
        xml
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.xml())
    }
}

/// What the runs of a document have in common.
#[derive(Debug, Default)]
pub struct Notes {
    /// The runs of each footnote, in the order of their numbers, from 1.
    pub texts: Vec<Words>,
}

/// Runs in the making: those of one paragraph, or of several where the text has line breaks.
pub struct Runs<'n> {
    /// The paragraphs before the last.
    done: Vec<Words>,
    last: Words,
    notes: &'n mut Notes,
    /// Whether emphasis within the style is upright, for the style itself is italic.
    slanted: bool,
    /// Whether a line break begins a paragraph rather than a line.
    parts: bool,
}

impl<'n> Runs<'n> {
    /// Runs of a paragraph, in which a line break stays one.
    pub fn new(notes: &'n mut Notes) -> Self {
        Self {
            done: Vec::new(),
            last: Words::default(),
            notes,
            slanted: false,
            parts: false,
        }
    }

    /// For a style that is italic.
    pub fn slanted(mut self, slanted: bool) -> Self {
        self.slanted = slanted;
        self
    }

    /// Makes a paragraph of each line.
    pub fn in_parts(mut self) -> Self {
        self.parts = true;
        self
    }

    /// Adds running text.
    pub fn add(mut self, content: &[Inline], look: Look) -> Self {
        self.inlines(content, look);
        self
    }

    /// Adds words of the program's own.
    pub fn text(mut self, text: &str, look: Look) -> Self {
        self.push(text, look);
        self
    }

    /// The runs of the last paragraph, which is the only one where lines make none.
    pub fn words(self) -> Words {
        self.last
    }

    /// The runs of each paragraph.
    pub fn paragraphs(self) -> Vec<Words> {
        let mut paragraphs = self.done;
        paragraphs.push(self.last);
        paragraphs
    }

    fn inlines(&mut self, content: &[Inline], look: Look) {
        for inline in content {
            match inline {
                Inline::Text { text, .. } => self.push(text, look),
                Inline::Todo { text } => self.push(text, Look { todo: true, ..look }),
                Inline::Strong { content } => {
                    let bold = Some(true);
                    self.inlines(content, Look { bold, ..look });
                }
                Inline::Emphasis { content } => {
                    let italic = Some(!self.slanted);
                    self.inlines(content, Look { italic, ..look });
                }
                Inline::Struck { content } => {
                    let struck = true;
                    self.inlines(content, Look { struck, ..look });
                }
                Inline::Underlined { content } => {
                    let underlined = true;
                    self.inlines(content, Look { underlined, ..look });
                }
                Inline::Footnote { content } => self.note(content),
                Inline::Reference { .. } => {}
            }
        }
    }

    fn note(&mut self, content: &[Inline]) {
        // A footnote's number is its place, so it has one before those inside it.
        let place = self.notes.texts.len();
        self.notes.texts.push(Words::default());
        let text = Runs::new(self.notes).add(content, Look::default()).words();
        self.notes.texts[place] = text;
        self.last.push(What::Note(place + 1), None);
    }

    fn push(&mut self, text: &str, look: Look) {
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 && self.parts {
                self.done.push(std::mem::take(&mut self.last));
            } else if place > 0 {
                self.last.push(What::Break, None);
            }
            self.last.push_text(line, look, None);
        }
    }
}

fn push_run(xml: &mut String, run: &Run) {
    match &run.what {
        What::Text(text) => {
            let deleted = run.change.as_ref().is_some_and(Change::deletes);
            push_text(xml, text, run.look, deleted);
        }
        What::Break => xml.push_str("<w:r><w:br/></w:r>"),
        What::Note(number) => {
            let _ = write!(
                xml,
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                 <w:footnoteReference w:id=\"{number}\"/></w:r>"
            );
        }
    }
}

fn push_text(xml: &mut String, text: &str, look: Look, deleted: bool) {
    xml.push_str("<w:r>");
    let Look {
        bold,
        italic,
        todo,
        struck,
        underlined,
    } = look;
    if look != Look::default() {
        xml.push_str("<w:rPr>");
        push_switch(xml, 'b', bold);
        push_switch(xml, 'i', italic);
        if struck {
            xml.push_str("<w:strike/>");
        }
        if underlined {
            xml.push_str("<w:u w:val=\"single\"/>");
        }
        if todo {
            xml.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE14D\"/>");
        }
        xml.push_str("</w:rPr>");
    }
    let element = if deleted { "w:delText" } else { "w:t" };
    xml.push('<');
    xml.push_str(element);
    if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
        xml.push_str(" xml:space=\"preserve\"");
    }
    xml.push('>');
    push_escaped(xml, text);
    xml.push_str("</");
    xml.push_str(element);
    xml.push_str("></w:r>");
}

/// `<w:b/>` or `<w:b w:val="0"/>`, and the same for complex scripts.
fn push_switch(xml: &mut String, name: char, on: Option<bool>) {
    let value = match on {
        None => return,
        Some(true) => "",
        Some(false) => " w:val=\"0\"",
    };
    let _ = write!(xml, "<w:{name}{value}/><w:{name}Cs{value}/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(content: &[Inline]) -> String {
        Runs::new(&mut Notes::default())
            .add(content, Look::default())
            .words()
            .xml()
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(
            xml(&[Inline::text("</w:t> & \"x\"\u{1}\u{FFFF}|")]),
            "<w:r><w:t>&lt;/w:t&gt; &amp; &quot;x&quot;|</w:t></w:r>"
        );
    }

    #[test]
    fn a_carriage_return_stays_one_and_blanks_stay_blanks() {
        for (text, written) in [
            ("a\rb", "<w:t>a&#13;b"),
            ("a\tb", "<w:t>a\tb"),
            (" a", "<w:t xml:space=\"preserve\"> a"),
            ("a ", "<w:t xml:space=\"preserve\">a "),
            ("a  b", "<w:t xml:space=\"preserve\">a  b"),
            ("a b", "<w:t>a b"),
        ] {
            assert_eq!(
                xml(&[Inline::text(text)]),
                format!("<w:r>{written}</w:t></w:r>")
            );
        }
    }

    #[test]
    fn what_is_not_decided_is_shaded_and_joins_nothing() {
        let shade = "<w:rPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE14D\"/></w:rPr>";
        assert_eq!(
            xml(&[Inline::text("a"), Inline::todo(), Inline::text("")]),
            format!("<w:r><w:t>a</w:t></w:r><w:r>{shade}<w:t>TODO</w:t></w:r>")
        );
    }

    #[test]
    fn looks_add_up_inside_each_other() {
        let inner = Inline::Emphasis {
            content: vec![Inline::text("b")],
        };
        let outer = Inline::Strong {
            content: vec![Inline::text("a"), inner, Inline::text("c\nd")],
        };
        let bold = "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>";
        assert_eq!(
            xml(&[outer]),
            format!(
                "{bold}a</w:t></w:r>\
                 <w:r><w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr><w:t>b</w:t></w:r>\
                 {bold}c</w:t></w:r><w:r><w:br/></w:r>{bold}d</w:t></w:r>"
            )
        );
    }

    #[test]
    fn text_of_one_look_is_one_run() {
        let bold = Inline::Strong {
            content: vec![Inline::text("hai")],
        };
        assert_eq!(
            xml(&[Inline::text("một "), Inline::text("và "), bold]),
            "<w:r><w:t xml:space=\"preserve\">một và </w:t></w:r>\
             <w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>hai</w:t></w:r>"
        );
    }

    #[test]
    fn what_is_taken_out_is_struck_through_and_what_is_new_underlined() {
        let gone = Inline::Struck {
            content: vec![Inline::text("cũ")],
        };
        let come = Inline::Underlined {
            content: vec![Inline::Strong {
                content: vec![Inline::text("mới")],
            }],
        };
        assert_eq!(
            xml(&[gone, come]),
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>cũ</w:t></w:r>\
             <w:r><w:rPr><w:b/><w:bCs/><w:u w:val=\"single\"/></w:rPr><w:t>mới</w:t></w:r>"
        );
    }

    #[test]
    fn emphasis_in_an_italic_style_is_upright() {
        let content = [Inline::Emphasis {
            content: vec![Inline::text("khẩn")],
        }];
        let runs = Runs::new(&mut Notes::default())
            .slanted(true)
            .add(&content, Look::default())
            .words()
            .xml();
        assert!(runs.contains("<w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>"));
        assert!(xml(&content).contains("<w:i/><w:iCs/>"));
    }

    #[test]
    fn a_line_of_a_cell_is_a_paragraph() {
        let content = [Inline::text("một\nhai")];
        let paragraphs = Runs::new(&mut Notes::default())
            .in_parts()
            .add(&content, Look::default())
            .paragraphs();
        assert_eq!(
            paragraphs.iter().map(Words::xml).collect::<Vec<_>>(),
            ["<w:r><w:t>một</w:t></w:r>", "<w:r><w:t>hai</w:t></w:r>"]
        );
    }

    #[test]
    fn footnotes_are_numbered_in_reading_order() {
        let note = |text: &str| Inline::Footnote {
            content: vec![Inline::text(text)],
        };
        let mut notes = Notes::default();
        let body = Runs::new(&mut notes)
            .add(&[note("một"), note("hai")], Look::default())
            .words()
            .xml();
        assert!(body.contains("w:id=\"1\"") && body.contains("w:id=\"2\""));
        assert!(notes.texts[0].text() == "một" && notes.texts[1].text() == "hai");
    }
}
