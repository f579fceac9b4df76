"""A witness for the eye, by the shape of its JSON; no family is known here.

`picture` gives cells, which a terminal workbench colours; `draw` gives lines of text, as `workbench solve` prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_LINES = 24

QUEEN, EMPTY = "♛", "·"


@dataclass(frozen=True, slots=True)
class Picture:
    """A witness as rows of cells, each computed when it is asked for: a colouring may have a million."""

    kind: str
    """`strip` | `board` | `matrix` | `literals`."""
    says: str
    """What the cells are, as a phrase."""
    rows: int
    columns: int
    cell: Callable[[int, int], str]
    """The sign in a row and column, from 0; empty where the last row has ended."""
    label: Callable[[int], str]
    """What stands before a row; empty in a board."""

    def row(self, row: int) -> list[str]:
        """The signs of one row."""
        return [sign for column in range(self.columns) if (sign := self.cell(row, column))]


def picture(witness: Any, columns: int) -> Picture | None:
    """The witness as cells, `columns` (at least 1) in a row where its shape leaves that open; None for other shapes."""
    if not isinstance(witness, dict):
        return None
    columns = max(columns, 1)
    for shape, drawn in (("colouring", _strip), ("columns", _board), ("edges", _matrix), ("model", _literals)):
        if isinstance(witness.get(shape), list):
            return drawn(witness[shape], columns)
    return None


def draw(witness: Any, width: int) -> list[str]:
    """Lines of at most `width` columns: a strip of colours, a board, an adjacency matrix; else none."""
    if not isinstance(witness, dict):
        return []
    shapes = ("colouring", "columns", "edges", "model")
    shape = next((shape for shape in shapes if isinstance(witness.get(shape), list)), None)
    if shape is None:
        return []
    if shape == "model":
        return list(_literal_lines(witness["model"], width))
    labels = len(str(len(witness[shape]))) if shape == "colouring" else 0
    found = picture(witness, max(10, (width - labels - 2) // 10 * 10))
    return list(_lines(found, labels, width)) if found else []


def _lines(found: Picture, labels: int, width: int) -> Iterator[str]:
    if found.kind != "strip":
        if 2 * found.columns <= width and found.rows <= MOST_LINES:
            yield from (" ".join(found.row(row)) for row in range(found.rows))
        return
    for row in range(found.rows):
        if row == MOST_LINES - 1 and row + 1 < found.rows:
            left = (found.rows - 1 - row) * found.columns + len(found.row(found.rows - 1))
            yield f"{'':>{labels}}  ... {left:,} more"
            return
        yield f"{found.label(row):>{labels}}  {''.join(found.row(row))}"


def _sign(colour: Any) -> str:
    return DIGITS[colour] if isinstance(colour, int) and 0 <= colour < len(DIGITS) else "?"


def _strip(colours: list[Any], columns: int) -> Picture:
    """Colours of 1, 2, ..., each row after the number it begins with."""

    def cell(row: int, column: int) -> str:
        place = row * columns + column
        return _sign(colours[place]) if place < len(colours) else ""

    says = f"the colours of 1..{len(colours):,}"
    return Picture("strip", says, -(-len(colours) // columns), columns, cell, lambda row: str(row * columns + 1))


def _board(places: list[Any], columns: int) -> Picture:
    def cell(row: int, column: int) -> str:
        return QUEEN if places[row] == column else EMPTY

    size = len(places)
    return Picture("board", f"a board of {size} by {size}", size, size, cell, lambda row: "")


def _matrix(edges: list[Any], columns: int) -> Picture:
    colour = {(edge[0], edge[1]): edge[2] for edge in edges if _is_edge(edge)}
    size = 1 + max((place for pair in colour for place in pair), default=-1)

    def cell(row: int, column: int) -> str:
        return EMPTY if row == column else _sign(colour.get((min(row, column), max(row, column))))

    says = f"the colours of the edges between {size} vertices"
    return Picture("matrix", says, size, size, cell, str)


def _is_edge(edge: Any) -> bool:
    return isinstance(edge, list) and len(edge) == 3 and all(isinstance(place, int) for place in edge[:2])


def _literals(model: list[Any], columns: int) -> Picture:
    def cell(row: int, column: int) -> str:
        place = row * columns + column
        return str(model[place]) if place < len(model) else ""

    says = f"what makes the formula true, in {len(model):,} variables"
    return Picture("literals", says, -(-len(model) // columns), columns, cell, lambda row: "")


def _literal_lines(model: list[Any], width: int) -> Iterator[str]:
    line = ""
    for number, literal in enumerate(model):
        if len(line) + len(f" {literal}") > width - 20:
            yield f"{line} ... {len(model) - number:,} more"
            return
        line = f"{line} {literal}".strip()
    yield line
