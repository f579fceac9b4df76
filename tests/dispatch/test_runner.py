"""The runner against real solvers, and against checkers that cheat."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.checkers import registry
from workbench.checkers.base import Claim, Judgement, RejectedCertificate
from workbench.dispatch.plan import Question, about
from workbench.dispatch.runner import Answered, Certifying, Progress, Sampled, Started, run
from workbench.errors import BadInput
from workbench.evidence.record import Evidence, Limits, Tier, Verdict
from workbench.problems.spec import Problem, family_problem


def schur(n: int, colours: int = 3, expect: str | None = "unsatisfiable", seconds: float = 60) -> Question:
    problem = family_problem("schur", {"n": str(n), "colours": str(colours)}, expect=expect)
    return replace(about(problem, Limits(seconds, 3000)), problem=problem, expect=expect)


class Memory:
    """A store that remembers."""

    def __init__(self) -> None:
        self.kept: list[tuple[Evidence, bytes | None]] = []

    def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
        self.kept.append((evidence, certificate.read_bytes() if certificate else None))
        return replace(evidence, when="now")


def test_answers_are_certified_and_recorded(tmp_path: Path) -> None:
    questions = [schur(14), schur(13), schur(13, expect="satisfiable"), schur(12, expect=None)]
    store = Memory()
    found = run(questions, jobs=2, store=store)
    verdicts = [found[q.fingerprint].verdict for q in questions]
    assert verdicts == [Verdict.VERIFIED, Verdict.REFUTED, Verdict.VERIFIED, Verdict.VERIFIED]
    assert {e.when for e in found.values()} == {"now"}
    assert len(store.kept) == 4
    for evidence, certificate in store.kept:
        assert certificate is not None and evidence.certificate is not None
        assert len(certificate) == evidence.certificate.bytes
        assert evidence.cost.seconds > 0 and evidence.tool


def test_a_file_that_changes_while_it_is_asked_gives_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.cnf"
    file.write_text("p cnf 1 1\n1 0\n")
    question = about(family_problem("dimacs", {"file": "a.cnf"}, base=tmp_path, expect="satisfiable"), Limits(20, 1000))
    store = Memory()

    def edit(event: Progress) -> None:
        if isinstance(event, Started):
            file.write_text("p cnf 1 2\n1 0\n-1 0\n")

    evidence = run([question], jobs=1, store=store, on_event=edit)[question.fingerprint]
    assert evidence.verdict is Verdict.ERROR
    assert "changed" in evidence.reason
    assert [certificate for _, certificate in store.kept] == [None]


def test_a_question_asked_twice_runs_once() -> None:
    events: list[Progress] = []
    found = run([schur(13), schur(13)], jobs=2, on_event=events.append)
    assert len(found) == 1
    assert sum(isinstance(event, Started) for event in events) == 1


def test_events_tell_the_story_in_order() -> None:
    events: list[Progress] = []
    question = schur(40, 4, None)
    run([question], jobs=1, on_event=events.append)
    kinds = [type(event) for event in events]
    assert kinds[0] is Started
    assert Sampled in kinds
    assert kinds[-2:] == [Certifying, Answered]


def test_spent_time_is_unknown_with_its_reason() -> None:
    store = Memory()
    question = schur(160, 5, seconds=1)
    evidence = run([question], jobs=1, store=store)[question.fingerprint]
    assert evidence.verdict is Verdict.UNKNOWN
    assert "limit 1 s" in evidence.reason and "--timeout" in evidence.reason
    assert evidence.certificate is None
    assert store.kept == [(evidence if evidence.when == "" else replace(evidence, when=""), None)]
    assert evidence.limits.seconds == 1


def test_spent_memory_is_unknown_with_its_reason() -> None:
    question = replace(schur(160, 5), limits=Limits(30, 40))
    evidence = run([question], jobs=1)[question.fingerprint]
    assert evidence.verdict is Verdict.UNKNOWN
    assert "limit 40 MB" in evidence.reason and "--memory" in evidence.reason


@pytest.mark.parametrize("kind", ["lean", "curves"])
def test_a_missing_checker_is_an_error_that_says_so(kind: str) -> None:
    problem = Problem("x", "x", kind, "true", {}) if kind != "lean" else None
    question = Question("f", "lean" if kind == "lean" else "problem", "Some.name", kind, problem, "true", Limits())
    store = Memory()
    evidence = run([question], jobs=1, store=store)["f"]
    assert evidence.verdict is Verdict.ERROR and evidence.missing
    assert "upgrade" in evidence.reason
    assert store.kept == []


def test_cancel_ends_what_runs_and_keeps_what_finished() -> None:
    cancel = threading.Event()
    quick, endless = schur(13), schur(160, 5, seconds=50)
    store = Memory()

    def stop(event: Progress) -> None:
        if isinstance(event, Answered):
            cancel.set()

    start = time.monotonic()
    found = run([quick, endless], jobs=2, store=store, on_event=stop, cancel=cancel)
    assert set(found) == {quick.fingerprint}
    assert len(store.kept) == 1
    assert time.monotonic() - start < 20


def test_a_store_that_cannot_write_ends_the_run() -> None:
    class Full:
        def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
            raise BadInput("the disk is full", remedy="make room")

    with pytest.raises(BadInput, match="disk is full"):
        run([schur(13), schur(160, 5)], jobs=2, store=Full())


def test_a_folder_that_cannot_be_written_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> list[str]:
        raise OSError(28, "No space left on device", "/tmp/somewhere")

    monkeypatch.setattr(registry.checker("sat").__class__, "command", full)
    with pytest.raises(BadInput, match="No space left on device"):
        run([schur(13)], jobs=1)


class Cheat:
    """A checker whose child claims what it likes and leaves any file as its certificate."""

    name = "cheat"

    def __init__(self, answer: str, certificate: str | None, *, code: str = "") -> None:
        self.answer = answer
        self.certificate = certificate
        self.code = code

    def version(self, problem: Problem) -> str:
        return "1"

    def missing(self) -> str | None:
        return None

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        return [sys.executable, "-c", self.code]

    def claim(self, folder: Path) -> Claim:
        path = folder / self.certificate if self.certificate else None
        return Claim(self.answer, "trust me", "witness", path, "cheat 1.0")

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        if certificate.read_text() != "right":
            raise RejectedCertificate("it is not right")
        return Judgement("satisfiable", Tier.CERTIFICATE, (), "it is right")


def cheated(monkeypatch: pytest.MonkeyPatch, cheat: Cheat) -> tuple[Evidence, Memory]:
    monkeypatch.setattr("workbench.dispatch.runner.checker", lambda name: cheat)
    store = Memory()
    question = schur(13, expect="satisfiable")
    return run([question], jobs=1, store=store)[question.fingerprint], store


WRITES = "import pathlib; pathlib.Path('certificate').write_text({!r})"


@pytest.mark.parametrize(
    "cheat",
    [
        Cheat("satisfiable", "certificate", code=WRITES.format("wrong")),
        Cheat("unsatisfiable", "certificate", code=WRITES.format("right")),  # claims what it does not show
        Cheat("satisfiable", "certificate"),
        Cheat("satisfiable", None),
        Cheat("satisfiable", "../outside", code="import pathlib; pathlib.Path('../outside').write_text('right')"),
        Cheat("satisfiable", "certificate", code="import os; os.mkdir('certificate')"),
        Cheat(
            "satisfiable",
            "certificate",
            code="import os, pathlib; pathlib.Path('x').write_text('right'); os.symlink('x', 'certificate')",
        ),
    ],
)
def test_a_cheat_gets_no_evidence(monkeypatch: pytest.MonkeyPatch, cheat: Cheat) -> None:
    evidence, store = cheated(monkeypatch, cheat)
    assert evidence.verdict is Verdict.ERROR
    assert evidence.certificate is None and evidence.tier is None
    assert [certificate for _, certificate in store.kept] == [None]


def test_the_same_checker_with_a_right_certificate_does(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, _ = cheated(monkeypatch, Cheat("satisfiable", "certificate", code=WRITES.format("right")))
    assert evidence.verdict is Verdict.VERIFIED


def test_a_child_that_crashes_is_an_error_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    question = schur(13)
    monkeypatch.setattr(
        registry.checker("sat").__class__,
        "command",
        lambda *_, **__: [sys.executable, "-c", "import sys; sys.exit('out of luck')"],
    )
    evidence = run([question], jobs=1)[question.fingerprint]
    assert evidence.verdict is Verdict.ERROR
    assert "out of luck" in evidence.reason


def test_no_folder_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run([schur(13), schur(160, 5, seconds=0.5)], jobs=2)
    assert list(tmp_path.iterdir()) == []
