"""One reader attacked from outside: children are started, watched and read out, and a fault is made smaller."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from campaigns.fuzz.case import SECONDS, Fault
from campaigns.fuzz.child import Task
from campaigns.fuzz.large import Measured

MOST_MB = 3000.0
"""Resident memory at which a child is stopped; a small input that needs so much is a fault."""
_STARTS = 6
"""How often a reader is started again after a crash."""
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Attacked:
    """What became of all inputs of one reader."""

    cases: int = 0
    tries: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Fault] = field(default_factory=dict)
    slowest: float = 0.0
    seconds: float = 0.0
    branches: int = 0
    """Counters of atheris that were reached; 0 where it did not drive."""
    complete: bool = True
    """All cases were run."""


def attack(task: Task, tell: Callable[[str], None]) -> Attacked:
    """Run the cases in children, one after the other; each crash is a fault, and the rest is run in a fresh child."""
    total = Attacked()
    began = time.monotonic()
    for start in range(_STARTS):
        left = dataclasses.replace(task, count=task.count - total.cases, seed=task.seed + 1000 * start)
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            why = _run(left, Path(folder), total, tell)
            if why:
                _add(total, Fault(why, f"{why} (the input was found in the dead process's record)", _current(folder)))
        if not why or total.cases >= task.count:
            break
    total.seconds = time.monotonic() - began
    total.complete = total.cases >= task.count or not why
    total.faults = {kind: _minimised(task, fault) for kind, fault in total.faults.items()}
    return total


def measure(module: str, name: str, most: int | None = None) -> list[Measured]:
    """The large inputs of one reader, or `most` of them spread over all, each measured in a process of its own.

    Raises RuntimeError where that failed.
    """
    limit = [] if most is None else [str(most)]
    done = subprocess.run(
        [sys.executable, "-m", "campaigns.fuzz.large", module, name, *limit],
        cwd=_ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"measuring {name}: {done.stderr[-2000:]}")
    return [Measured(**json.loads(line)) for line in done.stdout.splitlines()]


def _run(task: Task, folder: Path, total: Attacked, tell: Callable[[str], None]) -> str:
    """One child; adds what it found, and says why it died, `` where it did its work to the end."""
    words = [sys.executable, "-m", "campaigns.fuzz.child", json.dumps(dataclasses.asdict(task)), str(folder)]
    log = folder / "log"
    with log.open("wb") as writing:
        child = subprocess.Popen(
            words, cwd=_ROOT, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=writing, stderr=writing
        )
        try:
            why = _watched(child, folder, task, tell)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
    said = log.read_text("utf-8", "replace")
    found = _result(folder)
    if not (folder / "current").exists():
        raise RuntimeError(f"the child of {task.name} did not start: {said[-2000:]}")
    total.cases += found.get("cases", 0)
    total.tries += found.get("tries", 0)
    total.outcomes.update(found.get("outcomes", {}))
    total.slowest = max(total.slowest, found.get("slowest", 0.0))
    total.branches = max([total.branches, *(int(part.split()[0]) for part in said.split(" cov: ")[1:])])
    for fault in found.get("faults", []):
        _add(total, Fault(fault["kind"], fault["said"], bytes.fromhex(fault["data"])))
    if why or found.get("done"):
        return why
    code = child.returncode
    return f"the process was killed by signal {-code}" if code < 0 else f"the process ended with {code}: {said[-400:]}"


def _watched(child: subprocess.Popen[bytes], folder: Path, task: Task, tell: Callable[[str], None]) -> str:
    """Waits for the child's end; kills it where a case takes too long or too much, and says so."""
    process = psutil.Process(child.pid)
    told = beat = time.monotonic()
    last: Any = None
    while child.poll() is None:
        time.sleep(0.2)
        now = time.monotonic()
        current = folder / "current"
        if current.exists() and (stamp := current.stat().st_mtime_ns) != last:
            last, beat = stamp, now
        if now - beat > 9 * SECONDS:
            return "a case that nothing but a kill ended"
        try:
            if process.memory_info().rss / 1e6 > MOST_MB:
                return f"more than {MOST_MB:,.0f} MB"
        except psutil.Error:
            continue
        if now - told > 30:
            told = now
            tell(f"{task.name}: {_result(folder).get('cases', 0):,} of {task.count:,} cases")
    return ""


def _result(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "result.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _current(folder: str) -> bytes:
    whole = Path(folder, "current").read_bytes()
    return whole[8 : 8 + int.from_bytes(whole[:8], "big")]


def _add(total: Attacked, fault: Fault) -> None:
    known = total.faults.get(fault.kind)
    if known is None or len(fault.data) < len(known.data):
        total.faults[fault.kind] = fault


def _minimised(task: Task, fault: Fault) -> Fault:
    words = [sys.executable, "-m", "campaigns.fuzz.minimise", task.module, task.name, fault.kind]
    done = subprocess.run(words, cwd=_ROOT, env=_environment(), input=fault.data, capture_output=True, check=False)
    if done.returncode:
        return fault
    return dataclasses.replace(fault, data=bytes.fromhex(done.stdout.decode().splitlines()[-1]))


def _environment(folder: Path | None = None) -> dict[str, str]:
    """Hashes are seeded, or a campaign could not be repeated; Hypothesis keeps its notes out of the tree."""
    keep = {"HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis")} if folder else {}
    return {**os.environ, "PYTHONHASHSEED": "0", **keep}
