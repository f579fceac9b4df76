"""What all tests of the terminal workbench share: settings of their own, never those of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of settings is an empty one."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of `views_samples`, to be looked at and not changed."""
    from views_samples import build

    return build(tmp_path_factory.mktemp("built") / "small")


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    from views_samples import copy

    return copy(built, tmp_path)
