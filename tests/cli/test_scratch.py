"""Temporary files of a command lie in one folder, which goes with the command, or after it was killed with the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from workbench.cli.scratch import PREFIX, scratch
from workbench.cli.signals import as_ctrl_c

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks that end with their process")

HOLDER = """
import sys, tempfile, time
from workbench.cli.scratch import scratch
with scratch():
    print(tempfile.mkdtemp(), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_everything_lies_in_one_folder_and_goes(place: Path) -> None:
    with scratch():
        made = Path(tempfile.mkdtemp())
        (made / "proof").write_text("x" * 1000)
        assert made.parent.parent == place and made.parent.name.startswith(PREFIX)
        assert made.parent.stat().st_mode & 0o077 == 0
    assert names(place) == set() and tempfile.tempdir != str(made.parent)


def test_what_a_killed_one_left_goes_and_what_a_living_one_has_stays(place: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        theirs = Path(child.stdout.readline().strip())
        (theirs / "proof").write_text("half")
        with scratch():
            assert theirs.is_dir()
        assert names(place) == {theirs.parent.name}
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    with scratch():
        assert not theirs.exists()
    assert names(place) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap")
def test_a_wall_that_waits_for_nobody_is_ended_and_no_other(place: Path) -> None:
    left = place / f"{PREFIX}left"
    left.mkdir()
    wait = ["-c", "import time; time.sleep(60)"]
    stuck, other, elsewhere = (
        subprocess.Popen([name, *wait, str(folder / "child")], executable=sys.executable)
        for name, folder in (("/usr/bin/bwrap", left), ("editor", left), ("bwrap", place / "workbench-run"))
    )
    try:
        with scratch():
            assert stuck.wait(20) == -signal.SIGKILL and not left.exists()
        assert other.poll() is None and elsewhere.poll() is None
    finally:
        for child in (stuck, other, elsewhere):
            child.kill()
            child.wait()


def test_what_is_not_ours_stays(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    mine = tmp_path_factory.mktemp("mine")
    (mine / "thesis").write_text("x")
    (place / f"{PREFIX}link").symlink_to(mine)
    (place / f"{PREFIX}file").write_text("x")
    (place / "workbench-other").mkdir()
    with scratch():
        assert len(names(place)) == 4
    assert names(place) == {f"{PREFIX}link", f"{PREFIX}file", "workbench-other"} and names(mine) == {"thesis"}


def test_a_place_that_is_called_dot_is_where_the_command_stands(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children stand elsewhere: each question ended in an error."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("TMPDIR", ".")
    with scratch():
        made = Path(tempfile.mkdtemp())
        assert made.is_absolute() and made.parent.parent == place
    assert names(place) == set()


def test_without_a_place_nothing_is_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", refuse)
    with scratch():
        assert tempfile.tempdir is None


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_is_an_interruption_and_only_meanwhile(name: str) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    signal.signal(number, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt), as_ctrl_c():
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_DFL
        signal.signal(number, signal.SIG_IGN)  # nohup
        with as_ctrl_c():
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)
