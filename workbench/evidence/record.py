"""Verdicts, tiers, certificates, and the evidence that joins them. Plain frozen data; the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Verdict(StrEnum):
    """What a checker found. UNKNOWN is never REFUTED: a timeout is not an answer."""

    VERIFIED = "verified"
    REFUTED = "refuted"
    UNKNOWN = "unknown"
    ERROR = "error"


class Tier(StrEnum):
    """How far an answer can be trusted, strongest first."""

    KERNEL = "kernel"
    CERTIFICATE = "certificate"
    COMPUTATION = "computation"
    ASSERTED = "asserted"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANKS[self]

    def at_least(self, other: Tier) -> bool:
        """Whether this tier is as strong as `other`, or stronger."""
        return self.rank <= other.rank


_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class Certificate:
    """What lets somebody else check an answer. Hash and size are of the raw, uncompressed bytes."""

    kind: str
    """`witness` (JSON) | `lrat` (text) | ..."""
    sha256: str
    bytes: int
    formula_sha256: str | None
    """For `lrat`: of the DIMACS text of the formula it refutes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer whose certificate a program has just re-checked. Only `workbench.checkers.certify` makes one."""

    answer: str
    """What the certificate shows, in the words of `expect`: `satisfiable`, `unsatisfiable`, `true`..."""
    certificate: Certificate
    tier: Tier
    rests_on: tuple[str, ...]
    reason: str
    """A sentence: what was checked, and by what."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer took: wall and CPU seconds, and peak resident megabytes of the whole process group."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: wall seconds, and resident megabytes of its whole process group."""

    seconds: float = 60.0
    memory_mb: int = 3000


@dataclass(frozen=True, slots=True)
class Evidence:
    """One recorded answer: made by `verified`, `refuted`, `unknown` or `error`, rebuilt by the store alone."""

    fingerprint: str
    """Of all that the answer depends on (`workbench.fingerprints.answer`)."""
    kind: str
    """`problem` | `lean`."""
    name: str
    """The problem's id, or the Lean declaration."""
    checker: str
    verdict: Verdict
    reason: str
    answer: str | None = None
    tier: Tier | None = None
    rests_on: tuple[str, ...] = ()
    certificate: Certificate | None = None
    cost: Cost = field(default_factory=Cost)
    limits: Limits = field(default_factory=Limits)
    tool: str = ""
    """The programs and versions that found and checked the answer."""
    when: str = ""
    """UTC, ISO 8601."""
    states: str = ""
    """For a Lean declaration: its statement as Lean printed it and the definitions that this rests on. A pairing holds
    it; it is known of what compiles, proved or not (`sorry`), and empty where there is no such declaration."""
    absent: bool = False
    """For `error` alone: the Lean sources compile, and have no declaration of this name."""
    missing: bool = False
    """For `error` alone: no checker or tool for it is installed, as against one that failed (exit code 3, not 1)."""

    @property
    def decided(self) -> bool:
        """Verified or refuted, and so with a certificate."""
        return self.verdict in (Verdict.VERIFIED, Verdict.REFUTED)

    @property
    def worth(self) -> tuple[int, float, float]:
        """Which of several records of one fingerprint counts: the greatest, and of equals the newest.

        A timeout never hides an answer; of two answers that contradict each other the refutation counts, so that
        nothing is green by the order of records; then the stronger tier, or for `unknown` the higher limits.
        """
        if self.verdict is Verdict.REFUTED:
            return (3, 0, 0)
        if self.verdict is Verdict.VERIFIED:
            return (2, -self.tier.rank if self.tier else -9, 0)
        if self.verdict is Verdict.UNKNOWN:
            return (1, self.limits.seconds, self.limits.memory_mb)
        return (0, 0, 0)

    @classmethod
    def verified(cls, checked: Checked, **what: Any) -> Self:
        """Decided as expected. Raises TypeError for anything but a `Checked`."""
        return cls._decided(Verdict.VERIFIED, checked, what)

    @classmethod
    def refuted(cls, checked: Checked, **what: Any) -> Self:
        """Decided otherwise than expected. Raises TypeError for anything but a `Checked`."""
        return cls._decided(Verdict.REFUTED, checked, what)

    @classmethod
    def unknown(cls, reason: str, **what: Any) -> Self:
        """No answer: time or memory was spent, or the solver gave up."""
        return cls(verdict=Verdict.UNKNOWN, reason=reason, **what)

    @classmethod
    def error(cls, reason: str, **what: Any) -> Self:
        """No answer: a tool is missing, or the input is bad."""
        return cls(verdict=Verdict.ERROR, reason=reason, **what)

    @classmethod
    def _decided(cls, verdict: Verdict, checked: Checked, what: dict[str, Any]) -> Self:
        if type(checked) is not Checked:
            raise TypeError(f"only a Checked decides, not {type(checked).__name__}")
        return cls(
            verdict=verdict,
            reason=checked.reason,
            answer=checked.answer,
            tier=checked.tier,
            rests_on=checked.rests_on,
            certificate=checked.certificate,
            **what,
        )
