"""Lines about what the cursor of a list stands on, in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from workbench.tui.widgets.inked import Inked
from workbench.views.ink import Ink
from workbench.views.plain import fold, pad, plain

NAMES = 13
"""Columns that the names of facts take."""


class Detail(Inked):
    """Lines that an ink has marked, folded already; as high as they are many."""

    DEFAULT_CSS = "Detail { width: 1fr; height: auto; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[str, ...] = ()

    def show(self, lines: Iterable[str]) -> None:
        """Show other lines."""
        self._lines = tuple(lines)
        self.refresh(layout=True)

    def render(self) -> Text:
        """The lines."""
        return Text("\n").join(self.inked(line) for line in self._lines)


def facts(pairs: Iterable[tuple[str, str]], width: int, ink: Ink) -> Iterator[str]:
    """Names and what is known under them, folded beside them; what is empty is left out."""
    for name, text in pairs:
        for number, line in enumerate(_broken(plain(text), max(width - NAMES, 8))):
            yield ink(pad("" if number else name, NAMES), "faint") + line


def _broken(text: str, width: int) -> list[str]:
    """`fold`, but a hash or a path that is longer than a line goes on in the next."""
    pieces = (word[start : start + width] for word in text.split() for start in range(0, len(word), width))
    return fold(" ".join(pieces), width)
