"""Bounds on values that have no exact form here: balls of complex numbers that hold the value for certain (Arb).

A ball proves that two values differ where the balls are apart. It never proves that they are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flint import acb, arb, ctx, fmpq

from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.tree import Name, Node, Number, Tree

Ball = Any
PRECISIONS = (64, 256, 1024)
"""Bits, tried one after the other."""
MOST_TERMS = 2_000
"""Of a sum or product."""
MOST_STEPS = 50_000
"""Of one evaluation: sums stand in each other."""


def apart(left: Tree, right: Tree, at: Mapping[str, Tree]) -> bool:
    """Whether both sides have a value at this point, and these are proved to differ."""
    for bits in PRECISIONS:
        with _precision(bits):
            try:
                one, other = enclose(left, _balls(at)), enclose(right, _balls(at))
            except NotExact:
                continue
            if one.is_finite() and other.is_finite() and not one.overlaps(other):
                return True
    return False


def defined(tree: Tree, at: Mapping[str, Tree]) -> bool:
    """Whether the tree is proved to have a value at this point."""
    for bits in PRECISIONS:
        with _precision(bits):
            try:
                if enclose(tree, _balls(at)).is_finite():
                    return True
            except NotExact:
                continue
    return False


def order(left: Tree, right: Tree) -> int:
    """-1 or 1, where both are proved to be real and one the smaller. Raises NotExact where they are not."""
    for bits in PRECISIONS:
        with _precision(bits):
            one, other = enclose(left, {}), enclose(right, {})
            gap = one.real - other.real
            if one.imag == 0 and other.imag == 0 and (gap > 0 or gap < 0):
                return 1 if gap > 0 else -1
    raise NotExact("two values that are very near to each other, or not real")


def shown(tree: Tree, at: Mapping[str, Tree]) -> str:
    """The value in a few digits, with its error."""
    with _precision(PRECISIONS[1]):
        return str(enclose(tree, _balls(at)).str(12))


def _balls(at: Mapping[str, Tree]) -> dict[str, Ball]:
    return {name: enclose(value, {}) for name, value in at.items()}


@contextmanager
def _precision(bits: int) -> Any:
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def enclose(tree: Tree, at: Mapping[str, Ball], steps: Iterator[int] | None = None) -> Ball:
    """A ball around the value, which is finite. Raises NotExact where none is found."""
    steps = iter(range(MOST_STEPS)) if steps is None else steps
    if next(steps, None) is None:
        raise NotExact("a value that takes too many steps")
    if isinstance(tree, Number):
        return acb(arb(fmpq(tree.numerator, tree.denominator)))
    if isinstance(tree, Name):
        return _name(tree.name, at)
    if tree.head in ("sum", "product"):
        return _series(tree, at, steps)
    if tree.head not in _RULES:
        raise NotExact(f"`{tree.head}` is not bounded")
    found = _RULES[tree.head]([enclose(one, at, steps) for one in tree.arguments])
    if not found.is_finite():  # a part of what has no value would look as if it had one
        raise NotExact("a value that may not be there")
    return found


def _name(name: str, at: Mapping[str, Ball]) -> Ball:
    if name in at:
        return at[name]
    if name in ("i", "I"):
        return acb(0, 1)
    if name == "pi":
        return acb.pi()
    if name in ("e", "E"):
        return acb(1).exp()
    raise NotExact(f"{name} has no value")


def _series(tree: Node, at: Mapping[str, Ball], steps: Iterator[int]) -> Ball:
    body, variable, first, last = tree.arguments
    assert isinstance(variable, Name)
    begin, end = (_integer(enclose(bound, at, steps)) for bound in (first, last))
    if not -1 <= end - begin <= MOST_TERMS:
        raise NotExact("too many terms, or bounds that run backwards")
    total = acb(0 if tree.head == "sum" else 1)
    for index in range(begin, end + 1):
        term = enclose(body, {**at, variable.name: acb(index)}, steps)
        total = total + term if tree.head == "sum" else total * term
    return total


def _integer(value: Ball) -> int:
    whole = value.real.unique_fmpz() if value.imag == 0 else None
    if whole is None:
        raise NotExact("an integer was expected")
    return int(whole)


def _fold(join: Callable[[Ball, Ball], Ball]) -> Callable[[list[Ball]], Ball]:
    def fold(values: list[Ball]) -> Ball:
        total = values[0]
        for one in values[1:]:
            total = join(total, one)
        return total

    return fold


def _power(values: list[Ball]) -> Ball:
    base, exponent = values
    whole = exponent.real.unique_fmpz() if exponent.is_exact() and exponent.imag == 0 else None
    if whole is not None and exponent == acb(whole):
        if abs(whole) > 100_000:
            raise NotExact("an exponent that is too large")
        return base ** int(whole)  # 1 where both are 0
    if base == 0 and exponent.real > 0:
        return acb(0)
    return (exponent * base.log()).exp()


def _log(values: list[Ball]) -> Ball:
    return values[0].log() if len(values) == 1 else values[0].log() / values[1].log()


def _real(values: list[Ball]) -> list[arb]:
    if any(one.imag != 0 for one in values):
        raise NotExact("a number that may not be real")
    return [one.real for one in values]


def _floor(values: list[Ball]) -> Ball:
    (value,) = _real(values)
    whole = value.floor().unique_fmpz()
    if whole is None:
        raise NotExact("a number that may lie on either side of an integer")
    return acb(whole)


def _sign(values: list[Ball]) -> Ball:
    (value,) = _real(values)
    if value > 0 or value < 0:
        return acb(1 if value > 0 else -1)
    raise NotExact("a number that may be zero")


def _cube_root(values: list[Ball]) -> Ball:
    return _power([values[0], acb(arb(fmpq(1, 3)))]) if values[0] != 0 else acb(0)


def _method(name: str) -> Callable[[list[Ball]], Ball]:
    return lambda values: getattr(values[0], name)()


_RULES: dict[str, Callable[[list[Ball]], Ball]] = {
    "+": _fold(lambda a, b: a + b),
    "*": _fold(lambda a, b: a * b),
    "/": lambda values: values[0] / values[1],
    "^": _power,
    "neg": lambda values: -values[0],
    "!": lambda values: acb(_integer(values[0]) + 1).gamma(),
    "cbrt": _cube_root,
    "root": lambda values: _power([values[0], 1 / values[1]]),
    "log": _log,
    "abs": lambda values: acb(abs(values[0])),
    "floor": _floor,
    "ceiling": lambda values: -_floor([-values[0]]),
    "sign": _sign,
    "re": lambda values: acb(values[0].real),
    "im": lambda values: acb(values[0].imag),
    "conjugate": _method("conjugate"),
    "min": lambda values: acb(_fold(lambda a, b: a.min(b))(_real(values))),
    "max": lambda values: acb(_fold(lambda a, b: a.max(b))(_real(values))),
    **{
        name: _method(name)
        for name in ("sqrt", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan")
    },
    **{name: _method(name) for name in ("sinh", "cosh", "tanh")},
    **dict.fromkeys(("simplify", "expand", "factor"), lambda values: values[0]),
}
