"""Is this a colouring of 1..n without a monochromatic Pythagorean triple?"""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.witness import integers, part


def verify(n: int, colours: int, witness: Any) -> None:
    """Raise WrongWitness unless no legs a < b of one colour have a hypotenuse up to n of that colour.

    Squares stay below 2^53, where the double-precision root of a square is exact.
    """
    colour = integers(part(witness, "colouring"), 0, colours - 1, "the colouring", n)
    import numpy as np

    shade = np.array([-1, *colour])
    numbers = np.arange(n + 1, dtype=np.int64)
    squares = numbers * numbers
    for a in range(1, n):
        b = numbers[a + 1 :]
        b = b[: np.searchsorted(squares[a + 1 :], n * n - a * a, side="right")]
        if not len(b):
            break
        b = b[shade[b] == shade[a]]
        c = np.rint(np.sqrt((squares[b] + a * a).astype(np.float64))).astype(np.int64)
        wrong = np.flatnonzero((squares[c] == squares[b] + a * a) & (shade[c] == shade[a]))
        if len(wrong):
            leg, hypotenuse = int(b[wrong[0]]), int(c[wrong[0]])
            raise WrongWitness(f"{a}^2 + {leg}^2 = {hypotenuse}^2, and all three are of colour {colour[a - 1]}")
