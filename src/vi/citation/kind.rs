//! The kinds of document (tên loại văn bản) with their letters in symbols.

use crate::vi::text;

/// A kind of document that citations name.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name as it stands in running text, as in «Quyết định».
    pub name: &'static str,
    /// The letters that stand for it in a symbol, the usual ones first; none where the symbol has
    /// none, as that of a Law or a letter (công văn).
    pub letters: &'static [&'static str],
}

/// All kinds that are known.
///
/// Sources: Annex III, I for administrative documents; the Law on the Promulgation of Legal Documents
/// for those of law; Hướng dẫn 36-HD/VPTW for those of the Party.
pub const KINDS: &[Kind] = &[
    kind("Hiến pháp", &[]),
    kind("Bộ luật", &[]),
    kind("Luật", &[]),
    kind("Pháp lệnh", &["PL"]),
    kind("Sắc lệnh", &["SL"]),
    kind("Lệnh", &["L"]),
    kind("Nghị quyết liên tịch", &["NQLT"]),
    kind("Nghị quyết", &["NQ"]),
    kind("Nghị định", &["NĐ"]),
    kind("Thông tư liên tịch", &["TTLT"]),
    kind("Thông tư", &["TT"]),
    kind("Quyết định", &["QĐ", "QĐNS"]),
    kind("Chỉ thị", &["CT"]),
    kind("Quy chế phối hợp", &["QCPH", "QC"]),
    kind("Quy chế", &["QC"]),
    kind("Quy định", &["QyĐ", "QĐ", "QĐi"]),
    kind("Thông cáo", &["TC"]),
    kind("Thông báo kết luận", &["TB", "TBKL", "KL"]),
    kind("Thông báo", &["TB"]),
    kind("Thông tri", &["TT", "TTr"]),
    kind("Kết luận", &["KL"]),
    kind("Hướng dẫn liên ngành", &["HDLN", "HD"]),
    kind("Hướng dẫn", &["HD"]),
    kind("Chương trình hành động", &["CTr", "CTrHĐ", "CTHĐ"]),
    kind("Chương trình phối hợp", &["CTrPH", "CTPH", "CTr"]),
    kind("Chương trình", &["CTr"]),
    kind("Kế hoạch liên ngành", &["KHLN", "KH"]),
    kind("Kế hoạch liên tịch", &["KHLT", "KH"]),
    kind("Kế hoạch phối hợp", &["KHPH", "KH"]),
    kind("Kế hoạch", &["KH"]),
    kind("Phương án", &["PA"]),
    kind("Đề án", &["ĐA"]),
    kind("Dự án", &["DA"]),
    kind("Báo cáo", &["BC"]),
    kind("Biên bản", &["BB"]),
    kind("Tờ trình", &["TTr"]),
    kind("Hợp đồng", &["HĐ"]),
    kind("Công điện", &["CĐ"]),
    kind("Văn bản hợp nhất", &["VBHN"]),
    kind("Bản ghi nhớ", &["BGN"]),
    kind("Bản thỏa thuận", &["BTT"]),
    kind("Giấy mời", &["GM"]),
    kind("Công văn", &[]),
    kind("Văn bản", &[]),
];

const fn kind(name: &'static str, letters: &'static [&'static str]) -> Kind {
    Kind { name, letters }
}

impl Kind {
    /// The kind of a name such as «Quyết định», in any case of letters.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = text::folded(name.trim());
        KINDS.iter().find(|kind| kind.name.to_lowercase() == name)
    }

    /// The kind whose name ends a text, with the place where the name begins.
    #[must_use]
    pub fn at_end_of(text: &str) -> Option<(usize, &'static Self)> {
        KINDS
            .iter()
            .filter_map(|kind| {
                let from = text.len().checked_sub(kind.name.len())?;
                let (before, tail) = (text.get(..from)?, text.get(from..)?);
                let whole = !before.chars().next_back().is_some_and(char::is_alphabetic);
                (whole && same_letters(tail, kind.name)).then_some((from, kind))
            })
            .min_by_key(|(from, _)| *from)
    }

    /// The kind whose name begins a text, in any case of letters.
    #[must_use]
    pub fn at_start_of(text: &str) -> Option<&'static Self> {
        let starts = |kind: &&Self| {
            let (head, rest) = text.split_at_checked(kind.name.len())?;
            let whole = !rest.starts_with(char::is_alphabetic);
            (whole && same_letters(head, kind.name)).then_some(())
        };
        let all = KINDS.iter().filter(|kind| starts(kind).is_some());
        all.max_by_key(|kind| kind.name.len())
    }

    /// Whether documents of this kind are cited by their names alone (Annex I, II.6.b).
    #[must_use]
    pub fn is_law(&self) -> bool {
        matches!(self.name, "Hiến pháp" | "Bộ luật" | "Luật" | "Pháp lệnh")
    }

    /// Whether offices number this kind as they like, or did so when it was in use.
    #[must_use]
    pub fn is_free(&self) -> bool {
        const FREE: [&str; 10] = [
            "Hợp đồng",
            "Biên bản",
            "Dự án",
            "Đề án",
            "Chương trình",
            "Giấy mời",
            "Văn bản",
            "Thông tư liên tịch",
            "Lệnh",
            "Công văn",
        ];
        FREE.contains(&self.name)
    }

    /// Whether letters of a symbol may stand for this kind.
    #[must_use]
    pub fn takes(&self, letters: &str) -> bool {
        self.letters.contains(&letters)
    }

    /// Whether letters of a symbol stand for some kind.
    #[must_use]
    pub fn known(letters: &str) -> bool {
        Self::of(letters).is_some()
    }

    /// The kind that letters of a symbol usually stand for.
    #[must_use]
    pub fn of(letters: &str) -> Option<&'static Self> {
        let usual = |kind: &&Self| kind.letters.first() == Some(&letters);
        (KINDS.iter().find(usual)).or_else(|| KINDS.iter().find(|kind| kind.takes(letters)))
    }
}

/// Whether two texts of one length differ in the case of letters at most.
fn same_letters(left: &str, right: &str) -> bool {
    left.chars()
        .flat_map(char::to_lowercase)
        .eq(right.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_before_a_number_counts() {
        let found = |text| Kind::at_end_of(text).map(|(_, kind)| kind.name);
        assert_eq!(found("theo Thông tư liên tịch"), Some("Thông tư liên tịch"));
        assert_eq!(found("Căn cứ QUYẾT ĐỊNH"), Some("Quyết định"));
        assert_eq!(found("thực hiện kế hoạch"), Some("Kế hoạch"));
        assert_eq!(found("siêuLuật"), None);
        assert_eq!(found("Mẫu"), None);
    }

    #[test]
    fn the_longest_name_that_begins_a_text_counts() {
        let found = |text| Kind::at_start_of(text).map(|kind| kind.name);
        assert_eq!(found("Luật Thi đua, khen thưởng"), Some("Luật"));
        assert_eq!(found("BỘ LUẬT"), Some("Bộ luật"));
        assert_eq!(found("Thông tư liên tịch"), Some("Thông tư liên tịch"));
        assert_eq!(found("Luậtsư"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn letters_tell_the_kind() {
        assert_eq!(Kind::of("TTr").map(|kind| kind.name), Some("Tờ trình"));
        assert_eq!(Kind::of("QĐ").map(|kind| kind.name), Some("Quyết định"));
        assert!(!Kind::known("UBND"));
        assert!(Kind::named("Quy định").is_some_and(|kind| kind.takes("QĐ")));
    }

    #[test]
    fn kinds_that_offices_number_as_they_like() {
        let free: Vec<_> = KINDS.iter().filter(|kind| kind.is_free()).collect();
        assert_eq!(free.len(), 10);
        assert!(Kind::named("Công văn").is_some_and(Kind::is_free));
        assert!(!Kind::named("Quyết định").is_some_and(Kind::is_free));
    }

    #[test]
    fn letters_that_two_kinds_may_have() {
        let of = |letters| Kind::of(letters).map(|kind| kind.name);
        assert_eq!(of("TT"), Some("Thông tư"));
        assert_eq!(of("KL"), Some("Kết luận"));
        assert_eq!(of("QĐi"), Some("Quy định"));
        assert_eq!(of("qđ"), None);
        assert!(!Kind::named("Kế hoạch").is_some_and(|kind| kind.takes("QĐ")));
        assert_eq!(
            Kind::named(" QUYẾT ĐỊNH ").map(|kind| kind.name),
            Some("Quyết định")
        );
        assert_eq!(Kind::named("Quyết"), None);
    }
}
