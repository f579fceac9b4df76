"""What SymPy is asked: the value of a question, its solutions, a normal form, whether a difference is zero.

Only the child imports this module.
"""

from __future__ import annotations

from typing import Any

import sympy

from workbench.checkers.symbolic.domains import bounds_of
from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.onto_sympy import OntoSymPy, from_sympy
from workbench.checkers.symbolic.questions import Question
from workbench.checkers.symbolic.second import ARITHMETIC, Equality
from workbench.checkers.symbolic.tree import Node, Tree, difference, text, walk


def value(asked: Question, tree: Tree) -> Tree | None:
    """What SymPy finds, in the words of the grammar."""
    onto = OntoSymPy(asked.variables)
    try:
        return from_sympy(onto(tree))
    except (NotExact, NotImplementedError, ValueError, TypeError, ZeroDivisionError, sympy.PolynomialError):
        return None


def normal_form(asked: Equality) -> str | None:
    """The left side as SymPy expands and cancels it, where both sides are rational and it finds them equal."""
    trees = (asked.left, asked.right)
    if any(isinstance(one, Node) and one.head not in ARITHMETIC for tree in trees for one in walk(tree)):
        return None
    onto = OntoSymPy(dict.fromkeys(asked.variables, "complex"))
    try:
        left, right = (sympy.cancel(onto(tree)) for tree in trees)
        return text(from_sympy(left)) if sympy.cancel(left - right) == 0 else None
    except (NotExact, sympy.PolynomialError):
        return None


def says_equal(asked: Equality) -> bool:
    """Whether SymPy simplifies the difference of the sides to zero."""
    onto = OntoSymPy(asked.variables)
    gap = onto(difference(asked.left, asked.right))
    if gap.has(sympy.nan, sympy.zoo):
        return False
    return any(way(gap) == 0 for way in (sympy.expand, sympy.trigsimp, sympy.simplify))


def solutions(asked: Question, unknown: str, domain: str) -> Tree | None:
    """All solutions of an equation, where SymPy finds finitely many."""
    onto = OntoSymPy(asked.variables)
    assert isinstance(asked.asked, Node)
    left, right = (onto(side) for side in asked.asked.arguments)
    symbol = onto.symbol(unknown)
    plain = sympy.Dummy(unknown)
    wanted = sympy.S.Complexes if domain == "complex" else sympy.S.Reals
    try:
        found = sympy.solveset((left - right).subs(symbol, plain), plain, wanted)
    except (NotImplementedError, ValueError, TypeError):
        return None
    if found is sympy.S.EmptySet:
        return Node("set", ())
    if not isinstance(found, sympy.FiniteSet):
        return None
    kept = [one for one in found if _in_domain(one, domain)]
    try:
        return Node("set", tuple(from_sympy(one) for one in sorted(kept, key=sympy.default_sort_key)))
    except NotExact:
        return None


def _in_domain(value: Any, domain: str) -> bool:
    tests = {"rational": "is_rational", "integer": "is_integer", "natural": "is_integer", "positive": "is_positive"}
    if bounds := bounds_of(domain):
        return bool(value.is_integer and bounds[0] <= value <= bounds[1])
    if domain == "natural" and value.is_negative:
        return False
    return domain not in tests or bool(getattr(value, tests[domain]))
