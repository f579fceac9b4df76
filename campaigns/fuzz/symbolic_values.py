"""Exact values of an expression: of the tree that the grammar made of it, and by Python's own grammar."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction

from workbench.checkers.symbolic.tree import Name, Number, Tree


class Unknown(Exception):
    """There is no value that is known here."""


def exact(tree: Tree, point: Mapping[str, Fraction]) -> Fraction | None:
    """The value of what is rational arithmetic; None for anything else."""
    if isinstance(tree, Number):
        return Fraction(tree.numerator, tree.denominator)
    if isinstance(tree, Name):
        return point.get(tree.name)
    values = [exact(one, point) for one in tree.arguments]
    if any(one is None for one in values):
        return None
    known = [one for one in values if one is not None]
    match tree.head:
        case "+":
            return sum(known, Fraction(0))
        case "*":
            found = Fraction(1)
            for one in known:
                found *= one
            return found
        case "neg":
            return -known[0]
        case "/":
            return known[0] / known[1] if known[1] else None
        case "^":
            return _power(*known)
    return None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or abs(exponent) > 30 or abs(base.numerator) + base.denominator > 10**40:
        return None
    return base ** int(exponent) if base or exponent > 0 else None


def by_python(text: str, point: Mapping[str, Fraction]) -> Fraction | None:
    """The value by Python's own grammar, which has the same precedences; None where it has none."""
    try:
        node = ast.parse(text.strip().replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None

    def value(one: ast.expr) -> Fraction:
        match one:
            case ast.Constant(value=int(number)):
                return Fraction(number)
            case ast.Name(id=name):
                return point[name]
            case ast.UnaryOp(op=sign, operand=operand):
                return value(operand) * (-1 if isinstance(sign, ast.USub) else 1)
            case ast.BinOp(left=left, op=sign, right=right):
                a, b = value(left), value(right)
                match sign:
                    case ast.Add():
                        return a + b
                    case ast.Sub():
                        return a - b
                    case ast.Mult():
                        return a * b
                    case ast.Div():
                        return a / b
                    case ast.Pow():
                        found = _power(a, b)
                        if found is None:
                            raise Unknown
                        return found
        raise Unknown

    try:
        return value(node)
    except (Unknown, KeyError, ZeroDivisionError, RecursionError):
        return None
