"""Re-check a certificate of the symbolic checker against its problem, without SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import enclosure
from workbench.checkers.symbolic.exact import Exact, NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.grammar import NotUnderstood, parse
from workbench.checkers.symbolic.hunting import counterexample
from workbench.checkers.symbolic.questions import FALSE, TRUE, Question, identity_of, members, question_of, truth_of
from workbench.checkers.symbolic.roots import judge_solutions
from workbench.checkers.symbolic.second import Equality, Shown, check
from workbench.checkers.symbolic.steps import equality
from workbench.checkers.symbolic.tree import Node, Tree, free_names, text, walk
from workbench.problems.spec import Problem

MOST_TEXT = 200
SYMPY = "sympy"


@dataclass(frozen=True, slots=True)
class Found:
    """What a certificate shows: an answer in the words of `expect`, why, and whether it rests on SymPy alone."""

    answer: str
    reason: str
    computed: bool = False


def judge(problem: Problem, certificate: Mapping[str, Any]) -> Found:
    """Raises RejectedCertificate for a certificate that does not settle the problem."""
    try:
        if problem.kind == "identity":
            return _identity(identity_of(problem), certificate)
        return _answer(problem, certificate)
    except NotUnderstood as error:
        raise RejectedCertificate(f"it cannot be read: {error}") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RejectedCertificate("it is not made as certificates of this checker are") from error
    except (NotExact, TooLarge, Undefined, ArithmeticError, AssertionError, RecursionError) as error:
        raise RejectedCertificate(f"exact arithmetic does not settle it: {error}") from error


def kind_of(certificate: Mapping[str, Any]) -> str:
    """What a certificate is called: after the proof or the step that settles it; `computation` where that is SymPy's.
    Raises RejectedCertificate for what is no certificate."""
    try:
        if "proof" in certificate:
            kind = certificate["proof"]["by"]
        elif "step" in certificate:
            steps = [certificate["step"]["by"], certificate.get("right_step", {}).get("by")]
            kind = SYMPY if SYMPY in steps else steps[0] if steps[0] != "plain" else certificate["given"]["by"]
        else:
            kind = "values"
    except (KeyError, TypeError, AttributeError) as error:
        raise RejectedCertificate("it is not made as certificates of this checker are") from error
    return "computation" if kind == SYMPY else str(kind)


@cache  # reading a package's metadata takes longer than re-checking most answers
def rests_on(computed: bool) -> tuple[str, ...]:
    """What a person has to believe: FLINT, or where nothing could be re-checked SymPy."""
    package = "sympy" if computed else "python-flint"
    return (f"checker:{package}-{version(package)}",)


def _identity(asked: Equality, certificate: Mapping[str, Any]) -> Found:
    proof = certificate["proof"]
    if proof["by"] == SYMPY:
        return Found(TRUE if proof["true"] is True else FALSE, "SymPy says so, and nothing re-checked it", True)
    shown = check(asked, proof)
    return Found(TRUE if shown.true else FALSE, shown.reason)


def _answer(problem: Problem, certificate: Mapping[str, Any]) -> Found:
    asked = question_of(problem)
    if asked.is_relation:
        found = _truth(asked)
    elif asked.unknown is not None:
        found = _equation(asked, certificate)
    else:
        found = _expression(asked, certificate)
    expect = problem.expect
    if expect in (None, TRUE, found.answer) or (found.answer == TRUE and expect == FALSE):
        return found
    if found.answer == TRUE:  # what is given is right: so is what is expected, where that is the same
        return Found(expect, found.reason, found.computed) if _same_value(expect, text(asked.given)) else found
    if expect == FALSE or _same_value(expect, found.answer):
        return Found(expect, found.reason, found.computed)
    return found


def _same_value(expect: str, right: str) -> bool:
    try:
        exact = Exact()
        return exact.same(*(exact.value(parse(one), {}) for one in (expect, right)))
    except (NotUnderstood, NotExact, TooLarge, Undefined):
        return False


def _truth(asked: Question) -> Found:
    """A relation between constants."""
    assert isinstance(asked.asked, Node)
    if free_names(asked.asked) & asked.variables.keys():
        raise NotExact("a relation between what has variables")
    holds = relation(asked.asked)
    shown = f"{text(asked.asked)[:MOST_TEXT]} is {'true' if holds else 'false'}"
    if truth_of(asked.given) == holds:
        return Found(TRUE, shown)
    return Found("it is true" if holds else FALSE, f"{shown}, by exact arithmetic")


def relation(tree: Node) -> bool:
    """Whether a relation between constants holds. Raises NotExact where that is not decided."""
    one, other = tree.arguments
    exact = Exact()
    try:
        left, right = exact.value(one, {}), exact.value(other, {})
        if tree.head in ("=", "!="):
            return exact.same(left, right) == (tree.head == "=")
        sign = exact.order(left, right)
    except NotExact:
        if tree.head in ("=", "!="):
            if not enclosure.apart(one, other, {}):
                raise
            return tree.head == "!="
        sign = enclosure.order(one, other)
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[tree.head]


def _equation(asked: Question, certificate: Mapping[str, Any]) -> Found:
    assert asked.unknown is not None
    domain = asked.variables.get(asked.unknown, "complex")
    given = members(asked.given, asked.unknown)
    if certificate["step"]["by"] == SYMPY:
        return _computed_solutions(asked, given, certificate)
    found = judge_solutions(asked.asked, asked.unknown, domain, given)
    if found.complete:
        return Found(TRUE, found.reason)
    if certificate["right"] is None:
        return Found(FALSE, found.reason)
    right = parse(str(certificate["right"]))
    better = judge_solutions(asked.asked, asked.unknown, domain, members(right, asked.unknown))
    if not better.complete:
        raise RejectedCertificate(f"what it says is right is not: {better.reason}")
    return _wrong(right, asked.given, f": {found.reason}")


def _computed_solutions(asked: Question, given: tuple[Tree, ...], certificate: Mapping[str, Any]) -> Found:
    """Every solution that SymPy found is among those given, and the other way round."""
    right = parse(str(certificate["step"]["value"]))
    assert asked.unknown is not None
    theirs = members(right, asked.unknown)
    variables = {name: domain for name, domain in asked.variables.items() if name != asked.unknown}

    def among(one: Tree, many: tuple[Tree, ...]) -> bool:
        return any(_equal(Equality(one, other, variables)) for other in many)

    if all(among(one, theirs) for one in given) and all(among(one, given) for one in theirs):
        return Found(TRUE, "these are the solutions that SymPy finds, and nothing re-checked that", True)
    if not any(_nowhere(one, theirs, variables) for one in given) and not any(
        _nowhere(one, given, variables) for one in theirs
    ):
        raise NotExact("solutions of which it is open whether they are the same")
    shown = text(right)[:MOST_TEXT]
    return Found(shown, f"SymPy finds {shown}, and nothing re-checked that", True)


def _nowhere(one: Tree, many: tuple[Tree, ...], variables: Mapping[str, str]) -> bool:
    """Whether a solution is proved to differ from each of many."""
    return all(counterexample(Equality(one, other, variables)) is not None for other in many)


def _equal(one: Equality) -> bool:
    """Whether an expansion shows that they are equal, as against a proof that they are not."""
    try:
        return check(one, {"by": "expansion"}).true
    except RejectedCertificate:
        return False


def _expression(asked: Question, certificate: Mapping[str, Any]) -> Found:
    step, given = certificate["step"], _single(asked)
    computed = step["by"] == SYMPY
    shown = _checked(asked, given, step, certificate["given"])
    if shown.true:
        return Found(TRUE, _by_step(step) + shown.reason + _by_sympy(computed), computed)
    if certificate["right"] is None:
        return Found(FALSE, shown.reason + _by_sympy(computed), computed)
    right, step = parse(str(certificate["right"])), certificate["right_step"]
    computed = computed or step["by"] == SYMPY
    if not _checked(asked, right, step, certificate["shown"]).true:
        raise RejectedCertificate("what it says is right is not")
    found = _wrong(right, given, "" if certificate["given"]["by"] == "values" else f": {shown.reason}")
    return Found(found.answer, found.reason + _by_sympy(computed), computed)


def _by_step(step: Mapping[str, Any]) -> str:
    """By which argument the equality that was checked settles the question."""
    words = {
        "antiderivative": "its derivative is the integrand: ",
        "fundamental": f"with the antiderivative {str(step.get('antiderivative'))[:MOST_TEXT]}: ",
        "telescoping": "by induction on the upper bound: ",
        "limit": "by the first derivatives that do not both vanish, or the leading terms: ",
    }
    return words.get(str(step["by"]), "")


def _by_sympy(computed: bool) -> str:
    return "; the value is SymPy's, and nothing re-checked it" if computed else ""


def _single(asked: Question) -> Tree:
    given = asked.given
    if isinstance(given, Node) and given.head in ("set", "list", "tuple", "or", "and", "=", "<", ">", "<=", ">=", "!="):
        raise NotUnderstood("the answer is not one expression")
    return given


def _checked(asked: Question, candidate: Tree, step: Mapping[str, Any], proof: Mapping[str, Any]) -> Shown:
    made = equality(asked.asked, candidate, asked.variables, step)
    shown = check(made, proof)
    if not shown.true and proof.get("at"):
        _no_empty_sums(asked.asked, {str(name): parse(value) for name, value in proof["at"].items()})
    return shown


def _no_empty_sums(tree: Tree, at: Mapping[str, Tree]) -> None:
    """A sum up to n is asked from its lower bound on."""
    exact = Exact()
    point = {name: exact.value(value, {}) for name, value in at.items()}
    for one in walk(tree):
        if isinstance(one, Node) and one.head in ("sum", "product"):
            low, high = (exact.value(bound, point) for bound in one.arguments[2:])
            if exact.order(low, high) > 0:
                raise RejectedCertificate("at this point the sum has no terms")


def _wrong(right: Tree, given: Tree, why: str) -> Found:
    """The answer is what is right; it is never the word that says that the given one is."""
    answer = text(right)
    shown = answer if len(answer) <= MOST_TEXT else f"{answer[:80]}...{answer[-80:]} ({len(answer):,} characters)"
    said = text(given)
    said = said if len(said) <= MOST_TEXT else f"{said[:40]}...{said[-40:]}"
    if shown == TRUE:
        raise RejectedCertificate("a value that reads `true`")
    return Found(shown, f"the answer is {shown}, and not {said}{why}")
