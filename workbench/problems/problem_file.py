"""The tables of a problem file, and what may stand in them; the syntax is that of docs/problems.md."""

from __future__ import annotations

import re
from math import isfinite
from typing import Any, Literal, NoReturn

import msgspec

from workbench.errors import BadInput
from workbench.problems.places import Place


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table in which an unknown key is an error."""


class LimitsTable(Table, frozen=True):
    """`[limits]`: wall seconds and resident megabytes."""

    seconds: float | None = None
    memory_mb: int | None = None


class SatTable(Table, frozen=True):
    """`[sat]`: a family and its parameters."""

    family: str
    parameters: dict[str, Any] = {}  # msgspec copies an empty default


class DimacsTable(Table, frozen=True):
    """`[dimacs]`: a CNF file."""

    file: str


class SmtTable(Table, frozen=True):
    """`[smt]`: an SMT-LIB script, in a file or in place."""

    file: str | None = None
    text: str | None = None


class IdentityTable(Table, frozen=True):
    """`[identity]`: left = right for all values of the variables; one domain for all, or one each."""

    left: str
    right: str
    variables: list[str] | dict[str, str] = []  # msgspec copies an empty default
    domain: str | None = None
    equal_as: str = "expressions"


class AnswerTable(Table, frozen=True):
    """`[answer]`: a question in words, the expression or equation that settles it, and the answer."""

    question: str
    answer: str | int | float
    expression: str | None = None
    equation: str | None = None
    variables: list[str] | dict[str, str] = []  # msgspec copies an empty default
    domain: str | None = None


class LeanTable(Table, frozen=True):
    """`[lean]`: a Lean file and a theorem in it."""

    file: str
    theorem: str


class ProblemFile(Table, frozen=True):
    """A problem file: exactly one of the tables, the one that `kind` names."""

    id: str
    kind: Literal["sat", "dimacs", "smt", "identity", "answer", "lean"]
    title: str = ""
    expect: str | bool | int | float | None = None
    open: bool = False
    limits: LimitsTable = LimitsTable()
    sat: SatTable | None = None
    dimacs: DimacsTable | None = None
    smt: SmtTable | None = None
    identity: IdentityTable | None = None
    answer: AnswerTable | None = None
    lean: LeanTable | None = None


KINDS = ("sat", "dimacs", "smt", "identity", "answer", "lean")
DOMAINS = ("complex", "real", "rational", "integer", "natural", "positive")
RANGE = re.compile(r"(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})")
"""Integers from one to another, both included, as a domain."""
EQUAL_AS = ("expressions", "polynomials", "rational functions")

MOST_PARTS = 100
"""Of a dotted key: tomllib takes time quadratic in them."""

_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>[^`]*)`)?", re.DOTALL)
_DOTTED = re.compile(r"""[\w"'-]+(?:[ \t]*\.[ \t]*[\w"'-]+)*""")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class Rounded(ValueError):
    """A decimal that would become another number: 0.30000000000000001 would be read as 0.3, and be right as 3/10."""

    remedy = 'write it in quotes: "0.30000000000000001"'

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"the decimal {written[:60]} has more digits than are kept")


def exact_float(written: str) -> float:
    """What TOML or JSON writes, where the number that is kept shows as the same. Raises Rounded."""
    from decimal import Decimal

    plain = written.replace("_", "")
    kept = float(plain)
    if plain.lstrip("+-") not in ("inf", "nan") and not (isfinite(kept) and Decimal(repr(kept)) == Decimal(plain)):
        raise Rounded(written)
    return kept


def parse(text: str, place: Place) -> ProblemFile:
    """The tables of a problem file; raises BadInput, with the line, for whatever is not as docs/problems.md says."""
    import tomllib

    if any(chain[0].count(".") > MOST_PARTS for chain in _DOTTED.finditer(text)):
        place.fault(f"a dotted key has more than {MOST_PARTS} parts", "a problem file has two levels of tables")
    try:
        data = tomllib.loads(text, parse_float=exact_float)
    except Rounded as error:
        line = text.count("\n", 0, text.find(error.written)) + 1
        raise BadInput(str(error), remedy=Rounded.remedy, file=place.file, line=line) from None
    except RecursionError:
        place.fault("the TOML is nested too deeply", "a problem file has two levels of tables")
    except ValueError as error:  # TOMLDecodeError is one; an integer of 5,000 digits gives a plain one
        said = str(error)
        found = re.search(r" \(at line (\d+), column (\d+)\)", said)
        line = int(found[1]) if found else text.count("\n") + 1 if "end of document" in said else 1
        fault = "an integer has too many digits" if "(4300" in said else re.sub(r" [(]at .*[)]", "", said)[:200]
        problem = f"this is not TOML: {fault}"
        raise BadInput(problem, remedy="correct the line", file=place.file, line=line) from None
    return tables_of(data, place)


def tables_of(data: object, place: Place) -> ProblemFile:
    """The tables of a problem that was read as TOML or JSON; raises BadInput as `parse` does."""
    try:
        tables = msgspec.convert(data, ProblemFile)
    except msgspec.ValidationError as error:
        _wrong_field(str(error), place)
    except RecursionError:
        place.fault("the TOML is nested too deeply", "a problem file has two levels of tables")
    _check(tables, place)
    return tables


def _wrong_field(message: str, place: Place) -> NoReturn:
    match = _MESSAGE.fullmatch(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    key = tuple(re.findall(r"[A-Za-z0-9_-]+", path.partition("[")[0]))
    if unknown := re.search(r"unknown field `(.*)`", what, re.DOTALL):
        place.fault(
            f"the unknown key `{unknown[1][:80]}`" + (f" in [{'.'.join(key)}]" if key else ""),
            f"use one of {', '.join(_known(key))}",
            *key,
            unknown[1],
        )
    if missing := re.search(r"missing required field `(.*)`", what):
        where = f" in [{'.'.join(key)}]" if key else ""
        place.fault(f"the key `{missing[1]}`{where} is missing", "add it; docs/problems.md has examples", *key)
    if key == ("kind",):
        place.fault("`kind` is no kind of problem", f"use one of {', '.join(KINDS)}", *key)
    shown = ".".join(key) or "the file"
    expected = what[:1].lower() + what[1:].replace(" | null", "")
    place.fault(f"`{shown}` is wrong: {expected}", "correct it; docs/problems.md has examples", *key)


def _known(key: tuple[str, ...]) -> tuple[str, ...]:
    tables: dict[str, type[Table]] = {
        "limits": LimitsTable,
        "sat": SatTable,
        "dimacs": DimacsTable,
        "smt": SmtTable,
        "identity": IdentityTable,
        "answer": AnswerTable,
        "lean": LeanTable,
    }
    return (tables.get(key[0], ProblemFile) if key else ProblemFile).__struct_fields__


def _check(tables: ProblemFile, place: Place) -> None:
    """What the types alone do not say."""
    if not ID.fullmatch(tables.id):
        place.fault(
            f"the id {tables.id[:80]!r} cannot be used",
            "begin with a letter or digit and use letters, digits, `.`, `_` and `-` only",
            "id",
        )
    for kind in KINDS:
        if (getattr(tables, kind) is None) == (kind == tables.kind):
            if kind == tables.kind:
                place.fault(f"the kind is `{kind}` and there is no table [{kind}]", f"add [{kind}]", "kind")
            place.fault(f"the kind is `{tables.kind}` and there is a table [{kind}]", "keep the one of them", kind)
    seconds, memory = tables.limits.seconds, tables.limits.memory_mb
    if seconds is not None and not (isfinite(seconds) and seconds > 0):
        place.fault(f"limits.seconds is {seconds}", "give a positive number of seconds", "limits", "seconds")
    if memory is not None and not 0 < memory < 10**9:
        place.fault("limits.memory_mb is out of range", "give a positive number of megabytes", "limits", "memory_mb")
