"""Graph colouring: the vertices of a graph in a file, no two neighbours of the same colour.

The plain formula. With two colours, variable v says that vertex v (1..V) has colour 1; with k != 2 colours, variable
(v - 1)k + c + 1 says that v has colour c, and for each v there is the clause that some colour is true. For each
colour c and each edge {u, v}, listed once or more, there is the clause that not both u and v have colour c.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters


class GraphColouring:
    """The family `graph-colouring`; the file format is that of the second DIMACS challenge (1993)."""

    name = "graph-colouring"
    help = "colour the vertices of a DIMACS .col graph, neighbours differently"
    parameters = (
        Parameter("file", "a graph in DIMACS .col format", kind="file"),
        Parameter("colours", "how many colours", most=1000),
    )
    claim = None
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        return None  # that needs the file, whose reader and encoder have limits of their own

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        graph, colours = parameters["file"].name, parameters["colours"]
        if answer == "unsatisfiable":
            return f"The graph {graph} has no proper colouring of its vertices with {colours} colours."
        if answer == "satisfiable":
            return f"The graph {graph} has a proper colouring of its vertices with {colours} colours."
        return f"Has the graph {graph} a proper colouring of its vertices with {colours} colours?"

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.graph_colouring.encode import encode

        return encode(parameters["file"], parameters["colours"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.graph_colouring.encode import decode

        return decode(parameters["file"], parameters["colours"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.graph_colouring.verify import verify

        verify(parameters["file"], parameters["colours"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.graph_colouring.recount import recount

        return recount(parameters["file"], parameters["colours"])


FAMILY = GraphColouring()
