"""Two expressions compared in floating point, at points of their domains."""

from __future__ import annotations

import cmath
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from campaigns.fuzz.symbolic_values import Unknown
from workbench.checkers.symbolic.tree import Name, Number, Tree

POINTS = ((0.7, 1.3), (2.0, 3.0), (1.0, 0.5), (-0.6, 1.7), (-2.0, -1.0), (0.25, -3.5), (5.0, 4.0), (0.0, 2.0))


def compared(equal: bool, left: Tree, right: Tree, domains: Mapping[str, str], certificate: Any) -> None:
    """Raises AssertionError where what was accepted as equal differs at a point, or as different is equal at all."""
    points = []
    for x, y in POINTS:
        point = {"x": complex(x), "y": complex(y)}
        points.append({name: _into(domains.get(name, "real"), value) for name, value in point.items()})
    different = undefined = False
    for point in points:
        try:
            one, other = _float(left, point), _float(right, point)
        except (Unknown, ValueError, OverflowError, ZeroDivisionError):
            undefined = True
            continue
        size = max(abs(one), abs(other))
        if size < 1e8 and abs(one - other) > 1e-6 * max(1.0, size):
            different = True
            assert not equal, f"accepted as equal, and they differ at {point}"
    at = certificate["proof"].get("at") if isinstance(certificate, dict) else None
    assert equal or different or undefined or at, "accepted as different, and they are equal everywhere"


def _into(domain: str, value: complex) -> complex:
    if domain in ("integer", "natural"):
        value = complex(round(value.real))
    return (
        complex(abs(value.real) + (0.5 if domain == "positive" else 0)) if domain in ("positive", "natural") else value
    )


def _float(tree: Tree, point: Mapping[str, complex]) -> complex:
    if isinstance(tree, Number):
        return complex(Fraction(tree.numerator, tree.denominator))
    if isinstance(tree, Name):
        constants = {"pi": cmath.pi, "e": cmath.e, "E": cmath.e, "i": 1j, "I": 1j}
        if tree.name in point:
            return point[tree.name]
        if tree.name in constants:
            return complex(constants[tree.name])
        raise Unknown
    values = [_float(one, point) for one in tree.arguments]
    simple: dict[str, Callable[..., complex]] = {
        "neg": lambda a: -a,
        "/": lambda a, b: a / b,
        "^": lambda a, b: a**b,
        "exp": cmath.exp,
        "sin": cmath.sin,
        "cos": cmath.cos,
        "sqrt": cmath.sqrt,
        "abs": abs,
    }
    if tree.head in ("+", "*"):
        found = complex(tree.head == "*")
        for one in values:
            found = found + one if tree.head == "+" else found * one
        return found
    if tree.head == "log" and len(values) == 1:
        return cmath.log(values[0])
    if tree.head not in simple:
        raise Unknown
    return simple[tree.head](*values)
