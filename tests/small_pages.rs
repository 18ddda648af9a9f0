//! Whole pages: what the sites around a speech look like, and speeches that talk as sites do.

/// Lines of a page and those of them that are the speech's, which are marked with `+`.
const PAGES: &[(&str, &str)] = &[
    (
        "an article of a chat application",
        "原创 清溪水厂 清溪水厂 2024年09月01日 18:00 清溪\n收录于合集\n#厂长讲话 12个\n\
         +在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n\
         来源｜清溪水厂\n编辑｜办公室\n轻触阅读原文\n微信扫一扫\n关注该公众号",
    ),
    (
        "an information office",
        "索引号： 11350400/2024-00123\n主题分类： 其他\n标　　题： 在水厂投产仪式上的讲话\n发布日期： 2024年3月6日\n\
         +在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n+清溪水厂\n+2024年3月5日\n我要纠错\n上一篇：清溪水厂年度计划",
    ),
    (
        "notices above the speech",
        "合集下载\n1、下载前请先预览，文档是否完整由您自行判断，平台不代为修改。\n\
         2、下载后发现文档缺页、乱码的，可向平台客服申请退款。\n3、认为文档侵权的，请联系平台客服，核实后删除。\n\n\
         +在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。",
    ),
    (
        "a teaser below the speech",
        "文库首页\n+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。修这座水厂，我们等了整整三年，不容易。\n\
         摘要：\n各位来宾：水厂今天投产了，大家辛苦了。修这座水厂，我们等了整整...\n展开>>\n展开阅读全文",
    ),
    (
        "a forum",
        "清溪论坛\n›\n讲话\n查看: 1024|回复: 3\n+在水厂投产仪式上的讲话 \n105\n帖子\n发表于 2024-3-5 10:12:11 | 显示全部楼层\n\
         +各位来宾：\n+水厂今天投产了，大家辛苦了。\n回复\n使用道具 举报\n返回列表",
    ),
    (
        "a menu of one name a line, a column and its breadcrumb",
        "首页\n新闻\n体育\n车市\n当前位置：首页>>厂长寄语\n厂长寄语\n+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。",
    ),
    (
        "a name above the title that is not of a breadcrumb",
        "当前位置：首页>>讲话\n+饮水思源\n+——在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。",
    ),
    (
        "a collection whose parts are numbered after the title",
        "格式：DOC 上传日期：2023-11-03 05:45:08\n+最新厂长在投产仪式上的讲话范文（17篇）\n+厂长在投产仪式上的讲话篇一\n+各位来宾：\n+水厂今天投产了，大家辛苦了。",
    ),
    (
        "a table of contents of parts",
        "+水厂讲话汇编\n目录\n1.在投产仪式上的讲话\n2.在安全例会上的讲话\n+篇一：在投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n\
         +篇二：在安全例会上的讲话\n+同志们：\n+安全生产，一刻也松不得，大家要记牢。",
    ),
    (
        "numbers on lines of their own, which name nothing",
        "+1、\n+水厂今天投产了，大家辛苦了。\n+2、\n+明天开会。\n+3、\n+散会。",
    ),
    (
        "a page in Traditional script",
        "首頁 > 最新消息 > 活動訊息\n+廠長在投產典禮上的致詞\n發布日期：2024-06-15　發布單位：總務處　瀏覽人次：1024\n字級：小 中 大\n友善列印\n\
         +各位來賓、各位同事：\n+水廠今天投產了，大家辛苦了，往後也要守住每一滴水。\n+謝謝大家。\n\
         上一則：廠慶典禮致詞\n下一則：尾牙致詞\n相關文章\n回上一頁\n版權聲明：本文由網友上傳，如有侵權請聯繫我們刪除。",
    ),
    (
        "a preamble in Traditional script",
        "當前位置：首頁 > 講話稿 > 正文\n+在水廠投產典禮上的講話\n下面是小編為大家整理的水廠投產講話稿，希望對大家有所幫助，歡迎閱讀。\n\
         +各位來賓：\n+水廠今天投產了，大家辛苦了，往後也要守住每一滴水。\n推薦閱讀\n在醫院落成典禮上的致辭",
    ),
    (
        "a speech in Traditional script that talks as sites do",
        "+廠長在投產典禮上的致詞\n+各位會員、各位來賓：\n+請大家下載我們的手機程式，點擊報修，十分鐘就有人上門。\n\
         +關注水質，就是關注我們的孩子。\n+我們的網站有水質報告，登入之後就看得到。\n+謝謝大家。",
    ),
    (
        "a speech that talks as sites do, among chrome",
        "首页 > 讲话 > 正文\n+在读书节上的讲话\n+各位书友：\n+我向大家推荐三本书，扫描海报上的二维码，就可以免费下载电子版。\n\
         +下载不是目的，读完才是目的。\n+网站打不开，他就跑到馆里来查；登录、注册、找回密码，一样一样学。\n\
         +要加大版权保护力度，下载平台、视频网站都要守住侵权这条红线。\n上一篇：在图书馆开馆仪式上的致辞",
    ),
    (
        "a speech about pages, among chrome",
        "首页 > 讲话 > 正文\n+在图书馆年会上的讲话\n+各位馆员：\n+要严厉打击侵权盗版，未经授权不得转载，违者必究。\n\
         +版权所有，侵权必究，这是写进章程的。\n+扫一扫门口的二维码，就能注册成为会员。\n\
         +有的网站“联系我们”一栏，电话是空号；有的公众号打开一看，最新文章还是前年的。\n上一篇：在图书馆开馆仪式上的致辞",
    ),
    (
        "a notice below a speech",
        "+在图书馆年会上的讲话\n+各位馆员：\n+一年下来，大家辛苦了。\n\
         [免责声明] 本站文章转自网络，版权归原作者，只供学习参考，若涉及侵权，请与本站联系，核实后立即删除。",
    ),
    (
        "a letter to readers of the net",
        "首页 > 讲话 > 正文\n+致全县网友的一封信\n+亲爱的网友：\n+您的留言，我们每天都看，感谢您的关注。\n\
         +您的投诉，我们件件都回。\n+欢迎您来清溪做客！\n打印本页",
    ),
    (
        "a reading list of the speaker's",
        "+党课讲稿\n+同志们：\n+今天的课就上到这里，书单大家带回去。\n+延伸阅读\n+《清溪水利志》第三章\n+《治水札记》",
    ),
    (
        "a reading list of the page's",
        "+党课讲稿\n+同志们：\n+今天的课就上到这里，书单大家带回去。\n延伸阅读\n《在水厂投产仪式上的讲话》",
    ),
    (
        "labels with their values below",
        "文库首页\n+在图书馆年会上的讲话\n文档格式：.doc\n文档分类：\n演讲致辞 -- 领导讲话\n系统标签：\n图书馆 年会 讲话\n\
         +各位馆员：\n+一年下来，大家辛苦了。\n分享到：\n收藏",
    ),
    (
        "a prompt that met the last sentence",
        "首页 > 讲话 > 正文\n+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n责任编辑：清溪",
    ),
    (
        "a speaker's own address and hotline",
        "+致用户的公开信\n+各位用户：\n+水厂今天投产了，大家辛苦了，有事请写信：Qs2024@mail.example.com\n+联系电话：0598-8000012\n+清溪水厂",
    ),
    (
        "where it was printed first",
        "+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n（转载自《清溪水务》）",
    ),
    (
        "how it was written down",
        "+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n+（根据录音整理，未经本人审阅）",
    ),
    (
        "a dialogue that greets people of the net",
        "+主持人：\n+各位网友大家好，欢迎来到在线访谈。\n+局长：\n+主持人好，各位网友好。\n+主持人：\n+请问什么时候通水？\n+局长：\n+年底以前。",
    ),
    (
        "thanks, and words of pages in quotes, among chrome",
        "首页 > 讲话 > 正文\n+在报社开放日上的讲话\n+各位读者：\n+感谢您的关注与支持。\n+满屏都是“点击关注”“立即下载”“扫码领红包”。\n\
         +感谢您的订阅。\n+这样的报纸，我们不办。\n上一篇：在图书馆开馆仪式上的致辞",
    ),
    (
        "what is enclosed, and to whom it goes",
        "+在节水动员会上的讲话\n+同志们：\n+下面部署三项任务，材料已经发给大家。\n+附件：1.节水工作方案\n+2.联系人名单\n+清溪县水务局\n+2024年3月5日\n\
         +主送：各乡镇人民政府\n+抄送：县委办、县政府办",
    ),
    (
        "a verse at the end",
        "+在诗歌节闭幕式上的致辞\n+朋友们：\n+最后我念一首小诗，送给水厂的老师傅。\n+打开窗\n+关闭灯\n+留言给风\n+下一页\n+是黎明",
    ),
    (
        "when and where",
        "首页 > 讲话 > 正文\n+水厂投产仪式主持词\n+时间：2024年3月5日\n+地点：厂区礼堂\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n上一篇：在图书馆开馆仪式上的致辞",
    ),
    (
        "what the author says of the text",
        "+在水厂投产仪式上的讲话\n+各位来宾：\n+水厂今天投产了，大家辛苦了。\n+（本文系作者在水厂投产仪式上的讲话，有删节）",
    ),
    (
        "a welcome",
        "+水厂开放日欢迎词\n+欢迎光临清溪水厂！\n+请往这边看，这是第一座沉淀池。",
    ),
    (
        "a reading list of the speaker's above the page's end",
        "+党课讲稿\n+同志们：\n+今天的课就上到这里，书单大家带回去。\n+延伸阅读\n+《清溪水利志》第三章\n+《治水札记》\n打印本页",
    ),
    (
        "what the speaker announces",
        "+水厂的昨天和今天\n+今天我讲两点：\n+一、通水不易\n+二、管水更难\n+一、通水不易\n+修了三年，才有今天，大家都不容易。\n+二、管水更难\n+管好它，要三十年。",
    ),
    (
        "a dialogue about a page, among chrome",
        "首页 > 访谈 > 正文\n+主持人：各位听众，欢迎收听《清溪夜话》。\n+嘉宾：大家好。\n+主持人：关注我们的公众号，可以回听往期节目。\n\
         +嘉宾：二维码在哪里？\n+主持人：在门口。\n上一篇：在图书馆开馆仪式上的致辞",
    ),
];

/// Pages that come out wrong, and are to be moved up when they do not.
const KNOWN_FAILING: &[(&str, &str)] = &[(
    "a title above a motto that is said twice",
    "+清溪精神\n清溪精神，人人有责\n+清溪精神，人人有责\n+同志们：\n+什么是清溪精神？就是一滴水一滴水地省。",
)];

/// The names of the pages that come out otherwise than they should.
fn wrong(pages: &[(&str, &str)]) -> Vec<String> {
    let mut failures = Vec::new();
    for (name, page) in pages {
        let kept = |line: &str| {
            line.strip_prefix('+')
                .map(|line| line.trim_end().to_owned())
        };
        let speech: Vec<_> = page.lines().filter_map(kept).collect();
        let source: String = page
            .lines()
            .map(|line| line.strip_prefix('+').unwrap_or(line).to_owned() + "\n")
            .collect();
        let text = zhengwen::clean(&source);
        let left: Vec<_> = text.lines().collect();
        if left != speech {
            failures.push(format!("{name}:\n{left:#?}"));
        }
    }
    failures
}

#[test]
fn only_the_speech_is_left() {
    let failures = wrong(PAGES);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(wrong(KNOWN_FAILING).len(), KNOWN_FAILING.len());
}

/// Pages whose lines are broken, the speech's marked with `+`.
const BROKEN: &[&str] = &[
    "+主持人：\n+各位街坊早，水厂开放日的“厂长茶座”这就开场，今天坐到台上来\n+的是三位老班组长。平时想问水价水压又没处问的事，尽管问他们，\n+不必拘束。\n\
     2024-03-08 10:49:41\n+南街住户：\n+我家住在顶楼，夏天一到晚上水就细得像根线，想问问厂里打算什\n+么时候换泵？\n\
     +2024-03-08 11:39:02\n+泵房班班长李想：\n+这件事记在心上了，新泵已经运到，八月以前全部换好。",
    "首页 > 讲话 > 正文\n+在软件公司年会上的讲话\n+各位同事：\n+扫码进群，进群领券，领券下单，这套打\n+法过时了。\n\
     +新的一年，我们的网站、公众号、客户端\n+都会改版。\n+“返回首页”四个字，我点了十遍，还在\n+原地。\n上一篇：在图书馆开馆仪式上的致辞",
];

#[test]
fn broken_sentences_lose_nothing() {
    for page in BROKEN {
        let speech: String = page
            .lines()
            .filter_map(|line| line.strip_prefix('+'))
            .collect();
        let source: String = page
            .lines()
            .map(|line| line.strip_prefix('+').unwrap_or(line).to_owned() + "\n")
            .collect();
        let text: String = zhengwen::clean(&source).lines().collect();
        assert_eq!(text, speech);
    }
}

/// Pages of a printed speech, one paragraph a line or in columns, with what each page carries at its
/// foot between two halves of a sentence.
const PRINTED: &[(&str, &str, &str)] = &[
    (
        "a number in a sentence",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大\n12\n家心里都清楚，管网还没有换完。\n谢谢大家！\n",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大家心里都清楚，管网还没有换完。\n谢谢大家！\n",
    ),
    (
        "a footer of name and number",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大\n清溪水务集团有限公司　　第 3 页 共 12 页\n家心里都清楚，管网还没有换完。\n谢谢大家！\n",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大家心里都清楚，管网还没有换完。\n谢谢大家！\n",
    ),
    (
        "a header of number and name",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大\n第 4 页 共 12 页　　清溪水务集团有限公司\n家心里都清楚，管网还没有换完。\n谢谢大家！\n",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大家心里都清楚，管网还没有换完。\n谢谢大家！\n",
    ),
    (
        "the number of the last page",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，没叫过一声苦。\n谢谢大家！\n12\n",
        "在水厂工会会议上的讲话\n同志们：\n大家顶着酷暑修管道，没叫过一声苦。\n谢谢大家！\n",
    ),
];

#[test]
fn page_numbers_leave_sentences_whole() {
    for (name, page, speech) in PRINTED {
        assert_eq!(zhengwen::clean(page), *speech, "{name}");
    }
}

/// How the pages of a print are numbered.
const NUMBERS: &[&str] = &[
    "12",
    "１２",
    "  12  ",
    "- 12 -",
    "-12-",
    "－12－",
    "－\u{3000}１２\u{3000}－",
    "— 12 —",
    "—12—",
    "第12页",
    "第 12 页",
    "第 12 页 共 30 页",
    "第12页，共30页",
    "12/30",
    "12 / 30",
    "Page 12",
    "Page 12 of 30",
    "12\u{c}",
    "\u{c}12",
];

/// Between two halves of a word (the blank lines that a converter sets around it, too), at the foot of
/// the last page and at the head of the first.
#[test]
fn every_kind_of_number_goes_wherever_a_page_has_it() {
    let (head, tail) = ("在水厂工会会议上的讲话\n同志们：\n", "谢谢大家！\n");
    let (begin, end) = (
        "大家顶着酷暑修管道，从城东修到城西，没叫过一声苦，但是大",
        "家心里都清楚，管网还没有换完。",
    );
    let speech = format!("{head}{begin}{end}\n{tail}");
    for number in NUMBERS {
        for page in [
            format!("{head}{begin}\n{number}\n{end}\n{tail}"),
            format!("{head}{begin}\n\n{number}\n\n{end}\n{tail}"),
            format!("{speech}{number}\n"),
            format!("{number}\n{speech}"),
        ] {
            assert_eq!(zhengwen::clean(&page), speech, "{page:?}");
        }
    }
}

/// What follows each of three numbers is the same, and the speaker's: it makes a word with what stands
/// above the number. A running header in the same place makes none, and goes.
#[test]
fn the_same_half_sentence_behind_three_numbers_stays() {
    let halves = [
        "水厂今年的安排，先讲给大",
        "管网要换，水表要修，也请大",
        "泵房要建，水池要洗，还请大",
    ];
    let (head, tail) = ("在水厂工会会议上的讲话\n同志们：\n", "谢谢大家！\n");
    let page = |between: &str, behind: &str| {
        let lines = (12..).zip(halves);
        let lines = lines.map(|(number, half)| format!("{half}\n— {number} —\n{between}{behind}"));
        head.to_owned() + &lines.collect::<String>() + tail
    };
    let speech = zhengwen::clean(&page("", "家心里都清楚\n"));
    assert_eq!(speech.matches("大家心里都清楚").count(), 3, "{speech}");
    let speech = zhengwen::clean(&page("清溪水务文集\n", "家心里都清楚。\n"));
    assert_eq!(speech.matches("大家心里都清楚").count(), 3, "{speech}");
    assert!(!speech.contains("文集"), "{speech}");
}

/// The numbers of three pages that follow each other, each in a sentence.
#[test]
fn numbers_of_pages_that_follow_go_too() {
    let sentences = [
        (
            "今年第一座泵站通水了，职工们一早就到了闸门旁边，但是大",
            "家都说还早。",
        ),
        (
            "明年要把城西的老管网换完，两千多户人家等了",
            "十几年，不能再等。",
        ),
        (
            "水价的事，会上有人问，会后也有人问，账要算",
            "给群众看，一笔一笔地算清楚。",
        ),
    ];
    let (head, tail) = ("在水厂工会会议上的讲话\n同志们：\n", "谢谢大家！\n");
    for (before, behind) in [("- ", " -"), ("第 ", " 页"), ("第 ", " 页 共 9 页")] {
        let (mut page, mut speech) = (head.to_owned(), head.to_owned());
        for (number, (begin, end)) in (3..).zip(sentences) {
            page += &format!("{begin}\n{before}{number}{behind}\n{end}\n");
            speech += &format!("{begin}{end}\n");
        }
        assert_eq!(
            zhengwen::clean(&(page + tail)),
            speech + tail,
            "{before}#{behind}"
        );
    }
}

#[test]
fn numbers_of_sentences_stay() {
    for text in [
        "在水厂工会会议上的讲话\n同志们：\n今年进展不小，全县新建泵站\n12\n座，还有三座在建。\n",
        "在水厂工会会议上的讲话\n同志们：\n抽检的得分是：\n95\n",
        "在水厂工会会议上的讲话\n同志们：\n清溪水务集团有限公司的章程，第 3 页有一条，共 12 页都要学。\n",
    ] {
        let numbers = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        assert_eq!(numbers(&zhengwen::clean(text)), numbers(text), "{text}");
    }
}
