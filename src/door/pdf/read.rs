//! Tokens and objects of a PDF, without recursion.

use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open { dictionary: bool },
    Close,
    Name(&'b [u8]),
    Word(&'b [u8]),
    String,
}

/// What the data of a stream says of other objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// They stand in it.
    Objects,
    /// It says where they stand: a cross-reference stream.
    Places,
}

/// What is found of an object.
#[derive(Default)]
pub(super) struct Found<'b> {
    pub depth: usize,
    /// Whether it is no dictionary.
    is_bare: bool,
    begun: bool,
    /// The key that a value is awaited for or has come for.
    key: Vec<u8>,
    has_value: bool,
    numbers: [Option<u64>; 2],
    /// Its kids; all references of what is no dictionary.
    pub references: Vec<u64>,
    pub filters: Vec<&'b [u8]>,
    /// What its data is, where others are found by it.
    pub index: Option<Index>,
    /// The numbers behind the names that streams of objects and cross-references have.
    pub counts: BTreeMap<&'static [u8], Vec<u64>>,
    counted: Option<&'static [u8]>,
}

/// The names whose numbers are needed.
const COUNTED: [&[u8]; 6] = [b"W", b"Index", b"Size", b"First", b"Predictor", b"Columns"];

impl<'b> Found<'b> {
    pub fn count(&self, name: &str) -> Option<usize> {
        let all = self.counts.get(name.as_bytes())?;
        all.first().and_then(|count| usize::try_from(*count).ok())
    }

    pub fn take(&mut self, token: Token<'b>) {
        if let Token::Name(name) = token {
            let name = plain(name);
            self.counted = COUNTED.into_iter().find(|own| *own == name);
        }
        if !self.begun {
            self.begun = true;
            self.is_bare = token != Token::Open { dictionary: true };
        }
        match token {
            Token::Open { .. } => self.depth += 1,
            Token::Close => self.depth = self.depth.saturating_sub(1),
            Token::Name(name)
                if self.depth == 1 && !self.is_bare && (self.key.is_empty() || self.has_value) =>
            {
                self.key = plain(name);
                self.has_value = false;
                // Only cross-references have it.
                if self.key == b"W" {
                    self.index = Some(Index::Places);
                }
                return;
            }
            _ => {}
        }
        self.has_value = true;
        match (&self.key[..], token) {
            (b"Type", Token::Name(name)) if self.depth == 1 => {
                let name = plain(name);
                if name == b"ObjStm" || name == b"XRef" {
                    self.index.get_or_insert(Index::Objects);
                }
            }
            (b"Filter" | b"F", Token::Name(name)) => self.filters.push(name),
            _ => {}
        }
        let number = match token {
            Token::Word(b"R") => {
                let is_kid = self.is_bare || self.key == b"Kids";
                self.references.extend(self.numbers[0].filter(|_| is_kid));
                None
            }
            Token::Word(word) => std::str::from_utf8(word)
                .ok()
                .and_then(|word| word.parse().ok()),
            _ => None,
        };
        if let (Some(name), Some(number)) = (self.counted, number) {
            self.counts.entry(name).or_default().push(number);
        }
        self.numbers = [self.numbers[1], number];
    }

    /// Whether what looks like its end is the middle of a reference.
    pub fn goes_on(&self, reader: &Reader<'b>) -> bool {
        self.is_bare && self.numbers[1].is_some() && {
            let mut next = Reader { ..*reader };
            let is_number = |token| matches!(token, Some(Token::Word([b'0'..=b'9', ..])));
            match self.numbers[0] {
                None => is_number(next.token()) && next.token() == Some(Token::Word(b"R")),
                Some(_) => next.token() == Some(Token::Word(b"R")),
            }
        }
    }
}

/// A name without the codes that letters may be written with (`#20`).
fn plain(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut rest = name;
    while let [first, more @ ..] = rest {
        let code = more.get(..2).filter(|_| *first == b'#');
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    plain
}

pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !b"()<>[]{}/%".contains(&byte)
}

pub(super) struct Reader<'b> {
    pub bytes: &'b [u8],
    pub at: usize,
}

impl<'b> Reader<'b> {
    pub fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn token(&mut self) -> Option<Token<'b>> {
        while let [byte, ..] = self.rest() {
            if *byte == b'%' {
                let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += line.unwrap_or(self.rest().len());
            } else if is_white(*byte) {
                self.at += 1;
            } else {
                break;
            }
        }
        let rest = self.rest();
        let regular = |bytes: &[u8]| bytes.iter().take_while(|byte| is_regular(**byte)).count();
        let (token, length) = match rest {
            [b'<', b'<', ..] => (Token::Open { dictionary: true }, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::Open { dictionary: false }, 1),
            [b']', ..] => (Token::Close, 1),
            [b'<', ..] => {
                let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || is_white(*byte);
                let digits = rest[1..].iter().take_while(|byte| is_digit(byte)).count();
                self.at += digits + 1;
                return (self.rest().first() == Some(&b'>')).then(|| {
                    self.at += 1;
                    Token::String
                });
            }
            [b'(', ..] => return self.literal(),
            [b'/', name @ ..] => {
                let length = regular(name);
                (Token::Name(&name[..length]), length + 1)
            }
            _ => {
                let length = regular(rest);
                (Token::Word(&rest[..length]), length)
            }
        };
        self.at += length;
        (length > 0).then_some(token)
    }

    pub fn number(&mut self) -> Option<u64> {
        match self.token()? {
            Token::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// Passes over the string in brackets that comes next; to the end where it has none.
    fn literal(&mut self) -> Option<Token<'b>> {
        let mut depth = 0_usize;
        let mut is_escaped = false;
        for (at, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.at += at + 1;
                    return Some(Token::String);
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.at = self.bytes.len();
        None
    }
}
