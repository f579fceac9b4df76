"""What a dask worker runs for a sweep: `answer`, by its name, with plain data.

The worker asks the question as this machine would, behind its own wall and under the limits it is given; what goes back
is a claim and its certificate, which whoever asked re-checks.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from workbench.dispatch.plan import Question, about
from workbench.evidence.record import Evidence, Limits
from workbench.problems.spec import Problem
from workbench.sweep.techniques import Ask, technique

_mine = threading.local()


def fields_of(question: Question) -> dict[str, Any]:
    """A question as plain data; ValueError for one that is about files, which are on this machine alone."""
    problem = question.problem
    if problem is None or problem.files:
        raise ValueError("it is about files of this machine")
    limits = question.limits
    return {
        "id": problem.id,
        "kind": problem.kind,
        "expect": problem.expect,
        "body": dict(problem.body),
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
    }


@dataclass(slots=True)
class _Caught:
    """A `Store` that keeps the last answer in memory."""

    evidence: Evidence | None = None
    certificate: bytes = b""
    opened: ExitStack = field(default_factory=ExitStack)
    lanes: dict[str, Ask] = field(default_factory=dict)

    def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
        self.evidence = evidence
        self.certificate = certificate.read_bytes() if certificate else b""
        return evidence


def answer(name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The claim that the technique of this name makes about a question, as plain data with the certificate's bytes.

    Each thread of a dask worker has a lane of its own to each technique, for as long as it lives.
    """
    caught: _Caught | None = getattr(_mine, "caught", None)
    if caught is None:
        caught = _mine.caught = _Caught()
    if name not in caught.lanes:
        caught.lanes[name] = caught.opened.enter_context(technique(name).lane(caught, Event()))
    problem = Problem(fields["id"], "", fields["kind"], fields["expect"], fields["body"])
    limits = Limits(fields["seconds"], fields["memory_mb"])
    caught.evidence, caught.certificate = None, b""
    found = caught.lanes[name](about(problem, limits))
    attempt = found.result() if isinstance(found, Future) else found
    evidence = caught.evidence
    return {
        "answer": evidence.answer if evidence and evidence.decided else None,
        "kind": evidence.certificate.kind if evidence and evidence.certificate else None,
        "certificate": caught.certificate,
        "tool": evidence.tool if evidence else "",
        "reason": attempt.reason if attempt else "it was cancelled",
        "failed": attempt is None or attempt.outcome == "failed",
        "seconds": attempt.cost.seconds if attempt else 0.0,
        "cpu_seconds": attempt.cost.cpu_seconds if attempt else 0.0,
        "peak_mb": attempt.cost.peak_mb if attempt else 0.0,
    }
