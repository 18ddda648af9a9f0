"""`python -m zhengwen` is the tool."""

from __future__ import annotations

import json
import subprocess
import sys

import zhengwen

TOOL = [sys.executable, "-m", "zhengwen"]


def tool(*words, given=b""):
    return subprocess.run([*TOOL, *words], input=given, capture_output=True)


def test_version_help_and_wrong_usage():
    assert tool("--version").stdout.decode().strip() == f"zhengwen {zhengwen.__version__}"
    assert b"--learn-chrome" in tool("--help").stdout
    wrong = tool("--chrmoe-model=x", "y")
    assert wrong.returncode == 2
    assert b"--chrome-model" in wrong.stderr


def test_it_cleans_what_the_package_cleans():
    texts = ["各位读者:\n图书馆今 天开馆,欢迎𠮷水县的大家。\n", "刚才,**同志说明了情况。"]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = tool("--jsonl", "--edits", "--quiet", given=lines.encode())
    assert done.returncode == 0
    cleaner = zhengwen.Cleaner()
    for line, text in zip(done.stdout.decode().splitlines(), texts, strict=True):
        expected = cleaner(text).to_dict(unit="bytes")
        del expected["encoding"]  # of a text that was one already the tool does not speak
        assert json.loads(line) == expected


def test_text_through_a_pipe_and_failures():
    assert tool(given="欢迎大家!".encode("gbk")).stdout.decode() == "欢迎大家！\n"
    failed = tool("no-such-file.txt")
    assert failed.returncode == 1
    assert b"no-such-file.txt" in failed.stderr


def test_the_command_zhengwen():
    from importlib.metadata import entry_points, version

    scripts = [entry for entry in entry_points(group="console_scripts") if entry.name == "zhengwen"]
    assert [entry.value for entry in scripts] == ["zhengwen.__main__:main"]
    assert version("zhengwen") == zhengwen.__version__
