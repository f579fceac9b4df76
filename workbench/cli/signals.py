"""SIGTERM and SIGHUP end a command as Ctrl-C does: children are ended, what finished is kept, nothing lies about."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from typing import NoReturn

ENDING = ("SIGTERM", "SIGHUP")
"""A batch system's word that the time is up; the word that the terminal is gone. Windows has no SIGHUP."""


@contextlib.contextmanager
def as_ctrl_c() -> Iterator[None]:
    """Meanwhile these signals raise KeyboardInterrupt; one that was set to be ignored (nohup) still is."""
    before = {}
    with contextlib.suppress(ValueError):  # not the main thread: signals are somebody else's affair
        for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
