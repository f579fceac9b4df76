"""The second implementation: whether a proof shows that two expressions are equal, or that they are not. No SymPy here.

Two expressions are equal where, at every point of the domain, both have the same value or neither has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from flint import fmpq

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import enclosure
from workbench.checkers.symbolic.derivative import without_derivatives
from workbench.checkers.symbolic.domains import REAL, bounds_of, holds
from workbench.checkers.symbolic.exact import MOST_WORK, Exact, NotExact, TooLarge, Undefined, Value
from workbench.checkers.symbolic.expansion import Expansion
from workbench.checkers.symbolic.grammar import NotUnderstood, parse
from workbench.checkers.symbolic.ring import Fraction, Poly
from workbench.checkers.symbolic.tree import Node, Number, Tree, free_names, text, walk

EXPRESSIONS, POLYNOMIALS, FUNCTIONS = "expressions", "polynomials", "rational functions"
GENERIC = "where both have values"
MOST_POINTS = 200_000
MOST_SHOWN = 200
ARITHMETIC = frozenset({"+", "*", "/", "^", "neg"})


@dataclass(frozen=True, slots=True)
class Equality:
    """left = right, for all values of the variables in their domains."""

    left: Tree
    right: Tree
    variables: Mapping[str, str] = field(default_factory=dict)
    """Name -> domain: a word of `problems.problem_file.DOMAINS`, or a range `3..40` of integers."""
    sense: str = EXPRESSIONS
    """EXPRESSIONS; or as members of the ring of POLYNOMIALS or the field of rational FUNCTIONS over the rationals; or
    GENERIC, where no divisor and no base of a power vanishes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a proof was found to show."""

    true: bool
    reason: str


def check(equality: Equality, proof: Mapping[str, Any]) -> Shown:
    """Re-check a proof of an equality or of its opposite; raises RejectedCertificate for one that shows neither."""
    how = {"expansion": _expansion, "values": _values, "range": _range, "counterexample": _counterexample}
    try:
        made = how[proof["by"]]
        return made(equality, proof)
    except (KeyError, TypeError, AttributeError) as error:
        raise RejectedCertificate("it is no proof of any kind that is known") from error
    except (ZeroDivisionError, OverflowError) as error:
        raise RejectedCertificate(f"the arithmetic does not get through: {error}") from error
    except NotUnderstood as error:
        raise RejectedCertificate(f"it holds no expression: {error}") from error
    except (NotExact, TooLarge) as error:
        raise RejectedCertificate(f"the exact arithmetic does not get through: {error}") from error
    except Undefined as error:
        raise RejectedCertificate(f"a side has no value: {error}") from error


# Expansion


def _expansion(equality: Equality, proof: Mapping[str, Any]) -> Shown:
    left, right = _carried_out(equality)
    form = parse(proof["form"]) if proof.get("form") is not None else None
    expansion = Expansion([one for one in (left, right, form) if one is not None], equality.variables)
    sides, divisors = [], []
    for tree in (left, right):
        expansion.divisors = []
        sides.append(expansion.of(tree))
        divisors.append(expansion.divisors)
    if not expansion.is_zero(_minus(expansion, *sides)):
        raise RejectedCertificate("the two sides do not expand to the same")
    if form is not None and not expansion.is_zero(_minus(expansion, sides[0], expansion.of(form))):
        raise RejectedCertificate("the sides do not expand to the form that is given")
    if equality.sense == EXPRESSIONS:
        _defined_alike(expansion, *divisors)
    elif equality.sense == GENERIC:
        _has_values(equality, (left, right), expansion, [*divisors[0], *divisors[1], *expansion.assumed])
    else:
        _in_sense(equality.sense, (left, right), sides)
    terms = len(sides[0].above) + (0 if sides[0].below == 1 else len(sides[0].below))
    found = f"both sides expand to the same {terms:,} term{'s' * (terms != 1)}"
    return Shown(True, found + (" and to the form that SymPy found" if form is not None else ""))


def _carried_out(equality: Equality) -> list[Tree]:
    """Both sides, every `diff` carried out. That log |u| has the derivative u'/u takes a real u, which an answer may
    mean by convention, and an identity has to say."""
    sides = (equality.left, equality.right)
    if equality.sense != GENERIC:
        for one in (inner for tree in sides for inner in walk(tree) if isinstance(inner, Node)):
            inside_abs = {
                name
                for node in walk(one)
                if one.head == "diff" and isinstance(node, Node) and node.head == "abs"
                for name in free_names(node)
            }
            if any(equality.variables.get(name) == "complex" for name in inside_abs):
                raise NotExact("the derivative of |u| for u that may not be real")
    return [without_derivatives(one) for one in sides]


def _has_values(equality: Equality, trees: tuple[Tree, Tree], expansion: Expansion, divisors: list[Poly]) -> None:
    """A divisor that is more than a polynomial may vanish everywhere unseen, and then nothing was shown; on a range a
    polynomial may, too."""
    in_range = any(bounds_of(domain) for domain in equality.variables.values())
    if all((expansion.ring.of_names(one) and not in_range) or expansion.never_zero(one) for one in divisors):
        return
    from workbench.checkers.symbolic.hunting import some_points

    if not any(all(enclosure.defined(tree, at) for tree in trees) for at in some_points(equality)):
        raise RejectedCertificate("a divisor may vanish everywhere")


def _minus(expansion: Expansion, one: Fraction, other: Fraction) -> Fraction:
    return expansion.ring.add(one, expansion.negated(other))


def _in_sense(sense: str, trees: tuple[Tree, Tree], sides: list[Fraction]) -> None:
    for tree, side in zip(trees, sides, strict=True):
        for one in walk(tree):
            if isinstance(one, Node) and one.head not in ARITHMETIC:
                raise RejectedCertificate(f"`{one.head}` makes none of the {sense}")
            if isinstance(one, Node) and one.head == "^" and not _is_integer(one.arguments[1]):
                raise RejectedCertificate(f"an exponent that is no integer makes none of the {sense}")
        if sense == POLYNOMIALS and side.below != 1:
            raise RejectedCertificate(f"{text(tree)[:MOST_SHOWN]} is no polynomial")


def _is_integer(tree: Tree) -> bool:
    inner = tree.arguments[0] if isinstance(tree, Node) and tree.head == "neg" else tree
    return isinstance(inner, Number) and inner.denominator == 1


def _defined_alike(expansion: Expansion, left: list[Poly], right: list[Poly]) -> None:
    """Neither side has a value where the other has none."""
    if expansion.assumed and not all(
        expansion.never_zero(factor) for poly in expansion.assumed for factor in _factors(expansion, poly)
    ):
        raise RejectedCertificate("a power of what may be zero")
    if {str(one) for one in left} == {str(one) for one in right}:
        return
    sides = [{str(f): f for poly in polys for f in _factors(expansion, poly)} for polys in (left, right)]
    for key in sides[0].keys() ^ sides[1].keys():
        factor = sides[0].get(key, sides[1].get(key))
        if not expansion.never_zero(factor):
            raise RejectedCertificate("one side may have no value where the other has one")


def _factors(expansion: Expansion, poly: Poly) -> list[Poly]:
    found = []
    for factor, _ in expansion.ring.factors(poly)[1]:
        inner = expansion.without_root(factor)
        found += [factor] if inner == factor or inner.is_constant() else _factors(expansion, inner)
    return found


# Values


def _values(equality: Equality, proof: Mapping[str, Any]) -> Shown:
    """Both sides are constants."""
    if (free_names(equality.left) | free_names(equality.right)) & equality.variables.keys():
        raise RejectedCertificate("it has variables, of which one value says nothing")
    exact = Exact()
    trees = _carried_out(equality)
    left, right = (exact.value(one, {}) for one in trees)
    if exact.same(left, right):
        return Shown(True, f"both sides have the exact value {shown(left, trees[1])}")
    return Shown(False, f"{shown(left, trees[0])} is not {shown(right, trees[1])}")


def shown(value: Value, tree: Tree) -> str:
    """An exact value in words; one that is not rational as it was written."""
    written = str(value) if isinstance(value, fmpq) else text(tree)
    if len(written) <= MOST_SHOWN:
        return written
    return f"{written[:20]}...{written[-20:]} ({len(written):,} characters)"


def points(variables: Mapping[str, str]) -> list[dict[str, Tree]]:
    """Every point of the domain, where all variables have ranges. Raises TooLarge for too many."""
    spans = [bounds_of(domain) or (0, MOST_POINTS) for domain in variables.values()]
    number = 1
    for low, high in spans:
        number *= max(0, high - low + 1)
    if number > MOST_POINTS:
        raise TooLarge(f"the range has more than {MOST_POINTS:,} points")
    every = product(*(range(low, high + 1) for low, high in spans))
    return [dict(zip(variables, map(Number, values), strict=True)) for values in every]


def _range(equality: Equality, proof: Mapping[str, Any]) -> Shown:
    if not equality.variables or not all(bounds_of(domain) for domain in equality.variables.values()):
        raise RejectedCertificate("not every variable has a range")
    if equality.sense not in (EXPRESSIONS, GENERIC):
        raise RejectedCertificate(f"values at some points make no equality of {equality.sense}")
    every = points(equality.variables)
    work = MOST_WORK
    trees = _carried_out(equality)
    derived = any(isinstance(one, Node) and one.head == "diff" for side in (equality.left, equality.right)
                  for one in walk(side))  # fmt: skip
    for point in every:
        exact = Exact(work)
        left, right = (_value(exact, one, point) for one in trees)
        if left is None and right is None and derived:
            raise RejectedCertificate(f"a derivative may have a value at {_point(point)} that the rules do not find")
        if (left is None) != (right is None) or (left is not None and not exact.same(left, right)):
            raise RejectedCertificate(f"the sides differ at {_point(point)}")
        work = exact.left
    return Shown(True, f"both sides were evaluated exactly at all {len(every):,} points of the range")


def _value(exact: Exact, tree: Tree, point: Mapping[str, Tree]) -> Value | None:
    """The exact value at a point; None where there is none."""
    try:
        return exact.value(tree, {name: exact.value(value, {}) for name, value in point.items()})
    except Undefined:
        return None


# Counterexamples


def _counterexample(equality: Equality, proof: Mapping[str, Any]) -> Shown:
    at = {str(name): parse(value) for name, value in proof["at"].items()}
    if at.keys() != equality.variables.keys():
        raise RejectedCertificate("it does not give each variable a value")
    found = differ(equality, at)
    if found is None:
        raise RejectedCertificate(f"the sides are not shown to differ at {_point(at)}")
    return Shown(False, f"at {_point(at)} {found}" if at else found)


def differ(equality: Equality, at: Mapping[str, Tree]) -> str | None:
    """In words, how the sides differ at a point of the domain; None where that is not proved."""
    exact = Exact()
    for name, value in at.items():
        if not inside(exact, equality.variables[name], exact.value(value, {})):
            return None
    trees = _carried_out(equality)
    sides: list[Any] = []
    for tree in trees:
        try:
            sides.append((_value(exact, tree, at), tree))
        except (NotExact, TooLarge):
            sides.append(NotExact)
    missing = [side is not NotExact and side[0] is None for side in sides]
    if any(missing):
        written = (equality.left, equality.right)
        if not all(_has_none(one, at) for one, gone in zip(written, missing, strict=True) if gone):
            return None
        return _one_sided(equality, trees, at, missing)
    if NotExact not in sides:
        (left, one), (right, other) = sides
        if exact.same(left, right):
            return None
        return f"the left side is {_said(left, one, at)} and the right side {_said(right, other, at)}"
    if enclosure.apart(trees[0], trees[1], at):
        left, right = (enclosure.shown(tree, at) for tree in trees)
        return f"the left side is {left} and the right side {right}"
    return None


def _has_none(tree: Tree, at: Mapping[str, Tree]) -> bool:
    """Whether a side whose rules give no value at a point has none: of a derivative they may fail where there is one,
    as of cbrt(x)^3 at 0, but not where the function itself has none."""
    derived = [one for one in walk(tree) if isinstance(one, Node) and one.head == "diff"]
    if not derived:
        return True
    if any(isinstance(one, Node) and one.head in ("sum", "product") for one in walk(tree)):
        return False
    try:
        return any(_value(Exact(), without_derivatives(one), at) is None and _has_none(one, at)
                   for one in (node.arguments[0] for node in derived))  # fmt: skip
    except (NotExact, TooLarge):
        return False


def _said(value: Value, tree: Tree, at: Mapping[str, Tree]) -> str:
    if isinstance(value, fmpq):
        return shown(value, tree)
    return enclosure.shown(tree, at) if at else text(tree)[:MOST_SHOWN]


def _one_sided(equality: Equality, trees: list[Tree], at: Mapping[str, Tree], missing: list[bool]) -> str | None:
    if all(missing) or equality.sense != EXPRESSIONS:
        return None
    there, gone = ("right", "left") if missing[0] else ("left", "right")
    tree = trees[1] if missing[0] else trees[0]
    exact = Exact()
    try:
        value = _said(_value(exact, tree, at), tree, at)
    except (NotExact, TooLarge):
        if not enclosure.defined(tree, at):
            return None
        value = enclosure.shown(tree, at)
    return f"the {gone} side has no value and the {there} side is {value}"


def inside(exact: Exact, domain: str, value: Value) -> bool:
    """Whether an exact value is seen to lie in a domain."""
    if isinstance(value, fmpq):
        return holds(domain, value)
    if domain == "complex":
        return True
    if domain not in ("real", "positive") or domain not in REAL or not exact.real(value):
        return False
    return domain == "real" or exact.order(value, fmpq(0)) > 0


def _point(at: Mapping[str, Tree]) -> str:
    return ", ".join(f"{name} = {text(value)[:MOST_SHOWN]}" for name, value in at.items())
