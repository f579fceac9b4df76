"""What is left of a run, as far as its ledger can tell, and what that is worth.

The cubes of the first split are worked off in random order, so those that are finished are a fair sample of all, unless
hard ones were begun and are not finished: then the mean of what was spent on each is too low, and the estimate is a
lower bound and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.problems.cnf import Clause
from workbench.sweep.cubes.ledger import Ledger

FEW = 5
"""From fewer finished cubes nothing is estimated."""


@dataclass(frozen=True, slots=True)
class Left:
    """How far a run has come. Times are CPU seconds, wherever they were spent."""

    refuted: int
    open: int
    """Leaves, now; splitting makes more."""
    roots: int
    finished: int
    """Cubes of the first split below which everything is refuted."""
    begun: int
    """Those below which something was tried and not everything is refuted."""
    spent: float
    lost: float
    """Of `spent`: on cubes that were then split."""
    least: float | None
    """What is left, at one standard error below the estimate; None where too little is finished to say."""
    most: float | None
    """The same above it; None where the estimate is a lower bound."""

    def sentence(self, workers: int | None = None) -> str:
        """All of that for a person; where it is known how many workers there are, in wall time too."""
        done = f"{self.refuted:,} cubes refuted, {self.open:,} open"
        done += f" ({self.finished:,} of {self.roots:,} parts of the first split are done)"
        done += f"; {_duration(self.spent)} of CPU time spent"
        if not self.open:
            return done
        if self.least is None:
            return f"{done}; too little is done to say how much is left"
        if self.most is None:
            hard = f"{self.begun:,} of the parts were begun and turned out too hard to finish so far"
            return (
                f"{done}; left: more than {_duration(self.least)} of CPU time, and nobody knows how much more: {hard}"
            )
        rest = f"{_duration(self.least)} to {_duration(self.most)} of CPU time if the rest is like what is done"
        wall = f", up to {_duration(self.most / workers)} with {workers} at a time" if workers else ""
        return f"{done}; left: {rest}{wall}"


def left(ledger: Ledger) -> Left:
    """How far the run of a ledger has come."""
    waiting = set(ledger.waiting())
    finished: list[float] = []
    begun: list[float] = []
    spent = lost = 0.0
    for root in ledger.roots:
        nodes = ledger.nodes_of(root)
        costs = {node: cost.cpu_seconds for node in nodes if (cost := ledger.spent(node))}
        spent += sum(costs.values())
        lost += sum(cost for node, cost in costs.items() if node not in ledger.refuted)
        if not _any_in(nodes, waiting):
            finished.append(sum(costs.values()))
        elif costs:
            begun.append(sum(costs.values()))
    untouched = len(ledger.roots) - len(finished) - len(begun)
    least, most = _range(finished, begun, untouched)
    return Left(
        len(ledger.refuted), len(waiting), len(ledger.roots), len(finished), len(begun), spent, lost, least, most
    )


def _any_in(nodes: Iterable[Clause], waiting: set[Clause]) -> bool:
    return any(node in waiting for node in nodes)


def _range(finished: list[float], begun: list[float], untouched: int) -> tuple[float | None, float | None]:
    """Least and most that is left."""
    seen = finished + begun
    if not untouched and not begun:
        return 0.0, 0.0
    if len(seen) < FEW:
        return None, None
    mean = sum(seen) / len(seen)
    if begun:
        return mean * untouched, None
    deviation = math.sqrt(sum((cost - mean) ** 2 for cost in seen) / (len(seen) - 1))
    error = deviation * math.sqrt(untouched + untouched**2 / len(seen))
    return max(0.0, mean * untouched - error), mean * untouched + error


def _duration(seconds: float) -> str:
    """In words that are as exact as the figure."""
    for size, unit in ((365.25 * 86_400, "years"), (86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:,.0f} {unit}"
    return f"{seconds:,.0f} s" if seconds >= 10 else f"{seconds:.1f} s"
