"""A witness as a picture, by the shape of its JSON; no family is known here.

A colouring of 1, 2, ... is a grid of cells read like a text, a placing of queens a board, a coloured complete graph a
matrix. Each colour is one path; the style sheet gives the first ones shades of different lightness, not of hue alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup

MOST_CELLS: Final = 60_000
MOST_COLOURS: Final = 8
"""How many colours of a colouring have a shade of their own; the rest share the last."""
_STRIP: Final = 60
"""Cells in a row of a short colouring."""
_GRID: Final = 163
"""Cells in a row of a long one: 7,824 cells are 48 rows of it."""
_BOARD: Final = 60


def drawn(witness: Any) -> Markup | None:
    """The picture of a witness, or None where it has no shape that we draw."""
    if not isinstance(witness, Mapping):
        return None
    for shape, drawing in (("colouring", _colouring), ("columns", _board), ("edges", _matrix)):
        value = witness.get(shape)
        if isinstance(value, list) and value:
            return drawing(value)
    return None


def _colouring(colours: Sequence[Any]) -> Markup | None:
    """The colours of 1, 2, ... row by row."""
    if len(colours) > MOST_CELLS or not all(_is_count(colour) for colour in colours):
        return None
    wide = _STRIP if len(colours) <= 600 else _GRID
    size = 12 if wide == _STRIP else 5
    runs: dict[int, list[str]] = {}
    for start in range(0, len(colours), wide):
        row = colours[start : start + wide]
        at = 0
        for colour, cells in groupby(row):
            length = sum(1 for _ in cells)
            runs.setdefault(min(colour, MOST_COLOURS - 1), []).append(f"M{at} {start // wide}h{length}v1h-{length}z")
            at += length
    rows = -(-len(colours) // wide)
    used = len(set(colours))
    words = f"A colouring of 1 to {len(colours)} with {used} colours, {min(wide, len(colours))} cells a row"
    paths = (_path(colour, "".join(parts)) for colour, parts in sorted(runs.items()))
    return _svg("witness colouring", min(wide, len(colours)), rows, size, words, paths)


def _board(columns: Sequence[Any]) -> Markup | None:
    """A queen in each row."""
    size = len(columns)
    if size > _BOARD or not all(_is_count(column) and column < size for column in columns):
        return None
    dark = "".join(f"M{x} {y}h1v1h-1z" for y in range(size) for x in range(size) if (x + y) % 2)
    queens = "".join(
        f"M{column + 0.2:.1f} {row + 0.8:.1f}h.6l.1-.5l-.2.2l-.2-.35l-.2.35l-.2-.2z"
        for row, column in enumerate(columns)
    )
    words = f"{size} queens on a board of {size} by {size}, none attacking another"
    paths = [Markup('<path class="dark" d="{}"/>').format(dark), Markup('<path class="queen" d="{}"/>').format(queens)]
    return _svg("witness board", size, size, 22, words, paths)


def _matrix(edges: Sequence[Any]) -> Markup | None:
    """A coloured complete graph: the cell in row i and column j has the colour of the edge between them."""
    colour = {}
    for edge in edges:
        if not (isinstance(edge, list) and len(edge) == 3 and all(map(_is_count, edge))):
            return None
        colour[min(edge[0], edge[1]), max(edge[0], edge[1])] = edge[2]
    size = 1 + max(j for _, j in colour)
    if size > _BOARD:
        return None
    parts: dict[int, list[str]] = {}
    for (i, j), shade in sorted(colour.items()):
        for x, y in ((j, i), (i, j)):
            parts.setdefault(min(shade, MOST_COLOURS - 1), []).append(f"M{x} {y}h1v1h-1z")
    words = f"A colouring of the edges between {size} points with {len(set(colour.values()))} colours, as a matrix"
    paths = (_path(shade, "".join(cells)) for shade, cells in sorted(parts.items()))
    return _svg("witness matrix", size, size, 14, words, paths)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6


def _path(colour: int, d: str) -> Markup:
    return Markup('<path class="w{}" d="{}"/>').format(colour, d)


def _svg(kind: str, wide: int, high: int, size: int, words: str, paths: Iterator[Markup] | Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="{}" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">'
        "<title>{}</title>{}</svg>"
    ).format(kind, words, wide * size, high * size, wide, high, words, Markup("").join(paths))
