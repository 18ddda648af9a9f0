#!/usr/bin/env python3
"""Makes src/decode/tables/han.txt and src/decode/tables/pairs.txt.

    pip download --no-deps jieba==0.42.1 opencc-python-reimplemented==0.1.7
    tar xzf jieba-0.42.1.tar.gz; unzip opencc_python_reimplemented-0.1.7-py2.py3-none-any.whl -d opencc
    python3 tools/han_tables.py jieba-0.42.1/jieba/dict.txt opencc/opencc/dictionary src/decode/tables

Sources: the word list of jieba (MIT licence), words with counts, and the conversion tables of
OpenCC (Apache-2.0), which give every word its traditional spelling and every traditional
character its Japanese form. The tables hold counts of characters and of pairs only.

Costs are -ln(probability) in eighths of a nat. Simplified spelling has three quarters of the
probability, traditional one quarter, Japanese forms a twentieth of the traditional ones.
"""
import collections
import math
import pathlib
import sys

SIMPLIFIED, TRADITIONAL, JAPANESE = 0.75, 0.25, 0.05
PAIRS = 16000      # pairs kept: those that save most over all running text
UNIT = 8           # eighths of a nat


def han(character):
    return "\u3400" <= character <= "\u9fff" or character in "〇々" or "\U00020000" <= character <= "\U0003ffff"


def conversions(path):
    rows = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return {row[0]: row[1].split(" ")[0] for row in rows if len(row) > 1}


def main(words, opencc, out):
    characters = conversions(opencc / "STCharacters.txt")
    phrases = conversions(opencc / "STPhrases.txt")
    japanese = conversions(opencc / "JPVariants.txt")
    single, pair, first = collections.Counter(), collections.Counter(), collections.Counter()
    for line in words.open(encoding="utf-8"):
        word, count = line.split(" ")[:2]
        traditional = phrases.get(word) or "".join(characters.get(c, c) for c in word)
        for spelling, share in ((word, SIMPLIFIED), (traditional, TRADITIONAL)):
            weight = share * int(count)
            for character in filter(han, spelling):
                single[character] += weight
            for a, b in zip(spelling, spelling[1:]):
                if han(a) and han(b):
                    pair[a + b] += weight
            for a in spelling:
                first[a] += weight
    for old, new in japanese.items():
        single[new] += JAPANESE * single[old]
    total = sum(single.values())
    cost = lambda p: round(-math.log(p) * UNIT)
    tiers = collections.defaultdict(list)
    for character, count in single.items():
        tiers[cost(max(count, 0.5) / total)].append(character)
    with (out / "han.txt").open("w", encoding="utf-8") as file:
        for tier in sorted(tiers):
            file.write("%d\t%s\n" % (tier, "".join(sorted(tiers[tier]))))
    gain = {ab: n * math.log(n / first[ab[0]] / (single[ab[1]] / total)) for ab, n in pair.items() if n}
    best = sorted(gain, key=lambda ab: (-gain[ab], ab))[:PAIRS]
    # One line a tier (whole nats) and a first character: cost, first character, its followers.
    rows = collections.defaultdict(list)
    for ab in best:
        rows[(math.ceil(-math.log(pair[ab] / first[ab[0]])), ab[0])].append(ab[1])
    with (out / "pairs.txt").open("w", encoding="utf-8") as file:
        tier = None
        for (nats, a), followers in sorted(rows.items()):
            if nats != tier:
                tier = nats
                file.write("= %d\n" % nats)
            file.write(a + "".join(sorted(followers)) + "\n")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:4]))
