//! The paths that a file of the source names, read as tokens: comments, texts and tests do not count.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::iter::Peekable;

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

/// A `use` of one thing.
#[derive(Debug)]
pub struct Use {
    /// The path.
    pub path: Vec<String>,
    /// What the file calls it; `*` for all that is there.
    pub name: String,
    /// Whether it leads others on (`pub use`).
    pub leads: bool,
}

/// What a file names.
#[derive(Debug, Default)]
pub struct Names {
    /// Its `use`s.
    pub uses: Vec<Use>,
    /// The paths of two words or more in its code.
    pub paths: Vec<Vec<String>>,
}

impl Names {
    /// The names of a text of Rust.
    pub fn of(text: &str) -> Self {
        let mut names = Self::default();
        names.read(text.parse().expect("the compiler has read it"));
        names
    }

    fn read(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    let is_test =
                        |token: &TokenTree| token.to_string().replace(' ', "") == "[cfg(test)]";
                    if tokens.next_if(is_test).is_some() {
                        skip_item(&mut tokens);
                    }
                }
                TokenTree::Ident(word) if word == "pub" => {
                    // `pub(in crate::checks)` names where it is seen.
                    tokens.next_if(|token| matches!(token, TokenTree::Group(_)));
                    if tokens.next_if(|token| token.to_string() == "use").is_some() {
                        self.tree(&mut tokens, &[], true);
                    }
                }
                TokenTree::Ident(word) if word == "use" => {
                    // `use<'c>` of a type names lifetimes alone.
                    if tokens.peek().is_some_and(|token| token.to_string() != "<") {
                        self.tree(&mut tokens, &[], false);
                    }
                }
                TokenTree::Ident(word) => {
                    let mut path = vec![word.to_string()];
                    while parted(&mut tokens) {
                        let Some(TokenTree::Ident(word)) = tokens.peek() else {
                            break;
                        };
                        path.push(word.to_string());
                        tokens.next();
                    }
                    if path.len() > 1 {
                        self.paths.push(path);
                    }
                }
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// The branches of a `use`, behind the words that they share.
    fn tree(&mut self, tokens: &mut Tokens, before: &[String], leads: bool) {
        let mut path = before.to_vec();
        let mut name = None;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let mut inner = group.stream().into_iter().peekable();
                    while inner.peek().is_some() {
                        self.tree(&mut inner, &path, leads);
                    }
                    path.clear();
                }
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.next().map(|alias| alias.to_string());
                }
                TokenTree::Ident(word) if word == "self" && !before.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == '*' => path.push("*".to_owned()),
                TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';') => break,
                _ => {}
            }
        }
        if let Some(last) = path.last().cloned() {
            let name = name.unwrap_or(last);
            self.uses.push(Use { path, name, leads });
        }
    }
}

/// Takes `::`, where it stands next.
fn parted(tokens: &mut Tokens) -> bool {
    let colon = |token: &TokenTree, spacing| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == spacing);
    tokens
        .next_if(|token| colon(token, Spacing::Joint))
        .is_some()
        && tokens.next().is_some()
}

/// Takes an item: up to its block, or to its semicolon.
fn skip_item(tokens: &mut Tokens) {
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ';' => return,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            _ => {}
        }
    }
}

#[test]
fn uses_are_seen_through_their_braces() {
    let names = Names::of("pub use crate::{a, b::{self, C as D, e::*}}; use super::f;");
    let uses = names.uses.iter();
    let uses: Vec<_> = uses
        .map(|one| (one.path.join("::"), one.name.as_str(), one.leads))
        .collect();
    let own = |path: &str, name| (path.to_owned(), name, !path.starts_with("super"));
    assert_eq!(
        uses,
        [
            own("crate::a", "a"),
            own("crate::b", "b"),
            own("crate::b::C", "D"),
            own("crate::b::e::*", "*"),
            own("super::f", "f"),
        ]
    );
}

#[test]
fn comments_texts_and_tests_name_nothing() {
    let names = Names::of(
        "//! a::b\n/* c::d */ const E: &str = \"f::g\"; #[cfg(test)] mod tests { use h::i; }\n#[cfg(test)]\nuse j::k;\nfn l() -> m::N<o::P> { q!(r::s::<T>(), u) }",
    );
    assert!(names.uses.is_empty());
    let paths: Vec<_> = names.paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["m::N", "o::P", "r::s"]);
}
