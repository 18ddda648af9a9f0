"""Cleaner, Document, errors, pickling, display; and that every example of the documentation is true."""

from __future__ import annotations

import doctest
import html
import json
import pathlib
import pickle
import re
import subprocess
import sys
import threading

import pytest
import zhengwen
from zhengwen import _types

PAGE = (
    "首页 > 讲话稿 > 正文\n"
    "在图书馆开馆仪式上的讲话\n"
    "各位读者:\n"
    "　　刚才，X\nX同志介绍了𠮷水县图 书馆的情况。图书馆今天开馆,欢迎大家。\n"
    "— 1 —\n"
)


@pytest.fixture(scope="module")
def document():
    return zhengwen.Cleaner()(PAGE)


def examples(name, thing):
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for test in doctest.DocTestFinder().find(thing, name, module=False):
        runner.run(test)
    return runner.summarize(verbose=False)


@pytest.mark.parametrize("name", ["zhengwen", *zhengwen.__all__])
def test_documentation(name):
    thing = zhengwen if name == "zhengwen" else getattr(zhengwen, name)
    assert examples(name, thing).failed == 0


def test_documentation_has_examples():
    having = {name for name in zhengwen.__all__ if examples(name, getattr(zhengwen, name)).attempted}
    assert having >= {"Cleaner", "Document", "Block", "ChromeRule", "DecodeError", "clean", "rules"}
    for cls in (zhengwen.Cleaner, zhengwen.Document):
        for name, member in vars(cls).items():
            assert name.startswith("_") or member.__doc__, f"{cls.__name__}.{name}"


def test_readme():
    path = pathlib.Path(__file__).parents[1] / "README.md"
    # Fences are no part of what an example prints.
    text = re.sub(r"^```.*$", "", path.read_text("utf-8"), flags=re.M)
    test = doctest.DocTestParser().get_doctest(text, {}, "README", str(path), 0)
    assert len(test.examples) >= 5
    assert doctest.DocTestRunner().run(test).failed == 0


def test_fields(document):
    assert document.title == "在图书馆开馆仪式上的讲话"
    assert [block.kind for block in document.blocks] == ["title", "salutation", "paragraph"]
    assert document.text.endswith("刚才，XX同志介绍了𠮷水县图书馆的情况。图书馆今天开馆，欢迎大家。\n")
    assert [(mask.kind, mask.raw, mask.canonical) for mask in document.placeholders] == [("person", "X\nX", "XX")]
    assert [removed.reason for removed in document.removed] == ["navigation", "page_number"]
    assert (document.warnings, document.truncated, document.encoding) == ([], False, "UTF-8")
    assert document.source == PAGE
    assert document.undo() == PAGE
    assert str(document) == document.text


def test_spans_are_characters(document):
    text, source = document.text, document.source
    for block in document.blocks:
        assert text[slice(*block.output)] == block.text
    for mask in document.placeholders:
        assert (source[slice(*mask.span)], text[slice(*mask.output)]) == (mask.raw, mask.canonical)
    for removed in document.removed:
        assert source[slice(*removed.span)] == removed.text
    whole, at = "", 0
    for edit in document.edits:
        assert source[slice(*edit.span)] == edit.original
        assert text[slice(*edit.output)] == edit.replacement
        whole += text[at : edit.output[0]] + edit.original
        at = edit.output[1]
    assert whole + text[at:] == source


def test_source_span_in_characters_and_bytes(document):
    start = document.text.index("图书馆的")
    assert document.text[start - 3] == "𠮷"
    first, last = document.source_span(start, start + 3)
    assert document.source[first:last] == "图 书馆"
    start, end = (len(document.text[:at].encode()) for at in (start, start + 3))
    first, last = document.source_span(start, end, unit="bytes")
    assert document.source.encode()[first:last].decode() == "图 书馆"
    for wrong in [(5, 4), (0, len(document.text) + 1)]:
        with pytest.raises(IndexError):
            document.source_span(*wrong)
    with pytest.raises(IndexError):
        document.source_span(0, 1, unit="bytes")  # within a character
    with pytest.raises(ValueError, match="unit"):
        document.source_span(0, 1, unit="words")
    with pytest.raises(OverflowError):
        document.source_span(-1, 1)


def test_to_dict(document):
    whole = document.to_dict()
    assert json.loads(json.dumps(whole)) == whole
    assert whole["schema_version"] == zhengwen.SCHEMA_VERSION
    assert [tuple(block["span"]) for block in whole["blocks"]] == [block.span for block in document.blocks]
    source = document.source.encode()
    for edit in document.to_dict(unit="bytes")["edits"]:
        assert source[slice(*edit["span"])].decode() == edit["original"]


def test_equality_and_repr(document):
    assert document == zhengwen.Cleaner()(PAGE)
    assert document != zhengwen.Cleaner()(PAGE + "好。")
    assert document != PAGE
    found = "<Document '在图书馆开馆仪式上的讲话': 3 blocks, 1 placeholders, 2 removed, "
    assert repr(document).startswith(found)
    assert repr(zhengwen.Cleaner()("水�厂今天通水了，大家辛苦了。")).endswith(", damaged>")
    assert repr(zhengwen.Cleaner()("")).startswith("<Document None")


def test_notebook(document):
    page = document._repr_html_()
    shown = html.unescape(re.sub(r"<(?!/?(del|ins)\b)[^>]*>", "", page.split("<pre", 1)[1]))
    assert page.count("<del") == page.count("</del>") > 3
    kept = re.sub(r"<ins[^>]*>.*?</ins>", "", page.split("<pre", 1)[1].split(">", 1)[1], flags=re.S)
    kept = html.unescape(re.sub(r"<[^>]*>", "", kept)).replace("↵\n", "\n")
    assert kept == document.source
    assert "，" in shown
    attack = zhengwen.Cleaner()('<script>alert("水")</script>今天,大家&"辛苦"了。\n')._repr_html_()
    assert "<script" not in attack
    long = zhengwen.Cleaner()("今天,大家辛苦了。\n" * 20_000)._repr_html_()
    assert long.endswith("<p>…</p></div>")
    assert len(long) < 2_000_000


def test_bytes_of_every_kind():
    cleaner = zhengwen.Cleaner()
    gbk = "各位读者，图书馆今天开馆了。\n".encode("gbk")
    for given in (gbk, bytearray(gbk), memoryview(gbk), memoryview(b"x" + gbk)[1:]):
        found = cleaner(given)
        assert (found.encoding, found.text) == ("GBK", "各位读者，图书馆今天开馆了。\n")
    assert cleaner(b"\xb4\xc1", encoding="big5").text == "期\n"
    assert cleaner(b"\xc6\xda", encoding="gb2312").text == "期\n"
    assert zhengwen.clean(gbk) == "各位读者，图书馆今天开馆了。\n"


def test_options():
    text = "刚才，**同志说:\"今天开馆\"。\n"
    assert zhengwen.Cleaner()(text).text == "刚才，XX同志说：“今天开馆”。\n"
    assert "**" in zhengwen.Cleaner(placeholders="keep")(text).text
    assert "⟨" in zhengwen.Cleaner(placeholders="tagged")(text).text
    assert '"今天' in zhengwen.Cleaner(without_rules=["inline.quote"])(text).text
    with pytest.raises(zhengwen.DecodeError) as told:
        zhengwen.Cleaner(strict=True)("学校食堂今天".encode("gbk") + b"\xff" + "开门。".encode("gbk"))
    assert told.value.encoding and told.value.offset == 12
    for wrong in (
        {"placeholders": "loud"},
        {"without_rules": ["inline.qoute"]},
        {"encoding": "klingon"},
        {"chrome_rules": [("custom.bell", "noisy", "line", "叮咚.*")]},
        {"chrome_rules": [("custom.bell", "widget", "line", "叮咚(")]},
        {"chrome_rules": [("custom.bell", "widget", "line", "叮咚.*", "门铃")]},
        {"chrome_model": b"a letter"},
    ):
        with pytest.raises(zhengwen.OptionError):
            zhengwen.Cleaner(**wrong)
    for wrong in ({"without_rules": "inline.quote"}, {"chrome_rules": [("a", "b")]}, {"colour": 1}):
        with pytest.raises(TypeError):
            zhengwen.Cleaner(**wrong)


def test_chrome_rules_and_models_from_files(tmp_path):
    rules = tmp_path / "rules.tsv"
    rules.write_text("# ours\ncustom.bell\twidget\tline\t叮咚.*\t叮咚 3\n", "utf-8")
    text = "同志们：\n叮咚 3\n今天开会。\n"
    for given in (rules, str(rules), [zhengwen.ChromeRule("custom.bell", "widget", "line", "叮咚.*")]):
        assert [removed.rule for removed in zhengwen.Cleaner(chrome_rules=given)(text).removed] == ["custom.bell"]
    rules.write_text("custom.bell\twidget\n", "utf-8")
    with pytest.raises(zhengwen.OptionError, match="line 1"):
        zhengwen.Cleaner(chrome_rules=rules)
    with pytest.raises(FileNotFoundError):
        zhengwen.Cleaner(chrome_model=tmp_path / "none.model")

    pages = [
        f"江边小站常客请进\n第{day}次会议上的讲话\n同志们：\n" + "今天来看望大家，看到水厂的变化，心里很高兴。" * day + "\n"
        for day in range(1, 21)
    ]
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.txt").write_text(page, "utf-8")
    model = tmp_path / "site.model"
    command = [sys.executable, "-m", "zhengwen", "--quiet", "--chrome-capacity=4096", f"--learn-chrome={model}"]
    subprocess.run([*command, *(str(path) for path in sorted(tmp_path.glob("*.txt")))], check=True)
    for given in (model, model.read_bytes()):
        cleaner = zhengwen.Cleaner(chrome_model=given)
        assert "江边小站" not in cleaner(pages[0]).text
        model.unlink(missing_ok=True)  # the pickle carries the model itself
        assert "江边小站" not in pickle.loads(pickle.dumps(cleaner))(pages[0]).text


def test_pickling():
    for options in ({}, {"placeholders": "keep", "without_rules": ["inline.quote"], "encoding": "gbk", "strict": True}):
        cleaner = zhengwen.Cleaner(**options)
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(cleaner, protocol))
            assert repr(again) == repr(cleaner)
            assert again(PAGE) == cleaner(PAGE)
    assert repr(zhengwen.Cleaner(strict=True)) == "Cleaner(strict=True)"


def test_errors():
    cleaner = zhengwen.Cleaner()
    with pytest.raises(zhengwen.DecodeError) as told:
        cleaner("水厂\ud83d今天")
    error = told.value
    assert isinstance(error, ValueError)
    assert (error.kind, error.offset, error.encoding) == ("lone_surrogate", 2, None)
    assert "character 2" in str(error)
    with pytest.raises(zhengwen.DecodeError) as told:
        cleaner(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    error = pickle.loads(pickle.dumps(told.value))
    assert (error.kind, error.offset, str(error)) == ("binary", 0, str(told.value))
    with pytest.raises(zhengwen.DecodeError) as told:
        cleaner(b"abc", encoding="klingon")
    assert told.value.kind == "unknown_label"
    for wrong in (None, 7, ["水"], pathlib.Path("x")):
        with pytest.raises(TypeError, match="a text is a str or bytes, not"):
            cleaner(wrong)
    with pytest.raises(TypeError):
        zhengwen.clean(None)


@pytest.mark.slow
def test_a_huge_text_is_an_error():
    with pytest.raises(zhengwen.DecodeError) as told:
        zhengwen.clean("水" * (zhengwen.MAX_SOURCE_BYTES // 3 + 1))
    assert told.value.kind == "too_long"


def test_threads_of_python_share_a_cleaner(document):
    cleaner = zhengwen.Cleaner()
    found = []
    threads = [threading.Thread(target=lambda: found.append(cleaner(PAGE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [document] * 8


def test_rules():
    rules = zhengwen.rules()
    assert len({rule.id for rule in rules}) == len(rules) > 50
    quote = next(rule for rule in rules if rule.id == "inline.quote")
    assert zhengwen.clean(quote.hit) != quote.hit
    assert all(isinstance(rule, _types.Rule) for rule in rules)


def test_types():
    mypy = pytest.importorskip("mypy.api")
    here = pathlib.Path(__file__).parent
    told, _, code = mypy.run(["--strict", "--ignore-missing-imports", "--python-version=3.10", "-p", "zhengwen"])
    assert code == 0, told
    told, _, code = mypy.run(["--strict", str(here / "typed.py")])
    assert code == 0, told
