"""Lines about what the cursor of a list stands on, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import ClassVar

from rich.console import Console
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.strip import Strip

from workbench.tui.widgets.lined import Lined
from workbench.views.ink import Ink
from workbench.views.plain import fold, pad, plain

NAMES = 13
"""Columns that the names of facts take."""


class Detail(Lined, can_focus=True):
    """Shows lines that an ink has marked, and scrolls."""

    DEFAULT_CSS = "Detail { width: 1fr; height: 1fr; overflow: hidden auto; scrollbar-size: 1 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "by(1)", "Down", show=False),
        Binding("k,up", "by(-1)", "Up", show=False),
        Binding("g,home", "scroll_home", "First", show=False),
        Binding("G,end", "scroll_end", "Last", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._texts: tuple[Text, ...] = ()

    @property
    def room(self) -> int:
        """Columns that a line has, beside a scrollbar that may come."""
        return self.size.width - 1

    @property
    def text(self) -> str:
        """All lines, without their colours."""
        return "\n".join(text.plain for text in self._texts)

    def show(self, texts: Iterable[Text]) -> None:
        """Show other lines, which `wrapped` has made; begin at the first."""
        self._texts = tuple(texts)
        self.scroll_to(y=0, animate=False, force=True)
        self.set_lines(len(self._texts))

    def action_by(self, lines: int) -> None:
        """So many lines down."""
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, by: int) -> None:
        """So many pages down."""
        self.action_by(by * max(1, self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """One line, of as many as are in sight."""
        place = y + self.scroll_offset.y
        if place >= len(self._texts):
            return self.line("", "")
        return self.strip(self._texts[place].render(self.app.console))


def wrapped(lines: Iterable[str], width: int) -> tuple[Text, ...]:
    """Lines that an ink has marked as texts of at most `width` columns; may be called in a thread."""
    found: list[Text] = []
    console = Console(width=max(width, 1), file=StringIO())
    for line in lines:
        text = Text.from_ansi(line, end="")
        found += text.wrap(console, max(width, 1)) if text.cell_len > width else [text]
    for text in found:
        text.end = ""
    return tuple(found)


def facts(pairs: Iterable[tuple[str, str]], width: int, ink: Ink) -> Iterator[str]:
    """Names and what is known under them, folded beside them; what is empty is left out."""
    for name, text in pairs:
        for number, line in enumerate(_broken(plain(text), max(width - NAMES, 8))):
            yield ink(pad("" if number else name, NAMES), "faint") + line


def _broken(text: str, width: int) -> list[str]:
    """`fold`, but a hash or a path that is longer than a line goes on in the next."""
    pieces = (word[start : start + width] for word in text.split() for start in range(0, len(word), width))
    return fold(" ".join(pieces), width)
