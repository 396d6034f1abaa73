//! Rows as a whole: written twice, numbered out of order.

use crate::checks::facts::grid::{Entry, Grid, Line, is_row_number};
use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::vi::ordinal::{parse_roman, roman};
use crate::vi::text::folded_name;
use std::collections::HashMap;

pub const DUPLICATE: Rule = Rule {
    code: Code::error("TAB008", "duplicate-row"),
    ground: Ground::Arithmetic,
    what: words(
        "A row stands twice in a table",
        "Một dòng được ghi hai lần trong biểu",
    ),
    why: words(
        "It has the same words and the same numbers, so its numbers are counted twice. Rows such as «Trong đó …», \
         which belong to the row above, are let be.",
        "Dòng này giống hệt cả tên và số nên bị tính hai lần. Không xét các dòng như «Trong đó …» thuộc dòng phía \
         trên.",
    ),
    wrong: "  [\"Thôn Tây\", 49],\n  [\"Thôn Tây\", 49],",
    right: "  [\"Thôn Tây\", 49],\n  [\"Thôn Nam\", 49],",
    check: Check::Plan(|context, findings| twice(context, true, findings)),
};

pub const SAME_NAME: Rule = Rule {
    code: Code::warning("TAB009", "two-rows-of-one-name"),
    ground: Ground::Custom("rows.once"),
    what: words(
        "Two rows of a table have the same name and different numbers",
        "Hai dòng trong biểu trùng tên nhưng khác số liệu",
    ),
    why: words(
        "One of the names is most likely wrong; and text that takes a number by the row's name gets that of the \
         first. Rows such as «Trong đó …» are let be, and tables whose rows are numbered by hand in levels.",
        "Nhiều khả năng một tên bị ghi nhầm; lời văn lấy số theo tên dòng thì chỉ lấy được dòng đầu. Không xét các dòng \
         như «Trong đó …» và biểu tự đánh số nhiều cấp.",
    ),
    wrong: "  [\"Thôn Tây\", 49],\n  [\"Thôn Tây\", 38],",
    right: "  [\"Thôn Tây\", 49],\n  [\"Thôn Bắc\", 38],",
    check: Check::Plan(|context, findings| twice(context, false, findings)),
};

/// What rows begin with that are named after the row above them.
const BELOW: [&str; 8] = ["-", "+", "–", "*", "trong đó", "trđ", "gồm", "cộng"];

fn twice(context: &Context<'_>, same: bool, findings: &mut Findings) {
    for grid in context
        .facts
        .grids()
        .iter()
        .filter(|grid| same || is_flat(grid))
    {
        let mut first: HashMap<(usize, String), Line<'_, '_>> = HashMap::new();
        let mut heading = 0;
        let mut above = Vec::new();
        for (number, line) in grid.rows().enumerate() {
            let name = name(grid, &line, &mut above);
            let is_heading = is_heading(grid, &line);
            if is_heading {
                heading = number;
            }
            let own = grid.name(&line).to_lowercase();
            let is_below = BELOW.iter().any(|word| own.starts_with(word));
            if own.is_empty() || is_below || is_heading {
                continue;
            }
            let key = (heading, name);
            let Some(earlier) = first.get(&key) else {
                first.insert(key, line);
                continue;
            };
            if equal(grid, earlier, &line) == same {
                findings.push(told(grid, earlier, &line, same));
            }
        }
    }
}

/// Whether the rows of a table are all of one level.
fn is_flat(grid: &Grid<'_>) -> bool {
    let numbers = grid
        .columns
        .iter()
        .position(|stripe| is_row_number(stripe.column));
    let whole = |line: Line<'_, '_>, place| {
        line.cell(place)
            .is_none_or(|cell| cell.text.trim().parse::<u32>().is_ok())
    };
    match numbers {
        Some(place) => grid.rows().all(|line| whole(line, place)),
        None => grid.table.numbered,
    }
}

/// The words of a row, as they are compared. A blank cell goes on with the words above it, as in a
/// column of communes beside one of villages, until a column to its left begins anew.
fn name<'p>(grid: &Grid<'p>, line: &Line<'_, 'p>, above: &mut Vec<&'p str>) -> String {
    let columns = grid.columns.iter().enumerate();
    let texts = columns
        .filter(|(_, stripe)| !stripe.column.is_numeric() && !is_row_number(stripe.column))
        .map(|(place, _)| line.cell(place).map_or("", |cell| cell.text.trim()));
    for (place, text) in texts.enumerate() {
        if !text.is_empty() {
            above.truncate(place);
        }
        if above.len() == place {
            above.push(text);
        }
    }
    folded_name(&above.join(" "))
}

/// Whether a row has words and nothing in the columns of numbers.
fn is_heading(grid: &Grid<'_>, line: &Line<'_, '_>) -> bool {
    let mut numeric = grid
        .columns
        .iter()
        .enumerate()
        .filter(|(_, stripe)| stripe.column.is_numeric())
        .peekable();
    numeric.peek().is_some() && numeric.all(|(place, _)| matches!(line.entry(place), Entry::Blank))
}

/// Whether two rows have the same in all columns of numbers.
fn equal(grid: &Grid<'_>, one: &Line<'_, '_>, other: &Line<'_, '_>) -> bool {
    let mut numeric = grid
        .columns
        .iter()
        .enumerate()
        .filter(|(_, stripe)| stripe.column.is_numeric());
    numeric.all(
        |(place, _)| match (one.number(place), other.number(place)) {
            (Some((a, _)), Some((b, _))) => a == b,
            (None, None) => true,
            _ => false,
        },
    )
}

fn told(grid: &Grid<'_>, earlier: &Line<'_, '_>, line: &Line<'_, '_>, same: bool) -> Finding {
    let name = grid.name(line);
    let (message, help) = if same {
        (
            Message::new(
                format!("the row «{name}» stands here twice, with the same numbers"),
                format!("dòng «{name}» bị ghi hai lần, số liệu như nhau"),
            ),
            Message::new("take one of them out", "bỏ một dòng"),
        )
    } else {
        (
            Message::new(
                format!("two rows are called «{name}» and have different numbers"),
                format!("có hai dòng cùng tên «{name}» nhưng số liệu khác nhau"),
            ),
            Message::new("correct the name of one of them", "sửa tên một dòng"),
        )
    };
    let place = |line: &Line<'_, '_>| {
        let named =
            |(_, cell): &&(_, crate::plan::Cell)| cell.text.trim() == name && !name.is_empty();
        let cell = line.row.cells.iter().find(named);
        cell.map_or(line.row.span, |(_, cell)| cell.span)
    };
    Finding::at(place(line), message)
        .also(place(earlier), Message::new("first here", "lần đầu ở đây"))
        .help(help)
}

pub const NUMBERS: Rule = Rule {
    code: Code::warning("TAB011", "row-numbers-out-of-sequence"),
    ground: Ground::Custom("rows.numbers"),
    what: words(
        "The numbers typed before the rows of a table are out of sequence",
        "Số thứ tự (STT) gõ tay trong biểu không liên tục",
    ),
    why: words(
        "A row was taken out, moved or forgotten. Tables number their rows themselves unless `numbered = false`. \
         Numbers may begin again under another heading.",
        "Có dòng bị bỏ, bị chuyển chỗ hoặc bị quên. Biểu tự đánh số dòng nếu không ghi `numbered = false`. Sang nhóm khác \
         được đánh số lại từ đầu.",
    ),
    wrong: "  [\"1\", \"Thôn Đông\", 35],\n  [\"3\", \"Thôn Tây\", 49],",
    right: "  [\"1\", \"Thôn Đông\", 35],\n  [\"2\", \"Thôn Tây\", 49],",
    check: Check::Plan(numbers),
};

fn numbers(context: &Context<'_>, findings: &mut Findings) {
    for grid in context.facts.grids() {
        let Some(place) = grid
            .columns
            .iter()
            .position(|stripe| is_row_number(stripe.column))
        else {
            continue;
        };
        let (mut last, mut last_roman) = (0_u32, 0_u32);
        // Another kind of label lets the numbers begin again; a Roman one those of its rows.
        let (mut again, mut again_roman) = (true, true);
        for line in grid.rows() {
            let cell = line.cell(place);
            let label = cell.map_or("", |cell| cell.text.trim());
            let label = label.trim_end_matches(['.', ')']);
            let (number, last, again) = if let Ok(number) = label.parse::<u32>() {
                (number, &mut last, std::mem::take(&mut again))
            } else if let Some(number) = of_roman(label) {
                again = true;
                (number, &mut last_roman, std::mem::take(&mut again_roman))
            } else {
                (again, again_roman) = (true, true);
                continue;
            };
            let before = std::mem::replace(last, number);
            let follows = before.checked_add(1) == Some(number);
            let begins = before == 0 || (number == 1 && again);
            if !(follows || begins) {
                let message = Message::new(
                    format!("row number {label} follows {}", shown(label, before)),
                    format!(
                        "STT ghi {label}, trong khi dòng trước là {}",
                        shown(label, before)
                    ),
                );
                let next = shown(label, before.saturating_add(1));
                let span = cell.map_or(line.row.span, |cell| cell.span);
                findings.push(
                    Finding::at(span, message)
                        .value("declared", label)
                        .value("computed", &next)
                        .help(Message::new(
                            format!("write {next}, or leave the numbers to the table (`numbered = true`)"),
                            format!("ghi {next}, hoặc để biểu tự đánh số (`numbered = true`)"),
                        )),
                );
            }
        }
    }
}

/// A number written as a label is.
fn shown(label: &str, number: u32) -> String {
    match of_roman(label) {
        Some(_) => roman(number).unwrap_or_else(|| number.to_string()),
        None => number.to_string(),
    }
}

/// The number of a label in Roman capitals; letters of a hundred and more are letters.
fn of_roman(label: &str) -> Option<u32> {
    let small = label
        .bytes()
        .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    parse_roman(label).filter(|_| small)
}
