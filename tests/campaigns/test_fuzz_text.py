"""The readers of text and the writers of pages, 200 inputs each; some of 1 MB; and what is asked of them can fail."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from campaigns.fuzz import latex, lock, page, signs, toml
from campaigns.fuzz.attack import attack, measure
from campaigns.fuzz.case import Fault, judged
from campaigns.fuzz.child import Task
from campaigns.fuzz.inspection import inspected
from campaigns.fuzz.large import MOST_MB, Measured
from campaigns.fuzz.reader import DRAWING

ROOT = Path(__file__).parents[2]
CASES = 200
LARGE = 6
MODULES = (latex, toml, lock, page, signs)
READERS = [(module.__name__, reader.name) for module in MODULES for reader in module.READERS]


@pytest.mark.parametrize(("module", "name"), READERS)
def test_no_input_gets_past_a_reader(module: str, name: str) -> None:
    """In a child, for native code among it may crash."""
    found = attack(Task(module, name, CASES, 7, "hypothesis"), lambda line: None)
    assert (found.faults, found.cases) == ({}, CASES)
    accepted = sum(times for word, times in found.outcomes.items() if word.startswith("accepted"))
    assert accepted > CASES // 20


@pytest.mark.parametrize(("module", "name"), READERS)
def test_no_large_input_takes_long_or_much(module: str, name: str) -> None:
    """Some of them, spread over all, and twice the time, for the machine may be busy; `make fuzz` is exact."""
    (seconds,) = (one.seconds for found in MODULES for one in found.READERS if one.name == name)
    for one in measure(module, name, LARGE):
        assert not one.fault, (one.name, one.word)
        assert one.taken < 2 * seconds and one.peak_mb < MOST_MB, one


@pytest.mark.parametrize(
    ("name", "large"),
    [("TeX to Unicode", 'one formula of "\'"'), ("TeX to MathML", "a row of a thousand cells, again and again")],
)
def test_what_was_too_large_once_is_not_any_more(name: str, large: str) -> None:
    """A minute, and 609 MB. In a process of its own: a fork of this one has all that tests have loaded."""
    program = (
        "import sys, json, dataclasses; from campaigns.fuzz.large import measured;"
        "from campaigns.fuzz.signs import READERS;"
        "(one,) = (one for one in READERS if one.name == sys.argv[1]);"
        "(data,) = (data for title, data in one.large() if title == sys.argv[2]);"
        "print(json.dumps(dataclasses.asdict(measured(one, sys.argv[2], data))))"
    )
    done = subprocess.run([sys.executable, "-c", program, name, large], capture_output=True, check=True, cwd=ROOT)
    found = Measured(**json.loads(done.stdout))
    assert not found.fault and found.taken < DRAWING and found.peak_mb < MOST_MB, found


# What is asked of them can fail.


@pytest.mark.parametrize(
    "shown",
    [
        "<script>zqxjk()</script>",
        "<p onclick='x'>a</p>",
        "<a href='javascript:x'>a</a>",
        "<a href=' javascript:x'>a</a>",
        "<img src='http://a'>",
        "<p>",
        "</p>",
        "<p><b></p></b>",
        "<zqxjk></zqxjk>",
        "<p zqxjk>a</p>",
        "<p class='zqxjk'>a</p>",
        "<p style='x'>a</p>",
        "<p title='a' title='b'>c</p>",
        "<!-- zqxjk -->",
        "<?zqxjk?>",
        "<iframe></iframe>",
        "<style>zqxjk</style>",
        "<style>a { b: zqxjk c; }</style>",
        "<p>\u202e</p>",
        "<p>\x00</p>",
    ],
)
def test_a_page_that_is_not_harmless_is_found(shown: str) -> None:
    with pytest.raises(AssertionError):
        inspected(shown)


def test_a_page_that_is_harmless_is_let_through() -> None:
    shown = '<p title="zqxjk"><a href="#zqxjk">&lt;script&gt;zqxjk</a><br><img src="data:image/png;base64,AA"></p>'
    assert inspected(shown).count == {"p": 1, "a": 1, "br": 1, "img": 1}
    assert inspected("<style>rect { fill: zqxjk; }</style>").count == {"style": 1}


def fault_of(module: str, name: str, data: bytes, scratch: Path) -> str:
    (reader,) = (one for found in MODULES for one in found.READERS if one.name == name)
    word = judged(reader, data, scratch, 60)
    assert isinstance(word, Fault), word
    return word.said


def test_a_writer_that_does_not_escape_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("workbench.views.tex.html"), "visible", lambda text: text)
    assert "script" in fault_of("signs", "TeX to MathML", b"<script>zqxjk</script>", tmp_path)


def test_a_lock_that_is_read_otherwise_than_written_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.evidence.pairings.marks_of_a_merge", lambda text: False)
    statement = "a " * 50 + "======= " + "b " * 50
    written = lock.one(statement.strip())
    assert "what Workbench wrote is refused" in fault_of("lock", "workbench.lock", written, tmp_path)


def test_a_reading_that_is_not_the_same_twice_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = latex.read_blueprint, iter(range(9))
    monkeypatch.setattr(latex, "read_blueprint", lambda main, root, name: real(main, root, f"{name}{next(times)}"))
    assert "another blueprint" in fault_of("latex", "LaTeX", latex.HEAD + latex.END, tmp_path)
