"""The Lean sources of a workspace and the Lean that checks them: what an answer about a declaration depends on today.

Reads files and runs nothing, so that `status` can tell what is fresh on a machine without any Lean.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench import fingerprints
from workbench.lean.modules import Modules, read_modules
from workbench.problems.declaration import Declaration

COMPILED = Path(".workbench", "lean")


@dataclass(frozen=True)
class LeanProject:
    """The modules of one workspace with what checks them."""

    root: Path
    folders: tuple[str, ...]
    """Of Lean modules, relative to the root with `/`."""
    modules: Modules
    version: str
    """Of the Lean, the core and the audit, as fingerprints have it."""
    told_by: str
    """The Lean that answers, for people: `Lean 4.35.0, embedded`."""

    @property
    def compiled(self) -> Path:
        """Where compiled modules are kept."""
        return self.root / COMPILED

    def fingerprint(self, declaration: Declaration) -> str:
        """Of an answer about a declaration today."""
        return fingerprints.declaration(declaration, self.modules.dependency_digest(declaration.name), self.version)

    def modules_now(self) -> Modules:
        """The modules as they are at this moment; raises BadInput as `read_modules` does."""
        return read_modules(self.root, self.folders)


def open_project(root: Path, folders: tuple[str, ...]) -> LeanProject:
    """The Lean project of a workspace whose Lean folders are these. Raises BadInput as `read_modules` does."""
    from workbench.checkers.lean import audit
    from workbench.checkers.lean.toolchain import EMBEDDED_VERSION

    modules = read_modules(root, folders)
    return LeanProject(root, folders, modules, audit.version(), f"Lean {EMBEDDED_VERSION}, embedded")
