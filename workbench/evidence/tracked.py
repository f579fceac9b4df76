"""Whether a repository carries a store of evidence: then somebody else wrote it, and it counts for nothing.

A pull request could otherwise bring along the evidence that is to pass it. Git's index is read and git is not run: a
hostile repository's configuration can make git run programs.
"""

from __future__ import annotations

from pathlib import Path

_MOST_BYTES = 512 * 2**20


def is_tracked(file: Path) -> bool:
    """Whether the index of the repository around it lists a file, as it is named or by where a link leads.

    Raises OSError where the index cannot be read.
    """
    return any(_is_listed(path) for path in {file.absolute(), file.resolve()})


def _is_listed(file: Path) -> bool:
    for folder in file.parents:
        mark = folder / ".git"
        if mark.exists():
            index = _git_folder(mark) / "index"
            return index.is_file() and _lists(index, file.relative_to(folder).as_posix())
    return False


def _git_folder(mark: Path) -> Path:
    if mark.is_dir():
        return mark
    said = mark.read_text("utf-8", "replace").strip()  # a worktree or submodule: `gitdir: PATH`
    return mark.parent / said.removeprefix("gitdir:").strip()


def _lists(index: Path, path: str) -> bool:
    with index.open("rb") as file:
        data = file.read(_MOST_BYTES)
    compressed = data[4:8] == b"\0\0\0\4"  # version 4 leaves out what an entry's path shares with the one before
    sought = path.rsplit("/", 1)[-1] if compressed else path
    return sought.encode() + b"\0" in data
