"""Reports for people: a table a mathematician reads with pleasure, in a terminal or in a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workbench.blueprint.graph import ancestors
from workbench.blueprint.model import Finding, Node
from workbench.evidence.record import Verdict
from workbench.status import SIGNS, Answer, Mark, NodeStatus, PairingState, Report, Status
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import cells, count, cut, fold, pad, plain
from workbench.views.summary import summarise

STATUS_WORDS = {
    Status.DARK_GREEN: "dark green",
    Status.GREEN: "green",
    Status.BLUE_PROVE: "ready to prove",
    Status.BLUE_STATE: "ready to state",
    Status.WHITE: "white",
}

VERDICT_SIGNS = {Verdict.VERIFIED: "✓", Verdict.REFUTED: "✗", Verdict.UNKNOWN: "…", Verdict.ERROR: "!"}

_VERDICT_INK = {
    Verdict.VERIFIED: "green",
    Verdict.REFUTED: "broken",
    Verdict.UNKNOWN: "faint",
    Verdict.ERROR: "warning",
}

_LOUD = (Mark.BROKEN, Mark.REFUTED, Mark.STALE, Mark.FAILED)
"""The marks whose nodes stand first, worst first."""

CANDIDATES = 8
"""How many candidates for dark green a summary names before it only counts them."""


def table(report: Report, *, width: int = 100, ink: Ink = no_ink) -> str:
    """The whole report: what is loud, then every node in the order of the text, findings, figures."""
    columns = _columns(report, width)
    loud = [node for node in report.nodes.values() if _rank(node) < len(_LOUD)]
    quiet = [node for node in report.nodes.values() if _rank(node) == len(_LOUD)]
    lines = [ink(plain(report.blueprint.name), "strong") + ink(f"  {report.blueprint.main}", "faint")]
    if loud:
        lines += ["", ink("Needs attention", "strong")]
        for node in sorted(loud, key=_rank):
            lines += _node_lines(report, node, columns, ink)
    chapter: str | None = ""
    for node in quiet:
        title = report.blueprint.statements[node.node].chapter
        if title != chapter:
            lines += ["", ink(plain(title), "strong") if title else ""]
            chapter = title
        lines += _node_lines(report, node, columns, ink)
    if report.findings:
        lines += ["", *finding_lines(report.findings, width=width, ink=ink)]
    lines += ["", *summary_lines(report, width=width, ink=ink)]
    return "\n".join(lines) + "\n"


def headline(report: Report) -> str:
    """The figures in one sentence; what is zero is not mentioned."""
    summary = summarise(report)
    colours = [f"{number} {STATUS_WORDS[status]}" for status, number in summary.statuses.items() if number]
    order = [*_LOUD, *(mark for mark in Mark if mark not in _LOUD)]
    marks = [f"{number} {_mark_words(mark, number)}" for mark in order if (number := summary.marks[mark])]
    findings = [
        count(number, severity)
        for severity in ("error", "warning")
        if (number := sum(finding.severity == severity for finding in report.findings))
    ]
    parts = [", ".join(part) for part in (colours, marks, findings) if part]
    return f"{count(summary.nodes, 'node')}: {'; '.join(parts)}" if parts else "no nodes"


def _mark_words(mark: Mark, number: int) -> str:
    return ("gap" if number == 1 else "gaps") if mark is Mark.GAP else mark.value


def summary_lines(report: Report, *, width: int = 100, ink: Ink = no_ink) -> Iterator[str]:
    """The figures in one sentence, then `hint_lines`."""
    yield from _folded(headline(report), width, ink, "strong")
    yield from hint_lines(report, width=width)


def hint_lines(report: Report, *, width: int = 100) -> Iterator[str]:
    """The tiers, the candidates for dark green with the gaps under them, and what to do next."""
    if tiers := summarise(report).as_object()["by_tier"]:
        yield f"by tier: {', '.join(f'{number} {tier}' for tier, number in tiers.items())}"
    yield from _candidates(report, width)
    yield from _unasked(report, width)
    asked = {answer.node for answer in report.answers.values() if answer.kind == "problem"}
    waiting = [id for id, node in report.nodes.items() if node.pairing is PairingState.NEW and id in asked]
    if waiting:
        pairs = "1 statement is" if len(waiting) == 1 else f"{len(waiting)} statements are"
        hint = f"{pairs} not yet paired with what is to be checked: `workbench accept --all` shows both halves"
        yield from _folded(hint, width)
    if report.elsewhere:
        there = count(len(report.elsewhere), "answer")
        hint = f"{there} recorded by another user or machine: `workbench check` re-checks before anything counts"
        yield from _folded(hint, width)
    changed = sum(node.pairing is PairingState.CHANGED for node in report.nodes.values())
    if changed:
        pairs = "1 pairing" if changed == 1 else f"{changed} pairings"
        yield from _folded(f"{pairs} changed: `workbench accept --changed` shows what", width)


def _candidates(report: Report, width: int) -> Iterator[str]:
    """The green nodes that are not dark green, and how much stands between."""
    green = [node for node in report.nodes.values() if node.status is Status.GREEN]
    if green:
        yield "green, and not yet dark green:"
    for node in green[:CANDIDATES]:
        under = ancestors(report.blueprint.statements, node.node) - {node.node}
        left = count(sum(not _is_green(report, id) for id in under), "statement")
        yield cut(f"  {plain(node.node)}: {left} under it not green, {count(node.gaps, 'gap')} among them", width)
    if len(green) > CANDIDATES:
        yield f"  and {len(green) - CANDIDATES} more"


def _is_green(report: Report, id: str) -> bool:
    return id in report.nodes and report.nodes[id].status in (Status.GREEN, Status.DARK_GREEN)


def _unasked(report: Report, width: int) -> Iterator[str]:
    """Why questions cannot be asked here, each reason once."""
    found = (answer.evidence for answer in report.answers.values() if answer.fresh)
    reasons = Counter(evidence.reason for evidence in found if evidence and evidence.missing)
    for reason, number in reasons.items():
        yield from _folded(f"{count(number, 'question')} cannot be asked here: {plain(reason)}", width)


def finding_lines(findings: Sequence[Finding], *, width: int = 100, ink: Ink = no_ink) -> Iterator[str]:
    """Each finding as `file:line: severity: message [code]`, its remedy indented under it; errors first."""
    for finding in sorted(findings, key=lambda finding: finding.severity != "error"):
        severity = ink(finding.severity, finding.severity)
        yield f"{ink(plain(str(finding.place)), 'strong')}: {severity}: {plain(finding.message)} [{finding.code}]"
        for line in fold(plain(finding.remedy), width - 4):
            yield ink(f"    {line}", "faint")


def answer_line(answer: Answer) -> str:
    """One answer on one line: name, verdict, tier, seconds and reason."""
    evidence = answer.evidence
    if evidence is None:
        return f"{plain(answer.name)}: not asked yet"
    if evidence.missing:
        return f"{plain(answer.name)}: cannot be asked here"
    parts = [evidence.verdict.value, *([evidence.tier.value] if evidence.tier else [])]
    if evidence.cost.seconds:
        parts.append(f"{evidence.cost.seconds:.2f} s")
    stale = "" if answer.fresh else " (of an earlier version)"
    return f"{plain(answer.name)}: {', '.join(parts)}{stale}: {plain(evidence.reason)}"


def resting(rests_on: Iterable[str]) -> str:
    """What a certificate does not cover, as a phrase; empty where it covers everything."""
    names = ", ".join(plain(name) for name in rests_on)
    return f"rests on {names}" if names else ""


def signs(node: NodeStatus) -> str:
    """The sign of its colour, then one for each mark."""
    return SIGNS[node.status] + "".join(dict.fromkeys(SIGNS[mark] for mark in node.marks))


def status_words(node: NodeStatus) -> str:
    """Colour and marks in words; a gap, which its sign shows, is said only where nothing else is."""
    marks = [mark.value for mark in node.marks]
    return ", ".join([STATUS_WORDS[node.status], *marks])


def number_of(node: Node) -> str:
    """`Theorem 2.5`, or the environment's name where it is not numbered."""
    return plain(f"{node.env.capitalize()} {node.ref or ''}")


def _rank(node: NodeStatus) -> int:
    return next((rank for rank, mark in enumerate(_LOUD) if mark in node.marks), len(_LOUD))


def _columns(report: Report, width: int) -> tuple[int, int, int, int]:
    """The widths of id, number and status, and of the whole line."""
    nodes = report.blueprint.statements
    longest = max((len(node) for node in report.nodes), default=8)
    number = max((len(number_of(nodes[node])) for node in report.nodes), default=8)
    quiet = (status_words(node) for node in report.nodes.values() if _rank(node) == len(_LOUD))
    words = max((len(words) for words in quiet), default=8)
    return min(longest, max(width // 3, 12)), min(number, 18), min(words, 24), width


def _node_lines(report: Report, node: NodeStatus, columns: tuple[int, int, int, int], ink: Ink) -> Iterator[str]:
    identity, number, words, width = columns
    source = report.blueprint.statements[node.node]
    loud = Mark.BROKEN in node.marks or Mark.REFUTED in node.marks
    meaning = "broken" if loud else "stale" if Mark.STALE in node.marks else node.status.value
    start = f"{pad(signs(node), 4)} {pad(plain(node.node), identity)}  {pad(number_of(source), number)}  "
    tier = ", ".join(filter(None, [node.tier.value if node.tier else "", resting(node.rests_on)]))
    line = start + status_words(node).ljust(words)
    room = width - identity - number - max(words, len(status_words(node))) - 11
    if not tier:
        yield ink(line.rstrip(), meaning)
    elif cells(tier) <= room or node.tier is None:
        yield f"{ink(line, meaning)}  {tier}"
    else:
        yield f"{ink(line, meaning)}  {node.tier.value}"
        yield from (f"       {part}" for part in fold(resting(node.rests_on), width - 7))
    for id in node.answers:
        answer = report.answers[id]
        text = answer_line(answer)
        shown = fold(text, width - 7) if loud else [cut(text, width - 7)]
        yield f"     {_verdict_sign(answer, ink)} {shown[0]}"
        yield from (f"       {line}" for line in shown[1:])


def _verdict_sign(answer: Answer, ink: Ink) -> str:
    if answer.evidence is None or answer.evidence.missing:
        return ink("–", "faint")
    return ink(VERDICT_SIGNS[answer.evidence.verdict], _VERDICT_INK[answer.evidence.verdict])


def _folded(text: str, width: int, ink: Ink = no_ink, meaning: str = "") -> Iterator[str]:
    return (ink(line, meaning) for line in fold(text, width))
