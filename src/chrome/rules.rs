//! THE table of chrome rules: one row a rule, with its scope, a hit and a near miss.
//!
//! The hit and the near miss are texts of one or more lines; the rule must cut something out of
//! the first and nothing out of the second, which is what `tests/rules.rs` holds every row to.
//! The words that `*.words` rows look for are the vocabulary in `words.rs`.

use crate::rule::{Reason, Rule, RuleId, Stage};
use std::sync::OnceLock;

/// Where a rule may cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Whole lines above the first line of the speech.
    Head,
    /// Whole lines above the speech or below its end.
    Edges,
    /// Whole lines anywhere.
    Line,
    /// A part of a line.
    Inline,
}

impl Scope {
    /// Whether a whole line above the speech, below its end, or within it may go.
    fn admits(self, above: bool, below: bool) -> bool {
        match self {
            Scope::Head => above,
            Scope::Edges => above || below,
            Scope::Line => true,
            Scope::Inline => false,
        }
    }
}

/// Whether `rule` may take a whole line at that place; rules of other tables may anywhere.
pub(super) fn admits(rule: RuleId, above: bool, below: bool) -> bool {
    let row = rule.row().checked_sub(super::furniture::RULES.len());
    row.filter(|&row| rule == of_row(row))
        .and_then(|row| ROWS.get(row))
        .is_none_or(|row| row.scope.admits(above, below))
}

/// How many rules there are, those of [`super::furniture`] first.
pub(crate) const COUNT: usize = super::furniture::RULES.len() + ROWS.len();

const fn of_row(row: usize) -> RuleId {
    RuleId::new(Stage::Chrome, (super::furniture::RULES.len() + row) as u16)
}

/// A row of the table.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) reason: Reason,
    pub(super) scope: Scope,
    pub(super) summary: &'static str,
    pub(super) hit: &'static str,
    pub(super) near_miss: &'static str,
}

macro_rules! table {
    ($( $id:ident, $name:literal, $reason:ident, $scope:ident, $summary:literal, $hit:literal, $miss:literal; )*) => {
        /// The rows by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(dead_code)] // the last rows are named by their reason (`rule_of`)
        pub(super) enum Id { $( $id, )* }

        pub(super) const ROWS: &[Row] = &[ $( Row {
            name: $name, reason: Reason::$reason, scope: Scope::$scope, summary: $summary, hit: $hit, near_miss: $miss,
        }, )* ];
    };
}

table! {
    NavigationWords, "chrome.navigation.words", Navigation, Line,
        "A line of menu, login and search words.",
        "用户登录 | 免费注册", "下面请大家登录系统，用工号试一试。";
    NavigationMenu, "chrome.navigation.menu", Navigation, Edges,
        "A line of names of columns, on a page that has other chrome.",
        "返回首页\n述职报告\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "述职报告\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    NavigationPath, "chrome.navigation.path", Navigation, Line,
        "A breadcrumb: short names with > or » between.",
        "首页 > 文稿 > 校园 > 正文", "产量：一车间 > 二车间，这说明设备不是关键。";
    NavigationColumns, "chrome.navigation.columns", Navigation, Edges,
        "Three or more short names with bars between.",
        "返回首页\n春雨 | 夏荷 | 秋收 | 冬藏\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n厂长 | 党委书记 | 工会主席";
    NavigationContents, "chrome.navigation.contents", Navigation, Head,
        "A table of contents: ordinals above the speech that come again as headings.",
        "一、通水不易\n二、管水更难\n各位来宾：\n水厂今天投产了，大家辛苦了。\n一、通水不易\n修了三年，才有今天。\n二、管水更难\n管好它要三十年。",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n一、通水不易\n修了三年，才有今天。";
    NavigationBetween, "chrome.navigation.between", Navigation, Edges,
        "An unknown short line among menus.",
        "返回首页\n山泉拾穗\n用户登录 | 免费注册\n\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "返回首页\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    DownloadWords, "chrome.download.words", Download, Line,
        "A line of download words.",
        "点击下载本文档（Word版）", "我们村的老李就是下载了一份水稻管理方案。";
    DownloadPages, "chrome.download.pages", Download, Edges,
        "The page count of a preview, beside other chrome.",
        "免费下载文档\n第1页 / 共9页\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "第1页讲成绩，共9页讲问题。";
    DownloadFile, "chrome.download.file", Download, Edges,
        "A page of the title's file.",
        "返回首页\n在水厂投产仪式上的讲话.docx_第2页\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    DownloadBetween, "chrome.download.between", Download, Edges,
        "An unknown short line among download prompts.",
        "立即下载\n清泉三号\n免费下载文档\n\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "立即下载\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    MemberWords, "chrome.member.words", Member, Line,
        "A line of member, price and points words.",
        "开通VIP会员继续阅读全文", "会员是协会的根，会费不高，责任不轻。";
    MemberBetween, "chrome.member.between", Member, Edges,
        "An unknown short line among member prompts.",
        "购物车\n清泉三号\n加入VIP免费下载\n\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "购物车\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    AdvertWords, "chrome.advert.words", Advert, Line,
        "A line of advert, group and follow words.",
        "扫码关注公众号，免费领取资料包", "扫码捐一元钱很容易，蹲下来听孩子说一句话却很难。";
    AdvertBetween, "chrome.advert.between", Advert, Edges,
        "An unknown short line among adverts.",
        "扫码加入QQ群\n清泉三号\n关注公众号领取资料包\n\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "扫码加入QQ群\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    AdvertBracket, "chrome.advert.bracket", Advert, Inline,
        "A site's credit in brackets inside the text.",
        "水厂今天投产了。（本文来自清泉文库）大家辛苦了。", "水厂今天投产了（数据来源：市统计局），大家辛苦了。";
    AdvertInsert, "chrome.advert.insert", Advert, Inline,
        "A site's credit between two sentences.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了。本文来自清泉范文网大家辛苦了。", "这篇课文来自我们自己的生活。";
    AdvertAddress, "chrome.advert.address", Advert, Inline,
        "A site's address behind the end of a sentence.",
        "水厂今天投产了。www.qingquan.example.com大家辛苦了。", "查水质，请登录www.qingquan.example.com，随时可查。";
    CopyrightWords, "chrome.copyright.words", Copyright, Line,
        "A line of copyright, reprint and registration words.",
        "版权所有 未经授权禁止转载", "版权所有，侵权必究，这八个字印在书上容易，落到实处难。";
    CopyrightBetween, "chrome.copyright.between", Copyright, Edges,
        "An unknown short line among copyright notices.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n版权所有 禁止转载\n清泉三号\n未经授权 不得转载",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n清泉水厂\n版权所有 禁止转载";
    WidgetWords, "chrome.widget.words", Widget, Line,
        "A line of share, print, font and comment words.",
        "【打印本页】【关闭窗口】", "打印、复印的生意一年不如一年。";
    WidgetPrompt, "chrome.widget.prompt", Widget, Inline,
        "A prompt of the page behind the last sentence of the speech.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。返回首页，查看更多",
        "各位来宾：\n水厂今天投产了，大家辛苦了。再见";
    WidgetEnd, "chrome.widget.end", Widget, Edges,
        "An end mark of a page: END, — 完 —.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n— 完 —", "各位来宾：\n完，不是结束，是开始。";
    WidgetBetween, "chrome.widget.between", Widget, Edges,
        "An unknown short line among widgets.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n打印本页\n清泉三号\n分享到：微信 微博",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n清泉水厂\n打印本页";
    MetaWords, "chrome.meta.words", Meta, Line,
        "Author, source, date, views of a page.",
        "来源：本站 作者：佚名 浏览：231次", "联系电话：0598-8000012";
    MetaStamp, "chrome.meta.stamp", Meta, Edges,
        "A date with a time of day.",
        "在水厂投产仪式上的讲话\n2024-03-02 10:21:07\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "在水厂投产仪式上的讲话\n（2024年3月2日）\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    MetaCredit, "chrome.meta.credit", Meta, Edges,
        "Where the text was printed first, in brackets on a line of its own below the speech.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n（转载自《清溪水务》）",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n（根据录音整理）";
    MetaTitleCopy, "chrome.meta.title_copy", Meta, Edges,
        "A second copy of the title: plain, with the site's name, as a file name, or repeated in a row.",
        "在水厂投产仪式上的讲话.docx\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    MetaTitleRepeated, "chrome.meta.title_repeated", Meta, Head,
        "Another title above that of the speech, the first of two copies.",
        "水厂投产十周年征文大赛特别奖\n水厂投产十周年征文大赛特别奖\n通水那天\n——在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "水厂投产十周年征文大赛特别奖\n通水那天\n——在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    MetaTitleSite, "chrome.meta.title_site", Meta, Inline,
        "The site's name behind the only copy of the title.",
        "在水厂投产仪式上的讲话_清泉文库\n各位来宾：\n水厂今天投产了，大家辛苦了。",
        "饮水思源 - 在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    MetaTitleGlued, "chrome.meta.title_glued", Meta, Inline,
        "A copy of the title in front of the text, on the same line.",
        "在水厂投产仪式上的讲话\n在 水厂投产仪式上的讲话 各位来宾： 水厂今天投产了，大家辛苦了。",
        "水厂投产了\n水厂投产了，大家辛苦了。";
    RelatedWords, "chrome.related.words", Related, Line,
        "Previous and next, tags, heads of lists of other texts.",
        "上一篇：在林场造林现场会上的讲话", "上一篇爆款是怎么来的，下一篇又要往哪里去？";
    RelatedList, "chrome.related.list", Related, Line,
        "Names of other speeches in a list, below the end.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n猜你喜欢\n2. 在林场造林现场会上的讲话",
        "各位来宾：\n我讲两个故事：\n1. 林场里的一次讲话\n那是三年以前的事了。";
    RelatedHashtag, "chrome.related.hashtag", Related, Edges,
        "A hash tag, on a page that has other chrome.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n#清泉水厂\n打印本页",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n# 清泉水厂\n打印本页";
    RelatedBetween, "chrome.related.between", Related, Edges,
        "An unknown short line among lists of other texts.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n猜你喜欢\n清泉三号\n相关推荐",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n清泉水厂\n相关推荐";
    TeaserOpening, "chrome.teaser.opening", Teaser, Line,
        "A line that begins as the text below it and breaks off with dots.",
        "各位来宾：水厂今天投产了，大家辛苦了。修这座水厂，我们等了整整三年...\n各位来宾：\n水厂今天投产了，大家辛苦了。修这座水厂，我们等了整整三年，不容易。",
        "各位来宾：\n有一句话我想了很久，一直没有说出口，今天当着大家的面还是要说……\n水厂今天投产了，大家辛苦了。";
    PreambleWords, "chrome.preamble.words", Preamble, Line,
        "A line of an editor's words.",
        "【导语】以下是水厂讲话，欢迎阅读，希望对您有所帮助！", "我是三号选手，今天给大家分享一个故事。";
    PreambleEditor, "chrome.preamble.editor", Preamble, Line,
        "A sentence in which the page's editor (小编) speaks.",
        "讲话稿的写法有许多讲究，要看场合，也要看听众，下面就是小编为大家整理的水厂讲话。", "一个县的小编制部门，也能干成大事业。";
    NoiseTag, "chrome.noise.tag", Noise, Inline,
        "HTML tags, comments, scripts and styles.",
        "<p>水厂今天投产了，大家辛苦了。</p>", "水位<3米就报警，>5米就放水。";
    NoiseEntity, "chrome.noise.entity", Noise, Inline,
        "HTML entities for white space.",
        "&nbsp;&nbsp;水厂今天投产了，大家辛苦了。", "研发（R&D）投入增长一成。";
    NoiseEscape, "chrome.noise.escape", Noise, Inline,
        "Escaped line ends that were taken for text.",
        "水厂今天投产了。x0dx0a大家辛苦了。x0dx0a谢谢大家！x0dx0a", "型号是x0d20的水泵，用了十年。";
    NoiseTail, "chrome.noise.tail", Noise, Inline,
        "Random ASCII behind a line (an anti-copy device of Discuz).",
        "水厂今天投产了，大家辛苦了。 # L8 j$ R0 z! x", "水厂今天投产了，这就是我们的 ISO 9001!";
    NoiseOpening, "chrome.noise.opening", Noise, Inline,
        "Random ASCII in front of a line.",
        "8 L0 z! x, # Q4 j$ R水厂今天投产了，大家辛苦了。", "3 L 或 5 L 的桶都行，大家自己挑。";
    NoiseRule, "chrome.noise.rule", Noise, Line,
        "A line drawn across the page.",
        "首页 > 文稿 > 正文\n在水厂投产仪式上的讲话\n----------\n各位来宾：\n水厂今天投产了，大家辛苦了。", "水厂今天投产了。\n——\n大家辛苦了。";
    NoiseLine, "chrome.noise.line", Noise, Line,
        "A line of random ASCII.",
        "水厂今天投产了。\n7 T1 @0 z# k\" Q5 s\n大家辛苦了。", "水厂今天投产了。\nThank you, everyone!\n大家辛苦了。";
    NoiseStyle, "chrome.noise.style", Noise, Line,
        "A line of CSS or script.",
        "水厂今天投产了。\n.main p{font-size:14px;line-height:2}\n大家辛苦了。", "水厂今天投产了。\n{一号泵}\n大家辛苦了。";
    NoisePinyin, "chrome.noise.pinyin", Noise, Inline,
        "Pinyin put behind a character.",
        "水厂今天投产(chǎn)了。", "今天投产的是二号泵（Pump B）。";
    NoiseBetween, "chrome.noise.between", Noise, Edges,
        "A scrap of Latin letters among chrome.",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\n打印本页\nhtt",
        "各位来宾：\n水厂今天投产了，大家辛苦了。\nOK";
    PageIndex, "chrome.page_number.index", PageNumber, Inline,
        "The number of a preview page in front of the rest of a sentence.",
        "修这座水厂，我们等了整整三年，全镇的人都\n2、来了，大家辛苦了。",
        "水厂要管好两件事：\n1、水源\n2、水质";
    PageDotted, "chrome.page_number.dotted", PageNumber, Edges,
        "A page number between dots.",
        "水厂今天投产了，大家辛苦了。\n·4·", "水厂今天投产了，大家辛苦了。\n·4号泵·";
    HeaderPublication, "chrome.running_header.publication", RunningHeader, Head,
        "The name of a collection above the title, on a page with page numbers or other chrome.",
        "水务文稿选编\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n·4·",
        "水务文稿选编\n各位来宾：\n水厂今天投产了，大家辛苦了。";
    TitleBetween, "chrome.running_header.title", RunningHeader, Line,
        "The title again between two paragraphs.",
        "首页 > 文稿 > 正文\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n在水厂投产仪式上的讲话\n修这座水厂，我们等了整整三年，一天也没有停过工。\n上一篇：动员讲话",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n修这座水厂，我们等了整整三年。";
    NavigationRead, "chrome.navigation.read", Navigation, Line,
        "What the page as a whole shows to be menus and paths.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n首页-工作部署-水务动态",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n进门、换鞋、洗手，三件事一件不能少。";
    DownloadRead, "chrome.download.read", Download, Line,
        "What the page as a whole shows to be downloads.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n下载价：￥12.80",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n一吨水的价钱：一元八角。";
    MemberRead, "chrome.member.read", Member, Line,
        "What the page as a whole shows to be members and prices.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n仅展示571字,全文共3012字",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n全文共三千字，我只念一半。";
    AdvertRead, "chrome.advert.read", Advert, Line,
        "What the page as a whole shows to be adverts.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n想约稿 qqq111 联络写手",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n想看水厂的，散会以后跟我走。";
    CopyrightRead, "chrome.copyright.read", Copyright, Line,
        "What the page as a whole shows to be rights and reprints.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n本网站由清溪水厂制作",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n这个模型由三车间的师傅们制作。";
    WidgetRead, "chrome.widget.read", Widget, Line,
        "What the page as a whole shows to be tools of the page.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n0条评论",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n大家的意见一共三条，条条都要落实。";
    MetaRead, "chrome.meta.read", Meta, Line,
        "What the page as a whole shows to be author, source, date and views.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n10:42",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n十点四十二分，第一车水出了厂。";
    RelatedRead, "chrome.related.read", Related, Line,
        "What the page as a whole shows to be other texts.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n同类新闻",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n同类的水厂，全省只有三座。";
    PageNumberRead, "chrome.page_number.read", PageNumber, Line,
        "What the page as a whole shows to be page numbers.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛\n· 3 ·\n苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n水厂一共有三口井。";
    RunningHeaderRead, "chrome.running_header.read", RunningHeader, Line,
        "What the page as a whole shows to be running headers.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n清溪文库在水厂投产仪式上的讲话在水厂投产仪式上的讲话",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n清溪水务文集里有这篇讲话。";
    TeaserRead, "chrome.teaser.read", Teaser, Line,
        "What the page as a whole shows to be teasers.",
        "(一)定人\n(二)定水\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n(一)定人\n每口井要有一个人。\n(二)定水\n每个村要有一口井。",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n目录我就不念了。";
    NoiseRead, "chrome.noise.read", Noise, Line,
        "What the page as a whole shows to be noise.",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n✿ ✿ ✿",
        "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n……";
    PreambleRead, "chrome.preamble.read", Preamble, Line,
        "What the page as a whole shows to be an editor's words.",
        "前几天有人私信要这篇稿子，脱敏以后放出来，自取。\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n",
        "前几天有人问我，水厂为什么要修三年。\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n我代表全厂职工，向大家表示衷心的感谢！\n";
}

impl Id {
    pub(super) const fn rule(self) -> RuleId {
        of_row(self as usize)
    }

    pub(super) fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

/// The `words` row of a reason.
pub(super) fn words(reason: Reason) -> Id {
    match reason {
        Reason::Download => Id::DownloadWords,
        Reason::Member => Id::MemberWords,
        Reason::Advert => Id::AdvertWords,
        Reason::Copyright => Id::CopyrightWords,
        Reason::Widget => Id::WidgetWords,
        Reason::Meta => Id::MetaWords,
        Reason::Related => Id::RelatedWords,
        Reason::Preamble => Id::PreambleWords,
        _ => Id::NavigationWords,
    }
}

/// The `between` row of a reason.
pub(super) fn between(reason: Reason) -> Id {
    match reason {
        Reason::Download => Id::DownloadBetween,
        Reason::Member => Id::MemberBetween,
        Reason::Advert | Reason::Preamble => Id::AdvertBetween,
        Reason::Copyright => Id::CopyrightBetween,
        Reason::Widget => Id::WidgetBetween,
        Reason::Related | Reason::Meta => Id::RelatedBetween,
        Reason::Noise => Id::NoiseBetween,
        _ => Id::NavigationBetween,
    }
}

/// The rules of [`super::furniture`], then the rows of this table.
pub(crate) fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        let rows = ROWS.iter().map(|row| {
            Rule::new(
                row.name,
                row.summary,
                row.hit,
                row.near_miss,
                Some(row.reason),
            )
        });
        super::furniture::RULES
            .iter()
            .cloned()
            .chain(rows)
            .collect()
    })
}

/// The rule that names chrome of a reason which no rule takes by itself.
pub(crate) fn rule_of(reason: Reason) -> RuleId {
    of_row(ROWS.len() - Reason::ALL.len() + reason as usize)
}
