"""The figures of a sweep."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from workbench.sweep.outcome import OPEN, REFUTED, SOLVED, Outcome
from workbench.sweep.tally import HARDEST, Spread, Tally


def outcome(problem: str, group: str, technique: str, what: str, seconds: float = 1.0) -> Outcome:
    return Outcome(problem, group, technique, what, "", "", "", "why", seconds, seconds, 10.0, "", problem, 60.0, 3000)


@given(st.lists(st.floats(0.001, 10_000), min_size=1, max_size=200), st.integers(1, 100))
def test_percentiles_are_within_a_bucket(values: list[float], percent: int) -> None:
    spread = Spread()
    for value in values:
        spread.add(value)
    exact = sorted(values)[math.ceil(len(values) * percent / 100) - 1]
    assert exact / 1.07 <= spread.percentile(percent) <= exact * 1.07


def test_nothing_has_no_percentile() -> None:
    assert Spread().percentile(50) == 0


def test_counts_and_the_hardest() -> None:
    tally = Tally()
    for number in range(30):
        tally.add(outcome(f"p{number}", "a", "x", OPEN if number % 2 else SOLVED, float(number)))
    tally.add(outcome("q", "b", "y", REFUTED))
    assert tally.total() == 31 and tally.total(group="a") == 30 and tally.total(OPEN, technique="x") == 15
    assert tally.groups() == ["a", "b"] and tally.techniques() == ["x", "y"]
    assert tally.fraction("x") == 0.5 and tally.fraction("y") == 0
    hardest = list(tally.hardest())
    assert len(hardest) == HARDEST and [seconds for seconds, *_ in hardest] == sorted(range(11, 31, 2), reverse=True)
