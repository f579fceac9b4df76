"""Do these queens stand without attacking one another?"""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, witness: Any) -> None:
    """Raise WrongWitness for two queens in a column or a diagonal; a witness has one in each row by its form."""
    columns = integers(part(witness, "columns"), 0, n - 1, "the list of columns", n)
    taken: dict[tuple[str, int], int] = {}
    for row, column in enumerate(columns):
        for line in (("column", column), ("diagonal /", row + column), ("diagonal \\", row - column)):
            if line in taken:
                raise WrongWitness(f"the queens of rows {taken[line]} and {row} share a {line[0]}")
            taken[line] = row
