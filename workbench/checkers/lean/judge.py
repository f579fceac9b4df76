"""From what Lean says of a declaration to whether it may stand for a statement. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.checkers.lean.facts import Axiom, Fact
from workbench.evidence.record import Tier
from workbench.problems.declaration import ANYTHING, DEFINITION, THEOREM, Declaration

ACCEPTED, STATED, REJECTED = "accepted", "stated", "rejected"

AXIOMS = {
    "propext": "∀ {a : Prop}, ∀ {b : Prop}, (@Iff a b) → @Eq.{1} Prop a b",
    "Classical.choice": "∀ {α : Sort.{u}}, (@Nonempty.{u} α) → α",
    "Quot.sound": (
        "∀ {α : Sort.{u}}, ∀ {r : α → α → Prop}, ∀ {a : α}, ∀ {b : α}, (r a b) → "
        "@Eq.{u} (@Quot.{u} α r) (@Quot.mk.{u} α r a) (@Quot.mk.{u} α r b)"
    ),
}
"""What Lean's mathematics rests on, with the types that the official library gives them, as the audit prints them."""

_KINDS = {
    "theorem": "a theorem",
    "def": "a def",
    "inductive": "an inductive type",
    "constructor": "a constructor",
    "recursor": "a recursor",
    "axiom": "an axiom",
    "opaque": "an opaque constant",
    "quot": "a part of Quot",
}
_MAY = {THEOREM: ("theorem",), DEFINITION: ("def", "inductive"), ANYTHING: ("theorem", "def", "inductive")}
_WANTED = {
    THEOREM: "a theorem",
    DEFINITION: "a def, structure, class, inductive or instance",
    ANYTHING: "a theorem or a definition",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a declaration may stand for what asks for it."""

    outcome: str
    """`accepted` | `stated` (all is well but a proof that uses sorry) | `rejected`."""
    reason: str
    """A sentence without a full stop."""
    tier: Tier | None = None
    rests_on: tuple[str, ...] = ()


def judge(
    asked: Declaration,
    fact: Fact,
    *,
    file: str | None,
    toolchain: str,
    rests_on: tuple[str, ...],
    tier: Tier = Tier.CERTIFICATE,
) -> Judgement:
    """What becomes of a declaration that is there and compiles. `file` is where its module lies in the project, None
    for one of the core or a library; `toolchain` a name for Lean; `rests_on` what a certificate of it rests on, and
    `tier` how far it can be trusted."""
    fault = _fault(asked, fact, file)
    if fault:
        return Judgement(REJECTED, f"{fact.name}: {fault}")
    where = file or fact.module
    if fact.sorry == "proof":
        return Judgement(STATED, f"{fact.name} ({where}) uses sorry")
    axioms = ", ".join(axiom.name for axiom in fact.axioms)
    reason = f"{_KINDS[fact.kind]} in {where}, accepted and replayed by the kernel of {toolchain}"
    return Judgement(ACCEPTED, f"{reason}; axioms: {axioms or 'none'}", tier, rests_on)


def _fault(asked: Declaration, fact: Fact, file: str | None) -> str:
    if asked.file is not None and file != asked.file:
        return f"it is declared in {file or fact.module}, and {asked.file} was asked"
    if fact.unsafe or fact.partial:
        return f"it is {'unsafe' if fact.unsafe else 'partial'}, so that the kernel's word says nothing of it"
    if fact.kind not in _MAY.get(asked.wants, ()):
        wanted = _WANTED.get(asked.wants, asked.wants)
        return f"it is {_KINDS.get(fact.kind, fact.kind)}, and the node asks for {wanted}"
    if foreign := [axiom for axiom in fact.axioms if not is_allowed(axiom)]:
        return "; ".join(_about(axiom) for axiom in foreign[:3])
    if fact.sorry == "statement":
        return "what it says rests on sorry, so that it says nothing certain"
    if fact.doubtful:
        return f"it rests on {', '.join(fact.doubtful[:3])}, which is unsafe, partial or opaque"
    if fact.cut:
        return "its statement is too large to be shown, and so to be accepted by anybody"
    if not fact.replayed:
        return "the kernel did not take the compiled modules a second time"
    return ""


def is_allowed(axiom: Axiom) -> bool:
    """Whether it is one of the three, declared by the core or library itself and with the type that it has there."""
    return not axiom.own and axiom.module.split(".")[0] == "Init" and AXIOMS.get(axiom.name) == axiom.type


def _about(axiom: Axiom) -> str:
    if axiom.name in AXIOMS:
        return f"it rests on an axiom {axiom.name} that is not Lean's own: {axiom.type[:200]} (in {axiom.module})"
    return f"it rests on the axiom {axiom.name} : {axiom.type[:200]} (in {axiom.module})"
