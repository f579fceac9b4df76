"""Is this a proper colouring of the graph?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.graph_colouring.second_reading import second_reading
from workbench.problems.families.witness import integers, part


def verify(file: Path, colours: int, witness: Any) -> None:
    """Raise WrongWitness for two neighbours of one colour."""
    vertices, edges = second_reading(file)
    colour = integers(part(witness, "colouring"), 0, colours - 1, "the colouring", vertices)
    for u, v in edges:
        if colour[u - 1] == colour[v - 1]:
            raise WrongWitness(f"the neighbours {min(u, v)} and {max(u, v)} are both of colour {colour[u - 1]}")
