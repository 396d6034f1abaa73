//! The template tags in a prose: where they stand and which calls they make.
//!
//! Tera stops at the first fault and knows no places of ids; this reads just enough of its syntax to
//! name every fault at its characters.

use std::ops::Range;

/// The tags of a text.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// What stands between `{{` and `}}`.
    pub expressions: Vec<Expression>,
    /// The first words of `{% … %}`.
    pub statements: Vec<(Range<usize>, String)>,
    /// Each tag with its brackets; between them the text prints as it stands.
    pub tags: Vec<Range<usize>>,
    /// A tag that is opened and never closed.
    pub unclosed: Option<Range<usize>>,
}

impl Scan {
    /// The tag that holds an offset.
    #[must_use]
    pub fn tag_at(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.tags.partition_point(|tag| tag.end <= at);
        self.tags.get(next).filter(|tag| tag.contains(&at))
    }

    /// The text that was scanned, with the years that its expressions print in their places.
    #[must_use]
    pub fn with_years(&self, text: &str, year: i16, until: Option<i16>) -> String {
        let mut read = String::with_capacity(text.len());
        let mut from = 0;
        for expression in &self.expressions {
            let Some(year) = expression.year(text, year, until) else {
                continue;
            };
            read.push_str(&text[from..expression.tag.start]);
            read.push_str(&year.to_string());
            from = expression.tag.end;
        }
        read + &text[from..]
    }
}

/// The tokens of one expression.
#[derive(Debug, Clone)]
pub struct Expression {
    /// Its tag, with the brackets.
    pub tag: Range<usize>,
    tokens: Vec<Token>,
    /// Whether its tag is closed; else words of the text around are among the tokens.
    closed: bool,
}

/// A token with its place in the text.
#[derive(Debug, Clone)]
pub struct Token {
    kind: Kind,
    keyword: bool,
    /// Whether it is the word before a test.
    is: bool,
    /// Whether it is a number or a truth value.
    literal: bool,
    range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    String,
    Mark(char),
}

impl Token {
    /// The text between the quotes of a string token without escapes.
    #[must_use]
    pub fn unquoted(written: &str) -> Option<&str> {
        let quote = written
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'))?;
        written.strip_prefix(quote)?.strip_suffix(quote)
    }
}

/// A call with its arguments, all as places in the text.
#[derive(Debug)]
pub struct Call {
    /// The name.
    pub name: Range<usize>,
    /// Name and value of each argument; the value is empty where it is more than a single token.
    pub arguments: Vec<(Range<usize>, Range<usize>)>,
}

impl Expression {
    /// The calls in the expression; a name after `|` is a filter and none of them.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        let mut calls = Vec::new();
        for (at, pair) in self.tokens.windows(2).enumerate() {
            let after_pipe = at > 0 && self.tokens[at - 1].kind == Kind::Mark('|');
            let opens = pair[0].kind == Kind::Word && pair[1].kind == Kind::Mark('(');
            if opens && !pair[0].keyword && !after_pipe {
                let arguments = self.arguments(at + 2);
                calls.push(Call {
                    name: pair[0].range.clone(),
                    arguments,
                });
            }
        }
        calls
    }

    fn arguments(&self, from: usize) -> Vec<(Range<usize>, Range<usize>)> {
        let mut arguments = Vec::new();
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(from) {
            match token.kind {
                Kind::Mark('(') => depth += 1,
                Kind::Mark(')') if depth == 0 => break,
                Kind::Mark(')') => depth -= 1,
                Kind::Word if depth == 0 => {
                    if let [equals, value, ..] = &self.tokens[at + 1..]
                        && equals.kind == Kind::Mark('=')
                        && value.kind != Kind::Mark('=')
                    {
                        let alone = self
                            .tokens
                            .get(at + 3)
                            .is_none_or(|next| matches!(next.kind, Kind::Mark(',' | ')')));
                        let range = if alone {
                            value.range.clone()
                        } else {
                            value.range.start..value.range.start
                        };
                        arguments.push((token.range.clone(), range));
                    }
                }
                _ => {}
            }
        }
        arguments
    }

    /// The names of variables: words that are no call, filter, argument, number or test.
    #[must_use]
    pub fn variables(&self) -> Vec<Range<usize>> {
        let mark = |at: Option<usize>, mark| {
            at.and_then(|at| self.tokens.get(at))
                .is_some_and(|token| token.kind == Kind::Mark(mark))
        };
        let mut variables = Vec::new();
        let mut after_is = false;
        for (at, token) in self.tokens.iter().enumerate() {
            let tested = after_is;
            after_is = token.is || after_is && token.keyword;
            let named = mark(Some(at + 1), '(')
                || mark(at.checked_sub(1), '|')
                || mark(Some(at + 1), '=') && !mark(Some(at + 2), '=');
            let other = token.keyword || token.literal || named || tested;
            if self.closed && token.kind == Kind::Word && !other {
                variables.push(token.range.clone());
            }
        }
        variables
    }

    /// The year that it prints, where it is the plan's, or its last, or one counted from them.
    #[must_use]
    pub fn year(&self, text: &str, year: i16, until: Option<i16>) -> Option<i16> {
        if !self.closed || !text[self.tag.clone()].starts_with("{{") {
            return None;
        }
        let bracket = |token: &&Token| matches!(token.kind, Kind::Mark('(' | ')'));
        let tokens = self.tokens.iter().filter(|token| !bracket(token));
        let words: Vec<&str> = tokens.map(|token| &text[token.range.clone()]).collect();
        let own = |word: &str| match word {
            "year" => Some(year),
            "until" => until,
            _ => None,
        };
        match words[..] {
            [word] => own(word),
            [word, "-", number] => own(word)?.checked_sub(number.parse().ok()?),
            [word, "+", number] => own(word)?.checked_add(number.parse().ok()?),
            _ => None,
        }
    }

    /// The names of the filters.
    #[must_use]
    pub fn filters(&self) -> Vec<Range<usize>> {
        let pipes = self
            .tokens
            .windows(2)
            .filter(|pair| pair[0].kind == Kind::Mark('|') && pair[1].kind == Kind::Word);
        pipes.map(|pair| pair[1].range.clone()).collect()
    }
}

/// Finds the tags of a text.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let end = match text.as_bytes().get(open + 1) {
            Some(b'{') => expression(text, open, &mut scan),
            Some(b'%') => statement(text, open, &mut scan),
            Some(b'#') => comment(text, open, &mut scan),
            _ => Some(open + 1),
        };
        let Some(end) = end else { break };
        if end > open + 1 {
            scan.tags.push(open..end);
        }
        at = end;
    }
    scan
}

/// Where a mark stands at or after an offset.
fn after(text: &str, from: usize, mark: &str) -> Option<usize> {
    text.get(from..)?.find(mark).map(|found| from + found)
}

fn comment(text: &str, open: usize, scan: &mut Scan) -> Option<usize> {
    let end = after(text, open + 2, "#}").map(|close| close + 2);
    if end.is_none() {
        scan.unclosed = Some(open..open + 2);
    }
    end
}

fn statement(text: &str, open: usize, scan: &mut Scan) -> Option<usize> {
    // A closing mark in a string closes nothing.
    let (tokens, Some(end)) = tokens(text, open + 2, "%}") else {
        scan.unclosed = Some(open..open + 2);
        return None;
    };
    let close = end - 2;
    let inner = text[open + 2..close].trim_start_matches('-').trim_start();
    let word: String = inner
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let start = close - inner.len();
    scan.statements
        .push((start..start + word.len(), word.clone()));
    if matches!(word.as_str(), "if" | "elif") {
        scan.expressions.push(Expression {
            tag: open..end,
            tokens,
            closed: true,
        });
    }
    if word == "raw" {
        // What stands in it is written as it is.
        let rest = &text[close + 2..];
        let end = rest
            .find("endraw")
            .and_then(|found| Some(found + rest[found..].find("%}")? + 2));
        if end.is_none() {
            scan.unclosed = Some(open..close + 2);
        }
        return end.map(|end| close + 2 + end);
    }
    Some(close + 2)
}

fn expression(text: &str, open: usize, scan: &mut Scan) -> Option<usize> {
    // A hyphen inside the brackets takes the blanks before or behind the tag away.
    let trims = |at: usize| text.as_bytes().get(at) == Some(&b'-');
    let (mut tokens, end) = tokens(text, open + 2 + usize::from(trims(open + 2)), "}}");
    if end.is_some_and(|end| trims(end - 3)) {
        tokens.pop_if(|token| token.kind == Kind::Mark('-'));
    }
    if end.is_none() {
        scan.unclosed = Some(open..open + 2);
    }
    scan.expressions.push(Expression {
        tag: open..end.unwrap_or(text.len()),
        tokens,
        closed: end.is_some(),
    });
    end
}

/// The tokens from an offset to the closing mark, and the offset after it.
fn tokens(text: &str, from: usize, close: &str) -> (Vec<Token>, Option<usize>) {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            return (tokens, Some(at + close.len()));
        }
        let rest = &text[at..];
        let of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let (kind, length) = match c {
            '"' | '\'' | '`' => match closing(&rest[1..], c) {
                Some(end) => (Kind::String, end + 2),
                None => return (tokens, None),
            },
            c if of_word(c) => (Kind::Word, rest.find(|c| !of_word(c)).unwrap_or(rest.len())),
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            c => (Kind::Mark(c), c.len_utf8()),
        };
        let keyword = matches!(
            &rest[..length],
            "if" | "elif"
                | "else"
                | "endif"
                | "not"
                | "and"
                | "or"
                | "in"
                | "is"
                | "raw"
                | "endraw"
        );
        tokens.push(Token {
            kind,
            keyword,
            is: &rest[..length] == "is",
            literal: c.is_ascii_digit()
                || matches!(
                    &rest[..length],
                    "true" | "True" | "false" | "False" | "none" | "None"
                ),
            range: at..at + length,
        });
        at += length;
    }
    (tokens, None)
}

/// Where a string ends that begins before `rest`; a backslash takes the next character along.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices()
        .find(|(_, c)| {
            let ends = *c == quote && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_filters_and_statements_are_found_with_their_places() {
        let text = r#"còn {{ value(id="ho", year=year - 1) | words }} {% for x in y %}"#;
        let scan = scan(text);
        let call = &scan.expressions[0].calls()[0];
        assert_eq!(&text[call.name.clone()], "value");
        assert_eq!(&text[call.arguments[0].1.clone()], "\"ho\"");
        assert_eq!(&text[scan.expressions[0].filters()[0].clone()], "words");
        assert_eq!(scan.statements[0].1, "for");
        assert_eq!(&text[scan.statements[0].0.clone()], "for");
    }

    #[test]
    fn arguments_are_those_of_their_own_call() {
        let text = r#"{{ cell(row=f(x=1), column="c", year=year - 1, unit == 2) | words(as="a") ~ not (b) }}"#;
        let calls = scan(text).expressions[0].calls();
        let shown = calls.iter().map(|call| {
            let of = |range: &Range<usize>| text[range.clone()].to_owned();
            let arguments = call.arguments.iter();
            let arguments = arguments.map(|(key, value)| format!(" {}={}", of(key), of(value)));
            format!("{}{}", of(&call.name), arguments.collect::<String>())
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            ["cell row= column=\"c\" year=", "f x=1"]
        );
    }

    #[test]
    fn conditions_are_read_like_expressions() {
        let text = "{% if nam is not defined %}{% elif thang in x %}{%- else -%}{% endif %}{{ a is b }}{{ c == 1 }}";
        let found = scan(text);
        let words: Vec<&str> = found.statements.iter().map(|(_, word)| &**word).collect();
        assert_eq!(words, ["if", "elif", "else", "endif"]);
        let variables = found.expressions.iter().flat_map(Expression::variables);
        let variables: Vec<&str> = variables.map(|range| &text[range]).collect();
        assert_eq!(variables, ["nam", "thang", "x", "a", "c"]);
        for (range, word) in &found.statements {
            assert_eq!(&text[range.clone()], word);
        }
        assert_eq!(found.tags.len(), 6);
    }

    #[test]
    fn variables_are_the_words_that_nothing_else_explains() {
        let text = "{{ nam + year - 1 }} {{ cell(row=x, unit=false) | number }} {% if a is defined and b == 2 %}";
        let found: Vec<&str> = scan(text)
            .expressions
            .iter()
            .flat_map(Expression::variables)
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["nam", "year", "x", "a", "b"]);
    }

    #[test]
    fn an_escaped_quote_does_not_end_a_string() {
        let text = r#"{{ "a\" ~ b() ~ \"" }}"#;
        let found = scan(text);
        assert!(found.expressions[0].calls().is_empty());
        assert!(found.unclosed.is_none());
    }

    #[test]
    fn a_tag_does_not_close_with_what_opens_it() {
        for text in ["{%}}", "{#}", "{%}", "{{}", "{{%}"] {
            assert!(scan(text).unclosed.is_some(), "{text}");
        }
    }

    #[test]
    fn a_closing_mark_in_a_string_closes_nothing() {
        let text = "{% if \"%}{# \" == year %}{% for a in range(end=9) %}{# #}";
        let words: Vec<String> = scan(text).statements.into_iter().map(|s| s.1).collect();
        assert_eq!(words, ["if", "for"]);
    }

    #[test]
    fn raw_text_and_comments_hold_no_calls() {
        let found = scan("{% raw %}{{ x() }}{% endraw %}{# {{ y() }} #}");
        assert!(found.expressions.iter().all(|e| e.calls().is_empty()));
        assert!(found.unclosed.is_none());
        assert!(scan("{{ value(id=\"a\"").unclosed.is_some());
    }
}
