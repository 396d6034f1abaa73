//! Rules of the file itself (tệp): they act while it is read and composed.

use super::rule::{Check, Ground, Rule};
use crate::diag::{code, words};

/// The family's rules, in the order of their ids.
pub(super) const RULES: &[Rule] = &[
    Rule {
        code: code::SYNTAX,
        ground: Ground::Format,
        what: words("The file is not TOML", "Tệp không đúng cú pháp TOML"),
        why: words(
            "Nothing that follows a broken line can be trusted, so the rules on content wait until it is mended.",
            "Sau một dòng sai cú pháp thì phần còn lại không còn tin được, nên các quy tắc về nội dung chờ đến khi dòng đó được sửa.",
        ),
        wrong: "title = Giảm nghèo năm 2026",
        right: "title = \"Giảm nghèo năm 2026\"",
        check: Check::Reading,
    },
    Rule {
        code: code::UNKNOWN_KEY,
        ground: Ground::Format,
        what: words("The format has no such key", "Định dạng không có khóa này"),
        why: words(
            "A misspelt key would be left out silently, and what it says with it. `kehoach schema` lists all keys.",
            "Khóa gõ sai mà bị bỏ qua thì nội dung của nó cũng mất. `kehoach schema` liệt kê mọi khóa.",
        ),
        wrong: "nuit = \"hộ\"",
        right: "unit = \"hộ\"",
        check: Check::Reading,
    },
    Rule {
        code: code::WRONG_TYPE,
        ground: Ground::Format,
        what: words(
            "The value is of another type than the key takes",
            "Giá trị không đúng kiểu mà khóa cần",
        ),
        why: words(
            "A name is a text in quotes, a year a number without; guessing would print something else than was meant.",
            "Tên là chuỗi trong ngoặc kép, năm là số không có ngoặc; đoán thay người viết có thể in ra điều khác.",
        ),
        wrong: "year = \"hai nghìn không trăm hai mươi sáu\"",
        right: "year = 2026",
        check: Check::Reading,
    },
    Rule {
        code: code::MISSING_KEY,
        ground: Ground::Format,
        what: words("A key that must be there is missing", "Thiếu khóa bắt buộc"),
        why: words(
            "An indicator without an id cannot be placed, a document without a title cannot be issued.",
            "Chỉ tiêu không có mã thì không đưa vào lời văn được; văn bản không có trích yếu thì không ban hành được.",
        ),
        wrong: "[[indicators]]\nname = \"Số hộ nghèo\"",
        right: "[[indicators]]\nid = \"ho_ngheo\"\nname = \"Số hộ nghèo\"",
        check: Check::Reading,
    },
    Rule {
        code: code::DUPLICATE_ID,
        ground: Ground::Format,
        what: words("Two items have one id", "Hai mục trùng mã"),
        why: words(
            "An id names one thing; with two, a call in the prose would print either.",
            "Mỗi mã chỉ một mục; nếu trùng, lời gọi trong lời văn không biết in mục nào.",
        ),
        wrong: "id = \"ho_ngheo\"\nname = \"Số hộ cận nghèo\"",
        right: "id = \"ho_can_ngheo\"\nname = \"Số hộ cận nghèo\"",
        check: Check::Reading,
    },
    Rule {
        code: code::DANGLING,
        ground: Ground::Format,
        what: words("An id names nothing", "Mã không chỉ đến mục nào"),
        why: words(
            "What is referred to must be declared: an indicator or table in the plan, a unit in units.toml, a legal document in legal.toml.",
            "Mục được dẫn tới phải được khai báo: chỉ tiêu, biểu trong kế hoạch, đơn vị trong units.toml, văn bản trong legal.toml.",
        ),
        wrong: "text = \"Năm 2025 còn {{ value(id=\\\"ho_ngeo\\\", year=2025) }}.\"",
        right: "text = \"Năm 2025 còn {{ value(id=\\\"ho_ngheo\\\", year=2025) }}.\"",
        check: Check::Reading,
    },
    Rule {
        code: code::DATE,
        ground: Ground::Format,
        what: words("No calendar has this day", "Không có ngày này trong lịch"),
        why: words(
            "A date is a day of the calendar: `2026-02-28`, or \"28/02/2026\" in quotes.",
            "Ngày phải có trong lịch: `2026-02-28`, hoặc \"28/02/2026\" trong ngoặc kép.",
        ),
        wrong: "date = \"30/02/2026\"",
        right: "date = \"28/02/2026\"",
        check: Check::Reading,
    },
    Rule {
        code: code::NUMBER,
        ground: Ground::Format,
        what: words(
            "A number cannot be read, or in two ways",
            "Số không đọc được, hoặc đọc được hai cách",
        ),
        why: words(
            "Numbers in quotes are in Vietnamese notation: dots group thousands, the comma begins the decimals. \"5.22\" is neither, and \"1.609\" of a percentage could be both.",
            "Số trong ngoặc kép viết theo cách Việt Nam: dấu chấm tách nhóm nghìn, dấu phẩy tách phần thập phân. \"5.22\" không phải cách nào; \"1.609\" của một tỷ lệ thì có thể là cả hai.",
        ),
        wrong: "values = { 2025 = \"5.22\" }",
        right: "values = { 2025 = \"5,22\" }",
        check: Check::Reading,
    },
    Rule {
        code: code::TEMPLATE,
        ground: Ground::Format,
        what: words("A call in the prose fails", "Lời gọi trong lời văn bị lỗi"),
        why: words(
            "A filter or argument that does not exist prints nothing; the README lists those that do.",
            "Bộ lọc hoặc tham số không có thì không in ra gì; README liệt kê những gì dùng được.",
        ),
        wrong: "text = \"Giai đoạn {{ year | la_ma }}.\"",
        right: "text = \"Giai đoạn {{ 4 | roman }}.\"",
        check: Check::Reading,
    },
    Rule {
        code: code::FILE,
        ground: Ground::Format,
        what: words(
            "A file is missing, unreadable or outside the workspace",
            "Tệp không có, không đọc được hoặc nằm ngoài thư mục của cơ quan",
        ),
        why: words(
            "The plan and what it is made of travel together, in git and attached to the PDF.",
            "Kế hoạch và những tệp làm nên nó phải đi cùng nhau, trong git và đính kèm PDF.",
        ),
        wrong: "rows_from = \"data/thon-2025.csv\"",
        right: "rows_from = \"data/thon-2026.csv\"",
        check: Check::Reading,
    },
    Rule {
        code: code::ENCODING,
        ground: Ground::Format,
        what: words("The text is not UTF-8", "Văn bản không phải mã UTF-8"),
        why: words(
            "Files of old typefaces (TCVN3, VNI) or of Windows code pages must be converted; what they say cannot be known.",
            "Tệp gõ bằng phông cũ (TCVN3, VNI) hoặc bảng mã Windows cần được chuyển mã; chương trình không thể đoán nội dung.",
        ),
        wrong: "title = \"Gi\u{FFFD}m ngh\u{FFFD}o 2026\"",
        right: "title = \"Giảm nghèo 2026\"",
        check: Check::Reading,
    },
    Rule {
        code: code::NOT_NFC,
        ground: Ground::Format,
        what: words(
            "Letters are written in parts (not Unicode NFC)",
            "Chữ có dấu viết rời từng phần (không phải Unicode NFC)",
        ),
        why: words(
            "`ả` as `a` and a mark looks the same and is another text to every search and comparison; it comes from macOS file names and some keyboards. `--fix` mends it.",
            "Chữ `ả` gõ thành `a` và dấu rời nhìn giống hệt nhưng khi tìm kiếm, so sánh lại là chữ khác; thường do macOS hoặc bộ gõ. `--fix` sửa được.",
        ),
        wrong: "name = \"Số hộ nghe\u{300}o\"",
        right: "name = \"Số hộ nghèo\"",
        check: Check::Reading,
    },
    Rule {
        code: code::UNPLACED,
        ground: Ground::Format,
        what: words(
            "A typed item is nowhere in the text",
            "Mục đã khai báo không xuất hiện trong văn bản",
        ),
        why: words(
            "What is declared is meant to be printed; an item that no call places is a text lost.",
            "Mục đã khai báo mà không được gọi trong lời văn thì sẽ không được in ra.",
        ),
        wrong: "text = \"Các thôn rà soát hộ nghèo.\"",
        right: "text = \"Các thôn rà soát hộ nghèo: {{ value(id=\\\"ho_ngheo\\\", year=2025) }}.\"",
        check: Check::Reading,
    },
    Rule {
        code: code::VALUE,
        ground: Ground::Format,
        what: words(
            "The key does not take this value",
            "Khóa không nhận giá trị này",
        ),
        why: words(
            "Some keys take one of a few words, or a number in a range; the message names them.",
            "Có khóa chỉ nhận một trong vài từ, hoặc một số trong khoảng cho phép; thông báo sẽ nêu rõ.",
        ),
        wrong: "better = \"giam\"",
        right: "better = \"lower\"",
        check: Check::Reading,
    },
    Rule {
        code: code::PROSE,
        ground: Ground::Format,
        what: words(
            "The prose has markup that it cannot have",
            "Lời văn dùng ký hiệu không được hỗ trợ",
        ),
        why: words(
            "Prose is a small part of Markdown: what an administrative document has. Links, quotations and rules are not among it.",
            "Lời văn chỉ dùng một phần nhỏ của Markdown, đủ cho văn bản hành chính; không có liên kết, trích khối, đường kẻ.",
        ),
        wrong: "text = \"> Các thôn rà soát hộ nghèo.\"",
        right: "text = \"Các thôn rà soát hộ nghèo.\"",
        check: Check::Reading,
    },
    Rule {
        code: code::CHARACTER,
        ground: Ground::Format,
        what: words("A character cannot be printed", "Ký tự không in được"),
        why: words(
            "The typeface has no such character, so the page would show a box, or it is a control character.",
            "Phông chữ không có ký tự này nên trang in sẽ hiện ô trống; hoặc đó là ký tự điều khiển.",
        ),
        wrong: "text = \"Các thôn rà soát hộ nghèo 😀.\"",
        right: "text = \"Các thôn rà soát hộ nghèo.\"",
        check: Check::Reading,
    },
    Rule {
        code: code::LIMIT,
        ground: Ground::Format,
        what: words(
            "More than the program takes",
            "Vượt quá giới hạn của chương trình",
        ),
        why: words(
            "Lists inside lists end at 80 levels, so that no file can exhaust the machine.",
            "Danh sách lồng nhau tối đa 80 cấp, để không tệp nào làm treo máy.",
        ),
        wrong: "rows = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        right: "rows = [[\"Thôn Đông\", 12]]",
        check: Check::Reading,
    },
    Rule {
        code: code::NO_REASON,
        ground: Ground::Format,
        what: words(
            "A suppression says no reason",
            "Bỏ qua phát hiện mà không nêu lý do",
        ),
        why: words(
            "Who reads the plan next year must know why a finding was accepted; without a reason it stays.",
            "Người đọc kế hoạch năm sau cần biết vì sao một phát hiện được chấp nhận; chưa có lý do thì phát hiện vẫn còn.",
        ),
        wrong: "allow = [{ rule = \"SPC013\" }]",
        right: "allow = [{ rule = \"SPC013\", reason = \"chỉ dùng để so sánh giữa các năm\" }]",
        check: Check::Reading,
    },
    Rule {
        code: code::UNUSED_ALLOW,
        ground: Ground::Format,
        what: words(
            "A suppression suppresses nothing",
            "Mục bỏ qua không bỏ qua phát hiện nào",
        ),
        why: words(
            "The fault has been mended, or the suppression stands beside another item; left in place, it would hide the next one.",
            "Lỗi đã được sửa, hoặc mục bỏ qua đặt sai chỗ; để lại thì nó sẽ che lỗi sau này.",
        ),
        wrong: "allow = [{ rule = \"SPC013\", reason = \"chỉ dùng để so sánh\" }]",
        right: "unit = \"hộ\"",
        check: Check::Reading,
    },
    Rule {
        code: code::UNKNOWN_RULE,
        ground: Ground::Format,
        what: words(
            "There is no such rule, or it cannot be switched off",
            "Không có quy tắc này, hoặc quy tắc không tắt được",
        ),
        why: words(
            "A misspelt rule would leave a finding in force that the author believes accepted. What cannot be read (errors of the family SPC) cannot be accepted, nor what no plan may go out with (errors of the family REL, FRM010, FRM011).",
            "Gõ sai mã quy tắc thì phát hiện vẫn còn dù người viết tưởng đã chấp nhận. Chỗ không đọc được (lỗi họ SPC) và điều không được phép khi ban hành (lỗi họ REL, FRM010, FRM011) thì không thể chấp nhận.",
        ),
        wrong: "SPC113 = \"off\"",
        right: "SPC013 = \"off\"",
        check: Check::Reading,
    },
    Rule {
        code: code::PROFILE,
        ground: Ground::Law("page"),
        what: words(
            "A size of the style profile lies outside the decree's range",
            "Cỡ, lề, khoảng cách của tệp định dạng nằm ngoài khoảng Nghị định cho phép",
        ),
        why: words(
            "A4 with margins of 20-25, 20-25, 30-35 and 15-20 mm, sizes 13-14 for the text and so on: the decree gives a range for each component.",
            "Khổ A4, lề 20-25, 20-25, 30-35, 15-20 mm, cỡ chữ 13-14 cho nội dung…: Nghị định quy định khoảng cho từng thành phần.",
        ),
        wrong: "left = 25",
        right: "left = 30",
        check: Check::Reading,
    },
];
