"""A tactic session on the real Lean: from a state and a tactic to the next state.

A state is the script that led to it. Each step elaborates a copy of the theorem whose proof is that script in brackets,
so that nothing in it can end the proof and go on with a command; what is left open Lean says at the `by` (and only
there is it taken for that). Several tactics on one state are several copies in one text.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workbench.checkers.lean.judge import AXIOMS
from workbench.checkers.lean.messages import ERROR, Message
from workbench.errors import BadInput
from workbench.search.candidates import gives_up, refusal
from workbench.search.engine import UNSOLVED, Engine, EngineFailed
from workbench.search.goals import Goal, parse_goals
from workbench.search.statement import Statement

STEP_SECONDS = 10.0
LEAST_SECONDS = 2.0
"""For a part of what did not end in time."""
HEARTBEATS = 8_000
"""Thousands of allocations for one attempt: a twenty-fifth of Lean's default, about half a second."""
_MARK = "_attempt"
_LONGEST = 2_000
_RESTS_ON = re.compile(r"'.*' (?:does not depend on any axioms|depends on axioms: \[(?P<axioms>[^\]]*)\])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Open:
    """What is left to prove after a script."""

    script: tuple[str, ...]
    goals: tuple[Goal, ...] = field(compare=False)
    text: str = ""
    """The goals as Lean prints them."""
    number: int = field(default=0, compare=False)
    """How the other side of a LeanDojo session calls it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A script that proves it, as far as this session saw."""

    script: tuple[str, ...]

    @property
    def proof(self) -> str:
        """The script as text."""
        return "\n".join(self.script)


@dataclass(frozen=True, slots=True)
class Failed:
    """A tactic that Lean refused, or that was refused unread."""

    why: str
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A script without errors that uses sorry: nothing is proved by it."""


Outcome = Open | Finished | Failed | GivenUp


class Session(Protocol):
    """What a search needs: ours below, or LeanDojo's (`search.dojo`)."""

    def start(self) -> Open:
        """The state before any tactic. Raises BadInput where the source has errors before the proof."""

    def run(self, state: Open, tactics: Sequence[str]) -> list[Outcome]:
        """What each of these tactics makes of a state, in order."""


class TacticSession:
    """The session on an engine."""

    def __init__(
        self, engine: Engine, statement: Statement, *, seconds: float = STEP_SECONDS, heartbeats: int = HEARTBEATS
    ) -> None:
        """`seconds` bounds one text, however many tactics it tries."""
        self._engine = engine
        self._statement = statement
        self._seconds = seconds
        self._heartbeats = heartbeats
        self.until = math.inf
        """When (`time.monotonic`) all texts have to be answered."""
        self.tried = 0
        """Tactics that Lean was asked about."""

    def start(self) -> Open:
        """As `Session.start`."""
        try:
            messages, copies = self._elab([("skip",)], self._seconds)
        except EngineFailed as error:
            raise self._broken(f"Lean cannot read it: {error}") from None
        (copy,) = copies
        broken = [one for one in messages if one.severity == ERROR and one.line < copy.by]
        if broken:
            raise BadInput(
                f"Lean finds an error: {_short(broken[0].text)}",
                remedy="correct it first; `workbench check` shows all that Lean says",
                file=self._statement.file,
                line=min(broken[0].line, self._statement.line),
            )
        outcome = _outcome(messages, copy)
        if not isinstance(outcome, Open):
            raise self._broken(outcome.why if isinstance(outcome, Failed) else "there is nothing to prove")
        return Open((), outcome.goals, outcome.text)

    def run(self, state: Open, tactics: Sequence[str]) -> list[Outcome]:
        """As `Session.run`: all in one text, in halves where Lean does not get to its end."""
        found: dict[int, Outcome] = {}
        asked: list[tuple[int, tuple[str, ...]]] = []
        for number, tactic in enumerate(tactics):
            if why := refusal(tactic):
                found[number] = GivenUp() if gives_up(tactic) else Failed(why)
            else:
                asked.append((number, (*state.script, tactic)))
        if asked:
            self.tried += len(asked)
            found |= self._try(asked, self._seconds)
        return [found[number] for number in range(len(tactics))]

    def _try(self, asked: list[tuple[int, tuple[str, ...]]], seconds: float) -> dict[int, Outcome]:
        """All at once; in halves, which have half the time, where Lean does not come to the end."""
        left = self.until - time.monotonic()
        if left <= 0:
            return {number: Failed("the time is spent", timed_out=True) for number, _ in asked}
        try:
            messages, copies = self._elab([script for _, script in asked], min(seconds, left))
        except EngineFailed as error:
            if len(asked) == 1:
                return {asked[0][0]: Failed(str(error), timed_out=error.time)}
            half, less = len(asked) // 2, max(seconds / 2, LEAST_SECONDS)
            return self._try(asked[:half], less) | self._try(asked[half:], less)
        return {number: _outcome(messages, copy) for (number, _), copy in zip(asked, copies, strict=True)}

    def _elab(self, scripts: Sequence[tuple[str, ...]], seconds: float) -> tuple[tuple[Message, ...], list[_Copy]]:
        text, copies = step(self._statement, scripts, self._heartbeats)
        return self._engine.elab(text, seconds), copies

    def _broken(self, why: str) -> BadInput:
        return BadInput(
            f"{self._statement.name}: {why}",
            remedy="see what `workbench check` says of it",
            file=self._statement.file,
            line=self._statement.line,
        )


@dataclass(frozen=True, slots=True)
class _Copy:
    """Where one copy of the theorem stands in a text, in lines from 1."""

    script: tuple[str, ...]
    by: int
    last: int
    """Of `#print axioms`."""


def step(statement: Statement, scripts: Sequence[tuple[str, ...]], heartbeats: int) -> tuple[str, list[_Copy]]:
    """A text that tries each of these scripts on a copy of the theorem, and where each copy stands."""
    parts = [statement.before.rstrip() + "\n\n"]
    line = parts[0].count("\n") + 1
    copies = []
    for number, script in enumerate(scripts):
        head, name = statement.copy(f"{_MARK}{number}")
        top = f"set_option maxHeartbeats {heartbeats} in\n{head} :=\n"
        body = "".join(f"    {row}\n" for tactic in script for row in tactic.split("\n"))
        # The last `skip` is for the server: a line that is the same in every version.
        part = f"{top}by\n  (\n{body}  )\n  skip\n#print axioms {name}\n\n"
        by = line + top.count("\n")
        copies.append(_Copy(script, by, by + 4 + body.count("\n")))
        parts.append(part)
        line += part.count("\n")
    return "".join(parts), copies


def _outcome(messages: Sequence[Message], copy: _Copy) -> Outcome:
    """What Lean's messages say of one copy. Whatever is not clearly a success is none."""
    own = [one for one in messages if copy.by <= one.line <= copy.last]
    errors = [one for one in own if one.severity == ERROR]
    open_goals = [one for one in errors if one.line == copy.by and one.column == 0 and one.kind == UNSOLVED]
    if others := [one for one in errors if one not in open_goals]:
        return Failed(_short(others[0].text))
    if open_goals:
        _, _, text = open_goals[0].text.partition("\n")
        goals = parse_goals(text)
        return Open(copy.script, goals, text) if goals else Failed("Lean shows goals that cannot be read")
    said = [match for one in own if one.line == copy.last and (match := _RESTS_ON.fullmatch(one.text))]
    if len(said) != 1:
        return Failed("Lean does not say what the proof rests on")
    axioms = [name.strip() for name in (said[0]["axioms"] or "").split(",") if name.strip()]
    if "sorryAx" in axioms:
        return GivenUp()
    if foreign := [name for name in axioms if name not in AXIOMS]:
        return Failed(f"it rests on the axiom {foreign[0]}")
    return Finished(copy.script)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
