"""What `lean --json` says of a source, one object a line."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

ERROR, WARNING, INFORMATION = "error", "warning", "information"
_MOST, _LONGEST = 1_000, 20_000
"""Messages of one source, and characters of one, that are kept."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Lean about a source."""

    file: str
    """Relative to the root with `/`."""
    line: int
    """From 1."""
    column: int
    """From 0, in characters."""
    severity: str
    """`error` | `warning` | `information`."""
    text: str
    kind: str = ""
    """Such as `hasSorry`, or empty."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column + 1}: {self.severity}: {self.text}"


class _Position(msgspec.Struct):
    line: int
    column: int


class _Line(msgspec.Struct):
    severity: str
    data: str
    pos: _Position
    kind: str = ""


_DECODER = msgspec.json.Decoder(_Line)


def parse_messages(stdout: bytes, file: str) -> tuple[Message, ...]:
    """The messages in Lean's output, all of them about this file; lines that are none of its objects are left out
    (the exit code says whether the run is to be believed)."""
    found = []
    for line in stdout.splitlines()[:_MOST]:
        try:
            said = _DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        found.append(
            Message(file, said.pos.line, said.pos.column, said.severity, said.data.strip()[:_LONGEST], said.kind)
        )
    return tuple(found)
