"""The constraints of pigeonhole listed a second time."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.problems.cnf import Clause


def recount(holes: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    for pigeon in range(holes + 1):
        yield tuple(holes * pigeon + hole + 1 for hole in range(holes))
        for other in range(pigeon):
            for hole in range(holes):
                yield (-(holes * other + hole + 1), -(holes * pigeon + hole + 1))
