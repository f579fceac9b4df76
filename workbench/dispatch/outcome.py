"""What became of a question about a Lean declaration, and what it took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.checkers.lean import judge
from workbench.checkers.lean.facts import Fact
from workbench.checkers.lean.messages import Message
from workbench.evidence.record import Cost, Limits, Tier

ACCEPTED, STATED, REJECTED = judge.ACCEPTED, judge.STATED, judge.REJECTED
ABSENT, FAILED, UNKNOWN = "absent", "failed", "unknown"
NO_COST = Cost()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one declaration that was asked about."""

    outcome: str
    """`accepted` | `stated` (compiles, with sorry in its proof) | `rejected` (it is there, and may not stand for what
    asks for it) | `absent` (the sources compile and do not declare it) | `failed` (a source does not compile) |
    `unknown` (time or memory was spent)."""
    reason: str
    """A sentence without a full stop; with file and line where a source is at fault."""
    states: str = ""
    """What it says, as Lean printed it, with the definitions that it rests on; of what compiles, else empty."""
    tier: Tier | None = None
    rests_on: tuple[str, ...] = ()
    fact: Fact | None = None
    messages: tuple[Message, ...] = ()
    """What Lean said of its module, or of the one that failed."""
    certificate: bytes | None = None
    """For `accepted` and `stated`: the audit's record of it, as JSON."""
    cost: Cost = NO_COST


def spent(what: str, limits: Limits) -> str:
    """What a child spent, as the end of a sentence; `what` as `sandbox.Finished.ended_by`."""
    if what == "time":
        return f"not finished in {limits.seconds:g} s"
    if what == "memory":
        return f"more than {limits.memory_mb} MB"
    return f"ended by {what}"


def share(cost: Cost, number: int) -> Cost:
    """The share of each of so many."""
    number = max(1, number)
    return Cost(round(cost.seconds / number, 4), round(cost.cpu_seconds / number, 4), cost.peak_mb)


def total(costs: Iterable[Cost]) -> Cost:
    """What several took one after the other."""
    costs = list(costs)
    return Cost(
        round(sum(cost.seconds for cost in costs), 4),
        round(sum(cost.cpu_seconds for cost in costs), 4),
        max((cost.peak_mb for cost in costs), default=0.0),
    )
