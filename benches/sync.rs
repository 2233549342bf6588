//! What a sync spends its time on, part by part: `cargo bench --bench sync`. The whole is measured by `cargo bench --bench process`.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark; criterion's macros make undocumented functions"
)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use fanscope::api::{read_batch, read_lean};
use fanscope::model::{AccountKey, OpenId, Profile, Timestamp};
use fanscope::store::{Group, ListEnd, MirrorId, Seen, Staged, StagedPage, Store};
use tokio::runtime::Runtime;

/// People in one transaction, as a sync has it.
const GROUP: usize = 2_000;
/// People in one page.
const PAGE: usize = 10_000;

fn id(number: usize) -> String {
    format!("oBENCH{number:022}")
}

fn record(number: usize) -> String {
    format!(
        r#"{{"subscribe":1,"openid":"{}","nickname":"","sex":0,"language":"zh_CN","city":"","province":"","country":"","headimgurl":"","subscribe_time":1662371289,"unionid":"uBENCH{number:022}","remark":"老客户 {number}","groupid":0,"tagid_list":[128,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}}"#,
        id(number)
    )
}

fn reading(c: &mut Criterion) {
    let records: Vec<_> = (0..100).map(record).collect();
    let reply = format!(r#"{{"user_info_list":[{}]}}"#, records.join(",")).into_bytes();
    let mut group = c.benchmark_group("a batch of 100");
    group.throughput(Throughput::Elements(100));
    group.bench_function("straight into profiles", |b| b.iter(|| read_lean(black_box(&reply))));
    group.bench_function("with all care", |b| b.iter(|| read_batch(black_box(&reply))));
    group.finish();
}

struct File {
    runtime: Runtime,
    store: Store,
    mirror: MirrorId,
    _home: tempfile::TempDir,
}

fn file() -> File {
    let home = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let account = AccountKey {
        name: "main".to_owned(),
        app_id: "wx1".to_owned(),
    };
    let (store, mirror) = runtime.block_on(async {
        let store = Store::open(&home.path().join("fanscope.db")).await.unwrap();
        let mirror = store.mirror_id(&account).await.unwrap();
        (store, mirror)
    });
    File {
        runtime,
        store,
        mirror,
        _home: home,
    }
}

fn people() -> Vec<(OpenId, Profile)> {
    let person = |number| {
        let openid = OpenId::parse(&id(number)).unwrap();
        let reply = format!(r#"{{"user_info_list":[{}]}}"#, record(number));
        (openid, read_lean(reply.as_bytes()).unwrap().remove(0).profile)
    };
    (0..PAGE).map(person).collect()
}

impl File {
    /// A whole sync of one page whose profiles are there already.
    fn sync(&self, people: Vec<(OpenId, Profile)>, now: Timestamp) {
        self.runtime.block_on(async {
            let (store, mirror) = (&self.store, self.mirror);
            store.begin_sync(mirror, true, false, now).await.unwrap();
            let page = StagedPage {
                ids: people.iter().map(|(openid, _)| openid.clone()).collect(),
                cursor: String::new(),
                total: u64::try_from(PAGE).ok(),
                end: Some(ListEnd::Said),
            };
            let state = store.stage_page(mirror, page, now).await.unwrap();
            let staged = Staged::new(mirror, state.pages, String::new());
            black_box(store.next_staged(staged, PAGE).await.unwrap());
            let mut people = people.into_iter().peekable();
            while people.peek().is_some() {
                let seen = |(openid, profile)| {
                    let seen = Seen::Profile {
                        profile: Box::new(profile),
                        repaired: false,
                        at: now,
                    };
                    (openid, seen)
                };
                let group = Group {
                    people: people.by_ref().take(GROUP).map(seen).collect(),
                    last: people.peek().is_none(),
                };
                store.keep_people(mirror, group).await.unwrap();
            }
            store.end_sync(mirror, now).await.unwrap();
        });
    }
}

fn writing(c: &mut Criterion) {
    let people = people();
    let now: Timestamp = "2026-11-21T08:00:00Z".parse().unwrap();
    let mut group = c.benchmark_group("10 000 people into the mirror");
    group.throughput(Throughput::Elements(10_000));
    group.sample_size(10);
    group.bench_function("new", |b| {
        b.iter_batched(
            || (file(), people.clone()),
            |(file, people)| file.sync(people, now),
            BatchSize::PerIteration,
        );
    });
    let known = file();
    known.sync(people.clone(), now);
    group.bench_function("unchanged", |b| {
        b.iter_batched(
            || people.clone(),
            |people| known.sync(people, now),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, reading, writing);
criterion_main!(benches);
