"""Splitting by look-ahead: which variable to decide next, where the formula is to fall into parts of like hardness.

For each of some promising variables both values are tried by unit propagation (MiniSat's, as python-sat has it). What
counts is how much both sides shorten clauses, short clauses the more: Heule and van Maaren, "Look-Ahead Based SAT
Solvers" (Handbook of Satisfiability, 2009). Decisions alone make up the cubes, so that these are the leaves of a binary
tree and cover the space by themselves, whatever the formula says.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self

from workbench.problems.cnf import CNF, Clause

CANDIDATES = 150
"""Variables that are tried at a node, those first which occur most in both signs."""
BASE = 5.0
"""A clause counts this many times less for each literal that it is longer."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One value of a variable: how many literals are assigned then, and how much the clauses are shortened."""

    assigned: int
    gain: float


@dataclass(frozen=True, slots=True)
class _Choice:
    variable: int
    true: _Side
    false: _Side

    @property
    def score(self) -> float:
        """Large where both sides gain."""
        return self.true.gain * self.false.gain + 0.001 * (self.true.gain + self.false.gain)


class Lookahead:
    """Splits one formula; use it in a `with`, for the propagator holds a copy of the formula.

    Give it the formula before it was brought into normal form: there its units propagate.
    """

    def __init__(self, formula: CNF) -> None:
        from pysat.solvers import Minisat22

        self._propagator: Any = Minisat22(bootstrap_with=[list(clause) for clause in formula.clauses])
        self._weight: Counter[int] = Counter()
        for clause in formula.clauses:
            for literal in clause:
                self._weight[literal] += BASE ** -len(clause)  # type: ignore[assignment]  # weights are no counts
        both = {variable: self._weight[variable] * self._weight[-variable] for variable in map(abs, self._weight)}
        self._ranked = sorted(both, key=lambda variable: (-both[variable], variable))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._propagator.delete()

    def split(self, cube: Clause, into: int) -> list[Clause]:
        """The leaves of a tree below `cube`, `into` many or fewer where propagation ends it; hardest first.

        The leaf with the fewest literals assigned is split next. A leaf that propagation refutes stays one.
        """
        order = count()
        open: list[tuple[int, int, Clause]] = [(0, next(order), cube)]
        closed: list[Clause] = []
        while open and len(open) + len(closed) < into:
            _, _, leaf = heapq.heappop(open)
            choice = self._choose(leaf)
            if choice is None:
                closed.append(leaf)
                continue
            for literal, side in ((choice.variable, choice.true), (-choice.variable, choice.false)):
                heapq.heappush(open, (side.assigned, next(order), (*leaf, literal)))
        return [leaf for _, _, leaf in sorted(open)] + closed

    def _choose(self, cube: Clause) -> _Choice | None:
        """The variable to decide below `cube`; None where propagation refutes it or nothing is left to decide."""
        known = list(cube)
        while True:
            consistent, implied = self._propagator.propagate(assumptions=known)
            if not consistent:
                return None
            base = {*implied, *known}
            failed = best = None
            for variable in self._candidates(base):
                true, false = self._try([*known, variable], base), self._try([*known, -variable], base)
                if true is None or false is None:
                    failed = variable if true is None else -variable
                    break
                choice = _Choice(variable, true, false)
                if best is None or choice.score > best.score:
                    best = choice
            if failed is None:
                return best
            known.append(-failed)  # implied, so that it need not be decided

    def _candidates(self, assigned: set[int]) -> list[int]:
        free = (variable for variable in self._ranked if variable not in assigned and -variable not in assigned)
        return [variable for variable, _ in zip(free, range(CANDIDATES), strict=False)]

    def _try(self, assumed: list[int], before: set[int]) -> _Side | None:
        """What follows where the last of `assumed` is true; None where that is refuted."""
        consistent, implied = self._propagator.propagate(assumptions=assumed)
        if not consistent:
            return None
        return _Side(len(implied), sum(self._weight[-literal] for literal in implied if literal not in before))
