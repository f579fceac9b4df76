"""The graph on the cells of a terminal: every node has its place, and kin are told apart by signs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.tui import graph_picture
from workbench.tui.desk import Desk
from workbench.tui.graph_picture import MOST_ZOOM, Chart, View, chart, picture, scene
from workbench.tui.loading import stages


@pytest.fixture(scope="module")
def desk(built: Path) -> Desk:
    return next(iter(stages(built)))


@pytest.fixture(scope="module")
def graph(desk: Desk) -> Chart:
    return chart(desk)


def rows(desk: Desk, graph: Chart, selected: str | None, view: View = View(), size: tuple[int, int] = (100, 14)):  # noqa: B008
    made = picture(scene(graph, desk, selected), view, *size)
    return ["".join(text for text, _ in row) for row in made.rows], made.hits


def test_every_node_and_every_edge_is_laid_out(desk: Desk, graph: Chart) -> None:
    assert graph.ids == tuple(desk.report.nodes)
    assert graph.engine == "graphviz-pure"
    assert ((graph.places >= 0) & (graph.places <= 1)).all()
    edges = {(graph.ids[used], graph.ids[user]) for used, user in graph.edges.tolist()}
    assert ("def:colouring", "thm:upper") in edges
    assert ("thm:upper", "lem:said") in edges
    place = dict(zip(graph.ids, graph.places[:, 1].tolist(), strict=True))
    assert all(place[used] < place[user] for used, user in edges), "what is used stands above what uses it"


def test_without_graphviz_there_is_a_plainer_layout(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_picture, "LAYERED", 3)
    plainer = chart(desk)
    assert plainer.engine == "quick"
    assert len(plainer.places) == len(desk.report.nodes)
    assert len(plainer.pieces) == len(plainer.edges)


@pytest.mark.parametrize("size", [(4, 2), (20, 5), (100, 14), (300, 90)])
def test_a_picture_fills_its_size_and_hits_what_it_shows(desk: Desk, graph: Chart, size: tuple[int, int]) -> None:
    for selected in (None, *graph.ids):
        drawn, hits = rows(desk, graph, selected, size=size)
        assert len(drawn) == size[1]
        assert {len(row) for row in drawn} == {size[0]}
        assert all(0 <= column < size[0] and 0 <= row < size[1] for column, row in hits)
        if selected is not None:
            (column, row), *others = [place for place, id in hits.items() if id == selected]
            assert others == []
            assert drawn[row][column] == "◆"


def test_kin_and_their_lines(desk: Desk, graph: Chart) -> None:
    made = picture(scene(graph, desk, "thm:queens"), View(), 100, 14)
    meanings = {}
    for row in made.rows:
        for text, meaning in row:
            meanings[meaning] = meanings.get(meaning, "") + text
    assert meanings["ancestors"].count("▴") == len(desk.links.above.ancestors("thm:queens"))
    assert meanings["descendants"].count("▾") == len(desk.links.below.ancestors("thm:queens"))
    assert sorted(meanings["strong"]) == sorted("◆thm:queens")
    assert "▴" not in meanings["faint"] + meanings["descendants"]


def test_zooming_in_shows_fewer_nodes_and_zero_all(desk: Desk, graph: Chart) -> None:
    _, every = rows(desk, graph, "lem:last")
    x, y = graph.places[graph.ids.index("lem:last")].tolist()
    near = View().at(x, y).zoomed(8)
    _, some = rows(desk, graph, "lem:last", near.at(x, y))
    assert set(every.values()) == set(graph.ids)
    assert "lem:last" in some.values()
    assert set(some.values()) < set(every.values())


@given(st.lists(st.tuples(st.sampled_from(["zoom", "move", "at"]), st.floats(-9, 9), st.floats(-9, 9)), max_size=12))
def test_one_cannot_look_beside_the_picture(steps: list[tuple[str, float, float]]) -> None:
    view = View()
    for what, a, b in steps:
        view = view.zoomed(2.0**a) if what == "zoom" else view.moved(a, b) if what == "move" else view.at(a, b)
        assert 1 <= view.zoom <= MOST_ZOOM
        for middle in (view.x, view.y):
            assert 0.5 / view.zoom - 1e-9 <= middle <= 1 - 0.5 / view.zoom + 1e-9


def test_where_nodes_share_a_cell_the_loudest_is_seen(desk: Desk) -> None:
    whole = chart(desk)
    heap = Chart(whole.ids, np.full_like(whole.places, 0.5), whole.pieces, whole.piece_edge, whole.edges, "quick")
    _, hits = rows(desk, heap, "lem:last", size=(20, 5))
    assert list(hits.values()) == ["lem:last"]
