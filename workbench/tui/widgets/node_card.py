"""The node itself, with all the height there is: its card, written in a thread and scrolled here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.strip import Strip

from workbench.errors import WorkbenchError
from workbench.tui.desk import Desk
from workbench.tui.latest import Latest
from workbench.tui.widgets.lined import Lined
from workbench.views.plain import fold, plain

if TYPE_CHECKING:
    from datetime import datetime

NARROWEST = 16


class NodeCard(Lined, can_focus=True):
    """What is known of one node."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "Bottom", show=False),
    ]

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:
        super().__init__(id=id)
        self._clock = clock
        self._shown: tuple[Desk, str] | None = None
        self._width = 0
        self._lines: Sequence[Text] = ()
        self.neighbours = False
        """Whether the card names the neighbours, for there is no other pane that does."""
        self._latest = Latest(self, "card")

    def show(self, desk: Desk, id: str | None) -> None:
        """Show a node; from its top, unless it is the one that is shown already."""
        if id is None:
            self._shown = None
            self._put([Text("this blueprint has no nodes" if not desk.report.nodes else "")], from_top=True)
            return
        same = self._shown is not None and self._shown[1] == id
        self._shown = desk, id
        self._write(from_top=not same)

    def on_resize(self, event: Resize) -> None:
        """Fold the lines anew for another width."""
        if self.scrollable_content_region.width != self._width:
            self.call_after_refresh(self._write)

    def _write(self, *, from_top: bool = False) -> None:
        if self._shown is None or not self.display:
            return
        desk, id = self._shown
        ink, now, neighbours = self.ink, self._clock(), self.neighbours
        self._width = self.scrollable_content_region.width
        width = max(NARROWEST, self._width)

        def job() -> Callable[[], None]:
            from workbench.tui.card import Look, card_lines

            try:
                written = list(card_lines(desk, id, Look(width, ink, now, neighbours)))
            except WorkbenchError as error:  # a file that a problem names is gone, or no longer what it was
                written = fold(plain(str(error)), width)
            lines = list(Text.from_ansi("\n".join(written)).split("\n"))
            return lambda: self._put(lines, from_top=from_top)

        self._latest.submit(job)

    def _put(self, lines: Sequence[Text], *, from_top: bool) -> None:
        self._lines = lines
        self.set_lines(len(lines))
        if from_top:
            self.scroll_to(y=0, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """One line, of as many as are in sight."""
        row = y + self.scroll_offset.y
        return self.strip(self._lines[row].render(self.app.console) if 0 <= row < len(self._lines) else ())
