//! What the electronic archive of an office asks of a document that goes out: the sixteen fields of Decree
//! 30/2020/NĐ-CP, Annex VI, Part II, Mục I (thông tin đầu vào của dữ liệu quản lý văn bản đi).
//!
//! The decree's print has `Organld` and `Signerlnfo` where `OrganId` and `SignerInfo` are meant. A field that
//! nobody has filled in is left out.

use super::metadata::Metadata;
use crate::diag::Message;
use serde::{Deserialize, Serialize};

/// What plans are written in.
const LANGUAGE: &str = "Tiếng Việt";

/// The record of a document that goes out, field by field in the order of the annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Record {
    /// 1: the file that the document belongs to (mã hồ sơ).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_code: Option<FileCode>,
    /// 2: which document of the file it is (số thứ tự văn bản trong hồ sơ).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc_ordinal: Option<u32>,
    /// 3: the kind of document (tên loại văn bản).
    pub type_name: String,
    /// 4: the number (số của văn bản).
    pub code_number: String,
    /// 5: the symbol (ký hiệu của văn bản).
    pub code_notation: String,
    /// 6: the day, as ISO 8601 writes it (ngày, tháng, năm văn bản).
    pub issued_date: String,
    /// 7: the issuing body (tên cơ quan, tổ chức ban hành văn bản).
    pub organ_name: String,
    /// 8: the subject (trích yếu nội dung).
    pub subject: String,
    /// 9: the language (ngôn ngữ).
    pub language: String,
    /// 10: how many pages it has (số trang của văn bản).
    pub page_amount: usize,
    /// 11: what else there is to say (ghi chú).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// 12: who signs (chức vụ, họ tên người ký).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signer_info: Option<SignerInfo>,
    /// 13: who receives it (nơi nhận).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Organ>,
    /// 14: how urgent it is, 1 to 3 (mức độ khẩn).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// 15: how many copies go out (số lượng bản phát hành).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_amount: Option<u32>,
    /// 16: until when an answer is asked for (hạn trả lời văn bản).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<String>,
}

/// The file that a document belongs to (mã hồ sơ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileCode {
    /// 1.1: the code of the body that lists the files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ_id: Option<String>,
    /// 1.2: the year of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_catalog: Option<i16>,
    /// 1.3: number and symbol of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_notation: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignerInfo {
    /// 12.1: the position (chức vụ).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// 12.2: the name (họ và tên).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
}

/// Who receives a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Organ {
    /// 13.1: its code (mã định danh).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ_id: Option<String>,
    /// 13.2: its name (tên cơ quan, tổ chức nhận văn bản).
    pub organ_name: String,
}

impl Record {
    /// The record of a document, from what is known of it for document exchange.
    #[must_use]
    pub fn of(document: &Metadata) -> Self {
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let (signer, other) = (&document.signer_info, &document.other_info);
        let signer = SignerInfo {
            position: filled(&signer.position),
            full_name: filled(&signer.full_name),
        };
        let is_known = signer.position.is_some() || signer.full_name.is_some();
        let organ = |name: &String| Organ {
            organ_id: None,
            organ_name: name.clone(),
        };
        Self {
            file_code: None,
            doc_ordinal: None,
            type_name: document.document_type.type_name.clone(),
            code_number: document.code.code_number.clone(),
            code_notation: document.code.code_notation.clone(),
            issued_date: document.promulgation_info.promulgation_date.clone(),
            organ_name: document.from.organ_name.clone(),
            subject: document.subject.clone(),
            language: LANGUAGE.to_owned(),
            page_amount: other.page_amount,
            description: None,
            signer_info: is_known.then_some(signer),
            to: document.to_places.iter().map(organ).collect(),
            priority: Some(other.priority).filter(|priority| *priority > 0),
            issued_amount: other.promulgation_amount,
            due_date: None,
        }
    }

    /// What is longer than the annex has room for, in characters and digits.
    #[must_use]
    pub fn too_long(&self) -> Vec<Message> {
        let signer = self.signer_info.iter();
        let positions = signer.clone().filter_map(|signer| signer.position.clone());
        let names = signer.filter_map(|signer| signer.full_name.clone());
        let digits = |number: Option<u32>| number.map(|number| number.to_string());
        let fields = [
            (
                "TypeName",
                "tên loại văn bản",
                100,
                vec![self.type_name.clone()],
            ),
            (
                "CodeNumber",
                "số của văn bản",
                11,
                vec![self.code_number.clone()],
            ),
            (
                "CodeNotation",
                "ký hiệu của văn bản",
                30,
                vec![self.code_notation.clone()],
            ),
            (
                "OrganName",
                "tên cơ quan ban hành",
                200,
                vec![self.organ_name.clone()],
            ),
            (
                "Subject",
                "trích yếu nội dung",
                500,
                vec![self.subject.clone()],
            ),
            (
                "PageAmount",
                "số trang",
                3,
                vec![self.page_amount.to_string()],
            ),
            ("Position", "chức vụ của người ký", 100, positions.collect()),
            ("FullName", "họ và tên người ký", 50, names.collect()),
            (
                "To.OrganName",
                "tên nơi nhận",
                200,
                self.to
                    .iter()
                    .map(|organ| organ.organ_name.clone())
                    .collect(),
            ),
            (
                "IssuedAmount",
                "số lượng bản phát hành",
                3,
                digits(self.issued_amount).into_iter().collect(),
            ),
        ];
        let long = |(field, name, most, values): (&str, &str, usize, Vec<String>)| {
            let longest = values.iter().map(|value| value.chars().count()).max();
            let length = longest.filter(|length| *length > most)?;
            Some(Message::new(
                format!(
                    "{field} has {length} characters, and the archive has room for {most} (Annex VI)"
                ),
                format!("{name} ({field}) dài {length} ký tự, Phụ lục VI chỉ cho {most}"),
            ))
        };
        fields.into_iter().filter_map(long).collect()
    }
}
