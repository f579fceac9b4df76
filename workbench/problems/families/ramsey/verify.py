"""Is this a colouring of all edges of K_n without a K_s of colour 0 and a K_t of colour 1?"""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, s: int, t: int, witness: Any) -> None:
    """Raise WrongWitness unless every edge has one colour and no clique of either colour is too large."""
    edges = part(witness, "edges")
    if len(edges) != n * (n - 1) // 2:
        raise WrongWitness(f"there are {len(edges)} edges, not {n * (n - 1) // 2}")
    neighbours = [[0] * n, [0] * n]  # for each colour and vertex, its neighbours as bits
    for entry in edges:
        i, j, colour = integers(entry, 0, max(n - 1, 1), "an edge [i, j, colour]", 3)
        if i == j or i >= n or j >= n or colour > 1:
            raise WrongWitness(f"[{i}, {j}, {colour}] is no edge between two of {n} vertices with colour 0 or 1")
        if (neighbours[0][i] | neighbours[1][i]) >> j & 1:
            raise WrongWitness(f"the edge between {i} and {j} is listed twice")
        neighbours[colour][i] |= 1 << j
        neighbours[colour][j] |= 1 << i
    for colour, size in enumerate((s, t)):
        if clique := _clique(neighbours[colour], (1 << n) - 1, size):
            raise WrongWitness(f"all edges between {', '.join(map(str, clique))} are of colour {colour}")


def _clique(neighbours: list[int], among: int, size: int) -> list[int] | None:
    """Vertices of a clique of this size among the vertices given as bits; None where there is none."""
    if size == 0:
        return []
    while among.bit_count() >= size:
        vertex = among.bit_length() - 1
        among ^= 1 << vertex
        rest = _clique(neighbours, among & neighbours[vertex], size - 1)
        if rest is not None:
            return [*rest, vertex]
    return None
