"""An engine: a text in, Lean's messages on it out. Here the engine that starts a process for each text."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

from workbench.checkers.lean.build import OPTIONS
from workbench.checkers.lean.messages import Message, parse_messages
from workbench.checkers.lean.toolchain import Toolchain
from workbench.search.children import Children

UNSOLVED = "Tactic.unsolvedGoals"
"""The kind of the message that shows open goals."""
FILE = "Step.lean"


class EngineFailed(Exception):
    """Lean gave no answer; the text is a phrase that says why. `time` where it took too long."""

    def __init__(self, why: str, *, time: bool = False) -> None:
        self.time = time
        super().__init__(why)


class Engine(Protocol):
    """Something that elaborates texts, to be used as a context."""

    def elab(self, text: str, seconds: float) -> tuple[Message, ...]:
        """What Lean says of a whole file, in the order of its places. Raises EngineFailed."""

    def __enter__(self) -> Engine:
        """Nothing is started before the first text."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """All that was started is gone afterwards."""


class ProcessEngine:
    """A Lean process for each text: slow to start, nothing left behind."""

    def __init__(
        self, toolchain: Toolchain, path: Sequence[Path], children: Children, *, options: Sequence[str] = ()
    ) -> None:
        """`path` names folders in which compiled modules are found, before the toolchain's own; `options` are Lean's
        arguments for this file, as a lakefile sets them."""
        self._options = (*OPTIONS, *options)
        self._toolchain = toolchain
        self._environment = toolchain.variables(path)
        self._children = children

    def elab(self, text: str, seconds: float) -> tuple[Message, ...]:
        """As `Engine.elab`."""
        with tempfile.TemporaryDirectory(prefix="workbench-search-", ignore_cleanup_errors=True) as temporary:
            folder = Path(temporary)
            (folder / FILE).write_text(text, "utf-8")
            argv = self._toolchain.argv([*self._options, FILE])
            ran = self._children.run(argv, folder, seconds, self._environment)
        if ran.ended_by == "time":
            raise EngineFailed(f"not finished in {seconds:g} s", time=True)
        if ran.ended_by is not None:
            raise EngineFailed(f"Lean was stopped: {ran.ended_by}")
        if ran.exit not in (0, 1):
            raise EngineFailed(f"Lean ended with {ran.exit}")
        return in_order(parse_messages(ran.stdout, FILE))

    def __enter__(self) -> ProcessEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


def in_order(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Messages by their places: Lean elaborates proofs side by side."""
    return tuple(sorted(messages, key=lambda message: (message.line, message.column)))
