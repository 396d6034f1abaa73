//! Organisations.

use crate::spec::{Choice, Fields, Id, Nameable, Named, Ref, Table, Text, Word, doc, word};

/// The tier of government that an organisation belongs to (cấp).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Trung ương.
    Central,
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện, which ended on 1 July 2025.
    District,
    /// Cấp xã.
    Commune,
    /// Thôn, bản, buôn, tổ dân phố.
    Village,
}

impl Choice for Level {
    const WORDS: &'static [(Word, Self)] = &[
        (word("trung_uong", "central", "trung ương"), Self::Central),
        (word("tinh", "province", "cấp tỉnh"), Self::Province),
        (word("huyen", "district", "cấp huyện"), Self::District),
        (word("xa", "commune", "cấp xã"), Self::Commune),
        (word("thon", "village", "thôn, tổ dân phố"), Self::Village),
    ];
}

/// An organisation, or a group of them, that plans give tasks to (đơn vị).
#[derive(Debug, Clone)]
pub struct Unit {
    /// The id that plans name it by.
    pub id: Id,
    /// The name in running text.
    pub name: Text,
    /// A shorter name.
    pub short: Option<Text>,
    /// Its letters in symbols and in «Lưu» (chữ viết tắt).
    pub abbreviation: Option<Text>,
    /// The organisation above it, by id.
    pub parent: Option<Ref<Unit>>,
    /// Its tier.
    pub level: Option<Level>,
    /// Whether it no longer exists.
    pub historical: bool,
}

impl Nameable for Unit {
    const NAMED: Named = Named::Unit;
}

impl Table for Unit {
    const NAME: &'static str = "units";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã"));
        let name = f.text("name", doc("Name in running text", "Tên trong văn bản"));
        Some(Self {
            short: f.optional("short", doc("Shorter name", "Tên gọi tắt")),
            abbreviation: f.optional("abbreviation", doc("Abbreviation", "Chữ viết tắt")),
            parent: f.optional(
                "parent",
                doc("Id of the organisation above", "Mã đơn vị cấp trên"),
            ),
            level: f.choice("level", doc("Tier of government", "Cấp")),
            historical: f
                .optional("historical", doc("No longer exists", "Không còn tồn tại"))
                .unwrap_or_default(),
            id: id?,
            name: name?,
        })
    }
}

/// `units.toml`: the organisations that an office works with (danh mục đơn vị).
#[derive(Debug, Clone, Default)]
pub struct UnitRegistry {
    /// The entries, in the order of the file.
    pub units: Vec<Unit>,
}

impl Table for UnitRegistry {
    const NAME: &'static str = "units.toml";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            units: f.list("units", doc("Organisations", "Các đơn vị")),
        })
    }
}
