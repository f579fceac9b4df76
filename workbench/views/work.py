"""Work to take: what is ready to be stated, and apart from it what is ready to be proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import __version__
from workbench.blueprint.closure import closure
from workbench.status import SIGNS, Report, Status
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import count, cut, fold, pad, plain
from workbench.views.text import number_of

RANKING = (
    "ranked by how many nodes wait for it: those that use it, directly or through others, in statement or proof, "
    "and are not dark green"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One node to work at, and how many nodes wait for it."""

    node: str
    unblocks: int


@dataclass(frozen=True, slots=True)
class Work:
    """Both kinds of work, each with what unblocks most first, then in document order."""

    to_prove: tuple[Item, ...]
    to_state: tuple[Item, ...]


def work(report: Report) -> Work:
    """Everything ready in `report`."""
    above = closure(_users(report))
    waiting = above.mask(id for id, node in report.nodes.items() if node.status is not Status.DARK_GREEN)

    def items(status: Status) -> tuple[Item, ...]:
        ready = (id for id, node in report.nodes.items() if node.status is status)
        found = [Item(id, (above.masks[id] & waiting).bit_count()) for id in ready]
        return tuple(sorted(found, key=lambda item: -item.unblocks))

    return Work(items(Status.BLUE_PROVE), items(Status.BLUE_STATE))


def _users(report: Report) -> Mapping[str, list[str]]:
    users: dict[str, list[str]] = {id: [] for id in report.blueprint.statements}
    for node in report.blueprint.statements.values():
        for used in (*node.uses, *(node.proof.uses if node.proof else ())):
            users[used].append(node.id)
    return users


def work_object(report: Report) -> dict[str, Any]:
    """`next --format json`."""
    found = work(report)
    return {
        "version": __version__,
        "blueprint": report.blueprint.name,
        "ranking": RANKING,
        "ready_to_prove": [_item_object(report, item) for item in found.to_prove],
        "ready_to_state": [_item_object(report, item) for item in found.to_state],
    }


def _item_object(report: Report, item: Item) -> dict[str, Any]:
    node = report.blueprint.statements[item.node]
    return {
        "node": item.node,
        "env": node.env,
        "ref": node.ref,
        "title_tex": node.title_tex,
        "unblocks": item.unblocks,
        "discussion": node.discussion,
        "file": node.place.file,
        "line": node.place.line,
    }


def work_lines(report: Report, *, width: int = 100, ink: Ink = no_ink, limit: int | None = None) -> Iterator[str]:
    """`next` for people: two lists, never merged."""
    found = work(report)
    yield ink(plain(report.blueprint.name), "strong")
    for words, status, items in (
        ("ready to prove", Status.BLUE_PROVE, found.to_prove),
        ("ready to state", Status.BLUE_STATE, found.to_state),
    ):
        yield ""
        yield ink(f"{SIGNS[status]} {words}: {len(items) or 'nothing'}", status.value)
        shown = items[:limit] if limit else items
        yield from _item_lines(report, shown, width)
        if len(items) > len(shown):
            yield f"  and {len(items) - len(shown)} more: --limit 0 shows all"
    if found.to_prove or found.to_state:
        yield ""
        yield from (ink(line, "faint") for line in fold(RANKING, width))


def _item_lines(report: Report, items: Sequence[Item], width: int) -> Iterator[str]:
    nodes = report.blueprint.statements
    identity = min(max((len(item.node) for item in items), default=0), max(width // 3, 12))
    for item in items:
        node = nodes[item.node]
        number = pad(number_of(node), 18)
        waits = pad(count(item.unblocks, "waits", "wait"), 10)
        yield cut(f"  {pad(plain(item.node), identity)}  {number}  {waits}  {plain(str(node.place))}", width).rstrip()
