"""Van der Waerden: colourings of 1..n without long monochromatic arithmetic progressions, a length for each colour.

The plain formula. With two lengths, variable i (1..n) says that i has colour 1; with k != 2 lengths, variable (i -
1)k + c + 1 says that i has colour c, and for each i there is the clause that some colour is true. For each colour c,
of length l, and all a >= 1 and d >= 1 with a + (l - 1)d <= n there is the clause that not all of a, a + d, ..., a +
(l - 1)d have colour c.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import colourings_in_words, refuse_literals


class VanDerWaerden:
    """The family `van-der-waerden`; W(3,3) = 9, W(3,9) = 77, W(4,5) = 55, W(3,3,3) = 27 is the first n without one."""

    name = "van-der-waerden"
    help = "colour 1..n without an arithmetic progression of lengths[c] numbers of colour c"
    parameters = (
        Parameter("n", "the numbers 1..n are coloured"),
        Parameter("lengths", "the forbidden length of progressions for each colour", kind="ints", least=2),
    )
    claim = "unsatisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        n, lengths = parameters["n"], parameters["lengths"]
        return refuse_literals(n * len(lengths) + sum(length * _progressions(n, length) for length in lengths))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        lengths = parameters["lengths"]
        if len(set(lengths)) == 1:
            avoided = f"monochromatic arithmetic progression of {lengths[0]} terms"
        else:
            *most, last = [f"{length} terms of colour {colour}" for colour, length in enumerate(lengths)]
            avoided = f"arithmetic progression of {', '.join(most)} or {last}"
        return colourings_in_words(f"colouring of 1..{parameters['n']}", len(lengths), avoided, answer)

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.van_der_waerden.encode import encode

        return encode(parameters["n"], parameters["lengths"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.van_der_waerden.encode import decode

        return decode(parameters["n"], parameters["lengths"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.van_der_waerden.verify import verify

        verify(parameters["n"], parameters["lengths"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.van_der_waerden.recount import recount

        return recount(parameters["n"], parameters["lengths"])


def _progressions(n: int, length: int) -> int:
    """How many progressions of this length lie in 1..n."""
    steps = (n - 1) // (length - 1)
    return steps * n - (length - 1) * steps * (steps + 1) // 2


FAMILY = VanDerWaerden()
