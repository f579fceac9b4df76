"""Where answers go, and when they have colours."""

from __future__ import annotations

import io
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
