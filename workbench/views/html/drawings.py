"""The sheets of a graph laid out, several at a time in children, and drawn.

The children work while the text is made; what cannot be laid out in time is drawn in the plain way, and a note says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from markupsafe import Markup

from workbench.views.html.cards import Deck
from workbench.views.html.graph_svg import box, draw
from workbench.views.html.sheets import Sheet, sheet_of, sheets
from workbench.views.layout import Layout, LayoutFailed, packed, quick
from workbench.views.plain import count

SECONDS: Final = 20.0
"""How long one sheet may take."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One sheet, ready to be put into the page."""

    name: str
    title: str
    svg: Markup
    chapter: int | None
    about: str


class Drawings:
    """The drawings of a deck; laying out begins at once, `drawn` waits for it."""

    def __init__(self, deck: Deck, *, reduced: bool) -> None:
        self._deck = deck
        self.sheets = sheets(deck, reduced=reduced)
        self.notes: tuple[str, ...] = ()
        self._pool = ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 8))
        self._layouts = [self._pool.submit(self._lay_out, sheet) for sheet in self.sheets]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def drawn(self) -> list[Drawing]:
        """Every sheet, in order."""
        numbers = {id: number for number, id in enumerate(self._deck.cards)}
        names = {chapter: sheet_of(self._deck, chapter) for chapter in range(len(self._deck.chapters))}
        return [
            Drawing(
                name=sheet.name,
                title=sheet.title,
                svg=draw(sheet, _result(future), numbers, names),
                chapter=_chapter(sheet, names),
                about=count(
                    sum(figure.card is not None for figure in sheet.figures) or len(sheet.figures), _word(sheet)
                ),
            )
            for sheet, future in zip(self.sheets, self._layouts, strict=True)
        ]

    def _lay_out(self, sheet: Sheet) -> Layout:
        boxes = [box(figure) for figure in sheet.figures]
        edges = [(used, user) for used, user, _ in sheet.edges]
        try:
            return packed(boxes, edges, seconds=SECONDS)
        except LayoutFailed as error:
            self.notes += (f"{sheet.title}: drawn in the plain way, for {error.problem}",)
            return quick(boxes, edges)


def _result(future: Future[Layout]) -> Layout:
    return future.result()


def _word(sheet: Sheet) -> str:
    return "chapter" if all(figure.card is None for figure in sheet.figures) else "node"


def _chapter(sheet: Sheet, names: Mapping[int, str]) -> int | None:
    return next((chapter for chapter, name in names.items() if name == sheet.name), None) if len(names) > 1 else None
