"""Trees onto SymPy objects and back, one node at a time: no text is ever given to SymPy to read.

Only the child imports this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.tree import BINDERS, Name, Node, Number, Tree

ASSUMPTIONS: dict[str, dict[str, bool]] = {
    "complex": {},
    "real": {"real": True},
    "rational": {"rational": True},
    "integer": {"integer": True},
    "natural": {"integer": True, "nonnegative": True},
    "positive": {"positive": True},
}
CONSTANTS = {"pi": sympy.pi, "e": sympy.E, "E": sympy.E, "i": sympy.I, "I": sympy.I, "oo": sympy.oo}


class OntoSymPy:
    """Trees of one question, with the assumptions that its domains allow."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self._declared = declared
        self._symbols: dict[str, Any] = {}

    def symbol(self, name: str) -> Any:
        """The symbol of a name, always the same."""
        if name not in self._symbols:
            domain = self._declared.get(name, "complex")
            known = ASSUMPTIONS.get(domain, {"integer": True})
            if domain not in ASSUMPTIONS and int(domain.partition("..")[0]) >= 0:
                known = ASSUMPTIONS["natural"]
            self._symbols[name] = sympy.Symbol(name, **known)
        return self._symbols[name]

    def __call__(self, tree: Tree) -> Any:
        """The SymPy object. Raises NotExact for what has none."""
        if isinstance(tree, Number):
            return sympy.Rational(tree.numerator, tree.denominator)
        if isinstance(tree, Name):
            if tree.name in CONSTANTS and tree.name not in self._declared and tree.name not in self._symbols:
                return CONSTANTS[tree.name]
            return self.symbol(tree.name)
        if tree.head in BINDERS:
            return self._bound(tree)
        rule = _RULES.get(tree.head)
        if rule is None:
            raise NotExact(f"`{tree.head}` is nothing that SymPy is asked about")
        return rule(*map(self, tree.arguments))

    def _bound(self, tree: Node) -> Any:
        body, variable, *bounds = tree.arguments
        assert isinstance(variable, Name)
        before = self._symbols.get(variable.name)
        domain = {"integer": True} if tree.head in ("sum", "product") else {}
        symbol = sympy.Dummy(variable.name, **domain) if len(bounds) == 2 else self.symbol(variable.name)
        limits = [self(one) for one in bounds]
        self._symbols[variable.name] = symbol
        try:
            inner = self(body)
        finally:
            if before is None:
                del self._symbols[variable.name]
            else:
                self._symbols[variable.name] = before
        return _bind(tree.head, inner, symbol, limits)


def _bind(head: str, body: Any, symbol: Any, limits: list[Any]) -> Any:
    if head == "diff":
        return sympy.diff(body, symbol, *(limits or [1]))
    if head == "integrate":
        return sympy.integrate(body, (symbol, *limits) if limits else symbol)
    if head == "sum":
        return sympy.summation(body, (symbol, *limits))
    if head == "product":
        return sympy.product(body, (symbol, *limits))
    if head == "limit":
        side = "+-" if len(limits) == 1 and limits[0].is_finite else "-" if limits[1:] == [-1] else "+"
        return sympy.limit(body, symbol, limits[0], side)
    raise NotExact("an equation stands within an expression")


def _floor_mod(above: Any, below: Any) -> Any:
    return above - below * sympy.floor(above / below)


_RULES: dict[str, Callable[..., Any]] = {
    "+": lambda *terms: sympy.Add(*terms),
    "*": lambda *factors: sympy.Mul(*factors),
    "/": lambda above, below: above / below,
    "^": lambda base, exponent: base**exponent,
    "neg": lambda one: -one,
    "!": sympy.factorial,
    "sqrt": sympy.sqrt,
    "cbrt": lambda one: one ** sympy.Rational(1, 3),
    "root": lambda one, order: one ** (1 / order),
    "log": sympy.log,
    "exp": sympy.exp,
    "abs": sympy.Abs,
    "mod": _floor_mod,
    "min": sympy.Min,
    "max": sympy.Max,
    "gcd": lambda *all_: sympy.Integer(sympy.igcd(*all_)) if all(one.is_Integer for one in all_) else _refuse("gcd"),
    "lcm": lambda *all_: sympy.Integer(sympy.ilcm(*all_)) if all(one.is_Integer for one in all_) else _refuse("lcm"),
    "simplify": sympy.simplify,
    "expand": sympy.expand,
    "factor": sympy.factor,
    "=": sympy.Eq,
    **{
        name: getattr(sympy, name)
        for name in ("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh")
    },
    **{
        name: getattr(sympy, name)
        for name in ("floor", "ceiling", "sign", "re", "im", "conjugate", "binomial", "fibonacci")
    },
}


def _refuse(what: str) -> Any:
    raise NotExact(f"`{what}` of what are no integers")


_HEADS = {
    **{name: name for name in ("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh")},
    **{name: name for name in ("tanh", "floor", "ceiling", "sign", "re", "im", "conjugate", "binomial", "fibonacci")},
    "exp": "exp",
    "log": "log",
    "Abs": "abs",
    "factorial": "!",
    "Min": "min",
    "Max": "max",
}


def from_sympy(value: Any) -> Tree:
    """The tree of what SymPy found. Raises NotExact for what the grammar has no word for."""
    if isinstance(value, sympy.Rational) and value.is_finite:
        return Number(int(value.p), int(value.q))
    if isinstance(value, sympy.Symbol):
        return Name(value.name)
    for name in ("pi", "e", "i", "oo"):
        if value is CONSTANTS[name]:
            return Name(name)
    if value is sympy.S.NegativeInfinity:
        return Node("neg", (Name("oo"),))
    if isinstance(value, sympy.Add | sympy.Mul):
        return _joined(value)
    if isinstance(value, sympy.Pow):
        return _power(value)
    head = _HEADS.get(type(value).__name__)
    if head is None:
        raise NotExact(f"SymPy answers with {type(value).__name__}, for which the grammar has no word")
    return Node(head, tuple(map(from_sympy, value.args)))


def _joined(value: Any) -> Tree:
    if isinstance(value, sympy.Add):
        return Node("+", tuple(from_sympy(one) for one in value.as_ordered_terms()))
    above, below = value.as_numer_denom() if value.is_rational_function() else (value, sympy.S.One)
    if below is not sympy.S.One:
        return Node("/", (from_sympy(above), from_sympy(below)))
    if value.as_coeff_Mul()[0].is_negative:
        return Node("neg", (from_sympy(-value),))
    return Node("*", tuple(map(from_sympy, value.args)))


def _power(value: Any) -> Tree:
    base, exponent = value.args
    if exponent == sympy.Rational(1, 2):
        return Node("sqrt", (from_sympy(base),))
    if exponent is sympy.S.NegativeOne:
        return Node("/", (Number(1), from_sympy(base)))
    return Node("^", (from_sympy(base), from_sympy(exponent)))
