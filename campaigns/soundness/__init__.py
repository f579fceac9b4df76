"""Wrong certificates, statements, witnesses and proofs, made from right ones by mutation, put to every checker.

A mutant counts only after an independent test has shown it wrong; one that is still right is dropped. Every right
original is put to Workbench too and must be accepted, so that nothing is refused for another reason than its fault.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from campaigns.report import Report
from campaigns.soundness.mutant import Mutant, Refused, Source

MODULES = ("sat", "witnesses", "cubes", "referee", "evidence", "statements", "lean", "symbolic", "smt")
NOTES = (
    "## How to read it",
    "Each mutant was made of a right original that Workbench accepts, and counts only after a test that shares no code "
    "with the accused had shown it wrong: `campaigns/soundness/` has the tests (`lrat_judge.py` for LRAT, `brute.py` "
    "and `exhaustive.py` for answers, `printed.py` for statements, `interval_values.py` for formulas). Where published "
    "LRAT checkers differ, the lenient reading holds, so that nothing counts which Workbench alone is strict about. "
    "`and lrat-trim` means that this program, compiled from its C source, accepted the original and refused the "
    "mutant; what it accepts is dropped.",
    "An LRAT mutant is put to our checker first and then, where ours accepts, to Lean's, as `check` does; beside that "
    "the plain checker of `verify --independent` has to refuse it, and `and by Lean's` or `not by Lean's` says what "
    "Lean's does by itself: it counts lemmas and reads no identifiers, so that a wrong number alone is nothing to it.",
    "What this does not show: that a statement means what its problem asks, which a person accepts; that a family's "
    "encoding says what its name says, for which its second enumeration stands; anything about whoever has this user's "
    "secret (the seals of the store and of ledgers are made with it) or may change the installed program.",
)
Item = TypeVar("Item")
HEADING = ("checker", "what was done", "mutants", "shown wrong by", "caught by", "accepted")


def run(count: int, *, seed: int, only: Sequence[str] = ()) -> Report:
    """`count` mutants over all sources, or over those of the checkers named."""
    asked = [source for source in sources() if not only or source.checker in only]
    mutants: list[Mutant] = []
    faults: list[str] = []
    twins = dropped = 0
    for source, part in zip(asked, shared(count, [source.share for source in asked]), strict=True):
        try:
            twins += sum(1 for _ in _told(f"{source.checker}: twins", source.twins()))
        except Refused as error:
            faults.append(f"{source.checker}: a right original was refused: {error}")
        made = list(_told(f"{source.checker}: mutants", source.mutants(part, seed)))
        if len(made) != part:
            faults.append(f"{source.checker}: {len(made)} mutants where {part} were asked for")
        mutants += made
        dropped += source.equivalent
    accepted = [mutant for mutant in mutants if not mutant.caught_by]
    faults += [f"{mutant.checker}: {mutant.kind}: ACCEPTED ({mutant.repeat})" for mutant in accepted]
    but = " but those below" if any("right original" in fault for fault in faults) else ""
    summary = (
        f"{len(mutants):,} wrong certificates, statements, witnesses and proofs, each shown wrong first by an "
        f"independent test: **{len(accepted)} accepted**. {twins:,} right originals: all accepted{but}. "
        f"{dropped:,} mutations that changed nothing of substance were dropped."
    )
    return Report("Soundness: wrong ones, and what caught them", summary, HEADING, rows(mutants), tuple(faults), NOTES)


def shared(count: int, shares: Sequence[float]) -> list[int]:
    """Whole numbers with this sum, as near to the shares as may be, and none of them below 1."""
    ends = [round(count * sum(shares[: index + 1]) / sum(shares)) for index in range(len(shares))]
    return [max(1, end - begin) for begin, end in zip([0, *ends], ends, strict=False)]


def rows(mutants: Iterable[Mutant]) -> tuple[tuple[str, ...], ...]:
    """A line for every kind of mutation, in the order in which they came."""
    kinds: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        kinds.setdefault((mutant.checker, mutant.kind), []).append(mutant)
    return tuple(
        (
            checker,
            kind,
            f"{len(group):,}",
            _counted(mutant.shown_wrong_by for mutant in group),
            _counted(mutant.caught_by for mutant in group if mutant.caught_by),
            str(sum(1 for mutant in group if not mutant.caught_by)),
        )
        for (checker, kind), group in kinds.items()
    )


def _counted(names: Iterable[str]) -> str:
    """`family verify 12, audit 3`; a name alone where there is one."""
    counts = Counter(names).most_common()
    return counts[0][0] if len(counts) == 1 else ", ".join(f"{name} {number:,}" for name, number in counts)


def sources() -> list[Source]:
    """All of them; each module of MODULES hands on its own."""
    return [source for name in MODULES for source in importlib.import_module(f"{__name__}.{name}").SOURCES]


def _told(name: str, items: Iterator[Item]) -> Iterator[Item]:
    """The items, and on stderr how far they are."""
    began = time.monotonic()
    number = 0
    for number, item in enumerate(items, 1):
        if number % 50 == 0:
            print(f"{name}: {number:,} in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        yield item
    print(f"{name}: {number:,} in {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
