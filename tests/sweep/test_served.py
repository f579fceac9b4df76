"""The symbolic lane: its child is asked ahead, dies, is slow or does not start, and no answer is lost or mixed up."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from workbench.evidence.record import Limits
from workbench.evidence.store import Store
from workbench.problems.places import Place
from workbench.problems.spec import problem_in
from workbench.sweep import served
from workbench.sweep.outcome import FAILED, OPEN, REFUTED, SOLVED, Outcome
from workbench.sweep.rows import Row
from workbench.sweep.served import Served
from workbench.sweep.stream import Done, Happening, Sweep

HARD = "integrate(exp(x^5)*sin(x^3)*log(x + 5)/(x^7 + x + 1), x)"


def row(name: str, expression: str, answer: str) -> Row:
    body = {"question": "?", "expression": expression, "answer": answer}
    return Row(problem_in({"id": name, "kind": "answer", "answer": body}, Place(Path())), "answer")


def rows(count: int) -> Iterator[Row]:
    """Every third is wrong."""
    for n in range(count):
        yield row(f"q{n}", f"{n}*{n}", str(n * n + (n % 3 == 0)))


def swept(
    source: Iterator[Row], store: Store, *, seconds: float = 30, at: int = 0, jobs: int = 2
) -> dict[str, Outcome]:
    """The outcomes; after so many the children are killed."""
    found: dict[str, Outcome] = {}

    def hear(event: Happening) -> None:
        if isinstance(event, Done):
            assert event.outcome.problem not in found
            found[event.outcome.problem] = event.outcome
            if len(found) == at:
                for child in psutil.Process().children(recursive=True):
                    with suppress(psutil.Error):  # it ended with the one before
                        if "workbench.checkers.symbolic.server" in child.cmdline() and child.name() != "bwrap":
                            child.send_signal(signal.SIGKILL)

    Sweep(source, [Served()], store, {}, lambda row: Limits(seconds, 3000), jobs=jobs).run(hear)
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / ".workbench", write=True) as opened:
        yield opened


def right(number: int) -> str:
    return REFUTED if number % 3 == 0 else SOLVED


def test_answers_belong_to_their_questions_and_are_recorded(store: Store) -> None:
    found = swept(rows(200), store)
    assert {name: one.outcome for name, one in found.items()} == {f"q{n}": right(n) for n in range(200)}
    recorded = store.latest_of(one.fingerprint for one in found.values())
    assert len(recorded) == 200
    for one in found.values():
        certificate = recorded[one.fingerprint].certificate
        assert certificate is not None and certificate.sha256 == one.certificate


def test_a_child_that_is_killed_costs_one_question_which_is_no_answer(store: Store) -> None:
    found = swept(rows(300), store, at=40, jobs=1)
    failed = {name for name, one in found.items() if one.outcome == FAILED}
    assert len(failed) <= 1 and len(found) == 300
    assert all("SymPy's process failed" in found[name].reason for name in failed)
    assert all(one.outcome == right(int(name[1:])) for name, one in found.items() if name not in failed)


def test_a_slow_question_is_given_up_and_those_behind_it_are_answered(store: Store) -> None:
    source = [*rows(20), row("hard", HARD, "0"), *(row(f"r{n}", f"{n} + 1", str(n + 1)) for n in range(20))]
    found = swept(iter(source), store, seconds=1)
    assert found["hard"].outcome == OPEN and "1 s were spent" in found["hard"].reason
    assert all(found[f"r{n}"].outcome == SOLVED for n in range(20))


def test_a_child_that_cannot_be_started_ends_the_sweep_with_the_reason(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "argv", lambda: ["no-such-program"])
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        swept(rows(50), store)


def test_a_child_that_ends_at_once_is_a_failure_and_never_an_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the installation is broken: `open` would be believed, and not asked again."""
    monkeypatch.setattr(served, "argv", lambda: ["sh", "-c", "echo broken >&2; exit 3"])
    found = swept(rows(3), store, jobs=1)
    assert {one.outcome for one in found.values()} == {FAILED}
    assert all("exit code 3" in one.reason and "broken" in one.reason for one in found.values())
