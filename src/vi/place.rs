//! Provinces (tỉnh, thành phố) in running text.

use super::text;
use crate::law::{Law, Province};

/// The province that a text begins with and that has ended.
#[must_use]
pub fn ended<'l>(text: &str, law: &'l Law) -> Option<&'l Province> {
    let starts = |province: &&Province| {
        let name = &province.name;
        let folded: String = text.chars().take(name.chars().count()).collect();
        let rest = text.get(folded.len()..).unwrap_or_default();
        text::fold_tone_style(&folded) == *name && !rest.starts_with(char::is_alphanumeric)
    };
    let mut provinces = law.provinces().filter(|one| one.until.is_some());
    provinces.find(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_that_ended_is_known_by_its_whole_name() {
        let law = Law::standard();
        let named = |text| ended(text, &law).map(|one| one.name.as_str());
        assert_eq!(named("Bắc Giang về việc"), Some("Bắc Giang"));
        assert_eq!(named("Hoà Bình"), Some("Hòa Bình"));
        assert_eq!(named("Kiên Giang,"), Some("Kiên Giang"));
        assert_eq!(named("Thừa Thiên Huế"), Some("Thừa Thiên Huế"));
        assert_eq!(named("Lâm Đồng"), None);
        assert_eq!(named("Hà Namm"), None);
        for text in ["Hà Nam", "Hà Nam.", "Hà Nam Ninh", "Hà Nam - Nam Định"] {
            assert_eq!(named(text), Some("Hà Nam"), "{text}");
        }
        for text in ["Hà Na", "Hà Nam1", "Hà Namà", "hà nam", ""] {
            assert_eq!(named(text), None, "{text}");
        }
        let mut gone = law.provinces().filter(|one| one.until.is_some());
        assert!(gone.all(|one| ended(&one.name, &law).is_some()));
    }
}
