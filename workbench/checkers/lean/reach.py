"""What every vertex of a directed graph reaches, of a few that matter: one pass (Tarjan 1972, without recursion)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

MOST = 64
"""Marked vertices that one vertex is said to reach: where each of n reaches one more, all would be n^2 of them."""


def reached(
    vertices: Iterable[str], after: Callable[[str], Sequence[str]], marks: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Vertex -> the marked vertices among it and all that can be reached from it; MOST of them where there are more.
    Every successor is a vertex."""
    found: dict[str, frozenset[str]] = {}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    shared: dict[frozenset[str], frozenset[str]] = {}
    for start in vertices:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        waiting.append(start)
        trail = [(start, iter(after(start)))]
        while trail:
            vertex, rest = trail[-1]
            for other in rest:
                if other not in number:
                    number[other] = low[other] = len(number)
                    waiting.append(other)
                    trail.append((other, iter(after(other))))
                    break
                if other not in found:
                    low[vertex] = min(low[vertex], number[other])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[vertex])
                if low[vertex] == number[vertex]:
                    _close(vertex, waiting, after, marks, found, shared)
    return found


def _close(
    vertex: str,
    waiting: list[str],
    after: Callable[[str], Sequence[str]],
    marks: frozenset[str],
    found: dict[str, frozenset[str]],
    shared: dict[frozenset[str], frozenset[str]],
) -> None:
    """A component is complete: what any of it reaches, all of it does."""
    members = []
    while True:
        member = waiting.pop()
        members.append(member)
        if member == vertex:
            break
    union = set(marks.intersection(members))
    for member in members:
        for other in after(member):
            union |= found.get(other, frozenset())
    whole = frozenset(union if len(union) <= MOST else sorted(union)[:MOST])
    whole = shared.setdefault(whole, whole)
    for member in members:
        found[member] = whole
