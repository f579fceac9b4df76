"""Reading a file that somebody else wrote, with a limit on its size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from workbench.errors import BadInput


def shown(path: Path) -> str:
    """A path for messages: from the working directory where the file lies in it, with `/` as separator."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def read_limited(path: Path, most: int, what: str, name: str | None = None) -> bytes:
    """The bytes of a regular file of at most `most` bytes; `name` is how messages call it.

    Raises BadInput for what is missing, unreadable, not a regular file (a pipe would hang) or too large.
    """
    name = name or shown(path)
    try:
        # Not blocking, so that a pipe that appears between a test and the opening cannot hang us.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadInput(f"{what} is not a regular file", remedy="name a file", file=name)
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInput(
            f"{what} cannot be read: {reason}", remedy="check the name and the permissions", file=name
        ) from None
    if len(data) > most:
        raise BadInput(f"{what} is larger than {most:,} bytes", remedy="use a smaller one", file=name)
    return data
