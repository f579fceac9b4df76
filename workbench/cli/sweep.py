"""`workbench sweep`: many problems at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.isolation import require_isolation_option, settle_isolation
from workbench.cli.options import JSON_OR_TEXT, MEGABYTES, SECONDS
from workbench.cli.terminal import ink_for, say, tell, width_of
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.sweep.journal import Journal
    from workbench.sweep.outcome import Outcome
    from workbench.sweep.rows import BadRow, Row
    from workbench.sweep.stream import Happening
    from workbench.sweep.tally import Tally
    from workbench.workspace import Workspace

LOG_SECONDS = 10.0
"""Between two lines of progress where stderr is no terminal."""


class Parameter(click.ParamType[tuple[str, str]]):
    """`n=1..100`, `colours=4`."""

    name = "key=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Name and what was written."""
        key, sign, written = str(value).partition("=")
        if not (sign and key and written):
            self.fail(f"{value!r} is no parameter, such as n=1..100.", param, ctx)
        return key.strip(), written.strip()


@click.command("sweep")
@click.argument("set", metavar="SET")
@click.option(
    "--with",
    "using",
    metavar="NAME",
    multiple=True,
    help="A technique (sat, symbolic, smt, plain, a tactic or a file of them); several are compared.",
)
@click.option("--param", "ranges", type=Parameter(), multiple=True, help="Of a family: n=1..100, colours=4.")
@click.option("--jobs", type=click.IntRange(1, 4096), help="Problems side by side [default: workbench.toml's, 2].")
@click.option("--timeout", metavar="S", type=SECONDS, help="Seconds of one problem.")
@click.option("--memory", metavar="MB", type=MEGABYTES, help="Megabytes of one problem's processes together.")
@click.option("--cluster", metavar="ADDRESS", help="Ask on the workers of a dask scheduler, such as tcp://host:8786.")
@click.option("--limit", type=click.IntRange(1), help="Only so many rows.")
@click.option("--rerun", is_flag=True, help="Ask what was asked before, too.")
@require_isolation_option
@click.option("--output", type=click.Path(path_type=Path), help="The result, row by row: FILE.jsonl or FILE.csv.")
@click.option("--format", "form", type=JSON_OR_TEXT, default="text", show_default=True)
def sweep_command(
    set: str,
    using: tuple[str, ...],
    ranges: tuple[tuple[str, str], ...],
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    cluster: str | None,
    limit: int | None,
    rerun: bool,
    require_isolation: bool,
    output: Path | None,
    form: str,
) -> int:
    """Try every problem of SET: a folder of problem files, a .jsonl or .csv file, or a family with --param.

    Answers are certified and recorded as ever. A sweep that was stopped, however, goes on where it was when the
    same command is given again. A row that cannot be used is named by its line, and the rest goes on.

    Exit code 0: every row was asked, and nothing decided otherwise than expected; 1: something was; 2: a bad row or a
    tool that failed; 3: a tool is missing; 130: interrupted.

    \b
    Examples:
      workbench sweep problems/sets/answers.jsonl
      workbench sweep schur --param n=1..44 --param colours=4 --output schur.csv
      workbench sweep problems/sets/goals.jsonl --with simp --with decide --with plain --timeout 5
      workbench sweep problems/sets/colouring.jsonl --cluster tcp://head:8786 --format json
    """
    import itertools

    from workbench.sweep.rows import read_set
    from workbench.sweep.tally import Tally
    from workbench.views.sweeping import sentence, summary_lines, summary_object
    from workbench.workspace import find_workspace

    if output is not None and output.suffix not in (".jsonl", ".csv"):
        raise BadInput("the result is a .jsonl or a .csv file", remedy="name it so", file=output.as_posix())
    if output is not None and output.exists() and Path(set).exists() and output.samefile(set):
        raise BadInput("the result would take the place of the set", remedy="name another file", file=output.as_posix())
    workspace = find_workspace(None)
    rows = itertools.islice(read_set(set, ranges, workspace.root), limit)
    settle_isolation(require_isolation)
    tally, watch = Tally(), _Watch()
    started = time.monotonic()
    interrupted = False
    wanted = _Wanted(set, ranges, using, jobs, timeout, memory, cluster, rerun, output)
    try:
        _sweep(workspace, rows, wanted, tally, watch)
    except KeyboardInterrupt:
        interrupted = True
    took = time.monotonic() - started
    if form == "json":
        import json

        say(json.dumps(summary_object(tally, bad=watch.bad, seconds=took)) + "\n")
    elif tally.total():
        say(summary_lines(tally, bad=watch.bad, seconds=took, width=width_of(sys.stdout), ink=ink_for(sys.stdout)))
    if interrupted:
        tell(f"workbench: interrupted; {sentence(tally, watch.bad)}; the same command goes on from here")
        return 130
    return watch.exit_code(tally)


class _Watch:
    """What the exit code is made from, beside the tally."""

    def __init__(self) -> None:
        self.bad = 0
        self.missing = False

    def exit_code(self, tally: Tally) -> int:
        from workbench.sweep.outcome import FAILED, REFUTED

        if self.bad or (tally.total(FAILED) and not self.missing):
            return 2
        return 3 if self.missing else int(bool(tally.total(REFUTED)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the command line says."""

    set: str
    ranges: Sequence[tuple[str, str]]
    using: Sequence[str]
    jobs: int | None
    timeout: float | None
    memory: int | None
    cluster: str | None
    rerun: bool
    output: Path | None


def _sweep(workspace: Workspace, rows: Iterator[Row | BadRow], wanted: _Wanted, tally: Tally, watch: _Watch) -> None:
    from workbench.evidence.record import Limits
    from workbench.evidence.store import Store
    from workbench.sweep.journal import Journal, journal_path
    from workbench.sweep.outcome import FAILED
    from workbench.sweep.stream import Done, Refused, Sweep
    from workbench.sweep.techniques import techniques

    def limits(row: Row) -> Limits:
        problem, usual = row.problem, workspace.limits
        return Limits(
            wanted.timeout or problem.seconds or usual.seconds, wanted.memory or problem.memory_mb or usual.memory_mb
        )

    with ExitStack() as opened:
        # What is asked of a range of parameters expects nothing, and so is no evidence for any statement.
        store = None if wanted.ranges else opened.enter_context(Store.open(workspace.store_path, write=True))
        journal = opened.enter_context(Journal(journal_path(workspace.store_path, wanted.set, wanted.ranges)))
        write = opened.enter_context(_writer(wanted.output))
        show = opened.enter_context(_progress(tally, watch))
        known = {} if wanted.rerun else _known(journal)

        def on_event(event: Happening) -> None:
            match event:
                case Done(outcome=outcome, resumed=resumed, missing=missing):
                    if not resumed and outcome.outcome != FAILED:
                        journal.add(outcome)
                    watch.missing |= missing
                    write(outcome)
                    tally.add(outcome, resumed=resumed)
                case Refused(error=error):
                    watch.bad += 1
                    tell(f"workbench: {error}")
            show(event)

        many = wanted.jobs or workspace.settings.limits.jobs
        chosen = techniques(wanted.using)
        if wanted.cluster:
            from workbench.sweep.clustered import Clustered, Link

            link = Link(wanted.cluster)
            opened.callback(link.close)
            chosen = [Clustered(technique, link) for technique in chosen]
            many = wanted.jobs or 2 * link.threads  # so that no worker waits for the network
        Sweep(rows, chosen, store, known, limits, workspace, many).run(on_event)


def _known(journal: Journal) -> dict[tuple[str, str], Outcome]:
    """What this user's sweeps of the set found before; says of how many answers somebody else's lines speak."""
    from workbench.views.plain import count

    known, foreign = journal.known()
    if foreign:
        there = count(foreign, "answer")
        tell(f"workbench: {there} in the journal by another user or machine, or altered since: asked again")
    return known


@contextmanager
def _writer(output: Path | None) -> Iterator[Any]:
    """What is to be called with each outcome: a line of the result, in the file before the next is asked."""
    if output is None:
        yield lambda outcome: None
        return
    import csv
    from dataclasses import fields
    from json import dumps

    from workbench.sweep.outcome import Outcome as Line

    def opener(name: str, flags: int) -> int:
        """Without waiting: a pipe that nobody reads is refused."""
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0), 0o666)

    with open(output, "w", encoding="utf-8", newline="", opener=opener) as file:
        os.set_blocking(file.fileno(), True)
        table = csv.writer(file, lineterminator="\n")
        names = [field.name for field in fields(Line)]
        if output.suffix == ".csv":
            table.writerow(names)

        def write(outcome: Outcome) -> None:
            values = {name: getattr(outcome, name) for name in names}
            if output.suffix == ".csv":
                table.writerow(values.values())
            else:
                file.write(dumps(values, ensure_ascii=False) + "\n")
            file.flush()

        yield write


@contextmanager
def _progress(tally: Tally, watch: _Watch) -> Iterator[Any]:
    """A live table on a terminal, a line now and then in a log."""
    from workbench.views.sweeping import sentence

    if not sys.stderr.isatty():
        last = time.monotonic()

        def log(event: Happening) -> None:
            nonlocal last
            if time.monotonic() - last > LOG_SECONDS:
                last = time.monotonic()
                tell(f"… {sentence(tally, watch.bad)}")

        yield log
        return
    from rich.console import Console
    from rich.live import Live

    running: dict[int, str] = {}
    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as live:

        def draw(event: Happening) -> None:
            from workbench.sweep.stream import Begun

            if isinstance(event, Begun):
                running[event.worker] = f"{event.problem} ({event.technique})"
            if time.monotonic() - drawn[0] > 0.2:
                drawn[0] = time.monotonic()
                live.update(_table(tally, sentence(tally, watch.bad), running.values()))

        drawn = [0.0]
        yield draw


def _table(tally: Tally, line: str, running: Any) -> Any:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from workbench.sweep.outcome import OUTCOMES
    from workbench.views.plain import plain
    from workbench.views.sweeping import table_rows

    table = Table(box=None, header_style="dim")
    for number, word in enumerate(("", *OUTCOMES, "all")):
        table.add_column(word, justify="right" if number else "left")
    for name, numbers in table_rows(tally):
        table.add_row(Text(plain(name)), *(str(number or "·") for number in numbers))
    return Group(table, *(Text(f"… {plain(name)}", style="dim") for name in running), Text(line))
