"""Formulas in Lean against those of the encoders: the real Lean prints them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from workbench.dispatch.encodings import compare
from workbench.dispatch.lean_project import open_project
from workbench.dispatch.plan import Question, about
from workbench.evidence.record import Evidence, Limits, Verdict
from workbench.problems.declaration import THEOREM, Declaration
from workbench.problems.spec import family_of, family_problem

LITERAL = "structure Lit where\n  positive : Bool\n  var : Nat\n"
THEOREM_OF_F = "theorem speaks : f = f := rfl\n"


def clauses(n: int, colours: int) -> str:
    """The clauses of the family `schur`, in Lean's words."""
    problem = family_problem("schur", {"n": str(n), "colours": str(colours)})
    family, parameters = family_of(problem)
    return ", ".join(
        "[" + ", ".join(f"⟨{'true' if literal > 0 else 'false'}, {abs(literal)}⟩" for literal in clause) + "]"
        for clause in family.encode(parameters).plain.clauses
    )


RIGHT = f"[{clauses(5, 2)}]"
GOOD = f"def f (n k : Nat) : List (List Lit) := if n = 5 then if k = 2 then {RIGHT} else [] else []\n"
NOTHING = "def f (n k : Nat) : List (List Lit) := []\n"
PRINTED = f"def right : List (List Lit) := {RIGHT}\n"


def question(root: Path, source: str) -> Question:
    (root / "lean").mkdir(exist_ok=True)
    (root / "lean" / "Formula.lean").write_text(source, "utf-8")
    asked = about(family_problem("schur", {"n": "5", "colours": "2"}), Limits())
    project = open_project(root, ("lean",))
    return Question(
        **{name: getattr(asked, name) for name in ("kind", "name", "problem", "expect", "limits", "fingerprint")},
        checker="lean",
        declaration=Declaration("speaks", THEOREM),
        formula="f",
        project=project,
    )


def found(root: Path, source: str, cancel: threading.Event | None = None) -> list[Evidence]:
    recorded: list[Evidence] = []
    compare(question(root, source), lambda _, evidence, __: recorded.append(evidence), cancel=cancel)
    return recorded


def test_the_encoders_clauses_are_recognised(tmp_path: Path) -> None:
    (evidence,) = found(tmp_path, LITERAL + GOOD + THEOREM_OF_F)
    assert evidence.verdict is Verdict.VERIFIED, evidence.reason
    assert evidence.rests_on == ("evaluation:lean",)
    assert "the 12 clauses of f at n = 5, colours = 2" in evidence.reason


LOOPS = """instance (priority := high) {m} [Monad m] : ForIn m (List (List Lit)) (List Lit) where
  forIn _ b g := List.forIn right b g
"""
WRAPPED = "structure Wrap where\n  nothing : Unit\ninstance : Coe Wrap (List (List Lit)) := ⟨fun _ => right⟩\n"
NUMBERS = "instance (priority := high) : OfNat Nat 2 := ⟨Nat.succ 3⟩\n"
SIGNS = 'instance (priority := high) : ToString String := ⟨fun _ => "1 2 3 0"⟩\n'
OTHER = """structure Number where
  it : Nat
instance : Coe Number Nat := ⟨fun _ => 1⟩
structure Literal where
  positive : Bool
  var : Number
"""
CASES = {
    "one more": (LITERAL + GOOD.replace(RIGHT, f"{RIGHT[:-1]}, []]"), "has 13 clauses, and the encoder 12"),
    "another": (LITERAL + GOOD.replace("false", "true", 1), "clause 7 of f is"),
    "loops of its own": (LITERAL + PRINTED + LOOPS + NOTHING, "has 0 clauses"),
    "a coercion": (LITERAL + PRINTED + WRAPPED + "def f (n k : Nat) : Wrap := ⟨()⟩\n", "the program that prints"),
    "numbers of its own": (LITERAL + GOOD.replace("k = 2", "k = Nat.succ 3") + NUMBERS, "has 0 clauses"),
    "texts of its own": (LITERAL + SIGNS + GOOD.replace("false", "true", 1), "clause 7 of f is"),
    "a literal of other things": (
        OTHER + "def f (n k : Nat) : List (List Literal) := [[⟨true, ⟨7⟩⟩]]\n",
        "the program",
    ),
    "notation": (LITERAL + 'notation "five" => 5\n' + GOOD, "it has a notation"),
    "no formula": (LITERAL, "the program"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_another_formula_is_not_taken_for_the_encoders(tmp_path: Path, case: str) -> None:
    source, reason = CASES[case]
    (evidence,) = found(tmp_path, source + THEOREM_OF_F)
    assert evidence.verdict is Verdict.ERROR
    assert reason in evidence.reason


def test_nothing_is_recorded_of_what_was_interrupted(tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    assert found(tmp_path, LITERAL + GOOD + THEOREM_OF_F, cancel) == []
