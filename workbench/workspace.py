"""The workspace: the folder with `workbench.toml`, or without one the blueprint's project folder.

`find_workspace` opens it and writes nothing; docs/commands.md says how a PATH is understood.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BadInput
from workbench.evidence.record import Limits
from workbench.settings import Settings, read_settings

if TYPE_CHECKING:
    from workbench.problems.spec import Problem

SETTINGS_FILE = "workbench.toml"
LOCK_FILE = "workbench.lock"
STORE_FOLDER = ".workbench"
PROBLEM_FOLDER = "problems"

_MAINS = ("web.tex", "src/web.tex", "blueprint.tex", "src/blueprint.tex")
_LAKE_FILES = ("lakefile.lean", "lakefile.toml")


@dataclass(frozen=True, slots=True)
class Workspace:
    """An opened workspace. Nothing in it was read but `workbench.toml`."""

    root: Path
    """Absolute, symbolic links resolved."""
    settings: Settings
    mains: tuple[str, ...]
    """The main files that the PATH chose, relative to the root with `/`; empty where there is no blueprint."""
    problem_folders: tuple[str, ...]
    """Relative to the root, of all blueprints: ids are unique in a workspace."""
    lean_folders: tuple[str, ...]
    """Relative to the root."""

    @property
    def lock_path(self) -> Path:
        """`workbench.lock`, whether it exists or not."""
        return self.root / LOCK_FILE

    @property
    def store_path(self) -> Path:
        """The folder of the evidence store, whether it exists or not."""
        return self.root / STORE_FOLDER

    @property
    def limits(self) -> Limits:
        """What a child may use, as `[limits]` says."""
        return Limits(self.settings.limits.seconds, self.settings.limits.memory_mb)

    @property
    def name(self) -> str:
        """The project's name: `[project] name`, else the root folder's."""
        return self.settings.project.name or self.root.name

    def require_mains(self) -> tuple[str, ...]:
        """`mains`; raises BadInput where there is none."""
        if not self.mains:
            raise BadInput(
                "no blueprint here: neither [[blueprint]] in workbench.toml nor a web.tex or blueprint.tex",
                remedy="name the main .tex file or the blueprint's folder",
            )
        return self.mains

    def problems(self) -> dict[str, Problem]:
        """Every problem of the workspace by id, read from its files now; raises BadInput as `load_problems` does."""
        from workbench.problems.spec import load_problems

        return load_problems([self.root / folder for folder in self.problem_folders], self.root)


def find_workspace(path: Path | None) -> Workspace:
    """The workspace that PATH speaks of: a root, a blueprint folder, a main `.tex` file; None is the working directory.

    The root is the nearest folder upward with `workbench.toml`; else with a lakefile; else the parent of the nearest
    folder upward named `blueprint`; else the main file's folder. A PATH that is given has to lead to a blueprint; for
    the working directory `mains` may be empty (`Workspace.require_mains`).

    Raises BadInput for a PATH that does not exist or has no blueprint, and for a wrong `workbench.toml`.
    """
    start = _resolved(Path.cwd() if path is None else path)
    if start.is_file():
        if start.suffix != ".tex":
            raise BadInput("this is not a .tex file", remedy="name a main .tex file or a folder", file=_shown(path))
        return open_root(find_root(start.parent), [start])
    if not start.is_dir():
        found = "neither a file nor a folder" if start.exists() else "there is no such file or folder"
        raise BadInput(found, remedy="name a workspace, a blueprint folder or a main .tex file", file=_shown(path))
    workspace = _of_folder(start, upward=path is None)
    if path is not None and not workspace.mains:
        raise BadInput(
            "no blueprint in this folder (web.tex, src/web.tex, blueprint.tex or src/blueprint.tex)",
            remedy="name its main .tex file, or list it as [[blueprint]] in workbench.toml",
            file=_shown(path),
        )
    return workspace


def find_root(folder: Path) -> Path:
    """The root of the workspace that a folder (absolute, resolved) lies in."""
    upward = (folder, *folder.parents)
    for named in ((SETTINGS_FILE,), _LAKE_FILES):
        for candidate in upward:
            if any((candidate / name).is_file() for name in named):
                return candidate
    return next((candidate.parent for candidate in upward if candidate.name == "blueprint"), folder)


def open_root(root: Path, mains: list[Path] | None = None) -> Workspace:
    """The workspace at `root` (absolute, resolved) with these main files, by default all that its settings list.

    Raises BadInput for a wrong `workbench.toml`.
    """
    settings = read_settings(root / SETTINGS_FILE)
    listed = [_normal(root, entry.main) for entry in settings.blueprint]
    folders = [_normal(root, folder) for entry in settings.blueprint for folder in entry.problems]
    lean = [_normal(root, folder) for entry in settings.blueprint for folder in entry.lean]
    if not folders and (root / PROBLEM_FOLDER).is_dir():
        folders = [PROBLEM_FOLDER]
    chosen = listed if mains is None else [main.relative_to(root).as_posix() for main in mains]
    return Workspace(root, settings, _once(chosen), _once(folders), _once(lean))


def _of_folder(folder: Path, *, upward: bool) -> Workspace:
    """The folder's own main file; else the listed blueprints below it; else (`upward`) all that the root lists."""
    own = _main_in(folder)
    if own and not (folder / SETTINGS_FILE).is_file():
        return open_root(find_root(own.parent), [own])
    root = find_root(folder)
    whole = open_root(root)
    mains = [root / main for main in whole.mains if (root / main).is_relative_to(folder)]
    if not mains:
        own = own or _main_in(folder / "blueprint")
        if own:
            return open_root(find_root(own.parent), [own])
        if upward and not whole.mains and (main := _main_in(root) or _main_in(root / "blueprint")):
            mains = [main]
        elif upward:
            return whole
    return open_root(root, mains)


def _main_in(folder: Path) -> Path | None:
    return next((folder / name for name in _MAINS if (folder / name).is_file()), None)


def _resolved(path: Path) -> Path:
    """Absolute, the links of its folder resolved; a main file that is itself a link keeps its name and folder."""
    try:
        if path.is_file():
            return path.parent.resolve() / path.name
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a NUL
        raise BadInput("this path cannot be followed", remedy="name a file or folder", file=_shown(path)) from None


def _normal(root: Path, written: str) -> str:
    """A path of `workbench.toml` (which `read_settings` has shown to stay inside the root), normalised."""
    return Path(os.path.normpath(root / written)).relative_to(root).as_posix()


def _once(paths: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def _shown(path: Path | None) -> str:
    return "." if path is None else path.as_posix().replace("\0", "\\0")
