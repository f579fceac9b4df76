"""What a dask worker runs: `answer`, by its name, with plain data. The solving is done by a process of our own."""

from __future__ import annotations

import threading
from typing import Any

import msgspec

from workbench.sweep.cubes.executors import LostWorker, WorkerProcess

_mine = threading.local()


def answer(formula: bytes, digest: str, cube: tuple[int, ...], seconds: float, made: tuple[Any, ...]) -> bytes:
    """A line of JSON (`answers.Answer`), and behind it the proof where proofs are kept.

    Each thread of a dask worker has a process that solves, for as long as the formula is the same. Raises LostWorker
    where that dies; whoever asked asks again.
    """
    worker: WorkerProcess | None = getattr(_mine, "worker", None)
    if worker is None or _mine.of != (digest, made):
        if worker is not None:
            worker.kill()
        worker = _mine.worker = WorkerProcess(formula, *made)
        _mine.of = (digest, made)
    try:
        said, proof = worker.ask(cube, seconds)
    except LostWorker:
        worker.kill()
        _mine.worker = None
        raise
    return msgspec.json.encode(said) + b"\n" + proof
