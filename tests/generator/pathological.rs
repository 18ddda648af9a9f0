//! Inputs that nobody means, each of about `size` bytes: what a quadratic step would stumble over.

use super::corpus::{Corpus, Shape};

/// Makes a text of about so many bytes.
pub(crate) type Make = fn(usize) -> String;

/// Name and maker of every shape.
pub(crate) const SHAPES: &[(&str, Make)] = &[
    ("spaces", |size| " ".repeat(size)),
    ("wide spaces", |size| repeat("\u{3000}", size)),
    ("newlines", |size| "\n".repeat(size)),
    ("spaces and newlines", |size| repeat(" \n", size)),
    ("form feeds", |size| "\u{c}".repeat(size)),
    ("form feeds, short lines", |size| {
        repeat("水厂\n\u{c}", size)
    }),
    ("form feeds, one Han", |size| repeat("水\u{c}", size)),
    ("form feeds, two lines", |size| {
        repeat("水厂今天\n通水\u{c}", size)
    }),
    ("form feeds, three lines", |size| {
        repeat("水厂\n今天\n通水\n\u{c}", size)
    }),
    ("form feeds, headed pages", |size| {
        repeat("水务文集\n水厂今天通水，大家都来了。\n\u{c}", size)
    }),
    ("form feeds and numbers", |size| {
        numbered(&["水厂今天\n#\n\u{c}"], size)
    }),
    ("footers", |size| {
        numbered(&["水务集团　　第 # 页 共 999 页", "水厂今天"], size)
    }),
    ("numbers in words", |size| {
        repeat("水厂今天，大\n12\n家都来，大", size)
    }),
    ("names side by side", |size| repeat("×××　××　", size)),
    ("names on lines", |size| repeat("XXX\n", size)),
    ("glued salutations", |size| repeat("各位来宾：", size)),
    ("glued credits", |size| {
        repeat("本文来自公文网www.example.com", size)
    }),
    ("dates above", |size| repeat("2024-03-05\n", size)),
    ("stars", |size| "*".repeat(size)),
    ("masks and Han", |size| repeat("X汉", size)),
    ("masks, spaces, Han", |size| repeat("X 汉 ", size)),
    ("masks on lines", |size| repeat("X\n", size)),
    ("one Han a line", |size| repeat("汉\n", size)),
    ("Han and spaces", |size| repeat("汉 ", size)),
    ("open quotes", |size| repeat("“", size)),
    ("straight quotes", |size| repeat("\"汉", size)),
    ("open brackets", |size| repeat("（《", size)),
    ("closing brackets", |size| repeat("）》", size)),
    ("brackets in brackets", |size| {
        repeat("水（（（（（（（（（（厂））））））））））", size)
    }),
    ("titles in one line", |size| {
        let title = "在清溪水厂投产仪式上的讲话";
        format!("{title}\n{}", repeat(title, size))
    }),
    ("genres in one line", |size| repeat("讲话", size)),
    ("addresses before Han", |size| repeat("见a.com水", size)),
    ("dots", |size| repeat("。", size)),
    ("ellipses", |size| repeat("…", size)),
    ("dashes", |size| repeat("—", size)),
    ("commas", |size| repeat("汉,", size)),
    ("digits", |size| repeat("0123456789", size)),
    ("ordinals", |size| repeat("一、", size)),
    ("ordinals on lines", |size| repeat("（一）汉字\n", size)),
    ("page numbers", |size| repeat("— 3 —\n", size)),
    ("salutations", |size| repeat("同志们：\n", size)),
    ("navigation", |size| repeat("首页 > 范文 > 正文\n", size)),
    ("one line again and again", |size| {
        repeat("在清溪小学开学典礼上的讲话\n", size)
    }),
    ("combining marks", |size| repeat("\u{301}", size)),
    ("full-width forms", |size| repeat("Ａ１", size)),
    ("zero width", |size| repeat("\u{200b}", size)),
    ("replacement characters", |size| repeat("\u{fffd}", size)),
    ("tags", |size| repeat("<p>", size)),
    ("entities", |size| repeat("&nbsp;", size)),
    ("ASCII prose", |size| repeat("the quick brown fox ", size)),
    ("one Han line", |size| repeat("汉", size)),
    ("one line of speech", |size| one_line(size)),
    ("glyph-spaced", |size| repeat("全 面 部 署 工 作 ， ", size)),
    ("glyph-spaced lines", |size| {
        repeat("全 面 部 署 水 厂 的 检 修 工 作 ，\n", size)
    }),
    ("very short column", |size| repeat("水厂今\n天通水\n", size)),
    ("column", |size| {
        repeat("水厂今天通水，职工们一早就到了闸门旁边，大家都\n", size)
    }),
    ("indented column", |size| {
        repeat("    水厂今天通水，职工们一早就到了闸门旁边，大家都\n", size)
    }),
    ("blank lines between", |size| {
        repeat("水厂今天通水\n\n", size)
    }),
    ("many blank lines", |size| {
        repeat("水厂今天通水。\n\n\n\n\n\n", size)
    }),
    ("line ends of Windows", |size| {
        repeat("水厂今天通水。\r\n", size)
    }),
    ("all kinds of chrome", |size| numbered(CHROME, size)),
    ("numbered chrome", |size| {
        numbered(&["上一篇：第#号水厂"], size)
    }),
    ("copyright", |size| {
        repeat("版权所有 水厂 地址：水库路\n", size)
    }),
    ("addresses", |size| repeat("http://", size)),
    ("addresses on lines", |size| {
        numbered(&["https://shuichang.example/#.html"], size)
    }),
    ("mail", |size| repeat("a@b.c ", size)),
    ("at signs", |size| repeat("@", size)),
    ("all kinds of masks", |size| {
        repeat(
            "*、*同志到XX县X镇看了**个水厂，某某某说了×月×日的事，",
            size,
        )
    }),
    ("masks and digits", |size| repeat("1X2X3*", size)),
    ("blanks in brackets", |size| repeat("（ ）", size)),
    ("underscores", |size| repeat("_", size)),
    ("quotes that pair", |size| repeat("“‘汉’”", size)),
    ("quotes that do not", |size| repeat("”“’‘", size)),
    ("apostrophes", |size| repeat("'汉", size)),
    ("nested brackets", |size| nested(size)),
    ("pages", |size| numbered(&["第 # 页"], size)),
    ("pages in a line", |size| repeat("第 1 页 共 2 页 ", size)),
    ("pages in text", |size| {
        numbered(&["水厂今天通水，大家都", "- # -"], size)
    }),
    ("pages in one line", |size| one_line_of_pages(size)),
    ("comments", |size| repeat("<!--", size)),
    ("scripts", |size| repeat("<script>", size)),
    ("numbers on lines", |size| numbered(&["#"], size)),
    ("numbered lines", |size| {
        numbered(&["#. 水厂今天通水"], size)
    }),
    ("ordinals of all kinds", |size| {
        repeat("一、水\n（二）水\n3.水\n第四，水\n五是水\n⑥水\n", size)
    }),
    ("ordinals in a line", |size| {
        repeat("一是水，二是电，三是路，", size)
    }),
    ("dates", |size| repeat("2024年3月5日", size)),
    ("dates on lines", |size| repeat("2024年3月5日\n", size)),
    ("titles", |size| {
        numbered(&["在第#水厂开工典礼上的讲话"], size)
    }),
    ("titles in parts", |size| {
        numbered(&["篇一：", "在第#水厂开工典礼上的讲话"], size)
    }),
    ("omissions", |size| repeat("（略）\n", size)),
    ("names", |size| repeat("张三 李四 王小五\n", size)),
    ("Latin word", |size| repeat("a", size)),
    ("Latin lines", |size| repeat("the quick brown fox\n", size)),
    ("Latin and Han", |size| repeat("a汉", size)),
    ("accents", |size| repeat("e\u{301}", size)),
    ("accented letters", |size| repeat("é", size)),
    ("multiplication signs", |size| repeat("×汉×", size)),
    ("multiplication signs on lines", |size| {
        repeat("××水厂今天通水，大家都来了。\n", size)
    }),
    ("rare Han", |size| repeat("犇骉\n", size)),
    ("garbled", |size| repeat("姘村巶浠婂ぉ閫氭按\n", size)),
    ("garbled in one line", |size| {
        repeat("姘村巶浠婂ぉ閫氭按", size)
    }),
    ("lost characters", |size| {
        repeat("水厂\u{fffd}天通\u{fffd}", size)
    }),
    ("lost and rare", |size| repeat("犇\u{fffd}", size)),
    ("remains", |size| repeat("锟斤拷", size)),
    ("private use", |size| repeat("\u{e000}", size)),
    ("radicals", |size| repeat("⼀", size)),
    ("emoji", |size| repeat("😀", size)),
    ("ampersands", |size| repeat("&", size)),
    ("numeric entities", |size| repeat("&#27700;", size)),
    ("angles", |size| repeat("<", size)),
    ("closing tags", |size| repeat("</p>\n", size)),
    ("leaders", |size| {
        numbered(&["第#章 水厂 ........................ #"], size)
    }),
    ("full stops", |size| repeat(".", size)),
    ("tabs", |size| repeat("水\t厂\t", size)),
    ("table", |size| repeat("| 水厂 | 3 | 5 |\n", size)),
    ("bullets", |size| repeat("• 水厂\n", size)),
    ("colons", |size| repeat("水厂：\n", size)),
    ("question marks", |size| repeat("??", size)),
    ("middle dots", |size| repeat("马克·吐温", size)),
];

const CHROME: &[&str] = &[
    "首页 > 范文 > 正文",
    "上一篇：第#号水厂",
    "下一篇：第#号水厂",
    "点击下载 第#次",
    "责任编辑：张三",
    "来源：水厂网 作者：佚名 2024-03-05 #",
    "版权所有 水厂",
    "分享到：",
    "相关阅读",
    "第#页",
    "打印 关闭 收藏",
    "浏览次数：#",
];

/// The lines again and again, with `#` for the number of the line.
fn numbered(lines: &[&str], size: usize) -> String {
    let mut text = String::with_capacity(size + 256);
    for (number, line) in lines.iter().cycle().enumerate() {
        if text.len() >= size {
            break;
        }
        text.push_str(&line.replace('#', &number.to_string()));
        text.push('\n');
    }
    text
}

/// Flattened pages: a header, a number, and numbers in the text between.
fn one_line_of_pages(size: usize) -> String {
    let text = "水厂今天通水，职工们一早就到了闸门旁边，来了 12 位，大家都看了 3 遍， ".repeat(2);
    numbered(&[&format!("{text} 水厂年度报告汇编 #")], size).replace('\n', " 水厂年度报告汇编 ")
}

/// Brackets that open to the middle of the text and close from there.
fn nested(size: usize) -> String {
    repeat("（", size / 2) + &repeat("）", size / 2)
}

fn repeat(unit: &str, size: usize) -> String {
    unit.repeat(size.div_ceil(unit.len()))
}

/// Speech without a single line end.
pub(crate) fn one_line(size: usize) -> String {
    let corpus = Corpus {
        size,
        ..Corpus::DEFAULT
    };
    let mut line = String::with_capacity(size + 256);
    for index in 0.. {
        if line.len() >= size {
            break;
        }
        let document = corpus.document(index, Shape::Clean);
        for block in document.expected.lines() {
            line.push_str(block);
        }
    }
    line
}
