//! Decoding: valid UTF-8 beside its validation, GBK of 4 KB beside the plain decoder.
//!
//! Thousands of different documents, so that no predictor learns them by heart; all are made
//! from one vocabulary, which real crawls are not.

// The macros of criterion write items without documentation.
#![allow(missing_docs)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use zhengwen::decode::{DecodeOptions, decode};

const WORDS: &[&str] = &[
    "今天",
    "全校",
    "老师",
    "同学们",
    "水厂",
    "图书馆",
    "检修",
    "工作",
    "安排",
    "我们",
    "要",
    "认真",
    "做好",
    "准备",
    "的",
    "和",
    "在",
    "大会",
    "上",
    "通过",
    "了",
    "新",
    "制度",
    "职工",
    "医院",
    "病房",
    "值班",
    "护士",
    "每",
    "一",
    "名",
    "坚持",
    "学习",
    "进步",
    "明年",
    "计划",
];
const ENDS: &[&str] = &["，", "，", "、", "。", "。\n", "；", "2024年"];

/// Documents of about `bytes` bytes of GBK, all different.
fn documents(count: usize, bytes: usize) -> Vec<String> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..count)
        .map(|_| {
            let mut text = String::new();
            while text.len() < bytes * 3 / 2 {
                for _ in 0..2 + next(6) {
                    text.push_str(WORDS[next(WORDS.len())]);
                }
                text.push_str(ENDS[next(ENDS.len())]);
            }
            text
        })
        .collect()
}

fn benches(criterion: &mut Criterion) {
    let options = DecodeOptions::default();
    let texts = documents(2000, 4096);
    let size = texts.iter().map(String::len).sum::<usize>() as u64;
    let utf8: Vec<&[u8]> = texts.iter().map(String::as_bytes).collect();
    let gbk: Vec<_> = texts
        .iter()
        .map(|text| encoding_rs::GBK.encode(text).0)
        .collect();
    for (text, bytes) in texts.iter().zip(&gbk) {
        assert_eq!(&decode(bytes, &options).expect("GBK").text, text);
    }

    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Bytes(size));
    group.bench_function(BenchmarkId::new("utf8", "validation"), |bencher| {
        bencher.iter(|| {
            utf8.iter()
                .filter(|b| std::str::from_utf8(black_box(b)).is_ok())
                .count()
        });
    });
    group.bench_function(BenchmarkId::new("utf8", "decode"), |bencher| {
        bencher.iter(|| {
            utf8.iter()
                .filter(|b| decode(black_box(b), &options).is_ok())
                .count()
        });
    });
    group.bench_function(BenchmarkId::new("gbk", "plain"), |bencher| {
        bencher.iter(|| {
            let plain = |bytes| encoding_rs::GBK.decode(black_box(bytes)).0.len();
            gbk.iter().map(|bytes| plain(bytes)).sum::<usize>()
        });
    });
    group.bench_function(BenchmarkId::new("gbk", "decode"), |bencher| {
        bencher.iter(|| {
            gbk.iter()
                .filter(|b| decode(black_box(b), &options).is_ok())
                .count()
        });
    });
    group.finish();
}

criterion_group!(decoding, benches);
criterion_main!(decoding);
