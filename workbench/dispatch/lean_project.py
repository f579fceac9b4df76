"""The Lean sources of a workspace and the Lean that checks them: what an answer about a declaration depends on today.

Reads files and runs nothing, so that `status` can tell what is fresh on a machine without any Lean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import fingerprints
from workbench.errors import BadInput
from workbench.lean.modules import Modules, read_modules
from workbench.problems.declaration import Declaration

if TYPE_CHECKING:
    from workbench.checkers.lean.lake import LakeProject
    from workbench.checkers.lean.setting import Setting

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
    lake: LakeProject | None = None
    """The lake project whose toolchain answers; None for the embedded Lean."""
    fault: BadInput | None = None
    """Why the lake project cannot be read; raised when Lean is to be asked."""

    @property
    def compiled(self) -> Path:
        """Where compiled modules are kept."""
        return self.root / COMPILED

    def fingerprint(self, declaration: Declaration) -> str:
        """Of an answer about a declaration today."""
        return fingerprints.declaration(declaration, self.modules.dependency_digest(declaration.name), self.version)

    def modules_now(self) -> Modules:
        """The modules as they are at this moment; raises BadInput as `read_modules` does."""
        if self.lake is not None:
            from workbench.checkers.lean.lake import project_modules

            return project_modules(self.lake, self.root)
        return read_modules(self.root, self.folders)

    def absent(self, name: str) -> str:
        """What may explain that nothing declares a name, as the end of a sentence; empty where nothing does."""
        if self.lake is None:
            return ""
        from workbench.checkers.lean.lake import unimported_mention

        file = unimported_mention(self.lake, self.modules, self.root, name)
        return f"; {file} speaks of it, and no module that is built imports that file" if file else ""

    def setting(self, on_progress: Callable[[str], None] = lambda line: None) -> Setting:
        """The Lean that answers, ready to. Raises MissingTool where something is not installed or not compiled, and
        BadInput."""
        if self.fault is not None:
            raise self.fault
        if self.lake is not None:
            from workbench.dispatch.lake import lake_setting

            return lake_setting(self.lake, self.modules, on_progress=on_progress)
        from workbench.checkers.lean.setting import embedded_setting

        return embedded_setting(on_progress=on_progress)


def find_lean(root: Path, folders: tuple[str, ...]) -> LeanProject | None:
    """What answers about the declarations of a workspace: its lake project where there is one; the embedded Lean where
    the settings name Lean folders and there is no lake project, or its toolchain is not installed; else None.

    Runs nothing. Raises BadInput as `read_modules` does; a lake project that cannot be read is one with a `fault`.
    """
    from workbench.checkers.lean.lake import find_project, has_lakefile
    from workbench.dispatch.lake import toolchain_folder

    if has_lakefile(root):
        try:
            project = find_project(root)
            if project and (not folders or toolchain_folder(project)):
                return open_lake(root, project)
        except BadInput as error:
            return LeanProject(root, (), Modules({}), "", "lake", fault=error)
    return open_project(root, folders) if folders else None


def find_lean_of(root: Path, folders: tuple[str, ...], file: str) -> LeanProject:
    """What answers about declarations of one file (relative to `root` with `/`): the lake project that builds it, else
    the embedded Lean with these folders and the file's own. Raises BadInput as `read_modules` does."""
    found = find_lean(root, folders)
    if found and (found.fault or any(module.file == file for module in found.modules.by_name.values())):
        return found
    if not any(Path(file).is_relative_to(folder) for folder in folders):
        folders = (*folders, Path(file).parent.as_posix())
    return open_project(root, folders)


def open_lake(root: Path, project: LakeProject) -> LeanProject:
    """A lake project with its modules. Raises BadInput as `lake.project_modules` does."""
    from workbench.checkers.lean.lake import project_modules, version_text

    modules = project_modules(project, root)
    return LeanProject(root, (), modules, version_text(project), f"lake, {project.toolchain}", lake=project)


def open_project(root: Path, folders: tuple[str, ...]) -> LeanProject:
    """The Lean project of a workspace whose Lean folders are these. Raises BadInput as `read_modules` does."""
    from workbench.checkers.lean import audit
    from workbench.checkers.lean.toolchain import EMBEDDED_VERSION

    modules = read_modules(root, folders)
    return LeanProject(root, folders, modules, audit.version(), f"Lean {EMBEDDED_VERSION}, embedded")
