"""A small drawing of a witness for a terminal, by the shape of its JSON; no family is known here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_LINES = 24


def draw(witness: Any, width: int) -> list[str]:
    """Lines of at most `width` columns: a strip of colours, a board, an adjacency matrix; else none."""
    if not isinstance(witness, dict):
        return []
    for shape, drawing in (("colouring", _strip), ("columns", _board), ("edges", _matrix), ("model", _literals)):
        if isinstance(witness.get(shape), list):
            return list(drawing(witness[shape], width))
    return []


def _sign(colour: Any) -> str:
    return DIGITS[colour] if isinstance(colour, int) and 0 <= colour < len(DIGITS) else "?"


def _strip(colours: list[Any], width: int) -> Iterator[str]:
    """Colours of 1, 2, ... in rows of a round number, each row after the number it begins with."""
    label = len(str(len(colours)))
    row = max(10, (width - label - 2) // 10 * 10)
    for line, start in enumerate(range(0, len(colours), row)):
        if line == MOST_LINES - 1 and len(colours) > start + row:
            yield f"{'':>{label}}  ... {len(colours) - start:,} more"
            return
        yield f"{start + 1:>{label}}  {''.join(map(_sign, colours[start : start + row]))}"


def _board(columns: list[Any], width: int) -> Iterator[str]:
    size = len(columns)
    if 2 * size > width or size > MOST_LINES:
        return
    for column in columns:
        yield " ".join("♛" if place == column else "·" for place in range(size))


def _matrix(edges: list[Any], width: int) -> Iterator[str]:
    colour = {(edge[0], edge[1]): edge[2] for edge in edges if isinstance(edge, list) and len(edge) == 3}
    size = 1 + max((place for pair in colour for place in pair if isinstance(place, int)), default=-1)
    if 2 * size > width or size > MOST_LINES:
        return
    for i in range(size):
        yield " ".join("·" if i == j else _sign(colour.get((min(i, j), max(i, j)))) for j in range(size))


def _literals(model: list[Any], width: int) -> Iterator[str]:
    line = ""
    for number, literal in enumerate(model):
        if len(line) + len(f" {literal}") > width - 20:
            yield f"{line} ... {len(model) - number:,} more"
            return
        line = f"{line} {literal}".strip()
    yield line
