"""Pigeonhole as a formula, and a model (of which there is none) as a seating."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from workbench.problems.cnf import CNF, Clause, Encoding


def encode(holes: int) -> Encoding:
    """The formula of the family's docstring."""
    seats = [tuple(range(pigeon * holes + 1, (pigeon + 1) * holes + 1)) for pigeon in range(holes + 1)]
    clauses: list[Clause] = list(seats)
    for hole in zip(*seats, strict=True):
        clauses += ((-one, -other) for one, other in combinations(hole, 2))
    plain = CNF(holes * (holes + 1), tuple(clauses))
    return Encoding(plain, plain.clauses, (), plain.variables)


def decode(holes: int, model: Sequence[int]) -> dict[str, Any]:
    """The hole of each pigeon (the last hole where the model has none)."""
    true = {value for value in model if value > 0}
    hole_of = [
        next((hole for hole in range(holes) if pigeon * holes + hole + 1 in true), holes - 1)
        for pigeon in range(holes + 1)
    ]
    return {"holes": hole_of}
