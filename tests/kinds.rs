//! Kinds of blocks on clean lines: one table of texts, one letter a block.
//!
//! T title, B byline, S salutation, 1 to 4 heading, P paragraph, O omission, G signature.

use zhengwen::{BlockKind, Cleaner};

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Title => 'T',
        BlockKind::Byline => 'B',
        BlockKind::Salutation => 'S',
        BlockKind::Heading(level) => char::from(b'0' + level),
        BlockKind::Paragraph => 'P',
        BlockKind::Omission => 'O',
        BlockKind::Signature => 'G',
        _ => '?',
    }
}

fn check(table: &[&[&str]]) {
    let cleaner = Cleaner::new();
    let mut wrong = Vec::new();
    for lines in table {
        let source: String = lines
            .iter()
            .map(|line| format!("{}\n", &line[2..]))
            .collect();
        let expected: String = lines.iter().map(|line| &line[..1]).collect();
        let document = cleaner.clean(&source);
        let kinds: String = document.blocks().map(|block| letter(block.kind)).collect();
        if kinds != expected {
            wrong.push(format!("{expected} is {kinds}:\n{source}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const TALK: &str = "P 水厂建成三年了，今天第一次请大家来看。请往里走，慢一点。";

#[test]
fn titles() {
    check(&[
        &["T 在水厂开放日上的讲话", "S 各位市民朋友：", TALK],
        &["T 青春，在田埂上燃烧！", "S 同学们：", TALK],
        &["T 国旗下讲话：把水龙头拧紧", "S 同学们：", TALK],
        &["T 新年贺词", TALK],
        &["T 一滴水能走多远？", "B 王小田", "S 同学们：", TALK],
        &["T 城东水厂2023年度工作总结（讨论稿）", TALK],
        &["T 开学典礼发言稿（二）", "S 老师们：", TALK],
        // No title at all.
        &["S 同志们：", TALK],
        &["P 大家好！", TALK],
        &["P 谢谢大家", TALK],
        &["P 下面讲三个问题：", TALK],
        &[TALK],
        &["1 一、看清形势", TALK],
    ]);
}

#[test]
fn bylines() {
    check(&[
        &[
            "T 把水守好",
            "B ——在水厂开放日上的讲话",
            "B （2024年3月22日）",
            "S 各位来宾：",
            TALK,
        ],
        &["T 把水守好", "B 城东水厂厂长 XX", "S 各位来宾：", TALK],
        &["T 把水守好", "B 演讲人：陈一川", TALK],
        &["T 把水守好", "B 陈一川", TALK],
        &["T 把水守好", "B 二〇二四年三月", "S 同志们：", TALK],
        &["T 把水守好", "B 城东水厂", "B 2024年3月22日", TALK],
        &["T 把水守好", "B 电工组　林小满", "1 一、我的一天", TALK],
        // Lines of a dialogue are none.
        &[
            "T 水厂迎新晚会主持词",
            "P 男：尊敬的各位领导、各位来宾",
            "P 女：亲爱的工友们：",
            "P 合：大家晚上好！",
        ],
        &[
            "T 把水守好",
            "B 高一（3）班 林小满",
            "S 敬爱的老师们：",
            TALK,
        ],
        // Not bylines.
        &["T 把水守好", "P （掌声）", TALK],
        &["T 水", "P 从山里来", "P 到城里去", "P 不声不响"],
    ]);
}

#[test]
fn headings() {
    check(&[
        &[
            "1 一、看清形势",
            "2 （一）水源",
            "3 1.水库",
            "4 （1）库容",
            TALK,
        ],
        &[
            "1 一.看清形势",
            "2 (一)水源",
            "3 1、水库",
            "4 1）库容",
            TALK,
        ],
        &["2 （一）抓好水源。", TALK, "2 （二）抓好管网。", TALK],
        &[
            "1 一、为什么要修管网？",
            TALK,
            "1 二、修什么？怎么修？谁来修？",
            TALK,
        ],
        &["1 第一，认识要提高", TALK, "1 第二，行动要迅速", TALK],
        &[
            "1 一、看清形势",
            "2 一是水源偏少。",
            TALK,
            "2 二是管网老化。",
            TALK,
        ],
        &["2 （一）看清形势", "3 一要摸清家底。", TALK],
        &["1 第一部分 看清形势", "1 一、水源", TALK],
        // Text runs on.
        &[
            "P 一、看清形势。今年来水偏少，用水偏多。",
            "P 二、抓好管网。先换老管，再查暗漏。",
        ],
        &["P 第一，认识要提高。有的同志还在观望。"],
        &["P 一是水源，二是管网，三是人心。"],
        &["P 一是看水源；", "P 二是看管网；", "P 三是看人心。"],
        &["P 1.查暗漏，月底完成；", "P 2.换老管，下月完成。"],
        &[
            "P 一是全年完成管网改造十二点五公里，更换阀门二百六十座，惠及居民四万三千户，没有发生一起责任事故。",
        ],
        // No ordinals.
        &["P 一、二、三，开闸！", "P 三、二、一，开闸！"],
        &[
            "P 一定要把水守好。",
            "P 第一次来水厂的人都会迷路。",
            "P 3.5公里的管网换了一半。",
        ],
        &["P 十年磨一剑，磨的是耐心。", "P 一生只做一件事。"],
    ]);
}

#[test]
fn salutations_stay_in_place() {
    check(&[
        &["T 把水守好", "S 工友们，同志们，", "P 大家好！", TALK],
        &[
            "S 尊敬的各位领导、各位来宾：",
            TALK,
            "S 同志们！",
            TALK,
            "S 朋友们：",
            TALK,
        ],
        &["S 各位代表:", TALK],
        &["S 老师们,同学们!", TALK],
        &["S 親愛的同學們：", TALK],
        &[TALK, "P 同志们，加油！", "P 谢谢各位老师！", "P 主持人："],
        &[TALK, "P 各位代表的意见如下：", TALK],
    ]);
}

#[test]
fn omissions() {
    check(&[
        &[
            "S 同志们：",
            TALK,
            "O ……",
            TALK,
            "O （略）",
            TALK,
            "O （此处省略300字）",
            TALK,
        ],
        &["S 同志们：", TALK, "P （热烈鼓掌）", "P 这就是我们的战略。"],
    ]);
}

#[test]
fn signatures() {
    check(&[
        &[
            "T 把水守好",
            TALK,
            "G ____水厂  ____车间",
            "G 20__年__月__日",
        ],
        &["T 把水守好", TALK, "G 表态人：xxx", "G xxxx年xx月xx日"],
        &["S 同志们：", TALK, "G 城东水厂党支部", "G 2024年3月22日"],
        &[
            "S 同志们：",
            TALK,
            "P 谢谢大家！",
            "G 厂长 陈一川",
            "G 2024年3月22日",
        ],
        &["S 同志们：", TALK, "G 城东水厂 2024年3月22日"],
        &["S 同志们：", TALK, "G XX县水务局", "G XX年X月X日"],
        &["S 同志们：", TALK, "G 发言人：陈一川"],
        &["S 同志们：", TALK, "G 2024年3月22日", "P （根据录音整理）"],
        // Not signatures.
        &["S 同志们：", TALK, "P 谢谢大家"],
        &["S 同志们：", TALK, "P 这就是我们的学校"],
        &["S 同志们：", TALK, "P 灯火可亲", "P 山河无恙"],
        &["S 同志们：", "P 2024年3月22日", TALK],
    ]);
}

#[test]
fn compilations() {
    check(&[
        &[
            "T 水厂开放日讲话稿（精选3篇）",
            "1 篇一：厂长的讲话",
            "B （2024年3月22日）",
            "S 各位来宾：",
            "1 一、水从哪里来",
            "2 一是从山里来。",
            TALK,
            "G 城东水厂",
            "G 2024年3月22日",
            "1 篇二：化验员的发言",
            "S 同志们：",
            "1 第一，水质要稳",
            TALK,
        ],
        &[
            "1 水厂开放日讲话稿 篇1",
            "S 各位来宾：",
            TALK,
            "1 水厂开放日讲话稿 篇2",
            "S 各位来宾：",
            TALK,
        ],
        &[
            "T 水厂开放日讲话稿3篇",
            "1 第一篇",
            "S 各位来宾：",
            TALK,
            "1 第二篇",
            "S 同志们：",
            TALK,
        ],
    ]);
}

#[test]
fn texts_that_stop_in_mid_sentence() {
    let truncated = |source: &str| Cleaner::new().clean(source).is_truncated();
    let talk = &TALK[2..];
    for end in [
        "下一步，我们要把全市的老旧管网再普查一遍，凡是超过二十年的灰口铸铁管都",
        "要抓好三件事，一件是水源，",
        "水源有三处。第一处在山里，第二",
        "主要有以下几点：",
    ] {
        assert!(truncated(&format!("同志们：\n{talk}\n{end}\n")), "{end}");
    }
    for end in [
        "谢谢大家",
        "祝大家身体健康，万事如意",
        "让我们把水守好",
        "我讲完了。",
        "他说：“水先出去。”",
        "（根据录音整理）",
        "城东水厂",
        "2024年3月22日",
    ] {
        assert!(!truncated(&format!("同志们：\n{talk}\n{end}\n")), "{end}");
    }
}

/// What stands above the title: `-` is the page's and goes, all else stays, and then no line below
/// is a title.
#[test]
fn nothing_stands_above_a_title() {
    let cleaner = Cleaner::new();
    for lines in [
        ["-2024-03-05", "T在水厂开放日上的讲话"],
        ["-清溪水务|新闻|公告|服务", "T在水厂开放日上的讲话"],
        ["-Waterworks News", "T在水厂开放日上的讲话"],
        ["-（2024年3月5日）", "T在水厂开放日上的讲话"],
        ["P水厂今天开放了。", "P在水厂开放日上的讲话"],
        ["P发言人：王小田", "P在水厂开放日上的讲话"],
        ["-×××", "T在水厂开放日上的讲话"],
    ] {
        let below = ["S各位市民朋友：", "P水厂建成三年了，今天第一次请大家来看。"];
        let page = lines.iter().chain(&below);
        let source: String = page
            .clone()
            .map(|line| format!("{}\n", &line[1..]))
            .collect();
        let document = cleaner.clean(&source);
        let titles = document
            .blocks()
            .enumerate()
            .filter(|(_, block)| block.kind == BlockKind::Title);
        let places: Vec<usize> = titles.map(|(index, _)| index).collect();
        let expected = if lines[1].starts_with('T') {
            vec![0]
        } else {
            vec![]
        };
        let kept = page.filter(|line| !line.starts_with('-')).count();
        assert_eq!(
            (places, document.blocks().len()),
            (expected, kept),
            "{source}"
        );
    }
}
