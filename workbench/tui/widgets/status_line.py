"""The line above everything: which blueprint, its figures with their signs, and what could not be read."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import Static

from workbench.status import SIGNS, Mark
from workbench.tui.desk import Desk
from workbench.tui.widgets.inked import Inked
from workbench.views.plain import plain
from workbench.views.summary import summarise

MARKS = (Mark.BROKEN, Mark.STALE, Mark.ASSERTED, Mark.GAP)


class StatusLine(Inked, Static):
    """One row; faults stand before it, and take as many more as they need."""

    def show(self, desk: Desk | None, fault: str | None) -> None:
        """Show the figures of a desk; `fault` is why it could not be laid anew."""
        line = Text(end="")
        for said in (*([fault] if fault else []), *(desk.faults if desk else ())):
            line.append(f"! {plain(said)}\n", self.style_of("broken"))
        if desk is not None:
            self._figures(line, desk)
        elif fault is None:
            line.append("reading the blueprint ...", self.style_of("faint"))
        self.update(line)

    def _figures(self, line: Text, desk: Desk) -> None:
        summary = summarise(desk.report)
        line.append(plain(desk.blueprint.name), self.style_of("strong"))
        for status, number in summary.statuses.items():
            line.append(f"  {SIGNS[status]} {number}", self.style_of(status.value))
        for mark in MARKS:
            if number := summary.marks[mark]:
                line.append(f"  {SIGNS[mark]} {number}", self.style_of(mark.value))
        if not desk.evidence_loaded:
            line.append("  evidence is being read ...", self.style_of("faint"))
        elif len(desk.workspace.mains) > 1:
            line.append(f"  b: {len(desk.workspace.mains)} blueprints", self.style_of("faint"))
