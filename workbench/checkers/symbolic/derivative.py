"""Derivatives of trees by the rules of every calculus book, without SymPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice

from workbench.checkers.symbolic.exact import Exact, NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.tree import ONE, ZERO, Name, Node, Number, Tree, free_names, height, walk

MOST_ORDER = 20
MOST_NODES = 20_000
MOST_HEIGHT = 150
TWO = Number(2)


def derivative(tree: Tree, name: str, order: int = 1) -> Tree:
    """The derivative with respect to a name. Raises NotExact for what has no rule here."""
    _check_order(order)
    for _ in range(order):
        tree = _derivative(tree, name)
        if sum(1 for _ in islice(walk(tree), MOST_NODES + 1)) > MOST_NODES or height(tree) > MOST_HEIGHT:
            raise TooLarge("a derivative that grows too long")
    return tree


def derivative_where_defined(tree: Tree, name: str, order: int = 1) -> Tree:
    """The derivative, which has a value only where the function has one: the rules alone make 0 of 0*log(x)."""
    _check_order(order)
    for _ in range(order):
        partial = tuple(Node("*", (ZERO, one)) for one in dict.fromkeys(_partial(tree)))
        tree = _plus(derivative(tree, name), *partial)
    return tree


def _check_order(order: int) -> None:
    if not 0 <= order <= MOST_ORDER:
        raise NotExact(f"a derivative of an order beyond {MOST_ORDER}")


def _partial(tree: Tree) -> Iterator[Tree]:
    """The outermost operations that may have no value."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Node) and _is_total(one):
            waiting.extend(one.arguments)
        elif isinstance(one, Node) and not _is_number(one):
            yield one


def _is_number(tree: Tree) -> bool:
    """Whether it is a constant with an exact value: binomial(5, 2)."""
    if free_names(tree):
        return False
    try:
        Exact().value(tree, {})
    except (NotExact, TooLarge, Undefined):
        return False
    return True


def _is_total(node: Node) -> bool:
    """Whether an operation has a value wherever its arguments have."""
    if node.head in ("^", "/"):
        number = node.arguments[1]
        return isinstance(number, Number) and number.numerator >= (node.head == "/")
    return node.head in _TOTAL


def without_derivatives(tree: Tree) -> Tree:
    """The tree with every `diff` carried out."""
    if not isinstance(tree, Node):
        return tree
    if tree.head == "diff":
        body, variable, *orders = tree.arguments
        assert isinstance(variable, Name)
        order = orders[0] if orders else ONE
        if not isinstance(order, Number) or order.denominator != 1:
            raise NotExact("a derivative of an order that is no number")
        return derivative_where_defined(without_derivatives(body), variable.name, order.numerator)
    return Node(tree.head, tuple(map(without_derivatives, tree.arguments)))


def _derivative(tree: Tree, name: str) -> Tree:
    if name not in free_names(tree):
        return ZERO
    if isinstance(tree, Name):
        return ONE
    assert isinstance(tree, Node)
    arguments = tree.arguments
    if tree.head == "+":
        return _plus(*(_derivative(one, name) for one in arguments))
    if tree.head == "neg":
        return _minus(_derivative(arguments[0], name))
    if tree.head == "*":
        return _plus(
            *(
                _times(*arguments[:at], _derivative(one, name), *arguments[at + 1 :])
                for at, one in enumerate(arguments)
                if name in free_names(one)
            )
        )
    if tree.head == "/":
        above, below = arguments
        top = _plus(_times(_derivative(above, name), below), _minus(_times(above, _derivative(below, name))))
        return _over(top, Node("^", (below, TWO)))
    if tree.head == "^":
        return _of_power(tree, name)
    if tree.head == "log" and len(arguments) == 2:
        return _derivative(_over(Node("log", arguments[:1]), Node("log", arguments[1:])), name)
    if tree.head == "log" and isinstance(arguments[0], Node) and arguments[0].head == "abs":
        if not real_valued(arguments[0].arguments[0]):
            raise NotExact("the derivative of log |u| for u that may not be real")
        return _derivative(Node("log", arguments[0].arguments), name)
    rule = _OUTER.get(tree.head)
    if rule is None or len(arguments) != 1:
        raise NotExact(f"no rule for the derivative of `{tree.head}`")
    return _times(rule(arguments[0]), _derivative(arguments[0], name))


def real_valued(tree: Tree) -> bool:
    """Whether a tree is seen to have real values where its names have."""
    if isinstance(tree, Name):
        return tree.name not in ("i", "I", "oo")
    if isinstance(tree, Number):
        return True
    if tree.head == "^":
        base, exponent = tree.arguments
        whole = isinstance(exponent, Number) and exponent.denominator == 1
        return real_valued(base) if whole else _positive(base) and real_valued(exponent)
    if tree.head in ("sqrt", "cbrt", "log") and len(tree.arguments) == 1:
        return _positive(tree.arguments[0])
    return tree.head in _REAL and all(map(real_valued, tree.arguments))


def _positive(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.numerator > 0


def _of_power(tree: Node, name: str) -> Tree:
    base, exponent = tree.arguments
    if name not in free_names(exponent):
        lower = Node("^", (base, _plus(exponent, Number(-1))))
        if isinstance(exponent, Number):
            smaller = Number(exponent.numerator - exponent.denominator, exponent.denominator)
            lower = Node("^", (base, smaller))
        return _times(exponent, lower, _derivative(base, name))
    if name not in free_names(base):
        return _times(tree, Node("log", (base,)), _derivative(exponent, name))
    logarithm = Node("log", (base,))
    inner = _plus(
        _times(_derivative(exponent, name), logarithm),
        _over(_times(exponent, _derivative(base, name)), base),
    )
    return _times(tree, inner)


def _call(head: str, inner: Tree) -> Tree:
    return Node(head, (inner,))


def _square(tree: Tree) -> Tree:
    return Node("^", (tree, TWO))


def _plus(*terms: Tree) -> Tree:
    kept = tuple(one for one in terms if one != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Node("+", kept)


def _times(*factors: Tree) -> Tree:
    if ZERO in factors:
        return ZERO
    coefficient, kept = Fraction(1), list[Tree]()
    for one in factors:
        inner = one.arguments if isinstance(one, Node) and one.head == "*" else (one,)
        first = inner[0]
        if isinstance(first, Number):  # numbers meet, so that x^9 does not become 9*(8*(7*x^6))
            coefficient *= Fraction(first.numerator, first.denominator)
            inner = inner[1:]
        kept.extend(inner)
    if coefficient != 1 or not kept:
        kept.insert(0, Number(coefficient.numerator, coefficient.denominator))
    return kept[0] if len(kept) == 1 else Node("*", tuple(kept))


def _minus(tree: Tree) -> Tree:
    return tree if tree == ZERO else Node("neg", (tree,))


def _over(above: Tree, below: Tree) -> Tree:
    return ZERO if above == ZERO else Node("/", (above, below))


_REAL = frozenset({"+", "*", "/", "neg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "atan"}) | {
    *("sinh", "cosh", "tanh", "abs", "floor", "ceiling", "sign")
}
_TOTAL = frozenset({"+", "*", "neg", "sqrt", "cbrt", "exp", "sin", "cos", "sinh", "cosh", "asin", "acos"}) | {
    *("abs", "re", "im", "conjugate", "simplify", "expand", "factor")
}
_OUTER: dict[str, Callable[[Tree], Tree]] = {
    "sqrt": lambda u: _over(ONE, _times(TWO, _call("sqrt", u))),
    "cbrt": lambda u: _over(ONE, _times(Number(3), _square(_call("cbrt", u)))),
    "exp": lambda u: _call("exp", u),
    "log": lambda u: _over(ONE, u),
    "sin": lambda u: _call("cos", u),
    "cos": lambda u: _minus(_call("sin", u)),
    "tan": lambda u: _plus(ONE, _square(_call("tan", u))),
    "cot": lambda u: _minus(_plus(ONE, _square(_call("cot", u)))),
    "sec": lambda u: _times(_call("sec", u), _call("tan", u)),
    "csc": lambda u: _minus(_times(_call("csc", u), _call("cot", u))),
    "asin": lambda u: _over(ONE, _call("sqrt", _plus(ONE, _minus(_square(u))))),
    "acos": lambda u: _minus(_over(ONE, _call("sqrt", _plus(ONE, _minus(_square(u)))))),
    "atan": lambda u: _over(ONE, _plus(ONE, _square(u))),
    "sinh": lambda u: _call("cosh", u),
    "cosh": lambda u: _call("sinh", u),
    "tanh": lambda u: _plus(ONE, _minus(_square(_call("tanh", u)))),
}
