"""Fractions of polynomials over the rationals, by FLINT and within a budget; more generators as they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from workbench.checkers.symbolic.exact import NotExact, TooLarge

Poly = Any
"""A `fmpq_mpoly`."""

MOST_WORK = 3_000_000
"""Products of terms in one expansion, about a second."""
MOST_TERMS = 200_000
MOST_POWER_WORK = 20_000_000
MOST_FACTORED = 400
"""Terms of a polynomial that is factored."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """above / below, where below is not the zero polynomial."""

    above: Poly
    below: Poly


class Ring:
    """Polynomials in the given names and up to `spare` generators beside them."""

    def __init__(self, names: Iterable[str], spare: int) -> None:
        self._names = tuple(names)
        self._size = len(self._names) + spare
        labels = [f"x{at}" for at in range(max(1, self._size))]
        self._context = fmpq_mpoly_ctx.get(labels, Ordering.degrevlex)
        self._used = len(self._names)
        self._left = MOST_WORK
        self.one = self._context.constant(1)
        self.zero = self._context.constant(0)

    def number(self, value: fmpq) -> Fraction:
        return Fraction(self._context.constant(value), self.one)

    def name(self, name: str) -> Fraction:
        return self.generator(self._names.index(name))

    def is_name(self, at: int) -> str | None:
        """The name of a generator; None for one that was added."""
        return self._names[at] if at < len(self._names) else None

    def of_names(self, poly: Poly) -> bool:
        """Whether a polynomial is one in names alone."""
        return all(degree <= 0 or at < len(self._names) for at, degree in enumerate(poly.degrees()))

    def generator(self, at: int) -> Fraction:
        return Fraction(self._context.gen(at), self.one)

    def new(self) -> int:
        """One more generator. Raises TooLarge where none is left."""
        if self._used >= self._size:
            raise TooLarge("it has too many different functions in it")
        self._used += 1
        return self._used - 1

    def of_terms(self, terms: dict[tuple[int, ...], fmpq]) -> Poly:
        return self._context.from_dict(terms)

    def times(self, one: Poly, other: Poly) -> Poly:
        bits = (
            one.leading_coefficient().height_bits() + other.leading_coefficient().height_bits() if one and other else 0
        )
        self._left -= len(one) * len(other) * (1 + bits // 1000)
        if self._left < 0:
            raise TooLarge("its expansion has too many terms")
        return one * other

    def power(self, base: Poly, exponent: int) -> Poly:
        bits = base.leading_coefficient().height_bits() if base else 0
        if len(base) <= 1:
            if exponent * max(1, bits) > MOST_POWER_WORK:
                raise TooLarge("a power has more than a million digits")
            return base**exponent
        if exponent > 100_000:
            raise TooLarge("an exponent beyond 100,000")
        box = 1
        for degree in base.degrees():
            box *= degree * exponent + 1
        terms = min(box, comb(len(base) + exponent - 1, min(exponent, len(base) - 1)))
        if terms > MOST_TERMS or terms * exponent * (1 + bits) > MOST_POWER_WORK:
            raise TooLarge("its expansion has too many terms")
        self._left -= terms * (1 + exponent // 64)
        return base**exponent

    def add(self, one: Fraction, other: Fraction) -> Fraction:
        if one.below == other.below:
            return self.lowest(one.above + other.above, one.below)
        above = self.times(one.above, other.below) + self.times(other.above, one.below)
        return self.lowest(above, self.times(one.below, other.below))

    def multiply(self, one: Fraction, other: Fraction) -> Fraction:
        return self.lowest(self.times(one.above, other.above), self.times(one.below, other.below))

    def raised(self, base: Fraction, exponent: int) -> Fraction:
        """A power; the base of a negative one is not zero."""
        above, below = self.power(base.above, abs(exponent)), self.power(base.below, abs(exponent))
        return Fraction(below, above) if exponent < 0 else Fraction(above, below)

    def lowest(self, above: Poly, below: Poly) -> Fraction:
        """In lowest terms, where that is cheap."""
        if below.is_constant():
            return Fraction(above / below.leading_coefficient(), self.one)
        if len(above) * len(below) <= 200_000:
            common = above.gcd(below)
            if not common.is_one():
                above, below = above / common, below / common
        lead = below.leading_coefficient()
        return Fraction(above / lead, below / lead)

    def factors(self, poly: Poly) -> tuple[fmpq, list[tuple[Poly, int]]]:
        """Irreducible factors over the rationals. Raises NotExact for what is too long."""
        if len(poly) > MOST_FACTORED or poly.total_degree() > MOST_FACTORED:
            raise NotExact("a divisor or radicand that is too long")
        constant, found = poly.factor()
        return constant, [(factor, int(power)) for factor, power in found]
