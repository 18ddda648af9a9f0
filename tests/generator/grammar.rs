//! Sentences from templates: `{name}` is replaced by an alternative of the row `name`, `{2-9}` by
//! a number of that range, and a few names ([`Slot`]) by what may be masked.

use std::collections::VecDeque;

/// A row of a grammar: a name and its alternatives.
pub(crate) type Row = (&'static str, &'static [&'static str]);

/// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Independent of the generators of other documents of the same seed.
    pub(crate) fn new(seed: u64, document: u64) -> Self {
        let mut random = Random(seed ^ document.wrapping_mul(0xD1B5_4A32_D192_ED03));
        random.next();
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn within(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True once in `n` times.
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// How many templates a writer remembers, and how often it tries to find another one.
const MEMORY: usize = 40;
const RETRIES: usize = 6;

/// What a mask can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A whole name, before 同志 or an office.
    Person,
    /// A place name, before 镇 村 路 区.
    Place,
    /// A quantity, before a unit.
    Count,
    /// A calendar year, before 年.
    Year,
    /// A month, before 月.
    Month,
    /// A day, before 日.
    Day,
}

impl Slot {
    fn named(name: &str) -> Option<Slot> {
        Some(match name {
            "person" => Slot::Person,
            "place" => Slot::Place,
            "count" => Slot::Count,
            "year" => Slot::Year,
            "month" => Slot::Month,
            "day" => Slot::Day,
            _ => return None,
        })
    }
}

/// How a document masks words: raw spelling of a word, of a number, and of a year with its
/// canonical form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MaskStyle {
    word: &'static str,
    number: &'static str,
    year: (&'static str, &'static str),
}

const MASK_STYLES: &[MaskStyle] = &[
    style("XX", "X", "20XX", "20XX"),
    style("XXX", "XX", "20xx", "20XX"),
    style("*", "*", "202*", "202X"),
    style("**", "*", "20**", "20XX"),
    style("×××", "×", "20××", "20XX"),
    style("××", "××", "202×", "202X"),
    style("xx", "x", "20xx", "20XX"),
    style("某某", "X", "20XX", "20XX"),
    style("***", "**", "****", "XXXX"),
];

const fn style(
    word: &'static str,
    number: &'static str,
    year: &'static str,
    canonical: &'static str,
) -> MaskStyle {
    MaskStyle {
        word,
        number,
        year: (year, canonical),
    }
}

/// A text twice: as the scrape spells it, and as it should come out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Twin {
    pub(crate) scraped: String,
    pub(crate) truth: String,
}

/// A masked word and what becomes of it.
#[derive(Debug, Clone)]
pub(crate) struct Mask {
    pub(crate) raw: &'static str,
    pub(crate) canonical: &'static str,
}

/// Expands templates for one document.
pub(crate) struct Writer {
    pub(crate) random: Random,
    tables: [&'static [Row]; 2],
    style: Option<MaskStyle>,
    place: String,
    year: usize,
    /// The speaker's own organisation, once it was named.
    organization: Option<Twin>,
    /// Templates used last: people do not say the same thing twice in a row.
    recent: VecDeque<&'static str>,
    pub(crate) masks: Vec<Mask>,
}

impl Writer {
    pub(crate) fn new(mut random: Random, domain: &'static [Row], masked: bool) -> Self {
        let style = masked.then(|| random.pick(MASK_STYLES));
        let place = random.pick(PLACES).to_owned();
        let year = random.within(2009, 2025);
        Writer {
            random,
            tables: [domain, super::domains::COMMON],
            style,
            place,
            year,
            organization: None,
            recent: VecDeque::new(),
            masks: Vec::new(),
        }
    }

    /// An alternative of the row `name`, all slots filled.
    pub(crate) fn write(&mut self, name: &str) -> Twin {
        let mut twin = Twin::default();
        self.row(name, &mut twin);
        twin
    }

    /// Fills the slots of `template`.
    pub(crate) fn fill(&mut self, template: &str, out: &mut Twin) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            push(out, before);
            let (name, tail) = after.split_once('}').expect("slots are closed");
            self.slot(name, out);
            rest = tail;
        }
        push(out, rest);
    }

    fn slot(&mut self, name: &str, out: &mut Twin) {
        if let Some(slot) = Slot::named(name) {
            return self.maskable(slot, out);
        }
        if let Some((low, high)) = name.split_once('-') {
            let (low, high) = (low.parse(), high.parse());
            let (Ok(low), Ok(high)) = (low, high) else {
                panic!("a range of numbers: {name}")
            };
            return push(out, &self.random.within(low, high).to_string());
        }
        if name != "org" {
            return self.row(name, out);
        }
        let own = match self.organization.take() {
            Some(own) => own,
            None => self.write("org"),
        };
        out.scraped.push_str(&own.scraped);
        out.truth.push_str(&own.truth);
        self.organization = Some(own);
    }

    fn row(&mut self, name: &str, out: &mut Twin) {
        let row = self.tables.iter().find_map(|table| {
            let (_, alternatives) = table.iter().find(|(row, _)| *row == name)?;
            Some(*alternatives)
        });
        let alternatives = row.unwrap_or_else(|| panic!("no row {name}"));
        let mut template = self.random.pick(alternatives);
        for _ in 0..RETRIES {
            if !self.recent.contains(&template) {
                break;
            }
            template = self.random.pick(alternatives);
        }
        if self.recent.len() == MEMORY {
            self.recent.pop_front();
        }
        self.recent.push_back(template);
        self.fill(template, out);
    }

    fn maskable(&mut self, slot: Slot, out: &mut Twin) {
        if let Some(style) = self.style
            && !self.random.one_in(3)
        {
            return self.mask(slot, style, out);
        }
        let plain = match slot {
            Slot::Person => self.person(),
            Slot::Place if self.random.one_in(2) => self.place.clone(),
            Slot::Place => self.random.pick(PLACES).to_owned(),
            Slot::Count => self.random.within(2, 980).to_string(),
            Slot::Year => (self.year - self.random.below(4)).to_string(),
            Slot::Month => self.random.within(1, 12).to_string(),
            Slot::Day => self.random.within(1, 28).to_string(),
        };
        push(out, &plain);
    }

    fn mask(&mut self, slot: Slot, style: MaskStyle, out: &mut Twin) {
        let (raw, canonical) = match slot {
            Slot::Person | Slot::Place => (style.word, "XX"),
            Slot::Year => style.year,
            Slot::Count | Slot::Month | Slot::Day => (style.number, "X"),
        };
        out.scraped.push_str(raw);
        out.truth.push_str(canonical);
        self.masks.push(Mask { raw, canonical });
    }

    fn person(&mut self) -> String {
        let mut name = self.random.pick(SURNAMES).to_owned();
        name.push_str(self.random.pick(GIVEN));
        if self.random.one_in(2) {
            name.push_str(self.random.pick(GIVEN));
        }
        name
    }
}

fn push(out: &mut Twin, text: &str) {
    out.scraped.push_str(text);
    out.truth.push_str(text);
}

const PLACES: &[&str] = &[
    "清溪",
    "松岭",
    "云台",
    "白沙",
    "石桥",
    "临江",
    "东湖",
    "南屏",
    "青田坝",
    "柳林",
    "金沙湾",
    "长岭",
    "半山",
    "桃源",
    "新丰",
    "古渡",
    "竹园",
    "双河",
    "龙泉坪",
    "梅岭",
    "北塘",
    "西洲",
    "大围",
    "小榄坡",
    "枫桥",
    "麦地",
    "杏花",
    "水口",
    "安澜",
    "碧湖",
    "翠微",
    "丹霞沟",
    "凤鸣",
    "甘泉",
    "海棠",
    "鹤鸣",
    "槐荫",
    "锦屏",
    "靖边塬",
    "蓝田坡",
];

const SURNAMES: &[&str] = &[
    "周", "吴", "郑", "陈", "林", "何", "郭", "罗", "梁", "宋", "谢", "韩", "唐", "冯", "董", "萧",
    "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁",
    "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴",
];

const GIVEN: &[&str] = &[
    "明", "远", "志", "国", "华", "建", "文", "秀", "兰", "英", "芳", "敏", "静", "丽", "强", "磊",
    "军", "洋", "勇", "艳", "杰", "娟", "涛", "超", "霞", "平", "刚", "桂", "春", "松", "柏", "川",
    "海", "岩", "雪", "梅", "晨", "宁", "安", "康",
];
