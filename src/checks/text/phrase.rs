//! Fixed phrases typed with other marks, other letters or a word too few.

use super::orthography::ORTHOGRAPHY;
use super::phrases::{CUT, SLIPS, SURE};
use crate::checks::facts::slip::{Slip, found};
use crate::checks::facts::word::{Word, words};
use crate::checks::{Check, Context, Findings, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::vi::syllable;
use crate::vi::text::{fold_tone_style, folded};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A fixed phrase that is typed wrongly.
pub const MISSPELT_PHRASE: Rule = Rule {
    code: Code::warning("TXT013", "misspelt-phrase"),
    ground: ORTHOGRAPHY,
    what: said(
        "A fixed phrase with wrong marks, wrong letters or a word too few",
        "Cụm từ cố định bị sai dấu, sai chữ hoặc thiếu chữ",
    ),
    why: said(
        "«Tô chức», «Đây mạnh», «Đèn ơn đáp nghĩa» are words, so no dictionary marks them, but no office means them. \
         A table has the phrases of plans that no other words of the same letters can stand for, and usual wrong \
         forms of others.",
        "«Tô chức», «Đây mạnh», «Đèn ơn đáp nghĩa» đều là chữ có thật nên phần mềm soát chính tả bỏ qua, nhưng không cơ \
         quan nào định viết vậy. Bảng đối chiếu gồm những cụm từ của kế hoạch không thể hiểu khác, và các dạng viết sai \
         thường gặp.",
    ),
    wrong: r#"text = "Đây mạnh tuyên truyền, hổ trợ hộ nghèo vươn lên, không trông chờ, ý lại.""#,
    right: r#"text = "Đẩy mạnh tuyên truyền, hỗ trợ hộ nghèo vươn lên, không trông chờ, ỷ lại.""#,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (passage, words) in context.facts.words() {
        for slip in misspelt_phrases(&passage.text, words) {
            let narrow = wrong_words(&passage.text, &slip);
            let Some(whole) = found(&context.facts, passage, slip) else {
                continue;
            };
            let right = whole.right.as_deref().unwrap_or_default();
            let message = Message::new(
                format!("“{}” is misspelt; it is “{right}”", whole.text),
                format!("“{}” viết sai; cụm từ đúng là “{right}”", whole.text),
            );
            let narrow = narrow.and_then(|slip| found(&context.facts, passage, slip));
            findings.push(match narrow {
                Some(words) => words.finding(message),
                // A word that is missing is the author's to put in.
                None => Finding::at(whole.span, message),
            });
        }
    }
}

/// The words of a phrase that are wrong, from the first to the last; none where a word is missing.
fn wrong_words(text: &str, slip: &Slip) -> Option<Slip> {
    let right = slip.right.as_deref()?;
    let typed = text.get(slip.range.clone())?;
    if words(right).count() != words(typed).count() {
        return None;
    }
    let mut wrong = words(typed)
        .zip(words(right))
        .filter(|(a, b)| a.text != b.text);
    let first = wrong.next()?;
    let last = wrong.last().unwrap_or(first);
    let from = slip.range.start;
    Some(Slip::new(
        from + first.0.start..from + last.0.end(),
        right.get(first.1.start..last.1.end())?,
    ))
}

/// What a phrase's first word leads to.
enum Entry {
    /// Any other marks are wrong, unless the words are these.
    Sure {
        right: &'static str,
        also: Vec<&'static str>,
    },
    /// Exactly this form is wrong.
    Slip {
        wrong: &'static str,
        right: &'static str,
        not_after: &'static [&'static str],
        not_before: &'static [&'static str],
    },
    /// These words must go on.
    Cut {
        begin: &'static str,
        end: &'static [&'static str],
    },
}

impl Entry {
    /// The phrase whose words are looked for.
    fn phrase(&self) -> &'static str {
        match self {
            Self::Sure { right, .. } => right,
            Self::Slip { wrong, .. } => wrong,
            Self::Cut { begin, .. } => begin,
        }
    }
}

/// A phrase with the bare letters of its words.
type Key = (Vec<u64>, Entry);

/// Phrases by the bare letters of their first word.
struct Phrases {
    by_word: HashMap<u64, Vec<Key>>,
    /// Which last bits those of a first word have: most words are no first ones.
    bits: [u64; 64],
}

impl Phrases {
    /// The word and the bit of it that a first word sets.
    fn bit(first: u64) -> (usize, u64) {
        (
            usize::try_from(first >> 6 & 63).unwrap_or(0),
            1 << (first & 63),
        )
    }

    fn add(&mut self, key: Key) {
        let Some(&first) = key.0.first() else { return };
        let (word, bit) = Self::bit(first);
        self.bits[word] |= bit;
        self.by_word.entry(first).or_default().push(key);
    }

    /// The phrases that begin with a word.
    fn beginning(&self, first: u64) -> &[Key] {
        let (word, bit) = Self::bit(first);
        let keys = (self.bits[word] & bit != 0).then(|| self.by_word.get(&first));
        keys.flatten().map(Vec::as_slice).unwrap_or_default()
    }
}

/// All phrases.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        by_word: HashMap::new(),
        bits: [0; 64],
    };
    let sure = SURE.iter().map(|line| {
        let mut forms = line.split('|');
        let right = forms.next().unwrap_or_default();
        let also = forms.collect();
        Entry::Sure { right, also }
    });
    let slips = SLIPS
        .iter()
        .map(|&(wrong, right, not_after, not_before)| Entry::Slip {
            wrong,
            right,
            not_after,
            not_before,
        });
    let cut = CUT.iter().map(|&(begin, end)| Entry::Cut { begin, end });
    for entry in sure.chain(slips).chain(cut) {
        let bare = words(entry.phrase()).map(|word| bare_hash(word.text));
        phrases.add((bare.collect(), entry));
    }
    phrases
});

/// A number for the letters of a word without their marks.
fn bare_hash(word: &str) -> u64 {
    word.chars().fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(syllable::bare(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Phrases of a text that are not typed as they should be.
pub fn misspelt_phrases(text: &str, all: &[Word<'_>]) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let bare: Vec<u64> = all.iter().map(|word| bare_hash(word.text)).collect();
    for (place, first) in bare.iter().enumerate() {
        let keys = PHRASES.beginning(*first);
        let near = keys
            .iter()
            .filter(|(wanted, _)| bare[place..].starts_with(wanted));
        let slips_here = near.filter_map(|(wanted, entry)| {
            let here = place..place + wanted.len();
            judge(text, all, here, entry)
        });
        for slip in slips_here {
            // Of two phrases that overlap, the one that begins first tells enough.
            if slips
                .last()
                .is_none_or(|last| last.range.end <= slip.range.start)
            {
                slips.push(slip);
            }
        }
    }
    slips
}

/// Judges words, whose bare letters are those of a phrase, by it.
fn judge(text: &str, all: &[Word<'_>], place: Range<usize>, entry: &Entry) -> Option<Slip> {
    let here = all.get(place.clone())?;
    let (first, last) = (here.first()?, here.last()?);
    let typed = text.get(first.start..last.end())?;
    let before = place
        .start
        .checked_sub(1)
        .and_then(|before| all.get(before));
    let before = before.filter(|word| text.get(word.end()..first.start) == Some(" "));
    let next = all.get(place.end);
    let next = next.filter(|word| text.get(last.end()..word.start) == Some(" "));
    match entry {
        Entry::Sure { right, also } => {
            if same_small(typed, right) || !same_gaps(right, typed) || !is_one_case(here) {
                return None;
            }
            let small = folded(typed);
            let known = small == fold_tone_style(right) || also.contains(&small.as_str());
            (!known).then(|| Slip::new(first.start..last.end(), capitals(right, typed)))
        }
        Entry::Slip {
            wrong,
            right,
            not_after,
            not_before,
        } => {
            let excused = || {
                before.is_some_and(|word| word.is_any(not_after))
                    || next.is_some_and(|word| word.is_any(not_before))
            };
            let fits = same_small(typed, wrong) && is_one_case(here) && !excused();
            fits.then(|| Slip::new(first.start..last.end(), capitals(right, typed)))
        }
        Entry::Cut { begin, end } => {
            let next = next.filter(|_| same_small(typed, begin))?;
            let whole = end.iter().any(|end| same_bare(end, next.text));
            let right = format!("{typed} {}", end.first()?);
            (!whole).then(|| Slip::new(first.start..last.end(), right))
        }
    }
}

/// Whether a text is another one, which is given in small letters, but for capitals.
fn same_small(text: &str, small: &str) -> bool {
    text.chars().map(syllable::lower).eq(small.chars())
}

fn same_bare(a: &str, b: &str) -> bool {
    a.chars()
        .map(syllable::bare)
        .eq(b.chars().map(syllable::bare))
}

/// Whether the same stands between the words of two texts.
fn same_gaps(a: &str, b: &str) -> bool {
    let gaps = |text: &'_ str| -> Vec<String> {
        let all: Vec<Word<'_>> = words(text).collect();
        all.windows(2)
            .map(|pair| text[pair[0].end()..pair[1].start].to_owned())
            .collect()
    };
    gaps(a) == gaps(b)
}

/// Whether the words behind the first are all in small letters, or all words in capitals: others hold
/// a name.
fn is_one_case(here: &[Word<'_>]) -> bool {
    // «Chủ UBND»: what is always written in capitals is no name of its own.
    let is_small = |word: &Word<'_>| {
        word.text.chars().all(char::is_lowercase) || word.is_any(&["ubnd", "hđnd"])
    };
    let is_large = |word: &Word<'_>| word.text.chars().all(char::is_uppercase);
    let known_name =
        |word: &Word<'_>| !is_large(word) && word.text.chars().skip(1).all(char::is_lowercase);
    here.iter().skip(1).all(is_small)
        || here.iter().all(is_large)
        || (here.len() > 2 && here.iter().all(known_name))
}

/// The right phrase with the capitals of what was typed.
fn capitals(right: &str, typed: &str) -> String {
    let large = |word: Word<'_>| word.text.chars().all(char::is_uppercase);
    if words(typed).all(large) {
        return crate::vi::text::upper(right);
    }
    let mut out = right.to_owned();
    if words(right).count() == words(typed).count() {
        let pairs: Vec<_> = words(right).zip(words(typed)).collect();
        for (wanted, given) in pairs.into_iter().rev() {
            if given.is_capital() {
                out.replace_range(wanted.range(), &crate::vi::text::capitalize(wanted.text));
            }
        }
    } else if words(typed).next().is_some_and(Word::is_capital) {
        out = crate::vi::text::capitalize(right);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(text: &str) -> Vec<String> {
        let slips = misspelt_phrases(text, &words(text).collect::<Vec<_>>());
        slips.into_iter().map(|slip| slip.right.unwrap()).collect()
    }

    #[test]
    fn finds_phrases_with_wrong_marks() {
        for (text, right) in [
            ("III. TÔ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"),
            ("Tô chức thực hiện", "Tổ chức thực hiện"),
            ("Đây mạnh công tác", "Đẩy mạnh"),
            ("Quỹ “Đèn ơn đáp nghĩa”", "Đền ơn đáp nghĩa"),
            ("sự trông chờ, ý lại vào", "trông chờ, ỷ lại"),
            ("bằng cách phỏng sự mô hình", "phóng sự"),
            ("Dự án 2: Da dạng hóa sinh kế", "Đa dạng hóa"),
            ("người dân và công đồng.", "và cộng đồng"),
            ("để triển khai thực các chế độ", "triển khai thực hiện các"),
            ("thực hiện tốt kế thực hiện chỉ tiêu", "kế hoạch thực hiện"),
            ("ban hanh kế hoach", "kế hoạch"),
            ("hổ trợ hộ nghèo", "hỗ trợ"),
            ("nâng cao năng xuất", "năng suất"),
            (
                "Bộ Lao động Thương binh và Xã theo chuẩn",
                "Thương binh và Xã hội",
            ),
            ("CŨA XÃ", "CỦA"),
            ("Triển khai thực các việc", "Triển khai thực hiện các"),
            ("Chương trình Mục Tiêu Quốc Giá", "Mục Tiêu Quốc Gia"),
            ("nơi ở, đây mạnh", "đẩy mạnh"),
            ("đầy mạnh, mẽ", "đẩy mạnh"),
            ("ủy ban nhân xã", "ủy ban nhân dân"),
        ] {
            assert_eq!(rights(text), [right], "{text}");
        }
    }

    #[test]
    fn leaves_right_phrases_and_other_words() {
        for text in [
            "tổ chức, thực hiện; hình thức hiện hành; kiến thức hiện đại; ở đây mạnh về nuôi tôm",
            "Uỷ ban nhân dân, Ủy ban Nhân dân, ỦY BAN NHÂN DÂN",
            "đơn vị thiết kế thực hiện; bày tỏ chúc mừng; đường dây tuyến truyền tải; bên vùng biên",
            "lịch sử lý luận; đa dạng hoá sinh kế; hàng hoá; kinh tế - xã hội",
            "Lao động - Thương binh và Xã hội; Thương binh và Xã Hội; thi công đồng bộ",
            "luồng công việc; dân cư; người dân, cán bộ",
            "thôn ở đây mạnh; đầy mạnh mẽ; họp tổ, chúc mừng; ông Tô Chức; dân TỘC thiêu số",
            "của ủy ban nhân; ủy ban nhân, xã; mục tiêu quốc phòng; mục tiêu quốc hội",
            "nhiễm vụ; tỏ chúc",
        ] {
            assert_eq!(rights(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn of_phrases_that_overlap_the_first_is_told_and_others_beside_it() {
        assert_eq!(rights("hổ trợ hộ nghéo"), ["hỗ trợ", "hộ nghèo"]);
        assert_eq!(rights("hổ trợ, hổ trợ"), ["hỗ trợ", "hỗ trợ"]);
    }

    #[test]
    fn words_around_a_wrong_form_may_excuse_it() {
        for (wrong, right, not_after, not_before) in SLIPS {
            for word in *not_after {
                assert!(
                    !rights(&format!("{word} {wrong}")).contains(&(*right).to_owned()),
                    "{word} {wrong}"
                );
            }
            for word in *not_before {
                assert!(
                    !rights(&format!("{wrong} {word}")).contains(&(*right).to_owned()),
                    "{wrong} {word}"
                );
            }
        }
    }

    #[test]
    fn points_at_the_wrong_words() {
        let text = "Tiếp tục đây mạnh";
        let slips = misspelt_phrases(text, &words(text).collect::<Vec<_>>());
        assert_eq!(wrong_words(text, &slips[0]), Some(Slip::new(13..18, "đẩy")));
        let text = "tô chưc thực hiện";
        let slips = misspelt_phrases(text, &words(text).collect::<Vec<_>>());
        let wrong = wrong_words(text, &slips[0]).unwrap();
        assert_eq!(
            (&text[wrong.range], wrong.right.as_deref()),
            ("tô chưc", Some("tổ chức"))
        );
        assert_eq!(
            wrong_words(
                "triển khai thực các",
                &misspelt_phrases(
                    "triển khai thực các",
                    &words("triển khai thực các").collect::<Vec<_>>()
                )[0]
            ),
            None
        );
    }

    #[test]
    fn every_entry_is_found_as_written() {
        for (wrong, right, ..) in SLIPS {
            assert!(!rights(wrong).is_empty(), "{wrong} → {right}");
            assert_eq!(rights(right), Vec::<String>::new(), "{right}");
        }
        for line in SURE {
            for form in line.split('|') {
                assert_eq!(rights(form), Vec::<String>::new(), "{form}");
            }
        }
    }
}
