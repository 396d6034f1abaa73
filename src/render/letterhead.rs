//! Where the lines of a letterhead may break: before TỈNH, XÃ, PHƯỜNG and the like, not behind them.

/// The words that areas' names begin with, the longer ones first.
const AREAS: [&str; 9] = [
    "THÀNH PHỐ",
    "ĐẶC KHU",
    "THỊ TRẤN",
    "THỊ XÃ",
    "PHƯỜNG",
    "HUYỆN",
    "QUẬN",
    "TỈNH",
    "XÃ",
];

/// The place in a line in capitals at which the name of an area begins that ends it, as «TỈNH LÂM ĐỒNG»
/// in «ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG»; none where the line has none or is nothing else.
pub(super) fn area(line: &str) -> Option<usize> {
    let found = AREAS.iter().filter_map(|area| {
        let (at, _) = line.rmatch_indices(area).find(|(at, _)| {
            let rest = line[at + area.len()..].strip_prefix(' ');
            let named = rest.is_some_and(|rest| !rest.trim().is_empty());
            named && line[..*at].ends_with(' ')
        })?;
        Some((at + area.len(), at))
    });
    // «THỊ XÃ» and «XÃ» end at one place, and «PHƯỜNG XÃ ĐÀN» has a name that begins like one.
    let (_, mut at) = found.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let before = |at: usize| {
        let head = line[..at].trim_end();
        let mut areas = AREAS.iter().filter_map(|area| head.strip_suffix(area));
        areas.find(|rest| rest.ends_with(' ')).map(str::len)
    };
    while let Some(outer) = before(at) {
        at = outer;
    }
    (!line[..at].trim().is_empty()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_before_the_area_that_ends_it() {
        let parts = |line: &'static str| area(line).map(|at| line.split_at(at));
        let cases = [
            ("ỦY BAN NHÂN DÂN ", "TỈNH LÂM ĐỒNG"),
            ("UBND ", "THỊ XÃ GÒ CÔNG"),
            ("HỘI ĐỒNG NHÂN DÂN ", "THÀNH PHỐ HỒ CHÍ MINH"),
            ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI ", "TỈNH LÂM ĐỒNG"),
            ("BAN CHỈ ĐẠO GIẢM NGHÈO ", "XÃ AN BÌNH"),
            ("ỦY BAN NHÂN DÂN ", "PHƯỜNG XÃ ĐÀN"),
        ];
        for (head, name) in cases {
            let line: &'static str = Box::leak(format!("{head}{name}").into_boxed_str());
            assert_eq!(parts(line), Some((head, name)));
        }
        for whole in [
            "XÃ TÂN HOA",
            "ĐẢNG BỘ XÃ",
            "SỞ TÀI CHÍNH",
            "BỘ NGOẠI GIAO",
            "",
        ] {
            assert_eq!(area(whole), None, "{whole}");
        }
    }
}
