"""The speeds of python/README.md, in one run: python python/bench.py CORPUS.jsonl SECONDS

CORPUS.jsonl is what the example `corpus` writes, SECONDS the binary of the example `seconds`, which says what the library takes
without Python. Needs ftfy and autocorrect-py beside the package.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import autocorrect_py
import ftfy
import pyarrow
import zhengwen

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "benches/peers/python"))
import peers  # noqa: E402

ROUNDS = 3


def best(work):
    """Seconds of the best round."""

    def once():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(once() for _ in range(ROUNDS))


def each(clean, texts):
    return lambda: [clean(text) for text in texts]


def pooled(clean, texts):
    """Two threads of Python: what a tool gains by them that holds the interpreter's lock, or does not."""

    def work():
        with ThreadPoolExecutor(2) as pool:
            halves = [texts[0::2], texts[1::2]]
            list(pool.map(lambda half: [clean(text) for text in half], halves))

    return work


def main():
    corpus, seconds = sys.argv[1:3]
    texts = [json.loads(line)["text"] for line in pathlib.Path(corpus).read_text("utf-8").splitlines()]
    column = pyarrow.array(texts)
    cleaner = zhengwen.Cleaner()
    # The slow ones see fewer documents.
    few, fewer = texts[:1000], texts[:100]
    version = sys.version.split()[0]
    rows = [
        ("zhengwen, a column of Arrow", texts, lambda: cleaner.batch(column, threads=1), lambda: cleaner.batch(column, threads=2)),
        ("zhengwen, a list to Documents", texts, lambda: cleaner.batch(texts, threads=1), lambda: cleaner.batch(texts, threads=2)),
        ("zhengwen.clean, text by text", texts, each(zhengwen.clean, texts), pooled(zhengwen.clean, texts)),
    ]
    others = [
        (f"re.sub pipeline, twelve steps, Python {version}", few, peers.pipeline()),
        ("AutoCorrect (autocorrect-py)", few, autocorrect_py.format),
        (f"ftfy {ftfy.__version__}", fewer, ftfy.fix_text),
    ]
    rows += [(name, some, each(clean, some), pooled(clean, some)) for name, some, clean in others]

    size = {id(some): sum(len(text.encode()) for text in some) for some in (texts, few, fewer)}
    library = float(subprocess.run([seconds, corpus], check=True, stdout=subprocess.PIPE, text=True).stdout)
    print(f"{len(texts)} documents, {size[id(texts)] / 1e6:.1f} MB of UTF-8\n")
    print("| tool | one thread, MB/s | two threads, MB/s |\n|---|--:|--:|")
    print(f"| the library, without Python | {size[id(texts)] / 1e6 / library:.0f} | |")
    for name, some, one, two in rows:
        took = best(one), best(two)
        print("|", name, *(f"| {size[id(some)] / 1e6 / second:.1f}" for second in took), "|", flush=True)
        if some is texts:
            print(f"{name}: {took[0] / library:.2f} of the library's time, two threads {took[0] / took[1]:.2f} times as fast", file=sys.stderr)


if __name__ == "__main__":
    main()
