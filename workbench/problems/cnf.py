"""Formulas in conjunctive normal form, and what an encoder says about the one it made."""

from __future__ import annotations

from dataclasses import dataclass

Clause = tuple[int, ...]
"""Non-zero integers as in DIMACS: variable v is `v`, its negation `-v`."""


@dataclass(frozen=True, slots=True)
class CNF:
    """`variables` is the highest variable that may occur; the order of clauses and literals is kept."""

    variables: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Clauses that an encoder added beside the constraints, which a refutation therefore rests on."""

    name: str
    """As `rests_on` prints it, such as `symmetry:colours`."""
    argument: str
    """Why satisfiability stays the same, in sentences that a referee can follow."""
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Encoding:
    """A problem as a formula.

    The formula handed to the solver is `kept` (a subset of `plain`'s clauses, all of them unless a reduction dropped
    some) followed by the clauses of `added`. `variables` counts auxiliary variables of `added` too. A refutation of it
    refutes `plain` modulo `added` alone, since dropping clauses can only make a formula easier to satisfy.
    """

    plain: CNF
    kept: tuple[Clause, ...]
    added: tuple[Added, ...]
    variables: int
    reductions: tuple[str, ...] = ()
    """The argument for each reduction: why a model of what is kept extends to a model of `plain`."""

    @property
    def solved(self) -> CNF:
        """The formula that the solver is given and that a proof refutes."""
        return CNF(self.variables, self.kept + tuple(c for a in self.added for c in a.clauses))
