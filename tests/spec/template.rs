//! SPC009: calls in prose that cannot be, each at its place.

use super::{assert_clean, check, check_vi};
use insta::assert_snapshot;

/// A plan with a section of prose from line 7 on.
fn prose(text: &str) -> String {
    format!("\n[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{text}\n'''\n")
}

#[test]
fn an_unknown_call() {
    assert_snapshot!(check(&prose(r#"Theo {{ trich_dan(id="qd_05") }} và {{ unitt(id="cac_thon") }}."#)), @r#"
    error[SPC009]: prose has no call `trich_dan`
     --> plan.toml:8:9
      |
    8 | Theo {{ trich_dan(id="qd_05") }} và {{ unitt(id="cac_thon") }}.
      |         ^^^^^^^^^

    error[SPC009]: prose has no call `unitt`
     --> plan.toml:8:40
      |
    8 | Theo {{ trich_dan(id="qd_05") }} và {{ unitt(id="cac_thon") }}.
      |                                        ^^^^^
      |
      = help: did you mean `unit`?

    2 errors in 1 file
    "#);
}

#[test]
fn an_unknown_argument() {
    assert_snapshot!(check(&prose(r#"Theo {{ cite(id="qd_05", from="short") }}."#)), @r#"
    error[SPC009]: `cite` takes no `from`
     --> plan.toml:8:26
      |
    8 | Theo {{ cite(id="qd_05", from="short") }}.
      |                          ^^^^
      |
      = help: did you mean `form`?

    1 error in 1 file
    "#);
}

#[test]
fn an_argument_of_another_word() {
    assert_snapshot!(check(&prose(r#"Theo {{ cite(id="qd_05", form="ngắn") }}."#)), @r#"
    error[SPC009]: `ngắn` is not one of "full", "dated", "short"
     --> plan.toml:8:32
      |
    8 | Theo {{ cite(id="qd_05", form="ngắn") }}.
      |                                ^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_missing_argument() {
    assert_snapshot!(check(&prose("Theo {{ cite() }} và {{ cell(table=\"a\") }}.")), @r#"
    error[SPC009]: `cite` needs `id`
     --> plan.toml:8:9
      |
    8 | Theo {{ cite() }} và {{ cell(table="a") }}.
      |         ^^^^

    error[SPC009]: `cell` needs `column`
     --> plan.toml:8:25
      |
    8 | Theo {{ cite() }} và {{ cell(table="a") }}.
      |                         ^^^^

    error[SPC009]: `cell` needs `row`
     --> plan.toml:8:25
      |
    8 | Theo {{ cite() }} và {{ cell(table="a") }}.
      |                         ^^^^

    error[SPC006]: no table has the id `a`
     --> plan.toml:8:37
      |
    8 | Theo {{ cite() }} và {{ cell(table="a") }}.
      |                                     ^

    4 errors in 1 file
    "#);
}

#[test]
fn an_unknown_filter() {
    assert_snapshot!(check(&prose("Năm {{ year | romans }} và {{ year | safe }}.")), @r#"
    error[SPC009]: prose has no filter `romans`
     --> plan.toml:8:15
      |
    8 | Năm {{ year | romans }} và {{ year | safe }}.
      |               ^^^^^^
      |
      = help: did you mean `roman`?

    error[SPC009]: prose has no filter `safe`
     --> plan.toml:8:38
      |
    8 | Năm {{ year | romans }} và {{ year | safe }}.
      |                                      ^^^^

    2 errors in 1 file
    "#);
}

#[test]
fn an_unknown_variable() {
    assert_snapshot!(check(&prose("Năm {{ nam }}, {{ yaer - 1 }}, {{ __tera_context }}.")), @r#"
    error[SPC009]: prose has no variable `nam`
     --> plan.toml:8:8
      |
    8 | Năm {{ nam }}, {{ yaer - 1 }}, {{ __tera_context }}.
      |        ^^^

    error[SPC009]: prose has no variable `yaer`
     --> plan.toml:8:19
      |
    8 | Năm {{ nam }}, {{ yaer - 1 }}, {{ __tera_context }}.
      |                   ^^^^
      |
      = help: did you mean `year`?

    error[SPC009]: prose has no variable `__tera_context`
     --> plan.toml:8:35
      |
    8 | Năm {{ nam }}, {{ yaer - 1 }}, {{ __tera_context }}.
      |                                   ^^^^^^^^^^^^^^

    3 errors in 1 file
    "#);
}

#[test]
fn a_tag_that_is_not_closed() {
    assert_snapshot!(check(&prose("Năm {{ year, theo kế hoạch.")), @r#"
    error[SPC009]: this is never closed
     --> plan.toml:8:5
      |
    8 | Năm {{ year, theo kế hoạch.
      |     ^^

    1 error in 1 file
    "#);
    assert_snapshot!(check(&prose("Năm {% if year, theo kế hoạch.")), @r#"
    error[SPC009]: this is never closed
     --> plan.toml:8:5
      |
    8 | Năm {% if year, theo kế hoạch.
      |     ^^

    1 error in 1 file
    "#);
}

/// Nothing is repeated, included or defined in prose.
#[test]
fn statements_that_prose_does_not_have() {
    assert_snapshot!(check(&prose(
        "{% for i in [1, 2] %}a{% endfor %} {% set a = 1 %} {% include \"nd30.typ\" %}"
    )), @r#"
    error[SPC009]: prose has no `for`; it knows {{ … }} and {% if … %}
     --> plan.toml:8:4
      |
    8 | {% for i in [1, 2] %}a{% endfor %} {% set a = 1 %} {% include "nd30.typ" %}
      |    ^^^

    error[SPC009]: prose has no `endfor`; it knows {{ … }} and {% if … %}
     --> plan.toml:8:26
      |
    8 | {% for i in [1, 2] %}a{% endfor %} {% set a = 1 %} {% include "nd30.typ" %}
      |                          ^^^^^^

    error[SPC009]: prose has no `set`; it knows {{ … }} and {% if … %}
     --> plan.toml:8:39
      |
    8 | {% for i in [1, 2] %}a{% endfor %} {% set a = 1 %} {% include "nd30.typ" %}
      |                                       ^^^

    error[SPC009]: prose has no `include`; it knows {{ … }} and {% if … %}
     --> plan.toml:8:55
      |
    8 | {% for i in [1, 2] %}a{% endfor %} {% set a = 1 %} {% include "nd30.typ" %}
      |                                                       ^^^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn syntax_that_the_engine_refuses() {
    assert_snapshot!(check(&prose("Năm {{ year + }} và {{ 1 2 }}.")), @r#"
    error[SPC009]: the template fails: Found `}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
     --> plan.toml:8:15
      |
    8 | Năm {{ year + }} và {{ 1 2 }}.
      |               ^^

    error[SPC009]: the template fails: Found integer but expected }}.
     --> plan.toml:8:26
      |
    8 | Năm {{ year + }} và {{ 1 2 }}.
      |                          ^

    2 errors in 1 file
    "#);
}

#[test]
fn a_condition_that_is_not_ended() {
    assert_snapshot!(check(&prose("{% if year > 2024 %}Sau năm 2024.")), @r#"
    error[SPC009]: the template fails: Unexpected end of input
     --> plan.toml:8:21
      |
    8 | {% if year > 2024 %}Sau năm 2024.
      |                     ^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_filter_that_fails() {
    assert_snapshot!(check(&prose(r#"Ngày {{ "30/02/2024" | date_long }} và {{ "năm" | words }}."#)), @r#"
    error[SPC009]: the template fails: `30/02/2024` is not a date such as 2024-02-05
     --> plan.toml:8:24
      |
    8 | Ngày {{ "30/02/2024" | date_long }} và {{ "năm" | words }}.
      |                        ^^^^^^^^^

    error[SPC009]: the template fails: `năm` is not a number
     --> plan.toml:8:51
      |
    8 | Ngày {{ "30/02/2024" | date_long }} và {{ "năm" | words }}.
      |                                                   ^^^^^

    2 errors in 1 file
    "#);
}

/// Faults of different kinds in one text are all said, those of Markdown with them.
#[test]
fn several_in_one_text() {
    assert_snapshot!(check(&prose(
        "# Mục {{ reff(id=\"a\") }}\n\nNăm {{ nam }}, {{ year + }}, {{ year | roma }}.\n\n> Trích {{ unit(id=\"x\") }} `mã`"
    )), @r#"
    error[SPC009]: prose has no call `reff`
     --> plan.toml:8:10
      |
    8 | # Mục {{ reff(id="a") }}
      |          ^^^^
      |
      = help: did you mean `ref`?

    error[SPC009]: prose has no variable `nam`
      --> plan.toml:10:8
       |
    10 | Năm {{ nam }}, {{ year + }}, {{ year | roma }}.
       |        ^^^

    error[SPC009]: the template fails: Found `}}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
      --> plan.toml:10:26
       |
    10 | Năm {{ nam }}, {{ year + }}, {{ year | roma }}.
       |                          ^^

    error[SPC009]: prose has no filter `roma`
      --> plan.toml:10:40
       |
    10 | Năm {{ nam }}, {{ year + }}, {{ year | roma }}.
       |                                        ^^^^
       |
       = help: did you mean `roman`?

    error[SPC015]: prose cannot have a quotation mark `>`
      --> plan.toml:12:1
       |
    12 | > Trích {{ unit(id="x") }} `mã`
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[SPC006]: no unit has the id `x`
      --> plan.toml:12:21
       |
    12 | > Trích {{ unit(id="x") }} `mã`
       |                     ^

    6 errors in 1 file
    "#);
}

/// A line-ending backslash, escapes and Vietnamese letters before a fault do not move it.
#[test]
fn after_several_lines_with_escapes() {
    assert_snapshot!(check(
        "[preamble]\ntext = \"\"\"\nĐoạn \\\"một\\\" \\\n   n\\u1ED1i tiếp {{ nam }},\n\nđoạn hai {{ year | \\\n   roma }}.\"\"\"\n"
    ), @r#"
    error[SPC009]: prose has no variable `nam`
     --> plan.toml:7:21
      |
    7 |    n\u1ED1i tiếp {{ nam }},
      |                     ^^^

    error[SPC009]: prose has no filter `roma`
      --> plan.toml:10:4
       |
    10 |    roma }}."""
       |    ^^^^
       |
       = help: did you mean `roman`?

    2 errors in 1 file
    "#);
}

/// A call that makes paragraphs cannot stand in the middle of one.
#[test]
fn a_block_in_the_middle_of_a_paragraph() {
    assert_snapshot!(check(
        r#"
[[timeline]]
text = "Rà soát"
[[sections]]
title = "Tiến độ"
text = "Các bước năm {{ year }}: {{ timeline() }}"
[closing]
text = "{{ timeline() }}"
"#
    ), @r#"
    error[SPC015]: prose cannot have a call that makes paragraphs in the middle of one (put it on a line of its own)
     --> plan.toml:9:34
      |
    9 | text = "Các bước năm {{ year }}: {{ timeline() }}"
      |                                  ^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

/// What only shows when the document is composed is shown at its own tag.
#[test]
fn a_value_that_is_not_recorded() {
    assert_snapshot!(check(
        r#"
[[indicators]]
id = "ho"
name = "Số hộ"
values = { 2023 = 84 }
[[sections]]
title = "Kết quả"
text = 'Năm 2023 còn {{ value(id="ho", year=2023) }}, năm 2024 còn {{ value(id="ho", year=2024) }}.'
"#
    ), @r#"
    error[SPC006]: indicator `ho` has no value 2024
      --> plan.toml:11:68
       |
     6 | id = "ho"
       |      ---- the indicator
    ...
    11 | …2023 còn {{ value(id="ho", year=2023) }}, năm 2024 còn {{ value(id="ho", year=2024) }}.'
       |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(&prose(
        "{{ unitt(id=\"a\") }} {{ cite() }} {{ cite(id=\"qd_05\", x=1) }} {{ nam }} {{ 1 | x }} {% for %}"
    )), @r#"
    lỗi[SPC009]: không có lệnh `unitt`
     --> plan.toml:8:4
      |
    8 | {{ unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for…
      |    ^^^^^
      |
      = cách sửa: có phải ý bạn là `unit`?

    lỗi[SPC009]: `cite` cần có `id`
     --> plan.toml:8:24
      |
    8 | {{ unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for…
      |                        ^^^^

    lỗi[SPC009]: `cite` không có tham số `x`
     --> plan.toml:8:54
      |
    8 | …unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for %}
      |                                                    ^

    lỗi[SPC009]: không có biến `nam`
     --> plan.toml:8:65
      |
    8 | …unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for %}
      |                                                               ^^^

    lỗi[SPC009]: không có bộ lọc `x`
     --> plan.toml:8:79
      |
    8 | …unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for %}
      |                                                                             ^

    lỗi[SPC009]: văn xuôi không có `for`; chỉ dùng được {{ … }} và {% if … %}
     --> plan.toml:8:87
      |
    8 | …unitt(id="a") }} {{ cite() }} {{ cite(id="qd_05", x=1) }} {{ nam }} {{ 1 | x }} {% for %}
      |                                                                                     ^^^

    6 lỗi trong 1 tệp
    "#);
}

#[test]
fn what_prose_can_do() {
    assert_clean(&prose(
        r#"Năm {{ year }} và {{ year - 1 }}, {{ 6608 | number }}, {{ 4 | roman }}, {{ "a" | upper }}.

{% if until > year %}Nhiều năm{% else %}Một năm{% endif %}: {% raw %}{{ x }}{% endraw %} {# ghi chú #}

{{ unit(id="cac_thon") | upper }} theo {{ cite(id="qd" ~ "_05", form="short") }} {{ "a \" b" }}"#,
    ));
}

/// A list whose own text places it again would never end.
#[test]
fn a_list_inside_itself() {
    let plan = r#"
[[objectives]]
text = "Giảm nghèo\n\n{{ objectives() }}"

[[sections]]
title = "Mục tiêu"
text = "{{ objectives() }}"
"#;
    assert_snapshot!(check(plan), @r#"
    error[SPC009]: `objectives` cannot stand in a text that it prints itself
     --> plan.toml:6:23
      |
    6 | text = "Giảm nghèo\n\n{{ objectives() }}"
      |                       ^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}
