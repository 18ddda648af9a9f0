//! Sentences with their masks marked: ⟨raw⟩ and the kind's letter (D date, N number, P person,
//! L place, O organisation, U unknown), then `=spelling` where it is not the usual one (X for
//! dates and numbers, XX for the others), up to a semicolon.

use super::{Masks, PlaceholderKind, find_in};

/// (start, end, kind, canonical) of each mask, and the text without the marks.
fn read(marked: &str) -> (String, Vec<(usize, usize, PlaceholderKind, String)>) {
    let (mut text, mut masks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('⟨') {
        text.push_str(before);
        let (raw, after) = after.split_once('⟩').expect("a closing mark");
        let start = text.len();
        text.push_str(raw);
        let (kind, usual) = match after.chars().next() {
            Some('D') => (PlaceholderKind::Date, "X"),
            Some('N') => (PlaceholderKind::Number, "X"),
            Some('P') => (PlaceholderKind::Person, "XX"),
            Some('L') => (PlaceholderKind::Place, "XX"),
            Some('O') => (PlaceholderKind::Organization, "XX"),
            Some('U') => (PlaceholderKind::Unknown, "XX"),
            other => panic!("{other:?} in {marked}"),
        };
        rest = &after[1..];
        let mut canonical = usual;
        if let Some(spelt) = rest.strip_prefix('=') {
            (canonical, rest) = spelt.split_once(';').expect("a semicolon");
        }
        masks.push((start, text.len(), kind, canonical.to_owned()));
    }
    text.push_str(rest);
    (text, masks)
}

fn found(text: &str) -> Vec<(usize, usize, PlaceholderKind, String)> {
    let mut masks = Masks::default();
    find_in(text, &mut masks);
    masks
        .list
        .iter()
        .filter_map(|mask| {
            let canonical = mask.canonical.of(&masks.spellings).to_owned();
            mask.kind.map(|kind| {
                (
                    mask.span.start as usize,
                    mask.span.end as usize,
                    kind,
                    canonical,
                )
            })
        })
        .collect()
}

fn marked(text: &str, masks: &[(usize, usize, PlaceholderKind, String)]) -> String {
    let mut out = String::new();
    let mut position = 0;
    for (start, end, kind, canonical) in masks {
        out.push_str(&text[position..*start]);
        out.push_str(&format!("⟨{}⟩{kind:?}={canonical};", &text[*start..*end]));
        position = *end;
    }
    out + &text[position..]
}

fn check(cases: &[&str]) {
    let mut failures = Vec::new();
    for case in cases {
        let (text, expected) = read(case);
        let got = found(&text);
        if got != expected {
            failures.push(format!("{case}\n    {}", marked(&text, &got)));
        }
        let mut canonical = String::new();
        let mut position = 0;
        let mut spans = Vec::new();
        for (start, end, kind, spelling) in &got {
            canonical.push_str(&text[position..*start]);
            let from = canonical.len();
            canonical.push_str(spelling);
            spans.push((from, canonical.len(), *kind, spelling.clone()));
            position = *end;
        }
        canonical.push_str(&text[position..]);
        let again = found(&canonical);
        if again != spans && expected == got {
            failures.push(format!("again: {case}\n    {}", marked(&canonical, &again)));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {}\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn numbers() {
    check(&[
        "水厂一年供水⟨XX⟩N万吨，检修管网⟨XXX⟩N公里。",
        "图书馆新到图书⟨xx⟩N册、期刊⟨xx⟩N种。",
        "医院派出⟨**⟩N支医疗队，接诊⟨***⟩N多人次。",
        "收回欠费⟨×⟩N笔，共⟨××⟩N余万元。",
        "车间里有⟨X⟩N台机床、⟨X⟩N条流水线。",
        "第⟨××⟩N届读者大会闭幕。",
        "第⟨X⟩N次全体会议通过了章程。",
        "这是建厂以来第⟨*⟩N回停水检修。",
        "漏损率由⟨X⟩N%降到⟨X.X⟩N=X.X;%。",
        "合格率⟨**.*⟩N=XX.X;%，居全省第⟨*⟩N位。",
        "投资⟨X⟩N亿⟨X⟩N千万元，建成水池⟨X⟩N座。",
        "每户补助⟨X⟩N—⟨X⟩N元，分⟨X⟩N批发放。",
        "用水量翻了⟨X⟩N番，电费只涨⟨X⟩N成。",
        "占到总数的⟨X⟩N分之⟨X⟩N。",
        "讲了⟨X⟩N个方面、⟨XX⟩N条措施。",
        "他在泵房守了⟨XX⟩N年。",
        "连续⟨X⟩N年获奖，近⟨X⟩N年来没有停过水。",
        "不到⟨X⟩N个月就完工了。",
        "⟨X⟩N天⟨X⟩N夜没有合眼。",
        "再过⟨X⟩N天就是读书节。",
        "第⟨X⟩N季度的水费已经结清。",
        "二十⟨X⟩N岁的小伙子也来报名。",
        "党的十⟨X⟩N大之后，管网改造提速。",
        "“十⟨X⟩N五”期间新建水厂。",
        "“⟨XX⟩N五”规划已经印发。",
        "全县⟨XX⟩N个乡镇、⟨XXX⟩N个村都通了自来水。",
        "学生⟨xxx⟩N人，教师⟨xx⟩N人。",
        "报名⟨XX⟩N人次，录取⟨X⟩N人。",
        "〔2023〕⟨X⟩N号文件要求很明确。",
        "住在人民路⟨XX⟩N号的读者来信说。",
        "请到⟨X⟩N号楼⟨XXX⟩N室领取借书证。",
        "抽查了⟨X⟩N家企业、⟨X⟩N所学校、⟨X⟩N处工地。",
        "⟨X⟩N级地震，⟨X⟩N秒预警。",
        "馆舍面积⟨XXXX⟩N平方米，绿化⟨XX⟩N亩。",
        "日处理污水⟨X⟩N万立方米。",
        "全长⟨XX⟩Nkm，管径⟨XXX⟩Nmm。",
        "温度⟨XX⟩N℃，湿度⟨XX⟩N%。",
        "选出代表⟨＊＊⟩N名、候补⟨＊⟩N名。",
        "本次大会应到⟨___⟩N人，实到⟨____⟩N人。",
        "拆除旧管（约⟨XX⟩N吨）。",
        "罚款⟨XXX⟩N元，扣⟨X⟩N分。",
        "高⟨X⟩N年级的同学先走。",
        "参加⟨XX⟩N次演练，整改⟨X⟩N项问题。",
        "一共⟨X⟩N大任务、⟨X⟩N大工程。",
        "举办讲座⟨X⟩N期⟨XX⟩N场。",
        "百分之⟨XX⟩N的读者表示满意。",
        "比分定格在⟨X⟩N:⟨X⟩N，水厂队赢了。",
        "以⟨X⟩N比⟨X⟩N战胜对手。",
        "按⟨X⟩N:⟨X⟩N的比例配制。",
        "在第⟨X⟩N、⟨X⟩N车间试点。",
        "第⟨*⟩N、第⟨*⟩N小组先发言。",
        "⟨X⟩N至⟨X⟩N天内答复。",
        "⟨X⟩N~⟨X⟩N岁的孩子免费。",
        "⟨**⟩N余名馆员、⟨*⟩N百多位读者到场。",
        "新添PC⟨X⟩N台。",
        "建成国家⟨*⟩NA级景区⟨*⟩N个。",
        "全年共产⟨X⟩N台水泵。",
        "服务电话⟨0XX-XXXXXXX⟩N=0XX-XXXXXXX;，请讲。",
        "增长⟨1X⟩N=1X;%，回落⟨X⟩N个百分点。",
        "走访⟨2XX⟩N=2XX;户，帮办实事⟨5X⟩N=5X;件。",
        "造价⟨3.X⟩N=3.X;亿元。",
        "电话⟨0573-****8899⟩N=0573-XXXX8899;，请讲。",
        "手机⟨150****1234⟩N=150XXXX1234;为中奖号码。",
        "身份证⟨3304**********1218⟩N=3304XXXXXXXXXX1218;的读者。",
        "卡号尾号⟨**66⟩N=XX66;的读者中奖。",
        "车牌⟨8X6X2⟩N=8X6X2;的车主请挪车。",
        "同比增长⟨xx3.2⟩N=XX3.2;%。",
        "收入⟨**56⟩N=XX56;元。",
        "这笔账属于第⟨X⟩N象限。",
        "⟨【X】⟩N名候选人，⟨【 】⟩N个名额。",
        "开展⟨X⟩N轮巡检，发现⟨X⟩N起漏点。",
        "在⟨X⟩N届⟨X⟩N次全会上。",
        "县委⟨X⟩N届⟨X⟩N次全会开过了。",
        "二十届⟨X⟩N中全会公报。",
        "党的⟨XX⟩N大精神进车间。",
        "学习⟨X⟩N遍不如实干⟨X⟩N天。",
        "种了⟨X⟩N万多株树，养了⟨X⟩N千余只羊。",
        "借阅量突破⟨X⟩N百万大关。",
        "一口气走了⟨X⟩N里路。",
        "坐⟨X⟩N路公交到总站。",
        "住⟨X⟩N楼的老人下不来。",
    ]);
}

#[test]
fn dates() {
    check(&[
        "⟨X⟩D月⟨X⟩D日，水厂开放日。",
        "⟨XX⟩D月⟨XX⟩D日至⟨XX⟩D月⟨XX⟩D日报名。",
        "⟨××⟩D月下旬检修。",
        "⟨X⟩D—⟨X⟩D月是用水高峰。",
        "⟨202*⟩D=202X;年起供水。",
        "⟨20XX⟩D=20XX;年⟨X⟩D月⟨X⟩D日",
        "⟨19xx⟩D=19XX;年建馆。",
        "⟨XXXX⟩D=XXXX;年⟨XX⟩D月建成。",
        "⟨xx⟩D=XX;年初，管网老化。",
        "⟨*⟩D年⟨*⟩D月，首批读者入馆。",
        "⟨20**⟩D=20XX;—⟨20**⟩D=20XX;学年结束了。",
        "二〇⟨XX⟩D=XX;年的洪水。",
        "上午⟨X⟩D点⟨XX⟩D分停水。",
        "晚上⟨X⟩D时闭馆。",
        "下周⟨X⟩D开会，每周⟨X⟩D例会。",
        "星期⟨X⟩D上午值班。",
        "正月初⟨X⟩D不休息。",
        "⟨21:XX⟩D=21:XX;断水。",
        "⟨XX:30⟩D=XX:30;集合。",
        "上世纪⟨XX⟩D年代的水塔。",
        "⟨X⟩D世纪的水利工程。",
        "那是⟨__⟩D年⟨__⟩D月⟨__⟩D日。",
        "⟨某某⟩D年⟨某某⟩D月建馆。",
        "本月⟨X⟩D日上午交稿。",
        "⟨X⟩D月⟨X⟩D号领取。",
        "⟨XX⟩D日晚，水位上涨。",
        "⟨X⟩D月份报表。",
        "〔⟨20XX⟩D=20XX;〕⟨X⟩N号",
        "⟨201X⟩D=201X;年以来，馆藏翻番。",
        "⟨20××⟩D=20XX;年度总结。",
    ]);
}

#[test]
fn people() {
    check(&[
        "感谢⟨XX⟩P馆长的邀请。",
        "⟨X⟩P厂长带头下井。",
        "请⟨xxx⟩P代县长讲话。",
        "全国⟨X⟩N代水工接力。",
        "刚才⟨***⟩P同志的发言很好。",
        "请⟨×××⟩P副市长讲话。",
        "有请⟨xx⟩P教授。",
        "王⟨XX⟩P师傅是老水工。",
        "技术员刘⟨某某⟩P修好了水泵。",
        "泵站的陈⟨××⟩P三天没回家。",
        "馆员赵⟨*⟩P整理了旧报。",
        "欧阳⟨XX⟩P医生值夜班。",
        "护士⟨*某⟩P第一个到岗。",
        "⟨XX⟩P、⟨XX⟩P、⟨XX⟩P三位馆员值班。",
        "⟨*⟩P、⟨*⟩P等同志先后发言。",
        "⟨X⟩P、⟨X⟩P两位局长到场。",
        "⟨XXX⟩P和⟨XXX⟩P同学代表学校参赛。",
        "主持人：⟨XXX⟩P",
        "组长：⟨XXX⟩P；成员：⟨XXX⟩P、⟨XXX⟩P。",
        "⟨XXX⟩P：各位读者，大家好。",
        "馆长⟨XXX⟩P出席并讲话。",
        "会议由⟨XX⟩P主持。",
        "今天的主讲人是⟨XXX⟩P。",
        "副馆长（⟨XXX⟩P）宣读名单。",
        "我叫⟨XXX⟩P，来自水厂。",
        "请⟨○○○⟩P同志上台。",
        "⟨〇〇⟩P老师退休了。",
        "请⟨【】⟩P同志发言。",
        "请⟨____⟩P同学领读。",
        "请⟨（　　）⟩P同志表态。",
        "受表彰的有⟨×××⟩P　⟨×××⟩P　⟨××⟩P　⟨×××⟩P四位同志。",
        "受表彰的有⟨XX⟩P ⟨XXX⟩P\t⟨XX⟩P三位同志。",
        "受表彰的有⟨某某⟩P ⟨某某某⟩P两位同志。",
        "请⟨X X⟩P同志讲话。",
        "请⟨XX X⟩P同志讲话。",
        "我们村的⟨XX⟩P，三年没下过山。",
        "请⟨* *⟩P同志讲话。",
        "有请⟨X\nX⟩P馆长。",
        "⟨XX⟩P总工程师解释了原因。",
        "⟨*⟩P总到厂里看了看。",
        "“⟨X⟩P书记，水来了！”孩子喊。",
        "⟨ＸＸ⟩P市长作了批示。",
        "⟨╳╳⟩P主任请假。",
        "⟨XX⟩P大姐一直在帮忙。",
        "⟨XX⟩P妈妈也来了。",
        "向⟨XXX⟩P学习。",
        "县长⟨**⟩P到水库检查。",
        "⟨XX⟩P常务副县长部署防汛。",
        "⟨XX⟩P副总经理汇报。",
        "⟨某某某⟩P同志家访。",
        "市委书记⟨XXX⟩P指出，水是命脉。",
        "⟨***⟩P委员提了三条。",
        "嘉宾有⟨XXX⟩P、⟨XXX⟩P。",
    ]);
}

#[test]
fn places_and_organizations() {
    check(&[
        "⟨XX⟩L省⟨XX⟩L市⟨XX⟩L县来信。",
        "⟨*⟩L镇⟨*⟩L村通水了。",
        "⟨××⟩L街道⟨××⟩L小区停水。",
        "全⟨*⟩L上下节约用水。",
        "我⟨XX⟩L经济社会平稳。",
        "⟨XX⟩L河治理见效。",
        "⟨XX⟩L水库蓄水。",
        "⟨XX⟩L大道修好了。",
        "⟨XX⟩L开发区供水。",
        "来到⟨XX⟩L，先看水源。",
        "我是⟨XX⟩L人，喝这里的水长大。",
        "建设美丽⟨XX⟩L。",
        "⟨XX⟩L村委会贴出通知。",
        "⟨XX⟩L县委、县政府高度重视。",
        "⟨XX⟩L山下的泉水。",
        "《⟨XX⟩L市供水条例》施行。",
        "⟨○○⟩L村的井。",
        "⟨〇〇⟩L县图书馆。",
        "去往⟨____⟩L市的班车。",
        "⟨某某⟩L镇的水塔。",
        "⟨XX⟩O水务集团成立。",
        "⟨XX⟩O公司供水。",
        "⟨*⟩O局党组开会。",
        "⟨XX⟩O新能源有限公司入驻。",
        "⟨XX⟩O小学的孩子。",
        "⟨XX⟩O大学的老先生。",
        "⟨xx⟩O银行贷款。",
        "⟨××⟩O党支部结对。",
        "⟨XX⟩O单位的同志们。",
        "县⟨*⟩O、县⟨*⟩O负责落实。",
        "巡查了县⟨*⟩O组、市⟨**⟩O处。",
        "⟨某某⟩O局约谈。",
        "⟨X⟩O局、⟨X⟩O局联合执法。",
        "由⟨______⟩O公司承建。",
        "⟨【】⟩O医院派车。",
        "⟨○○⟩O剧团演出。",
        "⟨XX⟩O物业换表。",
        "⟨XX⟩O派出所出警。",
        "⟨XX⟩O律师事务所代理。",
        "《⟨XX⟩O集团章程》通过。",
        "⟨XX⟩O部门要配合。",
        "⟨XX⟩O合作社浇地。",
        "⟨XX⟩O实验小学来馆。",
        "⟨XX⟩O职业技术学院实习。",
    ]);
}

#[test]
fn unknown_words() {
    check(&[
        "学习《⟨XX⟩U办法》。",
        "对照《⟨XX⟩U手册》检查。",
        "弘扬⟨XX⟩U精神。",
        "中国共产⟨X⟩U人的初心。",
        "做一名共产⟨*⟩U员。",
        "坚持以⟨XXX⟩U为指导。",
        "“⟨*⟩U联动”机制。",
        "“⟨XX⟩U杯”读书赛。",
        "⟨XX⟩U项目开工。",
        "推进⟨xx⟩U工作。",
        "读书活动的主题是⟨____⟩U。",
        "深悟⟨***⟩U。",
        "全⟨*⟩U系统动员。",
        "水质⟨XX⟩U事件的教训。",
        "抓好⟨*⟩U是根本。",
        "引进⟨XX⟩UERP系统。",
        "被⟨*⟩U暗访发现。",
        "打造“⟨XX⟩U”品牌。",
        "对⟨*⟩U学得不够。",
        "一批如⟨*⟩U重大产业项目。",
        "结合⟨XX⟩U具体实际。",
    ]);
}

#[test]
fn no_masks() {
    check(&[
        "做X光要摘项链。",
        "X射线探伤合格。",
        "用X线检查。",
        "X轴是时间，Y轴是水量。",
        "路口呈X型。",
        "X形支架很稳。",
        "X染色体异常。",
        "XX染色体。",
        "X世代的读者。",
        "X荧光光谱仪到了。",
        "X理论认为人懒。",
        "最大的X因素是雨。",
        "X波段雷达。",
        "X档案很好看。",
        "水池4×6米。",
        "展板2x3米。",
        "接力4×100米。",
        "5*8=40，对不对？",
        "y=2*x，解一解。",
        "面积=长×宽。",
        "销量×单价就是收入。",
        "A*算法很快。",
        "C*代数很难。",
        "显微镜100×，看得清。",
        "20x物镜。",
        "XL码和XXL码。",
        "XXXL也有。",
        "Xbox到货。",
        "SpaceX发射。",
        "iPhone X很贵。",
        "Windows XP停用。",
        "Model X跑得远。",
        "变量my_file在此。",
        "用__init__开头。",
        "脚本a_b_c.sh。",
        "删掉*.tmp文件。",
        "*.*都选上。",
        "NOx超标。",
        "XaaS模式。",
        "XML和XLSX。",
        "x86服务器。",
        "X5越野车。",
        "宝马X3。",
        "第XII章。",
        "附录XIX。",
        "Louis XVI。",
        "*注：数据为快报。",
        "*说明：略",
        "*****五星推荐。",
        "评分：*****",
        "民宿★★★★。",
        "按*键返回。",
        "*和#键坏了。",
        "符号有#、*、&。",
        "COUNT(*)求和。",
        "SELECT * FROM t",
        "张某、李某都认错。",
        "某县的教训。",
        "某些人不懂。",
        "某天夜里。",
        "在某个泵站。",
        "二○二三年。",
        "二〇一九年。",
        "一○○周年。",
        "〇〇后的馆员。",
        "○ 抓安全",
        "N个理由。",
        "GJ园林城市。",
        "笑了(*^_^*)",
        "(＊＾＿＾＊)",
        "T_T",
        "(>_<)",
        "-_-",
        "＞＿＜",
        "对的打√，错的打×。",
        "画×的改。",
        "打×的返工。",
        "√和×要分清。",
        "（试行）",
        "（见附件）",
        "选项（ ）里填字母。",
        "office_xx@example.com收件。",
        "https://example.org/xx/a_b下载。",
        "www.xxx.com",
        "Max和Felix来了。",
        "XO酱。",
        "UX设计。",
        "TOX指标。",
        "MAX音箱。",
        "FedEx快递。",
        "VEX机器人。",
        "1024×768像素。",
        "1920x1080屏。",
        "3x3魔方。",
        "f(x)连续。",
        "未知数x求出来。",
        "当x等于三时。",
        "设x为水量。",
        "密码含*、#。",
        "2**10等于1024。",
        "__________",
        "***",
        "* * *",
        "×",
        "*一、加强领导",
        "1+X证书制度。",
        "“互联网+X”行动。",
        "F-X战机。",
        "CX系列轴承。",
        "画一个X，再画一个圈。",
        "Snapdragon X平台。",
        "AR、VR、XR展区。",
        "XS码最小。",
        "pH值和COD。",
        "底*高除以二。",
        "长*宽*高。",
        "*必填",
        "带*号的为必填项。",
        "函数print()没有参数。",
        "数组a[]为空。",
        "- [ ] 待办",
        "[x] 已办",
        "[X] 已办",
    ]);
}

/// Texts of one kind of character are read in linear time: work grows with length alone. The
/// clock is not asked; a quadratic scan would not end.
#[test]
fn long_runs_are_read_in_linear_time() {
    let mut masks = Masks::default();
    for piece in [
        "*",
        "X",
        "X县",
        "x ",
        "* ",
        "（ ",
        "（",
        "1X",
        "X.",
        "X:",
        "**a",
        "**",
        "某",
        "○",
        "_",
        "9",
        "X-",
        "【X",
        "X、",
        "\n",
        "县*",
        "第X、",
        "XX新能源",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        find_in(&text, &mut masks);
    }
}

#[test]
fn bold() {
    let stripped = |text: &str| {
        let mut masks = Masks::default();
        find_in(text, &mut masks);
        let mut out = String::new();
        let mut position = 0;
        for mask in &masks.list {
            out.push_str(&text[position..mask.span.start as usize]);
            out.push_str(mask.canonical.of(&masks.spellings));
            position = mask.span.end as usize;
        }
        out + &text[position..]
    };
    for (text, expected) in [
        ("**一、加强领导**", "一、加强领导"),
        ("**同志们：**今天开馆。", "同志们：今天开馆。"),
        ("**县级统筹**，乡镇落实。", "县级统筹，乡镇落实。"),
        ("要**切实加强**，不能松劲。", "要切实加强，不能松劲。"),
        ("**年度目标**：供水。", "年度目标：供水。"),
        ("**XX县**的水。", "XX县的水。"),
        ("**第一，**要**抓实**。", "第一，要抓实。"),
        ("**2024年**，水厂建成。", "2024年，水厂建成。"),
        ("***重点***：节水。", "重点：节水。"),
        ("王**局长、李**局长到了。", "王XX局长、李XX局长到了。"),
        ("**月**日，**局来电。", "X月X日，XX局来电。"),
        ("贯彻**精神，在**见行见效。", "贯彻XX精神，在XX见行见效。"),
        (
            "素有“**之乡”“**粮仓”的美誉。",
            "素有“XX之乡”“XX粮仓”的美誉。",
        ),
        ("**“三个必须”**要落实。", "“三个必须”要落实。"),
        ("**1）抓水源**，**2）抓管网**。", "1）抓水源，2）抓管网。"),
        (
            "***同志热爱水厂，***同志忠于***，人人敬佩。",
            "XX同志热爱水厂，XX同志忠于XX，人人敬佩。",
        ),
        (
            "用水比由**：**：**调整为**：**：**。",
            "用水比由XX：XX：XX调整为XX：XX：XX。",
        ),
        ("**投资情况**：已完成**亿元。", "投资情况：已完成X亿元。"),
        (
            "**投资情况：**已完成***亿元，**切实加强**监管。",
            "投资情况：已完成X亿元，切实加强监管。",
        ),
    ] {
        assert_eq!(stripped(text), expected, "{text}");
    }
}
