"""A DIMACS file read a second time, as a stream of words rather than lines, with no code of the strict reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.problems.cnf import Clause

_COMMENT_OR_HEADER = re.compile(rb"^[ \t\v\f]*[cp].*$", re.MULTILINE)


def recount(file: Path) -> Iterator[Clause]:
    """The clauses of a file that the strict reader accepts, each written once."""
    text = _COMMENT_OR_HEADER.sub(b"", file.read_bytes().replace(b"\r", b"\n")).partition(b"%")[0]
    seen = set()
    clause: list[int] = []
    for word in text.split():
        if literal := int(word):
            clause.append(literal)
        elif (done := tuple(clause)) in seen:
            clause = []
        else:
            seen.add(done)
            clause = []
            yield done
