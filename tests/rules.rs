//! Every row of the rule tables does what its hit says and leaves its near miss alone, and no
//! two rows share an id.

use std::collections::HashSet;
use zhengwen::{ChromeRule, ChromeScope, Cleaner, Reason};

#[test]
fn chrome_rows_cut_their_hits_and_not_their_near_misses() {
    let cleaner = Cleaner::new();
    let mut failures = Vec::new();
    for rule in zhengwen::rules().filter(|rule| rule.id.starts_with("chrome.")) {
        let hit = cleaner.clean(&rule.hit);
        // What the page as a whole shows may go under another reason, when a rule is surer of it.
        let is_read = rule.id.ends_with(".read");
        if !hit
            .removed()
            .any(|removed| is_read || removed.rule == rule.id)
        {
            let got: Vec<_> = hit
                .removed()
                .map(|removed| (removed.rule.to_owned(), removed.text.to_owned()))
                .collect();
            failures.push(format!("{} does not hit {:?}: {got:?}", rule.id, rule.hit));
        }
        let miss = cleaner.clean(&rule.near_miss);
        if let Some(removed) = miss.removed().find(|removed| removed.rule == rule.id) {
            failures.push(format!(
                "{} hits its near miss: {:?}",
                rule.id, removed.text
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn chrome_rows_have_reasons_and_carry_them_in_their_names() {
    for rule in zhengwen::rules().filter(|rule| rule.id.starts_with("chrome.")) {
        let reason = rule.reason.expect("a chrome rule has a reason");
        let named = rule.id.split('.').nth(1).expect("an id has parts");
        assert!(
            named == reason.as_str() || named == "furniture",
            "{} is about {}",
            rule.id,
            reason.as_str()
        );
        assert!(!rule.hit.is_empty() && !rule.near_miss.is_empty() && !rule.summary.is_empty());
    }
}

#[test]
fn ids_are_unique() {
    let mut seen = HashSet::new();
    for rule in zhengwen::rules() {
        assert!(seen.insert(rule.id.clone()), "{} twice", rule.id);
    }
}

#[test]
fn every_rule_can_be_switched_off() {
    for rule in zhengwen::rules().filter(|rule| rule.id.starts_with("chrome.")) {
        let cleaner = Cleaner::builder()
            .without_rule(rule.id.to_string())
            .build()
            .expect("the id is known");
        let document = cleaner.clean(&rule.hit);
        assert!(
            document.removed().all(|removed| removed.rule != rule.id),
            "{} is off and cuts",
            rule.id
        );
        assert_eq!(document.undo(), rule.hit);
    }
}

#[test]
fn rules_of_ones_own_say_their_name() {
    let rules = ChromeRule::parse(
        "# two rules\n\ncustom.bell\twidget\tline\t叮咚.*\t叮咚，新消息\t门铃叮咚\ncustom.seal\tnoise\tinline\t〖[^〗]*〗\n",
    )
    .expect("a table of two");
    let cleaner = Cleaner::builder()
        .chrome_rules(rules)
        .build()
        .expect("fine rules");
    let document = cleaner.clean("同志们：\n叮咚 3\n今天〖水印〗开会。\n");
    assert_eq!(document.to_string(), "同志们：\n今天开会。\n");
    let removed: Vec<_> = document
        .removed()
        .map(|removed| (removed.rule.to_owned(), removed.reason))
        .collect();
    assert_eq!(
        removed,
        [
            ("custom.bell".to_owned(), Reason::Widget),
            ("custom.seal".to_owned(), Reason::Noise)
        ]
    );
}

#[test]
fn rules_of_ones_own_keep_to_their_scope() {
    let rule = |scope| {
        ChromeRule::new("custom.star", Reason::Advert, scope, "星光如海").expect("a literal")
    };
    let text = "星光如海\n在水厂投产仪式上的讲话\n同志们：\n今天开会，大家辛苦了。\n星光如海\n散会之后，请大家留一下。\n星光如海\n";
    let left = |scope| {
        let cleaner = Cleaner::builder()
            .chrome_rules([rule(scope)])
            .build()
            .expect("fine");
        cleaner.clean(text).to_string().matches("星光如海").count()
    };
    assert_eq!(left(ChromeScope::Line), 0);
    assert_eq!(left(ChromeScope::Head), 2);
}

#[test]
fn bad_rules_are_refused() {
    assert!(ChromeRule::new("custom.bad", Reason::Noise, ChromeScope::Line, "(").is_err());
    assert!(ChromeRule::parse("custom.bad\tnoise\tline").is_err());
    assert!(ChromeRule::parse("custom.bad\tnothing\tline\ta").is_err());
    assert!(ChromeRule::parse("custom.bad\tnoise\teverywhere\ta").is_err());
    let rule =
        ChromeRule::new("custom.bad", Reason::Noise, ChromeScope::Line, "甲+").expect("fine");
    assert!(
        Cleaner::builder()
            .chrome_rules([rule.clone().hit("乙")])
            .build()
            .is_err()
    );
    assert!(
        Cleaner::builder()
            .chrome_rules([rule.clone().near_miss("甲甲")])
            .build()
            .is_err()
    );
    assert!(
        Cleaner::builder()
            .chrome_rules([rule.clone(), rule])
            .build()
            .is_err()
    );
}
