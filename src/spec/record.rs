//! What a file says, key by key, for whoever holds two files against each other.

use super::choice::Word;
use super::fields::Table;
use super::id::Named;
use super::scalar::Reader;
use super::schema::Doc;
use super::value::{Figure, Moment, Text};
use crate::source::{SourceId, Span};
use toml::de::DeTable;

/// What a value says, by the role that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words that stand as written.
    Text(Text),
    /// Words that are run and set when the document is composed.
    Prose(Text),
    /// What its table is named by.
    Id(Text),
    /// What names another thing.
    Ref(Named, Text),
    /// A number with a unit, or one still to be decided.
    Figure(Figure),
    /// Numbers with a unit, by year.
    Yearly(Vec<(i16, Figure)>),
    /// A whole number.
    Count(u32),
    /// A year.
    Year(i16),
    /// A day, a month or a year.
    Moment(Moment),
    /// A word of the format: `lower`, `true`.
    Word(Word),
    /// Values that are told together.
    Several(Vec<Said>),
    /// Values that are told each at its place.
    List(Vec<Said>),
    /// Values that are told each by its key, and what the keys name.
    Keyed(Option<Named>, Vec<(Text, Said)>),
}

/// What a table says (nội dung của một bảng).
#[derive(Debug, Clone)]
pub struct Record {
    /// The table's name, see [`Table::NAME`].
    pub table: &'static str,
    /// Where it stands.
    pub span: Span,
    /// What its keys say, in the order in which they are asked for.
    pub keys: Vec<Key>,
}

/// What a key says.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Its documentation.
    pub doc: Doc,
    /// The value's place; none where it is left out.
    pub span: Option<Span>,
    /// What its value says; nothing where tables say it.
    pub said: Option<Said>,
    /// Whether a plan that leaves it out says the same.
    pub usual: bool,
    /// The tables that stand at it.
    pub tables: Vec<Record>,
}

impl Record {
    /// The texts that stand at its keys.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let said = self.keys.iter().filter_map(|key| match &key.said {
            Some(Said::Text(text)) => Some(text),
            _ => None,
        });
        said.collect()
    }
}

/// What a file says that has been read into `T`; nothing where it has no such value.
#[must_use]
pub fn record<T: Table>(source: SourceId, text: &str) -> Option<Record> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(source, text);
    reader.record = Some(Vec::new());
    let span = Span::new(source, 0..0);
    super::fields::read_table::<T>(root.get_ref(), span, &mut reader)?;
    reader.record?.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::plan::{Kind, Plan};
    use crate::source::{Source, Sources};
    use crate::spec::Choice;

    fn recorded(text: &str) -> Record {
        let id = Sources::default().add(Source::new("a.toml".into(), text.to_owned()));
        record::<Plan>(id, text).unwrap()
    }

    #[test]
    fn each_key_says_its_value_by_its_role_or_has_tables_that_do() {
        let plan = recorded(
            "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n[[task_groups]]\nid = \"a\"\ntitle = \"A\"\n\
             tasks = [{ text = \"Rà soát\", lead = \"xa\" }, { text = \"In\" }]",
        );
        let keys: Vec<&str> = plan.keys.iter().map(|key| key.name).collect();
        assert_eq!(keys, ["document", "task_groups"]);
        let document = &plan.keys[0].tables[0];
        let year = document.keys.iter().find(|key| key.name == "year").unwrap();
        assert_eq!(year.said, Some(Said::Year(2025)));
        let tasks = plan.keys[1].tables[0].keys.last().unwrap();
        assert_eq!((tasks.name, tasks.tables.len()), ("tasks", 2));
        let lead = tasks.tables[0].keys.iter().find(|key| key.name == "lead");
        let Some(Said::Several(units)) = &lead.unwrap().said else {
            panic!("{lead:?}")
        };
        assert!(matches!(&units[0], Said::Ref(Named::Unit, id) if id.value == "xa"));
    }

    #[test]
    fn what_is_usual_is_known_for_such_whether_it_is_said_or_left_out() {
        let kind = |text: &str| {
            let plan = recorded(&format!("[document]\nyear = 2025\ntitle = \"A\"\n{text}"));
            let keys = plan.keys[0].tables[0].keys.clone();
            let kind = keys.into_iter().find(|key| key.name == "kind").unwrap();
            (kind.said, kind.usual, kind.span.is_some())
        };
        let plan = Some(Said::Word(Kind::Plan.word()));
        assert_eq!(kind(""), (plan.clone(), true, false));
        assert_eq!(kind("kind = \"ke_hoach\""), (plan, true, true));
        let other = Some(Said::Word(Kind::Scheme.word()));
        assert_eq!(kind("kind = \"de_an\""), (other, false, true));
    }

    #[test]
    fn a_key_is_called_as_its_documentation_begins_unless_that_says_another_word() {
        use crate::spec::doc;
        let long = doc("Share of the width, in parts", "Tỷ phần bề rộng (số)");
        assert_eq!(long.called(Lang::En), "share of the width");
        assert_eq!(long.called(Lang::Vi), "tỷ phần bề rộng");
        assert_eq!(doc("VAT rate", "Số").called(Lang::En), "VAT rate");
        assert_eq!(long.word("width", "bề rộng").called(Lang::Vi), "bề rộng");
    }
}
