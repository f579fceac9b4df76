"""A file that others see whole or not at all: written beside its place under another name, and moved there.

Whoever writes holds a lock on the draft, which ends with the process, `kill -9` included. So drafts of somebody who
writes still are told from those that were left, whatever the clock says, and the next writer removes the latter.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from workbench.errors import BadInput

try:
    import fcntl
except ImportError:  # no Unix: what was left stays, and nobody waits for anybody
    fcntl = None  # type: ignore[assignment]


SOURCES: Final = frozenset(
    {".tex", ".sty", ".cls", ".bib", ".toml", ".lock", ".sqlite", ".lean", ".cnf", ".col", ".smt2", ".lrat"}
)
"""Endings of what people write and what is recorded; no report, page or archive has one."""


def refuse_source(path: Path) -> None:
    """Raise BadInput where a report is to take the place of a source or of a record: a name completed too far."""
    if path.suffix in SOURCES and path.is_file():
        problem = f"a {path.suffix} file is here already, and what is to be written would take its place"
        raise BadInput(problem, remedy="name another file", file=path.as_posix())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file to write to, which takes the place of `path` when the `with` ends well, durable then.

    It keeps the mode of the file that was there. Raises OSError; `path` is then as it was before. A name of what is
    open already (`/dev/stdout`, a link into `/proc`) is refused: it is the machine's, whatever it leads to.
    """
    if path.is_symlink() and os.fspath(path.readlink()).startswith("/proc/"):
        raise OSError(errno.EINVAL, "this is a stream that is open already and no file", str(path))
    folder, begin = path.absolute().parent, f".{path.name}-"
    tidy(folder, begin)
    with drafted(folder, begin) as (file, name):
        yield file
        file.flush()
        os.fsync(file.fileno())
        if path.exists():
            name.chmod(path.stat().st_mode & 0o777)
        name.replace(path)


@contextlib.contextmanager
def drafted(folder: Path, begin: str, *, mode: int = 0o666) -> Iterator[tuple[BinaryIO, Path]]:
    """A locked draft in a folder, and its path; what is not moved away in the `with` is removed after it.

    `mode` is the most that its file allows; the user's mask takes from it.
    """
    while True:
        name = folder / f"{begin}{os.urandom(6).hex()}.draft"
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            _lock(descriptor, wait=True)
            if os.fstat(descriptor).st_nlink == 0:  # taken for a draft that was left, before it was locked
                continue
            try:
                yield file, name
            finally:
                name.unlink(missing_ok=True)
            return


def tidy(folder: Path, begin: str) -> None:
    """Remove the drafts in a folder, of names that begin so, whose writers are gone."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):  # no such folder: whoever wants to write there says so
        for path in list(folder.iterdir()):
            if path.name.startswith(begin) and path.name.endswith(".draft"):
                _remove_if_left(path)


def _remove_if_left(path: Path) -> None:
    with contextlib.suppress(OSError):  # another process may tidy at the same time
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if _lock(descriptor, wait=False):
                path.unlink()
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else is in a `with` of this folder meanwhile; who comes later waits. Leaves no file.

    Where the file system has no locks, nobody waits.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # no folder, or no Unix: whatever is to be done there says so
        yield
        return
    try:
        _lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Whether the lock is ours now; False too where there are none."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
