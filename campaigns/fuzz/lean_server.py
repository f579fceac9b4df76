"""What Lean's server says to one text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.lean_lines import WORDS, change
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.recorded_server import Recorded
from workbench.checkers.lean.toolchain import EMBEDDED, Toolchain
from workbench.search.engine import EngineFailed
from workbench.search.server import ServerEngine

LEAN = Toolchain(EMBEDDED, "4", "g", ("lean",))


def read_server(data: bytes, scratch: Path) -> str:
    """One text is elaborated by a server that says this."""
    path = scratch / "said"
    path.write_bytes(data)
    try:
        with ServerEngine(LEAN, (), Recorded(path)) as engine:
            found = engine.elab("example : True := trivial", 5.0)
    except EngineFailed:
        return "failed"
    assert len(found) <= data.count(b"message"), "messages that nobody sent"
    return "accepted" if found else "none"


def framed(content: Any) -> bytes:
    """A message of the protocol."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def server_bytes(number: int) -> bytes:
    """What a server says to a question, altered."""
    random = Random(number)

    def diagnostics(version: int) -> dict[str, Any]:
        found = []
        for _ in range(random.randint(0, 2)):
            one: dict[str, Any] = {
                "range": {"start": {"line": 0, "character": 1}},
                "message": "m",
                "severity": random.randint(1, 4),
            }
            change(one, random)
            found.append(one)
        return {"method": "textDocument/publishDiagnostics", "params": {"version": version, "diagnostics": found}}

    said: list[dict[str, Any]] = [
        {"id": 1, "result": {}},
        diagnostics(1),
        diagnostics(random.choice((0, 1, 2))),
        {"id": 2, "result": {}},
    ]
    for _ in range(random.choice((0, 0, 1, 2))):
        change(random.choice(said), random)
    frames = [framed(one) for one in said]
    if random.random() < 0.2:
        at = random.randrange(len(frames))
        frames[at] = frames[at].replace(
            b"Content-Length: ",
            random.choice(
                (b"content-length:", b"Content-Length: -", b"Content-Length: 9", b"X: y\r\nContent-Length: ", b"\xff: ")
            ),
        )
    return b"".join(frames)


def _large_servers() -> Iterator[tuple[str, bytes]]:
    first = framed({"id": 1, "result": {}})
    yield "small messages that matter to nobody", first + framed({"id": 9}) * (MB // 33)
    one = {"range": {"start": {"line": 0, "character": 1}}, "message": "m"}
    many = {"method": "textDocument/publishDiagnostics", "params": {"diagnostics": [one] * 11_000}}
    yield "11,000 messages", first + framed(many) + framed({"id": 2})
    yield "a length of 10^18", first + b"Content-Length: 1000000000000000000\r\n\r\n" + b"x" * MB
    yield "a header of 1 MB", b"x" * MB
    yield "headers without an end", b"X: y\r\n" * (MB // 6)
    yield "500,000 brackets", first + framed(b'{"x":' + b"[" * (MB // 2))
    yield (
        "brackets within",
        first
        + framed(b'{"method":"textDocument/publishDiagnostics","params":' + b"[" * 400_000 + b"]" * 400_000 + b"}"),
    )
    yield "a number of digits", first + framed(b'{"id":' + b"9" * (MB - 100) + b"}")


READER = Reader(
    "Lean's server", inputs(server_bytes, (*WORDS, b"\r\n\r\n", b"Content-Length: ")), read_server, _large_servers
)
