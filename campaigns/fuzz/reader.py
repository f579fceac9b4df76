"""What is attacked: one reader of Workbench, what it is fed with, and what has become of each input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hypothesis.strategies import SearchStrategy

READING = 2.0
"""Seconds in which an input of 1 MB is accepted or refused: what issue 7 promises."""
DRAWING = 30.0
"""Seconds in which an input of 1 MB is drawn: a page says more of each formula and statement than its source does."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader and its inputs; a module of `campaigns.fuzz` hands its readers on as `READERS`."""

    name: str
    """The row of the table, such as "LRAT binary"."""
    inputs: SearchStrategy[bytes]
    """Structured inputs and mutated ones, mostly small (at most 4 kB): `mutation.mutated` makes the second of the
    first."""
    read: Callable[[bytes, Path], str]
    """Takes an input and an empty scratch folder; a short word for what became of it: `accepted`, or the kind of
    refusal. A WorkbenchError is a refusal; whatever else escapes is a fault, an AssertionError about a property of
    what was accepted too."""
    large: Callable[[], Iterable[tuple[str, bytes]]]
    """Hostile inputs of 1 MB, each with a name: deep nesting, one long line, a million tokens, quadratic traps."""
    seconds: float = READING
    """How long one of them may take."""
