"""Whether today's two halves are the ones that a person accepted."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blueprints_by_hand import blueprint, entry, node, problem, proof, question, unknown, verified

from workbench.acceptance import formal_object, reprinted, states, today, untold
from workbench.blueprint.model import Blueprint, Node
from workbench.dispatch.plan import Question
from workbench.evidence.pairings import Lock, Pairing, read_lock, write_lock
from workbench.evidence.record import Evidence


def schur(n: int) -> Question:
    return question("p", problem=problem("p", body={"family": "schur", "parameters": {"n": n, "colours": 4}}))


DEFINITION = node("def:c", "A $k$-colouring of $[n]$.", env="definition", checked_by=[entry("c")])
THEOREM = node(
    "thm:s", "Every $4$-colouring of $[45]$...", uses=["def:c"], checked_by=[entry("p")], proof=proof(["lem:l"])
)
LEMMA = node("lem:l", "There are 7.")
COLOURING = question("c", problem=problem("c", body={"family": "pigeonhole", "parameters": {"holes": 2}}))
ASKED = {"def:c": (COLOURING,), "thm:s": (schur(45),)}


def whole(*changed: Node) -> Blueprint:
    nodes = {one.id: one for one in (DEFINITION, THEOREM, LEMMA)} | {one.id: one for one in changed}
    return blueprint(*nodes.values())


@pytest.fixture(scope="module")
def lock(tmp_path_factory: pytest.TempPathFactory) -> Lock:
    path = tmp_path_factory.mktemp("lock") / "workbench.lock"
    write_lock(path, today(whole(), ASKED).values())
    return read_lock(path)


def found(b: Blueprint, lock: Lock, asked: dict[str, tuple[Question, ...]] = ASKED) -> dict[str, str]:
    return {id: state.value for id, state in states(b, asked, lock).items()}


ACCEPTED = {"def:c": "accepted", "thm:s": "accepted", "lem:l": "none"}


def test_before_and_after_accepting(lock: Lock) -> None:
    assert found(whole(), {}) == {"def:c": "new", "thm:s": "new", "lem:l": "none"}
    assert found(whole(), lock) == ACCEPTED


def test_45_becomes_44_in_the_latex_alone(lock: Lock) -> None:
    changed = replace(THEOREM, text=THEOREM.text.replace("45", "44"))
    assert found(whole(changed), lock) == ACCEPTED | {"thm:s": "changed"}


def test_45_becomes_44_in_the_problem_alone(lock: Lock) -> None:
    assert found(whole(), lock, ASKED | {"thm:s": (schur(44),)}) == ACCEPTED | {"thm:s": "changed"}


def test_a_changed_definition_changes_what_rests_on_it(lock: Lock) -> None:
    changed = replace(DEFINITION, text="A proper $k$-colouring of $[n]$.")
    assert found(whole(changed), lock) == ACCEPTED | {"def:c": "changed", "thm:s": "changed"}


def test_a_changed_proof_or_what_it_uses_changes_nothing(lock: Lock) -> None:
    rewritten = replace(THEOREM, proof=proof([], text="Otherwise."), leanok=True)
    assert found(whole(rewritten, replace(LEMMA, text="There are 8.")), lock) == ACCEPTED


def test_a_renamed_problem_or_another_place_changes_nothing(lock: Lock) -> None:
    asked = ASKED | {"thm:s": (replace(schur(45), name="renamed"),)}
    moved = replace(THEOREM, place=replace(THEOREM.place, line=99), checked_by=(entry("renamed"),))
    assert found(whole(moved), lock, asked) == ACCEPTED


def test_more_questions_than_were_accepted(lock: Lock) -> None:
    both = replace(THEOREM, checked_by=(entry("p"), entry("q")))
    assert found(whole(both), lock, ASKED | {"thm:s": (schur(45), schur(46))})["thm:s"] == "changed"


def test_a_name_that_stands_for_nothing_cannot_be_accepted(lock: Lock) -> None:
    both = replace(THEOREM, checked_by=(entry("p"), entry("gone")))
    assert found(whole(both), lock)["thm:s"] == "changed"
    assert found(whole(both), {})["thm:s"] == "new"
    assert "thm:s" not in today(whole(both), ASKED)
    assert found(whole(), lock, {"def:c": (COLOURING,)})["thm:s"] == "changed"


def test_another_label_and_another_line_without_one(lock: Lock, tmp_path: Path) -> None:
    relabelled = replace(THEOREM, id="thm:schur")
    b = blueprint(DEFINITION, relabelled, LEMMA)
    assert found(b, lock, {"def:c": (COLOURING,), "thm:schur": (schur(45),)})["thm:schur"] == "accepted"
    unlabelled = node("content.tex:12", "It is 45.", generated_id=True, checked_by=[entry("p")])
    write_lock(tmp_path / "lock", today(blueprint(unlabelled), {"content.tex:12": (schur(45),)}).values())
    moved = replace(unlabelled, id="content.tex:13")
    assert found(blueprint(moved), read_lock(tmp_path / "lock"), {"content.tex:13": (schur(45),)}) == {
        "content.tex:13": "accepted"
    }


def test_another_label_of_what_it_builds_on(lock: Lock) -> None:
    b = blueprint(replace(DEFINITION, id="def:colouring"), replace(THEOREM, uses=("def:colouring",)), LEMMA)
    assert found(b, lock, {"def:colouring": (COLOURING,), "thm:s": (schur(45),)})["thm:s"] == "accepted"


def test_a_statement_without_a_word_cannot_be_accepted() -> None:
    empty = replace(THEOREM, text=r"\label{thm:s} ")
    assert "thm:s" not in today(whole(empty), ASKED)
    assert found(whole(empty), {})["thm:s"] == "new"


def test_what_was_accepted_in_another_blueprint_does_not_count(lock: Lock) -> None:
    assert found(replace(whole(), main="other.tex"), lock) == {"def:c": "new", "thm:s": "new", "lem:l": "none"}


def test_the_formal_object_holds_the_bytes_of_its_files(tmp_path: Path) -> None:
    file = tmp_path / "a.col"
    file.write_text("p edge 2 1\ne 1 2\n")
    asked = question("p", problem=problem("p", files=(file,)))
    before = formal_object(asked, {})
    file.write_text("p edge 3 1\ne 1 2\n")
    assert formal_object(asked, {}) != before


def test_a_lean_declaration_whose_type_nobody_knows_cannot_be_accepted() -> None:
    lemma = replace(LEMMA, lean=("Nat.seven",))
    both = replace(THEOREM, lean=("Schur.four",))
    lean = {"lem:l": (question("Nat.seven", kind="lean"),), "thm:s": (question("Schur.four", kind="lean"), schur(45))}
    assert set(today(whole(lemma, both), ASKED | lean)) == {"def:c"}
    assert found(whole(lemma, both), {}, ASKED | lean) == {"def:c": "new", "thm:s": "new", "lem:l": "new"}


# Lean: the type, which only Lean can tell, is the formal half

SEVEN = question("Nat.seven", kind="lean", expect="true")
LEANING = replace(LEMMA, lean=("Nat.seven",))
LEAN_ASKED = {**ASKED, "lem:l": (SEVEN,)}


def told(states: str, tool: str = "Lean 4.35.0", **what: Any) -> dict[str, Evidence]:
    evidence = verified(SEVEN, states=states, tool=tool, **what)
    return {SEVEN.fingerprint: evidence}


def lean_state(lock: Lock, known: dict[str, Evidence], node: Node = LEANING) -> str:
    return states(whole(node), LEAN_ASKED, lock, known=known)["lem:l"].value


@pytest.fixture(scope="module")
def lean_lock(tmp_path_factory: pytest.TempPathFactory) -> Lock:
    path = tmp_path_factory.mktemp("lean") / "workbench.lock"
    write_lock(
        path, today(whole(LEANING), LEAN_ASKED, known=told("theorem Nat.seven : 3 + 4 = 7\n  exactly 12")).values()
    )
    return read_lock(path)


def test_a_declaration_is_accepted_with_its_type(lean_lock: Lock) -> None:
    assert lean_state(lean_lock, told("theorem Nat.seven : 3 + 4 = 7\n  exactly 12")) == "accepted"
    assert lean_state(lean_lock, told("theorem Nat.seven : True\n  exactly 12")) == "changed"
    assert lean_state({}, told("theorem Nat.seven : 3 + 4 = 7\n  exactly 12")) == "new"


def test_an_unproved_declaration_can_be_accepted_too(lean_lock: Lock) -> None:
    stated = unknown(SEVEN, states="theorem Nat.seven : 3 + 4 = 7\n  exactly 12")
    assert lean_state(lean_lock, {SEVEN.fingerprint: stated}) == "accepted"


def test_what_lean_has_not_told_today_is_held_to_be_as_accepted_and_the_text_still_counts(lean_lock: Lock) -> None:
    assert lean_state(lean_lock, {}) == "accepted"
    stale = {SEVEN.fingerprint: replace(told("theorem Nat.seven : True")[SEVEN.fingerprint], fingerprint="old")}
    assert lean_state(lean_lock, stale) == "accepted"
    assert lean_state(lean_lock, {}, replace(LEANING, text="There are 8.")) == "changed"
    assert "lem:l" not in today(whole(LEANING), LEAN_ASKED, known=stale)
    assert untold(LEAN_ASKED["lem:l"], {}) == ("Nat.seven",)


def test_only_another_toolchain_makes_a_reprint(lean_lock: Lock) -> None:
    before = lean_lock["web.tex", "lem:l"]

    def now(states: str, tool: str, node: Node = LEANING) -> Pairing:
        return today(whole(node), LEAN_ASKED, known=told(states, tool))["lem:l"]

    exact = now("theorem Nat.seven : 3 + 4 = 7\nexactly 12", "Lean 4.35.0")
    assert reprinted(now("theorem Nat.seven : 3 + 4 = (7 : Nat)", "Lean 4.36.0"), before)
    assert not reprinted(now("theorem Nat.seven : 3 + 4 = (7 : Nat)", "Lean 4.35.0"), before)
    assert not reprinted(now("theorem Nat.seven : 3 + 4 = 7\n  exactly 12", "Lean 4.36.0"), before)
    assert reprinted(now("theorem Nat.seven : (3 + 4) = 7\nexactly 12", "Lean 4.35.0"), exact)
    assert not reprinted(now("theorem Nat.seven : (3 + 4) = 7\nexactly 13", "Lean 4.35.0"), exact)
    other = replace(LEANING, text="There are 8.")
    assert not reprinted(now("theorem Nat.seven : 3 + 4 = (7 : Nat)", "Lean 4.36.0", other), before)
