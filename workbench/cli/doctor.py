"""`workbench doctor`: what is installed, what is missing and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from workbench import __version__
from workbench.cli.options import format_option, path_argument
from workbench.cli.terminal import ink_for, say
from workbench.errors import WorkbenchError
from workbench.views.plain import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    group: str
    name: str
    found: str | None
    """Version, place or figure; None where it is missing."""
    remedy: str = ""
    """How to get it, where it is missing."""
    needed: bool = True
    """Whether something does not work without it."""


@click.command("doctor")
@path_argument
@format_option
def doctor_command(path: Path | None, form: str) -> int:
    """Say what is installed, where evidence and pairings are kept, what is missing and how to get it.

    Exits with 3 where something needed is missing; what only serves a second opinion is never needed.

    \b
    Examples:
      workbench doctor
      workbench doctor --format json
    """
    lines = [
        *_programs(),
        *_packages(),
        *_numba_cache(),
        *_machine(),
        *_isolation(),
        *_lean(),
        *_second(),
        *_checkers(),
        *_workspace(path),
    ]
    if form == "json":
        from workbench.views.reports.json import write

        fields = ("group", "name", "found", "remedy", "needed")
        say(write({"version": __version__, "lines": [{f: getattr(line, f) for f in fields} for line in lines]}))
    else:
        say(_text(lines))
    return 3 if any(line.needed and line.found is None for line in lines) else 0


def _text(lines: list[Line]) -> Iterator[str]:
    ink = ink_for(sys.stdout)
    group = ""
    for line in lines:
        if line.group != group:
            yield from ([""] if group else [])
            yield ink(line.group, "strong")
            group = line.group
        if line.found is not None:
            yield f"  {ink('✓', 'green')} {line.name:<22} {plain(line.found)}"
        else:
            sign = ink("✗", "error") if line.needed else ink("–", "faint")
            yield f"  {sign} {line.name:<22} {line.remedy}"


def _programs() -> Iterator[Line]:
    yield Line("Programs", "workbench", __version__)
    yield Line("Programs", "python", f"{platform.python_version()} ({sys.executable})")
    git = "install git: `workbench diff` reads revisions with it"
    yield Line("Programs", "git", shutil.which("git"), git, needed=False)
    for name in ("lrat-trim", "cake_lpr"):
        remedy = "not installed; another program's opinion on a proof that `solve --keep` left, never needed"
        yield Line("Programs", name, shutil.which(name), remedy, needed=False)


def _packages() -> Iterator[Line]:
    needed = ("click", "msgspec", "networkx", "numba", "numpy", "psutil", "python-flint", "python-sat", "rich", "sympy")
    for name in needed:
        yield Line("Packages", name, _version(name), f"pip install {name}")
    yield Line("Packages", "cadical 3.0.0", _cadical(), "pip install 'python-sat>=1.9.dev17'")
    optional = {
        "z3-solver": "pip install 'blueprint-workbench[smt]': answers problems of kind smt; nothing else needs it",
        "leanblueprint": "pip install leanblueprint: builds the web page of a blueprint; never needed to check one",
    }
    for name, remedy in optional.items():
        yield Line("Packages", name, _version(name), remedy, needed=False)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _cadical() -> str | None:
    try:
        import pysolvers
    except ImportError:
        return None
    return "in python-sat, with LRAT proofs" if hasattr(pysolvers, "cadical300_new") else None


def _numba_cache() -> Iterator[Line]:
    """Where compiled code is kept; where it cannot be, every start compiles anew, which takes seconds."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(chosen) if chosen else Path(__file__).parent.parent / "checkers" / "sat"
    writable = os.access(folder, os.W_OK) if folder.exists() else os.access(folder.parent, os.W_OK)
    where = f"{folder}" if writable else f"{folder} cannot be written to; a cache in the user's folder is used instead"
    yield Line("Packages", "numba's cache", where)


def _machine() -> Iterator[Line]:
    import psutil

    memory = psutil.virtual_memory()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    yield Line("Machine", "system", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield Line("Machine", "cores", str(cores))
    yield Line("Machine", "memory", f"{memory.available // 2**20:,} MB free of {memory.total // 2**20:,} MB")


def _isolation() -> Iterator[Line]:
    """What holds for the children that questions are put to."""
    from workbench.dispatch.isolation import isolation
    from workbench.dispatch.sandbox import OUTPUT_MB, PROCESSES

    found = isolation()
    remedy = f"{found.what}: children run under limits alone; {found.remedy}"
    yield Line("Isolation", "wall", found.what if found.in_force else None, remedy, needed=False)
    limits = f"time and memory as asked, {PROCESSES} processes, {OUTPUT_MB:,} MB written; ended with Workbench"
    yield Line("Isolation", "limits", limits)


def _lean() -> Iterator[Line]:
    from workbench.checkers.lean import library
    from workbench.checkers.lean.core import PROGRAM, core_library
    from workbench.checkers.lean.toolchain import embedded

    group = "Lean"
    try:
        toolchain = embedded()
    except WorkbenchError as error:
        yield Line(group, "embedded Lean", None, str(error), needed=False)
    else:
        yield Line(group, "embedded Lean", f"{toolchain.version} ({toolchain.githash[:12]}), with a core of our own")
        for one in (core_library(), PROGRAM):
            folder = library.place(one, toolchain)
            there = library.is_whole(folder)
            found = str(folder) if there else f"{folder} (not there yet: the first check of Lean builds it, in seconds)"
            yield Line(group, one.name.removeprefix("the "), found)
    remedy = "not installed; a lake project is checked with it: https://lean-lang.org says how to get elan"
    for name in ("elan", "lake"):
        program = shutil.which(name)
        yield Line(group, name, program and f"{program}; not yet run against Mathlib", remedy, needed=False)


def _second() -> Iterator[Line]:
    from workbench.checkers.sat.second import lean_std

    try:
        found, remedy = f"Lean Std {lean_std().version}, asked about every proof that ours accepts", ""
    except WorkbenchError as error:
        found, remedy = None, f"proofs are checked by our own checker alone: {error}"
    yield Line("Checkers", "second LRAT checker", found, remedy, needed=False)


def _checkers() -> Iterator[Line]:
    """Of the kinds of problems that not everybody asks; those in SAT stand with their packages."""
    from workbench.checkers.registry import checker

    kinds = (
        ("SMT", "smt", "Z3 is asked; a proof is not re-checked here"),
        ("identities", "symbolic", "decided and re-checked by exact arithmetic, in SymPy and python-flint"),
    )
    for name, called, found in kinds:
        try:
            checker(called)
        except WorkbenchError as error:
            yield Line("Checkers", name, None, str(error), needed=False)
        else:
            yield Line("Checkers", name, found)


def _workspace(path: Path | None) -> Iterator[Line]:
    from workbench.workspace import find_workspace

    group = "Workspace"
    try:
        workspace = find_workspace(path)
    except WorkbenchError as error:
        if path is not None:
            raise
        yield Line(group, "root", None, str(error), needed=False)
        return
    yield Line(group, "root", str(workspace.root))
    for main in workspace.mains:
        there = (workspace.root / main).is_file()
        remedy = f"{main}: there is no such file; correct `main` in workbench.toml, or write it"
        yield Line(group, "blueprint", main if there else None, remedy, needed=False)
    limits = workspace.settings.limits
    yield Line(
        group, "limits", f"{limits.seconds:g} s and {limits.memory_mb} MB a question, {limits.jobs} side by side"
    )
    yield from _lake(workspace.root)
    lock, store = workspace.lock_path, workspace.store_path
    yield Line(group, "pairings", _there(lock, "none accepted yet: `workbench accept` makes it"))
    yield Line(group, "evidence", _there(store, "none yet: `workbench check` makes it"))


def _lake(root: Path) -> Iterator[Line]:
    """The lake project of a workspace and its toolchain, by their files; nothing is run."""
    from workbench.checkers.lean.lake import find_project
    from workbench.dispatch.lake import find_toolchain

    group = "Workspace"
    try:
        project = find_project(root)
        if project is None:
            return
        yield Line(group, "lake project", f"{project.root / project.lakefile.file}; not yet run against Mathlib")
        toolchain = find_toolchain(project)
    except WorkbenchError as error:
        yield Line(group, "lake toolchain", None, str(error), needed=False)
        return
    checker = "with" if (toolchain / "bin" / "leanchecker").is_file() else "without"
    yield Line(
        group, "lake toolchain", f"{project.toolchain or 'of lake on PATH'} ({toolchain}), {checker} leanchecker"
    )


def _there(path: Path, otherwise: str) -> str:
    return str(path) if path.exists() else f"{path} ({otherwise})"
