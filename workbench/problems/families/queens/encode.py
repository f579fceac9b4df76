"""Queens as a formula, and a model as the queens' columns. No clause is added for symmetry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from workbench.problems.cnf import CNF, Clause, Encoding


def encode(n: int) -> Encoding:
    """The formula of the family's docstring."""
    squares = [(row, column) for row in range(n) for column in range(n)]
    lines: dict[tuple[str, int], list[int]] = {}
    for number, (row, column) in enumerate(squares, 1):
        for name in (("row", row), ("column", column), ("rising", row + column), ("falling", row - column)):
            lines.setdefault(name, []).append(-number)
    clauses: list[Clause] = [tuple(range(row * n + 1, row * n + n + 1)) for row in range(n)]
    for line in lines.values():
        clauses += combinations(line, 2)
    plain = CNF(n * n, tuple(clauses))
    return Encoding(plain, plain.clauses, (), plain.variables)


def decode(n: int, model: Sequence[int]) -> dict[str, Any]:
    """The column of the queen in each row."""
    true = {value for value in model if value > 0}
    return {"columns": [next((c for c in range(n) if row * n + c + 1 in true), 0) for row in range(n)]}
