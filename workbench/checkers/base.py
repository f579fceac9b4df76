"""The protocol of a checker, and the one place where a certificate becomes a `Checked`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

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
class Judgement:
    """What `Checker.judge` found out about a certificate that it accepted."""

    answer: str
    tier: Tier
    rests_on: tuple[str, ...]
    reason: str
    formula_sha256: str | None = None


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


def certify(judge: Judge[Subject], subject: Subject, kind: str, certificate: Path) -> Checked:
    """Re-check a raw certificate file against its problem or declaration. The only maker of `Checked`.

    Raises RejectedCertificate where it does not show what it claims, OSError where it cannot be read.
    """
    digest, size = _hash(certificate)
    judgement = judge.judge(subject, kind, certificate)
    if _hash(certificate) != (digest, size):
        raise RejectedCertificate("the certificate changed while it was checked")
    return Checked(
        answer=judgement.answer,
        certificate=Certificate(kind, digest, size, judgement.formula_sha256),
        tier=judgement.tier,
        rests_on=judgement.rests_on,
        reason=judgement.reason,
    )


def _hash(path: Path) -> tuple[str, int]:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest(), path.stat().st_size
