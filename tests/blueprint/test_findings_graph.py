"""The findings that only the whole graph shows: cycles, and dark green without its reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from workbench.blueprint.findings import graph_findings
from workbench.blueprint.model import Finding
from workbench.blueprint.reader import read_blueprint

PREAMBLE = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[OPTIONS]{blueprint}
\newtheorem{theorem}{Theorem}
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{definition}[theorem]{Definition}
\begin{document}
"""


@pytest.fixture
def found(tmp_path: Path):
    def read(body: str, options: str = "") -> list[Finding]:
        main = tmp_path / "web.tex"
        main.write_text(PREAMBLE.replace("OPTIONS", options) + body + "\n\\end{document}\n", encoding="utf8")
        return graph_findings(read_blueprint(main, tmp_path))

    return read


def chapter(*statements: str) -> str:
    return "\n".join(["\\chapter{Here}\n", *statements])


def statement(label: str, macros: str = "\\leanok", proof: str | None = "\\leanok", env: str = "theorem") -> str:
    text = f"\\begin{{{env}}}\\label{{{label}}} {macros} A statement.\\end{{{env}}}\n"
    return text + (f"\\begin{{proof}} {proof} A proof.\\end{{proof}}\n" if proof is not None else "")


def test_a_cycle_is_named_whole_at_its_first_statement(found) -> None:
    body = chapter(
        statement("outside"),
        statement("a", "\\uses{c, outside}"),
        statement("b", "\\uses{a}"),
        statement("c", proof="\\uses{b}"),
        statement("d", "\\uses{c}"),
    )
    (cycle,) = found(body)
    assert (cycle.code, cycle.severity, cycle.node) == ("cycle", "error", "a")
    assert "a uses c uses b uses a" in cycle.message
    assert cycle.place.line == PREAMBLE.count("\n") + body[: body.index("\\label{a}")].count("\n") + 1


def test_each_knot_of_cycles_is_found_once(found) -> None:
    body = chapter(
        statement("a", "\\uses{b}"),
        statement("b", "\\uses{a}"),
        statement("self", proof="\\uses{self}"),
        statement("x", "\\uses{y, z}"),
        statement("y", "\\uses{x}"),
        statement("z", "\\uses{x}"),
    )
    cycles = [each for each in found(body) if each.code == "cycle"]
    assert [each.node for each in cycles] == ["a", "self", "x"]
    assert "self uses itself" in cycles[1].message


def test_a_long_cycle_is_no_deep_recursion(found) -> None:
    ring = [statement(f"n{i}", f"\\uses{{n{(i + 1) % 3000}}}", None) for i in range(3000)]
    (cycle,) = found(chapter(*ring))
    assert cycle.message.count(" uses ") == 3000


def test_dark_green_with_everything_formalised_is_no_finding(found) -> None:
    body = chapter(
        statement("d", proof=None, env="definition"),
        statement("a", "\\leanok\\uses{d}"),
        statement("b", "\\leanok\\uses{a}"),
        statement("white", "\\uses{a}", None),
    )
    assert found(body) == []


@pytest.mark.parametrize(("macros", "reason"), [("", "no \\leanok"), ("\\leanok\\notready", "is \\notready")])
def test_a_definition_that_is_missing_makes_dark_green_false(found, macros: str, reason: str) -> None:
    body = chapter(
        statement("d", macros, None, "definition"),
        statement("a", "\\leanok\\uses{d}"),
        statement("b", "\\leanok", "\\leanok\\uses{a}"),
    )
    findings = found(body)
    assert [(each.code, each.node) for each in findings] == [("false-dark-green", "a"), ("false-dark-green", "b")]
    assert all("d" in each.message and reason in each.message for each in findings)


def test_the_statement_itself_has_to_be_formalised(found) -> None:
    (own,) = found(chapter(statement("a", "")))
    assert own.code == "false-dark-green" and "the statement of a has no \\leanok" in own.message


def test_the_nearest_reasons_are_named_and_it_says_that_there_are_more(found) -> None:
    definitions = [statement(f"d{i}", "", None, "definition") for i in range(5)]
    far = statement("far", "", None, "definition")
    near = statement("d0", "\\uses{far}", None, "definition")
    (finding,) = found(chapter(far, near, *definitions[1:], statement("t", "\\leanok\\uses{d0,d1,d2,d3,d4}")))
    assert "far" not in finding.message
    assert finding.message.count("has no \\leanok") == 3
    assert finding.message.endswith("among others")


def test_one_gap_under_thousands_of_dark_greens_takes_no_time(found) -> None:
    gap = statement("n0", "", None, "definition")
    tower = [statement(f"n{i}", f"\\leanok\\uses{{n{i - 1}, n{i // 2}}}") for i in range(1, 4000)]
    start = time.perf_counter()
    findings = found(chapter(gap, *tower))
    assert [each.node for each in findings] == [f"n{i}" for i in range(1, 4000)]
    assert all("the definition n0 has no \\leanok" in each.message for each in findings)
    assert time.perf_counter() - start < 10


def test_a_definition_is_never_falsely_dark_green(found) -> None:
    assert found(chapter(statement("d", "", None, "definition"), statement("e", "\\uses{d}", None, "definition"))) == []


def test_a_gap_two_chapters_away_is_seen_although_leanblueprint_looks_one_chapter_far(found) -> None:
    body = "\n".join(
        [
            chapter(statement("gap", "\\leanok", None)),
            chapter(statement("between", "\\leanok\\uses{gap}")),
            chapter(statement("top", "\\leanok\\uses{between}")),
        ]
    )
    codes = [(each.code, each.node) for each in found(body, "dep_by=chapter")]
    assert codes == [("false-dark-green", "top")]
    assert found(body) == []
