"""A session that lets somebody look on: what was tried, and what Lean made of it, as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.search.session import Open, Outcome, Session

Tried = Callable[[tuple[str, ...], Outcome], None]
"""Told a script and what came of it."""


def unseen(script: tuple[str, ...], outcome: Outcome) -> None:
    """The Tried of a search that nobody looks at."""


class Watched:
    """A session, and whoever is told of each of its answers."""

    def __init__(self, session: Session, tried: Tried) -> None:
        self._session = session
        self._tried = tried

    def start(self) -> Open:
        """As `Session.start`."""
        return self._session.start()

    def run(self, state: Open, tactics: Sequence[str]) -> list[Outcome]:
        """As `Session.run`."""
        outcomes = self._session.run(state, tactics)
        for tactic, outcome in zip(tactics, outcomes, strict=True):
            self._tried((*state.script, tactic), outcome)
        return outcomes
