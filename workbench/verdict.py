"""What a run is judged by: the exit code of `check`, and a baseline of what is known to be wrong already. Pure.

A baseline is an earlier report of `check --format json` (or of `lint`); there is no other format to learn or keep up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from workbench.blueprint.model import Finding
from workbench.errors import BadInput
from workbench.evidence.record import Tier
from workbench.status import Mark, NodeStatus, PairingState, Report, is_asserted

OK, WRONG, MISSING = 0, 1, 3
"""The exit codes that a report can lead to; 2 (bad input) is an exception before there is one."""

Offences = Counter[str]
"""What fails a run, each in words that stay the same when lines move; counted, for two may read the same."""

_FAILING = (Mark.BROKEN, Mark.REFUTED, Mark.STALE)
_LINE = re.compile(r"(?<=\.\w{3}):\d+|\bline \d+")
_MOST_BYTES = 256 * 2**20


def exit_code(
    reports: Iterable[Report],
    *,
    require: Tier | None = None,
    nodes: Collection[str] = (),
    baseline: Offences | None = None,
) -> int:
    """0, 1 or 3 (3 goes before 1), as docs/commands.md lists what leads to which; `nodes` are those named by `--node`.

    `unknown`, a missing checker for a node that nobody asserts, open, blue and white nodes never fail a run.
    """
    found: Offences = Counter()
    missing = False
    for report in reports:
        found += offences(report, require=require, nodes=nodes)
        missing = missing or any(_misses_tool(report, node, require, nodes) for node in report.nodes.values())
    if missing:
        return MISSING
    return WRONG if found - (baseline or Counter()) else OK


def offences(report: Report, *, require: Tier | None = None, nodes: Collection[str] = ()) -> Offences:
    """What is wrong: error findings, broken, refuted and stale nodes, and with `require` the nodes below that tier.

    Held to the tier are the nodes that are asserted, once were green, or are named in `nodes`.
    """
    blueprint = report.blueprint.name
    found = finding_offences(report.findings)
    for node in report.nodes.values():
        marks = [mark.value for mark in node.marks if mark in _FAILING]
        found.update(_of_node(blueprint, node.node, word) for word in marks)
        if require and _is_held(report, node, nodes) and not _reaches(node, require):
            found[_of_node(blueprint, node.node, _standing(node.tier, node.pairing))] += 1
    return found


def finding_offences(findings: Iterable[Finding], *, strict: bool = False) -> Offences:
    """The findings that fail a run: the errors, with `strict` the warnings too."""
    return Counter(identity(finding) for finding in findings if strict or finding.severity == "error")


def identity(finding: Finding) -> str:
    """What makes it the same finding after lines have moved: its code, file, node and message, line numbers apart."""
    return _identity(finding.code, finding.place.file, finding.node, finding.message)


def read_baseline(path: Path) -> Offences:
    """All that an earlier report holds against its nodes. Raises BadInput for a file that is no such report."""
    remedy = "make one with `workbench check --format json --output FILE`"
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise BadInput(f"the baseline is larger than {_MOST_BYTES:,} bytes", remedy=remedy, file=path.name)
        read = msgspec.json.decode(data)
        several = read.get("blueprints") if isinstance(read, dict) else None
        entries = msgspec.convert([read] if several is None else several, list[_Report])
    except OSError as error:
        problem = f"the baseline cannot be read: {error.strerror or error}"
        raise BadInput(problem, remedy=remedy, file=path.name) from None
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        problem = f"the baseline is no report of `check --format json`: {error}"
        raise BadInput(problem, remedy=remedy, file=path.name) from None
    found: Offences = Counter()
    for entry in entries:
        found.update(_identity(one.code, one.file, one.node, one.message) for one in entry.findings)
        for node in entry.nodes:
            found.update(_of_node(entry.blueprint, node.node, mark) for mark in node.marks)
            found[_of_node(entry.blueprint, node.node, _standing(node.tier, node.pairing))] += 1
    return found


class _Finding(msgspec.Struct, frozen=True):
    code: str
    message: str
    file: str
    node: str | None = None


class _Node(msgspec.Struct, frozen=True):
    node: str
    marks: list[str]
    tier: Tier | None
    pairing: PairingState


class _Report(msgspec.Struct, frozen=True):
    findings: list[_Finding]
    blueprint: str = ""
    nodes: list[_Node] = []  # msgspec copies an empty default


def _identity(code: str, file: str, node: str | None, message: str) -> str:
    return _LINE.sub("", f"{code}|{file}|{node or ''}|{message}")


def _of_node(blueprint: str, node: str, word: str) -> str:
    return _LINE.sub("", f"{blueprint}|{node}|{word}")


def _standing(tier: Tier | None, pairing: PairingState) -> str:
    """Where a node that does not reach a tier stands, so that it may not fall further."""
    return f"at {tier.value if tier else 'no tier'}, {pairing.value}"


def _is_held(report: Report, node: NodeStatus, nodes: Collection[str]) -> bool:
    return node.node in nodes or node.once_green or is_asserted(report.blueprint.statements[node.node])


def _reaches(node: NodeStatus, require: Tier) -> bool:
    """Whether the node is as good as required; but for `asserted`, that takes an accepted pairing."""
    if node.tier is None or not node.tier.at_least(require):
        return False
    return node.pairing is PairingState.ACCEPTED or require is Tier.ASSERTED


def _misses_tool(report: Report, node: NodeStatus, require: Tier | None, nodes: Collection[str]) -> bool:
    needed = node.node in nodes or is_asserted(report.blueprint.statements[node.node])
    if not needed and not (require and node.once_green):
        return False
    answers = (report.answers[id] for id in node.answers)
    return any(answer.fresh and answer.evidence is not None and answer.evidence.missing for answer in answers)
