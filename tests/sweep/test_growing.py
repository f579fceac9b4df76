"""Growing searches: thresholds found without being told, steps believed by their own certificates."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from tests.sweep.cube_samples import question
from workbench.evidence.record import Tier, Verdict
from workbench.problems.cnf import CNF
from workbench.sweep.growing import search as search_module
from workbench.sweep.growing.child import ANEW, EXTENDED, REUSED, Growing
from workbench.sweep.growing.companion import Companion
from workbench.sweep.growing.search import Range, Step, search


def grown(family: str, grows: str, first: int, last: int | None, until: str | None, **parameters: object) -> list[Step]:
    def ask(value: int):
        return question(family, **{**parameters, grows: value})

    return list(search(ask, Range(grows, first, last), until=until, cores=1))


@pytest.mark.parametrize(
    ("family", "parameters"),
    [("schur", {"colours": 3}), ("van-der-waerden", {"lengths": "3,4"}), ("ramsey", {"s": 3, "t": 4})],
)
def test_it_finds_where_the_answer_changes_and_proves_it(family, parameters):
    """The threshold is what asking every value anew says it is; nothing here knows it beforehand."""
    steps = grown(family, "n", 1, None, "unsatisfiable", **parameters)
    assert [step.value for step in steps] == list(range(1, len(steps) + 1))
    assert {step.evidence.answer for step in steps[:-1]} == {"satisfiable"}
    last = steps[-1].evidence
    assert (last.answer, last.tier, last.certificate.kind) == ("unsatisfiable", Tier.CERTIFICATE, "lrat")
    assert all(step.evidence.certificate.kind == "witness" for step in steps[:-1])
    alone = next(n for n in count(1) if brute(family, n, parameters) == "unsatisfiable")
    assert len(steps) == alone


def brute(family: str, n: int, parameters: dict[str, object]) -> str:
    """By a solver that knows nothing of the step before."""
    from pysat.solvers import Minisat22

    from workbench.problems.spec import family_of

    found, given = family_of(question(family, n=n, **parameters).problem)
    with Minisat22(bootstrap_with=list(found.encode(given).plain.clauses)) as solver:
        return "satisfiable" if solver.solve() else "unsatisfiable"


def test_witnesses_are_extended_where_formulas_only_gain_clauses():
    steps = grown("van-der-waerden", "n", 1, 15, None, lengths="3,4")
    hows = [step.how for step in steps]
    assert hows[0] == ANEW and EXTENDED in hows
    assert all(step.contains for step in steps[1:])


def test_a_family_whose_clauses_do_not_carry_over_is_solved_anew():
    """Queens on a larger board are other variables: nothing may be used again, and it is seen, not assumed."""
    steps = grown("queens", "n", 4, 8, None)
    assert [step.evidence.answer for step in steps] == ["satisfiable"] * 5
    assert not any(step.contains for step in steps)
    assert {step.how for step in steps} == {ANEW}


def test_until_satisfiable_finds_the_least_number_of_colours(tmp_path: Path):
    """The Groetzsch graph has no triangle and needs four colours."""
    edges = [(i, (i + 1) % 5) for i in range(5)]
    edges += [(5 + i, (i + d) % 5) for i in range(5) for d in (1, 4)] + [(5 + i, 10) for i in range(5)]
    lines = ["p edge 11 20", *(f"e {a + 1} {b + 1}" for a, b in edges)]
    (tmp_path / "g.col").write_text("\n".join(lines) + "\n")
    steps = grown("graph-colouring", "colours", 1, None, "satisfiable", file=tmp_path / "g.col")
    assert [step.evidence.answer for step in steps] == ["unsatisfiable"] * 3 + ["satisfiable"]
    assert all(step.evidence.certificate for step in steps)


def test_what_cannot_become_satisfiable_any_more_ends():
    steps = grown("van-der-waerden", "n", 9, None, "satisfiable", lengths="3,3")
    assert len(steps) == 2 and steps[-1].contains and steps[-1].evidence.answer == "unsatisfiable"


def test_a_wrong_witness_counts_for_nothing_and_the_step_is_asked_anew(monkeypatch):
    real = Companion.answer

    def lie(self, seconds):
        said = real(self, seconds)
        return said and {**said, "answer": "satisfiable", "witness": {"colouring": [0] * 40}}

    monkeypatch.setattr(Companion, "answer", lie)
    steps = grown("schur", "n", 4, None, "unsatisfiable", colours=2)
    assert [step.evidence.answer for step in steps] == ["satisfiable", "unsatisfiable"]
    assert steps[0].evidence.certificate.kind == "witness"


def test_a_companion_that_claims_the_end_too_early_is_not_believed(monkeypatch):
    real = Companion.answer

    def lie(self, seconds):
        said = real(self, seconds)
        return said and {"answer": "unsatisfiable", "how": "reused", "contains": True}

    monkeypatch.setattr(Companion, "answer", lie)
    steps = grown("schur", "n", 3, None, "unsatisfiable", colours=2)
    assert [step.evidence.answer for step in steps] == ["satisfiable", "satisfiable", "unsatisfiable"]


def test_a_companion_that_dies_is_replaced(monkeypatch):
    real = Companion.ask
    asked: list[int] = []

    def die(self, value):
        asked.append(value)
        real(self, value)
        if len(asked) == 2:
            self.drop()

    monkeypatch.setattr(Companion, "ask", die)
    steps = grown("schur", "n", 1, None, "unsatisfiable", colours=2)
    assert [step.evidence.answer for step in steps] == ["satisfiable"] * 4 + ["unsatisfiable"]


def test_a_companion_that_is_slow_is_overtaken_by_the_portfolio(monkeypatch):
    monkeypatch.setattr(search_module, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(Companion, "answer", lambda self, seconds: None)
    steps = grown("schur", "n", 4, None, "unsatisfiable", colours=2)
    assert [step.evidence.answer for step in steps] == ["satisfiable", "unsatisfiable"]


def test_out_of_time_is_no_answer_and_ends_the_search():
    def ask(value: int):
        return question("schur", seconds=1.5, n=value, colours=5)

    steps = list(search(ask, Range("n", 170, None), until="unsatisfiable", cores=1))
    assert [step.evidence.verdict for step in steps] == [Verdict.UNKNOWN]
    assert steps[-1].evidence.answer is None


def test_a_formula_that_loses_a_clause_is_not_taken_for_a_larger_one():
    growing = Growing()
    assert growing.step(CNF(2, ((1,), (2,)))) == ([1, 2], ANEW, False)
    model, how, contains = growing.step(CNF(3, ((-1,), (2, 3))))
    assert model is not None and -1 in model and (how, contains) == (ANEW, False)
    assert growing.step(CNF(3, ((-1,), (2, 3), (-2,))))[0] is not None
    assert growing.step(CNF(3, ((-1,), (2, 3), (-2,), (-3, 1)))) == (None, REUSED, True)
    assert growing.step(CNF(1, ((1,),)))[0] == [1]
    assert growing.step(CNF(1, ((1,), ())))[0] is None
    assert growing.step(CNF(1, ((1,), (), (1, -1))))[0] is None
