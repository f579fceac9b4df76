"""Progress: how far every chapter is, by status and by tier, in bars with numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from workbench.evidence.record import Tier
from workbench.status import SIGNS, Report, Status
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.rows import Listing, Row, listing
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, pad, plain
from workbench.views.summary import Summary, summarise
from workbench.views.tex import readable
from workbench.views.text import STATUS_WORDS

FILLS = {
    Status.DARK_GREEN: "█",
    Status.GREEN: "▓",
    Status.BLUE_PROVE: "▒",
    Status.BLUE_STATE: "░",
    Status.WHITE: "·",
}
"""What a bar is filled with: it can be read without colours."""

LENGTH = 16
"""Cells of a bar in the list."""

_TIER_INKS = {
    Tier.KERNEL: "dark_green",
    Tier.CERTIFICATE: "green",
    Tier.COMPUTATION: "stale",
    Tier.ASSERTED: "asserted",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter, or everything."""

    title: str
    nodes: tuple[str, ...]
    summary: Summary


class ProgressScreen(ListScreen):
    """The figures of `workbench status`, chapter by chapter."""

    HEAD = "Progress"
    HELP: ClassVar[str] = (
        "How far every **chapter** is. A bar shows `█` dark green, `▓` green, `▒` ready to prove, `░` ready to state "
        "and `·` the rest, with the numbers beside it; on the right are the tiers, the marks, and the nodes that "
        "are not green yet. Enter shows the first of these in the main screen."
    )

    DEFAULT_CSS = """
    ProgressScreen.-wide > #body > #rows { width: 3fr; }
    ProgressScreen.-wide > #body > #about { width: 2fr; }
    """

    def gather(self, desk: Desk) -> Listing:
        """All nodes first, then chapter by chapter in the order of the text."""
        found = parts(desk.report)
        whole = found[0].summary
        title = f"{self.HEAD} · {_done(whole)} of {count(whole.nodes, 'node')} green"
        return listing(title, (_row(desk.report, part) for part in found if part.nodes), "no nodes")

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Statuses, tiers and marks in bars, then what is left."""
        part: Part = row.about
        yield from (ink(line, "strong") for line in fold(part.title, width))
        yield ""
        room = max(8, min(width - 26, 50))
        statuses = [(SIGNS[one], STATUS_WORDS[one], one.value, number) for one, number in part.summary.statuses.items()]
        yield from _figures(statuses, part.summary.nodes, room, ink)
        yield ""
        tiers = [("", tier.value, _TIER_INKS[tier], number) for tier, number in part.summary.tiers.items()]
        without = part.summary.nodes - sum(part.summary.tiers.values())
        yield from _figures([*tiers, ("", "no tier", "faint", without)], part.summary.nodes, room, ink)
        marks = [(SIGNS[mark], mark.value, mark.value, n) for mark, n in part.summary.marks.items() if n]
        if marks:
            yield ""
            yield from _figures(marks, part.summary.nodes, room, ink)
        if left := _left(desk.report, part):
            yield ""
            yield ink(f"{len(left)} not green yet", "strong")
            yield from fold(", ".join(plain(id) for id in left), width)

    def preferred(self) -> str | None:
        """The chapter of the selected node."""
        desk, node = self.workbench.desk, self.workbench.selected
        if desk is None or node is None or node not in desk.report.nodes:
            return None
        return f"chapter {desk.blueprint.statements[node].chapter}"


def parts(report: Report) -> list[Part]:
    """Everything, then each chapter; their summaries add up to the first."""
    chapters: dict[str | None, list[str]] = {}
    for id in report.nodes:
        chapters.setdefault(report.blueprint.statements[id].chapter, []).append(id)
    whole = Part("everything", tuple(report.nodes), summarise(report))
    return [whole, *(_part(report, title, nodes) for title, nodes in chapters.items())]


def _part(report: Report, title: str | None, nodes: Sequence[str]) -> Part:
    inside = replace(report, nodes={id: report.nodes[id] for id in nodes})
    return Part(plain(readable(title)) if title else "before any chapter", tuple(nodes), summarise(inside))


def shares(numbers: Sequence[int], length: int) -> list[int]:
    """How many of `length` cells each number gets, by largest remainders; what is not zero gets one at least."""
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    exact = [number * length / total for number in numbers]
    found = [max(int(share), 1) if number else 0 for share, number in zip(exact, numbers, strict=True)]
    while (missing := length - sum(found)) != 0:
        step = 1 if missing > 0 else -1
        rest = [(exact[place] - found[place]) * step if number else -length for place, number in enumerate(numbers)]
        allowed = [value if step > 0 or found[place] > 1 else -2 * length for place, value in enumerate(rest)]
        place = max(range(len(numbers)), key=allowed.__getitem__)
        if step < 0 and found[place] <= 1:
            return found  # more kinds than cells
        found[place] += step
    return found


def _row(report: Report, part: Part) -> Row:
    statuses = part.summary.statuses
    cells = shares(list(statuses.values()), LENGTH)
    bar = tuple((FILLS[status] * number, status.value) for status, number in zip(statuses, cells, strict=True))
    left = _left(report, part)
    is_whole = part.nodes == tuple(report.nodes) and part.title == "everything"
    chapter = "" if is_whole else report.blueprint.statements[part.nodes[0]].chapter
    node = left[0] if left else part.nodes[0]
    return Row(
        cells=(
            (part.title, "strong" if is_whole else ""),
            bar,
            (f"{_done(part.summary)}/{part.summary.nodes}", "strong"),
            tuple((f"{SIGNS[status]}{number} ", status.value) for status, number in statuses.items() if number),
        ),
        key="everything" if is_whole else f"chapter {chapter}",
        node=node,
        place=report.blueprint.statements[node].place,
        about=part,
    )


def _figures(kinds: Iterable[tuple[str, str, str, int]], total: int, room: int, ink: Ink) -> Iterator[str]:
    """One bar a kind, its length in proportion to the number before it."""
    for sign, words, meaning, number in kinds:
        length = max(1, round(number * room / total)) if number and total else 0
        yield ink(f"{pad(sign, 1)} {pad(words, 15)} {number:>5}  {'█' * length}", meaning)


def _left(report: Report, part: Part) -> list[str]:
    done = (Status.GREEN, Status.DARK_GREEN)
    return [id for id in part.nodes if report.nodes[id].status not in done]


def _done(summary: Summary) -> int:
    statuses: Mapping[Status, int] = summary.statuses
    return statuses[Status.GREEN] + statuses[Status.DARK_GREEN]
