"""What is refused before anybody evaluates it."""

from __future__ import annotations

from flint import fmpq

from workbench.checkers.symbolic.exact import Exact, NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.tree import BINDERS, Node, Tree, variables_of, walk

MOST_EXPONENT = 1_000
"""Of what is no number."""


def check_bounds(tree: Tree) -> None:
    """Raise TooLarge for numbers, powers and factorials that would fill the memory when SymPy evaluates them."""
    exact = Exact()
    for one in walk(tree):
        if isinstance(one, Node) and one.head in ("^", "!", "binomial", "fibonacci", "exp"):
            _check_node(exact, one)


def _check_node(exact: Exact, node: Node) -> None:
    if not variables_of(node) and not any(isinstance(one, Node) and one.head in BINDERS for one in walk(node)):
        try:
            exact.value(node, {})
        except (NotExact, Undefined):
            pass
        else:
            return
    if node.head == "^" and not variables_of(node.arguments[1]):
        try:
            exponent = exact.value(node.arguments[1], {})
        except (NotExact, Undefined):
            return
        size = Node("abs", (node.arguments[1],))
        if exact.real(exponent) and exact.order(exact.value(size, {}), fmpq(MOST_EXPONENT)) > 0:
            raise TooLarge(f"an exponent beyond {MOST_EXPONENT:,} of what is no number")
