"""The protocol of a checker, and the one place where a certificate becomes a `Checked`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from workbench.errors import BadInput
from workbench.evidence.record import Certificate, Checked, Tier
from workbench.problems.spec import Problem

Subject = TypeVar("Subject", contravariant=True)


class RejectedCertificate(Exception):
    """A certificate that does not show what it was said to show; the text says where it fails."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a child left in its folder: an answer with its certificate, not yet believed, or why there is none."""

    answer: str | None
    reason: str
    kind: str | None = None
    """The certificate's kind, such as `witness` or `lrat`."""
    certificate: Path | None = None
    """The raw certificate, a file in the child's folder."""
    tool: str = ""
    """The program and version that found it."""
    failed: bool = False
    """The tool itself failed (verdict `error`), as against gave up (`unknown`)."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a program that a checker asked to have run."""

    exit: int | None
    """The exit code; -N where signal N ended it."""
    ended_by: str | None
    """None where it ended by itself, else `time` | `memory` | ...: the limit that it passed."""
    said: str
    """The end of what it wrote to stdout."""
    complained: str
    """The end of what it wrote to stderr."""
    limit: str
    """Its limits in words, such as `60 s and 3,000 MB`."""


class Runner(Protocol):
    """Runs a program under limits, in a child of its own: checkers start none themselves."""

    @property
    def memory_mb(self) -> float:
        """What a program may use now: the less of what the limits allow and what the machine has."""

    def __call__(self, argv: Sequence[str], folder: Path, *, read: Sequence[Path] = ()) -> Ran:
        """Run `argv` with `folder` as its directory, and wait for it; it may read the files and folders of `read`."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second checker adds to a judgement."""

    rests_on: tuple[str, ...]
    """Its entry, beside that of the first: either would do, since both had to agree. Empty where it was not asked."""
    reason: str
    """What it found, or why it was not asked; ends the sentence of the judgement."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What `Checker.judge` found out about a certificate that it accepted."""

    answer: str
    tier: Tier
    rests_on: tuple[str, ...]
    reason: str
    formula_sha256: str | None = None
    second: Callable[[Runner | None], Opinion] | None = None
    """Ask a second checker about the same certificate. It raises RejectedCertificate where that does not agree,
    WorkbenchError where it gives no answer; without a runner it is not asked, and its opinion says so."""


class Checker(Protocol):
    """One kind of machine."""

    name: str

    def version(self, problem: Problem) -> str:
        """The version constants of encoder and certificate checker (not of the solver): part of fingerprints."""

    def missing(self) -> str | None:
        """None where its tools are installed; else a sentence that says how to get them."""

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        """Write the child's input into `folder` and return its argv; the child runs with `folder` as its directory,
        may start processes of its own in its group, and leaves its claim and certificate there."""

    def claim(self, folder: Path) -> Claim:
        """Read what the child left, whatever became of it; a missing or broken claim gives an answer of None."""

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        """Re-check a raw certificate, trusting nothing but the problem; raise RejectedCertificate."""


class Judge(Protocol[Subject]):
    """Whoever re-checks certificates: a `Checker` those of problems, Lean's judge those of declarations."""

    def judge(self, subject: Subject, kind: str, certificate: Path, /) -> Judgement:
        """Re-check a raw certificate, trusting nothing but the subject; raise RejectedCertificate."""


MOST_CLAIM_BYTES = 1 << 20


def read_claim(path: Path) -> Any:
    """The JSON that a child left in a file, whatever it is.

    Raises ValueError for what is none or too large, and for what is no file: where a child was taken over, a pipe may
    stand there, of which no reader would ever see the end.
    """
    from workbench.problems.files import read_limited

    try:
        return json.loads(read_limited(path, MOST_CLAIM_BYTES, "the claim"))
    except (BadInput, RecursionError) as error:
        raise ValueError(str(error)) from error


def certify(
    judge: Judge[Subject], subject: Subject, kind: str, certificate: Path, *, run: Runner | None = None
) -> Checked:
    """Re-check a raw certificate file against its problem or declaration. The only maker of `Checked`.

    Where the judgement names a second checker, that one has to agree before there is a `Checked`; it is run by `run`.
    Raises RejectedCertificate where the certificate does not show what it claims, WorkbenchError where the second
    checker gives no answer, OSError where the certificate cannot be read.
    """
    digest, size = _hash(certificate)
    judgement = judge.judge(subject, kind, certificate)
    opinion = judgement.second(run) if judgement.second is not None else None
    if _hash(certificate) != (digest, size):
        raise RejectedCertificate("the certificate changed while it was checked")
    return Checked(
        answer=judgement.answer,
        certificate=Certificate(kind, digest, size, judgement.formula_sha256),
        tier=judgement.tier,
        rests_on=(*judgement.rests_on, *(opinion.rests_on if opinion else ())),
        reason=f"{judgement.reason}; {opinion.reason}" if opinion else judgement.reason,
    )


def _hash(path: Path) -> tuple[str, int]:
    from hashlib import sha256

    digest, size = sha256(), 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(1 << 18):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
