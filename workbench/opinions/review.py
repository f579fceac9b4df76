"""Ask everybody about every answer, several at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from workbench.checkers.base import RejectedCertificate
from workbench.errors import WorkbenchError
from workbench.evidence.record import Tier, Verdict
from workbench.evidence.store import Store
from workbench.opinions.answers import asked_again, model_opinions, symbolic_opinions
from workbench.opinions.declarations import Afresh, built_afresh, lean_opinions
from workbench.opinions.desk import Desk, Interrupted, Program, workplace
from workbench.opinions.lrat_programs import proof_opinions
from workbench.opinions.proofs import NoFormula, Part, encoded, parts_of_cubes
from workbench.opinions.record import Kind, Opinion, Reviewed, Said
from workbench.opinions.subjects import Subject
from workbench.opinions.witnesses import witness_opinions
from workbench.problems.spec import SATISFIABLE, UNSATISFIABLE

PATIENCE = 300.0
"""Seconds that one program may take for one answer, if nobody says otherwise."""
SHOWN = {"witness": SATISFIABLE, "model": SATISFIABLE, "lrat": UNSATISFIABLE, "cubes": UNSATISFIABLE}
"""What a certificate of this kind shows, whatever the record says."""
SPARED_MB, LEAST_MB = 200.0, 300.0
"""What is left to the machine, and what a program is given in any case."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever looks on: what is being done to which answer, and what came out."""

    note: Callable[[str, str], None]
    done: Callable[[Reviewed], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """How much is asked at a time, and how long anybody may take."""

    jobs: int = 1
    patience: float = PATIENCE
    cancel: Event = field(default_factory=Event)

    def desk(self) -> Desk:
        """With the memory that the machine has now, shared out."""
        import psutil

        free = psutil.virtual_memory().available / 2**20 - SPARED_MB
        return Desk(self.patience, max(LEAST_MB, free / self.jobs), self.cancel)


def review(
    subjects: Sequence[Subject], store: Store | None, terms: Terms, listener: Listener
) -> Iterator[tuple[Subject, Reviewed]]:
    """Each answer with what everybody said, as they are done. Ctrl-C ends all that runs, and goes through."""
    about_lean = [one for one in subjects if one.about_lean]
    with ThreadPoolExecutor(terms.jobs, thread_name_prefix="opinion") as pool:
        try:
            running: set[Future[list[tuple[Subject, list[Opinion]]]]] = set()
            if about_lean:
                running.add(pool.submit(_of_lean, about_lean, terms, listener))
            for one in subjects:
                if not one.about_lean:
                    running.add(pool.submit(_of_one, one, store, terms, listener))
            while running:
                finished = wait(running, return_when=FIRST_COMPLETED).done
                running -= finished
                for subject, opinions in (pair for future in finished for pair in future.result()):
                    reviewed = _reviewed(subject, opinions)
                    listener.done(reviewed)
                    yield subject, reviewed
        except BaseException:
            terms.cancel.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _of_lean(subjects: Sequence[Subject], terms: Terms, listener: Listener) -> list[tuple[Subject, list[Opinion]]]:
    questions = [one.question for one in subjects if one.question is not None]
    afresh: dict[str, Afresh] = built_afresh(
        questions, terms.desk(), lambda line: listener.note("Lean", line), jobs=terms.jobs
    )
    return [(one, lean_opinions(one.evidence, afresh.get(one.key))) for one in subjects if one.evidence is not None]


def _of_one(
    subject: Subject, store: Store | None, terms: Terms, listener: Listener
) -> list[tuple[Subject, list[Opinion]]]:
    if terms.cancel.is_set():
        raise Interrupted

    def note(line: str) -> None:
        listener.note(subject.name, line)

    try:
        _consistent(subject)
        with _raw(subject, store) as certificate:
            opinions = _opinions(subject, certificate, terms.desk(), note)
            if _digest(certificate) != subject.certificate.sha256:
                raise RejectedCertificate("the certificate is not the one on record, or changed while it was checked")
    except RejectedCertificate as error:
        opinions = [Program("the record itself", "", Kind.WORD).opinion(Said.REJECTED, str(error))]
    except (WorkbenchError, OSError) as error:
        opinions = [Program("the record itself", "", Kind.WORD).opinion(Said.NO_ANSWER, str(error))]
    return [(subject, opinions)]


def _consistent(subject: Subject) -> None:
    """The record says nothing that no certificate of its kind can show, and is `verified` by what is expected alone."""
    kind, answer = subject.certificate.kind, subject.answer
    if SHOWN.get(kind, answer) != answer:
        raise RejectedCertificate(f"a certificate of kind {kind} shows {SHOWN[kind]}, and {answer[:80]} is on record")
    expect = subject.question.expect if subject.question else None
    verified = subject.evidence is not None and subject.evidence.verdict is Verdict.VERIFIED
    if verified and expect is not None and answer != expect:
        raise RejectedCertificate(f"{expect[:80]} is expected, and the record is verified by {answer[:80]}")


@contextmanager
def _raw(subject: Subject, store: Store | None) -> Iterator[Path]:
    """The raw certificate."""
    if subject.path is not None:
        with nullcontext(subject.path.absolute()) as path:
            yield path
        return
    assert store is not None
    with store.certificate(subject.certificate) as path:
        yield path


def _opinions(subject: Subject, certificate: Path, desk: Desk, note: Callable[[str], None]) -> list[Opinion]:
    problem, kind = subject.problem, subject.certificate.kind
    if problem is None:
        assert subject.formula is not None
        return proof_opinions([Part(subject.formula.absolute(), certificate)], desk, note)
    if problem.kind in ("sat", "dimacs") and kind == "witness":
        return witness_opinions(problem, certificate, desk, note)
    if problem.kind in ("sat", "dimacs") and kind in ("lrat", "cubes"):
        return _of_proof(subject, certificate, desk, note)
    if problem.kind in ("identity", "answer", "smt"):
        if subject.evidence is not None and subject.evidence.tier is Tier.COMPUTATION:
            return asked_again(problem, subject.answer, desk, note)
        if problem.kind == "smt":
            return model_opinions(problem, certificate, desk, note)
        return symbolic_opinions(replace(problem, expect=subject.answer), desk, note)
    program = Program("any", "", Kind.OTHER)
    return [program.opinion(Said.NO_ANSWER, f"no other program is known for certificates of the kind `{kind[:40]}`")]


def _of_proof(subject: Subject, certificate: Path, desk: Desk, note: Callable[[str], None]) -> list[Opinion]:
    assert subject.problem is not None
    with workplace() as folder:
        try:
            formula, opinion = encoded(subject.problem, subject.certificate.formula_sha256, folder, desk, note)
        except NoFormula as none:
            return [none.opinion]
        parts = [Part(formula, certificate)]
        if subject.certificate.kind == "cubes":
            parts = parts_of_cubes(certificate, formula, folder)
        return [opinion, *proof_opinions(parts, desk, note)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reviewed(subject: Subject, opinions: Sequence[Opinion]) -> Reviewed:
    certificate = subject.certificate
    return Reviewed(
        name=subject.name,
        answer=subject.answer,
        kind=certificate.kind,
        sha256=certificate.sha256,
        bytes=certificate.bytes,
        first=subject.first,
        opinions=tuple(opinions),
    )
