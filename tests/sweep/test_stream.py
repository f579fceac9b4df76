"""The stream of a sweep: flat whatever the set's length, certified as ever, and it goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Semaphore

import pytest

from workbench.dispatch.plan import Question
from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.evidence.store import Store
from workbench.problems.spec import family_problem
from workbench.sweep.outcome import OPEN, REFUTED, SOLVED, Attempt, Outcome
from workbench.sweep.rows import BadRow, Row
from workbench.sweep.stream import Begun, Done, Happening, Refused, Sweep
from workbench.sweep.techniques import Ask, ByChecker


def rows(count: int, taken: list[int] | None = None) -> Iterator[Row]:
    for n in range(1, count + 1):
        if taken is not None:
            taken.append(n)
        yield Row(family_problem("schur", {"n": str(n), "colours": "2"}, expect="satisfiable"), "schur")


def sweep(source: Iterator[Row | BadRow], technique: object, **more: object) -> Sweep:
    given = {"store": None, "known": {}, "limits": lambda row: Limits(30, 3000), **more}
    return Sweep(source, [technique], **given)  # type: ignore[arg-type, list-item]


@dataclass
class Held:
    """A technique that waits to be let go, so that a test sees what the stream does meanwhile."""

    name: str = "held"
    gate: Semaphore = field(default_factory=lambda: Semaphore(0))

    def takes(self, question: Question) -> bool:
        return True

    @contextmanager
    def lane(self, store: object, cancel: Event) -> Iterator[Ask]:
        def ask(question: Question) -> Attempt | None:
            while not self.gate.acquire(timeout=0.05):
                if cancel.is_set():
                    return None
            return Attempt(SOLVED, "let go")

        yield ask


def test_real_answers_are_certified_and_recorded(tmp_path: Path) -> None:
    events: list[Happening] = []
    with Store.open(tmp_path / ".workbench", write=True) as store:
        sweep(rows(5), ByChecker("sat"), store=store).run(events.append)
        done = [event.outcome for event in events if isinstance(event, Done)]
        assert {one.problem: one.outcome for one in done} == {
            **{f"schur[n={n},colours=2]": SOLVED for n in range(1, 5)},
            "schur[n=5,colours=2]": REFUTED,
        }
        assert {one.tier for one in done} == {"certificate"} and all(one.certificate for one in done)
        found = store.latest_of([one.fingerprint for one in done])
        assert len(found) == 5 and all(evidence.decided for evidence in found.values())


def test_what_is_known_is_not_asked(tmp_path: Path) -> None:
    first: list[Happening] = []
    sweep(rows(3), ByChecker("sat")).run(first.append)
    known = {(e.outcome.fingerprint, e.outcome.technique): e.outcome for e in first if isinstance(e, Done)}
    again: list[Happening] = []
    sweep(rows(4), ByChecker("sat"), known=known).run(again.append)
    assert sum(isinstance(event, Begun) for event in again) == 1
    assert sorted(event.resumed for event in again if isinstance(event, Done)) == [False, True, True, True]


def test_what_ran_out_of_time_is_tried_again_with_more() -> None:
    class GivesUp(Held):
        @contextmanager
        def lane(self, store: object, cancel: Event) -> Iterator[Ask]:
            yield lambda question: Attempt(OPEN, "gave up")

    first: list[Happening] = []
    sweep(rows(1), GivesUp()).run(first.append)
    known = {(e.outcome.fingerprint, e.outcome.technique): e.outcome for e in first if isinstance(e, Done)}
    for seconds, resumed in ((30, True), (20, True), (31, False)):
        again: list[Happening] = []
        sweep(rows(1), GivesUp(), known=known, limits=lambda row, seconds=seconds: Limits(seconds, 3000)).run(
            again.append
        )
        assert [event.resumed for event in again if isinstance(event, Done)] == [resumed]


def test_a_long_set_is_read_only_as_far_as_it_is_asked() -> None:
    technique, taken, cancel = Held(), list[int](), Event()

    def on_event(event: Happening) -> None:
        if isinstance(event, Begun) and len(taken) >= 10:
            cancel.set()

    sweep(rows(1_000_000, taken), technique, jobs=2).run(on_event, _released(technique, cancel))
    assert len(taken) < 40


def _released(technique: Held, cancel: Event) -> Event:
    for _ in range(12):
        technique.gate.release()
    return cancel


def test_cancelled_nothing_unfinished_has_an_outcome() -> None:
    technique, cancel = Held(), Event()
    done: list[Outcome] = []

    def on_event(event: Happening) -> None:
        if isinstance(event, Begun):
            cancel.set()
        elif isinstance(event, Done):
            done.append(event.outcome)

    sweep(rows(10), technique, jobs=1).run(on_event, cancel)
    assert done == []


def test_bad_rows_and_what_no_technique_takes_are_told_and_the_rest_goes_on() -> None:
    smt = family_problem("queens", {"n": "4"})
    source: list[Row | BadRow] = [BadRow(BadInput("bad", remedy="mend", line=7)), Row(smt, "queens"), *rows(1)]
    events: list[Happening] = []
    sweep(iter(source), ByChecker("symbolic")).run(events.append)
    assert [isinstance(event, Refused) for event in events] == [True, True, True]
    events.clear()
    sweep(iter(source), ByChecker("sat")).run(events.append)
    assert sum(isinstance(event, Done) for event in events) == 2


def test_what_a_worker_raises_comes_out() -> None:
    @dataclass
    class Broken(Held):
        @contextmanager
        def lane(self, store: object, cancel: Event) -> Iterator[Ask]:
            raise BadInput("the disk is full", remedy="make room")
            yield

    with pytest.raises(BadInput, match="disk is full"):
        sweep(rows(1000), Broken()).run(lambda event: None)
