"""Is this a colouring of 1..n without a monochromatic Pythagorean triple?"""

from __future__ import annotations

from math import isqrt
from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, colours: int, witness: Any) -> None:
    """Raise WrongWitness unless no legs a < b of one colour have a hypotenuse up to n of that colour.

    Sums of squares stay below 2^53, so that double precision holds them, and far enough below that the root of none is
    rounded to an integer but that of a square.
    """
    colour = integers(part(witness, "colouring"), 0, colours - 1, "the colouring", n)
    import numpy as np

    shades = np.array(colour)
    for shade in range(colours):
        members = np.flatnonzero(shades == shade) + 1
        squares = members.astype(np.float64) ** 2
        ends = np.searchsorted(squares, n * n - squares, side="right")
        for place, a in enumerate(members.tolist()):
            roots = np.sqrt(squares[place + 1 : ends[place]] + a * a)
            for root in roots[roots == np.floor(roots)].tolist():
                c = int(root)
                if colour[c - 1] == shade:
                    b = isqrt(c * c - a * a)
                    raise WrongWitness(f"{a}^2 + {b}^2 = {c}^2, and all three are of colour {shade}")
