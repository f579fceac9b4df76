"""The evidence store: one SQLite file (WAL) and the certificates beside it, in `.workbench/` at the workspace root.

A finished verdict survives `kill -9` at any moment and a half-written one never counts: first the certificate is made
durable under the name of its hash, then one row is committed; a small certificate is committed together with its row.
Many answers may share a commit, and each is announced only after it. A row carries the hash of its own text, so that a
flipped byte is an error and never another verdict, and a seal, so that what came along with a workspace counts for
nothing before its certificate was re-checked here (`elsewhere`). This is the only place where `Evidence` is rebuilt
from bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from workbench.errors import BadInput
from workbench.evidence.certificates import SMALL_BYTES, Certificates, is_small, raw_small, read_small
from workbench.evidence.database import Moment, has_seals, identity, moment, open_to_read, open_to_write, sentences
from workbench.evidence.record import Certificate, Evidence, Verdict
from workbench.evidence.tracked import is_tracked
from workbench.seal import sealing, sealing_that_lasts

DATABASE = "evidence.sqlite"
CERTIFICATES = "certificates"

_COLUMNS = "id, body, digest, stored, seal, fingerprint, kind, name"
_AT_ONCE = 500  # below the least limit on variables that SQLite has been built with


class Store:
    """The evidence of one workspace. Safe to use from several threads; several processes may write at a time.

    Every method raises BadInput, with a remedy, where the database is damaged, locked for longer than the time given
    to `open`, read-only or on a full disk.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection | None, *, write: bool) -> None:
        self._file = folder / DATABASE
        self._connection = connection
        self._lock = threading.Lock()
        self._write = write
        self._sealed = connection is not None and has_seals(connection)
        self._certificates = Certificates(folder / CERTIFICATES)
        self._stored: dict[str, tuple[str, bool]] = {}
        """By the hash of a certificate: that of its file as it was written, and whether a row of our own says so."""
        self._sealing = sealing_that_lasts() if write else sealing()
        self._as_of: Moment | None = None
        self._identity: Moment | None = None
        self._patience = 0.0
        self.without_certificate: list[str] = []
        """Names of what was looked up and does not count, for its certificate is gone or is not what was written."""
        self.from_elsewhere: set[str] = set()
        """Names of what was looked up and was decided by another user or machine alone; that does not count."""

    @classmethod
    def open(cls, folder: Path, *, write: bool, patience: float = 20.0) -> Self:
        """The store in `.workbench` (`Workspace.store_path`); `patience` is how many seconds to wait for a writer.

        To read, nothing is made, and a folder that does not exist is an empty store. To write, it is made. A store that
        the repository around it tracks is refused: somebody else wrote it. To write, there has to be room for this
        user's secret, too (`workbench.seal`).
        """
        file = folder / DATABASE
        with sentences(file):
            if file.exists() and is_tracked(file):
                raise BadInput(
                    "the repository carries this evidence store, so it is somebody else's and counts for nothing",
                    remedy=f"`git rm -r {folder.name}`; `workbench evidence export` and `import` carry evidence",
                    file=f"{folder.name}/{DATABASE}",
                )
            if not write:
                as_of = moment(file)
                store = cls(folder, open_to_read(file, patience), write=False)
                store._as_of, store._patience = as_of, patience
                return store
            if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
                problem, remedy = "this is no folder, and the evidence store is one", "move it away"
                raise BadInput(problem, remedy=remedy, file=folder.name)
            (folder / CERTIFICATES).mkdir(parents=True, exist_ok=True)
            ignore = folder / ".gitignore"
            if not ignore.exists() or not ignore.stat().st_size:  # empty: the disk was full
                ignore.write_text("# Evidence belongs to one machine; `workbench evidence export` carries it.\n*\n")
            store = cls(folder, open_to_write(file, patience), write=True)
            store._identity = identity(file)
            store._certificates.tidy()
            return store

    def close(self) -> None:
        """Close the database; what was recorded is durable already."""
        if self._connection:
            with sentences(self._file):
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def record(self, evidence: Evidence, certificate: Path | None = None) -> Evidence:
        """Keep one answer, durable when this returns; gives it back with its time filled in.

        `certificate` is the raw file of a decided answer. Raises BadInput where it is not the file that was checked,
        ValueError for a decided answer without a certificate or the other way round.
        """
        entry = self.prepare(evidence, certificate)
        self.commit([entry])
        return entry.evidence

    def prepare(self, evidence: Evidence, certificate: Path | None = None) -> Entry:
        """All of `record` but the commit: nothing counts yet, and `certificate` is needed no more. Raises as that."""
        if evidence.decided != (certificate is not None) or evidence.decided != (evidence.certificate is not None):
            raise ValueError("a decided answer has a certificate, and no other has one")
        if not evidence.when:
            evidence = replace(evidence, when=datetime.now(UTC).isoformat(timespec="seconds"))
        body = msgspec.json.encode(evidence)
        if msgspec.json.decode(body, type=Evidence) != evidence:
            raise ValueError("evidence that does not survive being written: a figure in it is no number")
        stored = small = None
        if certificate is not None and evidence.certificate is not None:
            self._writable()
            with sentences(self._file):
                if evidence.certificate.bytes <= SMALL_BYTES:
                    small = read_small(evidence.certificate, certificate)
                else:
                    stored = self._certificates.keep(evidence.certificate, certificate)
        return Entry(evidence, body, stored, small)

    def commit(self, entries: Sequence[Entry]) -> None:
        """Write what was prepared in one transaction, all or nothing; durable when this returns."""
        connection = self._writable()
        rows = [(*_columns(entry), self._sealing("evidence", _digest(entry.body), entry.stored)) for entry in entries]
        small = [(row[3], entry.small) for row, entry in zip(rows, entries, strict=True) if entry.small is not None]
        with sentences(self._file), self._lock, connection:
            connection.executemany("INSERT OR REPLACE INTO small (sha256, raw) VALUES (?, ?)", small)
            connection.executemany(
                "INSERT INTO evidence (fingerprint, kind, name, sha256, stored, body, digest, seal)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
        if identity(self._file) != self._identity:  # SQLite goes on writing to what has no name any more
            raise BadInput(
                "the evidence store was moved or removed meanwhile, and this answer with it",
                remedy="run the command again",
                file=f"{self._file.parent.name}/{DATABASE}",
            )

    def _writable(self) -> sqlite3.Connection:
        if self._connection is None or not self._write:
            raise ValueError("this store was opened to read")
        return self._connection

    def latest(self, fingerprint: str) -> Evidence | None:
        """What counts of all that was recorded for a fingerprint (`Evidence.worth`); None where there is nothing.

        A decided answer whose certificate file is gone or altered does not count, nor does what was recorded elsewhere.
        """
        return self.latest_of([fingerprint]).get(fingerprint)

    def latest_of(self, fingerprints: Iterable[str]) -> dict[str, Evidence]:
        """`latest` for many fingerprints at once; those without evidence are left out."""
        wanted = list(dict.fromkeys(fingerprints))
        found: dict[str, Evidence] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[start : start + _AT_ONCE]
            where = f"fingerprint IN ({','.join('?' * len(chunk))})"
            rows = self._select(where, chunk)
            for evidence in (row.evidence for row in rows if row.own):
                best = found.get(evidence.fingerprint)
                if self._counts(evidence) and (best is None or evidence.worth >= best.worth):
                    found[evidence.fingerprint] = evidence
            for evidence in (row.evidence for row in rows if not row.own and row.evidence.decided):
                best = found.get(evidence.fingerprint)
                if best is None or not best.decided:
                    self.from_elsewhere.add(evidence.name)
        return found

    def latest_by_name(self, kind: str, name: str) -> Evidence | None:
        """The newest decided answer recorded under a name, of whatever fingerprint, else the newest record."""
        newest: Evidence | None = None
        for evidence in self._own("kind = ? AND name = ?", [kind, name]):
            if self._counts(evidence) and (newest is None or evidence.decided or not newest.decided):
                newest = evidence
        return newest

    def history(self, name: str | None = None) -> list[Evidence]:
        """Everything recorded, or everything recorded under a name, newest first."""
        where, values = ("name = ?", [name]) if name is not None else ("1", [])
        return [row.evidence for row in self._select(where, values)][::-1]

    def by_certificate(self, prefix: str) -> list[Evidence]:
        """What rests on the certificates whose hash begins so, newest first."""
        rows = self._select("sha256 IS NOT NULL AND substr(sha256, 1, ?) = ?", [len(prefix), prefix])
        return [row.evidence for row in rows][::-1]

    def ever_verified(self) -> set[tuple[str, str]]:
        """(kind, name) of every question that was verified at some time, of whatever fingerprint."""
        return {(e.kind, e.name) for e in self._own("sha256 IS NOT NULL", []) if e.verdict is Verdict.VERIFIED}

    def elsewhere(self, fingerprint: str) -> Evidence | None:
        """The newest decided answer that another user or machine recorded and whose certificate lies here; None where
        there is none, or an answer that counts. Nothing of it is to be believed before that was re-checked."""
        rows = [row for row in self._select("fingerprint = ?", [fingerprint]) if row.evidence.decided]
        if any(row.own and self._counts(row.evidence) for row in rows):
            return None
        return next((row.evidence for row in reversed(rows) if not row.own and self._counts(row.evidence)), None)

    @contextlib.contextmanager
    def certificate(self, certificate: Certificate) -> Iterator[Path]:
        """A temporary file with a certificate's raw bytes, re-hashed; it is gone after the `with`.

        Raises BadInput where the certificate is missing or damaged.
        """
        small, name = self._small(certificate), f"{self._file.parent.name}/{DATABASE}"
        raw: AbstractContextManager[Path] = (
            self._certificates.raw(certificate) if small is None else raw_small(certificate, small, name)
        )
        with sentences(self._file):
            path = raw.__enter__()
        try:
            yield path
        finally:
            raw.__exit__(None, None, None)

    def _counts(self, evidence: Evidence) -> bool:
        """Whether its certificate, if it has one, is there as it was written."""
        if evidence.certificate is None:
            return True
        small = self._small(evidence.certificate)
        if small is not None:
            whole = is_small(evidence.certificate, small)
        else:
            stored, _ = self._stored.get(evidence.certificate.sha256, ("", False))
            whole = self._certificates.is_whole(evidence.certificate, stored)
        if not whole and evidence.name not in self.without_certificate:
            self.without_certificate.append(evidence.name)
        return whole

    def _small(self, certificate: Certificate) -> bytes | None:
        """What the database has under a certificate's hash; None where it lies in a file, or is gone."""
        if self._connection is None or certificate.bytes > SMALL_BYTES:
            return None
        query, values = "SELECT substr(raw, 1, ?) FROM small WHERE sha256 = ?", [SMALL_BYTES + 1, certificate.sha256]
        found = self._fetched(query, values)
        return (found[0][0] if isinstance(found[0][0], bytes) else b"") if found else None

    def _own(self, where: str, values: Sequence[Any]) -> list[Evidence]:
        """Those of `_select` that were recorded by this user on this machine."""
        return [row.evidence for row in self._select(where, values) if row.own]

    def _select(self, where: str, values: Sequence[Any]) -> list[_Row]:
        """The rows, oldest first. `where` is ours, never a user's text."""
        if self._connection is None:
            return []
        columns = _COLUMNS if self._sealed else _COLUMNS.replace("seal", "NULL")
        rows = self._fetched(f"SELECT {columns} FROM evidence WHERE {where} ORDER BY id", values)
        return [self._rebuilt(*row) for row in rows]

    def _fetched(self, query: str, values: Sequence[Any]) -> list[Any]:
        """What SQLite finds; where somebody has begun to write to a database that was opened as nobody's, it is opened
        again and read from the beginning."""
        with sentences(self._file), self._lock:
            while self._connection is not None:
                try:
                    found = self._connection.execute(query, values).fetchall()
                except sqlite3.Error:
                    if not self._was_overtaken():
                        raise
                else:
                    if not self._was_overtaken():
                        return found
        return []

    def _was_overtaken(self) -> bool:
        """Whether the database was read as one to which nobody writes, and somebody has; it is open anew then."""
        if self._as_of is None or (now := moment(self._file)) == self._as_of:
            return False
        if self._connection is not None:
            self._connection.close()
        self._as_of, self._connection = now, open_to_read(self._file, self._patience)
        self._sealed = self._connection is not None and has_seals(self._connection)
        return True

    def _rebuilt(self, row: int, body: str, digest: str, stored: str | None, given: Any, *columns: str) -> _Row:
        try:
            data = body.encode()
            if _digest(data) != digest:
                raise ValueError("the text of the row is not the one that was written")
            evidence = msgspec.json.decode(data, type=Evidence)
            if [evidence.fingerprint, evidence.kind, evidence.name] != list(columns):
                raise ValueError("the columns contradict the text")
            own = self._sealing.holds(given, "evidence", digest, stored)
            if evidence.certificate and stored:
                self._remember(evidence.certificate.sha256, stored, own)
        except (ValueError, AttributeError, TypeError) as error:  # msgspec's errors are ValueErrors
            raise BadInput(
                f"the evidence store is damaged: row {row} cannot be believed ({error})",
                remedy="move it away and run the check again, or import an export of it",
                file=f"{self._file.parent.name}/{DATABASE}",
            ) from None
        return _Row(evidence, own)

    def _remember(self, certificate: str, stored: str, own: bool) -> None:
        """Of the newest row, which wrote the file; but what a stranger's row says of a file never goes before ours."""
        _, ours = self._stored.get(certificate, ("", False))
        if own or not ours:
            self._stored[certificate] = stored, own


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer, prepared to be committed."""

    evidence: Evidence
    body: bytes
    stored: str | None
    """The hash of the file in which its certificate lies, compressed and durable."""
    small: bytes | None
    """Its certificate, where that is to lie in the database."""


@dataclass(frozen=True, slots=True)
class _Row:
    evidence: Evidence
    own: bool
    """Recorded by this user on this machine."""


def _columns(entry: Entry) -> tuple[str | None, ...]:
    evidence, body = entry.evidence, entry.body
    sha256 = evidence.certificate.sha256 if evidence.certificate else None
    return (evidence.fingerprint, evidence.kind, evidence.name, sha256, entry.stored, body.decode(), _digest(body))


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
