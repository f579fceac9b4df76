"""Where answers go: a terminal, a pipe or a file; how wide it is, and whether it shows colours."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from workbench.views.ink import Ink, ansi_ink, no_ink

LOG_WIDTH = 120
"""Columns of a text that no terminal shows."""

_STREAM = re.compile(r"/(?:dev|proc/self)/(?:fd/([0-9]{1,9})|(stdout|stderr))")
_NAMED = {"stdout": 1, "stderr": 2}
"""What is open already, by its names: the shell may have sent it to a file, which is not to be replaced."""


def colours(stream: TextIO) -> bool:
    """Whether `stream` is a terminal that shows colours, and nobody said NO_COLOR."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def ink_for(stream: TextIO) -> Ink:
    """The ink for what is written to `stream`."""
    return ansi_ink if colours(stream) else no_ink


def width_of(stream: TextIO) -> int:
    """Columns to fill: the terminal's (at least 40), or LOG_WIDTH."""
    return max(shutil.get_terminal_size((LOG_WIDTH, 24)).columns, 40) if stream.isatty() else LOG_WIDTH


def say(text: str | Iterable[str], output: Path | None = None) -> None:
    """Write an answer to stdout, or whole or not at all to the file `output`."""
    whole = text if isinstance(text, str) else "\n".join(text) + "\n"
    if output is None or str(output) == "-":
        sys.stdout.write(whole)
        sys.stdout.flush()
    else:
        write_file(output, whole)


def write_file(path: Path, text: str) -> None:
    """Write `path` beside itself and rename it, so that nobody sees half of it; raises OSError naming the file,
    and BadInput for a source."""
    data = text.encode("utf-8", "backslashreplace")
    stream = _STREAM.fullmatch(os.path.normpath(path.absolute()))
    if stream or (path.exists() and not path.is_file()):  # /dev/stdout, /dev/null, a named pipe
        _write_through(path, int(stream[1] or _NAMED[stream[2]]) if stream else None, data)
        return
    from workbench.whole import refuse_source, replacing

    refuse_source(path)
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None


def _write_through(path: Path, stream: int | None, data: bytes) -> None:
    """Write to what is open already, at its place, or else to what is no file; raises OSError naming it."""
    sys.stdout.flush()
    try:
        # Opened without waiting: a pipe that nobody reads is refused.
        found = os.dup(stream) if stream is not None else os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(found, True)
        with os.fdopen(found, "wb") as file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None


def tell(text: str) -> None:
    """Write a line of progress to stderr."""
    click.echo(text, err=True)
