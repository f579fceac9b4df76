"""Outside provers: what they are told, how they are asked again, and hostile ones."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from search_samples import Sessions

from workbench.dispatch.lean_project import open_project
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Limits
from workbench.problems.declaration import THEOREM, Declaration
from workbench.search.outside import Prover, Talk, propose, prover
from workbench.search.session import Finished
from workbench.search.target import Target, open_target

SOURCE = """import Base
theorem near (p : Prop) (h : p) : Base.twice p := ⟨h, h⟩
theorem t (p q : Prop) : p ∧ q → q ∧ p := by
  sorry
"""
PROOF = "intro h\\nexact ⟨h.2, h.1⟩"

Ask = Callable[..., tuple[list[Finished], Talk, float]]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, compiled_libraries: None) -> Target:
    root = tmp_path_factory.mktemp("project")
    folder = root / "lean"
    folder.mkdir()
    (folder / "Base.lean").write_text("def Base.twice (p : Prop) : Prop := p ∧ p\n", "utf-8")
    (folder / "Main.lean").write_text(SOURCE, "utf-8")
    found = open_target(open_project(root, ("lean",)), Declaration("t", THEOREM), Limits(60, 3000))
    assert found is not None
    return found


@pytest.fixture
def ask(tmp_path: Path, sessions: Sessions, target: Target) -> Ask:
    """Run a prover that is a few lines of Python; returns the proofs that it found."""

    def asked(program: str, *, attempts: int = 1, seconds: float = 60) -> tuple[list[Finished], Talk, float]:
        file = tmp_path / "prover.py"
        file.write_text(f"import json, sys, os, time\n{program}\n", "utf-8")
        talk, began = Talk(), time.monotonic()
        command = shlex.join([sys.executable, str(file)])
        session = sessions.on("theorem t (p q : Prop) : p ∧ q → q ∧ p := by\n  sorry\n")
        found = propose(session, target, prover(command, Prover(())), talk, seconds=seconds, attempts=attempts)
        return list(found), talk, time.monotonic() - began

    return asked


def test_what_it_is_told_is_in_the_documents(ask: Ask, target: Target) -> None:
    from workbench.search.outside import question

    talk = Talk(attempts=2, errors=[{"proof": "simp", "message": "no"}])
    told = question(target, "⊢ goal", talk)
    assert told == {
        "format": 1,
        "statement": "theorem t (p q : Prop) : p ∧ q → q ∧ p",
        "goal": "⊢ goal",
        "imports": ["Base"],
        "declarations": [],
        "errors": [{"proof": "simp", "message": "no"}],
        "file": "lean/Main.lean",
        "theorem": "t",
        "attempt": 2,
    }
    documented = (Path(__file__).parents[2] / "docs" / "prove.md").read_text("utf-8")
    assert all(f'"{key}"' in documented for key in told)


def test_a_proof_is_found(ask: Ask) -> None:
    found, talk, _ = ask(f"json.load(sys.stdin)\nprint(json.dumps({{'proof': '{PROOF}'}}))")
    assert [one.proof for one in found] == ["intro h\nexact ⟨h.2, h.1⟩"]
    assert talk.candidates == 1 and talk.attempts == 1


@pytest.mark.parametrize(
    "proof", ["by simp_all", "by\\n  intro h\\n  exact ⟨h.2, h.1⟩", "    intro h\\n    exact ⟨h.2, h.1⟩\\n"]
)
def test_by_and_indentation_are_taken_off(ask: Ask, proof: str) -> None:
    found, _, _ = ask(f"print(json.dumps({{'proof': '{proof}'}}))")
    assert len(found) == 1 and not found[0].proof.startswith(("by", " "))


def test_it_is_asked_again_with_what_lean_said(ask: Ask) -> None:
    program = f"""
goal = json.load(sys.stdin)
if not goal["errors"]:
    print(json.dumps({{"proof": "intro h"}}))
    print(json.dumps({{"proof": "exact nonsense"}}))
else:
    assert goal["attempt"] == 2 and goal["theorem"] == "t" and "⊢ p ∧ q → q ∧ p" in goal["goal"]
    first, second = goal["errors"]
    assert first["proof"] == "intro h" and "unsolved goals" in first["message"] and "⊢ q ∧ p" in first["message"]
    assert "nonsense" in second["message"]
    print(json.dumps({{"proof": "{PROOF}"}}))
"""
    found, talk, _ = ask(program, attempts=3)
    assert len(found) >= 1 and talk.candidates >= 3


def test_attempts_are_counted_and_the_last_words_are_told(ask: Ask) -> None:
    found, talk, _ = ask("print(json.dumps({'proof': 'exact nonsense'}))", attempts=2)
    assert not found and talk.attempts == 2 and "2 attempts with 2 candidates" in talk.why and "nonsense" in talk.why


SORRY = "print(json.dumps({'proof': 'sorry'}))"


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (SORRY, "proves nothing"),
        ("print(json.dumps({'proof': 'intro h; exact ⟨h.2, by admit⟩'}))", "proves nothing"),
        ("print(json.dumps({'proof': 'exact (sorryAx _ : _)'}))", "proves nothing"),
        ("print(json.dumps({'proof': 'x' * 100000}))", "characters"),
        ("print('{\"proof\": \"' + 'x' * 10**7 + '\"}')", "more on one line"),
        ("print(json.dumps({'proof': 'trivial\\0'}))", "U+0000"),
        ("print(json.dumps({'proof': 'trivial\\u202e'}))", "U+202E"),
        ('print(\'{"proof": "\\\\ud800"}\')', ""),
        ("print(json.dumps({'proof': 'axiom a : False'}))", "assumes what is to be proved"),
        ("print(json.dumps({'proof': 'trivial\\n  )\\n  skip\\ntheorem u : True := by (trivial'}))", "bracket"),
        ("print(json.dumps({'proof': 'simp\\n/- and so on'}))", "never ended"),
        ("print(json.dumps({'proof': 'native_decide'}))", "compiled code"),
        ("print(json.dumps({'proof': 'run_tac nothing'}))", "runs code"),
        ("print(json.dumps({'proof': ''}))", "empty"),
        ("print(json.dumps({'proof': 17}))", "not {"),
        ("print(json.dumps({'answer': 'simp'}))", "not {"),
        ("print('a proof: simp')", "not {"),
        ("print('[' * 100000)", ""),
        ("sys.stdout.buffer.write(b'\\xff\\xfe\\n')", "not {"),
        ("pass", "ended without a candidate"),
        ("sys.exit('no key for the model')", "no key for the model"),
        ("os.abort()", "ended without a candidate"),
        ("while True: print(json.dumps({'proof': 'simp'}))", "more than 64 candidates"),
        ("while True: print()", "too much"),
        ("while True: sys.stdout.write('x' * 10000)", "more on one line"),
    ],
)
def test_hostile_answers_are_refused_with_reasons(ask: Ask, program: str, why: str) -> None:
    found, talk, seconds = ask(program)
    assert not found and talk.errors and seconds < 50
    assert any(why in error["message"] for error in talk.errors), talk.errors


def test_a_benign_twin_among_hostile_answers_is_found(ask: Ask) -> None:
    found, talk, _ = ask(f"{SORRY}\nprint('nothing')\nprint(json.dumps({{'proof': '{PROOF}'}}))")
    assert len(found) == 1 and len(talk.errors) == 2


def test_one_that_takes_for_ever_is_ended(ask: Ask, tmp_path: Path) -> None:
    found, talk, seconds = ask("time.sleep(600)", seconds=2, attempts=5)
    assert not found and seconds < 30 and "spent" in talk.why


def test_it_cannot_write_here(ask: Ask, tmp_path: Path) -> None:
    from workbench.dispatch.sandbox import isolation

    if not isolation().in_force:
        pytest.skip("no wall here")
    mark = tmp_path / "mark"
    ask(f"open({str(mark)!r}, 'w').write('here')")
    assert not mark.exists()


def test_its_command_line_is_checked() -> None:
    with pytest.raises(BadInput):
        prover(" ", Prover(()))
    with pytest.raises(MissingTool) as caught:
        prover("no-such-prover-anywhere", Prover(()))
    assert "no-such-prover-anywhere" in str(caught.value)
