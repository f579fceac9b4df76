"""Impact: what a change to the statement of the selected node would make stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from workbench.blueprint.graph import predecessors
from workbench.fingerprints import impact
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.node_list import meaning_of
from workbench.tui.widgets.rows import Listing, Row, listing
from workbench.views.explanation import explanation_lines
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import number_of, signs, status_words


class ImpactScreen(ListScreen):
    """What `workbench impact NODE` prints, for the node that is selected in the main screen."""

    HEAD = "Impact"
    HELP: ClassVar[str] = (
        "What a change to the **statement** of the selected node would make stale: the node, and every node whose "
        "statement builds on it. Uses in proofs do not count, for a proof does not say what its statement means. "
        "Enter selects a node in the main screen."
    )

    def gather(self, desk: Desk) -> Listing:
        """The node and all that builds on it, in document order."""
        node = self.workbench.selected
        if node is None or node not in desk.blueprint.statements:
            return listing(self.HEAD, (), "no node is selected")
        found = impact(desk.blueprint, node)
        title = f"{self.HEAD} · a change to {plain(node)} makes {count(len(found), 'node')} stale"
        return listing(title, _rows(desk, node, found), "")

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Which statements lead from it to the node, and how it stands."""
        assert row.node is not None
        start = self.workbench.selected
        if start is not None and row.node != start:
            chain = [plain(id) for id in reversed(way(desk, start, row.node))]
            yield from fold(f"{chain[0]} {' '.join(f'uses {id}' for id in chain[1:])}", width)
            yield ""
        if row.node in desk.report.nodes:
            yield from explanation_lines(desk.report, row.node, width=width, ink=ink)


def _rows(desk: Desk, start: str, found: Iterable[str]) -> Iterator[Row]:
    for id in found:
        status, node = desk.report.nodes.get(id), desk.blueprint.statements[id]
        yield Row(
            cells=(
                (signs(status) if status else "·", meaning_of(status)),
                (plain(id), "strong" if id == start else ""),
                (number_of(node).strip(), "faint"),
                (status_words(status) if status else "in no graph", "faint"),
            ),
            key=id,
            node=id if status else None,
            place=node.place,
        )


def way(desk: Desk, start: str, end: str) -> list[str]:
    """A shortest chain of statements from `start` to `end` in which each is used by the statement of the next."""
    uses = predecessors(desk.blueprint.statements, proofs=False)
    towards: dict[str, str] = {}
    ring = [end]
    while ring and start not in towards:
        following = []
        for id in ring:
            for used in uses[id]:
                if used not in towards and used != end:
                    towards[used] = id
                    following.append(used)
        ring = following
    chain = [start]
    while chain[-1] != end and chain[-1] in towards:
        chain.append(towards[chain[-1]])
    return chain
