"""Twenty of the kills of `make crash`: the same program, the same judge; and that this judge sees what it looks for."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from campaigns.crash import run
from campaigns.crash.acts import ACTS
from campaigns.crash.changes import Changes
from campaigns.crash.judging import judge, state
from campaigns.crash.killing import Killed, Usual, choose
from campaigns.crash.scene import LOCK, STORE, Scene, make_templates

KILLS = 20

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and what ends children are Linux's")


@pytest.fixture(scope="module", autouse=True)
def importable():
    """The campaign's own processes find the campaign."""
    with pytest.MonkeyPatch.context() as patch:
        before = os.environ.get("PYTHONPATH")
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), before])))
        yield


def test_nothing_finished_is_lost_and_nothing_half_counts() -> None:
    report = run(KILLS, seed=1)
    assert report.faults == ()
    assert [row[0].strip("`") for row in report.rows] == [act.name for act in ACTS]
    assert sum(int(row[2]) for row in report.rows) == KILLS and sum(int(row[3]) for row in report.rows) > 0
    assert sum(int(row[4]) for row in report.rows) >= KILLS // 4, report.rows  # else nothing was put to the test
    assert all(row[-1] == f"{row[2]} of {row[2]}" for row in report.rows)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    make_templates(folder)
    return folder


@pytest.fixture
def answered(templates: Path, tmp_path: Path) -> Scene:
    scene = Scene(tmp_path / "scene")
    shutil.copytree(templates / "answered" / "workspace", scene.root)
    scene.environment()
    return scene


CHECK = next(act for act in ACTS if act.name == "check")


def test_the_judge_sees_what_was_lost_what_is_half_and_what_was_left(answered: Scene) -> None:
    usual = state(answered)
    store = answered.root / STORE
    connection = sqlite3.connect(store / "evidence.sqlite")
    with connection:
        connection.execute("DELETE FROM evidence WHERE name = 'product'")
        where = "WHERE sha256 = (SELECT sha256 FROM evidence WHERE name = 'square')"
        connection.execute(f"UPDATE small SET raw = substr(raw, 1, length(raw) - 1) {where}")
    connection.close()
    certificate = next(store.glob("certificates/*/*.gz"))  # of the one that is not small
    certificate.write_bytes(certificate.read_bytes()[:-9])
    (answered.root / f".{LOCK}-1.draft").write_text("version")
    lock = (answered.root / LOCK).read_bytes()
    (answered.root / LOCK).write_bytes(lock[: len(lock) // 2])
    (answered.folder / "temporary" / "workbench-run-1").mkdir()
    (answered.folder / "out").write_bytes(b"")
    (answered.folder / "err").write_text("✓ product: verified (0.1 s, 1 MB)\n")
    found = judge(answered, CHECK, Killed(-signal.SIGKILL, frozenset(["queens-6", "gone"]), ()), usual, 0, usual)
    assert found.lost == ["lost, though announced: product", "lost, though another reader saw it: gone"]
    half = "\n".join(found.half)
    assert "square is recorded without its certificate" in half
    assert "schur-3-upper is recorded without its certificate" in half and "`verify` exits with 1" in half
    assert "a file is neither what it was" in half and "the lock is refused" in half
    stuck = "\n".join(found.stuck)
    assert "the next run exits with 2" in stuck and f"left behind: .{LOCK}-1.draft" in stuck


def test_the_judge_finds_nothing_where_nothing_happened(answered: Scene) -> None:
    usual = state(answered)
    for name in ("out", "err"):
        (answered.folder / name).write_bytes(b"")
    found = judge(answered, CHECK, Killed(-signal.SIGKILL, frozenset(["product"]), ()), usual, 0, usual)
    assert found.faults == [] and {"product", "twice", "schur-3-upper"} <= found.finished


def test_moments_follow_from_the_seed_and_some_are_at_changes() -> None:
    usual = Usual(2.0, 50)
    moments = [choose(usual, number, random.Random(f"7/{number}")) for number in range(50)]
    assert moments == [choose(usual, number, random.Random(f"7/{number}")) for number in range(50)]
    at_changes = [moment for moment in moments if moment.at_change]
    assert len(at_changes) == 20 and all(1 <= moment.at_change <= 50 for moment in at_changes if moment.at_change)
    assert all(0 <= moment.after <= 2.0 for moment in moments)
    assert {moment.everything for moment in moments} == {True, False}


def test_changes_are_seen_in_folders_that_are_made_meanwhile(tmp_path: Path) -> None:
    with Changes(tmp_path) as changes:
        assert changes.wait(0) == 0
        (tmp_path / "a").mkdir()
        assert changes.wait(5) >= 1
        (tmp_path / "a" / "b").write_text("x")
        assert changes.wait(5) >= 1
