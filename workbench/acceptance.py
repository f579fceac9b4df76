"""Both halves of every node as they are today, held against what a person accepted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench import fingerprints
from workbench.blueprint.model import Blueprint
from workbench.dispatch.plan import Question, Questions, names, unresolved
from workbench.evidence.pairings import FormalObject, Lock, Pairing
from workbench.fingerprints import Fingerprints
from workbench.status import PairingState


def today(
    blueprint: Blueprint, asked: Questions, prints: Fingerprints | None = None, nodes: Iterable[str] | None = None
) -> dict[str, Pairing]:
    """The pairings that could be accepted today, of all nodes or of these: those whose every name stands for something
    that can be shown, and that say something themselves. A Lean declaration without its type cannot be shown: whoever
    accepts a bare name accepts nothing; nor is there anything to accept in a statement without a word.

    Raises BadInput where a file that a problem names cannot be read.
    """
    prints = prints or Fingerprints(blueprint)
    found = {}
    for id in blueprint.nodes if nodes is None else nodes:
        of_node = asked.get(id, ())
        shown = [question for question in of_node if question.problem is not None]
        if not of_node or shown != list(of_node) or unresolved(blueprint.statements[id], asked):
            continue
        if prints.statement(id).text:
            found[id] = prints.pairing(id, [formal_object(question) for question in of_node])
    return found


def states(
    blueprint: Blueprint, asked: Questions, lock: Lock, prints: Fingerprints | None = None
) -> dict[str, PairingState]:
    """Whether each node's pairing is accepted, changed since, new, or there is nothing to accept.

    A pairing is its content: a node that got another label, or moved to another line without one, stays accepted.
    """
    accepted: Mapping[str, Pairing] = {node: one for (main, node), one in lock.items() if main == blueprint.main}
    contents = {one.fingerprint for one in accepted.values()}
    halves = today(blueprint, asked, prints) if accepted else {}
    found = {}
    for id, node in blueprint.nodes.items():
        if id in halves and halves[id].fingerprint in contents:
            found[id] = PairingState.ACCEPTED
        elif not names(node):
            found[id] = PairingState.NONE
        else:
            found[id] = PairingState.CHANGED if id in accepted else PairingState.NEW
    return found


def formal_object(question: Question) -> FormalObject:
    """What a question is about, as a pairing holds it."""
    assert question.problem is not None, "a declaration without its type is no formal object yet"
    return FormalObject(question.kind, fingerprints.question(question.problem), question.name)
