"""What became of one problem of a set under one technique: a line of the result, and of the journal of a sweep."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.evidence.record import Cost, Evidence, Limits, Tier, Verdict

SOLVED, REFUTED, OPEN, FAILED = "solved", "refuted", "open", "failed"
"""Decided as expected (or decided, where nothing is expected); decided otherwise; given up; a tool or input failed."""
OUTCOMES = (SOLVED, REFUTED, OPEN, FAILED)
_OF_VERDICT = {
    Verdict.VERIFIED: SOLVED,
    Verdict.REFUTED: REFUTED,
    Verdict.UNKNOWN: OPEN,
    Verdict.ERROR: FAILED,
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a technique made of a question."""

    outcome: str
    """`solved` | `refuted` | `open` | `failed`."""
    reason: str
    answer: str = ""
    tier: Tier | None = None
    rests_on: tuple[str, ...] = ()
    cost: Cost = Cost()  # noqa: RUF009 (frozen)
    certificate: str = ""
    """Its SHA-256."""
    missing: bool = False
    """It failed for want of a tool."""


def attempt_of(evidence: Evidence) -> Attempt:
    """What evidence says."""
    return Attempt(
        outcome=_OF_VERDICT[evidence.verdict],
        reason=evidence.reason,
        answer=evidence.answer or "",
        tier=evidence.tier,
        rests_on=evidence.rests_on,
        cost=evidence.cost,
        certificate=evidence.certificate.sha256 if evidence.certificate else "",
        missing=evidence.missing,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the result; every field is text or a number, so that it is a line of JSONL or CSV as it stands."""

    problem: str
    """Its id."""
    group: str
    """What a summary counts it under (`rows.Row.group`)."""
    technique: str
    outcome: str
    """`solved` | `refuted` | `open` | `failed`."""
    answer: str
    """`satisfiable`, `true`, ..., or empty."""
    tier: str
    """How far the answer can be trusted, or empty."""
    rests_on: str
    """Separated by `; `."""
    reason: str
    seconds: float
    cpu_seconds: float
    peak_mb: float
    """0 where it was answered by a child that answers many."""
    certificate: str
    """The SHA-256 of the certificate, or empty."""
    fingerprint: str
    limit_seconds: float
    limit_mb: int
    """What it was given."""

    @property
    def decided(self) -> bool:
        """Whether there is an answer."""
        return self.outcome in (SOLVED, REFUTED)

    def stands_under(self, limits: Limits) -> bool:
        """Whether it need not be tried again: it is decided, or was given no less than these limits."""
        return self.decided or (self.limit_seconds >= limits.seconds and self.limit_mb >= limits.memory_mb)


def outcome_of(
    attempt: Attempt, *, problem: str, group: str, technique: str, fingerprint: str, limits: Limits
) -> Outcome:
    """The line that an attempt makes."""
    return Outcome(
        problem=problem,
        group=group,
        technique=technique,
        outcome=attempt.outcome,
        answer=attempt.answer,
        tier=attempt.tier.value if attempt.tier else "",
        rests_on="; ".join(attempt.rests_on),
        reason=attempt.reason,
        seconds=round(attempt.cost.seconds, 4),
        cpu_seconds=round(attempt.cost.cpu_seconds, 4),
        peak_mb=round(attempt.cost.peak_mb, 1),
        certificate=attempt.certificate,
        fingerprint=fingerprint,
        limit_seconds=limits.seconds,
        limit_mb=limits.memory_mb,
    )
