"""Bring a formula into the form in which a solver's LRAT proof counts its clauses, and check that step by itself.

CaDiCaL changes clauses with repeated literals, tautologies and units as it reads them, and counts what that derives; so
its proof fits the formula that it was given only where there are none. `normalise` makes such a formula: it is what the
solver is given, what the proof speaks of and what the referee's folder holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.checkers.base import RejectedCertificate
from workbench.problems.cnf import CNF, Clause


@dataclass(frozen=True, slots=True)
class Normalised:
    """The normalised formula; `refuted_at_once` where it has the empty clause, so that no solver need be asked."""

    formula: CNF
    refuted_at_once: bool


def normalise(formula: CNF) -> Normalised:
    """Merge repeated literals, drop tautologies, and make each unit clause (u) two clauses (u z) (u -z).

    Each unit has a fresh variable z of its own, counted on from the formula's. Else clauses and literals keep their
    order. The result has a model exactly where the formula has one, and its models satisfy the formula. An empty clause
    is kept as it is.
    """
    clauses: list[Clause] = []
    top = formula.variables
    for given in formula.clauses:
        clause = tuple(dict.fromkeys(given))
        literals = set(clause)
        if any(-literal in literals for literal in literals):
            continue
        if len(clause) == 1:
            top += 1
            clauses += [(clause[0], top), (clause[0], -top)]
        else:
            clauses.append(clause)
    return Normalised(CNF(top, tuple(clauses)), () in clauses)


def check_normalised(original: CNF, normalised: Normalised) -> None:
    """Make sure that a refutation of `normalised` is one of `original`, whoever made it and however.

    Each clause of the normalised formula has, as a set, all literals of some clause of the original: it is that clause
    or a longer one. A model of the original satisfies that clause, so the longer one, so the whole normalised formula,
    whatever it gives to variables that the original has not. So if the normalised formula has no model, neither has the
    original. It does not matter which clauses of the original were left out. Longer clauses are accepted over units and
    the empty clause alone, as `normalise` makes no others.

    Raises RejectedCertificate with the first clause that has none.
    """
    known = {frozenset(clause) for clause in original.clauses}
    units = {literal for clause in known if len(clause) == 1 for literal in clause}
    if frozenset() in known:
        return
    for clause in normalised.formula.clauses:
        if frozenset(clause) not in known and units.isdisjoint(clause):
            raise RejectedCertificate(f"the normalised formula has a clause that the formula does not imply: {clause}")
    if normalised.refuted_at_once:
        raise RejectedCertificate("the formula is said to contain the empty clause and does not")
