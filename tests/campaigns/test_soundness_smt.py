"""A share of the mutants of models and scripts: none accepted, all right ones accepted; and that this can fail."""

from __future__ import annotations

import pytest

from campaigns.soundness import smt
from campaigns.soundness.smt_samples import SATISFIABLE, models


def test_the_right_ones_are_accepted() -> None:
    assert len(list(smt.Smt().twins())) == len(SATISFIABLE)


def test_no_mutant_is_accepted() -> None:
    found = list(smt.Smt().mutants(40, 0))
    assert len(found) == 40
    assert [mutant for mutant in found if not mutant.caught_by] == []
    assert len({mutant.kind for mutant in found}) > 8


def test_what_is_accepted_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smt, "_certified", lambda *given: "certificate")
    assert [mutant.caught_by for mutant in smt.Smt().mutants(10, 0)] == [""] * 10


@pytest.mark.parametrize("name", SATISFIABLE)
def test_z3_finds_the_right_models_right(name: str) -> None:
    with pytest.raises(smt.Equivalent):
        smt._shown_wrong(SATISFIABLE[name], models()[name])


WRONG = (
    ("(declare-const x Int)\n(assert (= x 2))", "(define-fun x () Int 3)"),
    ("(declare-const x Int)\n(assert (= x 2))", "(define-fun x () Int 2)(define-fun x () Int 2)"),
    ("(declare-const x Int)\n(assert (= x 2))", "(define-fun x () Bool true)"),
    ("(declare-const x Int)\n(assert (= x 2))", "(define-fun x () Int 2)(define-fun y () Int 2)"),
    ("(declare-const x Int)\n(assert (= x 2))", ""),
)


@pytest.mark.parametrize(("script", "model"), WRONG)
def test_z3_finds_wrong_models_wrong(script: str, model: str) -> None:
    assert smt._shown_wrong(script, model).startswith("Z3")
