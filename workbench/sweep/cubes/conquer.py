"""The run itself: cubes go out, answers come in, each is durable before the next is looked at."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.checkers.sat.cubes import proof_name
from workbench.problems.cnf import Clause
from workbench.sweep.cubes.answers import FAILED, REFUTED, SATISFIABLE, SPENT
from workbench.sweep.cubes.executors import Arrival, Workers
from workbench.sweep.cubes.keeping import keep_proof
from workbench.sweep.cubes.ledger import Ledger, Spent

WAIT_SECONDS = 0.2
MOST_FAILURES = 3
"""So often one cube may fail for reasons that are not its own."""
LONGER = 4.0
"""A cube that cannot be split is given so many times the seconds."""

Split = Callable[[Clause], list[Clause]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: with a model, with all refuted (`finished`), or neither, and why."""

    finished: bool = False
    model: tuple[int, ...] | None = None
    reason: str = ""
    failed: bool = False
    """The reason is a fault of a tool and no want of time."""
    peak_mb: float = 0.0


@dataclass(slots=True)
class Conquest:
    """One run over one ledger."""

    ledger: Ledger
    workers: Workers
    split: Split
    """A cube that was too hard -> what replaces it."""
    cube_seconds: float
    """What the solver may spend on one cube before it is split."""
    deadline: float
    """When to give up, by `time.monotonic`."""
    keep: Path | None = None
    """The folder in which proofs are kept."""
    on_answer: Callable[[Ledger], None] = lambda ledger: None
    _seconds: dict[Clause, float] = field(default_factory=dict)
    _failures: dict[Clause, int] = field(default_factory=dict)
    _peak_mb: float = 0.0

    def run(self) -> Outcome:
        """Until all is refuted, a model is found or time is over. Raises WorkbenchError where the workers are lost."""
        waiting = deque(self.ledger.waiting())
        running: set[Clause] = set()
        while waiting or running:
            if time.monotonic() > self.deadline:
                return Outcome(reason="time", peak_mb=self._peak_mb)
            while waiting and len(running) < self.workers.width:
                cube = waiting.popleft()
                running.add(cube)
                self.workers.submit(cube, self._seconds.get(cube, self.cube_seconds))
            for arrival in self.workers.arrivals(WAIT_SECONDS):
                if arrival.cube not in running:
                    continue  # answered already, by a worker that was thought to be lost
                running.remove(arrival.cube)
                if (ended := self._take(arrival, waiting)) is not None:
                    return ended
        return Outcome(finished=True, peak_mb=self._peak_mb)

    def _take(self, arrival: Arrival, waiting: deque[Clause]) -> Outcome | None:
        """Record an answer; what is still to be done goes to the front, so that its part of the tree is finished."""
        cube, answer = arrival.cube, arrival.answer
        self._peak_mb = max(self._peak_mb, answer.peak_mb)
        spent = Spent(answer.seconds, answer.cpu_seconds)
        if answer.outcome == REFUTED:
            if self.keep is not None:
                keep_proof(self.keep / proof_name(self.ledger.next_number()), arrival.proof, answer.sha256)
            self.ledger.refute(cube, answer.sha256, answer.bytes, spent, answer.where)
        elif answer.outcome == SATISFIABLE:
            return Outcome(model=answer.model, peak_mb=self._peak_mb)
        elif answer.outcome == SPENT:
            children = self.split(cube)
            if len(children) > 1:
                self.ledger.split(cube, children, spent)
            else:
                self._seconds[cube] = LONGER * self._seconds.get(cube, self.cube_seconds)
            waiting.extendleft(reversed(children))
        else:
            assert answer.outcome == FAILED, answer.outcome
            self._failures[cube] = self._failures.get(cube, 0) + 1
            if self._failures[cube] >= MOST_FAILURES:
                return Outcome(reason=answer.reason, failed=True, peak_mb=self._peak_mb)
            waiting.append(cube)
        self.on_answer(self.ledger)
        return None
