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
SORTS = frozenset({"Bool", "Int", "Real", "Array", "BitVec"})
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|;[^\r\n]*)|(?P<open>\()|(?P<close>\))|\|(?P<quoted>[^|\\]*)\|"""
    r"""|(?P<string>"[^"]*(?:""[^"]*)*")|(?P<atom>[^\s;()|"]+)"""
)
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff9-\\ufffb\\U000e0000-\\U000e007f]|\\r(?!\\n)"
)
"""What is not seen, or makes an editor show another text than is read; a carriage return alone ends a comment in the
standard, and none in Z3."""


_COMMANDS = STATING | SILENT
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
    labels: dict[str, Sexp | None]
    """What `(! term :named n)` names: its term; None of one within a `let` or the like, which is not closed."""
    undeclared: frozenset[str]
    """Symbols in it that neither the script nor what is known here of the standard gives a meaning."""
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
    start, at, line, counted, atoms = 0, 0, 1, 0, 0

    def fault(what: str) -> NotUnderstood:
        return NotUnderstood(f"line {line + text.count(chr(10), counted, at)}: {what}")

    for token in _TOKEN.finditer(text):
        if token.start() != at:
            break
        kind = token.lastgroup
        if kind == "space":
            at = token.end()
            continue
        atoms += 1
        if kind == "open":
            if not open_lists:
                start = at
            open_lists.append([])
        elif kind == "close":
            if not open_lists:
                raise fault("a bracket is closed that was never opened")
            done = tuple(open_lists.pop())
            if open_lists:
                open_lists[-1].append(done)
            else:
                line += text.count("\n", counted, at)
                counted = at
                yield Command(done, start, token.end(), line)
        else:
            word = token.group()
            if not open_lists:
                raise fault(f"{ascii(word)[:40]} stands outside of any command")
            if word[0] == "#" and not _BITS.fullmatch(word):
                raise fault(f"{ascii(word)[:40]} is no literal")  # nor `#|` a comment
            open_lists[-1].append(word[1:-1] if kind == "quoted" else word)
        if atoms > MOST_ATOMS:
            raise NotUnderstood(f"it has more than {MOST_ATOMS:,} signs")
        at = token.end()
    if at < len(text):
        raise fault(f"{text[at]!a} begins nothing that is known, or is never closed")
    if open_lists:
        raise fault("the text ends within a command")


def read_script(text: str) -> Script:
    """Raises NotUnderstood for a script that is not one question of declarations, definitions and assertions."""
    if unseen := _UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        raise NotUnderstood(f"line {line}: it holds the character U+{ord(unseen[0]):04X}, which is not seen")
    sorts: dict[str, int] = {}
    abbreviations: dict[str, tuple[tuple[str, ...], Sexp]] = {}
    functions: dict[str, Function] = {}
    assertions: list[Sexp] = []
    labels: dict[str, Sexp | None] = {}
    used: set[str] = set()
    stated: list[str] = []
    asked = False
    for command in commands(text):
        parts = command.sexp
        head = parts[0] if parts else ""
        if not isinstance(head, str) or head not in _COMMANDS:  # to hash a list that is deep ends the process
            shown = ascii(head)[:40] if isinstance(head, str) else "a list"
            raise NotUnderstood(f"line {command.line}: {shown} is no part of one question")
        if head in SILENT:
            if head == "check-sat" and asked:
                raise NotUnderstood(f"line {command.line}: a second check-sat; make it a problem of its own")
            asked = asked or head in ("check-sat", "exit")
            stated += [text[command.start : command.end]] if head == "set-logic" else []
            continue
        if asked:
            raise NotUnderstood(f"line {command.line}: {head!r} after check-sat or exit would count for nothing")
        stated.append(text[command.start : command.end])
        new: str | None = None
        try:
            if head == "assert":
                (_, term) = parts_of(parts)
                assertions.append(term)
            elif head in ("declare-sort", "define-sort"):
                new = _symbol(parts[1])
                if new in sorts or new in abbreviations or new in SORTS:
                    raise NotUnderstood(f"line {command.line}: the sort {ascii(new)[:40]} is there already")
                if head == "declare-sort":
                    sorts[new] = int(_symbol(parts[2])) if len(parts) > 2 else 0
                else:
                    (_, _, parameters, meaning) = parts_of(parts)
                    abbreviations[new] = (tuple(map(_symbol, parameters)), meaning)
            else:
                new, function = function_in(parts)
                if reserved(new):
                    raise NotUnderstood(f"line {command.line}: {ascii(new)[:40]} has a meaning of its own")
                if new in functions or new in labels:
                    raise NotUnderstood(f"line {command.line}: {ascii(new)[:40]} is declared twice")
                functions[new] = function
            for label, named in _labels(parts):
                if label in labels or label in functions or reserved(label):
                    raise NotUnderstood(f"line {command.line}: {ascii(label)[:40]} is declared twice")
                labels[label] = named
            used |= _free(parts)
            if new in used:
                raise NotUnderstood(f"line {command.line}: {ascii(new)[:40]} is used before it is declared")
        except (ValueError, IndexError, TypeError) as error:
            raise NotUnderstood(f"line {command.line}: this {head} is not of its form") from error
    known = {*sorts, *abbreviations, *functions, *labels, *SORTS}
    undeclared = frozenset(name for name in used - known if not reserved(name))
    return Script(sorts, abbreviations, functions, tuple(assertions), labels, undeclared, "\n".join(stated) + "\n")


def _labels(command: Sexp) -> Iterator[tuple[str, Sexp | None]]:
    """(name, term) of each `:named`."""
    waiting: list[tuple[Sexp, bool]] = [(command, command[:1] == ("assert",))]
    while waiting:
        term, closed = waiting.pop()
        if isinstance(term, str):
            continue
        if term[:1] == ("!",):
            for at, one in enumerate(term[:-1]):
                if one == ":named" and at > 1:
                    yield _symbol(term[at + 1]), term[1] if closed else None
        inside = closed and term[:1] not in (("let",), ("forall",), ("exists",), ("lambda",), ("match",))
        waiting.extend((one, inside) for one in term)


def _free(command: Sexp) -> frozenset[str]:
    """The symbols in the term of a command that it binds nowhere: what has to be declared before it."""
    term = command[-1] if command[0] in ("assert", "define-fun", "define-const") else ()
    parameters = command[2] if command[0] == "define-fun" else ()
    used, bound = set[str](), _names(parameters)
    waiting: list[Sexp] = [term]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            used.add(one)
        if isinstance(one, str) or one[:1] in ((), ("_",)) or one[:2] == ("as", "const"):
            continue  # the latter two are of the standard
        if one[0] in ("let", "forall", "exists", "lambda"):
            bound |= _names(parts_of(one[1]))
        if one[0] == "!":
            bound |= {attribute for attribute in one[2:] if isinstance(attribute, str)}
        waiting.extend(one)
    return frozenset(used - bound)


def _names(bindings: Sexp) -> set[str]:
    """What parameters or a `let` bind. A list in place of a name is none: to hash one that is deep ends the process."""
    return {one[0] for one in bindings if isinstance(one[0], str)}


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
