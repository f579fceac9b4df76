r"""Findings across rooms, and which findings a project wants to see. Pure.

A `\checkedby` that names nothing, and a number of the problem that its statement does not mention, can only be seen
with blueprint and problems side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from workbench.blueprint.findings import CATALOGUE, finding
from workbench.blueprint.model import Blueprint, CheckedBy, Finding, Node
from workbench.dispatch.plan import Questions
from workbench.errors import BadInput
from workbench.evidence.record import Evidence
from workbench.problems.spec import Problem
from workbench.settings import Lint
from workbench.statements import BOOKKEEPING, Statements, normalise

ALL = "all"

_POINTERS = dict.fromkeys(
    ("ref", "eqref", "cref", "Cref", "autoref", "pageref", "nameref", "cite", "citep", "citet"), 1
)
"""Macros whose argument is the name of something and no part of what is said."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = re.compile(r"[^\W\d_]+")
_GROUPING = re.compile(r"(?<=\d)(?:\{,\}|\{\\,\}|\\[,!:; ]|~)(?=\d{3}(?!\d))")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def cross_findings(blueprint: Blueprint, asked: Questions, problems: Mapping[str, Problem]) -> tuple[Finding, ...]:
    """`unknown-problem` and `number-mismatch`, in document order; `asked` is what `dispatch.plan.questions` gave."""
    statements = Statements(blueprint)
    found: list[Finding] = []
    for node in blueprint.nodes.values():
        if node.checked_by:
            found += _of_node(statements, node, asked, problems)
    return tuple(found)


def absent_declarations(blueprint: Blueprint, asked: Questions, known: Mapping[str, Evidence]) -> tuple[Finding, ...]:
    """`unknown-declaration`, in document order: Lean was asked today, and the sources have no such name."""
    found = []
    for node in blueprint.nodes.values():
        for question in asked.get(node.id, ()):
            evidence = known.get(question.fingerprint)
            if evidence and evidence.absent and evidence.fingerprint == question.fingerprint:
                message = f"the Lean sources have no declaration {question.name!r}"
                found.append(finding("unknown-declaration", message, node.place, node=node.id))
    return tuple(found)


def chosen(findings: Iterable[Finding], settings: Lint) -> tuple[Finding, ...]:
    """The findings that `[lint]` lets through: selected, not ignored, and not ignored for their file.

    Raises BadInput for a code that does not exist.
    """
    for code in (
        *settings.select,
        *settings.ignore,
        *(code for codes in settings.per_file_ignores.values() for code in codes),
    ):
        if code != ALL and code not in CATALOGUE:
            raise _unknown_code(code)
    return tuple(one for one in findings if _is_chosen(one, settings))


def numbers_in(tex: str) -> set[int]:
    """The whole numbers that a text mentions: in digits, grouped or not (`7824`, `7{,}824`, `7\\,824`, `7,824`), and
    the words one to twelve. A part of another number (the 8 of 7.8 or of 7824) is not mentioned."""
    grouped = _GROUPING.sub("", tex)
    found = set()
    for reading in (grouped, _COMMA.sub("", grouped)):  # `1,824` may be a number or two
        found |= {int(number) for number in _NUMBER.findall(reading) if "." not in number and len(number) < 1000}
    words = {word.lower() for word in _WORD.findall(tex)}
    return found | {number for number, word in enumerate(_WORDS, 1) if word in words}


def _is_chosen(one: Finding, settings: Lint) -> bool:
    def named(codes: tuple[str, ...]) -> bool:
        return one.code in codes or ALL in codes

    here = (codes for pattern, codes in settings.per_file_ignores.items() if fnmatchcase(one.place.file, pattern))
    return named(settings.select) and not named(settings.ignore) and not any(named(codes) for codes in here)


def _unknown_code(code: str) -> BadInput:
    from difflib import get_close_matches

    near = get_close_matches(code, CATALOGUE, 3, 0.5)
    remedy = f"did you mean {', '.join(near)}?" if near else "docs/findings.md lists the codes"
    return BadInput(f"[lint] names the unknown finding {code!r}", remedy=remedy, file="workbench.toml")


def _of_node(
    statements: Statements, node: Node, asked: Questions, problems: Mapping[str, Problem]
) -> Iterator[Finding]:
    resolved = []
    for entry in {str(entry): entry for entry in node.checked_by}.values():
        if _stands_for_something(entry, problems):
            resolved.append(entry)
        else:
            yield _unknown_problem(node, entry, problems)
    questions = [question for question in asked.get(node.id, ()) if question.problem]
    mentioned = _mentioned(statements, node) if questions else set()
    for entry, question in zip(resolved, questions, strict=True):
        for name, number in _numbers(question.problem):
            if number not in mentioned:
                message = f"{question.name} has {name} = {number}, and {node.id} does not mention {number}"
                yield finding("number-mismatch", message, entry.place, node=node.id)


def _stands_for_something(entry: CheckedBy, problems: Mapping[str, Problem]) -> bool:
    from workbench.problems.families import family_names

    return entry.name in family_names() if entry.parameters else entry.name in problems


def _unknown_problem(node: Node, entry: CheckedBy, problems: Mapping[str, Problem]) -> Finding:
    from difflib import get_close_matches

    from workbench.problems.families import family_names

    what, there = ("family", family_names()) if entry.parameters else ("problem", tuple(problems))
    near = get_close_matches(entry.name, there, 3, 0.5)
    remedy = f"did you mean {', '.join(near)}?" if near else None
    return finding("unknown-problem", f"there is no {what} {entry.name!r}", entry.place, node=node.id, remedy=remedy)


def _mentioned(statements: Statements, node: Node) -> set[int]:
    """The numbers of the statement, of its title, and of the author's macros that it uses."""
    tex = f"{node.title_tex or ''}\n{node.text}"
    said = [normalise(tex, {**BOOKKEEPING, **_POINTERS}), *(body for _, body in statements[node.id].macros)]
    return set().union(*map(numbers_in, said))


def _numbers(problem: Problem | None) -> Iterator[tuple[str, int]]:
    """(parameter, number) for every whole number among the parameters of a family."""
    parameters = problem.body.get("parameters", {}) if problem and problem.kind == "sat" else {}
    for name, value in parameters.items():
        for number in value if isinstance(value, list) else [value]:
            if isinstance(number, int) and not isinstance(number, bool):
                yield name, number
