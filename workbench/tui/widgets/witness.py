"""A witness in colour: a colouring as a grid, a Ramsey graph as a matrix, queens on a board; signs stay in cells."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.strip import Strip

from workbench.tui.widgets.lined import Lined
from workbench.views.plain import plain
from workbench.views.witness import DIGITS, QUEEN, Picture, picture

GROUNDS = ("#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff", "#dddddd", "#aaaa00")
"""Of the colours 0, 1, ..., then again from the first: Paul Tol's light scheme, which the colour-blind tell apart and
on which black can be read (https://sronpersonalpages.nl/~pault/, 2021)."""

TEXT = "#000000"
SQUARES = ("#e8e0d0", "#b9a98c")
"""Of a board, light and dark."""

_ROOMY = 400
"""Up to so many cells of a strip are two columns wide."""


class WitnessView(Lined, can_focus=True):
    """Draws what `show` is given, line by line: a colouring of a million numbers costs what is in sight."""

    DEFAULT_CSS = """
    WitnessView { width: 1fr; height: 1fr; overflow: auto auto; scrollbar-size: 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "by(0, 1)", "Down", show=False),
        Binding("k,up", "by(0, -1)", "Up", show=False),
        Binding("h,left", "by(-2, 0)", "Left", show=False),
        Binding("l,right", "by(2, 0)", "Right", show=False),
        Binding("g,home", "scroll_home", "First", show=False),
        Binding("G,end", "scroll_end", "Last", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._witness: Any = None
        self._picture: Picture | None = None
        self._wide = 2
        self._labels = 0

    @property
    def says(self) -> str:
        """What is drawn, as a phrase; empty where nothing is."""
        return self._picture.says if self._picture else ""

    def show(self, witness: Any) -> None:
        """Draw another witness; None, and what has no picture, empties the view."""
        self._witness = witness
        self.scroll_home(animate=False)
        self._lay()

    def on_resize(self, event: Resize) -> None:
        """A strip has as many cells in a row as there is room for."""
        self._lay()

    def action_by(self, x: int, y: int) -> None:
        """So many columns to the right, so many lines down."""
        self.scroll_relative(x=x, y=y, animate=False)

    def action_page(self, by: int) -> None:
        """So many pages down."""
        self.action_by(0, by * max(1, self.size.height - 1))

    def action_scroll_home(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False)

    def action_scroll_end(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def render_line(self, y: int) -> Strip:
        """One row of cells, of as many as are in sight."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        drawn = self._picture
        if drawn is None or row >= drawn.rows:
            return Strip.blank(width, self.style_of("ground"))
        label = f"{plain(drawn.label(row)):>{self._labels}} " if self._labels else ""
        segments = [Segment(label, self.style_of("faint"))]
        for column, sign in enumerate(drawn.row(row)):
            segments.append(Segment(plain(sign).center(self._wide), self._style(drawn.kind, sign, row + column)))
        strip = Strip(segments).apply_style(self.style_of("ground"))
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + width, self.style_of("ground"))

    def _lay(self) -> None:
        """Choose the size of the cells, and how many stand in a row."""
        witness, width = self._witness, max(self.scrollable_content_region.width - 1, 12)  # a bar may come
        found = picture(witness, 1)
        if found is not None and found.kind == "strip":
            self._labels = len(str(found.rows))
            self._wide = 2 if found.rows <= _ROOMY else 1
            room = (width - self._labels - 1) // self._wide
            found = picture(witness, room // 10 * 10 or max(room, 1))
        elif found is not None and found.kind == "literals":
            self._labels = 0
            self._wide = 1 + max((len(plain(found.cell(row, 0))) for row in range(found.rows)), default=1)
            found = picture(witness, max(1, width // self._wide))
        elif found is not None:
            self._wide = 2
            self._labels = len(found.label(found.rows - 1)) if found.rows else 0
        self._picture = found
        rows, columns = (found.rows, found.columns) if found else (0, 0)
        line = columns * self._wide + (self._labels + 1 if self._labels else 0)
        self.set_lines(rows, line if found and found.kind in ("matrix", "board") else 0)

    def _style(self, kind: str, sign: str, square: int) -> Style:
        """The colours of a cell."""
        if kind == "literals":
            return self.style_of("faint" if sign.startswith("-") else "green")
        if kind == "board":
            return Style(color=TEXT, bgcolor=SQUARES[square % 2], bold=sign == QUEEN)
        if sign in DIGITS:
            return Style(color=TEXT, bgcolor=GROUNDS[DIGITS.index(sign) % len(GROUNDS)])
        return self.style_of("faint")
