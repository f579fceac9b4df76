"""Best-first search: the state with the least left to do is tried next, with all tactics that its goals suggest."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from workbench.search.goals import Goal
from workbench.search.session import Failed, Finished, Open, Session

BATCH = 24
"""Tactics that Lean is asked about at once."""
_GOAL_COSTS = 8


@dataclass(frozen=True, slots=True)
class Budget:
    """What a search may spend."""

    seconds: float
    expansions: int = 400
    depth: int = 24


@dataclass(slots=True)
class Spent:
    """What a search has spent so far."""

    tactics: int = 0
    expansions: int = 0
    started: float = 0.0
    why: str = ""
    """Why it ended without a proof, as a phrase."""

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.started


def best_first(
    session: Session,
    propose: Callable[[Sequence[Goal]], Sequence[str]],
    cost: Callable[[str], int],
    budget: Budget,
    spent: Spent,
    *,
    batch: int = BATCH,
    on_progress: Callable[[str], None] = lambda line: None,
) -> Iterator[Finished]:
    """Proofs as they are found, shortest first where several come at once; `spent` says what it took, and why it ended.

    Who takes one and finds it wanting asks for the next.
    """
    spent.started = time.monotonic()
    order = count()
    start = session.start()
    seen = {start.text}
    waiting = [(_left(start, cost), next(order), start)]
    while waiting:
        if spent.seconds > budget.seconds:
            spent.why = f"{budget.seconds:g} s are spent"
            return
        if spent.expansions >= budget.expansions:
            spent.why = f"{budget.expansions} states are tried"
            return
        _, _, state = heapq.heappop(waiting)
        spent.expansions += 1
        goals = "1 goal" if len(state.goals) == 1 else f"{len(state.goals)} goals"
        on_progress(f"{spent.tactics} tactics, {spent.expansions} states, now {goals} after {len(state.script)} steps")
        tactics = list(propose(state.goals))
        for at in range(0, len(tactics), batch):
            if spent.seconds > budget.seconds:
                break
            chunk = tactics[at : at + batch]
            outcomes = session.run(state, chunk)
            spent.tactics += len(chunk)
            yield from sorted((one for one in outcomes if isinstance(one, Finished)), key=lambda one: len(one.proof))
            for outcome in outcomes:
                if isinstance(outcome, Open) and outcome.text not in seen and len(outcome.script) < budget.depth:
                    seen.add(outcome.text)
                    heapq.heappush(waiting, (_left(outcome, cost), next(order), outcome))
            if outcomes and all(isinstance(one, Failed) and one.timed_out for one in outcomes):
                break
    spent.why = "nothing is left to try"


def _left(state: Open, cost: Callable[[str], int]) -> int:
    """What is left to do, roughly, in words of goals; and what the steps so far are held against."""
    steps = sum(cost(tactic) for tactic in state.script)
    return sum(goal.size for goal in state.goals) + _GOAL_COSTS * len(state.goals) + steps
