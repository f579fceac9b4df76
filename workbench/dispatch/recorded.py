"""A run whose answers are kept in the workspace's store, which is opened to write only where there is an answer to
keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Event

from workbench.dispatch.elsewhere import adopted
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Progress, run
from workbench.evidence.record import Evidence
from workbench.evidence.store import Store


def run_recorded(
    questions: Sequence[Question],
    store_path: Path,
    *,
    jobs: int,
    cores: int | None = None,
    on_event: Callable[[Progress], None] = lambda event: None,
    cancel: Event | None = None,
) -> dict[str, Evidence]:
    """`runner.run` with the store in this folder (`Workspace.store_path`), answers from elsewhere re-checked before
    anybody is asked; raises as it does, and as the store does."""
    with ExitStack() as opened:
        store = opened.enter_context(Store.open(store_path, write=True)) if leave_a_trace(questions) else None
        known = partial(adopted, store=store) if store is not None else None
        return run(questions, jobs=jobs, cores=cores, store=store, on_event=on_event, cancel=cancel, elsewhere=known)


def leave_a_trace(questions: Sequence[Question]) -> bool:
    """Whether there will be something to record: what no checker can answer yet makes no store."""
    return any(question.problem or question.project for question in questions)
