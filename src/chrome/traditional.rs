//! The vocabulary in Traditional script.
//!
//! Pages of Hong Kong and Taiwan say the same in other characters (點擊下載), and now and then in
//! other words (列印 for 打印). The first kind is spelt here character by character, from the pairs
//! of [`PAIRS`]; the second is written out among the words themselves, and so are the few
//! words whose characters have two Traditional forms (複製, 回覆).
//!
//! What it does not know: regional spellings beside the usual one (裏 for 裡).

/// A character of the vocabulary and its Traditional form, as Unihan's `kTraditionalVariant` has
/// it; of several forms the one that words of sites are written with.
const PAIRS: &str = "万萬 与與 专專 业業 东東 丝絲 两兩 严嚴 个個 临臨 为為 举舉 么麼 义義 乐樂 习習 书書 买買 于於 云雲 仅僅 从從 仪儀 们們 价價 众衆 优優 会會 \
     传傳 体體 余餘 储儲 兑兌 党黨 关關 兴興 养養 内內 册冊 写寫 军軍 决決 击擊 划劃 则則 创創 删刪 别別 办辦 务務 动動 华華 协協 单單 卖賣 历歷 \
     压壓 参參 发發 号號 后後 吗嗎 听聽 启啟 员員 咨諮 团團 园園 国國 图圖 场場 块塊 坚堅 坛壇 声聲 处處 备備 复復 头頭 奖獎 娱娛 学學 宝寶 实實 \
     审審 对對 导導 将將 尽盡 层層 属屬 币幣 师師 带帶 帮幫 并並 广廣 库庫 应應 开開 强強 归歸 当當 录錄 彻徹 怀懷 态態 总總 愿願 战戰 户戶 扩擴 \
     扫掃 扬揚 抢搶 护護 报報 担擔 换換 摄攝 数數 无無 旧舊 时時 显顯 暂暫 术術 机機 杀殺 权權 条條 来來 构構 标標 栏欄 样樣 档檔 检檢 楼樓 欢歡 \
     毕畢 气氣 汇匯 沟溝 没沒 济濟 浏瀏 温溫 游遊 满滿 灯燈 点點 热熱 独獨 猫貓 献獻 现現 电電 畅暢 监監 盗盜 盘盤 矿礦 码碼 碍礙 礼禮 离離 积積 \
     称稱 竞競 笔筆 筑築 筹籌 签籤 简簡 类類 紧緊 纠糾 红紅 约約 级級 纪紀 线線 练練 组組 细細 织織 终終 经經 结結 给給 络絡 绝絕 统統 继繼 续續 \
     维維 综綜 编編 缩縮 网網 职職 联聯 脑腦 腾騰 节節 范範 荐薦 营營 蓝藍 袭襲 装裝 见見 观觀 规規 视視 览覽 觉覺 触觸 誉譽 计計 订訂 认認 讨討 \
     训訓 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证證 评評 识識 诉訴 词詞 译譯 试試 诗詩 诚誠 话話 询詢 该該 语語 说說 请請 读讀 课課 调調 谈談 \
     谢謝 谨謹 负負 贡貢 财財 责責 败敗 账賬 货貨 质質 购購 贯貫 贴貼 费費 贺賀 资資 赏賞 赞讚 赠贈 跃躍 车車 转轉 软軟 载載 辑輯 输輸 辞辭 达達 \
     过過 运運 还還 这這 进進 违違 连連 迹跡 适適 选選 邮郵 郑鄭 里裡 鉴鑑 钟鐘 链鏈 销銷 锁鎖 错錯 键鍵 长長 门門 闭閉 问問 间間 闻聞 阅閱 际際 \
     陆陸 随隨 隐隱 页頁 顶頂 顺順 须須 顾顧 预預 领領 频頻 题題 额額 馈饋 验驗";

/// Spells words in Traditional script.
#[derive(Debug)]
pub(super) struct Speller {
    /// The pairs, by the Simplified character.
    pairs: Vec<(char, char)>,
}

impl Speller {
    pub(super) fn new() -> Self {
        let mut pairs: Vec<_> = PAIRS.split_ascii_whitespace().filter_map(pair).collect();
        pairs.sort_unstable();
        Speller { pairs }
    }

    /// Writes the Traditional spelling of `word` into `spelling` (cleared first); whether it is
    /// another one.
    pub(super) fn spell(&self, word: &str, spelling: &mut String) -> bool {
        spelling.clear();
        spelling.extend(word.chars().map(|c| self.form(c)));
        spelling != word
    }

    fn form(&self, c: char) -> char {
        let found = self.pairs.binary_search_by_key(&c, |pair| pair.0);
        found.map_or(c, |at| self.pairs[at].1)
    }
}

fn pair(text: &str) -> Option<(char, char)> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chrome::words::{CATEGORIES, DECOYS, FIELDS, FILLERS, WORDS};

    #[test]
    fn words_are_spelt() {
        let (speller, mut spelling) = (Speller::new(), String::new());
        assert!(speller.spell("点击下载", &mut spelling));
        assert_eq!(spelling, "點擊下載");
        assert!(!speller.spell("大中小", &mut spelling));
    }

    #[test]
    fn pairs_are_pairs_and_of_use() {
        let speller = Speller::new();
        let words = WORDS.iter().map(|row| row.2);
        let all: String = words
            .chain(FIELDS.iter().map(|row| row.1))
            .chain([CATEGORIES, DECOYS, FILLERS])
            .collect();
        for text in PAIRS.split_ascii_whitespace() {
            assert_eq!(text.chars().count(), 2, "{text}");
        }
        for window in speller.pairs.windows(2) {
            assert!(window[0].0 < window[1].0, "{window:?}");
        }
        for &(simplified, traditional) in &speller.pairs {
            assert_ne!(simplified, traditional);
            assert!(all.contains(simplified), "{simplified}");
        }
    }
}
