"""Progress on stderr while questions run: live lines in a terminal, a line an answer in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.cli.terminal import tell
from workbench.views.plain import plain
from workbench.views.text import VERDICT_SIGNS

if TYPE_CHECKING:
    from rich.progress import TaskID

    from workbench.dispatch.plan import Question
    from workbench.dispatch.runner import Progress
    from workbench.evidence.record import Evidence

Listener = Callable[["Progress"], None]


@contextmanager
def progress(total: int) -> Iterator[Listener]:
    """What is to be called with each event of a run of `total` questions."""
    if sys.stderr.isatty():
        with _live(total) as listener:
            yield listener
    else:
        yield _log


def _log(event: Progress) -> None:
    from workbench.dispatch.runner import Answered, Noted

    if isinstance(event, Answered) and not event.evidence.missing:
        tell(_line(event.question, event.evidence))
    elif isinstance(event, Noted):
        tell(f"… {plain(event.line)}")


def _line(question: Question, evidence: Evidence) -> str:
    spent = f"{evidence.cost.seconds:.1f} s, {evidence.cost.peak_mb:.0f} MB"
    why = f": {plain(evidence.reason)}" if question.formula and not evidence.decided else ""  # no report has it
    return f"{VERDICT_SIGNS[evidence.verdict]} {plain(question.name)}: {evidence.verdict.value} ({spent}){why}"


@contextmanager
def _live(total: int) -> Iterator[Listener]:
    """One bar for all, one line for each question that runs."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    from workbench.dispatch.runner import Answered, Certifying, Noted, Sampled, Started

    columns = (
        SpinnerColumn(finished_text=" "),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[spent]}"),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        everything = bars.add_task("questions", total=total, spent="")
        running: dict[str, TaskID] = {}

        def listen(event: Progress) -> None:
            question = event.question
            name = escape(plain(question.name))
            match event:
                case Started() if question.declaration is None:
                    running[question.fingerprint] = bars.add_task(name, total=None, spent="")
                case Noted(line=line) if question.declaration is None:
                    bars.console.print(escape(plain(line)), highlight=False)
                case Noted(line=line):  # a batch of declarations: one line for all, saying what Lean is doing
                    if question.fingerprint not in running:
                        running[question.fingerprint] = bars.add_task("Lean", total=None, spent="")
                    bars.update(running[question.fingerprint], description=f"Lean: {escape(plain(line))}")
                case Sampled(sample=sample) if question.fingerprint in running:
                    spent = f"{sample.mb:.0f} of {question.limits.memory_mb} MB, limit {question.limits.seconds:g} s"
                    bars.update(running[question.fingerprint], spent=spent)
                case Certifying():
                    bars.update(running[question.fingerprint], description=f"{name}: re-checking", spent="")
                case Answered(evidence=evidence):
                    if question.fingerprint in running:
                        bars.remove_task(running.pop(question.fingerprint))
                    bars.advance(everything)
                    if not evidence.missing:
                        bars.console.print(escape(_line(question, evidence)), highlight=False)

        yield listen
