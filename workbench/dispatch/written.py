"""What a child has written: bytes and entries of whole folders, however it tries to hide them.

The guard looks while the child writes, so that nothing here believes what it saw a moment ago: folders are opened
relative to their parent and never through a symbolic link.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterable, Iterator

FEWEST_ENTRIES, MOST_ENTRIES, ENTRIES_PER_MB, MOST_DEPTH = 1000, 50_000, 50, 100
"""Files and folders in the child's folder, and folders in folders: more is an attack on whoever tidies up."""
REST = 10
"""A look that takes long is followed by a rest of so many times its length."""


class TooMuch(Exception):
    """More entries, deeper folders than anybody needs, or a folder made unreadable to hide what is in it."""


class Written:
    """What lies in the folder `own` and has been added to the folders `others`."""

    def __init__(self, own: str, others: Iterable[str], most_mb: float) -> None:
        self._own = own
        self._others = {path: _measure(path) for path in others}
        self._entries = max(FEWEST_ENTRIES, min(int(most_mb * ENTRIES_PER_MB), MOST_ENTRIES))
        self._next = 0.0
        self._bytes = 0.0

    def __call__(self) -> float:
        """Bytes; infinite where there is TooMuch. Where looking takes long, what was last seen does for a while."""
        if (now := time.monotonic()) >= self._next:
            self.look()
            self._next = time.monotonic() + REST * (time.monotonic() - now)
        return self._bytes

    def look(self) -> float:
        """The same, as it is now."""
        try:
            self._bytes = _measure(self._own, self._entries)
            self._bytes += sum(max(0, _measure(path) - before) for path, before in self._others.items())
        except TooMuch:
            self._bytes = float("inf")
        return self._bytes


def _measure(path: str, most: int | None = None) -> int:
    """Bytes of all files at and below `path`; where there may be so many entries at `most`, raises TooMuch."""
    total = count = 0
    for folder, depth, inner in _walk(path, strict=most is not None):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    count += 1
                    if most is not None and (count > most or depth > MOST_DEPTH):
                        raise TooMuch
                    with contextlib.suppress(OSError):  # gone meanwhile
                        found = entry.stat(follow_symlinks=False)
                        total += 0 if stat.S_ISDIR(found.st_mode) else found.st_size
                        inner += [entry.name] if stat.S_ISDIR(found.st_mode) else []
        except OSError:
            continue
    if not count:
        with contextlib.suppress(OSError):  # a file, or an empty folder
            found = os.lstat(path)
            total = found.st_size if stat.S_ISREG(found.st_mode) else 0
    return total


def _walk(path: str, *, strict: bool = False) -> Iterator[tuple[int, int, list[str]]]:
    """Each folder at and below `path`, opened, with its depth from 1, and a list which takes the names of those in it
    that are to be walked too. Raises TooMuch where one cannot be entered and that is to be `strict`."""
    way: list[tuple[int, list[str]]] = []
    parent, name = None, path
    try:
        while True:
            try:
                here = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
            except PermissionError:
                if strict:
                    raise TooMuch from None
            except OSError:  # gone, or no folder any more
                pass
            else:
                way.append((here, []))
                yield here, len(way), way[-1][1]
            while way and not way[-1][1]:
                os.close(way.pop()[0])
            if not way:
                return
            parent, name = way[-1][0], way[-1][1].pop()
    finally:
        for here, _ in way:
            os.close(here)


def unlinked(pids: Iterable[int]) -> int:
    """Bytes of the files that these processes hold open and that no folder names any more (Linux)."""
    held: dict[tuple[int, int], int] = {}
    for pid in pids:
        with contextlib.suppress(OSError), os.scandir(f"/proc/{pid}/fd") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    found = os.stat(entry.path)  # noqa: PTH116 (speed)
                    if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                        held[found.st_dev, found.st_ino] = found.st_blocks * 512
    return sum(held.values())


def tidy(folder: str) -> None:
    """Leave what nobody trips over: files, and folders that are not too deep.

    Pipes, sockets, devices and symbolic links that lead outside are removed, so that whoever reads in `folder` neither
    waits nor is led away. Nothing keeps a setuid bit, and folders in too many folders are moved up.
    """
    root, moved = os.path.realpath(folder), 0
    with contextlib.suppress(OSError):
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            again = True
            while again:
                again = False
                for here, depth, inner in _walk(folder):
                    for name in os.listdir(here):  # noqa: PTH208 (an open folder)
                        mode = _clean(here, name, root)
                        if stat.S_ISDIR(mode) and depth <= MOST_DEPTH:
                            inner.append(name)
                        elif stat.S_ISDIR(mode):
                            moved, again = moved + 1, True
                            os.rename(name, f".deep-{moved}", src_dir_fd=here, dst_dir_fd=top)
        finally:
            os.close(top)


def _clean(here: int, name: str, root: str) -> int:
    """The mode of what is called so in an open folder, or 0 where it was removed."""
    mode = os.stat(name, dir_fd=here, follow_symlinks=False).st_mode
    if stat.S_ISDIR(mode):
        if mode & 0o700 != 0o700:
            os.chmod(name, 0o700, dir_fd=here)
        return mode
    if stat.S_ISREG(mode):
        if mode & (stat.S_ISUID | stat.S_ISGID):
            os.chmod(name, mode & 0o777, dir_fd=here)
        return mode
    if stat.S_ISLNK(mode):
        where = os.readlink(f"/proc/self/fd/{here}") if os.path.isdir("/proc/self/fd") else root  # noqa: PTH112, PTH115
        target = os.path.realpath(os.path.join(where, name))  # noqa: PTH118 (speed)
        if target == root or target.startswith(root + os.sep):
            return mode
    os.unlink(name, dir_fd=here)
    return 0
