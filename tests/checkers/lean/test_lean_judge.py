"""What may stand for a statement: pure judgement over facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from workbench.checkers.lean.facts import Axiom, Fact
from workbench.checkers.lean.judge import ACCEPTED, AXIOMS, REJECTED, STATED, is_allowed, judge
from workbench.evidence.record import Tier
from workbench.problems.declaration import DEFINITION, THEOREM, Declaration

SOUND = Fact(
    name="t",
    module="A",
    kind="theorem",
    own=True,
    unsafe=False,
    partial=False,
    levels=(),
    type="True",
    value=None,
    axioms=tuple(Axiom(name, "Init.Core", type_, False) for name, type_ in AXIOMS.items()),
    sorry="",
    definitions=(),
    doubtful=(),
    cut=False,
    replayed=True,
)


def judged(wants: str = THEOREM, file: str | None = None, **changes: Any) -> Any:
    fact = replace(SOUND, **changes)
    return judge(Declaration("t", wants, file), fact, file="lean/A.lean", toolchain="Lean 4", rests_on=("own core",))


def test_a_sound_theorem() -> None:
    found = judged()
    assert (found.outcome, found.tier, found.rests_on) == (ACCEPTED, Tier.CERTIFICATE, ("own core",))
    assert judged(file="lean/A.lean").outcome == ACCEPTED


def test_sorry_in_a_proof_is_stated() -> None:
    found = judged(sorry="proof")
    assert (found.outcome, found.tier) == (STATED, None)


BAD = [
    ({"kind": "def"}, "it is a def, and the node asks for a theorem"),
    ({"kind": "axiom"}, "it is an axiom"),
    ({"kind": "opaque"}, "it is an opaque constant"),
    ({"kind": "constructor"}, "it is a constructor"),
    ({"kind": "quot"}, "a part of Quot"),
    ({"unsafe": True}, "it is unsafe"),
    ({"partial": True}, "it is partial"),
    ({"sorry": "statement"}, "what it says rests on sorry"),
    ({"doubtful": ("o",)}, "it rests on o, which is unsafe, partial or opaque"),
    ({"cut": True}, "too large to be shown"),
    ({"replayed": False}, "did not take the compiled modules a second time"),
    ({"axioms": (Axiom("bad", "A", "False", True),)}, "it rests on the axiom bad : False (in A)"),
    ({"axioms": (Axiom("propext", "A", "False", True),)}, "an axiom propext that is not Lean's own: False"),
    ({"axioms": (Axiom("propext", "Init.Core", "False", False),)}, "that is not Lean's own"),
    ({"axioms": (Axiom("propext", "A", AXIOMS["propext"], True),)}, "that is not Lean's own"),
    ({"axioms": (Axiom("propext", "Mathlib", AXIOMS["propext"], False),)}, "that is not Lean's own"),
    ({"axioms": (Axiom("Lean.ofReduceBool", "Init.Core", "x", False),)}, "rests on the axiom Lean.ofReduceBool"),
    ({"sorry": "proof", "axioms": (Axiom("bad", "A", "False", True),)}, "the axiom bad"),
    ({"sorry": "proof", "replayed": False}, "second time"),
]


@pytest.mark.parametrize(("changes", "why"), BAD)
def test_what_is_not_accepted(changes: dict[str, Any], why: str) -> None:
    found = judged(**changes)
    assert (found.outcome, found.tier) == (REJECTED, None)
    assert why in found.reason


@pytest.mark.parametrize(
    ("kind", "outcome"), [("def", ACCEPTED), ("inductive", ACCEPTED), ("theorem", REJECTED), ("axiom", REJECTED),
                          ("opaque", REJECTED), ("recursor", REJECTED)]
)  # fmt: skip
def test_what_a_definition_may_be(kind: str, outcome: str) -> None:
    assert judged(DEFINITION, kind=kind).outcome == outcome


def test_a_pinned_file_is_held_to() -> None:
    assert "lean/B.lean was asked" in judged(file="lean/B.lean").reason


def test_only_three_axioms_are_allowed_and_only_as_they_are() -> None:
    assert len(AXIOMS) == 3
    for axiom in SOUND.axioms:
        assert is_allowed(axiom)
        assert not is_allowed(replace(axiom, type=axiom.type + " "))
        assert not is_allowed(replace(axiom, own=True))
        assert not is_allowed(replace(axiom, module="Initial"))
