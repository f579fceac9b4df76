"""Changes of files, as the kernel tells of them the moment they happen (inotify(7), Linux)."""

from __future__ import annotations

import ctypes
import os
import select
import struct
from pathlib import Path
from types import TracebackType
from typing import Self

_CREATE, _MODIFY, _CLOSE_WRITE, _MOVED, _DELETE, _ATTRIB = 0x100, 0x2, 0x8, 0xC0, 0x200, 0x4
_WATCHED = _CREATE | _MODIFY | _CLOSE_WRITE | _MOVED | _DELETE | _ATTRIB
_IS_FOLDER = 0x40000000
_HEAD = struct.Struct("iIII")


class Changes:
    """The changes in a folder and in the folders below it, those made meanwhile too."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._descriptor < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._folders: dict[int, Path] = {}
        self._watch(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._descriptor)

    def wait(self, seconds: float) -> int:
        """How many changes there were since the last call, after at most so many seconds of waiting for one."""
        ready, _, _ = select.select([self._descriptor], [], [], max(0.0, seconds))
        return self._read() if ready else 0

    def _read(self) -> int:
        data, at, count = os.read(self._descriptor, 1 << 16), 0, 0
        while at < len(data):
            number, mask, _, length = _HEAD.unpack_from(data, at)
            name = data[at + _HEAD.size : at + _HEAD.size + length].rstrip(b"\0")
            at += _HEAD.size + length
            count += 1
            if mask & _IS_FOLDER and mask & _CREATE and number in self._folders:
                self._watch(self._folders[number] / os.fsdecode(name))
        return count

    def _watch(self, folder: Path) -> None:
        number = self._libc.inotify_add_watch(self._descriptor, os.fsencode(folder), _WATCHED)
        if number < 0:  # gone already
            return
        self._folders[number] = folder
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                self._watch(Path(entry.path))
