"""The constraints of Ramsey listed a second time: complete graphs grown vertex by vertex."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.problems.cnf import Clause


def recount(n: int, s: int, t: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    # Before row i of the upper triangle, i rows of n - 1, n - 2, ... edges are counted.
    number = [[i * (n - 1) - i * (i - 1) // 2 + j - i for j in range(n)] for i in range(n)]

    def grow(vertices: list[int], edges: Clause, missing: int) -> Iterator[Clause]:
        if not missing:
            yield edges
            return
        for new in range(vertices[-1] + 1 if vertices else 0, n - missing + 1):
            yield from grow([*vertices, new], (*edges, *[number[old][new] for old in vertices]), missing - 1)

    yield from grow([], (), s)
    for edges in grow([], (), t):
        yield tuple(-edge for edge in edges)
