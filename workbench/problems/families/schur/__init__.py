"""Schur: colourings of 1..n without a monochromatic solution of x + y = z, where x = y counts.

The plain formula. With two colours, variable i (1..n) says that i has colour 1; with k != 2 colours, variable (i -
1)k + c + 1 says that i has colour c, and for each i there is the clause that some colour is true. For each colour c
and all x <= y with x + y <= n there is the clause that not all of x, y, x + y have colour c; x = y gives two
literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import colourings_in_words, refuse_literals


class Schur:
    """The family `schur`; S(k) is the last n with such a k-colouring (Schur 1917: 1, 4, 13, 44, 160)."""

    name = "schur"
    help = "colour 1..n without a monochromatic x + y = z (x = y counts)"
    parameters = (
        Parameter("n", "the numbers 1..n are coloured"),
        Parameter("colours", "how many colours", most=1000),
    )
    claim = "unsatisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        n, colours = parameters["n"], parameters["colours"]
        return refuse_literals(colours * (n + 3 * (n * n // 4)))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        what = f"colouring of 1..{parameters['n']}"
        return colourings_in_words(what, parameters["colours"], "monochromatic solution of x + y = z", answer)

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.schur.encode import encode

        return encode(parameters["n"], parameters["colours"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.schur.encode import decode

        return decode(parameters["n"], parameters["colours"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.schur.verify import verify

        verify(parameters["n"], parameters["colours"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.schur.recount import recount

        return recount(parameters["n"], parameters["colours"])


FAMILY = Schur()
