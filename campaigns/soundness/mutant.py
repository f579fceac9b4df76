"""What the soundness campaign counts, and what makes it: one source a module, each for one kind of checker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mutant:
    """Something wrong that was put to Workbench."""

    checker: str
    """Who should refuse it: `sat`, `cubes`, `lean`, `symbolic`, `smt`, `evidence`, ..."""
    kind: str
    """What was done to a right one, such as "a literal of a lemma flipped"."""
    shown_wrong_by: str
    """The independent test that showed it wrong before it was put to Workbench."""
    caught_by: str
    """What refused it: "our LRAT checker", "family verify", "fingerprint", ...; empty where ACCEPTED, a fault."""
    repeat: str
    """What reproduces it: seed, sample and mutation."""


class Source(Protocol):
    """One kind of mutants; a module of this package hands on its own as `SOURCES: tuple[Source, ...]`."""

    checker: str
    share: float
    """Its part of the total count, relative to the others' shares."""
    equivalent: int
    """How many mutations left something right behind, and were dropped, in the last call of `mutants`."""

    def twins(self) -> Iterator[str]:
        """Put every right original to Workbench; a line each. Raises `Refused` where one is not accepted."""
        ...

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """`count` mutants, each shown wrong first; the same for the same seed."""
        ...


class Refused(AssertionError):
    """A right original was not accepted: the campaign would prove nothing about its mutants."""
