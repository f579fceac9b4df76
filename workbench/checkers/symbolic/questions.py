"""From the body of a problem to trees: what is asked, in which variables, and what is expected of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.checkers.symbolic.exact import NotExact
from workbench.checkers.symbolic.grammar import NotUnderstood, parse
from workbench.checkers.symbolic.second import EXPRESSIONS, Equality
from workbench.checkers.symbolic.steps import bare
from workbench.checkers.symbolic.tree import (
    BINDERS,
    CONSTANTS,
    RELATIONS,
    ZERO,
    Name,
    Node,
    Tree,
    free_names,
    variables_of,
    walk,
)
from workbench.problems.spec import Problem

TRUE, FALSE = "true", "false"


@dataclass(frozen=True, slots=True)
class Question:
    """An answer to be judged."""

    asked: Tree
    """The expression, or the equation."""
    given: Tree
    variables: Mapping[str, str]
    """Of the free names, their domains."""
    unknown: str | None
    """Of an equation: what it is solved for."""

    @property
    def is_relation(self) -> bool:
        """Whether the truth of a relation is asked."""
        return self.unknown is None and isinstance(self.asked, Node) and self.asked.head in RELATIONS


def identity_of(problem: Problem) -> Equality:
    """What an identity states. Raises NotUnderstood."""
    body = problem.body
    left, right = (_parsed(body, side) for side in ("left", "right"))
    variables: Mapping[str, str] = body["variables"]
    for tree, side in ((left, "left"), (right, "right")):
        if isinstance(tree, Node) and tree.head in RELATIONS | {"set", "list", "tuple", "or", "and"}:
            raise NotUnderstood(f"`{side}` is no single expression")
        _no_bound_constant(tree, variables)
        if unknown := sorted(variables_of(tree, variables) - variables.keys()):
            raise NotUnderstood(f"`{side}` has {', '.join(unknown)}, which `variables` does not name")
    return Equality(left, right, variables, body.get("equal_as", EXPRESSIONS))


def question_of(problem: Problem) -> Question:
    """What is asked and the answer that is given. Raises NotUnderstood."""
    body = problem.body
    declared: Mapping[str, str] = body.get("variables", {})
    given = parse_side(body, "answer", many=True)
    field = "equation" if body["equation"] is not None else "expression"
    asked: Tree = _parsed(body, field)
    for tree in (asked, given):
        _no_bound_constant(tree, declared)
    unknown: str | None = None
    if isinstance(asked, Node) and asked.head == "solve":
        unknown = _name(asked.arguments[1])
        asked = asked.arguments[0]
    elif field == "equation":
        unknown = _unknown(asked, declared)
    asked = bare(asked) if unknown is not None else asked
    if unknown is not None and not (isinstance(asked, Node) and asked.head == "="):
        raise NotUnderstood(f"`{field}` is no equation `left = right`")
    names = variables_of(asked, declared) | variables_of(given, declared)
    domains = dict.fromkeys(_counted(asked), "natural") | dict(declared)
    return Question(asked, given, {name: domains.get(name, "complex") for name in sorted(names)}, unknown)


def _no_bound_constant(tree: Tree, declared: Mapping[str, str]) -> None:
    """A name that a derivative or integral is taken by is a variable, and the text has to say so."""
    for one in walk(tree):
        by = one.arguments[1] if isinstance(one, Node) and one.head in BINDERS else ZERO
        if isinstance(by, Name) and by.name in CONSTANTS - declared.keys() and by.name in free_names(one):
            raise NotUnderstood(f"`{by.name}` is a constant: name it in `variables`, or take another letter")


def _parsed(body: Mapping[str, Any], field: str) -> Tree:
    return parse_side(body, field)


def parse_side(body: Mapping[str, Any], field: str, *, many: bool = False) -> Tree:
    """One field of a body as a tree; the message of NotUnderstood names the field."""
    try:
        return parse(body[field], many=many)
    except NotUnderstood as error:
        raise NotUnderstood(f"`{field}`, {error}") from None


def _name(tree: Tree) -> str:
    assert isinstance(tree, Name)
    return tree.name


def _unknown(equation: Tree, declared: Mapping[str, str]) -> str:
    names = sorted(variables_of(equation, declared))
    if len(names) == 1:
        return names[0]
    if len(declared) == 1:
        return next(iter(declared))
    raise NotUnderstood(f"the equation has {len(names)} unknowns: write solve(equation, x)")


def _counted(tree: Tree) -> set[str]:
    """The names in the bounds of sums and products, which count."""
    found: set[str] = set()
    for one in walk(tree):
        if isinstance(one, Node) and one.head in ("sum", "product"):
            for bound in one.arguments[2:]:
                found |= free_names(bound)
    return found


def members(given: Tree, unknown: str) -> tuple[Tree, ...]:
    """The solutions that an answer gives: a set or list, `x = 1 or x = 2`, `none`, or one value."""
    if given == Name("none"):
        return ()
    if isinstance(given, Node) and given.head in ("set", "list", "tuple", "or"):
        return tuple(one for part in given.arguments for one in members(part, unknown))
    if isinstance(given, Node) and given.head == "=" and given.arguments[0] == Name(unknown):
        return (given.arguments[1],)
    if isinstance(given, Node) and given.head in RELATIONS | {"and"}:
        raise NotExact("the answer is no set of solutions")
    return (given,)


def truth_of(given: Tree) -> bool:
    """What `true` or `false` says."""
    words = {"true": True, "yes": True, "True": True, "false": False, "no": False, "False": False}
    if isinstance(given, Name) and given.name in words:
        return words[given.name]
    raise NotUnderstood("the answer to a question of truth is true or false")
