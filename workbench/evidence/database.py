"""Opening the store's SQLite file, and saying in a sentence what SQLite or the disk has against it."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from workbench.errors import BadInput

APPLICATION = 0x57_42_45_56  # "WBEV"
SCHEMA = 3
"""2: rows have seals. 3: small certificates lie in a table. An older store is read as it is, and brought up by whoever
writes to it."""

_SMALL = "CREATE TABLE IF NOT EXISTS small (sha256 TEXT PRIMARY KEY, raw BLOB NOT NULL) WITHOUT ROWID"
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT,
    stored TEXT,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    seal TEXT
);
CREATE INDEX by_fingerprint ON evidence (fingerprint);
CREATE INDEX by_name ON evidence (kind, name);
CREATE INDEX by_sha256 ON evidence (sha256) WHERE sha256 IS NOT NULL;
{_SMALL};
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {SCHEMA};
COMMIT;
"""

_UPGRADES = ("ALTER TABLE evidence ADD COLUMN seal TEXT", _SMALL)
"""From schema 1 to 2, from 2 to 3."""

_ANALYZED = (
    "CREATE TABLE sqlite_sequence(name,seq)",
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
)
"""What SQLite makes by itself, and at the word ANALYZE."""

_LEAST_BYTES = 128 * 1024
"""SQLite's shared memory takes 32 KiB at once, and a page of the log 4 KiB."""
_DAMAGED = "move it away (its certificates may stay) and run the check again, or import an export of it"


def open_to_read(file: Path, patience: float) -> sqlite3.Connection | None:
    """A connection that makes no file, not even SQLite's own; None where there is no database, or an empty one."""
    _refuse_what_is_no_file(file)
    if not file.exists():
        return None
    # Without a write-ahead log nobody has it open to write, and `immutable` keeps SQLite from making one to read.
    mode = "mode=ro" if _has_log(file) else "immutable=1"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", patience, uri=True, check_same_thread=False)
    try:
        made = _schema_is_there(connection, file)
    except BaseException:
        connection.close()
        raise
    if not made:
        connection.close()
        return None
    if not _has_small(connection):
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(_SMALL.replace("TABLE IF NOT EXISTS small", "TEMP TABLE small"))
    return connection


def _refuse_what_is_no_file(file: Path) -> None:
    """SQLite waits without end for whoever writes to a pipe, and calls a folder a fault of the disk."""
    for path in (file, *(file.with_name(file.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
        if path.exists() and not path.is_file():
            problem, name = "this is no file, and the evidence store needs one here", f"{path.parent.name}/{path.name}"
            raise BadInput(problem, remedy="move it away", file=name)


Moment = tuple[int, ...]


def moment(file: Path) -> Moment | None:
    """What changes where somebody writes to a database that `open_to_read` opens as one to which nobody writes; None
    where it does not, for SQLite itself then keeps readers and writers apart."""
    if _has_log(file):
        return None
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _has_log(file: Path) -> bool:
    """Whether there is a write-ahead log with anything in it; an empty one is of a writer who found the disk full, or
    has not begun."""
    with contextlib.suppress(OSError):
        return file.with_name(file.name + "-wal").stat().st_size > 0
    return False


def identity(file: Path) -> Moment:
    """What stays the same while a file is the same file; of none, nothing."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_dev, found.st_ino)


def open_to_write(file: Path, patience: float) -> sqlite3.Connection:
    """A connection to the database, made where it is missing; every commit is synchronised to the disk."""
    _refuse_what_is_no_file(file)
    connection = sqlite3.connect(file, patience, check_same_thread=False)
    try:
        if not _schema_is_there(connection, file):
            _make(connection, file, patience)
        _upgrade(connection)
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def has_seals(connection: sqlite3.Connection) -> bool:
    """Whether its rows have a column for a seal: those of schema 1 have none."""
    return any(name == "seal" for _, name, *_ in connection.execute("PRAGMA table_info(evidence)"))


def _has_small(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA table_info(small)").fetchall())


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older store up, in one transaction; whoever else would do the same waits, and finds it done."""
    if _version(connection) == SCHEMA:
        return
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for statement in _UPGRADES[_version(connection) - 1 :]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


@contextlib.contextmanager
def sentences(file: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into BadInput with a remedy; `file` is what it is about."""
    name = f"{file.parent.name}/{file.name}"
    try:
        yield
    except sqlite3.Error as error:
        problem, remedy = _full() if _has_no_room(error, file) else _explain(error)
        raise BadInput(problem, remedy=remedy, file=name) from None
    except UnicodeDecodeError:  # SQLite says what it found, in bytes that are no text
        raise BadInput("the evidence store is damaged (it holds no text)", remedy=_DAMAGED, file=name) from None
    except OSError as error:
        where = Path(error.filename).name if isinstance(error.filename, str) else name
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BadInput(*_full()[:1], remedy=_full()[1], file=name) from None
        problem = f"the evidence store cannot be used: {where}: {error.strerror or error}"
        remedy = "check who owns the folder and may write to it; `status` and `lint` need no store"
        raise BadInput(problem, remedy=remedy, file=name) from None


def _explain(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return _full()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another process is writing to the evidence store", "wait until it has finished, or end it"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return f"the evidence store cannot be opened ({error})", "check who owns the folder and may write to it"
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk refuses the evidence store ({error})", "see whether the disk is full or broken; run again"
    return f"the evidence store is damaged ({error})", _DAMAGED


def _has_no_room(error: sqlite3.Error, file: Path) -> bool:
    """Whether what SQLite calls an error of the disk is that it is full: it says so of some of its files alone."""
    with contextlib.suppress(OSError):
        refused = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR
        return refused and shutil.disk_usage(file.parent).free < _LEAST_BYTES
    return False


def _full() -> tuple[str, str]:
    return "the disk is full: this answer was not recorded", "make room and run the command again"


def _schema_is_there(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether the tables are there; raises BadInput for a file of another program or a newer Workbench, and
    where somebody put in what none makes."""
    name = f"{file.parent.name}/{file.name}"
    if 0 < file.stat().st_size < 512:  # SQLite takes a stump for an empty database
        raise BadInput("the evidence store is damaged (it was cut short)", remedy=_DAMAGED, file=name)
    # All three of one moment: between two of them another process may make the tables.
    connection.execute("BEGIN")
    try:
        texts = [text for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    finally:
        connection.rollback()
    if not texts and not version:
        return False
    if application != APPLICATION or version < 1:
        raise BadInput("this is a database, but no evidence store", remedy="move it away", file=name)
    if version > SCHEMA:
        raise BadInput(
            f"a newer Workbench made this evidence store (schema {version}; this one knows {SCHEMA})",
            remedy="upgrade: pip install --upgrade blueprint-workbench",
            file=name,
        )
    # A view under the name of a table may have no end, and a trigger may take away what was just recorded.
    if any(_without_space(str(text)) not in _ours() for text in texts):
        problem = "the evidence store holds tables, views or triggers that Workbench does not make"
        raise BadInput(problem, remedy=_DAMAGED, file=name)
    return True


@cache
def _ours() -> frozenset[str]:
    """What may stand in the schema of a store, of this or an older one."""
    statements = [statement.strip() for statement in _SCHEMA.split(";")]
    made = [statement.replace("IF NOT EXISTS ", "") for statement in statements if statement.startswith("CREATE")]
    first = made[0].replace(",\n    seal TEXT", "")
    return frozenset(_without_space(text) for text in (*made, first, *_ANALYZED))


def _without_space(text: str) -> str:
    return "".join(text.split())


def _make(connection: sqlite3.Connection, file: Path, patience: float) -> None:
    """Make the tables; another process may be doing the same."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")  # this does not wait by itself
            connection.executescript(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            if connection.in_transaction:
                connection.rollback()
            if _schema_is_there(connection, file):
                return
            if time.monotonic() > until or getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.02)
