"""DIMACS: any formula in conjunctive normal form, as a file says it.

The plain formula is the file's: its variables, its clauses in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters


class Dimacs:
    """The family `dimacs`; the format is that of the second DIMACS challenge (1993) as SAT competitions use it."""

    name = "dimacs"
    help = "any DIMACS CNF file"
    parameters = (Parameter("file", "a DIMACS CNF file", kind="file"),)
    claim = None
    encoder_version = 2

    def refuse(self, parameters: Parameters) -> str | None:
        return None  # the reader of the file has limits of its own

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        formula = f"The formula in {parameters['file'].name}"
        return f"{formula} is {answer}." if answer else f"Is t{formula[1:]} satisfiable?"

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.dimacs.encode import encode

        return encode(parameters["file"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.dimacs.encode import decode

        return decode(parameters["file"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.dimacs.verify import verify

        verify(parameters["file"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.dimacs.recount import recount

        return recount(parameters["file"])


FAMILY = Dimacs()
