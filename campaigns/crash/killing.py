"""Kill a command at a moment, and see that nothing of it lives on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from campaigns.crash.acts import Act, Names
from campaigns.crash.changes import Changes
from campaigns.crash.scene import LONGEST_SECONDS, Scene

LOOK_SECONDS = 0.15
"""Between two looks of the other reader."""
GONE_SECONDS = 10.0
"""What the guards of children may take on a busy machine until the last process is gone."""


@dataclass(frozen=True, slots=True)
class Usual:
    """An undisturbed run: how long it takes, how many changes of files it makes."""

    seconds: float
    changes: int


@dataclass(frozen=True, slots=True)
class Moment:
    """When and how to kill: after some seconds, or at a change of files with a little delay."""

    after: float
    at_change: int | None
    everything: bool
    """Every process at once; otherwise the process group alone, and the guards have to end the children."""

    def __str__(self) -> str:
        when = f"{self.after:.3f} s after" + (f" change {self.at_change}" if self.at_change else " the start")
        return f"{when}, {'everything at once' if self.everything else 'the process group'}"


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill hit."""

    exit: int
    """The command's exit code: -9 where it was killed."""
    seen: Names
    """What the other reader found finished before the kill."""
    trouble: tuple[str, ...]
    """What the other reader, who must never be told that anything is damaged, was told; what lived on."""
    waiting: int = 0
    """Processes of bubblewrap that wait for the word of one that was killed; the next command has to end them."""

    @property
    def running(self) -> bool:
        """Whether the command was running."""
        return self.exit == -signal.SIGKILL


def choose(usual: Usual, number: int, chance: random.Random) -> Moment:
    """Of five kills three at a uniformly random moment of the usual duration and two when files are changing."""
    everything = chance.random() < 0.5
    if number % 5 < 3 or not usual.changes:
        return Moment(chance.uniform(0.0, usual.seconds), None, everything)
    return Moment(chance.choice((0.0, 0.0, chance.uniform(0.0, 0.003))), chance.randint(1, usual.changes), everything)


def kill(scene: Scene, act: Act, moment: Moment) -> Killed:
    """Start the command, look on as another reader, kill it at the moment."""
    seen: Names = frozenset()
    trouble: list[str] = []

    def look() -> None:
        nonlocal seen
        try:
            seen |= act.kept(scene)
        except Exception as error:  # whatever it is, a reader was told it
            trouble.append(f"while it ran a reader was told: {error}")

    with Changes(scene.root) as changes:
        process = scene.start(*act.words)
        _wait(process, moment, changes, look)
    _end(process, scene, everything=moment.everything)
    waiting = 0
    for left in _stay(scene):
        if _waits_for_nobody(left):
            waiting += 1
        else:
            trouble.append(f"it lives on: {named_and_killed(left)}")
    return Killed(process.wait(), seen, tuple(trouble), waiting)


def still_there(scene: Scene) -> tuple[str, ...]:
    """What the next command has not ended either; it is killed now."""
    return tuple(f"it lives on after the next command: {named_and_killed(left)}" for left in marked(scene))


def undisturbed(scene: Scene, act: Act) -> tuple[Usual, int]:
    """A run to its end; its exit code."""
    with Changes(scene.root) as changes:
        began, count = time.monotonic(), 0
        process = scene.start(*act.words)
        while process.poll() is None:
            count += changes.wait(0.02)
        seconds = time.monotonic() - began
        count += changes.wait(0.0)
    return Usual(seconds, count), process.returncode


def _wait(process: subprocess.Popen[bytes], moment: Moment, changes: Changes, look: Callable[[], None]) -> None:
    began, count, looked = time.monotonic(), 0, time.monotonic()
    until = began + (LONGEST_SECONDS if moment.at_change else moment.after)
    while process.poll() is None and (left := until - time.monotonic()) > 0:
        count += changes.wait(min(left, LOOK_SECONDS / 4))
        if moment.at_change and count >= moment.at_change:
            time.sleep(moment.after)
            return
        if time.monotonic() - looked > LOOK_SECONDS and left > LOOK_SECONDS:  # never late for the moment
            look()
            looked = time.monotonic()


def _end(process: subprocess.Popen[bytes], scene: Scene, *, everything: bool) -> None:
    children = marked(scene) if everything else []
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for child in children:
        with contextlib.suppress(psutil.Error):
            child.kill()
    process.wait()


def _stay(scene: Scene) -> list[psutil.Process]:
    """Wait until no process of the command is left; those that stay."""
    until = time.monotonic() + GONE_SECONDS
    while (left := marked(scene)) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def _waits_for_nobody(process: psutil.Process) -> bool:
    """Whether this is the second process of a bubblewrap whose first was killed before it gave the word."""
    with contextlib.suppress(psutil.Error):
        return process.name() == "bwrap" and not process.children() and process.status() == psutil.STATUS_SLEEPING
    return False


def named_and_killed(process: psutil.Process) -> str:
    """Kill a process; which it was."""
    name = str(process.pid)
    with contextlib.suppress(psutil.Error):
        name += " " + " ".join(process.cmdline())[:120]
        process.kill()
    return name


def marked(scene: Scene) -> list[psutil.Process]:
    """The living processes that were started in this scene, by what stands in their environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if scene.mark in process.environ().get("PATH", "") and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found
