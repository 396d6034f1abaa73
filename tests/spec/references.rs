//! SPC006: ids that nothing has, shown at the very characters of the id.

use super::{check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;

#[test]
fn a_legal_basis() {
    assert_snapshot!(check("[[legal_bases]]\nref = \"qd_5\"\n"), @r#"
    error[SPC006]: no legal document has the id `qd_5`
     --> plan.toml:5:7
      |
    5 | ref = "qd_5"
      |       ^^^^^^
      |
      = help: did you mean `qd_05`?

    1 error in 1 file
    "#);
}

#[test]
fn units_wherever_they_are_named() {
    assert_snapshot!(check(
        r#"
[[responsibilities]]
unit = "van_phog"
tasks = [
  { text = "Rà soát", lead = "van_phong", with = ["cac_thon", "cac_ban"], monitor = "hdnd" },
  { text = "Báo cáo", results = [{ product = "Báo cáo", lead = ["cac_thonn"] }] },
]
[[sections]]
title = "Tổ chức thực hiện"
text = "{{ responsibilities() }}"
"#
    ), @r#"
    error[SPC006]: no unit has the id `van_phog`
     --> plan.toml:6:8
      |
    6 | unit = "van_phog"
      |        ^^^^^^^^^^
      |
      = help: did you mean `van_phong`?

    error[SPC006]: no unit has the id `cac_ban`
     --> plan.toml:8:63
      |
    8 | …text = "Rà soát", lead = "van_phong", with = ["cac_thon", "cac_ban"], monitor = "hdnd" },
      |                                                            ^^^^^^^^^

    error[SPC006]: no unit has the id `hdnd`
     --> plan.toml:8:85
      |
    8 | …text = "Rà soát", lead = "van_phong", with = ["cac_thon", "cac_ban"], monitor = "hdnd" },
      |                                                                                  ^^^^^^

    error[SPC006]: no unit has the id `cac_thonn`
     --> plan.toml:9:65
      |
    9 |   { text = "Báo cáo", results = [{ product = "Báo cáo", lead = ["cac_thonn"] }] },
      |                                                                 ^^^^^^^^^^^
      |
      = help: did you mean `cac_thon`?

    4 errors in 1 file
    "#);
}

#[test]
fn units_of_steps_reports_and_recipients() {
    assert_snapshot!(check(
        r#"
[[timeline]]
text = "Rà soát"
units = "cac_thom"
[[reporting]]
text = "Báo cáo"
units = ["cac_thon", "cac_to"]
to = "van_phon"
[[sections]]
title = "Tổ chức thực hiện"
text = """
{{ timeline() }}

{{ reporting() }}
"""
[recipients]
list = [{ unit = "cac_thon" }, { unit = "cac_tho" }]
"#
    ), @r#"
    error[SPC006]: no unit has the id `cac_thom`
     --> plan.toml:7:9
      |
    7 | units = "cac_thom"
      |         ^^^^^^^^^^
      |
      = help: did you mean `cac_thon`?

    error[SPC006]: no unit has the id `cac_to`
      --> plan.toml:10:22
       |
    10 | units = ["cac_thon", "cac_to"]
       |                      ^^^^^^^^
       |
       = help: did you mean `cac_thon`?

    error[SPC006]: no unit has the id `van_phon`
      --> plan.toml:11:6
       |
    11 | to = "van_phon"
       |      ^^^^^^^^^^
       |
       = help: did you mean `van_phong`?

    error[SPC006]: no unit has the id `cac_tho`
      --> plan.toml:20:41
       |
    20 | list = [{ unit = "cac_thon" }, { unit = "cac_tho" }]
       |                                         ^^^^^^^^^
       |
       = help: did you mean `cac_thon`?

    4 errors in 1 file
    "#);
}

#[test]
fn relations_of_indicators() {
    assert_snapshot!(check(
        r#"
[[indicators]]
id = "ho_ngheo"
name = "Số hộ nghèo"
part_of = "ho_dan"
responsible = "cb_ldtbxh"
[[indicators]]
id = "ty_le"
name = "Tỷ lệ hộ nghèo"
unit = "%"
ratio = { part = "ho_ngeo", whole = "?" }
sum_of = ["ho_ngheo", "can_ngheo"]
[[objectives]]
text = "Giảm nghèo"
indicators = ["ho_ngheo", "tyle"]
[[sections]]
title = "Mục tiêu"
text = """
{{ indicators() }}

{{ objectives() }}
"""
"#
    ), @r#"
    error[SPC006]: no indicator has the id `ho_dan`
     --> plan.toml:8:11
      |
    8 | part_of = "ho_dan"
      |           ^^^^^^^^

    error[SPC006]: no unit has the id `cb_ldtbxh`
     --> plan.toml:9:15
      |
    9 | responsible = "cb_ldtbxh"
      |               ^^^^^^^^^^^

    error[SPC006]: no indicator has the id `ho_ngeo`
      --> plan.toml:14:18
       |
    14 | ratio = { part = "ho_ngeo", whole = "?" }
       |                  ^^^^^^^^^
       |
       = help: did you mean `ho_ngheo`?

    error[SPC006]: no indicator has the id `can_ngheo`
      --> plan.toml:15:23
       |
    15 | sum_of = ["ho_ngheo", "can_ngheo"]
       |                       ^^^^^^^^^^^
       |
       = help: did you mean `ho_ngheo`?

    error[SPC006]: no indicator has the id `tyle`
      --> plan.toml:18:27
       |
    18 | indicators = ["ho_ngheo", "tyle"]
       |                           ^^^^^^
       |
       = help: did you mean `ty_le`?

    5 errors in 1 file
    "#);
}

#[test]
fn lines_and_sources_of_the_budget() {
    assert_snapshot!(check(
        r#"
[budget]
unit = "triệu đồng"
sources = [{ id = "tinh", title = "Ngân sách tỉnh" }]
lines = [{ id = "da_1", title = "Dự án 1", amounts = { tinhh = 5 }, responsible = "ubnd" }]
[[task_groups]]
id = "a"
title = "Nhóm"
tasks = [{ text = "Làm", indicators = "ho_ngheo", budget_lines = ["da1", "tinh"] }]
[[sections]]
title = "Nhiệm vụ"
text = """
{{ budget() }}

{{ task_matrix() }}
"""
"#
    ), @r#"
    error[SPC006]: no budget source has the id `tinhh`
     --> plan.toml:8:56
      |
    8 | lines = [{ id = "da_1", title = "Dự án 1", amounts = { tinhh = 5 }, responsible = "ubnd" }]
      |                                                        ^^^^^
      |
      = help: did you mean `tinh`?

    error[SPC006]: no unit has the id `ubnd`
     --> plan.toml:8:83
      |
    8 | lines = [{ id = "da_1", title = "Dự án 1", amounts = { tinhh = 5 }, responsible = "ubnd" }]
      |                                                                                   ^^^^^^

    error[SPC006]: no indicator has the id `ho_ngheo`
      --> plan.toml:12:39
       |
    12 | tasks = [{ text = "Làm", indicators = "ho_ngheo", budget_lines = ["da1", "tinh"] }]
       |                                       ^^^^^^^^^^

    error[SPC006]: no budget line or source has the id `da1`
      --> plan.toml:12:67
       |
    12 | tasks = [{ text = "Làm", indicators = "ho_ngheo", budget_lines = ["da1", "tinh"] }]
       |                                                                   ^^^^^
       |
       = help: did you mean `da_1`?

    4 errors in 1 file
    "#);
}

/// Prose names things by calls; the id is shown, not the call.
#[test]
fn each_call_of_prose() {
    assert_snapshot!(check(
        r#"
[[sections]]
id = "muc_dich"
title = "Mục đích"
text = '''
Còn {{ value(id="ho_ngheo", year=2024) }}; theo {{ cite(id="qd_06") }}; {{ unit(id='cac_thôn') }}.

Xem mục {{ ref(id="muc_dic") }}, số {{ amount(id="da_1", source="tinh") }}.

{{ table(id="bieu") }}

{{ cell(table="bieu_2", row="Thôn 1", column="ho") }} và {{ total(table=`bieu_3`, column="ho") }}
'''
"#
    ), @r#"
    error[SPC006]: no indicator has the id `ho_ngheo`
     --> plan.toml:9:18
      |
    9 | Còn {{ value(id="ho_ngheo", year=2024) }}; theo {{ cite(id="qd_06") }}; {{ unit(id='cac_t…
      |                  ^^^^^^^^

    error[SPC006]: no legal document has the id `qd_06`
     --> plan.toml:9:61
      |
    9 | …lue(id="ho_ngheo", year=2024) }}; theo {{ cite(id="qd_06") }}; {{ unit(id='cac_thôn') }}.
      |                                                     ^^^^^
      |
      = help: did you mean `qd_05`?

    error[SPC006]: no unit has the id `cac_thôn`
     --> plan.toml:9:85
      |
    9 | …lue(id="ho_ngheo", year=2024) }}; theo {{ cite(id="qd_06") }}; {{ unit(id='cac_thôn') }}.
      |                                                                             ^^^^^^^^
      |
      = help: did you mean `cac_thon`?

    error[SPC006]: no section or appendix has the id `muc_dic`
      --> plan.toml:11:20
       |
    11 | Xem mục {{ ref(id="muc_dic") }}, số {{ amount(id="da_1", source="tinh") }}.
       |                    ^^^^^^^
       |
       = help: did you mean `muc_dich`?

    error[SPC006]: no budget line or source has the id `da_1`
      --> plan.toml:11:51
       |
    11 | Xem mục {{ ref(id="muc_dic") }}, số {{ amount(id="da_1", source="tinh") }}.
       |                                                   ^^^^

    error[SPC006]: no budget source has the id `tinh`
      --> plan.toml:11:66
       |
    11 | Xem mục {{ ref(id="muc_dic") }}, số {{ amount(id="da_1", source="tinh") }}.
       |                                                                  ^^^^

    error[SPC006]: no table has the id `bieu`
      --> plan.toml:13:14
       |
    13 | {{ table(id="bieu") }}
       |              ^^^^

    error[SPC006]: no table has the id `bieu_2`
      --> plan.toml:15:16
       |
    15 | {{ cell(table="bieu_2", row="Thôn 1", column="ho") }} và {{ total(table=`bieu_3`, column…
       |                ^^^^^^

    error[SPC006]: no table has the id `bieu_3`
      --> plan.toml:15:74
       |
    15 | …able="bieu_2", row="Thôn 1", column="ho") }} và {{ total(table=`bieu_3`, column="ho") }}
       |                                                                  ^^^^^^

    9 errors in 1 file
    "#);
}

/// An id is found behind escapes, line ends and Vietnamese letters.
#[test]
fn the_place_in_a_text_of_several_lines_with_escapes() {
    assert_snapshot!(check(
        "[preamble]\ntext = \"\"\"\nĐoạn \\\"một\\\" có h\\u1ED9, \\\n    nối tiếp.\n\n\\tĐoạn hai: \
         {{ cite(id=\\\"qd_06\\\") }} và {{ unit(id='cac_ban') }}.\"\"\"\n"
    ), @r#"
    error[SPC006]: no legal document has the id `qd_06`
     --> plan.toml:9:26
      |
    9 | \tĐoạn hai: {{ cite(id=\"qd_06\") }} và {{ unit(id='cac_ban') }}."""
      |                          ^^^^^
      |
      = help: did you mean `qd_05`?

    error[SPC006]: no unit has the id `cac_ban`
     --> plan.toml:9:53
      |
    9 | \tĐoạn hai: {{ cite(id=\"qd_06\") }} và {{ unit(id='cac_ban') }}."""
      |                                                     ^^^^^^^

    2 errors in 1 file
    "#);
}

/// In typed texts too: titles, tasks, products, the closing.
#[test]
fn in_typed_texts() {
    assert_snapshot!(check(
        r#"
[[responsibilities]]
unit = "van_phong"
title = "{{ unit(id='van_phon') }}"
tasks = [{ text = "Phối hợp với {{ unit(id='cac_xa') }}", product = "Theo {{ cite(id='qd_6') }}" }]
[[sections]]
title = "Mục {{ ref(id='to_chuc') }}"
text = "{{ responsibilities() }}"
[closing]
text = "Theo {{ cite(id='qd_7') }}"
"#
    ), @r#"
    error[SPC006]: no unit has the id `van_phon`
     --> plan.toml:7:22
      |
    7 | title = "{{ unit(id='van_phon') }}"
      |                      ^^^^^^^^
      |
      = help: did you mean `van_phong`?

    error[SPC006]: no unit has the id `cac_xa`
     --> plan.toml:8:45
      |
    8 | …ks = [{ text = "Phối hợp với {{ unit(id='cac_xa') }}", product = "Theo {{ cite(id='qd_6')…
      |                                           ^^^^^^

    error[SPC006]: no section or appendix has the id `to_chuc`
      --> plan.toml:10:25
       |
    10 | title = "Mục {{ ref(id='to_chuc') }}"
       |                         ^^^^^^^

    error[SPC006]: no legal document has the id `qd_7`
      --> plan.toml:13:26
       |
    13 | text = "Theo {{ cite(id='qd_7') }}"
       |                          ^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn in_the_registries() {
    let office = Office::commune()
        .file(
            "units.toml",
            "[[units]]\nid = \"cac_thon\"\nname = \"các thôn\"\nparent = \"xa_an_binh\"\n",
        )
        .file(
            "legal.toml",
            "[[documents]]\nid = \"nd_30\"\nkind = \"Nghị định\"\nreplaced_by = \"nd_78\"\n",
        )
        .plan("");
    assert_snapshot!(report(&office, &[]), @r#"
    error[SPC006]: no legal document has the id `nd_78`
     --> ./legal.toml:4:15
      |
    4 | replaced_by = "nd_78"
      |               ^^^^^^^

    error[SPC006]: no unit has the id `xa_an_binh`
     --> ./units.toml:4:10
      |
    4 | parent = "xa_an_binh"
      |          ^^^^^^^^^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(
        "[preamble]\ntext = \"Thực hiện {{ cite(id='qd_5') }}\"\n[[legal_bases]]\nref = \"luat\"\n"
    ), @r#"
    lỗi[SPC006]: không có văn bản nào mang mã `qd_5`
     --> plan.toml:5:31
      |
    5 | text = "Thực hiện {{ cite(id='qd_5') }}"
      |                               ^^^^
      |
      = cách sửa: có phải ý bạn là `qd_05`?

    lỗi[SPC006]: không có văn bản nào mang mã `luat`
     --> plan.toml:7:7
      |
    7 | ref = "luat"
      |       ^^^^^^

    2 lỗi trong 1 tệp
    "#);
}
