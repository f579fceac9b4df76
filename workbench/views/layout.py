"""Where boxes and curves of a graph go: layered by Graphviz in a child, or quickly by ourselves. Numbers only, no text.

Graphviz is handed `n0`, `n1`... and sizes, so nothing of a blueprint ever passes through DOT.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from workbench.errors import WorkbenchError

Point = tuple[float, float]
Edge = tuple[str, str]

TOOL: Final = "graphviz-pure"
POINTS_AN_INCH: Final = 72
RANK_GAP: Final = 42.0
NODE_GAP: Final = 16.0
_ASPECT: Final = 1.8
"""Width to height that parts which do not hang together are arranged for."""


class LayoutFailed(WorkbenchError):
    """No layered layout: the tool is missing, failed, or ran out of time. `quick` always gives one."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A node to be placed; sizes in points (1/72 inch)."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes, in points, x to the right and y downward from the upper left corner."""

    width: float
    height: float
    centres: Mapping[str, Point]
    curves: Mapping[Edge, tuple[Point, ...]]
    """(used, user) -> the control points p0 c1 c2 p1 c3 c4 p2 ... of cubic Bezier curves, border to border."""
    engine: str
    """Who placed them: `graphviz-pure`, another program's name, or `quick`."""


def layered(
    boxes: Sequence[Box], edges: Iterable[Edge], *, seconds: float = 20.0, tool: str | Path | None = None
) -> Layout:
    """A layered drawing by Graphviz in a child, what is used above what uses it; the same input, the same output.

    Edges whose ends are not among the boxes are dropped, repeated ones count once, and cycles are fine. `tool` is the
    program to run in place of `graphviz-pure` (Graphviz's own `dot` understands the same call). Raises LayoutFailed
    where it is missing, fails, or takes longer than `seconds`.
    """
    wanted = _between(boxes, edges)
    if not boxes:
        return Layout(0.0, 0.0, {}, {}, TOOL)
    program = str(tool or _installed())
    number = {box.id: place for place, box in enumerate(boxes)}
    answer = _run(program, _dot(boxes, wanted, number), seconds)
    try:
        return _read(answer, boxes, wanted, Path(program).name)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise LayoutFailed(
            f"{program} answered something that is no layout ({type(error).__name__})",
            remedy=f"install {TOOL} again: `python -m pip install --force-reinstall {TOOL}`",
        ) from error


def packed(
    boxes: Sequence[Box], edges: Iterable[Edge], *, seconds: float = 20.0, tool: str | Path | None = None
) -> Layout:
    """`layered` for each part that hangs together, the parts in rows, the highest first: no node that is connected with
    nothing makes the drawing wider. Raises LayoutFailed as `layered` does; `seconds` are those of all parts together.
    """
    deadline = time.monotonic() + seconds
    parts = [
        Layout(part[0].width, part[0].height, {part[0].id: (part[0].width / 2, part[0].height / 2)}, {}, TOOL)
        if len(part) == 1 and not inside
        else layered(part, inside, seconds=max(deadline - time.monotonic(), 0.01), tool=tool)
        for part, inside in _parts(boxes, _between(boxes, edges))
    ]
    area = sum((part.width + NODE_GAP) * (part.height + RANK_GAP) for part in parts)
    across = max([(area * _ASPECT) ** 0.5, *(part.width for part in parts)])
    centres: dict[str, Point] = {}
    curves: dict[Edge, tuple[Point, ...]] = {}
    left = top = tallest = widest = 0.0
    for part in sorted(parts, key=lambda part: -part.height):
        if left and left + part.width > across:
            left, top, tallest = 0.0, top + tallest + RANK_GAP, 0.0
        centres.update((id, _moved(point, left, top)) for id, point in part.centres.items())
        curves.update((edge, tuple(_moved(point, left, top) for point in curve)) for edge, curve in part.curves.items())
        left += part.width + 2 * NODE_GAP
        tallest, widest = max(tallest, part.height), max(widest, left - 2 * NODE_GAP)
    engine = next((part.engine for part in parts if part.curves), TOOL)
    return Layout(round(widest, 2), round(top + tallest, 2), centres, curves, engine)


def _moved(point: Point, right: float, down: float) -> Point:
    return round(point[0] + right, 2), round(point[1] + down, 2)


def _parts(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[tuple[list[Box], list[Edge]]]:
    """The weakly connected parts, in the order of their first boxes."""
    near: dict[str, list[str]] = {box.id: [] for box in boxes}
    for used, user in edges:
        near[used].append(user)
        near[user].append(used)
    home: dict[str, int] = {}
    count = 0
    for box in boxes:
        pending = [] if box.id in home else [box.id]
        count += bool(pending)
        while pending:
            id = pending.pop()
            if id not in home:
                home[id] = count - 1
                pending.extend(near[id])
    parts: list[tuple[list[Box], list[Edge]]] = [([], []) for _ in range(count)]
    for box in boxes:
        parts[home[box.id]][0].append(box)
    for edge in edges:
        parts[home[edge[0]]][1].append(edge)
    return parts


def _between(boxes: Sequence[Box], edges: Iterable[Edge]) -> list[Edge]:
    """The edges among the boxes, each once, in the order given."""
    ids = {box.id for box in boxes}
    return [edge for edge in dict.fromkeys(edges) if edge[0] in ids and edge[1] in ids]


def _installed() -> str:
    beside = Path(sys.executable).parent / TOOL
    found = str(beside) if beside.is_file() else shutil.which(TOOL) or shutil.which("dot")
    if found is None:
        raise LayoutFailed(f"{TOOL} is not installed", remedy=f"get it with `python -m pip install {TOOL}`")
    return found


def _dot(boxes: Sequence[Box], edges: Sequence[Edge], number: Mapping[str, int]) -> str:
    lines = [
        "digraph g {",
        f"graph [nodesep={NODE_GAP / POINTS_AN_INCH:.4f}, ranksep={RANK_GAP / POINTS_AN_INCH:.4f}];",
        'node [shape=box, fixedsize=true, label=""];',
        "edge [dir=none];",
    ]
    for place, box in enumerate(boxes):
        lines.append(f"n{place} [width={box.width / POINTS_AN_INCH:.4f}, height={box.height / POINTS_AN_INCH:.4f}];")
    lines += [f"n{number[used]} -> n{number[user]};" for used, user in edges]
    return "\n".join([*lines, "}\n"])


def _run(program: str, dot: str, seconds: float) -> bytes:
    try:
        ran = subprocess.run(
            [program, "-Tjson0"], input=dot.encode(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise LayoutFailed(
            f"the graph could not be laid out within {seconds:g} s", remedy="draw it by chapters, or a part of it"
        ) from None
    except OSError as error:
        raise LayoutFailed(
            f"{program} cannot be run: {error.strerror}", remedy=f"get it with `python -m pip install {TOOL}`"
        ) from None
    if ran.returncode:
        said = " ".join(ran.stderr.decode("utf-8", "replace").split())[:200]
        raise LayoutFailed(
            f"{program} ended with code {ran.returncode}{': ' + said if said else ''}",
            remedy="draw the graph by chapters, or a part of it",
        )
    return ran.stdout


def _read(answer: bytes, boxes: Sequence[Box], edges: Sequence[Edge], engine: str) -> Layout:
    """What `-Tjson0` says, its y turned downward; objects come in the order of `_gvid`, which the names settle."""
    data: dict[str, Any] = json.loads(answer)
    _, _, width, height = map(float, data["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return round(float(x), 2), round(height - float(y), 2)

    names = {entry["_gvid"]: int(entry["name"][1:]) for entry in data["objects"]}
    centres = {boxes[names[entry["_gvid"]]].id: point(entry["pos"]) for entry in data["objects"]}
    curves = {
        (boxes[names[entry["tail"]]].id, boxes[names[entry["head"]]].id): tuple(map(point, entry["pos"].split()))
        for entry in data.get("edges", ())
    }
    return Layout(
        width, height, {box.id: centres[box.id] for box in boxes}, {edge: curves[edge] for edge in edges}, engine
    )


# Our own


def quick(boxes: Sequence[Box], edges: Iterable[Edge]) -> Layout:
    """A plain layered drawing without any tool: ranks by longest path, a few barycentre sweeps, straight lines.

    Takes about a quarter of a second for 5,000 nodes; the same input gives the same drawing; cycles are fine.
    """
    wanted = _between(boxes, edges)
    if not boxes:
        return Layout(0.0, 0.0, {}, {}, "quick")
    rank = _ranks([box.id for box in boxes], wanted)
    rows: list[list[Box]] = [[] for _ in range(max(rank.values()) + 1)]
    for box in boxes:
        rows[rank[box.id]].append(box)
    across = _across(rows, wanted)
    down: dict[str, float] = {}
    top = 0.0
    for row in rows:
        tallest = max(box.height for box in row)
        down.update((box.id, top + tallest / 2) for box in row)
        top += tallest + RANK_GAP
    left = min(across[box.id] - box.width / 2 for box in boxes)
    right = max(across[box.id] + box.width / 2 for box in boxes)
    centres = {box.id: (round(across[box.id] - left, 2), round(down[box.id], 2)) for box in boxes}
    sizes = {box.id: box for box in boxes}
    curves = {edge: _straight(sizes[edge[0]], sizes[edge[1]], centres) for edge in wanted}
    return Layout(round(right - left, 2), round(top - RANK_GAP, 2), centres, curves, "quick")


def _ranks(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest path to each node, edges that close a cycle turned round; sources stand next to their users."""
    after: dict[str, list[str]] = {id: [] for id in ids}
    for used, user in _acyclic(ids, edges):
        after[used].append(user)
    missing = dict.fromkeys(ids, 0)
    for users in after.values():
        for user in users:
            missing[user] += 1
    sources = [id for id in ids if not missing[id]]
    rank = dict.fromkeys(ids, 0)
    ready = list(sources)
    for id in ready:  # grows while it is walked: each node once all that it uses have their ranks
        for user in after[id]:
            rank[user] = max(rank[user], rank[id] + 1)
            missing[user] -= 1
            if not missing[user]:
                ready.append(user)
    for id in sources:
        if after[id]:
            rank[id] = min(rank[user] for user in after[id]) - 1
    return rank


def _acyclic(ids: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges, less loops, with those turned round that lead back into the path by which a search came."""
    after: dict[str, list[str]] = {id: [] for id in ids}
    for used, user in edges:
        if used != user:
            after[used].append(user)
    found: list[Edge] = []
    state: dict[str, bool] = {}  # True while on the path, False when done
    for root in ids:
        if root in state:
            continue
        state[root] = True
        path = [(root, iter(after[root]))]
        while path:
            id, rest = path[-1]
            for user in rest:
                found.append((user, id) if state.get(user) else (id, user))
                if user not in state:
                    state[user] = True
                    path.append((user, iter(after[user])))
                    break
            else:
                state[id] = False
                path.pop()
    return list(dict.fromkeys(found))


def _across(rows: Sequence[Sequence[Box]], edges: Sequence[Edge]) -> dict[str, float]:
    """x of every node: rows packed, then pulled towards what they are connected with, downwards and upwards in turn."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    level = {box.id: number for number, row in enumerate(rows) for box in row}
    for one, other in edges:
        upper, lower = (one, other) if level[one] < level[other] else (other, one)
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    x: dict[str, float] = {}
    for row in rows:
        _pack(row, dict.fromkeys((box.id for box in row), 0.0), x)
    for sweep in range(6):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            near = above if sweep % 2 == 0 else below
            wish = {
                box.id: sum(x[id] for id in near[box.id]) / len(near[box.id]) if box.id in near else x[box.id]
                for box in row
            }
            _pack(sorted(row, key=lambda box: wish[box.id]), wish, x)
    return x


def _pack(row: Sequence[Box], wish: Mapping[str, float], x: dict[str, float]) -> None:
    """Place a row in its order, without overlap, near where each wishes to be: between leftmost and rightmost fit."""
    reach = [(row[at].width + row[at + 1].width) / 2 + NODE_GAP for at in range(len(row) - 1)]
    right = [wish[box.id] for box in row]
    for at in range(1, len(row)):
        right[at] = max(right[at], right[at - 1] + reach[at - 1])
    left = [wish[box.id] for box in row]
    for at in range(len(row) - 2, -1, -1):
        left[at] = min(left[at], left[at + 1] - reach[at])
    for box, one, other in zip(row, left, right, strict=True):
        x[box.id] = (one + other) / 2


def _straight(used: Box, user: Box, centres: Mapping[str, Point]) -> tuple[Point, ...]:
    """A line from border to border, bent into the four points of a cubic; a loop at the right side for an own edge."""
    (x0, y0), (x1, y1) = centres[used.id], centres[user.id]
    if used.id == user.id:
        side, high = x0 + used.width / 2, used.height / 3
        return (side, y0 - high), (side + 24, y0 - high), (side + 24, y0 + high), (side, y0 + high)
    way = 1 if y1 > y0 else -1
    y0, y1 = y0 + way * used.height / 2, y1 - way * user.height / 2
    third = (y1 - y0) / 3
    return (x0, y0), (x0 + (x1 - x0) / 3, y0 + third), (x1 - (x1 - x0) / 3, y1 - third), (x1, y1)
