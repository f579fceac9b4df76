"""Queens: n queens on an n by n board, no two in a row, column or diagonal.

The plain formula. Variable rn + c + 1 says that a queen stands in row r and column c (0..n - 1). For each row there
is the clause that a queen stands in it, and for any two squares of a row, a column or a diagonal (of either
direction) the clause that not both are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Parameter, Parameters
from workbench.problems.families.sizes import refuse_literals


class Queens:
    """The family `queens`; there is a solution for every n but 2 and 3 (Pauls 1874)."""

    name = "queens"
    help = "n queens on an n by n board, none attacking another"
    parameters = (Parameter("n", "rows, columns and queens"),)
    claim = "satisfiable"
    encoder_version = 1

    def refuse(self, parameters: Parameters) -> str | None:
        n = parameters["n"]
        return refuse_literals(n * n + 10 * n * n * n // 3)  # 5/3 n^3 pairs of squares, fewer by lower powers of n

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        n = parameters["n"]
        stand = f"stand on a board of {n} by {n} squares without one attacking another"
        if answer is None:
            return f"Can {n} queens {stand}?"
        return f"{n} queens {'can' if answer == 'satisfiable' else 'cannot'} {stand}."

    def encode(self, parameters: Parameters) -> Encoding:
        from workbench.problems.families.queens.encode import encode

        return encode(parameters["n"])

    def decode(self, parameters: Parameters, model: Sequence[int]) -> dict[str, Any]:
        from workbench.problems.families.queens.encode import decode

        return decode(parameters["n"], model)

    def verify(self, parameters: Parameters, witness: Any) -> None:
        from workbench.problems.families.queens.verify import verify

        verify(parameters["n"], witness)

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        from workbench.problems.families.queens.recount import recount

        return recount(parameters["n"])


FAMILY = Queens()
