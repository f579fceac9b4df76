"""`explain`: why a node has its colour, as sentences that follow one from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import __version__
from workbench.blueprint.graph import ancestors
from workbench.blueprint.model import Node, Place
from workbench.evidence.record import Evidence, Verdict
from workbench.status import Answer, Mark, NodeStatus, PairingState, Report, Status
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import STATUS_WORDS, number_of, resting, signs

NAMED = 8
"""How many ancestors are named before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason: what holds, where that can be seen, and what to do about it."""

    text: str
    place: Place | None = None
    do: str | None = None


def explain(report: Report, id: str) -> tuple[Sentence, ...]:
    """Everything that decides the colour of the node `id`, in the order in which it is decided."""
    node, source = report.nodes[id], report.blueprint.statements[id]
    return (
        _verdict(node, source),
        *_pairing(node, source),
        *_definition(source),
        *(_answer(report.answers[answer], source) for answer in node.answers),
        *_encodings(report, node),
        *_asserted(node, source),
        *_colour(report, node, source),
    )


def of_colour(report: Report, id: str) -> tuple[Sentence, ...]:
    """What of it is neither of its pairing nor of its answers: where it stands among the others, and what follows."""
    node, source = report.nodes[id], report.blueprint.statements[id]
    return (*_definition(source), *_encodings(report, node), *_colour(report, node, source))


def explanation_object(report: Report, id: str) -> dict[str, Any]:
    """`explain --format json`."""
    node = report.nodes[id]
    return {
        "version": __version__,
        "blueprint": report.blueprint.name,
        "node": id,
        "status": node.status.value,
        "marks": [mark.value for mark in node.marks],
        "because": [
            {
                "text": sentence.text,
                "file": sentence.place.file if sentence.place else None,
                "line": sentence.place.line if sentence.place else None,
                "do": sentence.do,
            }
            for sentence in explain(report, id)
        ],
    }


def explanation_lines(report: Report, id: str, *, width: int = 100, ink: Ink = no_ink) -> Iterator[str]:
    """The same for people, each sentence with its place and what to do under it."""
    node = report.nodes[id]
    first, *rest = explain(report, id)
    yield ink(f"{signs(node)} {plain(first.text)}", node.status.value)
    if first.place:
        yield ink(f"    {plain(str(first.place))}", "faint")
    for sentence in rest:
        lines = fold(plain(sentence.text), width - 2)
        yield from (f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))
        if sentence.place:
            yield ink(f"    {plain(str(sentence.place))}", "faint")
        if sentence.do:
            yield from (ink(f"    -> {line}", "strong") for line in fold(plain(sentence.do), width - 7))


def _verdict(node: NodeStatus, source: Node) -> Sentence:
    marks = [mark.value for mark in node.marks]
    words = ", ".join([STATUS_WORDS[node.status], *marks])
    return Sentence(f"{node.node} ({number_of(source).strip()}) is {words}", source.place)


def _definition(source: Node) -> Iterator[Sentence]:
    if source.is_definition and source.checked_by and not source.lean:
        yield Sentence(
            "it is a definition, and the answer to a problem defines nothing; only a declaration makes it green",
            source.place,
            r"name the declaration (\lean{...}), or make it a statement",
        )


def _pairing(node: NodeStatus, source: Node) -> Iterator[Sentence]:
    objects = ", ".join([*source.lean, *map(str, source.checked_by)])
    accept = f"`workbench accept {node.node}` shows both halves and the difference, and records that you accept them"
    match node.pairing:
        case PairingState.NONE:
            yield Sentence(
                "it names nothing that a machine can be asked, so no evidence can make it green",
                source.place,
                r"name a problem (\checkedby{...}) or a Lean declaration (\lean{...}) in the statement",
            )
        case PairingState.NEW:
            yield Sentence(f"nobody has accepted yet that {objects} says the same as it", source.place, accept)
        case PairingState.CHANGED:
            yield Sentence(
                f"a person accepted {objects} as the statement, but since then the statement, one that it builds on, "
                "or the formal object changed; no re-run mends that",
                source.place,
                accept,
            )
        case PairingState.ACCEPTED:
            yield Sentence(f"a person accepted that {objects} says the same as the statement (workbench.lock)")


def _answer(answer: Answer, source: Node) -> Sentence:
    place = next((entry.place for entry in source.checked_by if str(entry) == answer.name), None) or source.place
    evidence = answer.evidence
    if evidence is None:
        return Sentence(f"{answer.name} was never asked", place, f"workbench check --node {answer.node}")
    found = f"{answer.name}: {_outcome(evidence)}{_since(evidence)}: {evidence.reason}"
    if not answer.fresh:
        return Sentence(f"{found}; but its input changed since", place, "workbench check")
    return Sentence(found, place, _remedy(answer, evidence))


def _encodings(report: Report, node: NodeStatus) -> Iterator[Sentence]:
    """What an answer by itself rests on, and the node does not, since a theorem speaks of it."""
    answers = (report.answers[id] for id in node.answers)
    rests = [rest for one in answers if one.fresh and one.evidence for rest in one.evidence.rests_on]
    proved = dict.fromkeys(rest for rest in rests if rest.startswith("encoding:") and rest not in node.rests_on)
    if proved:
        yield Sentence(
            f"a green theorem in Lean says what the formula says, and Lean prints the same clauses: in place of "
            f"{', '.join(proved)} it {resting(node.rests_on)}"
        )


def _outcome(evidence: Evidence) -> str:
    tier = f", tier {evidence.tier.value}" if evidence.tier else ""
    certificate = f", certificate {evidence.certificate.sha256[:12]}" if evidence.certificate else ""
    rests = f", {resting(evidence.rests_on)}" if evidence.rests_on else ""
    return f"{evidence.verdict.value}{tier}{certificate}{rests}"


def _since(evidence: Evidence) -> str:
    return f" ({evidence.when[:10]})" if evidence.when else ""


def _remedy(answer: Answer, evidence: Evidence) -> str | None:
    match evidence.verdict:
        case Verdict.UNKNOWN:
            return f"give it more: workbench check --node {answer.node} --timeout S --memory MB"
        case Verdict.REFUTED:
            return "correct the statement, the problem, or what the problem expects"
        case Verdict.ERROR:
            return "workbench doctor" if evidence.missing else f"workbench check --node {answer.node} --rerun"
        case Verdict.VERIFIED:
            return None


def _asserted(node: NodeStatus, source: Node) -> Iterator[Sentence]:
    flags = [flag for flag, set in ((r"\mathlibok", source.mathlibok), (r"\leanok", source.leanok)) if set][:1]
    if Mark.BROKEN in node.marks:
        yield Sentence(
            f"its author asserts it{f' ({flags[0]})' if flags else ''}, and the check says otherwise: it is broken",
            source.place,
            "correct it, or take the assertion back",
        )
    elif flags:
        yield Sentence(f"its author asserts it ({flags[0]}); that is a word and no evidence", source.place)


def _colour(report: Report, node: NodeStatus, source: Node) -> Iterator[Sentence]:
    match node.status:
        case Status.DARK_GREEN:
            yield Sentence("everything that it builds on, in statement and proof, is green too")
        case Status.GREEN:
            yield from _not_dark(report, node)
        case Status.BLUE_PROVE:
            whose = "" if node.pairing is PairingState.ACCEPTED else " (so far by its author's word)"
            yield Sentence(f"it is stated{whose}, and so is everything that its proof uses: it is ready to be proved")
        case Status.BLUE_STATE:
            yield Sentence("everything that its statement uses is stated, and it is not: it is ready to be stated")
        case Status.WHITE:
            yield from _held_back(report, node, source)


def _not_dark(report: Report, node: NodeStatus) -> Iterator[Sentence]:
    below = [id for id in _ancestors(report, node.node) if not _is_green(report, id)]
    gaps = f", {count(node.gaps, 'gap')} among them" if node.gaps else ""
    yield Sentence(f"it is not dark green: {count(len(below), 'statement')} under it {_are(below)} not green{gaps}")
    yield from _named(report, below)


def _held_back(report: Report, node: NodeStatus, source: Node) -> Iterator[Sentence]:
    """Why a node is neither ready to be stated nor ready to be proved."""
    if node.stated:
        waits = [id for id in source.proof.uses if not _is_stated(report, id)] if source.proof else []
        yield Sentence(f"it is stated, but its proof uses {count(len(waits), 'statement')} that {_are(waits)} not")
    else:
        if source.notready:
            yield Sentence(r"its author says that it is not ready to be stated (\notready)", source.place)
        waits = [id for id in source.uses if not _is_stated(report, id)]
        if waits:
            yield Sentence(f"its statement uses {count(len(waits), 'statement')} that {_are(waits)} not stated yet")
    yield from _named(report, list(dict.fromkeys(waits)))


def _ancestors(report: Report, id: str) -> list[str]:
    """In document order."""
    below = ancestors(report.blueprint.statements, id) - {id}
    return [other for other in report.blueprint.statements if other in below]


def _is_stated(report: Report, id: str) -> bool:
    source = report.blueprint.statements[id]
    return report.nodes[id].stated if id in report.nodes else source.leanok or source.mathlibok


def _named(report: Report, ids: Sequence[str]) -> Iterator[Sentence]:
    for id in ids[:NAMED]:
        status = report.nodes.get(id)
        words = ", ".join([STATUS_WORDS[status.status], *(m.value for m in status.marks)]) if status else "in no graph"
        yield Sentence(f"{id} is {words}", report.blueprint.statements[id].place, f"workbench explain {id}")
    if len(ids) > NAMED:
        yield Sentence(f"and {len(ids) - NAMED} more")


def _are(ids: Sequence[str]) -> str:
    return "is" if len(ids) == 1 else "are"


def _is_green(report: Report, id: str) -> bool:
    return id in report.nodes and report.nodes[id].status in (Status.GREEN, Status.DARK_GREEN)
