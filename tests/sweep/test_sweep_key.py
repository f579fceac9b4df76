"""The key of the answers is nothing that a child of the symbolic checker can read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workbench.dispatch.isolation import isolation
from workbench.dispatch.sandbox import STDOUT, run
from workbench.evidence.record import Limits

KEY = Path(__file__).resolve().parents[2] / "problems" / "sets" / "answers.key.csv"
READ = "import sys; print(len(open(sys.argv[1]).read()))"


def test_a_child_behind_the_wall_does_not_find_the_key_where_it_lies(tmp_path: Path) -> None:
    if not isolation().in_force:
        pytest.skip(isolation().what)
    folder = tmp_path / "child"
    folder.mkdir()
    inside = folder / KEY.name
    inside.write_bytes(KEY.read_bytes())
    # The same program reads what lies in its own folder, so that it is the wall that keeps it from the other.
    assert run([sys.executable, "-c", READ, str(inside)], folder, Limits()).exit == 0
    assert (folder / STDOUT).read_text().strip() != "0"
    assert run([sys.executable, "-c", READ, str(KEY)], folder, Limits()).exit != 0
