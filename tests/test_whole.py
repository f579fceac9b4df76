"""A file is replaced whole or not at all; what a killed writer left goes, what a living one writes stays."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.whole import alone, drafted, replacing, tidy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks that end with their process")

WRITER = """
import sys, time
from pathlib import Path
from workbench.whole import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("writes", flush=True)
    time.sleep(60)
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_the_old_one_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new" and names(tmp_path) == {"page"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_one_is_as_private_as_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with replacing(tmp_path / "page") as file:
            file.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == 0o600


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"new")
        _ = 1 // 0
    assert path.read_text() == "old" and names(tmp_path) == {"page"}
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "gone" / "page"):
        pytest.fail("there is no such folder")


def test_the_draft_of_a_killed_writer_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "page[1]*"
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None and child.stdout.readline() == "writes\n"
        (draft,) = names(tmp_path)
        with replacing(path) as file:
            file.write(b"new")
        assert names(tmp_path) == {draft, path.name}
        os.utime(tmp_path / draft, (2**31, 2**31))  # it says nothing that it is of the future
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    with replacing(path) as file:
        file.write(b"newer")
    assert names(tmp_path) == {path.name} and path.read_bytes() == b"newer"


def test_what_only_looks_like_a_draft_stays(tmp_path: Path) -> None:
    (tmp_path / ".page-notes").write_text("mine")
    (tmp_path / ".pages-1.draft").write_text("another file's")
    (tmp_path / ".page-link.draft").symlink_to(".page-notes")
    (tmp_path / ".page-folder.draft").mkdir()
    tidy(tmp_path, ".page-")
    assert names(tmp_path) == {".page-notes", ".pages-1.draft", ".page-link.draft", ".page-folder.draft"}


def test_a_draft_that_is_removed_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench import whole

    real, times = whole._lock, []

    def lock(descriptor: int, *, wait: bool) -> bool:
        if not times:
            tidy_once = next(tmp_path.iterdir())
            tidy_once.unlink()
        times.append(wait)
        return real(descriptor, wait=wait)

    monkeypatch.setattr(whole, "_lock", lock)
    with drafted(tmp_path, "x-") as (file, name):
        file.write(b"whole")
        file.flush()
        assert name.read_bytes() == b"whole"
    assert len(times) == 2 and names(tmp_path) == set()


def test_one_at_a_time(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from workbench.whole import alone\n"
        "folder = Path(sys.argv[1])\n"
        "for _ in range(40):\n"
        "    with alone(folder):\n"
        "        number = int((folder / 'n').read_text())\n"
        "        time.sleep(.001)\n"
        "        (folder / 'n').write_text(str(number + 1))\n"
    )
    (tmp_path / "n").write_text("0")
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert (tmp_path / "n").read_text() == "120" and names(tmp_path) == {"n"}
    began = time.monotonic()
    with alone(tmp_path / "gone"):
        assert time.monotonic() - began < 10


def test_a_name_of_an_open_stream_is_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "stdout"  # as /dev/stdout is, of which root would rob the machine
    link.symlink_to("/proc/self/fd/1")
    with pytest.raises(OSError, match="a stream that is open already") as caught, replacing(link):
        pass
    assert caught.value.filename == str(link)
    assert link.is_symlink() and list(tmp_path.iterdir()) == [link]
