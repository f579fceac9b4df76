"""`workbench.toml`: what a project says about itself. Every key has a default; an unknown key is an error."""

from __future__ import annotations

import os
import re
from math import isfinite
from pathlib import Path

import msgspec

from workbench.errors import BadInput
from workbench.toml import read_toml

_MOST_BYTES = 2**20
_LEAN_NAME = re.compile(r"[^\W\d]\w*'*(\.[^\W\d]\w*'*)*")


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of the file."""


class Project(_Table, frozen=True):
    """`[project]`."""

    name: str | None = None


class BlueprintEntry(_Table, frozen=True):
    """One `[[blueprint]]`; paths as written, relative to the root."""

    main: str
    problems: tuple[str, ...] = ()
    lean: tuple[str, ...] = ()


class Lint(_Table, frozen=True):
    """`[lint]`: which findings count; `select` is applied first, then `ignore`, then the files'."""

    select: tuple[str, ...] = ("all",)
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}  # msgspec copies an empty default
    """Glob pattern over paths from the root -> codes."""


class EncodingSettings(_Table, frozen=True):
    """`[encodings.FAMILY]`: a Lean theorem that says for all parameters what the family's formula says."""

    theorem: str
    """Its full name; it has to be what some node names, accepted and green."""
    formula: str
    """The function it speaks of: from the family's parameters, in order, to a list of lists of literals, each with the
    fields `var : Nat` and `positive : Bool`."""


class LimitSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[limits]`: for each child, and how many run side by side."""

    seconds: float = 60.0
    memory_mb: int = 3000
    jobs: int = 2


class Settings(_Table, frozen=True):
    """The whole file."""

    project: Project = Project()
    blueprint: tuple[BlueprintEntry, ...] = ()
    lint: Lint = Lint()
    limits: LimitSettings = LimitSettings()
    encodings: dict[str, EncodingSettings] = {}


def read_settings(path: Path) -> Settings:
    """The settings in a `workbench.toml`; all defaults where there is no such file.

    Raises BadInput, with the line, for a file that cannot be read, an unknown key or a wrong value.
    """
    if not path.exists() and not path.is_symlink():
        return Settings()
    settings = read_toml(path, Settings, file=path.name, most_bytes=_MOST_BYTES)
    limits = settings.limits
    if not (isfinite(limits.seconds) and limits.seconds > 0):
        raise _wrong(path, "seconds", f"limits.seconds is {limits.seconds}", "give a positive number of seconds")
    if not 0 < limits.memory_mb < 10**9:
        raise _wrong(path, "memory_mb", "limits.memory_mb is out of range", "give a positive number of megabytes")
    if not 0 < limits.jobs <= 4096:
        raise _wrong(path, "jobs", "limits.jobs is out of range", "give a number from 1 to 4096")
    for written in (path for entry in settings.blueprint for path in (entry.main, *entry.problems, *entry.lean)):
        if not written or not written.isprintable() or not _stays_inside(written):
            problem = f"the path {written[:200]!r} leads out of the workspace"
            raise _wrong(path, written, problem, "name a path inside the folder of workbench.toml")
    for family, entry in settings.encodings.items():
        for name in (entry.theorem, entry.formula):
            if not _LEAN_NAME.fullmatch(name):
                problem = f"encodings.{family} names {name[:80]!r}, which is no Lean name"
                raise _wrong(path, name or family, problem, "write a full name, as Monochromatic.schurFormula")
    return settings


def _stays_inside(written: str) -> bool:
    normal = Path(os.path.normpath(written))
    return not normal.is_absolute() and normal.parts[:1] != ("..",)


def _wrong(path: Path, sought: str, problem: str, remedy: str) -> BadInput:
    lines = path.read_text("utf-8-sig").split("\n")
    line = next((number for number, text in enumerate(lines, 1) if sought in text), None)
    return BadInput(problem, remedy=remedy, file=path.name, line=line)
