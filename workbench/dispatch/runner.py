"""Run questions: a sandboxed child for each, side by side; certify what they claim; record each answer at once."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Protocol

from workbench.checkers.base import Checker, Claim, RejectedCertificate
from workbench.checkers.registry import checker
from workbench.dispatch.certifying import certify_once, certify_with_both
from workbench.dispatch.declarations import ask, batches, heading
from workbench.dispatch.outlook import access_of, environment_of
from workbench.dispatch.plan import Question, about
from workbench.dispatch.sandbox import OUTPUT_MB, PROCESSES, Finished, LostChild, Sample, Watch, tail
from workbench.dispatch.sandbox import run as run_child
from workbench.errors import BadInput, MissingTool, WorkbenchError
from workbench.evidence.record import Cost, Evidence

PATIENCE_SECONDS = 0.7
"""After an interruption: how long an answer that is being certified may take to be kept."""
FULL_DISK_BYTES = 4 << 20


class Store(Protocol):
    """Where answers go (`workbench.evidence.store.Store`); `record` may be called from several threads."""

    def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
        """Make one answer durable; gives it back as recorded."""


@dataclass(frozen=True, slots=True)
class Started:
    """A child of this question runs."""

    question: Question


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a child of the question uses now, a few times a second and when it has ended; of a batch of declarations
    the first question stands for all, and several children may run."""

    question: Question
    sample: Sample
    folder: Path
    """Where it writes `stdout` and `stderr` (`sandbox.written_since`); gone soon after it."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What the checker is doing now, in a line; of a batch the first question stands for all."""

    question: Question
    line: str


@dataclass(frozen=True, slots=True)
class Certifying:
    """The child has answered; its certificate is being re-checked."""

    question: Question


@dataclass(frozen=True, slots=True)
class Answered:
    """The question has its evidence, recorded where there is a store."""

    question: Question
    evidence: Evidence


Progress = Started | Sampled | Noted | Certifying | Answered
Keep = Callable[[Question, Evidence, Path], None]
Elsewhere = Callable[[Question], Evidence | str | None]
"""The answer that lay in the store, decided elsewhere, re-checked and recorded here; why it does not count; or None."""


def run(
    questions: Iterable[Question],
    *,
    jobs: int,
    cores: int | None = None,
    store: Store | None = None,
    on_event: Callable[[Progress], None] = lambda event: None,
    cancel: Event | None = None,
    seed: int = 0,
    keep: Keep | None = None,
    elsewhere: Elsewhere | None = None,
) -> dict[str, Evidence]:
    """The evidence for each question by fingerprint; every answer is recorded before the next event tells of it.

    `jobs` questions run side by side, each with `cores` (default: its share of the machine) for its portfolio.
    `on_event` is called from several threads, one at a time. `keep` is shown each certificate that was accepted, before
    its file goes. What `elsewhere` knows of a problem is not asked. When `cancel` is set, children are ended and what
    is missing has no entry; on Ctrl-C the same, and KeyboardInterrupt goes on. Raises BadInput where the store or the
    disk does not take an answer.
    """
    # Whoever grants a question more time expects it to need more: start it early, so that it does not end last.
    waiting = sorted({q.fingerprint: q for q in questions}.values(), key=lambda q: -q.limits.seconds)
    jobs = max(1, min(jobs, len(waiting)))
    share = cores or max(1, processors() // jobs)
    return _Run(waiting, share, store, on_event, cancel or Event(), seed, keep, elsewhere).everything(jobs)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Run:
    """One call of `run`: the threads and what they share."""

    def __init__(
        self,
        questions: Sequence[Question],
        cores: int,
        store: Store | None,
        on_event: Callable[[Progress], None],
        cancel: Event,
        seed: int,
        keep: Keep | None,
        elsewhere: Elsewhere | None,
    ) -> None:
        self._waiting: SimpleQueue[Question | tuple[Question, ...]] = SimpleQueue()
        # Lean first: its many answers come in one run, which is seldom the longest.
        for batch in batches(questions):
            self._waiting.put(batch)
        for question in questions:
            if question.declaration is None or question.formula:
                self._waiting.put(question)
        self._cores = cores
        self._store = store
        self._on_event = on_event
        self._cancel = cancel
        self._seed = seed
        self._keep = keep
        self._elsewhere = elsewhere
        self._lock = Lock()
        self._done: dict[str, Evidence] = {}
        self._failure: BaseException | None = None

    def everything(self, jobs: int) -> dict[str, Evidence]:
        # Daemons: a certificate that takes long to check must not hold up the end of an interrupted process. What is
        # recorded is whole or not there.
        threads = [Thread(target=self._work, daemon=True, name=f"question {i}") for i in range(jobs)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            self._cancel.set()
            with suppress(KeyboardInterrupt):
                for thread in threads:
                    thread.join(PATIENCE_SECONDS / jobs)
            raise
        if self._failure is not None:
            raise self._failure
        return self._done

    def _work(self) -> None:
        with suppress(Empty):
            while not self._cancel.is_set():
                item = self._waiting.get_nowait()
                try:
                    if isinstance(item, tuple):
                        self._batch(item)
                    elif item.formula:
                        self._encoding(item)
                    else:
                        self._one(item)
                except BaseException as failure:  # raised again by the thread that called `run`
                    self._failure = self._failure or failure
                    self._cancel.set()

    def _batch(self, batch: tuple[Question, ...]) -> None:
        """Ask Lean about many declarations in one go."""
        for question in batch:
            self._tell(Started(question))
        try:
            with self._compiled() as compiled:
                ask(
                    batch,
                    self._record,
                    jobs=self._cores,
                    cancel=self._cancel,
                    on_progress=self._note(batch[0]),
                    watch=self._watch(batch[0]),
                    compiled=compiled,
                )
        except BrokenPipeError:  # of whoever looks on: the disk is in order
            raise
        except OSError as error:
            raise _unwritable(error) from error

    def _encoding(self, question: Question) -> None:
        """Whether the clauses of a SAT question are those of a formula in Lean."""
        from workbench.dispatch.encodings import compare

        self._tell(Started(question))
        with self._compiled() as compiled:
            compare(
                question,
                self._record,
                cancel=self._cancel,
                on_progress=self._note(question),
                watch=self._watch(question),
                compiled=compiled,
            )

    @contextmanager
    def _compiled(self) -> Iterator[Path | None]:
        """Where compiled modules go: the workspace's store, or where nothing is recorded a folder that goes."""
        if self._store is not None:
            yield None
        else:
            with tempfile.TemporaryDirectory(prefix="workbench-lean-", ignore_cleanup_errors=True) as name:
                yield Path(name)

    def _note(self, question: Question) -> Callable[[str], None]:
        return lambda line: self._tell(Noted(question, line))

    def _watch(self, question: Question) -> Watch:
        return lambda sample, folder: self._tell(Sampled(question, sample, folder))

    def _one(self, question: Question) -> None:
        """Ask, certify, record, tell; what is known from elsewhere is told."""
        try:
            found = checker(question.checker)
        except WorkbenchError as error:
            evidence = Evidence.error(str(error), missing=isinstance(error, MissingTool), **heading(question))
            self._record(question, evidence, None)
            return
        self._tell(Started(question))
        try:
            if self._is_known(question):
                return
            with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as name:
                self._in_folder(question, found, Path(name))
        except BrokenPipeError:  # of whoever looks on: the disk is in order
            raise
        except OSError as error:
            raise _unwritable(error) from error

    def _is_known(self, question: Question) -> bool:
        """Whether an answer from elsewhere counts now; says so where it does not."""
        there = self._elsewhere(question) if self._elsewhere is not None else None
        if isinstance(there, str):
            said = f"{question.name}: the answer that lay in the store counts for nothing: {there}; asked anew"
            self._tell(Noted(question, said))
            return False
        if there is not None:
            self._done_with(question, there)
        return there is not None

    def _in_folder(self, question: Question, found: Checker, folder: Path) -> None:
        problem = question.problem
        assert problem is not None
        try:
            argv = found.command(problem, folder, cores=self._cores, seed=self._seed)
            finished = run_child(
                argv,
                folder,
                question.limits,
                cancel=self._cancel,
                on_sample=lambda sample: self._tell(Sampled(question, sample, folder)),
                access=access_of(problem),
                environment=environment_of(),
            )
        except LostChild as error:
            self._record(question, Evidence.error(str(error), **heading(question)), None)
            return
        if finished.ended_by == "cancelled":
            return
        claim = _claim(found, folder, finished, question)
        if claim.failed and shutil.disk_usage(folder).free < FULL_DISK_BYTES:
            raise OSError(errno.ENOSPC, f"{os.strerror(errno.ENOSPC)} ({claim.reason})", str(folder))
        if claim.answer is not None:
            self._tell(Certifying(question))
        evidence = evidence_of(question, found, claim, folder, finished.cost)
        if evidence.decided and about(problem, question.limits).fingerprint != question.fingerprint:
            evidence = Evidence.error("a file that it names changed meanwhile: ask again", **heading(question))
        self._record(question, evidence, claim.certificate if evidence.decided else None)

    def _record(self, question: Question, evidence: Evidence, certificate: Path | None) -> None:
        # A missing tool is no answer, and not worth a record: it is found missing again in no time.
        if self._store is not None and not evidence.missing:
            evidence = self._store.record(evidence, certificate)
        if self._keep is not None and certificate is not None:
            self._keep(question, evidence, certificate)
        self._done_with(question, evidence)

    def _done_with(self, question: Question, evidence: Evidence) -> None:
        with self._lock:
            self._done[question.fingerprint] = evidence
        self._tell(Answered(question, evidence))

    def _tell(self, event: Progress) -> None:
        with self._lock:
            self._on_event(event)


def _claim(found: Checker, folder: Path, finished: Finished, question: Question) -> Claim:
    """What the child left, or in a sentence why it left nothing."""
    if finished.ended_by is not None:
        said = tail(folder).rpartition("\n")[2]
        return Claim(None, _spent(finished, question) + (f" ({said[:300]})" if said else ""))
    claim = found.claim(folder)
    if claim.answer is None and claim.failed and finished.exit != 0:
        code = finished.exit or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        said = tail(folder).rpartition("\n")[2][:300]
        return Claim(None, f"the checker's process ended with {how}" + (f": {said}" if said else ""), failed=True)
    return claim


def _spent(finished: Finished, question: Question) -> str:
    limits = question.limits
    if finished.ended_by == "time":
        return f"gave up: {finished.seconds:.0f} s were spent (limit {limits.seconds:g} s); raise --timeout"
    if finished.ended_by == "memory":
        return (
            f"gave up: {finished.peak_mb:,.0f} MB of memory were in use (limit {limits.memory_mb:,} MB); raise --memory"
        )
    if finished.ended_by == "processes":
        return f"gave up: more than {PROCESSES} processes were started"
    return f"gave up: more than {OUTPUT_MB:,} MB were written; the proof is too long to keep"


def evidence_of(
    question: Question, found: Checker, claim: Claim, folder: Path, cost: Cost, *, second: bool = True
) -> Evidence:
    """Evidence from a claim: decided only by a certificate, a file in `folder`, that is accepted here and now.

    Without `second` no other program is asked beside the judge, and the reason says so.
    """
    what = {**heading(question), "cost": cost, "tool": claim.tool}
    if claim.answer is None:
        return Evidence.error(claim.reason, **what) if claim.failed else Evidence.unknown(claim.reason, **what)
    problem, certificate = question.problem, claim.certificate
    assert problem is not None
    if certificate is None or claim.kind is None or not _lies_in(certificate, folder):
        return Evidence.error(f"{claim.tool or question.checker} answered and left no certificate", **what)
    try:
        if second:
            checked = certify_with_both(found, problem, claim.kind, certificate, question.limits)
        else:
            checked = certify_once(found, problem, claim.kind, certificate)
    except RejectedCertificate as error:
        return Evidence.error(f"REJECTED: the certificate of {claim.tool or question.checker}: {error}", **what)
    except (WorkbenchError, MemoryError) as error:
        return Evidence.error(f"the certificate could not be checked: {error or 'out of memory'}", **what)
    if checked.answer != claim.answer:
        return Evidence.error(
            f"REJECTED: {claim.tool} claims {claim.answer}, and its certificate shows {checked.answer}", **what
        )
    if question.expect in (None, checked.answer):
        return Evidence.verified(checked, **what)
    return Evidence.refuted(checked, **what)


def _lies_in(certificate: Path, folder: Path) -> bool:
    if certificate.is_symlink() or not certificate.is_file():
        return False
    return certificate.parent == folder or certificate.resolve().parent == folder.resolve()


def _unwritable(error: OSError) -> BadInput:
    where = error.filename or tempfile.gettempdir()
    return BadInput(
        f"{where}: {error.strerror or error}", remedy="free some space, or set TMPDIR to a folder on another disk"
    )
