//! XML, looked through before anyone builds a tree of it.

use crate::diag::Message;

/// How much of each there may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Elements.
    pub nodes: usize,
    /// Elements in each other.
    pub depth: usize,
    /// Bytes of a tag, with its attributes.
    pub tag: usize,
    /// Bytes of text between two tags.
    pub text: usize,
}

/// The parts of a workbook: a cell has at most 32 767 characters.
pub const WORKBOOK: Limits = Limits {
    nodes: 6_000_000,
    depth: 64,
    tag: 64 << 10,
    text: 1 << 20,
};

/// The plan that a DOCX carries: files as text.
pub const CARRIED: Limits = Limits {
    nodes: 100_000,
    depth: 64,
    tag: 64 << 10,
    text: 100 << 20,
};

/// XML that is looked through as it comes, piece by piece.
#[derive(Debug)]
pub struct Watch {
    limits: Limits,
    nodes: usize,
    depth: usize,
    /// Where in the XML it is.
    place: Place,
    /// The bytes of the tag or the text so far.
    length: usize,
    last: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// Behind `<`.
    Opened,
    Start,
    End,
    /// A comment, an instruction, a declaration.
    Other,
    /// Inside quotes of a start tag.
    Quoted(u8),
}

impl Watch {
    /// Begins to look through XML.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let place = Place::Text;
        Self {
            limits,
            nodes: 0,
            depth: 0,
            place,
            length: 0,
            last: 0,
        }
    }

    /// Looks through the next bytes.
    ///
    /// # Errors
    /// There is more of something than there may be.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Message> {
        for &byte in bytes {
            self.length += 1;
            self.place = match (self.place, byte) {
                (Place::Text, b'<') => self.begin(Place::Opened),
                (Place::Opened, b'/') => Place::End,
                (Place::Opened, b'!' | b'?') => Place::Other,
                (Place::Opened, _) => {
                    self.nodes += 1;
                    self.depth += 1;
                    Place::Start
                }
                (Place::Start, b'"' | b'\'') => Place::Quoted(byte),
                (Place::Quoted(quote), _) if quote == byte => Place::Start,
                (Place::Start, b'>') => {
                    self.depth -= usize::from(self.last == b'/');
                    self.begin(Place::Text)
                }
                (Place::End, b'>') => {
                    self.depth = self.depth.saturating_sub(1);
                    self.begin(Place::Text)
                }
                (Place::Other, b'>') => self.begin(Place::Text),
                (place, _) => place,
            };
            self.last = byte;
            self.weigh()?;
        }
        Ok(())
    }

    fn begin(&mut self, place: Place) -> Place {
        self.length = 0;
        place
    }

    fn weigh(&self) -> Result<(), Message> {
        let Limits {
            nodes,
            depth,
            tag,
            text,
        } = self.limits;
        let longest = match self.place {
            Place::Text | Place::Other => text,
            _ => tag,
        };
        if self.length > longest {
            return Err(Message::new(
                format!("a piece of its XML has more than {longest} bytes"),
                format!("có đoạn XML dài hơn {longest} byte"),
            ));
        }
        if self.depth > depth {
            return Err(Message::new(
                format!("its XML is nested deeper than {depth}"),
                format!("XML lồng sâu hơn {depth} cấp"),
            ));
        }
        if self.nodes > nodes {
            return Err(Message::new(
                format!("its XML has more than {nodes} elements"),
                format!("XML có hơn {nodes} phần tử"),
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(xml: &str) -> Option<String> {
        let limits = Limits {
            nodes: 6,
            depth: 2,
            tag: 12,
            text: 8,
        };
        let mut watch = Watch::new(limits);
        let found = xml
            .as_bytes()
            .chunks(3)
            .try_for_each(|part| watch.add(part));
        found
            .err()
            .map(|message| message.text(crate::diag::Lang::En).to_owned())
    }

    #[test]
    fn what_is_usual_passes_and_each_limit_is_named() {
        for right in [
            "<?xml?><a b='>'><c/><c/><c>12345678</c></a>",
            "<!-- < --><a/><a/><a></a>",
            "",
            "no XML",
        ] {
            assert_eq!(said(right), None, "{right}");
        }
        for (wrong, part) in [
            ("<a><b><c>", "deeper than 2"),
            ("<a/><a/><a/><a/><a/><a/><a/>", "more than 6 elements"),
            ("<a>123456789</a>", "more than 8 bytes"),
            ("<a b='1' c='2'/>", "more than 12 bytes"),
        ] {
            assert!(
                said(wrong).is_some_and(|said| said.contains(part)),
                "{wrong}"
            );
        }
    }
}
