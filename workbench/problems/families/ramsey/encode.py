"""Ramsey as a formula, with the vertices in an order that their edges fix, and a model as a coloured graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from workbench.problems.cnf import CNF, Added, Clause, Encoding

ARGUMENT = """
Vertices may be renamed without harm, so if there is a colouring there is one whose sequence of colours, edges
taken in the order (0, 1), (0, 2), ..., (1, 2), ..., is lexicographically least among its renamings (0 before
1). For that one, let A[i][k] be the colour of the edge {i, k}. Exchanging vertices i < j exchanges A[i][k]
with A[j][k] for every k other than i and j, and nothing else. In the order of edges, {i, k} comes before {j,
k}, and {i, 0}, {i, 1}, ... come in this order. So the first edge whose colour the exchange changes is {i, k}
for the least k with A[i][k] != A[j][k]; as the sequence does not become less, A[i][k] = 0 and A[j][k] = 1:
row i, without columns i and j, is lexicographically at most row j. The clauses say so for j = i + 1, with a
fresh variable for "the rows agree up to here" at each column but the last, which is free where they do not
(Codish, Miller, Prosser and Stuckey 2013)."""

ARGUMENT_EDGE = """
Edge {0, 1} has colour 0 in that same colouring: not all edges have colour 1, as n >= t, so some renaming
gives {0, 1} the colour 0, and the least sequence begins with 0."""


def encode(n: int, s: int, t: int) -> Encoding:
    """The formula of the family's docstring, and clauses that order neighbouring vertices by their edges."""
    edge = _edges(n)
    not_one = {pair: -number for pair, number in edge.items()}
    clauses: list[Clause] = []
    for size, literal in ((s, edge), (t, not_one)):
        for vertices in combinations(range(n), size):
            clauses.append(tuple([literal[pair] for pair in combinations(vertices, 2)]))
    plain = CNF(len(edge), tuple(clauses))
    if n < 3:
        return Encoding(plain, plain.clauses, (), plain.variables)
    ordered = tuple(_ordered(n, edge))
    first = ((-edge[0, 1],),) if n >= t else ()
    argument = " ".join(f"{ARGUMENT} {ARGUMENT_EDGE if first else ''}".split())
    added = Added("symmetry:vertices", argument, first + ordered)
    return Encoding(plain, plain.clauses, (added,), plain.variables + (n - 1) * (n - 3))


def decode(n: int, s: int, t: int, model: Sequence[int]) -> dict[str, Any]:
    """The coloured edges that a model describes."""
    true = {value for value in model if value > 0}
    return {"edges": [[i, j, int(number in true)] for (i, j), number in _edges(n).items()]}


def _edges(n: int) -> dict[tuple[int, int], int]:
    return {pair: number for number, pair in enumerate(combinations(range(n), 2), 1)}


def _ordered(n: int, edge: dict[tuple[int, int], int]) -> Iterator[Clause]:
    """Row i of the colours is at most row i + 1, columns i and i + 1 left out."""
    fresh = len(edge)
    for i in range(n - 1):
        j = i + 1
        columns = [k for k in range(n) if k not in (i, j)]
        agree: Clause = ()  # the negated "rows agree up to here", which opens each clause after the first column
        for k in columns:
            left, right = edge[min(i, k), max(i, k)], edge[min(j, k), max(j, k)]
            yield (*agree, -left, right)
            if k != columns[-1]:
                fresh += 1
                yield (*agree, -left, fresh)
                yield (*agree, right, fresh)
                agree = (-fresh,)
