"""The constraints of queens listed a second time: from each square, what a queen there attacks further down."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.problems.cnf import Clause


def recount(n: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    for row in range(n):
        yield tuple(n * row + column + 1 for column in range(n))
        for column in range(n):
            here = n * row + column + 1
            for right in range(column + 1, n):
                yield (-here, -(n * row + right + 1))
            for lower in range(row + 1, n):
                down = lower - row
                for other in (column - down, column, column + down):
                    if 0 <= other < n:
                        yield (-here, -(n * lower + other + 1))
