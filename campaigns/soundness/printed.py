"""What a statement prints, found out by expanding macros plainly: no code of Workbench.

It knows as much of TeX as the sample workspace and its mutants use: the usual ways to define a macro (with one
optional argument), `\\let`, `\\input`, `\\iftrue`, `\\iffalse`, comments, and environments with an optional title. A
definition holds from where it stands. Two texts that print differently here say something else to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BOOKKEEPING = ("label", "lean", "leanok", "proves", "mathlibok")
_TOKEN = re.compile(r"\\[A-Za-z@]+|\\.|.", re.S)
_AS_DEF = (
    (
        r"\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator|(?:re)?newrobustcmd)\*?",
        r"\\newcommand",
    ),
    (r"\\(?:global|long|protected|outer)\s*(?=\\)", ""),
    (r"\\[gex]def\b", r"\\def"),
    (r"\\AtBeginDocument\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1"),
    (r"\\expandafter\s*\\def\s*\\csname\s*([A-Za-z]+)\s*\\endcsname", r"\\def\\\1"),
    (r"\\(?:@namedef|csg?def)\{([A-Za-z]+)\}", r"\\def\\\1"),
    (
        r"\\(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{\s*\}",
        r"\\def\1",
    ),
)
"""What else defines a macro, as one of `\\newcommand`, `\\def` and `\\let`."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a name stands for."""

    arguments: int
    default: str | None
    """Of the first argument, where it is optional."""
    text: str


_DEFINES = (r"\newcommand", r"\def", r"\let")


def statement(root: Path, main: str, label: str) -> str:
    """What the statement with this label prints, its title and the kind of its environment included."""
    tokens = _TOKEN.findall(_read(root, main))
    macros: dict[str, Macro] = {}
    at, found, opened = 0, "", -1
    while at < len(tokens):
        if tokens[at] in _DEFINES:
            at = _define(tokens, at, macros)
            continue
        if tokens[at] == r"\begin":
            opened = at
        if tokens[at] == r"\end" and opened >= 0:
            body = "".join(tokens[opened:at])
            if f"\\label{{{label}}}" in body:
                found = _expanded(tokens[opened:at], macros)
            opened = -1
        at += 1
    return " ".join(found.split())


def _read(folder: Path, name: str) -> str:
    path = folder / name if name.endswith(".tex") else folder / f"{name}.tex"
    text = re.sub(r"(?<!\\)%.*\n?", "", path.read_text(encoding="utf-8"))
    for form, plain in _AS_DEF:
        text = re.sub(form, plain, text)
    return re.sub(r"\\input\{([^}]*)\}", lambda match: _read(folder, match[1]), text)


def _define(tokens: list[str], at: int, macros: dict[str, Macro]) -> int:
    """Take in the definition that begins here; where it ends."""
    word, at = tokens[at], at + 1
    if word == r"\let":
        name, at = tokens[at], at + 1
        at += tokens[at] == "="
        macros[name] = macros.get(tokens[at], Macro(0, None, tokens[at]))
        return at + 1
    named, at = _group(tokens, at)
    arguments, default = 0, None
    if tokens[at] == "[":
        arguments, at = int(tokens[at + 1]), at + 3
        if tokens[at] == "[":
            end = tokens.index("]", at)
            default, at = "".join(tokens[at + 1 : end]), end + 1
    body, at = _group(tokens, at)
    macros[named[0]] = Macro(arguments, default, "".join(body))
    return at


def _group(tokens: list[str], at: int) -> tuple[list[str], int]:
    """The tokens of the group that begins here, or the one token; where it ends."""
    while tokens[at].isspace():
        at += 1
    if tokens[at] != "{":
        return [tokens[at]], at + 1
    depth, end = 0, at
    while True:
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        end += 1
        if depth == 0:
            return tokens[at + 1 : end - 1], end


def _expanded(tokens: list[str], macros: Mapping[str, Macro], depth: int = 0) -> str:
    made, at = [], 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token in macros and depth < 20:
            text, at = _called(macros[token], tokens, at)
            made.append(_expanded(_TOKEN.findall(text), macros, depth + 1))
        elif token[0] == "\\" and token[1:] in BOOKKEEPING:
            if at < len(tokens) and tokens[at] == "{":
                _, at = _group(tokens, at)
        elif token == r"\iffalse":
            at = tokens.index(r"\fi", at)
        elif token not in ("{", "}", r"\iftrue", r"\fi"):
            made.append(token)
    return "".join(made)


def _called(macro: Macro, tokens: list[str], at: int) -> tuple[str, int]:
    """The text of a macro with the arguments that stand here; where they end."""
    given = []
    if macro.default is not None:
        given.append(macro.default)
        if at < len(tokens) and tokens[at] == "[":
            end = tokens.index("]", at)
            given[0], at = "".join(tokens[at + 1 : end]), end + 1
    while len(given) < macro.arguments:
        group, at = _group(tokens, at)
        given.append("".join(group))
    text = macro.text
    for number, value in enumerate(given, 1):
        text = text.replace(f"#{number}", value)
    return text, at
