"""Answers from elsewhere, in a bundle or in a store that came along with its workspace: their certificates are
re-checked here, and nothing else that is said of them is believed."""

from __future__ import annotations

from pathlib import Path

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker
from workbench.dispatch.certifying import certify_with_both
from workbench.dispatch.declarations import heading
from workbench.dispatch.plan import Question
from workbench.errors import WorkbenchError
from workbench.evidence.record import Cost, Evidence
from workbench.evidence.store import Store


def rechecked(question: Question, kind: str, raw: Path, *, cost: Cost, tool: str) -> Evidence:
    """What a certificate shows of a question about a problem, as this machine finds it.

    Raises RejectedCertificate where it does not show what it should, WorkbenchError where it cannot be checked.
    """
    assert question.problem is not None
    found = checker(question.checker)
    try:
        checked = certify_with_both(found, question.problem, kind, raw, question.limits)
    except MemoryError:
        raise WorkbenchError("out of memory", remedy="free some, and try again") from None
    make = Evidence.verified if checked.answer == question.expect else Evidence.refuted
    return make(checked, cost=cost, tool=f"{tool}, imported", **heading(question))


def adopted(question: Question, store: Store) -> Evidence | str | None:
    """The answer to a question that lay in the store, decided elsewhere: recorded as ours now that its certificate was
    re-checked, or why it does not count, or None where there is none. Of a declaration there never is: the record of an
    audit shows nothing to who was not there. Raises BadInput where the store does not take it."""
    if question.problem is None or question.declaration is not None or question.expect is None:
        return None
    there = store.elsewhere(question.fingerprint)
    if there is None or there.certificate is None:
        return None
    with store.certificate(there.certificate) as raw:
        try:
            evidence = rechecked(question, there.certificate.kind, raw, cost=there.cost, tool=there.tool)
        except RejectedCertificate as error:
            return f"REJECTED: {error}"
        except WorkbenchError as error:
            return f"its certificate could not be checked: {error}"
        return store.record(evidence, raw)
