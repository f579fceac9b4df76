"""The main screen: the nodes, what the chosen one uses, itself, what uses it, and the whole graph below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Footer

from workbench.tui.actions import ACTIONS
from workbench.tui.desk import Desk
from workbench.tui.messages import NodeOpened, NodeSelected
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.widgets.node_card import NodeCard
from workbench.tui.widgets.node_list import NodeList
from workbench.tui.widgets.node_pane import NodePane
from workbench.tui.widgets.overview import Overview
from workbench.tui.widgets.queue_line import QueueLine
from workbench.tui.widgets.status_line import StatusLine
from workbench.views.plain import count

CARD, GRAPH = "-card", "-graph"
"""Classes of the screen: the card, or the graph, has all the room."""


class MainScreen(WorkbenchScreen):
    """What is first seen; all that can be done starts here."""

    HELP = (
        "Every node of the blueprint with its status: choose one on the left, read in the middle what is known of it, "
        "and see beside it what it **uses** and what **uses it**. Below is the whole graph: what the node rests on is "
        "drawn through (▴), what rests on it is dashed (▾).\n\n"
        "`/` filters: any text, `status:ready-to-prove`, `kind:lemma`, `tier:certificate`, `mark:asserted`, "
        "`chapter:`, `changed:` (since the merge base; or a revision after the colon); a minus turns a word round."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]  # noqa: RUF012  # Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit"),
        Binding("escape", "back", "Back", show=False),
        Binding("slash", "filter", "Filter", key_display="/"),
        Binding("o", "graph", "Graph"),
        Binding("O", "fold_graph", "Graph on or off", show=False),
        Binding("plus,equals_sign", "zoom(1)", "Nearer", show=False),
        Binding("minus", "zoom(-1)", "Farther", show=False),
        Binding("0", "zoom(0)", "Whole graph", show=False),
        *(
            Binding(action.keys, f"app.run('{action.name}')", action.footer or action.title, show=bool(action.footer))
            for action in ACTIONS
        ),
    ]

    def compose(self) -> ComposeResult:
        """List, card and neighbours side by side, the graph below."""
        yield StatusLine(id="status")
        yield QueueLine(id="queue")
        with Horizontal(id="panes"):
            yield NodePane(id="left")
            yield NodeCard(id="card", clock=self.workbench.clock)
            with Vertical(id="neighbours"):
                yield NodeList(id="uses", empty="nothing")
                yield NodeList(id="used-by", empty="nothing")
        yield Overview(id="overview")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the desk and the selection."""
        self.pane.nodes.focus()
        self._fold_graph()
        self.watch(self.app, "desk", self.on_desk)
        self.watch(self.app, "selected", self.on_selected, init=False)
        self.watch(self.app, "fault", self.on_fault, init=False)
        self.watch(self.app, "theme", self.on_theme, init=False)

    @property
    def pane(self) -> NodePane:
        """Filter and list."""
        return self.query_one("#left", NodePane)

    def on_desk(self, desk: Desk | None) -> None:
        """Show another desk."""
        self.query_one("#status", StatusLine).show(desk, self.workbench.fault)
        if desk is not None:
            self.pane.show(desk, self.workbench.selected)
            self.query_one("#overview", Overview).show(desk, self.workbench.selected)
            self._show_node(desk, self.workbench.selected)

    def on_fault(self, fault: str | None) -> None:
        """Say why the sources cannot be used."""
        self.query_one("#status", StatusLine).show(self.workbench.desk, fault)

    def on_selected(self, id: str | None) -> None:
        """Every pane shows the selected node."""
        desk = self.workbench.desk
        if desk is not None and (id is None or id in desk.blueprint.statements):
            self.pane.select(id)
            self.query_one("#overview", Overview).select(id)
            self._show_node(desk, id)

    def on_theme(self) -> None:
        """Write everything with the inks of another theme, once it is in force."""
        self.call_after_refresh(lambda: self.on_desk(self.workbench.desk))

    def on_resize(self, event: Resize) -> None:
        """Panes fold and unfold; those that come into sight have something to show."""
        self.call_after_refresh(self._unfold)

    def on_node_selected(self, message: NodeSelected) -> None:
        """A cursor moved, or a node of the graph was clicked."""
        self.workbench.selected = message.node

    def on_node_opened(self, message: NodeOpened) -> None:
        """Enter moves to the card, which takes all the room where there is little."""
        self.workbench.selected = message.node
        self.remove_class(GRAPH)
        self.set_class(self.has_class("-narrow"), CARD)
        self._unfold()
        self.query_one("#card").focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self.remove_class(GRAPH, CARD)
        self.pane.begin_filter()

    def action_graph(self) -> None:
        """To the graph; once more, and it has all the room; once more, and back."""
        graph = self.query_one("#overview", Overview)
        if self.has_class(GRAPH):
            self.action_back()
        elif graph.display and self.focused is not graph:
            graph.focus()
        else:
            self.remove_class(CARD)
            self.add_class(GRAPH)
            self._unfold()
            graph.focus()

    def action_fold_graph(self) -> None:
        """Have the graph below, or its room for the panes; remembered."""
        self.workbench.memory.remember(self.workbench, overview=not self.workbench.memory.preferences.overview)
        self._fold_graph()
        self.call_after_refresh(self._unfold)

    def _fold_graph(self) -> None:
        self.set_class(not self.workbench.memory.preferences.overview, "-no-graph")

    def action_zoom(self, direction: int) -> None:
        """The graph nearer, farther, or whole."""
        self.query_one("#overview", Overview).zoom(direction)

    def action_back(self) -> None:
        """Back to the list, with all panes as they were."""
        self.remove_class(GRAPH, CARD)
        self._unfold()
        self.pane.nodes.focus()

    def _show_node(self, desk: Desk, id: str | None) -> None:
        card = self.query_one("#card", NodeCard)
        card.neighbours = not self.query_one("#neighbours").display
        card.show(desk, id if id in desk.blueprint.statements else None)
        for name, ids, all_of, words in (
            ("#uses", desk.links.uses, desk.links.above, ("uses", "ancestor")),
            ("#used-by", desk.links.used_by, desk.links.below, ("used by", "descendant")),
        ):
            pane = self.query_one(name, NodeList)
            direct = ids.get(id, ()) if id else ()
            pane.show(desk, direct, None)
            kin = all_of.masks[id].bit_count() if id and id in all_of.masks else 0
            pane.border_title = f"{words[0]} {len(direct)} · {count(kin, words[1])}"

    def _unfold(self) -> None:
        if not self.has_class("-narrow"):
            self.remove_class(CARD)
        desk = self.workbench.desk
        if desk is not None:
            self._show_node(desk, self.workbench.selected)
            self.query_one("#overview", Overview).show(desk, self.workbench.selected)
