"""`workbench prove` from end to end, with the real Lean: exit codes, what is shown, what is written."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from search_samples import needs_leandojo

from workbench.cli.main import run

WEB = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{lemma}{Lemma}[chapter]
\begin{document}
\chapter{Sums}
\begin{lemma}\label{lem:swap}\lean{Goals.swap, Goals.back}
Both can be swapped.
\end{lemma}
\begin{lemma}\label{lem:open}\lean{Goals.everything}
Everything holds.
\end{lemma}
\begin{lemma}\label{lem:none}
Nothing formal.
\end{lemma}
\end{document}
"""
LEAN = """namespace Goals
theorem swap (p q : Prop) : p ∨ q → q ∨ p := by
  sorry
theorem back (p q : Prop) : p ∧ q → q ∧ p := by sorry
theorem everything (p : Prop) : p := by
  sorry
end Goals
"""
SETTINGS = """[[blueprint]]
main = "web.tex"
lean = ["lean"]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled_libraries: None) -> Path:
    (tmp_path / "lean").mkdir()
    (tmp_path / "lean" / "Goals.lean").write_text(LEAN, "utf-8")
    (tmp_path / "web.tex").write_text(WEB, "utf-8")
    (tmp_path / "workbench.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def source(root: Path) -> str:
    return (root / "lean" / "Goals.lean").read_text("utf-8")


def test_a_node_with_two_theorems_is_proved_and_written(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "lem:swap", "--dry-run"]) == 0
    said = capfd.readouterr()
    assert source(root) == LEAN and said.out.count("not written (--dry-run)") == 2 and "\x1b" not in said.out
    assert "auditing" in said.err
    assert run(["prove", "lem:swap", "--format", "json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert [one["outcome"] for one in answer["theorems"]] == ["proved", "proved"] and not answer["dry_run"]
    assert all(one["written"] and one["proof"] and one["file"] == "lean/Goals.lean" for one in answer["theorems"])
    assert source(root).count("sorry") == 1
    assert run(["prove", "lem:swap"]) == 0
    assert capfd.readouterr().out.count("is proved already") == 2


def test_what_is_not_found_is_1_and_leaves_the_file_alone(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "lem:open", "--timeout", "1"]) == 1
    assert "no proof found" in capfd.readouterr().out and source(root) == LEAN


def test_what_the_session_takes_and_the_audit_does_not_is_1_and_not_written(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Under the file's own bound on work the proof does not compile; the session has bounds of its own."""
    bounded = "set_option maxHeartbeats 100\ntheorem bounded : ∀ x, x < 120 → x * x ≤ 14400 := by\n  sorry\n"
    (root / "lean" / "Bounded.lean").write_text(bounded, "utf-8")
    assert run(["prove", "bounded", "--format", "json", "--timeout", "6"]) == 1
    (one,) = json.loads(capfd.readouterr().out)["theorems"]
    assert one["outcome"] == "rejected" and "heartbeats" in one["reason"] and not one["written"]
    assert (root / "lean" / "Bounded.lean").read_text("utf-8") == bounded


def test_a_file_and_a_theorem(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "lean/Goals.lean:Goals.back"]) == 0
    assert source(root).count("sorry") == 2
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "Own.lean").write_text("theorem own (p q : Prop) : p ∧ q → q ∧ p := sorry\n", "utf-8")
    assert run(["prove", "elsewhere/Own.lean:own"]) == 0
    assert "sorry" not in (root / "elsewhere" / "Own.lean").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["lem:nowhere"], "neither a node nor the name of a theorem"),
        (["lem:none"], "names no Lean declaration"),
        (["Goals.nobody"], "no Lean module declares"),
        (["lean/None.lean:t"], "no such Lean file"),
        (["Goals.swap", "--with", ""], "no command"),
        (["Goals.swap", "--with", "'unclosed"], "cannot be split"),
        (["Goals.swap", "--tactics", "none.txt"], "cannot be read"),
        (["Goals.swap", "--env", "NOBODY_SET_THIS"], "no variable"),
        (["Goals.swap", "--timeout", "-1"], "timeout"),
    ],
)
def test_bad_input_is_2_and_a_sentence(
    root: Path, capfd: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert run(["prove", *words]) == 2
    assert why in capfd.readouterr().err and source(root) == LEAN


def test_a_missing_prover_is_3(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "Goals.swap", "--with", "no-such-prover-anywhere"]) == 3
    assert "no-such-prover-anywhere" in capfd.readouterr().err


def test_an_outside_prover_proves_what_it_is_asked(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    prover = root / "prover.py"
    prover.write_text(
        "import json, sys\n"
        "goal = json.load(sys.stdin)\n"
        "print(json.dumps({'proof': 'sorry'}))\n"
        "if goal['errors']:\n"
        "    print(json.dumps({'proof': 'intro h\\nexact ⟨h.2, h.1⟩'}))\n",
        "utf-8",
    )
    assert run(["prove", "Goals.back", "--with", f"{sys.executable} prover.py", "--attempts", "1"]) == 1
    assert "proves nothing" in capfd.readouterr().out and source(root) == LEAN
    assert run(["prove", "Goals.back", "--with", f"{sys.executable} prover.py", "--attempts", "2"]) == 0
    assert "  intro h\n  exact ⟨h.2, h.1⟩\n" in source(root)


@needs_leandojo
def test_leandojo_proves_what_it_is_asked(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "Goals.back", "--with", "leandojo", "--format", "json"]) == 0
    (one,) = json.loads(capfd.readouterr().out)["theorems"]
    assert one["using"] == "leandojo" and one["written"] and source(root).count("sorry") == 2


def test_tactics_of_ones_own(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "mine.txt").write_text("exact fun h => h.elim Or.inr Or.inl\n", "utf-8")
    assert run(["prove", "Goals.swap", "--tactics", "mine.txt"]) == 0
    assert "exact fun h => h.elim Or.inr Or.inl" in source(root)


def test_a_workspace_without_lean_says_what_to_do(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "workbench.toml").write_text('[[blueprint]]\nmain = "web.tex"\n', "utf-8")
    assert run(["prove", "lem:swap"]) == 2
    assert "no Lean sources" in capfd.readouterr().err


def test_help_has_examples(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["prove", "--help"]) == 0
    said = capfd.readouterr().out
    assert "workbench prove lem:monotone --with leandojo\n" in said


def test_interrupted_it_writes_nothing_and_leaves_nothing_behind(root: Path) -> None:
    prover = root / "endless.py"
    prover.write_text("import time\nprint('begun', flush=True)\ntime.sleep(600)\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "workbench.cli.main",
        "prove",
        "Goals.back",
        "--with",
        f"{sys.executable} endless.py",
    ]
    process = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "attempt 1" in line:
            break
    wait_for(lambda: bool(running(prover)))
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130 and source(root) == LEAN
    wait_for(lambda: not running(prover))


def running(script: Path) -> list[psutil.Process]:
    return [one for one in psutil.process_iter(["cmdline"]) if str(script) in (one.info["cmdline"] or ())]


def wait_for(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came about")
