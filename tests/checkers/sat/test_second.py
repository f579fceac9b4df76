"""Two checkers have to agree: what becomes of a refutation where the second disagrees, crashes, or is not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lrat_samples import cnf

from workbench.checkers.base import Ran, RejectedCertificate, Runner, certify
from workbench.checkers.lean import toolchain
from workbench.checkers.sat import second
from workbench.checkers.sat.checker import SatChecker
from workbench.checkers.sat.lrat import check_lrat
from workbench.checkers.sat.second import LEAN, OURS, NoAnswer, agreed, is_second, lean_std, second_opinion
from workbench.dispatch.certifying import LEAST_SECONDS, Sandboxed, certify_with_both
from workbench.errors import MissingTool
from workbench.evidence.record import Limits
from workbench.problems.spec import Problem, family_problem

SQUARE = cnf([1, 2], [-1, 2], [1, -2], [-1, -2])
PROOF = b"5 2 0 1 2 0\n6 0 5 3 4 0\n"
NAME = f"{LEAN} (4.35.0)"


class Instead:
    """Runs another program in the place of Lean's checker, in the sandbox as that one is, or does something first."""

    memory_mb = 4000.0

    def __init__(self, *argv: str, first: Callable[[Path], object] | None = None, within: Sandboxed | None = None):
        self.argv = argv
        self.first = first
        self.within = within or Sandboxed(60, self.memory_mb)

    def __call__(self, argv: Sequence[str], folder: Path, *, read: Sequence[Path] = ()) -> Ran:
        if self.first is not None:
            self.first(folder)
        return self.within(self.argv or argv, folder, read=read)


def python(code: str) -> Instead:
    return Instead(sys.executable, "-I", "-S", "-c", code)


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    (tmp_path / "proof.lrat").write_bytes(PROOF)
    return tmp_path / "proof.lrat"


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    (tmp_path / "square.cnf").write_text("p cnf 2 4\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n")
    return family_problem("dimacs", {"file": "square.cnf"}, base=tmp_path)


def test_both_agree(proof: Path, problem: Problem) -> None:
    checked = certify_with_both(SatChecker(), problem, "lrat", proof, Limits(10, 2000))
    assert checked.rests_on == ("encoding:dimacs", OURS, NAME)
    assert agreed(checked.rests_on)
    assert "(2 lemmas re-checked); Lean's own LRAT checker (4.35.0) agrees" in checked.reason


def test_nobody_asked_the_second(proof: Path, problem: Problem) -> None:
    checked = certify(SatChecker(), problem, "lrat", proof)
    assert checked.rests_on == ("encoding:dimacs", OURS)
    assert checked.reason.endswith("; only our own checker agreed: no second one was asked")


def test_what_ours_rejects_is_not_asked_about(proof: Path, problem: Problem) -> None:
    proof.write_bytes(b"5 2 0 1 3 0\n6 0 5 3 4 0\n")
    with pytest.raises(RejectedCertificate, match="line 1"):
        certify(SatChecker(), problem, "lrat", proof, run=python("raise SystemExit('asked')"))


def test_a_disagreement(proof: Path) -> None:
    """The one kind known: RAT on a pure literal behind positive hints, a step that Lean's checker does not have."""
    formula = cnf(*SQUARE.clauses, [5])
    proof.write_bytes(b"6 7 0 5 0\n7 2 0 1 2 0\n8 0 7 3 4 0\n")
    assert check_lrat(formula, proof).rat_steps == 1
    with pytest.raises(RejectedCertificate, match="Lean's own LRAT checker rejects the proof, which ours accepts"):
        second_opinion(formula, proof, Sandboxed.under(None))


def test_a_disagreement_makes_nothing(proof: Path, tmp_path: Path) -> None:
    (tmp_path / "f.cnf").write_text("p cnf 5 6\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n5 3 0\n5 -3 0\n")
    proof.write_bytes(b"7 5 0 5 6 0\n8 9 0 7 0\n9 2 0 1 2 0\n10 0 9 3 4 0\n")
    problem = family_problem("dimacs", {"file": "f.cnf"}, base=tmp_path)
    assert certify(SatChecker(), problem, "lrat", proof).answer == "unsatisfiable"
    with pytest.raises(RejectedCertificate, match="rejects"):
        certify_with_both(SatChecker(), problem, "lrat", proof)


CRASHES = {
    "import os; os.kill(os.getpid(), 11)": "ended with signal 11",
    "import ctypes; ctypes.string_at(0)": "ended with signal 11",
    "import os; os.abort()": "ended with signal 6",
    "import sys; sys.exit('no such layout')": "ended with exit code 1: no such layout",
    "": "without an answer",
    "print('{')": "without an answer",
    "print('[1]')": "without an answer",
    "print('{}')": "without an answer",
    "print('{\"accepted\": true}')": "without an answer",
    'print(\'{"fault": "no such file"}\')': "gives no answer: no such file",
    'print(\'{"accepted": true, "formula": "0"}\')': "given another formula",
    "print('x' * 10_000_000)": "without an answer",
}


@pytest.mark.parametrize("code", CRASHES)
def test_a_crash_is_a_sentence_and_no_agreement(proof: Path, code: str) -> None:
    with pytest.raises(NoAnswer, match=CRASHES[code]):
        second_opinion(SQUARE, proof, python(code))


def test_another_formula_is_noticed(proof: Path) -> None:
    """As it would be if Lean laid out a clause otherwise than `lean_lrat.py` believes."""

    def drop_a_literal(folder: Path) -> None:
        text = (folder / "formula").read_text()
        (folder / "formula").write_text(text.replace("\n1 2 0", "\n2 0"))

    with pytest.raises(NoAnswer, match="another formula"):
        second_opinion(SQUARE, proof, Instead(first=drop_a_literal))


def test_a_proof_that_became_another_meanwhile(proof: Path) -> None:
    with pytest.raises(RejectedCertificate, match="rejects"):
        second_opinion(SQUARE, proof, Instead(first=lambda folder: (folder / "proof").write_bytes(b"5 0 1 2 0\n")))


def test_what_lean_cannot_read(proof: Path) -> None:
    with pytest.raises(NoAnswer, match="the proof cannot be read"):
        second_opinion(SQUARE, proof, Instead(first=lambda folder: (folder / "proof").write_bytes(b"")))


def test_too_long(proof: Path) -> None:
    with pytest.raises(NoAnswer, match=r"limit of 0\.2 s and 4,000 MB; raise --timeout"):
        second_opinion(
            SQUARE, proof, Instead(sys.executable, "-c", "import time; time.sleep(9)", within=Sandboxed(0.2, 4000))
        )


def test_too_large_by_estimate(proof: Path) -> None:
    opinion = second_opinion(SQUARE, proof, Sandboxed(60, 20))
    assert opinion.rests_on == ()
    assert opinion.reason == ("only our own checker agreed: Lean's needs about 50 MB of memory, and 20 MB are allowed")


def test_the_estimate_counts_the_proof(tmp_path: Path) -> None:
    lemmas = 200_000
    path = tmp_path / "long.lrat"
    rows = [f"{5 + k} 2 0 1 2 0\n" for k in range(lemmas)]
    path.write_text("".join([*rows, f"{5 + lemmas} 0 5 3 4 0\n"]))
    assert "Lean's needs about" in second_opinion(SQUARE, path, Sandboxed(60, 60)).reason
    assert second_opinion(SQUARE, path, Sandboxed(60, 1000)).rests_on == (NAME,)


def test_too_large_while_it_runs(proof: Path) -> None:
    code = "b = bytearray(300 << 20); b[::4096] = b'x' * len(b[::4096]); import time; time.sleep(9)"
    runner = Instead(sys.executable, "-c", code, within=Sandboxed(60, 100))
    assert second_opinion(SQUARE, proof, runner).reason == (
        "only our own checker agreed: Lean's passed its limit of 60 s and 100 MB"
    )


def test_without_the_wheel(proof: Path, problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    with pytest.raises(MissingTool, match="blueprint-workbench"):
        lean_std()
    checked = certify_with_both(SatChecker(), problem, "lrat", proof)
    assert checked.rests_on == ("encoding:dimacs", OURS)
    assert "; only our own checker agreed: Lean is not installed; get it with pip install" in checked.reason


@pytest.mark.parametrize("known", [{}, {"4.35.0": "0" * 40}, {"4.34.0": "eb6cafb7290e8bd5f2937522d8d804f58f02bafc"}])
def test_a_version_that_is_not_known(proof: Path, known: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its layouts may be others: it is not even started."""
    monkeypatch.setattr(second, "KNOWN", known)
    opinion = second_opinion(SQUARE, proof, python("import os; os.abort()"))
    assert opinion.rests_on == ()
    assert "only our own checker agreed: Lean 4.35.0 (eb6cafb7290e) is no version" in opinion.reason


def test_a_library_that_is_another_than_it_said(proof: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lean = lean_std()
    monkeypatch.setattr(second, "lean_std", lambda: lean)
    monkeypatch.setattr(second, "KNOWN", {"4.35.0": "0" * 40})
    with pytest.raises(NoAnswer, match="not the version"):
        second_opinion(SQUARE, proof, Sandboxed.under(None))


def test_a_library_without_the_checker(proof: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "empty.so").write_bytes(b"")
    for library in (tmp_path / "empty.so", tmp_path / "none.so", lean_std().library.with_name("libInit_shared.so")):
        lean = second.LeanStd(library, "4.35.0")
        monkeypatch.setattr(second, "lean_std", lambda lean=lean: lean)
        with pytest.raises(NoAnswer, match="the library cannot be used"):
            second_opinion(SQUARE, proof, Sandboxed.under(None))


def test_no_room_for_its_copy(proof: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(proof.parent / "gone"))
    with pytest.raises(NoAnswer, match="could not be given the proof: No such file or directory; free some space"):
        second_opinion(SQUARE, proof, Sandboxed.under(None))


def test_names() -> None:
    assert is_second(NAME) and is_second(LEAN) and is_second(f"{LEAN} (5.0.0)")
    assert not is_second(OURS) and not is_second(f"{LEAN}-of-mine (1)")
    assert not agreed(["encoding:schur", OURS])


def test_limits_of_a_second_checker() -> None:
    assert Sandboxed.under(Limits(1, 100)) == Sandboxed(LEAST_SECONDS, 100)
    assert Sandboxed.under(Limits(900, 100)).seconds == 1800
    assert 0 < Sandboxed.under(Limits(1, 10**9)).memory_mb < 10**8


def test_the_folder_of_the_second_is_removed(proof: Path, tmp_path: Path) -> None:
    seen: list[Path] = []
    second_opinion(SQUARE, proof, Instead(first=seen.append))
    assert len(seen) == 1 and not os.path.lexists(seen[0])
    runner: Runner = Instead(first=seen.append)
    assert runner.memory_mb > 0
