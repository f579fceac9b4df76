"""The filter and the list of nodes that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.errors import WorkbenchError
from workbench.tui.desk import Desk
from workbench.tui.filtering import Filter, Index, matching, nothing_found, parse
from workbench.tui.latest import Latest
from workbench.tui.messages import NodeSelected
from workbench.tui.widgets.filter_box import FilterBox
from workbench.tui.widgets.node_list import NodeList
from workbench.views.plain import count


@dataclass(frozen=True, slots=True)
class _Since:
    """What `changed:` stands for, on one desk and for one revision."""

    desk: Desk
    revision: str
    nodes: frozenset[str]
    problem: str = ""


class NodePane(Vertical):
    """Filters in a thread; the list keeps what it had while a filter is wrong or unfinished."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._desk: Desk | None = None
        self._index: Index | None = None
        self._selected: str | None = None
        self._since: _Since | None = None
        self._filtering = Latest(self, "filter")
        self._comparing = Latest(self, "since")

    def compose(self) -> ComposeResult:
        """Filter above list."""
        yield FilterBox(id="filter")
        yield NodeList(id="nodes", empty="no nodes")

    @property
    def nodes(self) -> NodeList:
        """The list of those that are left."""
        return self.query_one("#nodes", NodeList)

    @property
    def filter(self) -> FilterBox:
        """The filter."""
        return self.query_one("#filter", FilterBox)

    def show(self, desk: Desk, selected: str | None) -> None:
        """Show the nodes of another desk through the same filter."""
        self._desk, self._selected, self._index = desk, selected, None
        if self.filter.text:
            self._apply()
        else:  # at once, without an index
            self._show(desk, Filter(), list(desk.report.nodes), "")

    def begin_filter(self) -> None:
        """Type a filter; on a terminal of few rows it has none before."""
        self.filter.styles.display = "block"
        self.filter.focus_input()
        self._apply()

    def select(self, selected: str | None) -> None:
        """Put the cursor on a node."""
        self._selected = selected
        self.nodes.select(selected)

    def on_filter_box_changed(self, message: FilterBox.Changed) -> None:
        """Another filter."""
        message.stop()
        self._apply()

    def on_filter_box_left(self, message: FilterBox.Left) -> None:
        """On with the list."""
        message.stop()
        if not self.filter.text:
            self.filter.styles.clear_rule("display")
        self.nodes.focus()
        if self._selected not in self.nodes.ids and self.nodes.ids:
            self.post_message(NodeSelected(self.nodes.ids[0]))

    def _apply(self) -> None:
        desk, index, since, text = self._desk, self._index, self._since, self.filter.text
        if desk is None:
            return

        def job() -> Callable[[], None]:
            made = index or Index.of(desk.report)
            wanted = parse(text, made.vocabulary)
            compares = wanted.revision is not None
            known = since if since and since.desk is desk and since.revision == wanted.revision else None
            waits = compares and known is None
            found = [] if waits or wanted.problem else matching(made, wanted, known.nodes if known else ())

            def show() -> None:
                self._index = made
                self.filter.know(made.vocabulary)
                if waits and wanted.revision is not None:
                    self._compare(desk, wanted.revision)
                else:
                    self._show(desk, wanted, found, known.problem if known and compares else wanted.problem)

            return show

        self._filtering.submit(job)

    def _show(self, desk: Desk, wanted: Filter, found: list[str], problem: str) -> None:
        every = len(desk.report.nodes)
        if problem and self.nodes.ids:
            self.nodes.show(desk, [id for id in self.nodes.ids if id in desk.report.nodes], self._selected)
        else:
            ids = list(desk.report.nodes) if problem else found
            self.nodes.show(desk, ids, self._selected, empty=nothing_found(wanted) if wanted.terms else "no nodes")
        self.filter.say(
            problem or (f"{len(found)} of {count(every, 'node')}" if wanted.terms else ""), wrong=bool(problem)
        )

    def _compare(self, desk: Desk, revision: str) -> None:
        self.filter.say(f"comparing with {revision or 'the merge base'} ...")

        def job() -> Callable[[], None]:
            from workbench.tui.since import changed_since

            try:
                since = _Since(desk, revision, changed_since(desk, revision))
            except WorkbenchError as error:
                since = _Since(desk, revision, frozenset(), str(error))

            def show() -> None:
                self._since = since
                self._apply()

            return show

        self._comparing.submit(job)
