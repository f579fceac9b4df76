"""Reading git revisions: the files of a commit, and nothing touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from workbench.errors import BadInput
from workbench.revisions import commit_of, files_of

WHO = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **WHO}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "sub").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitattributes").write_text("*.tex export-ignore\n")
    (root / "sub" / "web.tex").write_text("old")
    (root / "other").write_text("x")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "one")
    (root / "sub" / "web.tex").write_text("new")
    git(root, "commit", "-q", "-am", "two")
    return root


def test_the_files_of_a_folder_at_a_commit(repository: Path) -> None:
    (repository / "sub" / "web.tex").write_text("not committed")
    before = git(repository, "status", "--porcelain")
    with files_of(repository / "sub", commit_of(repository / "sub", "HEAD~1")) as tree:
        assert [path.relative_to(tree).as_posix() for path in tree.rglob("*")] == ["web.tex"]
        assert (tree / "web.tex").read_text() == "old"
    assert not tree.exists()
    with files_of(repository, commit_of(repository, "main")) as tree:
        assert (tree / "sub" / "web.tex").read_text() == "new"
    assert git(repository, "status", "--porcelain") == before
    assert git(repository, "worktree", "list").count("\n") == 1


def test_a_folder_that_the_commit_had_not_is_empty(repository: Path) -> None:
    (repository / "late").mkdir()
    with files_of(repository / "late", commit_of(repository, "HEAD")) as tree:
        assert list(tree.iterdir()) == []


@pytest.mark.parametrize("revision", ["nothing", "--all", "HEAD~9", "", "a b"])
def test_no_such_revision(repository: Path, revision: str) -> None:
    with pytest.raises(BadInput, match="knows no revision"):
        commit_of(repository, revision)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no git repository"):
        commit_of(tmp_path, "HEAD")
