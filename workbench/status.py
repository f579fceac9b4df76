"""The colour of every node, computed from blueprint, evidence and pairings; pure.

The definitions are those of `docs/status.md`; every report, screen and page is a view of a `Report`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.blueprint.closure import closure
from workbench.blueprint.graph import predecessors
from workbench.blueprint.model import Blueprint, Finding, Node
from workbench.dispatch.plan import Question, Questions, is_fresh, names
from workbench.evidence.record import Evidence, Tier, Verdict


class Status(StrEnum):
    """The five colours; they exclude one another."""

    DARK_GREEN = "dark_green"
    GREEN = "green"
    BLUE_PROVE = "blue_prove"
    BLUE_STATE = "blue_state"
    WHITE = "white"


class Mark(StrEnum):
    """Signs beside the colour, never in place of it."""

    ASSERTED = "asserted"
    STALE = "stale"
    REFUTED = "refuted"
    FAILED = "failed"
    RUNNING = "running"
    GAP = "gap"
    BROKEN = "broken"


class PairingState(StrEnum):
    """Whether a person accepted the formal object as the statement."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    NEW = "new"
    NONE = "none"
    """Nothing to pair: the node names nothing a machine can be asked."""


SIGNS: Mapping[Status | Mark, str] = {
    Status.DARK_GREEN: "●",
    Status.GREEN: "◉",
    Status.BLUE_PROVE: "◐",
    Status.BLUE_STATE: "◔",
    Status.WHITE: "○",
    Mark.BROKEN: "!",
    Mark.STALE: "~",
    Mark.RUNNING: "…",
    Mark.REFUTED: "✗",
    Mark.FAILED: "✗",
    Mark.ASSERTED: "?",
    Mark.GAP: "∅",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known today about one question of one node."""

    id: str
    """`NODE/NAME`, unique in a report."""
    node: str
    kind: str
    name: str
    checker: str
    fingerprint: str
    """Today's."""
    evidence: Evidence | None
    """The newest recorded; it may be of another fingerprint."""
    fresh: bool
    """The evidence's fingerprint is today's (and, for `unknown`, its limits were no lower than today's)."""
    ran: bool = False
    """This call computed it."""


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """One node as the views show it."""

    node: str
    status: Status
    marks: tuple[Mark, ...]
    tier: Tier | None
    """The weakest of its answers' where all are verified; `asserted` where only the author's word stands; else None."""
    rests_on: tuple[str, ...]
    pairing: PairingState
    answers: tuple[str, ...]
    gaps: int = 0
    """How many gaps stand among its ancestors: what keeps a green node from dark green beside what is not green."""
    stated: bool = False
    """Its formal statement exists (or, where nothing was checked yet, its author says so)."""
    once_green: bool = False
    """A person accepted its pairing and each of its questions was verified, at some time, of whatever fingerprint."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A Lean theorem that says what the formula of a SAT question says."""

    family: str
    theorem: str
    formula: str
    """The function in Lean that the theorem is to speak of."""
    evidence: Evidence | None
    """That the encoder's clauses are those of the theorem's formula; fresh and verified, or None."""


@dataclass(frozen=True, slots=True)
class Report:
    """One blueprint with everything known about it: what every view is given."""

    blueprint: Blueprint
    findings: tuple[Finding, ...]
    nodes: Mapping[str, NodeStatus]
    answers: Mapping[str, Answer]
    """By answer id."""
    elsewhere: tuple[str, ...] = ()
    """Names of the answers that lie in the store and do not count, since another user or machine recorded them."""


def report(
    blueprint: Blueprint,
    findings: Iterable[Finding],
    questions: Questions,
    known: Mapping[str, Evidence],
    pairings: Mapping[str, PairingState],
    *,
    ran: Collection[str] = (),
    running: Collection[str] = (),
    encodings: Mapping[str, Encoded] | None = None,
    ever_verified: Collection[tuple[str, str]] = (),
) -> Report:
    """Everything known about a blueprint, in a form that every view is given.

    `known` is the evidence by question fingerprint (`dispatch.plan.known`); `ran` and `running` hold fingerprints;
    `encodings` says by the fingerprint of a SAT question which theorem speaks of its formula;
    `ever_verified` holds (kind, name) of the questions that were verified at some time.
    """
    nodes = blueprint.nodes
    answers = {id: _answers(id, questions.get(id, ()), known, ran) for id in nodes}
    facts = {
        id: _Facts.of(node, answers[id], questions.get(id, ()), pairings.get(id, PairingState.NEW))
        for id, node in nodes.items()
    }
    facts = _with_encodings(facts, answers, encodings or {})
    stated = _stated(blueprint, facts)
    under, gap_masks = _ancestry(blueprint, facts)
    statuses = {}
    for id, node in nodes.items():
        fact = facts[id]
        asked = questions.get(id, ())
        statuses[id] = NodeStatus(
            node=id,
            status=_status(node, fact, stated, all_green=under[id]),
            marks=_marks(fact, is_running=any(question.fingerprint in running for question in asked)),
            tier=fact.tier,
            rests_on=fact.rests_on,
            pairing=fact.pairing,
            answers=tuple(answer.id for answer in answers[id]),
            gaps=gap_masks[id],
            stated=id in stated,
            once_green=fact.resolved
            and fact.pairing in (PairingState.ACCEPTED, PairingState.CHANGED)
            and all((question.kind, question.name) in ever_verified for question in asked),
        )
    by_id = {answer.id: answer for of_node in answers.values() for answer in of_node}
    return Report(blueprint, tuple(findings), statuses, by_id)


def is_asserted(node: Node) -> bool:
    r"""Whether its author claims something of it: `\leanok` or `\mathlibok`, on the statement or on its proof."""
    proof = node.proof
    return node.leanok or node.mathlibok or (proof is not None and (proof.leanok or proof.mathlibok))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What evidence, pairing and author say of one node by itself."""

    asserted: bool
    gap: bool
    """It names nothing that a machine can be asked."""
    resolved: bool
    """Every name stands for a question, and there is one."""
    pairing: PairingState
    verified: bool
    """Each of its questions has a fresh answer that verifies it."""
    refuted: bool
    failed: bool
    checked: bool
    """Some machine was asked about it and came to an end, if only of its time."""
    declared: bool
    """Every Lean name stands for a declaration that compiles (`sorry` allowed), and there is one."""
    tier: Tier | None
    rests_on: tuple[str, ...]
    has_problem: bool
    has_lean: bool
    definition: bool

    @property
    def green(self) -> bool:
        """Accepted, and verified by certificate or better; a definition by a declaration: answers define nothing."""
        accepted = self.pairing is PairingState.ACCEPTED and not (self.definition and not self.has_lean)
        return accepted and self.verified and self.tier is not None and self.tier.at_least(Tier.CERTIFICATE)

    @property
    def formally_stated(self) -> bool:
        """Its formal statement exists: a declaration that compiles, or an accepted problem."""
        return self.declared or (self.has_problem and self.resolved and self.pairing is PairingState.ACCEPTED)

    @classmethod
    def of(
        cls, node: Node, answers: Collection[Answer], questions: Collection[Question], pairing: PairingState
    ) -> _Facts:
        wanted = len(names(node))
        resolved = bool(wanted) and len(questions) == wanted
        fresh = [answer.evidence for answer in answers if answer.evidence and answer.fresh]
        decided = [evidence for evidence in fresh if evidence.decided]
        refuted = any(evidence.verdict is Verdict.REFUTED for evidence in fresh)
        verified = resolved and not refuted and len(decided) == wanted
        asserted = is_asserted(node)
        lean = [answer for answer in answers if answer.kind == "lean"]
        return cls(
            asserted=asserted,
            gap=not wanted,
            resolved=resolved,
            pairing=pairing if wanted else PairingState.NONE,
            verified=verified,
            refuted=refuted,
            failed=any(evidence.verdict is Verdict.ERROR and not evidence.missing for evidence in fresh),
            checked=any(answer.evidence and answer.evidence.verdict is not Verdict.ERROR for answer in answers),
            declared=bool(lean) and all(answer.fresh and answer.evidence and answer.evidence.answer for answer in lean),
            tier=_tier(decided, verified=verified, refuted=refuted, asserted=asserted),
            rests_on=tuple(dict.fromkeys(rest for evidence in decided for rest in evidence.rests_on)),
            has_problem=any(question.kind == "problem" for question in questions),
            has_lean=bool(lean),
            definition=node.is_definition,
        )


def _with_encodings(
    facts: Mapping[str, _Facts],
    answers: Mapping[str, Collection[Answer]],
    encodings: Mapping[str, Encoded],
) -> dict[str, _Facts]:
    """The facts, where an answer does not rest on an encoding that a green theorem speaks of, but on what that theorem
    rests on and on the comparison of its formula with ours."""
    proved = {
        answer.name: (fact.rests_on, answer.evidence.states)
        for id, fact in facts.items()
        if fact.green
        for answer in answers[id]
        if answer.kind == "lean" and answer.evidence
    }
    found = dict(facts)
    for id, fact in facts.items():
        if any(answer.fingerprint in encodings for answer in answers[id]):
            rests = [
                rest
                for answer in answers[id]
                if answer.fresh and answer.evidence and answer.evidence.decided
                for rest in _rests_on(answer.evidence, encodings.get(answer.fingerprint), proved)
            ]
            found[id] = replace(fact, rests_on=tuple(dict.fromkeys(rests)))
    return found


def _rests_on(
    evidence: Evidence, encoded: Encoded | None, proved: Mapping[str, tuple[tuple[str, ...], str]]
) -> Iterator[str]:
    """What an answer rests on; `proved` has of each green declaration what it rests on and what it states."""
    rests_on, states = proved.get(encoded.theorem, ((), "")) if encoded else ((), "")
    for rest in evidence.rests_on:
        # The theorem has to speak of the formula: of the definitions that it rests on each is a line of `states`.
        if (
            encoded
            and encoded.evidence
            and rest == f"encoding:{encoded.family}"
            and f"\nrests on def {encoded.formula} " in states
        ):
            yield from (*rests_on, *encoded.evidence.rests_on)
        else:
            yield rest


def _tier(decided: list[Evidence], *, verified: bool, refuted: bool, asserted: bool) -> Tier | None:
    if verified:
        return max((evidence.tier or Tier.ASSERTED for evidence in decided), key=lambda tier: tier.rank)
    return Tier.ASSERTED if asserted and not refuted else None


def _answers(
    node: str, questions: Collection[Question], known: Mapping[str, Evidence], ran: Collection[str]
) -> tuple[Answer, ...]:
    answers: dict[str, Answer] = {}
    for question in questions:
        id = f"{node}/{question.name}"
        number = 2
        while id in answers:  # the same question in two spellings, or a problem that is called like a declaration
            id = f"{node}/{question.name}#{number}"
            number += 1
        evidence = known.get(question.fingerprint)
        answers[id] = Answer(
            id=id,
            node=node,
            kind=question.kind,
            name=question.name,
            checker=question.checker,
            fingerprint=question.fingerprint,
            evidence=evidence,
            fresh=is_fresh(question, evidence),
            ran=question.fingerprint in ran,
        )
    return tuple(answers.values())


def _stated(blueprint: Blueprint, facts: Mapping[str, _Facts]) -> set[str]:
    r"""The statements that are stated. In a project where nothing was checked yet, `\leanok` stands in for it, for
    statements that no graph draws (a remark, an equation) too."""
    if any(fact.checked for fact in facts.values()):
        return {id for id, fact in facts.items() if fact.formally_stated}
    asserted = {id for id, node in blueprint.statements.items() if node.leanok or node.mathlibok}
    return asserted | {id for id, fact in facts.items() if fact.formally_stated}


def _ancestry(blueprint: Blueprint, facts: Mapping[str, _Facts]) -> tuple[dict[str, bool], dict[str, int]]:
    """For each node: whether all its ancestors are green, and how many gaps are among them.

    What is used and drawn in no graph can be asked of no machine: it is a gap as an ancestor.
    """
    whole = closure(predecessors(blueprint.statements))
    green = whole.mask(id for id, fact in facts.items() if fact.green)
    gaps = whole.mask(id for id in blueprint.statements if id not in facts or facts[id].gap)
    under = {id: not whole.masks[id] & ~green for id in facts}
    return under, {id: (whole.masks[id] & gaps).bit_count() for id in facts}


def _status(node: Node, fact: _Facts, stated: Collection[str], *, all_green: bool) -> Status:
    if fact.green:
        return Status.DARK_GREEN if all_green else Status.GREEN
    if node.id in stated:
        proof_uses = node.proof.uses if node.proof else ()
        return Status.BLUE_PROVE if all(used in stated for used in proof_uses) else Status.WHITE
    ready = not node.notready and all(used in stated for used in node.uses)
    return Status.BLUE_STATE if ready else Status.WHITE


def _marks(fact: _Facts, *, is_running: bool) -> tuple[Mark, ...]:
    marks = {
        Mark.BROKEN: fact.asserted and (fact.refuted or fact.failed),
        Mark.REFUTED: fact.refuted,
        Mark.FAILED: fact.failed,
        Mark.STALE: fact.pairing is PairingState.CHANGED,
        Mark.RUNNING: is_running,
        Mark.ASSERTED: fact.asserted and not fact.green,
        Mark.GAP: fact.gap,
    }
    return tuple(mark for mark, there in marks.items() if there)
