"""Hostile inputs and their benign twins, read from `cases/*.toml`, and the projects that are made of them.

A class of attacks is a file; to add an attack is to add a table to one. `README.md` says what its keys mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from workbench.evidence.record import Limits

CASES = Path(__file__).with_name("cases")
ONLY = "lean/A.lean"
"""The file of an input that has only one."""
GREENS = ("green", "dark_green")

Outcome = Literal["stated", "rejected", "absent", "failed", "unknown", "changed", "shown", "bad input"]
"""How an input fails to be green: those of `dispatch.lean.Outcome`; `changed`, true and not what was accepted before;
`shown`, true, and shown for what it is to who is to accept it; `bad input`, the workspace is not even read."""


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that is not written out: large, no text, or a link."""

    before: str = ""
    unit: str = ""
    times: int = 0
    after: str = ""
    hex: str = ""
    link: str = ""

    def put(self, path: Path) -> None:
        if self.link:
            path.symlink_to(self.link)
        elif self.hex:
            path.write_bytes(bytes.fromhex(self.hex))
        else:
            path.write_text(self.before + self.unit * self.times + self.after, "utf-8")


class Unscanned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to come of the input where nobody refuses it for its words: as in a lake project."""

    outcome: Outcome
    reason: str


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seconds: float = 60
    memory_mb: int = 3000


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a hostile input and a benign one have in common."""

    id: str
    lean: str | None = None
    files: dict[str, str | Made] = {}
    ask: str = "t"
    wants: Literal["theorem", "definition"] = "theorem"
    limits: Bounds = Bounds()

    def write(self, root: Path) -> None:
        """Put the input's files into a workspace, over what is there; `ROOT` in them is its folder."""
        (root / "lean").mkdir(exist_ok=True)
        for name, content in {**({ONLY: self.lean} if self.lean is not None else {}), **self.files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if isinstance(content, Made):
                content.put(path)
            else:
                path.write_bytes(content.replace("ROOT", str(root)).encode())

    @property
    def bounds(self) -> Limits:
        return Limits(self.limits.seconds, self.limits.memory_mb)


class Hostile(Input, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An input that must not turn green."""

    twin: str
    outcome: Outcome
    reason: str
    """Part of the sentence that says why."""
    after_twin: bool = False
    """It comes after its twin was checked and accepted, in the same workspace."""
    unscanned: Unscanned | None = None
    whole: bool = False
    """Through `workbench check` and `accept`, too."""
    not_there: tuple[str, ...] = ()
    """What it tries to write, relative to the workspace."""


class _Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    twin: tuple[Input, ...]
    hostile: tuple[Hostile, ...]


@dataclass(frozen=True)
class Case:
    """A hostile input with its class and its twin."""

    kind: str
    hostile: Hostile
    twin: Input

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.hostile.id}"


@cache
def classes() -> dict[str, _Class]:
    """Every class of attacks, by the name of its file."""
    return {path.stem: msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Class)
            for path in sorted(CASES.glob("*.toml"))}  # fmt: skip


def cases() -> list[Case]:
    """Every hostile input. Raises KeyError where one names no twin of its class."""
    return list(_cases())


def _cases() -> Iterator[Case]:
    for kind, entry in classes().items():
        twins = {twin.id: twin for twin in entry.twin}
        for hostile in entry.hostile:
            yield Case(kind, hostile, twins[hostile.twin])


def twins() -> list[tuple[str, Input]]:
    """Every benign twin, with its class."""
    return [(kind, twin) for kind, entry in classes().items() for twin in entry.twin]
