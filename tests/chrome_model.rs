//! A model learnt from ten thousand pages of fifty invented sites.
//!
//! Every site has its own chrome: lines that no rule knows (made of syllables), a few that rules
//! know, some that change from page to page by a number. Speeches are made of sentences; phrases
//! that speakers share (openings, thanks, bylines) recur in them as often as the chrome does, and
//! one speech in five is reposted by other sites. Pages of the same sites that were not learnt decide, with speeches of
//! their own; the same pages without the model are the contrast.
//!
//! In a debug build a tenth of the pages is made; `ZHENGWEN_PAGES` says another number.

use std::collections::HashSet;
use zhengwen::{BuildErrorKind, ChromeModel, Cleaner, ModelErrorKind};

/// xorshift64*: the corpus is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const SYLLABLES: &[&str] = &[
    "云", "溪", "禾", "松", "石", "竹", "星", "舟", "雁", "桥", "麦", "棠", "泉", "岚", "枫", "砚",
    "檐", "渔", "樵", "陌", "岭", "榆", "荻", "汀", "蓬",
];
const SUBJECTS: &[&str] = &[
    "水厂",
    "林场",
    "学校",
    "医院",
    "车间",
    "图书馆",
    "供销社",
    "邮局",
    "果园",
    "渔港",
    "社区",
    "车站",
    "茶厂",
    "粮站",
    "博物馆",
];
const VERBS: &[&str] = &[
    "建成了",
    "改造了",
    "登记了",
    "修好了",
    "办结了",
    "检查了",
    "新添了",
    "送出了",
    "培训了",
    "种下了",
];
const OBJECTS: &[&str] = &[
    "管网", "树苗", "教室", "病床", "机器", "书架", "仓库", "信箱", "果树", "渔船", "路灯", "站台",
    "茶园", "粮仓", "展柜",
];
const ENDS: &[&str] = &[
    "群众看得见",
    "大家都出了力",
    "这是不容易的",
    "还要再加一把劲",
    "明年要做得更细",
    "账要算得清楚",
    "办法是商量出来的",
];
const OCCASIONS: &[&str] = &[
    "春耕现场会",
    "年终总结会",
    "表彰大会",
    "安全生产会议",
    "开工仪式",
    "读书日活动",
    "座谈会",
];
const PHRASES: &[&str] = &[
    "下面，我讲三点意见。",
    "我就讲这些，供大家参考。",
    "大家好！",
    "我的讲话完了，谢谢大家！",
    "最后，祝大家身体健康，万事如意！",
];

struct Site {
    head: Vec<String>,
    tail: Vec<String>,
    middle: String,
    mayor: String,
}

struct Page {
    text: String,
    chrome: Vec<String>,
    body: Vec<String>,
}

fn name(random: &mut Random, length: usize) -> String {
    (0..length).map(|_| random.pick(SYLLABLES)).collect()
}

fn site(random: &mut Random) -> Site {
    let site = name(random, 3);
    let line = |random: &mut Random| {
        let length = 4 + random.below(9);
        name(random, length)
    };
    let mut head: Vec<String> = (0..5).map(|_| line(random)).collect();
    head.push(format!("{site}·第#刊"));
    head.push("返回首页".to_owned());
    let mut tail: Vec<String> = (0..6).map(|_| line(random)).collect();
    tail.push(format!("{site}，见字如面，愿你每天都有好心情！"));
    tail.push("打印本页".to_owned());
    let mayor = format!(
        "{}长 {}",
        random.pick(&["县", "校", "院", "厂"]),
        name(random, 3)
    );
    Site {
        head,
        tail,
        middle: line(random),
        mayor,
    }
}

fn sentence(random: &mut Random) -> String {
    format!(
        "今年{}{}{}个{}，{}，{}。",
        random.pick(SUBJECTS),
        random.pick(VERBS),
        2 + random.below(900),
        random.pick(OBJECTS),
        random.pick(ENDS),
        random.pick(ENDS)
    )
}

/// Title, salutation and paragraphs of the speech number `seed`.
fn speech(seed: usize) -> Vec<String> {
    let random = &mut Random(0x9e37_79b9 ^ (seed as u64 + 1).wrapping_mul(0x1234_5678_9abc_def1));
    let subject = random.pick(SUBJECTS);
    let mut lines = vec![
        format!("在{}{}上的讲话", subject, random.pick(OCCASIONS)),
        "同志们：".to_owned(),
    ];
    if random.below(3) == 0 {
        lines.push("大家好！".to_owned());
    }
    for part in 0..3 {
        lines.push(format!(
            "{}、把{}的事办好",
            ["一", "二", "三"][part],
            random.pick(SUBJECTS)
        ));
        lines.push((0..3 + random.below(3)).map(|_| sentence(random)).collect());
        if random.below(4) == 0 {
            lines.push(random.pick(PHRASES).to_owned());
        }
    }
    lines.push((0..3).map(|_| sentence(random)).collect());
    if random.below(2) == 0 {
        lines.push("谢谢大家！".to_owned());
    }
    lines
}

fn page(site: &Site, seed: usize, random: &mut Random) -> Page {
    let mut body = speech(seed);
    let mut chrome = Vec::new();
    let mut text = String::new();
    let mut put = |line: &str, text: &mut String, chrome: &mut Vec<String>| {
        let line = line.replace('#', &(1 + random.below(400)).to_string());
        text.push_str(&line);
        text.push('\n');
        chrome.push(line);
    };
    for line in &site.head {
        put(line, &mut text, &mut chrome);
    }
    if seed.is_multiple_of(3) {
        body.insert(1, site.mayor.clone());
    }
    for (index, line) in body.iter().enumerate() {
        if index == 6 {
            put(&site.middle, &mut text, &mut chrome);
        }
        text.push_str(line);
        text.push('\n');
    }
    for line in &site.tail {
        put(line, &mut text, &mut chrome);
    }
    Page { text, chrome, body }
}

fn pages() -> usize {
    std::env::var("ZHENGWEN_PAGES")
        .ok()
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(if cfg!(debug_assertions) {
            1_000
        } else {
            10_000
        })
}

fn corpus(count: usize) -> Vec<Page> {
    let mut random = Random(7);
    let sites: Vec<Site> = (0..50).map(|_| site(&mut random)).collect();
    (0..count)
        .map(|index| {
            // One page in five is a speech that another site had first.
            let seed = if index % 5 == 4 { index / 2 } else { index };
            page(&sites[index % 50], seed, &mut random)
        })
        .collect()
}

#[test]
fn a_model_finds_the_chrome_of_its_sites() {
    let pages = corpus(pages());
    let (held_out, learnt) = held_out(&pages);
    let mut model = ChromeModel::new();
    for page in learnt {
        model.learn(&page.text).expect("there is room");
    }
    assert!(model.memory() <= 8 << 20);
    assert_eq!(model.evidence(), Some(ChromeModel::BODIES), "{model:?}");
    let cleaner = Cleaner::builder()
        .chrome_model(model)
        .build()
        .expect("no other options");
    let (recall, precision, left) = score(&cleaner, &held_out);
    let (without, sure, _) = score(&Cleaner::new(), &held_out);
    println!(
        "{} pages held out: recall {recall:.4} precision {precision:.4}, without the model {without:.4} {sure:.4}",
        held_out.len()
    );
    assert!(
        recall >= 0.99 && precision >= 0.995,
        "recall {recall}, precision {precision}: {left:?}"
    );
    assert!(without < 0.9, "the pages need no model: {without}");
}

/// Five hundred pages at most, a tenth at most, whose speeches no other page has; and the others.
fn held_out(pages: &[Page]) -> (Vec<&Page>, Vec<&Page>) {
    let count = (pages.len() / 10).min(500);
    let (learnt, last) = pages.split_at(pages.len() - count);
    let longest = |page: &Page| page.body.iter().max_by_key(|line| line.len()).cloned();
    let bodies: HashSet<Option<String>> = learnt.iter().map(longest).collect();
    let held_out = last
        .iter()
        .filter(|page| !bodies.contains(&longest(page)))
        .collect();
    (held_out, learnt.iter().collect())
}

/// Recall and precision by lines, and the lines that went wrong.
fn score(cleaner: &Cleaner, pages: &[&Page]) -> (f64, f64, HashSet<String>) {
    let (mut chrome, mut found, mut wrong) = (0, 0, 0);
    let mut left = HashSet::new();
    for page in pages {
        let document = cleaner.clean(&page.text);
        let removed: HashSet<&str> = document.removed().map(|removed| removed.text).collect();
        for line in &page.chrome {
            chrome += 1;
            if removed.contains(line.as_str()) {
                found += 1;
            } else {
                left.insert(line.clone());
            }
        }
        for line in &page.body {
            if removed.contains(line.as_str()) {
                wrong += 1;
                left.insert(format!("LOST {line}"));
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    (share(found, chrome), share(found, found + wrong), left)
}

#[test]
fn models_merge_into_the_one_learnt_together() {
    let pages = corpus(120);
    let learn = |pages: &[Page]| {
        let mut model = ChromeModel::with_capacity(1 << 12);
        for page in pages {
            model.learn(&page.text).expect("there is room");
        }
        model
    };
    let merged = |parts: &[&ChromeModel]| {
        let mut model = ChromeModel::with_capacity(1 << 12);
        for part in parts {
            model.merge(part).expect("one capacity");
        }
        model
    };
    let (a, b, c) = (
        learn(&pages[..30]),
        learn(&pages[30..70]),
        learn(&pages[70..]),
    );
    let whole = learn(&pages);
    assert_eq!(merged(&[&a, &b, &c]), whole);
    assert_eq!(merged(&[&c, &a, &b]), whole);
    assert_eq!(merged(&[&merged(&[&b, &c]), &a]), whole);
    assert!(ChromeModel::with_capacity(1 << 13).merge(&a).is_err());
}

#[test]
fn models_are_saved_and_loaded_byte_for_byte() {
    let mut model = ChromeModel::with_capacity(1 << 10);
    for page in corpus(40) {
        model.learn(&page.text).expect("there is room");
    }
    let mut bytes = Vec::new();
    model.save(&mut bytes).expect("a vector takes everything");
    let loaded = ChromeModel::load(bytes.as_slice()).expect("what was saved");
    assert_eq!(loaded, model);
    let mut again = Vec::new();
    loaded.save(&mut again).expect("a vector takes everything");
    assert_eq!(again, bytes);
    for length in 0..bytes.len().min(200) {
        assert!(
            ChromeModel::load(&bytes[..length]).is_err(),
            "cut at {length}"
        );
    }
    assert!(ChromeModel::load(&b"zwchrome\x63"[..]).is_err());
}

/// Pages of one line of speech that no two have in common, below a title of their own.
fn strangers(random: &mut Random) -> impl Iterator<Item = String> {
    std::iter::repeat_with(move || {
        let lines: Vec<String> = (0..8).map(|_| name(random, 9)).collect();
        format!("{}\n{}\n", sentence(random), lines.join("\n"))
    })
}

/// A model of the least capacity that has learnt as much as it takes, and what it said then.
fn full() -> (ChromeModel, zhengwen::ModelError) {
    let mut model = ChromeModel::with_capacity(256);
    let mut random = Random(11);
    let refused = strangers(&mut random).find_map(|page| model.learn(&page).err());
    (model, refused.expect("it is full at last"))
}

#[test]
fn a_model_knows_how_full_it_is() {
    let mut random = Random(5);
    let mut model = ChromeModel::with_capacity(1 << 12);
    assert_eq!(model.fullness(), 0.0);
    for (pages, page) in (1..=1024).zip(strangers(&mut random)) {
        model.learn(&page).expect("there is room");
        // Eight lines a page, and the sentence is one too.
        let lines = f64::from(pages) * 9.0;
        let error = model.fullness() * 4096.0 / lines;
        assert!(
            pages < 100 || (0.95..1.05).contains(&error),
            "{pages}: {error}"
        );
    }
    let mut bytes = Vec::new();
    model.save(&mut bytes).expect("a vector takes everything");
    let loaded = ChromeModel::load(bytes.as_slice()).expect("what was saved");
    assert_eq!(loaded.fullness(), model.fullness());
}

#[test]
fn a_full_model_learns_no_more() {
    let (mut model, refused) = full();
    assert_eq!(refused.kind(), ModelErrorKind::Full);
    assert!(refused.to_string().contains("made for 256"), "{refused}");
    let before = model.clone();
    assert!(
        model
            .learn("清溪水务之窗首发\n水厂今天投产，大家辛苦了。\n")
            .is_err()
    );
    assert_eq!(model, before);
    let mut half = ChromeModel::with_capacity(256);
    let mut random = Random(12);
    while half.fullness() < 3.0 {
        half.learn(&strangers(&mut random).next().expect("a page"))
            .expect("there is room");
    }
    let whole = half.clone();
    assert_eq!(half.merge(&model).unwrap_err().kind(), ModelErrorKind::Full);
    assert_eq!(half, whole, "nothing is taken in");
}

#[test]
fn a_model_without_evidence_is_not_built_with() {
    // A file in which every cell holds every body: what hundred thousand pages make of the least capacity.
    let mut bytes = b"zwchrome\x01\x08\x00".to_vec();
    for _ in 0..2 {
        for _ in 0..3 * 256 {
            bytes.push(0);
            bytes.extend_from_slice(&u64::MAX.to_le_bytes());
        }
        bytes.push(0);
    }
    bytes[10] = 1;
    let model = ChromeModel::load(bytes.as_slice()).expect("it has the form of a model");
    assert_eq!(model.evidence(), None);
    assert!(model.fullness() > 4.0);
    let error = Cleaner::builder().chrome_model(model).build().unwrap_err();
    assert_eq!(error.kind(), BuildErrorKind::OverfullModel);
}
