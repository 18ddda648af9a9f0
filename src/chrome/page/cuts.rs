//! From lines that are taken away to the spans that are cut.

use super::sentence::is_spoken;
use super::*;

/// The cuts: whole lines, and what goes out of the others.
pub(super) fn collect(
    chrome: &Chrome,
    source: &str,
    infos: &[Info],
    title: &title::Found,
    triggers: &[(u32, u32)],
    cuts: &mut Vec<Cut>,
) {
    let mut at = 0;
    let mut index = inline::PageIndex::default();
    for (position, info) in infos.iter().enumerate() {
        let span = info.line.span;
        let mut rule = info.rule;
        if rule.is_none() && chrome.whole.is_some() {
            let text = info.text(source);
            let head = title.zones.title.unwrap_or(title.zones.first);
            if position < head {
                rule = own_rule(chrome, info, text, ChromeScope::Head);
            } else if position > title.zones.last {
                rule = own_rule(chrome, info, text, ChromeScope::Tail);
            }
        }
        let zones = &title.zones;
        let (above, below) = (position < zones.first, position > zones.last);
        if let Some(rule) = rule.filter(|&rule| rules::admits(rule, above, below)) {
            cuts.push(Cut {
                span,
                rule,
                breaks: false,
            });
            continue;
        }
        let from = cuts.len();
        let inside = |cut: &&Cut| cut.span.start >= span.start && cut.span.end <= span.end;
        if !title.cuts.is_empty() {
            cuts.extend(title.cuts.iter().filter(inside));
        }
        index.look(source, infos, position, cuts);
        if info.trigger {
            while triggers.get(at).is_some_and(|hit| hit.0 < span.start) {
                at += 1;
            }
            inline::inserts(source, span, &triggers[at..], title.sites(source), cuts);
        }
        if info.tail {
            residue::tail(source, info, cuts);
        }
        if info.line.first.is_ascii() && info.line.han > 0 {
            residue::opening(source, info, cuts);
        }
        if (zones.last..=zones.last + 1).contains(&position) && !info.full {
            cuts.extend(prompt(source, info));
        }
        if !chrome.rules.is_empty() {
            own_inserts(chrome, source, span, cuts);
        }
        if cuts.len() > from {
            tidy(cuts, from);
        }
    }
}

/// Longest prompt behind the last sentence of a line, in bytes.
const PROMPT: usize = 72;

/// 返回首页，查看更多 behind the last sentence of the speech.
fn prompt(source: &str, info: &Info) -> Option<Cut> {
    let text = info.text(source);
    let (at, stop) = text
        .char_indices()
        .rev()
        .take(PROMPT)
        .find(|&(_, c)| matches!(c, '。' | '！' | '？' | '”'))?;
    let start = at + stop.len_utf8();
    let behind = text[start..].trim_matches(crate::chars::is_space);
    if behind.is_empty() || behind.len() > PROMPT {
        return None;
    }
    let weight = vocabulary().weigh(behind, Names::default());
    let spoken = weight.hints_at(hint::FORMULA) || is_spoken(&weight, behind);
    (weight.is_certain() && !spoken).then(|| Cut {
        span: Span::new(
            info.line.span.start as usize + start,
            info.line.span.end as usize,
        ),
        rule: Id::WidgetPrompt.rule(),
        breaks: false,
    })
}

fn own_inserts(chrome: &Chrome, source: &str, span: Span, cuts: &mut Vec<Cut>) {
    for (row, rule) in chrome.rules.iter().enumerate() {
        if rule.scope == ChromeScope::Inline {
            cuts.extend(
                rule.regex
                    .find_iter(span.of(source))
                    .filter(|found| !found.is_empty())
                    .map(|found| Cut {
                        span: Span::new(
                            span.start as usize + found.start(),
                            span.start as usize + found.end(),
                        ),
                        rule: RuleId::new(Stage::Custom, row as u16),
                        breaks: false,
                    }),
            );
        }
    }
}

/// Sorts the cuts of one line, drops those of rules that are switched off and those that overlap.
fn tidy(cuts: &mut Vec<Cut>, from: usize) {
    cuts[from..].sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end)));
    let mut end = 0;
    let mut at = from;
    for next in from..cuts.len() {
        let cut = cuts[next];
        if cut.span.start >= end && cut.span.end > cut.span.start {
            end = cut.span.end;
            cuts[at] = cut;
            at += 1;
        }
    }
    cuts.truncate(at);
}
