"""What must hold of a refusal: it says what is wrong, what to do, and where, in a sentence that fits a screen."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.errors import WorkbenchError

LONGEST = 2_000
"""Characters of a message; what a file says is quoted, but never whole."""


def refused(error: WorkbenchError, files: Mapping[str, bytes]) -> str:
    """The word for it. Raises AssertionError where the message is none, or points to a line that there is not.

    `files` are those that may be at fault, by their name in messages.
    """
    assert error.problem and error.remedy, "a refusal without a reason or a remedy"
    assert len(str(error)) <= LONGEST, f"a message of {len(str(error))} characters"
    if error.line is not None:
        assert error.file is not None and error.file in files, (
            f"the message points to {error.file!r}, which was not read"
        )
        lines = 1 + files[error.file].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        assert 1 <= error.line <= lines, f"line {error.line} of {lines}"
    return "refused"
