"""Cubes on other machines, by dask.distributed (extra `cluster`).

The formula is sent once, to every worker; cubes travel as tuples of integers, answers as bytes of JSON. Where a worker
dies dask gives its cubes to others; where the scheduler is lost this end connects anew, sends the formula again and
asks for what had not arrived. docs/cubes.md says what dask's own protocol trusts.
"""

from __future__ import annotations

import contextlib
import hashlib
import queue
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from workbench.errors import BadInput, MissingTool, WorkbenchError
from workbench.problems.cnf import Clause
from workbench.sweep.cubes.answers import FAILED, Answer
from workbench.sweep.cubes.executors import Arrival
from workbench.sweep.cubes.remote import answer as remote_answer

PATIENCE_SECONDS = 60.0
"""How long a scheduler that was lost may stay away."""
CONNECT_SECONDS = 10.0
MOST_LOSSES = 5


class LostCluster(WorkbenchError):
    """The scheduler is gone and did not come back."""


class Cluster:
    """`Workers` behind the scheduler at `address`."""

    def __init__(
        self,
        address: str,
        formula: Path,
        *,
        seed: int,
        memory_mb: int,
        keep: bool,
    ) -> None:
        """Raises MissingTool where dask.distributed is not installed, BadInput where nobody answers at the address."""
        try:
            import distributed
        except ImportError:
            raise MissingTool(
                "dask.distributed is not installed", remedy="pip install 'blueprint-workbench[cluster]'"
            ) from None
        self._distributed: Any = distributed
        self._address = address
        self._data = formula.read_bytes()
        self._digest = hashlib.sha256(self._data).hexdigest()
        self._made = (seed, memory_mb, keep)
        self._arrived: queue.SimpleQueue[tuple[int, Clause, Any]] = queue.SimpleQueue()
        self._running: dict[Clause, float] = {}
        self._losses: dict[Clause, int] = {}
        self._generation = 0
        self._client: Any = None
        self._futures: dict[Clause, Any] = {}
        try:
            self._connect(CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise BadInput(
                f"no scheduler with a worker answers at {address} ({type(error).__name__})",
                remedy="start one with `dask scheduler`, and workers with `dask worker tcp://HOST:8786`",
            ) from error

    @property
    def width(self) -> int:
        """Two cubes for each thread of the workers there are now, so that none waits for the network."""
        with contextlib.suppress(Exception):
            threads: int = sum(self._client.nthreads().values())
            return max(2, 2 * threads)
        return 2

    def submit(self, cube: Clause, seconds: float) -> None:
        """As `Workers` says."""
        self._running[cube] = seconds
        with contextlib.suppress(Exception):  # where the scheduler is lost, `arrivals` finds that out and asks again
            self._ask(cube)

    def arrivals(self, timeout: float) -> Sequence[Arrival]:
        """As `Workers` says; LostCluster where the scheduler stays away."""
        if self._client.status != "running":
            self._reconnect()
        try:
            generation, cube, future = self._arrived.get(timeout=timeout)
        except queue.Empty:
            return []
        if generation != self._generation or cube not in self._running:
            return []
        self._futures.pop(cube, None)
        arrival = self._read(cube, future)
        if arrival is None:
            return []
        del self._running[cube]
        self._losses.pop(cube, None)
        return [arrival]

    def close(self) -> None:
        """Take back what was asked, and leave the cluster as it was."""
        with contextlib.suppress(Exception):  # it may be gone
            self._client.cancel(list(self._futures.values()), force=True)
        self._drop()

    def _read(self, cube: Clause, future: Any) -> Arrival | None:
        """The answer; None where it was lost and is asked for again."""
        try:
            said: bytes = future.result(timeout=CONNECT_SECONDS)
            line, _, proof = said.partition(b"\n")
            return Arrival(cube, msgspec.json.decode(line, type=Answer), proof)
        except Exception as error:  # whatever a cluster raises: a worker killed, a task cancelled, data lost
            if self._client.status != "running":
                return None  # `arrivals` connects anew and asks for all
            self._losses[cube] = self._losses.get(cube, 0) + 1
            if self._losses[cube] >= MOST_LOSSES:
                reason = f"a cube was lost {MOST_LOSSES} times on the cluster: {type(error).__name__}: {error}"
                return Arrival(cube, Answer(FAILED, " ".join(reason.split())[:500]))
            with contextlib.suppress(Exception):
                self._send_formula()  # every worker that had it may be gone
                self._ask(cube)
            return None

    def _ask(self, cube: Clause) -> None:
        generation = self._generation
        arrived: Callable[[Any], None] = lambda future: self._arrived.put((generation, cube, future))  # noqa: E731
        future = self._client.submit(
            remote_answer, self._formula, self._digest, cube, self._running[cube], self._made, pure=False
        )
        self._futures[cube] = future
        future.add_done_callback(arrived)

    def _connect(self, seconds: float) -> None:
        self._client = self._distributed.Client(self._address, timeout=seconds, set_as_default=False)
        self._client.wait_for_workers(1, timeout=seconds)
        self._send_formula()

    def _send_formula(self) -> None:
        [self._formula] = self._client.scatter([self._data], broadcast=True, hash=False)

    def _reconnect(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self._drop()
            try:
                self._connect(min(CONNECT_SECONDS, max(1.0, deadline - time.monotonic())))
                break
            except Exception as error:  # it is not there yet, or not quite
                if time.monotonic() > deadline:
                    raise LostCluster(
                        f"the scheduler at {self._address} is gone ({type(error).__name__})",
                        remedy="start it and its workers, and run the same again: what had finished is kept",
                    ) from error
                time.sleep(0.5)
        for cube in list(self._running):
            self._ask(cube)

    def _drop(self) -> None:
        self._generation += 1
        self._futures = {}
        with contextlib.suppress(Exception):  # a client of a scheduler that is gone complains
            self._client.close(timeout=1)
