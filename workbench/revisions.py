"""Git revisions of a workspace: a commit's files in a folder of their own, and nothing of the repository touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.errors import BadInput, MissingTool

_SECONDS = 300


def commit_of(root: Path, revision: str) -> str:
    """The full hash of what `revision` names in the repository around `root`.

    Raises BadInput where there is no repository or no such revision, MissingTool without git.
    """
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        if _git(root, "rev-parse", "--git-dir") is None:
            raise BadInput(f"{root} lies in no git repository", remedy="`diff` compares revisions: run `git init`")
        raise BadInput(
            f"git knows no revision {revision!r}",
            remedy="name a commit, branch or tag (`git log --oneline`); in a shallow clone run `git fetch --unshallow`",
        )
    return found.strip()


def merge_base(root: Path) -> str:
    """The full hash of where the branch that is checked out left the main one: the remote's, else `main` or `master`.

    On the main branch itself that is the remote's state of it, or else the last commit. Raises BadInput where there is
    no repository or no commit, MissingTool without git.
    """
    for main in ("origin/HEAD", "origin/main", "origin/master", "main", "master"):
        found = _git(root, "merge-base", "HEAD", main)
        if found is not None:
            return found.strip()
    return commit_of(root, "HEAD")


@contextmanager
def files_of(root: Path, commit: str) -> Iterator[Path]:
    """A temporary folder with what `root` held at `commit`; empty where the commit had no such folder.

    Reads the tree through an index of its own: unlike `git archive` it leaves out nothing that `.gitattributes` marks
    `export-ignore`, and unlike `git worktree` it leaves no trace in the repository. No hook runs.
    """
    prefix = (_git(root, "rev-parse", "--show-prefix") or "").strip()
    top = Path((_git(root, "rev-parse", "--show-toplevel") or str(root)).strip())
    with TemporaryDirectory(prefix="workbench-") as made:
        folder = Path(made).resolve()
        tree = folder / "tree"
        tree.mkdir()
        if _git(top, "cat-file", "-e", f"{commit}:{prefix}") is not None:
            own_index = {"GIT_INDEX_FILE": str(folder / "index")}
            _must(top, own_index, "read-tree", f"{commit}:{prefix}")
            _must(top, own_index, "checkout-index", "--all", "--force", "--quiet", f"--prefix={tree}/")
        yield tree


def prefix_in_repository(root: Path) -> str:
    """The way from the top of the repository around `root` to it, such as `papers/`; empty where there is none."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            way = root.relative_to(folder).as_posix()
            return "" if way == "." else f"{way}/"
    return ""


def _must(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    if _git(folder, *arguments, environment=environment) is None:
        raise BadInput(f"git {arguments[0]} failed in {folder}", remedy=f"see what `git {arguments[0]}` says there")


def _git(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str | None:
    """What git prints; None where it fails. Hooks are switched off."""
    command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", *arguments]
    without = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**without, "LC_ALL": "C", **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        raise MissingTool("git is not installed", remedy="install git: `diff` reads revisions with it") from None
    except subprocess.TimeoutExpired:
        raise BadInput(f"git {arguments[0]} took over {_SECONDS} s", remedy="see what holds git up there") from None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
