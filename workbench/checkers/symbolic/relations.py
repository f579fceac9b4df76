"""What the powers of a generator are: of a root, g^n = u; of a root of unity, what its cyclotomic polynomial says."""

from __future__ import annotations

from collections.abc import Iterable
from math import lcm

from flint import fmpq, fmpz, fmpz_poly

from workbench.checkers.symbolic.ring import Fraction, Ring
from workbench.checkers.symbolic.tree import Node, Number, Tree, walk

MOST_DENOMINATOR = 720


class Powers:
    """g^n = u."""

    def __init__(self, value: Fraction) -> None:
        self._value = value

    def split(self, power: int, order: int) -> tuple[int, int]:
        """(k, r) such that g^power = (k-th `power`) g^r."""
        return divmod(power, order)

    def power(self, ring: Ring, times: int) -> Fraction:
        """u^times."""
        return ring.raised(self._value, times)


class Unity(Powers):
    """g is a primitive root of unity: all powers are combinations of those below the degree of its polynomial."""

    def __init__(self, order: int, at: int) -> None:
        self._order, self._at = order, at
        self._polynomial = fmpz_poly.cyclotomic(order)
        self.degree = int(self._polynomial.degree())

    def split(self, power: int, order: int) -> tuple[int, int]:
        return power % self._order, 0

    def power(self, ring: Ring, times: int) -> Fraction:
        """g^times, by its remainder modulo the cyclotomic polynomial."""
        rest = fmpz_poly([0] * times + [1]) % self._polynomial
        found = ring.number(fmpq(0))
        for power, coefficient in enumerate(rest.coeffs()):
            term = ring.multiply(ring.number(fmpq(coefficient)), ring.raised(ring.generator(self._at), power))
            found = ring.add(found, term)
        return found


def roots_in_turn(parts: int) -> list[tuple[tuple[object, ...], list[tuple[int, int]]]]:
    """The generators that exp(i pi / parts) holds: their keys, and (power, times) of the terms that each is.

    i = g^(parts/2), sqrt(2) = 2 cos(pi/4), sqrt(3) = 2 cos(pi/6), sqrt(5) = 1 + 4 cos(2 pi/5).
    """
    whole = 2 * parts

    def twice_cosine(step: int) -> list[tuple[int, int]]:
        return [(step, 1), (whole - step, 1)]

    found: list[tuple[tuple[object, ...], list[tuple[int, int]]]] = [(("i",), [(parts // 2, 1)])]
    found.append((("root", 2, "2", "1"), twice_cosine(parts // 4)))
    if parts % 6 == 0:
        found.append((("root", 2, "3", "1"), twice_cosine(parts // 6)))
    if parts % 5 == 0:
        found.append(
            (("root", 2, "5", "1"), [(0, 1), *((power, 2 * times) for power, times in twice_cosine(whole // 5))])
        )
    return found


def primes(value: fmpz) -> list[tuple[int, int]]:
    """The prime factors; a number that takes long to factor stays whole."""
    if value == 1:
        return []
    if value.bit_length() > 64:
        return [(int(value), 1)]
    return [(int(prime), int(power)) for prime, power in value.factor()]


def common_denominator(trees: Iterable[Tree]) -> int:
    """Of the fractions that are written, 4 at least; small integers that divide count as such."""
    found = 4
    for tree in trees:
        for one in walk(tree):
            below = one.denominator if isinstance(one, Number) else 1
            if isinstance(one, Node) and one.head == "/" and isinstance(one.arguments[1], Number):
                below = abs(one.arguments[1].numerator) or 1
            if below <= MOST_DENOMINATOR and lcm(found, below) <= MOST_DENOMINATOR:
                found = lcm(found, below)
    return found
