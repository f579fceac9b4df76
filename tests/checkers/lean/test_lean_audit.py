"""What the version of an audit follows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.checkers.lean import audit


@pytest.fixture
def lean_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of the package in place of the one that is read; the folder of `audit.py` in it."""
    package = tmp_path / "workbench"
    shutil.copytree(Path(audit.__file__).parents[2], package, ignore=shutil.ignore_patterns("__pycache__"))
    folder = package / "checkers" / "lean"
    monkeypatch.setattr(audit, "__file__", str(folder / "audit.py"))
    yield folder
    audit._judgement.cache_clear()


def test_whoever_changes_what_is_accepted_asks_everything_again(lean_files: Path) -> None:
    def versions() -> set[str]:
        audit._judgement.cache_clear()
        return {audit.version(), audit.program_version()}

    seen = versions()
    for name in audit.JUDGEMENT:
        path = lean_files / name
        path.write_text(path.read_text("utf-8") + "# another text\n", "utf-8")
        now = versions()
        assert not now & seen, name
        seen |= now
