"""Every kind in turn, put to a workspace; and the workspace as it is."""

from __future__ import annotations

import random
from collections.abc import Iterator

from campaigns.soundness.evidence import bundles, certificates, lock, questions, rows
from campaigns.soundness.evidence.bundles import exported, imported
from campaigns.soundness.evidence.kinds import Kind, Right
from campaigns.soundness.evidence.questions import claim
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, copied, refusal

KINDS: dict[str, Kind] = {**questions.KINDS, **rows.KINDS, **certificates.KINDS, **lock.KINDS, **bundles.KINDS}
"""In this order: the number of a mutant says its kind."""


class EvidenceAltered:
    """Workspaces whose evidence, store, lock or bundle was altered."""

    checker = "evidence"
    share = 0.14

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every node of the workspace is green; and from a bundle into an empty store, they are again."""
        with copied() as root:
            for node in GREEN:
                if caught := refusal(root, node):
                    raise Refused(f"{node}: by {caught}")
                if not claim(root, PROBLEM_OF[node]):
                    raise Refused(f"{node}: trying every candidate finds it false")
                yield node
        entries, certificates = exported()
        with copied(evidence=False) as root:
            for node in GREEN:
                entry = entries[PROBLEM_OF[node]]
                if caught := imported(root, entry, certificates[entry["certificate"]["sha256"]]):
                    raise Refused(f"{node} from a bundle: by {caught}")
                if caught := refusal(root, node):
                    raise Refused(f"{node} from a bundle: by {caught}")
                yield f"{node} from a bundle"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(KINDS)[number % len(KINDS)]
            for trial in range(100):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                with copied(evidence=KINDS[kind].store) as root:
                    try:
                        done = KINDS[kind].change(root, random.Random(f"{kind} {label}"))
                    except Right:
                        self.equivalent += 1
                        continue
                    caught = refusal(root, done.node) and (done.caught_by or refusal(root, done.node))
                yield Mutant(self.checker, kind, done.shown_wrong_by, caught, f"{label}: {done.what}")
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in 100 trials")
