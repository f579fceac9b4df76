"""The node itself, with all the height there is."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench.tui.desk import Desk
from workbench.tui.widgets.inked import Inked
from workbench.views.explanation import explanation_lines


class NodeCard(Inked, VerticalScroll, can_focus=True):
    """What is known of one node."""

    def compose(self):  # type: ignore[no-untyped-def]
        """One text in a frame that scrolls."""
        yield Static(id="card-text")

    def show(self, desk: Desk, id: str | None) -> None:
        """Show a node, from its top."""
        text = self.query_one("#card-text", Static)
        if id is None:
            text.update("")
            return
        lines = explanation_lines(desk.report, id, width=max(20, self.size.width - 2), ink=self.ink)
        text.update(self.inked("\n".join(lines)))
        self.scroll_home(animate=False)
