"""SECURITY.md says how much has to be trusted, in lines, and which tests stand behind each promise: it is looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
SLACK = 100
"""A table that had to be right to the line would be wrong after every commit."""


def parts() -> list[tuple[str, list[str], int]]:
    """Each part that is trusted: its name, its files, and how many lines it is said to have at most."""
    rows = re.findall(r"^\| ([^|]+) \| ((?:`[^`]+`[, ]*)+) \| ([\d,]+) \|", TEXT, re.MULTILINE)
    return [(name, re.findall(r"`([^`]+)`", files), int(number.replace(",", ""))) for name, files, number in rows]


@pytest.mark.parametrize(("name", "patterns", "said"), parts(), ids=[name for name, *_ in parts()])
def test_as_many_lines_as_it_says(name: str, patterns: list[str], said: int) -> None:
    lines = 0
    for pattern in patterns:
        found = sorted(file for file in ROOT.glob(pattern) if file.is_file())
        assert found, f"{name}: there is no {pattern}"
        lines += sum(file.read_text("utf-8").count("\n") for file in found)
    assert said - SLACK <= lines <= said, f"{name} has {lines:,} lines; write {-(-lines // 50) * 50:,}"


def test_the_table_is_there() -> None:
    assert len(parts()) >= 8


def test_what_it_points_to_is_there() -> None:
    named = re.findall(r"`((?:tests|workbench|campaigns|docs|lean)/[^`*]+)`|\]\(((?!http)[^)#]+)", TEXT)
    missing = [one or other for one, other in named if not (ROOT / (one or other)).exists()]
    assert named and missing == []


MENDED = {
    "workbench.lock: ValueError": "tests/evidence/test_pairings.py::"
    "test_a_node_whose_name_looks_like_an_index_is_named_in_the_message",
    "SMT-LIB models: ZeroDivisionError": "tests/checkers/smt/test_smt_checker.py::"
    "test_what_is_declared_nowhere_is_noticed_where_it_decides_nothing",
    "symbolic expressions: NotUnderstood in checkers/symbolic/grammar.py, _": "tests/checkers/symbolic/"
    "test_symbolic_grammar.py::test_a_relation_within_is_written_as_it_is_read",
    "symbolic expressions: NotUnderstood": "tests/checkers/symbolic/test_symbolic_grammar.py::"
    "test_powers_are_written_as_deep_as_they_are_read",
    "HTML writer: AssertionError": "tests/campaigns/test_fuzz_text.py::test_a_page_that_is_harmless_is_let_through",
    "LaTeX, ": "tests/campaigns/test_fuzz_text.py::test_no_large_input_takes_long_or_much",
    "SMT-LIB models, ": "tests/checkers/smt/test_smt_checker.py::test_calls_that_double_end",
}
"""How a fault in a committed table begins, and the test that holds what was mended."""


@pytest.mark.parametrize("page", sorted((ROOT / "docs/campaigns").glob("*.md")), ids=lambda page: page.stem)
def test_readme_quotes_what_the_campaigns_found(page: Path) -> None:
    title, made, summary, *_ = page.read_text("utf-8").split("\n\n")
    commit = re.search(r"commit ([0-9a-f]{10})", made)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert commit and f"commit {commit[1]}" in readme, f"{title}: README speaks of another run"
    assert " ".join(summary.split()) in readme
    found = re.findall(r"(?m)^- (.*)", page.read_text("utf-8").partition("## Faults found in this run")[2])
    for fault in found:
        file, _, test = next(place for begin, place in MENDED.items() if fault.startswith(begin)).partition("::")
        assert f"def {test}(" in (ROOT / file).read_text("utf-8")
    assert found or "\n## Faults found in this run\n\nNone.\n" in page.read_text("utf-8")
