//! Legal documents and what a plan rests on.

use crate::law::Law;
use crate::spec::{
    Book, Day, Fields, Id, Nameable, Named, Node, Prose, Reader, Ref, Said, Table, Text, Value, doc,
};
use crate::vi::citation::kind_at_start_of;
use serde_json::{Value as Json, json};
use toml::de::DeValue;

/// A legal document (văn bản pháp lý) as citations name it (Annex I, II.6.a).
#[derive(Debug, Clone)]
pub struct LegalDocument {
    /// The id that plans cite it by; a document written in place may have none.
    pub id: Option<Id>,
    /// Its kind (tên loại), as in «Quyết định».
    pub kind: Text,
    /// Number and symbol (số, ký hiệu), as in «02/QĐ-UBND»; none for a Law or an Ordinance.
    pub number: Option<Text>,
    /// The day of issue.
    pub date: Option<Day>,
    /// Who issued it, as it stands after «của».
    pub issuer: Option<Text>,
    /// What it is about (trích yếu), as it stands after the issuer.
    pub title: Option<Text>,
    /// The first day in force.
    pub in_force_from: Option<Day>,
    /// The last day in force.
    pub in_force_to: Option<Day>,
    /// The document that replaced it, by id.
    pub replaced_by: Option<Ref<LegalDocument>>,
    /// When the entry was last compared with a source of law.
    pub checked_on: Option<Day>,
    /// Where it was compared.
    pub checked_at: Option<Text>,
}

impl LegalDocument {
    /// The name of a Law, an Ordinance or another that is cited by its name and not by its number, as
    /// in «Luật Ngân sách nhà nước» (Annex I, II.6.a and II.6.b); none where only the number is known.
    #[must_use]
    pub fn name_of_law(&self, law: &Law) -> Option<String> {
        let kind = self.kind.value.trim();
        let known = kind_at_start_of(law, kind).filter(|kind| kind.by_name)?;
        match &self.title {
            Some(title) => Some(format!("{kind} {}", title.value)),
            None => (kind.len() > known.name.len()).then(|| kind.to_owned()),
        }
    }
}

impl Nameable for LegalDocument {
    const NAMED: Named = Named::Legal;
}

impl Table for LegalDocument {
    const NAME: &'static str = "legal_document";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let kind = f.text(
            "kind",
            doc("Kind, as in «Quyết định»", "Tên loại văn bản")
                .word("kind of document", "tên loại"),
        );
        Some(Self {
            id: f.optional("id", doc("Id that plans cite it by", "Mã để viện dẫn")),
            number: f.optional("number", doc("Number, with its symbol", "Số, ký hiệu")),
            date: f.optional("date", doc("Day of issue", "Ngày ban hành")),
            issuer: f.optional("issuer", doc("Issuer", "Cơ quan ban hành")),
            title: f.optional("title", doc("What it is about", "Trích yếu")),
            in_force_from: f.optional("in_force_from", doc("In force from", "Có hiệu lực từ")),
            in_force_to: f.optional(
                "in_force_to",
                doc("In force until", "Có hiệu lực đến hết ngày"),
            ),
            replaced_by: f.optional(
                "replaced_by",
                doc("Id of its successor", "Mã văn bản thay thế")
                    .word("replaced by", "văn bản thay thế"),
            ),
            checked_on: f.optional(
                "checked_on",
                doc("Last compared on", "Ngày đối chiếu gần nhất"),
            ),
            checked_at: f.optional("checked_at", doc("Compared with", "Nguồn đối chiếu")),
            kind: kind?,
        })
    }
}

/// `legal.toml`: the legal documents of an office (danh mục văn bản).
#[derive(Debug, Clone, Default)]
pub struct LegalRegistry {
    /// The entries, in the order of the file.
    pub documents: Vec<LegalDocument>,
}

impl Table for LegalRegistry {
    const NAME: &'static str = "legal.toml";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            documents: f.list("documents", doc("Legal documents", "Các văn bản")),
        })
    }
}

/// A document that a basis rests on.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "a plan has a few dozen of them at most"
)]
pub enum Cited {
    /// The registry's entry, by id.
    Entry(Ref<LegalDocument>),
    /// The document, written in place.
    Own(LegalDocument),
}

impl Cited {
    /// The id of the document: that of the registry's entry, or of the one written in place.
    #[must_use]
    pub fn id(&self) -> Option<&Text> {
        match self {
            Self::Entry(id) => Some(id),
            Self::Own(document) => document.id.as_deref(),
        }
    }

    /// What it is named by: the id of the entry; the number of a document in place, else its kind.
    #[must_use]
    pub fn name(&self) -> &Text {
        match self {
            Self::Entry(id) => id,
            Self::Own(document) => document.number.as_ref().unwrap_or(&document.kind),
        }
    }

    /// The document, of which `entry` looks up the registry's.
    pub fn document<'l>(
        &'l self,
        entry: impl FnOnce(&str) -> Option<&'l LegalDocument>,
    ) -> Option<&'l LegalDocument> {
        match self {
            Self::Entry(id) => entry(id.as_str()),
            Self::Own(document) => Some(document),
        }
    }
}

impl Value for Cited {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Table(_) => LegalDocument::read(node, reader).map(Self::Own),
            _ => Ref::read(node, reader).map(Self::Entry),
        }
    }

    fn schema(book: &mut Book) -> Json {
        let ways = [
            Ref::<LegalDocument>::schema(book),
            LegalDocument::schema(book),
        ];
        json!({ "anyOf": ways })
    }

    fn said(&self) -> Option<Said> {
        match self {
            Self::Entry(id) => id.said(),
            Self::Own(_) => None,
        }
    }
}

/// `[[legal_bases]]`: one basis (căn cứ) of a plan.
#[derive(Debug, Clone)]
pub struct LegalBasis {
    /// The documents that it cites, in the order of the line.
    pub cited: Vec<Cited>,
    /// The word before them, else «Căn cứ».
    pub verb: Option<Text>,
    /// The whole line where it cites no document, as in «Theo đề nghị của …».
    pub text: Option<Prose>,
    /// The footnote (cước chú) behind the line.
    pub note: Option<Prose>,
}

impl LegalBasis {
    /// The ids of the registry's entries that it cites.
    pub fn entries(&self) -> impl Iterator<Item = &Ref<LegalDocument>> {
        self.cited.iter().filter_map(|cited| match cited {
            Cited::Entry(id) => Some(id),
            Cited::Own(_) => None,
        })
    }

    /// The documents that it writes in place.
    pub fn in_place(&self) -> impl Iterator<Item = &LegalDocument> {
        self.cited.iter().filter_map(|cited| match cited {
            Cited::Entry(_) => None,
            Cited::Own(document) => Some(document),
        })
    }
}

impl Table for LegalBasis {
    const NAME: &'static str = "legal_bases";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let entry = f.optional(
            "ref",
            doc("Id in legal.toml", "Mã trong legal.toml").word("document", "văn bản"),
        );
        let own = f.optional(
            "document",
            doc("The document, in place", "Văn bản, ghi tại chỗ"),
        );
        let several = f.list(
            "documents",
            doc(
                "Documents of one basis: ids in legal.toml, or documents in place",
                "Các văn bản của cùng một căn cứ: mã trong legal.toml hoặc văn bản ghi tại chỗ",
            ),
        );
        let cited = entry.map(Cited::Entry).into_iter();
        let cited = cited.chain(own.map(Cited::Own)).chain(several).collect();
        Some(Self {
            cited,
            verb: f.optional(
                "verb",
                doc(
                    "Word before it, else «Căn cứ»",
                    "Chữ mở đầu, mặc định «Căn cứ»",
                )
                .word("first word", "chữ mở đầu"),
            ),
            text: f.optional(
                "text",
                doc(
                    "A whole line that cites no document. Prose",
                    "Cả dòng, khi không viện dẫn văn bản",
                )
                .word("text", "nội dung"),
            ),
            note: f.optional(
                "note",
                doc("Footnote behind it. Prose", "Cước chú sau căn cứ. Văn xuôi"),
            ),
        })
    }
}
