"""Is this a colouring of 1..n without a monochromatic x + y = z?"""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, colours: int, witness: Any) -> None:
    """Raise WrongWitness unless no two numbers of a colour, equal or not, have a sum of that colour."""
    colour = integers(part(witness, "colouring"), 0, colours - 1, "the colouring", n)
    for shade in range(colours):
        members = [number for number, its in enumerate(colour, 1) if its == shade]
        inside = set(members)
        for place, x in enumerate(members):
            for y in members[place:]:
                if x + y in inside:
                    raise WrongWitness(f"{x} + {y} = {x + y} are all of colour {shade}")
