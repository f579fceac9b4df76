"""One folder for all temporary files of a command, which the next command removes where `kill -9` left it.

A proof may hold gigabytes, and nobody would look for it below `/tmp`. The folder is locked as long as its process
lives, so that it needs no clock to tell which of them were left.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

PREFIX = "workbench-run-"


@contextlib.contextmanager
def scratch() -> Iterator[None]:
    """Whatever makes temporary files meanwhile makes them in a folder of this process; it goes with all that is in it.

    Where there is no place for it nothing is made: whoever needs a temporary file says so.
    """
    import tempfile

    before, made = tempfile.tempdir, None
    with contextlib.suppress(OSError):
        _remove_what_was_left(Path(tempfile.gettempdir()))
        made = _locked()
    if made is None:
        yield
        return
    folder, descriptor = made
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _locked() -> tuple[Path, int] | None:
    """A new folder and the descriptor by which it is locked; None where folders cannot be locked."""
    import tempfile

    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX)).absolute()  # `TMPDIR=.` means here, not where a child stands
        try:
            descriptor = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # taken for one that was left, before it was locked
            continue
        if not _lock(descriptor):
            os.close(descriptor)
            with contextlib.suppress(OSError):
                folder.rmdir()
                return None
            continue
        if os.path.exists(folder):  # noqa: PTH110 (a name, not what it was when it was opened)
            return folder, descriptor
        os.close(descriptor)


def _remove_what_was_left(within: Path) -> None:
    for path in within.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody else's, or removed by another command at the same time
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                if os.fstat(descriptor).st_uid == os.getuid() and _lock(descriptor):
                    _end_what_waits_for_nobody(path)
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(descriptor)


def _end_what_waits_for_nobody(folder: Path) -> None:
    """End the walls that a killed command was building around children in this folder (Linux).

    bubblewrap's second process waits for a word of the first before `--die-with-parent` holds for it. Where both the
    first and its guard are killed in that moment, it waits for ever; it has started nothing yet.
    """
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if place.stat().st_uid == os.getuid():
                words = (place / "cmdline").read_bytes().split(b"\0")
                inside = os.fsencode(folder) + b"/"
                if os.path.basename(words[0]) == b"bwrap" and any(word.startswith(inside) for word in words):  # noqa: PTH119
                    os.kill(int(place.name), signal.SIGKILL)


def _lock(descriptor: int) -> bool:
    """Whether the lock is ours now; False too where there are no locks."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
