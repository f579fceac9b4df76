"""Values of formulas by interval arithmetic, for the test that a mutant has to fail first: no code of Workbench.

A formula is read by Python's own parser, `^` as `**`, and evaluated to a ball that holds its value for certain (Arb);
two values differ where their balls are apart. Sums are written `Sum(f, (k, 1, n))`, so that Python reads them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from flint import acb, arb, ctx

BITS = 200
Ball = Any
Point = Mapping[str, str]
"""Name -> a number as a formula has it: `-3/2`, `1 + 2*i`."""


class Unknown(Exception):
    """No finite ball is found."""


class NoValue(Unknown):
    """A division by exactly zero."""


def parsed(text: str) -> ast.expr:
    """A formula. Raises Unknown for what Python does not read."""
    try:
        return ast.parse(text.replace("^", "**").strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise Unknown(str(error)) from error


def ball(text: str, at: Point) -> Ball:
    """A ball around the value at a point. Raises Unknown."""
    with _precision():
        return _value(parsed(text), {name: _value(parsed(value), {}) for name, value in at.items()})


def apart(one: str, other: str, at: Point) -> bool:
    """Whether both have a value at a point, and these differ for certain."""
    try:
        return not ball(one, at).overlaps(ball(other, at))
    except Unknown:
        return False


def has_value(text: str, at: Point) -> bool:
    """Whether there is a value for certain."""
    try:
        ball(text, at)
    except Unknown:
        return False
    return True


def integral(body: ast.expr, name: str, low: Ball, high: Ball) -> Ball:
    """A ball around an integral along a line, where the integrand is analytic around it. Raises Unknown."""

    def integrand(here: Ball, analytic: bool) -> Ball:
        try:
            return _value(body, {name: here}, analytic=analytic)
        except Unknown:
            return acb("nan")

    with _precision():
        found = acb.integral(integrand, low, high, eval_limit=20_000)
    if not found.is_finite():
        raise Unknown("an integral")
    return found


def exact(text: str, at: Point) -> Fraction:
    """The value of arithmetic on rational numbers. Raises Unknown for anything else."""
    return _exact(parsed(text), {name: _exact(parsed(value), {}) for name, value in at.items()})


@contextmanager
def _precision() -> Iterator[None]:
    before, ctx.prec = ctx.prec, BITS
    try:
        yield
    finally:
        ctx.prec = before


def _value(tree: ast.expr, at: Mapping[str, Ball], *, analytic: bool = False) -> Ball:
    found = _applied(tree, at, analytic)
    if not found.is_finite():
        raise Unknown("no finite ball")
    return found


def _applied(tree: ast.expr, at: Mapping[str, Ball], analytic: bool) -> Ball:
    match tree:
        case ast.Constant(value=int() as number):
            return acb(number)
        case ast.Name(id=name):
            constants = {"pi": acb.pi(), "e": acb(1).exp(), "i": acb(0, 1)}
            if name in at or name in constants:
                return at[name] if name in at else constants[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, at, analytic=analytic)
        case ast.BinOp(left=left, op=operation, right=right):
            one, other = (_value(side, at, analytic=analytic) for side in (left, right))
            return _joined(operation, one, other, analytic)
        case ast.Call(func=ast.Name(id="Sum"), args=[body, ast.Tuple(elts=[ast.Name(id=name), low, high])]):
            first, last = (_whole(_value(bound, at)) for bound in (low, high))
            if not -1 <= last - first <= 1000:
                raise Unknown("the bounds of a sum")
            return sum((_value(body, {**at, name: acb(k)}) for k in range(first, last + 1)), acb(0))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _function(name, [_value(one, at, analytic=analytic) for one in arguments], analytic)
    raise Unknown(ast.dump(tree)[:100])


def _joined(operation: ast.operator, one: Ball, other: Ball, analytic: bool) -> Ball:
    match operation:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.Div():
            return one / other
        case ast.Pow():
            whole = other.real.unique_fmpz() if other.is_exact() and other.imag == 0 else None
            if whole is not None and other == acb(whole) and abs(whole) < 10_000:
                return one ** int(whole)
            return (other * one.log(analytic=analytic)).exp()
    raise Unknown("an operation")


def _whole(value: Ball) -> int:
    number = value.real.unique_fmpz() if value.imag == 0 else None
    if number is None:
        raise Unknown("no integer")
    return int(number)


def _function(name: str, values: list[Ball], analytic: bool) -> Ball:
    one = values[0]
    if name in ("sqrt", "log"):
        return getattr(one, name)(analytic=analytic)
    if name in ("exp", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh"):
        return getattr(one, name)()
    if name == "abs" and not analytic:
        return acb(abs(one))
    if name == "floor" and one.imag == 0 and (whole := one.real.floor().unique_fmpz()) is not None:
        return acb(whole)
    if name == "factorial" and _whole(one) >= 0:
        return acb(arb.fac_ui(_whole(one)))
    raise Unknown(name)


def _exact(tree: ast.expr, at: Mapping[str, Fraction]) -> Fraction:
    match tree:
        case ast.Constant(value=int() as number):
            return Fraction(number)
        case ast.Name(id=name) if name in at:
            return at[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_exact(inner, at)
        case ast.BinOp(left=left, op=operation, right=right):
            one, other = _exact(left, at), _exact(right, at)
            match operation:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    if other == 0:
                        raise NoValue("a division by zero")
                    return one / other
                case ast.Pow() if other.denominator == 1 and 0 <= other < 100:
                    return one ** int(other)
    raise Unknown(ast.dump(tree)[:100])


def one_sided(one: str, other: str, at: Point) -> bool:
    """Whether exactly one of two has a value at a point: the other divides by zero there."""
    return sorted(map(_divides_by_zero, (one, other), (at, at)), key=str) == [False, True]


def _divides_by_zero(text: str, at: Point) -> bool | None:
    try:
        exact(text, at)
    except NoValue:
        return True
    except Unknown:
        return None
    return False
