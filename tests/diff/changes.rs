//! What is told of two plans: a small pair, and the changes between them.

use super::plans::{plan, side};
use kehoach::diff::{Change, Comparison, Expected, Field, Reason, Value, Verdict, What, compare};
use kehoach::source::Sources;
use kehoach::vi;

const HEAD: &str = "[document]\nyear = 2024\ntitle = \"Giảm nghèo năm 2024\"\n";

/// The comparison of two plans, of 2024 and 2025.
pub fn compared(old: &str, new: &str) -> Comparison {
    let mut sources = Sources::default();
    let old = plan(&format!("{HEAD}{old}"), &mut sources);
    let new = plan(
        &format!("{}{new}", HEAD.replace("2024", "2025")),
        &mut sources,
    );
    compare(side(&old, &sources), side(&new, &sources))
}

/// The changes that do not just follow from the year, a line each.
pub fn changes(old: &str, new: &str) -> String {
    let comparison = compared(old, new);
    let lines: Vec<String> = comparison
        .changes
        .iter()
        .filter(|change| change.matters())
        .map(line)
        .collect();
    lines.join("\n")
}

fn line(change: &Change) -> String {
    let about = format!("{:?} «{}»", change.kind, change.name);
    let reason = match change.reason {
        Some(Reason::Like(percent)) => format!(" (giống {percent}%)"),
        Some(Reason::Same) => " (cùng lời)".to_owned(),
        _ => String::new(),
    };
    let what = match &change.what {
        What::Added { .. } => "mới".to_owned(),
        What::Dropped { .. } => "bỏ".to_owned(),
        What::Moved { from } => format!("từ {from:?} sang {:?}", change.trail),
        What::Reordered { from, to } => format!("từ thứ {from} lên thứ {to}"),
        What::Sorted { of, moved } => format!("{moved} {of:?} đổi chỗ"),
        What::Renamed { from, to } => format!("mã {from:?} thành {to:?}"),
        What::Altered {
            field,
            old,
            new,
            delta,
            ..
        } => {
            let delta = delta.as_ref().map_or(String::new(), |delta| {
                let better = delta.better.map_or("", |better| {
                    if better {
                        ", tốt lên"
                    } else {
                        ", xấu đi"
                    }
                });
                let percent = delta.percent.map_or(String::new(), |percent| {
                    format!(" ({}%)", vi::number::format(&percent))
                });
                format!(
                    " [{}{percent}{better}]",
                    vi::number::format(&delta.absolute)
                )
            });
            format!(
                "{}: {} -> {}{delta}",
                name(field),
                value(old.as_ref()),
                value(new.as_ref())
            )
        }
    };
    format!("{about}{reason} {what}")
}

fn name(field: &Field) -> String {
    match &field.key {
        Some(key) => format!("{} {key}", field.name),
        None => field.name.to_owned(),
    }
}

fn value(value: Option<&Value>) -> String {
    match value {
        None => "-".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Number(number)) => vi::number::format(number),
        Some(other) => format!("{other:?}"),
    }
}

pub const INDICATOR: &str = "[[indicators]]\nid = \"ho_ngheo\"\nname = \"Số hộ nghèo\"\nunit = \"hộ\"\nbetter = \"lower\"\n";

#[test]
fn a_target_that_falls_is_better_where_less_is_better() {
    let old = format!("{INDICATOR}values = {{ 2023 = 84 }}\ntarget = {{ value = 60 }}\n");
    let new =
        format!("{INDICATOR}values = {{ 2023 = 84, 2024 = 63 }}\ntarget = {{ value = 45 }}\n");
    insta::assert_snapshot!(changes(&old, &new), @"Indicator «Số hộ nghèo» target: 60 -> 45 [-15 (-25%), tốt lên]");
    let comparison = compared(&old, &new);
    let [outcome] = comparison.outcomes.as_slice() else {
        panic!("{comparison:?}")
    };
    assert_eq!((outcome.year, outcome.verdict), (2024, Verdict::Missed));
}

#[test]
fn what_just_follows_from_the_year_is_folded() {
    let text = |year: i16| {
        format!(
            "[preamble]\ntext = \"Thực hiện nhiệm vụ năm {year}, so với năm {}:\"\n{INDICATOR}\
             target = {{ year = {year}, value = 60 }}\n[[timeline]]\nid = \"a\"\nfrom = {year}-03-15\ntext = \"Rà soát.\"\n",
            year - 1
        )
    };
    let comparison = compared(&text(2024), &text(2025));
    let folded = comparison.changes.iter().filter_map(|change| {
        let Some(Expected::Year(places)) = change.expected else {
            return None;
        };
        Some(places)
    });
    // The paragraph has two.
    assert_eq!(
        folded.collect::<Vec<_>>().iter().sum::<usize>(),
        6,
        "{comparison:?}"
    );
    // Year and title of the plan, the paragraph, the target's year, the step's day.
    assert_eq!(comparison.changes.len(), 5);
}

#[test]
fn a_year_that_was_forgotten_is_not() {
    let text = |year: i16| format!("[preamble]\ntext = \"Để hoàn thành chỉ tiêu năm {year}:\"\n");
    let comparison = compared(&text(2024), &text(2024));
    let paragraph = comparison.changes.iter().find(|c| c.name.starts_with("Để"));
    assert_eq!(
        paragraph, None,
        "it is the same, and a rule of the check tells of it"
    );
}

#[test]
fn money_in_another_unit_is_the_same_money() {
    let budget = |unit: &str, amount: &str| {
        format!(
            "[budget]\nunit = \"{unit}\"\n[[budget.sources]]\nid = \"ns\"\ntitle = \"Ngân sách\"\n\
             [[budget.lines]]\nid = \"nha\"\ntitle = \"Nhà ở\"\namounts = {{ ns = {amount} }}\n"
        )
    };
    insta::assert_snapshot!(changes(&budget("triệu đồng", "250"), &budget("đồng", "300000000")), @"
    Budget «» unit: triệu đồng -> đồng
    BudgetLine «Nhà ở» amount ns: 250 -> 300.000.000 [50.000.000 (20%)]
    ");
}

#[test]
fn the_same_digits_in_another_unit_are_another_amount() {
    let table = |unit: &str| {
        format!(
            "[[tables]]\nid = \"von\"\nunit = \"{unit}\"\ncolumns = [{{ id = \"nam\", title = \"Năm\" }}, \
             {{ id = \"ho\", title = \"Số hộ\", unit = \"hộ\" }}, {{ id = \"von\", title = \"Vốn\" }}]\n\
             rows = [[2025, 839, 839]]\n"
        )
    };
    insta::assert_snapshot!(changes(&table("triệu đồng"), &table("tỷ đồng")), @"
    Table «von» unit: triệu đồng -> tỷ đồng
    Row «2025» cell von: 839 -> 839 [838,161 (99.900%)]
    ");
    let old = lines(&[("Nhà ở", 839), ("Tập huấn", 0)]);
    insta::assert_snapshot!(changes(&old, &old.replace("triệu", "tỷ")), @"
    Budget «» unit: triệu đồng -> tỷ đồng
    BudgetLine «Nhà ở» amount ns: 839 -> 839 [838,161 (99.900%)]
    ");
}

#[test]
fn the_same_amount_in_another_unit_is_folded() {
    let new = lines(&[("Nhà ở", 839), ("Tập huấn", 20)]);
    let old = new
        .replace("triệu", "nghìn")
        .replace("839", "839000")
        .replace("20 }", "20000 }");
    insta::assert_snapshot!(changes(&old, &new), @"Budget «» unit: nghìn đồng -> triệu đồng");
    let comparison = compared(&old, &new);
    let folded = comparison.changes.iter();
    let folded = folded.filter(|change| change.expected == Some(Expected::Unit));
    assert_eq!(
        folded
            .map(|change| change.name.as_str())
            .collect::<Vec<_>>(),
        ["Nhà ở", "Tập huấn"]
    );
}

#[test]
fn a_target_and_its_result_are_judged_in_one_unit() {
    let indicator = |unit: &str, more: &str| {
        format!(
            "[[indicators]]\nid = \"thu\"\nname = \"Thu ngân sách\"\nunit = \"{unit}\"\nbetter = \"higher\"\n{more}\n"
        )
    };
    let old = indicator("triệu đồng", "target = { value = 1500 }");
    let new = indicator("tỷ đồng", "values = { 2024 = \"1,4\" }");
    let outcome = &compared(&old, &new).outcomes[0];
    assert_eq!(outcome.verdict, Verdict::Missed);
    assert_eq!(
        (
            vi::number::format(&outcome.target.normalize()),
            outcome.unit.as_deref()
        ),
        ("1,5".to_owned(), Some("tỷ đồng"))
    );
}

#[test]
fn a_share_that_became_a_count_has_no_difference_and_no_verdict() {
    let indicator = |unit: &str, more: &str| {
        format!(
            "[[indicators]]\nid = \"ngheo\"\nname = \"Hộ nghèo\"\nunit = \"{unit}\"\nbetter = \"lower\"\n{more}\n"
        )
    };
    let old = indicator("%", "target = { value = \"4,1\" }");
    let new = indicator("hộ", "values = { 2024 = 41 }\ntarget = { value = 30 }");
    let comparison = compared(&old, &new);
    assert_eq!(comparison.outcomes.len(), 0);
    let target = comparison.changes.iter().find(
        |change| matches!(&change.what, What::Altered { field, .. } if field.name == "target"),
    );
    let target = target.unwrap();
    assert_eq!(target.old_unit.as_deref(), Some("%"));
    assert!(matches!(&target.what, What::Altered { delta: None, .. }));
}

#[test]
fn a_line_is_split_in_any_unit() {
    let old = lines(&[("Sửa chữa nhà ở", 100)]);
    let new = lines(&[("Sửa nhà", 60000), ("Chữa nhà dột", 40000)]).replace("triệu", "nghìn");
    let new = new.replace("l0", "m0");
    let splits = compared(&old, &new).splits;
    assert_eq!(splits.len(), 1, "{splits:?}");
    assert_eq!(
        (
            vi::number::format(&splits[0].amount),
            splits[0].unit.as_deref()
        ),
        ("100".to_owned(), Some("triệu đồng"))
    );
}

#[test]
fn a_task_that_another_unit_gets_is_moved_and_a_renamed_id_is_told() {
    let old = "[[responsibilities]]\nunit = \"van_hoa\"\n[[responsibilities.tasks]]\nid = \"ra_soat\"\n\
               text = \"Rà soát hộ nghèo cuối năm 2024.\"\ndeadline = 2024-11-30\n";
    let new = "[[responsibilities]]\nunit = \"kinh_te\"\n[[responsibilities.tasks]]\nid = \"ra_soat_ho\"\n\
               text = \"Rà soát hộ nghèo cuối năm 2025.\"\ndeadline = 2025-10-31\n\
               [[responsibilities]]\nunit = \"van_hoa\"\n[[responsibilities.tasks]]\ntext = \"Tuyên truyền.\"\n";
    insta::assert_snapshot!(changes(old, new), @r#"
    Responsibility «kinh_te» mới
    Task «Rà soát hộ nghèo cuối năm 2025.» (giống 80%) từ ["van_hoa"] sang ["kinh_te"]
    Task «Rà soát hộ nghèo cuối năm 2025.» (giống 80%) mã Some("ra_soat") thành Some("ra_soat_ho")
    Task «Rà soát hộ nghèo cuối năm 2025.» (giống 80%) deadline: Day(2024-11-30) -> Day(2025-10-31)
    Task «Tuyên truyền.» mới
    "#);
}

#[test]
fn a_section_with_another_title_is_known_by_its_text() {
    let old = "[[sections]]\ntitle = \"Nội dung\"\ntext = \"\"\"\nHỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo.\n\nTập huấn cán bộ.\n\"\"\"\n\
               [[sections]]\ntitle = \"Kinh phí\"\ntext = \"Từ ngân sách xã.\"\n";
    let new = "[[sections]]\ntitle = \"Kinh phí\"\ntext = \"Từ ngân sách xã.\"\n\
               [[sections]]\ntitle = \"Nhiệm vụ trọng tâm\"\ntext = \"\"\"\nTập huấn cán bộ.\n\nHỗ trợ nhà ở cho hộ nghèo, hộ mới thoát nghèo.\n\"\"\"\n";
    insta::assert_snapshot!(changes(old, new), @"
    Section «Kinh phí» (cùng lời) từ thứ 2 lên thứ 1
    Section «Nhiệm vụ trọng tâm» (giống 74%) title: Nội dung -> Nhiệm vụ trọng tâm
    Paragraph «Tập huấn cán bộ.» (cùng lời) từ thứ 2 lên thứ 1
    Paragraph «Hỗ trợ nhà ở cho hộ nghèo, hộ mới thoát nghèo.» (giống 85%) text: Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo. -> Hỗ trợ nhà ở cho hộ nghèo, hộ mới thoát nghèo.
    ");
}

#[test]
fn rows_go_by_their_first_cells() {
    let table = |rows: &str| {
        format!(
            "[[tables]]\nid = \"xa\"\ncolumns = [{{ id = \"ten\", title = \"Xã\" }}, {{ id = \"ho\", title = \"Số hộ\", unit = \"hộ\" }}]\n\
             rows = [{rows}]\ntotal = {{ ten = \"Tổng cộng\", ho = 30 }}\n"
        )
    };
    let old = table("[\"Nam Đà\", 10], [\"Đăk Sôr\", 20], [\"Tân Thành\", 5]");
    let new = table("[\"Tân Thành\", 5], [\"Nam Đà\", 12], [\"Đăk Drô\", 18]");
    insta::assert_snapshot!(changes(&old, &new), @"
    Row «Tân Thành» từ thứ 3 lên thứ 1
    Row «Nam Đà» cell ho: 10 -> 12 [2 (20%)]
    Row «Đăk Sôr» bỏ
    Row «Đăk Drô» mới
    ");
}

/// A budget with lines of the given titles and amounts.
pub fn lines(lines: &[(&str, u32)]) -> String {
    let mut budget =
        "[budget]\nunit = \"triệu đồng\"\n[[budget.sources]]\nid = \"ns\"\ntitle = \"Ngân sách\"\n"
            .to_owned();
    for (place, (title, amount)) in lines.iter().enumerate() {
        let id = vi::text::folded(title)
            .replace(' ', "_")
            .chars()
            .filter(char::is_ascii)
            .collect::<String>();
        budget += &format!(
            "[[budget.lines]]\nid = \"l{place}{id}\"\ntitle = \"{title}\"\namounts = {{ ns = {amount} }}\n"
        );
    }
    budget
}

#[test]
fn lines_that_were_split_or_merged_are_told_by_their_amounts() {
    let old = lines(&[
        ("Sửa chữa nhà ở", 100),
        ("Tuyên truyền", 20),
        ("Tập huấn", 30),
    ]);
    let new = lines(&[
        ("Xây mới nhà ở", 60),
        ("Vật liệu sửa chữa", 40),
        ("Các đợt tuyên truyền và lớp tập huấn tại thôn", 50),
    ]);
    let told: Vec<String> = compared(&old, &new)
        .splits
        .iter()
        .map(|split| {
            format!(
                "{} {} {}",
                split.whole,
                if split.merged {
                    "gộp từ"
                } else {
                    "tách thành"
                },
                split.parts.join(" + ")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "Sửa chữa nhà ở tách thành Xây mới nhà ở + Vật liệu sửa chữa",
            "Các đợt tuyên truyền và lớp tập huấn tại thôn gộp từ Tuyên truyền + Tập huấn"
        ]
    );
}

#[test]
fn a_part_that_was_taken_out_of_a_line_is_told() {
    let old = lines(&[("Nhà ở", 100)]);
    let new = lines(&[("Nhà ở", 70), ("Nhà ở công vụ", 30)]);
    let comparison = compared(&old, &new);
    assert_eq!(comparison.splits[0].parts, ["Nhà ở", "Nhà ở công vụ"]);
}

#[test]
fn the_years_that_prose_prints_are_compared_as_they_read() {
    let old =
        "[preamble]\ntext = \"Để hoàn thành chỉ tiêu năm 2024, so với năm {{ year - 1 }}:\"\n";
    let new = "[preamble]\ntext = \"Để hoàn thành chỉ tiêu năm {{ year }}, so với năm {{ year - 1 }}:\"\n";
    assert_eq!(changes(old, new), "");
    let forgotten =
        "[preamble]\ntext = \"Để hoàn thành chỉ tiêu năm 2024, so với năm {{ year - 1 }}:\"\n";
    assert_eq!(
        compared(old, forgotten)
            .changes
            .iter()
            .filter(|change| change.matters())
            .count(),
        1
    );
}

/// A table of places with two columns of numbers.
fn table(columns: &[&str], rows: &[&str]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|id| format!("{{ id = \"{id}\", title = \"Cột {id}\" }}"))
        .collect();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row.split(' ').map(|cell| {
                let is_number = cell.bytes().all(|byte| byte.is_ascii_digit());
                if is_number {
                    cell.to_owned()
                } else {
                    format!("\"{cell}\"")
                }
            });
            format!("[{}]", cells.collect::<Vec<_>>().join(", "))
        })
        .collect();
    format!(
        "[[tables]]\nid = \"bieu\"\ntitle = \"Biểu\"\ncolumns = [{}]\nrows = [{}]\n",
        columns.join(", "),
        rows.join(", ")
    )
}

#[test]
fn a_column_takes_its_cells_along() {
    let old = table(&["thon", "a"], &["Đông 1", "Đoài 2"]);
    let new = table(&["thon", "a", "b"], &["Đông 1 7", "Đoài 3 8"]);
    let cell = "Row «Đoài» cell a: 2 -> 3 [1 (50%)]";
    assert_eq!(changes(&old, &new), format!("Column «Cột b» mới\n{cell}"));
    let back = "Row «Đoài» cell a: 3 -> 2 [-1 (-33,33%)]";
    assert_eq!(changes(&new, &old), format!("Column «Cột b» bỏ\n{back}"));
    // A cell that is filled in a column of both is told.
    let empty = table(&["thon", "a", "b"], &["Đông 1 x", "Đoài 2 8"]);
    let filled = table(&["thon", "a", "b"], &["Đông 1 7", "Đoài 2 8"]);
    assert_eq!(changes(&empty, &filled), "Row «Đông» cell b: x -> 7");
}

#[test]
fn rows_and_columns_in_another_order_are_one_line() {
    let columns = ["thon", "a"];
    let old = table(&columns, &["A 1", "B 2", "C 3", "D 4"]);
    let sorted = table(&columns, &["D 4", "C 3", "B 2", "A 1"]);
    assert_eq!(changes(&old, &sorted), "Table «Biểu» 3 Row đổi chỗ");
    // Of one alone it is told where it stands.
    let moved = table(&columns, &["B 2", "C 3", "D 4", "A 1"]);
    assert_eq!(changes(&old, &moved), "Row «A» từ thứ 1 lên thứ 4");
}
