"""Many questions to one child: `python -m workbench.checkers.symbolic.server`, which imports SymPy once.

The protocol is lines of JSON. Each line to the child is a request {"number", "question", "seconds"}, where `question`
is what `child.question` makes of a problem; each line back is {"number", "claim"}, in the order of the requests, where
`claim` is what `child.answered` gives. A question that takes longer than its seconds is answered by a claim without an
answer. The child ends where its input does.

Whoever starts it (in a sandbox) talks to it by `answers`. Each claim is as little believed as that of a child of its
own: its certificate lies in a file, for `certify`.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread
from typing import IO, Any

from workbench.checkers.base import Claim
from workbench.problems.spec import Problem

AHEAD = 4
"""Requests that are under way: the child need not wait for whoever certifies the last answer."""
GRACE_SECONDS = 5.0
"""What a child may take beyond a question's own seconds, which it ends itself where it can."""
MOST_LINE = 8 << 20


class ServerEnded(Exception):
    """The child ended or did not speak the protocol; kill it, and ask another what was not answered."""


class ServerSilent(ServerEnded):
    """The child took longer than a question may, and did not end that itself."""


class OutOfTime(BaseException):
    """Raised in the child by its clock; no `except Exception` of SymPy's stops it."""


def argv() -> list[str]:
    """The command of the child."""
    return [sys.executable, "-m", "workbench.checkers.symbolic.server"]


def answers(
    asked: Iterable[tuple[Problem, float] | None], stdin: IO[bytes], stdout: IO[bytes], folder: Path
) -> Iterator[tuple[Problem, Claim]]:
    """Ask one child about many problems, each with its limit in seconds, by its two pipes; gives back each with its
    claim, in order.

    A claim's certificate is a file in `folder`, which the next claim overwrites. Problems are taken from `asked` as
    they are needed, at most AHEAD of those that were answered; None there means that nothing is to be asked before the
    next answer. Raises ServerEnded where the child answers no more: the first problem that was not given back is the
    one it died of.
    """
    lines, waiting, source = _Lines(stdout), deque[tuple[Problem, float]](), iter(asked)
    number, sender = 0, _Sender(stdin)
    while True:
        while len(waiting) < AHEAD and (one := next(source, None)) is not None:
            sender.send(_request(number + len(waiting), *one))
            waiting.append(one)
        if not waiting:
            return
        problem, seconds = waiting.popleft()
        reply = lines.read(time.monotonic() + seconds + GRACE_SECONDS + (60.0 if number == 0 else 0.0))
        yield problem, _claim(reply, number, folder)
        number += 1


def _request(number: int, problem: Problem, seconds: float) -> bytes:
    from workbench.checkers.symbolic.child import question

    return json.dumps({"number": number, "question": question(problem), "seconds": seconds}).encode() + b"\n"


def _claim(line: bytes, number: int, folder: Path) -> Claim:
    from workbench.checkers.symbolic.checker import claim_of
    from workbench.checkers.symbolic.child import CERTIFICATE

    try:
        reply: dict[str, Any] = json.loads(line)
        if reply["number"] != number:
            raise ServerEnded("the child answered out of turn")
        claim = reply["claim"]
        if claim["certificate"] is not None:
            # A new file: to cut the old one short waits for the disk, where the system is writing that out.
            (folder / CERTIFICATE).unlink(missing_ok=True)
            (folder / CERTIFICATE).write_text(json.dumps(claim["certificate"]) + "\n", encoding="utf-8")
        return claim_of(claim, folder / CERTIFICATE)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ServerEnded("the child did not speak its protocol") from error


class _Sender:
    """Sends without waiting for a child that is itself waiting to be read."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._last: Thread | None = None

    def send(self, data: bytes) -> None:
        before = self._last if self._last is not None and self._last.is_alive() else None
        if before is None and self._has_room(data):
            self._send(None, data)
            return
        self._last = Thread(target=self._send, args=(before, data), daemon=True, name="request")
        self._last.start()

    def _has_room(self, data: bytes) -> bool:
        """Whether the pipe takes this at once: where it can be written to it takes PIPE_BUF bytes, by POSIX."""
        try:
            return len(data) <= select.PIPE_BUF and bool(select.select([], [self._pipe], [], 0)[1])
        except (OSError, ValueError):
            return True  # it is closed, which `_send` finds out

    def _send(self, before: Thread | None, data: bytes) -> None:
        if before is not None:
            before.join()
        try:
            self._pipe.write(data)
            self._pipe.flush()
        except (OSError, ValueError):  # it has ended: whoever reads its answers finds out
            return


class _Lines:
    """Lines from a pipe, each until a deadline."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._file = pipe.fileno()
        self._buffer = b""

    def read(self, deadline: float) -> bytes:
        while b"\n" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._file], [], [], left)[0]:
                raise ServerSilent("the child fell silent")
            data = os.read(self._file, 1 << 16)
            if not data:
                raise ServerEnded("the child ended")
            self._buffer += data
            if len(self._buffer) > MOST_LINE:
                raise ServerEnded("the child said too much")
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


def main() -> None:
    """Answer what comes in, line by line."""
    from workbench.checkers.symbolic import by_sympy  # noqa: F401 (before any question's clock runs)
    from workbench.checkers.symbolic.child import answered, free_digits, problem_in

    free_digits()
    gc.freeze()  # SymPy stays, and what it makes is mostly no rubbish: the collector need not look so often
    gc.set_threshold(10_000)
    signal.signal(signal.SIGALRM, _ring)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            signal.setitimer(signal.ITIMER_REAL, request["seconds"])
            claim = answered(problem_in(request["question"]))
        except OutOfTime:
            claim = _spent(f"gave up: {request['seconds']:g} s were spent; raise --timeout")
        except MemoryError:
            claim = _spent("gave up: the memory was spent")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.buffer.write(json.dumps({"number": request["number"], "claim": claim}).encode() + b"\n")
        sys.stdout.buffer.flush()


def _ring(number: int, frame: object) -> None:
    raise OutOfTime


def _spent(reason: str) -> dict[str, Any]:
    return {"answer": None, "kind": None, "certificate": None, "reason": reason, "failed": False, "tool": ""}


if __name__ == "__main__":
    main()
