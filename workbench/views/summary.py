"""The figures of a report: how many nodes have which colour, mark and tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.evidence.record import Tier
from workbench.status import Mark, Report, Status


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the nodes of one report; the five statuses sum to `nodes`."""

    nodes: int
    statuses: Mapping[Status, int]
    marks: Mapping[Mark, int]
    tiers: Mapping[Tier, int]

    def as_object(self) -> dict[str, Any]:
        """The `summary` of `check --format json`."""
        return {
            "nodes": self.nodes,
            "green": self.statuses[Status.GREEN],
            "dark_green": self.statuses[Status.DARK_GREEN],
            "blue_state": self.statuses[Status.BLUE_STATE],
            "blue_prove": self.statuses[Status.BLUE_PROVE],
            "white": self.statuses[Status.WHITE],
            "gaps": self.marks[Mark.GAP],
            "asserted": self.marks[Mark.ASSERTED],
            "stale": self.marks[Mark.STALE],
            "broken": self.marks[Mark.BROKEN],
            "by_tier": {tier.value: number for tier, number in self.tiers.items() if number},
        }


def summarise(report: Report) -> Summary:
    """Count the nodes of `report`."""
    nodes = report.nodes.values()
    statuses = Counter(node.status for node in nodes)
    marks = Counter(mark for node in nodes for mark in node.marks)
    tiers = Counter(node.tier for node in nodes if node.tier)
    return Summary(
        nodes=len(nodes),
        statuses={status: statuses[status] for status in Status},
        marks={mark: marks[mark] for mark in Mark},
        tiers={tier: tiers[tier] for tier in Tier},
    )
