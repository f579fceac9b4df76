"""What the store keeps of certificates: altered, exchanged, gone; and a store that a repository carries."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaigns.soundness.evidence.kinds import Done, Kind, Right, entering
from campaigns.soundness.evidence.rows import database, hashed, insert, row_of, update
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF

KINDS: dict[str, Kind] = {}
_kind = entering(KINDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate as the store keeps it: a compressed file, or where it is small a row of the database."""

    root: Path
    digest: str

    @property
    def file(self) -> Path:
        return self.root / f".workbench/certificates/{self.digest[:2]}/{self.digest}.gz"

    def read(self) -> bytes:
        if self.file.exists():
            return self.file.read_bytes()
        with closing(database(self.root)) as connection:
            (raw,) = connection.execute("SELECT raw FROM small WHERE sha256 = ?", [self.digest]).fetchone()
        return bytes(raw)

    def write(self, data: bytes) -> None:
        if self.file.exists():
            self.file.write_bytes(data)
        else:
            self._change("UPDATE small SET raw = ? WHERE sha256 = ?", data, self.digest)

    def remove(self) -> None:
        if self.file.exists():
            self.file.unlink()
        else:
            self._change("DELETE FROM small WHERE sha256 = ?", self.digest)

    def alter(self, end: bytes) -> None:
        """Another certificate, kept as this one is."""
        is_file = self.file.exists()
        raw = gzip.decompress(self.read()) if is_file else self.read()
        self.write(gzip.compress(raw[:-2] + end, mtime=0) if is_file else raw[:-2] + end)

    def _change(self, statement: str, *values: bytes | str) -> None:
        with closing(database(self.root)) as connection:
            assert connection.execute(statement, values).rowcount == 1


def _kept(root: Path, node: str) -> tuple[Kept, dict[str, Any]]:
    with closing(database(root)) as connection:
        row = row_of(connection, PROBLEM_OF[node])
    return Kept(root, row["sha256"]), row


def _spoil(kept: Kept, other: Kept, dice: random.Random) -> str:
    """Make what is kept of a certificate something else."""
    data = kept.read()
    way = dice.choice(("a bit", "cut off", "another's", "raw bytes altered"))
    if way == "a bit":
        changed = bytearray(data)
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        kept.write(bytes(changed))
    elif way == "cut off":
        kept.write(data[: dice.randrange(len(data))])
    elif way == "another's":
        kept.write(other.read())
    else:
        kept.alter(b"9\n")
    return way


def _spoilt(root: Path, dice: random.Random) -> tuple[str, Kept, dict[str, Any], str]:
    """A node, what is kept of its certificate, which is something else now, its row, and in which way. Raises Right."""
    one, other = dice.sample(GREEN, 2)
    kept, row = _kept(root, one)
    before = kept.read()
    way = _spoil(kept, _kept(root, other)[0], dice)
    if kept.read() == before:
        raise Right("the same bytes")
    return one, kept, row, way


@_kind("what is kept of a certificate altered, cut off, or another's")
def _(root: Path, dice: random.Random) -> Done:
    one, _, _, way = _spoilt(root, dice)
    return Done(one, "its bytes compared with those that were written", f"{one}: {way}")


@_kind("what is kept of a certificate altered, and its new hash in the row or in a row beside it")
def _(root: Path, dice: random.Random) -> Done:
    one, kept, row, way = _spoilt(root, dice)
    stored = hashlib.sha256(kept.read()).hexdigest()
    beside = dice.random() < 0.5
    with closing(database(root)) as connection:
        if beside:
            body = json.dumps({**json.loads(row["body"]), "fingerprint": "0" * 64}, separators=(",", ":"))
            forged = {"fingerprint": "0" * 64, "body": body, "digest": hashed(body), "stored": stored}
            insert(connection, row | forged)
        else:
            update(connection, row["id"], stored=stored)
    where = "a row beside it" if beside else "its row"
    return Done(one, "its bytes compared with those that were written", f"{one}: {way}, {where}")


@_kind("a certificate gone from the store")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    _kept(root, node)[0].remove()
    return Done(node, "no such file, no such row", node)


@_kind("a store that a repository carries")
def _(root: Path, dice: random.Random) -> Done:
    for words in (["init", "-q"], ["add", "-f", ".workbench"]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return Done(dice.choice(GREEN), "git lists it", "")
