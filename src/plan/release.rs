//! `[release]`: what an office asks for before a plan goes out, and how it numbers.

use crate::diag::{Diagnostic, Lang, Message, Words, code, words};
use crate::source::Span;
use crate::spec::{
    Book, Choice, Fields, FilePath, Node, Reader, Said, Table, Text, Value, Word, doc, word,
};
use crate::vi;
use serde_json::{Value as Json, json};
use std::path::{Component, Path};

/// What someone does with a plan on its way out (vai trò).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes it (soạn thảo; Điều 10).
    Draft,
    /// Reviews what it says, for which the head of the drafting unit answers (thẩm định; khoản 1 Điều 12).
    Review,
    /// Looks at its form (kiểm tra thể thức; khoản 2 Điều 12).
    Form,
    /// Signs it, or says that it may be signed (ký; Điều 13).
    Sign,
    /// Numbers and sends it (văn thư; Điều 14 to 18).
    Clerk,
}

impl Role {
    /// All roles, in the order in which they act.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Review,
        Self::Form,
        Self::Sign,
        Self::Clerk,
    ];

    /// The id in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Form => "form",
            Self::Sign => "sign",
            Self::Clerk => "clerk",
        }
    }

    /// The name in one language.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        let names: Words = match self {
            Self::Draft => words("draft", "soạn thảo"),
            Self::Review => words("review", "thẩm định"),
            Self::Form => words("form", "kiểm tra thể thức"),
            Self::Sign => words("sign", "ký"),
            Self::Clerk => words("clerk", "văn thư"),
        };
        names.text(lang)
    }

    /// The role that a word names: its id or its Vietnamese name, with or without tone marks.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let plain = |text: &str| -> String {
            let name = vi::text::folded_name(text).replace(['_', '-'], " ");
            name.chars().map(vi::syllable::bare).collect()
        };
        let word = plain(word);
        Self::ALL
            .into_iter()
            .find(|role| word == role.id() || word == plain(role.name(Lang::Vi)))
    }

    /// All ids, as messages list them.
    #[must_use]
    pub fn ids() -> String {
        Self::ALL.map(Self::id).join(", ")
    }
}

/// A role with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleAt {
    /// The role.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
}

impl Value for RoleAt {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let role = Role::parse(text.as_str());
        if role.is_none() {
            let message = Message::new(
                format!("there is no role `{}`", text.value),
                format!("không có vai trò `{}`", text.value),
            );
            let help = Message::new(
                format!("roles are: {}", Role::ids()),
                format!("các vai trò: {}", Role::ids()),
            );
            let known = Role::ALL.map(Role::id);
            reader.push(
                Diagnostic::new(code::VALUE, text.span, message)
                    .suggest(&text.value, known)
                    .help(help),
            );
        }
        let span = text.span;
        role.map(|role| Self { role, span })
    }

    fn schema(_: &mut Book) -> Json {
        json!({ "enum": Role::ALL.map(Role::id) })
    }

    fn said(&self) -> Option<Said> {
        let (role, name) = (self.role, |lang| self.role.name(lang));
        Some(Said::Word(word(role.id(), name(Lang::En), name(Lang::Vi))))
    }
}

/// Which documents are numbered in one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    Together,
    ByKind,
}

impl Choice for Series {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word(
                "together",
                "all kinds together",
                "chung cho mọi loại văn bản",
            ),
            Self::Together,
        ),
        (
            word("by_kind", "each kind apart", "riêng từng loại văn bản"),
            Self::ByKind,
        ),
    ];
}

/// What stands for the year in the name of a register.
const YEAR: &str = "{year}";

/// `[release]`: how plans go out (ban hành).
#[derive(Debug, Clone)]
pub struct ReleaseRules {
    /// Who must have signed off; the signer alone where nothing is said.
    pub roles: Vec<Role>,
    /// Groups of roles of which no person may have two.
    pub apart: Vec<Vec<Role>>,
    /// The register of outgoing documents (sổ đăng ký văn bản đi), from the workspace's folder.
    pub register: String,
    /// Whether each kind of document has numbers of its own. The decree has one series of an office and
    /// year, and leaves it to the head of the office (điểm c khoản 1 Điều 15).
    pub by_kind: bool,
}

impl Default for ReleaseRules {
    fn default() -> Self {
        Self {
            roles: vec![Role::Sign],
            apart: Vec::new(),
            register: format!("so-van-ban-di-{YEAR}.csv"),
            by_kind: false,
        }
    }
}

impl ReleaseRules {
    /// The register of a year, from the workspace's folder.
    #[must_use]
    pub fn register_of(&self, year: i16) -> String {
        self.register.replace(YEAR, &year.to_string())
    }
}

impl Table for ReleaseRules {
    const NAME: &'static str = "release";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let usual = Self::default();
        let bare = |roles: Vec<RoleAt>| roles.into_iter().map(|at| at.role).collect::<Vec<_>>();
        let roles: Option<Vec<RoleAt>> = f.optional(
            "roles",
            doc(
                "Who must have signed off before a release; else `sign` alone",
                "Những vai trò phải xác nhận trước khi ban hành; mặc định chỉ cần `sign` (ký)",
            ),
        );
        let apart: Vec<Vec<RoleAt>> = f.list(
            "apart",
            doc(
                "Groups of roles that one person may not have together",
                "Các nhóm vai trò mà một người không được kiêm nhiệm",
            ),
        );
        let register: Option<FilePath> = f.optional(
            "register",
            doc(
                "The register of outgoing documents, with `{year}` in its name; else so-van-ban-di-{year}.csv",
                "Sổ đăng ký văn bản đi, tên tệp có `{year}`; mặc định so-van-ban-di-{year}.csv",
            ),
        );
        let series: Option<Series> = f.choice(
            "numbering",
            doc(
                "One series of numbers for all kinds of document (together), or one for each (by_kind)",
                "Đánh số chung cho mọi loại văn bản (together) hoặc riêng từng loại (by_kind)",
            ),
        );
        if let Some(fault) = register.as_deref().and_then(name_fault) {
            f.push(fault);
        }
        Some(Self {
            roles: roles.map_or(usual.roles, bare),
            apart: apart.into_iter().map(bare).collect(),
            register: register
                .filter(|register| name_fault(register).is_none())
                .map_or(usual.register, |register| register.value.clone()),
            by_kind: series == Some(Series::ByKind),
        })
    }
}

/// What is wrong with the name of a register.
fn name_fault(name: &Text) -> Option<Diagnostic> {
    let stays = Path::new(name.as_str())
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let message = if !name.value.contains(YEAR) {
        Message::new(
            "numbers begin at 1 each year, so the name of the register must have `{year}`",
            "mỗi năm đánh số lại từ 01 nên tên sổ phải có `{year}`",
        )
    } else if !stays {
        Message::new(
            "the register must lie in the workspace",
            "sổ phải nằm trong thư mục của cơ quan",
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(code::VALUE, name.span, message))
}

#[cfg(test)]
mod tests {
    use super::{ReleaseRules, Role};
    use crate::source::{Source, Sources};

    /// The rules of an office, and how many faults they have.
    fn rules(text: &str) -> (ReleaseRules, usize) {
        let id = Sources::default().add(Source::new("a.toml".into(), text.to_owned()));
        let reading = crate::spec::read::<ReleaseRules>(id, text);
        (reading.value.unwrap(), reading.diagnostics.len())
    }

    #[test]
    fn the_signer_alone_signs_off_unless_others_are_named() {
        assert_eq!(rules("").0.roles, [Role::Sign]);
        assert_eq!(rules("roles = []").0.roles, []);
        let (named, faults) =
            rules("roles = [\"soạn thảo\", \"sign\"]\napart = [[\"draft\", \"sign\"]]");
        assert_eq!(
            (named.roles.as_slice(), faults),
            (&[Role::Draft, Role::Sign][..], 0)
        );
        assert_eq!(named.apart, [[Role::Draft, Role::Sign]]);
        assert_eq!(rules("roles = [\"đọc\"]").1, 1);
    }

    #[test]
    fn the_register_lies_in_the_workspace_and_has_the_year_in_its_name() {
        let register = |name: &str| {
            let (rules, faults) = rules(&format!("register = \"{name}\""));
            (rules.register_of(2025), faults)
        };
        let usual = "so-van-ban-di-2025.csv".to_owned();
        assert_eq!(rules("").0.register_of(2025), usual);
        assert_eq!(register("so/{year}.csv"), ("so/2025.csv".to_owned(), 0));
        for wrong in [
            "so.csv",
            "../so-{year}.csv",
            "/so-{year}.csv",
            "so/../../{year}.csv",
        ] {
            assert_eq!(register(wrong), (usual.clone(), 1), "{wrong}");
        }
    }

    #[test]
    fn all_kinds_of_document_have_one_series_unless_each_has_its_own() {
        assert!(!rules("").0.by_kind);
        assert!(!rules("numbering = \"together\"").0.by_kind);
        assert!(rules("numbering = \"by_kind\"").0.by_kind);
        assert_eq!(rules("numbering = \"yearly\"").1, 1);
    }

    #[test]
    fn a_role_is_named_by_id_or_in_vietnamese_with_or_without_tone_marks() {
        for (word, role) in [
            ("draft", Role::Draft),
            ("Soạn thảo", Role::Draft),
            ("soan thao", Role::Draft),
            ("tham-dinh", Role::Review),
            ("thẩm  định", Role::Review),
            ("kiem_tra_the_thuc", Role::Form),
            ("Ky", Role::Sign),
            ("KÝ", Role::Sign),
            ("van thu", Role::Clerk),
        ] {
            assert_eq!(Role::parse(word), Some(role), "{word}");
        }
        assert_eq!(Role::parse("đọc"), None);
    }
}
