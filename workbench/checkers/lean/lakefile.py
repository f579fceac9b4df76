"""What a lakefile says of a project's libraries. It is read as text: nothing of the project runs for it.

`lakefile.toml` is data. `lakefile.lean` is a program; `lakefile_lean` reads the declarations in it that could as well
stand in a `lakefile.toml`, and gives the same tables. Fields as Lake's reference describes them
(https://lean-lang.org/doc/reference/latest/, "Lake"); those that do not bear on which modules there are, and with which
options they are compiled, are passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from workbench.checkers.lean.lakefile_lean import tables
from workbench.errors import BadInput
from workbench.toml import as_shape, parse_toml, read_text

NAMES = ("lakefile.lean", "lakefile.toml")
"""In the order in which Lake looks for them."""
MOST_BYTES = 2**20
MOST_LIBRARIES = 1000

_PART = re.compile(r"[^\s./\\«»\"`\x00-\x1f\x7f-][^\s./\\«»\"`\x00-\x1f\x7f]*\Z")
_OPTION = re.compile(r"[A-Za-z_][\w.]*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Glob:
    """Some modules by name."""

    name: str
    itself: bool = True
    below: bool = False
    """`A` is the module itself, `A.+` those below it, `A.*` both."""

    def matches(self, module: str) -> bool:
        """Whether it selects this module."""
        return (self.itself and module == self.name) or (self.below and module.startswith(self.name + "."))


@dataclass(frozen=True, slots=True)
class Library:
    """One `lean_lib`."""

    name: str
    folder: str
    """Where its modules lie, relative to the project's folder with `/`; `.` is that folder."""
    roots: tuple[str, ...]
    """Modules of which, with what lies below them, the library consists."""
    globs: tuple[Glob, ...]
    """What is built when the library is: these modules and what they import."""
    options: tuple[tuple[str, str], ...]
    """Lean options (`-Dname=value`) that its modules are compiled with, the package's among them."""
    default: bool
    """Whether it is built by a plain `lake build`."""

    def holds(self, module: str) -> bool:
        """Whether a module of this name belongs to it."""
        below = any(module == root or module.startswith(root + ".") for root in self.roots)
        return below or any(glob.matches(module) for glob in self.globs)


@dataclass(frozen=True, slots=True)
class Lakefile:
    """What bears on the project's modules."""

    file: str
    """Its name."""
    name: str
    libraries: tuple[Library, ...]
    requires: tuple[str, ...]
    """The packages that it names; the manifest has those that these need, too."""
    packages: str
    """The folder of dependencies, relative to the project's folder."""
    compiled: str
    """The folder of the project's own compiled modules, relative to the project's folder."""
    unread: tuple[str, ...] = ()
    """Options that could not be read from a `lakefile.lean`, each as a sentence."""

    @property
    def targets(self) -> tuple[Library, ...]:
        """The libraries of the default targets; all of them where none is marked as default."""
        return tuple(library for library in self.libraries if library.default) or self.libraries


class _Target(msgspec.Struct, rename="camel"):
    name: str
    src_dir: str = "."
    roots: list[str] | str | None = None
    globs: list[str] | str | None = None
    lean_options: dict[str, Any] | list[dict[str, Any]] = {}
    more_lean_args: list[str] = []


class _Require(msgspec.Struct):
    name: str


class _Package(msgspec.Struct, rename="camel"):
    name: str = ""
    default_targets: list[str] = []
    src_dir: str = "."
    build_dir: str = ".lake/build"
    lean_lib_dir: str = "lib/lean"
    packages_dir: str = ".lake/packages"
    lean_options: dict[str, Any] | list[dict[str, Any]] = {}
    more_lean_args: list[str] = []
    lean_lib: list[_Target] = msgspec.field(name="lean_lib", default_factory=list)
    require: list[_Require] = []
    unread: list[str] = []


def read_lakefile(folder: Path, *, shown: str = "") -> Lakefile:
    """The lakefile in `folder`; `shown` is the folder in messages, relative to the workspace with `/`.

    Raises BadInput, with the line where there is one, for a file that cannot be read or that does not say plainly where
    its modules are, and for names and folders that lead out of the project.
    """
    name = next((name for name in NAMES if (folder / name).is_file()), NAMES[0])
    file = f"{shown}/{name}" if shown not in ("", ".") else name
    text = read_text(folder / name, file=file, most_bytes=MOST_BYTES)
    if name.endswith(".toml"):
        found = parse_toml(text, file=file)
        found.pop("unread", None)
    else:
        found = tables(text, file=file)
    package = as_shape(found, _Package, text=text, file=file)
    if len(package.lean_lib) > MOST_LIBRARIES:
        raise BadInput(f"more than {MOST_LIBRARIES:,} libraries", remedy="name fewer", file=file)
    defaults = {_plain(target) for target in package.default_targets}
    libraries = [_library(target, package, defaults, file) for target in package.lean_lib]
    return Lakefile(
        file=name,
        name=_plain(package.name),
        libraries=tuple(libraries),
        requires=tuple(_plain(required.name) for required in package.require),
        packages=_inside("packagesDir", file, package.packages_dir),
        compiled=_inside("buildDir", file, package.build_dir, package.lean_lib_dir),
        unread=tuple(package.unread),
    )


def _library(target: _Target, package: _Package, defaults: set[str], file: str) -> Library:
    name = _module(target.name, file, "the name of a lean_lib")
    roots = [name] if target.roots is None else _listed(target.roots)
    roots = [_module(root, file, f"a root of {name}") for root in roots]
    globs = [Glob(root) for root in roots]
    if target.globs is not None:
        globs = [_glob(glob, file, name) for glob in _listed(target.globs)]
    return Library(
        name=name,
        folder=_inside(f"srcDir of {name}", file, package.src_dir, target.src_dir),
        roots=tuple(roots),
        globs=tuple(globs),
        options=_options(package, target, file),
        default=name in defaults,
    )


def _listed(value: list[str] | str) -> list[str]:
    return [value] if isinstance(value, str) else value


def _plain(name: str) -> str:
    return name.replace("«", "").replace("»", "")


def _module(written: str, file: str, what: str) -> str:
    name = _plain(written)
    if len(name) > 500 or not all(_PART.match(part) for part in name.split(".")):
        raise BadInput(f"{what} is {written[:80]!r}, which is no module name", remedy="correct it", file=file)
    return name


def _glob(written: str, file: str, library: str) -> Glob:
    for ending, itself in ((".*", True), (".+", False)):
        if written.endswith(ending):
            return Glob(_module(written.removesuffix(ending), file, f"a glob of {library}"), itself, below=True)
    return Glob(_module(written, file, f"a glob of {library}"))


def _inside(what: str, file: str, *written: str) -> str:
    """A folder in a folder below the project's, normalised; an absolute one counts from where it says, as in Lake."""
    joined = PurePosixPath(*written).as_posix()
    path = PurePosixPath(os.path.normpath(joined))
    if path.is_absolute() or path.parts[:1] == ("..",) or not joined.isprintable():
        problem = f"{what} is {joined[:80]!r}, which leads out of the project"
        raise BadInput(problem, remedy="name a folder inside it", file=file)
    return path.as_posix()


def _options(package: _Package, target: _Target, file: str) -> tuple[tuple[str, str], ...]:
    """What the package sets and then the target; a later one replaces an earlier one, as on Lean's command line."""
    found: dict[str, str] = {}
    for source in (package, target):
        for name, value in (*_set(source.lean_options, file), *_arguments(source.more_lean_args)):
            if not _OPTION.match(name) or not value.isprintable():
                raise BadInput(f"the Lean option {name[:80]!r} cannot be used", remedy="correct it", file=file)
            found[name] = value
    return tuple(found.items())


def _set(options: dict[str, Any] | list[dict[str, Any]], file: str, before: str = "") -> Iterator[tuple[str, str]]:
    """Options as a table, in which `pp.unicode` may be a table in a table, or as a list of names and values."""
    named = [] if isinstance(options, dict) else [(entry.get("name"), entry.get("value")) for entry in options]
    pairs: Iterable[tuple[Any, Any]] = options.items() if isinstance(options, dict) else named
    for name, value in pairs:
        if isinstance(value, dict) and isinstance(options, dict):
            yield from _set(value, file, f"{before}{name}.")
        elif isinstance(name, str) and isinstance(value, bool | int | str):
            yield before + _plain(name), str(value).lower() if isinstance(value, bool) else str(value)
        else:
            what = f"leanOptions sets {before}{str(name)[:80]} to {type(value).__name__}"
            raise BadInput(what, remedy="set options to true, false, a number or a string", file=file)


def _arguments(written: list[str]) -> Iterator[tuple[str, str]]:
    """The options among arguments; what else stands there (threads, plugins) does not change what a module says."""
    for argument in written:
        name, equals, value = argument.removeprefix("-D").partition("=")
        if argument.startswith("-D") and equals:
            yield name, value
