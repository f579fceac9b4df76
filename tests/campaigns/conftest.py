"""What the bad days begin with."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from bad_days_samples import Day, workspace


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A workspace in which everything is answered and accepted, so that both nodes are dark green."""
    day = workspace(tmp_path_factory.mktemp("bad-days"))
    assert day("check").code == 0
    assert day("accept", "--all").code == 0
    assert day.greens() == {"thm:queens", "thm:triples"}
    return day


@pytest.fixture
def answered(made: Day, tmp_path: Path) -> Day:
    """A copy of it."""
    shutil.copytree(made.root, tmp_path / "workspace")
    return Day(tmp_path)


@pytest.fixture
def fresh(answered: Day) -> Day:
    """The same without a store: accepted, and to be asked."""
    shutil.rmtree(answered.root / ".workbench")
    return answered
