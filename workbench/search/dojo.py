"""LeanDojo as a session: the real package in a child of its own (`dojo_child`), talked to by lines.

On the embedded Lean the child meets our stand-in for `lake`; on a lake project its tracer and its own REPL. A session
that was late once is thrown away with its whole process group, and begun anew where the search goes on.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch.sandbox import Access, tail
from workbench.errors import BadInput, MissingTool
from workbench.search import standin
from workbench.search.candidates import gives_up, refusal
from workbench.search.children import Channel, Ended, Reader, Silent, TooMuch, Walled, send
from workbench.search.goals import parse_goals
from workbench.search.session import STEP_SECONDS, Failed, Finished, GivenUp, Open, Outcome
from workbench.search.statement import Statement
from workbench.search.trace_cache import write_trace

INSTALL = "pip install 'blueprint-workbench[leandojo]' (Python below 3.13)"
BEGIN_SECONDS = 120.0
LIFE_SECONDS = 24 * 3600.0
PATIENCE = 20.0
"""Seconds by which LeanDojo waits longer than the bridge, and we longer than it: who is nearer to Lean ends it."""
MOST_RESTARTS = 8


@dataclass(frozen=True, slots=True)
class Opening:
    """How LeanDojo's child is started, and what it is to open."""

    request: Mapping[str, Any]
    environment: Mapping[str, str]
    access: Access
    memory_mb: int
    begin_seconds: float = BEGIN_SECONDS
    answer_seconds: float = STEP_SECONDS + 2 * PATIENCE
    """After so long without an answer the child is killed."""


class LateOrLost(Exception):
    """The child did not answer, or is gone; the text says which."""

    def __init__(self, why: str, *, late: bool) -> None:
        self.late = late
        super().__init__(why)


class DojoSession:
    """A `Session` whose tactics go through LeanDojo, one at a time. To be used as a context."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._stack = contextlib.ExitStack()
        self._child: _Child | None = None
        self._numbers: dict[tuple[str, ...], int] = {}
        self._start: Open | None = None
        self.restarts = -1
        """How often it had to begin again."""

    def start(self) -> Open:
        """As `Session.start`. Raises BadInput with what LeanDojo says where it does not begin."""
        if self._start is None:
            try:
                goals = self._begin()
            except LateOrLost as error:
                raise _refused(str(error)) from None
            self._start = Open((), parse_goals(goals), goals)
        return self._start

    def run(self, state: Open, tactics: Sequence[str]) -> list[Outcome]:
        """As `Session.run`."""
        return [self._run(state, tactic) for tactic in tactics]

    def _run(self, state: Open, tactic: str) -> Outcome:
        if why := refusal(tactic):
            return GivenUp() if gives_up(tactic) else Failed(why)
        try:
            said = self._ask(self._number(state.script), tactic)
        except LateOrLost as error:
            self._throw_away()
            return Failed(str(error), timed_out=error.late)
        script = (*state.script, tactic)
        if "goals" in said:
            self._numbers[script] = int(said["state"])
            goals = parse_goals(said["goals"])
            return Open(script, goals, said["goals"]) if goals else Failed("LeanDojo shows goals that cannot be read")
        if said.get("finished") is True:
            return Finished(script)
        return GivenUp() if said.get("given_up") is True else Failed(str(said.get("failed", "no answer")))

    def _number(self, script: tuple[str, ...]) -> int:
        """What the child calls the state after a script; a new child is led there again."""
        if self._child is None:
            self._begin()
        if script not in self._numbers:
            said = self._ask(self._number(script[:-1]), script[-1])
            if "goals" not in said:
                raise LateOrLost("LeanDojo does not come to the same state again", late=False)
            self._numbers[script] = int(said["state"])
        return self._numbers[script]

    def _ask(self, number: int, tactic: str) -> dict[str, Any]:
        assert self._child is not None
        said = self._child.ask({"state": number, "tactic": tactic}, self._opening.answer_seconds)
        if said.get("timeout"):
            raise LateOrLost("LeanDojo's session was thrown away after a timeout", late=True)
        if "crash" in said:
            raise LateOrLost(f"LeanDojo's session was lost: {str(said['crash'])[:300]}", late=False)
        return said

    def _begin(self) -> str:
        self.restarts += 1
        if self.restarts > MOST_RESTARTS:
            raise LateOrLost(f"LeanDojo had to begin again more than {MOST_RESTARTS} times", late=False)
        folder = Path(self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="workbench-dojo-", ignore_cleanup_errors=True)
        ))  # fmt: skip
        (folder / "request.json").write_text(json.dumps(self._opening.request), "utf-8")
        children = Walled(self._opening.access, self._opening.memory_mb)
        environment = {**self._opening.environment, "TMP_DIR": str(folder)}
        argv = _child_command(folder / "request.json")
        child = _Child(self._stack.enter_context(children.talk(argv, folder, LIFE_SECONDS, environment)))
        try:
            said = child.listen(self._opening.begin_seconds)
        except LateOrLost as error:
            self._stack.close()
            raise _refused(f"{error}; {tail(folder, size=300)}".rstrip("; ")) from None
        if not isinstance(said.get("goals"), str):
            self._stack.close()
            raise _refused(str(said.get("error", "it does not speak its protocol")))
        self._child, self._numbers = child, {(): 0}
        return str(said["goals"])

    def _throw_away(self) -> None:
        self._child, self._numbers = None, {}
        self._stack.close()

    def __enter__(self) -> DojoSession:
        return self

    def __exit__(self, *_: object) -> None:
        self._throw_away()


class _Child:
    """The conversation with one child."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._reader = Reader(channel)

    def ask(self, content: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        try:
            send(self._channel, json.dumps(content).encode() + b"\n", deadline)
        except (Ended, Silent):
            raise LateOrLost("LeanDojo's child is gone", late=False) from None
        return self.listen(seconds)

    def listen(self, seconds: float) -> dict[str, Any]:
        try:
            said = json.loads(self._reader.line(time.monotonic() + seconds))
        except Silent:
            raise LateOrLost(f"LeanDojo did not answer in {seconds:g} s", late=True) from None
        except (Ended, TooMuch, ValueError, RecursionError):
            raise LateOrLost("LeanDojo's child ended, or said what nobody understands", late=False) from None
        if not isinstance(said, dict):
            raise LateOrLost("LeanDojo's child said what nobody understands", late=False)
        return said


def _child_command(request: Path) -> list[str]:
    package = str(Path(__file__).parents[2])
    start = (
        "import sys; sys.path.insert(0, sys.argv[1]); from workbench.search.dojo_child import main; main(sys.argv[2])"
    )
    return [sys.executable, "-I", "-X", "utf8", "-c", start, package, str(request)]


def _refused(why: str) -> BadInput:
    return BadInput(f"LeanDojo cannot be used here: {why}", remedy="use --with plain")


def environment(cache: Path, path: str, memory_mb: int) -> dict[str, str]:
    """What LeanDojo is told: no remote cache, its own cache folder, one process, and nothing of GitHub."""
    return {
        "CACHE_DIR": str(cache),
        "DISABLE_REMOTE_CACHE": "1",
        "NUM_PROCS": "1",
        "TACTIC_MEMORY_LIMIT": f"{max(1, memory_mb // 1024)}g",
        "PATH": path,
        "PYTHONUTF8": "1",
        "RAY_USAGE_STATS_ENABLED": "0",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


def require_leandojo() -> None:
    """Raise MissingTool where LeanDojo, or git which it needs, is not installed; nothing of it is imported."""
    if find_spec("lean_dojo") is None:
        raise MissingTool("LeanDojo is not installed", remedy=f"get it with {INSTALL}")
    if shutil.which("git") is None:
        raise MissingTool("LeanDojo needs git, which is not installed", remedy="install git")


@contextmanager
def bridge_session(
    statement: Statement, toolchain: Toolchain, path: Sequence[Path], memory_mb: int, *, seconds: float = STEP_SECONDS
) -> Iterator[DojoSession]:
    """LeanDojo over the embedded Lean by the bridge. Raises MissingTool, or BadInput where it cannot be made."""
    require_leandojo()
    with tempfile.TemporaryDirectory(prefix="workbench-bridge-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        traced = write_trace(statement, toolchain.version, folder)
        bridge = standin.Bridge(
            toolchain.command,
            toolchain.environment,
            toolchain.kind,
            toolchain.version,
            tuple(str(one) for one in (*path, *toolchain.search_path)),
            seconds,
        )
        programs = standin.script(bridge, folder / "bin")
        opening = Opening(
            {
                "repository": str(traced.repository),
                "file": traced.file,
                "theorem": traced.theorem,
                "trace": False,
                "seconds": int(seconds + PATIENCE),
            },
            environment(traced.cache, f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}", memory_mb),
            Access(read=(*path, *toolchain.search_path, *toolchain.reads, folder), write=(traced.cache.parent,)),
            memory_mb,
            answer_seconds=seconds + 2 * PATIENCE,
        )
        with DojoSession(opening) as session:
            yield session
