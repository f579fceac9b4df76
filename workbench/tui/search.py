"""One search for proofs, in a thread of its own: what was tried, what Lean made of it, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from workbench.errors import WorkbenchError
from workbench.search.prove import Result, Wanted, prove_each
from workbench.search.session import Failed, Finished, GivenUp, Open, Outcome
from workbench.tui.log import MOST_LINES
from workbench.workspace import Workspace


class Stopped(Exception):
    """A person wants no more of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One script that was tried."""

    number: int
    """From 1, in the order of trying."""
    script: tuple[str, ...]
    outcome: Outcome

    @property
    def answer(self) -> str:
        """What Lean made of it, in a phrase."""
        match self.outcome:
            case Finished():
                return "proves it"
            case Open(goals=goals):
                return f"{len(goals)} to prove"
            case GivenUp():
                return "uses sorry"
            case Failed(why=why):
                return why.splitlines()[0] if why else "refused"


class Search:
    """Proofs for the theorems of a node, one after the other; what the audit accepts is written in place of `sorry`."""

    def __init__(
        self,
        workspace: Workspace,
        node: str,
        theorems: Sequence[str],
        wanted: Wanted,
        on_end: Callable[[Search], None],
    ) -> None:
        """`on_end` is called in the search's thread."""
        self.node = node
        self.theorems = tuple(theorems)
        self.wanted = wanted
        self.candidates: list[Candidate] = []
        self.line = "starting"
        """What is being done."""
        self.results: list[Result] = []
        self.fault = ""
        """Why it ended early, a sentence with its remedy."""
        self.began = time.monotonic()
        self.seconds = 0.0
        """That it took, when it has ended."""
        self.tried = 0
        self._workspace = workspace
        self._on_end = on_end
        self._stop = Event()
        # A daemon: its children end with this process, and half a proof is written nowhere.
        self._thread = Thread(target=self._run, daemon=True, name="search")
        self._thread.start()

    @property
    def runs(self) -> bool:
        """Whether it is under way still."""
        return not self.seconds

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop and has not yet."""
        return self._stop.is_set() and self.runs

    def stop(self) -> None:
        """End it at its next step: after what Lean is at, which takes ten seconds at most."""
        self._stop.set()

    def _run(self) -> None:
        workspace = self._workspace
        found = prove_each(
            workspace.root,
            workspace.lean_folders,
            self.theorems,
            None,
            self.wanted,
            on_progress=self._progress,
            on_tried=self._hear,
        )
        try:
            for result in found:
                self.results.append(result)
        except Stopped:
            self.fault = "stopped; nothing was written"
        except WorkbenchError as error:
            self.fault = str(error)
        except Exception as error:  # a thread that ends without a word would seem to run for ever
            self.fault = f"the search ended with {type(error).__name__}: {error}"
        self.line = ""
        self.seconds = max(time.monotonic() - self.began, 1e-3)
        if not self._stop.is_set():
            self._on_end(self)

    def _progress(self, line: str) -> None:
        self.line = line
        self._go_on()

    def _hear(self, script: tuple[str, ...], outcome: Outcome) -> None:
        self.tried += 1
        self.candidates.append(Candidate(self.tried, script, outcome))
        del self.candidates[:-MOST_LINES]
        self._go_on()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped
