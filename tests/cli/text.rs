//! `kehoach render --format txt`: the words of a document, for searching and comparing.

use crate::support::Office;

fn text(office: &Office) -> String {
    let run = office.run(&["render", "plan.toml", "--format", "txt"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    std::fs::read_to_string(office.path("out/plan.txt")).unwrap()
}

#[test]
fn a_paragraph_is_a_line_and_a_row_has_a_cell_for_each_column() {
    let office = Office::commune().plan(
        r#"
until = 2026
date = 2025-02-05
number = "7"

[[tables]]
id = "xa"
title = "Chỉ tiêu theo thôn"
unit = "hộ"
numbered = true
columns = [
  { id = "name", title = "Thôn" },
  { id = "poor", title = "Nghèo", group = "Số hộ" },
  { id = "near", title = "Cận nghèo", group = "Số hộ" },
]
rows = [
  { name = "Thôn Đông\nvà Đoài", poor = 12, near = 4 },
  { name = "Thôn Trung", poor = 9, near = 30 },
]
total = { name = "Tổng cộng", poor = 21, near = 34 }

[preamble]
text = """
Căn cứ tình hình,[^1] Ủy ban nhân dân xã **ban hành** kế hoạch.

[^1]: Theo kết quả rà soát.
"""

[[sections]]
title = "Chỉ tiêu"
text = """
- Giảm nghèo bền vững ({{ ref(id="phan_cong") }} kèm theo).

{{ table(id="xa") }}
"""

[closing]
text = "Trên đây là Kế hoạch."

[recipients]
list = [{ text = "Các thôn" }]
archive = ["VT"]

[[appendices]]
id = "phan_cong"
title = "Phân công"
text = "Nội dung."
"#,
    );
    insta::assert_snapshot!(text(&office), @"
    ỦY BAN NHÂN DÂN
    XÃ AN BÌNH
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    Số: 07/KH-UBND
    An Bình, ngày 05 tháng 02 năm 2025
    KẾ HOẠCH
    Giảm nghèo năm 2025
    Căn cứ tình hình,[1] Ủy ban nhân dân xã ban hành kế hoạch.
    I. CHỈ TIÊU
    - Giảm nghèo bền vững (Phụ lục kèm theo).
    Chỉ tiêu theo thôn
    Đơn vị tính: hộ
    STT	Thôn	Số hộ	
    		Nghèo	Cận nghèo
    1	Thôn Đông và Đoài	12	4
    2	Thôn Trung	9	30
    Tổng cộng		21	34
    Trên đây là Kế hoạch./.
    Nơi nhận:
    - Các thôn;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Lê Văn Minh
    Phụ lục
    PHÂN CÔNG
    (Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2025 của Ủy ban nhân dân xã An Bình)
    Nội dung.
    [1] Theo kết quả rà soát.
    ");
}
