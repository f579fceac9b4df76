"""Declarations by the text of a source: which stand in it, and where. What Lean makes by itself is not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.lean.lexer import LETTERS, REST, code
from workbench.lean.modules import Module, Modules

_NAME = rf"(?:«[^»\n]+»|[{LETTERS}_][{REST}]*)(?:\.(?:«[^»\n]+»|[{LETTERS}_][{REST}]*))*"
KINDS = "theorem|lemma|def|abbrev|structure|class|inductive|instance|example|axiom|opaque"
_SCOPES = re.compile(
    rf"(?<![{REST}.])(?:(?P<scope>namespace|section|mutual|end)(?![{REST}])(?:[ \t]+(?P<of>{_NAME}))?"
    rf"|(?P<kind>{KINDS})(?![{REST}])(?:\s+(?P<name>{_NAME}))?)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A declaration of a source by its text."""

    kind: str
    """The keyword."""
    name: str
    """In full, without « and »."""
    keyword: int
    """Where the keyword stands."""
    written: tuple[int, int]
    """Where its name stands."""
    in_mutual: bool


def declarations(text: str) -> Iterator[Named]:
    """The declarations of a source, in order. What Lean makes by itself is not among them."""
    scopes: list[tuple[str, str]] = []
    for match in _SCOPES.finditer(code(text)):
        if scope := match["scope"]:
            name = plain_name(match["of"] or "")
            if scope == "end":
                _close(scopes, name)
            else:
                scopes.append((scope, name))
        elif match["name"]:
            name = plain_name(match["name"])
            around = [of for kind, of in scopes if kind == "namespace"]
            full = name.removeprefix("_root_.") if name.startswith("_root_.") else ".".join((*around, name))
            in_mutual = any(kind == "mutual" for kind, _ in scopes)
            yield Named(match["kind"], full, match.start("kind"), match.span("name"), in_mutual)


def declared_at(modules: Modules, name: str, file: str | None = None) -> tuple[str, int] | None:
    """(file, line from 1) of the declaration of this full name, else of what Lean made it from (`Foo.mk` of `Foo`); in
    `file` alone where that is given. None where no source has either, or it cannot be read any more."""
    parts = plain_name(name).split(".")
    mentioning = [modules.by_name[one] for one in modules.mentioning(name)]
    for length in range(len(parts), 0, -1):
        wanted = ".".join(parts[:length])
        for module in mentioning:
            if file is None or module.file == file:
                text = _text(module)
                for one in declarations(text):
                    if one.name == wanted:
                        return module.file, text.count("\n", 0, one.keyword) + 1
    return None


def _text(module: Module) -> str:
    try:
        return module.path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _close(scopes: list[tuple[str, str]], name: str) -> None:
    """`end` closes the innermost scope; `end A.B` as many as that names."""
    closed = ""
    while scopes:
        _, of = scopes.pop()
        closed = f"{of}.{closed}" if closed and of else of or closed
        if not name or closed == name:
            return


def plain_name(name: str) -> str:
    """A name without « and »."""
    return name.replace("«", "").replace("»", "")
