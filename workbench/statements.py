r"""What a statement says, so that only what a reader would see makes a difference.

Comments, white space and bookkeeping (`\label`, `\uses`, `\leanok`...) go; the author's own macros that the text uses
come along with their definitions, so that `\newcommand{\bound}{45}` is as much part of a statement as `45` would be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.blueprint.model import Blueprint, Node
from workbench.evidence.pairings import Statement

BOOKKEEPING: Mapping[str, int] = {
    "label": 1,
    "uses": 1,
    "lean": 1,
    "leanok": 0,
    "mathlibok": 0,
    "notready": 0,
    "proves": 1,
    "discussion": 1,
    "checkedby": 1,
    "alsoIn": 1,
}
"""Macros that say something about a statement and print nothing: name -> arguments (an optional one goes too)."""

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|\Z)")
_COMMAND = re.compile(r"\\([A-Za-z@]+|.)", re.S)
_TOKEN = re.compile(r"\\[A-Za-z@]+|\\.|[^\W_]+|\s+|.", re.S)
_BRACKET = re.compile(r"\\.|[{}\[\]]", re.S)
_BLANK = re.compile(r"\s*")
_PARAMETER = re.compile(r"#([1-9])")
_WITH_ARGUMENTS = re.compile(r"\[\d\](\[[^\]]*\])?\{(.*)\}", re.S)
_DELIMITED = re.compile(r"([^{}]*#[1-9][^{}]*)\{")
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_OPENS_MATHS = {"$", r"\(", r"\["}
_CLOSES_MATHS = {"$", r"\)", r"\]"}


class Statements:
    """The statements of one blueprint; each is normalised when it is first asked for."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._nodes = blueprint.statements
        self._silent: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
        self._known: dict[str, Statement] = {}

    def __getitem__(self, id: str) -> Statement:
        if id not in self._known:
            self._known[id] = self._of(self._nodes[id])
        return self._known[id]

    def silent(self, node: Node) -> Mapping[str, int]:
        """The macros that print nothing, where this node stands: bookkeeping, and what the author defined as such."""
        if node.definitions not in self._silent:
            self._silent[node.definitions] = {**BOOKKEEPING, **_silent_macros(dict(node.definitions))}
        return self._silent[node.definitions]

    def _of(self, node: Node) -> Statement:
        silent = self.silent(node)
        definitions = [(name, _definition(without_comments(tex), silent)) for name, tex in node.definitions]
        spaces = any(_ends_in_blank(tex) for _, tex in node.definitions)
        form = _as_spaced if spaces else normalise
        return Statement(
            node.env,
            form(node.title_tex or "", silent),
            form(node.text, silent),
            tuple((name, tex) for name, tex in definitions if name not in silent or _prints(name, tex)),
        )


def _definition(tex: str, silent: Mapping[str, int]) -> str:
    r"""A definition in normal form; white space that a parameter ends with, as in `\def\x#1 {...}`, counts."""
    match = _DELIMITED.match(tex)
    if match is None:
        return normalise(tex, silent)
    return _SPACE.sub(lambda _: "\\ ", match[1].lstrip()) + normalise(tex[match.end(1) :], silent)


def _ends_in_blank(definition: str) -> bool:
    """Whether an argument of the macro ends with a space or an empty line, so that these count where it is called."""
    match = _DELIMITED.match(definition)
    return match is not None and (bool(_SPACE.search(match[1].lstrip())) or "\\par" in match[1])


def _as_spaced(tex: str, silent: Mapping[str, int]) -> str:
    """A text whose white space counts: one space is as good as two, and no more than that."""
    return _SPACE.sub(" ", _PARAGRAPH.sub(r" \\par ", _without(tex, silent))).strip()


def _prints(name: str, definition: str) -> bool:
    r"""Whether an author made bookkeeping print something, as `\renewcommand{\uses}[1]{It is false that}` does, or
    leave its argument to be printed, as `\renewcommand{\uses}{}` does."""
    if name not in BOOKKEEPING:
        return False
    printed = _without(_body(definition), BOOKKEEPING).strip(" {}")
    return bool(printed) or _declared(definition) not in (BOOKKEEPING[name], -2 if name == "checkedby" else None)


def without_comments(tex: str) -> str:
    """The text less its comments, each with its end of line, as TeX reads it."""
    return _COMMENT.sub(r"\1", tex) if "%" in tex else tex


def normalise(tex: str, silent: Mapping[str, int] = BOOKKEEPING) -> str:
    """A text without comments in its normal form: readable, equal for equal statements, its own normal form.

    White space counts only between two word characters (letters and digits, a command's included) and after a
    backslash. Elsewhere the spaces of the result are put in by rule, whether the source has some there or not.
    """
    pieces: list[str] = []
    before, spaced, maths = "", False, False
    for token in _TOKEN.findall(_without(tex, silent)):
        if token.isspace():
            spaced = True
            continue
        if token[0] == "\\" and token[1:].isspace():
            token = "\\ "
        if before and _space_between(before, token, spaced=spaced, maths=maths):
            pieces.append(" ")
        pieces.append(token)
        if maths:
            maths = token not in _CLOSES_MATHS
            before = "}" if not maths else token  # a formula that ends is followed as a group is
        else:
            maths = token in _OPENS_MATHS
            within_number = token not in ".,:" or before[-1:].isdigit()
            before = token if within_number else ";"  # nothing can follow as it may in 1.5 or 7,824
        spaced = False
    return "".join(pieces)


def _space_between(before: str, token: str, *, spaced: bool, maths: bool) -> bool:
    word = token[0].isalnum()
    if word and _is_command(before):
        return True
    if word and before[0].isalnum():
        return spaced
    if maths:
        return False
    if token == "(":
        return before[0].isalnum() or before in ".,;:}"
    if before in ".,;:":
        after_number = before != ";" and token[0].isdigit()
        return (word and not after_number) or token in _OPENS_MATHS or _is_command(token)
    follows = before[-1].isalnum() or before in ("}", ")", "!", "?")
    return follows and (token in _OPENS_MATHS or _is_command(token) or (word and not before[-1].isalnum()))


def _is_command(token: str) -> bool:
    return len(token) > 1 and token[0] == "\\" and (token[1].isalpha() or token[1] == "@")


def _without(tex: str, silent: Mapping[str, int]) -> str:
    """The text less the macros that print nothing, each with its arguments."""
    if "\\" not in tex:
        return tex
    pieces: list[str] = []
    position = 0
    ends: dict[int, int] | None = None
    for match in _COMMAND.finditer(tex):
        if match[1] in silent and match.start() >= position:
            ends = _ends(tex) if ends is None else ends
            pieces += (tex[position : match.start()], " ")
            position = _after_arguments(tex, match.end(), silent[match[1]], ends, optional=match[1] == "checkedby")
    pieces.append(tex[position:])
    return "".join(pieces)


def _after_arguments(tex: str, position: int, arguments: int, ends: Mapping[int, int], *, optional: bool) -> int:
    """Where the arguments end, which may have one in brackets before them; an argument that does not end is none."""
    start = position
    while arguments:
        start = _BLANK.match(tex, start).end()  # type: ignore[union-attr]  # it matches the empty text too
        if start not in ends or (tex[start] == "[" and not optional):
            return position
        arguments -= tex[start] == "{"
        start = position = ends[start] + 1
    return position


def _ends(tex: str) -> dict[int, int]:
    """Where each group ends: `{` at its `}`, and `[` at the first `]` on its own level, as TeX reads an argument."""
    ends: dict[int, int] = {}
    braces: list[int] = []
    brackets: list[list[int]] = [[]]
    for match in _BRACKET.finditer(tex):
        sign, at = match[0], match.start()
        if sign == "{":
            braces.append(at)
            brackets.append([])
        elif sign == "[":
            brackets[-1].append(at)
        elif sign == "]":
            ends.update(dict.fromkeys(brackets[-1], at))
            brackets[-1] = []
        elif sign == "}" and braces:
            ends[braces.pop()] = at
            brackets.pop()
    return ends


def _silent_macros(macros: Mapping[str, str]) -> dict[str, int]:
    r"""The author's macros that stand for bookkeeping alone, such as `\newcommand{\done}[1]{\leanok\uses{#1}}`."""
    bodies = {name: _body(without_comments(tex)) for name, tex in macros.items() if name not in BOOKKEEPING}
    mentioning: dict[str, list[str]] = {}
    for name, body in bodies.items():
        for mentioned in _names(body):
            mentioning.setdefault(mentioned, []).append(name)
    known = dict(BOOKKEEPING)
    front = list(BOOKKEEPING)
    while front:
        for name in mentioning.get(front.pop(), ()):
            if name not in known and not _without(bodies[name], known).strip():
                used = max(map(int, _PARAMETER.findall(bodies[name])), default=0)
                if used == _declared(without_comments(macros[name])):  # others leave or take text that is printed
                    known[name] = used
                    front.append(name)
    return {name: arguments for name, arguments in known.items() if name not in BOOKKEEPING}


def _declared(definition: str) -> int:
    """How many arguments a macro takes; less than none where the first of them may stand in brackets."""
    match = _WITH_ARGUMENTS.fullmatch(definition)
    if match is None:
        return 0
    return int(definition[1]) if match[1] is None else -int(definition[1])


def _body(definition: str) -> str:
    """The text that a macro stands for, of a definition that may have its arguments before it."""
    match = _WITH_ARGUMENTS.fullmatch(definition)
    return match[2] if match else definition


def _names(tex: str) -> set[str]:
    return set(_COMMAND.findall(tex))
