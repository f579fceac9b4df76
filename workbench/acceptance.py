"""Both halves of every node as they are today, held against what a person accepted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench import fingerprints
from workbench.blueprint.model import Blueprint
from workbench.dispatch.plan import Question, Questions, names, unresolved
from workbench.evidence.pairings import FormalObject, Lock, Pairing
from workbench.evidence.record import Evidence
from workbench.fingerprints import Fingerprints
from workbench.status import PairingState

LEAN = "lean"


def today(
    blueprint: Blueprint,
    asked: Questions,
    prints: Fingerprints | None = None,
    nodes: Iterable[str] | None = None,
    *,
    known: Mapping[str, Evidence] | None = None,
) -> dict[str, Pairing]:
    """The pairings that could be accepted today, of all nodes or of these: those whose every name stands for something
    that can be shown, and that say something themselves. A Lean declaration is shown with its type, which only Lean
    can tell (`known`, evidence by fingerprint): whoever accepts a bare name accepts nothing; nor is there anything to
    accept in a statement without a word.

    Raises BadInput where a file that a problem names cannot be read.
    """
    prints = prints or Fingerprints(blueprint)
    found = {}
    for id in blueprint.nodes if nodes is None else nodes:
        objects = [formal_object(question, known or {}) for question in asked.get(id, ())]
        shown = [one for one in objects if one is not None]
        if shown and shown == objects and not unresolved(blueprint.statements[id], asked) and prints.statement(id).text:
            found[id] = prints.pairing(id, shown)
    return found


def untold(asked: Iterable[Question], known: Mapping[str, Evidence]) -> tuple[str, ...]:
    """The names among these questions that Lean has not yet told the type of."""
    return tuple(question.name for question in asked if formal_object(question, known) is None)


def states(
    blueprint: Blueprint,
    asked: Questions,
    lock: Lock,
    prints: Fingerprints | None = None,
    *,
    known: Mapping[str, Evidence] | None = None,
) -> dict[str, PairingState]:
    """Whether each node's pairing is accepted, changed since, new, or there is nothing to accept.

    A pairing is its content: a node that got another label, or moved to another line without one, stays accepted. A
    declaration whose type is not known today is held to be as it was accepted, for nothing says otherwise; it takes
    fresh evidence, and with it the type, before the node is green.
    """
    accepted: Mapping[str, Pairing] = {node: one for (main, node), one in lock.items() if main == blueprint.main}
    contents = {one.fingerprint for one in accepted.values()}
    prints = prints or Fingerprints(blueprint)
    known = known or {}
    halves = today(blueprint, asked, prints, known=known) if accepted else {}
    for id, before in accepted.items():
        if id not in halves and id in blueprint.nodes and untold(asked.get(id, ()), known):
            of_node = asked.get(id, ())
            objects = [formal_object(question, known) or _as_accepted(question, before) for question in of_node]
            if None not in objects and not unresolved(blueprint.statements[id], asked):
                halves[id] = prints.pairing(id, [one for one in objects if one is not None])
    found = {}
    for id, node in blueprint.nodes.items():
        if id in halves and halves[id].fingerprint in contents:
            found[id] = PairingState.ACCEPTED
        elif not names(node):
            found[id] = PairingState.NONE
        else:
            found[id] = PairingState.CHANGED if id in accepted else PairingState.NEW
    return found


def formal_object(question: Question, known: Mapping[str, Evidence]) -> FormalObject | None:
    """What a question is about, as a pairing holds it; None for a declaration whose type is not known today."""
    if question.declaration is None:
        assert question.problem is not None, "a question is about a problem or a declaration"
        return FormalObject(question.kind, fingerprints.question(question.problem), question.name)
    evidence = known.get(question.fingerprint)
    if evidence is None or evidence.fingerprint != question.fingerprint or not evidence.states:
        return None
    return FormalObject(LEAN, evidence.states, question.declaration.name, evidence.tool)


def reprinted(now: Pairing, before: Pairing) -> bool:
    """Whether nothing differs but how the same declarations are printed: both halves' own texts are the same, and so
    are the names; what changed is the content of Lean objects, told by another Lean, or only what they read like."""
    old, new = ({(one.kind, one.name): one for one in pairing.objects} for pairing in (before, now))
    if now.fingerprint == before.fingerprint or old.keys() != new.keys():
        return False
    if (now.statement, now.ancestors_sha256) != (before.statement, before.ancestors_sha256):
        return False
    changed = [(old[key], new[key]) for key in old if old[key].content != new[key].content]
    return bool(changed) and all(
        a.kind == LEAN and (a.told_by != b.told_by or _exactly(a) == _exactly(b) != "") for a, b in changed
    )


def _exactly(one: FormalObject) -> str:
    """What Lean told of a declaration, but for how it reads."""
    return one.content.partition("\nexactly ")[2]


def _as_accepted(question: Question, before: Pairing) -> FormalObject | None:
    """The declaration as a person accepted it, where its type is not known today."""
    assert question.declaration is not None
    name = question.declaration.name
    return next((one for one in before.objects if (one.kind, one.name) == (LEAN, name)), None)
