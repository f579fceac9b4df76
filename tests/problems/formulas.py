"""What the tests of families share: a second way to evaluate formulas, and a solver."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from workbench.problems.cnf import Clause
from workbench.problems.families import family
from workbench.problems.families.base import WrongWitness


def solve(clauses: Iterable[Clause], variables: int, assume: Sequence[int] = ()) -> list[int] | None:
    """A model with one literal for each variable, or None."""
    from pysat.solvers import Solver

    with Solver("cadical153", bootstrap_with=[list(clause) for clause in clauses]) as solver:
        if not solver.solve(assumptions=list(assume)):
            return None
        true = {literal for literal in solver.get_model() if literal > 0}
    return [v if v in true else -v for v in range(1, variables + 1)]


def satisfied(clauses: Iterable[Clause], true: set[int]) -> bool:
    return all(any(literal in true for literal in clause) for clause in clauses)


def colouring_literals(colouring: Sequence[int], colours: int) -> set[int]:
    """The assignment that the families' docstrings give to a colouring of 1..n."""
    if colours == 2:
        return {item if colour else -item for item, colour in enumerate(colouring, 1)}
    return {
        v if c == colour else -v
        for item, colour in enumerate(colouring)
        for c in range(colours)
        for v in [item * colours + c + 1]
    }


def colourings(n: int, colours: int) -> Iterator[tuple[int, ...]]:
    return itertools.product(range(colours), repeat=n)


def accepts(name: str, parameters: dict[str, Any], witness: Any) -> bool:
    try:
        family(name).verify(parameters, witness)
    except WrongWitness as wrong:
        assert str(wrong)
        return False
    return True


def decided_alike(name: str, parameters: dict[str, Any], truth: bool) -> None:
    """Plain and solved formula have models exactly where they should, and a model's witness is right."""
    offered = family(name)
    encoding = offered.encode(parameters)
    assert set(encoding.kept) <= set(encoding.plain.clauses)
    for clauses, variables in (
        (encoding.plain.clauses, encoding.plain.variables),
        (encoding.solved.clauses, encoding.solved.variables),
    ):
        model = solve(clauses, variables)
        assert (model is not None) is truth, (name, parameters)
        if model is not None:
            assert satisfied(clauses, set(model))
            offered.verify(parameters, offered.decode(parameters, model))


def same_clauses(name: str, parameters: dict[str, Any]) -> None:
    """The second enumeration gives each clause of the plain formula, once, and no other."""
    offered = family(name)
    plain = offered.encode(parameters).plain
    again = list(offered.recount(parameters))
    assert len(set(again)) == len(again), "recount repeats a clause"
    assert {frozenset(clause) for clause in again} == {frozenset(clause) for clause in plain.clauses}
    used = {abs(literal) for clause in plain.clauses for literal in clause}
    assert max(used, default=0) <= plain.variables
