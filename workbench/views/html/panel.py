"""What the page says of one statement beside its text: what it uses, what uses it, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from workbench.evidence.record import Verdict
from workbench.status import SIGNS, Answer, Mark, PairingState, Report
from workbench.views.explanation import Sentence, explain
from workbench.views.html.anchors import Anchors, escaped, outward
from workbench.views.html.cards import LONGEST, WORD_WORDS, Card, Deck
from workbench.views.html.witness_svg import drawn
from workbench.views.plain import cut, plain
from workbench.views.text import STATUS_WORDS, VERDICT_SIGNS

MATHLIB_DOCS: Final = "https://leanprover-community.github.io/mathlib4_docs"
"""Where the declarations of a node are that its author says is in Mathlib, in a blueprint without `\\dochome`."""

PAIRING_WORDS: Final[Mapping[PairingState, str]] = {
    PairingState.ACCEPTED: "accepted by a person",
    PairingState.CHANGED: "accepted once; statement or formal object changed since",
    PairingState.NEW: "not yet accepted by a person",
    PairingState.NONE: "none: there is nothing that a machine can be asked",
}
MARK_WORDS: Final[Mapping[Mark, str]] = {
    Mark.BROKEN: "broken: asserted, and its check refutes it or fails",
    Mark.REFUTED: "refuted: decided otherwise than expected",
    Mark.STALE: "stale: changed since its pairing was accepted",
    Mark.FAILED: "failed: a checker failed on it",
    Mark.RUNNING: "running: being asked now",
    Mark.ASSERTED: "asserted: only the author's word",
    Mark.GAP: "gap: names nothing a machine can be asked",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link to a statement of this page, or its name where the page does not show it."""

    href: str | None
    text: str
    title: str
    card: Card | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: words and figures, ready to be printed."""

    name: str
    sign: str
    verdict: str
    tier: str
    fresh: bool
    reason: str
    facts: tuple[tuple[str, str], ...]
    witness: Markup | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything beside the text of one node."""

    card: Card
    status: str
    word: str
    marks: tuple[tuple[str, str, str], ...]
    """(key, sign, meaning)."""
    uses: tuple[Pointer, ...]
    proof_uses: tuple[Pointer, ...]
    used_by: tuple[Pointer, ...]
    asserted: tuple[tuple[str, str], ...]
    """(flag, where it stands)."""
    answers: tuple[Shown, ...]
    unasked: tuple[str, ...]
    """Names of the questions that nobody was asked, or that cannot be asked here."""
    pairing: str
    lean: tuple[tuple[str, str | None], ...]
    """(declaration, address of its documentation)."""
    problems: tuple[str, ...]
    discussion: tuple[str, str | None] | None
    source: str
    labels: tuple[str, ...]
    why: tuple[Sentence, ...]
    """Of a node that is broken, refuted or stale: what decides that."""


def panels(report: Report, deck: Deck, anchors: Anchors, witnesses: Mapping[str, Any]) -> dict[str, Panel]:
    """The panel of every card; `witnesses` holds the witness of an answer, as its certificate has it, by answer id."""
    users: dict[str, list[str]] = {}
    for used, user in deck.edges:
        users.setdefault(used, []).append(user)
    return {
        id: Panel(
            card=card,
            status=STATUS_WORDS[card.state.status],
            word=WORD_WORDS[card.word],
            marks=tuple((mark.value, SIGNS[mark], MARK_WORDS[mark]) for mark in card.state.marks),
            uses=_pointers(card.node.uses, report, deck, anchors),
            proof_uses=_pointers(
                [used for used in _in_proof(card) if used not in card.node.uses], report, deck, anchors
            ),
            used_by=_pointers(users.get(id, ()), report, deck, anchors),
            asserted=tuple(_asserted(card)),
            answers=tuple(
                shown
                for answer in card.state.answers
                if (shown := _answer(report.answers[answer], witnesses.get(answer))) is not None
            ),
            unasked=tuple(
                plain(report.answers[answer].name)
                for answer in card.state.answers
                if not _asked(report.answers[answer])
            ),
            pairing=PAIRING_WORDS[card.state.pairing],
            lean=tuple((plain(name), _documentation(report, card, name)) for name in card.node.lean),
            problems=tuple(plain(str(entry)) for entry in card.node.checked_by),
            discussion=_discussion(report, card),
            source=plain(str(card.node.place)),
            labels=() if card.node.generated_id else tuple(cut(plain(label), LONGEST) for label in card.node.labels),
            why=explain(report, id) if card.loud else (),
        )
        for id, card in deck.cards.items()
    }


def pointer(id: str, report: Report, deck: Deck, anchors: Anchors) -> Pointer:
    """A link to a statement, whether it is a node or not."""
    card = deck.cards.get(id)
    if card:
        return Pointer(anchors.href(id), card.head, card.title, card)
    node = report.blueprint.statements[id]
    name = plain(f"{node.env.capitalize()} {node.ref or ''}")
    return Pointer(anchors.href(id) if id in anchors else None, name, plain(id), None)


def _pointers(ids: Iterable[str], report: Report, deck: Deck, anchors: Anchors) -> tuple[Pointer, ...]:
    return tuple(pointer(id, report, deck, anchors) for id in dict.fromkeys(ids))


def _in_proof(card: Card) -> Sequence[str]:
    return card.node.proof.uses if card.node.proof else ()


def _asserted(card: Card) -> Iterable[tuple[str, str]]:
    """The author's flags, as they stand in the source."""
    node, proof = card.node, card.node.proof
    flags = {
        (r"\leanok", ""): node.leanok,
        (r"\mathlibok", ""): node.mathlibok,
        (r"\notready", ""): node.notready,
        (r"\leanok", " in the proof"): bool(proof and proof.leanok),
        (r"\mathlibok", " in the proof"): bool(proof and proof.mathlibok),
        (r"\notready", " in the proof"): bool(proof and proof.notready),
    }
    return (words for words, there in flags.items() if there)


def _documentation(report: Report, card: Card, declaration: str) -> str | None:
    home = outward(report.blueprint.dochome or (MATHLIB_DOCS if card.node.mathlibok else None))
    return f"{home}/find/#doc/{escaped(declaration)}" if home else None


def _discussion(report: Report, card: Card) -> tuple[str, str | None] | None:
    number = (card.node.discussion or "").strip().lstrip("#")
    if not number:
        return None
    return plain(number), outward(report.blueprint.github, "issues", escaped(number))


def _asked(answer: Answer) -> bool:
    return answer.evidence is not None and not answer.evidence.missing


def _answer(answer: Answer, witness: Any) -> Shown | None:
    evidence = answer.evidence
    if evidence is None or evidence.missing:
        return None
    facts: list[tuple[str, str]] = []
    if evidence.rests_on:
        facts.append(("rests on", ", ".join(map(plain, evidence.rests_on))))
    elif evidence.verdict is Verdict.VERIFIED:
        facts.append(("rests on", "nothing but its certificate and who re-checks it"))
    facts.append(("checker", plain(f"{evidence.checker}; {evidence.tool}" if evidence.tool else evidence.checker)))
    if certificate := evidence.certificate:
        facts.append(("certificate", f"{plain(certificate.kind)}, {certificate.bytes:,} bytes"))
        facts.append(("sha256", plain(certificate.sha256)))
    if evidence.when:
        facts.append(("date", plain(evidence.when)))
    facts.append(("took", f"{evidence.cost.seconds:.2f} s, {evidence.cost.peak_mb:.0f} MB"))
    return Shown(
        name=plain(answer.name),
        sign=VERDICT_SIGNS[evidence.verdict],
        verdict=evidence.verdict.value,
        tier=evidence.tier.value if evidence.tier else "",
        fresh=answer.fresh,
        reason=plain(evidence.reason),
        facts=tuple(facts),
        witness=drawn(witness),
    )
