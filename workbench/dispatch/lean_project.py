"""The Lean sources of a workspace and the Lean that checks them: what an answer about a declaration depends on today.

Reads files and runs nothing, so that `status` can tell what is fresh on a machine without any Lean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench import fingerprints
from workbench.checkers.lean.core import PROGRAM, core_library
from workbench.checkers.lean.toolchain import EMBEDDED, EMBEDDED_VERSION
from workbench.lean.modules import Modules, read_modules
from workbench.problems.declaration import Declaration


@dataclass(frozen=True)
class LeanProject:
    """The modules of one workspace with what checks them."""

    root: Path
    folders: tuple[str, ...]
    """Of Lean modules, relative to the root with `/`."""
    modules: Modules
    version: str
    """Of the Lean, the core and the audit, as fingerprints have it."""

    def fingerprint(self, declaration: Declaration) -> str:
        """Of an answer about a declaration today."""
        return fingerprints.declaration(declaration, self.modules.dependency_digest(declaration.name), self.version)


def open_project(root: Path, folders: tuple[str, ...], file: Path | None = None) -> LeanProject:
    """The Lean project of a workspace whose Lean folders are these, with one file more, wherever it lies, where one is
    given. Raises BadInput as `read_modules` does."""
    return LeanProject(root, folders, read_modules(root, folders), embedded_version())


def embedded_version() -> str:
    """What is part of every fingerprint beside the sources: the embedded Lean's version, its core, our audit."""
    libraries = (core_library(), PROGRAM)
    return " ".join([f"{EMBEDDED}-{EMBEDDED_VERSION}", *(f"{one.word}-{_digest(one.sources)}" for one in libraries)])


@lru_cache(maxsize=8)
def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.lean")):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
