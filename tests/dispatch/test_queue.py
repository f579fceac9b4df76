"""The queue of whoever stays: real solvers, questions that come and go, and nothing that outlives it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import psutil
import pytest

from workbench.dispatch.plan import Question, about
from workbench.dispatch.queue import CANCELLED, Left, Queue
from workbench.dispatch.runner import Answered, Progress, Sampled, Started
from workbench.dispatch.sandbox import STDOUT, written_since
from workbench.evidence.record import Limits, Verdict
from workbench.evidence.store import Store
from workbench.problems.spec import family_problem

SECONDS = 120.0
"""Until a test gives up."""
HARD = {"n": "160", "colours": "5"}
"""S(5) = 160: nobody finds such a colouring in the time of a test."""


def schur(colours: int = 2, n: int = 5, expect: str = "unsatisfiable", seconds: float = 60) -> Question:
    problem = family_problem("schur", {"n": str(n), "colours": str(colours)}, expect=expect)
    return replace(about(problem, Limits(seconds, 3000)), problem=problem, expect=expect)


def hard() -> Question:
    problem = family_problem("schur", HARD, expect="satisfiable")
    return replace(about(problem, Limits(600, 3000)), problem=problem, expect="satisfiable")


class Heard:
    """What a queue told."""

    def __init__(self) -> None:
        self.events: list[Progress | Left] = []

    def __call__(self, event: Progress | Left) -> None:
        self.events.append(event)

    def of(self, kind: type) -> list[str]:
        return [event.question.name for event in self.events if isinstance(event, kind)]


@pytest.fixture
def heard() -> Heard:
    return Heard()


def wait_for(holds: Callable[[], object]) -> None:
    until = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < until, "it never came about"
        time.sleep(0.02)


def children() -> list[int]:
    return [one.pid for one in psutil.Process().children(recursive=True) if one.status() != psutil.STATUS_ZOMBIE]


def test_what_is_added_is_answered_and_recorded_at_once(tmp_path: Path, heard: Heard) -> None:
    queue = Queue(tmp_path / "store", jobs=2, on_event=heard)
    assert queue.add([schur(), schur()]) == ((schur(),),)
    wait_for(lambda: heard.of(Answered))
    with Store.open(tmp_path / "store", write=False) as store:  # while the queue is open still
        evidence = store.latest(schur().fingerprint)
    assert evidence is not None and evidence.verdict is Verdict.VERIFIED
    assert len(queue.add([schur(), schur(n=4, expect="satisfiable")])) == 2, "what was answered may be asked again"
    wait_for(lambda: len(heard.of(Answered)) == 3)
    queue.close()


def test_whoever_hears_of_an_answer_may_ask_again_at_once(tmp_path: Path) -> None:
    """Even before the item that brought it is through."""
    told, asked, heard = Event(), Event(), Heard()

    def hear(event: Progress | Left) -> None:
        heard(event)
        if isinstance(event, Answered) and not asked.is_set():
            told.set()
            assert asked.wait(SECONDS)

    queue = Queue(tmp_path / "store", jobs=1, on_event=hear)
    queue.add([schur()])
    assert told.wait(SECONDS)
    assert queue.add([schur()]) == ((schur(),),)
    asked.set()
    wait_for(lambda: len(heard.of(Answered)) == 2)
    queue.close()


def test_many_at_once_share_a_store_that_was_not_there_before(tmp_path: Path) -> None:
    for turn in range(5):
        heard = Heard()
        queue = Queue(tmp_path / str(turn), jobs=4, on_event=heard)
        queue.add([schur(n=n, expect="satisfiable") for n in range(1, 5)])
        wait_for(lambda heard=heard: len(heard.of(Answered)) + len(heard.of(Left)) == 4)
        assert heard.of(Left) == [], [event.why for event in heard.events if isinstance(event, Left)]
        queue.close()


def test_one_of_many_is_cancelled_and_the_others_go_on(tmp_path: Path, heard: Heard) -> None:
    queue = Queue(tmp_path / "store", jobs=1, on_event=heard)
    later = schur(n=4, expect="satisfiable")
    queue.add([hard()])
    wait_for(lambda: heard.of(Sampled))
    queue.add([hard(), later, schur()])  # what runs already is not asked twice
    assert heard.of(Answered) == []
    queue.cancel([schur().fingerprint])
    assert heard.of(Left) == [schur().name], "what waits is left at once"
    queue.cancel([hard().fingerprint])
    wait_for(lambda: heard.of(Answered))
    assert heard.of(Answered) == [later.name] and heard.of(Left) == [schur().name, hard().name]
    assert [event.why for event in heard.events if isinstance(event, Left)] == [CANCELLED, CANCELLED]
    queue.close()
    assert not children()


def test_no_more_run_than_may(tmp_path: Path) -> None:
    running, most, ended = 0, 0, Event()
    left = 5

    def hear(event: Progress | Left) -> None:
        nonlocal running, most, left
        if isinstance(event, Started):
            running += 1
            most = max(most, running)
        elif isinstance(event, Answered):
            running, left = running - 1, left - 1
            if not left:
                ended.set()

    queue = Queue(tmp_path / "store", jobs=2, on_event=hear)
    for n in range(1, 6):
        queue.add([schur(n=n, colours=3, expect="satisfiable")])
    assert ended.wait(SECONDS) and most == 2
    queue.close()


def test_closed_it_leaves_no_child_and_takes_no_question(tmp_path: Path, heard: Heard) -> None:
    queue = Queue(tmp_path / "store", jobs=2, on_event=heard)
    queue.add([schur()])
    wait_for(lambda: heard.of(Answered))
    queue.add([hard()])
    wait_for(lambda: heard.of(Sampled)[-1:] == [hard().name])
    assert children()
    queue.close()
    assert not children() and queue.add([schur()]) == ()
    with Store.open(tmp_path / "store", write=False) as store:
        assert [one.name for one in store.history()] == [schur().name], "what finished is kept, and nothing else"


def test_an_answer_that_cannot_be_kept_is_said(tmp_path: Path, heard: Heard) -> None:
    (tmp_path / "store").write_text("a file where the store should be")
    queue = Queue(tmp_path / "store", jobs=1, on_event=heard)
    queue.add([schur()])
    wait_for(lambda: heard.of(Left))
    (said,) = (event for event in heard.events if isinstance(event, Left))
    assert said.why != CANCELLED and "store" in said.why
    queue.close()


def test_what_a_child_writes_can_be_followed(tmp_path: Path) -> None:
    said = {"early": b"", "last": b""}

    def hear(event: Progress | Left) -> None:
        if isinstance(event, Sampled):
            said["last"] = written_since(event.folder, STDOUT, 0)
            said["early"] = said["early"] or said["last"]

    question = schur(n=14, colours=3)
    queue = Queue(tmp_path / "store", jobs=1, on_event=hear)
    queue.add([question])
    wait_for(lambda: b"answers" in said["last"])  # the last line is told too, for one sample follows the child's end
    assert said["last"].splitlines()[0].startswith(b"encoded: ") and b"cadical begins" in said["last"]
    assert said["last"].startswith(said["early"])
    queue.close()
