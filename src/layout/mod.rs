//! Layout: which line ends and spaces are block ends, which are spaces, which are nothing, as far as
//! lines and columns tell. It is evidence for the reading of the page ([`crate::read`]), which decides.
//!
//! Every maximal run of white space and cut spans between two runs of kept text is a [`Gap`];
//! each gets one [`Verdict`]. A block is what stands between two gaps with [`Verdict::Break`].
//! Blocks then get their kinds ([`classify`]).
//!
//! # The method
//!
//! Text that comes out of a PDF has lost its geometry, but not all of it: a typesetter fills lines,
//! so their widths are data. Of a column of 28 characters there remain lines of 28, of 26 (first
//! lines, indented by two), of 29 (punctuation hangs), and shorter ones (last lines). So:
//!
//! 1. A cheap look ([`may_be_broken`]): a text with one paragraph a line has few lines that end in
//!    mid-sentence, and no spaces between Han. It is left alone, whatever its widths.
//! 2. Pieces are measured ([`measure`]) in eighths of a Han character; Latin is proportional and
//!    adds to a tolerance; a quarter of a character between Han and Latin is counted if the
//!    column comes out sharper with it.
//! 3. Candidates ([`node`]): every line end; in rows longer than any line also every space. Runs of
//!    single characters are one letter-spaced line, not twenty.
//! 4. The column ([`column`]): each line that ends in mid-sentence votes for the widths at
//!    which it would be full. Enough votes must meet, or there is no column and nothing is
//!    joined. Regions ([`regions`]) without a common column are halved.
//! 5. What blank lines and indents mean is learnt from the region's clear cases ([`cues`]).
//! 6. A dynamic programme ([`solve`]) finds the cheapest way through the region, line by
//!    line. Costs are log-odds ([`weights`]); they say how much more often a sign is seen at the
//!    end of a paragraph than at the end of a mere line.
//! 7. The opening and the signature follow a grammar instead ([`opening`]); sentences torn in
//!    unbroken text are joined where the seam says why ([`stitch`]), or an indent ([`hanging`]); blocks glued without a
//!    space are cut where a greeting shows it ([`glue`]).
//!
//! The evidence, with an example of each (↵ is a line end, column of 12):
//!
//! - room: `一定要把工作抓实↵。` cannot be, but `要抓落实。↵下一步` had room for 下: a block end.
//! - fullness: `水厂今年完成了三项主要工↵作，` is full: a wrap.
//! - indent: the line after a block end is two characters shorter when it is full.
//! - end and begin: 。 against ，; 一是 and 第二， begin blocks, 》 never does.
//! - brackets: no block ends between 《 and 》.
//! - parallels: neighbours that begin alike (对老员工… 对新员工…) are blocks of their own.
//!
//! # What cannot be known
//!
//! - A last line that is exactly full, ends a sentence, and is followed by a line that is itself a
//!   last line and begins in no special way: `…抓好落实。↵会后请各组讨论。` may be one paragraph or two. In
//!   layouts without indent a full last line is taken for a wrap, which is right five times in six.
//! - Where a heading ends that is glued to its paragraph.
//! - Whether `——` at the begin of a title's second line is a subtitle or a dash that was wrapped.
//! - The order of interleaved columns: it is recognised and said ([`interleaved`]), not repaired.
//! - Lines shorter than twelve characters: they could be verses, so no column is sought there.

pub(crate) mod classify;
mod column;
mod cues;
#[cfg(test)]
mod fit;
pub(crate) mod gaps;
mod glue;
mod hanging;
mod interleaved;
mod masks;
mod measure;
mod node;
mod opening;
mod regions;
mod solve;
mod stitch;
mod weights;
pub(crate) mod words;

use crate::chrome::Findings;
use crate::document::{BlockKind, Warning};
use crate::edit::Span;
use crate::lines::{Line, Lines};
use crate::marks::Marks;
use crate::rule::{Rule, RuleId, Stage};
use column::Segment;
pub(crate) use gaps::Spans;
use node::{Node, Pieces};
use solve::Solver;

/// What a gap becomes in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing: the text on both sides belongs together.
    Join,
    /// One space.
    Space,
    /// The end of a block.
    Break,
}

/// White space and cut spans between two runs of kept text, or (zero-width) a place inside a
/// run where two blocks are glued together.
///
/// The gaps of a source are sorted and disjoint; the first may start at 0 (then it is what
/// stands before the text), and the last always ends at the end of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    pub(crate) span: Span,
    pub(crate) verdict: Verdict,
    /// Line ends in the gap, cut spans not counted.
    pub(crate) newlines: u16,
    /// White space characters in the gap, line ends counted, cut spans and invisible characters
    /// not.
    pub(crate) spaces: u16,
    /// What the text in front of it, back to the last gap, is of interest for.
    pub(crate) marks: Marks,
    /// Whether the gap holds a cut span that ends a block.
    pub(crate) breaks: bool,
    /// Whether the gap holds a cut span.
    pub(crate) has_cut: bool,
}

/// The decisions of the layout stage.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) gaps: Vec<Gap>,
    /// Kinds of the blocks in order: block `i` ends at the `i`-th gap with [`Verdict::Break`].
    pub(crate) kinds: Vec<BlockKind>,
    pub(crate) warnings: Vec<Warning>,
    /// Whether the text ends in mid-sentence.
    pub(crate) truncated: bool,
    scratch: classify::Scratch,
    buffers: Buffers,
}

impl Layout {
    /// Whether a column or the grammar of openings has decided a gap.
    pub(crate) fn is_decided(&self, gap: usize) -> bool {
        let Buffers {
            nodes, decisions, ..
        } = &self.buffers;
        is_decided(gap, nodes, decisions)
    }

    /// Gives back the memory of all but what was decided.
    pub(crate) fn release(&mut self) {
        self.scratch = classify::Scratch::default();
        self.buffers = Buffers::default();
    }
}

const fn id(row: u16) -> RuleId {
    RuleId::new(Stage::Layout, row)
}

/// A gap that became nothing.
pub(crate) const JOIN: RuleId = id(0);
/// A gap that became one space.
pub(crate) const SPACE: RuleId = id(1);
/// A gap that became the end of a block.
pub(crate) const BREAK: RuleId = id(2);

/// The layout rules, in the order of their ids.
pub(crate) static RULES: &[Rule] = &[
    Rule::new(
        "layout.join",
        "A line end or space inside a block is taken out.",
        "全面部 署",
        "Open Access",
        None,
    ),
    Rule::new(
        "layout.space",
        "A line end or run of spaces becomes one space.",
        "Open\nAccess",
        "全面部\n署",
        None,
    ),
    Rule::new(
        "layout.break",
        "A line end, run of spaces or glued seam becomes the end of a block.",
        "同志们：\n\n今天",
        "今天\n开会",
        None,
    ),
];

/// Buffers of the stage.
#[derive(Debug, Default)]
struct Buffers {
    brackets: measure::Brackets,
    nodes: Vec<Node>,
    segments: Vec<Segment>,
    solver: Solver,
    decisions: opening::Decisions,
}

/// Decides every gap of `source` and the kind of every block.
pub(crate) fn arrange(source: &str, lines: &Lines, findings: &Findings, layout: &mut Layout) {
    decide(source, lines, findings, layout);
    classify::classify(source, findings, layout);
}

/// Decides every gap of `source`, and leaves the kinds of the blocks open.
fn decide(source: &str, lines: &Lines, findings: &Findings, layout: &mut Layout) {
    layout.warnings.clear();
    layout.truncated = false;
    gaps::collect(source, lines, &findings.cuts, &mut layout.gaps);
    for gap in &mut layout.gaps {
        gap.verdict = if gap.newlines > 0 || gap.breaks {
            Verdict::Break
        } else {
            seam_at(source, gap)
        };
    }
    if let Some(first) = layout.gaps.first_mut()
        && first.span.start == 0
        && first.newlines == 0
        && !first.breaks
    {
        first.verdict = Verdict::Join;
    }
    if let Some(last) = layout.gaps.last_mut() {
        last.verdict = Verdict::Break;
    }
    repair(source, lines, findings, layout);
    if let Some(last) = layout.gaps.last_mut() {
        last.verdict = Verdict::Break;
    }
    if let Some(first) = layout.gaps.first_mut()
        && first.span.start == 0
    {
        first.verdict = Verdict::Join;
    }
}

/// A cheap look first: whether lines may have been wrapped, or flattened. Wrapped text has many
/// lines that end in mid-sentence and are no headings; flattened text has long lines with spaces
/// between Han.
fn may_be_broken(source: &str, lines: &[Line], pieces: Pieces<'_>) -> bool {
    const SPACES: usize = 3;
    let (mut rows, mut open) = (0usize, 0usize);
    for (index, line) in lines.iter().enumerate() {
        if !(24..=110).contains(&line.width) {
            continue;
        }
        rows += 1;
        let ends = matches!(
            line.last,
            '。' | '！' | '？' | '：' | '；' | '…' | '”' | '!' | '?' | ':' | ';'
        );
        if !ends && words::ordinal(line.span.of(source)).is_none_or(|rank| rank > 4) {
            open += 1;
            // So many, whatever the others are.
            let rest = lines.len() - index - 1;
            if open >= 3 && open * 10 >= rows + rest {
                return true;
            }
        }
    }
    let spaces = pieces
        .gaps
        .iter()
        .enumerate()
        .filter(|(_, gap)| gap.newlines == 0 && gap.spaces > 0)
        .filter(|&(index, _)| {
            let wide = |c: Option<char>| c.is_some_and(measure::is_wide);
            wide(pieces.tail(index).chars().next_back()) && wide(pieces.head(index).chars().next())
        })
        .take(SPACES)
        .count();
    spaces == SPACES
}

/// Finds the candidates and decides them, region by region.
fn repair(source: &str, lines: &Lines, findings: &Findings, layout: &mut Layout) {
    let Layout {
        gaps,
        warnings,
        buffers,
        ..
    } = layout;
    let pieces = Pieces { source, gaps };
    let nodes = &mut buffers.nodes;
    nodes.clear();
    let habits = if may_be_broken(source, &lines.list, pieces) {
        let brackets = &mut buffers.brackets;
        let habits = node::collect(pieces, brackets, nodes);
        node::mark_pairs(source, gaps, brackets, nodes);
        habits
    } else {
        node::Habits::default()
    };
    let decisions = &mut buffers.decisions;
    opening::decide(
        pieces,
        nodes.iter().take(2).any(|node| node.long),
        decisions,
    );
    opening::decide_signature(pieces, decisions);
    for &(gap, verdict) in decisions.iter() {
        gaps[gap].verdict = verdict;
        if let Some(node) = node_at(nodes, gap) {
            nodes[node].forced = Some(verdict);
        }
    }
    let torn =
        interleaved::side_by_side(source, lines) || !regions::solve(source, gaps, habits, buffers);
    if torn {
        warnings.push(Warning::InterleavedColumns);
        return;
    }
    let (nodes, decisions) = (&buffers.nodes, &buffers.decisions);
    // The first node is the begin of the text.
    if nodes.len() > 1 && nodes[1..].iter().all(|node| node.solved) {
        return;
    }
    hanging::join(source, &lines.list, nodes, decisions, gaps);
    stitch::stitch(source, &findings.cuts, nodes, decisions, gaps);
}

/// The number of the node at a gap; [`node::ORIGIN`] comes first.
fn node_at(nodes: &[Node], gap: usize) -> Option<usize> {
    let key = |node: &Node| node.gap.wrapping_add(1) as usize;
    nodes.binary_search_by_key(&(gap + 1), key).ok()
}

/// Whether a column or the grammar of openings has decided a gap.
fn is_decided(gap: usize, nodes: &[Node], decisions: &opening::Decisions) -> bool {
    let solved = node_at(nodes, gap).is_some_and(|node| nodes[node].solved);
    solved
        || decisions
            .iter()
            .take(64)
            .any(|&(decided, _)| decided == gap)
}

/// Join or one space, by the characters on both sides of a gap.
pub(crate) fn seam_at(source: &str, gap: &Gap) -> Verdict {
    if gap.spaces == 0 && !gap.has_cut {
        return Verdict::Join;
    }
    if let Some(verdict) = masks::seam(source, gap) {
        return verdict;
    }
    // Before Kana, Han and Hangul, nothing keeps a space.
    let next = source.as_bytes().get(gap.span.end as usize);
    if matches!(next, Some(0xe3..=0xed)) {
        return Verdict::Join;
    }
    let left = source[..gap.span.start as usize].chars().next_back();
    let right = source[gap.span.end as usize..].chars().next();
    match (left, right) {
        (Some('(' | '[' | '{'), _) | (_, Some(')' | ']' | '}' | ',' | ';' | '!' | '?' | '%')) => {
            Verdict::Join
        }
        // A number that was wrapped.
        (Some('0'..='9'), Some('0'..='9')) if gap.newlines == 1 && !gap.has_cut => Verdict::Join,
        (Some(left), Some(right)) if crate::chars::keeps_space(left, right) => Verdict::Space,
        _ => Verdict::Join,
    }
}

#[cfg(test)]
mod tests {
    use crate::cleaner::by_rules as clean;
    use crate::{Cleaner, Warning};

    const PARAGRAPHS: &[&str] = &[
        "今年以来，供水公司完成了三座水厂的改造，新铺管网四十六公里，老城区的水压比去年同期提高了两成，停水次数减少了一半。",
        "一是抓好水源保护。库区周边的养殖户已经全部搬迁，巡查队每天沿岸走一遍，发现问题当场登记，当天报告，三天之内必须办结。",
        "二是抓好漏损控制。夜间听漏小组走遍了所有小区，查出暗漏两百多处，修复以后每天少漏的水够一个乡镇用。",
        "这些成绩来之不易。我代表公司向坚守在泵房、管沟和窗口的每一位职工表示感谢，也请大家把这份感谢带给家里的老人和孩子。",
        "下面，我讲三点意见。",
        "要看到，还有一些地方的水管比我们在座许多人的年纪都大，图纸早就找不到了，只能靠老师傅的记性和一根听漏棒慢慢去找。",
    ];

    /// Sets the paragraphs in a column: `indent` characters before first lines, no line begins
    /// with closing punctuation.
    fn set(column: usize, indent: usize) -> Vec<Vec<String>> {
        PARAGRAPHS
            .iter()
            .map(|paragraph| {
                let mut lines = vec![String::new()];
                let mut used = indent;
                let characters: Vec<char> = paragraph.chars().collect();
                for (index, &c) in characters.iter().enumerate() {
                    let next = characters.get(index + 1).copied().unwrap_or('X');
                    let takes = 1 + usize::from(super::measure::closes(next));
                    if used + takes > column && !super::measure::closes(c) {
                        lines.push(String::new());
                        used = 0;
                    }
                    if let Some(line) = lines.last_mut() {
                        line.push(c);
                    }
                    used += 1;
                }
                lines
            })
            .collect()
    }

    fn whole() -> String {
        PARAGRAPHS.iter().map(|text| format!("{text}\n")).collect()
    }

    #[test]
    fn wrapped_lines_of_many_columns() {
        for column in [18, 20, 24, 26, 28, 30, 33, 36, 40] {
            for separator in ["\n", "\n\n", "\r\n"] {
                let text: Vec<String> = set(column, 2).concat();
                assert_eq!(
                    clean(&text.join(separator)),
                    whole(),
                    "{column} {separator:?}"
                );
            }
        }
    }

    #[test]
    fn flattened_lines_of_many_columns() {
        for column in [18, 20, 24, 28, 30] {
            let text: Vec<String> = set(column, 2).concat();
            assert_eq!(clean(&text.join(" ")), whole(), "{column}");
        }
    }

    #[test]
    fn numbers_that_are_set_apart_begin_no_block() {
        let text = "今年以来，供水公司完成了 3 座水厂的改造，新铺管网 46 公 里，老城区的水压比去年同\
             期提高了 2 成，停水次数减少了一半。 一是抓好水源保护。库区周边的养殖户已经全部搬迁，\
             巡查队每 天沿岸走 1 遍，发现问题当场登记，当天报告，3 天之内必须办结。 二是抓好漏\
             损控制。夜间听漏小组走遍了所有小区，查出暗漏 212 处，修复以后每天少漏的水够一个乡镇\
             用。 （1）听漏夜班，连续值守 30 个晚上的小组，可以评为先进； （2）抢修降本 90 \
             万元，重点是车辆、油料和管材，水样检测的 钱就不要再省了。 这些成绩来之不易。我代表公\
             司向坚守在泵房、管沟和窗口的 540 名职工表示感谢，也请大家把这份感谢带给家里的老人和\
             孩子。 要看到，还有一些地方的水管比我们在座许多人的年纪都大，图 纸早就找不到了，只能靠\
             老师傅的记性和 1 根听漏棒慢慢去找。";
        let whole = [
            "今年以来，供水公司完成了3座水厂的改造，新铺管网46公里，老城区的水压比去年同期提高了2成，停水次数减少了一半。",
            "一是抓好水源保护。库区周边的养殖户已经全部搬迁，巡查队每天沿岸走1遍，发现问题当场登记，当天报告，3天之内必须办结。",
            "二是抓好漏损控制。夜间听漏小组走遍了所有小区，查出暗漏212处，修复以后每天少漏的水够一个乡镇用。",
            "（1）听漏夜班，连续值守30个晚上的小组，可以评为先进；",
            "（2）抢修降本90万元，重点是车辆、油料和管材，水样检测的钱就不要再省了。",
            "这些成绩来之不易。我代表公司向坚守在泵房、管沟和窗口的540名职工表示感谢，也请大家把这份感谢带给家里的老人和孩子。",
            "要看到，还有一些地方的水管比我们在座许多人的年纪都大，图纸早就找不到了，只能靠老师傅的记性和1根听漏棒慢慢去找。",
        ];
        assert_eq!(clean(text), whole.join("\n") + "\n");
    }

    #[test]
    fn blank_lines_between_paragraphs_mean_all() {
        for column in [20, 28, 35] {
            let text: Vec<String> = set(column, 0)
                .iter()
                .map(|lines| lines.join("\n"))
                .collect();
            assert_eq!(clean(&text.join("\n\n")), whole(), "{column}");
        }
    }

    #[test]
    fn page_numbers_in_mid_sentence() {
        let mut lines: Vec<String> = set(28, 2).concat();
        lines.insert(2, "— 1 —".into());
        lines.insert(8, "\u{c}— 2 —".into());
        assert_eq!(clean(&lines.join("\n")), whole());
        assert_eq!(clean(&lines.join(" ")), whole());
    }

    #[test]
    fn one_paragraph_a_line_is_left_alone() {
        for text in [
            whole(),
            "山高路远水长流\n月落星沉夜未休\n莫道前途无知己\n清风一路到渝州\n".to_owned(),
            "采购钢材二十吨\n采购水泵四台，备件一批\n采购阀门十六只\n维修老泵房一座，更换门窗\n"
                .to_owned(),
            "问：水压为什么低？\n答：管子老了。\n问：什么时候换？\n答：年底以前。\n".to_owned(),
        ] {
            assert_eq!(clean(&text), text);
        }
    }

    #[test]
    fn masks_tear_sentences() {
        assert_eq!(
            clean("会前大家看了现场。刚才，X\nX同志作了说明，讲得很清楚。\n"),
            "会前大家看了现场。刚才，XX同志作了说明，讲得很清楚。\n"
        );
        assert_eq!(
            clean("今年，我们对\nX座泵站\nX公里管网做了检修，群众用水更放心了。\n"),
            "今年，我们对X座泵站X公里管网做了检修，群众用水更放心了。\n"
        );
        assert_eq!(
            clean("下面请*\n同志介绍情况。\n"),
            "下面请XX同志介绍情况。\n"
        );
        assert_eq!(
            clean("主持人：X\nX主任\n同志们：\n"),
            "主持人：XX\nXX主任\n同志们：\n"
        );
        assert_eq!(
            clean("完成投资X亿元，增长X%\nX个项目开工，X个项目投产\n"),
            "完成投资X亿元，增长X%\nX个项目开工，X个项目投产\n"
        );
        assert_eq!(
            clean("名单如下：\nX局长\nX处长\n"),
            "名单如下：\nX局长\nX处长\n".replace('X', "XX")
        );
    }

    #[test]
    fn letter_spaced_lines() {
        let mut lines: Vec<String> = set(28, 2).concat();
        lines[1] = lines[1]
            .chars()
            .map(|c| format!("{c} "))
            .collect::<String>()
            .trim_end()
            .to_owned();
        assert_eq!(clean(&lines.join("\n")), whole());
    }

    #[test]
    fn wrapped_title_speaker_salutation() {
        let text = format!(
            "在全县农村供水保障工作推进\n会议上的讲话\n（2024年3月5日）\n县长\u{3000}林望川\n同志们：\n{}",
            set(28, 2).concat().join("\n")
        );
        assert_eq!(
            clean(&text),
            format!(
                "在全县农村供水保障工作推进会议上的讲话\n（2024年3月5日）\n县长 林望川\n同志们：\n{}",
                whole()
            )
        );
    }

    #[test]
    fn glued_salutation() {
        assert_eq!(
            clean("在供水工作会议上的讲话同志们：今天我们开一个短会。\n"),
            "在供水工作会议上的讲话\n同志们：\n今天我们开一个短会。\n"
        );
        assert_eq!(
            clean("老师：请坐。\n学生：谢谢老师。\n"),
            "老师：请坐。\n学生：谢谢老师。\n"
        );
    }

    #[test]
    fn interleaved_columns_are_said() {
        let lines = set(20, 2).concat();
        let (left, right) = lines.split_at(lines.len() / 2);
        let mixed: Vec<String> = left
            .iter()
            .zip(right)
            .flat_map(|(a, b)| [format!("{a}        {b}")])
            .collect();
        let document = Cleaner::new().clean(&mixed.join("\n"));
        assert_eq!(document.warnings(), [Warning::InterleavedColumns]);
    }
}
