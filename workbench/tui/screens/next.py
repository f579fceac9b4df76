"""Next: the two kinds of work, apart, each with what unblocks most first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from workbench.status import SIGNS, Report, Status
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.rows import Listing, Row, heading, listing
from workbench.views.explanation import explanation_lines
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import STATUS_WORDS, number_of
from workbench.views.work import RANKING, Item, work


class NextScreen(ListScreen):
    """What `workbench next` prints."""

    HEAD = "Next"
    HELP: ClassVar[str] = (
        "Work to **take**. What is ready to be proved and what is ready to be stated are two kinds of work and stand "
        "apart; each is ranked by how many nodes wait for it. Enter shows the node in the main screen, `e` its source."
    )

    def gather(self, desk: Desk) -> Listing:
        """Both lists."""
        found = work(desk.report)
        title = f"{self.HEAD} · {len(found.to_prove)} ready to prove, {len(found.to_state)} ready to state"
        rows = [
            *_kind(desk.report, Status.BLUE_PROVE, found.to_prove),
            Row((("", ""),)),
            *_kind(desk.report, Status.BLUE_STATE, found.to_state),
        ]
        nothing = "nothing is ready: what is open waits for something else" if desk.report.nodes else "no nodes"
        return listing(title, rows if found.to_prove or found.to_state else (), nothing)

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Why it is ready, and what its rank means."""
        assert row.node is not None
        item: Item = row.about
        yield from explanation_lines(desk.report, row.node, width=width, ink=ink)
        yield ""
        yield ink(f"{count(item.unblocks, 'node waits', 'nodes wait')} for it", "strong")
        yield from (ink(line, "faint") for line in fold(RANKING, width))

    def preferred(self) -> str | None:
        """The first: what unblocks most."""
        return None


def _kind(report: Report, status: Status, items: Sequence[Item]) -> Iterator[Row]:
    yield heading(f"{SIGNS[status]} {STATUS_WORDS[status]}: {len(items) or 'nothing'}", status.value)
    for item in items:
        node = report.blueprint.statements[item.node]
        yield Row(
            cells=(
                (f"{item.unblocks:>4} {'waits' if item.unblocks == 1 else 'wait'}", "strong"),
                (plain(item.node), status.value),
                (number_of(node).strip(), "faint"),
                (plain(node.title_tex or ""), ""),
            ),
            key=item.node,
            node=item.node,
            place=node.place,
            about=item,
        )
