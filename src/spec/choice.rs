//! Words of the format: the few that a key takes.

use super::reader::{Node, Reader};
use super::value::Text;
use super::word::Word;
use crate::diag::{Diagnostic, Lang, Message, code};

/// A type that is written as one of a few words; a new word is one line in its table.
pub trait Choice: Copy + PartialEq + 'static {
    /// Each word, and what it stands for.
    const WORDS: &'static [(Word, Self)];

    /// Its word.
    #[must_use]
    fn word(self) -> Word {
        let own = Self::WORDS.iter().find(|(_, value)| *value == self);
        own.map_or(Self::WORDS[0].0, |(word, _)| *word)
    }

    /// The words as files have them.
    fn written() -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().map(|(word, _)| word.written)
    }

    /// Reads a word; one that is none of them is reported as what `key` cannot be.
    fn read(key: &Message, node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let text = Text::verbatim(node, reader)?;
        let mut words = Self::WORDS.iter();
        let found = words.find(|(word, _)| word.written == text.value);
        if found.is_none() {
            let all: Vec<String> = Self::written().map(|word| format!("`{word}`")).collect();
            let all = all.join(", ");
            let (en, vi) = (key.text(Lang::En), key.text(Lang::Vi));
            let message = Message::new(
                format!("{en} cannot be `{}`; it is one of {all}", text.value),
                format!("{vi} không thể là `{}`; chỉ nhận {all}", text.value),
            );
            let fault = Diagnostic::new(code::VALUE, text.span, message);
            reader.push(fault.suggest(&text.value, Self::written()));
        }
        found.map(|(_, value)| *value)
    }
}
