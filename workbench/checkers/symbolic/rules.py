"""What the expansion does at each function of the grammar."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.expansion import Expansion, constant_of
from workbench.checkers.symbolic.ring import Fraction

Rule = Callable[[Expansion, list[Fraction]], Fraction]


def _circular(above: int | None, below: int | None) -> Rule:
    def rule(self: Expansion, values: list[Fraction]) -> Fraction:
        parts = self.circular(values[0])
        top = self.ring.number(fmpq(1)) if above is None else parts[above]
        return top if below is None else self.quotient([top, parts[below]])

    return rule


def _hyperbolic(above: int, below: int | None = None) -> Rule:
    def rule(self: Expansion, values: list[Fraction]) -> Fraction:
        parts = self.hyperbolic(values[0])
        return parts[above] if below is None else self.quotient([parts[above], parts[below]])

    return rule


def _opaque(head: str) -> Rule:
    return lambda self, values: self.opaque(head, values)


def _root(self: Expansion, values: list[Fraction]) -> Fraction:
    order = constant_of(self.reduced(values[1]))
    if order is None or order == 0:
        raise NotExact("a root of an order that is no number")
    return self.rational_power(values[0], 1 / order)


def _arctangent(self: Expansion, values: list[Fraction]) -> Fraction:
    """Opaque, and without a value at i and -i."""
    self.inverse(self.total([self.ring.number(fmpq(1)), self.product([values[0], values[0]])]))
    return self.opaque("atan", values)


def _log(self: Expansion, values: list[Fraction]) -> Fraction:
    logs = [self.logarithm(value) for value in values]
    return logs[0] if len(logs) == 1 else self.quotient(logs)


RULES: dict[str, Rule] = {
    "+": Expansion.total,
    "*": Expansion.product,
    "/": Expansion.quotient,
    "neg": lambda self, values: self.negated(values[0]),
    "!": lambda self, values: self.factorial(values[0]),
    "sqrt": lambda self, values: self.root(self.reduced(values[0]), 2),
    "cbrt": lambda self, values: self.root(self.reduced(values[0]), 3),
    "root": _root,
    "exp": lambda self, values: self.exponential(values[0]),
    "log": _log,
    "atan": _arctangent,
    "abs": lambda self, values: self.absolute(values[0]),
    "cos": _circular(0, None),
    "sin": _circular(1, None),
    "tan": _circular(1, 0),
    "cot": _circular(0, 1),
    "sec": _circular(None, 0),
    "csc": _circular(None, 1),
    "cosh": _hyperbolic(0),
    "sinh": _hyperbolic(1),
    "tanh": _hyperbolic(1, 0),
    **{head: _opaque(head) for head in ("asin", "acos", "floor", "ceiling", "sign", "re", "im", "conjugate")},
    **dict.fromkeys(("simplify", "expand", "factor"), lambda self, values: values[0]),
}
