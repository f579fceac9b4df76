"""The engine that keeps one `lean --server` open: what did not change since the last text is not elaborated again.

It speaks the Language Server Protocol (version 3.17) as far as one document needs it. Diagnostics of a version are
complete when Lean answers `textDocument/waitForDiagnostics`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from workbench.checkers.lean.build import OPTIONS
from workbench.checkers.lean.messages import ERROR, INFORMATION, WARNING, Message
from workbench.checkers.lean.toolchain import Toolchain
from workbench.search.children import Channel, Children, Ended, Reader, Silent, TooMuch, send
from workbench.search.engine import FILE, UNSOLVED, EngineFailed, in_order

STEPS = 60
"""Texts after which a new server is started: what it keeps of each makes it slower than a process in the end."""
LIFE_SECONDS = 3600.0
START_SECONDS = 30.0
LONGEST_HEADER = 200
_SEVERITIES = {1: ERROR, 2: WARNING, 3: INFORMATION, 4: INFORMATION}
_URI = f"file:///{FILE}"
_SERVER_OPTIONS = ("-Dserver.reportDelayMs=0", *(option for option in OPTIONS if option != "--json"))


class _Position(msgspec.Struct):
    line: int
    character: int


class _Range(msgspec.Struct):
    start: _Position


class _Diagnostic(msgspec.Struct):
    range: _Range
    message: str
    severity: int = 3
    leanTags: list[int] | None = None  # noqa: N815 (Lean's name)


class _Diagnostics(msgspec.Struct):
    diagnostics: list[_Diagnostic]
    version: int | None = None


class _Said(msgspec.Struct):
    id: int | str | None = None
    method: str | None = None
    params: msgspec.Raw = msgspec.Raw(b"null")
    error: Any = None


_SAID = msgspec.json.Decoder(_Said)
_DIAGNOSTICS = msgspec.json.Decoder(_Diagnostics)


class ServerEngine:
    """One server for many texts, started anew after `steps` of them, and after any trouble."""

    def __init__(
        self,
        toolchain: Toolchain,
        path: Sequence[Path],
        children: Children,
        *,
        options: Sequence[str] = (),
        steps: int = STEPS,
        start_seconds: float = START_SECONDS,
    ) -> None:
        """`path` names folders in which compiled modules are found, before the toolchain's own; `options` are Lean's
        arguments for this file, as a lakefile sets them; `start_seconds` is what a server may take to begin."""
        self._options = options
        self._toolchain = toolchain
        self._environment = toolchain.variables(path)
        self._children = children
        self._steps = steps
        self._start_seconds = start_seconds
        self._server: _Server | None = None
        self.starts = 0
        """How many servers were started."""
        self._stack = contextlib.ExitStack()

    def elab(self, text: str, seconds: float) -> tuple[Message, ...]:
        """As `Engine.elab`; after a failure the next text gets a new server."""
        if self._server is not None and self._server.version >= self._steps:
            self._stop()
        deadline = time.monotonic() + seconds
        try:
            if self._server is None:
                self._server = self._start()
            return self._server.elab(text, deadline)
        except Silent:
            self._stop()
            raise EngineFailed(f"not finished in {seconds:g} s", time=True) from None
        except (Ended, TooMuch, msgspec.DecodeError, ValueError, RecursionError) as error:
            self._stop()
            reasons = {Ended: "Lean's server ended", TooMuch: "Lean's server said too much"}
            raise EngineFailed(reasons.get(type(error), "Lean's server did not speak its protocol")) from None

    def _start(self) -> _Server:
        folder = Path(self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="workbench-search-", ignore_cleanup_errors=True)
        ))  # fmt: skip
        environment = {**self._environment, "LEAN_WORKER_PATH": str(_worker(self._toolchain, folder))}
        argv = self._toolchain.argv(["--server", *_SERVER_OPTIONS, *self._options])
        child = self._stack.enter_context(self._children.talk(argv, folder, LIFE_SECONDS, environment))
        server = _Server(child)
        self.starts += 1
        server.greet(time.monotonic() + self._start_seconds)
        return server

    def _stop(self) -> None:
        self._server = None
        self._stack.close()

    def __enter__(self) -> ServerEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()


def _worker(toolchain: Toolchain, folder: Path) -> Path:
    """The server starts a worker for each document by its own program, which for the embedded Lean would be Python."""
    import shlex

    script = folder / "worker"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(toolchain.command)} "$@"\n', "utf-8")
    script.chmod(0o700)
    return script


class _Server:
    """The conversation about one document."""

    def __init__(self, child: Channel) -> None:
        self._child = child
        self._reader = Reader(child)
        self._id = 0
        self.version = 0

    def greet(self, deadline: float) -> None:
        capabilities = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}
        self._ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities}, deadline)
        self._tell("initialized", {}, deadline)

    def elab(self, text: str, deadline: float) -> tuple[Message, ...]:
        self.version += 1
        if self.version == 1:
            document = {"uri": _URI, "languageId": "lean4", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document}, deadline)
        else:
            document = {"uri": _URI, "version": self.version}
            change = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", change, deadline)
        found = self._ask("textDocument/waitForDiagnostics", {"uri": _URI, "version": self.version}, deadline)
        return in_order([_message(one) for one in found])

    def _tell(self, method: str, params: Any, deadline: float) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params}, deadline)

    def _ask(self, method: str, params: Any, deadline: float) -> list[_Diagnostic]:
        """Ask, and listen until the answer comes; returns the last diagnostics of this version that came before it."""
        self._id += 1
        self._send({"jsonrpc": "2.0", "id": self._id, "method": method, "params": params}, deadline)
        found: list[_Diagnostic] = []
        while True:
            said = _SAID.decode(self._frame(deadline))
            if said.method == "textDocument/publishDiagnostics":
                diagnostics = _DIAGNOSTICS.decode(said.params)
                if diagnostics.version in (None, self.version):
                    found = diagnostics.diagnostics
            elif said.method is None and said.id == self._id:
                if said.error is not None:
                    raise ValueError("Lean's server refused a request")
                return found

    def _send(self, content: Any, deadline: float) -> None:
        body = msgspec.json.encode(content)
        send(self._child, b"Content-Length: %d\r\n\r\n" % len(body) + body, deadline)

    def _frame(self, deadline: float) -> bytes:
        length = None
        while header := self._reader.line(deadline).rstrip(b"\r"):
            name, _, value = header[:LONGEST_HEADER].partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None or length < 0:
            raise ValueError("a message without its length")
        return self._reader.exactly(length, deadline)


def _message(one: _Diagnostic) -> Message:
    """As `lean --json` says it."""
    place = one.range.start
    severity = _SEVERITIES.get(one.severity, INFORMATION)
    kind = UNSOLVED if one.leanTags and 1 in one.leanTags and severity == ERROR else ""
    return Message(FILE, place.line + 1, place.character, severity, one.message.strip(), kind)
