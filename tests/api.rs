//! The public API, every item of it, from outside.

use std::fmt::{Debug, Display};
use std::str::FromStr;
use zhengwen::decode::{DecodeOptions, Decoded, Repair};
use zhengwen::{
    Alignment, Block, BlockKind, Blocks, BuildError, BuildErrorKind, ChromeModel, ChromeRule,
    ChromeScope, Cleaner, CleanerBuilder, DecodeError, DecodeErrorKind, Document, Edit, Edits,
    List, MAX_SOURCE_BYTES, ModelError, ModelErrorKind, ParseNameError, Placeholder,
    PlaceholderKind, PlaceholderStyle, Placeholders, Reason, Removals, Removed, Rule, RuleError,
    RuleErrorKind, Scratch, Segment, Segments, Stage, Warning,
};

const PAGE: &str = "首页 > 讲话 > 正文\n在水厂通水仪式上的讲话\n（X月X日）\n同志们：\n\
    今天通水,请XX同志开闸。\n一、守住水源\n派人值守。\n……\n城东水厂\n2024年6月1日\n";

fn page() -> Document {
    Cleaner::new().clean(PAGE)
}

#[test]
fn everything_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Cleaner>();
    shared::<CleanerBuilder>();
    shared::<Document>();
    shared::<Block<'_>>();
    shared::<Placeholder<'_>>();
    shared::<Removed<'_>>();
    shared::<Edit<'_>>();
    shared::<Blocks<'_>>();
    shared::<Rule>();
    shared::<DecodeError>();
    shared::<BuildError>();
    shared::<Decoded>();
    shared::<DecodeOptions>();
    shared::<Repair>();
    shared::<Alignment<'_>>();
    shared::<(Segments<'_>, Segment<'_>)>();
    shared::<(ChromeModel, ChromeRule, PlaceholderStyle)>();
    shared::<(ModelError, RuleError, ParseNameError)>();
    fn sent<T: Send>() {}
    sent::<Scratch>();
}

#[test]
fn one_cleaner_serves_many_threads() {
    let cleaner = Cleaner::new();
    let expected = cleaner.clean(PAGE).to_string();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let cleaner = cleaner.clone();
            let expected = &expected;
            scope.spawn(move || assert_eq!(cleaner.clean(PAGE).text(), expected));
        }
    });
}

#[test]
fn the_one_liner_is_the_default_cleaner() {
    assert_eq!(zhengwen::clean(PAGE), page().to_string());
    assert_eq!(zhengwen::clean(PAGE), Cleaner::default().clean(PAGE).text());
    assert_eq!(zhengwen::clean(""), "");
}

#[test]
fn a_document_tells_all() {
    let document = page();
    assert_eq!(document.source(), PAGE);
    assert_eq!(document.undo(), PAGE);
    assert_eq!(document.to_string(), document.text());
    assert_eq!(document.encoding(), "UTF-8");
    assert_eq!(document.warnings(), &[]);
    assert_eq!(document.title(), Some("在水厂通水仪式上的讲话"));
    assert!(!document.is_truncated() && !document.is_unchanged());
    let kinds: Vec<BlockKind> = document.blocks().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Byline,
            BlockKind::Salutation,
            BlockKind::Paragraph,
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::Omission,
            BlockKind::Signature,
            BlockKind::Signature,
        ]
    );
}

#[test]
fn an_empty_document_has_nothing() {
    for source in ["", "\n", " \u{3000}\r\n\t"] {
        let document = Cleaner::new().clean(source);
        assert_eq!(document.text(), "");
        assert_eq!(document.undo(), source);
        assert!(document.blocks().is_empty() && document.title().is_none());
    }
    let document = Document::default();
    assert_eq!((document.text(), document.encoding()), ("", "UTF-8"));
}

#[test]
fn placeholders_point_into_the_source() {
    let document = page();
    let person = document
        .placeholders()
        .find(|found| found.kind == PlaceholderKind::Person)
        .expect("XX同志");
    assert_eq!((person.raw, person.canonical), ("XX", "XX"));
    assert_eq!(&document.source()[person.span], "XX");
    let dates = document
        .placeholders()
        .filter(|found| found.kind == PlaceholderKind::Date);
    assert_eq!(dates.count(), 2);
}

#[test]
fn removals_say_why_and_by_which_rule() {
    let document = page();
    let removed = document.removed().next().expect("the breadcrumb");
    assert_eq!(removed.reason, Reason::Navigation);
    assert_eq!(removed.text, "首页 > 讲话 > 正文");
    assert_eq!(&document.source()[removed.span], removed.text);
    let rule = zhengwen::rules().find(|rule| rule.id == removed.rule);
    assert_eq!(rule.and_then(|rule| rule.reason), Some(removed.reason));
}

#[test]
fn edits_are_the_whole_difference() {
    let document = page();
    let mut rebuilt = String::new();
    let mut position = 0;
    for edit in document.edits() {
        rebuilt.push_str(&document.source()[position..edit.span.start]);
        rebuilt.push_str(edit.replacement);
        assert_eq!(&document.text()[edit.output.clone()], edit.replacement);
        position = edit.span.end;
    }
    rebuilt.push_str(&document.source()[position..]);
    assert_eq!(rebuilt, document.text());
}

#[test]
fn spans_lead_back_to_the_source() {
    let document = page();
    for block in document.blocks() {
        let start = block.text.as_ptr() as usize - document.text().as_ptr() as usize;
        let span = document.source_span(start..start + block.text.len());
        let first = block
            .text
            .chars()
            .next()
            .map(String::from)
            .unwrap_or_default();
        assert!(document.source()[span].starts_with(&first), "{block:?}");
    }
    let beyond = document.source_span(0..usize::MAX);
    assert!(beyond.end <= document.source().len());
}

#[test]
fn lists_are_iterators_with_an_index() {
    let document = page();
    let mut blocks: Blocks<'_> = document.blocks();
    assert_eq!(blocks.len(), 9);
    assert_eq!(blocks.get(2).map(|block| block.text), Some("同志们："));
    assert_eq!(blocks.get(9), None);
    assert_eq!(blocks.get(usize::MAX), None);
    assert_eq!(
        blocks.next_back().map(|block| block.kind),
        Some(BlockKind::Signature)
    );
    assert_eq!(
        blocks.nth(1).map(|block| block.kind),
        Some(BlockKind::Byline)
    );
    assert_eq!(blocks.len(), 6);
    assert_eq!(blocks.iter().count(), blocks.clone().count());
    assert!(!blocks.is_empty() && blocks.size_hint() == (6, Some(6)));
    assert!(format!("{blocks:?}").contains("同志们："));
    fn whole<T>(list: List<'_, T>) -> usize {
        list.count()
    }
    let (edits, removed, masks): (Edits<'_>, Removals<'_>, Placeholders<'_>) = (
        document.edits(),
        document.removed(),
        document.placeholders(),
    );
    assert!(whole(edits) > 0 && whole(removed) == 1 && whole(masks) == 3);
}

#[test]
fn what_is_clean_is_not_copied() {
    let document = Cleaner::new().clean(page().text());
    assert!(document.is_unchanged() && document.edits().is_empty());
    assert_eq!(document.text().as_ptr(), document.source().as_ptr());
}

#[test]
fn placeholder_styles() {
    let text = "请**同志在*月*日前报到。";
    let clean = |builder: CleanerBuilder| {
        builder
            .build()
            .expect("options are right")
            .clean(text)
            .to_string()
    };
    let builder = Cleaner::builder;
    assert_eq!(clean(builder()), "请XX同志在X月X日前报到。\n");
    assert_eq!(
        clean(builder().placeholders(PlaceholderStyle::Keep)),
        "请**同志在*月*日前报到。\n"
    );
    assert_eq!(
        clean(builder().tagged_placeholders()),
        "请⟨Person⟩同志在⟨Date⟩月⟨Date⟩日前报到。\n"
    );
    let named = PlaceholderStyle::Tagged("某人".into());
    assert_eq!(
        clean(builder().placeholders_of(PlaceholderKind::Person, named)),
        "请某人同志在X月X日前报到。\n"
    );
    assert_eq!(PlaceholderStyle::default(), PlaceholderStyle::Canonical);
}

#[test]
fn rules_can_be_switched_off_by_id() {
    let removed = page()
        .removed()
        .next()
        .map(|removed| removed.rule.to_owned());
    let rule = removed.expect("the breadcrumb");
    let cleaner = Cleaner::builder()
        .without_rule(rule)
        .build()
        .expect("the id is known");
    assert!(cleaner.clean(PAGE).text().starts_with("首页"));
    for rule in zhengwen::rules() {
        let built = Cleaner::builder().without_rule(rule.id.clone()).build();
        assert_eq!(
            built.expect("the id is known").clean(PAGE).undo(),
            PAGE,
            "{}",
            rule.id
        );
    }
}

#[test]
fn wrong_options_are_errors_with_a_kind() {
    let rule = |id: &str| {
        ChromeRule::new(id, Reason::Widget, ChromeScope::Line, "叮咚.*").expect("a pattern")
    };
    let builder = Cleaner::builder;
    for (builder, kind, name) in [
        (
            builder().without_rule("no.such.rule"),
            BuildErrorKind::UnknownRule,
            "no.such.rule",
        ),
        (
            builder().encoding_hint("klingon"),
            BuildErrorKind::UnknownEncoding,
            "klingon",
        ),
        (
            builder().chrome_rules([rule("a.b"), rule("a.b")]),
            BuildErrorKind::DuplicateRule,
            "a.b",
        ),
        (
            builder().chrome_rules([rule("a.b").hit("门铃")]),
            BuildErrorKind::MissedHit,
            "a.b",
        ),
        (
            builder().chrome_rules([rule("a.b").near_miss("叮咚")]),
            BuildErrorKind::MatchedNearMiss,
            "a.b",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!((error.kind(), error.name()), (kind, name));
        assert!(error.to_string().contains(name), "{error}");
        assert!(std::error::Error::source(&error).is_none());
    }
}

#[test]
fn rules_that_cannot_be_read_say_where() {
    for (text, kind, line, column) in [
        ("a.b", RuleErrorKind::MissingPart, 1, 4),
        ("a.b\t\tline\t叮", RuleErrorKind::MissingPart, 1, 5),
        (
            "# 甲\n\na.b\tspam\tline\t叮",
            RuleErrorKind::UnknownReason,
            3,
            5,
        ),
        (
            "甲.乙\twidget\t top\t叮",
            RuleErrorKind::UnknownScope,
            1,
            13,
        ),
        ("a.b\twidget\tline\t叮(", RuleErrorKind::Pattern, 1, 17),
    ] {
        let error = ChromeRule::parse(text).unwrap_err();
        assert_eq!(
            (error.kind(), error.line(), error.column()),
            (kind, Some(line), Some(column)),
            "{text}"
        );
        assert!(
            error
                .to_string()
                .starts_with(&format!("line {line}, column {column}: ")),
            "{error}"
        );
    }
    let error = ChromeRule::new("a.b", Reason::Widget, ChromeScope::Line, "(").unwrap_err();
    assert_eq!((error.kind(), error.line()), (RuleErrorKind::Pattern, None));
}

#[test]
fn models_that_cannot_be_read_say_why() {
    let kind = |bytes: &[u8]| ChromeModel::load(bytes).unwrap_err().kind();
    assert_eq!(kind(b""), ModelErrorKind::NotAModel);
    assert_eq!(kind(b"a letter"), ModelErrorKind::NotAModel);
    assert_eq!(kind(b"zwchrome\x63"), ModelErrorKind::UnknownVersion);
    assert_eq!(kind(b"zwchrome"), ModelErrorKind::Damaged);
    let error = ChromeModel::load(Broken).unwrap_err();
    assert_eq!(error.kind(), ModelErrorKind::Io);
    assert!(
        std::error::Error::source(&error)
            .expect("what was read from")
            .to_string()
            .contains("wet")
    );
    let error = ChromeModel::with_capacity(256)
        .merge(&ChromeModel::with_capacity(512))
        .unwrap_err();
    assert_eq!(error.kind(), ModelErrorKind::DifferentCapacities);
}

/// A file that cannot be read.
struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is wet"))
    }
}

#[test]
fn rules_have_names_of_their_own_and_examples() {
    let ids: std::collections::BTreeSet<_> = zhengwen::rules().map(|rule| &rule.id).collect();
    assert_eq!(ids.len(), zhengwen::rules().count());
    assert_eq!(Cleaner::new().rules().count(), ids.len());
    for rule in zhengwen::rules() {
        assert!(
            rule.id.contains('.') && !rule.summary.is_empty(),
            "{}",
            rule.id
        );
    }
    let stages = [
        Stage::Chrome,
        Stage::Layout,
        Stage::Inline,
        Stage::Placeholder,
        Stage::Custom,
    ];
    assert_eq!(format!("{stages:?}").split(',').count(), 5);
}

/// Every name leads back to its kind, and no other does.
fn named<T>(all: &[T], as_str: fn(T) -> &'static str)
where
    T: Copy + PartialEq + Debug + Display + FromStr<Err = ParseNameError>,
{
    for &kind in all {
        assert_eq!(kind.to_string(), as_str(kind));
        assert_eq!(as_str(kind).parse(), Ok(kind));
        assert_eq!(format!("{kind:>20}").len(), 20);
        let wrong = as_str(kind).to_uppercase();
        let error = wrong.parse::<T>().expect_err("no name");
        assert_eq!((error.name(), error.known().len()), (&*wrong, all.len()));
        assert!(error.to_string().contains(as_str(kind)), "{error}");
    }
}

#[test]
fn names_as_in_json() {
    named(&Reason::ALL, Reason::as_str);
    named(&Stage::ALL, Stage::as_str);
    named(&Warning::ALL, Warning::as_str);
    named(&ChromeScope::ALL, ChromeScope::as_str);
    named(&PlaceholderKind::ALL, PlaceholderKind::as_str);
    assert_eq!(Reason::PageNumber.as_str(), "page_number");
    assert_eq!(PlaceholderKind::Organization.as_str(), "organization");
    assert_eq!(BlockKind::Heading(3).as_str(), "heading");
    assert_eq!(BlockKind::Heading(3).level(), Some(3));
    assert_eq!(BlockKind::Title.level(), None);
}

#[test]
fn kinds_of_blocks_are_named_with_their_level() {
    let error = "heading".parse::<BlockKind>().unwrap_err();
    assert_eq!(error.known().len(), 10);
    for name in error.known() {
        let kind: BlockKind = name.parse().expect("a known name");
        assert_eq!(kind.to_string(), *name);
    }
    for wrong in [
        "Title",
        "heading_0",
        "heading_5",
        "heading_+1",
        "heading_01",
        "title_1",
        "",
    ] {
        assert!(wrong.parse::<BlockKind>().is_err(), "{wrong}");
    }
}

#[test]
fn documents_are_equal_when_they_tell_the_same() {
    let bytes = Cleaner::new().clean_bytes(PAGE.as_bytes()).expect("UTF-8");
    assert_eq!(bytes, page());
    let fresh = Cleaner::builder().build().expect("no options");
    assert_eq!(fresh.clean(PAGE), page());
    assert_ne!(page(), Cleaner::new().clean(page().text()));
    let (gbk, _, _) = encoding_rs::GBK.encode(PAGE);
    let gbk = Cleaner::new().clean_bytes(&gbk).expect("GBK");
    assert_eq!(gbk.text(), page().text());
    assert_ne!(gbk, page());
}

#[test]
fn a_document_becomes_its_text() {
    let document = page();
    let text = document.to_string();
    assert_eq!(document.as_ref(), text);
    assert_eq!(String::from(document.clone()), text);
    assert_eq!(document.into_text(), text);
    let clean = Cleaner::new().clean(&text);
    let address = clean.text().as_ptr();
    let text = clean.into_text();
    assert_eq!(text.as_ptr(), address);
}

#[test]
fn blocks_and_placeholders_know_both_their_places() {
    let document = page();
    for block in document.blocks() {
        assert_eq!(&document.text()[block.output.clone()], block.text);
        assert_eq!(document.source_span(block.output), block.span);
    }
    let mut lines = document.blocks().map(|block| block.output.end + 1);
    assert_eq!(lines.next_back(), Some(document.text().len()));
    assert_eq!(
        &document.source()[document.blocks().nth(3).expect("a paragraph").span],
        "今天通水,请XX同志开闸。"
    );
    for found in document.placeholders() {
        assert_eq!(&document.text()[found.output], found.canonical);
    }
}

#[test]
fn what_was_lost_before_the_text_came_is_told() {
    for text in ["各位读\u{FFFD}：\n", "锟斤拷锟斤拷今天开会。\n"] {
        let document = Cleaner::new().clean(text);
        assert_eq!(document.warnings(), &[Warning::Damaged], "{text}");
        let bytes = Cleaner::new().clean_bytes(text.as_bytes());
        assert_eq!(
            bytes.expect("UTF-8").warnings(),
            &[Warning::Damaged],
            "{text}"
        );
    }
    for text in ["页面上写着“锟斤拷”三个字。\n", "为什么???\n", ""] {
        assert_eq!(Cleaner::new().clean(text).warnings(), &[], "{text}");
    }
}

#[test]
fn each_document_may_have_its_own_hint() {
    let cleaner = Cleaner::builder()
        .strict(true)
        .encoding_hint("gbk")
        .build()
        .expect("a known label");
    // 期 in Big5, and a rare character in GBK.
    let bytes = b"\xb4\xc1";
    let hinted = cleaner.with_encoding_hint("big5").expect("a known label");
    assert_eq!(hinted.clean_bytes(bytes).expect("Big5").encoding(), "Big5");
    assert_eq!(cleaner.clean_bytes(bytes).expect("GBK").encoding(), "GBK");
    let error = cleaner.with_encoding_hint("klingon").unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::UnknownLabel);
    assert!(
        hinted.clean_bytes(&[0xFF, 0xFF, 0xFF]).is_err(),
        "still strict"
    );
}

#[test]
fn bytes_are_decoded_first() {
    let (gbk, _, _) = encoding_rs::GBK.encode(PAGE);
    let document = Cleaner::new().clean_bytes(&gbk).expect("GBK");
    assert_eq!(document.source(), PAGE);
    assert!(["GBK", "gb18030"].contains(&document.encoding()));
    let decoded: Decoded = Cleaner::new().decode(&gbk).expect("GBK");
    assert_eq!((decoded.text.as_str(), decoded.damaged), (PAGE, false));
    let (big5, _, _) = encoding_rs::BIG5.encode("各位來賓：");
    let cleaner = Cleaner::builder()
        .encoding_hint("big5")
        .build()
        .expect("a known label");
    let document = cleaner.clean_bytes(&big5).expect("Big5");
    assert_eq!(
        (document.encoding(), document.text()),
        ("Big5", "各位來賓：\n")
    );
    assert_eq!(Cleaner::new().clean_bytes(b"").expect("nothing").text(), "");
}

#[test]
fn decode_errors_carry_numbers() {
    let error = Cleaner::new()
        .clean_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.offset()),
        (DecodeErrorKind::Binary, Some(0))
    );
    assert!(error.bytes().starts_with(b"PK") && error.bytes().len() <= 16);
    assert!(error.encoding().is_none() && !error.detail().is_empty());
    assert!(error.to_string().contains("binary"));
    let mut bytes = "各位老师，今天开会。".repeat(4).into_bytes();
    bytes[3] = 0xff;
    let strict = Cleaner::builder()
        .strict(true)
        .build()
        .expect("options are right");
    let error = strict.clean_bytes(&bytes).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Malformed);
    assert!(error.encoding().is_some() && error.to_string().contains("undecodable"));
}

#[test]
fn the_longest_source_leaves_room_for_offsets() {
    assert_eq!(MAX_SOURCE_BYTES, (u32::MAX / 3) as usize);
}
