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
    "fuzz": ("tests/blueprint/test_reader_hostile.py", "test_a_file_with_a_name_too_long_for_the_disk_is_missing")
}
"""Pages with a fault, and the test that came of it."""


@pytest.mark.parametrize("page", sorted((ROOT / "docs/campaigns").glob("*.md")), ids=lambda page: page.stem)
def test_readme_quotes_what_the_campaigns_found(page: Path) -> None:
    title, made, summary, *_ = page.read_text("utf-8").split("\n\n")
    commit = re.search(r"commit ([0-9a-f]{10})", made)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert commit and f"commit {commit[1]}" in readme, f"{title}: README speaks of another run"
    assert " ".join(summary.split()) in readme
    if page.stem in MENDED:
        file, test = MENDED[page.stem]
        assert f"def {test}(" in (ROOT / file).read_text("utf-8")
    else:
        assert "\n## Faults found in this run\n\nNone.\n" in page.read_text("utf-8")
