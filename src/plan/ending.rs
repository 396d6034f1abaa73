//! What stands below the text: closing, signature, recipients.

use super::unit::Unit;
use crate::spec::{Fields, OneOrMany, Prose, Ref, Table, Text, doc};

/// `[closing]`: the last paragraph (lời kết); the program ends it with «./.».
#[derive(Debug, Clone)]
pub struct Closing {
    /// The paragraph.
    pub text: Prose,
}

impl Table for Closing {
    const NAME: &'static str = "closing";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let text = f.text(
            "text",
            doc("The last paragraph. Prose", "Đoạn kết. Văn xuôi").word("text", "nội dung"),
        );
        Some(Self { text: text? })
    }
}

/// `[signature]`: authority, position and name of who signs (Annex I, II.7).
#[derive(Debug, Clone)]
pub struct Signature {
    /// The body signed for (`TM. UBND XÃ`).
    pub on_behalf: Option<Text>,
    /// The head signed for, and how (`KT. CHỦ TỊCH`, `TL. …`, `TUQ. …`).
    pub in_place_of: Option<Text>,
    /// The signer's position (chức vụ).
    pub position: Text,
    /// Another position of the signer, above the name (ô số 7b).
    pub second_position: Option<Text>,
    /// The signer's name, blank where it is not yet known.
    pub name: Option<Text>,
}

impl Table for Signature {
    const NAME: &'static str = "signature";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let position = f.text("position", doc("Position: CHỦ TỊCH", "Chức vụ: CHỦ TỊCH"));
        Some(Self {
            on_behalf: f.optional(
                "on_behalf",
                doc("Body signed for: TM. …", "Ký thay mặt: TM. …")
                    .word("on behalf of", "thay mặt"),
            ),
            in_place_of: f.optional(
                "in_place_of",
                doc(
                    "Head signed for: KT., TL., TUQ. …",
                    "Ký thay: KT., TL., TUQ. …",
                )
                .word("in place of", "ký thay"),
            ),
            second_position: f.optional(
                "second_position",
                doc(
                    "Another position, above the name",
                    "Chức vụ khác, ở trên họ tên",
                )
                .word("second position", "chức vụ thứ hai"),
            ),
            name: f.optional("name", doc("Name", "Họ và tên").word("name", "tên")),
            position: position?,
        })
    }
}

/// `[recipients]`: who receives the plan (nơi nhận; Annex I, II.9).
#[derive(Debug, Clone)]
pub struct Recipients {
    /// The lines, in order.
    pub list: Vec<Recipient>,
    /// Where it is kept (lưu): `VT` and the drafting unit.
    pub archive: OneOrMany<Text>,
}

impl Table for Recipients {
    const NAME: &'static str = "recipients";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            list: f.list("list", doc("Lines, in order", "Các dòng nơi nhận")),
            archive: f
                .optional(
                    "archive",
                    doc("Where it is kept: VT, …", "Lưu: VT, …").word("archive", "nơi lưu"),
                )
                .unwrap_or_default(),
        })
    }
}

/// One line of the recipients.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The unit, by id.
    pub unit: Option<Ref<Unit>>,
    /// The line where it is not just the unit's name.
    pub text: Option<Prose>,
    /// What for, in brackets after it (`B/c`).
    pub note: Option<Text>,
}

impl Table for Recipient {
    const NAME: &'static str = "recipients.list";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            unit: f.optional(
                "unit",
                doc("Id of a unit", "Mã đơn vị").word("unit", "đơn vị"),
            ),
            text: f.optional(
                "text",
                doc(
                    "The line, else the unit's name",
                    "Dòng in, mặc định tên đơn vị",
                )
                .word("text", "nội dung"),
            ),
            note: f.optional(
                "note",
                doc("Note, in brackets", "Ghi chú, trong ngoặc: B/c"),
            ),
        })
    }
}
