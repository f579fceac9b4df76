"""DIMACS .col files: a strict reader, for the encoder.

The format is that of the second DIMACS challenge (1993): comment lines `c ...`, one line `p edge VERTICES EDGES`
(`col` and `edges` are seen too), lines `e U V`. Files of the challenge list an edge once or from both ends, and count
either way: the header may promise the lines, the different edges, or twice these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInput
from workbench.problems.files import read_limited, shown

MOST_BYTES = 256 * 2**20
MOST_VERTICES = 1_000_000

_HEADER = re.compile(rb"p[ \t]+(?:edge|edges|col)[ \t]+([0-9]{1,9})[ \t]+([0-9]{1,9})")
_EDGE = re.compile(rb"e[ \t]+([0-9]{1,9})[ \t]+([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Graph:
    """Vertices 1..vertices; edges (u, v) with u < v, each once, sorted."""

    vertices: int
    edges: tuple[tuple[int, int], ...]


def read_col(path: Path) -> Graph:
    """The graph in a file; raises BadInput, with the line, for a header that lies, a vertex out of range, or junk."""
    name = shown(path)
    data = read_limited(path, MOST_BYTES, "the graph file")
    vertices = promised = header = lines = 0
    edges = set()
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        text = line.strip(b" \t")
        if not text or text.startswith(b"c"):
            continue
        if not header:
            match = _HEADER.fullmatch(text)
            if not match:
                problem = "`p edge VERTICES EDGES` was expected before anything but comments"
                raise BadInput(problem, remedy="correct or add this line", file=name, line=number)
            vertices, promised, header = int(match[1]), int(match[2]), number
            if vertices > MOST_VERTICES:
                problem = f"more than {MOST_VERTICES:,} vertices"
                raise BadInput(problem, remedy="use a smaller graph", file=name, line=number)
            continue
        edges.add(_edge(text, vertices, name, number))
        lines += 1
    if not header:
        problem = "there is no line `p edge VERTICES EDGES`"
        raise BadInput(problem, remedy="check that this is a DIMACS .col file", file=name)
    if promised not in (lines, len(edges), 2 * len(edges)):
        problem = f"the header promises {promised} edges, and {lines} follow"
        raise BadInput(problem, remedy="correct the header, or restore the edges", file=name, line=header)
    return Graph(vertices, tuple(sorted(edges)))


def _edge(text: bytes, vertices: int, name: str, number: int) -> tuple[int, int]:
    match = _EDGE.fullmatch(text)
    if not match:
        junk = text[:40].decode("ascii", "replace")
        raise BadInput(f"`{junk}` is no edge", remedy="write `e U V`", file=name, line=number)
    u, v = sorted((int(match[1]), int(match[2])))
    if u < 1 or v > vertices:
        problem = f"the edge {u} {v} is out of range: the header promises {vertices} vertices"
        raise BadInput(problem, remedy="correct the header or the edge", file=name, line=number)
    if u == v:
        problem = f"an edge joins vertex {u} to itself, so that no colouring is proper"
        raise BadInput(problem, remedy="remove the loop", file=name, line=number)
    return u, v
