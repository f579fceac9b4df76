"""Where programs are asked: each in a child of its own, under limits and behind the wall where there is one."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from workbench.checkers.base import Ran
from workbench.dispatch.sandbox import STDOUT, Access, Finished, run, tail
from workbench.evidence.record import Limits
from workbench.opinions.record import Kind, Opinion, Said
from workbench.problems.spec import Problem

PROGRAMS = Path(__file__).with_name("programs")
ROOT = Path(__file__).parents[2]
"""Where `workbench` is imported from, for the programs here that need `workbench.problems`."""
SAID_BYTES = 1 << 16


class Interrupted(Exception):
    """Ctrl-C came while a program ran; it was ended, and what it would have said is not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a program."""

    finished: Finished
    out: str
    """The end of what it wrote to stdout."""
    err: str

    def last(self, least: str = "it says nothing") -> str:
        """Its last words."""
        lines = (self.err or self.out).strip().splitlines()
        return lines[-1][:300] if lines else least


@dataclass(frozen=True, slots=True)
class Desk:
    """How long a program may take, what it may use, and whether everybody is to stop."""

    seconds: float
    """The patience."""
    memory: float
    """In megabytes."""
    cancel: Event

    def ask(
        self,
        argv: Sequence[str],
        folder: Path,
        *,
        read: Sequence[Path] = (),
        seconds: float | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Asked:
        """Run `argv` in `folder`; it may read what `read` names. Raises Interrupted, LostChild."""
        limits = Limits(seconds or self.seconds, max(1, int(self.memory)))
        access = Access(read=tuple(read))
        finished = run(argv, folder, limits, cancel=self.cancel, access=access, environment=environment)
        if finished.ended_by == "cancelled" or self.cancel.is_set():
            raise Interrupted
        return Asked(finished, tail(folder, STDOUT, SAID_BYTES), tail(folder))

    def ask_python(self, program: str, arguments: Sequence[str], folder: Path, read: Sequence[Path] = ()) -> Asked:
        """Run one of PROGRAMS in a fresh interpreter that takes nothing from our environment (`-I`). Those that need a
        family import `workbench.problems` alone."""
        argv = [sys.executable, "-I", str(PROGRAMS / f"{program}.py"), str(ROOT), *arguments]
        return self.ask(argv, folder, read=(PROGRAMS, *read))

    @property
    def memory_mb(self) -> float:
        """As `checkers.base.Runner` has it."""
        return self.memory

    def __call__(self, argv: Sequence[str], folder: Path, *, read: Sequence[Path] = ()) -> Ran:
        """As `checkers.base.Runner` has it. Raises Interrupted."""
        asked = self.ask(argv, folder, read=read)
        limit = f"{self.seconds:g} s and {self.memory:,.0f} MB"
        return Ran(asked.finished.exit, asked.finished.ended_by, asked.out, asked.err, limit)


@dataclass(frozen=True, slots=True)
class Program:
    """Who is asked; `opinion` puts what it said into a record."""

    name: str
    version: str
    kind: Kind

    def opinion(self, said: Said, reason: str = "", seconds: float = 0.0) -> Opinion:
        """What it says."""
        return Opinion(self.name, self.version, said, self.kind, reason, round(seconds, 2))

    def too_long(self, seconds: float, patience: float) -> Opinion:
        """It was ended before it was done."""
        why = f"it was not done after {seconds:.0f} s; --patience {max(600, 5 * int(patience))}"
        return self.opinion(Said.TOO_LONG, why, seconds)

    def unanswered(self, asked: Asked, patience: float) -> Opinion | None:
        """What is to be said of a program that did not come to its end by itself; None where it did."""
        finished = asked.finished
        if finished.ended_by == "time":
            return self.too_long(finished.seconds, patience)
        if finished.ended_by is not None:
            return self.opinion(Said.NO_ANSWER, f"it passed its limit of {finished.ended_by}", finished.seconds)
        if finished.exit is None or finished.exit < 0:
            return self.opinion(Said.NO_ANSWER, f"it was ended by signal {-(finished.exit or 0)}", finished.seconds)
        return None

    def of_json(self, asked: Asked, patience: float) -> Opinion:
        """The opinion of one of PROGRAMS, whose last line is `{"accepted": true | false | null, "reason": ...}`."""
        if (unanswered := self.unanswered(asked, patience)) is not None:
            return unanswered
        seconds = asked.finished.seconds
        try:
            said = json.loads(asked.out.strip().splitlines()[-1])
            accepted, reason = said["accepted"], str(said["reason"])[:500]
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            return self.opinion(Said.NO_ANSWER, f"it ended without an answer: {asked.last()}", seconds)
        if accepted is None or asked.finished.exit != 0:
            return self.opinion(Said.NO_ANSWER, reason, seconds)
        return self.opinion(Said.AGREED if accepted is True else Said.REJECTED, reason, seconds)


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem for a program; paths in its body start from `base`."""
    return {"id": problem.id, "kind": problem.kind, "expect": problem.expect, "body": _plain(problem.body),
            "base": str(problem.base.absolute())}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for one program, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="workbench-opinion-", ignore_cleanup_errors=True) as name:
        yield Path(name)


Note = Callable[[str], None]
"""Whoever looks on is told what is being done, in a line."""
