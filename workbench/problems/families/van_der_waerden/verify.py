"""Is this a colouring of 1..n without an arithmetic progression of lengths[c] numbers of colour c?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, lengths: Sequence[int], witness: Any) -> None:
    """Raise WrongWitness for a progression that is too long: walk 1..n in every step, counting runs of a colour."""
    colour = integers(part(witness, "colouring"), 0, len(lengths) - 1, "the colouring", n)
    for step in range(1, (n - 1) // (min(lengths) - 1) + 1):
        for start in range(step):
            walk = colour[start::step]
            run = 0
            for place, shade in enumerate(walk):
                run = run + 1 if place and walk[place - 1] == shade else 1
                if run == lengths[shade]:
                    last = start + 1 + place * step
                    numbers = ", ".join(str(last - back * step) for back in reversed(range(run)))
                    raise WrongWitness(f"{numbers} are all of colour {shade}")
