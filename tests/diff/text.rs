//! The reports for people, as the clerk reads them.

use super::{NEW, OLD, office};
use crate::support::Office;

#[test]
fn the_report_in_vietnamese() {
    let run = office().run(&["diff", OLD, NEW, "--lang", "vi"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn the_summary_alone() {
    let run = office().run(&["diff", OLD, NEW, "--stat"]);
    insta::assert_snapshot!(run.out, @"
    --- 2024-giam-ngheo.toml
    +++ 2025-giam-ngheo.toml
    1. Targets: Số hộ nghèo down from 59 to 35 hộ (-24, -40,68%); Số lao động được tư vấn, giới thiệu
       việc làm down from 150 to 145 lao động (-5, -3,33%); new: Số nhà tạm được xóa (6 nhà).
       [Objectives and indicators]
    2. Targets of 2024 that were missed: Số lao động được tư vấn, giới thiệu việc làm (target: 150 lao
       động; result: 131 lao động), and this plan asks for less. [Objectives and indicators]
    3. Money: the total goes up from 1.567 to 1.890 triệu đồng (+323, +20,61%); Xóa nhà tạm +300 (new);
       Dự án 1: Đầu tư hạ tầng +61 (from 939 to 1.000); Dự án 4: Việc làm bền vững -38 (from 628 to
       590). [Budget]
    4. By source (triệu đồng): Ngân sách trung ương +23 (from 1.367 to 1.390); Vốn xã hội hóa +300
       (new). [Budget]
    5. Tasks: new «Lập danh sách hộ có nhà tạm, nhà dột nát» (Công chức Lao động - Thương binh và Xã
       hội, until 31/3/2025); «Tổ chức phiên giao dịch việc làm» handed over from Công chức Lao động -
       Thương binh và Xã hội to Phòng Kinh tế (until 31/5/2025); dropped «In và phát tờ rơi chính sách
       cho từng hộ» (Công chức Lao động - Thương binh và Xã hội). [Tasks]
    6. Legal bases: Quyết định 05/QĐ-UBND ngày 09/01/2025 in place of Quyết định 02/QĐ-UBND ngày
       04/01/2024; new: Chỉ thị 05-CT/TW ngày 23/6/2021; dropped: Nghị quyết 76/2014/QH13 ngày
       24/6/2014. [Legal bases]
    7. What else has changed: Objectives and indicators (2 changed); Tables (1 added, 1 dropped, 3
       changed); Tasks (1 added, 1 changed); Timeline and reports (1 changed); numbers and order in Text
       (1 added, 1 moved, 1 changed); wording in Text (1 changed); Signature and recipients (1 added); 7
       places just have the later year; 4 results of years recorded or left out.

    Legal bases                1 replaced; 1 added; 1 dropped
    Objectives and indicators  1 target better; 1 target worse; 1 added; 3 changed
    Tables                     1 added; 1 dropped; 3 changed
    Budget                     1.567 → 1.890 triệu đồng (+323, +20,61%); 2 added; 3 changed
    Tasks                      2 added; 1 dropped; 1 moved; 1 changed
    Timeline and reports       1 changed
    Text                       1 added; 1 moved; 2 changed
    Signature and recipients   1 added
    Earlier targets            1 exceeded; 1 reached; 1 missed
    Year                       2024 → 2025: 7 places; 4 years' results recorded or left out
    ");
}

#[test]
fn what_just_follows_from_the_year_is_shown_when_asked_for() {
    let office = office();
    let folded = office.run(&["diff", OLD, NEW]).out;
    let all = office.run(&["diff", OLD, NEW, "--all"]).out;
    for said in ["deadline: 30/11/2024 → 30/11/2025", "Vận động"] {
        assert!(!folded.contains(said), "{folded}");
    }
    let more: Vec<&str> = all.lines().filter(|line| !folded.contains(line)).collect();
    insta::assert_snapshot!(more.join("\n"), @"
    Heading
      ~ plan «Giảm nghèo năm 2025»
          year  2024 → 2025
          subject: Giảm nghèo năm [-2024-]{+2025+}
          target        59 →  35  -24  -40,68%  better
          result 2022  109 →   –
          result 2024    – →  57
          target       150 → 145   -5   -3,33%  worse
          result 2024    – → 131
      ~ Tỷ lệ người nghèo có thẻ bảo hiểm y tế (%)
          result 2024    – → 100
      ~ Rà soát hộ nghèo, hộ cận nghèo theo chuẩn
          deadline: 30/11/2024 → 30/11/2025
      Các thôn
      ~ Họp thôn bình xét hộ nghèo công khai, dân chủ
          deadline: 31/10/2024 → 31/10/2025
      ~ Thực hiện Kế hoạch phát triển kinh tế - xã hội năm [-2024-]{+2025+}, Ủy ban nhân dân xã xây dựng
        kế hoạch giảm nghèo năm [-2024-]{+2025+} như sau:
      ~ … nghiệp nhận lao động là người nghèo trong năm [-2024-]{+2025+}.
    ");
}

#[test]
fn with_colours_what_differs_has_no_marks() {
    let run = office().run(&["diff", OLD, NEW, "--color", "always"]);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("loa truyền thanh"))
        .unwrap();
    insta::assert_snapshot!(line.replace('\u{1b}', "␛"), @"  ~ … chính sách giảm nghèo bằng loa truyền thanh␛[32m,␛[0m ␛[32mmạng␛[0m ␛[32mxã␛[0m ␛[32mhội␛[0m và họp thôn. ␛[2m[taken␛[0m ␛[2mfor␛[0m ␛[2mone:␛[0m ␛[2m91%␛[0m ␛[2mof␛[0m");
}

#[test]
fn markdown_for_a_merge_request() {
    let run = office().run(&["diff", OLD, NEW, "--lang", "vi", "--format", "md"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn a_long_part_is_folded_in_markdown() {
    let more: String = (1..20)
        .map(|n| format!("[[objectives]]\ntext = \"Việc thứ {n} của năm\"\n"))
        .collect();
    let text = super::changed(NEW, "[preamble]", &format!("{more}[preamble]"));
    let run = office()
        .file(NEW, text)
        .run(&["diff", OLD, NEW, "--format", "md"]);
    assert!(
        run.out.contains(
            "#### <a id=\"indicators\"></a>Objectives and indicators\n\n<details><summary>24 changes</summary>\n\n"
        ),
        "{}",
        run.out
    );
    assert_eq!(run.out.matches("</details>").count(), 1);
}

#[test]
fn money_in_another_unit_is_reconciled_and_the_old_unit_said() {
    let billions = super::changed(
        OLD,
        "unit = \"triệu đồng\"\ntotal = 1567",
        "unit = \"tỷ đồng\"\ntotal = \"1,6\"",
    );
    let run = office()
        .file("b.toml", billions)
        .run(&["diff", OLD, "b.toml", "--lang", "vi"]);
    let numbers = run.out.splitn(3, "\n\n").skip(1).collect::<Vec<_>>();
    let numbers = numbers.join("\n\n");
    let lines: Vec<&str> = numbers
        .lines()
        .take_while(|line| !line.contains("Dự án 4"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Kinh phí  1,567 → 1,6 tỷ đồng (+0,033, +2,11%); 3 sửa

    Kinh phí
      ~ Kinh phí (tỷ đồng)
          đơn vị tính: [-triệu-]{+tỷ+} đồng
          tổng số               1.567 triệu đồng → 1,6    +0,033    +2,11%
      ~ khoản mục «Dự án 1: Đầu tư hạ tầng» (tỷ đồng)
          Ngân sách trung ương    839 triệu đồng → 839  +838,161  +99.900%
          Ngân sách tỉnh          100 triệu đồng → 100     +99,9  +99.900%
    ");
}

#[test]
fn calls_in_prose_are_shown_as_what_they_print() {
    let with_call = |year: &str| {
        let call = format!(
            "Cuối năm còn {{{{ value(id=\"ho_ngheo\", year={year}) }}}} nghèo, {{{{ unit(id=\"cac_thon\") }}}} rà soát"
        );
        super::changed(OLD, "Hỗ trợ hộ nghèo vay vốn ưu đãi", &call)
    };
    let office = office()
        .file("a.toml", with_call("2022"))
        .file("b.toml", with_call("year - 1"));
    let run = office.run(&["diff", "a.toml", "b.toml", "--lang", "vi"]);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("Cuối năm"))
        .unwrap();
    insta::assert_snapshot!(line, @"  ~ Cuối năm còn [-109-]{+84+} hộ nghèo, Các thôn rà soát, mức vay tối đa 50 … [coi là một: giống");
}

#[test]
fn a_number_typed_or_called_says_the_same() {
    let with = |said: &str| {
        let text = format!("Cuối năm còn {said} nghèo, hỗ trợ vay vốn");
        super::changed(OLD, "Hỗ trợ hộ nghèo vay vốn ưu đãi", &text)
    };
    let call = "{{ value(id=\"ho_ngheo\", year=2023) }}";
    let office = office()
        .file("a.toml", with(call))
        .file("b.toml", with("84 hộ"));
    let run = office.run(&["diff", "a.toml", "b.toml"]);
    assert!(run.out.ends_with("The plans say the same\n"), "{}", run.out);
    assert_eq!(run.code, 0);
}

#[test]
fn what_stands_as_a_block_is_named() {
    let call = "{{ budget() }}\n\nXem {{ ref(id=\"to_chuc\") }}";
    let with = super::changed(OLD, "Hỗ trợ hộ nghèo vay vốn ưu đãi", call);
    let title = "title = \"Tổ chức thực hiện\"";
    let with = with.replace(title, &format!("id = \"to_chuc\"\n{title}"));
    let run = office()
        .file("a.toml", with)
        .run(&["diff", OLD, "a.toml", "--lang", "vi"]);
    let line = |start: &str| run.out.lines().find(|line| line.contains(start)).unwrap();
    insta::assert_snapshot!(line("⟨bảng"), @"  + ⟨bảng kinh phí⟩");
    insta::assert_snapshot!(line("Xem"), @"  ~ [-Hỗ trợ hộ nghèo vay vốn ưu đãi-]{+Xem ⟨Tổ chức thực hiện⟩+}, mức vay tối đa 50 triệu đồng mỗi");
}

/// The same digits are another amount, the same amount in other digits is none that has changed.
#[test]
fn money_in_another_unit() {
    let budget = |unit: &str, one: &str, other: &str| {
        format!(
            "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n[budget]\nunit = \"{unit}\"\n\
             [[budget.sources]]\nid = \"ns\"\ntitle = \"Ngân sách\"\n\
             [[budget.lines]]\nid = \"a\"\ntitle = \"Nhà ở\"\namounts = {{ ns = {one} }}\n\
             [[budget.lines]]\nid = \"b\"\ntitle = \"Tập huấn\"\namounts = {{ ns = {other} }}\n"
        )
    };
    let office = Office::empty()
        .file("a.toml", budget("nghìn đồng", "839000", "20"))
        .file("b.toml", budget("triệu đồng", "839", "20"));
    let run = office.run(&["diff", "a.toml", "b.toml", "--lang", "vi"]);
    insta::assert_snapshot!(run.out, @"
    --- a.toml
    +++ b.toml
    1. Kinh phí: tổng số tăng từ 839,02 lên 859 triệu đồng (+19,98, +2,38%); Tập huấn +19,98 (từ 0,02
       lên 20). [Kinh phí]
    2. Thay đổi còn lại: Kinh phí (1 sửa); 1 số tiền không đổi, chỉ khác đơn vị tính.

    Kinh phí     839,02 → 859 triệu đồng (+19,98, +2,38%); 2 sửa
    Đơn vị tính  1 số tiền không đổi, chỉ khác đơn vị tính

    Kinh phí
      ~ Kinh phí
          đơn vị tính: [-nghìn-]{+triệu+} đồng
      ~ khoản mục «Tập huấn» (triệu đồng)
          Ngân sách  20 nghìn đồng → 20  +19,98  +99.900%
    ");
    let all = office.run(&[
        "diff", "a.toml", "b.toml", "--lang", "vi", "--all", "--format", "md",
    ]);
    insta::assert_snapshot!(all.out, @r#"
    ### a.toml → b.toml

    1. Kinh phí: tổng số tăng từ 839,02 lên 859 triệu đồng (+19,98, +2,38%); Tập huấn +19,98 (từ 0,02 lên 20). ([Kinh phí](#budget))
    2. Thay đổi còn lại: Kinh phí (1 sửa); 1 số tiền không đổi, chỉ khác đơn vị tính.

    - **Kinh phí**: 839,02 → 859 triệu đồng (+19,98, +2,38%); 2 sửa
    - **Đơn vị tính**: 1 số tiền không đổi, chỉ khác đơn vị tính

    #### <a id="budget"></a>Kinh phí

    | Nội dung | Số liệu | Cũ | Mới | Chênh lệch | |
    |---|---|--:|--:|--:|---|
    | Nhà ở (triệu đồng) | Ngân sách | 839.000 nghìn đồng | 839 |  |  |
    | Tập huấn (triệu đồng) | Ngân sách | 20 nghìn đồng | 20 | +19,98 (+99.900%) |  |

    - Kinh phí: đơn vị tính: <del>nghìn</del><ins>triệu</ins> đồng
    "#);
}

/// A reader sees words, not the marks that make them slanting or bold.
#[test]
fn marks_of_emphasis_are_not_told_unless_they_are_what_has_changed() {
    let told = |from: &str, to: &str| {
        let with = |said: &str| super::changed(OLD, "Hỗ trợ hộ nghèo vay vốn ưu đãi", said);
        let office = office().file("a.toml", with(from)).file("b.toml", with(to));
        let run = office.run(&["diff", "a.toml", "b.toml"]);
        let line = run.out.lines().find(|line| line.contains("vay vốn"));
        line.unwrap_or_default().to_owned()
    };
    let both = "Hỗ trợ *hộ nghèo* vay vốn **ưu đãi";
    insta::assert_snapshot!(told(&format!("{both} năm nay**"), &format!("{both} sang năm**")), @"  ~ Hỗ trợ hộ nghèo vay vốn ưu đãi [-năm nay-]{+sang năm+}, mức vay tối đa 50 triệu đồng mỗi hộ.");
    insta::assert_snapshot!(told("Hỗ trợ hộ nghèo vay vốn *ưu đãi*", "Hỗ trợ hộ nghèo vay vốn **ưu đãi**"), @"  ~ Hỗ trợ hộ nghèo vay vốn *{+*+}ưu đãi*{+*+}, mức vay tối đa 50 triệu đồng mỗi hộ.");
    insta::assert_snapshot!(told("Hỗ trợ hộ nghèo vay vốn 2*3*4", "Hỗ trợ hộ nghèo vay vốn 2*3*5"), @"  ~ Hỗ trợ hộ nghèo vay vốn 2*3*[-4-]{+5+}, mức vay tối đa 50 triệu đồng mỗi hộ. [taken for one: 94%");
}
