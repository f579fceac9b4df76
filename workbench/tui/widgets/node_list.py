"""A list of nodes, drawn line by line: 5,000 of them cost no more than those in sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.strip import Strip

from workbench.status import Mark, NodeStatus
from workbench.tui.desk import Desk
from workbench.tui.messages import NodeOpened, NodeSelected
from workbench.tui.widgets.lined import Lined
from workbench.views.plain import cells, pad, plain
from workbench.views.text import number_of, signs

SIGNS_WIDTH = 5
ROOMY, WIDE = 44, 60
"""Columns from which on a row has room for number and degrees, and for the title."""


class NodeList(Lined, can_focus=True):
    """The nodes of `show`, one a line, with a cursor that says `NodeSelected` when it moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("g,home", "go(0)", "First", show=False),
        Binding("G,end", "go(-1)", "Last", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    def __init__(self, *, id: str, empty: str = "") -> None:
        super().__init__(id=id)
        self.ids: Sequence[str] = ()
        self.cursor = -1
        self._place: dict[str, int] = {}
        self._desk: Desk | None = None
        self._empty = empty
        self._identity = 8

    def show(self, desk: Desk, ids: Sequence[str], selected: str | None, *, empty: str | None = None) -> None:
        """Show these nodes of a desk; the cursor stands on `selected` where it is among them, else on none."""
        self._desk, self.ids = desk, ids
        self._empty = self._empty if empty is None else empty
        self._place = {id: place for place, id in enumerate(ids)}
        self._identity = max(map(len, ids), default=8)
        self.cursor = -1
        self.set_lines(len(ids))
        self.select(selected)

    def select(self, id: str | None) -> None:
        """Put the cursor on a node, without saying so."""
        self._put_cursor(self._place.get(id, -1) if id is not None else -1)

    def action_move(self, by: int) -> None:
        """The cursor goes up or down."""
        self._go_to(max(0, min(len(self.ids) - 1, self.cursor + by)))

    def action_page(self, by: int) -> None:
        """The cursor goes a page up or down."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_go(self, row: int) -> None:
        """The cursor goes to a row; -1 is the last."""
        self._go_to(row % len(self.ids) if self.ids else -1)

    def action_open(self) -> None:
        """Enter: all the room for this node."""
        if 0 <= self.cursor < len(self.ids):
            self.post_message(NodeOpened(self.ids[self.cursor]))

    def on_resize(self, event: Resize) -> None:
        """The cursor stays in sight."""
        if self.cursor >= 0:
            self._bring_into_sight(self.cursor)

    def on_click(self, event: Click) -> None:
        """One click selects, two open."""
        at = event.get_content_offset(self)
        row = at.y + self.scroll_offset.y if at is not None else -1
        if 0 <= row < len(self.ids):
            self._go_to(row)
            if event.chain == 2:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """One row, of as many as are in sight."""
        row, width = y + self.scroll_offset.y, self.size.width
        if self._desk is None or not 0 <= row < len(self.ids):
            is_empty = y == 0 and self._desk is not None and not self.ids
            return self.line(self._empty if is_empty else "", "faint")
        strip = self.strip(self._segments(self._desk, self.ids[row], width))
        if row == self.cursor:
            over = self.style_of("cursor" if self.has_focus else "cursor_away")
            strip = Strip(Segment.apply_style(strip, post_style=over), width)
        return strip

    def _segments(self, desk: Desk, id: str, width: int) -> list[Segment]:
        status, node = desk.report.nodes.get(id), desk.blueprint.statements[id]
        counts = f"←{len(desk.links.uses[id])} →{len(desk.links.used_by[id])}"
        number = number_of(node) if width >= WIDE else f"{node.env[:3]} {node.ref or ''}".rstrip()
        right = f"{pad(plain(number), 16 if width >= WIDE else 9)} {counts:>9}" if width >= ROOMY else ""
        room = width - SIGNS_WIDTH - cells(right) - 1
        identity = min(room, max(self._identity, 12)) if width >= WIDE else room
        title = _title(node.title_tex, node.definitions) if node.title_tex and room - identity > 8 else ""
        return [
            Segment(pad(signs(status) if status else "·", SIGNS_WIDTH), self.style_of(meaning_of(status))),
            Segment(pad(plain(id), identity)),
            Segment(" " + pad(title, room - identity - 1) if room > identity else "", self.style_of("faint")),
            Segment(" " + right, self.style_of("faint")),
        ]

    def _go_to(self, row: int) -> None:
        if row != self.cursor and 0 <= row < len(self.ids):
            self._put_cursor(row)
            self.post_message(NodeSelected(self.ids[row]))

    def _put_cursor(self, row: int) -> None:
        before, self.cursor = self.cursor, row
        self._refresh_row(before)
        self._refresh_row(row)
        if row >= 0:
            self._bring_into_sight(row)

    def _bring_into_sight(self, row: int) -> None:
        """By a row where that is enough, else to the middle."""
        top, height = self.scroll_offset.y, self.size.height
        if not height:  # it is not laid out yet: what is in sight is known when it is
            return
        if row in (top - 1, top + height):
            self.scroll_to(y=top + (1 if row > top else -1), animate=False, force=True)
        elif not top <= row < top + height:
            self.scroll_to(y=max(0, row - height // 2), animate=False, force=True)

    def _refresh_row(self, row: int) -> None:
        if 0 <= row - self.scroll_offset.y < self.size.height:
            self.refresh_line(row)


@lru_cache(maxsize=1024)
def _title(tex: str, definitions: tuple[tuple[str, str], ...]) -> str:
    """A title as it is read, on one line."""
    from workbench.views.tex import readable  # only rows that are wide enough show titles

    return plain(readable(tex, definitions))


def meaning_of(status: NodeStatus | None) -> str:
    """The ink for a node's signs."""
    if status is None:
        return "faint"
    if Mark.BROKEN in status.marks or Mark.REFUTED in status.marks:
        return "broken"
    return "stale" if Mark.STALE in status.marks else status.status.value
