//! Budget lines that were split or merged: what is told, and what only looks like it.

use super::changes::{compared, lines};

/// What is told of budgets that were split or merged.
fn told(old: &str, new: &str) -> Vec<String> {
    let comparison = compared(old, new);
    let told = comparison.splits.iter().map(|split| {
        let word = if split.merged {
            "gộp từ"
        } else {
            "tách thành"
        };
        format!("{} {word} {}", split.whole, split.parts.join(" + "))
    });
    told.collect()
}

#[test]
fn a_line_is_split_into_four_at_most() {
    let whole = lines(&[("Nhà ở", 100)]);
    let four = [("Một", 10), ("Hai", 20), ("Ba", 30), ("Bốn", 40)];
    assert_eq!(
        told(&whole, &lines(&four)),
        ["Nhà ở tách thành Một + Hai + Ba + Bốn"]
    );
    assert_eq!(
        told(&lines(&four), &whole),
        ["Nhà ở gộp từ Một + Hai + Ba + Bốn"]
    );
    let five = [
        ("Một", 10),
        ("Hai", 20),
        ("Ba", 30),
        ("Bốn", 15),
        ("Năm", 25),
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
    let new = lines(&[("Một", 30), ("Hai", 30), ("Ba", 40), ("Bốn", 60)]);
    assert_eq!(told(&old, &new), ["Nhà ở tách thành Ba + Bốn"]);
}

#[test]
fn a_line_is_part_of_one_other_and_once() {
    let old = lines(&[("Nhà ở", 100), ("Trường học", 100), ("Trạm xá", 30)]);
    let new = lines(&[("Ba", 10), ("Một", 60), ("Bốn", 20), ("Hai", 40)]);
    assert_eq!(
        told(&old, &new),
        ["Nhà ở tách thành Một + Hai", "Trạm xá tách thành Ba + Bốn"]
    );
    assert_eq!(
        told(
            &lines(&[("Nhà ở", 100)]),
            &lines(&[("Một", 50), ("Hai", 49)])
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
        new.extend([("Một", 60), ("Hai", 40)]);
        lines(&new)
    };
    assert_eq!(told(&old, &new(12)), ["Nhà ở tách thành Một + Hai"]);
    assert_eq!(told(&old, &new(13)), [""; 0]);
}

#[test]
fn what_a_line_kept_is_one_of_its_parts() {
    let old = lines(&[("Nhà ở", 100)]);
    let one = lines(&[("Nhà ở", 70), ("Nước sạch", 30)]);
    assert_eq!(told(&old, &one), ["Nhà ở tách thành Nhà ở + Nước sạch"]);
    assert_eq!(told(&one, &old), ["Nhà ở gộp từ Nhà ở + Nước sạch"]);
    // It was not split where it is what it was, though another line has nothing.
    let nothing = lines(&[("Nhà ở", 100), ("Nước sạch", 0)]);
    let stated = nothing.replace("amounts = { ns = 0 }", "total = 0");
    assert_eq!(told(&old, &stated), [""; 0]);
    // Nor where it has become more.
    let more = lines(&[("Nhà ở", 130), ("Nước sạch", 30)]);
    assert_eq!(told(&old, &more), [""; 0]);
}

#[test]
fn a_line_comes_to_its_stated_total_else_its_amounts_else_its_lines() {
    let old = lines(&[("Nhà ở", 7)]);
    let new = lines(&[("Một", 60), ("Hai", 40)]);
    let with = |more: &str| old.replace("amounts = { ns = 7 }\n", more);
    let split = ["Nhà ở tách thành Một + Hai"];
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
             [[budget.lines]]\nid = \"da\"\ntitle = \"Dự án\"\n{}{}",
            all("budget.lines.lines", inner),
            all("budget.lines", outer)
        )
    };
    let old = budget("nha=100 khac=5", "");
    // The parts stand beside the project, so it is the project that was split.
    assert_eq!(
        told(&old, &budget("khac=5", "mot=60 hai=40")),
        ["Dự án tách thành Dự án + mot + hai"]
    );
    assert_eq!(
        told(&old, &budget("khac=5 mot=60 hai=40", "")),
        ["nha tách thành mot + hai"]
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
