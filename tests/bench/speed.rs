//! How long the parts of the main job take, without the start of a process: `cargo bench`.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use kehoach::checks::{Examined, Options, examine};
use kehoach::render::{MarkupOptions, forget, markup, pdf};
use kehoach::workspace::{Loaded, Workspace};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

fn load(plan: &str) -> Loaded {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(plan);
    let workspace = Arc::new(Workspace::open(&Workspace::root_of(&path)).unwrap());
    workspace.load(&path).unwrap()
}

/// The plan of Krông Nô: eight pages of text, a table, thirteen units with their tasks.
fn krong_no(criterion: &mut Criterion) {
    let plan = "plans/krong-no/2020-giam-ngheo.toml";
    criterion.bench_function("krong-no/load", |b| b.iter(|| load(black_box(plan))));
    let loaded = load(plan);
    criterion.bench_function("krong-no/examine", |b| {
        b.iter(|| examine(black_box(&loaded), Options::default()));
    });
    let Examined { document, .. } = examine(&loaded, Options::default());
    let document = document.unwrap();
    let style = &loaded.workspace.style;
    criterion.bench_function("krong-no/markup", |b| {
        let options = MarkupOptions {
            draft: false,
            attachments: &loaded.attachments,
            folder: "attached/",
        };
        b.iter(|| markup(black_box(&document), style, &options).unwrap());
    });
    let mut group = criterion.benchmark_group("krong-no");
    group.sample_size(20);
    group.bench_function("pdf", |b| {
        b.iter(|| {
            let made = pdf(black_box(&document), style, &loaded.attachments, false).unwrap();
            // Else the second run would find the first's layout.
            forget();
            made
        });
    });
    group.finish();
}

criterion_group!(benches, krong_no);
criterion_main!(benches);
