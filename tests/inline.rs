//! Characters and punctuation within a block, through the public API.

fn cleaned(text: &str) -> String {
    zhengwen::clean(text).trim_end_matches('\n').to_owned()
}

#[test]
fn characters_are_folded() {
    for (from, to) in [
        ("２０２４年，Ａ座１２层", "2024年，A座12层"),
        ("⾃来⽔⼚的⻔⼾", "自来水厂的门户"),
        ("图\u{200b}书\u{feff}馆\u{ad}开馆", "图书馆开馆"),
        ("合格率９９．５％", "合格率99.5%"),
        ("投资１，２８０万元", "投资1,280万元"),
        ("会议８：３０开始", "会议8:30开始"),
        ("ﬁlter换了", "filter换了"),
        ("１．加强巡查", "1.加强巡查"),
        ("cafe\u{301}一杯", "café一杯"),
    ] {
        assert_eq!(cleaned(from), to, "{from}");
    }
}

#[test]
fn punctuation_becomes_full_width_where_it_is_chinese() {
    for (from, to) in [
        ("今天开馆,欢迎大家;请进!", "今天开馆，欢迎大家；请进！"),
        ("通知如下:明天停水!", "通知如下：明天停水！"),
        ("(⼆)⽔源要有⼈守", "（二）水源要有人守"),
        ("增长5%,8%,各不相同", "增长5%，8%，各不相同"),
        ("投资1,280万元,工期30天", "投资1,280万元，工期30天"),
        ("8:30开始,比分是3:1", "8:30开始，比分是3:1"),
        ("执行GB/T 9704,注意pH值", "执行GB/T 9704，注意pH值"),
        ("水是生命之源.", "水是生命之源。"),
        ("一座\"会说话\"的水塔", "一座“会说话”的水塔"),
        ("办法(试行)", "办法（试行）"),
        ("还有很多...", "还有很多……"),
        ("还有很多。。。", "还有很多……"),
        ("还有…大家", "还有……大家"),
        ("水--生命之源", "水——生命之源"),
        (
            "他说：&ldquo;通水了。&rdquo;大家&#25293;手",
            "他说：“通水了。”大家拍手",
        ),
        ("水──生命之源", "水——生命之源"),
        ("--在水厂的讲话", "——在水厂的讲话"),
        ("A车间(100人),B车间(80人)", "A车间（100人），B车间（80人）"),
        ("（2）提高设备效率(OEE);", "（2）提高设备效率（OEE）；"),
        ("他问:\"好吗?\"", "他问：“好吗？”"),
    ] {
        assert_eq!(cleaned(from), to, "{from}");
    }
}

#[test]
fn ascii_stays_where_it_belongs() {
    for text in [
        "见www.example.com/a?b=1。",
        "邮箱a.b@example.com不变",
        "文件report.docx在桌上",
        "增长6.5%，共1,280万元",
        "标准是GB/T 9704",
        "比例2:1，时间8:30",
        "Open Access, free for all.",
        "用--help看参数",
        "列夫.托尔斯泰写的。",
        "2018—2022年",
        "don't worry",
        "函数f(x)连续",
        "研发（R&D）投入",
        "call f(x);",
        "12点省略…………",
    ] {
        assert_eq!(cleaned(text), text);
    }
}

/// A decimal point out of some font of a PDF: without it the number would be another one.
#[test]
fn what_cannot_be_read_inside_a_number_is_shown_and_told() {
    use zhengwen::{Cleaner, Warning};
    let cleaner = Cleaner::new();
    for (from, to) in [
        (
            "水位103\u{e000}5米，大家放心。",
            "水位103\u{fffd}5米，大家放心。",
        ),
        ("水位１０３\u{f0000}５米。", "水位103\u{fffd}5米。"),
        (
            "投资3\u{e001}\u{200b}5亿元，X个人",
            "投资3\u{fffd}5亿元，X个人",
        ),
        ("1\u{e000}2\u{e000}3", "1\u{fffd}2\u{fffd}3"),
    ] {
        let document = cleaner.clean(from);
        assert_eq!(document.text().trim_end(), to, "{from}");
        assert_eq!(document.warnings(), [Warning::Damaged], "{from}");
        assert_eq!(document.undo(), from);
        assert_eq!(cleaner.clean(document.text()).text(), document.text());
        let bytes = cleaner.clean_bytes(from.as_bytes());
        assert_eq!(bytes.expect("it is UTF-8"), document);
    }
    // Beside a number it is a picture of the page, and zero width is nothing anywhere.
    for (from, to) in [
        ("\u{f0b7}3台水泵，\u{e000}共5台", "3台水泵，共5台"),
        ("水位103\u{200b}5米", "水位1035米"),
    ] {
        let document = cleaner.clean(from);
        assert_eq!(document.text().trim_end(), to, "{from}");
        assert_eq!(document.warnings(), []);
    }
}

/// Marks of any script stand in the order of NFC, with or without a letter in front.
#[test]
fn combining_marks_are_put_in_order() {
    for (source, text) in [
        ("水\u{301}\u{5ad}", "水\u{5ad}\u{301}"),
        ("水\u{610}\u{5ad}", "水\u{5ad}\u{610}"),
        ("\u{610}\u{5ad}", "\u{5ad}\u{610}"),
        ("水\u{483}\u{65f}", "水\u{65f}\u{483}"),
    ] {
        assert_eq!(zhengwen::clean(source).trim_end(), text);
    }
}

/// What would stand in the place of a mask would take the mark behind it, and be another letter.
#[test]
fn a_sign_under_a_combining_mark_is_no_mask() {
    for sign in ["X", "XX", "x", "*", "×", "＊", "某", "○", "Ｘ"] {
        for mark in ["\u{301}", "\u{308}", "\u{30c}", "\u{338}", "\u{3099}"] {
            let source = format!("刚才，{sign}{mark}同志介绍了{sign}{mark}个水厂。");
            let document = zhengwen::Cleaner::new().clean(&source);
            let text = document.text();
            assert_eq!(document.placeholders().len(), 0, "{source}: {text}");
            assert!(unicode_normalization::is_nfc(text), "{source}: {text}");
            assert_eq!(cleaned(text), text.trim_end(), "{source}");
        }
    }
}

/// Han spelt by their numbers are not the random signs that pages are strewn with.
#[test]
fn a_line_of_references_is_text() {
    for (from, to) in [
        ("x&#20010;", "X个"),
        ("&#x6c34;&#x5382;", "水厂"),
        ("&#x4eca;&#x5929;&#x901a;&#x6c34;&#x3002;", "今天通水。"),
        ("2024&#x5e74;A&#24231;", "2024年A座"),
    ] {
        assert_eq!(cleaned(from), to, "{from}");
    }
    assert_eq!(
        cleaned("今天通水了。\n&Jx;#k9@q\n大家辛苦了。"),
        "今天通水了。\n大家辛苦了。"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Few letters and all the marks, so that every decision meets every neighbour.
    #[test]
    fn marks_settle_in_one_document(source in "[水a1１Ｘx（(）)\"“”'‘，,：:．.。…—─－\\-;!?·\u{301}\u{3099}ｶﾞｱカ⼀⻓ﬁ\u{f900}\u{fe35}\u{200b}\u{e000} \n*／/％]{0,24}") {
        let cleaner = zhengwen::Cleaner::new();
        let document = cleaner.clean(&source);
        proptest::prop_assert_eq!(document.undo(), source);
        let again = cleaner.clean(document.text());
        proptest::prop_assert_eq!(again.text(), document.text());
    }
}
