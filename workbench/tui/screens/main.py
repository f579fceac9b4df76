"""The main screen: the nodes, what the chosen one uses, itself, what uses it, and the whole graph below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer

from workbench.tui.actions import ACTIONS
from workbench.tui.desk import Desk
from workbench.tui.messages import NodeOpened, NodeSelected
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.widgets.node_card import NodeCard
from workbench.tui.widgets.node_list import NodeList
from workbench.tui.widgets.status_line import StatusLine


class MainScreen(WorkbenchScreen):
    """What is first seen; all that can be done starts here."""

    HELP = (
        "Every node of the blueprint with its status: choose one on the left, read in the middle why it has its "
        "colour, and see beside it what it **uses** and what **uses it**."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit"),
        Binding("escape", "back", "Back", show=False),
        *(
            Binding(action.keys, f"app.run('{action.name}')", action.footer or action.title, show=bool(action.footer))
            for action in ACTIONS
        ),
    ]

    def compose(self) -> ComposeResult:
        """List, card and neighbours side by side."""
        yield StatusLine(id="status")
        with Horizontal(id="panes"):
            yield NodeList(id="nodes", empty="no nodes")
            yield NodeCard(id="card")
            with Vertical(id="neighbours"):
                yield NodeList(id="uses", empty="nothing")
                yield NodeList(id="used-by", empty="nothing")
        yield Footer()

    def on_mount(self) -> None:
        """Follow the desk and the selection."""
        self.query_one("#uses").border_title = "uses"
        self.query_one("#used-by").border_title = "used by"
        self.query_one("#nodes", NodeList).focus()
        self.watch(self.app, "desk", self.on_desk)
        self.watch(self.app, "selected", self.on_selected)
        self.watch(self.app, "fault", self.on_fault)

    def on_desk(self, desk: Desk | None) -> None:
        """Show another desk."""
        self.query_one("#status", StatusLine).show(desk, self.workbench.fault)
        if desk is not None:
            self.query_one("#nodes", NodeList).show(desk, list(desk.report.nodes), self.workbench.selected)
            self.on_selected(self.workbench.selected)

    def on_fault(self, fault: str | None) -> None:
        """Say why the sources cannot be used."""
        self.query_one("#status", StatusLine).show(self.workbench.desk, fault)

    def on_selected(self, id: str | None) -> None:
        """Every pane shows the selected node."""
        desk = self.workbench.desk
        if desk is None or (id is not None and id not in desk.blueprint.statements):
            return
        self.query_one("#nodes", NodeList).select(id)
        self.query_one("#card", NodeCard).show(desk, id)
        for name, ids in (("#uses", desk.links.uses), ("#used-by", desk.links.used_by)):
            self.query_one(name, NodeList).show(desk, ids[id] if id else (), None)

    def on_node_selected(self, message: NodeSelected) -> None:
        """A cursor moved."""
        self.workbench.selected = message.node

    def on_node_opened(self, message: NodeOpened) -> None:
        """Enter moves to the card."""
        self.workbench.selected = message.node
        self.query_one("#card", NodeCard).focus()

    def action_back(self) -> None:
        """Back to the list."""
        self.query_one("#nodes", NodeList).focus()
