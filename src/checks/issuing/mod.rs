//! Rules of issue (ban hành): what sign-offs and the register of outgoing documents must be when a plan is
//! signed off and goes out. `release` finds what they are about.
//!
//! None of them looks at a plan alone, so `kehoach check` has no findings of theirs; `kehoach status` has
//! those of sign-offs and register, `kehoach release` has all. Its errors are no office's to accept; of the
//! warning, kehoach.toml or the plan may set the level, for a register has no place for an `allow`.

use super::rule::{Check, Ground, Rule};
use crate::diag::{Code, words};

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    ONE_PERSON,
    DUPLICATE,
    GAP,
    DAY_ORDER,
    UNREADABLE_ROW,
    BEFORE_BASIS,
    ANOTHER_SIGNER,
];

/// Numbers and days of documents (Decree 30/2020/NĐ-CP, Điều 15).
const NUMBERING: Ground = Ground::Law("number.sequence");

/// One person in two roles that must be apart.
pub const ONE_PERSON: Rule = Rule {
    code: Code::error("REL001", "one-person-in-two-roles"),
    ground: Ground::Custom("office.apart"),
    what: words(
        "One person has signed off in two roles that must be apart",
        "Một người xác nhận ở hai vai trò phải do hai người làm",
    ),
    why: words(
        "Nobody finds their own mistakes, which is why the office has two persons look. The roles stand in `apart` of \
         kehoach.toml; a name counts whatever its capitals and blanks, and a sign-off that no longer holds does not count.",
        "Người soạn thảo khó tự phát hiện sai sót của mình, vì vậy cơ quan quy định hai người cùng xem. Các vai trò ghi ở `apart` trong \
         kehoach.toml; tên được so không kể chữ hoa, khoảng trắng; xác nhận đã hết giá trị thì không tính.",
    ),
    wrong: "[[signoffs]]\nrole = \"draft\"\nname = \"Nguyễn Văn An\"\non = 2026-01-12\n\n[[signoffs]]\nrole = \"review\"\nname = \"Nguyễn Văn An\"",
    right: "[[signoffs]]\nrole = \"draft\"\nname = \"Nguyễn Văn An\"\non = 2026-01-12\n\n[[signoffs]]\nrole = \"review\"\nname = \"Trần Thị Bình\"",
    check: Check::Issuing,
};

/// A number that two documents have.
pub const DUPLICATE: Rule = Rule {
    code: Code::error("REL002", "number-given-twice"),
    ground: NUMBERING,
    what: words(
        "Two documents of the register have one number",
        "Hai văn bản trong sổ trùng số",
    ),
    why: words(
        "Number and symbol name one document of an office in a year. Where `numbering = \"by_kind\"`, each kind of document has numbers of its own.",
        "Số và ký hiệu văn bản của cơ quan là duy nhất trong một năm. Nếu \
         `numbering = \"by_kind\"` thì mỗi loại văn bản có dãy số riêng.",
    ),
    wrong: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n02/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    right: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    check: Check::Issuing,
};

/// A number that no document has.
pub const GAP: Rule = Rule {
    code: Code::warning("REL003", "number-left-out"),
    ground: NUMBERING,
    what: words(
        "No document of the register has a number between two others",
        "Sổ bỏ cách số giữa hai văn bản",
    ),
    why: words(
        "Numbers of a year follow each other; where one is missing, a document was not entered, or could be put in later \
         with an earlier day. It stops no release. An office that keeps numbers in reserve switches it off in kehoach.toml.",
        "Số trong năm phải liên tiếp; thiếu một số là có văn bản chưa vào sổ, hoặc có thể bị chèn sau với ngày lùi lại. Quy \
         tắc này không ngăn ban hành. Cơ quan có để dành số thì tắt trong kehoach.toml.",
    ),
    wrong: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n05/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    right: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    check: Check::Issuing,
};

/// A document of an earlier day than one with a lower number.
pub const DAY_ORDER: Rule = Rule {
    code: Code::error("REL004", "date-before-lower-number"),
    ground: NUMBERING,
    what: words(
        "A document is of an earlier day than one with a lower number",
        "Văn bản có ngày trước ngày của văn bản mang số nhỏ hơn",
    ),
    why: words(
        "Numbers are given in the order of the days; a day that goes back means that one of the two was misread, or that a \
         document was dated back.",
        "Số được cấp theo trình tự thời gian; ngày lùi lại nghĩa là một trong hai ngày ghi sai, hoặc văn bản bị lùi ngày.",
    ),
    wrong: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,05/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    right: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    check: Check::Issuing,
};

/// A row of the register that cannot be read.
pub const UNREADABLE_ROW: Rule = Rule {
    code: Code::error("REL005", "unreadable-row"),
    ground: Ground::Law("register"),
    what: words(
        "A row of the register cannot be read",
        "Dòng trong sổ không đọc được",
    ),
    why: words(
        "A number or a day that is not understood could be the very one that is given next. The register has the columns \
         of Annex IV of the decree, in any order; each row has number and symbol (05/KH-UBND) and a day of the register's year.",
        "Số hoặc ngày không đọc được có thể chính là số sắp cấp. Sổ có các cột theo Phụ lục IV của Nghị định, thứ tự tùy ý; \
         mỗi dòng có số, ký hiệu (05/KH-UBND) và ngày trong năm của sổ.",
    ),
    wrong: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,31/02/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    right: "02/KH-UBND,06/01/2026,Kế hoạch phát triển kinh tế - xã hội năm 2026,,,,,\n03/QĐ-UBND,07/01/2026,Quyết định thành lập tổ rà soát hộ nghèo,,,,,",
    check: Check::Issuing,
};

/// A plan of an earlier day than what it rests on.
pub const BEFORE_BASIS: Rule = Rule {
    code: Code::error("REL006", "released-before-legal-basis"),
    ground: Ground::Custom("basis.earlier"),
    what: words(
        "The plan goes out on an earlier day than one of its legal bases",
        "Kế hoạch ban hành trước ngày của một căn cứ",
    ),
    why: words(
        "LEG007 says so of all that a plan cites, and may be accepted in a draft; of the legal bases of a plan that goes \
         out, it may not.",
        "LEG007 xét mọi viện dẫn và có thể được bỏ qua trong dự thảo; với căn cứ của kế hoạch đang ban hành thì không.",
    ),
    wrong: "date = 2026-01-09\n\n[[legal_bases]]\ndocument = { kind = \"Quyết định\", number = \"07/QĐ-UBND\", date = 2026-01-12, issuer = \"Ủy ban nhân dân tỉnh Hải Đông\", title = \"về việc giao dự toán ngân sách năm 2026\" }",
    right: "date = 2026-01-12\n\n[[legal_bases]]\ndocument = { kind = \"Quyết định\", number = \"07/QĐ-UBND\", date = 2026-01-12, issuer = \"Ủy ban nhân dân tỉnh Hải Đông\", title = \"về việc giao dự toán ngân sách năm 2026\" }",
    check: Check::Issuing,
};

/// Somebody signed off as signer below whose name the plan does not go out.
pub const ANOTHER_SIGNER: Rule = Rule {
    code: Code::error("REL007", "another-signer"),
    ground: Ground::Law("signer.answers"),
    what: words(
        "Somebody else than the plan's signer has signed off as signer",
        "Người xác nhận ký không phải người ký của kế hoạch",
    ),
    why: words(
        "Who signs a document answers for it, so no one else can say that it may go out above that name. Where a deputy \
         signs, the plan says so in [signature]. Capitals, blanks and degrees before a name do not count, nor does a \
         sign-off that no longer holds.",
        "Người ký văn bản phải chịu trách nhiệm về văn bản do mình ký, nên người khác không thể xác nhận thay. Cấp phó ký \
         thay thì ghi ở [signature] của kế hoạch. Tên được so không kể chữ hoa, khoảng trắng, học vị; xác nhận đã hết giá \
         trị thì không tính.",
    ),
    wrong: "[[signoffs]]\nrole = \"sign\"\nname = \"Trần Thị Bình\"",
    right: "[[signoffs]]\nrole = \"sign\"\nname = \"ThS. LÊ VĂN MINH\"",
    check: Check::Issuing,
};
