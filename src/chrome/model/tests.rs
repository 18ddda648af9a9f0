use super::{ChromeModel, Line, lines};

/// xorshift64*: the lines are the same everywhere.
struct Random(u64);

impl Random {
    fn line(&mut self) -> String {
        (0..12)
            .map(|_| {
                self.0 ^= self.0 >> 12;
                self.0 ^= self.0 << 25;
                self.0 ^= self.0 >> 27;
                let index = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40) as usize % 16;
                [
                    '云', '溪', '禾', '松', '石', '竹', '星', '舟', '雁', '桥', '麦', '棠', '泉',
                    '岚', '枫', '砚',
                ][index]
            })
            .collect()
    }
}

const ADVERT: &str = "清溪水务之窗首发";

/// A model that has learnt so many times its capacity in lines of no two pages, and one advert on each of
/// a hundred pages.
fn filled(capacity: usize, times: usize) -> ChromeModel {
    let mut model = ChromeModel::with_capacity(capacity);
    let mut random = Random(times as u64);
    for page in 0..capacity * times / 8 {
        let advert = if page < 100 { ADVERT } else { "" };
        let lines: Vec<String> = (0..8).map(|_| random.line()).collect();
        let body = "水".repeat(40 + page % 64);
        model.take_in(&format!(
            "{advert}\n{}\n{body}{}\n",
            lines.join("\n"),
            random.line()
        ));
    }
    model
}

/// How many of the lines the model takes for chrome.
fn known(model: &ChromeModel, texts: impl Iterator<Item = String>) -> usize {
    let Some(evidence) = model.evidence() else {
        return 0;
    };
    let is_known = |text: &String| {
        let mut split = lines::Lines::default();
        lines::split(text, &mut split);
        let knows = |line: &Line| model.knows(evidence, line, text);
        split.list.iter().any(knows)
    };
    texts.filter(is_known).count()
}

#[test]
fn what_was_never_seen_is_never_known_however_full_the_model() {
    for times in [1, 2, 4, 8, 20, 60] {
        let model = filled(512, times);
        let mut random = Random(0xFEED);
        let never_seen = (0..10_000).map(|_| random.line());
        assert_eq!(
            known(&model, never_seen),
            0,
            "{times} times as full: {model:?}"
        );
        // One number of bodies would not do.
        let careless = model.false_positive_rate(ChromeModel::BODIES);
        assert!(times < 4 || careless > 1e-3, "{times}: {careless}");
    }
}

#[test]
fn what_recurs_is_known_as_long_as_learning_goes_on() {
    for times in [1, 2, 3] {
        let model = filled(512, times);
        assert!(model.fullness() < super::FULL, "{model:?}");
        let advert = std::iter::once(ADVERT.to_owned());
        assert_eq!(known(&model, advert), 1, "{model:?}");
    }
}
