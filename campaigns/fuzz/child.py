"""The process in which one reader is attacked: `python -m campaigns.fuzz.child TASK FOLDER`.

TASK is JSON (`Task`). Whatever it does, the folder says how far it came: `current` holds the input that is being read,
behind its length of 8 bytes, and `result.json` what was found so far, so that a crash of the process loses neither.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.case import Fault, judged
from campaigns.fuzz.reader import Reader

SEEDS = 64
"""Random blobs that atheris starts from: as short as libFuzzer's own first inputs, no strategy would get far."""
MOST_BYTES = 4096
"""Of what the strategies draw from, and not of the inputs that they make of it."""
COMPILED = (
    "workbench.checkers.sat.lrat_decode",
    "workbench.checkers.sat.lrat_kernel",
    "workbench.checkers.sat.lrat_renumber",
    "workbench.checkers.sat.ddfw",
)
"""numba compiles these, and cannot with the counters of atheris in their code."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done."""

    module: str
    """Where the reader is to be found: the full name of a module with `READERS`."""
    name: str
    count: int
    """Cases: calls of the reader."""
    seed: int
    driver: str
    """`atheris` or `hypothesis`."""


@dataclass(slots=True)
class Found:
    """What the cases gave so far."""

    cases: int = 0
    tries: int = 0
    """Executions of the driver: cases, and bytes of which the strategy could make no input."""
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Fault] = field(default_factory=dict)
    """The shortest input of each kind."""
    slowest: float = 0.0
    """Seconds of the slowest case."""
    done: bool = False


class Attack:
    """Reads input after input, and keeps the record on disk."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self.reader = reader
        self.found = Found()
        self._result = folder / "result.json"
        self._scratch = folder / "scratch"
        self._scratch.mkdir()
        self._current = os.open(folder / "current", os.O_RDWR | os.O_CREAT, 0o600)

    def case(self, data: bytes) -> None:
        """Reads one input."""
        os.pwrite(self._current, len(data).to_bytes(8, "big") + data, 0)
        began = time.perf_counter()
        word = judged(self.reader, data, self._scratch)
        found = self.found
        found.slowest = max(found.slowest, time.perf_counter() - began)
        found.cases += 1
        if isinstance(word, Fault):
            found.outcomes["fault"] += 1
            known = found.faults.get(word.kind)
            if known is None or len(word.data) < len(known.data):
                found.faults[word.kind] = word
                self.save()
        else:
            found.outcomes[word] += 1
        if found.cases % 500 == 0:
            self.save()

    def save(self) -> None:
        """Writes what was found, whole or not at all."""
        faults = [{**asdict(fault), "data": fault.data.hex()} for fault in self.found.faults.values()]
        found = self.found
        whole: dict[str, Any] = {
            "cases": found.cases,
            "tries": found.tries,
            "slowest": found.slowest,
            "done": found.done,
        }
        whole |= {"outcomes": dict(found.outcomes), "faults": faults}
        half = self._result.with_suffix(".half")
        half.write_text(json.dumps(whole), encoding="utf-8")
        half.replace(self._result)


def with_hypothesis(inputs: SearchStrategy[bytes], case: Callable[[bytes], None], task: Task) -> None:
    """Hypothesis makes the inputs; the same for the same seed and the same strategy."""

    @seed(task.seed)
    @settings(
        max_examples=task.count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def attacked(data: bytes) -> None:
        case(data)

    attacked()


def with_atheris(atheris: Any, attack: Attack, task: Task, folder: Path) -> None:
    """libFuzzer changes the bytes that Hypothesis draws from and keeps those that reach new branches; never returns."""
    import random

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(attack.reader.inputs)
    def attacked(data: bytes) -> None:
        attack.case(data)

    draw = attacked.hypothesis.fuzz_one_input  # type: ignore[attr-defined]

    def one(data: bytes) -> None:
        attack.found.tries += 1
        draw(data)
        if attack.found.cases >= task.count:
            attack.found.done = True
            attack.save()
            os._exit(0)  # libFuzzer counts its own runs, of which some are no case

    corpus = folder / "corpus"
    corpus.mkdir()
    random_bytes = random.Random(task.seed)
    for number in range(SEEDS):
        (corpus / f"{number:03}").write_bytes(random_bytes.randbytes(random_bytes.choice((256, 1024, MOST_BYTES))))
    words = [f"-seed={task.seed + 1}", f"-max_len={MOST_BYTES}", "-len_control=0", "-timeout=100000", "-rss_limit_mb=0"]
    words += [f"-artifact_prefix={folder}/", f"-runs={50 * task.count}", "-verbosity=1"]
    words += [f"-handle_{name}=0" for name in ("segv", "bus", "abrt", "ill", "fpe")]  # they are told from outside
    atheris.Setup([sys.argv[0], *words, str(corpus)], one)
    atheris.Fuzz()


def main() -> None:
    """Do the task."""
    task = Task(**json.loads(sys.argv[1]))
    folder = Path(sys.argv[2])
    atheris: Any = None
    with contextlib.ExitStack() as stack:
        if task.driver == "atheris":
            atheris = importlib.import_module("atheris")
            # Open to the end: much is imported by the function that needs it.
            stack.enter_context(atheris.instrument_imports(include=["workbench"], exclude=list(COMPILED)))
        from campaigns.fuzz.catalogue import reader

        attack = Attack(reader(task.module, task.name), folder)
        if task.driver == "atheris":
            with_atheris(atheris, attack, task, folder)
        else:
            with_hypothesis(attack.reader.inputs, attack.case, task)
            attack.found.tries = attack.found.cases
    attack.found.done = True
    attack.save()


if __name__ == "__main__":
    main()
