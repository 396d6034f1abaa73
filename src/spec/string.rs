//! Where a character of a TOML string's value stands in the file.

/// The offset within `token` (the string as written, with its quotes) of the byte `offset` of the
/// string's value, following TOML 1.1, section «String».
#[must_use]
pub fn locate(token: &str, offset: usize) -> usize {
    let (open, raw) = if token.starts_with("\"\"\"") {
        (3, false)
    } else if token.starts_with("'''") {
        (3, true)
    } else {
        (1, token.starts_with('\''))
    };
    let mut at = open.min(token.len());
    if open == 3 {
        at += newline(&token[at..]);
    }
    let mut decoded = 0;
    while decoded < offset {
        let Some(next) = token[at..].chars().next() else {
            break;
        };
        if next != '\\' || raw {
            decoded += next.len_utf8();
            at += next.len_utf8();
            continue;
        }
        let (length, value) = escape(&token[at..]);
        if value == 0 {
            at += length;
            continue;
        }
        decoded += value;
        at += length;
    }
    at.min(token.len())
}

/// Bytes of a line break at the start of `text`.
fn newline(text: &str) -> usize {
    if text.starts_with("\r\n") {
        2
    } else {
        usize::from(text.starts_with('\n'))
    }
}

/// The bytes that the escape at the start of `text` takes, and those that its value has.
fn escape(text: &str) -> (usize, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'x') => 2,
        Some(b' ' | b'\t' | b'\n' | b'\r') => {
            let rest = text[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            return (text.len() - rest.len(), 0);
        }
        _ => return (2.min(text.len()), 1),
    };
    let value = text
        .get(2..2 + digits)
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .and_then(char::from_u32)
        .map_or(1, char::len_utf8);
    ((2 + digits).min(text.len()), value)
}

#[cfg(test)]
mod tests {
    use super::locate;

    fn character(token: &str, offset: usize) -> char {
        token[locate(token, offset)..].chars().next().unwrap()
    }

    #[test]
    fn escapes_line_ends_and_raw_strings_are_followed() {
        assert_eq!(character(r#""hộ nghèo""#, "hộ ".len()), 'n');
        assert_eq!(character(r#""a\u1ED9b""#, "aộ".len()), 'b');
        assert_eq!(character("\"\"\"\nmột\nhai\"\"\"", "một\n".len()), 'h');
        assert_eq!(character("\"\"\"một \\\n   hai\"\"\"", "một ".len()), 'h');
        assert_eq!(character(r"'a\b'", 2), 'b');
    }
}
