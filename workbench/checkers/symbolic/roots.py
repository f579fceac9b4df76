"""Whether a set is that of all solutions of an equation in one unknown: each is one, and there are no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq, fmpq_poly

from workbench.checkers.symbolic.domains import holds, real_roots, univariate
from workbench.checkers.symbolic.exact import Exact, NotExact, Undefined, Value
from workbench.checkers.symbolic.expansion import Expansion
from workbench.checkers.symbolic.ring import Poly
from workbench.checkers.symbolic.second import inside
from workbench.checkers.symbolic.tree import Node, Tree, difference, free_names, text


@dataclass(frozen=True, slots=True)
class Solutions:
    """What was found out about a set that was given as all solutions."""

    complete: bool
    reason: str


def judge_solutions(equation: Tree, unknown: str, domain: str, given: Sequence[Tree]) -> Solutions:
    """Raises NotExact for an equation that is not polynomial or rational in its unknown, or holds everywhere."""
    left, right = sides_of(equation)
    number = count(left, right, unknown, domain)
    exact = Exact()
    found: list[Value] = []
    for tree in given:
        value = _plain(exact, exact.value(tree, {}), left, right, unknown, domain)
        shown = text(tree)[:200]
        if not inside(exact, domain, value):
            return Solutions(False, f"{shown} is not {domain}")
        if not _solves(exact, left, right, unknown, value):
            return Solutions(False, f"{unknown} = {shown} is no solution")
        if not any(exact.same(value, other) for other in found):
            found.append(value)
    if len(found) < number:
        return Solutions(False, f"there are {number} solutions, and {len(found)} of them are given")
    return Solutions(True, f"each of them solves the equation, and it has {number} solution{'s' * (number != 1)}")


def _plain(exact: Exact, value: Value, left: Tree, right: Tree, unknown: str, domain: str) -> Value:
    """A value as a rational number, where it is a rational solution in a form with roots: sqrt(2)*sqrt(2)."""
    if isinstance(value, fmpq):
        return value
    rational = (fmpq(-poly[0] / poly[1]) for poly in _factors(left, right, unknown, domain) if int(poly.degree()) == 1)
    return next((one for one in rational if exact.same(value, one)), value)


def sides_of(equation: Tree) -> tuple[Tree, Tree]:
    """Left and right of an equation. Raises NotExact for another relation."""
    if isinstance(equation, Node) and equation.head == "=":
        return equation.arguments[0], equation.arguments[1]
    raise NotExact("an equation `left = right` was expected")


def _solves(exact: Exact, left: Tree, right: Tree, unknown: str, value: Value) -> bool:
    try:
        one, other = (exact.value(side, {unknown: value}) for side in (left, right))
    except Undefined:
        return False
    return exact.same(one, other)


def count(left: Tree, right: Tree, unknown: str, domain: str) -> int:
    """How many solutions a rational equation has, by the factors of its numerator."""
    return sum(_roots_in(poly, domain) for poly in _factors(left, right, unknown, domain))


def _factors(left: Tree, right: Tree, unknown: str, domain: str) -> list[fmpq_poly]:
    """The irreducible factors whose roots solve a rational equation."""
    tree = difference(left, right)
    if others := sorted(free_names(tree) - {unknown}):
        raise NotExact(f"the equation is not rational over the rational numbers: it has {others[0]}")
    expansion = Expansion([tree], {unknown: domain})
    above = expansion.of(tree).above
    if above == 0:
        raise NotExact("the equation holds everywhere")
    if expansion.has_functions:
        raise NotExact("the equation is not rational over the rational numbers")
    return [
        univariate(factor)
        for factor, _ in expansion.ring.factors(above)[1]
        if not any(_divides(factor, divisor) for divisor in expansion.divisors)
    ]


def _divides(factor: Poly, divisor: Poly) -> bool:
    return bool(divisor.gcd(factor) != 1)


def _roots_in(poly: fmpq_poly, domain: str) -> int:
    """The roots of an irreducible polynomial in a domain."""
    degree = int(poly.degree())
    if domain == "complex":
        return degree
    if degree == 1:
        return int(holds(domain, fmpq(-poly[0] / poly[1])))
    if domain in ("real", "positive"):
        roots = real_roots(poly)
        if any(root.real.contains(0) for root in roots):
            raise NotExact("a root that may be zero")
        return sum(1 for root in roots if domain == "real" or root.real > 0)
    return 0
