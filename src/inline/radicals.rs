//! Radicals written for characters.
//!
//! PDF extractors map glyphs back to the first code point that shares them, and that is often
//! a radical: ⼯作 for 工作, ⻓江 for 长江. The Kangxi Radicals (U+2F00..2FD5) have compatibility
//! mappings; most of the CJK Radicals Supplement (U+2E80..2EF3) has none, so it has a table here.
//!
//! Source of the table: Unicode Character Database, `EquivalentUnifiedIdeograph.txt` (Unicode
//! License v3), without the component forms that stand for no character of their own.

/// Kangxi radicals whose compatibility mapping is not the character that simplified Chinese
/// text means: U+2F3E maps to 戶, but the glyph of such fonts is 户.
const KANGXI_EXCEPTIONS: &[(char, char)] = &[('\u{2f3e}', '户')];

/// Radicals Supplement, in order of code points.
#[rustfmt::skip]
const SUPPLEMENT: &[(char, char)] = &[
    ('⺁', '厂'), ('⺂', '乛'), ('⺃', '乚'), ('⺄', '乙'), ('⺅', '亻'), ('⺆', '冂'), ('⺈', '刀'), ('⺉', '刂'),
    ('⺊', '卜'), ('⺎', '兀'), ('⺏', '尣'), ('⺐', '尢'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'), ('⺖', '忄'),
    ('⺘', '扌'), ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'), ('⺝', '月'), ('⺞', '歺'), ('⺟', '母'), ('⺠', '民'),
    ('⺡', '氵'), ('⺢', '氺'), ('⺣', '灬'), ('⺤', '爫'), ('⺦', '丬'), ('⺧', '牛'), ('⺨', '犭'), ('⺩', '王'),
    ('⺪', '疋'), ('⺫', '目'), ('⺬', '示'), ('⺭', '礻'), ('⺮', '竹'), ('⺯', '糹'), ('⺰', '纟'), ('⺱', '罓'),
    ('⺲', '罒'), ('⺶', '羊'), ('⺷', '羊'), ('⺹', '耂'), ('⺺', '肀'), ('⺻', '聿'), ('⺼', '肉'), ('⺽', '臼'),
    ('⺾', '艹'), ('⺿', '艹'), ('⻀', '艹'), ('⻁', '虎'), ('⻂', '衤'), ('⻃', '覀'), ('⻄', '西'), ('⻅', '见'),
    ('⻆', '角'), ('⻇', '角'), ('⻈', '讠'), ('⻉', '贝'), ('⻊', '足'), ('⻋', '车'), ('⻌', '辶'), ('⻍', '辶'),
    ('⻎', '辶'), ('⻏', '阝'), ('⻐', '钅'), ('⻑', '長'), ('⻒', '镸'), ('⻓', '长'), ('⻔', '门'), ('⻖', '阝'),
    ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'), ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'), ('⻞', '飠'),
    ('⻟', '飠'), ('⻠', '饣'), ('⻡', '首'), ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'),
    ('⻧', '卤'), ('⻨', '麦'), ('⻩', '黄'), ('⻪', '黾'), ('⻫', '斉'), ('⻬', '齐'), ('⻭', '歯'), ('⻮', '齿'),
    ('⻯', '竜'), ('⻰', '龙'), ('⻱', '龜'), ('⻲', '亀'), ('⻳', '龟'),
];

/// The character that a radical stands for, where it is not its compatibility mapping.
pub(super) fn character(radical: char) -> Option<char> {
    let table = match radical {
        '\u{2e80}'..='\u{2ef3}' => SUPPLEMENT,
        '\u{2f00}'..='\u{2fd5}' => KANGXI_EXCEPTIONS,
        _ => return None,
    };
    let index = table
        .binary_search_by_key(&radical, |&(from, _)| from)
        .ok()?;
    Some(table[index].1)
}

#[cfg(test)]
mod tests {
    use super::{SUPPLEMENT, character};

    #[test]
    fn table_is_sorted_and_leads_out_of_the_radicals() {
        assert!(SUPPLEMENT.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for &(from, to) in SUPPLEMENT {
            assert!(('\u{2e80}'..='\u{2ef3}').contains(&from), "{from}");
            assert!(('\u{4e00}'..='\u{9fff}').contains(&to), "{from} {to}");
        }
    }

    #[test]
    fn simplified_forms() {
        assert_eq!(character('⻓'), Some('长'));
        assert_eq!(character('⼾'), Some('户'));
        assert_eq!(character('⼯'), None, "has a compatibility mapping");
        assert_eq!(character('长'), None);
    }
}
