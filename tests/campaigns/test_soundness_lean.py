"""A share of the mutants of theorems and proofs: none accepted, all right ones accepted; and that this can fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaigns.soundness import lean
from campaigns.soundness.lean_statements import THEOREMS, Tree, every, truth, written
from workbench.dispatch.lean import ACCEPTED, Outcome


def test_the_right_ones_are_accepted() -> None:
    assert len(list(lean.Lean().twins())) == len(THEOREMS) + len(lean.BODIES)


def test_no_mutant_is_accepted() -> None:
    source = lean.Lean()
    found = list(source.mutants(40, 0))
    assert len(found) == 40
    assert [mutant for mutant in found if not mutant.caught_by] == []
    assert len({mutant.kind for mutant in found}) > 12
    assert source.equivalent > 0


def test_every_trick_is_tried_in_a_full_run() -> None:
    assert len(lean.TRICKS) <= 300 * 10 / 100, "30 mutants of a full run's 300 are tricks that no word is forbidden to"


def test_what_is_accepted_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lean._asked

    def accepting(*given: object, **more: object) -> tuple[dict[str, Outcome], dict[str, str]]:
        found, said = whole(*given, **more)  # type: ignore[arg-type]
        return {
            name: replace(outcome, outcome=ACCEPTED, states="always the same") for name, outcome in found.items()
        }, said

    monkeypatch.setattr(lean, "_asked", accepting)
    kinds = {mutant.kind: mutant.caught_by for mutant in lean.Lean().mutants(20, 0)}
    assert {caught for kind, caught in kinds.items() if kind.startswith(("statement", "proof", "a definition"))} == {""}


def test_one_that_lean_takes_among_many_that_it_does_not_is_found() -> None:
    texts = {name: f"theorem {name} : {says} := by decide\n" for name, says in (("a", "1 = 2"), ("b", "2 = 2"))}
    assert lean._together({**texts, "c": "theorem c : 1 = 3 := by decide\n"}) == {
        "a": "Lean: it does not compile",
        "b": "",
        "c": "Lean: it does not compile",
    }


STATEMENTS: tuple[tuple[Tree, bool | None], ...] = (
    (("=", ("-", 3, 5), 0), True),
    (every("n", "Nat", ("<", ("*", "n", "n"), 36)), False),
    (every("n", "Nat", ("≤", 0, "n")), None),
    (("∃", "n", "Nat", ("=", ("*", "n", "n"), 25)), True),
    (("∃", "n", "Nat", ("=", ("*", "n", "n"), 26)), None),
    (("¬", ("∃", "n", "Nat", ("=", "n", 3))), False),
    (("∃", "y", "Fin 4", every("x", "Fin 4", ("=", ("+", "x", "y"), 3))), False),
    (every("p q", "Prop", ("→", ("→", "p", "q"), ("→", "q", "p"))), False),
    (every("p", "Prop", ("∨", "p", ("¬", "p"))), True),
    (every("a", "Bool", ("=", ("!", "a"), "a")), False),
    (("∀", "x", "[1, 2, 3]", ("<", "x", 3)), False),
)


@pytest.mark.parametrize(("statement", "holds"), STATEMENTS)
def test_statements_are_evaluated_without_lean(statement: Tree, holds: bool | None) -> None:
    assert truth(statement) is holds, written(statement)
