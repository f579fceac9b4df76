"""Lines as braille: eight dots to a cell of the terminal, each cell with the kind of line that is seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BLANK: Final = 0x2800
# The bits of Unicode's braille patterns, by row and column of the dot in its cell.
_BITS: Final = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])

OTHER, DESCENDANT, ANCESTOR = 0, 1, 2
"""Kinds of line, the later seen before the earlier: dotted, dashed, and drawn through."""
_PERIODS: Final = np.array([3, 6, 1], dtype=np.int32)
_DASHES: Final = np.array([1, 4, 1], dtype=np.int32)
"""Of so many dots along a line of each kind so many are drawn."""


@dataclass(frozen=True, slots=True)
class Raster:
    """`codes` are code points (BLANK where there is no line), `kinds` the kind of line in each cell, else -1."""

    codes: Ints
    kinds: Ints


def raster(segments: Floats, kinds: Ints, width: int, height: int, *, phases: Ints | None = None) -> Raster:
    """Draw straight lines, each (x0, y0, x1, y1) in dots from the upper left corner, on `width` by `height` cells.

    `phases` shift the gaps of each line, so that those of parallel lines do not join to bars.
    """
    shifts = np.zeros(len(kinds), dtype=np.int64) if phases is None else phases
    x, y, kind = _samples(segments, kinds, shifts, 2 * width, 4 * height)
    dots = np.zeros((4 * height, 2 * width), dtype=bool)
    dots[y, x] = True
    seen = np.full((height, width), -1, dtype=np.int64)
    for each in (OTHER, DESCENDANT, ANCESTOR):
        chosen = kind == each
        seen[y[chosen] // 4, x[chosen] // 2] = each
    cells = dots.reshape(height, 4, width, 2)
    codes = BLANK + np.einsum("hrwc,rc->hw", cells.astype(np.int64), _BITS)
    return Raster(codes, seen)


def _samples(segments: Floats, kinds: Ints, phases: Ints, columns: int, rows: int) -> tuple[Ints, Ints, Ints]:
    """The dots of all lines that lie on the canvas: x, y and kind of each."""
    starts, ends, kept = _clipped(segments, columns, rows)
    ways, kind = ends - starts, kinds[kept]
    steps = np.ceil(np.abs(ways).max(axis=1, initial=0)).astype(np.int64) + 1
    line = np.repeat(np.arange(len(steps)), steps)
    place = np.arange(len(line)) - np.repeat(np.cumsum(steps) - steps, steps)
    share = place / np.repeat(np.maximum(steps - 1, 1), steps)
    # First where each dot is along its line, for most lie in gaps; what is left is placed on the canvas.
    longer = (np.arange(len(steps)), (np.abs(ways[:, 0]) < np.abs(ways[:, 1])).astype(np.int64))
    along = np.rint(np.repeat(starts[longer], steps) + np.repeat(ways[longer], steps) * share)
    along = along.astype(np.int32) + np.repeat(phases[kept].astype(np.int32), steps)
    drawn = np.flatnonzero(along % np.repeat(_PERIODS[kind], steps) < np.repeat(_DASHES[kind], steps))
    line, share = line[drawn], share[drawn]
    x, y = (np.rint(starts[line, axis] + ways[line, axis] * share).astype(np.int64) for axis in (0, 1))
    inside = (x >= 0) & (x < columns) & (y >= 0) & (y < rows)
    return x[inside], y[inside], kind[line[inside]]


def _clipped(segments: Floats, columns: int, rows: int) -> tuple[Floats, Floats, Flags]:
    """Both ends of what lies on the canvas (Liang and Barsky 1984), so that zooming in makes no more dots; and which
    lines do."""
    starts, way = segments[:, :2], segments[:, 2:] - segments[:, :2]
    enters, leaves = np.zeros(len(segments)), np.ones(len(segments))
    outside = np.zeros(len(segments), dtype=bool)
    for axis, most in ((0, columns - 1.0), (1, rows - 1.0)):
        for sign, room in ((-1.0, starts[:, axis]), (1.0, most - starts[:, axis])):
            speed = sign * way[:, axis]
            with np.errstate(divide="ignore", invalid="ignore"):
                when: Any = room / speed
            leaves = np.where(speed > 0, np.minimum(leaves, when), leaves)
            enters = np.where(speed < 0, np.maximum(enters, when), enters)
            outside |= (speed == 0) & (room < 0)
    kept = ~outside & (enters <= leaves)
    begin = starts[kept] + way[kept] * enters[kept, None]
    end = starts[kept] + way[kept] * leaves[kept, None]
    return begin, end, kept
