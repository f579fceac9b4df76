"""Several at once in one workspace; a clock that goes backwards; a program that is ended, and whoever stops listening.

Elsewhere: several who make one store (`tests/evidence/test_store_race.py`), several who write it
(`tests/evidence/test_store.py`), two sweeps of one journal (`tests/sweep/test_journal.py`), two runs of the same cubes
(`tests/sweep/test_ledger.py`, `test_cubes.py`), Ctrl-C (`tests/cli/test_cycle.py`, `test_sweep.py`, `test_solve.py`),
a reader of the help who stops reading (`tests/cli/test_main.py`).
"""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bad_days_samples import HARD, LOCK, QUEENS, STORE, WORKBENCH, Day, Said

from workbench.evidence.pairings import read_lock
from workbench.evidence.store import Store

SECONDS = 100


def together(day: Day, *commands: tuple[str, ...]) -> list[Said]:
    children = [day.start(*words) for words in commands]
    said = [child.communicate(timeout=SECONDS) for child in children]
    return [Said(child.returncode, *words) for child, words in zip(children, said, strict=True)]


def records(day: Day) -> list[str]:
    with Store.open(day.root / STORE, write=False) as store:
        return [one.name for one in store.history() if one.decided]


def test_two_checks_at_once(fresh: Day) -> None:
    for said in together(fresh, ("check",), ("check",)):
        said.no_fault()
        assert said.code == 0, said
    assert set(records(fresh)) == {"queens-5", "triples"} and len(records(fresh)) <= 4
    assert fresh.greens() == {"thm:queens", "thm:triples"} and fresh("verify").code == 0 and not fresh.left()


def test_check_accept_import_and_export_at_once(fresh: Day, made: Day) -> None:
    assert made("evidence", "export", str(fresh.folder / "all.zip")).code == 0
    (fresh.root / LOCK).unlink()
    commands = (
        ("check",),
        ("accept", "thm:queens"),
        ("accept", "thm:triples"),
        ("evidence", "import", "../all.zip"),
        ("export", "--html", "page.html"),
    )
    for said in together(fresh, *commands):
        said.no_fault()
        assert said.code == 0, said
    assert {node for _, node in read_lock(fresh.root / LOCK)} == {"thm:queens", "thm:triples"}
    assert set(records(fresh)) == {"queens-5", "triples"}
    assert fresh.greens() == {"thm:queens", "thm:triples"} and fresh("verify").code == 0 and not fresh.left()
    assert (fresh.root / "page.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


BACK = """
import datetime, time
class Earlier(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) - datetime.timedelta(days=4000)
datetime.datetime = Earlier
now = time.time
time.time = lambda: now() - 4000 * 86400
"""


def test_a_clock_that_went_back_changes_no_order(answered: Day) -> None:
    """The newest record is the one that was recorded last, whatever it says of the time; what a killed command of the
    future left is removed all the same."""
    place = answered.folder / "clock"
    place.mkdir()
    (place / "sitecustomize.py").write_text(BACK)
    path = os.pathsep.join(filter(None, [str(place), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    earlier = Day(answered.folder, environment={"PYTHONPATH": path})
    answered.temporary.mkdir(exist_ok=True)
    (answered.temporary / "workbench-run-left").mkdir()
    os.utime(answered.temporary / "workbench-run-left", (2**33, 2**33))
    assert earlier("check", "--rerun").code == 0 and earlier.greens() == {"thm:queens", "thm:triples"}
    log = json.loads(answered("evidence", "log", "--format", "json").out)["evidence"]
    assert len(log) == 4
    assert all(new["when"] < old["when"] for new, old in zip(log[:2], log[2:], strict=True)), log
    with Store.open(answered.root / STORE, write=False) as store:
        assert {store.latest(one["fingerprint"]).when for one in log} == {one["when"] for one in log[:2]}  # type: ignore[union-attr]
    assert answered.greens() == {"thm:queens", "thm:triples"} and not answered.left()
    again = answered("check")
    assert again.code == 0 and "verified (" not in again.err  # nothing is asked again for being old


@pytest.fixture
def hard(fresh: Day) -> Day:
    """One question that is answered at once, and one that is not answered."""
    fresh.write("problems/queens.toml", HARD)
    return fresh


def running(day: Day) -> subprocess.Popen[str]:
    """A check that has answered the one question."""
    child = day.start("check", "--timeout", str(SECONDS))
    assert child.stderr is not None and "triples: verified" in child.stderr.readline()
    return child


def living(day: Day) -> list[str]:
    """The processes whose folder for temporary files is this one."""
    import psutil

    def is_ours(process: psutil.Process) -> bool:
        try:
            return str(day.temporary) in " ".join(process.environ().values())
        except (psutil.Error, OSError):
            return False

    until = time.monotonic() + 10
    while (left := [process for process in psutil.process_iter() if is_ours(process)]) and time.monotonic() < until:
        time.sleep(0.05)
    return [" ".join(process.cmdline()) for process in left]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("signals", [("SIGTERM",), ("SIGINT", "SIGINT")])
def test_whoever_ends_it_it_keeps_what_finished_and_leaves_nothing(hard: Day, signals: tuple[str, ...]) -> None:
    child = running(hard)
    for name in signals:
        if child.poll() is None:
            child.send_signal(getattr(signal, name))
            time.sleep(0.05)
    _, err = child.communicate(timeout=SECONDS)
    # A second signal may come when Python is past handling it; a shell calls that 130 and 143 too.
    assert child.returncode in (130, *(-getattr(signal, name) for name in signals[1:])), err
    assert "Traceback" not in err and ("interrupted; what had finished is kept" in err or len(signals) > 1)
    assert living(hard) == [] and records(hard) == ["triples"]
    hard.write("problems/queens.toml", QUEENS)
    again = hard("check")
    assert again.code == 0 and "triples" not in again.err and len(hard.greens()) == 2 and not hard.left()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals")
def test_a_terminal_that_is_closed_ends_it(hard: Day) -> None:
    hard.temporary.mkdir(exist_ok=True)
    ours, theirs = pty.openpty()
    code = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    child = subprocess.Popen(
        [sys.executable, "-c", code, *WORKBENCH, "check", "--timeout", str(SECONDS)],
        cwd=hard.root, env={**os.environ, "TMPDIR": str(hard.temporary), "TERM": "xterm"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown, until = b"", time.monotonic() + SECONDS
    while b"triples: verified" not in shown and time.monotonic() < until:
        shown += os.read(ours, 65536)
    os.close(ours)
    assert child.wait(SECONDS) in (130, 2)  # 2: the report has nobody to go to any more
    assert living(hard) == [] and records(hard) == ["triples"] and not hard.left()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell")
def test_whoever_stops_listening_is_no_fault(answered: Day) -> None:
    said = answered.shell('cd workspace; (workbench check --rerun; echo "check|$?" >&2) | head -c 1 > /dev/null')
    said.no_fault()
    assert "check|0" in said.err or "check|141" in said.err, said  # it may have said all before
    said = answered.shell(
        'cd workspace; (workbench check --rerun 2>&1 > /dev/null; echo "check|$?" >&3) 3>&1 1> /dev/full 2> /dev/full'
    )
    assert "check|" in said.out
    read, write = os.pipe()
    os.close(read)
    child = answered.start("check", "--rerun", stdout=write)
    _, err = child.communicate(timeout=SECONDS)
    assert (child.returncode, "Traceback" in err, "verified" in err) == (141, False, True), err
    child = answered.start("check", "--rerun", stderr=write)
    child.communicate(timeout=SECONDS)
    os.close(write)
    assert child.returncode == 141
    assert len(records(answered)) >= 7 and not answered.left() and answered("verify").code == 0


def test_a_workspace_that_is_removed_while_it_runs(fresh: Day) -> None:
    child = fresh.start("check")
    assert child.stderr is not None and "verified" in child.stderr.readline()
    shutil.rmtree(fresh.root, ignore_errors=True)
    _, err = child.communicate(timeout=SECONDS)
    said = Said(child.returncode, "", err)
    said.no_fault()
    if fresh.root.exists():  # made again for the store before it was seen
        shutil.rmtree(fresh.root)
    assert said.code in (0, 2), said
    if said.code == 2:
        said.refused("again")
    assert not list(fresh.temporary.iterdir())
