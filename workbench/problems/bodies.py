"""From the tables of a problem file to the body of a problem: every value checked, defaults filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import BadInput
from workbench.problems.parameters import files_of, validated
from workbench.problems.paths import found_file
from workbench.problems.places import Place

if TYPE_CHECKING:
    from workbench.problems.problem_file import AnswerTable, IdentityTable, ProblemFile, SmtTable

Body = tuple[dict[str, Any], tuple[Path, ...]]
"""The kind's own table, and the files it names."""

_EXPECTED: Mapping[str, tuple[str, ...]] = {
    "sat": ("satisfiable", "unsatisfiable"),
    "dimacs": ("satisfiable", "unsatisfiable"),
    "smt": ("satisfiable", "unsatisfiable"),
    "identity": ("true", "false"),
    "lean": ("true",),
}
_NAME = re.compile(r"[^\W\d]\w*")
_LEAN_NAME = re.compile(r"[^\s.(){}\[\]:,;]+(\.[^\s.(){}\[\]:,;]+)*")


def body_of(tables: ProblemFile, place: Place) -> Body:
    """The body of the problem that a file's tables state. Raises BadInput for what cannot be used."""
    place = replace(place, table=(tables.kind,))
    if tables.sat:
        return sat_body(tables.sat.family, tables.sat.parameters, replace(place, table=("sat", "parameters")))
    if tables.dimacs:
        return {"file": tables.dimacs.file}, (found_file(tables.dimacs.file, place, "file"),)
    if tables.smt:
        return _smt(tables.smt, place)
    if tables.identity:
        return _identity(tables.identity, place), ()
    if tables.answer:
        return _answer(tables.answer, place), ()
    if tables.lean:
        if not _LEAN_NAME.fullmatch(tables.lean.theorem):
            place.fault(f"{tables.lean.theorem[:80]!r} is no Lean name", "write it in full, as A.b", "theorem")
        found = found_file(tables.lean.file, place, "file")
        return {"file": tables.lean.file, "theorem": tables.lean.theorem}, (found,)
    raise AssertionError("a problem file without its table passed the check")


def sat_body(name: str, given: Mapping[str, Any], place: Place) -> Body:
    """The body of a problem of a SAT family. Raises BadInput for an unknown family or wrong parameters."""
    from workbench.problems.families import family

    try:
        found = family(name)
    except BadInput as error:
        line = replace(place, table=place.table[:1]).line("family") if place.text else place.at
        raise BadInput(error.problem, remedy=error.remedy, file=place.file, line=line) from error
    values = validated(found, given, place)
    return {"family": name, "parameters": values}, files_of(found, values, place.base)


def expect_of(tables: ProblemFile, place: Place) -> str | None:
    """What a problem file expects, in words."""
    return expect_in(tables.kind, tables.expect, place)


def expect_in(kind: str, said: object, place: Place) -> str | None:
    """What is expected of a problem of this kind, in words. Raises BadInput for a word that the kind does not know."""
    if said is None:
        return None
    expect = str(said).lower() if isinstance(said, bool) else str(said)
    allowed = _EXPECTED.get(kind)
    if allowed and expect not in allowed:
        place.fault(f"`expect` is {expect[:60]!r}", f"for {kind}, it is {' or '.join(allowed)}", "expect")
    if not expect.strip():
        place.fault("`expect` is empty", "say what is expected, or leave it out", "expect")
    return expect


def _smt(table: SmtTable, place: Place) -> Body:
    if (table.file is None) == (table.text is None):
        place.fault("[smt] needs a file or a text, and not both", "keep one of `file` and `text`")
    files = (found_file(table.file, place, "file"),) if table.file is not None else ()
    return {"file": table.file, "text": table.text}, files


def _identity(table: IdentityTable, place: Place) -> dict[str, Any]:
    from workbench.problems.problem_file import EQUAL_AS

    variables = _variables(table, place)
    for side in ("left", "right"):
        if not getattr(table, side).strip():
            place.fault(f"`{side}` is empty", "write an expression", side)
    if table.equal_as not in EQUAL_AS:
        place.fault(f"`equal_as` is {table.equal_as[:60]!r}", f"use one of {', '.join(EQUAL_AS)}", "equal_as")
    return {"left": table.left, "right": table.right, "variables": variables, "equal_as": table.equal_as}


def _variables(table: IdentityTable | AnswerTable, place: Place) -> dict[str, str]:
    """A mapping from name to domain: a word, or a range of integers."""
    from workbench.problems.problem_file import DOMAINS, RANGE

    if isinstance(table.variables, dict):
        if table.domain is not None:
            place.fault("the domain is given twice", "drop `domain`, or make `variables` a list", "domain")
        variables = table.variables
    else:
        variables = dict.fromkeys(table.variables, table.domain or "complex")
    for name, domain in variables.items():
        if not _NAME.fullmatch(name):
            place.fault(f"{name[:60]!r} is no variable", "use letters, digits and _", "variables")
        span = RANGE.fullmatch(domain)
        if domain not in DOMAINS and not (span and int(span[1]) <= int(span[2])):
            remedy = f"use one of {', '.join(DOMAINS)}, or a range such as 1..100"
            place.fault(f"{domain[:60]!r} is no domain", remedy, "domain" if table.domain else "variables")
    return variables


def _answer(table: AnswerTable, place: Place) -> dict[str, Any]:
    if (table.expression is None) == (table.equation is None):
        place.fault("[answer] needs an expression or an equation, and not both", "keep one of them")
    return {
        "question": table.question,
        "expression": table.expression,
        "equation": table.equation,
        "answer": str(table.answer),
        "variables": _variables(table, place),
    }
