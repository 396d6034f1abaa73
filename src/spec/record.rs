//! What a file says, key by key, for whoever holds two files against each other.

use super::fields::{self, Table};
use super::reader::Reader;
use super::said::Record;
use crate::source::{SourceId, Span};
use toml::de::DeTable;

/// What a file says that has been read into `T`; nothing where it has no such value.
#[must_use]
pub fn record<T: Table>(source: SourceId, text: &str) -> Option<Record> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(source, text);
    reader.record = Some(Vec::new());
    let span = Span::new(source, 0..0);
    fields::read_table::<T>(root.get_ref(), span, &mut reader)?;
    reader.record?.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;
    use crate::plan::{Kind, Plan};
    use crate::source::{Source, Sources};
    use crate::spec::{Choice, Named, Said};

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
