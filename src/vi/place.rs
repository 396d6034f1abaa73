//! Provinces (tỉnh, thành phố) and their merger of 1 July 2025.
//!
//! Source: Nghị quyết số 202/2025/QH15 of 12 June 2025 on the arrangement of provincial units, by which
//! 63 provinces became 34. The commune and the province are the only tiers since then.

use super::text;
use jiff::civil::{Date, date};

/// The day from which there are two tiers of local government and 34 provinces.
pub const MERGER: Date = date(2025, 7, 1);

/// A province that ended, with the one that it became part of.
pub const ENDED: [(&str, &str); 31] = [
    ("Hà Giang", "Tuyên Quang"),
    ("Yên Bái", "Lào Cai"),
    ("Bắc Kạn", "Thái Nguyên"),
    ("Vĩnh Phúc", "Phú Thọ"),
    ("Hòa Bình", "Phú Thọ"),
    ("Bắc Giang", "Bắc Ninh"),
    ("Thái Bình", "Hưng Yên"),
    ("Hải Dương", "Hải Phòng"),
    ("Hà Nam", "Ninh Bình"),
    ("Nam Định", "Ninh Bình"),
    ("Quảng Bình", "Quảng Trị"),
    ("Thừa Thiên Huế", "Huế"),
    ("Quảng Nam", "Đà Nẵng"),
    ("Kon Tum", "Quảng Ngãi"),
    ("Bình Định", "Gia Lai"),
    ("Phú Yên", "Đắk Lắk"),
    ("Ninh Thuận", "Khánh Hòa"),
    ("Bình Thuận", "Lâm Đồng"),
    ("Đắk Nông", "Lâm Đồng"),
    ("Đăk Nông", "Lâm Đồng"),
    ("Bình Phước", "Đồng Nai"),
    ("Bình Dương", "Thành phố Hồ Chí Minh"),
    ("Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
    ("Long An", "Tây Ninh"),
    ("Tiền Giang", "Đồng Tháp"),
    ("Bến Tre", "Vĩnh Long"),
    ("Trà Vinh", "Vĩnh Long"),
    ("Hậu Giang", "Cần Thơ"),
    ("Sóc Trăng", "Cần Thơ"),
    ("Bạc Liêu", "Cà Mau"),
    ("Kiên Giang", "An Giang"),
];

/// The cities under the central government, whose committees stand at the province's tier.
pub const CITIES: [&str; 6] = [
    "Hà Nội",
    "Hải Phòng",
    "Huế",
    "Đà Nẵng",
    "Cần Thơ",
    "Hồ Chí Minh",
];

/// The province that a text begins with and that has ended, with its successor.
#[must_use]
pub fn ended(text: &str) -> Option<(&'static str, &'static str)> {
    let starts = |(name, _): &&(&str, &str)| {
        let folded: String = text.chars().take(name.chars().count()).collect();
        let rest = text.get(folded.len()..).unwrap_or_default();
        text::fold_tone_style(&folded) == *name && !rest.starts_with(char::is_alphanumeric)
    };
    ENDED.iter().find(starts).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_that_ended_is_known_by_its_whole_name() {
        assert_eq!(ended("Bắc Giang về việc"), Some(("Bắc Giang", "Bắc Ninh")));
        assert_eq!(ended("Hoà Bình"), Some(("Hòa Bình", "Phú Thọ")));
        assert_eq!(ended("Kiên Giang,"), Some(("Kiên Giang", "An Giang")));
        assert_eq!(ended("Lâm Đồng"), None);
        assert_eq!(ended("Hà Namm"), None);
    }

    #[test]
    fn a_name_ends_where_its_word_ends() {
        for text in ["Hà Nam", "Hà Nam.", "Hà Nam Ninh", "Hà Nam - Nam Định"] {
            assert_eq!(ended(text).map(|(old, _)| old), Some("Hà Nam"), "{text}");
        }
        for text in ["Hà Na", "Hà Nam1", "Hà Namà", "hà nam", ""] {
            assert_eq!(ended(text), None, "{text}");
        }
        assert_eq!(
            ENDED.iter().filter(|(old, _)| ended(old).is_some()).count(),
            ENDED.len()
        );
    }
}
