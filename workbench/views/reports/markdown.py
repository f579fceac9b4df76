"""GitHub-flavoured Markdown for a pull-request comment or a job summary; kept well under GitHub's 65,536 characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.blueprint.model import Finding
from workbench.status import SIGNS, NodeStatus, Report, Status
from workbench.views.plain import count, cut, plain
from workbench.views.text import STATUS_WORDS, headline, resting
from workbench.views.troubles import troubles

ROWS = 100
"""How many rows of each table are shown before the rest is only counted."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")


def as_markdown(reports: Sequence[Report]) -> str:
    """Figures first, then what needs attention, then (folded away) every node with an answer."""
    return "\n".join(_section(report) for report in reports)


def _section(report: Report) -> str:
    parts = [f"## {escape(report.blueprint.name)}", "", escape(headline(report)), ""]
    if found := troubles(report):
        parts += ["| | where | what |", "|---|---|---|", *_limited([_trouble(trouble) for trouble in found], 3), ""]
    answered = [node for node in report.nodes.values() if node.answers]
    if answered:
        parts += [f"<details><summary>{count(len(answered), 'node')} with a question for a machine</summary>", ""]
        parts += ["| | node | status | tier | rests on |", "|---|---|---|---|---|"]
        parts += _limited([_node(report, node) for node in answered], 5)
        parts += ["", "</details>", ""]
    return "\n".join(parts)


def _trouble(trouble: Finding) -> str:
    sign = "❌" if trouble.severity == "error" else "⚠️"
    what = f"**{escape(trouble.code)}** {escape(trouble.message)}; {escape(trouble.remedy)}"
    return f"| {sign} | {escape(str(trouble.place))} | {what} |"


def _node(report: Report, node: NodeStatus) -> str:
    sign = " ".join([SIGNS[node.status], *dict.fromkeys(SIGNS[mark] for mark in node.marks)])
    words = ", ".join([STATUS_WORDS[node.status], *(mark.value for mark in node.marks)])
    tier = node.tier.value if node.tier and node.status is not Status.WHITE else ""
    return f"| {sign} | {escape(node.node)} | {words} | {tier} | {escape(resting(node.rests_on))} |"


def _limited(rows: list[str], columns: int) -> list[str]:
    if len(rows) <= ROWS:
        return rows
    return [*rows[:ROWS], f"| … | {count(len(rows) - ROWS, 'more row')} |" + " |" * (columns - 2)]


def escape(text: str) -> str:
    """`text` so that Markdown and HTML show it and obey none of it; one line, at most 600 characters."""
    shown = cut(plain(text), 600).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # The empty comment keeps a name after @ from being notified.
    return _SPECIAL.sub(r"\\\1", shown).replace("@", "@<!-- -->")
