"""Both halves of a pairing side by side, and what changed since a person accepted it: what `accept` shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.blueprint.model import Node
from workbench.changes import StatementChange, word_changes
from workbench.evidence.pairings import FormalObject, Pairing, Statement
from workbench.views.difference import statement_change
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import fold, plain
from workbench.views.text import number_of

LEAN = "lean"
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def pairing_lines(
    node: Node,
    now: Pairing,
    accepted: Pairing | None,
    meanings: Mapping[str, str],
    *,
    width: int = 100,
    ink: Ink = no_ink,
) -> Iterator[str]:
    """The statement, its formal objects, and the difference to what was accepted, if anything was.

    `meanings` says in words what a formal object states, by its name, where that can be said.
    """
    yield f"{ink(plain(node.id), 'strong')} ({number_of(node).strip()})  {ink(plain(str(node.place)), 'faint')}"
    yield from _entry("statement", plain(statement_words(now.statement)), width)
    for head, text in formal_entries(now, accepted, meanings, ink=ink):
        yield from _entry(head, text, width, ink)


def formal_entries(
    now: Pairing, accepted: Pairing | None, meanings: Mapping[str, str], *, ink: Ink = no_ink
) -> Iterator[tuple[str, str]]:
    """The formal half and what changed since it was accepted, as (what it is, text); an empty head goes on."""
    for one in now.objects:
        if one.name in meanings:
            yield plain(one.kind), plain(meanings[one.name])
        yield "" if one.name in meanings else plain(one.kind), _object(one)
        for line in one.content.split("\n")[1:] if one.kind == LEAN else ():
            yield "", plain(shortened(line))
    if accepted is None:
        yield "accepted", "never before"
    elif accepted.fingerprint == now.fingerprint:
        yield "accepted", "before, and nothing changed since"
    else:
        yield from _changes(now, accepted, ink)


def statement_words(statement: Statement) -> str:
    """The statement in normal form, its title before it and the author's macros that it uses after it."""
    title = f"({statement.title}) " if statement.title else ""
    macros = "; ".join(
        body if name.startswith("also ") else f"\\{name} = {body}" for name, body in statement.macros
    )  # `blueprint.otherwise`: what is said of a macro names it
    return f"{title}{statement.text}{f' where {macros}' if macros else ''}"


def _changes(now: Pairing, accepted: Pairing, ink: Ink) -> Iterator[tuple[str, str]]:
    before, after = statement_words(accepted.statement), statement_words(now.statement)
    if before != after:
        yield "changed", _words(before, after, ink)
    if accepted.statement.env != now.statement.env:
        yield "changed", plain(f"it was a {accepted.statement.env} and is a {now.statement.env}")
    if accepted.ancestors_sha256 != now.ancestors_sha256:
        yield "builds on", _ancestors(now, accepted)
    old, new = _by_name(accepted), _by_name(now)
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield "removed", _object(old[name])
        elif name not in old:
            yield "added", _object(new[name])
        elif old[name].content != new[name].content and new[name].kind == LEAN:
            told = {old[name].told_by, new[name].told_by}
            for line in _lean_changes(old[name].content, new[name].content, ink):
                yield "changed", f"{plain(new[name].name)}: {line}"
            if len(told) == 2:
                yield "told by", plain(f"{new[name].told_by}; it was {old[name].told_by}")
        elif old[name].content != new[name].content:
            yield "changed", f"{plain(new[name].name)}: {_content_words(old[name].content, new[name].content, ink)}"


def _object(one: FormalObject) -> str:
    if one.kind == LEAN:
        return plain(f"{one.name}: {one.content.partition(chr(10))[0]}")
    return plain(one.name if one.content == one.name else f"{one.name}: {readable(one.content)}")


def shortened(line: str) -> str:
    """A line of what Lean said of a declaration, with the beginning of its hash alone."""
    return _HASH.sub(lambda match: match[0][:12], line)


def _lean_changes(before: str, after: str, ink: Ink) -> Iterator[str]:
    """How a declaration differs from what was accepted: in what it reads like, or in a definition that it rests on."""
    (old, *old_rest), (new, *new_rest) = before.split("\n"), after.split("\n")
    if old != new:
        yield _words(old, new, ink)
    was, now = (dict(line.rsplit(" ", 1) for line in rest if " " in line) for rest in (old_rest, new_rest))
    for what in dict.fromkeys((*was, *now)):
        if what not in now:
            yield plain(f"no longer {what}")
        elif what not in was:
            yield plain(f"now {what} {now[what][:12]}" if what.startswith("rests") else f"now {what} {now[what]}")
        elif was[what] != now[what] and what == "exactly":
            if old == new:
                yield "it reads the same, and differs in an argument or a universe that is not shown"
        elif was[what] != now[what]:
            yield plain(f"{what.removeprefix('rests on ')} changed ({was[what][:12]} -> {now[what][:12]})")


def _content_words(before: str, after: str, ink: Ink) -> str:
    shown = readable(before), readable(after)
    return _words(*(shown if shown[0] != shown[1] else (before, after)), ink)


def readable(content: str) -> str:
    """A problem's canonical JSON as `family=schur n=45 ...`, what follows it as it is; other contents as they are."""
    try:
        value, end = json.JSONDecoder().raw_decode(content)
    except (ValueError, RecursionError):
        return content
    return " ".join([*_leaves(value), *content[end:].split()]) if isinstance(value, dict) else content


def _leaves(value: dict[str, Any]) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _leaves(inner)
        else:
            yield f"{key}={inner if isinstance(inner, str) else json.dumps(inner, ensure_ascii=False)}"


def _words(before: str, after: str, ink: Ink) -> str:
    return statement_change(StatementChange("", word_changes(before, after)), ink)


def _by_name(pairing: Pairing) -> dict[tuple[str, str], FormalObject]:
    return {(one.kind, one.name): one for one in pairing.objects}


def _ancestors(now: Pairing, accepted: Pairing) -> str:
    old, new = dict(accepted.ancestors), dict(now.ancestors)
    changed = [f"{id} changed" for id in new if id in old and old[id] != new[id]]
    added = [f"{id} is new" for id in new if id not in old]
    removed = [f"{id} is gone" for id in old if id not in new]
    return plain(", ".join(changed + added + removed)) or "a statement that it builds on changed"


def _entry(head: str, text: str, width: int, ink: Ink = no_ink) -> Iterator[str]:
    """`text` has no control characters but those of `ink`."""
    for number, line in enumerate(fold(text, width - 14) or [""]):
        yield f"  {ink(f'{head:<10}', 'faint') if number == 0 else ' ' * 10}  {line}"
