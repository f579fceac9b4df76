"""What changed between two reports of one blueprint; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.blueprint.model import Finding
from workbench.status import Mark, NodeStatus, Report, Status
from workbench.verdict import identity


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have (`before == after`), or that one has where the other has another."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether both texts have it."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement whose text differs, word by word."""

    node: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids in document order; a node that was added counts as having become what it is."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    became: dict[str, tuple[str, ...]]
    """One of BECAME -> the nodes that are so now and were not before."""
    lost_green: tuple[str, ...]
    """Nodes that were green or dark green, are still there, and are neither now."""
    statements: tuple[StatementChange, ...]
    findings_gained: tuple[Finding, ...]
    findings_lost: tuple[Finding, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two reports say the same."""
        lists = (self.added, self.removed, self.lost_green, self.statements, self.findings_gained, self.findings_lost)
        return not any(lists) and not any(self.became.values())


def _is_green(node: NodeStatus) -> bool:
    return node.status in (Status.GREEN, Status.DARK_GREEN)


BECAME: dict[str, Callable[[NodeStatus], bool]] = {
    "broken": lambda node: Mark.BROKEN in node.marks,
    "refuted": lambda node: Mark.REFUTED in node.marks,
    "stale": lambda node: Mark.STALE in node.marks,
    "green": _is_green,
    "dark_green": lambda node: node.status is Status.DARK_GREEN,
    "ready_to_prove": lambda node: node.status is Status.BLUE_PROVE,
    "ready_to_state": lambda node: node.status is Status.BLUE_STATE,
}
"""What a node can have become, the loudest first."""


def changes(before: Report, after: Report, texts_of: Callable[[Report], Callable[[str], str]]) -> Changes:
    """Compare two reports; `texts_of(report)(id)` is the text of a statement that is compared word by word."""
    old, new = before.nodes, after.nodes
    old_text, new_text = texts_of(before), texts_of(after)
    return Changes(
        added=tuple(node for node in new if node not in old),
        removed=tuple(node for node in old if node not in new),
        became={
            name: tuple(id for id, node in new.items() if holds(node) and not (id in old and holds(old[id])))
            for name, holds in BECAME.items()
        },
        lost_green=tuple(id for id, node in old.items() if id in new and _is_green(node) and not _is_green(new[id])),
        statements=tuple(
            StatementChange(id, word_changes(was, now))
            for id in new
            if id in old and (was := old_text(id)) != (now := new_text(id))
        ),
        findings_gained=_missing_from(after.findings, before.findings),
        findings_lost=_missing_from(before.findings, after.findings),
    )


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """How one text becomes the other, in words and signs: `... 1..` then `45` -> `44`."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(Piece("".join(old[a:b]), "".join(new[c:d])) for _, a, b, c, d in matcher.get_opcodes())


def _words(text: str) -> list[str]:
    """Control words, words, whole numbers (`7{,}824` is one), single signs, and the spaces between them."""
    return re.findall(r"\\[A-Za-z]+|\d+(?:(?:\{,\}|,|\\,)\d{3})*|[^\W\d_]+|\s+|.", text, re.DOTALL)


def _missing_from(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that `others` has not, or has fewer of; lines do not matter, for they shift."""
    left = Counter(map(identity, others))
    missing = []
    for finding in findings:
        if left[identity(finding)]:
            left[identity(finding)] -= 1
        else:
            missing.append(finding)
    return tuple(missing)
