"""What is recorded where the second checker is missing, short of memory, or broken: in a run, and in an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checkers.lean import toolchain
from workbench.checkers.sat import second
from workbench.checkers.sat.second import LEAN, OURS, LeanStd
from workbench.dispatch.plan import Question, about
from workbench.dispatch.reimport import reimport
from workbench.dispatch.runner import run
from workbench.evidence.bundle import Bundle, write_bundle
from workbench.evidence.record import Evidence, Limits, Verdict
from workbench.evidence.store import Store
from workbench.problems.spec import family_problem


def question(memory_mb: int = 3000) -> Question:
    problem = family_problem("schur", {"n": "14", "colours": "3"}, expect="unsatisfiable")
    return about(problem, Limits(60, memory_mb))


def asked(one: Question, store: Store | None = None) -> Evidence:
    return run([one], jobs=1, cores=1, store=store)[one.fingerprint]


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "library.so").write_bytes(b"\x7fELF")
    monkeypatch.setattr(second, "lean_std", lambda: LeanStd(tmp_path / "library.so", "4.35.0"))


def test_both(tmp_path: Path) -> None:
    evidence = asked(question())
    assert evidence.verdict is Verdict.VERIFIED
    assert evidence.rests_on[-2:] == (OURS, f"{LEAN} (4.35.0)")


def test_without_the_wheel_the_record_says_that_ours_alone_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    evidence = asked(question())
    assert evidence.verdict is Verdict.VERIFIED
    assert evidence.rests_on[-1] == OURS
    assert "only our own checker agreed: Lean is not installed" in evidence.reason


def test_the_limit_of_the_question_is_that_of_the_second_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "BASE_MB", 5000)
    evidence = asked(question(memory_mb=4000))
    assert evidence.verdict is Verdict.VERIFIED and evidence.rests_on[-1] == OURS
    assert "MB of memory, and 4,000 MB are allowed" in evidence.reason


def test_a_second_checker_that_is_broken_leaves_no_answer(broken: None, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", write=True) as store:
        one = question()
        evidence = asked(one, store)
        assert evidence.verdict is Verdict.ERROR and not evidence.missing and evidence.certificate is None
        assert evidence.reason.startswith("the certificate could not be checked: Lean's own LRAT checker gives no")
        latest = store.latest(one.fingerprint)
        assert latest is not None and not latest.decided


def test_an_import_asks_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle made without Lean counts for as much as is checked here, and for nothing where the second is broken."""
    one = question()
    with monkeypatch.context() as without, Store.open(tmp_path / "there", write=True) as store:
        without.setattr(toolchain, "find_spec", lambda name: None)
        asked(one, store)
        write_bundle(tmp_path / "b.zip", store)
    with Store.open(tmp_path / "here", write=True) as store, Bundle(tmp_path / "b.zip") as bundle:
        with monkeypatch.context() as crashing:
            (tmp_path / "library.so").write_bytes(b"\x7fELF")
            crashing.setattr(second, "lean_std", lambda: LeanStd(tmp_path / "library.so", "4.35.0"))
            (imported,) = reimport(bundle, [one], store)
            assert not imported.counts and "could not be checked" in imported.sentence
            assert store.latest(one.fingerprint) is None
        (imported,) = reimport(bundle, [one], store)
        latest = store.latest(one.fingerprint)
        assert imported.counts and latest is not None and latest.rests_on[-1] == f"{LEAN} (4.35.0)"
