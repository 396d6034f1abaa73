//! The sentences of the first page: what they say, and nothing that is not so. That every report says them
//! alike: `first_page`.

use super::{OLD, changed};
use crate::support::Office;
use serde_json::Value;

/// The sentences of the JSON report.
pub fn claims(office: &Office, old: &str, new: &str, lang: &str) -> Vec<Value> {
    let run = office.run(&["diff", old, new, "--format", "json", "--lang", lang]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    report["claims"].as_array().unwrap().clone()
}

/// What is said of two plans, a line a sentence.
fn said(old: &str, new: &str) -> String {
    let office = Office::empty().file("a.toml", old).file("b.toml", new);
    let claims = claims(&office, "a.toml", "b.toml", "vi");
    let texts = claims.iter().map(|claim| claim["text"].as_str().unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

/// A plan of an indicator.
fn target(year: i16, unit: &str, more: &str) -> String {
    format!(
        "[document]\nyear = {year}\ntitle = \"Giảm nghèo năm {year}\"\n[[indicators]]\nid = \"a\"\n\
         name = \"Số hộ nghèo\"\nunit = \"{unit}\"\nbetter = \"lower\"\n{more}\n"
    )
}

/// A plan of a budget with a source and lines.
fn budget(head: &str, lines: &[(&str, &str)]) -> String {
    let line = |(title, amount): &(&str, &str)| {
        let id = title
            .to_lowercase()
            .replace(|c: char| !c.is_ascii_alphabetic(), "");
        format!(
            "[[budget.lines]]\nid = \"l{id}\"\ntitle = \"{title}\"\namounts = {{ ns = {amount} }}\n"
        )
    };
    let lines: String = lines.iter().map(line).collect();
    format!(
        "[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\n[budget]\n{head}\n\
         sources = [{{ id = \"ns\", title = \"Ngân sách\" }}]\n{lines}"
    )
}

#[test]
fn a_target_that_is_a_change_falls_more_or_less() {
    let values = "values = { 2023 = 84, 2024 = 61 }";
    let plan = |year, change: &str| {
        target(
            year,
            "hộ",
            &format!("{values}\ntarget = {{ change = {change} }}"),
        )
    };
    insta::assert_snapshot!(said(&plan(2024, "-25"), &plan(2025, "-20")), @"
    Chỉ tiêu: Số hộ nghèo giảm 20 hộ, trước là giảm 25 hộ (giảm ít hơn 5 hộ, 20%), còn 41 hộ.
    Ngoài ra chỉ còn: 2 chỗ chỉ đổi theo năm.
    ");
    insta::assert_snapshot!(said(&plan(2025, "-20"), &plan(2025, "-25")), @"
    Chỉ tiêu: Số hộ nghèo giảm 25 hộ, trước là giảm 20 hộ (giảm nhiều hơn 5 hộ, 25%), còn 36 hộ.
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan(2025, "20"), &plan(2025, "25")), @"
    Chỉ tiêu: Số hộ nghèo tăng 25 hộ, trước là tăng 20 hộ (tăng nhiều hơn 5 hộ, 25%), lên 86 hộ.
    Ngoài ra không có thay đổi nào khác.
    ");
    // One that rises where the other fell is neither more nor less of it.
    insta::assert_snapshot!(said(&plan(2025, "-20"), &plan(2025, "25")), @"
    Chỉ tiêu: Số hộ nghèo tăng 25 hộ, trước là giảm 20 hộ, lên 86 hộ.
    Ngoài ra không có thay đổi nào khác.
    ");
    // Of a share the difference is in points, and of points there is no growth.
    let share = |change: &str| target(2025, "%", &format!("target = {{ change = \"{change}\" }}"));
    insta::assert_snapshot!(said(&share("-1,56"), &share("-1,24")), @"
    Chỉ tiêu: Số hộ nghèo giảm 1,24 điểm %, trước là giảm 1,56 điểm % (giảm ít hơn 0,32 điểm %).
    Ngoài ra không có thay đổi nào khác.
    ");
    let bound = |change: &str| {
        let more = format!("target = {{ change = \"{change}\", bound = \"more_than\" }}");
        target(2025, "%", &more)
    };
    insta::assert_snapshot!(said(&bound("-4"), &bound("-5")), @"
    Chỉ tiêu: Số hộ nghèo giảm trên 5 điểm %, trước là giảm trên 4 điểm % (giảm nhiều hơn 1 điểm %).
    Ngoài ra không có thay đổi nào khác.
    ");
}

#[test]
fn a_value_and_a_change_that_come_to_the_same_are_one_target() {
    let plan = |goal: &str| {
        target(
            2024,
            "hộ",
            &format!("values = {{ 2023 = 84 }}\ntarget = {{ {goal} }}"),
        )
    };
    insta::assert_snapshot!(said(&plan("change = -25"), &plan("value = 59")), @"
    Chỉ tiêu: Số hộ nghèo vẫn là 59 hộ, chỉ ghi theo cách khác.
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan("value = 59"), &plan("change = -25")), @"
    Chỉ tiêu: Số hộ nghèo vẫn là 59 hộ, chỉ ghi theo cách khác.
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan("change = -25"), &plan("value = 60")), @"
    Chỉ tiêu: Số hộ nghèo tăng từ 59 lên 60 hộ (+1, +1,69%).
    Ngoài ra không có thay đổi nào khác.
    ");
    // Where no year says from what it falls, nothing is reckoned.
    let bare = |goal: &str| target(2024, "hộ", &format!("target = {{ {goal} }}"));
    insta::assert_snapshot!(said(&bare("change = -25"), &bare("value = 59")), @"
    Chỉ tiêu: Số hộ nghèo đặt 59 hộ, trước đặt giảm 25 hộ.
    Ngoài ra không có thay đổi nào khác.
    ");
}

#[test]
fn nothing_grows_across_a_sign_or_from_less_than_nothing() {
    let plan = |value: &str| {
        target(
            2025,
            "triệu đồng",
            &format!("target = {{ value = {value} }}"),
        )
    };
    insta::assert_snapshot!(said(&plan("5"), &plan("-5")), @"
    Chỉ tiêu: Số hộ nghèo giảm từ 5 xuống -5 triệu đồng (-10).
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan("-5"), &plan("5")), @"
    Chỉ tiêu: Số hộ nghèo tăng từ -5 lên 5 triệu đồng (+10).
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan("0"), &plan("5")), @"
    Chỉ tiêu: Số hộ nghèo tăng từ 0 lên 5 triệu đồng (+5).
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(said(&plan("5"), &plan("0")), @"
    Chỉ tiêu: Số hộ nghèo giảm từ 5 xuống 0 triệu đồng (-5, -100%).
    Ngoài ra không có thay đổi nào khác.
    ");
}

#[test]
fn what_was_missed_and_is_lowered_is_said_of_that_alone() {
    let old = target(2024, "hộ", "target = { value = 59 }");
    let new = |value: u8| {
        let more = format!("values = {{ 2024 = 62 }}\ntarget = {{ value = {value} }}");
        target(2025, "hộ", &more)
    };
    insta::assert_snapshot!(said(&old, &new(61)), @"
    Chỉ tiêu: Số hộ nghèo tăng từ 59 lên 61 hộ (+2, +3,39%).
    Chỉ tiêu năm 2024 chưa đạt: Số hộ nghèo (đặt 59 hộ, kết quả 62 hộ), năm nay hạ mức phấn đấu.
    Ngoài ra chỉ còn: 2 chỗ chỉ đổi theo năm; 1 số liệu năm ghi thêm, thôi ghi.
    ");
    insta::assert_snapshot!(said(&old, &new(50)), @"
    Chỉ tiêu: Số hộ nghèo giảm từ 59 xuống 50 hộ (-9, -15,25%).
    Chỉ tiêu năm 2024 chưa đạt: Số hộ nghèo (đặt 59 hộ, kết quả 62 hộ).
    Ngoài ra chỉ còn: 2 chỗ chỉ đổi theo năm; 1 số liệu năm ghi thêm, thôi ghi.
    ");
    let reached = target(
        2025,
        "hộ",
        "values = { 2024 = 59 }\ntarget = { value = 61 }",
    );
    insta::assert_snapshot!(said(&old, &reached), @"
    Chỉ tiêu: Số hộ nghèo tăng từ 59 lên 61 hộ (+2, +3,39%).
    Các chỉ tiêu năm 2024 đã có kết quả đều đạt hoặc vượt.
    Ngoài ra chỉ còn: 2 chỗ chỉ đổi theo năm; 1 số liệu năm ghi thêm, thôi ghi.
    ");
}

/// Money that is stated in one plan and added up in the other is the same money.
#[test]
fn a_sum_that_is_no_longer_stated_is_not_lost() {
    let lines = [("Nhà ở", "100"), ("Tập huấn", "50")];
    let stated = budget("unit = \"triệu đồng\"\ntotal = 150", &lines);
    let added = budget("unit = \"triệu đồng\"", &lines);
    let office = Office::empty()
        .file("a.toml", &stated)
        .file("b.toml", &added);
    let told = |old: &str, new: &str| {
        let run = office.run(&["diff", old, new, "--lang", "vi"]);
        let line = run
            .out
            .lines()
            .find(|line| line.contains("tổng số ("))
            .unwrap();
        line.trim().to_owned()
    };
    assert_eq!(
        told("a.toml", "b.toml"),
        "tổng số (nay cộng từ các khoản)  150 → 150"
    );
    assert_eq!(
        told("b.toml", "a.toml"),
        "tổng số (nay ghi riêng)  150 → 150"
    );
    insta::assert_snapshot!(said(&stated, &added), @"
    Kinh phí: tổng số giữ nguyên 150 triệu đồng.
    Ngoài ra không có thay đổi nào khác.
    ");
}

/// Where the unit alone is another, that is one line; where a digit is another too, each amount is told.
#[test]
fn a_unit_that_alone_changed_is_one_line() {
    let lines = |unit: &str, one: &str| {
        budget(
            &format!("unit = \"{unit}\""),
            &[("Nhà ở", one), ("Tập huấn", "50")],
        )
    };
    let told = |old: &str, new: &str| {
        let office = Office::empty().file("a.toml", old).file("b.toml", new);
        let run = office.run(&["diff", "a.toml", "b.toml", "--lang", "vi"]);
        assert_eq!(run.code, 1);
        run.out
            .splitn(3, "\n\n")
            .nth(2)
            .unwrap()
            .trim_end()
            .to_owned()
    };
    let old = lines("triệu đồng", "100");
    insta::assert_snapshot!(told(&old, &lines("nghìn đồng", "100")), @"
    Kinh phí
      ~ Kinh phí
          đơn vị tính (các chữ số giữ nguyên, đơn vị nhỏ đi 1.000 lần): [-triệu-]{+nghìn+} đồng
    ");
    insta::assert_snapshot!(said(&old, &lines("nghìn đồng", "100")), @"
    Kinh phí: đơn vị tính đổi từ triệu đồng sang nghìn đồng, các chữ số giữ nguyên, đơn vị nhỏ đi 1.000 lần.
    Ngoài ra không có thay đổi nào khác.
    ");
    insta::assert_snapshot!(told(&old, &lines("nghìn đồng", "120")), @"
    Kinh phí
      ~ Kinh phí
          đơn vị tính: [-triệu-]{+nghìn+} đồng
      ~ khoản mục «Nhà ở» (nghìn đồng)
          Ngân sách  100 triệu đồng → 120  -99.880  -99,88%
      ~ khoản mục «Tập huấn» (nghìn đồng)
          Ngân sách   50 triệu đồng →  50  -49.950   -99,9%
    ");
    let goal = |unit: &str| target(2025, unit, "target = { value = 100 }");
    insta::assert_snapshot!(said(&goal("triệu đồng"), &goal("tỷ đồng")), @"
    Chỉ tiêu: Số hộ nghèo (đơn vị tính đổi từ triệu đồng sang tỷ đồng, các chữ số giữ nguyên, đơn vị lớn lên 1.000 lần).
    Ngoài ra không có thay đổi nào khác.
    ");
    // The same money is no change of it at all.
    insta::assert_snapshot!(said(&old, &budget("unit = \"nghìn đồng\"", &[("Nhà ở", "100000"), ("Tập huấn", "50000")])), @"Các thay đổi: Kinh phí (1 sửa); 2 số tiền không đổi, chỉ khác đơn vị tính.");
}

/// An amount that is still to be decided is neither new nor dropped.
#[test]
fn an_undecided_amount_is_not_new() {
    let plan = |one: &str| {
        budget(
            "unit = \"triệu đồng\"",
            &[("Nhà ở", one), ("Tập huấn", "50")],
        )
    };
    insta::assert_snapshot!(said(&plan("100"), &plan("\"...\"")), @"
    Kinh phí: tổng số chưa xác định, trước là 150 triệu đồng.
    Ngoài ra không có thay đổi nào khác.
    ");
}

#[test]
fn what_answers_for_a_plan_is_named() {
    let old = changed(
        OLD,
        "[recipients]",
        "[signature]\nposition = \"Chủ tịch\"\nname = \"Lê Văn A\"\n\n[recipients]",
    );
    let new = old
        .replace("Lê Văn A", "Trần Thị B")
        .replace(
            "target = { value = 59 }",
            "target = { value = 59, bound = \"at_most\" }",
        )
        .replacen("better = \"higher\"", "better = \"lower\"", 1)
        .replace(
            "id = \"ra_soat\"",
            "id = \"ra_soat\"\nallow = [{ rule = \"TIM004\", reason = \"theo lịch của huyện\" }]",
        );
    insta::assert_snapshot!(said(&old, &new), @"
    Thẩm quyền, mức ràng buộc: Số hộ nghèo, mức của chỉ tiêu: từ không ghi sang «không quá»; Số lao động được giới thiệu việc làm, chiều hướng tốt: từ «càng cao càng tốt» sang «càng thấp càng tốt»; người ký, tên: từ «Lê Văn A» sang «Trần Thị B».
    Ngoại lệ khi kiểm tra: chấp nhận đối với «Rà soát hộ nghèo, hộ cận nghèo theo chuẩn», lý do: theo lịch của huyện.
    Ngoài ra không có thay đổi nào khác.
    ");
}

#[test]
fn plans_that_differ_by_the_year_alone_say_so() {
    let plan =
        |year: i16| format!("[document]\nyear = {year}\ntitle = \"Giảm nghèo năm {year}\"\n");
    insta::assert_snapshot!(said(&plan(2024), &plan(2025)), @"Chỉ có các thay đổi kéo theo: 2 chỗ chỉ đổi theo năm.");
    assert_eq!(said(&plan(2024), &plan(2024)), "");
}

/// More than a sentence can hold is counted, and more than eight sentences are left to the last one.
#[test]
fn a_sentence_names_so_many_and_counts_the_rest() {
    let task = |n: usize| format!("[[responsibilities.tasks]]\ntext = \"Việc thứ {n} của thôn\"\n");
    let plan = |tasks: std::ops::Range<usize>| {
        let tasks: String = tasks.map(task).collect();
        format!(
            "[document]\nyear = 2025\ntitle = \"A\"\n[[responsibilities]]\nunit = \"x\"\n{tasks}"
        )
    };
    insta::assert_snapshot!(said(&plan(0..1), &plan(0..9)), @"
    Nhiệm vụ: thêm «Việc thứ 1 của thôn» (x); thêm «Việc thứ 2 của thôn» (x); thêm «Việc thứ 3 của thôn» (x); thêm «Việc thứ 4 của thôn» (x); thêm «Việc thứ 5 của thôn» (x); và 3 nội dung khác.
    Ngoài ra không có thay đổi nào khác.
    ");
}

/// A target that is said otherwise is one line, not half of one and half of another.
#[test]
fn a_target_said_otherwise_is_one_line() {
    let plan = |goal: &str| {
        let values = "values = { 2023 = 84 }";
        target(2024, "hộ", &format!("{values}\ntarget = {{ {goal} }}"))
    };
    let told = |old: &str, new: &str| {
        let office = Office::empty()
            .file("a.toml", plan(old))
            .file("b.toml", plan(new));
        let run = office.run(&["diff", "a.toml", "b.toml", "--lang", "vi"]);
        let lines = run.out.lines().skip_while(|line| !line.starts_with("  ~"));
        lines.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told("change = -25", "value = 59"), @"
    ~ Số hộ nghèo (hộ)
        chỉ tiêu (như cũ, ghi theo cách khác)  -25 → 59
    ");
    insta::assert_snapshot!(told("value = 59", "change = -25"), @"
    ~ Số hộ nghèo (hộ)
        chỉ tiêu (như cũ, ghi theo cách khác)  59 → -25
    ");
    insta::assert_snapshot!(told("change = -25", "value = 60"), @"
    ~ Số hộ nghèo (hộ)
        chỉ tiêu (trước ghi mức tăng, giảm)  -25 → 60  +1  +1,69%
    ");
}

/// The parts that both plans say alike are named, so that nobody has to ask.
#[test]
fn what_is_unchanged_is_named() {
    let old = changed(OLD, "title = \"Giải pháp\"", "title = \"Giải pháp\"");
    let new = old.replace("họp thôn.", "họp xóm.");
    insta::assert_snapshot!(said(&old, &new), @"Chỉ thay đổi lời văn: câu chữ trong Lời văn (1 sửa); giữ nguyên: «Căn cứ», «Mục tiêu, chỉ tiêu», «Biểu số liệu», «Kinh phí», «Phân công nhiệm vụ», «Người ký, nơi nhận».");
    // Where nothing else has changed, that is all there is to say.
    insta::assert_snapshot!(said(&old, &old.replace("value = 59", "value = 50")), @"
    Chỉ tiêu: Số hộ nghèo giảm từ 59 xuống 50 hộ (-9, -15,25%).
    Ngoài ra không có thay đổi nào khác.
    ");
}
