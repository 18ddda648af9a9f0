"""The Python side of the peers: documents as a JSON list on standard input, one line a peer out:
name, what it does, megabytes of UTF-8 a second, separated by tabs."""

import json
import re
import sys
import time

ROUNDS = 3

# The same steps as src/pipeline.rs; `re` has no \p{Han}.
HAN = "一-鿿"
STEPS = [
    (r"[\ufeff\u200b-\u200f\u2060\u00ad]", ""),
    (r"\r\n?", "\n"),
    (r"(?m)^.{0,20}(?:首页|登录|注册|上一篇|下一篇|相关推荐|版权声明).*$", ""),
    (r"(?m)^.*(?:免费下载|立即下载|VIP会员|公众号|QQ群).*$", ""),
    (r"(?m)^[ \t\u3000]*[-—– ]*\d{1,3}[-—– ]*$", ""),
    (r"(?m)^[ \t\u3000]+|[ \t\u3000]+$", ""),
    (rf"([{HAN}])[ \u3000]+([{HAN}])", r"\1\2"),
    (rf"([{HAN}，、])\n([{HAN}“《])", r"\1\2"),
    (rf"([{HAN}]),", r"\1，"),
    (rf"([{HAN}])[:：] *", r"\1："),
    (r"[*×]{1,4}|[xX]{2,4}", "XX"),
    (r"\n{2,}", "\n"),
]


def pipeline():
    steps = [(re.compile(pattern), replacement) for pattern, replacement in STEPS]

    def clean(text):
        for pattern, replacement in steps:
            text = pattern.sub(replacement, text)
        return text

    return clean


def peers():
    version = sys.version.split()[0]
    yield "re.sub pipeline", f"the same twelve steps, Python {version}; text only", pipeline()
    try:
        import ftfy
    except ImportError:
        print("no ftfy: left out (pip install -r requirements.txt)", file=sys.stderr)
        return
    yield f"ftfy {ftfy.__version__}", "mojibake, width, controls, Python; text only", ftfy.fix_text


def main():
    texts = json.load(sys.stdin)
    size = sum(len(text.encode()) for text in texts)
    for name, what, clean in peers():
        best = min(once(texts, clean) for _ in range(ROUNDS))
        print(name, what, f"{size / 1e6 / best:.3f}", sep="\t")


def once(texts, clean):
    start = time.perf_counter()
    assert sum(len(clean(text)) for text in texts) > 0
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
