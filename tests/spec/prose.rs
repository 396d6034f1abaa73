//! SPC015: markup that prose does not have.

use super::{assert_clean, check, check_vi};
use insta::assert_snapshot;

/// A plan with a section of prose from line 7 on.
fn prose(text: &str) -> String {
    format!("\n[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{text}\n'''\n")
}

#[test]
fn quotations_backticks_and_rules() {
    assert_snapshot!(check(&prose("> Trích dẫn\n\nLệnh `ls` chạy.\n\n***\n\nHết.")), @r#"
    error[SPC015]: prose cannot have a quotation mark `>`
     --> plan.toml:8:1
      |
    8 | > Trích dẫn
      | ^^^^^^^^^^^

    error[SPC015]: prose cannot have backticks
      --> plan.toml:10:6
       |
    10 | Lệnh `ls` chạy.
       |      ^^^^

    error[SPC015]: prose cannot have a rule
      --> plan.toml:12:1
       |
    12 | ***
       | ^^^

    3 errors in 1 file
    "#);
}

#[test]
fn links_and_images() {
    assert_snapshot!(check(&prose(
        "Xem [cổng](https://x.vn), ![ảnh](a.png), <https://x.vn>.\n\nXem [cổng].\n\n[cổng]: https://x.vn"
    )), @r#"
    error[SPC015]: prose cannot have a link
     --> plan.toml:8:5
      |
    8 | Xem [cổng](https://x.vn), ![ảnh](a.png), <https://x.vn>.
      |     ^^^^^^^^^^^^^^^^^^^^

    error[SPC015]: prose cannot have a link
     --> plan.toml:8:27
      |
    8 | Xem [cổng](https://x.vn), ![ảnh](a.png), <https://x.vn>.
      |                           ^^^^^^^^^^^^^

    error[SPC015]: prose cannot have a link
     --> plan.toml:8:42
      |
    8 | Xem [cổng](https://x.vn), ![ảnh](a.png), <https://x.vn>.
      |                                          ^^^^^^^^^^^^^^

    error[SPC015]: prose cannot have the target of a link
      --> plan.toml:12:1
       |
    12 | [cổng]: https://x.vn
       | ^^^^^^^^^^^^^^^^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn blocks_are_fenced_and_an_indent_is_none() {
    assert_snapshot!(check(&prose("Đoạn một.\n\n    thụt vào\n\n```\nmã\n```")), @r#"
    error[SPC015]: prose cannot have a fenced block
      --> plan.toml:12:1
       |
    12 | ```
       | ^^^

    error[SPC015]: prose cannot have a fenced block
      --> plan.toml:14:1
       |
    14 | ```
       | ^^^

    2 errors in 1 file
    "#);
}

/// In other Markdown a line of dashes below a text makes a heading of it.
#[test]
fn underlined_headings() {
    assert_snapshot!(check(&prose("Mục tiêu\n---\n\nMục đích\n===")), @r#"
    error[SPC015]: prose cannot have a line of `=` or `-` under a text
     --> plan.toml:9:1
      |
    9 | ---
      | ^^^

    error[SPC015]: prose cannot have a line of `=` or `-` under a text
      --> plan.toml:12:1
       |
    12 | ===
       | ^^^

    2 errors in 1 file
    "#);
}

#[test]
fn footnotes() {
    assert_snapshot!(check(&prose(
        "Theo luật[^1], nghị định[^2], \\[^3] và luật[^1].\n\n[^1]: Luật số 1.\n\n[^1]: Luật số 2.\n\n[^4]: Thừa."
    )), @r#"
    error[SPC015]: prose cannot have a footnote without its text
     --> plan.toml:8:25
      |
    8 | Theo luật[^1], nghị định[^2], \[^3] và luật[^1].
      |                         ^^^^

    error[SPC015]: prose cannot have a second reference to a footnote
     --> plan.toml:8:44
      |
    8 | Theo luật[^1], nghị định[^2], \[^3] và luật[^1].
      |                                            ^^^^

    error[SPC015]: prose cannot have a footnote that nothing refers to
      --> plan.toml:12:1
       |
    12 | [^1]: Luật số 2.
       | ^^^^^^^^^^^^^^^^

    error[SPC015]: prose cannot have a footnote that nothing refers to
      --> plan.toml:14:1
       |
    14 | [^4]: Thừa.
       | ^^^^^^^^^^^

    4 errors in 1 file
    "#);
}

#[test]
fn footnotes_hold_one_paragraph() {
    assert_snapshot!(check(&prose(
        "Theo luật[^1] và quy định[^2].\n\n[^1]: - Luật\n\n[^2]: Xem[^1]."
    )), @r#"
    error[SPC015]: prose cannot have a list or heading in a footnote
      --> plan.toml:10:7
       |
    10 | [^1]: - Luật
       |       ^^^^^^

    error[SPC015]: prose cannot have a footnote inside a footnote
      --> plan.toml:12:10
       |
    12 | [^2]: Xem[^1].
       |          ^^^^

    2 errors in 1 file
    "#);
}

/// After the levels of `numbering` there is none.
#[test]
fn headings_and_lists_that_are_too_deep() {
    assert_snapshot!(check(&prose("# Một\n\n## Hai\n\n### Ba\n\n#### Bốn\n\n1. Số")), @r#"
    error[SPC015]: the plan's numbering has no level so deep; see `numbering` in [document]
      --> plan.toml:12:1
       |
    12 | ### Ba
       | ^^^^^^

    error[SPC015]: the plan's numbering has no level so deep; see `numbering` in [document]
      --> plan.toml:14:1
       |
    14 | #### Bốn
       | ^^^^^^^^

    error[SPC015]: the plan's numbering has no level so deep; see `numbering` in [document]
      --> plan.toml:16:1
       |
    16 | 1. Số
       | ^^^^^

    3 errors in 1 file
    "#);
}

#[test]
fn several_paragraphs_where_one_is_taken() {
    assert_snapshot!(check(
        r##"
[[objectives]]
text = "Đoạn một"
[[legal_bases]]
text = """
Căn cứ Luật;

Căn cứ Nghị định
"""
[[sections]]
title = "# Mục tiêu"
text = "{{ objectives() }}"
"##
    ), @r#"
    error[SPC015]: this text takes one paragraph only
      --> plan.toml:11:1
       |
    11 | Căn cứ Nghị định
       | ^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn emphasis_inside_emphasis() {
    let text = format!("{}giữa{}", "*a **b ".repeat(20), " b** a*".repeat(20));
    assert_snapshot!(check(&prose(&text)), @r#"
    error[SPC015]: prose cannot have emphasis inside emphasis so many times
     --> plan.toml:8:29
      |
    8 | … *a **b *a **b *a **b *a **b *a **b *a **b *…* b** a* b** a* b** a* b** a* b** a* b** a* …
      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi(&prose("> Trích `mã`\n\n[a](b) x[^1]\n\n* * *")), @r#"
    lỗi[SPC015]: văn xuôi không dùng được dấu `>` đầu dòng
     --> plan.toml:8:1
      |
    8 | > Trích `mã`
      | ^^^^^^^^^^^^

    lỗi[SPC015]: văn xuôi không dùng được liên kết
      --> plan.toml:10:1
       |
    10 | [a](b) x[^1]
       | ^^^^^^

    lỗi[SPC015]: văn xuôi không dùng được cước chú không có nội dung
      --> plan.toml:10:9
       |
    10 | [a](b) x[^1]
       |         ^^^^

    lỗi[SPC015]: văn xuôi không dùng được đường kẻ
      --> plan.toml:12:1
       |
    12 | * * *
       | ^^^^^

    4 lỗi trong 1 tệp
    "#);
}

#[test]
fn what_prose_has() {
    assert_clean(&prose(
        "# Mục **đậm** *nghiêng*\n\nĐoạn có \\* \\_ \\# \\< \\[ \\` và a < b, [ngoặc], 5 * 3, _, R&D[^n].\n\n\
         - gạch\n  - cộng\n\n1. số\n\n1) chữ\n\n[^n]: Cước chú *nghiêng*.",
    ));
}
