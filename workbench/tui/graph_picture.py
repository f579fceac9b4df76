"""The whole graph on the cells of a terminal: where every node stands, and how it looks from where one looks.

Runs in a thread, for numpy and a layout take their time. What the selection rests on is drawn through, what rests on it
is dashed, everything else is dotted: the kinds differ without colours, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from workbench.blueprint.closure import Closure
from workbench.blueprint.graph import reduction
from workbench.status import SIGNS, Mark, NodeStatus, Status
from workbench.tui.desk import Desk
from workbench.tui.raster import ANCESTOR, DESCENDANT, OTHER, Flags, Floats, Ints, raster
from workbench.views.layout import Box, Layout, LayoutFailed, layered, quick
from workbench.views.plain import cells, plain

LAYERED = 600
"""Nodes up to which Graphviz lays out."""
PATIENCE = 8.0
"""Seconds that it may take, before a plainer layout is good enough."""
CURVE = 5
"""Straight pieces that a cubic is drawn with."""
MOST_ZOOM = 64.0
LABEL_ROOM = 70
"""Cells that there have to be for each node in sight, before nodes are labelled."""

SELECTED_SIGN, ANCESTOR_SIGN, DESCENDANT_SIGN = "◆", "▴", "▾"
_WEIGHTS = {Status.BLUE_PROVE: 4, Status.BLUE_STATE: 3, Status.GREEN: 2, Status.DARK_GREEN: 1}
_LOUD = (Mark.BROKEN, Mark.REFUTED, Mark.RUNNING, Mark.STALE)
_KINDS = {-1: "faint", OTHER: "faint", DESCENDANT: "descendants", ANCESTOR: "ancestors"}


@dataclass(frozen=True, slots=True)
class View:
    """Where one looks: `zoom` 1 shows all, with the middle of the picture at (`x`, `y`), both from 0 to 1."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def zoomed(self, by: float) -> View:
        """Nearer or farther."""
        return replace(self, zoom=min(MOST_ZOOM, max(1.0, self.zoom * by)))._within()

    def moved(self, x: float, y: float) -> View:
        """By shares of what is in sight."""
        return replace(self, x=self.x + x / self.zoom, y=self.y + y / self.zoom)._within()

    def at(self, x: float, y: float) -> View:
        """With this point in the middle, as far as the border allows."""
        return replace(self, x=x, y=y)._within()

    def _within(self) -> View:
        half = 0.5 / self.zoom
        return replace(self, x=min(1 - half, max(half, self.x)), y=min(1 - half, max(half, self.y)))


@dataclass(frozen=True, slots=True)
class Chart:
    """The laid out graph, positions from 0 to 1."""

    ids: tuple[str, ...]
    places: Floats
    """(x, y) of each node."""
    pieces: Floats
    """(x0, y0, x1, y1) of straight lines."""
    piece_edge: Ints
    """The edge that each is a piece of."""
    edges: Ints
    """(used, user) of each edge, as places in `ids`."""
    engine: str


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A chart with what lies on a desk: all that stays as it is while one only looks elsewhere."""

    chart: Chart
    selected: str | None
    above: Flags
    below: Flags
    """Which nodes are the selection's ancestors, and its descendants."""
    piece_kinds: Ints
    """The kind of line that each piece is."""
    statuses: Sequence[NodeStatus | None]
    order: Ints
    """Places of nodes; what is seen before the others where they share a cell comes last."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: each row as runs of text with what they mean, and where nodes are hit."""

    rows: tuple[tuple[tuple[str, str], ...], ...]
    hits: dict[tuple[int, int], str]
    """(column, row) -> node."""


def chart(desk: Desk) -> Chart:
    """Lay out the graph of a desk: by Graphviz where that is quick, else plainly."""
    ids = tuple(desk.report.nodes)
    number = {id: place for place, id in enumerate(ids)}
    pairs = [(used, user) for user in ids for used in desk.links.uses[user] if used in number]
    drawn = sorted(reduction(ids, pairs)) if desk.blueprint.reduced else pairs
    laid = _laid_out([Box(id, 24.0, 18.0) for id in ids], drawn)
    scale = np.array([max(laid.width, 1.0), max(laid.height, 1.0)])
    places = np.array([laid.centres[id] for id in ids], dtype=float).reshape(-1, 2) / scale
    curves = [curve for edge in drawn if (curve := laid.curves.get(edge))]
    edges = [(number[used], number[user]) for used, user in drawn if (used, user) in laid.curves]
    pieces, owners = _pieces(curves, straight=laid.engine == "quick")
    tiled = np.tile(scale, 2)
    return Chart(ids, places, pieces / tiled, owners, np.array(edges, dtype=np.int64).reshape(-1, 2), laid.engine)


def _laid_out(boxes: Sequence[Box], edges: Sequence[tuple[str, str]]) -> Layout:
    if len(boxes) <= LAYERED:
        try:
            return layered(boxes, edges, seconds=PATIENCE)
        except LayoutFailed:
            pass  # the plain one is always there
    return quick(boxes, edges)


def _pieces(curves: Sequence[Sequence[tuple[float, float]]], *, straight: bool) -> tuple[Floats, Ints]:
    """Cubics as straight lines, and of which curve each is."""
    if straight:
        ends = [(*curve[0], *curve[-1]) for curve in curves]
        return np.array(ends, dtype=float).reshape(-1, 4), np.arange(len(ends), dtype=np.int64)
    cubics = [(place, curve[at : at + 4]) for place, curve in enumerate(curves) for at in range(0, len(curve) - 3, 3)]
    if not cubics:
        return np.zeros((0, 4)), np.zeros(0, dtype=np.int64)
    control = np.array([points for _, points in cubics], dtype=float)
    t = np.linspace(0, 1, CURVE + 1)
    weights = np.stack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3], axis=1)
    points = np.einsum("tk,ckd->ctd", weights, control)
    pieces = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    return pieces, np.repeat(np.array([place for place, _ in cubics], dtype=np.int64), CURVE)


def scene(chart: Chart, desk: Desk, selected: str | None) -> Scene:
    """What a chart shows of a desk, with the kin of `selected` brought out."""
    above, below = _kin(chart, desk.links.above, selected), _kin(chart, desk.links.below, selected)
    chosen = _flags(id == selected for id in chart.ids)
    used, user = chart.edges[:, 0], chart.edges[:, 1]
    kinds = np.full(len(chart.edges), OTHER, dtype=np.int64)
    up, down = np.logical_or(above, chosen), np.logical_or(below, chosen)
    kinds[down[used] & below[user]] = DESCENDANT
    kinds[above[used] & up[user]] = ANCESTOR
    statuses = [desk.report.nodes.get(id) for id in chart.ids]
    weight = np.array([_weight(status) for status in statuses], dtype=np.int64) + 20 * (above | below) + 100 * chosen
    order = np.argsort(weight, kind="stable")
    return Scene(chart, selected, above, below, kinds[chart.piece_edge], statuses, order)


def picture(scene: Scene, view: View, width: int, height: int) -> Picture:
    """Draw a scene on `width` by `height` cells."""
    chart = scene.chart
    dots = _in_dots(chart.pieces.reshape(-1, 2), view, width, height).reshape(-1, 4)
    drawn = raster(dots, scene.piece_kinds, width, height, phases=5 * chart.piece_edge)
    rows = zip(drawn.codes.tolist(), drawn.kinds.tolist(), strict=True)
    canvas = [[(chr(code), _KINDS[kind]) for code, kind in zip(*row, strict=True)] for row in rows]
    hits = _put_nodes(canvas, scene, view)
    return Picture(tuple(_runs(row) for row in canvas), hits)


def _kin(chart: Chart, closure: Closure, selected: str | None) -> Flags:
    """Which nodes of the chart are above, or below, the selection."""
    related = set(closure.ancestors(selected)) if selected is not None and selected in closure.masks else set()
    return _flags(id in related for id in chart.ids)


def _flags(of: Iterable[bool]) -> Flags:
    return np.fromiter(of, dtype=np.bool_)


def _in_dots(points: Floats, view: View, width: int, height: int) -> Floats:
    """Positions as dots on the canvas; a cell is left free at each side."""
    room = np.array([max(2 * width - 5, 1), max(4 * height - 5, 1)])
    shown: Floats = ((points - (view.x, view.y)) * view.zoom + 0.5) * room + 2
    return shown


Canvas = list[list[tuple[str, str]]]


def _put_nodes(canvas: Canvas, scene: Scene, view: View) -> dict[tuple[int, int], str]:
    """Signs over the lines; where several nodes share a cell, the one that matters most is seen."""
    height, width = len(canvas), len(canvas[0]) if canvas else 0
    chart, selected, above, below = scene.chart, scene.selected, scene.above, scene.below
    places = np.floor(_in_dots(chart.places, view, width, height) / (2, 4)).astype(int)
    inside = np.asarray(np.logical_and(places >= 0, places < (width, height)).all(axis=1), dtype=np.bool_)
    order = scene.order[inside[scene.order]].tolist()
    hits: dict[tuple[int, int], int] = dict(zip(map(tuple, places[order].tolist()), order, strict=True))
    for (column, row), at in hits.items():
        kin = "ancestors" if above[at] else "descendants" if below[at] else None
        canvas[row][column] = _sign(scene.statuses[at], kin, is_selected=chart.ids[at] == selected)
        if kin and chart.ids[at] != selected:  # its own sign beside that of its status, or, where it is narrow, instead
            free = column > 0 and (column - 1, row) not in hits
            canvas[row][column - free] = (ANCESTOR_SIGN if above[at] else DESCENDANT_SIGN, kin)
    spacious = len(order) * LABEL_ROOM <= width * height
    _label(canvas, hits, chart.ids, [at for at in reversed(order) if spacious or chart.ids[at] == selected])
    return {place: chart.ids[at] for place, at in hits.items()}


def _sign(status: NodeStatus | None, kin: str | None, *, is_selected: bool) -> tuple[str, str]:
    if is_selected:
        return SELECTED_SIGN, "strong"
    if status is None:
        return "·", "faint"
    sign, meaning, _ = _face(status.status, status.marks)
    return sign, kin or meaning


def _weight(status: NodeStatus | None) -> int:
    """What is seen before what: loud marks, then what there is to do, then what is done."""
    if status is None:
        return 0
    return _face(status.status, status.marks)[2]


@lru_cache(maxsize=1024)
def _face(status: Status, marks: tuple[Mark, ...]) -> tuple[str, str, int]:
    """Sign, meaning and weight: of thousands of nodes most look like another one."""
    loud = next((place for place, mark in enumerate(_LOUD) if mark in marks), None)
    if loud is None:
        return SIGNS[status], status.value, _WEIGHTS.get(status, 0)
    weight = 10 + len(_LOUD) - loud + _WEIGHTS.get(status, 0)
    return SIGNS[_LOUD[loud]], _LOUD[loud].value, weight


def _label(canvas: Canvas, hits: dict[tuple[int, int], int], ids: Sequence[str], wanted: Sequence[int]) -> None:
    """Ids beside their signs, on the right or else on the left, where they cover no other sign and no other id."""
    places = {at: place for place, at in hits.items()}
    taken = set(hits)
    for at in wanted:
        if at not in places:
            continue
        (column, row), text = places[at], plain(ids[at])
        if cells(text) != len(text):  # wide or combining signs have no cells of their own
            continue
        for start in (column + 1, column - len(text) - 1):
            span = {(other, row) for other in range(start - (start < column), start + len(text) + 1)}
            if start > 0 and start + len(text) < len(canvas[row]) and not (span - {(column, row)}) & taken:
                taken |= span
                for offset, character in enumerate(text):
                    canvas[row][start + offset] = (character, canvas[row][column][1])
                break


def _runs(row: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Neighbouring cells of one meaning, joined."""
    runs: list[tuple[str, str]] = []
    for text, meaning in row:
        if runs and runs[-1][1] == meaning:
            runs[-1] = (runs[-1][0] + text, meaning)
        else:
            runs.append((text, meaning))
    return tuple(runs)
