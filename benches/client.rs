//! What one batch reply costs to read: `cargo bench --bench client`.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fanscope::api::{read_batch, read_profile};

fn record(number: usize) -> String {
    format!(
        r#"{{"subscribe":1,"openid":"oBENCH{number:022}","nickname":"","sex":0,"language":"zh_CN","city":"","province":"","country":"","headimgurl":"","subscribe_time":1662371289,"unionid":"uBENCH{number:022}","remark":"老客户 {number}","groupid":0,"tagid_list":[128,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}}"#
    )
}

fn batch(change: impl Fn(usize, String) -> String) -> Vec<u8> {
    let records: Vec<_> = (0..100).map(|number| change(number, record(number))).collect();
    format!(r#"{{"user_info_list":[{}]}}"#, records.join(",")).into_bytes()
}

fn reading(c: &mut Criterion) {
    let one = record(1);
    let whole = batch(|_, record| record);
    let mended = batch(|_, record| record.replace("老客户", "\u{7}\\v"));
    let broken = batch(|number, record| match number % 10 {
        0 => record.replace("老客户", "\"say\" {["),
        _ => record,
    });
    c.bench_function("one profile", |b| b.iter(|| read_profile(black_box(one.as_bytes()))));
    let mut group = c.benchmark_group("a batch of 100");
    for (name, bytes) in [
        ("whole", &whole),
        ("each mended", &mended),
        ("every tenth broken", &broken),
    ] {
        group.throughput(Throughput::Bytes(u64::try_from(bytes.len()).unwrap_or_default()));
        group.bench_function(name, |b| b.iter(|| read_batch(black_box(bytes))));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
