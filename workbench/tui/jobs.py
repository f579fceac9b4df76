"""What became of each question since the screen was opened: the events of the queue, kept as plain data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock

from workbench.dispatch.plan import Question
from workbench.dispatch.queue import Left
from workbench.dispatch.runner import Answered, Certifying, Noted, Progress, Sampled, Started
from workbench.evidence.record import Evidence
from workbench.tui.log import Log

Together = tuple[tuple[Question, ...], ...]
"""Questions by what runs together."""
MOST = 1_000
"""Jobs that are remembered when they have ended."""


class State(StrEnum):
    """Where a question stands; the values are what the screen calls it."""

    WAITING = "waiting"
    RUNNING = "running"
    CERTIFYING = "re-checking"
    ANSWERED = "answered"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Job:
    """One question that a person asked here."""

    question: Question
    nodes: tuple[str, ...]
    """Those that ask it."""
    leader: str
    """Fingerprint of the first of those that run together; its log is theirs."""
    log: Log = field(compare=False, repr=False)
    state: State = State.WAITING
    line: str = ""
    """What the checker is doing, where it says so."""
    began: float | None = None
    """`time.monotonic` at its start."""
    spent: float = 0.0
    """Seconds, when it has ended."""
    mb: float = 0.0
    peak_mb: float = 0.0
    evidence: Evidence | None = None
    why: str = ""
    """Why it was left without an answer."""

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (State.WAITING, State.RUNNING, State.CERTIFYING)

    @property
    def runs(self) -> bool:
        """Whether a machine is at it."""
        return self.state in (State.RUNNING, State.CERTIFYING)

    @property
    def seconds(self) -> float:
        """Since its start, or that it took."""
        if self.began is None:
            return 0.0
        return time.monotonic() - self.began if self.runs else self.spent


class Jobs:
    """All jobs, by fingerprint; `hear` is called from the queue's threads, the rest from anywhere."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._children: dict[str, dict[Path, float]] = {}
        self._lock = Lock()
        self.version = 0
        """Another number whenever something changed."""

    def all(self) -> tuple[Job, ...]:
        """Those that run, those that wait, then what has ended, the newest first."""
        with self._lock:
            jobs = list(self._jobs.values())
        ended = [job for job in reversed(jobs) if not job.is_open]
        running = [job for job in jobs if job.runs]
        return (*running, *(job for job in jobs if job.state is State.WAITING), *ended)

    def get(self, fingerprint: str) -> Job | None:
        """The job of a question."""
        return self._jobs.get(fingerprint)

    def log_of(self, job: Job) -> Log:
        """The log in which its child speaks."""
        leader = self._jobs.get(job.leader)
        return leader.log if leader is not None else job.log

    @property
    def running(self) -> frozenset[str]:
        """Fingerprints of what waits or runs."""
        with self._lock:
            return frozenset(id for id, job in self._jobs.items() if job.is_open)

    @property
    def answers(self) -> dict[str, Evidence]:
        """What was found here, by fingerprint."""
        with self._lock:
            return {id: job.evidence for id, job in self._jobs.items() if job.evidence is not None}

    def opening(self, add: Callable[[], Together], nodes: Mapping[str, tuple[str, ...]]) -> int:
        """Call `add`, which puts questions into the queue, and take in those that it gives back, before anything is
        heard of them; `nodes` says by fingerprint who asks. Gives back how many they are."""
        with self._lock:
            added = add()
            for batch in added:
                for question in batch:
                    id = question.fingerprint
                    self._jobs.pop(id, None)  # asked again it is the newest
                    self._jobs[id] = Job(question, nodes.get(id, ()), batch[0].fingerprint, Log())
            ended = [id for id, job in self._jobs.items() if not job.is_open]
            for id in ended[: max(0, len(ended) - MOST)]:
                del self._jobs[id]
            self.version += 1
        return sum(map(len, added))

    def hear(self, event: Progress | Left) -> None:
        """Take in what happened."""
        with self._lock:
            id = event.question.fingerprint
            if (job := self._jobs.get(id)) is not None:
                self._jobs[id] = self._after(job, event)
                self.version += 1

    def _after(self, job: Job, event: Progress | Left) -> Job:
        id, log = job.question.fingerprint, job.log
        match event:
            case Started():
                log.note(f"{job.question.name}: started")
                return replace(job, state=State.RUNNING, began=time.monotonic())
            case Sampled(sample=sample, folder=folder):
                log.listen(folder)
                children = self._children.setdefault(id, {})
                children[folder] = sample.mb
                if not sample.mb:  # it has ended
                    log.ended(folder)
                    del children[folder]
                mb = sum(children.values())
                return replace(job, mb=mb, peak_mb=max(job.peak_mb, mb))
            case Noted(line=line):
                log.note(line)
                return replace(job, line=line)
            case Certifying():
                log.note("the certificate is being re-checked")
                return replace(job, state=State.CERTIFYING, mb=0.0)
            case Answered(evidence=evidence):
                log.note(f"{job.question.name}: {evidence.verdict}: {evidence.reason}")
                spent = evidence.cost.seconds or job.seconds
                peak = evidence.cost.peak_mb or job.peak_mb
                done = replace(job, state=State.ANSWERED, evidence=evidence, spent=spent, mb=0.0, peak_mb=peak, line="")
                self._children.pop(id, None)
                return done
            case Left(why=why):
                log.note(f"{job.question.name}: {why}")
                self._children.pop(id, None)
                return replace(job, state=State.LEFT, why=why, spent=job.seconds, mb=0.0, line="")
