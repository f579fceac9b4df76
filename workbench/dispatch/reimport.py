"""Evidence from elsewhere: each certificate of a bundle is re-checked here, and only then recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.checkers.base import RejectedCertificate
from workbench.dispatch.elsewhere import rechecked
from workbench.dispatch.plan import Question
from workbench.errors import WorkbenchError
from workbench.evidence.bundle import Bundle, Entry
from workbench.evidence.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one entry of a bundle."""

    entry: Entry
    counts: bool
    """Whether the store has a decided answer to its question now."""
    sentence: str
    rejected: bool = False
    """Its certificate does not show what the bundle says: a reason to distrust whoever made it."""


def reimport(
    bundle: Bundle,
    questions: Iterable[Question],
    store: Store,
    on_entry: Callable[[Imported], None] = lambda imported: None,
) -> list[Imported]:
    """Re-check and record the entries that answer one of these questions, as `plan.about` gives them today.

    Nothing the bundle says is believed: the verdict follows from the certificate and from what is expected here.
    Raises BadInput where the bundle or the store cannot be read or written.
    """
    asked = {question.fingerprint: question for question in questions}
    found = []
    for entry in bundle.entries:
        imported = _one(bundle, entry, asked.get(entry.fingerprint), store)
        found.append(imported)
        on_entry(imported)
    return found


def _one(bundle: Bundle, entry: Entry, question: Question | None, store: Store) -> Imported:
    if question is not None and question.declaration is not None:
        return Imported(entry, False, "the record of an audit shows nothing to others: `workbench check` audits here")
    if question is None or question.problem is None:
        return Imported(entry, False, "no problem here asks this question (another problem, file or checker version)")
    if question.expect is None:
        return Imported(entry, False, "nothing here says what is expected: add `expect` to the problem")
    known = store.latest(entry.fingerprint)
    if known and known.decided:
        return Imported(entry, True, f"{known.verdict} here already")
    with bundle.certificate(entry) as raw:
        try:
            evidence = rechecked(question, entry.certificate.kind, raw, cost=entry.cost, tool=entry.tool)
        except RejectedCertificate as error:
            return Imported(entry, False, f"REJECTED: {error}", rejected=True)
        except WorkbenchError as error:
            return Imported(entry, False, f"its certificate could not be checked: {error}")
        store.record(evidence, raw)
    return Imported(entry, True, f"{evidence.verdict}: {evidence.reason}")
