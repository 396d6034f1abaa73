//! Plans with what those of the repository have not.

use std::fmt::Write as _;

/// A plan: its name, its text, and with which options it is rendered.
type Own = (&'static str, fn() -> String, &'static [&'static str]);

/// The plans.
pub const OWN: [Own; 4] = [
    ("marks", marks, &[]),
    ("draft", marks, &["--draft"]),
    ("parts", parts, &[]),
    ("tables", tables, &[]),
];

/// Stamps, address, footnotes, a letterhead of four lines, two positions of the signer.
fn marks() -> String {
    r#"
[document]
year = 2025
number = 7
date = 2025-02-05
title = "Giảm nghèo bền vững, hỗ trợ sinh kế cho hộ nghèo và hộ cận nghèo trên địa bàn xã An Bình năm 2025"
[issuer]
parent = "UBND huyện Phú Giáo"
letterhead = ["Ban Chỉ đạo", "các chương trình mục tiêu", "xã An Bình"]
address = "Địa chỉ: Ấp Bình Thắng, xã An Bình. Điện thoại: 0274 3 672 000"
[marks]
urgency = "thuong_khan"
circulation = "xem_xong_tra_lai"
drafter = "NVH"
copies = 12
[[sections]]
title = "Mục đích"
text = '''
Giúp hộ nghèo có việc làm[^a], **không tái nghèo**, *không để ai bị bỏ lại*.

- Rà soát hộ nghèo, hộ cận nghèo theo chuẩn nghèo đa chiều giai đoạn 2021 - 2025 tại các ấp trên địa bàn xã.
    - Kết quả gửi về UBND xã trước ngày 30/9/2025 để tổng hợp, báo cáo Ủy ban nhân dân huyện theo quy định hiện hành.

[^a]: Y tế, giáo dục, nhà ở, nước sạch và vệ sinh, thông tin là các dịch vụ xã hội cơ bản theo Nghị định của Chính phủ.
'''
[[sections]]
title = "Tổ chức thực hiện"
text = '''
# Các đơn vị

## Phân công


Văn phòng theo dõi[^b].

Các thôn thực hiện.

[^b]: Báo cáo theo quý.
'''
[signature]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
in_place_of = "KT. CHỦ TỊCH"
position = "PHÓ CHỦ TỊCH"
second_position = "Trưởng Ban Chỉ đạo xã"
name = "Lê Văn Minh"
[recipients]
list = [ { text = "UBND huyện", note = "B/c" }, { unit = "van_phong" }, { unit = "cac_thon" } ]
archive = ["VT", "VX"]

[[legal_bases]]
ref = "qd_05"
"#
    .to_owned()
}

/// Parts, chapters, articles; a long name of a place.
fn parts() -> String {
    r#"
[document]
year = 2025
number = 15
date = 2025-11-20
title = "Phát triển du lịch cộng đồng năm 2025"
numbering = ["Phần", "Chương", "Mục", "Điều", "1.", "a)"]
[issuer]
place = "Thị trấn Phước Vĩnh thuộc huyện Phú Giáo"
[marks]
urgency = "khan"
circulation = "luu_hanh_noi_bo"
[[sections]]
title = "Tình hình"
[[sections.sections]]
title = "Tiềm năng"
[[sections.sections.sections]]
title = "Cảnh quan"
[[sections.sections.sections.sections]]
title = "Thác nước"
text = """
1. Xã có hai thác nước.

1) Thác Trên.
"""
[recipients]
archive = ["VT"]

[[legal_bases]]
ref = "qd_05"
"#
    .to_owned()
}

/// A long table with a grouped header and totals, a short one with decimals, landscape ones in the text
/// and in an appendix, and one with rows that name others.
fn tables() -> String {
    let mut rows = String::new();
    for row in 0..60 {
        let (tenth, more) = (row * 7 % 10, if row % 4 == 0 { "25" } else { "" });
        let _ = writeln!(
            rows,
            "    [\"Ấp số {row}: chăm sóc tuyến đường trồng cây qua các khu dân cư của xã\", {}, {}, \"{row},{tenth}{more}\"],",
            990 + row,
            row + 1
        );
    }
    let long = "Các ấp trồng cây dọc đường.\n\n".repeat(30);
    TABLES.replace("ROWS", &rows).replace("LONG", &long)
}

const TABLES: &str = r#"
[document]
year = 2025
title = "Trồng cây năm 2025"
[[tables]]
id = "ho"
title = "Hộ nghèo theo ấp"
unit = "hộ"
columns = [
    { id = "ap", title = "Ấp" },
    { id = "ho", title = "Tổng số", unit = "hộ", total = "sum" },
    { id = "ngheo", title = "Số hộ", group = "Hộ nghèo", unit = "hộ" },
    { id = "ty_le", title = "Tỷ lệ", group = "Hộ nghèo", unit = "%" },
]
rows = [
ROWS]
total = { ap = "Tổng cộng", ho = "61.170" }
[[tables]]
id = "dien_tich"
columns = [
    { id = "ap", title = "Ấp" },
    { id = "ha", title = "Diện tích", unit = "ha", total = "sum" },
]
rows = [
    ["Bình Thắng", "1.234,5"],
    ["Bình Hòa", "7,125"],
    ["Cà Na", "98"],
    ["Đồng Chinh", "-0,25"],
    ["Bình Tiến", "-"],
]
total = { ap = "Tổng cộng", ha = "1.339,375" }
[[tables]]
id = "rong"
title = "Biểu rộng"
landscape = true
columns = [{ id = "ap", title = "Ấp" }, { id = "cay", title = "Số cây", unit = "cây" }]
rows = [["Bình Thắng", 120], ["Cà Na", 85]]
[[task_groups]]
id = "nhom_1"
title = "Nhóm công tác trồng cây"
[[task_groups.tasks]]
text = "Trồng cây"
lead = ["cac_thon"]
[[task_groups.tasks]]
text = "Chăm sóc cây"
lead = ["van_phong"]
[[task_groups]]
id = "nhom_2"
title = "Nhóm hai"
[[task_groups.tasks]]
text = "Kiểm tra"
lead = ["van_phong"]
[[sections]]
title = "Chỉ tiêu"
text = '''
Chỉ tiêu diện tích:

{{ table(id="dien_tich") }}

Chỉ tiêu của các ấp như sau:

{{ table(id="ho") }}

Số cây theo biểu sau và {{ ref(id="bieu") }}, {{ ref(id="mau") }}:

{{ table(id="rong") }}

Các ấp trồng xong trước mùa mưa.
'''
[[sections]]
title = "Phân công"
text = '''
{{ task_matrix() }}

Các thôn thực hiện.
'''
[recipients]
archive = ["VT"]
[[appendices]]
id = "bieu"
title = "Biểu kết quả"
landscape = true
text = '''
LONGLONG'''
[[appendices]]
id = "mau"
title = "Mẫu báo cáo"
text = "Các ấp báo cáo theo quý."
"#;
