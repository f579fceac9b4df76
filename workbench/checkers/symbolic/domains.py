"""What is known of a polynomial on the domain of its variables: simple criteria, none of them complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_poly

if TYPE_CHECKING:
    from workbench.checkers.symbolic.ring import Poly, Ring

REAL = frozenset({"real", "rational", "integer", "natural", "positive"})
WHOLE = frozenset({"integer", "natural"})


def bounds_of(domain: str) -> tuple[int, int] | None:
    """The range that `3..40` or `-2..2` names; None for a domain that is a word."""
    first, dots, last = domain.partition("..")
    return (int(first), int(last)) if dots else None


def holds(domain: str, value: fmpq) -> bool:
    """Whether a rational number lies in a domain."""
    if bounds := bounds_of(domain):
        return bool(value.q == 1 and bounds[0] <= value <= bounds[1])
    if domain in WHOLE:
        return bool(value.q == 1 and (domain == "integer" or value >= 0))
    return bool(value > 0) if domain == "positive" else True


class Domains:
    """Criteria for the polynomials of one ring."""

    def __init__(self, ring: Ring, declared: Mapping[str, str]) -> None:
        self._ring = ring
        self._declared = declared

    def _domains(self, poly: Poly) -> list[str] | None:
        """Of the variables that occur; None where a generator does that is no variable."""
        found = []
        for at, degree in enumerate(poly.degrees()):
            if degree > 0:
                name = self._ring.is_name(at)
                if name is None:
                    return None
                found.append("positive" if name == "pi" and name not in self._declared else self._of(name))
        return found

    def _of(self, name: str) -> str:
        return self._declared.get(name, "complex")

    def real(self, poly: Poly) -> bool:
        """Whether it has real values only."""
        found = self._domains(poly)
        return found is not None and all(one in REAL or bounds_of(one) for one in found)

    def natural(self, poly: Poly) -> bool:
        """Whether its values are natural numbers: natural variables and coefficients."""
        found = self._domains(poly)
        return (
            found is not None
            and all(one == "natural" or ((span := bounds_of(one)) and span[0] >= 0) for one in found)
            and all(one.q == 1 and one >= 0 for one in poly.coeffs())
        )

    def positive(self, poly: Poly) -> bool:
        """Whether all its values are positive: no negative coefficient, no negative variable, and a term above zero."""
        found = self._domains(poly)
        if poly == 0 or found is None or any(one < 0 for one in poly.coeffs()):
            return False
        lowest = [1 if one == "positive" else 0 if one == "natural" else (bounds_of(one) or (-1,))[0] for one in found]
        if any(one < 0 for one in lowest):
            return False
        return all(one > 0 for one in lowest) or _constant_term(poly) > 0

    def nonzero(self, poly: Poly) -> bool:
        """Whether an irreducible polynomial has no zero on the domain, by one of these criteria."""
        if poly.is_constant():
            return True
        if self.positive(poly) or self.positive(-poly):
            return True
        found = self._domains(poly)
        if found is None:
            return False
        if all(one in REAL or bounds_of(one) for one in found) and _sum_of_even_powers(poly):
            return True
        if len(found) == 1:
            return _no_root(univariate(poly), found[0])
        return False


def _constant_term(poly: Poly) -> fmpq:
    return fmpq(poly.to_dict().get((0,) * len(poly.degrees()), 0))


def _sum_of_even_powers(poly: Poly) -> bool:
    """A constant and even powers, all of one sign."""
    terms = poly.to_dict()
    constant = _constant_term(poly)
    return constant != 0 and all(
        coefficient * constant > 0 and all(power % 2 == 0 for power in powers) for powers, coefficient in terms.items()
    )


def univariate(poly: Poly) -> fmpq_poly:
    """A polynomial in one generator, as one in one variable."""
    degrees = [int(one) for one in poly.degrees()]
    at = max(range(len(degrees)), key=lambda one: degrees[one])
    coefficients = [fmpq(0)] * (max(0, degrees[at]) + 1)
    for powers, coefficient in poly.to_dict().items():
        coefficients[int(powers[at])] = coefficient
    return fmpq_poly(coefficients)


def _no_root(poly: fmpq_poly, domain: str) -> bool:
    """Whether an irreducible polynomial in one variable has no root in a domain."""
    if domain == "complex":
        return False
    if poly.degree() == 1:
        return not holds(domain, -poly[0] / poly[1])
    if domain in ("real", "positive"):
        return all(root.real < 0 and domain == "positive" for root in real_roots(poly))
    return True  # irreducible of a higher degree: no rational root


def real_roots(poly: fmpq_poly) -> list[Any]:
    """Balls around the real roots of a squarefree polynomial; their imaginary part is exactly zero."""
    roots: Any = poly.complex_roots()
    return [root for root, _ in roots if root.imag == 0]
