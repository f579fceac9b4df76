"""`status` for people: the figures with their signs, a strip of signs for each chapter, and what needs attention."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.status import SIGNS, Mark, NodeStatus, Report, Status
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import count, fold, pad, plain
from workbench.views.summary import summarise
from workbench.views.text import STATUS_WORDS, hint_lines
from workbench.views.troubles import troubles

TROUBLES = 12
"""How many troubles are listed before the rest is only counted."""

_MEANINGS = {
    Mark.BROKEN: "asserted by the author, but its check refutes it or fails",
    Mark.REFUTED: "decided otherwise than expected",
    Mark.STALE: "changed since a person accepted its pairing",
    Mark.FAILED: "a checker failed on it",
    Mark.RUNNING: "being asked now",
    Mark.ASSERTED: "only the author's word",
    Mark.GAP: "names nothing that a machine can be asked",
}


def overview(report: Report, *, width: int = 100, ink: Ink = no_ink) -> Iterator[str]:
    """The whole page."""
    yield ink(plain(report.blueprint.name), "strong") + ink(f"  {report.blueprint.main}", "faint")
    yield ""
    yield from _figures(report, ink)
    yield ""
    yield from _chapters(report, width, ink)
    yield ""
    yield from hint_lines(report, width=width)
    yield from _attention(report, width, ink)


def _figures(report: Report, ink: Ink) -> Iterator[str]:
    summary = summarise(report)
    for status, number in summary.statuses.items():
        yield ink(f"  {SIGNS[status]} {pad(STATUS_WORDS[status], 15)} {number:>5}", status.value)
    for mark, meaning in _MEANINGS.items():
        if number := summary.marks[mark]:
            meant = "broken" if mark in (Mark.BROKEN, Mark.REFUTED) else mark.value
            yield ink(f"  {SIGNS[mark]} {pad(mark.value, 15)} {number:>5}", meant) + ink(f"  {meaning}", "faint")


def _chapters(report: Report, width: int, ink: Ink) -> Iterator[str]:
    chapters: dict[str, list[NodeStatus]] = {}
    for id, node in report.nodes.items():
        chapters.setdefault(report.blueprint.statements[id].chapter or "", []).append(node)
    title_width = min(max((len(title) for title in chapters), default=0), width // 3)
    for title, nodes in chapters.items():
        strip = [ink(*_sign(node)) for node in nodes]
        room = max(width - title_width - 4, 10)
        for start in range(0, len(strip), room):
            name = plain(title) if start == 0 else ""
            yield f"  {pad(name, title_width)}  {''.join(strip[start : start + room])}"


def _sign(node: NodeStatus) -> tuple[str, str]:
    """The loudest sign of a node and the colour that it is written in."""
    for mark, meaning in ((Mark.BROKEN, "broken"), (Mark.REFUTED, "broken"), (Mark.STALE, "stale")):
        if mark in node.marks:
            return SIGNS[mark], meaning
    return SIGNS[Status(node.status)], node.status.value


def _attention(report: Report, width: int, ink: Ink) -> Iterator[str]:
    found = troubles(report)
    if not found:
        return
    yield ""
    yield ink("Needs attention", "strong")
    for trouble in found[:TROUBLES]:
        meaning = "error" if trouble.severity == "error" else "warning"
        head = fold(f"{plain(str(trouble.place))}: {plain(trouble.message)} [{trouble.code}]", width - 4)
        yield from (ink(f"  {'  ' if number else ''}{line}", meaning) for number, line in enumerate(head))
        yield from (ink(f"      {line}", "faint") for line in fold(plain(trouble.remedy), width - 6))
    if len(found) > TROUBLES:
        yield f"  and {count(len(found) - TROUBLES, 'more thing')}: `workbench check` lists all"
