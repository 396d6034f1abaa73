//! Letterhead, ending, note of an appendix: what stands around the text (Annex I, II.1 to II.4, II.7, II.9).

use super::{examined, lines};
use crate::support::Office;

const OFFICE: &str = "[rules]\nFRM = \"off\"\nRES = \"off\"\nTXT = \"off\"\nTIM = \"off\"\n";

/// The lines of a plan with these keys in `[document]` and more below it, in an office of which nothing
/// is known but `more`.
fn printed(keys: &str, more: &str) -> Vec<String> {
    let plan = format!(
        "[document]\nyear = 2025\ntitle = \"Trồng cây\"\n{keys}\n{more}\n\
         [[sections]]\ntitle = \"Nội dung\"\n"
    );
    let office = Office::commune()
        .file("kehoach.toml", OFFICE)
        .file("plan.toml", plan);
    let (document, found) = examined(&office);
    assert_eq!(found, Vec::<String>::new());
    lines(&document)
}

/// What stands above the title.
fn head(keys: &str, more: &str) -> Vec<String> {
    let mut lines = printed(keys, more);
    let kind = lines.iter().position(|line| line == "Trồng cây").unwrap();
    lines.truncate(kind);
    lines
}

/// What stands below the text.
fn ending(more: &str) -> Vec<String> {
    let lines = printed("", more);
    let section = lines.iter().position(|line| line == "I. NỘI DUNG").unwrap();
    lines[section + 1..].to_vec()
}

const NATIONAL: [&str; 2] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
];

#[test]
fn the_least_letterhead() {
    assert_eq!(
        head("", ""),
        [
            NATIONAL[0],
            NATIONAL[1],
            "Số: ~~~~~~/KH",
            "ngày~~~~~~tháng~~~~~~năm 2025",
            "KẾ HOẠCH",
        ]
    );
}

#[test]
fn the_whole_letterhead() {
    let issuer = "[issuer]\nname = \"Ủy ban nhân dân xã An Bình\"\nplace = \"An Bình\"\nabbreviation = \"UBND\"\n\
                  parent = \"Ủy ban nhân dân tỉnh Hải Đông\"\n[marks]\nurgency = \"khan\"\ncirculation = \"luu_hanh_noi_bo\"\n";
    let keys = "kind = \"chuong_trinh\"\nnumber = 12\ndate = 2025-11-05";
    assert_eq!(
        head(keys, issuer),
        [
            "ỦY BAN NHÂN DÂN TỈNH HẢI ĐÔNG",
            "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
            NATIONAL[0],
            NATIONAL[1],
            "Số: 12/CTr-UBND",
            "An Bình, ngày 05 tháng 11 năm 2025",
            "KHẨN",
            "LƯU HÀNH NỘI BỘ",
            "CHƯƠNG TRÌNH",
        ]
    );
    // Lines of its own stand for the name.
    let lines = "[issuer]\nletterhead = [\"Ủy ban nhân dân\", \"xã An Bình\"]\n";
    let own = issuer.replace("[issuer]\n", lines);
    assert_eq!(head(keys, &own)[1..3], ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]);
}

#[test]
fn each_mark_has_its_words() {
    for (key, words) in [
        ("urgency = \"khan\"", "KHẨN"),
        ("urgency = \"thuong_khan\"", "THƯỢNG KHẨN"),
        ("urgency = \"hoa_toc\"", "HOẢ TỐC"),
        ("circulation = \"xem_xong_tra_lai\"", "XEM XONG TRẢ LẠI"),
        ("circulation = \"luu_hanh_noi_bo\"", "LƯU HÀNH NỘI BỘ"),
    ] {
        let lines = head("", &format!("[marks]\n{key}\n"));
        assert_eq!(lines[4..], [words, "KẾ HOẠCH"]);
    }
}

#[test]
fn a_number_below_ten_has_a_zero() {
    for (number, wanted) in [
        ("number = 9", "Số: 09/KH"),
        ("number = 10", "Số: 10/KH"),
        ("number = \"7a\"", "Số: 7a/KH"),
        ("number = 7\nsymbol = \"KHLT-BCĐ\"", "Số: 07/KHLT-BCĐ"),
    ] {
        assert_eq!(head(number, "")[2], wanted);
    }
}

#[test]
fn a_day_that_is_not_known_is_a_blank() {
    for (keys, wanted) in [
        ("date = 2025-01-26", "ngày 26 tháng 01 năm 2025"),
        ("expected = \"2024-12\"", "ngày~~~~~~tháng 12 năm 2024"),
        ("expected = 2024", "ngày~~~~~~tháng~~~~~~năm 2024"),
        (
            "date = 2025-01-26\nexpected = \"2024-12\"",
            "ngày 26 tháng 01 năm 2025",
        ),
    ] {
        assert_eq!(head(keys, "")[3], wanted);
    }
}

/// The day of the file's properties: the first that the plan's own day can be.
#[test]
fn properties_have_the_day_that_is_known() {
    for (keys, wanted) in [
        ("date = 2025-01-26", (2025, 1, 26)),
        ("date = 2025-01-26\nexpected = 2024", (2025, 1, 26)),
        ("expected = \"2024-12\"", (2024, 12, 1)),
        ("expected = 2024", (2024, 1, 1)),
        ("", (2025, 1, 1)),
    ] {
        let plan = format!("[document]\nyear = 2025\ntitle = \"*Trồng* cây\"\n{keys}\n");
        let (document, _) = examined(&Office::commune().file("plan.toml", plan));
        assert_eq!(document.meta.date, wanted, "{keys}");
        assert_eq!(document.meta.title, "Kế hoạch Trồng cây");
        assert_eq!(document.meta.author, "Ủy ban nhân dân xã An Bình");
    }
}

#[test]
fn an_ending_has_what_is_known() {
    assert_eq!(ending(""), ["Nơi nhận:"]);
    let signer = "[signature]\nposition = \"Chủ tịch\"\n";
    assert_eq!(ending(signer), ["Nơi nhận:", "CHỦ TỊCH"]);
    let signer = "[issuer]\naddress = \"Ấp Cà Na\"\n[signature]\non_behalf = \"Tm. Ủy ban nhân dân\"\nin_place_of = \"Kt. Chủ tịch\"\n\
                  position = \"Phó Chủ tịch\"\nsecond_position = \"Trưởng Ban Chỉ đạo\"\nname = \"Lê Văn Minh\"\n";
    assert_eq!(
        ending(signer),
        [
            "Nơi nhận:",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "TRƯỞNG BAN CHỈ ĐẠO",
            "Lê Văn Minh",
            "Ấp Cà Na",
        ]
    );
}

#[test]
fn recipients_have_a_line_each_and_the_last_a_full_stop() {
    let all = "[recipients]\nlist = [{ text = \"UBND huyện.;\", note = \"B/c\" }, { unit = \"cac_thon\" }, \
               { unit = \"cac_thon\", text = \"thôn Đông.;\" }]\narchive = [\"VT\", \"VX.\"]\n";
    assert_eq!(
        ending(all),
        [
            "Nơi nhận:",
            "- UBND huyện.; (B/c);",
            "- Các thôn;",
            "- thôn Đông.;",
            "- Lưu: VT, VX.",
        ]
    );
    let without_archive =
        "[recipients]\nlist = [{ unit = \"cac_thon\" }, { text = \"Huyện;.\" }]\n";
    assert_eq!(
        ending(without_archive),
        ["Nơi nhận:", "- Các thôn;", "- Huyện."]
    );
    assert_eq!(
        ending("[recipients]\narchive = [\"VT\"]\n"),
        ["Nơi nhận:", "- Lưu: VT."]
    );
}

#[test]
fn the_drafter_and_the_number_of_copies() {
    for (marks, wanted) in [
        ("drafter = \"nvh\"", &["Nơi nhận:", "NVH"][..]),
        ("drafter = \"nvh\"\ncopies = 12", &["Nơi nhận:", "NVH.(12)"]),
        ("copies = 12", &["Nơi nhận:"]),
    ] {
        assert_eq!(ending(&format!("[marks]\n{marks}\n")), wanted);
    }
}

#[test]
fn an_appendix_says_what_it_goes_with() {
    let appendix = "[[appendices]]\ntitle = \"biểu\"\n";
    let note = |keys: &str, more: &str| printed(keys, &format!("{more}{appendix}")).pop().unwrap();
    assert_eq!(
        note(
            "number = 7\ndate = 2025-11-05",
            "[issuer]\nname = \"UBND xã\"\n"
        ),
        "(Kèm theo Kế hoạch số 07/KH ngày 05 tháng 11 năm 2025 của UBND xã)"
    );
    assert_eq!(
        note("kind = \"de_an\"", ""),
        "(Kèm theo Đề án số ~~~~~~/ĐA ngày~~~~~~tháng~~~~~~năm 2025)"
    );
}
