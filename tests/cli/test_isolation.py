"""What commands say of isolation: nothing where it is in force, a sentence where not, and a refusal where required."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Bench
from workbench.dispatch import isolation


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without bubblewrap."""
    monkeypatch.setattr(isolation, "_programs", lambda: iter(()))
    isolation.find_wall.cache_clear()
    yield
    isolation.find_wall.cache_clear()


SOLVE = ("solve", "schur", "n=4", "colours=2")


@pytest.mark.usefixtures("bare")
def test_without_bubblewrap_the_run_says_so_once_and_goes_on(bench: Bench) -> None:
    said = bench("check")
    assert said.code == 0, said.err
    assert said.err.count("no isolation") == 1
    assert "bubblewrap is not installed" in said.err
    assert "install the Debian package bubblewrap" in said.err
    assert "no isolation" not in bench("check").err  # nothing was left to run
    assert bench(*SOLVE).err.count("no isolation") == 1


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("command", [("check",), SOLVE])
def test_without_bubblewrap_what_requires_it_refuses(bench: Bench, command: tuple[str, ...]) -> None:
    said = bench(*command, "--require-isolation")
    assert said.code == 3
    assert "--require-isolation" in said.err
    assert "pip install 'blueprint-workbench[isolation]'" in said.err
    assert not (bench.root / ".workbench").exists()


@pytest.mark.usefixtures("bare")
def test_doctor_says_how_to_get_it(bench: Bench) -> None:
    said = bench("doctor", "--format", "json")
    assert said.code == 0
    (wall,) = (line for line in said.json["lines"] if line["name"] == "wall")
    assert wall["found"] is None
    assert not wall["needed"]
    assert "bubblewrap" in wall["remedy"]


def test_where_it_is_in_force_nothing_is_said(bench: Bench) -> None:
    found = isolation.isolation()
    if not found.in_force:
        pytest.skip(found.what)
    for command in (("check",), SOLVE):
        said = bench(*command, "--require-isolation")
        assert said.code == 0, said.err
        assert "isolation" not in said.err
    lines = bench("doctor", "--format", "json").json["lines"]
    assert any(line["name"] == "wall" and "bubblewrap" in line["found"] for line in lines)
    assert any(line["group"] == "Isolation" and "processes" in line["found"] for line in lines if line["found"])
