"""All readers attacked, two at a time, then their large inputs measured, one at a time; and the table of it all."""

from __future__ import annotations

import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from campaigns.fuzz.attack import Attacked, attack, measure
from campaigns.fuzz.case import Fault
from campaigns.fuzz.catalogue import readers
from campaigns.fuzz.child import Task
from campaigns.fuzz.kept import kept
from campaigns.fuzz.large import MOST_MB, Measured
from campaigns.fuzz.reader import DRAWING, READING, Reader
from campaigns.report import Report

DRIVER = "atheris"
_SCRATCH = re.compile(r"/[^\s']*/fuzz-[^/\s']+/scratch")
"""A folder of one run, which is nobody else's business."""
_AT_ONCE = 2
_HEADING = (
    "reader", "cases", "accepted", "refused", "what became of them", "branches", "slowest case", "faults",
    "large inputs", "slowest", "largest",
)  # fmt: skip


def run(
    count: int, *, seed: int = 0, only: tuple[str, ...] = (), keep: Path | None = None, driver: str = DRIVER
) -> Report:
    """`count` cases for each reader, and all large inputs; readers that are through are kept in `keep`."""
    chosen = readers(only)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tasks = [Task(module, reader.name, count, seed, driver) for module, reader in chosen]
        attacked = list(pool.map(lambda task: kept(keep, task, partial(_attacked, task)), tasks))
    sizes = [
        kept(keep, ("large", module, reader.name), partial(_measured, module, reader.name)) for module, reader in chosen
    ]
    rows = [_row(reader.name, one, size) for (_, reader), one, size in zip(chosen, attacked, sizes, strict=True)]
    faults = [
        line
        for (_, reader), one, size in zip(chosen, attacked, sizes, strict=True)
        for line in (*_faults(reader.name, one), *_too_large(reader, size))
    ]
    measured = [(reader, one) for (_, reader), size in zip(chosen, sizes, strict=True) for one in size]
    cases = sum(one.cases for one in attacked)
    return Report(
        "Fuzzing",
        _summary(cases, measured, len(chosen), len(faults)),
        _HEADING,
        tuple(rows),
        tuple(faults),
        _notes(driver, seed),
    )


def _summary(cases: int, large: list[tuple[Reader, Measured]], readers: int, faults: int) -> str:
    peak = max((one.peak_mb for _, one in large), default=0.0)
    return (
        f"{_counted(cases, 'input')} for {_counted(readers, 'reader')}, {_counted(faults, 'fault')} "
        "(an exception that is no message, a broken promise, a hang or a crash). "
        f"Of {_counted(len(large), 'hostile input')} of 1 MB the slowest took {_longest(large)}, "
        f"and the largest {peak:,.0f} MB."
    )


def _longest(large: list[tuple[Reader, Measured]]) -> str:
    """Such as "1.98 s to accept or refuse, that of a writer 7.10 s to draw"."""
    taken = {kind: [one.taken for reader, one in large if reader.seconds == kind] for kind in (READING, DRAWING)}
    read = [f"{max(taken[READING]):.2f} s to accept or refuse"] if taken[READING] else []
    drawn = [f"{max(taken[DRAWING]):.2f} s to draw"] if taken[DRAWING] else []
    return ", that of a writer ".join(read + drawn)


def tell(line: str) -> None:
    """Progress, on stderr."""
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def _counted(number: int, what: str) -> str:
    """Such as "1 reader" or "50,000 inputs"."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _attacked(task: Task) -> Attacked:
    found = attack(task, tell)
    figures = f"{found.cases:,} cases ({found.tries:,} tries) in {found.seconds:.0f} s"
    tell(f"{task.name}: {figures}, {len(found.faults)} faults")
    return found


def _measured(module: str, name: str) -> list[Measured]:
    found = measure(module, name)
    for one in found:
        tell(f"{name}, {one.name}: {one.word}, {one.seconds:.2f} s ({one.cpu_seconds:.2f} s CPU), {one.peak_mb:.0f} MB")
    return found


def _row(name: str, found: Attacked, sizes: list[Measured]) -> tuple[str, ...]:
    accepted = sum(times for word, times in found.outcomes.items() if word.startswith("accepted"))
    faulty = found.outcomes["fault"]
    words = ", ".join(f"{word} {times:,}" for word, times in found.outcomes.most_common(6))
    slowest = max(sizes, key=lambda one: one.taken, default=None)
    largest = max(sizes, key=lambda one: one.peak_mb, default=None)
    return (
        name,
        f"{found.cases:,}",
        f"{accepted:,}",
        f"{found.cases - accepted - faulty:,}",
        words,
        f"{found.branches:,}" if found.branches else "",
        f"{found.slowest * 1000:,.0f} ms",
        str(len(found.faults)),
        str(len(sizes)),
        f"{slowest.taken:.2f} s ({slowest.name})" if slowest else "",
        f"{largest.peak_mb:,.0f} MB ({largest.name})" if largest else "",
    )


def _faults(name: str, found: Attacked) -> list[str]:
    lines = [f"{name}: {fault.kind}: {shown(fault)}" for fault in found.faults.values()]
    return lines if found.complete else [*lines, f"{name}: only {found.cases:,} cases were run"]


def shown(fault: Fault) -> str:
    """What was said, and the bytes that reproduce it."""
    said = _SCRATCH.sub("SCRATCH", fault.said)
    return " ".join(f"{said} by {fault.data[:2000]!r}".split())


def _too_large(reader: Reader, sizes: list[Measured]) -> list[str]:
    return [
        f"{reader.name}, {one.name} ({one.bytes:,} bytes): {one.word}, {one.taken:.2f} s, {one.peak_mb:,.0f} MB"
        for one in sizes
        if one.fault or one.taken > reader.seconds or one.peak_mb > MOST_MB
    ]


def _notes(driver: str, seed: int) -> tuple[str, ...]:
    how = {
        "atheris": "Inputs are made by Hypothesis from bytes that atheris chooses (coverage-guided, libFuzzer): "
        "fragments of real inputs joined by the reader's grammar, half of them then damaged.",
        "hypothesis": "Inputs are made by Hypothesis: fragments of real inputs joined by the reader's grammar, half of "
        "them then damaged.",
    }[driver]
    return (
        f"{how} Seed {seed}. A refusal is an error that names what is wrong; a fault is any other exception, a "
        "property that does not hold of what was accepted, a case of more than 10 s of CPU time, or a dead process.",
        "Large inputs are 1 MB. Each is read in a process of its own; seconds are wall time, or CPU time where that is "
        "less because the machine had other work, with what is imported on first use, and memory is the peak with all "
        f"imports. More than {READING:g} s is a fault; for the writers (HTML, TeX to MathML and Unicode), which draw "
        f"what a reader passes over, more than {DRAWING:g} s. More than {MOST_MB:,.0f} MB is a fault for all.",
    )
