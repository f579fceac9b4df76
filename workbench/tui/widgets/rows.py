"""Rows of columns under headings, drawn line by line: thousands of them cost no more than those in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message
from textual.strip import Strip

from workbench.blueprint.model import Place
from workbench.tui.widgets.lined import Lined
from workbench.views.plain import cells, cut, fold, plain

GAP = 2
LEAST = 5
"""A cell with less room than that, and more to say, says nothing."""
_SCANNED = 2000
"""So many rows decide how wide a column is."""


Span = tuple[str, str]
"""A text that is fit for a terminal, and what it means."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its cells, each a span or several side by side, and what stands behind it."""

    cells: tuple[Span | tuple[Span, ...], ...]
    key: str | None = None
    """Keeps the cursor on it when rows are gathered anew; None for a heading, which no cursor stops at."""
    node: str | None = None
    place: Place | None = None
    about: Any = None
    """What the screen's detail is made from."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that a screen lists, with the widths of the columns but the last; made by `listing`."""

    title: str
    rows: tuple[Row, ...]
    nothing: str
    """What is said where there is no row."""
    widths: tuple[int, ...] = field(default=())


def listing(title: str, rows: Iterable[Row], nothing: str) -> Listing:
    """A listing whose columns are as wide as what stands in them."""
    found = tuple(rows)
    widths: list[int] = []
    for row in found[:_SCANNED]:
        if row.key is not None:
            for column, cell in enumerate(row.cells[:-1]):
                if column == len(widths):
                    widths.append(0)
                widths[column] = max(widths[column], sum(cells(text) for text, _ in spans(cell)))
    return Listing(title, found, nothing, tuple(widths))


def spans(cell: Span | tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of a cell."""
    return (cell,) if len(cell) == 2 and isinstance(cell[0], str) else cell


def heading(text: str, meaning: str = "strong") -> Row:
    """A row that only heads those under it; an empty one parts them."""
    return Row(((text, meaning),))


class Rows(Lined, can_focus=True):
    """The rows of a listing, with a cursor for keys and mouse."""

    DEFAULT_CSS = """
    Rows { width: 1fr; height: 1fr; padding: 0 1; overflow: hidden auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("g,home", "first", "First", show=False),
        Binding("G,end", "last", "Last", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", show=False),
        Binding("enter", "open", "Open"),
    ]

    class Moved(Message):
        """The cursor stands on another row, or on none."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """Enter, or a second click."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._listing: Listing | None = None
        self._stops: list[int] = []
        self._cursor = -1
        """A place in `_stops`."""

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        if self._listing is None or not 0 <= self._cursor < len(self._stops):
            return None
        return self._listing.rows[self._stops[self._cursor]]

    def show(self, found: Listing, prefer: str | None = None) -> None:
        """Show other rows; the cursor stays on its key, else goes to `prefer`, else to the first."""
        before = self.current
        self._listing = found
        self._stops = [place for place, row in enumerate(found.rows) if row.key is not None]
        keys = {found.rows[place].key: stop for stop, place in reversed(list(enumerate(self._stops)))}
        wanted = keys.get(before.key if before else None, keys.get(prefer, 0))
        self._cursor = wanted if self._stops else -1
        self.set_lines(len(found.rows))
        self._into_sight()
        self.post_message(self.Moved(self.current))

    def on_resize(self) -> None:
        """The row under the cursor stays in sight."""
        self._into_sight()

    def action_move(self, by: int) -> None:
        """The cursor goes up or down, over headings."""
        self._go_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """The cursor goes about a page up or down."""
        self._go_to(self._cursor + by * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """The cursor goes to the first row."""
        self._go_to(0)

    def action_last(self) -> None:
        """The cursor goes to the last row."""
        self._go_to(len(self._stops) - 1)

    def action_open(self) -> None:
        """Do what the screen does with a row."""
        if self.current is not None:
            self.post_message(self.Opened(self.current))

    def on_click(self, event: Click) -> None:
        """One click selects, two open."""
        place = event.y + self.scroll_offset.y
        if place in self._stops:
            self._go_to(self._stops.index(place))
            if event.chain == 2:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """One line, of as many as are in sight."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        rows: Sequence[Row] = self._listing.rows if self._listing else ()
        if not 0 <= place < len(rows):
            said = fold(plain(self._listing.nothing), width) if self._listing and not rows else []
            line = said[place] if place < len(said) else ""
            return self.line(line, "faint")
        strip = Strip(self._segments(rows[place], width)).adjust_cell_length(width, Style())
        if rows[place] is self.current:  # what is applied first lies above what comes after
            strip = strip.apply_style(self.style_of("cursor" if self.has_focus else "cursor_away"))
        return strip.apply_style(self.style_of("ground"))

    def _segments(self, row: Row, width: int) -> list[Segment]:
        """The cells of a row, each in its column; a heading has the whole line."""
        if row.key is None:
            return [segment for cell in row.cells for segment in self._cell(spans(cell), width, width)]
        widths = self._widths(width)
        starts = [0, *accumulate(widths)]
        found: list[Segment] = []
        for cell, column, start in zip(row.cells, (*widths, width + GAP), starts, strict=False):
            room = min(column, width - start)
            if room > 0 and not (room < LEAST and sum(cells(text) for text, _ in spans(cell)) > room):
                found += self._cell(spans(cell), room - GAP if room == column else room, room)
        return found

    def _cell(self, cell: tuple[Span, ...], room: int, column: int) -> list[Segment]:
        """The spans of a cell in at most `room` columns, filled up to `column`."""
        found, left = [], room
        for text, meaning in cell:
            if left > 0:
                short = cut(text, left)
                left -= cells(short)
                found.append(Segment(short, self.style_of(meaning)))
        return [*found, Segment(" " * (column - room + left))]

    def _widths(self, width: int) -> list[int]:
        """The columns but the last, none wider than two thirds of the room, each with the gap behind it."""
        natural = self._listing.widths if self._listing else ()
        return [min(one, max(2 * width // 3, 12)) + GAP for one in natural]

    def _go_to(self, stop: int) -> None:
        stop = max(0, min(len(self._stops) - 1, stop))
        if self._stops and stop != self._cursor:
            self._cursor = stop
            self._into_sight()
            self.refresh()
            self.post_message(self.Moved(self.current))

    def _into_sight(self) -> None:
        """Scroll so that the row under the cursor shows, and the heading above the first."""
        if not self._stops:
            return
        place = self._stops[self._cursor] if self._cursor else 0
        height, top = max(self.size.height, 1), self.scroll_offset.y
        if not top <= place < top + height:
            self.scroll_to(y=place if place < top else place - height + 1, animate=False, force=True)
