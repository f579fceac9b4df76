"""The real program in a real terminal (tmux): keys are sent, and what stands on the screen is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from work_samples import SECONDS, lives, recorded, words_of, workspace

from workbench.evidence.pairings import read_lock

WIDTH, HEIGHT = 110, 32
EDITOR = """#!/bin/sh
clear; echo "EDITING $*"
read line < /dev/tty
sed -i "s/Nothing can be asked/$line/" "$2"
"""


class Terminal:
    """A terminal of its own server, so that nobody else's tmux is touched."""

    def __init__(self, socket: Path, environment: dict[str, str], command: list[str]) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", os.devnull]
        told = [f"-e{name}={value}" for name, value in environment.items()]
        size = ["-x", str(WIDTH), "-y", str(HEIGHT)]
        # tmux does not always learn how its pane ended: a shell writes it down.
        self._code, self._pid = socket.with_name("code"), socket.with_name("pid")
        shell = ["sh", "-c", 'echo $$ > "$0.pid"; mv "$0.pid" "$0"; exec "$@"', str(self._pid), *command]
        outer = ["sh", "-c", '"$@"; echo $? > "$0"', str(self._code), *shell]
        self._do("new-session", "-d", *size, *told, *outer, ";", "set-option", "-g", "remain-on-exit", "on")
        self.wait_for(self._pid.exists)
        self.pid = int(self._pid.read_text())

    def keys(self, *keys: str) -> None:
        self._do("send-keys", *keys)

    @property
    def screen(self) -> str:
        return self._do("capture-pane", "-p", "-J")  # lines that the terminal wrapped are one

    @property
    def ended(self) -> str:
        """The exit code, once the program has ended."""
        return self._code.read_text().strip() if self._code.exists() else ""

    def wait_for(self, holds: Callable[[], object], seconds: float = SECONDS) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.screen
            time.sleep(0.1)

    def wait_to_see(self, *words: str) -> None:
        self.wait_for(lambda: all(word in self.screen for word in words))

    def sign(self, node: str) -> str:
        """What stands before a node in the list."""
        found = re.search(rf"^│(\S)\S*\s+{node}", self.screen, re.MULTILINE)
        return found[1] if found else ""

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.pid).children(recursive=True)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True)

    def _do(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "workspace")


@pytest.fixture
def terminal(root: Path, tmp_path: Path) -> Iterator[Terminal]:
    """`workbench tui` on the workspace, its sources read."""
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    environment = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "EDITOR": str(editor),
        "VISUAL": "",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "WORKBENCH_CACHE": os.environ.get("WORKBENCH_CACHE", str(tmp_path / "cache")),
    }
    opened = Terminal(tmp_path / "tmux", environment, [sys.executable, "-m", "workbench.cli.main", "tui", str(root)])
    try:
        opened.wait_to_see("thm:upper", "lem:gap", "Quit")
        yield opened
    finally:
        opened.close()


def test_from_start_to_a_green_node(terminal: Terminal, root: Path) -> None:
    terminal.wait_for(lambda: terminal.sign("thm:upper") == "◔")
    terminal.keys("c")
    terminal.wait_to_see("✓ schur-2-upper: verified")
    assert terminal.sign("thm:upper") == "◔", "an answer alone makes nothing green"
    terminal.keys("a")
    terminal.wait_to_see("family=schur colours=2 n=5", "Every 2-colouring of 1..5")
    terminal.keys("y")
    terminal.wait_for(lambda: terminal.sign("thm:upper") == "●")
    terminal.keys("q")
    terminal.wait_for(lambda: terminal.ended)
    assert terminal.ended == "0"
    assert recorded(root).keys() == {"schur-2-upper"} and {node for _, node in read_lock(root / "workbench.lock")} == {
        "thm:upper"
    }


def test_an_editor_gets_the_terminal_and_gives_it_back(terminal: Terminal, root: Path) -> None:
    terminal.keys("G")
    terminal.wait_to_see("Nothing can be asked here")
    terminal.keys("e")
    line = (root / "blueprint/src/web.tex").read_text().partition(r"\begin{lemma}")[0].count("\n") + 1
    terminal.wait_to_see(f"EDITING +{line} {root}/blueprint/src/web.tex")
    assert "thm:upper" not in terminal.screen
    terminal.keys("Everything is known", "Enter")
    terminal.wait_to_see("thm:upper", "Everything is known here")  # the screen is back, and what was saved is read
    assert not terminal.ended


@pytest.mark.parametrize("how", ["C-c", "kill"])
def test_however_it_ends_what_finished_is_kept_and_no_process_is_left(terminal: Terminal, root: Path, how: str) -> None:
    terminal.keys("r")
    terminal.wait_to_see("1 running", "endless")
    terminal.wait_for(lambda: recorded(root).keys() == {"schur-2-upper", "queens[n=5]"})
    terminal.wait_for(lambda: any("workbench.checkers.sat.child" in words_of(one) for one in terminal.children()))
    children = terminal.children()
    if how == "kill":
        psutil.Process(terminal.pid).kill()
    else:
        terminal.keys(how)
    terminal.wait_for(lambda: not any(map(lives, children)))
    assert recorded(root).keys() == {"schur-2-upper", "queens[n=5]"}
    if how != "kill":
        terminal.wait_for(lambda: terminal.ended)
        assert terminal.ended == "0"
