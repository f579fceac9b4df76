"""Small questions for tests of cubes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

from workbench.dispatch.plan import Question, about
from workbench.evidence.record import Limits
from workbench.problems.cnf import CNF, Clause
from workbench.problems.spec import family_problem
from workbench.sweep.cubes.solving import Setting


def question(family: str, seconds: float = 120, **parameters: object) -> Question:
    problem = family_problem(family, {name: str(value) for name, value in parameters.items()})
    return replace(about(problem, Limits(seconds, 2000)), problem=problem, expect=None)


def setting(folder: Path, **more: object) -> Setting:
    return Setting(folder / ".workbench", **{"jobs": 2, **more})  # type: ignore[arg-type]


def satisfied(cube: Clause, assignment: tuple[bool, ...]) -> bool:
    return all(assignment[abs(literal) - 1] == (literal > 0) for literal in cube)


def covers(cubes: list[Clause], variables: int) -> bool:
    """Every assignment satisfies exactly one cube: they cover the space, and no part of it twice."""
    return all(
        sum(satisfied(cube, assignment) for cube in cubes) == 1
        for assignment in product((False, True), repeat=variables)
    )


def models(formula: CNF) -> int:
    return sum(
        all(any(assignment[abs(x) - 1] == (x > 0) for x in clause) for clause in formula.clauses)
        for assignment in product((False, True), repeat=formula.variables)
    )
