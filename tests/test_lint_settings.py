"""Findings across rooms, `[lint]`, and the numbers that a statement mentions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from blueprints_by_hand import blueprint, entry, error, node, problem, question, unknown

from workbench.blueprint.findings import CATALOGUE, finding
from workbench.blueprint.model import Blueprint, Finding, Place
from workbench.errors import BadInput
from workbench.lint import absent_declarations, chosen, cross_findings, numbers_in
from workbench.settings import Lint

AT = Place("chapters/schur.tex", 12)


def schur(n: int, colours: int = 4) -> dict[str, tuple[object, ...]]:
    one = problem("p", body={"family": "schur", "parameters": {"n": n, "colours": colours}})
    return {"a": (question("p", problem=one),)}


def of(b: Blueprint, asked: object) -> list[str]:
    return [f"{one.code}: {one.message}" for one in cross_findings(b, asked, {"p": problem("p")})]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Every 4-colouring of $[45]$", r"four colours and $\bound$ points", "$4$ and {45}."])
def test_a_statement_that_mentions_its_numbers(text: str) -> None:
    b = blueprint(node("a", text, checked_by=[entry("p", AT)], definitions=(("bound", "45"),)))
    assert of(b, schur(45)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Every 4-colouring of $[44]$",
        "4 and 145",
        "4 and 450",
        r"4 and $\bound$",
        r"4, see \ref{thm:45}",
        r"4 \label{x:45}",
        "4 and 4.5 and 0.45",
    ],
)
def test_a_statement_that_does_not(text: str) -> None:
    b = blueprint(node("a", text, checked_by=[entry("p", AT)], definitions=(("bound", "44"),)))
    assert of(b, schur(45)) == ["number-mismatch: p has n = 45, and a does not mention 45"]


def test_the_finding_points_at_the_checkedby() -> None:
    b = blueprint(node("a", "Four.", checked_by=[entry("p", AT)]))
    (one,) = cross_findings(b, schur(45), {"p": problem("p")})  # type: ignore[arg-type]
    assert (one.place, one.node, one.severity) == (AT, "a", "warning")
    assert one.remedy


def test_each_number_of_a_list_is_looked_for() -> None:
    one = problem("p", body={"family": "van-der-waerden", "parameters": {"n": 77, "lengths": [3, 9]}})
    b = blueprint(node("a", "Of lengths three in $[77]$.", checked_by=[entry("p")]))
    assert of(b, {"a": (question("p", problem=one),)}) == [
        "number-mismatch: p has lengths = 9, and a does not mention 9"
    ]


def test_the_title_counts() -> None:
    b = blueprint(node("a", "It is so.", title_tex="$S(4) < 45$", checked_by=[entry("p")]))
    assert of(b, schur(45)) == []


@pytest.mark.parametrize(
    ("tex", "number"),
    [
        ("7824", 7824),
        ("7{,}824", 7824),
        (r"7\,824", 7824),
        ("7,824", 7824),
        ("7~824", 7824),
        (r"7{\,}824", 7824),
        (r"1\,234\,567", 1234567),
        ("Twelve", 12),
        ("one-sided", 1),
        ("at 45.", 45),
        ("(45)", 45),
        ("1,2,45", 45),
        ("x_{45}", 45),
        ("45th", 45),
        ("10,100", 100),
    ],
)
def test_numbers_that_are_mentioned(tex: str, number: int) -> None:
    assert number in numbers_in(tex)


@pytest.mark.parametrize(
    ("tex", "number"),
    [
        ("7824", 824),
        (r"7\,824", 824),
        ("7{,}824", 7),
        ("45.5", 45),
        ("0.45", 45),
        ("tone", 1),
        ("thirteen", 13),
        ("none", 1),
        ("1,2,45", 12),
        ("1,82", 182),
    ],
)
def test_numbers_that_are_not(tex: str, number: int) -> None:
    assert number not in numbers_in(tex)


@given(
    st.integers(0, 10**9),
    st.sampled_from(["{:d}", "${:d}$", "at most {:d}.", "({:d})", "[1, {:d}]", r"\{{1, \dots, {:d}\}}"]),
)
def test_every_number_written_in_digits_is_found(number: int, around: str) -> None:
    assert number in numbers_in(around.format(number))
    assert number in numbers_in(
        around.replace("{:d}", f"{number:,}".replace(",", "{,}")).replace("{{", "{").replace("}}", "}")
    )


@given(st.text(max_size=50))
def test_any_text_has_numbers(tex: str) -> None:
    assert all(number >= 0 for number in numbers_in(tex))


def test_names_of_nothing() -> None:
    entries = [entry("q", AT), entry("p"), entry("shur", n="4"), entry("schur", n="4", colours="2")]
    b = blueprint(node("a", "2 and 4", checked_by=entries))
    one = problem("p", body={"family": "schur", "parameters": {"n": 4, "colours": 2}})
    found = cross_findings(b, {"a": (question("p", problem=one), question("r", problem=one))}, {"p": one})
    assert [(finding.code, finding.severity, finding.place, finding.message) for finding in found] == [
        ("unknown-problem", "error", AT, "there is no problem 'q'"),
        ("unknown-problem", "error", entries[2].place, "there is no family 'shur'"),
    ]
    assert "schur" in found[1].remedy


# Settings

FOUND = (
    finding("cycle", "a ring", Place("a.tex", 1)),
    finding("empty-uses", "nothing", Place("a.tex", 2)),
    finding("empty-uses", "nothing", Place("old/b.tex", 2)),
    finding("empty-proof", "nothing", Place("old/b.tex", 3)),
)


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        (Lint(), FOUND),
        (Lint(select=("cycle",)), FOUND[:1]),
        (Lint(select=()), ()),
        (Lint(ignore=("empty-uses",)), (FOUND[0], FOUND[3])),
        (Lint(select=("cycle", "empty-uses"), ignore=("empty-uses",)), FOUND[:1]),
        (Lint(ignore=("all",)), ()),
        (Lint(per_file_ignores={"old/*": ("empty-uses",)}), (*FOUND[:2], FOUND[3])),
        (Lint(per_file_ignores={"*/b.tex": ("all",)}), FOUND[:2]),
        (Lint(per_file_ignores={"b.tex": ("all",)}), FOUND),
    ],
)
def test_which_findings_a_project_wants(settings: Lint, left: tuple[Finding, ...]) -> None:
    assert chosen(FOUND, settings) == left


def test_a_code_that_does_not_exist() -> None:
    for settings in (Lint(select=("cicle",)), Lint(ignore=("cicle",)), Lint(per_file_ignores={"*": ("cicle",)})):
        with pytest.raises(BadInput, match=r"workbench\.toml: .*'cicle'; did you mean cycle"):
            chosen((), settings)
    chosen((), Lint(select=tuple(CATALOGUE)))


def test_a_declaration_that_lean_does_not_find() -> None:
    """Only where Lean was asked today: a name that nobody looked up is no finding."""
    one, two = question("A.one", kind="lean"), question("A.two", kind="lean")
    asked = {"a": (one, two)}
    b = blueprint(node("a", lean=["A.one", "A.two"]))
    gone = error(two, absent=True)
    found = absent_declarations(b, asked, {two.fingerprint: gone, one.fingerprint: unknown(one)})
    assert [(f.code, f.severity, f.node, "A.two" in f.message) for f in found] == [
        ("unknown-declaration", "error", "a", True)
    ]
    assert absent_declarations(b, asked, {}) == ()
    assert absent_declarations(b, asked, {two.fingerprint: error(two, absent=True, fingerprint="old")}) == ()
