"""Lines as braille, held against a slow drawing of each dot by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.raster import ANCESTOR, BLANK, DESCENDANT, OTHER, raster

DOTS = {(0, 0): 0x01, (0, 1): 0x02, (0, 2): 0x04, (1, 0): 0x08, (1, 1): 0x10, (1, 2): 0x20, (0, 3): 0x40, (1, 3): 0x80}
"""(x, y) in a cell -> bit, as The Unicode Standard, chapter 21.1, numbers them."""

whole = st.integers(-40, 60)
lines = st.lists(st.tuples(whole, whole, whole, whole), max_size=6)


def drawn(segments: list[tuple[int, int, int, int]], kind: int, width: int, height: int) -> list[str]:
    array = np.array(segments, dtype=float).reshape(-1, 4)
    made = raster(array, np.full(len(segments), kind, dtype=np.int64), width, height)
    return ["".join(map(chr, row)) for row in made.codes.tolist()]


def dots(rows: list[str]) -> set[tuple[int, int]]:
    return {
        (2 * column + x, 4 * row + y)
        for row, text in enumerate(rows)
        for column, sign in enumerate(text)
        for (x, y), bit in DOTS.items()
        if (ord(sign) - BLANK) & bit
    }


@given(lines)
def test_a_line_that_is_drawn_through_joins_its_ends_without_a_gap(segments: list[tuple[int, int, int, int]]) -> None:
    width, height = 10, 6
    for segment in segments:
        found = dots(drawn([segment], ANCESTOR, width, height))
        x0, y0, x1, y1 = segment
        steps = max(abs(x1 - x0), abs(y1 - y0))
        exact = [(x0 + (x1 - x0) * k / max(steps, 1), y0 + (y1 - y0) * k / max(steps, 1)) for k in range(steps + 1)]
        inside = [(x, y) for x, y in exact if 0 <= x <= 2 * width - 1 and 0 <= y <= 4 * height - 1]
        for x, y in inside:  # every exact point has a dot beside it
            assert any(abs(a - x) <= 1 and abs(b - y) <= 1 for a, b in found)
        for a, b in found:  # and every dot lies on the line
            assert min(max(abs(a - x), abs(b - y)) for x, y in exact) <= 1


@given(lines)
def test_dashes_and_dots_are_part_of_the_line_and_less_than_it(segments: list[tuple[int, int, int, int]]) -> None:
    through = dots(drawn(segments, ANCESTOR, 12, 8))
    dashed, dotted = (dots(drawn(segments, kind, 12, 8)) for kind in (DESCENDANT, OTHER))
    assert dashed <= through
    assert dotted <= through


def test_three_kinds_are_three_patterns() -> None:
    line = [(0, 0, 59, 0)]
    through, dashed, dotted = (drawn(line, kind, 30, 1)[0] for kind in (ANCESTOR, DESCENDANT, OTHER))
    assert through == "⠉" * 30
    assert len({through, dashed, dotted}) == 3
    assert len(dots([dotted])) == 20
    assert len(dots([dashed])) == 40


def test_a_cell_shows_the_kind_that_matters_most() -> None:
    segments = np.array([[0, 0, 19, 0], [0, 1, 19, 1], [0, 2, 3, 2]], dtype=float)
    kinds = np.array([OTHER, DESCENDANT, ANCESTOR], dtype=np.int64)
    seen = raster(segments, kinds, 12, 2).kinds.tolist()
    assert seen[0][:2] == [ANCESTOR, ANCESTOR]
    assert DESCENDANT in seen[0][2:10]
    assert seen[0][10:] == [-1, -1]
    assert set(seen[1]) == {-1}


def test_nothing_is_drawn_of_nothing_and_of_what_lies_elsewhere() -> None:
    assert drawn([], ANCESTOR, 3, 2) == [chr(BLANK) * 3] * 2
    assert drawn([(-50, -50, -1, -1), (100, 3, 200, 3)], ANCESTOR, 3, 2) == [chr(BLANK) * 3] * 2


def test_what_lies_far_away_costs_no_dots() -> None:
    """A line of a billion dots, of which twenty are in sight."""
    assert drawn([(-(10**9), 3, 10**9, 3)], ANCESTOR, 10, 1) == ["⣀" * 10]
