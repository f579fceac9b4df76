"""The constraints of Pythagorean triples listed a second time, by the difference d of hypotenuse and a leg.

c = b + d turns a^2 + b^2 = c^2 into a^2 = d(2b + d). So d divides a^2: a is a multiple of d / s, where s^2 is the
greatest square that divides d. No generators, no coprimality.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt

from workbench.problems.cnf import Clause


def recount(n: int, colours: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    if colours != 2:
        for number in range(n):
            yield tuple(range(number * colours + 1, number * colours + colours + 1))
    for triple in triples(n):
        if colours == 2:
            yield triple
            yield tuple(-number for number in triple)
        else:
            for colour in range(colours):
                yield tuple(-(colours * (number - 1) + colour + 1) for number in triple)


def triples(n: int) -> Iterator[tuple[int, int, int]]:
    """All a < b < c <= n with a^2 + b^2 = c^2."""
    root = [1] * (n + 1)
    for s in range(2, isqrt(n) + 1):
        root[s * s :: s * s] = [s] * len(root[s * s :: s * s])
    for d in range(1, n):
        step = d // root[d]
        for a in range(step, n, step):
            rest = a * a - d * d
            if rest > 2 * d * (n - d):
                break
            b, remainder = divmod(rest, 2 * d)
            if remainder == 0 and b > a:
                yield a, b, b + d
