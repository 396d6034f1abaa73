//! What a released document is, in the fields that document exchange in Viet Nam uses: the names and
//! the nesting of edXML (QCVN 102:2016/BTTTT, part `MessageHeader`), which the electronic archive of
//! Decree 30/2020/NĐ-CP, Annex VI, shares for what both have.

use crate::document::model::{Document, plain};
use crate::plan::{Circulation, Plan, Urgency};
use crate::render::Pdf;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Administrative documents among the types of edXML.
const ADMINISTRATIVE: u8 = 2;

/// The metadata of a released document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Metadata {
    /// The issuing body.
    pub from: From,
    /// Number and symbol (số, ký hiệu).
    pub code: Code,
    /// Place and day of issue.
    pub promulgation_info: PromulgationInfo,
    /// The kind of document (tên loại).
    pub document_type: DocumentType,
    /// The subject (trích yếu nội dung).
    pub subject: String,
    /// Who signs (người ký).
    pub signer_info: SignerInfo,
    /// Who receives it (nơi nhận).
    pub to_places: Vec<String>,
    /// Urgency, circulation, copies, pages, appendices.
    pub other_info: OtherInfo,
}

/// The issuing body (cơ quan ban hành).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct From {
    /// Its full name.
    pub organ_name: String,
}

/// Number and symbol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Code {
    /// The number (số): `12`.
    pub code_number: String,
    /// The symbol (ký hiệu): `KH-UBND`.
    pub code_notation: String,
}

/// Place and day of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PromulgationInfo {
    /// The place (địa danh).
    pub place: String,
    /// The day, as ISO 8601 writes it.
    pub promulgation_date: String,
}

/// The kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DocumentType {
    /// 2: an administrative document (văn bản hành chính).
    pub r#type: u8,
    /// The kind in words: `Kế hoạch`.
    pub type_name: String,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignerInfo {
    /// The authority signed with (quyền hạn): `TM. ỦY BAN NHÂN DÂN`; empty where the head signs alone.
    pub competence: String,
    /// The position (chức vụ).
    pub position: String,
    /// The name (họ và tên).
    pub full_name: String,
}

/// What else there is to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OtherInfo {
    /// How fast it must travel: 0 as usual, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc.
    pub priority: u8,
    /// Who may see it (phạm vi lưu hành).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sphere_of_promulgation: Option<String>,
    /// The drafter's code (ký hiệu người soạn thảo).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typer_notation: Option<String>,
    /// How many copies are issued (số lượng bản phát hành).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promulgation_amount: Option<u32>,
    /// How many pages it has, appendices among them.
    pub page_amount: usize,
    /// The titles of the appendices (phụ lục).
    pub appendixes: Vec<String>,
}

impl Metadata {
    /// Kind and subject, as the register has them: `Kế hoạch Giảm nghèo năm 2026`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.document_type.type_name, self.subject)
    }

    /// The metadata of a plan that is released with a number and a day.
    #[must_use]
    pub fn of(
        document: &Document,
        plan: &Plan,
        code: Code,
        place: String,
        date: Date,
        pdf: &Pdf,
    ) -> Self {
        let ending = &document.ending;
        let authority: Vec<String> = ending.authority.iter().map(super::row::text).collect();
        let appendix = |appendix: &crate::document::model::Appendix| {
            let title = plain(&appendix.title);
            format!("{} {}", appendix.label, title).trim().to_owned()
        };
        Self {
            from: From {
                organ_name: document.meta.author.clone(),
            },
            code,
            promulgation_info: PromulgationInfo {
                place,
                promulgation_date: date.to_string(),
            },
            document_type: DocumentType {
                r#type: ADMINISTRATIVE,
                type_name: document.kind.clone(),
            },
            subject: plain(&document.title),
            signer_info: SignerInfo {
                competence: authority.join("; "),
                position: super::row::text(&ending.position),
                full_name: super::row::text(&ending.name),
            },
            to_places: super::row::recipients(document),
            other_info: OtherInfo {
                priority: match plan.marks.urgency {
                    None => 0,
                    Some(Urgency::Urgent) => 1,
                    Some(Urgency::Pressing) => 2,
                    Some(Urgency::Express) => 3,
                },
                sphere_of_promulgation: plan.marks.circulation.map(|mark| {
                    let words = match mark {
                        Circulation::ReturnAfterReading => "Xem xong trả lại",
                        Circulation::Internal => "Lưu hành nội bộ",
                    };
                    words.to_owned()
                }),
                typer_notation: plan.marks.drafter.as_ref().map(|text| text.value.clone()),
                promulgation_amount: plan.marks.copies,
                page_amount: pdf.pages,
                appendixes: document.appendices.iter().map(appendix).collect(),
            },
        }
    }
}
