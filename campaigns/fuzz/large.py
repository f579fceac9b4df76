"""The inputs of 1 MB: `python -m campaigns.fuzz.large MODULE NAME [MOST]` reads each in a fork, measured, one by one.

MOST is how many are read at most, spread over all there are.

Imports count for both figures: what a module imports when it is first used is part of the seconds, and all that is
imported is part of the memory.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from campaigns.fuzz.case import Fault, judged
from campaigns.fuzz.forked import Died, forked, peak_mb, resident_mb
from campaigns.fuzz.reader import Reader

MOST_MB = 500.0
"""What issue 7 promises for any input of 1 MB."""

_STOP = 10
"""How many times the seconds that are promised a reader gets, of CPU time, and ten times that of wall time."""
_STOP_MB = 3000.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What reading one large input took."""

    name: str
    bytes: int
    word: str
    """What became of it; of a fault its kind, or why the child was stopped."""
    fault: bool
    seconds: float
    """Wall time."""
    cpu_seconds: float
    """Of the process and of the children that it waited for."""
    peak_mb: float

    @property
    def taken(self) -> float:
        """Seconds that count: of wall time, or of CPU time where the machine was busy with other things."""
        return min(self.seconds, self.cpu_seconds)


def measured(reader: Reader, name: str, data: bytes) -> Measured:
    """Reads one large input in a fork of this process."""
    imported, stop = resident_mb(), _STOP * reader.seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-large-") as folder:
        scratch = Path(folder, "scratch")  # what lies beside it is nobody else's
        scratch.mkdir()

        def call() -> dict[str, Any]:
            shared = imported - resident_mb()  # a fork has not mapped yet all that its parent has
            before, began = os.times(), time.perf_counter()
            word = judged(reader, data, scratch, stop)
            seconds, after = time.perf_counter() - began, os.times()
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            return {
                "word": f"{word.kind}: {word.said}" if isinstance(word, Fault) else word,
                "fault": isinstance(word, Fault),
                "seconds": seconds,
                "cpu_seconds": sum(after[:4]) - sum(before[:4]),
                "peak_mb": max(
                    peak_mb() + shared, children / 1e6 if sys.platform == "darwin" else children * 1024 / 1e6
                ),
            }

        try:
            return Measured(name, len(data), **forked(call, seconds=10 * stop, most_mb=_STOP_MB))
        except Died as died:
            return Measured(name, len(data), str(died), True, stop, stop, _STOP_MB)


def main() -> None:
    """A line of JSON for each input, as soon as it is known."""
    from campaigns.fuzz.catalogue import reader

    attacked = reader(*sys.argv[1:3])
    every = 1
    if len(sys.argv) > 3:
        every = max(1, -(-sum(1 for _ in attacked.large()) // int(sys.argv[3])))
    for name, data in islice(attacked.large(), 0, None, every):
        print(json.dumps(asdict(measured(attacked, name, data))), flush=True)


if __name__ == "__main__":
    main()
