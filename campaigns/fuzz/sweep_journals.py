"""Journals of sweeps: read twice they say the same, and what is added counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from campaigns.fuzz.carried import JSON_WORDS, ODD
from campaigns.fuzz.numbered import inputs
from campaigns.fuzz.parts import MB
from campaigns.fuzz.reader import Reader
from workbench.seal import Sealing, sealing_that_lasts
from workbench.sweep.journal import Journal, mark


def read_journal(data: bytes, scratch: Path) -> str:
    """Whatever stands there, it is read to its end twice, and what is added afterwards counts.

    Seals are this user's and inputs everybody's: a line with the right hash gets the right seal here.
    """
    path, own = scratch / "set.journal", sealing_that_lasts()
    path.write_bytes(b"\n".join(_sealed(line, own, path) for line in data.split(b"\n")))
    with Journal(path) as journal:
        done = list(journal.done())
        if done:
            journal.add(done[0])
    with Journal(path) as journal:
        again = list(journal.done())
    expected = [*done, *done[:1]]
    assert len(again) == len(expected), "read again, it is another"
    return "accepted" if done else "nothing counts"


def _sealed(line: bytes, own: Sealing, path: Path) -> bytes:
    given, _, body = line.partition(b" ")
    right = body and given == hashlib.sha256(body).hexdigest()[:16].encode()
    return mark(own, path, body) + b" " + body if right else line


def journal_bytes(number: int) -> bytes:
    """Lines of outcomes, altered; their checks are right mostly."""
    random = Random(number)
    lines = []
    for at in range(random.randint(0, 4)):
        line: dict[str, Any] = json.loads(OUTCOME)
        line["problem"] = f"p{at}"
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            line[random.choice([*line, "more"])] = random.choice(ODD)
        body = json.dumps(line).encode()
        if random.random() < 0.1:
            body = body.replace(b":", random.choice((b":[", b":NaN,", b"\xff", b':"\\ud800', b":" + b"[" * 2000)), 1)
        if random.random() < 0.1:
            body = b'{"x":' + b"[" * 1500 + b"]" * 1500 + b"," + body[1:]
        digest = hashlib.sha256(body).hexdigest()[:16].encode()
        lines.append(
            (digest if random.random() < 0.95 else b"0" * 16)
            + b" "
            + body
            + random.choice((b"\n", b"\n", b"\n", b"\r\n", b""))
        )
    return b"".join(lines)


@cache
def _outcome() -> bytes:
    """A line as a sweep writes it."""
    import msgspec

    from workbench.sweep.outcome import Outcome

    values: dict[str, Any] = {name: ("" if "str" in str(kind) else 0) for name, kind in Outcome.__annotations__.items()}
    return msgspec.json.encode(Outcome(**values))


OUTCOME = _outcome()


def _large_journals() -> Iterator[tuple[str, bytes]]:
    def checked(body: bytes) -> bytes:
        return hashlib.sha256(body).hexdigest()[:16].encode() + b" " + body + b"\n"

    yield "as many lines as fit", checked(OUTCOME) * (MB // (len(OUTCOME) + 18))
    yield "500,000 brackets", checked(b'{"x":' + b"[" * (MB // 2))
    yield "a string of 1 MB", checked(OUTCOME.replace(b'""', b'"' + b"x" * (MB - 1000) + b'"', 1))
    yield "a number of a million digits", checked(b'{"x":' + b"9" * (MB - 60) + b"}")
    yield "a million empty lines", b"\n" * MB


READER = Reader("journals of sweeps", inputs(journal_bytes, JSON_WORDS), read_journal, _large_journals)
