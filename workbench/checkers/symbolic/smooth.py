"""Whether a tree is analytic in a variable: at every point of a domain, or around one point."""

from __future__ import annotations

from workbench.checkers.symbolic.derivative import real_valued
from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.expansion import Expansion
from workbench.checkers.symbolic.tree import Node, Number, Tree, free_names

ENTIRE = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh", "simplify", "expand", "factor"})


def analytic(tree: Tree, name: str, domain: str) -> bool:
    """Whether the tree is analytic in the variable on the whole domain, `real` or `positive`, by simple criteria."""
    if not isinstance(tree, Node) or name not in free_names(tree):
        return True
    if not all(analytic(one, name, domain) for one in tree.arguments):
        return False
    if tree.head in ENTIRE or (
        tree.head in ("tanh", "atan") and real_valued(tree.arguments[0]) and not free_names(tree) - {name, "pi"}
    ):
        return True
    if tree.head == "/":
        return _nonzero(tree.arguments[1], name, domain)
    if tree.head in ("sqrt", "log") and len(tree.arguments) == 1:
        return _positive(tree.arguments[0], name, domain)
    if tree.head == "^":
        return _power(tree, name, domain)
    return False


def entire(tree: Tree, name: str) -> bool:
    """Whether the tree is seen to be analytic in the variable on the whole complex plane."""
    if not isinstance(tree, Node) or name not in free_names(tree):
        return True
    if tree.head in ("^", "/"):
        first, second = tree.arguments
        natural = isinstance(second, Number) and second.denominator == 1 and second.numerator >= 0
        return entire(first, name) and (natural if tree.head == "^" else name not in free_names(second))
    return tree.head in ENTIRE and all(entire(one, name) for one in tree.arguments)


def _power(tree: Node, name: str, domain: str) -> bool:
    base, exponent = tree.arguments
    if isinstance(exponent, Number) and exponent.denominator == 1:
        return exponent.numerator >= 0 or _nonzero(base, name, domain)
    return _positive(base, name, domain)


def _nonzero(tree: Tree, name: str, domain: str) -> bool:
    expansion = Expansion([tree], {name: domain})
    above = expansion.of(tree).above
    return all(expansion.never_zero(factor) for factor, _ in expansion.ring.factors(above)[1])


def _positive(tree: Tree, name: str, domain: str) -> bool:
    if free_names(tree) - {name}:
        return False
    expansion = Expansion([tree], {name: domain})
    value = expansion.of(tree)
    try:
        return all(expansion.domains.positive(one) for one in (value.above, value.below))
    except NotExact:
        return False
