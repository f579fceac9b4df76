"""Techniques: by what a problem of a set is tried. Each worker of a sweep opens a lane of its own to each it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store, run
from workbench.errors import BadInput
from workbench.evidence.record import Evidence

Ask = Callable[[Question], Evidence | None]
"""The evidence for one question, recorded; None where it was cancelled."""


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
class Checked:
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

        def ask(question: Question) -> Evidence | None:
            return run([question], jobs=1, cores=1, store=store, cancel=cancel).get(question.fingerprint)

        yield ask


CHECKERS = ("sat", "symbolic", "smt")


def techniques(names: Sequence[str]) -> list[Technique]:
    """The techniques of these names, by default every checker. Raises BadInput for a name that is none."""
    if unknown := [name for name in names if name not in CHECKERS]:
        remedy = f"use one of {', '.join(CHECKERS)}"
        raise BadInput(f"there is no technique called {unknown[0]!r}", remedy=remedy)
    from workbench.sweep.served import Served

    return [Served() if name == "symbolic" else Checked(name) for name in names or CHECKERS]
