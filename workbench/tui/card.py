"""Everything that is known of one node, as the lines of its card. Runs in a thread; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from workbench.acceptance import today, untold
from workbench.blueprint.model import Node, Proof
from workbench.errors import BadInput
from workbench.evidence.record import Evidence, Verdict
from workbench.problems.spec import describe
from workbench.status import SIGNS, Answer, Mark, NodeStatus, PairingState
from workbench.tui.desk import Desk
from workbench.views.explanation import of_colour
from workbench.views.ink import Ink
from workbench.views.pairing import formal_entries
from workbench.views.plain import cells, count, cut, fold, plain
from workbench.views.tex import readable
from workbench.views.text import STATUS_WORDS, VERDICT_SIGNS, number_of, resting, signs

NAMED = 8
"""How many nodes of a kind are named before the rest is only counted."""
_VERDICT_INKS = {Verdict.VERIFIED: "green", Verdict.REFUTED: "broken", Verdict.UNKNOWN: "stale", Verdict.ERROR: "error"}
_UNITS = ((365 * 86400, "year"), (30 * 86400, "month"), (86400, "day"), (3600, "hour"), (60, "minute"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is written."""

    width: int
    ink: Ink
    now: datetime
    """What ages are counted from."""
    neighbours: bool = False
    """Whether it names what the node uses and what uses it, for no other pane does."""


def card_lines(desk: Desk, id: str, look: Look) -> Iterator[str]:
    """The card of the node `id`: no line is wider than `look.width`, each is free of control characters but `ink`'s."""
    source, node = desk.blueprint.statements[id], desk.report.nodes.get(id)
    yield from _head(source, node, look)
    yield ""
    yield from _paragraphs(readable(source.text, source.definitions, ref=_references(desk)), look)
    for head, lines in _sections(desk, source, node, look):
        body = list(lines)
        if body:
            yield ""
            yield from _folded(head, look, "head")
            yield from body


def age(when: str, now: datetime) -> str:
    """How long ago an ISO 8601 time was, in its greatest unit; empty for what is no time."""
    try:
        then = datetime.fromisoformat(when)
    except ValueError:
        return ""
    seconds = (now - (then if then.tzinfo else then.replace(tzinfo=UTC))).total_seconds()
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{count(int(seconds // size), unit)} ago"
    return "just now"


def _head(source: Node, node: NodeStatus | None, look: Look) -> Iterator[str]:
    title = f" ({readable(source.title_tex, source.definitions)})" if source.title_tex else ""
    sign = signs(node) if node else "·"
    meaning = _meaning(node)
    for number, line in enumerate(_broken(plain(f"{number_of(source)}{title}"), look.width - len(sign) - 1)):
        yield f"{look.ink(sign, meaning) if number == 0 else ' ' * len(sign)} {look.ink(line, 'strong')}"
    yield from _folded(source.id, look, "faint")
    yield look.ink(_cut_left(plain(str(source.place)), look.width), "faint")
    if node is None:
        yield from _folded("used, but drawn in no graph", look, "faint")
        return
    words = ", ".join([STATUS_WORDS[node.status], *(mark.value for mark in node.marks)])
    yield from _folded(words, look, meaning)
    tier = f"tier {node.tier.value}" if node.tier else ""
    yield from _folded(" · ".join(filter(None, (tier, resting(node.rests_on)))), look)


def _sections(desk: Desk, source: Node, node: NodeStatus | None, look: Look) -> Iterator[tuple[str, Iterable[str]]]:
    if look.neighbours:
        yield "uses", _named(desk, desk.links.uses[source.id], look)
        yield "used by", _named(desk, desk.links.used_by[source.id], look)
    yield "its author asserts", _asserted(source, look)
    if node is not None:
        if desk.evidence_loaded:
            yield "evidence", _evidence(desk, node, look)
            yield _pairing_head(node), _pairing(desk, node, look)
            yield "its colour", _colour(desk, node, look)
        yield "gaps under it", _gaps(desk, node, look)
    if source.proof is not None and not source.proof.empty:
        definitions = {**desk.blueprint.macros, **dict(source.definitions)}
        text = readable(source.proof.text, tuple(definitions.items()), ref=_references(desk))
        yield "proof", _paragraphs(text, look)


def _asserted(source: Node, look: Look) -> Iterator[str]:
    parts: list[tuple[str, Node | Proof]] = [("statement", source)]
    if source.proof is not None:
        parts.append(("proof", source.proof))
    for what, part in parts:
        flags = [
            name
            for name, is_set in (
                (r"\mathlibok", part.mathlibok),
                (r"\leanok", part.leanok and not part.mathlibok),
                (r"\notready", part.notready),
            )
            if is_set
        ]
        if flags:
            yield from _folded(f"{SIGNS[Mark.ASSERTED]} {what}: {', '.join(flags)}", look, "asserted")
    if source.discussion:
        yield from _folded(f"discussion: #{source.discussion.removeprefix('#')}", look)


def _evidence(desk: Desk, node: NodeStatus, look: Look) -> Iterator[str]:
    for id in node.answers:
        yield from _answer(desk.report.answers[id], look)


def _answer(answer: Answer, look: Look) -> Iterator[str]:
    evidence = answer.evidence
    if evidence is None:
        yield from _hanging("–", f"{answer.name}: not asked yet", look, "faint")
        return
    words = "cannot be asked here" if evidence.missing else evidence.verdict.value
    stale = "" if answer.fresh else "; its input changed since"
    meaning = _VERDICT_INKS[evidence.verdict] if answer.fresh else "stale"
    yield from _hanging(VERDICT_SIGNS[evidence.verdict], f"{answer.name}: {words}{stale}", look, meaning)
    yield from _indented(" · ".join(_facts(evidence, look)), look, "faint")
    if evidence.rests_on:
        yield from _indented(resting(evidence.rests_on), look)
    loud = evidence.verdict in (Verdict.REFUTED, Verdict.ERROR, Verdict.UNKNOWN)
    for line in evidence.reason.splitlines():  # what Lean or a solver said keeps its lines
        yield from _indented(line, look, meaning if loud else "")


def _facts(evidence: Evidence, look: Look) -> Iterator[str]:
    if evidence.tier:
        yield f"tier {evidence.tier.value}"
    if evidence.certificate:
        one = evidence.certificate
        yield f"{one.kind} of {_size(one.bytes)}, {one.sha256[:12]}"
    if when := age(evidence.when, look.now):
        yield when
    if evidence.cost.seconds:
        yield f"{evidence.cost.seconds:.2f} s, {evidence.cost.peak_mb:.0f} MB"
    if evidence.tool:
        yield evidence.tool


def _pairing_head(node: NodeStatus) -> str:
    words = {
        PairingState.ACCEPTED: "pairing, accepted",
        PairingState.CHANGED: "pairing, changed since it was accepted",
        PairingState.NEW: "pairing, not accepted yet",
        PairingState.NONE: "pairing",
    }
    return words[node.pairing]


def _pairing(desk: Desk, node: NodeStatus, look: Look) -> Iterator[str]:
    if node.pairing is PairingState.NONE:
        yield from _folded("it names nothing that a machine can be asked", look)
        return
    survey, known = desk.survey, desk.known
    asked = survey.questions.get(node.node, ())
    try:
        now = today(survey.blueprint, survey.questions, survey.prints, [node.node], known=known).get(node.node)
    except BadInput as error:
        yield from _folded(str(error), look, "broken")
        return
    if now is None:
        names = ", ".join(untold(asked, known))
        why = f"Lean has not told yet what {names} says" if names else "some name in it stands for nothing"
        yield from _folded(why, look)
        return
    meanings = {question.name: describe(question.problem) for question in asked if question.problem}
    before = desk.lock.get((survey.blueprint.main, node.node))
    for head, text in formal_entries(now, before, meanings, ink=look.ink):
        yield from _hanging(f"{head}:" if head else " ", text, look, is_plain=True)


def _colour(desk: Desk, node: NodeStatus, look: Look) -> Iterator[str]:
    for sentence in of_colour(desk.report, node.node):
        yield from _hanging("-", sentence.text, look)


def _gaps(desk: Desk, node: NodeStatus, look: Look) -> Iterator[str]:
    if node.gaps:
        under = desk.links.above.ancestors(node.node)
        nodes = desk.report.nodes
        yield from _named(desk, [id for id in under if id not in nodes or Mark.GAP in nodes[id].marks], look)


def _named(desk: Desk, ids: Sequence[str], look: Look) -> Iterator[str]:
    for id in ids[:NAMED]:
        node = desk.report.nodes.get(id)
        yield from _hanging(signs(node) if node else "·", id, look, _meaning(node))
    if len(ids) > NAMED:
        yield from _folded(f"and {len(ids) - NAMED} more", look, "faint")


def _meaning(node: NodeStatus | None) -> str:
    if node is None:
        return "faint"
    if Mark.BROKEN in node.marks or Mark.REFUTED in node.marks:
        return "broken"
    return "stale" if Mark.STALE in node.marks else node.status.value


def _references(desk: Desk) -> Callable[[str], str | None]:
    """What a reference to a statement prints."""
    statements = desk.blueprint.statements
    return lambda label: statements[label].ref if label in statements else None


def _paragraphs(text: str, look: Look) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        for line in paragraph.splitlines():
            indent = " " * min(len(line) - len(line.lstrip(" ")), look.width // 3)
            yield from (f"{indent}{one}" for one in _broken(plain(line), look.width - len(indent)))


def _folded(text: str, look: Look, meaning: str = "") -> Iterator[str]:
    yield from (look.ink(line, meaning) for line in _broken(plain(text), look.width))


def _indented(text: str, look: Look, meaning: str = "") -> Iterator[str]:
    yield from (f"  {look.ink(line, meaning)}" for line in _broken(plain(text), look.width - 2))


def _hanging(sign: str, text: str, look: Look, meaning: str = "", *, is_plain: bool = False) -> Iterator[str]:
    """`text` after a sign, its further lines under its first."""
    shown = text if is_plain else plain(text)
    room = look.width - len(sign) - 1
    for number, line in enumerate(_broken(shown, room)):
        start = look.ink(sign, meaning or "faint") if number == 0 else " " * len(sign)
        yield f"{start} {line if is_plain else look.ink(line, meaning)}"


def _broken(text: str, width: int) -> Iterator[str]:
    """`fold`, and a word that is too long for a line in pieces (one that holds the marks of an ink is left whole)."""
    width = max(width, 4)
    for line in fold(text, width):
        rest = line
        while cells(rest) > width and "\x1b" not in rest:
            piece = cut(rest, width).removesuffix("…")
            yield piece
            rest = rest[len(piece) :]
        yield rest


def _cut_left(text: str, width: int) -> str:
    """The end of a path, which says most."""
    return text if cells(text) <= width else "…" + text[-(width - 1) :]


def _size(size: int) -> str:
    if size < 1000:
        return count(size, "byte")
    return f"{size / 1000:.1f} kB" if size < 10**6 else f"{size / 10**6:.1f} MB"
