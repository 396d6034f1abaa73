//! What counts as placed: everything else is said to be nowhere in the text.

use super::faults;

/// What of a plan is nowhere in its text.
fn missed(items: &str, text: &str) -> Vec<String> {
    let found = faults(&format!(
        "{items}\n[[sections]]\ntitle = \"A\"\ntext = '''\n{text}\n'''\n"
    ));
    let words = found.iter().map(|finding| {
        let (_, words) = finding.split_once("» ").unwrap();
        words.trim_end_matches(" nowhere in the text").to_owned()
    });
    words.collect()
}

const INDICATORS: &str = r#"
[[indicators]]
id = "ho"
name = "Số hộ"
values = { 2024 = 10 }
[[indicators]]
id = "ngheo"
name = "Hộ nghèo"
values = { 2024 = 1 }
part_of = "ho"
[[indicators]]
id = "ty_le"
name = "Tỷ lệ"
unit = "%"
values = { 2024 = 10 }
ratio = { part = "tu", whole = "mau" }
[[indicators]]
id = "tu"
name = "Tử số"
values = { 2024 = 1 }
[[indicators]]
id = "mau"
name = "Mẫu số"
values = { 2024 = 10 }
[[indicators]]
id = "tong"
name = "Tổng"
values = { 2024 = 3 }
sum_of = ["mot", "hai"]
[[indicators]]
id = "mot"
name = "Một"
values = { 2024 = 1 }
[[indicators]]
id = "hai"
name = "Hai"
values = { 2024 = 2 }
[[indicators]]
id = "muc_tieu"
name = "Mục tiêu"
values = { 2024 = 1 }
[[objectives]]
text = "Giảm nghèo"
indicators = ["muc_tieu"]
"#;

#[test]
fn an_indicator_is_placed_where_another_is_measured_by_it() {
    assert_eq!(
        missed(INDICATORS, "{{ objectives() }}"),
        [
            "indicator `ngheo` is",
            "indicator `ty_le` is",
            "indicator `tong` is"
        ]
    );
    let text = "{{ objectives() }}\n\n{{ value(id=\"ngheo\") }}, {{ value(id=\"ty_le\") }}, {{ value(id=\"tong\") }}";
    assert_eq!(missed(INDICATORS, text), Vec::<String>::new());
    assert_eq!(
        missed(INDICATORS, "{{ objectives() }}\n\n{{ indicators() }}"),
        Vec::<String>::new()
    );
}

#[test]
fn a_table_is_placed_by_its_cells() {
    let table = "[[tables]]\nid = \"t\"\ncolumns = [{ id = \"a\", title = \"A\" }, { id = \"b\", title = \"B\", unit = \"hộ\" }]\n\
                 rows = [[\"x\", 1]]\ntotal = { a = \"Cộng\", b = 1 }\n";
    assert_eq!(missed(table, "Không."), ["table `t` is"]);
    for text in [
        "{{ table(id=\"t\") }}",
        "{{ cell(table=\"t\", row=\"x\", column=\"b\") }}",
        "{{ total(table=\"t\", column=\"b\") }}",
    ] {
        assert_eq!(missed(table, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_budget_is_placed_by_an_amount() {
    let budget = "[budget]\nunit = \"đồng\"\ntotal = 3\nsources = [{ id = \"a\", title = \"Xã\", total = 3 }]\n";
    assert_eq!(missed(budget, "Không."), ["the budget is"]);
    for text in [
        "{{ budget() }}",
        "{{ budget(by=\"sources\") }}",
        "{{ amount(id=\"total\") }}",
    ] {
        assert_eq!(missed(budget, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn tasks_are_placed_by_the_matrix_or_by_their_group() {
    let tasks = "[[responsibilities]]\nunit = \"van_phong\"\n[[responsibilities]]\nunit = \"cac_thon\"\ngroup = \"thon\"\n\
                 [[task_groups]]\nid = \"g\"\ntitle = \"Nhóm\"\n";
    let (office, village, group) = (
        "the tasks of `van_phong` are",
        "the tasks of `cac_thon` are",
        "the tasks of group `g` are",
    );
    assert_eq!(missed(tasks, "Không."), [office, village, group]);
    assert_eq!(
        missed(tasks, "{{ responsibilities(group=\"thon\") }}"),
        [office, group]
    );
    assert_eq!(missed(tasks, "{{ responsibilities() }}"), [group]);
    assert_eq!(missed(tasks, "{{ task_matrix() }}"), Vec::<String>::new());
}

#[test]
fn steps_and_reports_are_placed_by_their_lists() {
    let items = "[[timeline]]\ntext = \"x\"\n[[timeline]]\ntext = \"z\"\n[[reporting]]\ntext = \"y\"\n[[reporting]]\ntext = \"w\"\n";
    let (steps, reports) = ("the timeline is", "the reporting regime is");
    assert_eq!(missed(items, "Không."), [steps, reports]);
    assert_eq!(missed(items, "{{ timeline() }}"), [reports]);
    assert_eq!(missed(items, "{{ reporting() }}"), [steps]);
}
