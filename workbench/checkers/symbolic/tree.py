"""Expressions as plain trees: what the grammar gives, and what every reader of ours walks over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A rational number in lowest terms; the denominator is positive."""

    numerator: int
    denominator: int = 1


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or one of CONSTANTS."""

    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """A function or operation applied to its arguments."""

    head: str
    """`+` `*` (any number of arguments), `/` `^` `neg` `!`; a relation; `set` `list` `tuple` `or` `and`; a function of
    the grammar; one of BINDERS, whose arguments are body, variable, and bounds."""
    arguments: tuple[Tree, ...]


Tree = Number | Name | Node

CONSTANTS = frozenset({"pi", "e", "E", "i", "I", "oo"})
"""Names that are constants where they are not declared as variables, nor bound."""
BINDERS = frozenset({"sum", "product", "integrate", "limit", "diff", "solve"})
RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
ZERO, ONE = Number(0), Number(1)


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all within it, without recursion."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Node):
            waiting.extend(one.arguments)


def height(tree: Tree) -> int:
    """How deep operations stand in each other, without recursion."""
    most, waiting = 0, [(tree, 1)]
    while waiting:
        one, depth = waiting.pop()
        most = max(most, depth)
        if isinstance(one, Node):
            waiting.extend((inner, depth + 1) for inner in one.arguments)
    return most


def free_names(tree: Tree) -> frozenset[str]:
    """The names that no binder binds; constants among them."""
    if isinstance(tree, Name):
        return frozenset({tree.name})
    if isinstance(tree, Number):
        return frozenset()
    if tree.head in ("sum", "product", "integrate", "limit") and len(tree.arguments) > 2:
        body, variable, *bounds = tree.arguments
        assert isinstance(variable, Name)
        inner = free_names(body) - {variable.name}
        return inner.union(*map(free_names, bounds))
    return frozenset().union(*map(free_names, tree.arguments))


def variables_of(tree: Tree, declared: Mapping[str, str] | frozenset[str] = frozenset()) -> frozenset[str]:
    """The free names that stand for values: those declared, and those that are no constants."""
    return frozenset(name for name in free_names(tree) if name in declared or name not in CONSTANTS)


def replaced(tree: Tree, name: str, value: Tree) -> Tree:
    """The tree with a value in place of each free occurrence of a name."""
    if isinstance(tree, Name):
        return value if tree.name == name else tree
    if isinstance(tree, Number):
        return tree
    arguments = tuple(replaced(one, name, value) for one in tree.arguments)
    if tree.head in BINDERS - {"solve", "diff"} and len(tree.arguments) > 2 and tree.arguments[1] == Name(name):
        arguments = (*tree.arguments[:2], *arguments[2:])
    return Node(tree.head, arguments)


def difference(left: Tree, right: Tree) -> Tree:
    """left - right."""
    return Node("+", (left, Node("neg", (right,))))


_RANK = {"or": 0, "and": 0, **dict.fromkeys(RELATIONS, 1), "+": 2, "*": 3, "/": 3, "neg": 3, "^": 5, "!": 6}


def text(tree: Tree) -> str:
    """The tree in the grammar's own words: parsing it gives the same value, unless it nests so deep already that the
    brackets which it is written with make it deeper than is read; then it is refused."""
    if isinstance(tree, Number):
        return (
            digits(tree.numerator) if tree.denominator == 1 else f"{digits(tree.numerator)}/{digits(tree.denominator)}"
        )
    if isinstance(tree, Name):
        return tree.name
    head, arguments = tree.head, tree.arguments
    if head == "+":
        shown = [_within(one, 2) for one in arguments]
        return "".join(
            f" - {one[1:]}" if at and one.startswith("-") else f" + {one}" if at else one
            for at, one in enumerate(shown)
        )
    if head == "*":
        return "*".join(_within(one, 3 if at == 0 else 4) for at, one in enumerate(arguments))
    if head == "/":
        return f"{_within(arguments[0], 3)}/{_within(arguments[1], 4)}"
    if head == "^":
        above = arguments[1]  # grouped from the right: a bracket for each would nest deeper than is read
        minus = isinstance(above, Node) and above.head == "neg"
        return f"{_within(arguments[0], 6)}^{text(above) if minus else _within(above, 5)}"
    if head == "neg":
        return f"-{_within(arguments[0], 4)}"
    if head == "!":
        return f"{_within(arguments[0], 7)}!"
    if head in RELATIONS or head in ("or", "and"):
        return f" {head} ".join(_within(one, _RANK[head] + 1) for one in arguments)
    brackets = {"set": "{}", "list": "[]", "tuple": "()"}
    if head in brackets:
        return f"{brackets[head][0]}{', '.join(map(text, arguments))}{brackets[head][1]}"
    first = text(arguments[0]) if head in BINDERS else _within(arguments[0], 2)  # a relation elsewhere needs brackets
    return f"{head}({', '.join([first, *(_within(one, 2) for one in arguments[1:])])})"


def _within(tree: Tree, rank: int) -> str:
    if isinstance(tree, Number):
        own = 3 if tree.denominator != 1 else 7 if tree.numerator >= 0 else 2
        own = min(own, 2) if tree.numerator < 0 and rank > 2 else own
    else:
        own = _RANK.get(tree.head, 8) if isinstance(tree, Node) else 8
    return text(tree) if own >= rank else f"({text(tree)})"


def digits(value: int) -> str:
    """An integer of any length in decimal digits."""
    if value.bit_length() < 10_000:
        return str(value)
    from flint import fmpz

    return str(fmpz(value))


def integer(text: str) -> int:
    """The integer that decimal digits of any number stand for."""
    if len(text) < 4000:
        return int(text)
    from flint import fmpz

    return int(fmpz(text))
