//! What scraping does to a speech: line ends of a page, line ends that became spaces, site chrome.

use super::corpus::{Block, Removed};
use super::grammar::{Random, Row, Writer};

/// A damaged text and what has to go from it.
#[derive(Debug, Default)]
pub(crate) struct Scrape {
    pub(crate) text: String,
    pub(crate) removed: Vec<Removed>,
}

impl Scrape {
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn chrome(&mut self, reason: &'static str, line: String) {
        self.line(&line);
        self.removed.push(Removed { text: line, reason });
    }
}

/// One block a line, first lines indented as `indent` says, `blank` lines between.
pub(crate) fn paragraphs(blocks: &[Block], indent: &str, blank: bool, out: &mut Scrape) {
    for block in blocks {
        if block.kind == "paragraph" {
            out.text.push_str(indent);
        }
        out.line(&block.text.scraped);
        if blank {
            out.text.push('\n');
        }
    }
}

/// How a page is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// Full-width characters a line.
    pub(crate) column: usize,
    /// Lines a page, a page number after each; 0 without page numbers.
    pub(crate) lines: usize,
    /// First-line indent.
    pub(crate) indent: &'static str,
}

impl Page {
    pub(crate) fn choose(random: &mut Random) -> Page {
        Page {
            column: random.pick(&[20, 26, 28, 28, 30, 35, 40]),
            lines: random.pick(&[0, 22, 22, 30]),
            indent: random.pick(&["\u{3000}\u{3000}", "    ", ""]),
        }
    }
}

/// Sets the blocks as pages: a line end after every full line, a page number after every page.
pub(crate) fn wrapped(blocks: &[Block], page: Page, out: &mut Scrape) {
    let (mut lines, mut number) = (0, 0);
    for block in blocks {
        let indent = match block.kind {
            "title" | "salutation" => "",
            _ => page.indent,
        };
        for line in wrap(&block.text.scraped, page.column * 2, indent) {
            out.line(&line);
            lines += 1;
            if page.lines > 0 && lines % page.lines == 0 {
                number += 1;
                out.chrome("page_number", format!("— {number} —"));
            }
        }
    }
}

/// The blocks as pages whose line ends all became one space; `ascii` turns full-width punctuation
/// into ASCII, as seen in extracts of sharing sites.
pub(crate) fn flattened(blocks: &[Block], page: Page, ascii: bool, out: &mut Scrape) {
    let mut set = Scrape::default();
    wrapped(blocks, page, &mut set);
    out.removed.append(&mut set.removed);
    let mut flat = String::with_capacity(set.text.len());
    for line in set.text.lines() {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.push_str(line.trim());
    }
    if ascii {
        flat = flat.chars().map(narrow).collect();
    }
    out.line(&flat);
}

fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}

/// Greedy lines of at most `limit` half-widths; closing punctuation hangs, opening punctuation
/// moves on, ASCII words stay whole.
fn wrap(text: &str, limit: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    let mut used = width(indent);
    for token in tokens(text) {
        let closing = token.starts_with(|c| "，。、；：？！”’）》…—".contains(c));
        if used + width(token) > limit && !closing && !line.trim().is_empty() {
            let kept = line
                .trim_end_matches(|c| "（《“‘".contains(c))
                .trim_end_matches(' ')
                .len();
            let carried = line.split_off(kept).trim_start().to_owned();
            lines.push(std::mem::replace(&mut line, carried));
            used = width(&line);
            if token == " " {
                continue;
            }
        }
        line.push_str(token);
        used += width(token);
    }
    lines.push(line);
    lines
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let word = |c: char| c.is_ascii_graphic();
        let end = if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A site that does not exist.
pub(crate) struct Site {
    name: &'static str,
    host: &'static str,
}

impl Site {
    pub(crate) fn choose(random: &mut Random) -> Site {
        let (name, host) = random.pick(SITES);
        Site { name, host }
    }

    /// What stands above the speech.
    pub(crate) fn head(&self, writer: &mut Writer, title: &str, out: &mut Scrape) {
        let from = writer.random.below(3);
        for &(reason, template) in &HEAD[from..HEAD.len() - writer.random.below(3)] {
            if !writer.random.one_in(3) {
                self.put(writer, title, reason, template, out);
            }
        }
    }

    /// What stands below the speech.
    pub(crate) fn tail(&self, writer: &mut Writer, title: &str, out: &mut Scrape) {
        let from = writer.random.below(3);
        for &(reason, template) in &TAIL[from..] {
            if !writer.random.one_in(3) {
                self.put(writer, title, reason, template, out);
            }
        }
    }

    /// One insert between two paragraphs.
    pub(crate) fn insert(&self, writer: &mut Writer, title: &str, out: &mut Scrape) {
        let (reason, template) = writer.random.pick(INSIDE);
        self.put(writer, title, reason, template, out);
    }

    fn put(
        &self,
        writer: &mut Writer,
        title: &str,
        reason: &'static str,
        template: &str,
        out: &mut Scrape,
    ) {
        let template = template
            .replace("{site}", self.name)
            .replace("{host}", self.host)
            .replace("{title}", title);
        let mut line = super::grammar::Twin::default();
        writer.fill(&template, &mut line);
        out.chrome(reason, line.scraped);
    }
}

const SITES: &[(&str, &str)] = &[
    ("松涛文库", "www.songtao.example"),
    ("砚台网", "www.yantai-wen.example"),
    ("三叶范文", "sanye.example"),
    ("稻香文档", "doc.daoxiang.example"),
    ("蓝鲸资料网", "www.lanjing-ziliao.example"),
    ("好笔头", "m.haobitou.example"),
    ("云梯文秘", "yunti.example"),
    ("半亩方塘", "banmu.example"),
];

type Line = (&'static str, &'static str);

const HEAD: &[Line] = &[
    (
        "navigation",
        "首页 | 演讲稿 | 工作总结 | 心得体会 | 登录 | 注册",
    ),
    (
        "navigation",
        "您现在的位置：首页 > 讲话稿 > {section} > 正文",
    ),
    ("member", "开通{site}VIP会员，全站文档免费下载"),
    (
        "download",
        "文档大小：{20-90}KB　格式：DOCX　下载次数：{100-9000}",
    ),
    ("meta", "{title} - {site}"),
    (
        "meta",
        "发布时间：{2019-2024}-{10-12}-{10-28} {10-22}:{10-59}　来源：{site}　阅读：{100-90000}次",
    ),
    ("widget", "字号：大 中 小　打印　收藏　分享到：微信 微博"),
];

const INSIDE: &[Line] = &[
    ("advert", "更多精彩讲话稿请关注{site}（{host}）"),
    ("advert", "加QQ群{100000-999999}免费领取范文资料包"),
    ("member", "剩余{20-80}%内容，开通会员后继续阅读"),
    ("advert", "本文来自{site}，手机访问{host}"),
    ("download", "点击下载完整版Word文档"),
];

const TAIL: &[Line] = &[
    ("widget", "觉得有用就点个赞吧（{10-900}）　踩（{1-9}）"),
    ("download", "立即下载本文档（{1-9}.{1-9}元）"),
    ("related", "上一篇：{section}领导致辞范文精选"),
    ("related", "下一篇：{section}工作总结（{3-9}篇）"),
    ("related", "相关推荐：{section}主持词　{section}倡议书"),
    ("advert", "扫描二维码，关注公众号“{site}”，每日更新"),
    (
        "copyright",
        "版权声明：本文由{site}用户上传，如有侵权请联系我们删除。",
    ),
    (
        "copyright",
        "Copyright {2012-2016}-{2020-2025} {host} All Rights Reserved 备案号：测试ICP备{10000000-99999999}号",
    ),
];

/// Rows of the chrome templates.
pub(crate) const CHROME: &[Row] = &[(
    "section",
    &[
        "开学典礼",
        "座谈会",
        "动员会",
        "颁奖仪式",
        "工作会议",
        "周年庆典",
    ],
)];
