"""What lies on the desk: everything that a screen may show, frozen, and replaced whole when something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.blueprint.closure import Closure, closure
from workbench.blueprint.graph import predecessors, successors
from workbench.blueprint.model import Blueprint
from workbench.evidence.pairings import Lock
from workbench.evidence.record import Evidence
from workbench.status import Report
from workbench.survey import Survey
from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Links:
    """Who uses whom among the statements of a blueprint, in statement or proof; ids in document order."""

    uses: Mapping[str, Sequence[str]]
    used_by: Mapping[str, Sequence[str]]
    above: Closure
    """All ancestors of every statement."""
    below: Closure
    """All descendants of every statement."""

    @classmethod
    def of(cls, blueprint: Blueprint) -> Links:
        """The links of a blueprint; linear in its graph but for the closures (some milliseconds)."""
        uses = predecessors(blueprint.statements)
        found = successors(uses)
        used_by = {id: found.get(id, []) for id in uses}
        return cls(uses, used_by, closure(uses), closure(used_by))


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # Textual asks every worker's arguments for their `repr`
class Desk:
    """One blueprint of a workspace with what is known of it. Compared by identity, for 5,000 nodes take long."""

    workspace: Workspace
    survey: Survey
    """Of the chosen blueprint; without questions and findings of the graph until `evidence_loaded`."""
    report: Report
    """The evidence view; until `evidence_loaded` it knows what authors assert, and no evidence."""
    evidence_loaded: bool
    lock: Lock
    faults: tuple[str, ...]
    """What could not be read (a damaged store, the lock, a problem file), each a sentence with its remedy."""
    links: Links

    @property
    def blueprint(self) -> Blueprint:
        """What the sources say."""
        return self.survey.blueprint

    @property
    def known(self) -> dict[str, Evidence]:
        """The evidence that the report speaks of, by the fingerprint of today's question."""
        answers = self.report.answers.values()
        return {answer.fingerprint: answer.evidence for answer in answers if answer.evidence is not None}
