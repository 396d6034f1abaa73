//! How the time of each rule grows with the plan: `cargo bench --bench growth`.
//!
//! A plan with so many legal bases, indicators, tasks, rows of a table and budget lines, and a paragraph of
//! text for each, is doubled four times. A rule whose time doubles with it is well; one whose time grows
//! fourfold compares all with all, and is marked.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    missing_docs
)]

use kehoach::checks::{Options, examine_watched};
use kehoach::workspace::Workspace;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many of each the smallest plan has.
const FIRST: usize = 125;
/// How often it is doubled.
const DOUBLINGS: usize = 4;
/// What is shown: the time that the largest plan takes at least.
const LEAST: Duration = Duration::from_millis(5);
/// A growth for a doubling that is no longer in proportion.
const TOO_MUCH: f64 = 2.8;

fn office() -> &'static str {
    "[issuer]\nname = \"Ủy ban nhân dân xã Tân Hoa\"\nletterhead = [\"Ủy ban nhân dân\", \"xã Tân Hoa\"]\n\
     place = \"Tân Hoa\"\nabbreviation = \"UBND\"\n"
}

fn legal(size: usize) -> String {
    let one = |n: usize| {
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        format!(
            "[[documents]]\nid = \"vb{n}\"\nkind = \"Quyết định\"\nnumber = \"{}/QĐ-UBND\"\n\
             date = 2023-{month:02}-{day:02}\nissuer = \"Ủy ban nhân dân tỉnh Đắk Nông\"\n\
             title = \"về việc giao chỉ tiêu thứ {n}\"\n",
            n + 1
        )
    };
    (0..size).map(one).collect()
}

fn units(size: usize) -> String {
    let one = |n: usize| format!("[[units]]\nid = \"dv{n}\"\nname = \"Thôn {n}\"\n");
    (0..size).map(one).collect()
}

fn plan(size: usize) -> String {
    let mut plan = "[document]\nyear = 2024\ntitle = \"Giảm nghèo năm {{ year }}\"\n".to_owned();
    let all = |one: &dyn Fn(usize) -> String| (0..size).map(one).collect::<String>();
    plan += &all(&|n| format!("[[legal_bases]]\nref = \"vb{n}\"\n"));
    plan += &all(&|n| {
        format!(
            "[[indicators]]\nid = \"ct{n}\"\nname = \"Số hộ thứ {n}\"\nunit = \"hộ\"\n\
             values = {{ 2023 = {} }}\ntarget = {{ change = -5 }}\n",
            n + 100
        )
    });
    plan += "[budget]\nunit = \"đồng\"\n";
    plan += &all(&|n| {
        format!(
            "[[budget.lines]]\nid = \"kp{n}\"\ntitle = \"Khoản {n}\"\ntotal = {}\n",
            n + 5
        )
    });
    plan += "[[tables]]\nid = \"b\"\ntitle = \"Biểu\"\ncolumns = [{ id = \"xa\", title = \"Xã\" }, \
             { id = \"ho\", title = \"Hộ\", unit = \"hộ\", total = \"sum\" }]\n";
    plan += &all(&|n| format!("[[tables.rows]]\nxa = \"Xã {n}\"\nho = {n}\n"));
    plan += "[[sections]]\ntitle = \"Mục tiêu\"\ntext = '''\n";
    plan += &all(&|n| {
        format!(
            "Thực hiện {{{{ cite(id=\"vb{n}\") }}}}, đến ngày {}/6/2024 còn {{{{ value(id=\"ct{n}\") }}}} nghèo; giao \
             {{{{ unit(id=\"dv{n}\") }}}} rà soát {} hộ, đạt {}% kế hoạch.\n\n",
            n % 28 + 1,
            n + 3,
            n % 100
        )
    });
    plan += "'''\n";
    plan += "[[sections]]\ntitle = \"Tổ chức thực hiện\"\ntext = \"{{ responsibilities() }}\"\n";
    plan += &all(&|n| {
        format!(
            "[[responsibilities]]\nunit = \"dv{n}\"\n[[responsibilities.tasks]]\ntext = \"Chủ trì làm đường thôn \
             số {n}.\"\nindicators = [\"ct{n}\"]\ndeadline = 2024-{:02}-{:02}\n",
            n % 12 + 1,
            n % 28 + 1
        )
    });
    plan
}

/// The time of each step with a plan of a size, in milliseconds.
fn times(folder: &Path, size: usize) -> BTreeMap<&'static str, Duration> {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("kehoach.toml", office());
    write("legal.toml", &legal(size));
    write("units.toml", &units(size));
    write("plan.toml", &plan(size));
    let mut times = BTreeMap::new();
    let mut last = Instant::now();
    let mut done = |step: &'static str| {
        times.insert(step, last.elapsed());
        last = Instant::now();
    };
    let workspace = Arc::new(Workspace::open(folder).unwrap());
    let loaded = workspace.load(&folder.join("plan.toml")).unwrap();
    done("load");
    let examined = examine_watched(&loaded, Options::default(), &mut done);
    assert!(examined.document.is_some());
    if size == FIRST {
        let unread = examined
            .diagnostics
            .iter()
            .find(|d| d.is_error() && d.code.id.starts_with("SPC"));
        assert_eq!(unread, None, "the plan is not what it is to be");
    }
    times
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let sizes: Vec<usize> = (0..=DOUBLINGS).map(|times| FIRST << times).collect();
    let measured: Vec<_> = sizes
        .iter()
        .map(|size| times(folder.path(), *size))
        .collect();
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size:>9}")).collect();
    println!("{:10}{}   growth a doubling", "", heads.concat());
    let largest = measured.last().unwrap();
    for (step, most) in largest.iter().filter(|(_, time)| **time >= LEAST) {
        let all = measured
            .iter()
            .map(|times| times.get(step).copied().unwrap_or_default());
        let shown: Vec<String> = all
            .map(|time| format!("{:9.1}", time.as_secs_f64() * 1e3))
            .collect();
        // What a single doubling shows is noise.
        let first = measured[1].get(step).copied().unwrap_or_default();
        let growth = (most.as_secs_f64() / first.as_secs_f64().max(1e-4)).cbrt();
        let mark = if growth > TOO_MUCH {
            "  all with all"
        } else {
            ""
        };
        println!("{step:10}{}   {growth:4.1}{mark}", shown.concat());
    }
    let sum = |times: &BTreeMap<_, Duration>| times.values().sum::<Duration>().as_secs_f64();
    println!("together {:.2} s", sum(largest));
}
