"""Techniques: by what a problem of a set is tried. Each worker of a sweep opens a lane of its own to each it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store, run
from workbench.errors import BadInput
from workbench.sweep.outcome import Attempt, attempt_of

Ask = Callable[[Question], Attempt | Future[Attempt | None] | None]
"""What became of one question, its evidence recorded; None where it was cancelled. Where that is a future, the next may
be asked before this one is answered, and the lane ends only when all are."""


class Technique(Protocol):
    """One way to try a problem."""

    @property
    def name(self) -> str:
        """As `--with` and the result name it."""

    def takes(self, question: Question) -> bool:
        """Whether it can be tried on this question at all."""

    def lane(self, store: Store | None, cancel: Event) -> AbstractContextManager[Ask]:
        """Who answers one question after another for one worker. What it starts ends with it."""


@dataclass(frozen=True, slots=True)
class ByChecker:
    """The checker of the problem's kind, in a child for each question: what `solve` and `check` do."""

    checker: str
    """Its name in `checkers.registry`."""

    @property
    def name(self) -> str:
        """The checker's."""
        return self.checker

    def takes(self, question: Question) -> bool:
        """Whether this checker answers questions of this kind."""
        return question.checker == self.checker and question.declaration is None

    @contextmanager
    def lane(self, store: Store | None, cancel: Event) -> Iterator[Ask]:
        """Nothing is kept between two questions."""

        def ask(question: Question) -> Attempt | None:
            found = run([question], jobs=1, cores=1, store=store, cancel=cancel)
            return attempt_of(found[question.fingerprint]) if found else None

        yield ask


CHECKERS = ("sat", "symbolic", "smt")
PLAIN = "plain"


def techniques(names: Sequence[str]) -> list[Technique]:
    """The techniques of these names, by default every checker and plain proof search: a checker's, `plain`, a file of
    tactics or a tactic. Raises BadInput for a name that is none."""
    return [technique(name) for name in dict.fromkeys(names or (*CHECKERS, PLAIN))]


def technique(name: str) -> Technique:
    """The technique of this name; raises as `techniques` does."""
    from workbench.sweep.goals import Tactics
    from workbench.sweep.served import Served

    if name == "symbolic":
        return Served()
    if name in CHECKERS:
        return ByChecker(name)
    if name == PLAIN:
        return Tactics(PLAIN, (), searches=True)
    from workbench.search.candidates import refusal
    from workbench.search.portfolio import read_tactics

    if Path(name).is_file():
        return Tactics(Path(name).stem, read_tactics(Path(name)))
    if why := refusal(name):
        remedy = f"use one of {', '.join((*CHECKERS, PLAIN))}, a file of tactics, or a tactic"
        raise BadInput(f"{name!r} is neither a technique nor a tactic: {why}", remedy=remedy)
    return Tactics(name, (name,))
