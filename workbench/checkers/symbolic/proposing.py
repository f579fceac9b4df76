"""What the child does: SymPy proposes, and a certificate is put together that can be re-checked without it.

A certificate is tried here by the very code that will judge it, so that what cannot be certified is not claimed to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flint
import sympy

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import second
from workbench.checkers.symbolic.domains import bounds_of
from workbench.checkers.symbolic.exact import NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.grammar import NotUnderstood
from workbench.checkers.symbolic.hunting import counterexample
from workbench.checkers.symbolic.judging import judge
from workbench.checkers.symbolic.onto_sympy import OntoSymPy, check_bounds, from_sympy
from workbench.checkers.symbolic.questions import Question, identity_of, members, question_of
from workbench.checkers.symbolic.roots import judge_solutions
from workbench.checkers.symbolic.second import ARITHMETIC, EXPRESSIONS, Equality, check
from workbench.checkers.symbolic.steps import bare, equality
from workbench.checkers.symbolic.tree import Name, Node, Tree, difference, replaced, text, walk
from workbench.problems.spec import Problem

Proof = dict[str, Any]
TOOL = f"sympy {sympy.__version__}, python-flint {flint.__version__}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer with its certificate, or why there is none."""

    answer: str | None
    certificate: Mapping[str, Any] | None
    reason: str
    failed: bool = False
    """The question cannot be read, as against not be settled."""


def propose(problem: Problem) -> Proposal:
    """Answer an identity or an answer; whatever goes wrong becomes part of the proposal."""
    try:
        made = _identity(identity_of(problem)) if problem.kind == "identity" else _answer(question_of(problem))
        if made is None:
            return Proposal(None, None, "gave up: neither SymPy nor exact arithmetic settles it")
        return Proposal(judge(problem, made).answer, made, "")
    except (NotUnderstood, TooLarge) as error:
        return Proposal(None, None, f"the question cannot be used: {error}", failed=True)
    except Undefined as error:
        return Proposal(None, None, f"a side has no value anywhere: {error}", failed=True)
    except NotExact as error:
        return Proposal(None, None, f"gave up: {error}")
    except RejectedCertificate as error:
        return Proposal(None, None, f"gave up: what SymPy says is not confirmed: {error}")
    except RecursionError:
        return Proposal(None, None, "gave up: SymPy went too deep")


# Identities


def _identity(asked: Equality) -> Proof | None:
    check_bounds(asked.left)
    check_bounds(asked.right)
    if asked.variables and all(bounds_of(domain) for domain in asked.variables.values()):
        return _in_range(asked)
    proofs: list[Proof] = [] if asked.variables else [{"by": "values"}]
    if asked.sense == EXPRESSIONS and (found := counterexample(asked)) is not None:
        return {"proof": found}
    form = _normal_form(asked)
    proofs += [{"by": "expansion", "form": form}] if form is not None else []
    for proof in [*proofs, {"by": "expansion", "form": None}]:
        if _holds(asked, proof) is not None:
            return {"proof": proof}
    if asked.sense != EXPRESSIONS:
        return _in_sense(asked)
    return {"proof": {"by": "sympy", "true": True}} if _sympy_says_equal(asked) else None


def _in_range(asked: Equality) -> Proof | None:
    if _holds(asked, {"by": "range"}) is not None:
        return {"proof": {"by": "range"}}
    for point in second.points(asked.variables):
        if second.differ(asked, point) is not None:
            at = {name: text(value) for name, value in point.items()}
            return {"proof": {"by": "counterexample", "at": at}}
    return None


def _in_sense(asked: Equality) -> Proof | None:
    """Polynomials and rational functions that differ do so at some point at which both have values."""
    trees = (asked.left, asked.right)
    if any(isinstance(one, Node) and one.head not in ARITHMETIC for tree in trees for one in walk(tree)):
        raise NotUnderstood(f"a side is none of the {asked.sense}")
    found = counterexample(asked)
    return {"proof": found} if found is not None else None


def _normal_form(asked: Equality) -> str | None:
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


def _sympy_says_equal(asked: Equality) -> bool:
    onto = OntoSymPy(asked.variables)
    gap = onto(difference(asked.left, asked.right))
    if gap.has(sympy.nan, sympy.zoo):
        return False
    return any(way(gap) == 0 for way in (sympy.expand, sympy.trigsimp, sympy.simplify))


def _holds(asked: Equality, proof: Proof) -> bool | None:
    """What a proof shows; None where it shows nothing."""
    try:
        return check(asked, proof).true
    except RejectedCertificate:
        return None


# Answers


def _answer(asked: Question) -> Proof | None:
    for tree in (asked.asked, asked.given):
        check_bounds(tree)
    if asked.is_relation:
        return {}
    if asked.unknown is not None:
        return _equation(asked)
    return _by_antiderivative(asked) or _by_value(asked)


def _by_antiderivative(asked: Question) -> Proof | None:
    """A definite integral, where that of SymPy's antiderivative proves right; which saves integrating once more."""
    tree = bare(asked.asked)
    if not (isinstance(tree, Node) and tree.head == "integrate" and len(tree.arguments) == 4):
        return None
    body, variable, low, high = tree.arguments
    primitive = _value(asked, Node("integrate", (body, variable)))
    assert isinstance(variable, Name)
    if primitive is None:
        return None
    ends = difference(replaced(primitive, variable.name, high), replaced(primitive, variable.name, low))
    value = _value(asked, ends) if variable.name not in asked.variables else None
    return _made(asked, value, [{"by": "fundamental", "antiderivative": text(primitive)}])


def _by_value(asked: Question) -> Proof | None:
    value = _value(asked, asked.asked)
    return _made(asked, value, _steps(asked, value))


def _made(asked: Question, value: Tree | None, steps: Sequence[Proof]) -> Proof | None:
    """A certificate about the given answer; where that is wrong, about SymPy's value as well."""
    given = _settled(asked, asked.given, steps)
    if given is None:
        return None
    step, proof, true = given
    made: Proof = {"step": step, "given": proof, "right": None}
    if true or value is None:
        return made
    right = _settled(asked, value, steps)
    if right is None or not right[2]:
        return made
    return {**made, "right": text(value), "right_step": right[0], "shown": right[1]}


def _value(asked: Question, tree: Tree) -> Tree | None:
    """What SymPy finds, in the words of the grammar."""
    onto = OntoSymPy(asked.variables)
    try:
        return from_sympy(onto(tree))
    except (NotExact, NotImplementedError, ValueError, TypeError, ZeroDivisionError, sympy.PolynomialError):
        return None


def _settled(asked: Question, candidate: Tree, steps: Sequence[Proof]) -> tuple[Proof, Proof, bool] | None:
    """(step, proof, whether the candidate is right), by the first step that settles it."""
    for step in steps:
        try:
            made = equality(asked.asked, candidate, asked.variables, step)
        except (RejectedCertificate, NotExact, Undefined):
            continue
        if (found := _proved(made)) is not None:
            return step, *found
    return None


def _proved(made: Equality) -> tuple[Proof, bool] | None:
    """A proof that two sides are equal or that they are not; None where there is neither."""
    expansion: Proof = {"by": "expansion", "form": None}
    names = any(isinstance(one, Name) for tree in (made.left, made.right) for one in walk(tree))
    first: Proof = expansion if names and made.variables else {"by": "values"}
    true = _holds(made, first)
    if true is not None:
        return first, true
    if (other := counterexample(made)) is not None:
        return other, False
    return (expansion, True) if first != expansion and _holds(made, expansion) else None


def _steps(asked: Question, value: Tree | None) -> list[Proof]:
    """The steps that may settle the question, the exact ones first."""
    tree = bare(asked.asked)
    head = tree.head if isinstance(tree, Node) else ""
    steps: list[Proof] = []
    if head == "integrate":
        steps += [{"by": "antiderivative"}] if len(_arguments(tree)) == 2 else []
    elif head == "limit":
        steps.append({"by": "limit"})
    else:
        steps += [{"by": "plain"}, {"by": "telescoping"}] if head == "sum" else [{"by": "plain"}]
    return [*steps, *([{"by": "sympy", "value": text(value)}] if value is not None else [])]


def _arguments(tree: Tree) -> tuple[Tree, ...]:
    return tree.arguments if isinstance(tree, Node) else ()


def _equation(asked: Question) -> Proof | None:
    unknown = asked.unknown
    assert unknown is not None
    domain = asked.variables.get(unknown, "complex")
    value = _solutions(asked, unknown, domain)
    right = text(value) if value is not None else None
    try:
        given = members(asked.given, unknown)
        if judge_solutions(asked.asked, unknown, domain, given).complete:
            return {"step": {"by": "roots"}, "right": None}
        if value is not None and judge_solutions(asked.asked, unknown, domain, members(value, unknown)).complete:
            return {"step": {"by": "roots"}, "right": right}
        return {"step": {"by": "roots"}, "right": None}
    except (NotExact, TooLarge, Undefined):
        return {"step": {"by": "sympy", "value": right}} if right is not None else None


def _solutions(asked: Question, unknown: str, domain: str) -> Tree | None:
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
