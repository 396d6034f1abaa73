//! Names of persons (họ và tên), and the degrees that stand before them (học hàm, học vị).

/// Degrees and titles as they are shortened.
const LETTERS: [&str; 12] = [
    "GS", "PGS", "TS", "ThS", "Ths", "BS", "BSCKI", "BSCKII", "KS", "CN", "DS", "NGƯT",
];

/// Degrees and titles in words.
const WORDS: [&str; 7] = [
    "Tiến sĩ",
    "Thạc sĩ",
    "Bác sĩ",
    "Kỹ sư",
    "Giáo sư",
    "Phó Giáo sư",
    "Cử nhân",
];

/// A name without the degrees and titles before it: «Nguyễn Văn An» of «PGS.TS. Nguyễn Văn An».
#[must_use]
pub fn untitled(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let letters = rest.split_once(['.', ' ']);
        let letters = letters.filter(|(title, _)| LETTERS.contains(title));
        let words = || WORDS.iter().find_map(|word| rest.strip_prefix(word));
        let Some(next) = letters.map(|(_, next)| next).or_else(words) else {
            return rest;
        };
        rest = next.trim_start_matches(['.', ',', ' ']);
    }
}

#[cfg(test)]
mod tests {
    use super::untitled;

    #[test]
    fn a_name_is_read_behind_all_its_titles() {
        for name in [
            "Nguyễn Văn An",
            "TS. Nguyễn Văn An",
            "TS.Nguyễn Văn An",
            "PGS.TS. Nguyễn Văn An",
            "Phó Giáo sư, Tiến sĩ Nguyễn Văn An",
            " ThS Nguyễn Văn An ",
        ] {
            assert_eq!(untitled(name), "Nguyễn Văn An", "{name}");
        }
        // A family name may begin as a title does.
        assert_eq!(untitled("TSần Văn B"), "TSần Văn B");
        assert_eq!(untitled(""), "");
    }
}
