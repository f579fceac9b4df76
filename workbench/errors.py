"""What may go wrong by somebody else's hand, as sentences that a user can act on."""

from __future__ import annotations


class WorkbenchError(Exception):
    """An error whose text is for the user; the command line prints it and exits with `exit_code`.

    `problem` says what was found and what was expected, `remedy` what to do about it; `file` (relative to the
    workspace root, `/` as separator) and `line` (from 1) say where, so far as they are known.
    """

    exit_code = 2

    def __init__(self, problem: str, *, remedy: str, file: str | None = None, line: int | None = None) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.problem}; {self.remedy}"


class BadInput(WorkbenchError):
    """A file, an option or a parameter that cannot be used (exit code 2)."""


class MissingTool(WorkbenchError):
    """A program or package that is not installed; the remedy says how to get it (exit code 3)."""

    exit_code = 3
