r"""The author's definitions, as `Node.definitions` and `Text.definitions` write them down, made ready to be applied.

A definition is the body alone, or with its arguments before it: `[2][default]{body}` of `\newcommand`, `#1.#2{body}` of
`\def`, `{m O{x}}{body}` of `\NewDocumentCommand`. An environment's has the text for its end in braces behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.views.tex.tokens import is_word, tokenize

_COUNTED = re.compile(r"\s*\[\s*([0-9])\s*\]\s*")
_DELIMITED = re.compile(r"([^{}]*#[1-9][^{}]*)\{", re.S)
_XPARSE = re.compile(r"\s*\{((?:[\s+!>]*(?:[mosvtl]|[ORDdrge](?:\{[^{}]*\})?))+)\s*\}\s*\{")
_XPARSE_PARAMETER = re.compile(r"([mosvtl]|[ORDdrge])(?:\{([^{}]*)\})?")
_BRACE = re.compile(r"\\.|[{}]", re.S)


@dataclass(frozen=True, slots=True)
class Parameter:
    """How one argument is read: `m` a token or group, `O` in brackets or the default, `s` a star, `d` up to `until`."""

    kind: str
    default: tuple[str, ...] = ()
    until: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Macro:
    """What a name stands for."""

    body: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    before: tuple[str, ...] = ()
    """Tokens that must stand before the first argument."""
    end: tuple[str, ...] = ()
    """Of an environment: what stands at its end."""

    @property
    def alias(self) -> str | None:
        r"""The command that it is another name of, as `\let` makes one."""
        return self.body[0] if len(self.body) == 1 and is_word(self.body[0]) else None


@lru_cache(maxsize=256)
def compiled(definitions: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, Macro], Mapping[str, str]]:
    """Macros by name (`begin NAME` for an environment), and the values of flags (`ifNAME`) and counters."""
    macros: dict[str, Macro] = {}
    values: dict[str, str] = {}
    for name, definition in definitions:
        if name.startswith("begin "):
            macros[name] = environment(definition)
        elif name.startswith("counter ") or (name.startswith("if") and definition in ("true", "false")):
            values[name] = definition
        else:
            macros[name] = macro(definition)
    return macros, values


@lru_cache(maxsize=4096)
def macro(definition: str) -> Macro:
    """A macro, of its definition as written."""
    if found := _COUNTED.match(definition):
        count, position = int(found[1]), found.end()
        default = None
        if definition[position : position + 1] == "[":
            close = _bracket(definition, position)
            default, position = definition[position + 1 : close], close + 1
        body = definition[position:].strip()
        if body.startswith("{") and _closes(body) == len(body) - 1:
            return Macro(_body(body[1:-1]), counted(count, default))
    if (found := _XPARSE.match(definition)) and "#" in definition[found.end() :] and definition.endswith("}"):
        return Macro(_body(definition[found.end() : -1]), xparse(found[1]))
    if (found := _DELIMITED.match(definition)) and definition.endswith("}"):
        parameters, before = delimited(found[1])
        return Macro(_body(definition[found.end() : -1]), parameters, before)
    return Macro(_body(definition))


@lru_cache(maxsize=1024)
def environment(definition: str) -> Macro:
    """An environment, of its definition with the text for its end behind it in braces."""
    depth, start = 0, None
    for found in reversed(list(_BRACE.finditer(definition))):
        if found[0] == "}":
            depth += 1
        elif found[0] == "{":
            depth -= 1
            if depth == 0:
                start = found.start()
                break
    if start is None or not definition.endswith("}"):
        return macro(definition)
    begin = macro(definition[:start])
    return Macro(begin.body, begin.parameters, begin.before, _body(definition[start + 1 : -1]))


def counted(count: int, default: str | None) -> tuple[Parameter, ...]:
    r"""The parameters of `\newcommand{...}[count][default]`."""
    plain = (Parameter("m"),) * min(max(count, 0), 9)
    return plain if default is None or not plain else (Parameter("O", tuple(tokenize(default))), *plain[1:])


def xparse(specification: str) -> tuple[Parameter, ...]:
    r"""The parameters of `\NewDocumentCommand`; kinds that nobody uses in a blueprint count as mandatory."""
    kinds = {"o": "O", "O": "O", "s": "s", "t": "s"}
    return tuple(
        Parameter(kinds.get(found[1], "m"), tuple(tokenize(found[2] or "")) if found[1] == "O" else ())
        for found in _XPARSE_PARAMETER.finditer(specification)
    )[:9]


def delimited(pattern: str) -> tuple[tuple[Parameter, ...], tuple[str, ...]]:
    r"""The parameters of `\def` and what stands before the first, of a text such as `(#1,#2)`."""
    before, *texts = re.split(r"#[1-9]", pattern)
    parameters = (Parameter("d", until=tuple(tokenize(text))) if text else Parameter("m") for text in texts)
    return tuple(parameters)[:9], tuple(tokenize(before))


def mentioned(macros: Mapping[str, Macro], name: str) -> set[str]:
    """Every macro that the expansion of `name` can come upon."""
    seen: set[str] = set()
    pending = [name]
    while pending:
        for token in macros[pending.pop()].body:
            if token[0] == "\\" and token[1:] in macros and token[1:] not in seen:
                seen.add(token[1:])
                pending.append(token[1:])
    return seen


def _body(tex: str) -> tuple[str, ...]:
    return tuple(tokenize(tex))


def _closes(text: str) -> int:
    """Where the group ends that the text begins with."""
    depth = 0
    for found in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return -1


def _bracket(text: str, position: int) -> int:
    """Where the bracket closes that opens at `position`, groups passed over; the text's end where it does not."""
    depth = 0
    for index in range(position + 1, len(text)):
        sign = text[index]
        if sign == "]" and depth == 0:
            return index
        depth += {"{": 1, "}": -1}.get(sign, 0)
    return len(text)
