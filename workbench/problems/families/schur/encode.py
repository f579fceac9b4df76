"""Schur as a formula, and a model as a colouring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.problems.cnf import Encoding
from workbench.problems.families.colouring import colouring, colours_of, fix_colours


def encode(n: int, colours: int) -> Encoding:
    """The formula of the family's docstring; 1 and 2 are given colours, since 1 + 1 = 2 keeps them apart."""
    solutions = [(x, y, x + y) if x < y else (x, x + x) for x in range(1, n // 2 + 1) for y in range(x, n - x + 1)]
    plain = colouring(n, colours, [solutions] * colours)
    added = fix_colours(range(1, min(n, 2) + 1), colours, "As 1 + 1 = 2, the numbers 1 and 2 differ in colour.")
    return Encoding(plain, plain.clauses, added, plain.variables)


def decode(n: int, colours: int, model: Sequence[int]) -> dict[str, Any]:
    """The colouring that a model describes."""
    return {"colouring": colours_of(model, n, colours)}
