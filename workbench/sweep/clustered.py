"""Any technique on other machines, by dask.distributed (extra `cluster`): the question goes there, a claim with its
certificate comes back, and is certified and recorded here as if a child had left it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import Any

from workbench.checkers.base import Claim
from workbench.checkers.registry import checker
from workbench.dispatch.plan import Question
from workbench.dispatch.runner import Store, evidence_of
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Cost
from workbench.sweep.outcome import FAILED, Attempt, attempt_of
from workbench.sweep.remote import answer as remote_answer
from workbench.sweep.remote import fields_of
from workbench.sweep.techniques import Ask, Technique

CONNECT_SECONDS = 10.0
PATIENCE_SECONDS = 60.0
"""How long a scheduler that was lost may stay away."""
MOST_LOSSES = 5
"""So often is a question asked whose worker died."""
_LOOK_SECONDS = 0.2
MOST_CERTIFICATE_BYTES = 1 << 30


class Link:
    """The connection to a scheduler, made anew where it is lost; shared by all lanes of a sweep."""

    def __init__(self, address: str) -> None:
        """Raises MissingTool without dask.distributed, BadInput where nobody answers at the address."""
        try:
            import distributed
        except ImportError:
            remedy = "pip install 'blueprint-workbench[cluster]'"
            raise MissingTool("dask.distributed is not installed", remedy=remedy) from None
        self._distributed: Any = distributed
        self._address = address
        self._lock = Lock()
        try:
            self._client = self._connect(CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise BadInput(
                f"no scheduler with a worker answers at {address} ({type(error).__name__})",
                remedy="start one with `dask scheduler`, and workers with `dask worker tcp://HOST:8786`",
            ) from error

    @property
    def threads(self) -> int:
        """Of all workers."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def submit(self, *words: Any) -> tuple[Any, Any]:
        """(the client, the future of `remote.answer` of these words). Raises whatever dask does where it is lost."""
        client = self._client
        # Pure in dask's sense, it would be answered once for all who ask: no client is to have another's claim.
        return client, client.submit(remote_answer, *words, pure=False)

    def renew(self, lost: Any) -> bool:
        """Connect again where nobody did since `lost`; whether there is a connection now."""
        with self._lock:
            if self._client is lost:
                with suppress(Exception):  # it is lost: whatever it raises
                    lost.close(timeout=1)
                try:
                    self._client = self._connect(PATIENCE_SECONDS)
                except (OSError, ValueError, TimeoutError):
                    return False
        return True

    def close(self) -> None:
        """Leave the cluster as it was."""
        with suppress(Exception):  # it may be gone this moment
            self._client.close(timeout=CONNECT_SECONDS)

    def _connect(self, seconds: float) -> Any:
        client = self._distributed.Client(self._address, timeout=seconds, set_as_default=False)
        client.wait_for_workers(1, timeout=seconds)
        return client


@dataclass(frozen=True, slots=True)
class Clustered:
    """A technique, asked by way of a link."""

    technique: Technique
    link: Link = field(repr=False)

    @property
    def name(self) -> str:
        """The technique's own: where it ran is no part of what it is."""
        return self.technique.name

    def takes(self, question: Question) -> bool:
        """What the technique takes, and is about no file of this machine."""
        has_files = question.declaration is not None or question.problem is None or bool(question.problem.files)
        return self.technique.takes(question) and not has_files

    @contextmanager
    def lane(self, store: Store | None, cancel: Event) -> Iterator[Ask]:
        """As `Technique.lane`."""
        with tempfile.TemporaryDirectory(prefix="workbench-cluster-", ignore_cleanup_errors=True) as name:
            yield lambda question: self._ask(question, Path(name), store, cancel)

    def _ask(self, question: Question, folder: Path, store: Store | None, cancel: Event) -> Attempt | None:
        """Ask, and ask again where worker or scheduler were lost."""
        why = "the scheduler is gone and did not come back"
        for _ in range(MOST_LOSSES):
            client = None
            try:
                client, future = self.link.submit(self.name, fields_of(question))
                if not _waited(client, future, cancel):
                    return None
                reply = future.result()
            except Exception as error:  # whatever a cluster raises: a worker killed, a task cancelled, a client closed
                why = f"the cluster lost it {MOST_LOSSES} times: {type(error).__name__}: {error}"
                if (client is None or client.status != "running") and not self.link.renew(client):
                    break
                continue
            return self._certified(question, reply, folder, store)
        return Attempt(FAILED, " ".join(why.split())[:500])

    def _certified(self, question: Question, reply: Any, folder: Path, store: Store | None) -> Attempt:
        try:
            claim, cost = _claim(reply, folder / "certificate")
        except (KeyError, TypeError, ValueError) as error:
            return Attempt(FAILED, f"a worker answered something else than an answer: {error}")
        # SymPy is not asked a second time; a refutation is nowhere believed before Lean's checker agreed to it.
        second = question.checker != "symbolic"
        evidence = evidence_of(question, checker(question.checker), claim, folder, cost, second=second)
        if store is not None and not evidence.missing:
            evidence = store.record(evidence, claim.certificate if evidence.decided else None)
        return attempt_of(evidence)


def _waited(client: Any, future: Any, cancel: Event) -> bool:
    """Wait until a future is done, one way or another; False where `cancel` was set first. Raises ConnectionError where
    its client is lost."""
    done = Event()
    future.add_done_callback(lambda _: done.set())
    while not done.wait(_LOOK_SECONDS):
        if cancel.is_set():
            future.cancel()
            return False
        if client.status != "running":
            raise ConnectionError("the scheduler is lost")
    return True


def _claim(reply: Any, certificate: Path) -> tuple[Claim, Cost]:
    cost = Cost(*(float(reply[name]) for name in ("seconds", "cpu_seconds", "peak_mb")))
    reason, failed = str(reply["reason"])[:2000], bool(reply["failed"])
    if reply["answer"] is None:
        return Claim(None, reason, failed=failed), cost
    data = reply["certificate"]
    if not isinstance(data, bytes) or len(data) > MOST_CERTIFICATE_BYTES:
        raise ValueError("no certificate")
    certificate.write_bytes(data)
    return Claim(str(reply["answer"]), reason, str(reply["kind"]), certificate, str(reply["tool"])[:200]), cost
