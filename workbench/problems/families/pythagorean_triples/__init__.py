"""Pythagorean triples: colourings of 1..n in which no a^2 + b^2 = c^2 is monochromatic.

The plain formula. With two colours, variable i (1..n) says that i has colour 1; with k != 2 colours, variable (i -
1)k + c + 1 says that i has colour c, and for each i there is the clause that some colour is true. For each colour c
and all a < b < c' <= n with a^2 + b^2 = c'^2 there is the clause that not all of a, b, c' have colour c.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import colourings_in_words, refuse_literals

MOST = 40_000
"""Judging a colouring reads every pair of legs, 0.4 n^2 of them: some seconds at this n, hours at a million."""


class PythagoreanTriples:
    """The family `pythagorean-triples`; 7824 is the last n with two colours (Heule, Kullmann and Marek 2016)."""

    name = "pythagorean-triples"
    help = "colour 1..n without a monochromatic a^2 + b^2 = c^2"
    parameters = (
        Parameter("n", "the numbers 1..n are coloured"),
        Parameter("colours", "how many colours", most=1000, default=2),
    )
    claim = "unsatisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        n, colours = parameters["n"], parameters["colours"]
        if n > MOST:
            return f"n = {n} is too large: judging a colouring takes n^2 steps, and n may be {MOST} at most"
        # There are fewer than n log2(n) / 6 triples (measured: 9,465 at 7824, 62,000 at 40,000).
        return refuse_literals(colours * (n + n * n.bit_length() // 2))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        what = f"colouring of 1..{parameters['n']}"
        return colourings_in_words(what, parameters["colours"], "monochromatic solution of a^2 + b^2 = c^2", answer)

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.pythagorean_triples.encode import encode

        return encode(parameters["n"], parameters["colours"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.pythagorean_triples.encode import decode

        return decode(parameters["n"], parameters["colours"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.pythagorean_triples.verify import verify

        verify(parameters["n"], parameters["colours"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.pythagorean_triples.recount import recount

        return recount(parameters["n"], parameters["colours"])


FAMILY = PythagoreanTriples()
