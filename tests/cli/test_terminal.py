"""Where answers go, and when they have colours."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli.terminal import LOG_WIDTH, colours, ink_for, say, width_of, write_file


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal_without_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colours(Terminal()) and "\x1b[" in ink_for(Terminal())("x", "green")
    assert not colours(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colours(Terminal()) and ink_for(Terminal())("x", "green") == "x"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not colours(Terminal())


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")
    assert width_of(Terminal()) == 77
    assert width_of(io.StringIO()) == LOG_WIDTH
    monkeypatch.setenv("COLUMNS", "3")
    assert width_of(Terminal()) == 40


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report"
    target.write_text("old")
    say(["a", "b\ud800"], target)
    assert target.read_text() == "a\nb\\ud800\n"
    assert list(tmp_path.iterdir()) == [target]
    say("c\n", Path("-"))
    assert capsys.readouterr().out == "c\n"
    with pytest.raises(OSError, match="gone") as caught:
        write_file(tmp_path / "gone" / "report", "x")
    assert caught.value.filename == str(tmp_path / "gone" / "report")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_stream_that_the_shell_sent_to_a_file_is_written_at_its_place(tmp_path: Path, name: str) -> None:
    script = "import sys; from pathlib import Path; from workbench.cli.terminal import write_file\n"
    script += "print('first'); write_file(Path(sys.argv[1]), 'second\\n'); print('third')"
    before = os.lstat(name)
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", script, name], stdout=log, check=True)
    assert (tmp_path / "log").read_text() == "first\nsecond\nthird\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "log"]
    assert stat.S_ISLNK(os.lstat(name).st_mode) and stat.S_ISLNK(before.st_mode)


def test_a_pipe_that_nobody_reads_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="pipe"):
        write_file(tmp_path / "pipe", "text")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", "text")
    assert os.read(reader, 100) == b"text"
    os.close(reader)
