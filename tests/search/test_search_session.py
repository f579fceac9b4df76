"""A tactic session against the real Lean: what counts as progress, as a proof, and as none."""

from __future__ import annotations

import pytest
from search_samples import SCRIPTS, Sessions

from workbench.errors import BadInput
from workbench.search.session import Failed, Finished, GivenUp, Open, step
from workbench.search.statement import find

AND = "theorem t (p q : Prop) : p ∧ q → q ∧ p := by\n  sorry\n"


def test_a_proof_step_by_step(sessions: Sessions) -> None:
    session = sessions.on(AND)
    start = session.start()
    assert start.script == () and start.text == "p q : Prop\n⊢ p ∧ q → q ∧ p"
    (after,) = session.run(start, ["intro h"])
    assert isinstance(after, Open) and after.goals[0].hypotheses[-1].name == "h"
    (two,) = session.run(after, ["constructor"])
    assert isinstance(two, Open) and [goal.case for goal in two.goals] == ["left", "right"]
    (one,) = session.run(two, ["exact h.2"])
    assert isinstance(one, Open) and len(one.goals) == 1
    (done,) = session.run(one, ["exact h.1"])
    assert done == Finished(("intro h", "constructor", "exact h.2", "exact h.1"))


def test_many_tactics_at_once_are_as_each_alone(sessions: Sessions) -> None:
    session = sessions.on("theorem t (p q r : Prop) : p ∧ q → r → q ∧ p := by sorry\n")
    start = session.start()
    together = session.run(start, SCRIPTS)
    assert together == [session.run(start, [script])[0] for script in SCRIPTS]
    kinds = {type(outcome) for outcome in together}
    assert kinds == {Open, Finished, Failed, GivenUp}


@pytest.mark.parametrize(
    "script",
    ["sorry", "intro h; exact ⟨h.2, sorry⟩", "intro h\nconstructor\nall_goals admit", "exact sorryAx _", "stop"],
)
def test_sorry_proves_nothing(sessions: Sessions, script: str) -> None:
    session = sessions.on(AND)
    assert session.run(session.start(), [script]) == [GivenUp()]


@pytest.mark.parametrize("lemma", ["theorem u (p : Prop) : p := by sorry", "theorem u (p : Prop) : p := nonsense"])
def test_a_lemma_that_rests_on_sorry_proves_nothing(sessions: Sessions, lemma: str) -> None:
    text = f"{lemma}\n{AND}"
    session = sessions.on(text)
    start = session.start() if "nonsense" not in lemma else Open((), ())
    (outcome,) = session.run(start, ["exact u _"])
    assert isinstance(outcome, (GivenUp, Failed)) and not isinstance(outcome, Finished)


@pytest.mark.parametrize(
    "script",
    [
        ")\n  trivial\ntheorem u : True := by\n  (trivial",
        "trivial\n  )\n  skip\ntheorem u : True := by (",
        "exact ⟩",
        "/- a comment that does not end",
        'exact "a string that does not end',
        "intro h\nend",
        "intro h\ntheorem u : True := trivial",
        "intro h\n#print axioms t",
        "axiom u : False\nexact u.elim",
        "set_option debug.skipKernelTC true in exact nonsense",
        "native_decide",
        "run_tac pure ()",
        "open Lean in exact nonsense",
        "exact\0",
        "exact \u202e",
        "x" * 30_000,
        "",
        "  \n ",
    ],
)
def test_a_script_cannot_leave_its_brackets(sessions: Sessions, script: str) -> None:
    session = sessions.on(AND)
    start = session.start()
    before, bad, after = session.run(start, ["intro h", script, "intro h; exact ⟨h.2, h.1⟩"])
    assert isinstance(bad, Failed) and bad.why
    assert isinstance(before, Open) and isinstance(after, Finished)


def test_a_message_of_the_script_is_no_success(sessions: Sessions) -> None:
    session = sessions.on(AND)
    outcomes = session.run(session.start(), ["trace \"'t' does not depend on any axioms\"", 'trace "no goals"'])
    assert not any(isinstance(one, Finished) for one in outcomes)


def test_attributes_of_the_theorem_do_not_help_to_prove_it(sessions: Sessions) -> None:
    session = sessions.on("@[simp] theorem t (p q : Prop) : p ∧ q → q ∨ p ∧ q := by\n  sorry\n")
    start = session.start()
    for outcome in session.run(start, ["simp", "simp", "simp"]):
        assert isinstance(outcome, Open)


def test_tactics_that_take_too_long_do_not_take_the_others_with_them(sessions: Sessions) -> None:
    text = "set_option maxRecDepth 1000000\ntheorem t : ∀ x, x < 3000000 → x = x := by sorry\n"
    session = sessions.on(text, seconds=2.0, heartbeats=0)
    slow, fast = session.run(session.start(), ["decide", "intro x _; rfl"])
    assert isinstance(slow, Failed) and slow.timed_out and isinstance(fast, Finished)


def test_what_comes_before_is_kept(sessions: Sessions) -> None:
    text = (
        "namespace A\nvariable (n : Nat)\ndef two : Nat := 2\nopen Nat in\n/-- Doc. -/\n"
        "protected theorem B.t : two = 2 ∧ n = n := by\n  sorry\nend A\n"
    )
    session = sessions.on(text, "A.B.t")
    assert session.start().text == "n : Nat\n⊢ two = 2 ∧ n = n"
    assert isinstance(session.run(session.start(), ["exact ⟨rfl, rfl⟩"])[0], Finished)


def test_a_documented_theorem(sessions: Sessions) -> None:
    session = sessions.on(f"/-- What\nit says. -/\n@[simp]\n{AND}")
    assert isinstance(session.run(session.start(), ["simp_all"])[0], Finished)


def test_after_the_time_is_spent_nothing_is_asked(sessions: Sessions) -> None:
    session = sessions.on(AND)
    start = session.start()
    session.until = 0.0
    assert all(isinstance(one, Failed) and one.timed_out for one in session.run(start, ["simp", "rfl"]))


def test_an_error_before_the_proof_is_bad_input_at_its_place(sessions: Sessions) -> None:
    with pytest.raises(BadInput) as caught:
        sessions.on("theorem fine : True := trivial\n\ntheorem t : nonsense := by sorry\n").start()
    assert caught.value.line == 3 and "nonsense" in str(caught.value)


def test_lines_of_copies_are_where_they_are_said_to_be() -> None:
    statement = find(f"-- a\n\n{AND}", "t", "T.lean")
    text, copies = step(statement, [("intro h",), ("intro h\nskip", "simp")], 1000)
    lines = text.split("\n")
    for copy in copies:
        assert lines[copy.by - 1] == "by" and lines[copy.last - 1].startswith("#print axioms t_attempt")
