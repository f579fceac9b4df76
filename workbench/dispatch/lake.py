"""The Lean of a lake project: where its toolchain lies, where its dependencies' compiled modules do, and a `Setting`.

The toolchain is looked for by its files and asked for its version; nothing of the project decides which program runs.
`lake env` alone runs code of the project, its lakefile: behind the wall, and what it says of the search path counts
only for folders of dependencies. The project's modules are then compiled by the toolchain's `lean` in the environment
that `lake env` would give it, but for the project's own compiled modules, which may be stale.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.checkers.lean import lake
from workbench.checkers.lean.core import ensure_program
from workbench.checkers.lean.lake import LakeProject
from workbench.checkers.lean.setting import Setting
from workbench.checkers.lean.toolchain import LAKE, Toolchain, ask_version
from workbench.dispatch import sandbox
from workbench.dispatch.sandbox import Access
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Limits
from workbench.lean.modules import Modules

Progress = Callable[[str], None]

GET_ELAN = "get elan (https://lean-lang.org/install)"
OLDEST = (4, 20)
"""Older ones run initialisers of the modules that they import, and so code of the project, in the audit too."""
NOT_REPLAYED = "not replayed"
ENV_LIMITS = Limits(120, 4000)
"""For `lake env`, which compiles a lakefile.lean anew where it changed."""

_INSIDE = "import os, sys; os.chdir(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"
_VERSION = re.compile(r"(?:.*:)?v?(\d+\.\d+\.\d+\S*)\Z")


def lake_setting(project: LakeProject, modules: Modules, *, on_progress: Progress = lambda line: None) -> Setting:
    """The Lean of a project, ready to check these modules of it.

    Raises MissingTool where the toolchain is not installed or too old or a dependency is not compiled, BadInput where a
    dependency stands in the toolchain's way.
    """
    sysroot = find_toolchain(project)
    lean = sysroot / "bin" / "lean"
    version, githash = ask_version([str(lean)])
    _check_version(project, version)
    folders, own = search_path(project, sysroot, on_progress), sysroot / "lib" / "lean"
    if fault := lake.missing_dependency(project, modules, (*folders, own)):
        raise fault
    bare = Toolchain(
        kind=LAKE, version=version, githash=githash, command=(str(lean),), reads=(sysroot, *map(Path.resolve, folders))
    )
    has_library = (own / "Lean.olean").is_file()
    replayer = sysroot / "bin" / "leanchecker"
    return Setting(
        toolchain=bare.with_path(*folders, own),
        program=bare if has_library else bare.with_path(ensure_program(bare, on_progress=on_progress)),
        version=lake.version_text(project),
        name=f"Lean {version}" + (f" ({project.toolchain})" if project.toolchain else ""),
        rests_on=project.rests_on if replayer.is_file() else (*project.rests_on, NOT_REPLAYED),
        scanned=False,
        opaque=True,
        shallow=bool(project.dependencies),
        has_library=has_library,
        replayer=(str(replayer),) if replayer.is_file() else (),
        official=project.official and project.pinned,
    )


def find_toolchain(project: LakeProject) -> Path:
    """The folder of the project's toolchain, with `bin/lean` in it; nothing is run. Raises MissingTool."""
    found = toolchain_folder(project)
    if found is not None:
        return found
    name = project.toolchain or "leanprover/lean4:stable"
    what = f"this is a lake project, and its toolchain {name} is not installed"
    get = "" if shutil.which("elan") or _elan().is_dir() else f"{GET_ELAN}, then "
    raise MissingTool(what, remedy=f"{get}run `elan toolchain install {name}`")


def toolchain_folder(project: LakeProject) -> Path | None:
    """Where the project's toolchain lies: among elan's, or where the `lake` on PATH lies, if that is none of elan's."""
    if project.toolchain:
        for name in _names(project.toolchain):
            folder = _elan() / "toolchains" / name.replace("/", "--").replace(":", "---")
            if (folder / "bin" / "lean").is_file():
                return folder.resolve()
    program = shutil.which("lake")
    if program is None:
        return None
    folder = Path(program).resolve().parent.parent
    outside = not folder.is_relative_to(_elan().resolve()) and not folder.is_relative_to(project.root)
    return folder if outside and (folder / "bin" / "lean").is_file() else None


def search_path(project: LakeProject, sysroot: Path, on_progress: Progress = lambda line: None) -> tuple[Path, ...]:
    """The folders of the dependencies' compiled modules: as `lake env` says, or where it does not answer, where Lake
    puts them. Raises BadInput where one of them would stand in for the toolchain's own libraries."""
    if not project.dependencies:
        return ()
    said = _ask_lake(project, sysroot, on_progress)
    folders = lake.computed_path(project) if said is None else said
    if found := lake.intruder(folders):
        problem = f"{found} would stand in the place of the toolchain's own"
        raise BadInput(problem, remedy="remove it: no dependency may have modules of that name")
    return folders


def _ask_lake(project: LakeProject, sysroot: Path, on_progress: Progress) -> tuple[Path, ...] | None:
    """What `lake env printenv LEAN_PATH` says, or None where it says nothing that can be used."""
    program = sysroot / "bin" / "lake"
    if not program.is_file():
        return None
    places = tuple(dependency.folder for dependency in project.dependencies)
    config = project.root / ".lake" / "config"
    access = Access(read=(sysroot, project.root, *places), write=(config,) if config.is_dir() else ())
    argv = [sys.executable, "-I", "-S", "-c", _INSIDE, str(project.root), str(program), "env", "printenv", "LEAN_PATH"]
    with TemporaryDirectory(prefix="workbench-lake-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        ended = sandbox.run(argv, folder, ENV_LIMITS, output_mb=100, access=access, environment={"HOME": name})
        said = sandbox.tail(folder, sandbox.STDOUT, 2**20)
        why = ended.ended_by or sandbox.tail(folder).rpartition("\n")[2][:200] or f"it ended with {ended.exit}"
    lines = said.splitlines()
    if ended.exit != 0 or not lines:
        on_progress(f"`lake env` does not answer ({why}); dependencies are looked for where Lake puts them")
        return None
    inside = [place.resolve() for place in places]
    found = [Path(os.path.realpath(project.root / entry)) for entry in lines[-1].split(os.pathsep) if entry]
    return tuple(
        dict.fromkeys(
            entry for entry in found if entry.is_dir() and any(entry.is_relative_to(place) for place in inside)
        )
    )


def _names(toolchain: str) -> list[str]:
    """The names that elan may know a toolchain by: a bare version is one of Lean's authors'."""
    bare = "/" not in toolchain and ":" not in toolchain
    version = toolchain if toolchain.startswith(("v", "nightly", "stable")) else f"v{toolchain}"
    return [toolchain, f"leanprover/lean4:{version}"] if bare else [toolchain]


def _elan() -> Path:
    chosen = os.environ.get("ELAN_HOME")
    return Path(chosen) if chosen else Path.home() / ".elan"


def _check_version(project: LakeProject, version: str) -> None:
    wanted = _VERSION.match(project.toolchain)
    if wanted and wanted[1] != version:
        raise MissingTool(
            f"the project's toolchain is {project.toolchain}, and the Lean that was found is {version}",
            remedy=f"run `elan toolchain install {project.toolchain}`",
        )
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise MissingTool(
            f"declarations cannot be audited safely with Lean {version}, which runs code of the modules that it loads",
            remedy=f"move the project to Lean {oldest} or newer",
        )
