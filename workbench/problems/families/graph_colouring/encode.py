"""Graph colouring as a formula, with a clique's colours fixed, and a model as a colouring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import BadInput
from workbench.problems.cnf import Encoding
from workbench.problems.families.base import MOST_LITERALS
from workbench.problems.families.colouring import colouring, colours_of, fix_colours
from workbench.problems.families.graph_colouring.col import Graph, read_col
from workbench.problems.files import shown

_STARTS = 100
"""From how many vertices a clique is grown."""


def encode(file: Path, colours: int) -> Encoding:
    """The formula of the family's docstring. Raises BadInput for a file that cannot be used or is too large."""
    graph = read_col(file)
    literals = colours * (graph.vertices + 2 * len(graph.edges))
    if literals > MOST_LITERALS:
        problem = f"the formula would have {literals:,} literals, more than {MOST_LITERALS:,}"
        raise BadInput(problem, remedy="use a smaller graph or fewer colours", file=shown(file))
    plain = colouring(graph.vertices, colours, [graph.edges] * colours)
    clique = greedy_clique(graph)
    different = (
        f"The vertices {', '.join(map(str, clique[: colours - 1]))} are neighbours of one another, so they differ."
    )
    return Encoding(plain, plain.clauses, fix_colours(clique, colours, different), plain.variables)


def decode(file: Path, colours: int, model: Sequence[int]) -> dict[str, Any]:
    """The colouring that a model describes."""
    return {"colouring": colours_of(model, read_col(file).vertices, colours)}


def greedy_clique(graph: Graph) -> list[int]:
    """A clique, the largest of those grown from the vertices of most neighbours, always taking the next such vertex."""
    neighbours: dict[int, set[int]] = {vertex: set() for vertex in range(1, graph.vertices + 1)}
    for u, v in graph.edges:
        neighbours[u].add(v)
        neighbours[v].add(u)
    order = sorted(neighbours, key=lambda vertex: (-len(neighbours[vertex]), vertex))
    best: list[int] = []
    for start in order[:_STARTS]:
        clique, common = [start], set(neighbours[start])
        while common:
            clique.append(min(common, key=lambda vertex: (-len(neighbours[vertex]), vertex)))
            common &= neighbours[clique[-1]]
        best = max(best, clique, key=len)
    return best
