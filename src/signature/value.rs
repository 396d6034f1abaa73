//! Values of a PDF, read strictly (ISO 32000-1, 7.3): what is written otherwise than the standard has it
//! is not read at all, for readers mend it, each in its own way.
//!
//! Two values are equal where they mean the same, however they are written: `1.50` and `1.5`, `/#61` and
//! `/a`, `<61>` and `(a)`, a key without a value and no key.

use super::syntax::{Id, is_regular, is_white};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How deep arrays and dictionaries may stand in each other.
const DEEPEST: usize = 64;

/// How many characters a number may have.
const LONGEST: usize = 32;

/// A dictionary: no key twice, none without a value.
pub(super) type Table = BTreeMap<Vec<u8>, Value>;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Boolean(bool),
    /// In its shortest form.
    Number(Vec<u8>),
    Text(Vec<u8>),
    Name(Vec<u8>),
    List(Vec<Value>),
    Table(Table),
    Reference(Id),
}

impl Value {
    /// A whole number that is not negative.
    pub(super) fn number(&self) -> Option<usize> {
        match self {
            Self::Number(digits) => std::str::from_utf8(digits).ok()?.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(digits) => std::str::from_utf8(digits).ok()?.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Value]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(own) if own == name.as_bytes())
    }

    /// Calls with every object that is referred to.
    pub(super) fn references(&self, found: &mut impl FnMut(Id)) {
        match self {
            Self::Reference(id) => found(*id),
            Self::List(list) => list.iter().for_each(|one| one.references(found)),
            Self::Table(table) => table.values().for_each(|one| one.references(found)),
            _ => {}
        }
    }
}

/// A number of a dictionary.
pub(super) fn number(table: &Table, key: &str) -> Option<usize> {
    table.get(key.as_bytes())?.number()
}

/// Whether a dictionary has a name for a key.
pub(super) fn has_name(table: &Table, key: &str, name: &str) -> bool {
    table
        .get(key.as_bytes())
        .is_some_and(|own| own.is_name(name))
}

/// Reads values one after another.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    /// The place of what comes next.
    pub at: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space.
    pub(super) fn white(&mut self) {
        let white = self.rest().iter().take_while(|byte| is_white(**byte));
        self.at += white.count();
    }

    /// Passes over bytes, if they come next.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest()
            .starts_with(bytes)
            .then(|| self.at += bytes.len())
    }

    /// Passes over the end of a line, if it comes next.
    pub(super) fn line_end(&mut self) -> Option<()> {
        let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
        ends.into_iter().find_map(|end| self.take(end))
    }

    /// The next word behind white space: regular characters (7.2.2), at least one.
    pub(super) fn word(&mut self) -> Option<&'b [u8]> {
        self.white();
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    /// The next word, which is a whole number.
    pub(super) fn digits(&mut self) -> Option<usize> {
        let word = self.word()?;
        let is_number = word.len() <= LONGEST && word.iter().all(u8::is_ascii_digit);
        is_number.then_some(())?;
        std::str::from_utf8(word).ok()?.parse().ok()
    }

    /// The next word, which is this one.
    pub(super) fn keyword(&mut self, word: &[u8]) -> Option<()> {
        (self.word()? == word).then_some(())
    }

    /// The next value.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.deep(0)
    }

    fn deep(&mut self, depth: usize) -> Option<Value> {
        (depth <= DEEPEST).then_some(())?;
        self.white();
        match self.rest() {
            [b'<', b'<', ..] => {
                self.at += 2;
                self.entries(depth).map(Value::Table)
            }
            [b'<', ..] => self.hexadecimal().map(Value::Text),
            [b'(', ..] => self.literal().map(Value::Text),
            [b'/', ..] => self.name().map(Value::Name),
            [b'[', ..] => {
                self.at += 1;
                let mut list = Vec::new();
                loop {
                    self.white();
                    if self.take(b"]").is_some() {
                        return Some(Value::List(list));
                    }
                    list.push(self.deep(depth + 1)?);
                }
            }
            _ => self.plain(),
        }
    }

    fn entries(&mut self, depth: usize) -> Option<Table> {
        let mut table = Table::new();
        loop {
            self.white();
            if self.take(b">>").is_some() {
                table.retain(|_, value| *value != Value::Null);
                return Some(table);
            }
            let key = self.name()?;
            let value = self.deep(depth + 1)?;
            table.insert(key, value).is_none().then_some(())?;
        }
    }

    /// A name; what it cannot hold stands as `#` and two digits.
    fn name(&mut self) -> Option<Vec<u8>> {
        self.take(b"/")?;
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        let mut name = Vec::new();
        let mut written = rest[..length].iter();
        while let Some(byte) = written.next() {
            name.push(match byte {
                b'#' => {
                    let (high, low) = (digit(*written.next()?)?, digit(*written.next()?)?);
                    Some(high << 4 | low).filter(|code| *code != 0)?
                }
                byte => *byte,
            });
        }
        Some(name)
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.take(b"<")?;
        let rest = self.rest();
        let length = rest.iter().position(|byte| *byte == b'>')?;
        self.at += length + 1;
        let written = rest[..length].iter().filter(|byte| !is_white(**byte));
        let mut digits = written
            .map(|byte| digit(*byte))
            .collect::<Option<Vec<u8>>>()?;
        if !digits.len().is_multiple_of(2) {
            digits.push(0);
        }
        Some(
            digits
                .chunks_exact(2)
                .map(|pair| pair[0] << 4 | pair[1])
                .collect(),
        )
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.take(b"(")?;
        let mut text = Vec::new();
        let mut depth = 1_usize;
        loop {
            let byte = *self.rest().first()?;
            if matches!(byte, b'\r' | b'\n') {
                self.line_end()?;
                text.push(b'\n');
                continue;
            }
            self.at += 1;
            match byte {
                b'\\' => {
                    self.escaped(&mut text)?;
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(text);
            }
            text.push(byte);
        }
    }

    /// Adds what stands behind a backslash; at the end of a line it is nothing.
    fn escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        if self.line_end().is_some() {
            return Some(());
        }
        let byte = *self.rest().first()?;
        if matches!(byte, b'0'..=b'7') {
            let octal = self.rest().iter().take(3);
            let octal: Vec<u8> = octal
                .take_while(|byte| matches!(byte, b'0'..=b'7'))
                .copied()
                .collect();
            self.at += octal.len();
            let code = u16::from_str_radix(std::str::from_utf8(&octal).ok()?, 8).ok()?;
            text.push(u8::try_from(code).ok()?);
            return Some(());
        }
        self.at += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'(' | b')' | b'\\' => byte,
            _ => return None,
        });
        Some(())
    }

    /// A number, a reference or one of the three words that are values.
    fn plain(&mut self) -> Option<Value> {
        let word = self.word()?;
        match word {
            b"true" => return Some(Value::Boolean(true)),
            b"false" => return Some(Value::Boolean(false)),
            b"null" => return Some(Value::Null),
            _ => {}
        }
        let behind = self.at;
        if let Some(id) = self.reference(word) {
            return Some(Value::Reference(id));
        }
        self.at = behind;
        shortest(word).map(Value::Number)
    }

    fn reference(&mut self, number: &[u8]) -> Option<Id> {
        let number = Reader::new(number, 0).digits()?;
        let generation = self.digits()?;
        self.keyword(b"R")?;
        Some(Id {
            number: u32::try_from(number).ok().filter(|number| *number > 0)?,
            generation: u16::try_from(generation).ok()?,
        })
    }
}

fn digit(byte: u8) -> Option<u8> {
    u8::try_from(char::from(byte).to_digit(16)?).ok()
}

/// A number without what says nothing: `+1.50` is `1.5`.
fn shortest(word: &[u8]) -> Option<Vec<u8>> {
    (word.len() <= LONGEST).then_some(())?;
    let text = std::str::from_utf8(word).ok()?;
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(part) && whole.len() + part.len() > 0).then_some(())?;
    let whole = whole.trim_start_matches('0');
    let part = part.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let mut shortest = String::from(if is_negative { "-" } else { "" });
    shortest.push_str(whole);
    if !part.is_empty() {
        shortest.push('.');
        shortest.push_str(part);
    }
    Some(if shortest == "-0" {
        b"0".to_vec()
    } else {
        shortest.into_bytes()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Value> {
        let mut reader = Reader::new(text.as_bytes(), 0);
        let value = reader.value()?;
        reader.white();
        reader.rest().is_empty().then_some(value)
    }

    #[test]
    fn what_means_the_same_is_equal() {
        for (one, other) in [
            ("1.50", "+1.5"),
            ("-0", "0"),
            (".5", "0.50"),
            ("/#61b", "/ab"),
            ("<616>", "(a`)"),
            ("(a\\\nb\\101\\))", "(abA\\051)"),
            ("(a\r\nb)", "(a\nb)"),
            ("<</A 1/B null>>", "<< /A 1 >>"),
            ("[1 2 0 R 3]", "[1 2 0 R\n3 ]"),
        ] {
            assert!(read(one).is_some(), "{one}");
            assert_eq!(read(one), read(other), "{one} {other}");
        }
        assert_ne!(read("1"), read("1.5"));
        assert_ne!(read("(a)"), read("/a"));
    }

    #[test]
    fn what_readers_would_mend_is_not_read() {
        for wrong in [
            "<</A 1/A 1>>",
            "<</A 1/#41 2>>",
            "<</A foo>>",
            "<</A>>",
            "<</A 1",
            "[1",
            "1x",
            "--1",
            "1.2.3",
            "+",
            "(a",
            "(\\400)",
            "(\\z)",
            "<6g>",
            "/a#4",
            "/a#00",
            "0 0 R",
            "[% chú thích\n1]",
            "{1}",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_stand_in_each_other_up_to_a_depth() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(65)).is_some());
        assert_eq!(read(&nested(66)), None);
        assert_eq!(read(&nested(100_000)), None);
    }
}
