"""`diff`: what changed between two revisions, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbench import __version__
from workbench.blueprint.model import Finding
from workbench.changes import Changes, Piece, StatementChange
from workbench.status import SIGNS, Mark, NodeStatus, Report, Status
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import fold, plain
from workbench.views.reports.json import finding_object
from workbench.views.text import finding_lines, status_words

CONTEXT = 60
"""How many characters of unchanged text stand on each side of a change."""

HEADS: dict[str, tuple[str, Status | Mark]] = {
    "broken": ("broken", Mark.BROKEN),
    "refuted": ("refuted", Mark.REFUTED),
    "stale": ("stale", Mark.STALE),
    "green": ("green", Status.GREEN),
    "dark_green": ("dark green", Status.DARK_GREEN),
    "ready_to_prove": ("ready to prove", Status.BLUE_PROVE),
    "ready_to_state": ("ready to state", Status.BLUE_STATE),
}


def difference_object(name: str, start: str, end: str | None, found: Changes) -> dict[str, Any]:
    """`diff --format json`; `end` is None for the working tree."""
    return {
        "version": __version__,
        "blueprint": name,
        "from": start,
        "to": end,
        "added": list(found.added),
        "removed": list(found.removed),
        "became": {name: list(nodes) for name, nodes in found.became.items()},
        "lost_green": list(found.lost_green),
        "statements": [
            {"node": change.node, "words": [[piece.before, piece.after] for piece in change.pieces]}
            for change in found.statements
        ],
        "findings": {
            "gained": [finding_object(finding) for finding in found.findings_gained],
            "lost": [finding_object(finding) for finding in found.findings_lost],
        },
    }


def difference_lines(
    before: Report, after: Report, titles: tuple[str, str], found: Changes, *, width: int = 100, ink: Ink = no_ink
) -> Iterator[str]:
    """The same for people: texts first, then what became of the nodes, then findings."""
    yield ink(plain(after.blueprint.name), "strong") + f": {titles[0]} -> {titles[1]}"
    if found.nothing:
        yield "nothing changed"
        return
    if found.statements:
        yield from ("", ink("Statements", "strong"))
        for change in found.statements:
            yield f"  {plain(change.node)}  {ink(plain(str(after.blueprint.statements[change.node].place)), 'faint')}"
            yield from (f"    {line}" for line in fold(statement_change(change, ink), width - 4))
    for name, (words, sign) in HEADS.items():
        yield from _listed(f"Became {words}", found.became[name], after, ink, f"{SIGNS[sign]} ")
    yield from _listed("No longer green", found.lost_green, after, ink)
    yield from _listed("Added", found.added, after, ink)
    yield from _listed("Removed", found.removed, before, ink)
    yield from _findings("Findings gained", found.findings_gained, width, ink)
    yield from _findings("Findings lost", found.findings_lost, width, ink)


def statement_change(change: StatementChange, ink: Ink = no_ink) -> str:
    """The changed words in their context, such as `... of 1..[45 -> 44] has ...`."""
    shown = []
    for number, piece in enumerate(change.pieces):
        if piece.same:
            shown.append(_context(piece.before, first=number == 0, last=number == len(change.pieces) - 1))
        else:
            shown.append(_change(piece, ink))
    return "".join(shown)


def _context(text: str, *, first: bool, last: bool) -> str:
    text = _flat(text)
    if len(text) <= 2 * CONTEXT:
        return text
    head = "" if first else text[:CONTEXT].rpartition(" ")[0]
    tail = "" if last else text[-CONTEXT:].partition(" ")[2]
    return f"{head} ... {tail}"


def _change(piece: Piece, ink: Ink) -> str:
    before, after = _flat(piece.before).strip(), _flat(piece.after).strip()
    old, new = ink(before, "removed"), ink(after, "added")
    inside = f"{old} -> {new}" if before and after else f"- {old}" if before else f"+ {new}" if after else "white space"
    left, right = " " * piece.after[:1].isspace(), " " * piece.after[-1:].isspace()
    return f"{left}[{inside}]{right}"


def _flat(text: str) -> str:
    """`plain`, but a space at either end stays."""
    shown = plain(text)
    return " " * text[:1].isspace() + shown + " " * (text[-1:].isspace() and bool(shown))


def _listed(head: str, nodes: Sequence[str], report: Report, ink: Ink, sign: str = "") -> Iterator[str]:
    if not nodes:
        return
    yield from ("", ink(head, "strong"))
    for id in nodes:
        place = report.blueprint.statements[id].place
        yield f"  {sign}{plain(id)}  {_words(report.nodes.get(id))}  {ink(plain(str(place)), 'faint')}"


def _words(node: NodeStatus | None) -> str:
    return status_words(node) if node else ""


def _findings(head: str, findings: Sequence[Finding], width: int, ink: Ink) -> Iterator[str]:
    if findings:
        yield from ("", ink(head, "strong"))
        yield from (f"  {line}" for line in finding_lines(findings, width=width - 2, ink=ink))
