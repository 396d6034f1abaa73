//! Syllables (âm tiết): letters without their marks, and which written syllables Vietnamese has.
//!
//! Source: common orthography (onset, rime, tone); where offices write a syllable in two ways, both
//! are taken.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Vowels with the six tones in the order of [`Tone`]; one row a vowel.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// The rimes (vần) of Vietnamese without their tones, those after «qu» among them.
const RIMES: &str = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp \
    iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo \
    oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây \
    uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uyên uyêt uynh uych uyp \
    uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych \
    ynh yp yt yu ";

/// The onsets (phụ âm đầu), longest first where one begins another; none is an onset, too.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "n", "gh", "gi", "g", "kh", "k", "ch", "c", "ph", "p", "qu", "th", "tr",
    "t", "b", "d", "đ", "h", "l", "m", "r", "s", "v", "x", "",
];

static KNOWN_RIMES: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_whitespace().collect());

/// A tone (thanh).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Thanh ngang, without a mark.
    Level,
    /// Thanh huyền.
    Falling,
    /// Thanh hỏi.
    Asking,
    /// Thanh ngã.
    Tumbling,
    /// Thanh sắc.
    Sharp,
    /// Thanh nặng.
    Heavy,
}

impl Tone {
    const ALL: [Self; 6] = [
        Self::Level,
        Self::Falling,
        Self::Asking,
        Self::Tumbling,
        Self::Sharp,
        Self::Heavy,
    ];
}

/// Where the letters beyond ASCII stand in Unicode, small and capital.
const BLOCKS: [RangeInclusive<char>; 2] = ['\u{C0}'..='\u{1B0}', '\u{1EA0}'..='\u{1EF9}'];

/// The place of a letter of [`BLOCKS`], counted through both.
fn place(letter: char) -> Option<usize> {
    let [first, second] = BLOCKS;
    let count = |block: &RangeInclusive<char>, c| u32::from(c) - u32::from(*block.start());
    let place = if first.contains(&letter) {
        count(&first, letter)
    } else if second.contains(&letter) {
        count(&first, *first.end()) + 1 + count(&second, letter)
    } else {
        return None;
    };
    usize::try_from(place).ok()
}

/// Every letter of Vietnamese beyond ASCII with its base and tone, at its place.
static LETTERS: LazyLock<Vec<Option<(char, Tone)>>> = LazyLock::new(|| {
    let vowels = VOWELS.iter().flat_map(|row| {
        let base = row.chars().next().unwrap_or_default();
        row.chars()
            .zip(Tone::ALL)
            .map(move |(letter, tone)| (letter, base, tone))
    });
    let small = vowels.chain([('đ', 'đ', Tone::Level)]);
    let mut letters = vec![None; BLOCKS.into_iter().map(Iterator::count).sum()];
    for (letter, base, tone) in small {
        let capital = letter.to_uppercase().next().unwrap_or(letter);
        for place in [letter, capital].into_iter().filter_map(place) {
            letters[place] = Some((base, tone));
        }
    }
    letters
});

/// The small letter without its tone, and the tone: 'Ế' is 'ê' and sắc.
#[must_use]
pub fn split(letter: char) -> (char, Tone) {
    if letter.is_ascii() {
        return (letter.to_ascii_lowercase(), Tone::Level);
    }
    let known = place(letter).and_then(|place| LETTERS.get(place).copied().flatten());
    known.unwrap_or_else(|| (lower(letter), Tone::Level))
}

/// A vowel with a tone; any other letter stays.
#[must_use]
pub fn with_tone(vowel: char, tone: Tone) -> char {
    let row = VOWELS.iter().find(|row| row.starts_with(vowel));
    row.and_then(|row| row.chars().nth(tone as usize))
        .unwrap_or(vowel)
}

/// The small letter without any mark: 'Ế' is 'e', 'Đ' is 'd'.
#[must_use]
pub fn bare(letter: char) -> char {
    match split(letter).0 {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}

/// The one small letter of a letter; a letter with a longer one stays.
#[must_use]
pub fn lower(letter: char) -> char {
    // Small letters stand behind their capitals there.
    match letter {
        _ if letter.is_ascii() => return letter.to_ascii_lowercase(),
        '\u{1EA0}'..='\u{1EF9}' => return char::from_u32(u32::from(letter) | 1).unwrap_or(letter),
        'à'..='ö' | 'ø'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => return letter,
        _ => {}
    }
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// Which vowel of an open oa, oe or uy bears the tone (kiểu đặt dấu thanh).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToneStyle {
    /// The first: hòa, khỏe, thúy.
    First,
    /// The second: hoà, khoẻ, thuý.
    Second,
}

/// Why a written syllable is none of Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misspelling {
    /// No syllable has these letters: «nghềo».
    Letters,
    /// A syllable that ends in c, ch, p or t has sắc or nặng only: «thưc».
    StopTone,
    /// The tone stands on another vowel than it should: «tòan»; carries the right spelling.
    MarkPlace(String),
}

/// A syllable taken apart: small letters without tones, the tone and the letter that bears it.
struct Parts {
    letters: Vec<char>,
    tone: Tone,
    bearer: usize,
}

impl Parts {
    /// Takes a word apart; nothing where two letters bear tones.
    fn of(word: &str) -> Option<Self> {
        let mut parts = Self {
            letters: Vec::with_capacity(7),
            tone: Tone::Level,
            bearer: 0,
        };
        for (place, letter) in word.chars().enumerate() {
            let (base, tone) = split(letter);
            if tone != Tone::Level {
                if parts.tone != Tone::Level {
                    return None;
                }
                (parts.tone, parts.bearer) = (tone, place);
            }
            parts.letters.push(base);
        }
        Some(parts)
    }

    /// Onset and rime, where Vietnamese has both and writes them together.
    fn cut(&self) -> Option<(&'static str, String)> {
        let word: String = self.letters.iter().collect();
        ONSETS.iter().copied().find_map(|onset| {
            let rime = word.strip_prefix(onset)?;
            let fits = KNOWN_RIMES.contains(rime) && spelt_together(onset, rime);
            fits.then(|| (onset, rime.to_owned()))
        })
    }
}

/// Whether an onset is written so before a rime: c and k, g and gh, ng and ngh.
fn spelt_together(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "c" | "ng" => !front,
        "g" => !front || rime.starts_with('i'),
        "k" | "gh" | "ngh" => front,
        _ => true,
    }
}

/// The place within a rime of the vowel that bears the tone, where one style only is right.
fn bearing(rime: &str) -> Option<usize> {
    let letters: Vec<char> = rime.chars().collect();
    if let Some(marked) = letters.iter().rposition(|c| "ăâêôơư".contains(*c)) {
        return Some(marked);
    }
    let vowels = letters
        .iter()
        .take_while(|c| "aeiouy".contains(**c))
        .count();
    match (vowels, vowels == letters.len()) {
        (2, true) if matches!(rime, "oa" | "oe" | "uy") => None,
        (2, false) | (3, true) => Some(1),
        _ => Some(0),
    }
}

/// The style of tone placement that a syllable shows, if it can show one: an open oa, oe or uy with
/// a tone.
#[must_use]
pub fn tone_style(word: &str) -> Option<ToneStyle> {
    let parts = Parts::of(word)?;
    let (onset, rime) = parts.cut()?;
    if parts.tone == Tone::Level || !matches!(rime.as_str(), "oa" | "oe" | "uy") {
        return None;
    }
    let first = parts.bearer == onset.chars().count();
    Some(if first {
        ToneStyle::First
    } else {
        ToneStyle::Second
    })
}

/// The syllable in the other style of tone placement, with its capitals.
#[must_use]
pub fn in_style(word: &str, style: ToneStyle) -> String {
    let Some((parts, (onset, _))) = Parts::of(word).and_then(|parts| {
        let cut = parts.cut()?;
        Some((parts, cut))
    }) else {
        return word.to_owned();
    };
    let place = onset.chars().count() + usize::from(style == ToneStyle::Second);
    respell(word, &parts, place)
}

/// The word with its tone on the letter at `place`.
fn respell(word: &str, parts: &Parts, place: usize) -> String {
    let letters = word.chars().zip(&parts.letters).enumerate();
    letters
        .map(|(at, (typed, &base))| {
            let letter = if at == place {
                with_tone(base, parts.tone)
            } else {
                base
            };
            let mut capital = letter.to_uppercase();
            match (typed.is_uppercase(), capital.next(), capital.next()) {
                (true, Some(one), None) => one,
                _ => letter,
            }
        })
        .collect()
}

/// Whether a word has the letters of Vietnamese only, one group of vowels, and a mark: a word of
/// another language, a name of an ethnic group's village or an abbreviation is no syllable to judge.
fn is_judged(word: &str) -> bool {
    let mut groups = 0;
    let mut in_group = false;
    let mut marked = false;
    let mut last = ' ';
    for letter in word.chars() {
        let (base, tone) = split(letter);
        let vowel = matches!(
            base,
            'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
        );
        let known = vowel || base == 'đ' || (base.is_ascii_lowercase() && !"fjwz".contains(base));
        let cluster =
            matches!(base, 'l' | 'r') && groups == 0 && last != ' ' && (last, base) != ('t', 'r');
        if !known || cluster {
            return false;
        }
        marked |= vowel && (tone != Tone::Level || !base.is_ascii());
        groups += usize::from(vowel && !in_group);
        in_group = vowel;
        last = base;
    }
    groups == 1
        && marked
        && !matches!(
            last,
            'k' | 'r' | 'l' | 's' | 'b' | 'd' | 'đ' | 'q' | 'v' | 'x'
        )
}

/// Tells why a word is no written syllable of Vietnamese; words that are judged by other rules, such
/// as foreign ones, pass.
#[must_use]
pub fn misspelling(word: &str) -> Option<Misspelling> {
    if word.is_ascii() || !is_judged(word) {
        return None;
    }
    let Some(parts) = Parts::of(word) else {
        return Some(Misspelling::Letters);
    };
    let Some((onset, rime)) = parts.cut() else {
        return Some(Misspelling::Letters);
    };
    if rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch") {
        let stopped = matches!(parts.tone, Tone::Sharp | Tone::Heavy);
        if !stopped {
            return Some(Misspelling::StopTone);
        }
    }
    let right = onset.chars().count()
        + bearing(&rime).unwrap_or_else(|| {
            let rime_start = onset.chars().count();
            parts.bearer.clamp(rime_start, rime_start + 1) - rime_start
        });
    let misplaced = parts.tone != Tone::Level && parts.bearer != right;
    misplaced.then(|| Misspelling::MarkPlace(respell(word, &parts, right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_marks_off() {
        assert_eq!(split('Ế'), ('ê', Tone::Sharp));
        assert_eq!("Đường".chars().map(bare).collect::<String>(), "duong");
        assert_eq!(with_tone('ơ', Tone::Heavy), 'ợ');
        assert_eq!(with_tone('b', Tone::Heavy), 'b');
        assert_eq!(
            "ĂâÊôƠưĐyab".chars().map(bare).collect::<String>(),
            "aaeooudyab"
        );
        for row in VOWELS {
            let base = row.chars().next().unwrap();
            for (letter, tone) in row.chars().zip(Tone::ALL) {
                assert_eq!(split(letter), (base, tone));
                assert_eq!(split(letter.to_uppercase().next().unwrap()), (base, tone));
                assert_eq!(with_tone(base, tone), letter);
            }
        }
        assert_eq!(
            [split('Ñ'), split('Ω')],
            [('ñ', Tone::Level), ('ω', Tone::Level)]
        );
    }

    #[test]
    fn writes_small_letters_one_for_one() {
        for (letter, small) in [
            ('A', 'a'),
            ('Ạ', 'ạ'),
            ('ạ', 'ạ'),
            ('Ỹ', 'ỹ'),
            ('ỹ', 'ỹ'),
            ('À', 'à'),
            ('Ö', 'ö'),
            ('Ø', 'ø'),
            ('Đ', 'đ'),
            ('Ĩ', 'ĩ'),
            ('Ũ', 'ũ'),
            ('Ơ', 'ơ'),
            ('Ư', 'ư'),
            ('×', '×'),
            ('÷', '÷'),
            ('İ', 'İ'),
        ] {
            assert_eq!(lower(letter), small);
        }
    }

    #[test]
    fn knows_the_styles_of_tone_placement() {
        for (word, style) in [
            ("hòa", Some(ToneStyle::First)),
            ("hoà", Some(ToneStyle::Second)),
            ("thuý", Some(ToneStyle::Second)),
            ("Ủy", Some(ToneStyle::First)),
            ("UỶ", Some(ToneStyle::Second)),
            ("khỏe", Some(ToneStyle::First)),
            ("quý", None),
            ("toàn", None),
            ("hoa", None),
            ("hòai", None),
        ] {
            assert_eq!(tone_style(word), style, "{word}");
        }
        assert_eq!(in_style("krông", ToneStyle::First), "krông");
        assert_eq!(in_style("hoà", ToneStyle::First), "hòa");
        assert_eq!(in_style("UỶ", ToneStyle::First), "ỦY");
        assert_eq!(in_style("Khỏe", ToneStyle::Second), "Khoẻ");
    }

    #[test]
    fn refuses_syllables_that_nobody_writes() {
        let place = |right: &str| Some(Misspelling::MarkPlace(right.to_owned()));
        for (word, fault) in [
            ("thưc", Some(Misspelling::StopTone)),
            ("hoăc", Some(Misspelling::StopTone)),
            ("nghềo", Some(Misspelling::Letters)),
            ("ngềnh", Some(Misspelling::Letters)),
            ("đốì", Some(Misspelling::Letters)),
            ("tòan", place("toàn")),
            ("hịên", place("hiện")),
            ("qúy", place("quý")),
            ("qủa", place("quả")),
            ("gía", place("giá")),
            ("Tòan", place("Toàn")),
            ("muà", place("mùa")),
            ("ngòai", place("ngoài")),
            ("khũyu", place("khuỹu")),
            ("húynh", place("huýnh")),
            ("gìn", None),
            ("qúoa", place("quóa")),
            ("thừc", Some(Misspelling::StopTone)),
            ("thửc", Some(Misspelling::StopTone)),
            ("thữc", Some(Misspelling::StopTone)),
            ("thức", None),
            ("thực", None),
            ("tâp", Some(Misspelling::StopTone)),
            ("tôt", Some(Misspelling::StopTone)),
            ("sàch", Some(Misspelling::StopTone)),
            ("sách", None),
            ("cế", Some(Misspelling::Letters)),
            ("kà", Some(Misspelling::Letters)),
            ("ghà", Some(Misspelling::Letters)),
            ("nghà", Some(Misspelling::Letters)),
            ("gế", Some(Misspelling::Letters)),
            ("gỳ", Some(Misspelling::Letters)),
            ("cág", Some(Misspelling::Letters)),
            ("cáh", Some(Misspelling::Letters)),
            ("đamg", None),
            ("đgc", None),
            ("năm2", None),
            ("fế", None),
            ("jế", None),
            ("wế", None),
            ("zế", None),
            ("blấy", None),
            ("tràng", None),
            ("cák", None),
            ("cár", None),
            ("cál", None),
            ("cás", None),
            ("cáb", None),
            ("cád", None),
            ("cáđ", None),
            ("cáq", None),
            ("cáv", None),
            ("cáx", None),
        ] {
            assert_eq!(misspelling(word), fault, "{word}");
        }
    }

    #[test]
    fn takes_what_offices_write() {
        let text = "thực hiện nghèo giếng gìn giữ giá già quyết quốc quỹ khuỷu ngoằn ngoèo quỳnh yêu yếm ý \
            kỹ kĩ tỉ lệ uỷ ủy ban hoà hòa khuya nghiêng ghế cả kẻ xuất xoong boong rượu hươu ngoéo đắk \
            đăk krông ôtô bêtông phốtpho xăngđan N'Dir Ê Đê crôm môđun internet bốt sếp séc vắcxin quýt \
            huýt thuở quở huỵch choàng loạng choạng toáy nguýt tuýp giặc giết gì huấn luyện tuần khuân \
            khoăn thoắt ngoắt quắc quặng quậy ngoại oái oăm uể oải uống ưỡn ương ướt ừ ở ổ";
        for word in text.split_whitespace() {
            assert_eq!(misspelling(word), None, "{word}");
        }
    }
}
