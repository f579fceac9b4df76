"""Where something stands that a message speaks of: a key of a TOML file, or parameters that were put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from workbench.errors import BadInput


@dataclass(frozen=True, slots=True)
class Place:
    """What a message needs to say where it points, and where relative paths start."""

    base: Path
    """The folder that relative paths start from."""
    root: Path | None = None
    """The folder that no path may leave, where there is one."""
    file: str | None = None
    """The file as messages name it."""
    text: str = field(default="", repr=False)
    """The file's text."""
    table: tuple[str, ...] = ()
    """The table that keys are looked for in."""
    at: int | None = None
    """The line, where there is no text to look in."""

    def fault(self, problem: str, remedy: str, *key: str) -> NoReturn:
        """Raise BadInput for what stands at `key` within the table."""
        raise BadInput(problem, remedy=remedy, file=self.file, line=self.line(*key))

    def line(self, *key: str) -> int | None:
        """The line of a key, else of the nearest table around it, else the first; `at` where there is no text."""
        if not self.text:
            return self.at
        lines = _lines(self.text)
        sought = (*self.table, *key)
        return next((lines[sought[:size]] for size in range(len(sought), 0, -1) if sought[:size] in lines), 1)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table and key, as far as they can be told line by line (a key within a long string may be
    mistaken for one, an inline table's keys are found under the table's)."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("["):
            table = _path(line.strip("[").partition("]")[0])
            lines.setdefault(table, number)
        elif "=" in line:
            lines.setdefault((*table, *_path(line.partition("=")[0])), number)
    return lines


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
