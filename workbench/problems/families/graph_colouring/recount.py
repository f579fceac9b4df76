"""The constraints of graph colouring listed a second time, from a second reading of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.problems.cnf import Clause
from workbench.problems.families.graph_colouring.second_reading import second_reading


def recount(file: Path, colours: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    vertices, edges = second_reading(file)
    if colours == 2:
        for edge in edges:
            yield tuple(edge)
            yield tuple(-vertex for vertex in edge)
        return
    for before in range(0, vertices * colours, colours):
        yield tuple(before + colour for colour in range(1, colours + 1))
    for edge in edges:
        for colour in range(1, colours + 1):
            yield tuple(-(colours * (vertex - 1) + colour) for vertex in edge)
