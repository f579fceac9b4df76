"""LeanDojo on a lake project of the user's own: what its tracer can read, and a session there.

The tracer of lean-dojo 4.20.0 reads Lean 4.3 to 4.27: what it runs inside Lean does not compile with later ones. A
project is known to it by the commit of its HEAD alone, so that what is not committed would be traced as if it were not
there: the tree has to be clean.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.dispatch.sandbox import Access
from workbench.errors import BadInput, MissingTool
from workbench.search.dojo import PATIENCE, DojoSession, Opening, environment, require_leandojo
from workbench.search.session import STEP_SECONDS

FIRST, LAST = (4, 3), (4, 27)
TRACING_SECONDS = 4 * 3600.0
"""For the first theorem of a commit: everything is compiled anew, with LeanDojo's tracer looking on."""
GIT_SECONDS = 60
_TOOLCHAIN = re.compile(r"leanprover/lean4:v?(?P<major>\d+)\.(?P<minor>\d+)\.\d+\S*")


def refuse_untraceable(root: Path) -> None:
    """Raise BadInput or MissingTool, with the reason, where LeanDojo cannot trace the lake project at `root`."""
    _refuse_version(root)
    require_leandojo()
    for program in ("lake", "lean"):
        if shutil.which(program) is None:
            raise MissingTool(f"LeanDojo needs `{program}`, which is not on PATH", remedy="install elan")
    if not (root / ".git").exists():
        raise BadInput(
            "LeanDojo traces git repositories alone, and this project's root is none",
            remedy="run `git init` and commit, or use --with plain",
        )
    changed = _git(root, "status", "--porcelain", "--", ".", ":(exclude).workbench").splitlines()
    if changed:
        raise BadInput(
            f"LeanDojo knows a project by its last commit, and {len(changed)} files are not committed",
            remedy="commit or stash them, or use --with plain",
            file=changed[0][3:].strip('"'),
        )


def _refuse_version(root: Path) -> None:
    file = root / "lean-toolchain"
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput("there is no lean-toolchain", remedy="open a lake project", file="lean-toolchain") from None
    found = _TOOLCHAIN.fullmatch(text)
    version = (int(found["major"]), int(found["minor"])) if found else None
    if version is None or not FIRST <= version <= LAST:
        raise BadInput(
            f"LeanDojo's tracer reads Lean {_dotted(FIRST)} to {_dotted(LAST)}, and this project uses {text[:80]}",
            remedy="use --with plain",
            file="lean-toolchain",
        )


@contextmanager
def lake_session(
    root: Path,
    file: str,
    theorem: str,
    cache: Path,
    memory_mb: int,
    *,
    seconds: float = STEP_SECONDS,
    network: bool = False,
) -> Iterator[DojoSession]:
    """LeanDojo on a theorem of a lake project; traces into `cache` what was not traced before.

    `network` lets `lake` fetch what the project depends on. Raises as `refuse_untraceable` does.
    """
    refuse_untraceable(root)
    cache.mkdir(parents=True, exist_ok=True)
    request = {
        "repository": str(root.resolve()),
        "file": file,
        "theorem": theorem,
        "trace": True,
        "seconds": int(seconds),
    }
    opening = Opening(
        request,
        environment(cache / "traced", os.environ.get("PATH", os.defpath), memory_mb),
        Access(read=(root, *_toolchains()), write=(cache,), network=network),
        memory_mb,
        begin_seconds=TRACING_SECONDS,
        answer_seconds=seconds + PATIENCE,
    )
    with DojoSession(opening) as session:
        yield session


def _toolchains() -> tuple[Path, ...]:
    """Where the programs of Lean are, with the toolchains that elan keeps."""
    home = Path(os.environ.get("ELAN_HOME") or Path.home() / ".elan")
    found = [Path(program).absolute() for name in ("lake", "lean") if (program := shutil.which(name))]
    return (*(one.parent for one in found), *((home,) if home.is_dir() else ()))


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.fsmonitor=false", "-C", str(root), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=GIT_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise BadInput(f"git says of this project: {done.stderr.strip()[:300]}", remedy="see what git says")
    return done.stdout


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
