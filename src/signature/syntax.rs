//! Objects of a PDF as the bytes that they are written with (ISO 32000-1, 7.3).
//!
//! A dictionary is taken apart into the bytes of its values and put together again, so that whatever is
//! not changed stays as it was written.

/// An indirect object's number and generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// The object's number.
    pub number: u32,
    /// How often the number has been given away anew; zero with every program of today.
    pub generation: u16,
}

impl Id {
    /// A reference to the object, as in `12 0 R`.
    #[must_use]
    pub fn reference(self) -> Vec<u8> {
        format!("{} {} R", self.number, self.generation).into_bytes()
    }
}

/// A dictionary: its keys as they are written, without the slash, and the bytes of their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary {
    entries: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Dictionary {
    /// The dictionary that bytes begin with; what stands behind it, as the data of a stream, is let be.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut scanner = Scanner::new(bytes);
        scanner.take(b"<<")?;
        let mut entries = Vec::new();
        while scanner.take(b">>").is_none() {
            let key = scanner.object()?.strip_prefix(b"/")?.to_vec();
            entries.push((key, scanner.object()?.to_vec()));
        }
        Some(Self { entries })
    }

    /// The bytes of a key's value.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&[u8]> {
        let entry = self.entries.iter().find(|(own, _)| is_named(own, key))?;
        Some(&entry.1)
    }

    /// The object that a key refers to.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<Id> {
        reference(self.get(key)?)
    }

    /// A key's value, where it is a whole number that is not negative.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<u64> {
        number(self.get(key)?)
    }

    /// Whether a key's value is a name.
    #[must_use]
    pub fn has_name(&self, key: &str, name: &str) -> bool {
        self.get(key)
            .and_then(|value| value.strip_prefix(b"/"))
            .is_some_and(|own| is_named(own, name))
    }

    /// Gives a key a value, in place of the one that it has.
    pub fn set(&mut self, key: &str, value: impl Into<Vec<u8>>) {
        let value = value.into();
        match self.entries.iter_mut().find(|(own, _)| is_named(own, key)) {
            Some((_, old)) => *old = value,
            None => self.entries.push((key.into(), value)),
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|(own, _)| !is_named(own, key));
    }

    /// The dictionary as it is written.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = b"<<".to_vec();
        for (key, value) in &self.entries {
            bytes.push(b'/');
            bytes.extend_from_slice(key);
            if value.first().is_some_and(|first| is_regular(*first)) {
                bytes.push(b' ');
            }
            bytes.extend_from_slice(value);
        }
        bytes.extend_from_slice(b">>");
        bytes
    }
}

/// The bytes of an array's elements.
#[must_use]
pub fn elements(array: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut scanner = Scanner::new(array);
    scanner.take(b"[")?;
    let mut elements = Vec::new();
    while scanner.take(b"]").is_none() {
        elements.push(scanner.object()?.to_vec());
    }
    Some(elements)
}

/// An array of elements.
#[must_use]
pub fn array<E: AsRef<[u8]>>(elements: impl IntoIterator<Item = E>) -> Vec<u8> {
    let mut bytes = b"[".to_vec();
    for element in elements {
        if bytes.len() > 1 {
            bytes.push(b' ');
        }
        bytes.extend_from_slice(element.as_ref());
    }
    bytes.push(b']');
    bytes
}

/// The object that bytes refer to, as in `12 0 R`.
#[must_use]
pub fn reference(bytes: &[u8]) -> Option<Id> {
    let mut scanner = Scanner::new(bytes);
    let number = number(scanner.token()?)?.try_into().ok()?;
    let generation = self::number(scanner.token()?)?.try_into().ok()?;
    (scanner.token()? == b"R" && number > 0).then_some(Id { number, generation })
}

/// Text as a text string (ISO 32000-1, 7.9.2.2), in UTF-16 where ASCII does not do.
#[must_use]
pub fn text(text: &str) -> Vec<u8> {
    let is_plain = |c: char| (c.is_ascii_graphic() || c == ' ') && !matches!(c, '(' | ')' | '\\');
    if text.chars().all(is_plain) {
        return format!("({text})").into_bytes();
    }
    let mark = [0xfe, 0xff].into_iter();
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    hexadecimal(&mark.chain(units).collect::<Vec<u8>>())
}

/// Bytes as a string in hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut written = vec![b'<'];
    for byte in bytes {
        let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
        written.extend([DIGITS[high], DIGITS[low]]);
    }
    written.push(b'>');
    written
}

/// A whole number that is not negative.
pub(super) fn number(bytes: &[u8]) -> Option<u64> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// Whether a name as written, with `#20` for what a name cannot hold, is a name.
fn is_named(written: &[u8], name: &str) -> bool {
    if !written.contains(&b'#') {
        return written == name.as_bytes();
    }
    let mut plain = Vec::new();
    let mut rest = written;
    while let [first, more @ ..] = rest {
        let code = more
            .get(..2)
            .filter(|_| *first == b'#')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    plain == name.as_bytes()
}

/// Reads objects one after another without looking into them.
pub(super) struct Scanner<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scanner<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space and comments.
    fn skip_white(&mut self) {
        while let Some(byte) = self.rest().first() {
            if *byte == b'%' {
                let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += line.unwrap_or(self.rest().len());
            } else if is_white(*byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Passes over a word, if it comes next.
    pub(super) fn take(&mut self, word: &[u8]) -> Option<()> {
        self.skip_white();
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// The next token: a bracket, a string, a name, a number or a word.
    pub(super) fn token(&mut self) -> Option<&'b [u8]> {
        self.skip_white();
        let rest = self.rest();
        let length = match rest {
            [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
            [b'[' | b']', ..] => 1,
            [b'<', ..] => rest.iter().position(|byte| *byte == b'>')? + 1,
            [b'(', ..] => literal(rest)?,
            [b'/', name @ ..] => 1 + regular(name),
            rest => regular(rest),
        };
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    /// The bytes of the next object; `12 0 R` is one.
    pub(super) fn object(&mut self) -> Option<&'b [u8]> {
        self.skip_white();
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let token = self.token()?;
            match token {
                b"<<" | b"[" => depth += 1,
                b">>" | b"]" => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                if number(token).is_some() {
                    let behind = self.at;
                    let is_reference = self.token().and_then(number).is_some()
                        && self.token() == Some(b"R".as_slice());
                    if !is_reference {
                        self.at = behind;
                    }
                }
                return self.bytes.get(start..self.at);
            }
        }
    }
}

fn regular(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| !is_regular(*byte))
        .unwrap_or(bytes.len())
}

/// How long the literal string is that bytes begin with.
fn literal(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Dictionary> {
        Dictionary::parse(text.as_bytes())
    }

    fn objects(text: &str) -> Vec<&str> {
        let mut scanner = Scanner::new(text.as_bytes());
        std::iter::from_fn(|| std::str::from_utf8(scanner.object()?).ok()).collect()
    }

    #[test]
    fn a_dictionary_begins_ends_and_has_names_for_keys() {
        assert_eq!(parsed("<<>>"), Some(Dictionary::default()));
        assert!(parsed(" % chú thích\r<</A 1>> stream").is_some());
        for wrong in [
            "",
            "/A 1>>",
            "<</A 1",
            "<</A>>",
            "<<(A) 1>>",
            "<<A 1>>",
            "<</A 1>",
            "[/A 1]",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_are_got_by_their_kind() {
        let own = parsed("<</A 12/B 3 4 R/C/Sig/D(x)/E 0 0 R/G -1/S#69g/N>>").unwrap();
        assert_eq!(own.number("A"), Some(12));
        assert_eq!(own.number("B"), None);
        assert_eq!(own.number("D"), None);
        let id = Id {
            number: 3,
            generation: 4,
        };
        assert_eq!(own.reference("B"), Some(id));
        assert_eq!(own.reference("A"), None);
        assert_eq!(own.reference("E"), None, "no object has the number 0");
        assert_eq!(reference(b"5 0 obj"), None);
        assert!(own.has_name("C", "Sig") && !own.has_name("C", "Si"));
        assert!(!own.has_name("D", "x") && !own.has_name("Z", "Sig"));
        assert_eq!(own.get("Sig"), Some(&b"/N"[..]), "in disguise");
        assert_eq!(own.get("a"), None);
    }

    #[test]
    fn a_key_is_set_once_and_taken_out() {
        let mut own = parsed("<</A 1/B#42 2/C 3>>").unwrap();
        own.set("A", "[4]");
        own.set("BB", "/x");
        own.set("D", "5");
        own.remove("C");
        assert_eq!(own.to_bytes(), b"<</A[4]/B#42/x/D 5>>");
        own.remove("BB");
        own.remove("A");
        assert_eq!(own.to_bytes(), b"<</D 5>>");
    }

    #[test]
    fn names_hold_what_they_cannot_by_its_code() {
        for (written, name) in [
            ("a#20b", "a b"),
            ("#41#42", "AB"),
            ("a#", "a#"),
            ("a#4", "a#4"),
            ("#xyz", "#xyz"),
            ("ab", "ab"),
        ] {
            assert!(is_named(written.as_bytes(), name), "{written}");
        }
        assert!(!is_named(b"a#21b", "a b"));
        assert!(!is_named(b"ab", "abc"));
    }

    #[test]
    fn arrays_are_taken_apart_and_put_together() {
        let all = elements(b"[1 2 0 R/a[3](])<5D>]").unwrap();
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        let wanted: [&[u8]; 6] = [b"1", b"2 0 R", b"/a", b"[3]", b"(])", b"<5D>"];
        assert_eq!(all, wanted);
        assert_eq!(array(all), b"[1 2 0 R /a [3] (]) <5D>]");
        assert_eq!(elements(b"[]"), Some(Vec::new()));
        assert_eq!(array(Vec::<&[u8]>::new()), b"[]");
        assert_eq!(elements(b"[1"), None);
        assert_eq!(elements(b"1]"), None);
    }

    #[test]
    fn objects_end_where_they_end() {
        assert_eq!(objects("1 2 0 R 3 4 5 R"), ["1", "2 0 R", "3", "4 5 R"]);
        assert_eq!(objects("1 2 x R"), ["1", "2", "x", "R"]);
        assert_eq!(objects("<</A[<<>>]>>true"), ["<</A[<<>>]>>", "true"]);
        assert_eq!(objects("/a/b(c)<64>"), ["/a", "/b", "(c)", "<64>"]);
        assert_eq!(
            objects("1%2\n3\r4\t5\u{c}6\u{0}7"),
            ["1", "3", "4", "5", "6", "7"]
        );
        assert_eq!(objects("1%2"), ["1"]);
        assert_eq!(objects("]"), [""; 0]);
        assert_eq!(objects("{"), [""; 0]);
        assert_eq!(objects("<64"), [""; 0]);
        assert_eq!(objects("[1 2"), [""; 0]);
    }

    #[test]
    fn a_text_ends_at_its_own_bracket() {
        assert_eq!(objects("(a(b)c)1"), ["(a(b)c)", "1"]);
        assert_eq!(objects(r"(a\)b)1"), [r"(a\)b)", "1"]);
        assert_eq!(objects(r"(a\\)1"), [r"(a\\)", "1"]);
        assert_eq!(objects("((a)"), [""; 0]);
    }

    #[test]
    fn a_text_is_plain_where_ascii_does() {
        assert_eq!(text("Ban hanh 1"), b"(Ban hanh 1)");
        for special in ["a(b", "a)b", "a\\b", "a\nb", "ký"] {
            let written = text(special);
            assert!(written.starts_with(b"<FEFF"), "{special}");
        }
        assert_eq!(text("ký"), b"<FEFF006B00FD>");
        assert_eq!(hexadecimal(&[0x0f, 0xa0]), b"<0FA0>");
    }
}
