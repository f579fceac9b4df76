"""A widget that is drawn line by line and scrolls, and that can have more or fewer lines without a new layout."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.inked import Inked
from workbench.views.plain import pad


class Lined(Inked, ScrollView):
    """Only what is in sight is drawn, and what is drawn does not move the other widgets."""

    def set_lines(self, number: int, width: int = 0) -> None:
        """How many lines there are to scroll through, and how wide they are, without a new layout of the screen."""
        size = Size(width, number)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
        self.refresh()

    def strip(self, segments: Iterable[Segment]) -> Strip:
        """One line of the widget's width on its ground."""
        width = self.size.width
        return Strip(segments).adjust_cell_length(width).apply_style(self.style_of("ground"))

    def line(self, text: str, meaning: str) -> Strip:
        """One line of one meaning."""
        return self.strip([Segment(pad(text, self.size.width), self.style_of(meaning))])
