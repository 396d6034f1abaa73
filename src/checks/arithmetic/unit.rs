//! Units of measure (đơn vị tính).

use crate::vi::text::nfc;

/// What the numbers of a unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Shares of a hundred.
    Percent,
    /// Shares of a thousand.
    Permille,
    /// Things that are counted one by one: households, people, communes.
    Count,
    /// Money, in this power of ten of a đồng.
    Money(u32),
    /// Anything else, measured: hectares, kilometres, thousands of people.
    Other,
}

/// The nouns that units of countable things begin with.
const COUNTED: &str = "hộ|hộ gia đình|gia đình|người|nhân khẩu|khẩu|lượt|lao động|trẻ em|trẻ|học sinh|\
học viên|sinh viên|giáo viên|cán bộ|công chức|viên chức|đảng viên|đoàn viên|hội viên|đối tượng|\
xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|thôn|bản|bon|buôn|ấp|tổ dân phố|khu dân cư|khu phố|\
cơ quan|đơn vị|trường|trường hợp|trạm|lớp|phòng học|nhà|căn|căn nhà|công trình|dự án|tiểu dự án|mô hình|\
đề án|nhiệm vụ|hồ sơ|thủ tục|thủ tục hành chính|tthc|văn bản|kế hoạch|báo cáo|nghị quyết|quyết định|\
hội nghị|cuộc|lớp tập huấn|vụ|vụ việc|đơn thư|sản phẩm|doanh nghiệp|hợp tác xã|htx|tổ hợp tác|\
câu lạc bộ|tổ|nhóm|đoàn|đội|tiêu chí|chỉ tiêu|giấy chứng nhận|thẻ|con|cây|chiếc|cái|cuốn|quyển|tờ";

impl Measure {
    /// What the numbers of a unit are; none named is a count.
    #[must_use]
    pub fn of(unit: Option<&str>) -> Self {
        let Some(unit) = unit else {
            return Self::Count;
        };
        let unit = nfc(unit).to_lowercase();
        let unit = unit.trim();
        if unit.contains('%') {
            return Self::Percent;
        }
        if unit.contains('‰') {
            return Self::Permille;
        }
        if let Some(power) = money(unit) {
            return Self::Money(power);
        }
        if !unit.contains('/') && counted(unit).is_some() {
            Self::Count
        } else {
            Self::Other
        }
    }

    /// How many the shares are of, where the numbers are shares.
    #[must_use]
    pub fn per(self) -> i128 {
        if self == Self::Permille { 1000 } else { 100 }
    }

    /// The sign behind its numbers: `%`, `‰` or none.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Permille => "‰",
            _ => "",
        }
    }

    /// Whether its whole numbers are exact.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Count | Self::Money(0))
    }
}

/// The longest noun of countable things that a text in small letters begins with.
#[must_use]
pub fn counted(text: &str) -> Option<&'static str> {
    let begins = |noun: &&str| {
        let rest = text.strip_prefix(*noun);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let nouns = COUNTED.split('|').filter(begins);
    nouns.max_by_key(|noun| noun.len())
}

fn money(unit: &str) -> Option<u32> {
    let amount = unit.strip_suffix("đồng").or(unit.strip_suffix("đ"))?;
    match amount.trim_end() {
        "" => Some(0),
        "nghìn" | "ngàn" | "1.000" => Some(3),
        "triệu" | "tr" => Some(6),
        "tỷ" | "tỉ" => Some(9),
        _ => None,
    }
}

/// Whether a name is that of an average, which has decimals whatever its unit.
#[must_use]
pub fn is_average(name: &str) -> bool {
    let name = nfc(name).to_lowercase();
    ["bình quân", "trung bình", "/"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whether a name is that of a comparison (so với kế hoạch, mức hoàn thành), which may exceed a hundred
/// per cent.
#[must_use]
pub fn is_comparison(name: &str) -> bool {
    let name = nfc(name).to_lowercase();
    let words = [
        "so với",
        "kế hoạch",
        "dự toán",
        "chỉ tiêu",
        "hoàn thành",
        "tăng",
    ];
    words.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_from_measures() {
        for unit in [
            "hộ",
            "Hộ",
            "hộ nghèo",
            "lượt người",
            "TTHC",
            "cuộc họp",
            "văn bản",
        ] {
            assert_eq!(Measure::of(Some(unit)), Measure::Count, "{unit}");
        }
        for unit in [
            "ha",
            "km",
            "nghìn người",
            "người/hộ",
            "hội",
            "tạ/ha",
            "điểm",
        ] {
            assert_eq!(Measure::of(Some(unit)), Measure::Other, "{unit}");
        }
        assert_eq!(Measure::of(None), Measure::Count);
        assert_eq!(Measure::of(Some("%")), Measure::Percent);
        assert_eq!(Measure::of(Some("‰")).per(), 1000);
    }

    #[test]
    fn shares_have_a_sign_and_counts_are_exact() {
        for (unit, sign, per, counted) in [
            ("%", "%", 100, false),
            ("Tỷ lệ %", "%", 100, false),
            ("‰", "‰", 1000, false),
            ("hộ", "", 100, true),
            ("đồng", "", 100, true),
            ("nghìn đồng", "", 100, false),
            ("ha", "", 100, false),
        ] {
            let measure = Measure::of(Some(unit));
            let seen = (measure.sign(), measure.per(), measure.is_counted());
            assert_eq!(seen, (sign, per, counted), "{unit}");
        }
    }

    #[test]
    fn the_longest_noun_is_what_is_counted() {
        assert_eq!(counted("hộ gia đình nghèo"), Some("hộ gia đình"));
        assert_eq!(counted("hộ nghèo"), Some("hộ"));
        assert_eq!(counted("hộp"), None);
        assert_eq!(counted("số hộ"), None);
    }

    #[test]
    fn averages_and_comparisons_have_their_words() {
        for name in ["Thu nhập bình quân", "Điểm TRUNG BÌNH", "Số người/hộ"] {
            assert!(is_average(name), "{name}");
        }
        assert!(!is_average("Số người một hộ"));
        for name in [
            "So với năm trước",
            "% kế hoạch",
            "% dự toán",
            "% chỉ tiêu giao",
            "Mức hoàn thành",
            "Tốc độ tăng",
        ] {
            assert!(is_comparison(name), "{name}");
        }
        assert!(!is_comparison("Tỷ lệ hộ nghèo"));
    }

    #[test]
    fn money_has_its_power() {
        let powers = [
            ("đồng", 0),
            ("nghìn đồng", 3),
            ("Triệu đồng", 6),
            ("tỉ đồng", 9),
            ("tỷ đồng", 9),
            ("ngàn đồng", 3),
            ("1.000 đồng", 3),
            ("1.000đ", 3),
            ("tr đồng", 6),
            ("trđ", 6),
            (" đồng ", 0),
            ("đ", 0),
        ];
        for (unit, power) in powers {
            assert_eq!(Measure::of(Some(unit)), Measure::Money(power), "{unit}");
        }
        assert_eq!(Measure::of(Some("triệu đồng/người")), Measure::Other);
        assert_eq!(Measure::of(Some("trăm đồng")), Measure::Other);
    }
}
