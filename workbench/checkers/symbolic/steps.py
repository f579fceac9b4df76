"""From a question to an equality: what an integral, a sum or a limit asks, as something that can be expanded.

A step says by which theorem the equality settles the question. Nothing here uses SymPy; the step `sympy` alone rests on
what SymPy said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flint import fmpq

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import enclosure
from workbench.checkers.symbolic.derivative import (
    derivative,
    derivative_where_defined,
    real_valued,
    without_derivatives,
)
from workbench.checkers.symbolic.domains import REAL, bounds_of
from workbench.checkers.symbolic.exact import Exact, NotExact
from workbench.checkers.symbolic.expansion import Expansion
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.second import EXPRESSIONS, GENERIC, Equality, check
from workbench.checkers.symbolic.smooth import analytic, entire
from workbench.checkers.symbolic.tree import (
    CONSTANTS,
    ONE,
    Name,
    Node,
    Number,
    Tree,
    difference,
    free_names,
    replaced,
    walk,
)

MOST_LIMIT_ORDER = 8
WRAPPERS = frozenset({"simplify", "expand", "factor"})


def bare(tree: Tree) -> Tree:
    """The tree without the words that only say in which form the answer is wanted."""
    while isinstance(tree, Node) and tree.head in WRAPPERS:
        tree = tree.arguments[0]
    return tree


def equality(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """What has to hold for `given` to answer the question. Raises RejectedCertificate where the step does not apply,
    NotExact and Undefined where a side has no value that is found here."""
    made = _STEPS.get(str(step.get("by")))
    if made is None:
        raise RejectedCertificate("a step of a kind that is not known")
    if made is not _plain and made is not _sympy and variables.keys() & CONSTANTS:
        raise RejectedCertificate("a variable has the name of a constant")
    return made(bare(question), given, variables, step)


def _plain(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """The question is an expression: it equals what is given, wherever both have values."""
    return Equality(question, given, variables, GENERIC)


def _parts(question: Tree, head: str, least: int) -> tuple[Tree, str, list[Tree]]:
    if isinstance(question, Node) and question.head == head and len(question.arguments) == least:
        body, variable, *bounds = question.arguments
        if isinstance(variable, Name):
            return without_derivatives(body), variable.name, bounds
    raise RejectedCertificate(f"the question is no such {head}")


def _antiderivative(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """The derivative of what is given is the integrand."""
    body, name, _ = _parts(question, "integrate", 2)
    domain = variables.get(name, "complex")  # where a derivative is taken, values at some integers are not enough
    line = domain if domain in ("complex", "real", "positive") else "real"
    return Equality(derivative_where_defined(given, name), body, {**variables, name: line}, GENERIC)


def _fundamental(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """F' = f, both analytic between the bounds: the integral is F(b) - F(a)."""
    body, name, (low, high) = _parts(question, "integrate", 4)
    primitive = parse(str(step["antiderivative"]))
    domain = "real"
    if not (entire(body, name) and entire(primitive, name)):
        domain = "positive" if _both_positive(low, high, variables) else "real"
    if not all(analytic(one, name, domain) for one in (body, primitive)):
        raise RejectedCertificate("integrand or antiderivative may not be analytic between the bounds")
    check(Equality(derivative(primitive, name), body, {**variables, name: domain}, EXPRESSIONS), {"by": "expansion"})
    value = difference(replaced(primitive, name, high), replaced(primitive, name, low))
    return Equality(value, given, variables, GENERIC)


def _both_positive(low: Tree, high: Tree, variables: Mapping[str, str]) -> bool:
    """Raises NotExact for bounds that are not seen to be real numbers."""
    at_low, at_high = _is_positive(low, variables), _is_positive(high, variables)
    return at_low and at_high


def _is_positive(bound: Tree, variables: Mapping[str, str]) -> bool:
    domains = [variables.get(name) for name in free_names(bound) - CONSTANTS]
    if not domains:
        return _sign(bound) > 0
    if not real_valued(bound) or not all(one is not None and (one in REAL or bounds_of(one)) for one in domains):
        raise NotExact("a bound that may not be real")
    return isinstance(bound, Name) and domains == ["positive"]


def _sign(bound: Tree) -> int:
    exact = Exact()
    try:
        return exact.order(exact.value(bound, {}), fmpq(0))
    except NotExact:
        return enclosure.order(bound, Number(0))


def _telescoping(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """S(a) = f(a), and S(n) - S(n - 1) = f(n) for all n > a: by induction S is the sum from a to n, for all n >= a."""
    body, name, (first, last) = _parts(question, "sum", 4)
    if (
        not isinstance(last, Name)
        or last.name not in variables
        or last.name in free_names(body) - {name}
        or last.name in free_names(first)
    ):
        raise RejectedCertificate("the upper bound is no variable of its own")
    if not isinstance(first, Number) or first.denominator != 1:
        raise RejectedCertificate("the lower bound is no integer")
    at_first = Equality(replaced(given, last.name, first), replaced(body, name, first), _others(variables, last.name))
    check(at_first, {"by": "expansion"})
    _always_there(replaced(body, name, Node("+", (last, first))), last.name, variables)
    shifted = Node("+", (last, Number(first.numerator + 1)))
    before = Node("+", (last, first))
    left = difference(replaced(given, last.name, shifted), replaced(given, last.name, before))
    return Equality(left, replaced(body, name, shifted), {**variables, last.name: "natural"}, EXPRESSIONS)


def _always_there(term: Tree, name: str, variables: Mapping[str, str]) -> None:
    """Raise RejectedCertificate where, from some upper bound on, a term has no value, whatever the other variables."""
    expansion = Expansion([term], {**variables, name: "natural"})
    expansion.of(term)
    for poly in (*expansion.divisors, *expansion.assumed):
        for factor, _ in expansion.ring.factors(poly)[1]:
            names = {expansion.ring.is_name(at) for at, degree in enumerate(factor.degrees()) if degree > 0}
            if not (names - {name, None}) and not expansion.never_zero(factor):
                raise RejectedCertificate("a term of the sum may have no value")


def _others(variables: Mapping[str, str], name: str) -> dict[str, str]:
    return {one: domain for one, domain in variables.items() if one != name}


def _limit(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """A quotient of functions that are analytic at the point: that of their first derivatives that do not both vanish.
    At infinity, a quotient of polynomials: that of its leading coefficients."""
    if not isinstance(question, Node) or question.head != "limit":
        raise RejectedCertificate("the question is no limit")
    body, name, bounds = _parts(question, "limit", len(question.arguments))
    point = bounds[0]
    if free_names(body) - {name, "pi", "e", "E", "i", "I"}:
        raise RejectedCertificate("the limit has more than one variable")
    if free_names(point) - {"pi", "e", "E", "oo"}:
        raise RejectedCertificate("the point is no real number")
    if point in (Name("oo"), Node("neg", (Name("oo"),))):
        return Equality(_leading(body, name), given, variables, GENERIC)
    if not real_valued(point):
        _sign(point)  # or it is not real
    return Equality(_at(body, name, point), given, variables, GENERIC)


def _leading(body: Tree, name: str) -> Tree:
    """The limit at both infinities of a rational function that has one."""
    expansion = Expansion([body], {name: "real"})
    value = expansion.of(body)
    if expansion.has_functions or free_names(body) != {name}:
        raise NotExact("a limit at infinity of what is no rational function")
    above, below = (int(max(one.degrees())) for one in (value.above, value.below))
    if above > below and value.above != 0:
        raise NotExact("the limit is infinite")
    if above < below or value.above == 0:
        return Number(0)
    found = value.above.leading_coefficient() / value.below.leading_coefficient()
    return Number(int(found.p), int(found.q))


def _at(body: Tree, name: str, point: Tree) -> Tree:
    above, below = body.arguments if isinstance(body, Node) and body.head == "/" else (body, ONE)
    if not all(analytic(one, name, "real") for one in (above, below)):
        raise RejectedCertificate("numerator or denominator may not be analytic")
    for _ in range(MOST_LIMIT_ORDER):
        top, bottom = replaced(above, name, point), replaced(below, name, point)
        if not _vanishes(bottom):
            return Node("/", (top, bottom))
        if not _vanishes(top):
            raise NotExact("the limit is infinite")
        above, below = derivative(above, name), derivative(below, name)
    raise NotExact("the limit takes too many derivatives")


def _vanishes(tree: Tree) -> bool:
    """Whether a constant is zero: by its expansion, or else by its exact value."""
    expansion = Expansion([tree], {})
    value = expansion.of(tree)
    if expansion.is_zero(value):
        return True
    ball = expansion.ball(value.above)
    if ball is not None and not ball.contains(0):
        return False
    exact = Exact()
    return exact.is_zero(exact.value(tree, {}))


def _backwards(first: Number, last: Number) -> bool:
    return fmpq(last.numerator, last.denominator) < fmpq(first.numerator, first.denominator) - 1


def _sympy(question: Tree, given: Tree, variables: Mapping[str, str], step: Mapping[str, Any]) -> Equality:
    """What SymPy says that the value is; the rest of the step is exact."""
    for one in walk(question):
        if isinstance(one, Node) and one.head in ("sum", "product"):
            first, last = one.arguments[2:]
            if isinstance(first, Number) and isinstance(last, Number) and _backwards(first, last):
                raise NotExact("the bounds of a sum or product run backwards")  # SymPy: the sum between, negated
    value = parse(str(step["value"]))
    if isinstance(question, Node) and question.head == "integrate" and len(question.arguments) == 2 and value != given:
        name = _parts(question, "integrate", 2)[1]  # they may differ by a constant
        body = derivative_where_defined(value, name)
        return _antiderivative(Node("integrate", (body, Name(name))), given, variables, step)
    return Equality(value, given, variables, GENERIC)


_STEPS: dict[str, Callable[[Tree, Tree, Mapping[str, str], Mapping[str, Any]], Equality]] = {
    "plain": _plain,
    "antiderivative": _antiderivative,
    "fundamental": _fundamental,
    "telescoping": _telescoping,
    "limit": _limit,
    "sympy": _sympy,
}
