//! Budget lines that were split or merged: what is told, and what only looks like it.

use super::changes::{self, compared};

/// What makes a name too long to be taken for the line's own.
const MORE: &str = " trong danh mục gói thầu xây lắp";

/// A budget of lines; names that are numbered are long ones.
fn lines(lines: &[(&str, u32)]) -> String {
    let numbered = |name: &str| {
        let last = name.split(' ').next_back();
        let numbers = ["một", "hai", "ba", "bốn", "năm"];
        last.is_some_and(|last| numbers.contains(&last))
    };
    let long = |name: &str| {
        let more = if numbered(name) { MORE } else { "" };
        format!("{name}{more}")
    };
    let all: Vec<_> = lines
        .iter()
        .map(|(name, amount)| (long(name), *amount))
        .collect();
    let all: Vec<_> = all
        .iter()
        .map(|(name, amount)| (name.as_str(), *amount))
        .collect();
    changes::lines(&all)
}

/// What is told of budgets that were split or merged.
fn told(old: &str, new: &str) -> Vec<String> {
    let comparison = compared(old, new);
    let told = comparison.splits.iter().map(|split| {
        let word = if split.merged {
            "gộp từ"
        } else {
            "tách thành"
        };
        format!("{} {word} {}", split.whole, split.parts.join(" + ")).replace(MORE, "")
    });
    told.collect()
}

#[test]
fn a_line_is_split_into_four_at_most() {
    let whole = lines(&[("Nhà ở", 100)]);
    let four = [
        ("Nhà ở một", 10),
        ("Nhà ở hai", 20),
        ("Nhà ở ba", 30),
        ("Nhà ở bốn", 40),
    ];
    assert_eq!(
        told(&whole, &lines(&four)),
        ["Nhà ở tách thành Nhà ở một + Nhà ở hai + Nhà ở ba + Nhà ở bốn"]
    );
    assert_eq!(
        told(&lines(&four), &whole),
        ["Nhà ở gộp từ Nhà ở một + Nhà ở hai + Nhà ở ba + Nhà ở bốn"]
    );
    let five = [
        ("Nhà ở một", 10),
        ("Nhà ở hai", 20),
        ("Nhà ở ba", 30),
        ("Nhà ở bốn", 15),
        ("Nhà ở năm", 25),
    ];
    assert_eq!(told(&whole, &lines(&five)), [""; 0]);
}

#[test]
fn a_line_for_a_line_of_the_same_amount_is_no_split() {
    let (old, new) = (lines(&[("Nhà ở", 100)]), lines(&[("Nước sạch", 100)]));
    assert_eq!(told(&old, &new), [""; 0]);
}

#[test]
fn the_fewest_lines_that_come_to_the_amount_are_its_parts() {
    let old = lines(&[("Nhà ở", 100)]);
    let new = lines(&[
        ("Nhà ở một", 30),
        ("Nhà ở hai", 30),
        ("Nhà ở ba", 40),
        ("Nhà ở bốn", 60),
    ]);
    assert_eq!(told(&old, &new), ["Nhà ở tách thành Nhà ở ba + Nhà ở bốn"]);
}

#[test]
fn a_line_is_part_of_one_other_and_once() {
    let old = lines(&[("Nhà ở", 100), ("Trường học", 100), ("Trạm xá", 30)]);
    let new = lines(&[
        ("Trạm xá ba", 10),
        ("Nhà ở một", 60),
        ("Trạm xá bốn", 20),
        ("Nhà ở hai", 40),
    ]);
    assert_eq!(
        told(&old, &new),
        [
            "Nhà ở tách thành Nhà ở một + Nhà ở hai",
            "Trạm xá tách thành Trạm xá ba + Trạm xá bốn"
        ]
    );
    assert_eq!(
        told(
            &lines(&[("Nhà ở", 100)]),
            &lines(&[("Nhà ở một", 50), ("Nhà ở hai", 49)])
        ),
        [""; 0]
    );
}

#[test]
fn of_fourteen_new_lines_any_may_be_a_part() {
    let old = lines(&[("Nhà ở", 100)]);
    let new = |others: u32| {
        let names: Vec<String> = (0..others).map(|at| format!("Việc{at}")).collect();
        let others = names.iter().zip(1001..);
        let mut new: Vec<(&str, u32)> = others
            .map(|(name, amount)| (name.as_str(), amount))
            .collect();
        new.extend([("Nhà ở một", 60), ("Nhà ở hai", 40)]);
        lines(&new)
    };
    assert_eq!(
        told(&old, &new(12)),
        ["Nhà ở tách thành Nhà ở một + Nhà ở hai"]
    );
    assert_eq!(told(&old, &new(13)), [""; 0]);
}

#[test]
fn what_a_line_kept_is_one_of_its_parts() {
    let old = lines(&[("Nhà ở", 100)]);
    let one = lines(&[("Nhà ở", 70), ("Nước sạch, nhà ở", 30)]);
    assert_eq!(
        told(&old, &one),
        ["Nhà ở tách thành Nhà ở + Nước sạch, nhà ở"]
    );
    assert_eq!(told(&one, &old), ["Nhà ở gộp từ Nhà ở + Nước sạch, nhà ở"]);
    // It was not split where it is what it was, though another line has nothing.
    let nothing = lines(&[("Nhà ở", 100), ("Nước sạch", 0)]);
    let stated = nothing.replace("amounts = { ns = 0 }", "total = 0");
    assert_eq!(told(&old, &stated), [""; 0]);
    // Nor where it has become more.
    let more = lines(&[("Nhà ở", 130), ("Nước sạch, nhà ở", 30)]);
    assert_eq!(told(&old, &more), [""; 0]);
}

#[test]
fn a_line_comes_to_its_stated_total_else_its_amounts_else_its_lines() {
    let old = lines(&[("Nhà ở", 7)]);
    let new = lines(&[("Nhà ở một", 60), ("Nhà ở hai", 40)]);
    let with = |more: &str| old.replace("amounts = { ns = 7 }\n", more);
    let split = ["Nhà ở tách thành Nhà ở một + Nhà ở hai"];
    assert_eq!(
        told(&with("total = 100\namounts = { ns = 7 }\n"), &new),
        split
    );
    assert_eq!(
        told(&with("amounts = { ns = 70, dan = 30 }\n"), &new),
        split
    );
    let inner = |one: &str, other: &str| {
        let line = |id: &str, amount: &str| {
            format!("[[budget.lines.lines]]\nid = \"{id}\"\ntitle = \"{id}\"\ntotal = {amount}\n")
        };
        with(&(line("mai", one) + &line("vach", other)))
    };
    assert_eq!(told(&inner("70", "30"), &new), split);
    for undecided in [
        with("total = \"TODO\"\namounts = { ns = 100 }\n"),
        with("amounts = { ns = 100, dan = \"TODO\" }\n"),
        inner("100", "\"TODO\""),
    ] {
        assert_eq!(told(&undecided, &new), [""; 0], "{undecided}");
    }
}

#[test]
fn lines_are_held_against_those_around_the_same_line() {
    let budget = |inner: &str, outer: &str| {
        let line = |table: &str, id: &str, amount: u32| {
            format!("[[{table}]]\nid = \"{id}\"\ntitle = \"{id}\"\namounts = {{ ns = {amount} }}\n")
        };
        let all = |table: &str, lines: &str| -> String {
            let parts = lines
                .split_whitespace()
                .map(|part| part.split_once('=').unwrap());
            parts
                .map(|(id, amount)| line(table, id, amount.parse().unwrap()))
                .collect()
        };
        format!(
            "[budget]\nunit = \"triệu đồng\"\n[[budget.sources]]\nid = \"ns\"\ntitle = \"Ngân sách\"\n\
             [[budget.lines]]\nid = \"da\"\ntitle = \"da\"\n{}{}",
            all("budget.lines.lines", inner),
            all("budget.lines", outer)
        )
    };
    let old = budget("nha=100 khac=5", "");
    // The parts stand beside the project, so it is the project that was split.
    assert_eq!(
        told(&old, &budget("khac=5", "da-mot=60 da-hai=40")),
        ["da tách thành da + da-mot + da-hai"]
    );
    assert_eq!(
        told(&old, &budget("khac=5 nha-mot=60 nha-hai=40", "")),
        ["nha tách thành nha-mot + nha-hai"]
    );
}

#[test]
fn equal_sums_alone_are_told_of_nothing() {
    let project = "Dự án 2: Đa dạng hóa sinh kế, hỗ trợ hộ nghèo năm 2024";
    let old = lines(&[(project, 2589)]);
    for (one, other) in [
        ("Mua xe ô tô công vụ", "In tờ rơi tuyên truyền"),
        // What many lines have in common says nothing.
        (
            "Dự án 3: Đào tạo nghề, hỗ trợ học phí",
            "Hỗ trợ nhà văn hóa",
        ),
        ("Họp tổng kết năm 2024", "Lễ phát động năm 2024"),
        // Both parts have to.
        ("Đa dạng hóa cây trồng", "In tờ rơi"),
    ] {
        let new = lines(&[(one, 1589), (other, 1000)]);
        assert_eq!(told(&old, &new), [""; 0], "{one}");
    }
    let new = lines(&[("Đa dạng hóa cây trồng", 1589), ("Vốn vay của hộ", 1000)]);
    assert_eq!(told(&old, &new), [""; 0], "one syllable is no word");
    let new = lines(&[("Đa dạng hóa cây trồng", 1589), ("Hộ nghèo vay vốn", 1000)]);
    assert_eq!(
        told(&old, &new),
        [format!(
            "{project} tách thành Đa dạng hóa cây trồng + Hộ nghèo vay vốn"
        )]
    );
}

#[test]
fn sources_are_no_lines() {
    let sources =
        |sources: &str| format!("[budget]\nunit = \"triệu đồng\"\nsources = [{sources}]\n");
    let old = sources("{ id = \"a\", title = \"Trung ương\", total = 100 }");
    let new = sources(
        "{ id = \"b\", title = \"Tỉnh\", total = 60 }, { id = \"c\", title = \"Xã\", total = 40 }",
    );
    assert_eq!(told(&old, &new), [""; 0]);
}
