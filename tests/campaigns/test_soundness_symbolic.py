"""A share of the mutants of identities and answers: none accepted, all right ones accepted; and that this can fail."""

from __future__ import annotations

import random

import pytest

from campaigns.soundness import interval_values as interval
from campaigns.soundness import symbolic
from campaigns.soundness.symbolic_samples import RIGHT, WRONG, asked, identity
from workbench.problems.spec import Problem


def test_the_right_ones_are_accepted() -> None:
    assert len(list(symbolic.Symbolic().twins())) == len(RIGHT) + len(WRONG)


def test_no_mutant_is_accepted() -> None:
    source = symbolic.Symbolic()
    found = list(source.mutants(40, 0))
    assert len(found) == 40
    assert [mutant for mutant in found if not mutant.caught_by] == []
    assert len({mutant.kind for mutant in found}) > 12
    assert source.equivalent > 0


def test_they_are_the_same_for_the_same_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbolic, "EVERY", 10_000)
    kinds = [[mutant.repeat for mutant in symbolic.Symbolic().mutants(20, seed)] for seed in (1, 1, 2)]
    assert kinds[0] == kinds[1] != kinds[2]


def test_what_is_accepted_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbolic, "_certified", lambda *given: "true")
    assert [mutant.caught_by for mutant in symbolic.Symbolic().mutants(10, 0)] == [""] * 10


STATEMENTS = (
    (identity("(a + b)^2", "a^2 + 3*a*b + b^2", a="real", b="real"), True),
    (identity("(a + b)^2", "b^2 + 2*b*a + a^2", a="real", b="real"), False),
    (identity("x/x", "1", x="-3..3"), True),
    (identity("x/x", "1", x="positive"), False),
    (asked("integrate(2*x, x)", "x^2 + 7"), False),
    (asked("integrate(2*x, x)", "x^2 + x"), True),
    (asked("integrate(exp(x), (x, 0, 1))", "e"), True),
    (asked("integrate(exp(x), (x, 0, 1))", "e - 1"), False),
    (asked("diff(sin(x), x)", "cos(x)"), False),
    (asked("diff(sin(x), x)", "-cos(x)"), True),
    (asked("Sum(k, (k, 1, n))", "n^2"), True),
    (asked("2^3 > 9", "true"), True),
    (asked("sqrt(8)", "2*sqrt(2)"), False),
)


@pytest.mark.parametrize(("problem", "wrong"), STATEMENTS)
def test_intervals_show_what_is_wrong_and_nothing_else(problem: Problem, wrong: bool) -> None:
    sample = symbolic.right()[0]
    if wrong:
        assert symbolic._shown_wrong(problem, sample, random.Random(0))
    else:
        with pytest.raises(symbolic.Equivalent):
            symbolic._shown_wrong(problem, sample, random.Random(0))


def test_values_that_only_look_apart_are_not() -> None:
    assert interval.apart("1/3", "0 + 333/1000", {})
    assert not interval.apart("sqrt(2)*sqrt(2)", "2", {})
    assert not interval.apart("1/(x - x)", "2", {"x": "1"})
    assert interval.one_sided("1/x", "1", {"x": "0"})
    assert not interval.one_sided("1/x", "2/x", {"x": "0"})
