//! Plans that are like each other, as TOML, for laws that hold for all.

use kehoach::diff::Side;
use kehoach::law::Law;
use kehoach::plan::{LegalRegistry, Plan, UnitRegistry};
use kehoach::source::{Source, Sources};
use kehoach::spec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::LazyLock;

/// The plan of a text.
pub fn plan(text: &str, sources: &mut Sources) -> Plan {
    let id = sources.add(Source::new("plan.toml".into(), text.to_owned()));
    let reading = spec::read(id, text);
    let whole: Option<Plan> = reading.value;
    whole.unwrap_or_else(|| panic!("{:?}\n{text}", reading.diagnostics))
}

/// A plan without registries.
pub fn side<'s>(plan: &'s Plan, sources: &'s Sources) -> Side<'s> {
    static UNITS: LazyLock<UnitRegistry> = LazyLock::new(UnitRegistry::default);
    static LEGAL: LazyLock<LegalRegistry> = LazyLock::new(LegalRegistry::default);
    static LAW: LazyLock<Law> = LazyLock::new(Law::standard);
    Side {
        name: "plan.toml",
        plan,
        units: &UNITS,
        legal: &LEGAL,
        law: &LAW,
        office: None,
        sources,
    }
}

/// A table of the file, as lines; the file is made of them in any order.
pub type Part = String;

fn sentence() -> impl Strategy<Value = String> {
    let words = select(vec![
        "giảm",
        "nghèo",
        "năm 2024",
        "năm 2025",
        "hộ",
        "thôn",
        "tập huấn",
        "hỗ trợ",
        "nhà ở",
        "1.229",
        "kiểm tra,",
        "vay vốn",
        "{{ year }}",
    ]);
    prop::collection::vec(words, 1..7).prop_map(|words| words.join(" "))
}

fn id() -> impl Strategy<Value = String> {
    (0..6_u8).prop_map(|number| format!("i{number}"))
}

fn prose() -> impl Strategy<Value = String> {
    let end = select(vec!["\\n\\n", "\\n- ", "\\n"]);
    prop::collection::vec((sentence(), end), 0..4)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn indicator() -> impl Strategy<Value = Part> {
    (id(), sentence(), 0..500_u16, prop::option::of(0..500_u16), any::<bool>()).prop_map(
        |(id, name, value, target, lower)| {
            let better = if lower { "lower" } else { "higher" };
            let target = target.map_or(String::new(), |target| format!("target = {{ value = {target} }}\n"));
            format!(
                "[[indicators]]\nid = \"{id}\"\nname = \"{name}\"\nunit = \"hộ\"\nbetter = \"{better}\"\n\
                 values = {{ 2023 = {value} }}\n{target}"
            )
        },
    )
}

fn section() -> impl Strategy<Value = Part> {
    (
        prop::option::of(id()),
        sentence(),
        prose(),
        prop::collection::vec((sentence(), prose()), 0..2),
    )
        .prop_map(|(id, title, text, inner)| {
            let id = id.map_or(String::new(), |id| format!("id = \"s_{id}\"\n"));
            let mut part = format!("[[sections]]\n{id}title = \"{title}\"\ntext = \"{text}\"\n");
            for (title, text) in inner {
                part += &format!("[[sections.sections]]\ntitle = \"{title}\"\ntext = \"{text}\"\n");
            }
            part
        })
}

fn responsibility() -> impl Strategy<Value = Part> {
    (
        id(),
        prop::collection::vec((prop::option::of(id()), sentence()), 0..4),
    )
        .prop_map(|(unit, tasks)| {
            let mut part = format!("[[responsibilities]]\nunit = \"u_{unit}\"\n");
            for (id, text) in tasks {
                let id = id.map_or(String::new(), |id| format!("id = \"t_{id}\"\n"));
                part += &format!(
                    "[[responsibilities.tasks]]\n{id}text = \"{text}\"\nwith = [\"u_{unit}\"]\n"
                );
            }
            part
        })
}

fn table() -> impl Strategy<Value = Part> {
    let row = (0..8_u8, 0..99_u8, 0..99_u8);
    let unit = select(vec!["", "unit = \"triệu đồng\"\n"]);
    (id(), unit, prop::collection::vec(row, 0..7)).prop_map(|(id, unit, rows)| {
        let mut part = format!(
            "[[tables]]\nid = \"b_{id}\"\n{unit}columns = [{{ id = \"a\", title = \"Xã\" }}, {{ id = \"b\", title = \"Số\", \
             unit = \"hộ\" }}, {{ id = \"c\", title = \"Vốn\" }}]\nrows = [\n"
        );
        for (name, one, other) in rows {
            part += &format!("  [\"Xã {name}\", {one}, {other}],\n");
        }
        part + "]\n"
    })
}

fn budget() -> impl Strategy<Value = Part> {
    let line = (
        id(),
        sentence(),
        0..999_u16,
        prop::option::of((sentence(), 0..99_u8)),
    );
    (select(vec!["triệu đồng", "nghìn đồng"]), prop::collection::vec(line, 0..4)).prop_map(|(unit, lines)| {
        let mut part = format!("[budget]\nunit = \"{unit}\"\n[[budget.sources]]\nid = \"ns\"\ntitle = \"Ngân sách\"\n");
        for (id, title, amount, inner) in lines {
            part += &format!("[[budget.lines]]\nid = \"l_{id}\"\ntitle = \"{title}\"\namounts = {{ ns = {amount} }}\n");
            if let Some((title, amount)) = inner {
                part += &format!(
                    "[[budget.lines.lines]]\nid = \"m_{id}\"\ntitle = \"{title}\"\namounts = {{ ns = {amount} }}\n"
                );
            }
        }
        part
    })
}

/// A plan for a year, as the parts of its file.
pub fn parts() -> impl Strategy<Value = Vec<Part>> {
    (
        prop::collection::vec(indicator(), 0..5),
        prop::collection::vec(section(), 0..4),
        prop::collection::vec(responsibility(), 0..3),
        prop::collection::vec(table(), 0..3),
        prop::option::of(budget()),
    )
        .prop_map(|(indicators, sections, responsibilities, tables, budget)| {
            let all = [
                indicators,
                sections,
                responsibilities,
                tables,
                budget.into_iter().collect(),
            ];
            all.into_iter().flatten().collect()
        })
}

/// A budget in million đồng, in thousands: other digits for the same amounts.
pub fn in_thousands(part: &str) -> Part {
    if !part.starts_with("[budget]\nunit = \"triệu đồng\"") {
        return part.to_owned();
    }
    let part = part.replacen("triệu", "nghìn", 1);
    let mut lines = part.lines().map(|line| match line.strip_suffix(" }") {
        Some(line) if line.starts_with("amounts") && !line.ends_with(" 0") => {
            format!("{line}000 }}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.by_ref().collect()
}

/// Two plans: one, and the same with parts taken away, put in, moved, counted in other units
/// and moved to the next year.
pub fn pair() -> impl Strategy<Value = (String, String)> {
    let step = (0..6_u8, any::<Index>(), any::<Index>());
    (
        parts(),
        parts(),
        prop::collection::vec(step, 0..6),
        any::<bool>(),
    )
        .prop_map(|(one, other, steps, later)| {
            let mut new = one.clone();
            for (step, at, to) in steps {
                if new.is_empty() || other.is_empty() {
                    break;
                }
                let at = at.index(new.len());
                match step {
                    0 => {
                        new.remove(at);
                    }
                    1 if !other[to.index(other.len())].starts_with("[budget]") => {
                        new.insert(at, other[to.index(other.len())].clone());
                    }
                    2 => {
                        let part = new.remove(at);
                        new.insert(to.index(new.len() + 1), part);
                    }
                    3 => new[at] = new[at].replacen("hộ", "người", 1),
                    4 => new[at] = new[at].replacen("\"triệu đồng\"", "\"tỷ đồng\"", 1),
                    _ => new[at] = in_thousands(&new[at]),
                }
            }
            let year = if later { 2025 } else { 2024 };
            (file(2024, &one), file(year, &new))
        })
}

/// The file of a plan; its title and its parts.
fn file(year: i16, parts: &[Part]) -> String {
    format!(
        "[document]\nyear = {year}\ntitle = \"Giảm nghèo năm {year}\"\n{}",
        parts.concat()
    )
}
