"""The secret behind the seals: one for all processes of a user, readable by nobody else, whole or not there."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.seal import is_sealed, seal

PRINT = "from workbench.seal import seal; print(seal('said'))"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    return tmp_path / "seal"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_processes_that_begin_together_have_one_secret(folder: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", PRINT], stdout=subprocess.PIPE) for _ in range(6)]
    assert len({child.communicate()[0] for child in children} | {f"{seal('said')}\n".encode()}) == 1
    assert names(folder) == {"secret"}
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600


def test_a_secret_that_was_cut_short_is_made_anew_and_a_draft_that_was_left_goes(folder: Path) -> None:
    before = seal("said")
    (folder / "secret").write_bytes(b"half")
    (folder / ".new-0123456789ab.draft").write_bytes(b"half")
    after = seal("said")
    assert after != before and is_sealed(after, "said") and not is_sealed(before, "said")
    assert names(folder) == {"secret"}
