"""The Lean modules of a workspace: every `*.lean` file below its Lean folders, by name, with what it imports."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from stat import S_ISREG

from workbench.errors import BadInput
from workbench.lean.lexer import LETTERS, REST, code

MOST_BYTES = 4 * 2**20
"""Of one source; Lean itself takes minutes for less."""
MOST_MODULES = 20_000

_NAME = f"(?:«[^»\n]+»|[{LETTERS}_][{REST}]*)"
_IMPORT = re.compile(
    rf"\s*(?:module\b(?=\s)|prelude\b(?=\s|\Z)|(?:public\s+)?(?:meta\s+)?import\s+(?:all\s+)?({_NAME}(?:\.{_NAME})*))"
)
_WORD = re.compile(f"[{LETTERS}_][{REST}]*")
_MADE = re.compile(
    "(?:rec|recOn|casesOn|noConfusion|noConfusionType|below|brecOn|binductionOn|ibelow|mk|ctorIdx|toCtorIdx|inj|injEq"
    "|sizeOf_spec|ext|ext_iff|induct|fun_cases|eq_def|eq_\\d+|match_\\d+|proof_\\d+|elim|go)\\Z"
)
"""Last parts of names that Lean makes of a declaration's."""
_PART = re.compile(f"[{LETTERS}_][{REST}]*\\Z")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file. Equal where name, file and content are."""

    name: str
    """Such as `Colouring.Basic`: its path below the Lean folder."""
    path: Path
    """Absolute."""
    file: str
    """Relative to the root with `/`."""
    imports: tuple[str, ...]
    """As written, in order, each once; `Init`, which every module imports, only where it is written."""
    sha256: str
    """Of the file's bytes."""
    words: frozenset[str]
    """Every word of its code: a module that declares a name has the name's last part among them."""
    options: tuple[str, ...] = ()
    """Lean's arguments for it, such as `-DautoImplicit=false`: what a lakefile sets."""


@dataclass(frozen=True)
class Modules:
    """The modules of a workspace, by name."""

    by_name: dict[str, Module]

    def closure(self, names: Iterable[str]) -> tuple[str, ...]:
        """These modules and all of the workspace's that they import, each after what it imports."""
        found: dict[str, None] = {}
        stack = [(name, False) for name in sorted(set(names), reverse=True)]
        while stack:
            name, done = stack.pop()
            if done:
                found[name] = None
            elif name not in found and name in self.by_name:
                stack.append((name, True))
                stack.extend((other, False) for other in reversed(self.by_name[name].imports) if other not in found)
        return tuple(found)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """All of them, each after what it imports."""
        return self.closure(self.by_name)

    @cached_property
    def unknown_imports(self) -> tuple[tuple[str, str], ...]:
        """(module, what it imports) for every import that is no module of the workspace."""
        return tuple(
            (name, imported)
            for name in self.in_order
            for imported in self.by_name[name].imports
            if imported not in self.by_name
        )

    def may_declare(self, declaration: str) -> frozenset[str]:
        """A set of modules that holds the one that declares this name, whichever it is, if any does.

        A declaration's name is written in its module, or made (`Foo.mk`, `Foo.rec`) of one that is: those that have its
        last part among their words with all they import, or every module where none has.
        """
        mentioning = self.mentioning(declaration)
        return frozenset(self.closure(mentioning) if mentioning else self.in_order)

    def mentioning(self, declaration: str) -> tuple[str, ...]:
        """The modules whose code has the telling part of a name among its words."""
        return self._mentioning.get(_telling_part(declaration), ())

    def dependency_digest(self, declaration: str) -> str:
        """A hash of every source that an answer about this declaration may depend on."""
        modules = [self.by_name[name] for name in sorted(self.may_declare(declaration))]
        parts = [" ".join((f"{one.name}\0{one.sha256}", *one.options)) + "\n" for one in modules]
        return hashlib.sha256("".join(parts).encode()).hexdigest()

    @cached_property
    def _mentioning(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for module in self.by_name.values():
            for word in module.words:
                found.setdefault(word, []).append(module.name)
        return {word: tuple(names) for word, names in found.items()}


def read_modules(root: Path, folders: Sequence[str]) -> Modules:
    """Every `*.lean` file below these folders (relative to the root with `/`) as a module.

    Raises BadInput, with the file, for one that cannot be read or is no UTF-8 or too large, for a link that leads out
    of the root, a path that is no module name, two files for one module, and modules that import each other in a
    circle.
    """
    by_name: dict[str, Module] = {}
    real_root = root.resolve()
    for folder in folders:
        base = root / folder
        if not base.is_dir():
            raise BadInput("there is no such folder of Lean modules", remedy="make it, or correct `lean`", file=folder)
        for path in sorted(_sources(base)):
            file = path.relative_to(root).as_posix()
            if not _leads_nowhere(path) and not path.resolve().is_relative_to(real_root):
                raise BadInput("this link leads out of the workspace", remedy="put the file itself here", file=file)
            if path.is_dir():
                continue
            module = _module(path, path.relative_to(base), file)
            other = by_name.setdefault(module.name, module)
            if other is not module and other.path != path:
                raise BadInput(
                    f"the module {module.name} is {other.file} as well", remedy="rename or remove one", file=file
                )
            if len(by_name) > MOST_MODULES:
                raise BadInput(f"more than {MOST_MODULES:,} Lean modules", remedy="name a narrower folder", file=folder)
    modules = Modules(by_name)
    refuse_circles(modules)
    return modules


def _sources(base: Path) -> Iterator[Path]:
    """The `*.lean` files below a folder, but for hidden folders and for those with an `Init.lean` of their own: that is
    a core library, such as `lean/core/` of Workbench itself, and no part of a project."""
    for folder, inner, files in os.walk(base):
        inner[:] = [
            name for name in inner if not name.startswith(".") and not Path(folder, name, "Init.lean").is_file()
        ]
        yield from (Path(folder, name) for name in files if name.endswith(".lean"))


def module_name(below: Path) -> str | None:
    """The name of the module at this path below its folder; None where a part of it is no name."""
    parts = below.with_suffix("").parts
    return ".".join(parts) if all(_PART.match(part) for part in parts) else None


def _leads_nowhere(link: Path) -> bool:
    """Whether it is a link whose end cannot be found: to nothing, or in a circle."""
    try:
        link.resolve(strict=True)
    except (OSError, RuntimeError):
        return link.is_symlink()
    return False


def _module(path: Path, below: Path, file: str) -> Module:
    name = module_name(below)
    if name is None:
        remedy = "use letters, digits and _ in names of files and folders"
        raise BadInput("this path makes no module name", remedy=remedy, file=file)
    return read_module(path, name, file)


def read_module(path: Path, name: str, file: str) -> Module:
    """The module of this name whose source lies at `path`; raises BadInput, with `file`, as `read_modules` does."""
    try:
        stat = path.stat()
        if not S_ISREG(stat.st_mode):
            raise BadInput("this Lean source is no ordinary file", remedy="put the file itself here", file=file)
        if stat.st_size > MOST_BYTES:
            remedy = "split it into several modules"
            raise BadInput(f"a Lean source of more than {MOST_BYTES // 2**20} MB", remedy=remedy, file=file)
        read = _read(path, (stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))
    except OSError as error:
        raise BadInput(
            f"this Lean source cannot be read: {error.strerror or error}", remedy="make it readable", file=file
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput("this Lean source is no UTF-8", remedy="save it as UTF-8", file=file, line=line) from None
    return Module(name, path, file, *read)


@lru_cache(maxsize=4096)
def _read(path: Path, state: tuple[int, ...]) -> tuple[tuple[str, ...], str, frozenset[str]]:
    """`state` tells a changed file from what was read before: times can be set back, but not that of the inode."""
    content = path.read_bytes()
    text = code(content.decode("utf-8"))
    return imports_of(text), hashlib.sha256(content).hexdigest(), frozenset(_WORD.findall(text))


def imports_of(source: str) -> tuple[str, ...]:
    """The modules that a source's header imports, each once, in order; the source is code alone (`lexer.code`)."""
    found: dict[str, None] = {}
    at = 1 if source.startswith("\ufeff") else 0
    while match := _IMPORT.match(source, at):
        at = match.end()
        if match[1]:
            found[match[1].replace("«", "").replace("»", "")] = None
    return tuple(found)


def _telling_part(declaration: str) -> str:
    """The word of a name that its module must hold: the last one that Lean does not make by itself. `«n + 1»` of
    `Foo.«n + 1»` would be none of a source's words."""
    words = _WORD.findall(re.sub("«[^»]*»", "", declaration))
    while len(words) > 1 and _MADE.match(words[-1]):
        words.pop()
    return words[-1] if words else ""


def refuse_circles(modules: Modules) -> None:
    """Raise BadInput, with the circle, where modules import each other."""
    state: dict[str, int] = {}
    for start in sorted(modules.by_name):
        trail: list[tuple[str, int]] = [(start, 0)]
        if start in state:
            continue
        state[start] = 1
        while trail:
            name, next_import = trail[-1]
            imports = modules.by_name[name].imports
            if next_import == len(imports):
                state[name] = 2
                trail.pop()
                continue
            trail[-1] = (name, next_import + 1)
            imported = imports[next_import]
            if imported not in modules.by_name or state.get(imported) == 2:
                continue
            if state.get(imported) == 1:
                names = [entry for entry, _ in trail]
                circle = " → ".join([*names[names.index(imported) :], imported])
                raise BadInput(
                    f"modules import each other in a circle: {circle}",
                    remedy="move what both need into a module of its own",
                    file=modules.by_name[imported].file,
                )
            state[imported] = 1
            trail.append((imported, 0))
