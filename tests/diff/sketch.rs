//! Small plans, and what edits make of them.

use proptest::prelude::*;

/// A plan that is small and has a bit of all.
#[derive(Debug, Clone)]
pub struct Sketch {
    title: String,
    /// Titles and the paragraphs under them.
    sections: Vec<(String, Vec<String>)>,
    /// The rows of a table: a place, a number, a remark that may have two lines.
    rows: Vec<(String, u16, String)>,
    /// The unit of the table's money.
    unit: &'static str,
    /// A further column of the table.
    wide: bool,
    recipients: Vec<String>,
    /// The heading of an appendix and its text.
    appendix: Option<(String, String)>,
}

impl Sketch {
    /// Its file.
    pub fn toml(&self) -> String {
        let title = &self.title;
        let mut plan = format!("[document]\nyear = 2025\ntitle = \"{title} năm 2025\"\n");
        let list: Vec<String> = self
            .recipients
            .iter()
            .map(|to| format!("{{ text = \"{to}\" }}"))
            .collect();
        plan += &format!("[recipients]\nlist = [{}]\n", list.join(", "));
        let more = if self.wide {
            ", { id = \"c\", title = \"Năm sau\" }"
        } else {
            ""
        };
        let tail = if self.wide { ", \"x\"" } else { "" };
        plan += &format!(
            "[[tables]]\nid = \"bang\"\ntitle = \"Biểu {}\"\nunit = \"{}\"\nnumbered = false\ncolumns = [{{ id = \"a\", title = \"Thôn\" }}, \
             {{ id = \"b\", title = \"Vốn\" }}, {{ id = \"d\", title = \"Ghi chú\" }}{more}]\nrows = [\n",
            self.rows.len() % 2,
            self.unit
        );
        for (place, number, remark) in &self.rows {
            plan += &format!("[\"{place}\", {number}, \"{remark}\"{tail}],\n");
        }
        plan += "]\n";
        for (place, (title, paragraphs)) in self.sections.iter().enumerate() {
            let text = paragraphs.join("\n\n");
            let table = if place == 0 {
                "\n\n{{ table(id=\"bang\") }}"
            } else {
                ""
            };
            plan += &format!(
                "[[sections]]\ntitle = \"{title}\"\ntext = \"\"\"\n{text}{table}\n\n[^1]: Theo {title}.\n\"\"\"\n"
            );
        }
        if let Some((title, text)) = &self.appendix {
            plan +=
                &format!("[[appendices]]\nid = \"phu\"\ntitle = \"{title}\"\ntext = \"{text}\"\n");
        }
        plan
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "thôn",
        "Đông",
        "hộ nghèo",
        "giảm",
        "20",
        "1,5%",
        "cây & cỏ",
        "**xã**",
        "*quý*",
    ]);
    prop::collection::vec(word, 1..=most).prop_map(|words| words.join(" "))
}

fn paragraph() -> impl Strategy<Value = String> {
    (
        prop::sample::select(vec!["", "- ", "1. "]),
        words(8),
        any::<bool>(),
    )
        .prop_map(|(mark, words, note)| {
            format!("{mark}Việc {words}{}.", if note { "[^1]" } else { "" })
        })
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Thôn Đông",
        "Thôn Đoài",
        "Xã An Bình",
        "Trồng cây",
        "Huyện",
    ])
    .prop_map(str::to_owned)
}

fn row() -> impl Strategy<Value = (String, u16, String)> {
    let remark = prop::sample::select(vec!["", "một", "một\\nhai", "ba\\nmột\\nhai"]);
    (name(), 0..50_u16, remark.prop_map(str::to_owned))
}

/// Any such plan.
pub fn sketch() -> impl Strategy<Value = Sketch> {
    let section = (name(), prop::collection::vec(paragraph(), 1..5));
    (
        name(),
        prop::collection::vec(section, 1..4),
        prop::collection::vec(row(), 1..6),
        any::<bool>(),
        prop::collection::vec(name(), 0..4),
        prop::option::of((name(), paragraph())),
        prop::sample::select(vec!["triệu đồng", "tỷ đồng", "đồng"]),
    )
        .prop_map(
            |(title, sections, rows, wide, recipients, appendix, unit)| Sketch {
                title,
                sections,
                rows,
                unit,
                wide,
                recipients,
                appendix,
            },
        )
}

/// A small change of a list: something else at a place, put in, taken out or moved to the end.
fn edit<T>(list: &mut Vec<T>, (place, kind): (usize, u8), other: T) {
    let place = place % list.len().max(1);
    match kind {
        0 if place < list.len() => list[place] = other,
        1 => list.insert(place.min(list.len()), other),
        2 if list.len() > 1 => drop(list.remove(place)),
        3 if place < list.len() => {
            let moved = list.remove(place);
            list.push(moved);
        }
        _ => {}
    }
}

prop_compose! {
    /// A plan and what a few edits make of it.
    pub fn edited()(
        old in sketch(),
        other in sketch(),
        edits in prop::collection::vec((0..10_u8, any::<usize>(), 0..4_u8), 0..6),
    ) -> (Sketch, Sketch) {
        let mut new = old.clone();
        for (what, place, kind) in edits {
            let section = place % new.sections.len();
            let at = (place / 8, kind);
            match what {
                0 => new.title.clone_from(&other.title),
                1 => edit(&mut new.sections, at, other.sections[0].clone()),
                2 | 3 => edit(&mut new.sections[section].1, at, other.sections[0].1[0].clone()),
                4 => new.sections[section].1[0].push_str(" Thêm một câu."),
                5 => edit(&mut new.rows, at, other.rows[0].clone()),
                6 => edit(&mut new.recipients, at, other.title.clone()),
                7 => new.appendix.clone_from(&other.appendix),
                8 => new.unit = other.unit,
                _ => new.wide = other.wide,
            }
        }
        (old, new)
    }
}
