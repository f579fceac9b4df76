"""Searching for a proof of an open leaf: who searches, for how long, and every candidate with Lean's answer, live."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Footer, Input, Label, Static

from workbench.dispatch.sandbox import Access
from workbench.errors import WorkbenchError
from workbench.search.outside import Prover
from workbench.search.prove import PROVED, Result, Wanted
from workbench.search.session import Failed, Finished, Open
from workbench.survey import theorems_of
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.search import Candidate, Search
from workbench.tui.widgets.detail import Detail
from workbench.tui.widgets.rows import Listing, Row, Rows, listing
from workbench.views.ink import Ink
from workbench.views.plain import cells, count, fold, plain

LOOK_SECONDS = 0.25
_SIGNS = {Finished: ("✓", "green"), Open: ("◐", "blue_prove"), Failed: ("✗", "faint")}


class ProveScreen(ListScreen):
    """One search at a time; it goes on when one leaves the screen."""

    HEAD = "Prove"
    HELP: ClassVar[str] = (
        "Searches a **proof** of the node's theorems that have `sorry` for one: by `plain`, our own portfolio of "
        "tactics, by `leandojo`, or by a program of yours (its command line). Every candidate is listed with what Lean "
        "makes of it. What the audit accepts is written in place of `sorry`, and nothing else is touched."
    )
    DEFAULT_CSS = """
    ProveScreen > #asked { height: 1; padding: 0 1; }
    ProveScreen > #asked > Label { width: auto; padding: 0 1 0 0; }
    ProveScreen > #asked > #using { width: 1fr; }
    ProveScreen > #asked > #seconds { width: 8; }
    ProveScreen > #going { height: auto; max-height: 4; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "begin", "Search"),
        Binding("x", "stop", "Stop"),
        Binding("slash", "prover", "Prover", key_display="/"),
    ]

    def compose(self) -> ComposeResult:
        """What is asked for, how it goes, candidates, keys."""
        yield Static(self.HEAD, id="title", markup=False)
        with Horizontal(id="asked"):
            yield Label("with")
            yield Input("plain", id="using", compact=True)
            yield Label(" seconds")
            yield Input("60", id="seconds", compact=True, type="number")
        yield Static(id="going", markup=False)
        with Container(id="body"):
            yield Rows(id="rows")
            yield Detail(id="about")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the search of this node, if there is one."""
        self._seen = (-1, "")
        self.set_interval(LOOK_SECONDS, self._look)
        self._look()

    @property
    def search(self) -> Search | None:
        """The one that is shown: of the selected node, or whichever runs."""
        found = self.workbench.work.search
        return found if found and (found.runs or found.node == self.workbench.selected) else None

    def _look(self) -> None:
        search = self.search
        self.query_one("#going", Static).update(going(search, self.workbench.selected))
        now = (search.tried, search.line) if search else (0, "")
        if now != self._seen:
            self._seen = now
            self.refill()

    def gather(self, desk: Desk) -> Listing:
        """The candidates: what proves it first, then the latest first."""
        search = self.search
        found = list(reversed(search.candidates)) if search else []
        found.sort(key=lambda one: not isinstance(one.outcome, Finished))
        title = f"{self.HEAD} · {self.workbench.selected}" if search is None else f"{self.HEAD} · {search.node}"
        return listing(title, map(_row, found), "s begins the search")

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """The whole script, and all that Lean said of it."""
        candidate: Candidate = row.about
        yield ink(f"candidate {candidate.number}: {plain(candidate.answer)}"[:width], "strong")
        yield ""
        for line in (line for step in candidate.script for line in step.split("\n")):
            yield from _kept(line, width)
        outcome = candidate.outcome
        said = outcome.text if isinstance(outcome, Open) else outcome.why if isinstance(outcome, Failed) else ""
        yield ""
        for line in said.splitlines():
            yield from (ink(part, "faint") for part in _kept(line, width))

    def preferred(self) -> str | None:
        """The first."""
        return None

    def action_prover(self) -> None:
        """Say who searches."""
        self.query_one("#using").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field begins the search."""
        self.action_begin()

    def action_begin(self) -> None:
        """Begin, where nothing is searched for yet."""
        work, desk, node = self.workbench.work, self.workbench.desk, self.workbench.selected
        if desk is None or node is None or node not in desk.blueprint.statements:
            return
        if work.search is not None and work.search.runs:
            self.notify(f"{work.search.node} is being searched for still: x stops it", markup=False)
            return
        try:
            theorems = theorems_of(desk.blueprint.statements[node])
            work.search = Search(desk.workspace, node, theorems, self._wanted(desk), self._ended)
        except WorkbenchError as error:
            self.notify(plain(str(error)), severity="error", markup=False)
            return
        self.query_one(Rows).focus()
        self._look()

    def _wanted(self, desk: Desk) -> Wanted:
        try:
            seconds = max(1.0, float(self.query_one("#seconds", Input).value))
        except ValueError:
            seconds = Wanted().seconds
        limits = desk.workspace.limits
        using = self.query_one("#using", Input).value.strip() or Wanted().using
        return Wanted(using=using, seconds=seconds, limits=limits, outside=Prover((), Access(), {}, limits.memory_mb))

    def _ended(self, search: Search) -> None:
        """In the search's thread."""
        app = self.workbench
        said = "; ".join(result_words(one) for one in search.results) or search.fault
        app.call_later(partial(app.notify, plain(f"{search.node}: {said}"), markup=False))
        if any(one.written for one in search.results):
            app.call_later(app.reload)

    def action_stop(self) -> None:
        """End the search; its children are gone with it."""
        search = self.workbench.work.search
        if search is not None and search.runs:
            search.stop()
            self._look()
        else:
            self.notify("nothing is searched for", markup=False)


def going(search: Search | None, node: str | None) -> str:
    """How it goes, a line or two."""
    if search is None:
        return "What the audit accepts is written in place of `sorry`. s begins, / names another prover."
    if search.runs:
        doing = "stopping" if search.stopping else plain(search.line)
        return f"… {count(search.tried, 'candidate')} · {doing}"
    said = [result_words(one) for one in search.results]
    return "\n".join(plain(one) for one in (*said, *([search.fault] if search.fault else [])))


def result_words(one: Result) -> str:
    """What came of one theorem."""
    if one.outcome != PROVED:
        return f"{'●' if one.is_proved else '✗'} {one.name}: {one.reason}"
    return f"◉ {one.name}: proved and {'written to' if one.written else 'not written to'} {one.file}:{one.line}"


def _row(candidate: Candidate) -> Row:
    sign, meaning = _SIGNS.get(type(candidate.outcome), ("·", "faint"))
    return Row(
        cells=(
            (f"{sign} {candidate.number}", meaning),
            (plain("; ".join(candidate.script)), ""),
            (plain(candidate.answer), meaning),
        ),
        key=str(candidate.number),
        about=candidate,
    )


def _kept(line: str, width: int) -> list[str]:
    """A line of a proof or a goal, its indentation kept, folded where it is too long."""
    margin = " " * (len(line) - len(line.lstrip(" ")))
    return [f"{margin}{part}" for part in fold(plain(line), max(10, width - cells(margin)))] or [""]
