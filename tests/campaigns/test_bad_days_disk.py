"""The disk is full, the folder is read-only, somebody put something else where the store is to be.

Elsewhere: a full disk below the store alone (`tests/evidence/test_store.py`), below the answer
(`tests/cli/test_main.py`, `test_bad_input.py`, `test_solve.py`), a bundle in a folder that may not be written
(`tests/evidence/test_bundle.py`), a failed write of the lock (`test_pairings.py`), a child that has no room
(`tests/dispatch/test_runner.py`), a solver without room for cubes (`tests/sweep/test_cubes.py`).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bad_days_samples import LOCK, STORE, Day

BWRAP = shutil.which("bwrap")
pytestmark = pytest.mark.skipif(BWRAP is None, reason="other mounts, and so bubblewrap")

FILL = "fill() { cat /dev/zero > filler 2> /dev/null; truncate -s -$1 filler; }"


def behind(*options: str) -> tuple[str, ...]:
    """The machine as it is but for some mounts."""
    return (str(BWRAP), "--dev-bind", "/", "/", *options)


@pytest.mark.parametrize("room", ["0", "8K"])
def test_a_full_disk_keeps_what_was_and_says_what_to_do(answered: Day, room: str, tmp_path: Path) -> None:
    """A file system of 1.5 MB with so many bytes left, from the first command to the one after there is room again."""
    small = tmp_path / "small"
    small.mkdir()
    said = answered.shell(
        f"""{FILL}
        cp -a workspace/. small && cd small && mv workbench.lock kept.lock && echo old > page.html && echo old > all.zip
        cp -a {STORE} kept && fill {room}
        for words in "check --rerun" "accept --all" "export --html page.html" "evidence export all.zip"; do
            workbench $words > /dev/null 2> /tmp/bad-day.$$ ; echo "$words|$?|$(tail -1 /tmp/bad-day.$$)"
        done
        rm -f /tmp/bad-day.$$
        grep -c old page.html all.zip; test -s workbench.lock || echo "no lock"; ls -A | grep draft
        workbench status > /dev/null; echo "status|$?"
        rm filler; workbench check --rerun > /dev/null; echo "check|$?"
        workbench accept --all > /dev/null; echo "accept|$?"; cmp workbench.lock kept.lock && echo "same lock"
        workbench verify; echo "verify|$?"
        """,
        behind("--size", "1500000", "--tmpfs", str(small)),
    )
    said.no_fault()
    lines = dict(line.split("|", 1) for line in said.out.splitlines() if "|" in line)
    if room == "0":
        for words in ("check --rerun", "accept --all", "export --html page.html", "evidence export all.zip"):
            code, _, sentence = lines[words].partition("|")
            assert code == "2" and "make room" in sentence and sentence.startswith("workbench: "), lines
        assert "the disk is full" in lines["check --rerun"] and "no lock" in said.out
        assert "page.html:1" in said.out and "all.zip:1" in said.out
    else:  # some of it has room, whatever fails says so
        told = [lines[words].partition("|") for words in lines if " " in words]
        assert all(code == "0" or (code == "2" and "make room" in sentence) for code, _, sentence in told), lines
    assert ".draft" not in said.out
    assert (lines["status"], lines["check"], lines["accept"], lines["verify"]) == ("0", "0", "0", "0"), said
    assert "same lock" in said.out and said.out.count("s VERIFIED") >= 2


def test_a_sweep_on_a_full_disk_goes_on_when_there_is_room(fresh: Day, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    said = fresh.shell(
        f"""{FILL}
        cp -a workspace/. small && cd small && workbench sweep problems --limit 1 > /dev/null && fill 0
        workbench sweep problems; echo "full|$?"
        rm filler; workbench sweep problems --format json; echo "room|$?"
        """,
        behind("--size", "1500000", "--tmpfs", str(small)),
    )
    said.no_fault()
    assert "full|2" in said.out and "room|0" in said.out and "make room" in said.err, said
    assert '"from_before": 1' in said.out or '"from_before":1' in said.out, said.out


def test_no_room_for_temporary_files(fresh: Day) -> None:
    fresh.temporary.mkdir()
    said = fresh.shell(
        f'{FILL}\n(cd "$TMPDIR"; fill 4K); cd workspace; workbench check; echo "check|$?"; ls -A "$TMPDIR"',
        behind("--size", "200000", "--tmpfs", str(fresh.temporary)),
    )
    said.no_fault()
    assert "check|2" in said.out, said
    assert "No space left" in said.err and "set TMPDIR to a folder on another disk" in said.err
    assert said.out.split("check|2")[1].split() == ["filler"]
    assert fresh.greens() == set() and fresh("check").code == 0 and len(fresh.greens()) == 2


def test_a_temporary_folder_that_is_missing_is_none(fresh: Day) -> None:
    """Python takes the next one."""
    day = Day(fresh.folder, environment={"TMPDIR": str(fresh.folder / "gone")})
    said = day("check")
    said.no_fault()
    assert said.code == 0 and not (fresh.folder / "gone").exists() and len(day.greens()) == 2


def test_a_read_only_workspace_is_read_and_says_what_cannot_be_written(answered: Day) -> None:
    wall = behind("--ro-bind", str(answered.root), str(answered.root))
    day = Day(answered.folder, before=wall)
    before = {path: path.stat().st_mtime_ns for path in answered.root.rglob("*")}
    assert day.greens() == {"thm:queens", "thm:triples"}
    for words in (("check",), ("verify",), ("evidence", "log")):
        said = day(*words)
        said.no_fault()
        assert said.code == 0, said
    day("check", "--rerun").refused(f"{STORE}/evidence.sqlite", "who owns the folder and may write")
    day("sweep", "problems").refused(f"{STORE}/evidence.sqlite", "who owns the folder and may write")
    day("accept", "thm:queens").refused(LOCK, "Read-only file system", "the file is as it was before")
    day("export", "--html", "page.html").refused("page.html", "read-only file system")
    day("evidence", "export", "all.zip").refused("all.zip", "Read-only file system")
    assert {path: path.stat().st_mtime_ns for path in answered.root.rglob("*")} == before


def test_a_read_only_workspace_without_a_store(fresh: Day) -> None:
    day = Day(fresh.folder, before=behind("--ro-bind", str(fresh.root), str(fresh.root)))
    assert day.greens() == set()
    day("check").refused(STORE, "Read-only file system", "`status` and `lint` need no store")


@pytest.mark.parametrize("what", ["file", "dangling"])
def test_something_else_stands_where_the_store_is_to_be(fresh: Day, what: str) -> None:
    store = fresh.root / STORE
    if what == "file":
        store.write_text("mine")
    else:
        store.symlink_to("nowhere/at/all")
    fresh("check").refused(STORE, "this is no folder", "move it away")
    fresh("sweep", "problems").refused(STORE, "move it away")
    assert fresh.greens() == set()
    assert what == "dangling" or store.read_text() == "mine"


def test_a_store_that_is_a_link_to_a_folder_is_used(fresh: Day) -> None:
    elsewhere = fresh.folder / "elsewhere"
    elsewhere.mkdir()
    (fresh.root / STORE).symlink_to(elsewhere)
    assert fresh("check").code == 0 and len(fresh.greens()) == 2
    with closing(sqlite3.connect(elsewhere / "evidence.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (2,)
