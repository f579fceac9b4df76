"""What was found becomes a file only after the audit: on the real Lean, and the file itself byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.dispatch.lean_project import open_project
from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.problems.declaration import THEOREM, Declaration
from workbench.search.rebuilt import audited, proved_text, write
from workbench.search.target import Target, open_target

LIMITS = Limits(60, 3000)
SOURCE = """import Base
open Base

/-- First. -/
theorem first (p q : Prop) : p ∧ q → q ∧ p := by
  sorry  -- to do

theorem second : twice 2 = 4 := sorry

theorem third (p : Prop) : p := by
  sorry
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "lean"
    folder.mkdir()
    (folder / "Base.lean").write_text("namespace Base\ndef twice (n : Nat) : Nat := n + n\nend Base\n", "utf-8")
    (folder / "Main.lean").write_text(SOURCE, "utf-8")
    return tmp_path


def target_of(root: Path, name: str) -> Target:
    target = open_target(open_project(root, ("lean",)), Declaration(name, THEOREM), LIMITS)
    assert target is not None
    return target


def test_a_proof_is_audited_and_written_in_place_of_sorry_alone(root: Path) -> None:
    file = root / "lean" / "Main.lean"
    file.chmod(0o640)
    target = target_of(root, "first")
    judged = audited(target, "intro h\nexact ⟨h.2, h.1⟩", LIMITS)
    assert judged.accepted and "axioms: none" in judged.reason
    assert file.read_text("utf-8") == SOURCE  # nothing is written by the audit
    write(target, judged.text)
    assert file.read_text("utf-8") == SOURCE.replace("  sorry  --", "  intro h\n  exact ⟨h.2, h.1⟩  --", 1)
    assert file.stat().st_mode & 0o777 == 0o640 and len(list(file.parent.iterdir())) == 2
    assert open_target(open_project(root, ("lean",)), Declaration("first", THEOREM), LIMITS) is None
    again = target_of(root, "second")
    judged = audited(again, "rfl", LIMITS)
    assert judged.accepted
    write(again, judged.text)
    assert ":= by\n  rfl\n" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exact nonsense", "does not accept it"),
        ("intro h\nconstructor", "does not accept it"),
        ("sorry", "refused unread"),
        ("exact third _", "does not accept it"),
        ("axiom a : False", "refused unread"),
        ("intro h; exact ⟨h.2, h.1⟩\ntheorem fourth : True := trivial)", "refused unread"),
    ],
)
def test_what_the_audit_does_not_accept_is_not_written(root: Path, script: str, why: str) -> None:
    target = target_of(root, "first")
    judged = audited(target, script, LIMITS)
    assert not judged.accepted and why in judged.reason and not judged.text
    assert (root / "lean" / "Main.lean").read_text("utf-8") == SOURCE


def test_a_proof_by_a_theorem_that_rests_on_sorry_is_not_accepted(root: Path) -> None:
    (root / "lean" / "Main.lean").write_text(
        "theorem a (p : Prop) : p := by sorry\ntheorem b (p : Prop) : p := by\n  sorry\n", "utf-8"
    )
    judged = audited(target_of(root, "b"), "exact a p", LIMITS)
    assert not judged.accepted and "sorry" in judged.reason


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    target, file = target_of(root, "second"), root / "lean" / "Main.lean"
    file.write_text(SOURCE + "\n-- edited\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        write(target, proved_text(target, "rfl"))
    assert "changed" in str(caught.value) and file.read_text("utf-8").endswith("-- edited\n")


def test_line_ends_are_kept(root: Path) -> None:
    file = root / "lean" / "Main.lean"
    file.write_bytes(SOURCE.replace("\n", "\r\n").encode())
    target = target_of(root, "first")
    judged = audited(target, "intro h\nexact ⟨h.2, h.1⟩", LIMITS)
    assert judged.accepted
    write(target, judged.text)
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") and b"sorry  --" not in content


def test_a_link_stays_a_link(root: Path) -> None:
    file, real = root / "lean" / "Main.lean", root / "Real.txt"
    file.rename(real)
    file.symlink_to(real)
    target = target_of(root, "second")
    write(target, proved_text(target, "rfl"))
    assert file.is_symlink() and "rfl" in real.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "why"), [("nobody", "state it in a Lean file"), ("Base.twice", "cannot be proved yet")]
)
def test_what_is_not_stated_cannot_be_proved(root: Path, name: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        target_of(root, name)
    assert why in str(caught.value)


def test_a_source_that_does_not_compile_is_named_with_its_line(root: Path) -> None:
    (root / "lean" / "Main.lean").write_text("theorem t : True := by sorry\ntheorem u : nonsense := rfl\n", "utf-8")
    with pytest.raises(BadInput) as caught:
        target_of(root, "t")
    assert "lean/Main.lean:2" in str(caught.value)
