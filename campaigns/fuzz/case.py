"""One case: an input is read under a limit, and what became of it is a word or a fault."""

from __future__ import annotations

import re
import shutil
import signal
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from campaigns.fuzz.reader import Reader
from workbench.errors import WorkbenchError

SECONDS = 10
"""CPU time that a case of some 4 kB may take before it counts as a hang; a hundred times what any needs. It is no wall
time, for a loaded machine is no fault of a reader's; what waits for ever is ended by whoever watches the process."""


class Hang(BaseException):
    """The case has run for too long; no `except Exception` on the way may take it for something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What gave way, and by which input."""

    kind: str
    """The exception and the place in our code, without what differs from input to input: equal faults have one."""
    said: str
    """The message, shortened; for people."""
    data: bytes


def judged(reader: Reader, data: bytes, scratch: Path, seconds: float = SECONDS) -> str | Fault:
    """What became of the input: the reader's word, `refused`, or the fault. Leaves the scratch folder empty."""
    previous = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again each second, should a callback swallow the first
    try:
        try:
            word = reader.read(data, scratch)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, previous)
    except WorkbenchError as error:
        return type(error).__name__
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a SystemExit, a panic of native code and our own Hang are faults, too
        return Fault(_kind(error), _short(f"{type(error).__name__}: {error}"), data)
    finally:
        empty(scratch)
    return word


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise Hang("not done in time")


def _kind(error: BaseException) -> str:
    """A hang may be noticed anywhere in a loop, so it has no place."""
    if isinstance(error, Hang):
        return "Hang"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _ours(frame.filename)]
    if not frames:
        return type(error).__name__
    place = "/".join(Path(frames[-1].filename).parts[-3:])
    return f"{type(error).__name__} in {place}, {frames[-1].name}"


def _ours(file: str) -> bool:
    return re.search(r"/(?:workbench|campaigns/fuzz)/", file) is not None and not file.endswith("fuzz/case.py")


def _short(text: str) -> str:
    return text if len(text) <= 300 else text[:300] + "..."


def empty(folder: Path) -> None:
    """Removes all that a folder holds."""
    for inner in folder.iterdir():
        if inner.is_dir() and not inner.is_symlink():
            shutil.rmtree(inner)
        else:
            inner.unlink()
