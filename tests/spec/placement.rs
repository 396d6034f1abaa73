//! SPC013: typed items that no text places. A warning, for nothing is silently dropped.

use super::{assert_clean, check, check_vi};
use insta::assert_snapshot;

const ITEMS: &str = r#"
[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
values = { 2024 = 84 }

[[tables]]
id = "bieu"
columns = [{ id = "thon", title = "Thôn" }]

[[objectives]]
text = "Giảm nghèo"
[[objectives]]
text = "Giảm nghèo bền vững"
group = "lau_dai"

[budget]
unit = "triệu đồng"

[[responsibilities]]
unit = "van_phong"
[[responsibilities]]
unit = "cac_thon"
group = "thon"

[[task_groups]]
id = "the_che"
title = "Cải cách thể chế"

[[timeline]]
text = "Rà soát"

[[reporting]]
text = "Báo cáo"
"#;

#[test]
fn each_kind_of_item() {
    assert_snapshot!(check(ITEMS), @r#"
    warning[SPC013]: indicator `ho_ngheo` is nowhere in the text
     --> plan.toml:6:6
      |
    6 | id = "ho_ngheo"
      |      ^^^^^^^^^^
      |
      = help: place it with {{ value(id="ho_ngheo") }} in a section or an appendix

    warning[SPC013]: table `bieu` is nowhere in the text
      --> plan.toml:11:6
       |
    11 | id = "bieu"
       |      ^^^^^^
       |
       = help: place it with {{ table(id="bieu") }} in a section or an appendix

    warning[SPC013]: this objective is nowhere in the text
      --> plan.toml:15:8
       |
    15 | text = "Giảm nghèo"
       |        ^^^^^^^^^^^^
       |
       = help: place it with {{ objectives() }} in a section or an appendix

    warning[SPC013]: this objective is nowhere in the text
      --> plan.toml:17:8
       |
    17 | text = "Giảm nghèo bền vững"
       |        ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: place it with {{ objectives(group="lau_dai") }} in a section or an appendix

    warning[SPC013]: the budget is nowhere in the text
      --> plan.toml:21:8
       |
    21 | unit = "triệu đồng"
       |        ^^^^^^^^^^^^
       |
       = help: place it with {{ budget() }} in a section or an appendix

    warning[SPC013]: the tasks of `van_phong` are nowhere in the text
      --> plan.toml:24:8
       |
    24 | unit = "van_phong"
       |        ^^^^^^^^^^^
       |
       = help: place it with {{ responsibilities() }} in a section or an appendix

    warning[SPC013]: the tasks of `cac_thon` are nowhere in the text
      --> plan.toml:26:8
       |
    26 | unit = "cac_thon"
       |        ^^^^^^^^^^
       |
       = help: place it with {{ responsibilities(group="thon") }} in a section or an appendix

    warning[SPC013]: the tasks of group `the_che` are nowhere in the text
      --> plan.toml:30:6
       |
    30 | id = "the_che"
       |      ^^^^^^^^^
       |
       = help: place it with {{ task_matrix() }} in a section or an appendix

    warning[SPC013]: the timeline is nowhere in the text
      --> plan.toml:34:8
       |
    34 | text = "Rà soát"
       |        ^^^^^^^^^
       |
       = help: place it with {{ timeline() }} in a section or an appendix

    warning[SPC013]: the reporting regime is nowhere in the text
      --> plan.toml:37:8
       |
    37 | text = "Báo cáo"
       |        ^^^^^^^^^
       |
       = help: place it with {{ reporting() }} in a section or an appendix

    10 warnings in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(ITEMS), @r#"
    cảnh báo[SPC013]: chỉ tiêu `ho_ngheo` không có trong văn bản
     --> plan.toml:6:6
      |
    6 | id = "ho_ngheo"
      |      ^^^^^^^^^^
      |
      = cách sửa: đặt {{ value(id="ho_ngheo") }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: biểu `bieu` không có trong văn bản
      --> plan.toml:11:6
       |
    11 | id = "bieu"
       |      ^^^^^^
       |
       = cách sửa: đặt {{ table(id="bieu") }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: mục tiêu này không có trong văn bản
      --> plan.toml:15:8
       |
    15 | text = "Giảm nghèo"
       |        ^^^^^^^^^^^^
       |
       = cách sửa: đặt {{ objectives() }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: mục tiêu này không có trong văn bản
      --> plan.toml:17:8
       |
    17 | text = "Giảm nghèo bền vững"
       |        ^^^^^^^^^^^^^^^^^^^^^
       |
       = cách sửa: đặt {{ objectives(group="lau_dai") }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: kinh phí không có trong văn bản
      --> plan.toml:21:8
       |
    21 | unit = "triệu đồng"
       |        ^^^^^^^^^^^^
       |
       = cách sửa: đặt {{ budget() }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: nhiệm vụ của `van_phong` không có trong văn bản
      --> plan.toml:24:8
       |
    24 | unit = "van_phong"
       |        ^^^^^^^^^^^
       |
       = cách sửa: đặt {{ responsibilities() }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: nhiệm vụ của `cac_thon` không có trong văn bản
      --> plan.toml:26:8
       |
    26 | unit = "cac_thon"
       |        ^^^^^^^^^^
       |
       = cách sửa: đặt {{ responsibilities(group="thon") }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: nhiệm vụ của nhóm `the_che` không có trong văn bản
      --> plan.toml:30:6
       |
    30 | id = "the_che"
       |      ^^^^^^^^^
       |
       = cách sửa: đặt {{ task_matrix() }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: tiến độ không có trong văn bản
      --> plan.toml:34:8
       |
    34 | text = "Rà soát"
       |        ^^^^^^^^^
       |
       = cách sửa: đặt {{ timeline() }} vào một mục hoặc phụ lục

    cảnh báo[SPC013]: chế độ báo cáo không có trong văn bản
      --> plan.toml:37:8
       |
    37 | text = "Báo cáo"
       |        ^^^^^^^^^
       |
       = cách sửa: đặt {{ reporting() }} vào một mục hoặc phụ lục

    10 cảnh báo trong 1 tệp
    "#);
}

/// A group is placed by its own call, or all groups by one call.
#[test]
fn groups() {
    let objectives = "[[objectives]]\ntext = \"Giảm nghèo\"\n[[objectives]]\ntext = \"Lâu dài\"\ngroup = \"lau_dai\"\n";
    let section =
        |text| format!("{objectives}[[sections]]\ntitle = \"Mục tiêu\"\ntext = '{text}'\n");
    assert_snapshot!(check(&section("{{ objectives(group=\"lau_dai\") }}")), @r#"
    warning[SPC013]: this objective is nowhere in the text
     --> plan.toml:5:8
      |
    5 | text = "Giảm nghèo"
      |        ^^^^^^^^^^^^
      |
      = help: place it with {{ objectives() }} in a section or an appendix

    1 warning in 1 file
    "#);
    assert_clean(&section("{{ objectives() }}"));
}

/// An indicator is used where prose prints it, and where another is measured by it.
#[test]
fn indicators_that_others_need() {
    assert_clean(
        r#"
[[indicators]]
id = "ho_dan"
name = "Số hộ"
values = { 2024 = 1609 }
[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
part_of = "ho_dan"
values = { 2024 = 84 }
[[sections]]
title = "Kết quả"
text = 'Còn {{ value(id="ho_ngheo", year=2024) }}.'
"#,
    );
}

/// Appendices are text as well.
#[test]
fn in_an_appendix() {
    assert_clean(
        "[[timeline]]\ntext = \"Rà soát\"\n[[appendices]]\ntitle = \"Tiến độ\"\ntext = \"{{ timeline() }}\"\n",
    );
}
