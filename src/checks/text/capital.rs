//! Capitals that Annex II of the decree asks for (viết hoa).

use crate::checks::facts::slip::{MOST_PLACES, Slip, typed};
use crate::checks::facts::word::{Word, words};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Message, words as said};
use crate::law::Law;
use crate::vi::text::{capitalize, fold_tone_style};

/// The people and the State in small letters.
pub const PEOPLE_AND_STATE: Rule = Rule {
    code: Code::info("TXT015", "people-state-small"),
    ground: Ground::Law("capitals.people"),
    what: said(
        "«Nhân dân» or «Nhà nước» in small letters",
        "«Nhân dân», «Nhà nước» không viết hoa",
    ),
    why: said(
        "Annex II names both words as always written with a capital. Names of offices such as «Ủy ban nhân dân», and \
         notions such as «quản lý nhà nước», are written small and left alone.",
        "Phụ lục II quy định viết hoa hai danh từ này. Tên cơ quan như «Ủy ban nhân dân», khái niệm như «quản lý nhà nước» \
         viết thường nên không báo.",
    ),
    wrong: r#"text = "Vận động nhân dân chấp hành chính sách của nhà nước.""#,
    right: r#"text = "Vận động Nhân dân chấp hành chính sách của Nhà nước.""#,
    check: Check::Plan(check_people),
};

fn check_people(context: &Context<'_>, findings: &mut Findings) {
    for word in ["nhân dân", "nhà nước"] {
        let mut all = typed(&context.facts, people_and_state).filter(|found| found.text == word);
        let Some(first) = all.next() else { continue };
        let right = capitalize(word);
        let message = Message::new(
            format!("“{word}” is written “{right}”"),
            format!("“{word}” phải viết hoa: “{right}”"),
        );
        let mut finding = first.finding(message);
        for found in all.take(MOST_PLACES) {
            finding = found.add_to(finding, Message::new("here, too", "ở đây cũng vậy"));
        }
        findings.push(finding);
    }
}

/// An article that is cited in a small letter.
pub const SMALL_ARTICLE: Rule = Rule {
    code: Code::info("TXT016", "small-article"),
    ground: Ground::Law("capitals.articles"),
    what: said(
        "An article cited as «điều» in a small letter",
        "Viện dẫn điều của văn bản mà không viết hoa chữ «Điều»",
    ),
    why: said(
        "Where an article of a certain document is cited, Annex II asks for a capital; khoản and điểm stay small.",
        "Khi viện dẫn điều của một văn bản cụ thể, Phụ lục II quy định viết hoa chữ «Điều»; khoản, điểm viết thường.",
    ),
    wrong: r#"text = "Thực hiện theo khoản 3 điều 14 Luật Trẻ em.""#,
    right: r#"text = "Thực hiện theo khoản 3 Điều 14 Luật Trẻ em.""#,
    check: Check::Plan(check_articles),
};

fn check_articles(context: &Context<'_>, findings: &mut Findings) {
    for found in typed(&context.facts, articles) {
        let message = Message::new(
            "a cited article takes a capital",
            "viện dẫn điều của văn bản phải viết hoa chữ «Điều»",
        );
        findings.push(found.told(message));
    }
}

/// The name of an office that begins in a small letter.
pub const SMALL_OFFICE: Rule = Rule {
    code: Code::info("TXT017", "small-office-name"),
    ground: Ground::Law("capitals.bodies"),
    what: said(
        "The name of an office in small letters",
        "Tên cơ quan, tổ chức không viết hoa đúng",
    ),
    why: said(
        "Annex II asks for a capital on the word that tells the kind of office, as in «Bộ Y tế», «Sở Tài chính», and \
         on «Tổ quốc» and «Đảng».",
        "Phụ lục II quy định viết hoa từ chỉ loại hình cơ quan, như «Bộ Y tế», «Sở Tài chính», và «Tổ quốc», «Đảng».",
    ),
    wrong: r#"text = "Các thôn báo cáo phòng Kinh tế và phối hợp với Mặt trận tổ quốc.""#,
    right: r#"text = "Các thôn báo cáo Phòng Kinh tế và phối hợp với Mặt trận Tổ quốc.""#,
    check: Check::Plan(check_offices),
};

fn check_offices(context: &Context<'_>, findings: &mut Findings) {
    let fields = fields(context.law());
    for found in typed(&context.facts, |text| offices(text, &fields)) {
        let message = Message::new(
            format!("“{}” belongs to a name and takes a capital", found.text),
            format!("“{}” là chữ trong tên riêng, phải viết hoa", found.text),
        );
        findings.push(found.told(message));
    }
}

/// Words before «nhân dân» where it means the people and is part of no office's name.
const PEOPLE_AFTER: &[&str] = &[
    "cho", "của", "với", "để", "lớp", "chúng", "trong", "cùng", "giúp", "động", "vụ", "sống",
    "toàn", "và",
];

/// Words before «nhà nước» where it means the State.
const STATE_AFTER: &[&str] = &["của", "do", "được", "với"];

/// Kinds of document that an article is cited of.
const KINDS: &[&str] = &[
    "luật", "bộ", "nghị", "thông", "quyết", "pháp", "hiến", "của", "quy",
];

/// The first two words of the fields that ministries, departments and offices are named after.
fn fields(law: &Law) -> Vec<(&str, &str)> {
    let two = |name| {
        let mut words = words(name);
        let office = words.next()?.is_any(&["bộ", "sở", "phòng"]);
        Some((words.next()?.text, words.next()?.text)).filter(|_| office)
    };
    law.bodies().filter_map(|body| two(&body.name)).collect()
}

/// Words before «bộ», «sở», «phòng», «ban» that make another word with it.
const NOT_OFFICE_AFTER: &[&str] = &[
    "cán",
    "nội",
    "đồng",
    "tiến",
    "đảng",
    "toàn",
    "đội",
    "cơ",
    "trụ",
    "công",
    "văn",
    "quốc",
    "dự",
    "đề",
    "bắc",
    "trung",
    "nam",
    "căn",
    "các",
    "trưởng",
    "phó",
    "trạm",
    "phần",
    "hải",
    "lính",
];

/// The people and the State in small letters (Annex II, V.1).
pub fn people_and_state(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !text.contains("nhân dân") && !text.contains("nhà nước") {
        return slips;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    for (place, pair) in all.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let before = |count: usize| place.checked_sub(count).and_then(|place| all.get(place));
        let Some(previous) = before(1) else { continue };
        let gap = text.get(previous.end()..first.start);
        let (plain, comma) = (gap == Some(" "), gap == Some(", "));
        let means = match (first.text, second.text) {
            ("nhân", "dân") => {
                (plain && previous.is_any(PEOPLE_AFTER) && !is_name(before(2).copied(), *previous))
                    || (comma && previous.is("bộ"))
            }
            ("nhà", "nước") => {
                let party = |word: Option<&Word<'_>>| word.is_some_and(|word| word.text == "Đảng");
                (plain && previous.is_any(STATE_AFTER))
                    || (comma && party(Some(previous)))
                    || (plain && previous.is("và") && party(before(2)))
            }
            _ => false,
        };
        let beside = text.get(first.end()..second.start) == Some(" ");
        if means && beside && !continues_name(text, *second) {
            let range = first.start..second.end();
            let right = capitalize(&text[range.clone()]);
            slips.push(Slip::new(range, right));
        }
    }
    slips
}

/// Whether «… và nhân dân», «toàn nhân dân» … stand in a list of offices.
fn is_name(before: Option<Word<'_>>, previous: Word<'_>) -> bool {
    previous.is("và") && before.is_some_and(|word| word.is_any(&["ban", "đồng", "án", "sát"]))
}

/// Whether a word behind makes a name or another notion: «nhà nước pháp quyền», «nhân dân tệ».
fn continues_name(text: &str, word: Word<'_>) -> bool {
    let next = words(&text[word.end()..]).next();
    next.is_some_and(|next| next.start == 1 && next.is_any(&["pháp", "tệ", "xã", "tự", "ta"]))
}

/// An article with its number, cited of a document, in a small letter (Annex II, V.7).
pub fn articles(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !text.contains("điều ") {
        return slips;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    for (place, word) in all.iter().enumerate() {
        let number = all.get(place + 1);
        let cited = word.text == "điều"
            && number.is_some_and(|number| {
                number.text.starts_with(|c: char| c.is_ascii_digit())
                    && number.start == word.end() + 1
            });
        let clause = place >= 2 && all[place - 2].is("khoản");
        let document = all.get(place + 2).is_some_and(|next| {
            next.is_any(KINDS) && number.is_some_and(|number| next.start == number.end() + 1)
        });
        let count = place >= 1
            && all[place - 1]
                .text
                .bytes()
                .all(|byte| byte.is_ascii_digit());
        if cited && (clause || (document && !count)) {
            slips.push(Slip::new(word.range(), "Điều"));
        }
    }
    slips
}

/// Names of offices, of the Front and of the Party that begin in a small letter (Annex II, IV.1 and
/// V.4).
pub fn offices(text: &str, fields: &[(&str, &str)]) -> Vec<Slip> {
    let mut slips = Vec::new();
    if !["bộ ", "sở ", "phòng ", " tổ quốc", "của đảng"]
        .iter()
        .any(|word| text.contains(word))
    {
        return slips;
    }
    let all: Vec<Word<'_>> = words(text).collect();
    for (place, word) in all.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| all.get(before));
        let before = before.filter(|before| text.get(before.end()..word.start) == Some(" "));
        let field = matches!(word.text, "bộ" | "sở" | "phòng")
            && all
                .get(place + 1)
                .zip(all.get(place + 2))
                .is_some_and(|(first, second)| {
                    first.start == word.end() + 1
                        && fields.contains(&(first.text, &fold_tone_style(second.text)))
                });
        if field && !before.is_some_and(|before| before.is_any(NOT_OFFICE_AFTER)) {
            slips.push(Slip::new(word.range(), capitalize(word.text)));
        }
        let front = word.text == "tổ"
            && place >= 2
            && all[place - 2].text == "Mặt"
            && all[place - 1].text == "trận"
            && all.get(place + 1).is_some_and(|next| next.text == "quốc");
        if front {
            slips.push(Slip::new(word.range(), "Tổ"));
        }
        let party = word.text == "đảng"
            && before.is_some_and(|before| before.is("của"))
            && (text[word.end()..].starts_with(',') || text[word.end()..].starts_with(" và "));
        if party {
            slips.push(Slip::new(word.range(), "Đảng"));
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(slips: Vec<Slip>) -> Vec<String> {
        slips.into_iter().filter_map(|slip| slip.right).collect()
    }

    #[test]
    fn finds_the_people_and_the_state() {
        for (text, right) in [
            ("tạo điều kiện cho nhân dân ổn định", "Nhân dân"),
            ("cán bộ, nhân dân trong xã", "Nhân dân"),
            ("chính sách ưu đãi của nhà nước trong", "Nhà nước"),
            ("chủ trương của Đảng và nhà nước", "Nhà nước"),
            ("của Đảng, nhà nước về giảm nghèo", "Nhà nước"),
            ("chính sách do nhà nước ban hành", "Nhà nước"),
            ("được nhà nước hỗ trợ", "Nhà nước"),
            ("cùng với nhà nước lo", "Nhà nước"),
            ("đời sống của nhân dân", "Nhân dân"),
            ("gắn bó với nhân dân", "Nhân dân"),
            ("để nhân dân biết", "Nhân dân"),
            ("các tầng lớp nhân dân", "Nhân dân"),
            ("quần chúng nhân dân", "Nhân dân"),
            ("đồng thuận trong nhân dân", "Nhân dân"),
            ("cùng nhân dân làm đường", "Nhân dân"),
            ("giúp nhân dân làm ăn", "Nhân dân"),
            ("vận động nhân dân tham gia", "Nhân dân"),
            ("phục vụ nhân dân", "Nhân dân"),
            ("đời sống nhân dân", "Nhân dân"),
            ("toàn nhân dân tham gia", "Nhân dân"),
            ("cán bộ và nhân dân trong xã", "Nhân dân"),
        ] {
            assert_eq!(rights(people_and_state(text)), [right], "{text}");
        }
        for text in [
            "Ủy ban nhân dân xã; Hội đồng nhân dân; các đoàn thể nhân dân; Tòa án và Viện kiểm sát nhân dân",
            "quản lý nhà nước; ngân sách nhà nước; cơ quan nhà nước; Luật Ngân sách nhà nước; nhà nước pháp quyền",
            "các tầng lớp Nhân dân; của Nhà nước; trong nhà nước sạch",
            "doanh nghiệp nhà nước; do nhà máy",
            "Ủy ban và nhân dân; Hội đồng và nhân dân; Tòa án và nhân dân; Kiểm sát và nhân dân",
            "cho nhân tài; của nhân khẩu; do nhà dân; của dân nước",
            "cho: nhân dân; thôn, nhân dân; của, nhà nước; Đảng nhà nước; xã và nhà nước",
            "cho nhân  dân; cho  nhân dân; của nhà  nước; của  nhà nước",
            "nhân dân; nhà nước",
            "của nhà nước pháp quyền; cho nhân dân tệ; của nhà nước xã hội; cho nhân dân tự lo; cho nhân dân ta",
        ] {
            assert_eq!(
                rights(people_and_state(text)),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_name_goes_on_right_behind() {
        assert_eq!(
            rights(people_and_state("của nhà nước, pháp luật")),
            ["Nhà nước"]
        );
    }

    #[test]
    fn finds_articles() {
        let text = "tại khoản 3 điều 14 Nghị định số 118/2025/NĐ-CP; theo điều 5 Luật Đất đai";
        assert_eq!(rights(articles(text)), ["Điều", "Điều"]);
        let text = "tại khoản 3 điều 14; khoản 1 điều 5 quy; theo điều 5 Bộ luật, điều 6 Nghị quyết, điều 7 Thông tư, \
            điều 8 Quyết định, điều 9 Pháp lệnh, điều 10 Hiến pháp, điều 11 của Luật, điều 12 Quy chế";
        assert_eq!(rights(articles(text)).len(), 10);
        for text in [
            "một số điều của Luật",
            "5 điều 3 lần",
            "5 điều 3 Luật",
            "khoản 3 điều  14",
            "khoản 3 điều kiện",
            "khoản 3, mục 2, điều 14",
            "theo điều 5, Luật Đất đai",
            "điều 19 đảng viên không được làm",
            "Điều 5 Luật",
        ] {
            assert_eq!(rights(articles(text)), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn finds_offices() {
        let law = Law::standard();
        let fields = fields(&law);
        let text = "của bộ Lao động Thương binh và Xã hội; phối hợp với phòng Lao động TB&XH; Mặt trận tổ quốc; \
            chính sách của đảng, pháp luật";
        assert_eq!(
            rights(offices(text, &fields)),
            ["Bộ", "Phòng", "Tổ", "Đảng"]
        );
        let all = "sở Tài chính, sở Tài nguyên, sở Nội vụ, sở Nông nghiệp, sở Y tế, sở Giáo dục, bộ Công an, \
            sở Công Thương, bộ Quốc phòng, sở Kế hoạch, sở Xây dựng, sở Tư pháp, sở Khoa học, sở Thông tin, sở Văn hóa, \
            sở Văn hoá, sở Giao thông, sở Ngoại giao, sở Dân tộc, phòng Kinh tế, đường lối của đảng và Nhà nước";
        assert_eq!(rights(offices(all, &fields)).len(), 21);
        for text in [
            "cán bộ Y tế, nội bộ Y tế, đồng bộ Y tế, tiến bộ Y tế, đảng bộ Y tế, toàn bộ Y tế, đội bộ Y tế",
            "cơ sở Y tế, trụ sở Y tế, công sở Y tế, văn phòng Y tế, quốc phòng Y tế, dự phòng Y tế, đề phòng Y tế",
            "bắc bộ Y tế, trung bộ Y tế, nam bộ Y tế, căn phòng Y tế, các sở Y tế, trưởng phòng Y tế, phó phòng Y tế",
            "trạm bộ Y tế, phần bộ Y tế, hải phòng Y tế, lính bộ Y tế",
            "bộ  Y tế, bộ y tế, bộ Y học, ban Y tế, sở Tài nước",
            "trận tổ quốc; Mặt trận tổ dân; Mặt nạ tổ quốc; Mặt trận Tổ quốc",
            "của đảng viên; theo đảng, pháp luật; của  đảng, pháp luật; của đảng vững",
        ] {
            assert_eq!(
                rights(offices(text, &fields)),
                Vec::<String>::new(),
                "{text}"
            );
        }
        let text = "cán bộ Lao động; Bộ Y tế; văn phòng Kế hoạch; quốc phòng; trụ sở Tài chính; các sở Nội vụ; \
            mặt trận tổ dân phố; Đảng bộ Công an";
        assert_eq!(rights(offices(text, &fields)), Vec::<String>::new());
    }
}
