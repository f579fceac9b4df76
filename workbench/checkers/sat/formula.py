"""The formula of a problem: the encoding, and the normalised clauses that a solver is given and a proof refutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.normalise import Normalised, check_normalised, normalise
from workbench.problems.cnf import Clause, Encoding
from workbench.problems.spec import Problem, family_of


@dataclass(frozen=True, slots=True)
class Formula:
    """`normalised.formula` is what a proof speaks of."""

    family: str
    encoding: Encoding
    normalised: Normalised


def formula_of(problem: Problem) -> Formula:
    """Encode a problem. Raises BadInput where a file that it names cannot be used."""
    family, parameters = family_of(problem)
    encoding = family.encode(parameters)
    return Formula(family.name, encoding, normalise(encoding.solved))


def examine(problem: Problem) -> Formula:
    """Encode a problem and check every step but the arguments for what was added.

    The plain clauses are those that the family's second enumeration lists; what was kept of them is among them; each
    clause of the normalised formula follows from the formula. So a refutation of the normalised formula refutes the
    problem modulo `encoding.added`, if both enumerations say what the problem says. Raises RejectedCertificate.
    """
    family, parameters = family_of(problem)
    formula = formula_of(problem)
    encoding = formula.encoding
    plain = _sets(encoding.plain.clauses)
    recounted = _sets(family.recount(parameters))
    if plain != recounted:
        raise RejectedCertificate(
            f"the encoding of `{family.name}` and its second enumeration differ: "
            f"{len(plain - recounted)} clauses are in the first alone, {len(recounted - plain)} in the second alone"
        )
    if not _sets(encoding.kept) <= plain:
        raise RejectedCertificate(f"the encoding of `{family.name}` keeps clauses that its plain formula does not have")
    check_normalised(encoding.solved, formula.normalised)
    return formula


def _sets(clauses: Iterable[Clause]) -> set[frozenset[int]]:
    return set(map(frozenset, clauses))
