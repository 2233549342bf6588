//! What questions to a big mirror cost: `cargo bench --bench mirror`. `FANSCOPE_BENCH_PEOPLE` says how big, a million
//! by default; `FANSCOPE_BENCH_FILE` keeps the mirror for the next run.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on ends")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use fanscope::mirror::{Ask, Mirror, Order};
use fanscope::model::{AccountKey, QrLabels};
use fanscope::query::Query;
use fanscope::store::Store;
use jiff::tz::TimeZone;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

#[path = "../tests/it/support/crowd.rs"]
#[allow(dead_code, missing_docs, reason = "shared with the tests, which use more of it")]
mod crowd;

/// Words of one, two and five characters: Chinese, parts of openids and unionids, found often, seldom and never.
const WORDS: [&str; 10] = [
    "a",
    "7",
    "老",
    "客户",
    "qx",
    "o6",
    "小雪",
    "crowd",
    "k3x9q",
    "张三李四王",
];

fn people() -> u32 {
    std::env::var("FANSCOPE_BENCH_PEOPLE").map_or(1_000_000, |people| people.parse().unwrap())
}

fn file(home: &tempfile::TempDir) -> PathBuf {
    std::env::var_os("FANSCOPE_BENCH_FILE").map_or_else(|| home.path().join("fanscope.db"), PathBuf::from)
}

fn ask(words: &str) -> Ask {
    Ask::newest_first(Query::parse(words, &TimeZone::UTC).unwrap())
}

fn questions(c: &mut Criterion) {
    let home = tempfile::tempdir().unwrap();
    let path = file(&home);
    if !path.exists() {
        let crowd = crowd::Crowd {
            people: people(),
            seed: 1,
        };
        crowd::fill(&path, crowd);
    }
    let runtime = Runtime::new().unwrap();
    let store = runtime.block_on(Store::open(&path)).unwrap();
    let account = AccountKey {
        name: "main".to_owned(),
        app_id: crowd::APP_ID.to_owned(),
    };
    let mirror = Mirror::new(&store, &account, QrLabels::default());
    let start = Instant::now();
    runtime.block_on(mirror.freshen()).unwrap();
    println!("packing all rows: {:?}", start.elapsed());
    for order in Order::ALL {
        let start = Instant::now();
        let sorted = Ask { order, ..ask("") };
        runtime
            .block_on(mirror.view(sorted, &CancellationToken::new()))
            .unwrap();
        println!("first view by {order:?}: {:?}", start.elapsed());
    }
    search(c, &runtime, &mirror);
    page(c, &runtime, &mirror);
    figures(c, &runtime, &mirror, &store, &account);
}

fn search(c: &mut Criterion, runtime: &Runtime, mirror: &Mirror) {
    let cancel = CancellationToken::new();
    let mut group = c.benchmark_group("a word and its first page");
    group
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    for word in WORDS {
        group.bench_function(word, |b| {
            b.iter(|| {
                runtime.block_on(async {
                    let view = mirror.view(ask(word), &cancel).await.unwrap();
                    view.page(0, 50).await.unwrap()
                })
            });
        });
    }
    group.finish();
}

fn page(c: &mut Criterion, runtime: &Runtime, mirror: &Mirror) {
    let cancel = CancellationToken::new();
    let mut group = c.benchmark_group("a page of 50");
    group
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    for (name, words) in [
        ("of all", ""),
        ("of a scene", "scene:qr_code"),
        ("of a seldom word", "小雪"),
    ] {
        let view = runtime.block_on(mirror.view(ask(words), &cancel)).unwrap();
        let total = view.total();
        for (place, at) in [("first", 0), ("middle", total / 2), ("last", total.saturating_sub(50))] {
            group.bench_function(format!("{name}, {place}"), |b| {
                b.iter(|| runtime.block_on(view.page(at, 50)).unwrap());
            });
        }
    }
    group.finish();
}

fn figures(c: &mut Criterion, runtime: &Runtime, mirror: &Mirror, store: &Store, account: &AccountKey) {
    let cancel = CancellationToken::new();
    let mut group = c.benchmark_group("all figures");
    group
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    group.bench_function("asked for the first time", |b| {
        b.iter(|| {
            // A mirror that has answered nothing yet.
            let mirror = Mirror::new(store, account, QrLabels::default());
            runtime
                .block_on(mirror.figures(&Query::default(), &zone, &cancel))
                .unwrap()
        });
    });
    group.bench_function("asked again", |b| {
        b.iter(|| {
            runtime
                .block_on(mirror.figures(&Query::default(), &zone, &cancel))
                .unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, questions);
criterion_main!(benches);
