"""docs/findings.md: the catalogue and the page agree, and every example on it gives the finding that it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.blueprint.findings import CATALOGUE, PAGE, finding, graph_findings
from workbench.blueprint.model import Place
from workbench.blueprint.reader import read_blueprint

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / PAGE).read_text(encoding="utf8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", TEXT, flags=re.M | re.S))
BEYOND_THE_BLUEPRINT = {"unknown-problem", "unknown-declaration", "number-mismatch"}
"""What only the workspace's problems and Lean sources show: `lint` adds them."""

PREAMBLE = r"""\documentclass{article}
\usepackage{amsmath, amsthm}
\usepackage{blueprint}
\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\newtheorem{remark}[theorem]{Remark}
\begin{document}
\section{An example}
"""


def example(code: str) -> str:
    (found,) = re.findall(r"^```latex\n(.*?)^```", SECTIONS[code], flags=re.M | re.S)
    return found


def marked(code: str, text: str, first_line: int) -> list[tuple[str, int]]:
    """The findings that the marks of an example announce, with their lines."""
    marks = [(line, re.search(r"% <- ?(\S*)$", line)) for line in text.split("\n")]
    return sorted((mark[1] or code, first_line + number) for number, (_, mark) in enumerate(marks) if mark)


def test_the_page_has_a_section_for_every_code_in_the_order_of_the_catalogue() -> None:
    assert list(SECTIONS) == list(CATALOGUE)


def test_the_table_of_the_page_is_the_catalogue() -> None:
    rows = re.findall(r"^\| \[`(\S+)`\]\(#(\S+)\) \| (\w+) \|", TEXT, flags=re.M)
    assert rows == [(rule.code, rule.code, rule.severity) for rule in CATALOGUE.values()]


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_section_says_the_remedy_and_marks_its_example(code: str) -> None:
    assert "**Remedy.**" in SECTIONS[code]
    assert code in dict(marked(code, example(code), 1))


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in BEYOND_THE_BLUEPRINT])
def test_the_example_gives_exactly_the_findings_it_marks(code: str, tmp_path: Path) -> None:
    text = example(code)
    main = tmp_path / "web.tex"
    main.write_text(PREAMBLE + text + "\\end{document}\n", encoding="utf8")
    blueprint = read_blueprint(main, tmp_path)
    found = [*blueprint.findings, *graph_findings(blueprint)]
    assert sorted((f.code, f.place.line) for f in found) == marked(code, text, PREAMBLE.count("\n") + 1)
    for each in found:
        assert each.place.file == "web.tex"
        assert each.severity == CATALOGUE[each.code].severity
        assert each.remedy and each.message


def test_a_finding_takes_severity_and_remedy_from_the_catalogue() -> None:
    place = Place("web.tex", 3)
    plain = finding("cycle", "a uses b uses a", place, node="a")
    assert (plain.severity, plain.remedy, plain.node) == ("error", CATALOGUE["cycle"].remedy, "a")
    assert finding("two-lean", "twice", place, remedy="do this").remedy == "do this"
    assert CATALOGUE["two-lean"].page == "docs/findings.md#two-lean"
