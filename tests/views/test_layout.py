"""Layouts: whatever the graph, each node has a place of its own, and each edge runs from border to border."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.views.layout import Box, Layout, LayoutFailed, layered, packed, quick

ENGINES = pytest.mark.parametrize("engine", [quick, layered, packed])


def boxes(count: int, width: float = 90, height: float = 36) -> list[Box]:
    return [Box(f"thm:{number}", width, height) for number in range(count)]


def of(*pairs: tuple[int, int]) -> list[tuple[str, str]]:
    return [(f"thm:{used}", f"thm:{user}") for used, user in pairs]


def overlapping(layout: Layout, placed: list[Box]) -> list[tuple[str, str]]:
    found = []
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            (x0, y0), (x1, y1) = layout.centres[one.id], layout.centres[other.id]
            apart = abs(x0 - x1) > (one.width + other.width) / 2 - 0.1 or abs(y0 - y1) > (one.height + other.height) / 2
            if not apart:
                found.append((one.id, other.id))
    return found


def on_border(point: tuple[float, float], box: Box, layout: Layout) -> bool:
    x, y = layout.centres[box.id]
    dx, dy = abs(point[0] - x) - box.width / 2, abs(point[1] - y) - box.height / 2
    return max(dx, dy) < 2 and (abs(dx) < 2 or abs(dy) < 2)


@ENGINES
def test_what_is_used_stands_above_what_uses_it(engine) -> None:
    layout = engine(boxes(5), of((0, 1), (1, 2), (0, 2), (2, 3), (1, 4)))
    down = [layout.centres[f"thm:{number}"][1] for number in range(5)]
    assert down[0] < down[1] < down[2] < down[3]
    assert down[1] < down[4]


@ENGINES
def test_curves_run_from_border_to_border(engine) -> None:
    placed = [Box("a", 120, 30), Box("b", 40, 50), Box("c", 80, 20)]
    layout = engine(placed, [("a", "b"), ("a", "c"), ("b", "c")])
    sizes = {box.id: box for box in placed}
    for (used, user), points in layout.curves.items():
        assert len(points) % 3 == 1
        assert on_border(points[0], sizes[used], layout)
        assert on_border(points[-1], sizes[user], layout)


@ENGINES
def test_sizes_may_differ_and_nothing_overlaps(engine) -> None:
    chance = random.Random(7)
    placed = [Box(str(n), chance.uniform(20, 200), chance.uniform(14, 60)) for n in range(60)]
    edges = [(str(chance.randrange(n)), str(n)) for n in range(1, 60) for _ in range(2)]
    layout = engine(placed, edges)
    assert not overlapping(layout, placed)
    assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in layout.centres.values())
    assert engine(placed, edges) == layout


@ENGINES
@settings(max_examples=25, deadline=None)
@given(edges=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), count=st.integers(0, 8))
def test_any_graph_cycles_loops_repeats_and_strangers(engine, edges: list[tuple[int, int]], count: int) -> None:
    placed = boxes(count)
    layout = engine(placed, of(*edges))
    assert sorted(layout.centres) == [box.id for box in placed]
    inside = [edge for edge in dict.fromkeys(of(*edges)) if {*edge} <= layout.centres.keys()]
    assert sorted(layout.curves) == sorted(inside)
    assert not overlapping(layout, placed)


def test_what_is_connected_with_nothing_makes_no_drawing_wider() -> None:
    alone = boxes(120)
    edges = of((0, 1), (1, 2), (0, 2), (3, 4))
    assert layered(alone, edges).width > 8000
    layout = packed(alone, edges)
    assert layout.width < 2.6 * layout.height
    assert not overlapping(layout, alone)
    assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in layout.centres.values())


def test_a_path_of_thousands_needs_no_recursion() -> None:
    layout = quick(boxes(4000), of(*pairwise(range(4000)), (3999, 0)))
    down = [y for _, y in layout.centres.values()]
    assert down == sorted(down)


def test_barycentres_untangle_two_crossed_trees() -> None:
    layout = quick(boxes(6), of((0, 3), (1, 2), (1, 5), (0, 4)))
    x = {number: layout.centres[f"thm:{number}"][0] for number in range(6)}
    assert (x[0] < x[1]) == (max(x[3], x[4]) < min(x[2], x[5]))


def test_ids_never_reach_the_tool(tmp_path: Path) -> None:
    tool = tmp_path / "spy"
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/seen\nexit 3\n", encoding="utf-8")
    tool.chmod(0o700)
    nasty = [Box('a"]; graph [label="x', 10, 10), Box("<script>", 10, 10)]
    with pytest.raises(LayoutFailed, match="code 3"):
        layered(nasty, [(nasty[0].id, nasty[1].id)], tool=tool)
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert "n0 -> n1;" in seen
    assert "label=" not in seen.replace('label=""', "")
    assert "script" not in seen


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("sleep 60", "within 0.3 s"),
        ("echo '{}'", "no layout"),
        ("echo nothing", "no layout"),
        ("echo oh dear >&2; exit 1", "oh dear"),
    ],
)
def test_a_tool_that_fails_is_a_sentence_with_a_remedy(tmp_path: Path, does: str, says: str) -> None:
    tool = tmp_path / "tool"
    tool.write_text(f"#!/bin/sh\n{does}\n".replace("sleep", "exec sleep"), encoding="utf-8")
    tool.chmod(0o700)
    with pytest.raises(LayoutFailed, match=says) as caught:
        layered(boxes(2), of((0, 1)), seconds=0.3 if "sleep" in does else 20, tool=tool)
    assert caught.value.remedy


def test_a_tool_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LayoutFailed, match="cannot be run"):
        layered(boxes(2), of((0, 1)), tool=tmp_path / "nothing")
