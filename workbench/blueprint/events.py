"""What a `Recorder` notes: here something begins, ends, is left out, or has something in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.blueprint.model import Place
from workbench.blueprint.scanner import Frame
from workbench.blueprint.tree import Element


@dataclass(frozen=True, slots=True)
class Numbering:
    """How equations are numbered from here on."""

    values: Mapping[str, int]
    formats: Mapping[str, str]
    above: tuple[int, ...]
    """The values of the counters that set this one to zero."""
    within: bool
    """`\\numberwithin` says how; else the document class does."""


@dataclass(frozen=True, slots=True)
class Began:
    r"""`\begin{document}`"""


@dataclass(frozen=True, slots=True)
class Ended:
    r"""`\end{document}`"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A statement, a proof or a bibliography begins."""

    element: Element
    title: str | None
    numbering: Numbering | None = None
    """Where it matters to equations."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The environment of that name ends."""

    env: str


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading."""

    element: Element
    title: str
    number: str | None
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class Counted:
    """The author changes the counter of equations: by a number, or to it."""

    numbering: Numbering
    by: int = 0
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The references are printed here."""


@dataclass(frozen=True, slots=True)
class Split:
    """A definition changes."""


Event = Began | Ended | Opened | Closed | Headed | Counted | Listed | Split


@dataclass(slots=True)
class Edit:
    """A part of an input that the document has something else for, or nothing."""

    begin: int
    end: int
    event: Event | None
    inside: Frame | None
    """Read in its place."""
    moment: int
    """Which definitions were in force before it."""
    place: Place | None
