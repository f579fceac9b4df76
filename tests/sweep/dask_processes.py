"""A real dask cluster of processes on this machine, each of which can be killed and replaced."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DaskProcesses:
    """A scheduler and workers, as `dask scheduler` and `dask worker` start them."""

    def __init__(self, folder: Path, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._folder = folder
        self._number = workers
        self.scheduler = self._start_scheduler()
        self.workers = [self._start_worker() for _ in range(workers)]

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def kill_worker(self, which: int) -> None:
        """kill -9, and another takes its place."""
        _kill(self.workers[which])
        self.workers[which] = self._start_worker()

    def kill_workers(self) -> None:
        """kill -9 of all of them, and with them of every copy of the formula; others take their place."""
        for worker in self.workers:
            _kill(worker)
        self.workers = [self._start_worker() for _ in range(self._number)]

    def kill_scheduler(self) -> None:
        """kill -9; a new one listens at the same address, with new workers."""
        _kill(self.scheduler)
        for worker in self.workers:
            _kill(worker)
        self.scheduler = self._start_scheduler()
        self.workers = [self._start_worker() for _ in range(self._number)]

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            _kill(process)

    def _start_scheduler(self) -> subprocess.Popen[bytes]:
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        return self._start("distributed.cli.dask_scheduler", *options)

    def _start_worker(self) -> subprocess.Popen[bytes]:
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)]
        return self._start("distributed.cli.dask_worker", self.address, *options)

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", module, *options], stdout=log, stderr=log)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


@contextmanager
def dask_processes(folder: Path, workers: int = 2) -> Iterator[DaskProcesses]:
    folder.mkdir()
    cluster = DaskProcesses(folder, workers)
    try:
        yield cluster
    finally:
        cluster.close()


def wait_until(true: object, seconds: float = 120.0) -> None:
    """Wait for a condition (a callable without arguments)."""
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
