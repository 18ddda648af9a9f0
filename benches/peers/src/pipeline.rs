//! What people write themselves: one `replace_all` after the other. The Python side runs the
//! same steps as `re.sub`.

use regex::Regex;

/// The steps: what goes, and what comes in its place.
pub(crate) const STEPS: [(&str, &str); 12] = [
    (r"[\u{feff}\u{200b}-\u{200f}\u{2060}\u{ad}]", ""),
    (r"\r\n?", "\n"),
    (
        r"(?m)^.{0,20}(?:首页|登录|注册|上一篇|下一篇|相关推荐|版权声明).*$",
        "",
    ),
    (r"(?m)^.*(?:免费下载|立即下载|VIP会员|公众号|QQ群).*$", ""),
    (r"(?m)^[ \t\u{3000}]*[-—– ]*\d{1,3}[-—– ]*$", ""),
    (r"(?m)^[ \t\u{3000}]+|[ \t\u{3000}]+$", ""),
    (r"(\p{Han})[ \u{3000}]+(\p{Han})", "$1$2"),
    (r"([\p{Han}，、])\n([\p{Han}“《])", "$1$2"),
    (r"(\p{Han}),", "$1，"),
    (r"(\p{Han})[:：] *", "$1："),
    (r"[*×]{1,4}|[xX]{2,4}", "XX"),
    (r"\n{2,}", "\n"),
];

/// The steps, compiled.
pub(crate) struct Pipeline(Vec<(Regex, &'static str)>);

impl Pipeline {
    pub(crate) fn new() -> Pipeline {
        let compile = |(pattern, replacement)| {
            let regex = Regex::new(pattern).expect("the patterns are constant");
            (regex, replacement)
        };
        Pipeline(STEPS.map(compile).into())
    }

    pub(crate) fn clean(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (regex, replacement) in &self.0 {
            if let std::borrow::Cow::Owned(next) = regex.replace_all(&text, *replacement) {
                text = next;
            }
        }
        text
    }
}
