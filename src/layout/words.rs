//! The few words that layout goes by: what a title begins and ends with, who is greeted, who
//! speaks.

/// What the title of a speech ends with: the kind of speech it is.
static TITLE_ENDS: &[&str] = &[
    "讲话",
    "致辞",
    "致词",
    "发言",
    "报告",
    "演讲",
    "讲稿",
    "贺词",
    "贺辞",
    "献词",
    "献辞",
    "汇报",
    "党课",
    "寄语",
    "总结",
    "主持词",
    "开幕词",
    "闭幕词",
    "开幕辞",
    "闭幕辞",
    "祝词",
    "祝酒词",
    "答谢词",
    "欢迎词",
    "倡议书",
    "公开信",
    "发言稿",
    "讲话稿",
    "演讲稿",
    "提纲",
    "讲话提纲",
    "要点",
    "讲话要点",
    "表态",
    "述职",
    "感言",
    "主旨演讲",
    "悼词",
    "誓词",
];

/// Whether `text` ends as a title does.
pub(crate) fn ends_title(text: &str) -> bool {
    let text = text.trim_end_matches(['》', '”', '）', ')']);
    TITLE_ENDS.iter().any(|end| text.ends_with(end))
}

/// Whether `text` begins as the title of a speech does that names its occasion: such a title is
/// not whole before it says what kind of speech it is.
pub(crate) fn opens_title(text: &str) -> bool {
    let text = text.trim_start_matches(['—', '―', '-', ' ']);
    text.starts_with('在') || text.starts_with("关于")
}

/// What the name of a collection or periodical ends with.
static PUBLICATION_ENDS: &[&str] = &[
    "选编", "汇编", "文集", "文苑", "文稿", "资料", "简报", "通讯", "专刊", "文选", "选集", "期",
    "参阅", "参考", "月刊", "周刊", "季刊", "内刊",
];

/// Whether `text` ends as the name or number of a collection or periodical does.
pub(crate) fn names_publication(text: &str) -> bool {
    PUBLICATION_ENDS.iter().any(|end| text.ends_with(end))
}
