//! Legal documents and what a plan rests on.

use crate::spec::{Day, Fields, Id, Nameable, Named, Prose, Ref, Table, Text, doc};

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

/// `[[legal_bases]]`: one basis (căn cứ) of a plan.
#[derive(Debug, Clone)]
pub struct LegalBasis {
    /// The registry's entry, by id.
    pub reference: Option<Ref<LegalDocument>>,
    /// The document where it is written in place.
    pub document: Option<LegalDocument>,
    /// The word before it, else «Căn cứ».
    pub verb: Option<Text>,
    /// The whole line where it cites no document, as in «Theo đề nghị của …».
    pub text: Option<Prose>,
}

impl LegalBasis {
    /// The id of its document: that of the registry's entry, or of the one written in place.
    #[must_use]
    pub fn id(&self) -> Option<&Text> {
        let own = || self.document.as_ref()?.id.as_deref();
        self.reference.as_deref().or_else(own)
    }
}

impl Table for LegalBasis {
    const NAME: &'static str = "legal_bases";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            reference: f.optional(
                "ref",
                doc("Id in legal.toml", "Mã trong legal.toml").word("document", "văn bản"),
            ),
            document: f.optional(
                "document",
                doc("The document, in place", "Văn bản, ghi tại chỗ"),
            ),
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
        })
    }
}
