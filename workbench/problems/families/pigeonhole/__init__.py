"""Pigeonhole: each of holes + 1 pigeons in a hole of its own, which cannot be.

The plain formula. With h holes, variable ph + q + 1 says that pigeon p (0..h) sits in hole q (0..h - 1). For each
pigeon there is the clause that it sits in some hole, and for each hole and any two pigeons the clause that not both
sit in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import refuse_literals


class Pigeonhole:
    """The family `pigeonhole`; resolution alone needs proofs of exponential length (Haken 1985)."""

    name = "pigeonhole"
    help = "put holes + 1 pigeons into holes, no two together"
    parameters = (Parameter("holes", "how many holes; there is one pigeon more"),)
    claim = "unsatisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        holes = parameters["holes"]
        return refuse_literals((holes + 1) * holes * (holes + 1))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        holes = parameters["holes"]
        there = f"{holes} hole{'s' * (holes > 1)}"
        if answer == "unsatisfiable":
            return f"However {holes + 1} pigeons are put into {there}, some hole holds two."
        put = f"be put into {there}, no two into the same"
        return f"{holes + 1} pigeons can {put}." if answer else f"Can {holes + 1} pigeons {put}?"

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.pigeonhole.encode import encode

        return encode(parameters["holes"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.pigeonhole.encode import decode

        return decode(parameters["holes"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.pigeonhole.verify import verify

        verify(parameters["holes"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.pigeonhole.recount import recount

        return recount(parameters["holes"])


FAMILY = Pigeonhole()
