"""Cubes on other machines, by dask.distributed (extra `cluster`).

The formula is sent once, to every worker; cubes travel as tuples of integers, answers as bytes of JSON. Where a worker
dies dask gives its cubes to others; where the scheduler is lost this end connects anew, sends the formula again and
asks for what had not arrived. docs/cubes.md says what dask's own protocol trusts.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import queue
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from workbench.errors import BadInput, MissingTool, WorkbenchError
from workbench.problems.cnf import Clause
from workbench.sweep.cubes.answers import FAILED, Answer
from workbench.sweep.cubes.executors import Arrival
from workbench.sweep.cubes.remote import answer as remote_answer

ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+")
PATIENCE_SECONDS = 60.0
"""How long a scheduler that was lost may stay away."""
CONNECT_SECONDS = 10.0
SILENT_SECONDS = 120.0
"""Longer than the longest cube may take by so much, and nothing came: what was asked is lost."""
COUNT_SECONDS = 5.0
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
        if not ADDRESS.fullmatch(address):
            remedy = "write it as the scheduler says it: tcp://HOST:8786, or tls://HOST:8786"
            raise BadInput(f"{address!r:.80} is no address of a scheduler", remedy=remedy)
        try:
            import distributed
        except ImportError:
            raise MissingTool(
                "dask.distributed is not installed", remedy="pip install 'blueprint-workbench[cluster]'"
            ) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it complains of is dealt with here
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
        self._lost = False
        self._heard = self._counted = 0.0
        self._width = 2
        self._futures: dict[Clause, Any] = {}
        try:
            self._connect(CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            self._drop()
            raise BadInput(
                f"no scheduler with a worker answers at {address} ({type(error).__name__})",
                remedy="start one with `dask scheduler`, and workers with `dask worker tcp://HOST:8786`",
            ) from error

    @property
    def width(self) -> int:
        """Two cubes for each thread of the workers there are now, so that none waits for the network."""
        if time.monotonic() > self._counted + COUNT_SECONDS and not self._broken():
            self._counted = time.monotonic()
            with contextlib.suppress(Exception):  # it is being lost: the last count will do until that shows
                self._width = max(2, 2 * sum(self._client.nthreads().values()))
        return self._width

    def submit(self, cube: Clause, seconds: float) -> None:
        """As `Workers` says."""
        self._running[cube] = seconds
        self._ask(cube)

    def arrivals(self, timeout: float) -> Sequence[Arrival]:
        """As `Workers` says; LostCluster where the scheduler stays away."""
        if self._broken():
            self._reconnect()
        try:
            generation, cube, future = self._arrived.get(timeout=timeout)
        except queue.Empty:
            return []
        if generation != self._generation or self._futures.get(cube) is not future:
            return []
        del self._futures[cube]
        self._heard = time.monotonic()
        arrival = self._read(cube, future)
        if arrival is None:
            return []
        del self._running[cube]
        self._losses.pop(cube, None)
        return [arrival]

    def close(self) -> None:
        """Take back what was asked, and leave the cluster as it was."""
        if not self._broken():
            with contextlib.suppress(Exception):  # it may be gone this moment
                self._client.cancel(list(self._futures.values()), force=True)
        self._drop()

    def _broken(self) -> bool:
        """Whether to connect anew. A client that found its scheduler again by itself has lost what it had asked."""
        silent = time.monotonic() - self._heard
        stalled = bool(self._running) and silent > max(self._running.values()) + SILENT_SECONDS
        return self._lost or stalled or self._client is None or self._client.status != "running"

    def _read(self, cube: Clause, future: Any) -> Arrival | None:
        """The answer; None where it was lost and is asked for again."""
        try:
            return _arrival(cube, future.result(timeout=CONNECT_SECONDS))
        except Exception as error:  # whatever a cluster raises: a worker killed, a task cancelled, data lost
            if future.status != "error":
                self._lost = True
                return None
            self._losses[cube] = self._losses.get(cube, 0) + 1
            if self._losses[cube] >= MOST_LOSSES:
                reason = f"a cube was lost {MOST_LOSSES} times on the cluster: {type(error).__name__}: {error}"
                return Arrival(cube, Answer(FAILED, " ".join(reason.split())[:500]))
            self._ask(cube)
            return None

    def _ask(self, cube: Clause) -> None:
        """Ask, or note that the connection is lost: then all is asked again."""
        if self._lost:
            return
        generation = self._generation
        try:
            future = self._client.submit(
                remote_answer, self._formula, self._digest, cube, self._running[cube], self._made, pure=False
            )
        except Exception:  # whatever a client raises whose scheduler is gone
            self._lost = True
            return
        self._futures[cube] = future
        future.add_done_callback(lambda done: self._arrived.put((generation, cube, future)))

    def _connect(self, seconds: float) -> None:
        self._client = self._distributed.Client(self._address, timeout=seconds, set_as_default=False)
        self._client.wait_for_workers(1, timeout=seconds)
        [self._formula] = self._client.scatter([self._data], broadcast=True, hash=False, timeout=seconds)
        self._heard = time.monotonic()
        self._lost = False

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
        for cube in self._running:
            self._ask(cube)

    def _drop(self) -> None:
        self._generation += 1
        self._futures = {}
        self._lost = True
        if self._client is not None:
            with contextlib.suppress(Exception):  # a client of a scheduler that is gone complains
                self._client.close(timeout=1)
        self._client = None


def _arrival(cube: Clause, said: Any) -> Arrival:
    """What a worker sent; one that sends something else is of another version, or worse."""
    try:
        line, _, proof = said.partition(b"\n")
        return Arrival(cube, msgspec.json.decode(line, type=Answer), proof)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return Arrival(cube, Answer(FAILED, "a worker of the cluster said something else than an answer"))
