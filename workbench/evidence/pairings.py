"""Accepted pairings: which statement a person took which formal object for, in `workbench.lock` (committed).

The file has one block a node, sorted, and holds nothing that two people would write differently (git knows who and
when), so that it merges. Each block holds the whole accepted text, readable in a review, and the hash over it: a block
whose parts come from two sides of a merge is an error, not a pairing.
"""

from __future__ import annotations

import hashlib
import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from workbench.errors import BadInput
from workbench.toml import as_shape, marks_of_a_merge, parse_toml, read_text
from workbench.whole import replacing

VERSION = 1
MOST_SHOWN = 100
"""Ancestors that a block lists by name; the hash over all of them is always there."""

_MOST_BYTES = 64 * 2**20
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says, in normal form."""

    env: str
    title: str
    text: str
    macros: tuple[tuple[str, str], ...] = ()
    """The author's macros that the text uses: (name without backslash, definition), sorted."""

    @property
    def sha256(self) -> str:
        """Of everything in it."""
        return digest([self.env, self.title, self.text, self.macros])


@dataclass(frozen=True, slots=True, order=True)
class FormalObject:
    """What is to stand for a statement: a problem or a Lean declaration."""

    kind: str
    """`problem` | `lean`."""
    content: str
    """A problem: its canonical JSON and the hashes of its files. A declaration: its statement and the definitions that
    it rests on, as Lean printed them."""
    name: str
    """The problem's id or the declaration's name; for people alone, it is in no hash."""
    told_by: str = ""
    """For a declaration: the Lean that printed its content, in no hash; another one may print the same otherwise."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Both halves of one node: the statement, resting on its ancestors' statements, and its formal objects."""

    blueprint: str
    """The main file, relative to the root with `/`."""
    node: str
    statement: Statement
    ancestors_sha256: str
    """Over ids and statements of all ancestors, by statement uses alone."""
    ancestors: tuple[tuple[str, str], ...]
    """(id, first digits of the statement's hash) of the first MOST_SHOWN ancestors, for people to see which changed."""
    objects: tuple[FormalObject, ...]

    @property
    def fingerprint(self) -> str:
        """Of all that a person accepts; neither the node's id nor the names of its formal objects are in it."""
        objects = sorted({(object.kind, object.content) for object in self.objects})
        return digest([VERSION, self.statement.sha256, self.ancestors_sha256, objects])


Lock = Mapping[tuple[str, str], Pairing]
"""The accepted pairings, by (blueprint, node)."""


def digest(parts: Any) -> str:
    """SHA-256 of nested lists of texts, no two of which run into each other."""
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class _Object(_Table, frozen=True):
    kind: str
    name: str
    content: str
    told_by: str = ""


class _Block(_Table, frozen=True):
    pairing: str
    env: str
    statement: str
    objects: list[_Object]
    title: str = ""
    macros: dict[str, str] = {}  # msgspec copies an empty default
    ancestors: str = ""
    ancestor: dict[str, str] = {}


class _File(_Table, frozen=True):
    version: int
    accepted: dict[str, dict[str, dict[str, Any]]] = {}


def read_lock(path: Path) -> dict[tuple[str, str], Pairing]:
    """The accepted pairings; empty where there is no file.

    Raises BadInput, with the line where there is one, for a file that cannot be read, the marks of an unfinished merge,
    an unknown key, and a block whose hash is not that of its text.
    """
    if not path.exists() and not path.is_symlink():
        return {}
    text = read_text(path, file=path.name, most_bytes=_MOST_BYTES)
    file = as_shape(parse_toml(text, file=path.name), _File, text=text, file=path.name)
    if file.version != VERSION:
        raise BadInput(
            f"the lock has version {file.version}; this Workbench knows {VERSION}",
            remedy="upgrade: pip install --upgrade blueprint-workbench",
            file=path.name,
        )
    pairings = {}
    for blueprint, blocks in file.accepted.items():
        for node, fields in blocks.items():
            within = ("accepted", blueprint, node)
            block = as_shape(fields, _Block, text=text, file=path.name, within=within)
            pairing = _pairing(blueprint, node, block)
            if pairing.fingerprint != block.pairing:
                raise BadInput(
                    f"the block of {node!r} does not have the hash of its text, as after a wrong merge",
                    remedy="remove the block and accept the node again",
                    file=path.name,
                    line=_line_of(text, block.pairing),
                )
            pairings[blueprint, node] = pairing
    return pairings


def write_lock(path: Path, pairings: Iterable[Pairing]) -> None:
    """Replace the file by these pairings, whole or not at all. Raises BadInput where it cannot be written."""
    text = lock_text(pairings)
    try:
        with replacing(path) as file:
            file.write(text.encode())
    except OSError as error:
        problem = f"the accepted pairings cannot be written: {error.strerror or error}"
        remedy = "make room, or check who may write to the folder; the file is as it was before"
        raise BadInput(problem, remedy=remedy, file=path.name) from None


def lock_text(pairings: Iterable[Pairing]) -> str:
    """The file that holds these pairings: the same text for the same pairings, in whatever order they come."""
    blocks = [_block_text(pairing) for pairing in sorted(pairings, key=lambda p: (p.blueprint, p.node))]
    head = (
        "# Pairings of statement and formal object that a person accepted: see `workbench accept`. Commit this file.\n"
    )
    return head + f"version = {VERSION}\n" + "".join(blocks)


def _pairing(blueprint: str, node: str, block: _Block) -> Pairing:
    statement = Statement(
        block.env, block.title, block.statement.replace("\n", " "), tuple(sorted(block.macros.items()))
    )
    objects = tuple(sorted(FormalObject(one.kind, one.content, one.name, one.told_by) for one in block.objects))
    shown = tuple(sorted(block.ancestor.items()))
    return Pairing(blueprint, node, statement, block.ancestors, shown, objects)


def _block_text(pairing: Pairing) -> str:
    statement = pairing.statement
    lines = [
        "",
        f"[accepted.{_quoted(pairing.blueprint)}.{_quoted(pairing.node)}]",
        f"pairing = {_quoted(pairing.fingerprint)}",
        f"env = {_quoted(statement.env)}",
    ]
    if statement.title:
        lines.append(f"title = {_long(statement.title, wrap=False)}")
    lines.append(f"statement = {_long(statement.text)}")
    lines += [f"macros.{_quoted(name)} = {_long(body, wrap=False)}" for name, body in statement.macros]
    lines.append(f"ancestors = {_quoted(pairing.ancestors_sha256)}")
    lines += [f"ancestor.{_quoted(id)} = {_quoted(start)}" for id, start in pairing.ancestors]
    lines.append("objects = [")
    lines += [_object_text(one) for one in pairing.objects]
    lines.append("]")
    return "\n".join(lines) + "\n"


def _object_text(one: FormalObject) -> str:
    told = f", told_by = {_quoted(one.told_by)}" if one.told_by else ""
    content = _lines(one.content) or _long(one.content, wrap=False)
    return f"  {{ kind = {_quoted(one.kind)}, name = {_quoted(one.name)}{told}, content = {content} }},"


def _long(text: str, *, wrap: bool = True) -> str:
    """A TOML string, as literal as may be (backslashes are LaTeX), in lines where it is long."""
    literal = text.isprintable() and "'''" not in text and not text.startswith("'") and not text.endswith("'")
    if not literal:
        return _quoted(text)
    if wrap and len(text) > _WIDTH:
        wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        if " ".join(wrapped) == text and not any(map(marks_of_a_merge, wrapped)):
            return "'''\n" + "\n".join(wrapped) + "'''"
    return f"'''{text}'''" if "'" in text else f"'{text}'"


def _lines(text: str) -> str | None:
    """A literal TOML string of several lines; None where the text is one line, or no literal can hold it."""
    lines = text.split("\n")
    if len(lines) < 2 or "'''" in text or text.endswith("'") or not all(line.isprintable() for line in lines):
        return None
    if marks_of_a_merge(text):
        return None
    return f"'''\n{text}'''"


def _quoted(text: str) -> str:
    """A basic TOML string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line_of(text: str, sought: str) -> int | None:
    return next((number for number, line in enumerate(text.split("\n"), 1) if sought in line), None)
