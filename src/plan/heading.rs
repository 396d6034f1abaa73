//! What stands above the text: kind, number, date, title and marks.

use super::issuer::Issuer;
use crate::diag::Lang;
use crate::spec::{
    Choice, Day, Fields, FilePath, Moment, OneOrMany, Prose, Table, Text, Word, Year, doc, word,
};

/// The kinds of document that a plan can be (loại văn bản), with the abbreviations of Annex III, I.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Kế hoạch.
    #[default]
    Plan,
    /// Chương trình.
    Programme,
    /// Phương án.
    Option,
    /// Đề án.
    Scheme,
    /// Dự án.
    Project,
}

impl Choice for Kind {
    const WORDS: &'static [(Word, Self)] = &[
        (word("ke_hoach", "Kế hoạch", "Kế hoạch"), Self::Plan),
        (
            word("chuong_trinh", "Chương trình", "Chương trình"),
            Self::Programme,
        ),
        (word("phuong_an", "Phương án", "Phương án"), Self::Option),
        (word("de_an", "Đề án", "Đề án"), Self::Scheme),
        (word("du_an", "Dự án", "Dự án"), Self::Project),
    ];
}

impl Kind {
    /// The kind's name as it stands in running text.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.word().text(Lang::Vi)
    }

    /// The abbreviation in the document's symbol (Annex III, I).
    #[must_use]
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::Plan => "KH",
            Self::Programme => "CTr",
            Self::Option => "PA",
            Self::Scheme => "ĐA",
            Self::Project => "DA",
        }
    }
}

/// `[document]`: what the plan is.
#[derive(Debug, Clone)]
pub struct DocumentHead {
    /// The kind of document (tên loại).
    pub kind: Kind,
    /// The year planned for (năm kế hoạch).
    pub year: Year,
    /// The last year, where the plan is for several.
    pub until: Option<Year>,
    /// The subject (trích yếu). One paragraph.
    pub title: Prose,
    /// The number (số) that the clerk gives when the plan is issued.
    pub number: Option<Text>,
    /// The day of issue (ngày ban hành), given with the number.
    pub date: Option<Day>,
    /// The month or year in which a plan without a date is to be issued; else its own year.
    pub expected: Option<Moment>,
    /// The whole symbol (ký hiệu) where it is not kind and issuer (`KH-UBND`).
    pub symbol: Option<Text>,
    /// The levels of numbering, outermost first, or the name of a usual structure.
    pub numbering: Option<OneOrMany<Text>>,
    /// Last year's plan (kế hoạch năm trước) that this one is compared with, as a path from this one.
    pub previous: Option<FilePath>,
}

impl DocumentHead {
    /// The symbol (ký hiệu): as given, else kind and issuing body (`KH-UBND`).
    #[must_use]
    pub fn symbol_of(&self, issuer: &Issuer) -> String {
        let kind = self.kind.abbreviation();
        match (&self.symbol, &issuer.abbreviation) {
            (Some(symbol), _) => symbol.value.clone(),
            (None, Some(letters)) => format!("{kind}-{}", letters.value),
            (None, None) => kind.to_owned(),
        }
    }

    /// Number and symbol (số, ký hiệu; Annex I, II.3), as citations name the document; none before it
    /// is issued.
    #[must_use]
    pub fn number_of(&self, issuer: &Issuer) -> Option<String> {
        let number = self.number.as_ref()?.value.trim();
        let zero = if number.len() == 1 { "0" } else { "" };
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        is_number.then(|| format!("{zero}{number}/{}", self.symbol_of(issuer)))
    }
}

impl Table for DocumentHead {
    const NAME: &'static str = "document";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let kind = f.choice_or(
            "kind",
            Kind::default(),
            doc("Kind of document", "Tên loại văn bản").word("kind of document", "tên loại"),
        );
        let year = f.required(
            "year",
            doc("Year planned for", "Năm kế hoạch").word("year", "năm kế hoạch"),
        );
        let until = f.optional(
            "until",
            doc("Last year planned for", "Năm cuối của kế hoạch").word("last year", "năm cuối"),
        );
        let title = f.text(
            "title",
            doc("Subject. Prose", "Trích yếu nội dung. Văn xuôi").word("subject", "trích yếu"),
        );
        let number: Option<Number> = f.optional(
            "number",
            doc(
                "Number, given at issue: 12 or \"12a\"",
                "Số, ghi khi ban hành: 12 hoặc \"12a\"",
            ),
        );
        let date = f.optional("date", doc("Day of issue", "Ngày ban hành"));
        let expected = f.optional(
            "expected",
            doc(
                "Month (\"2025-12\") or year of issue while the date is blank",
                "Tháng (\"2025-12\") hoặc năm ban hành khi chưa có ngày",
            )
            .word("expected", "dự kiến ban hành"),
        );
        let symbol = f.optional(
            "symbol",
            doc(
                "Symbol, where it is not kind and issuer",
                "Ký hiệu, nếu khác loại và cơ quan",
            ),
        );
        let numbering = f.optional(
            "numbering",
            doc(
                "Levels of numbering, outermost first, of: Phần, Chương, Mục, Tiểu mục, Điều, I., 1., \
                 1.1., 1.1.1., a); or one of muc (I., 1., a)), phan, dieu",
                "Các cấp đánh số, từ ngoài vào: Phần, Chương, Mục, Tiểu mục, Điều, I., 1., 1.1., \
                 1.1.1., a); hoặc tên bố cục muc (I., 1., a)), phan, dieu",
            ).word("numbering", "cách đánh số mục"),
        );
        let previous = f.optional(
            "previous",
            doc(
                "Last year's plan to compare with, as a path from this one",
                "Tệp kế hoạch năm trước để đối chiếu, tính từ kế hoạch này",
            )
            .word("last year's plan", "kế hoạch năm trước"),
        );
        Some(Self {
            kind,
            year: year?,
            until,
            title: title?,
            number: number.map(|number| number.0),
            date,
            expected,
            symbol,
            numbering,
            previous,
        })
    }
}

/// A document number: a whole number or a text such as `12a`.
struct Number(Text);

impl crate::spec::Value for Number {
    fn read(node: &crate::spec::Node<'_>, reader: &mut crate::spec::Reader) -> Option<Self> {
        match node.get_ref() {
            toml::de::DeValue::Integer(number) if number.radix() == 10 => {
                let span = reader.span(node.span());
                Some(Self(Text {
                    value: number.as_str().to_owned(),
                    span,
                }))
            }
            _ => Text::read(node, reader).map(Self),
        }
    }

    fn schema(_: &mut crate::spec::Book) -> serde_json::Value {
        serde_json::json!({ "type": ["integer", "string"] })
    }

    fn said(&self) -> Option<crate::spec::Said> {
        self.0.said()
    }
}

/// How fast the document must travel (độ khẩn; Annex I, III.2.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// KHẨN.
    Urgent,
    /// THƯỢNG KHẨN.
    Pressing,
    /// HOẢ TỐC.
    Express,
}

impl Choice for Urgency {
    const WORDS: &'static [(Word, Self)] = &[
        (word("khan", "urgent", "khẩn"), Self::Urgent),
        (
            word("thuong_khan", "pressing", "thượng khẩn"),
            Self::Pressing,
        ),
        (word("hoa_toc", "express", "hoả tốc"), Self::Express),
    ];
}

/// Who may see the document (chỉ dẫn về phạm vi lưu hành; Annex I, III.2.c).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circulation {
    /// XEM XONG TRẢ LẠI.
    ReturnAfterReading,
    /// LƯU HÀNH NỘI BỘ.
    Internal,
}

impl Choice for Circulation {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word(
                "xem_xong_tra_lai",
                "return after reading",
                "xem xong trả lại",
            ),
            Self::ReturnAfterReading,
        ),
        (
            word("luu_hanh_noi_bo", "internal", "lưu hành nội bộ"),
            Self::Internal,
        ),
    ];
}

/// `[marks]`: signs beside the text (Annex I, III.2 and III.3).
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// The urgency, if any.
    pub urgency: Option<Urgency>,
    /// The circulation, if limited.
    pub circulation: Option<Circulation>,
    /// The drafter's code (ký hiệu người soạn thảo).
    pub drafter: Option<Text>,
    /// How many copies are issued (số lượng bản phát hành).
    pub copies: Option<u32>,
}

impl Table for Marks {
    const NAME: &'static str = "marks";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            urgency: f.choice("urgency", doc("Urgency", "Độ khẩn")),
            circulation: f.choice(
                "circulation",
                doc("Limited circulation", "Chỉ dẫn về phạm vi lưu hành")
                    .word("circulation", "phạm vi lưu hành"),
            ),
            drafter: f.optional(
                "drafter",
                doc("Drafter's code", "Ký hiệu người soạn thảo").word("drafter", "người soạn thảo"),
            ),
            copies: f.optional("copies", doc("Copies issued", "Số lượng bản phát hành")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    /// Number and symbol of a document with these keys, by an office with an abbreviation or without.
    fn number(keys: &str, abbreviation: Option<&str>) -> (Option<String>, String) {
        let text = format!("year = 2025\ntitle = \"Giảm nghèo\"\n{keys}\n");
        let id = Sources::default().add(Source::new("a.toml".into(), text.clone()));
        let head = crate::spec::read::<DocumentHead>(id, &text).value.unwrap();
        let issuer = Issuer {
            abbreviation: abbreviation.map(|letters| Text {
                value: letters.to_owned(),
                span: head.title.span,
            }),
            ..Issuer::default()
        };
        (head.number_of(&issuer), head.symbol_of(&issuer))
    }

    #[test]
    fn a_number_has_two_digits_at_least() {
        let of = |number: &str| self::number(&format!("number = {number}"), Some("UBND")).0;
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(of("5"), said("05/KH-UBND"));
        assert_eq!(of("12"), said("12/KH-UBND"));
        assert_eq!(of("\"05\""), said("05/KH-UBND"));
        assert_eq!(of("\" 7 \""), said("07/KH-UBND"));
        assert_eq!(of("\"5a\""), said("5a/KH-UBND"));
        assert_eq!(of("\"12a\""), said("12a/KH-UBND"));
        assert_eq!(of("123"), said("123/KH-UBND"));
        for blank in ["\"\"", "\" \"", "\"…\"", "\"a5\"", "0x5"] {
            assert_eq!(of(blank), None, "{blank}");
        }
        assert_eq!(number("", Some("UBND")).0, None);
    }

    #[test]
    fn a_symbol_is_kind_and_office_unless_it_is_given() {
        let of = |keys: &str, letters| number(keys, letters).1;
        assert_eq!(of("", Some("UBND")), "KH-UBND");
        assert_eq!(of("", None), "KH");
        assert_eq!(of("symbol = \"KH-VP\"", Some("UBND")), "KH-VP");
        assert_eq!(of("symbol = \"KH-VP\"", None), "KH-VP");
        for (kind, letters) in [
            ("ke_hoach", "KH"),
            ("chuong_trinh", "CTr"),
            ("phuong_an", "PA"),
            ("de_an", "ĐA"),
            ("du_an", "DA"),
        ] {
            let keys = format!("kind = \"{kind}\"");
            assert_eq!(of(&keys, Some("UBND")), format!("{letters}-UBND"));
        }
    }

    #[test]
    fn kinds_are_those_of_the_law() {
        let law = crate::law::Law::standard();
        for (_, kind) in <Kind as Choice>::WORDS {
            let known = law.kinds().find(|known| known.name == kind.name()).unwrap();
            assert_eq!(known.usual(), Some(kind.abbreviation()));
            // What the templates print is the specimen of documents with a name (Mẫu 1.4).
            assert_eq!(known.form.as_deref(), Some("1.4"));
        }
    }
}
