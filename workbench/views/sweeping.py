"""A sweep's figures for people and for scripts: what fraction fell to what, what it took, what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbench import __version__
from workbench.sweep.outcome import FAILED, OPEN, OUTCOMES, REFUTED, SOLVED
from workbench.sweep.tally import Tally
from workbench.views.ink import Ink, no_ink
from workbench.views.plain import cut, pad, plain

PERCENTS = (50, 90, 99, 100)
_INKS = {SOLVED: "green", REFUTED: "error", OPEN: "faint", FAILED: "warning"}
_BAR = 20


def sentence(tally: Tally, bad: int = 0) -> str:
    """The figures in one line, for a log."""
    parts = [f"{tally.total(outcome)} {outcome}" for outcome in OUTCOMES if tally.total(outcome)]
    parts += [f"{bad} bad rows"] if bad else []
    resumed = f" ({tally.resumed} known from before)" if tally.resumed else ""
    return f"{tally.total()} asked{resumed}: {', '.join(parts) or 'nothing yet'}"


def table_rows(tally: Tally) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each group, and each technique where there are several, with its number of every outcome and their sum."""
    for group in tally.groups():
        yield group, _numbers(tally, group=group)
    if len(tally.techniques()) > 1:
        for technique in tally.techniques():
            yield f"by {technique}", _numbers(tally, technique=technique)


def _numbers(tally: Tally, *, group: str | None = None, technique: str | None = None) -> tuple[int, ...]:
    counts = [tally.total(outcome, group=group, technique=technique) for outcome in OUTCOMES]
    return (*counts, sum(counts))


def summary_lines(tally: Tally, *, bad: int, seconds: float, width: int = 100, ink: Ink = no_ink) -> Iterator[str]:
    """The summary for people; `bad` rows could not be read, `seconds` passed on the wall."""
    rows = [*table_rows(tally), ("all", _numbers(tally))]
    name = min(max(len(plain(row)) for row, _ in rows), max(20, width - 70))
    yield ink(f"  {pad('', name)}{''.join(f'{word:>10}' for word in (*OUTCOMES, 'all'))}", "faint")
    for row, numbers in rows:
        cells = [
            ink(f"{number or '.':>10}", _INKS[outcome] if number else "faint")
            for outcome, number in zip(OUTCOMES, numbers, strict=False)
        ]
        yield f"  {pad(plain(row), name)}{''.join(cells)}{numbers[-1]:>10}  {_bar(numbers)}"
    yield ""
    for technique in tally.techniques():
        total, solved = tally.total(technique=technique), tally.total(SOLVED, technique=technique)
        refuted = tally.total(REFUTED, technique=technique)
        other = f", {refuted / total:.1%} were decided otherwise than expected" if refuted else ""
        yield f"  {solved / total:.1%} of {total:,} fell to {plain(technique)}{other}"
    if tally.by_tier:
        yield f"  by tier     {', '.join(f'{number:,} {tier}' for tier, number in tally.by_tier.most_common())}"
    yield f"  time        {_spread(tally.seconds.percentile, 's')}; {seconds:,.1f} s on the wall"
    if tally.megabytes.percentile(100):
        yield f"  memory      {_spread(tally.megabytes.percentile, 'MB')}"
    if tally.resumed:
        yield f"  from before {tally.resumed:,}: their time is of then"
    if bad:
        yield ink(f"  bad rows    {bad:,}: named above, and asked nothing", "error")
    yield from _hardest(tally, width, ink)


def _hardest(tally: Tally, width: int, ink: Ink) -> Iterator[str]:
    hardest = list(tally.hardest())
    if hardest:
        yield ""
        yield ink(f"  The hardest of {tally.total(OPEN):,} that stay open", "strong")
        for seconds, problem, technique, reason in hardest:
            yield cut(f"    {seconds:8.1f} s  {plain(problem)}  {plain(technique)}: {plain(reason)}", width)


def _bar(numbers: Sequence[int]) -> str:
    """Solved and refuted as parts of a bar; the signs differ, whatever the colours."""
    total = max(1, numbers[-1])
    solved, refuted = (round(_BAR * number / total) for number in numbers[:2])
    return f"{'█' * solved}{'▒' * min(refuted, _BAR - solved)}{'·' * (_BAR - solved - refuted)}"


def _spread(percentile: Any, unit: str) -> str:
    words = {50: "half", 100: "most"}
    return ", ".join(f"{words.get(percent, f'{percent} %')} {percentile(percent):.3g} {unit}" for percent in PERCENTS)


def summary_object(tally: Tally, *, bad: int, seconds: float) -> dict[str, Any]:
    """`sweep --format json`."""
    return {
        "version": __version__,
        "asked": tally.total(),
        "from_before": tally.resumed,
        "bad_rows": bad,
        "outcomes": {outcome: tally.total(outcome) for outcome in OUTCOMES},
        "by_tier": dict(tally.by_tier),
        "groups": {group: _named(_numbers(tally, group=group)) for group in tally.groups()},
        "techniques": {
            technique: {**_named(_numbers(tally, technique=technique)), "solved_fraction": tally.fraction(technique)}
            for technique in tally.techniques()
        },
        "seconds": {f"p{percent}": tally.seconds.percentile(percent) for percent in PERCENTS},
        "peak_mb": {f"p{percent}": tally.megabytes.percentile(percent) for percent in PERCENTS},
        "wall_seconds": round(seconds, 3),
        "hardest_open": [
            {"problem": problem, "technique": technique, "seconds": took, "reason": reason}
            for took, problem, technique, reason in tally.hardest()
        ],
    }


def _named(numbers: Sequence[int]) -> dict[str, int]:
    return dict(zip((*OUTCOMES, "all"), numbers, strict=True))
