"""SMT-LIB 2 scripts (standard 2.7) as far as a problem needs them: s-expressions, and what they declare.

Only commands that state something reach the solver; what would write files, print or set options never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.problems.spec import Problem

Sexp = str | tuple["Sexp", ...]
"""An atom as it is written (a quoted symbol without its bars, a string with its quotes), or a list."""

MOST_BYTES = 8 << 20
MOST_ATOMS = 2_000_000
STATING = frozenset(
    {"declare-sort", "define-sort", "declare-const", "declare-fun", "define-fun", "define-const", "assert"}
)
SILENT = frozenset(
    {"set-logic", "set-info", "set-option", "check-sat", "get-model", "get-value", "get-info", "get-option", "exit"}
    | {"get-unsat-core", "get-proof", "get-assertions", "get-assignment", "echo"}
)
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|;[^\n]*)|(?P<open>\()|(?P<close>\))|\|(?P<quoted>[^|\\]*)\||(?P<string>"(?:[^"]|"")*")"""
    r"""|(?P<atom>[^ \t\r\n;()|"]+)"""
)


_BITS = re.compile("#b[01]+|#x[0-9a-fA-F]+")


class NotUnderstood(Exception):
    """Text that is no script, or has commands that are no part of one question; the text says where."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function or constant that a script or model declares or defines."""

    parameters: tuple[tuple[str, Sexp], ...]
    """Names and sorts; a declared one has names of no meaning."""
    sort: Sexp
    body: Sexp | None
    """None where it is declared only."""


@dataclass(frozen=True, slots=True)
class Script:
    """One question: whether all assertions hold in some interpretation of what is declared."""

    sorts: dict[str, int]
    """Declared sorts with their arities."""
    abbreviations: dict[str, tuple[tuple[str, ...], Sexp]]
    """Defined sorts: parameters and what they stand for."""
    functions: dict[str, Function]
    assertions: tuple[Sexp, ...]
    stated: str
    """The commands that state something, as they are written."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command at the outermost level, and its place."""

    sexp: Sexp
    start: int
    end: int
    line: int


def commands(text: str) -> Iterator[Command]:
    """The s-expressions at the outermost level. Raises NotUnderstood for text that has none of that form."""
    open_lists: list[list[Sexp]] = []
    start, at, line, atoms = 0, 0, 1, 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotUnderstood(f"line {line}: {text[at]!a} begins nothing that is known, or is never closed")
        kind = token.lastgroup
        atoms += kind != "space"
        if atoms > MOST_ATOMS:
            raise NotUnderstood(f"it has more than {MOST_ATOMS:,} signs")
        if kind == "open":
            start = at if not open_lists else start
            open_lists.append([])
        elif kind == "close":
            if not open_lists:
                raise NotUnderstood(f"line {line}: a bracket is closed that was never opened")
            done = tuple(open_lists.pop())
            if not open_lists:
                yield Command(done, start, token.end(), line)
            else:
                open_lists[-1].append(done)
        elif kind != "space":
            if not open_lists:
                raise NotUnderstood(f"line {line}: {ascii(token.group())[:40]} stands outside of any command")
            if token.group()[0] == "#" and not _BITS.fullmatch(token.group()):
                raise NotUnderstood(f"line {line}: {ascii(token.group())[:40]} is no literal")  # nor `#|` a comment
            open_lists[-1].append(token.group("quoted") if kind == "quoted" else token.group())
        line += text.count("\n", at, token.end())
        at = token.end()
    if open_lists:
        raise NotUnderstood(f"line {line}: the text ends within a command")


def read_script(text: str) -> Script:
    """Raises NotUnderstood for a script that is not one question of declarations, definitions and assertions."""
    sorts: dict[str, int] = {}
    abbreviations: dict[str, tuple[tuple[str, ...], Sexp]] = {}
    functions: dict[str, Function] = {}
    assertions: list[Sexp] = []
    stated: list[str] = []
    asked = False
    for command in commands(text):
        parts = command.sexp
        head = parts[0] if parts else ""
        if head not in STATING | SILENT:
            shown = ascii(head)[:40] if isinstance(head, str) else "a list"
            raise NotUnderstood(f"line {command.line}: {shown} is no part of one question")
        if head in SILENT:
            if head == "check-sat" and asked:
                raise NotUnderstood(f"line {command.line}: a second check-sat; make it a problem of its own")
            asked = asked or head == "check-sat"
            stated += [text[command.start : command.end]] if head == "set-logic" else []
            continue
        if asked:
            raise NotUnderstood(f"line {command.line}: {head!r} after check-sat would count for nothing")
        stated.append(text[command.start : command.end])
        try:
            if head == "assert":
                (_, term) = parts_of(parts)
                assertions.append(term)
            elif head == "declare-sort":
                sorts[_symbol(parts[1])] = int(_symbol(parts[2])) if len(parts) > 2 else 0
            elif head == "define-sort":
                (_, name, parameters, meaning) = parts_of(parts)
                abbreviations[_symbol(name)] = (tuple(map(_symbol, parameters)), meaning)
            else:
                name, function = function_in(parts)
                if reserved(name):
                    raise NotUnderstood(f"line {command.line}: {ascii(name)[:40]} has a meaning of its own")
                if name in functions:
                    raise NotUnderstood(f"line {command.line}: {ascii(name)[:40]} is declared twice")
                functions[name] = function
        except (ValueError, IndexError, TypeError) as error:
            raise NotUnderstood(f"line {command.line}: this {head} is not of its form") from error
    return Script(sorts, abbreviations, functions, tuple(assertions), "\n".join(stated) + "\n")


def function_in(parts: Sexp) -> tuple[str, Function]:
    """Name and function of a declare-fun, declare-const, define-fun or define-const. Raises ValueError."""
    head, name = parts[0], _symbol(parts[1])
    if head == "declare-const":
        (_, _, sort) = parts_of(parts)
        return name, Function((), sort, None)
    if head == "define-const":
        (_, _, sort, body) = parts_of(parts)
        return name, Function((), sort, body)
    if head == "declare-fun":
        (_, _, sorts, sort) = parts_of(parts)
        return name, Function(tuple((f"argument {at}", one) for at, one in enumerate(parts_of(sorts))), sort, None)
    (_, _, parameters, sort, body) = parts_of(parts)
    named = tuple((_symbol(one[0]), one[1]) for one in parts_of(parameters))
    if any(reserved(one) for one, _ in named) or len(dict(named)) < len(named):
        raise ValueError("a parameter has the name of a literal, or of another one")
    return name, Function(named, sort, body)


def reserved(name: str) -> bool:
    """Whether a name is a word or literal of the standard, which no script or model may give another meaning."""
    from workbench.checkers.smt.operations import OPERATIONS

    words = ("let", "!", "ite", "_", "as", "forall", "exists", "lambda", "match", "true", "false", "par")
    return name in OPERATIONS or name in words or name[:1] in "0123456789#:" or '"' in name


def atoms_of(script: Script) -> frozenset[str]:
    """Every atom in what a script asserts or defines."""
    bodies = (one.body for one in script.functions.values() if one.body is not None)
    return atoms_in([*script.assertions, *bodies])


def atoms_in(terms: Iterable[Sexp]) -> frozenset[str]:
    """Every atom in some terms, without recursion."""
    found: set[str] = set()
    waiting = list(terms)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.add(one)
        else:
            waiting.extend(one)
    return frozenset(found)


def _symbol(sexp: Sexp) -> str:
    if not isinstance(sexp, str):
        raise ValueError("a symbol was expected")
    return sexp


def parts_of(sexp: Sexp) -> tuple[Sexp, ...]:
    """What a list holds. Raises ValueError for an atom."""
    if isinstance(sexp, str):
        raise ValueError("a list was expected")
    return sexp


def text_of(problem: Problem) -> str:
    """The script of a problem of kind `smt`. Raises NotUnderstood where its file cannot be read."""
    if problem.body["text"] is not None:
        return str(problem.body["text"])
    path = problem.base / problem.body["file"]
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise NotUnderstood(f"{path.name} is larger than {MOST_BYTES >> 20} MB")
        return str(data, "utf-8-sig")
    except OSError as error:
        raise NotUnderstood(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"{path.name} is not UTF-8") from error
