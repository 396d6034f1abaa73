//! Calls that stand alone and make lists: objectives, steps in time, reports, indicators.

use super::{examined, printed, section};
use crate::support::Office;
use kehoach::document::model::{Block, CellAlign, RowKind};

const OBJECTIVES: &str = r#"
[[objectives]]
text = "Giảm 5 hộ nghèo.\n\nTrong đó:\n\n- Thôn Đông."
[[objectives]]
text = "1. Không là danh sách."
group = "lau_dai"
[[objectives]]
text = "- Không có hai gạch đầu dòng."
group = "khac"
"#;

#[test]
fn objectives_of_all_groups_or_of_one() {
    assert_eq!(
        section(OBJECTIVES, "{{ objectives() }}"),
        [
            "- Giảm 5 hộ nghèo.",
            "Trong đó:",
            "+ Thôn Đông.",
            "- 1. Không là danh sách.",
            "- Không có hai gạch đầu dòng./.",
        ]
    );
    assert_eq!(
        section(
            OBJECTIVES,
            "{{ objectives(group=\"lau_dai\") }}\n\n{{ objectives(group=\"khac\") }}\n\n\
             {{ objectives(group=\"chua_co\") }}\n\n{{ objectives() }}"
        )[..3],
        [
            "- 1. Không là danh sách.",
            "- Không có hai gạch đầu dòng.",
            "- Giảm 5 hộ nghèo."
        ]
    );
}

#[test]
fn a_step_says_its_time_before_its_work() {
    let mut steps = String::new();
    for when in [
        "",
        "from = 2025-02-05",
        "to = \"2025-03\"",
        "from = 2025",
        "from = \"2025-01\"\nto = \"2025-12\"",
        "from = \"2025-11\"\nto = \"2026-02\"",
        "from = 2025-02-05\nto = 2025-11-30",
        "from = 2025\nto = 2026",
        "from = \"2025-01\"\nto = 2026",
        "from = 2025-02-05\nwhen_text = \"Quý I - \"",
    ] {
        steps.push_str(&format!("[[timeline]]\ntext = \"rà soát.\"\n{when}\n"));
    }
    assert_eq!(
        section(&steps, "{{ timeline() }}\n\nHết."),
        [
            "- rà soát.",
            "- Ngày 05/02/2025: rà soát.",
            "- Tháng 3/2025: rà soát.",
            "- Năm 2025: rà soát.",
            "- Từ tháng 01 đến tháng 12/2025: rà soát.",
            "- Từ tháng 11/2025 đến tháng 02/2026: rà soát.",
            "- Từ ngày 05/02/2025 đến ngày 30/11/2025: rà soát.",
            "- Từ năm 2025 đến năm 2026: rà soát.",
            "- Từ tháng 01/2025 đến năm 2026: rà soát.",
            "- Quý I - rà soát.",
            "Hết./.",
        ]
    );
}

#[test]
fn reports_are_numbered_below_their_heading() {
    let reports = "[[reporting]]\ntext = \"Báo cáo tháng.\"\n[[reporting]]\ntext = \"- Báo cáo năm.\\n\\nHai bản.\"\n";
    assert_eq!(
        section(reports, "{{ reporting() }}\n\n# Khác\n\n{{ reporting() }}"),
        [
            "1. Báo cáo tháng.",
            "2. - Báo cáo năm.",
            "Hai bản.",
            "3. Khác",
            "a) Báo cáo tháng.",
            "b) - Báo cáo năm.",
            "Hai bản./.",
        ]
    );
    assert_eq!(
        printed(&format!(
            "{reports}[closing]\ntext = '{{{{ reporting() }}}}'\n"
        )),
        ["1. Báo cáo tháng.", "2. - Báo cáo năm.", "Hai bản./."]
    );
}

const INDICATORS: &str = r#"
[[indicators]]
id = "a"
name = "Số hộ nghèo"
unit = "hộ"
values = { 2024 = 84, 2022 = 120 }
target = { value = 60 }
[[indicators]]
id = "b"
name = "Số hộ cận nghèo"
values = { 2023 = 31, 2024 = "TODO" }
target = { change = -12, bound = "at_least" }
[[indicators]]
id = "c"
name = "Lao động có việc làm"
target = { change = 3, bound = "more_than" }
[[indicators]]
id = "d"
name = "Tỷ lệ"
unit = "%"
target = { value = "4,5", bound = "at_most" }
[[indicators]]
id = "e"
name = "Số vụ"
target = { value = 9, bound = "less_than", change = -1 }
[[indicators]]
id = "g"
name = "Không đổi"
target = { change = 0 }
[[indicators]]
id = "h"
name = "Chưa rõ"
target = { bound = "at_least", value = "TODO" }
[[indicators]]
id = "i"
name = "Không giao"
"#;

#[test]
fn indicators_as_a_table_with_each_year_once() {
    assert_eq!(
        section(INDICATORS, "{{ indicators() }}"),
        [
            "STT\tChỉ tiêu\tĐơn vị tính\tNăm 2022\tNăm 2023\tNăm 2024\tChỉ tiêu năm 2025",
            "1\tSố hộ nghèo\thộ\t120\t\t84\t60",
            "2\tSố hộ cận nghèo\t\t\t31\tTODO\ttối thiểu giảm 12",
            "3\tLao động có việc làm\t\t\t\t\ttrên tăng 3",
            "4\tTỷ lệ\t%\t\t\t\tkhông quá 4,5",
            "5\tSố vụ\t\t\t\t\tdưới 9",
            "6\tKhông đổi\t\t\t\t\ttăng 0",
            "7\tChưa rõ\t\t\t\t\ttối thiểu TODO",
            "8\tKhông giao\t\t\t\t\t",
        ]
    );
    let plan =
        format!("{INDICATORS}[[sections]]\ntitle = \"A\"\ntext = '{{{{ indicators() }}}}'\n");
    let (document, _) = examined(&Office::commune().plan(&plan));
    let Some(Block::Table(table)) = document.body.last() else {
        panic!("no table")
    };
    let aligns: Vec<CellAlign> = table.columns.iter().map(|column| column.align).collect();
    let (middle, left, decimal) = (CellAlign::Center, CellAlign::Left, CellAlign::Decimal);
    assert_eq!(
        aligns,
        [middle, left, middle, decimal, decimal, decimal, decimal]
    );
    assert!(table.rows.iter().all(|row| row.kind == RowKind::Plain));
}

/// A target prints under its own year, and a plan of several years may have one for each.
#[test]
fn targets_of_several_years_have_columns_of_their_own() {
    let indicators = r#"
until = 2030
[[indicators]]
id = "a"
name = "Nước sạch"
unit = "%"
values = { 2024 = 80 }
target = { year = 2030, value = 95, bound = "at_least" }
[[indicators]]
id = "b"
name = "Hộ nghèo"
unit = "%"
values = { 2024 = "5,2" }
targets = { 2027 = "2,8", 2026 = "4,4", 2030 = 0 }
"#;
    assert_eq!(
        section(indicators, "{{ indicators() }}"),
        [
            "STT\tChỉ tiêu\tĐơn vị tính\tNăm 2024\tChỉ tiêu năm 2026\tChỉ tiêu năm 2027\tChỉ tiêu năm 2030",
            "1\tNước sạch\t%\t80\t\t\ttối thiểu 95",
            "2\tHộ nghèo\t%\t5,2\t4,4\t2,8\t0",
        ]
    );
    let text = "{{ indicators() }}\n\nĐạt {{ value(id=\"b\", of=\"target\", year=2027) }}, sau cùng \
                {{ value(id=\"b\", of=\"target\") }}, {{ value(id=\"a\", of=\"target\", year=2030) }}.";
    let lines = section(indicators, text);
    assert_eq!(lines[3], "Đạt 2,8%, sau cùng 0%, 95%./.");
    // None has a target, so none has a column.
    let none = "[[indicators]]\nid = \"a\"\nname = \"Hộ\"\nvalues = { 2024 = 1 }\n";
    let lines = section(none, "{{ indicators() }}");
    assert_eq!(lines[0], "STT\tChỉ tiêu\tĐơn vị tính\tNăm 2024");
}

#[test]
fn two_targets_of_one_year_are_told() {
    let indicator = "[[indicators]]\nid = \"a\"\nname = \"Hộ\"\nunit = \"hộ\"\ntarget = { value = 3 }\n\
                     targets = { 2025 = 4, 2026 = 2 }\n";
    let plan = format!("{indicator}[[sections]]\ntitle = \"A\"\ntext = '{{{{ indicators() }}}}'\n");
    let (_, found) = examined(&Office::commune().plan(&plan));
    assert_eq!(
        found,
        ["«4» `target` says already what is to be reached in 2025"]
    );
    let asked = "{{ indicators() }} {{ value(id=\"a\", of=\"target\", year=2027) }}";
    let plan = format!(
        "{}[[sections]]\ntitle = \"A\"\ntext = '{asked}'\n",
        indicator.replace("2025 = 4, ", "")
    );
    let (_, found) = examined(&Office::commune().plan(&plan));
    assert!(
        found.iter().any(|f| f.contains("has no target value 2027")),
        "{found:?}"
    );
}

#[test]
fn a_list_can_stand_in_several_places() {
    let steps = "[[timeline]]\ntext = \"rà soát.\"\n";
    assert_eq!(
        section(steps, "{{ timeline() }}\n\nNhắc lại:\n\n{{ timeline() }}"),
        ["- rà soát.", "Nhắc lại:", "- rà soát./."]
    );
}

#[test]
fn what_stands_in_a_task_is_below_its_hyphen() {
    let tasks = |text: &str, more: &str| {
        let task = format!(
            "[[responsibilities]]\nunit = \"cac_thon\"\n{more}tasks = [{{ text = \"\"\"\n{text}\n\"\"\" }}]\n"
        );
        let mut lines = section(&task, "{{ responsibilities() }}");
        lines.remove(0);
        lines
    };
    // `-` is one tier deeper than the task, `+` is the tier below `-` wherever it stands.
    assert_eq!(
        tasks("Rà soát:\n- Hộ nghèo.\n  - Thôn Đông.", ""),
        ["- Rà soát:", "+ Hộ nghèo.", "• Thôn Đông./."]
    );
    assert_eq!(
        tasks("Rà soát:\n+ Hộ nghèo.\n+ Hộ cận nghèo.", ""),
        ["- Rà soát:", "+ Hộ nghèo.", "+ Hộ cận nghèo./."]
    );
    // A task that is written with its hyphen is read like prose.
    assert_eq!(
        tasks("- Rà soát:\n  - Hộ nghèo.\n- Báo cáo.", ""),
        ["- Rà soát:", "+ Hộ nghèo.", "- Báo cáo./."]
    );
}

#[test]
fn a_title_that_is_run_in_stands_before_the_first_task() {
    let run_in = "[[responsibilities]]\nunit = \"cac_thon\"\ntitle = \"Đề nghị các thôn:\"\nlayout = \"run_in\"\n";
    let tasks = "tasks = [{ text = \"rà soát hộ nghèo.\" }, { text = \"Báo cáo.\" }]\n";
    assert_eq!(
        section(&format!("{run_in}{tasks}"), "{{ responsibilities() }}"),
        ["1. Đề nghị các thôn: rà soát hộ nghèo.", "- Báo cáo./."]
    );
    assert_eq!(
        section(
            &run_in.replace("thôn:", "thôn."),
            "{{ responsibilities() }}"
        ),
        ["1. Đề nghị các thôn./."]
    );
}
