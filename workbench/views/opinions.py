"""Second opinions as text and as JSON: who was asked about each answer, and what each said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.opinions.record import Kind, Opinion, Review, Reviewed, Said, Standing
from workbench.views.ink import Ink
from workbench.views.plain import count, cut, fold, pad, plain

SIGNS = {Said.AGREED: "✓", Said.REJECTED: "✗", Said.MISSING: "–", Said.TOO_LONG: "…", Said.NO_ANSWER: "?"}
MEANINGS = {Said.AGREED: "green", Said.REJECTED: "broken"}
STANDINGS = {
    Standing.OTHER: "agreed to by other code",
    Standing.AGAIN: "agreed to by the same code afresh",
    Standing.ALONE: "agreed to by no other program",
    Standing.MISSING: "agreed to by no other program, since none is installed",
    Standing.DISAGREED: "NOT AGREED TO",
}
PROGRAM_WIDTH = 34


def as_text(review: Review, *, width: int, ink: Ink) -> str:
    """The report: node by node where the answers are behind nodes, then what is to be had for the asking, then the
    summary."""
    lines: list[str] = []
    answers, shown = dict(review.answers), set()
    for node in review.nodes:
        lines += [f"{ink(plain(node.node), 'strong')}  {node.status.replace('_', ' ')}"]
        for key in node.answers:
            if key not in answers:
                lines.append("  not asked: interrupted")
            elif key in shown:
                lines.append(f"  {plain(answers[key].name)}: as above")
            else:
                lines += _answer(answers[key], width, ink)
                shown.add(key)
        lines.append("")
    for key, reviewed in review.answers:
        if key not in shown:
            lines += [*_answer(reviewed, width, ink), ""]
    lines += [*_loud(review, width, ink), *_missing(review, width), summary(review)]
    return "\n".join(lines) + "\n"


def _answer(reviewed: Reviewed, width: int, ink: Ink) -> Iterator[str]:
    certificate = f"{reviewed.kind}, {_size(reviewed.bytes)}, {reviewed.sha256[:12]}"
    standing = STANDINGS[reviewed.standing]
    bad = reviewed.standing in (Standing.DISAGREED, Standing.ALONE, Standing.MISSING)
    head = f"  {plain(reviewed.name)}: {plain(reviewed.answer)}; {certificate}"
    yield f"{cut(head, max(20, width - len(standing) - 2))}  {ink(standing, 'broken' if bad else 'green')}"
    first = reviewed.first
    since = f"recorded {first.when[:10]}" if first.when else "just now"
    yield cut(f"    {'1':<2}{_named(first.program, first.version)} checked it first, {since}", width)
    for opinion in reviewed.opinions:
        sign = ink(SIGNS[opinion.said], MEANINGS.get(opinion.said, "faint"))
        why = "" if opinion.said is Said.MISSING else opinion.reason
        said = opinion.said.value if opinion.said is not Said.MISSING else "not there"
        seconds = f", {opinion.seconds:.1f} s" if opinion.seconds else ""
        text = f"{said}{seconds}{': ' + plain(why) if why else ''}"
        yield f"    {sign} {_named(opinion.program, opinion.version)} {cut(text, max(20, width - PROGRAM_WIDTH - 7))}"


def _named(program: str, version: str) -> str:
    return pad(plain(f"{program} {version}".strip()), PROGRAM_WIDTH)


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.1f} KB" if size >= 2**10 else f"{size} bytes"


def _loud(review: Review, width: int, ink: Ink) -> Iterator[str]:
    """A disagreement names both."""
    for _, one in review.answers:
        for opinion in one.opinions:
            if opinion.said is Said.REJECTED:
                yield from _folded(disagreement(one, opinion), width, ink)
                yield ""


def disagreement(reviewed: Reviewed, opinion: Opinion) -> str:
    """Who accepted what, and who rejects it."""
    first = f"{reviewed.first.program} {reviewed.first.version}".strip()
    other = f"{opinion.program} {opinion.version}".strip()
    return plain(
        f"DISAGREEMENT about {reviewed.name}: {first} accepted {reviewed.sha256[:12]} as showing {reviewed.answer}, "
        f"and {other} rejects it: {opinion.reason}. One of the two is wrong: count on nothing that rests on this "
        "answer, and please report it with the certificate"
    )


def _folded(text: str, width: int, ink: Ink) -> Iterator[str]:
    for line in fold(text, width):
        yield ink(line, "broken")


def _missing(review: Review, width: int) -> Iterator[str]:
    """What is not there, once, with how to get it."""
    found: dict[str, str] = {}
    for _, one in review.answers:
        for opinion in one.opinions:
            if opinion.said is Said.MISSING:
                found.setdefault(opinion.program, opinion.reason)
    for program, how in found.items():
        yield from fold(f"{SIGNS[Said.MISSING]} {program} is not there: {plain(how)}", width)
    if found:
        yield ""


def summary(review: Review) -> str:
    """One line of figures."""
    about = f"{count(len(review.nodes), 'green node')}, " if review.nodes else ""
    nobody = review.count(Standing.ALONE) + review.count(Standing.MISSING)
    return (
        f"{about}{count(len(review.answers), 'answer')}: {review.count(Standing.OTHER)} by two independent programs or "
        f"more, {review.count(Standing.AGAIN)} by the same program afresh, {nobody} by one; "
        f"{review.count(Standing.DISAGREED)} disagree"
    )


def as_json(review: Review, version: str) -> dict[str, Any]:
    """As docs/formats.md lists it."""
    return {
        "version": version,
        "summary": {"nodes": len(review.nodes), "answers": len(review.answers)}
        | {standing.value: review.count(standing) for standing in Standing},
        "nodes": [
            {"blueprint": node.blueprint, "node": node.node, "status": node.status, "answers": list(node.answers)}
            for node in review.nodes
        ],
        "answers": [{"id": key, **_answer_json(one)} for key, one in review.answers],
    }


def _answer_json(one: Reviewed) -> dict[str, Any]:
    return {
        "name": one.name,
        "answer": one.answer,
        "certificate": {"kind": one.kind, "sha256": one.sha256, "bytes": one.bytes},
        "standing": one.standing.value,
        "first": {"program": one.first.program, "version": one.first.version, "when": one.first.when or None},
        "opinions": [
            {
                "program": opinion.program,
                "version": opinion.version,
                "said": opinion.said.value,
                "code": opinion.kind.value,
                "counts": opinion.kind is not Kind.WORD,
                "reason": opinion.reason,
                "seconds": opinion.seconds,
            }
            for opinion in one.opinions
        ],
    }
