//! SPC005: one id given to two items; the second place is shown with the first.

use super::{check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;

#[test]
fn indicators() {
    assert_snapshot!(check(
        r#"
[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
[[indicators]]
id = "ho_ngheo"
name = "Số hộ cận nghèo"
[[sections]]
title = "Kết quả"
text = "{{ indicators() }}"
"#
    ), @r#"
    error[SPC005]: the id `ho_ngheo` is given twice
     --> plan.toml:9:6
      |
    6 | id = "ho_ngheo"
      |      ---------- first here
    ...
    9 | id = "ho_ngheo"
      |      ^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// Places that stand far apart are shown apart.
#[test]
fn sections_and_appendices_share_their_ids() {
    assert_snapshot!(check(
        r#"
[[sections]]
id = "muc_dich"
title = "Mục đích"
[[sections.sections]]
id = "chung"
title = "Chung"
[[sections]]
id = "to_chuc"
title = "Tổ chức thực hiện"
[[sections.sections]]
id = "chung"
title = "Trách nhiệm chung"
[[appendices]]
id = "muc_dich"
title = "Biểu"
"#
    ), @r#"
    error[SPC005]: the id `chung` is given twice
      --> plan.toml:15:6
       |
     9 | id = "chung"
       |      ------- first here
    ...
    15 | id = "chung"
       |      ^^^^^^^

    error[SPC005]: the id `muc_dich` is given twice
      --> plan.toml:18:6
       |
     6 | id = "muc_dich"
       |      ---------- first here
    ...
    18 | id = "muc_dich"
       |      ^^^^^^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn tables_and_their_columns() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Chỉ tiêu"
text = '{{ table(id="bieu") }}'
[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }, { id = "thon", title = "Tên thôn" }]
[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }]
"#
    ), @r#"
    error[SPC005]: the id `thon` is given twice
      --> plan.toml:10:52
       |
    10 | columns = [{ id = "thon", title = "Thôn" }, { id = "thon", title = "Tên thôn" }]
       |                   ------ first here                ^^^^^^

    error[SPC005]: the id `bieu` is given twice
      --> plan.toml:12:6
       |
     9 | id = "bieu"
       |      ------ first here
    ...
    12 | id = "bieu"
       |      ^^^^^^

    2 errors in 1 file
    "#);
}

/// Inner lines and parts count as well as outer ones.
#[test]
fn budget_lines_and_sources() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Kinh phí"
text = "{{ budget() }}"
[budget]
unit = "triệu đồng"
sources = [
  { id = "tw", title = "Ngân sách trung ương", parts = [{ id = "tw", title = "Vốn sự nghiệp" }] },
]
[[budget.lines]]
id = "da1"
title = "Dự án 1"
[[budget.lines.lines]]
id = "da1"
title = "Tiểu dự án 1"
"#
    ), @r#"
    error[SPC005]: the id `tw` is given twice
      --> plan.toml:11:64
       |
    11 |   { id = "tw", title = "Ngân sách trung ươn…", parts = [{ id = "tw", title = "Vốn sự ng…
       |          ---- first here                                       ^^^^

    error[SPC005]: the id `da1` is given twice
      --> plan.toml:17:6
       |
    14 | id = "da1"
       |      ----- first here
    ...
    17 | id = "da1"
       |      ^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn task_groups() {
    assert_snapshot!(check(
        r#"
[[task_groups]]
id = "the_che"
title = "Cải cách thể chế"
[[task_groups]]
id = "the_che"
title = "Cải cách thủ tục"
[[sections]]
title = "Nhiệm vụ"
text = "{{ task_matrix() }}"
"#
    ), @r#"
    error[SPC005]: the id `the_che` is given twice
     --> plan.toml:9:6
      |
    6 | id = "the_che"
      |      --------- first here
    ...
    9 | id = "the_che"
      |      ^^^^^^^^^

    1 error in 1 file
    "#);
}

/// A document written in place must not have the id of a registry's.
#[test]
fn a_legal_document_of_the_plan_and_one_of_the_registry() {
    assert_snapshot!(check(
        r#"
[[legal_bases]]
document = { id = "qd_05", kind = "Nghị quyết", number = "01/NQ-HĐND" }
"#
    ), @r#"
    error[SPC005]: the id `qd_05` is given twice
     --> plan.toml:6:19
      |
    6 | document = { id = "qd_05", kind = "Nghị quyết", number = "01/NQ-HĐND" }
      |                   ^^^^^^^
      |
     ::: ./legal.toml:3:6
      |
    3 | id = "qd_05"
      |      ------- first here

    1 error in 1 file
    "#);
}

#[test]
fn units_and_legal_documents_of_the_registries() {
    let office = Office::commune()
        .file(
            "units.toml",
            "[[units]]\nid = \"cac_thon\"\nname = \"các thôn\"\n[[units]]\nid = \"cac_thon\"\nname = \"các bản\"\n",
        )
        .file(
            "legal.toml",
            "[[documents]]\nid = \"luat\"\nkind = \"Luật\"\n[[documents]]\nid = \"luat\"\nkind = \"Bộ luật\"\n",
        )
        .plan("");
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC005]: the id `luat` is given twice
     --> ./legal.toml:5:6
      |
    2 | id = "luat"
      |      ------ first here
    ...
    5 | id = "luat"
      |      ^^^^^^

    error[SPC005]: the id `cac_thon` is given twice
     --> ./units.toml:5:6
      |
    2 | id = "cac_thon"
      |      ---------- first here
    ...
    5 | id = "cac_thon"
      |      ^^^^^^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(
        "[[sections]]\nid = \"a\"\ntitle = \"Một\"\n[[sections]]\nid = \"a\"\ntitle = \"Hai\"\n"
    ), @r#"
    lỗi[SPC005]: mã `a` được dùng hai lần
     --> plan.toml:8:6
      |
    5 | id = "a"
      |      --- lần đầu ở đây
    ...
    8 | id = "a"
      |      ^^^

    1 lỗi trong 1 tệp
    "#);
}
