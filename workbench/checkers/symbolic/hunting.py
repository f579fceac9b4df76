"""Look for a point at which two sides differ: a handful of values for each variable, and where a divisor vanishes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from flint import fmpq

from workbench.checkers.symbolic.derivative import without_derivatives
from workbench.checkers.symbolic.domains import bounds_of, holds, univariate
from workbench.checkers.symbolic.exact import NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.expansion import Expansion
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.ring import Poly
from workbench.checkers.symbolic.second import Equality, differ
from workbench.checkers.symbolic.tree import Node, Number, Tree, text

MOST_POINTS = 60
WHOLE = ["2", "1", "0", "3", "5", "4", "7", "10"]
VALUES = {
    "complex": ["2", "-1", "0", "1/2", "3", "i", "-2", "1+2*i", "-3/2"],
    "real": ["2", "-1", "0", "1/2", "3", "-2", "1", "-3/2", "7"],
    "rational": ["2", "-1", "0", "1/2", "3", "-2", "1", "-3/2", "7"],
    "integer": ["2", "-1", "0", "3", "-2", "1", "5", "-4", "7"],
    "natural": WHOLE,
    "positive": ["2", "1/2", "3", "1", "5/3", "7", "1/3"],
}


def counterexample(equality: Equality) -> dict[str, object] | None:
    """A proof that the sides are not equal; None where none is found."""
    for point in islice(_points(equality), MOST_POINTS):
        try:
            if differ(equality, point) is not None:
                return {"by": "counterexample", "at": {name: text(value) for name, value in point.items()}}
        except (NotExact, TooLarge, Undefined):
            continue
    return None


def some_points(equality: Equality) -> Iterator[dict[str, Tree]]:
    """Points of the domain, a handful."""
    return islice(_points(equality), 8)


def _points(equality: Equality) -> Iterator[dict[str, Tree]]:
    """First the values of each row side by side, shifted for each variable; then where divisors vanish; then all."""
    names = list(equality.variables)
    if not names:
        yield {}
        return
    values = [[parse(one) for one in _values(equality.variables[name])] for name in names]
    for row in range(8):
        yield {name: own[(row + shift) % len(own)] for shift, (name, own) in enumerate(zip(names, values, strict=True))}
    for name, root in _vanishing(equality):
        for row in range(3):
            yield {
                other: root if other == name else own[(row + shift) % len(own)]
                for shift, (other, own) in enumerate(zip(names, values, strict=True))
            }
    for chosen in product(*(own[:6] for own in values)):
        yield dict(zip(names, chosen, strict=True))


def _values(domain: str) -> list[str]:
    if bounds := bounds_of(domain):
        low, high = bounds
        return [
            str(one) for one in dict.fromkeys((low, high, (low + high) // 2, low + 1, high - 1)) if low <= one <= high
        ]
    return VALUES[domain]


def _vanishing(equality: Equality) -> Iterator[tuple[str, Tree]]:
    """(variable, value) at which a divisor that is linear or quadratic in it alone is zero."""
    trees = []
    for one in (equality.left, equality.right):
        try:
            trees.append(without_derivatives(one))
        except NotExact:
            return
    try:
        expansion = Expansion(trees, equality.variables)
        for tree in trees:
            expansion.of(tree)
        factors = [factor for poly in expansion.divisors for factor, _ in expansion.ring.factors(poly)[1]]
    except (NotExact, TooLarge, Undefined):
        return
    for factor in factors:
        degrees = [int(one) for one in factor.degrees()]
        places = [at for at, degree in enumerate(degrees) if degree > 0]
        name = expansion.ring.is_name(places[0]) if len(places) == 1 else None
        if name in equality.variables and name is not None:
            for root in roots_of_low_degree(factor, degrees[places[0]]):
                if not isinstance(root, Number) or holds(equality.variables[name], _rational(root)):
                    yield name, root


def _rational(number: Number) -> fmpq:
    return fmpq(number.numerator, number.denominator)


def roots_of_low_degree(factor: Poly, degree: int) -> list[Tree]:
    """The roots of a polynomial of degree 1 or 2, as trees."""
    poly = univariate(factor)
    c, b, a = (Number(int(poly[at].p), int(poly[at].q)) for at in range(3))
    if degree == 1:
        root = -poly[0] / poly[1]
        return [Number(int(root.p), int(root.q))]
    if degree != 2:
        return []
    discriminant = parse(f"({text(b)})^2 - 4*({text(a)})*({text(c)})")
    return [
        Node("/", (Node("+", (Node("neg", (b,)), Node("*", (Number(sign), Node("sqrt", (discriminant,)))))), double))
        for sign in (1, -1)
        for double in [Node("*", (Number(2), a))]
    ]
