//! What one sentence tells: whether somebody speaks in it, or the page to its reader.

use super::signs::has_stamp;
use super::*;

/// 在…会议上的讲话 [复制链接]: all that weighs is in the brackets.
pub(super) fn is_title_with_widget(weight: &Weight, text: &str) -> bool {
    let front = shape::without_note(text);
    weight.hints_at(hint::SPEECH)
        && text.ends_with([']', '】', ')', '）'])
        && shape::ends_like_title(front)
        && vocabulary().weigh(front, Names::default()).total < 3
}

/// 以上就是…的全部内容: the page's last word about its text.
pub(super) fn is_farewell_of_page(text: &str) -> bool {
    text.starts_with("以上")
        && ["以上就是", "以上便是", "以上是", "以上内容就是"]
            .iter()
            .any(|word| text.starts_with(word))
        && [
            "全部内容",
            "整理的",
            "带来的",
            "分享的",
            "收集的",
            "相关内容",
            "范文",
        ]
        .iter()
        .any(|word| text.contains(word))
        && !text.contains('我')
        && !text.contains("谢谢大家")
}

/// 欢迎来到…！: a greeting of a page, which looks like a sentence.
pub(super) fn is_welcome(info: &Info, text: &str) -> bool {
    let text = ["您好，", "你好，", "您好！", "您好,"]
        .iter()
        .find_map(|greeting| text.strip_prefix(greeting))
        .unwrap_or(text)
        .trim_end_matches('。');
    info.line.width <= 44
        && text.strip_prefix("欢迎").is_some_and(|rest| {
            [
                "来到",
                "光临",
                "访问",
                "您来到",
                "您光临",
                "您访问",
                "您的",
                "进入",
                "登录",
                "使用",
            ]
            .iter()
            .any(|verb| rest.starts_with(verb))
        })
        && !text.contains(['，', '。'])
}

/// Whether somebody speaks in a sentence: then it is not a site's. A page has itself written to
/// (请联系我们删除), which is no speech.
pub(super) fn is_spoken(weight: &Weight, text: &str) -> bool {
    const WRITTEN_TO: [&str; 11] = [
        "联系", "告知", "通知", "关注", "加入", "关于", "知会", "聯繫", "聯絡", "關注", "關於",
    ];
    // What it promises then.
    const PROMISED: [&str; 7] = ["删除", "处理", "核实", "撤", "下架", "刪除", "處理"];
    let written = |at: usize| {
        let behind = &text[at + "我们".len()..];
        let end = behind.char_indices().nth(PROMISE);
        let promise = &behind[..end.map_or(behind.len(), |(at, _)| at)];
        WRITTEN_TO.iter().any(|verb| text[..at].ends_with(verb))
            || PROMISED.iter().any(|verb| promise.contains(verb))
    };
    let speaks = |word: &str| text.match_indices(word).any(|(at, _)| !written(at));
    // 我 is nobody of a page's, but on its buttons: 我要投稿.
    let person = text.match_indices('我').any(|(at, me)| {
        !text[..at].ends_with(['自', '点', '點'])
            && !text[at + me.len()..].starts_with(['们', '們', '要', '来', '來', '已'])
    });
    const SPEAKERS: [&str; 5] = ["主持人：", "记者：", "嘉宾：", "記者：", "嘉賓："];
    if person || is_thanks(text) || SPEAKERS.iter().any(|name| text.starts_with(name)) {
        return true;
    }
    weight.hints_at(hint::SPOKEN)
        && (SPOKEN.iter().any(|word| text.contains(word)) || speaks("我们") || speaks("我們"))
}

/// 感谢您的支持。 and nothing else: a page has its reader thanked for reading.
fn is_thanks(text: &str) -> bool {
    const OF_PAGES: [&str; 14] = [
        "读",
        "讀",
        "览",
        "覽",
        "访问",
        "訪問",
        "下载",
        "下載",
        "使用",
        "光临",
        "本站",
        "本网",
        "网站",
        "公众号",
    ];
    let text = text.trim_end_matches(['。', '！']);
    ["感谢您", "感謝您", "感谢各位", "感謝各位"]
        .iter()
        .any(|word| text.starts_with(word))
        && !text.contains(['。', '！', '，'])
        && !OF_PAGES.iter().any(|word| text.contains(word))
}

/// Characters behind 我们 in which a page promises something.
const PROMISE: usize = 12;

/// Whether a sentence is the page's own, about downloads, rights, members: its words weigh much,
/// though they do not cover it, and nobody speaks.
pub(super) fn is_notice(info: &mut Info, source: &str) -> bool {
    if !info.trigger || info.line.width > LONGEST {
        return false;
    }
    info.weigh(source);
    is_notice_by(&info.weight, info.text(source))
}

pub(super) fn is_notice_by(weight: &Weight, text: &str) -> bool {
    let heavy = weight.total >= 8 && weight.cover() >= 30;
    weight.hints_at(hint::PAGE)
        && (heavy || has_stamp(text))
        && !weight.hints_at(hint::FORMULA)
        && !is_spoken(weight, text)
        && is_throughout(text)
        && !is_demand(text)
}

/// Whether each of the sentences has to do with pages: a prompt may have met the speech.
pub(super) fn is_throughout(text: &str) -> bool {
    let bears = |sentence: &str| {
        let weight = vocabulary().weigh(sentence, Names::default());
        weight.content < SENTENCE || weight.total >= 3 || has_stamp(sentence)
    };
    text.split_inclusive(['。', '！', '？', '；']).all(bears)
}

/// Whether something is to be done: 要 as a word.
pub(super) fn is_demand(text: &str) -> bool {
    text.match_indices('要').any(|(at, word)| {
        !text[..at].ends_with(['需', '主', '重', '不', '如', '摘', '概', '简'])
            && !text[at + word.len()..].starts_with(['求', '约', '素', '点'])
    })
}

/// Whether all words of pages in a sentence stand in quotes: 满屏都是“点击关注”。
pub(super) fn is_mention(text: &str) -> bool {
    let mut rest = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ if !quoted => rest.push(c),
            _ => {}
        }
    }
    let weight = vocabulary().weigh(&rest, Names::default());
    text.contains('“') && weight.content > 0 && weight.total == 0
}
