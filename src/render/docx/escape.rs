//! Text as XML.

/// Adds text as XML, without the characters that XML 1.0 does not have (2.2, `Char`).
pub fn push_escaped(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // A parser would make a line feed of it.
            '\r' => xml.push_str("&#13;"),
            c if is_xml(c) => xml.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 has a character.
pub fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
