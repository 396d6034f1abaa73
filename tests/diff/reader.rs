//! What Word's Accept All and Reject All leave of a document with tracked changes (ECMA-376 Part 1,
//! 17.13.5), as lines: paragraphs with their styles, and where tables, rows and cells begin and end.

use crate::docx::package::Package;
use crate::docx::xml::Element;

/// What becomes of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Accept,
    Reject,
}

impl Choice {
    /// Whether what a change marks is taken away.
    fn drops(self, change: &str) -> bool {
        match self {
            Self::Accept => matches!(change, "w:del" | "w:moveFrom"),
            Self::Reject => matches!(change, "w:ins" | "w:moveTo"),
        }
    }
}

/// A block of what is left.
enum Block {
    /// Style, text, and whether its mark is taken away.
    Paragraph(String, String, bool),
    /// A table's lines.
    Table(Vec<String>),
}

/// The lines of a document after the choice.
pub fn lines(package: &Package, choice: Choice) -> Vec<String> {
    let footnotes = package.part("word/footnotes.xml");
    let document = package.document();
    let body = document.child("w:body").unwrap();
    let reader = Reader { choice, footnotes };
    let mut lines = reader.container(body);
    for part in ["word/footer-first.xml"] {
        if package.parts.iter().any(|(name, _)| name == part) {
            lines.extend(reader.container(&package.part(part)));
        }
    }
    lines
}

struct Reader {
    choice: Choice,
    footnotes: Element,
}

impl Reader {
    /// The lines of a body, a cell or a footnote.
    fn container(&self, element: &Element) -> Vec<String> {
        let mut blocks = Vec::new();
        self.blocks(element, &mut blocks);
        let mut lines = Vec::new();
        // What stands before the mark that is taken away goes on in the next paragraph (17.13.5.15).
        let mut before = String::new();
        let mut dropped = false;
        for block in blocks {
            match block {
                Block::Paragraph(style, text, mark) => {
                    before.push_str(&text);
                    dropped = mark;
                    if !dropped {
                        let text = std::mem::take(&mut before);
                        lines.push(format!("{style}: {text}"));
                    }
                }
                Block::Table(rows) => {
                    assert!(!dropped, "no paragraph goes on in a table");
                    lines.extend(rows);
                }
            }
        }
        assert!(!dropped, "a paragraph follows a mark that is taken away");
        // What only ends sections and keeps tables apart follows the new document, and the last mark of
        // a page's foot stays.
        lines.retain(|line| line != "NgatPhan: " && line != "DiaChi: ");
        lines
    }

    fn blocks(&self, element: &Element, blocks: &mut Vec<Block>) {
        for child in &element.children {
            match child.name.as_str() {
                "w:p" => {
                    let properties = child.child("w:pPr").unwrap();
                    let known = properties.at(&["w:pPrChange", "w:pPr"]);
                    let known = known.filter(|_| self.choice == Choice::Reject);
                    let style = known.unwrap_or(properties).child("w:pStyle");
                    let style = style.and_then(Element::val);
                    let mark = properties
                        .child("w:rPr")
                        .map_or(&[][..], |mark| &mark.children);
                    let dropped = mark.iter().any(|change| self.choice.drops(&change.name));
                    let mut text = String::new();
                    self.runs(child, &mut text);
                    blocks.push(Block::Paragraph(style.unwrap().to_owned(), text, dropped));
                }
                "w:tbl" => {
                    let mut rows = Vec::new();
                    self.rows(child, &mut rows);
                    // A table without rows is none, but no paragraph goes on behind it.
                    if !rows.is_empty() {
                        rows.insert(0, "table".to_owned());
                        rows.push("end of table".to_owned());
                    }
                    blocks.push(Block::Table(rows));
                }
                "w:sdt" => self.blocks(child.child("w:sdtContent").unwrap(), blocks),
                _ => {}
            }
        }
    }

    fn rows(&self, table: &Element, lines: &mut Vec<String>) {
        for row in table.blocks() {
            if row.name != "w:tr" {
                continue;
            }
            let properties = row.child("w:trPr").unwrap();
            let changes = properties.children.iter();
            if changes
                .into_iter()
                .any(|change| self.choice.drops(&change.name))
            {
                continue;
            }
            lines.push("row".to_owned());
            for cell in row.blocks().into_iter().filter(|cell| cell.name == "w:tc") {
                let properties = cell.child("w:tcPr").unwrap();
                let span = properties.child("w:gridSpan").and_then(Element::val);
                let merge = properties.child("w:vMerge").and_then(Element::val);
                lines.push(format!("cell {span:?} {merge:?}"));
                lines.extend(self.container(cell));
            }
        }
    }

    fn runs(&self, element: &Element, text: &mut String) {
        for child in &element.children {
            match child.name.as_str() {
                change if self.choice.drops(change) => {}
                "w:t" | "w:delText" => text.push_str(&child.own_text),
                "w:br" => text.push('\n'),
                "w:footnoteReference" => {
                    let id = child.get("w:id");
                    let notes = self.footnotes.children.iter();
                    let note = notes
                        .into_iter()
                        .find(|note| note.get("w:id") == id)
                        .unwrap();
                    let note = self.container(note).join("\n");
                    text.push_str(&format!("[{note}]"));
                }
                "w:pPr" | "w:rPr" | "w:sdtPr" => {}
                _ => self.runs(child, text),
            }
        }
    }
}
