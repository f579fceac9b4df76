"""Step by step until the answer changes: each step is believed by its own certificate, as if it had been asked alone.

A step is asked of a companion that keeps what it knows from the one before. Its witness is verified on the problem
itself. What it says is unsatisfiable, and what it does not answer soon, is asked anew of the portfolio that answers
single questions, with a proof that is checked as ever; both run side by side, and the first that can show its answer
ends the other.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker
from workbench.dispatch.certifying import certify_with_both
from workbench.dispatch.declarations import heading
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import run
from workbench.errors import BadInput
from workbench.evidence.record import Cost, Evidence
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE
from workbench.sweep.growing.child import ANEW
from workbench.sweep.growing.companion import Companion

PATIENCE_SECONDS = 1.0
"""So long the companion has the machine for itself."""
POLL_SECONDS = 0.02

Hold = Callable[[Question, Evidence, Path], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One value of the parameter, answered or not."""

    value: int
    question: Question
    evidence: Evidence
    how: str
    """`extended` | `reused` | `anew`, as `child.py` says."""
    contains: bool
    """Whether its formula has all clauses of the one before: what was unsatisfiable stays so."""


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a parameter takes; without `last` there is no end."""

    name: str
    first: int
    last: int | None


def search(
    ask: Callable[[int], Question],
    values: Range,
    *,
    until: str | None,
    cores: int,
    seed: int = 0,
    hold: Hold = lambda question, evidence, certificate: None,
) -> Iterator[Step]:
    """The steps in their order; the last one has the answer `until`, or none, or is the end of the range.

    `ask` makes the question of a value, and raises BadInput where the family refuses it: then the search ends before
    it, unless it is the first. Where `until` is satisfiable and formulas only gain clauses after one that is
    unsatisfiable, it ends there, for the answer cannot change any more. `hold` is shown each certificate.
    """
    question = ask(values.first)
    assert question.problem is not None
    checker(question.checker)  # a missing tool is found now
    value, before = values.first, None
    with Companion(question.problem, values.name, question.limits) as companion:
        while True:
            step = _Asked(companion, question, value, cores, seed, hold).answer()
            yield step
            answer = step.evidence.answer
            stuck = before == answer == UNSATISFIABLE and step.contains and until == SATISFIABLE
            if answer is None or answer == until or stuck or value == values.last:
                return
            before = answer
            value += 1
            try:
                question = ask(value)
            except BadInput:
                return


class _Asked:
    """One step: the companion, and after a while the portfolio beside it."""

    def __init__(self, companion: Companion, question: Question, value: int, cores: int, seed: int, hold: Hold) -> None:
        self._companion = companion
        self._question = question
        self._value = value
        self._cores = cores
        self._seed = seed
        self._hold = hold
        self._started = time.monotonic()
        self._contains = False
        self._how = ANEW
        self._stop = Event()
        self._portfolio: Thread | None = None
        self._found: Evidence | BaseException | None = None

    def answer(self) -> Step:
        try:
            evidence = self._shown() or self._proved()
        except BaseException:
            self._end_portfolio()
            raise
        return Step(self._value, self._question, evidence, self._how, self._contains)

    def _shown(self) -> Evidence | None:
        """The evidence that the companion's witness makes; None where it has none."""
        try:
            said = self._asked()
        except (ChildProcessError, BrokenPipeError):
            self._companion.drop()
            return None
        if said is None:
            return None
        self._contains, self._how = bool(said["contains"]), str(said["how"])
        return self._witnessed(said) if said["answer"] == SATISFIABLE else None

    def _asked(self) -> dict[str, Any] | None:
        """What the companion says; None where the portfolio was there first."""
        self._companion.ask(self._value)
        while (said := self._companion.answer(self._patience())) is None:
            if self._portfolio is None:
                self._start_portfolio()
            elif self._found is not None:
                self._companion.drop()  # it is busy with what is answered
                return None
        return said

    def _patience(self) -> float:
        return PATIENCE_SECONDS if self._portfolio is None else POLL_SECONDS

    def _witnessed(self, said: dict[str, Any]) -> Evidence | None:
        """The evidence of a witness that is right; None where it is not, or there is none."""
        question = self._question
        assert question.problem is not None
        with tempfile.TemporaryDirectory(prefix="workbench-growing-") as name:
            path = Path(name) / "witness.json"
            path.write_text(json.dumps(said.get("witness"), separators=(",", ":")) + "\n", encoding="utf-8")
            found = checker(question.checker)
            try:
                checked = certify_with_both(found, question.problem, "witness", path, question.limits)
            except RejectedCertificate:
                self._companion.drop()
                return None
            seconds = round(time.monotonic() - self._started, 3)
            cost = Cost(seconds, round(float(said.get("cpu_seconds", 0.0)), 3))
            what = {**heading(question), "cost": cost, "tool": _tool(self._how)}
            decided = Evidence.verified if question.expect in (None, checked.answer) else Evidence.refuted
            evidence = decided(checked, **what)
            self._end_portfolio()
            if isinstance(self._found, Evidence) and self._found.decided:
                return self._found  # it was there first, and its certificate was shown
            self._hold(question, evidence, path)
            return evidence

    def _proved(self) -> Evidence:
        """What the portfolio comes to."""
        if self._portfolio is None:
            self._start_portfolio()
        assert self._portfolio is not None
        while self._portfolio.is_alive():
            self._portfolio.join(POLL_SECONDS)
        if isinstance(self._found, BaseException):
            raise self._found
        assert self._found is not None
        return self._found

    def _start_portfolio(self) -> None:
        def ask() -> None:
            try:
                answers = run(
                    [self._question],
                    jobs=1,
                    cores=max(1, self._cores - 1),  # the companion has one
                    cancel=self._stop,
                    seed=self._seed,
                    keep=self._hold,
                )
                self._found = answers.get(self._question.fingerprint)
            except BaseException as error:  # raised again by whoever asked
                self._found = error

        self._portfolio = Thread(target=ask, daemon=True, name="portfolio")
        self._portfolio.start()

    def _end_portfolio(self) -> None:
        self._stop.set()
        if self._portfolio is not None:
            self._portfolio.join()


def _tool(how: str) -> str:
    from importlib.metadata import version

    return f"CaDiCaL 1.9.5 (python-sat {version('python-sat')}), {how}"
