//! Offices, organisations, dates and labels: what bylines and signatures are made of.

use super::ordinals::numeral;
use crate::sets::{Characters, Endings};

/// 职务: what someone is called who gives a speech.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "书记", "省长", "市长", "县长", "区长", "镇长", "乡长", "州长", "村长", "主席", "主任", "部长", "厅长",
    "局长", "处长", "科长", "股长", "校长", "园长", "院长", "馆长", "所长", "站长", "厂长", "矿长", "队长",
    "会长", "社长", "台长", "行长", "团长", "组长", "班长", "店长", "秘书长", "理事长", "董事长", "总经理",
    "经理", "总裁", "总监", "总工程师", "工程师", "检察长", "庭长", "委员", "教授", "教师", "老师", "代表",
    "同志", "先生", "女士", "主持人", "证婚人", "校友", "学生", "同学", "医生", "护士长", "村支书", "支书",
];

/// Last words of names of offices and organisations.
#[rustfmt::skip]
const ORGANIZATIONS: &[&str] = &[
    "办公室", "委员会", "党委", "党组", "纪委", "党支部", "支部", "总支", "工会", "团委", "妇联", "政府", "街道办事处",
    "办事处", "指挥部", "领导小组", "宣传部", "组织部", "局", "厅", "署", "中学", "小学", "大学", "学院", "学校",
    "幼儿园", "实验学校", "医院", "卫生院", "公司", "集团", "协会", "学会", "商会", "联合会", "基金会", "中心",
    "图书馆", "博物馆", "文化馆", "水厂", "工厂", "村委会", "居委会", "合作社", "研究院", "研究所", "法院", "检察院",
    "银行", "支行", "分行", "分局", "支队", "大队", "筹委会", "组委会", "理事会", "董事会", "学生会", "报社", "出版社",
    "党校", "管理处", "管理所", "供电所", "派出所", "教研室", "年级组", "工作组",
];

/// What stands before the colon of a byline.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "讲话人", "演讲人", "演讲者", "发言人", "主讲人", "主讲", "报告人", "汇报人", "致辞人", "致辞", "宣讲人", "讲授人", "讲课人",
    "述职人", "作者", "姓名", "时间", "日期", "地点", "单位", "讲话时间", "讲话地点", "会议时间", "会议地点", "部门",
    "班级", "职务", "党课时间", "授课人", "授课时间", "表态人", "承诺人", "竞聘人", "竞选人", "倡议人", "宣誓人", "检查人",
    "对照检查人", "汇报单位", "发言单位",
];

/// Characters of a clause; a name has none.
static CLAUSE: Characters =
    Characters::of("的了着是我你您他她它们吗呢吧这那把被让都也就不说要，。！？；、：");

fn is_clause(text: &str) -> bool {
    CLAUSE.any_in(text)
}

/// 讲话人：…, 时间：…
pub(super) fn is_labelled(text: &str) -> bool {
    text.split_once('：').is_some_and(|(label, value)| {
        !value.trim().is_empty()
            && LABELS
                .iter()
                .any(|known| label.chars().filter(|&c| c != ' ').eq(known.chars()))
    })
}

/// 县委书记XX, 馆长 顾某某, 校友代表: an office with at most a name behind it, or a name in
/// front.
pub(super) fn is_office(text: &str) -> bool {
    static ENDS: Endings = Endings::of(OFFICES);
    if text.chars().take(29).count() > 28 || is_clause(text) {
        return false;
    }
    text.char_indices().rev().any(|(at, c)| {
        let (office, name) = text.split_at(at + c.len_utf8());
        // The last of its kind: what stands behind it is a name.
        let last = |known: &&str| office.ends_with(*known) && !name.contains(*known);
        ENDS.end(office)
            && OFFICES.iter().any(last)
            && (name.trim().is_empty() || is_name(name.trim()))
    })
}

/// 名: two to four Han, spaces and masks allowed, several names with spaces between.
pub(super) fn is_name(text: &str) -> bool {
    let mask = |c: char| matches!(c, 'X' | 'x' | '×' | '╳' | '*' | '○' | '·' | '_');
    text.split(' ').filter(|part| !part.is_empty()).count() <= 3
        && text.split(' ').all(|part| {
            part.chars().count() <= 4 && part.chars().all(|c| mask(c) || crate::chars::is_han(c))
        })
        && !is_clause(text)
        && (2..=9).contains(&text.chars().count())
}

/// 市安全生产委员会办公室
pub(in crate::layout) fn is_organization(text: &str) -> bool {
    static ENDS: Endings = Endings::of(ORGANIZATIONS);
    let named = |part: &str| {
        let longer = |end: &str| part.len() > end.len() && part.ends_with(end);
        ENDS.end(part) && ORGANIZATIONS.iter().any(|end| longer(end))
    };
    text.split(' ').any(named) && (4..=30).contains(&text.chars().count()) && !is_clause(text)
}

/// 城北排涝站: what one character at the end says is a place to work at. Weak by itself.
pub(in crate::layout) fn is_workplace(text: &str) -> bool {
    static ENDS: Characters = Characters::of("站所院校厂处部会社队馆局厅办司行园店场班组");
    static UNITS: Endings = Endings::of(&["车间", "年级"]);
    (ENDS.end(text) || UNITS.end(text))
        && (4..=20).contains(&text.chars().count())
        && !is_clause(text)
}

/// The text before a date at its end (the whole text may be one): 2024年3月5日, 二〇二四年三月,
/// X月X日, 2024-03-05, with brackets or a weekday.
pub(super) fn before_date(text: &str) -> Option<&str> {
    static DAYS: Endings = Endings::of(WEEKDAYS);
    let text = text.trim().trim_end_matches(['）', '。']);
    let text = DAYS
        .strip(text)
        .unwrap_or(text)
        .trim_end_matches(['（', ' ']);
    let part = |c: char| {
        c.is_ascii_digit()
            || numeral(c).is_some()
            || matches!(
                c,
                '年' | '月'
                    | '日'
                    | '号'
                    | '○'
                    | '零'
                    | '廿'
                    | 'X'
                    | 'x'
                    | '×'
                    | '*'
                    | '╳'
                    | '_'
                    | '某'
                    | '-'
                    | '/'
                    | '.'
                    | ' '
            )
    };
    let start = text.trim_end_matches(part).len();
    let date = text[start..].trim();
    let spelt = date.ends_with(['日', '号', '月', '年'])
        && date.contains(['年', '月'])
        && date.chars().count() > 3;
    (spelt || is_numeric(date)).then(|| text[..start].trim_end_matches(['（', ' ', '，']))
}

const WEEKDAYS: &[&str] = &[
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "上午",
    "下午",
    "晚",
];

/// 2024-03-05, 2024.3.5, 2024/3
fn is_numeric(date: &str) -> bool {
    let mut parts = date.split(['-', '/', '.']);
    let year = parts.next().unwrap_or_default();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    year.len() == 4
        && year.starts_with(['1', '2'])
        && digits(year)
        && (1..=2).contains(&parts.clone().count())
        && parts.all(|part| (1..=2).contains(&part.len()) && digits(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for text in [
            "2024年3月5日",
            "（2024年3月5日）",
            "二〇二四年三月",
            "二○二四年三月五日",
            "X月X日",
            "2024-03-05",
            "2024.3.5",
            "2024年3月5日（星期二）",
            "XXXX年X月",
            "2024年3月5日上午",
            "20__年__月__日",
            "某年某月某日",
        ] {
            assert_eq!(before_date(text), Some(""), "{text}");
        }
        assert_eq!(before_date("水厂 2024年3月5日"), Some("水厂"));
        for text in [
            "今年",
            "三年",
            "2024",
            "3.5",
            "一月",
            "2024年春天",
            "十年磨一剑",
        ] {
            assert_eq!(before_date(text), None, "{text}");
        }
    }

    #[test]
    fn offices_and_organizations() {
        for text in [
            "县委书记XX",
            "馆长 顾闻",
            "第一水厂厂长 王 明",
            "校友代表",
            "证婚人 李明",
        ] {
            assert!(is_office(text), "{text}");
        }
        for text in [
            "校长要有担当",
            "书记抓，抓书记",
            "我们的校长",
            "校长带着大家一起修操场",
        ] {
            assert!(!is_office(text), "{text}");
        }
        for text in ["市供水管理局", "和平街道办事处", "城北第二中学"] {
            assert!(is_organization(text), "{text}");
        }
        for text in ["这就是我们的学校", "结局", "爱我的医院，爱我的公司"] {
            assert!(!is_organization(text), "{text}");
        }
        assert!(is_labelled("演讲人：王明"));
        assert!(is_labelled("时 间：3月5日"));
        assert!(is_labelled("表态人：XX"));
        assert!(!is_labelled("联系电话：0598"));
        assert!(!is_labelled("时间："));
    }
}
