"""The figures of a sweep as it goes: counts by group and technique, percentiles, the hardest that stay open.

Memory stays flat however many problems there are: percentiles come from counts in buckets, each a twentieth of a
decade wide, and are off by at most that.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.sweep.outcome import OPEN, SOLVED, Outcome

HARDEST = 10
_STEPS = 20
"""Buckets of a decade: each is a factor of 1.12 wide."""


class Spread:
    """A distribution of positive numbers in logarithmic buckets."""

    def __init__(self) -> None:
        self._buckets: Counter[int] = Counter()
        self._most = 0.0

    def add(self, value: float) -> None:
        """Count one value; below a thousandth all are one."""
        self._buckets[round(math.log10(max(value, 1e-3)) * _STEPS)] += 1
        self._most = max(self._most, value)

    def percentile(self, percent: float) -> float:
        """The value that `percent` of all do not exceed, to within a bucket; 0 where there is none."""
        wanted = math.ceil(self._buckets.total() * percent / 100)
        seen = 0
        for bucket in sorted(self._buckets):
            seen += self._buckets[bucket]
            if seen >= wanted:
                return min(10 ** (bucket / _STEPS), self._most)
        return 0.0


@dataclass(slots=True)
class Tally:
    """What a sweep comes to; `add` is called once for each outcome."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(group, technique, outcome) -> problems."""
    seconds: Spread = field(default_factory=Spread)
    megabytes: Spread = field(default_factory=Spread)
    by_tier: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    """How many of all were known from before."""
    _hardest: list[tuple[float, str, str, str]] = field(default_factory=list)

    def add(self, outcome: Outcome, *, resumed: bool = False) -> None:
        """Count one outcome."""
        self.counts[outcome.group, outcome.technique, outcome.outcome] += 1
        self.seconds.add(outcome.seconds)
        if outcome.peak_mb:
            self.megabytes.add(outcome.peak_mb)
        if outcome.tier:
            self.by_tier[outcome.tier] += 1
        self.resumed += resumed
        if outcome.outcome == OPEN:
            entry = (outcome.seconds, outcome.problem, outcome.technique, outcome.reason)
            (heapq.heappush if len(self._hardest) < HARDEST else heapq.heappushpop)(self._hardest, entry)

    def total(self, outcome: str | None = None, *, group: str | None = None, technique: str | None = None) -> int:
        """How many, of those that are asked for."""
        return sum(
            number
            for (of_group, of_technique, of_outcome), number in self.counts.items()
            if group in (None, of_group) and technique in (None, of_technique) and outcome in (None, of_outcome)
        )

    def groups(self) -> list[str]:
        """In the order in which they came."""
        return list(dict.fromkeys(group for group, _, _ in self.counts))

    def techniques(self) -> list[str]:
        """The same."""
        return list(dict.fromkeys(technique for _, technique, _ in self.counts))

    def fraction(self, technique: str | None = None) -> float:
        """Which part of all was solved."""
        return self.total(SOLVED, technique=technique) / max(1, self.total(technique=technique))

    def hardest(self) -> Iterable[tuple[float, str, str, str]]:
        """(seconds, problem, technique, reason) of the open ones that took longest, longest first."""
        return sorted(self._hardest, reverse=True)
