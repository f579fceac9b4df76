"""Questions about Lean declarations, many at once: one Lean answers them, and each becomes evidence of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.lean.checker import KIND, LeanJudge
from workbench.dispatch.lean import ABSENT, ACCEPTED, STATED, UNKNOWN, Outcome, check_declarations
from workbench.dispatch.lean_project import LeanProject
from workbench.dispatch.plan import Question
from workbench.dispatch.sandbox import LostChild, Watch, unwatched
from workbench.errors import BadInput, MissingTool, WorkbenchError
from workbench.evidence.record import Evidence

Recorder = Callable[[Question, Evidence, Path | None], None]

NO_SOURCES = "name the folders of its modules as `lean` in a [[blueprint]] of workbench.toml, or open a lake project"


def batches(questions: Iterable[Question]) -> list[tuple[Question, ...]]:
    """The questions about declarations, together where one run of Lean can answer them: of one project and one set of
    limits. Each problem of kind `lean` has opened its project for itself, so that equal ones count as one."""
    found: list[list[Question]] = []
    for question in questions:
        if question.declaration is not None and not question.formula:
            batch = next((batch for batch in found if _go_together(batch[0], question)), None)
            if batch is None:
                found.append([question])
            else:
                batch.append(question)
    return [tuple(batch) for batch in found]


def _go_together(one: Question, other: Question) -> bool:
    same_project = one.project is other.project or one.project == other.project
    return one.limits == other.limits and same_project


def answers_afresh(questions: Iterable[Question]) -> dict[str, Evidence]:
    """What Lean says of declarations when everything is compiled and audited anew, by fingerprint; recorded nowhere."""
    found: dict[str, Evidence] = {}

    def note(question: Question, evidence: Evidence, certificate: Path | None) -> None:
        found[question.fingerprint] = evidence

    for batch in batches(questions):
        with TemporaryDirectory(prefix="workbench-lean-", ignore_cleanup_errors=True) as folder:
            ask(batch, note, jobs=1, compiled=Path(folder))
    return found


def ask(
    batch: Sequence[Question],
    record: Recorder,
    *,
    jobs: int,
    cancel: Event | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
    watch: Watch = unwatched,
    compiled: Path | None = None,
) -> None:
    """Ask Lean about a batch and record what it finds of each; a question that `cancel` cut off is not recorded.
    Raises BadInput where the cache cannot be written, or the lake project cannot be used.

    `compiled` is where compiled modules are kept and looked for, by default in the workspace's store.
    """
    project = batch[0].project
    try:
        if project is None:
            raise MissingTool("this workspace has no Lean sources", remedy=NO_SOURCES)
        outcomes = check_declarations(
            project.modules,
            [question.declaration for question in batch if question.declaration],
            batch[0].limits,
            store=compiled or project.compiled,
            setting=project.setting(on_progress),
            jobs=jobs,
            cancel=cancel,
            on_progress=on_progress,
            watch=watch,
        )
    except (MissingTool, LostChild) as error:
        missing = isinstance(error, MissingTool)
        for question in batch:
            record(question, Evidence.error(str(error), missing=missing, **heading(question)), None)
        return
    with TemporaryDirectory(prefix="workbench-lean-", ignore_cleanup_errors=True) as folder:
        for question, outcome in _answered(batch, outcomes):
            certificate = Path(folder) / "record.json"
            evidence = _evidence(question, project, outcome, certificate)
            record(question, evidence, certificate if evidence.decided else None)


def _answered(batch: Sequence[Question], outcomes: dict[Any, Outcome]) -> Iterator[tuple[Question, Outcome]]:
    for question in batch:
        if question.declaration in outcomes:
            yield question, outcomes[question.declaration]


def _evidence(question: Question, project: LeanProject, outcome: Outcome, certificate: Path) -> Evidence:
    """Evidence of what Lean found; decided only by a record that is accepted here and now."""
    what = {**heading(question), "cost": outcome.cost, "states": outcome.states, "tool": project.told_by}
    if outcome.outcome == UNKNOWN:
        return Evidence.unknown(f"gave up: {outcome.reason}; raise --timeout or --memory", **what)
    if outcome.outcome == STATED:
        return Evidence.unknown(f"stated, not proved: {outcome.reason}", answer="stated", **what)
    if outcome.outcome != ACCEPTED or outcome.certificate is None:
        is_absent = outcome.outcome == ABSENT
        why = project.absent(question.declaration.name) if is_absent and question.declaration else ""
        return Evidence.error(outcome.reason + why, absent=is_absent, **what)
    certificate.write_bytes(outcome.certificate)
    assert question.declaration is not None
    try:
        checked = certify(LeanJudge(project.modules_now(), project.version), question.declaration, KIND, certificate)
    except RejectedCertificate as error:
        return Evidence.error(f"REJECTED: {error}", **what)
    except (BadInput, WorkbenchError) as error:
        return Evidence.error(f"the sources could not be read again: {error}", **what)
    return Evidence.verified(checked, **what)


def heading(question: Question) -> dict[str, Any]:
    """What every evidence of a question begins with."""
    return {
        "fingerprint": question.fingerprint,
        "kind": question.kind,
        "name": question.name,
        "checker": question.checker,
        "limits": question.limits,
    }
