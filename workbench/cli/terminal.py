"""Where answers go: a terminal, a pipe or a file; how wide it is, and whether it shows colours."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from workbench.views.ink import Ink, ansi_ink, no_ink

LOG_WIDTH = 120
"""Columns of a text that no terminal shows."""


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
    """Write `path` beside itself and rename it, so that nobody sees half of it; raises OSError naming the file."""
    if path.exists() and not path.is_file():  # /dev/stdout, a named pipe
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        return
    from workbench.whole import replacing

    try:
        with replacing(path) as file:
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None


def tell(text: str) -> None:
    """Write a line of progress to stderr."""
    click.echo(text, err=True)
