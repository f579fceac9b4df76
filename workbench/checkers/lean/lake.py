"""A lake project, found and read by its files alone: its modules, its toolchain's name, its dependencies.

Nothing of the project runs here: `dispatch.lake` asks `lake env`. Dependencies are never compiled by Workbench; where
their compiled modules are missing, `missing_dependency` says which command gets them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from itertools import islice
from pathlib import Path

import msgspec

from workbench.checkers.lean import audit
from workbench.checkers.lean.lakefile import NAMES, Lakefile, Library, read_lakefile
from workbench.errors import BadInput, MissingTool
from workbench.lean.modules import MOST_MODULES, Module, Modules, read_module, refuse_circles

TOOLCHAIN_FILE, MANIFEST_FILE = "lean-toolchain", "lake-manifest.json"
OFFICIAL = ("Init", "Lean", "Std", "Lake")
"""The libraries that a toolchain brings; a dependency that has modules of these names would stand in their place."""
MATHLIB = "mathlib"

_MOST_BYTES = 16 * 2**20
_TOOLCHAIN = re.compile(r"[A-Za-z0-9][\w.+-]*(?:/[A-Za-z0-9][\w.+-]*)?(?::[\w.+-]+)?", re.ASCII)
_RELEASE = re.compile(
    r"(?:leanprover/lean4(?:-nightly)?:)?(v?\d+\.\d+\.\d+[\w.+-]*|nightly-[\d-]+|stable|nightly)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package that the project rests on, as the manifest pins it."""

    name: str
    rev: str
    """The commit; empty for a package that is a folder."""
    folder: Path
    """Where it lies, absolute, whether it is there or not."""
    inherited: bool
    """Whether another dependency needs it, and not the project itself."""


@dataclass(frozen=True, slots=True)
class LakeProject:
    """A folder with a lakefile."""

    root: Path
    """Absolute."""
    shown: str
    """Relative to the workspace's root with `/`; `.` for that root itself."""
    lakefile: Lakefile
    toolchain: str
    """What `lean-toolchain` says, such as `leanprover/lean4:v4.28.0`; empty where there is no such file."""
    manifest_sha256: str
    """Of `lake-manifest.json`; empty where there is none."""
    dependencies: tuple[Dependency, ...]

    @property
    def official(self) -> bool:
        """Whether the toolchain is a release of Lean's authors; what others call Lean is no kernel to rest on."""
        return _RELEASE.fullmatch(self.toolchain) is not None

    @property
    def pinned(self) -> bool:
        """Whether every dependency is a commit that others can look at, as against a folder with whatever is in it."""
        return all(one.rev for one in self.dependencies)

    @property
    def has_mathlib(self) -> bool:
        """Whether Mathlib is among its dependencies, so that there is a cache to get."""
        return self.lakefile.name.lower() == MATHLIB or any(one.name.lower() == MATHLIB for one in self.dependencies)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """What no answer about this project covers: its toolchain, and the compiled modules of its dependencies."""
        direct = sorted(one.name for one in self.dependencies if not one.inherited)
        return (f"toolchain:{self.toolchain or 'unnamed'}", *(f"dependency:{name}" for name in direct))

    def library(self, module: str) -> Library | None:
        """The library that a module of this name belongs to, the first that has its file before others."""
        holding = [library for library in self.lakefile.libraries if library.holds(module)]
        there = (library for library in holding if self.source(library, module).is_file())
        return next(there, holding[0] if holding else None)

    def source(self, library: Library, module: str) -> Path:
        """Where the source of a library's module lies, whether it is there or not."""
        return self.root.joinpath(library.folder, *module.split(".")).with_suffix(".lean")

    def options(self, module: str) -> tuple[str, ...]:
        """Lean's arguments for a module, as its lakefile sets them."""
        library = self.library(module)
        return tuple(f"-D{name}={value}" for name, value in library.options) if library else ()


def find_project(root: Path) -> LakeProject | None:
    """The lake project of a workspace: in its root, in the nearest folder above it within the same repository, or in
    the one folder of the root that has a lakefile. None where there is no lakefile.

    Raises BadInput, with file and line, for a lakefile, a toolchain file or a manifest that cannot be used, and where
    several folders of the root have a lakefile and the root has none.
    """
    folders = _folders(root)
    if len(folders) > 1:
        names = ", ".join(path.name for path in folders[:5])
        raise BadInput(f"several folders have a lakefile: {names}", remedy="check each of them by its own path")
    return _read(folders[0], root) if folders else None


def has_lakefile(root: Path) -> bool:
    """Whether `find_project` would find one."""
    return bool(_folders(root))


def version_text(project: LakeProject) -> str:
    """All but the sources that an answer depends on, as text for fingerprints: the toolchain's name, the pinned
    dependencies, the sources of those that are folders, what the lakefile says of libraries and options, and the audit.
    Reads files and runs nothing."""
    libraries = [astuple(library) for library in project.lakefile.libraries]
    digest = hashlib.sha256(json.dumps(libraries).encode()).hexdigest()
    parts = [f"lake {project.toolchain}", f"manifest:{project.manifest_sha256}", f"lakefile:{digest}"]
    parts += [f"{one.name}:{_sources_sha256(one.folder)}" for one in project.dependencies if not one.rev]
    return " ".join([*parts, f"audit:{audit.program_version()}"])


def _sources_sha256(folder: Path) -> str:
    """Of the Lean sources of a package that no commit pins, so far as they can be read; a manifest may name any folder,
    so there is an end to it."""
    found = hashlib.sha256()
    for path in islice(_lean_files(folder), MOST_MODULES):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode(errors="surrogateescape"))
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def _lean_files(folder: Path) -> Iterator[Path]:
    for where, inner, files in islice(os.walk(folder), MOST_MODULES):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if name.endswith(".lean"))


def project_modules(project: LakeProject, root: Path) -> Modules:
    """The modules that a plain `lake build` compiles: the default targets' and all of the project's that they import.
    Files are named relative to `root`, the workspace's.

    Raises BadInput, with the file, where a library's root or an imported module of the project is missing, and for what
    `lean.modules.read_module` refuses.
    """
    file = _shown(project.root / project.lakefile.file, root)
    if not project.lakefile.libraries:
        raise BadInput("no lean_lib could be read here", remedy="add one; docs/lake.md says what is read", file=file)
    by_name: dict[str, Module] = {}
    waiting = [(name, file) for library in project.lakefile.targets for name in _built(project, library)]
    while waiting:
        name, wanted_by = waiting.pop()
        library = project.library(name)
        if name in by_name or library is None:
            continue
        path = project.source(library, name)
        if not path.is_file():
            if wanted_by == file:
                problem = f"the library {library.name} builds {name}, and {_shown(path, root)} is missing"
                raise BadInput(problem, remedy="add the file, or correct roots and globs", file=file)
            continue  # perhaps a dependency's; who asks for its compiled module sees
        by_name[name] = _module(project, library, name, path, root)
        waiting += [(imported, by_name[name].file) for imported in by_name[name].imports]
        if len(by_name) > MOST_MODULES:
            raise BadInput(f"more than {MOST_MODULES:,} Lean modules", remedy="name fewer targets", file=file)
    modules = Modules(by_name)
    refuse_circles(modules)
    return modules


def unimported(project: LakeProject, modules: Modules, root: Path) -> tuple[str, ...]:
    """Sources below the libraries' roots that no built module imports, relative to `root`, sorted: what they declare is
    no part of the project, and a name that only they have is missing."""
    known = {module.path for module in modules.by_name.values()}
    found = {
        _shown(path, root)
        for library in project.lakefile.targets
        for name in library.roots
        for path in _below(project, library, name).values()
        if path not in known
    }
    return tuple(sorted(found))


def unimported_mention(project: LakeProject, modules: Modules, root: Path, name: str) -> str | None:
    """The first of those sources that has the last part of a declaration's name among its words."""
    last = name.rpartition(".")[2]
    for file in unimported(project, modules, root):
        try:
            if last in read_module(root / file, file, file).words:
                return file
        except BadInput:
            continue
    return None


def missing_dependency(project: LakeProject, modules: Modules, folders: Iterable[Path]) -> MissingTool | None:
    """What to say where something that the project imports is compiled in none of these folders; None where all is."""
    places = tuple(folders)
    for name, imported in modules.unknown_imports:
        relative = Path(*imported.split(".")).with_suffix(".olean")
        if any((place / relative).is_file() for place in places):
            continue
        where = "here" if project.shown == "." else f"in {project.shown}"
        owner = _owner(project, imported)
        if project.has_mathlib and (owner is None or owner.inherited or owner.name.lower() == MATHLIB):
            remedy = f"run `lake exe cache get` {where}; Workbench never compiles dependencies"
        elif project.dependencies:
            remedy = f"run `lake build {imported}` {where}; Workbench never compiles dependencies"
        else:
            remedy = "correct the import, or add the package that has it to the lakefile"
        module = modules.by_name[name]
        problem = f"{name} imports {imported}, which is not compiled"
        return MissingTool(problem, remedy=remedy, file=module.file, line=_line_of(module, imported))
    return None


def intruder(folders: Iterable[Path]) -> str | None:
    """The first of these folders, as text, that would put something in the place of the toolchain's own libraries."""
    for folder in folders:
        for name in OFFICIAL:
            for there in (folder / name, folder / f"{name}.olean"):
                if there.exists():
                    return str(there)
    return None


def computed_path(project: LakeProject) -> tuple[Path, ...]:
    """Where the dependencies' compiled modules lie by Lake's defaults, for the manifest's packages."""
    found = []
    for dependency in project.dependencies:
        compiled = ".lake/build/lib/lean"
        if _has_lakefile(dependency.folder):
            with contextlib.suppress(BadInput):  # a stranger's lakefile that is no plain one: Lake's defaults
                compiled = read_lakefile(dependency.folder, shown=dependency.name).compiled
        found.append(dependency.folder / compiled)
    return tuple(folder for folder in found if folder.is_dir())


def _upward(root: Path) -> list[Path]:
    """The root and the folders above it, as far as the repository reaches; without one, its parent alone."""
    upward = [root, *root.parents]
    top = next((index for index, folder in enumerate(upward) if (folder / ".git").exists()), 1)
    return upward[: top + 1]


def _folders(root: Path) -> list[Path]:
    """The folder of the lake project; several where it is not known which of those in the root is meant."""
    above = next((folder for folder in _upward(root) if _has_lakefile(folder)), None)
    if above is not None:
        return [above]
    try:
        inside = sorted(path for path in root.iterdir() if not path.name.startswith(".") and path.is_dir())
    except OSError:
        return []
    return [path for path in inside if _has_lakefile(path)]


def _has_lakefile(folder: Path) -> bool:
    try:
        return any((folder / name).is_file() for name in NAMES)
    except OSError:
        return False


def _read(folder: Path, root: Path) -> LakeProject:
    shown = _shown(folder, root)
    lakefile = read_lakefile(folder, shown=shown)
    manifest, digest = _manifest(folder, root)
    packages = folder / (manifest.packages_dir or lakefile.packages)
    return LakeProject(
        root=folder,
        shown=shown,
        lakefile=lakefile,
        toolchain=_toolchain(folder, root),
        manifest_sha256=digest,
        dependencies=tuple(_dependency(entry, folder, packages, root) for entry in manifest.packages),
    )


def _toolchain(folder: Path, root: Path) -> str:
    path = folder / TOOLCHAIN_FILE
    if not path.is_file():
        return ""
    try:
        text = path.read_text("utf-8")[:1000].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"it cannot be read: {error}", remedy="correct it", file=_shown(path, root)) from None
    if not _TOOLCHAIN.fullmatch(text) or ".." in text:
        remedy = "write a toolchain such as leanprover/lean4:v4.28.0"
        raise BadInput(f"{text[:80]!r} names no toolchain", remedy=remedy, file=_shown(path, root), line=1)
    return text


class _Entry(msgspec.Struct, rename="camel"):
    name: str
    type: str = "git"
    inherited: bool = False
    rev: str = ""
    dir: str = ""
    sub_dir: str | None = None


class _Manifest(msgspec.Struct, rename="camel"):
    packages: list[_Entry] = []
    packages_dir: str | None = None


def _manifest(folder: Path, root: Path) -> tuple[_Manifest, str]:
    path = folder / MANIFEST_FILE
    if not path.is_file():
        return _Manifest(), ""
    remedy = "run `lake update` and try again"
    file = _shown(path, root)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput("it is far too large for a manifest", remedy=remedy, file=file)
        content = path.read_bytes()
        return msgspec.json.decode(content, type=_Manifest), hashlib.sha256(content).hexdigest()
    except OSError as error:
        raise BadInput(f"it cannot be read: {error.strerror}", remedy="make it readable", file=file) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"this is no manifest of Lake: {str(error)[:200]}", remedy=remedy, file=file) from None


def _dependency(entry: _Entry, folder: Path, packages: Path, root: Path) -> Dependency:
    name = entry.name.replace("«", "").replace("»", "")
    where = Path(
        os.path.normpath(folder / entry.dir if entry.type == "path" else packages / name / (entry.sub_dir or ""))
    )
    if not name.isprintable() or "/" in name or name in ("", ".", "..") or "\0" in entry.dir:
        file = _shown(folder / MANIFEST_FILE, root)
        raise BadInput(f"{name[:80]!r} is no name of a package", remedy="run `lake update` and try again", file=file)
    return Dependency(name, entry.rev[:100], where, entry.inherited)


def _built(project: LakeProject, library: Library) -> list[str]:
    names: list[str] = []
    for glob in library.globs:
        if glob.itself:
            names.append(glob.name)
        if glob.below:
            names += [name for name in _below(project, library, glob.name) if name != glob.name]
    return names


def _below(project: LakeProject, library: Library, name: str) -> dict[str, Path]:
    """The modules of this name and below it that there are files for."""
    top = project.source(library, name)
    found = {name: top} if top.is_file() else {}
    folder = top.with_suffix("")
    for path in sorted(folder.rglob("*.lean")) if folder.is_dir() else ():
        found[".".join([name, *path.relative_to(folder).with_suffix("").parts])] = path
    return found


def _module(project: LakeProject, library: Library, name: str, path: Path, root: Path) -> Module:
    file = _shown(path, root)
    if not path.resolve().is_relative_to(project.root.resolve()):
        raise BadInput("this link leads out of the project", remedy="put the file itself here", file=file)
    options = tuple(f"-D{option}={value}" for option, value in library.options)
    return replace(read_module(path, name, file), options=options)


def _owner(project: LakeProject, imported: str) -> Dependency | None:
    """The dependency that has a source of this module's first part, where it was fetched."""
    top = imported.partition(".")[0]
    named = (one for one in project.dependencies if one.name.lower() == top.lower())
    there = (
        one for one in project.dependencies if (one.folder / f"{top}.lean").is_file() or (one.folder / top).is_dir()
    )
    return next(named, next(there, None))


def _line_of(module: Module, imported: str) -> int | None:
    pattern = re.compile(rf"\bimport\s+(?:all\s+)?{re.escape(imported)}(?![\w.'])")
    try:
        text = module.path.read_text("utf-8", errors="replace")
    except OSError:
        return None
    match = pattern.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
