"""A refutation of the normalised formula is one of the formula; its models are models of the formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lrat_samples import cnf, satisfiable

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.normalise import Normalised, check_normalised, normalise
from workbench.problems.cnf import CNF

literals = st.integers(-4, 4).filter(bool)
formulas = st.lists(st.lists(literals, max_size=4), max_size=7).map(lambda clauses: cnf(*clauses))


def test_each_rule() -> None:
    formula = CNF(5, ((1, 1, 2), (1, -2, -1), (-3,), (2, 3), (-3, -3), (4, 2)))
    assert normalise(formula) == Normalised(
        CNF(7, ((1, 2), (-3, 6), (-3, -6), (2, 3), (-3, 7), (-3, -7), (4, 2))), refuted_at_once=False
    )


def test_an_empty_clause_needs_no_solver() -> None:
    formula = CNF(2, ((1, 2), ()))
    assert normalise(formula).refuted_at_once
    check_normalised(formula, normalise(formula))


@given(formulas)
def test_the_result_has_the_form_and_the_models(formula: CNF) -> None:
    result = normalise(formula)
    for clause in result.formula.clauses:
        assert len(clause) != 1
        assert len({abs(literal) for literal in clause}) == len(clause)
    assert satisfiable(result.formula) == satisfiable(formula)
    check_normalised(formula, result)


@given(formulas, formulas)
def test_what_is_accepted_refutes_the_original(formula: CNF, other: CNF) -> None:
    """Whatever the second formula is: where it passes for the first one normalised, it has every model of the first."""
    try:
        check_normalised(formula, Normalised(other, refuted_at_once=() in other.clauses))
    except RejectedCertificate:
        return
    assert satisfiable(other) or not satisfiable(formula)


@pytest.mark.parametrize(
    "clauses",
    [((1, 2), (2, 4)), ((1,), (2, 3)), ((1, 2, 4),), ((-1, 2),), ((1, 2), ())],
)
def test_a_clause_of_no_known_origin_is_rejected(clauses: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(RejectedCertificate, match="does not imply"):
        check_normalised(cnf((1, 2), (3,)), Normalised(CNF(4, clauses), refuted_at_once=False))


def test_a_false_claim_of_an_empty_clause_is_rejected() -> None:
    with pytest.raises(RejectedCertificate, match="empty clause"):
        check_normalised(cnf((1, 2)), Normalised(cnf((1, 2)), refuted_at_once=True))
