"""What the child does: it puts together a certificate that can be re-checked without SymPy, where there is one.

SymPy proposes what has to be found: normal forms, antiderivatives, solutions, what is right where an answer is wrong.
It is imported when it is asked: an answer that exact arithmetic finds right does not wait for it.

A certificate is tried here by the very code that will judge it, so that what cannot be certified is not claimed to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import second
from workbench.checkers.symbolic.bounds import check_bounds
from workbench.checkers.symbolic.domains import bounds_of
from workbench.checkers.symbolic.exact import NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.grammar import NotUnderstood
from workbench.checkers.symbolic.hunting import counterexample
from workbench.checkers.symbolic.judging import judge
from workbench.checkers.symbolic.questions import Question, identity_of, members, question_of
from workbench.checkers.symbolic.roots import judge_solutions
from workbench.checkers.symbolic.second import ARITHMETIC, EXPRESSIONS, Equality, check
from workbench.checkers.symbolic.steps import bare, equality
from workbench.checkers.symbolic.tree import Name, Node, Tree, difference, replaced, text, walk
from workbench.problems.spec import Problem

Proof = dict[str, Any]
TOOL = f"sympy {version('sympy')}, python-flint {version('python-flint')}"


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
    if asked.sense == EXPRESSIONS and asked.variables and all(bounds_of(domain) for domain in asked.variables.values()):
        return _in_range(asked)
    proofs: list[Proof] = [] if asked.variables else [{"by": "values"}]
    if asked.sense == EXPRESSIONS and (found := counterexample(asked)) is not None:
        return {"proof": found}
    from workbench.checkers.symbolic.by_sympy import normal_form, says_equal

    form = normal_form(asked)
    proofs += [{"by": "expansion", "form": form}] if form is not None else []
    for proof in [*proofs, {"by": "expansion", "form": None}]:
        if _holds(asked, proof) is not None:
            return {"proof": proof}
    if asked.sense != EXPRESSIONS:
        return _in_sense(asked)
    return {"proof": {"by": "sympy", "true": True}} if says_equal(asked) else None


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
    from workbench.checkers.symbolic.by_sympy import value as sympy_value

    body, variable, low, high = tree.arguments
    primitive = sympy_value(asked, Node("integrate", (body, variable)))
    assert isinstance(variable, Name)
    if primitive is None:
        return None
    ends = difference(replaced(primitive, variable.name, high), replaced(primitive, variable.name, low))
    steps: list[Proof] = [{"by": "fundamental", "antiderivative": text(primitive)}]
    return _made(asked, steps, lambda: sympy_value(asked, ends) if variable.name not in asked.variables else None)


def _by_value(asked: Question) -> Proof | None:
    """The exact steps first, which need SymPy for what is right only; then SymPy's word."""

    @cache
    def value() -> Tree | None:
        from workbench.checkers.symbolic.by_sympy import value as sympy_value

        return sympy_value(asked, asked.asked)

    made = _made(asked, _steps(asked), value)
    if made is None and (found := value()) is not None:
        made = _made(asked, [{"by": "sympy", "value": text(found)}], value)
    return made


def _made(asked: Question, steps: Sequence[Proof], value: Callable[[], Tree | None]) -> Proof | None:
    """A certificate about the given answer; where that is wrong, about SymPy's value as well."""
    given = _settled(asked, asked.given, steps)
    if given is None:
        return None
    step, proof, true = given
    made: Proof = {"step": step, "given": proof, "right": None}
    if true or (found := value()) is None:
        return made
    right = _settled(asked, found, [*steps, {"by": "sympy", "value": text(found)}])
    if right is None or not right[2]:
        return made
    return {**made, "right": text(found), "right_step": right[0], "shown": right[1]}


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


def _steps(asked: Question) -> list[Proof]:
    """The exact steps that may settle the question."""
    tree = bare(asked.asked)
    head = tree.head if isinstance(tree, Node) else ""
    if head == "integrate":
        return [{"by": "antiderivative"}] if len(_arguments(tree)) == 2 else []
    if head == "limit":
        return [{"by": "limit"}]
    return [{"by": "plain"}, {"by": "telescoping"}] if head == "sum" else [{"by": "plain"}]


def _arguments(tree: Tree) -> tuple[Tree, ...]:
    return tree.arguments if isinstance(tree, Node) else ()


def _equation(asked: Question) -> Proof | None:
    unknown = asked.unknown
    assert unknown is not None
    domain = asked.variables.get(unknown, "complex")
    try:
        if judge_solutions(asked.asked, unknown, domain, members(asked.given, unknown)).complete:
            return {"step": {"by": "roots"}, "right": None}
        decided = True
    except (NotExact, TooLarge, Undefined):
        decided = False
    from workbench.checkers.symbolic.by_sympy import solutions

    value = solutions(asked, unknown, domain)
    if not decided:
        return {"step": {"by": "sympy", "value": text(value)}} if value is not None else None
    right = value is not None and judge_solutions(asked.asked, unknown, domain, members(value, unknown)).complete
    return {"step": {"by": "roots"}, "right": text(value) if right and value is not None else None}
