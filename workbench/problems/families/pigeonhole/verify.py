"""Has every pigeon a hole of its own? (No witness can pass; whoever doubts it should write this test again.)"""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(holes: int, witness: Any) -> None:
    """Raise WrongWitness unless the holes of the holes + 1 pigeons all differ."""
    sitting: dict[int, int] = {}
    for pigeon, hole in enumerate(integers(part(witness, "holes"), 0, holes - 1, "the list of holes", holes + 1)):
        if hole in sitting:
            raise WrongWitness(f"the pigeons {sitting[hole]} and {pigeon} are both in hole {hole}")
        sitting[hole] = pigeon
