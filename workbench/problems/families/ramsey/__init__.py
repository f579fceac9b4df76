"""Ramsey: colourings of the edges of the complete graph on n vertices with no K_s of colour 0 and no K_t of colour 1.

The plain formula. The edges {i, j}, 0 <= i < j < n, are numbered 1, 2, ... in the order (0, 1), (0, 2), ..., (0, n -
1), (1, 2), ...; variable e says that edge e has colour 1. For each s vertices there is the clause that some edge
between them has colour 1, for each t vertices the clause that some edge between them has colour 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import refuse_literals


class Ramsey:
    """The family `ramsey`; R(3,3) = 6, R(3,4) = 9, R(3,5) = 14, R(4,4) = 18 is the first n without such a colouring."""

    name = "ramsey"
    help = "colour the edges of K_n without a K_s of colour 0 or a K_t of colour 1"
    parameters = (
        Parameter("n", "the number of vertices"),
        Parameter("s", "no complete graph on s vertices in colour 0", least=2, most=100),
        Parameter("t", "no complete graph on t vertices in colour 1", least=2, most=100),
    )
    claim = "unsatisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        n, s, t = parameters["n"], parameters["s"], parameters["t"]
        return refuse_literals(9 * n * n + sum(comb(n, size) * comb(size, 2) for size in (s, t)))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        n, s, t = parameters["n"], parameters["s"], parameters["t"]
        what = f"2-colouring of the edges of the complete graph on {n} vertices"
        if answer == "unsatisfiable":
            return f"Every {what} has a complete graph on {s} vertices of colour 0 or one on {t} vertices of colour 1."
        avoided = f"without a complete graph on {s} vertices of colour 0 and without one on {t} vertices of colour 1"
        return f"There is a {what} {avoided}." if answer == "satisfiable" else f"Is there a {what} {avoided}?"

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.ramsey.encode import encode

        return encode(parameters["n"], parameters["s"], parameters["t"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.ramsey.encode import decode

        return decode(parameters["n"], parameters["s"], parameters["t"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.ramsey.verify import verify

        verify(parameters["n"], parameters["s"], parameters["t"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.ramsey.recount import recount

        return recount(parameters["n"], parameters["s"], parameters["t"])


FAMILY = Ramsey()
