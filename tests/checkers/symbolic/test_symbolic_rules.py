"""Plausible rules, right and wrong, on random expressions: whatever an expansion proves holds wherever it is tried;
and values are those that SymPy computes, conventions and branches included."""

from __future__ import annotations

import random

import pytest
import sympy
from flint import acb, arb, fmpq

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import enclosure
from workbench.checkers.symbolic.exact import Exact, NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.onto_sympy import OntoSymPy, from_sympy
from workbench.checkers.symbolic.second import Equality, check, differ
from workbench.checkers.symbolic.tree import Name, Node, Number, Tree, replaced, text

UNARY = [
    *("sin", "cos", "tan", "cot", "exp", "log", "sqrt", "cbrt", "abs", "sinh", "cosh", "tanh"),
    *("neg", "conjugate", "floor", "sign", "re"),
]
X, TWO, MINUS_ONE = Name("x"), Number(2), Number(-1)
POINTS = {
    "complex": ["0", "1", "-1", "i", "-i", "1/2", "2+i", "-2-3*i", "-2", "3", "1/3", "-1+i"],
    "real": ["0", "1", "-1", "1/2", "-5/3", "2", "7", "-3"],
    "rational": ["0", "1", "-1", "1/2", "-5/3", "2", "7", "-3"],
    "positive": ["1", "1/2", "3", "7/3"],
    "integer": ["0", "1", "-1", "2", "-2", "5", "-7"],
    "natural": ["0", "1", "2", "5"],
}


def expression(rng: random.Random, depth: int) -> Tree:
    kind = rng.random()
    if depth == 0 or kind < 0.2:
        return rng.choice([X, Name("y"), Number(rng.randint(-3, 3)), Number(1, 2), Name("pi"), Name("i"), TWO])
    if kind < 0.5:
        return Node(rng.choice(UNARY), (expression(rng, depth - 1),))
    base = expression(rng, depth - 1)
    if kind < 0.62:
        exponents = [TWO, MINUS_ONE, Number(1, 2), Number(-1, 2), Number(3), Number(0), expression(rng, depth - 1)]
        return Node("^", (base, rng.choice(exponents)))
    return Node(rng.choice("+*/"), (base, expression(rng, depth - 1)))


def rewritten(rng: random.Random, tree: Tree) -> Tree:
    """By rules of which many hold on some domains only."""
    if not isinstance(tree, Node):
        return tree
    inner = tuple(rewritten(rng, one) for one in tree.arguments)
    same = Node(tree.head, inner)
    return same if rng.random() < 0.5 else rng.choice([same, *_rules(tree.head, inner)])


def _rules(head: str, inner: tuple[Tree, ...]) -> list[Tree]:
    first = inner[0]
    below = first.head if isinstance(first, Node) else ""
    parts = first.arguments if isinstance(first, Node) else ()
    half_turn = Node("/", (Name("pi"), TWO))
    found: dict[tuple[str, str], Tree] = {
        ("sqrt", ""): Node("^", (first, Number(1, 2))),
        ("sqrt", "*"): Node("*", tuple(Node("sqrt", (one,)) for one in parts)),
        ("sqrt", "^"): parts[0] if parts else first,
        ("log", "*"): Node("+", tuple(Node("log", (one,)) for one in parts)),
        ("log", "exp"): parts[0] if parts else first,
        ("exp", "log"): parts[0] if parts else first,
        ("exp", "+"): Node("*", tuple(Node("exp", (one,)) for one in parts)),
        ("^", "*"): Node("*", tuple(Node("^", (one, inner[-1])) for one in parts)),
        ("^", "^"): Node("^", (parts[0], Node("*", (parts[-1], inner[-1])))) if parts else first,
        ("tan", ""): Node("/", (Node("sin", inner), Node("cos", inner))),
        ("cot", ""): Node("/", (Number(1), Node("tan", inner))),
        ("abs", ""): Node("sqrt", (Node("^", (first, TWO)),)),
        ("cos", ""): Node("sin", (Node("+", (first, half_turn)),)),
        ("+", ""): Node("+", inner[::-1]),
        ("*", ""): Node("*", inner[::-1]),
        ("/", ""): Node("/", (Node("*", (first, X)), Node("*", (inner[-1], X)))),
    }
    return [rule for (outer, under), rule in found.items() if outer == head and under in ("", below)]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_proved_holds_at_every_point_that_is_tried(seed: int) -> None:
    rng, proved = random.Random(seed), 0
    for _ in range(500):
        left = expression(rng, rng.randint(1, 3))
        right = rewritten(rng, left)
        variables = {name: rng.choice(list(POINTS)) for name in "xy"}
        equality = Equality(left, right, variables)
        try:
            check(equality, {"by": "expansion", "form": None})
        except RejectedCertificate:
            continue
        proved += left != right
        for _ in range(8):
            at = {name: parse(rng.choice(POINTS[domain])) for name, domain in variables.items()}
            try:
                found = differ(equality, at)
            except (NotExact, TooLarge, Undefined):
                continue
            assert found is None, (text(left), text(right), variables, found)
    assert proved > 30


@pytest.mark.parametrize("seed", range(3))
def test_values_are_those_of_sympy(seed: int) -> None:
    rng, compared = random.Random(100 + seed), 0
    for _ in range(400):
        tree = expression(rng, rng.randint(1, 3))
        for name in "xy":
            tree = replaced(tree, name, parse(rng.choice(POINTS["complex"])))
        try:
            ball = enclosure.enclose(tree, {})
            value = OntoSymPy({})(tree)
            theirs = complex(sympy.N(value, 20))
            back = from_sympy(value)
        except (NotExact, OverflowError, TypeError, ValueError):
            continue
        if theirs != theirs or abs(theirs) > 1e100:
            continue
        compared += 1
        error = 1e-6 * max(1, abs(theirs))
        assert ball.overlaps(acb(arb(theirs.real, error), arb(theirs.imag, error))), (text(tree), ball, theirs)
        assert not enclosure.apart(parse(text(back)), tree, {}), (text(tree), text(back))
        try:
            exact = Exact().value(tree, {})
        except (NotExact, TooLarge):
            continue
        if isinstance(exact, fmpq):
            assert abs(float(exact.p) / float(exact.q) - theirs) <= error, text(tree)
    assert compared > 100
