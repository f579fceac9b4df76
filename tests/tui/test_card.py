"""The card of a node: every line fits, and what it says is what is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.record import Evidence
from workbench.tui.card import Look, age, card_lines
from workbench.tui.desk import Desk
from workbench.tui.loading import stages
from workbench.views.ink import no_ink
from workbench.views.plain import cells

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(built: Path) -> Desk:
    return list(stages(built))[-1]


def card(desk: Desk, id: str, *, width: int = 70, neighbours: bool = False) -> list[str]:
    return list(card_lines(desk, id, Look(width, no_ink, NOW, neighbours)))


@pytest.mark.parametrize("width", [16, 17, 24, 40, 70, 200])
def test_no_line_is_wider_than_the_pane(desk: Desk, width: int) -> None:
    for id in desk.blueprint.statements:
        for line in card(desk, id, width=width, neighbours=True):
            assert cells(line) <= width, (id, line)
            assert "\n" not in line
            assert line.isprintable()


def test_sections_are_there_only_where_they_say_something(desk: Desk) -> None:
    said = card(desk, "thm:lower")
    assert "its author asserts" not in said
    assert "evidence" in said
    assert "proof" not in said
    assert "uses" not in said
    assert "uses" in card(desk, "thm:lower", neighbours=True)
    assert "its author asserts" in card(desk, "lem:said")


def test_an_answer_of_an_earlier_version_says_so(desk: Desk) -> None:
    answers = {id: replace(answer, fresh=False) for id, answer in desk.report.answers.items()}
    stale = replace(desk, report=replace(desk.report, answers=answers))
    assert "✓ ramsey-3-3: verified; its input changed since" in card(stale, "thm:ramsey")


def test_what_lean_or_a_solver_said_keeps_its_lines(desk: Desk) -> None:
    (id,) = desk.report.nodes["thm:ramsey"].answers
    answer = desk.report.answers[id]
    failed = Evidence.error(
        "the build failed:\nerror: A.lean:3: unknown identifier\n\x1b[31mred\x07",
        fingerprint=answer.fingerprint,
        kind="problem",
        name=answer.name,
        checker="sat",
    )
    answers = {**desk.report.answers, id: replace(answer, evidence=failed)}
    said = card(replace(desk, report=replace(desk.report, answers=answers)), "thm:ramsey")
    at = said.index("! ramsey-3-3: error")
    assert "  the build failed:" in said[at:]
    assert "  error: A.lean:3: unknown identifier" in said[at:]
    assert r"  \x1b[31mred\x07" in said[at:]


def test_a_pairing_that_changed_shows_both_texts(desk: Desk) -> None:
    key = ("src/web.tex", "thm:upper")
    before = desk.lock[key]
    other = replace(before, statement=replace(before.statement, text=before.statement.text.replace("..5", "..6")))
    said = " ".join(card(replace(desk, lock={**desk.lock, key: other}), "thm:upper", width=200))
    assert "changed:" in said
    assert "[6 -> 5]" in said


@given(st.integers(0, 10**9))
def test_ages_are_in_their_greatest_unit(seconds: int) -> None:
    units = {"minute": 60, "hour": 3600, "day": 86400, "month": 30 * 86400, "year": 365 * 86400}
    said = age((NOW - timedelta(seconds=seconds)).isoformat(), NOW)
    if seconds < 60:
        assert said == "just now"
        return
    number, unit, ago = said.split()
    size = units[unit.removesuffix("s")]
    assert ago == "ago"
    assert int(number) * size <= seconds < (int(number) + 1) * size
    assert unit.endswith("s") == (number != "1")
    assert not any(other > size and seconds >= other for other in units.values())


def test_what_is_no_time_has_no_age() -> None:
    assert age("", NOW) == age("yesterday", NOW) == ""
    assert age("2026-11-20T13:00:00", NOW) == "1 hour ago"  # without a zone it is UTC


@pytest.mark.corpus
def test_real_blueprints_have_cards_that_fit(corpus: Path) -> None:
    for project in sorted(corpus.iterdir()):
        if not project.is_dir():
            continue
        real = next(iter(stages(project, glances=False)))
        for id in list(real.blueprint.statements)[::15]:
            for width in (20, 64):
                wide = [line for line in card(real, id, width=width, neighbours=True) if cells(line) > width]
                assert wide == [], (project.name, id)
