"""Compiled libraries of our own in the cache: the core that the embedded Lean is given, and the program of the audit.

A library is built once for a version of Lean and a text of its sources, into a folder of its own, and moved into place
whole: a half-built one never counts, and of two that build at the same time one wins. What is there is held against the
hashes that were taken when it was built; a damaged one is built again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.cache import VARIABLE, cache_folder
from workbench.checkers.lean.toolchain import Toolchain
from workbench.errors import MissingTool
from workbench.lean.modules import Module, Modules, read_modules

MANIFEST = "manifest.json"
SECONDS = 120.0
"""For one module."""
FULL_DISK_BYTES = 4 << 20

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Library:
    """A library to be built: what it is called, and the folder of its sources."""

    name: str
    """As a sentence has it: `the core library`."""
    word: str
    """As a folder has it: `core`."""
    sources: Path


def sources_sha256(library: Library) -> str:
    """A hash over names and content of all its sources. Raises MissingTool where they are not there."""
    hashed = hashlib.sha256()
    for path in sorted(_sources(library).rglob("*.lean")):
        hashed.update(f"{path.relative_to(library.sources).as_posix()}\0{_sha256(path)}\n".encode())
    return hashed.hexdigest()


def place(library: Library, toolchain: Toolchain) -> Path:
    """Where the compiled library is or will be."""
    return cache_folder("lean") / f"{library.word}-{toolchain.version}-{sources_sha256(library)[:16]}"


def ensure(library: Library, toolchain: Toolchain, *, on_progress: Progress | None = None) -> Path:
    """The folder of the compiled library, built where it is not there or damaged.

    `on_progress` is told a line for each module. Raises MissingTool where it cannot be built, BadInput where the cache
    cannot be written.
    """
    folder = place(library, toolchain)
    if is_whole(folder):
        return folder
    with _alone(folder):
        if is_whole(folder):
            return folder
        temporary = Path(tempfile.mkdtemp(prefix=f".{library.word}-", dir=folder.parent))
        try:
            modules = read_modules(library.sources, ["."])
            _build(library, toolchain, modules, temporary, on_progress)
            if place(library, toolchain) != folder:
                raise _broken(library, toolchain, "its sources changed while it was compiled")
            _write_manifest(temporary, modules)
            _move(temporary, folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait while another process builds the same; where locks do not work, both build, and one wins."""
    with folder.with_name(f".{folder.name}.lock").open("w") as lock:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_whole(folder: Path) -> bool:
    """Whether a compiled library is there with every file as it was built."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return bool(manifest) and all(_is_as_built(folder / name, *entry) for name, entry in manifest.items())
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _is_as_built(path: Path, size: int, mtime_ns: int, sha256: str) -> bool:
    stat = path.stat()
    if stat.st_size != size:
        return False
    return stat.st_mtime_ns == mtime_ns or _sha256(path) == sha256


def _sources(library: Library) -> Path:
    if not library.sources.is_dir():
        raise MissingTool(
            f"the sources of {library.name} are missing", remedy="install Workbench anew: pip install --force-reinstall"
        )
    return library.sources


def _build(
    library: Library, toolchain: Toolchain, modules: Modules, target: Path, on_progress: Progress | None
) -> None:
    waiting = {name: set(modules.by_name[name].imports) & set(modules.by_name) for name in modules.in_order}
    for name, needs in waiting.items():  # `Init`, which a module without `prelude` imports unsaid
        if not _is_prelude(modules.by_name[name]) and "Init" in waiting and name != "Init":
            needs.add("Init")
    total, done = len(waiting), 0
    with ThreadPoolExecutor(max_workers=max(1, len(os.sched_getaffinity(0)))) as pool:
        running: dict[Future[None], str] = {}
        try:
            while waiting or running:
                for name in [name for name, needs in waiting.items() if not needs]:
                    del waiting[name]
                    running[pool.submit(_compile, library, toolchain, modules.by_name[name], target)] = name
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    future.result()
                    name = running.pop(future)
                    done += 1
                    if on_progress is not None:
                        on_progress(f"building {library.name} for Lean {toolchain.version}: {done} of {total} ({name})")
                    for needs in waiting.values():
                        needs.discard(name)
        finally:
            pool.shutdown(cancel_futures=True)


def _is_prelude(module: Module) -> bool:
    from workbench.lean.lexer import code

    words = code(module.path.read_text("utf-8")).split(maxsplit=2)
    return "prelude" in words[:2]


def _compile(library: Library, toolchain: Toolchain, module: Module, target: Path) -> None:
    olean = target.joinpath(*module.name.split(".")).with_suffix(".olean")
    olean.parent.mkdir(parents=True, exist_ok=True)
    argv = toolchain.argv(["-R", str(library.sources), "-o", str(olean), str(module.path)])
    environment = {"PATH": os.environ.get("PATH", ""), **toolchain.variables([target])}
    try:
        answer = subprocess.run(
            argv,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            env=environment,
            cwd=library.sources,
        )
    except subprocess.TimeoutExpired:
        raise _broken(library, toolchain, f"{module.file} takes more than {SECONDS:g} s") from None
    if answer.returncode != 0:
        lines = (answer.stdout + answer.stderr).strip().splitlines()
        said = next((line for line in lines if "error" in line), lines[0] if lines else "")
        raise _broken(library, toolchain, f"{module.file}: {said[:300] or f'Lean ended with {answer.returncode}'}")


def _broken(library: Library, toolchain: Toolchain, why: str) -> MissingTool:
    full = shutil.disk_usage(cache_folder("lean")).free < FULL_DISK_BYTES
    remedy = (
        f"free some space, or set {VARIABLE} to a folder on another disk"
        if full
        else "install the version that fits: pip install 'blueprint-workbench[lean]'"
    )
    return MissingTool(f"{library.name} does not compile with Lean {toolchain.version}: {why}", remedy=remedy)


def _write_manifest(folder: Path, modules: Modules) -> None:
    entries: dict[str, list[int | str]] = {}
    for path in sorted(folder.rglob("*.olean")):
        stat = path.stat()
        entries[path.relative_to(folder).as_posix()] = [stat.st_size, stat.st_mtime_ns, _sha256(path)]
    assert len(entries) == len(modules.by_name)
    (folder / MANIFEST).write_text(json.dumps(entries, indent=1), "utf-8")


def _move(temporary: Path, folder: Path) -> None:
    """Put a finished library in its place; where another process was faster its one stays."""
    temporary.chmod(0o755)
    for _ in range(3):
        try:
            temporary.rename(folder)
            return
        except OSError:
            if is_whole(folder):
                return
            damaged = Path(tempfile.mkdtemp(prefix=".damaged-", dir=folder.parent))
            with suppress(OSError):  # gone already, or it cannot be moved; then the next round says so
                folder.rename(damaged)
            shutil.rmtree(damaged, ignore_errors=True)
    raise MissingTool(f"the cache folder {folder} is in the way", remedy="remove it and run again")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
