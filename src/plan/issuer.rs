//! The office: who issues, and what all its plans share.

use super::ending::Signature;
use super::levels::RuleLevels;
use super::release::ReleaseRules;
use crate::source::SourceId;
use crate::spec::{Fields, FilePath, Table, Text, doc};

/// `[issuer]`: the issuing body (cơ quan ban hành; Annex I, II.2 to II.4).
///
/// A plan's own entry replaces the office's key by key.
#[derive(Debug, Clone, Default)]
pub struct Issuer {
    /// The full name, as in «của Ủy ban nhân dân xã Tân Hoa».
    pub name: Option<Text>,
    /// The name's lines above the document, where it should not break by itself.
    pub letterhead: Vec<Text>,
    /// The body directly above (cơ quan chủ quản trực tiếp).
    pub parent: Option<Text>,
    /// The place before the date (địa danh).
    pub place: Option<Text>,
    /// The abbreviation in the symbol (`UBND`).
    pub abbreviation: Option<Text>,
    /// Address, telephone, mail and site at the foot of page 1 (Annex I, III.4).
    pub address: Option<Text>,
}

impl Issuer {
    /// This entry, with the office's wherever it has none.
    #[must_use]
    pub fn or(&self, office: &Self) -> Self {
        let own =
            |mine: &Option<Text>, theirs: &Option<Text>| mine.clone().or_else(|| theirs.clone());
        // Another name must not stand above the document in the office's lines.
        let lines = if self.letterhead.is_empty() && self.name.is_none() {
            office
        } else {
            self
        };
        Self {
            name: own(&self.name, &office.name),
            letterhead: lines.letterhead.clone(),
            parent: own(&self.parent, &office.parent),
            place: own(&self.place, &office.place),
            abbreviation: own(&self.abbreviation, &office.abbreviation),
            address: own(&self.address, &office.address),
        }
    }
}

impl Table for Issuer {
    const NAME: &'static str = "issuer";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            name: f.optional(
                "name",
                doc("Full name", "Tên đầy đủ của cơ quan ban hành").word("name", "tên"),
            ),
            letterhead: f.list(
                "letterhead",
                doc(
                    "The name's lines above the document",
                    "Các dòng của tên ở đầu văn bản",
                )
                .word("line of the letterhead", "dòng tên cơ quan"),
            ),
            parent: f.optional(
                "parent",
                doc("Body directly above", "Cơ quan chủ quản trực tiếp")
                    .word("superior body", "cơ quan chủ quản"),
            ),
            place: f.optional("place", doc("Place, before the date", "Địa danh")),
            abbreviation: f.optional(
                "abbreviation",
                doc("Abbreviation in the symbol", "Chữ viết tắt trong ký hiệu")
                    .word("abbreviation", "chữ viết tắt"),
            ),
            address: f.optional(
                "address",
                doc(
                    "Address line at the foot of page 1",
                    "Địa chỉ, điện thoại ở chân trang 1",
                )
                .word("address", "địa chỉ"),
            ),
        })
    }
}

/// `kehoach.toml`: an office's workspace.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// The issuing body of the office's plans.
    pub issuer: Issuer,
    /// Who signs them, unless a plan says otherwise.
    pub signature: Option<Signature>,
    /// The style profile beside kehoach.toml that replaces the built-in one.
    pub profile: Option<FilePath>,
    /// The folder beside kehoach.toml with templates that replace built-in ones.
    pub templates: Option<FilePath>,
    /// How grave findings of rules are in the office's plans.
    pub rules: RuleLevels,
    /// How plans go out.
    pub release: ReleaseRules,
}

impl Office {
    /// The file that says it, as far as it says who issues or signs.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        let issuer = &self.issuer;
        let (names, lines) = (
            [&issuer.name, &issuer.parent, &issuer.place],
            &issuer.letterhead,
        );
        let others = [&issuer.abbreviation, &issuer.address];
        let said = names.into_iter().chain(others).flatten().chain(lines);
        let signed = self
            .signature
            .iter()
            .map(|signature| signature.position.span);
        said.map(|text| text.span)
            .chain(signed)
            .map(|span| span.source)
            .next()
    }
}

impl Table for Office {
    const NAME: &'static str = "kehoach.toml";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            issuer: f
                .optional("issuer", doc("The issuing body", "Cơ quan ban hành"))
                .unwrap_or_default(),
            signature: f.optional("signature", doc("The usual signer", "Người ký thường lệ")),
            profile: f.optional(
                "profile",
                doc(
                    "Style profile instead of templates/nd30.toml",
                    "Tệp định dạng riêng",
                ),
            ),
            templates: f.optional(
                "templates",
                doc(
                    "Folder with templates of one's own",
                    "Thư mục mẫu trình bày riêng",
                ),
            ),
            rules: f
                .optional(
                    "rules",
                    doc(
                        "Levels of rules: error, warn, info, off",
                        "Mức của quy tắc: error, warn, info, off",
                    ),
                )
                .unwrap_or_default(),
            release: f
                .optional(
                    "release",
                    doc(
                        "How plans go out: sign-offs, register of outgoing documents",
                        "Ban hành: người xác nhận, sổ đăng ký văn bản đi",
                    ),
                )
                .unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    fn issuer(text: &str) -> Issuer {
        let id = Sources::default().add(Source::new("a.toml".into(), text.to_owned()));
        crate::spec::read(id, text).value.unwrap()
    }

    fn lines(issuer: &Issuer) -> Vec<&str> {
        issuer.letterhead.iter().map(Text::as_str).collect()
    }

    #[test]
    fn a_plans_own_entry_goes_before_the_offices_key_by_key() {
        let office = issuer(
            "name = \"UBND xã An Bình\"\nletterhead = [\"UBND\", \"xã An Bình\"]\nparent = \"Huyện\"\n\
             place = \"An Bình\"\nabbreviation = \"UBND\"\naddress = \"Thôn Đông\"",
        );
        let own = issuer("").or(&office);
        let said = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        let all = |own: &Issuer| {
            [
                &own.name,
                &own.parent,
                &own.place,
                &own.abbreviation,
                &own.address,
            ]
            .map(said)
        };
        assert_eq!(all(&own), all(&office));
        assert_eq!(lines(&own), ["UBND", "xã An Bình"]);
        let other = issuer(
            "name = \"Ban Chỉ đạo\"\nparent = \"Tỉnh\"\nplace = \"An Hòa\"\nabbreviation = \"BCĐ\"\naddress = \"Thôn Đoài\"",
        );
        assert_eq!(all(&other.or(&office)), all(&other));
    }

    #[test]
    fn another_name_does_not_stand_in_the_offices_lines() {
        let office = issuer("name = \"UBND xã An Bình\"\nletterhead = [\"UBND\", \"xã An Bình\"]");
        assert_eq!(
            lines(&issuer("place = \"An Hòa\"").or(&office)),
            ["UBND", "xã An Bình"]
        );
        assert_eq!(
            lines(&issuer("name = \"Ban Chỉ đạo\"").or(&office)),
            [""; 0]
        );
        let own = issuer("letterhead = [\"Ban Chỉ đạo\"]");
        assert_eq!(lines(&own.or(&office)), ["Ban Chỉ đạo"]);
    }
}
