"""What second opinions are: plain data for the command and its views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What became of asking a program."""

    AGREED = "agreed"
    REJECTED = "rejected"
    """It looked, and the certificate does not show the answer: a disagreement."""
    MISSING = "missing"
    """It is not installed; the reason says how to get it."""
    TOO_LONG = "too long"
    """It was not asked, or ended, since it takes longer than the patience that it was given."""
    NO_ANSWER = "no answer"
    """It crashed, ran out of memory, or says that it cannot judge this certificate."""


class Kind(StrEnum):
    """What an agreement is worth."""

    OTHER = "other"
    """Other code than that which checked first."""
    AGAIN = "again"
    """The same code, in a process of its own, from the sources on: it shows that nothing in between went wrong."""
    WORD = "word"
    """No second opinion: shown, and never counted."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one program says about one answer."""

    program: str
    version: str
    said: Said
    kind: Kind
    reason: str = ""
    """In a sentence; empty where there is nothing to add."""
    seconds: float = 0.0


class Standing(StrEnum):
    """How an answer stands after everybody was asked, the worst first."""

    DISAGREED = "disagreed"
    ALONE = "alone"
    """No other program agreed, though some could have been asked."""
    MISSING = "missing"
    """No other program agreed, and the only reason is that what could have is not installed."""
    AGAIN = "again"
    """Agreed to by the same code afresh, and by no other."""
    OTHER = "other"
    """Agreed to by other code."""


@dataclass(frozen=True, slots=True)
class First:
    """Who checked an answer first: its word is on record, and it is not asked again."""

    program: str
    version: str
    when: str = ""
    """When it was recorded (UTC); empty where it was checked just now."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer, and what everybody said."""

    name: str
    """The problem's id, the Lean declaration; the folder or the formula that was named."""
    answer: str
    kind: str
    """Of its certificate: `witness`, `lrat`..."""
    sha256: str
    bytes: int
    first: First
    opinions: tuple[Opinion, ...]

    @property
    def standing(self) -> Standing:
        """The worst that is true of it."""
        counting = [one for one in self.opinions if one.kind is not Kind.WORD]
        if any(one.said is Said.REJECTED for one in self.opinions):
            return Standing.DISAGREED
        for kind, standing in ((Kind.OTHER, Standing.OTHER), (Kind.AGAIN, Standing.AGAIN)):
            if any(one.said is Said.AGREED and one.kind is kind for one in counting):
                return standing
        if counting and all(one.said is Said.MISSING for one in counting):
            return Standing.MISSING
        return Standing.ALONE


@dataclass(frozen=True, slots=True)
class Node:
    """A green node, and the names of its answers as `Review.answers` has them."""

    node: str
    status: str
    blueprint: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that was asked for."""

    nodes: tuple[Node, ...]
    answers: tuple[tuple[str, Reviewed], ...]
    """By a key of their own (a fingerprint, or the name where there is none)."""

    def count(self, standing: Standing) -> int:
        """How many answers stand so."""
        return sum(one.standing is standing for _, one in self.answers)


def exit_code(reviewed: Iterable[Reviewed]) -> int:
    """1 where somebody disagrees or nobody else could be asked, 3 where only missing tools are to blame, else 0."""
    standings = {one.standing for one in reviewed}
    if standings & {Standing.DISAGREED, Standing.ALONE}:
        return 1
    return 3 if Standing.MISSING in standings else 0
