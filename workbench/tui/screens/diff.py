"""Diff: what changed since a git revision that one types in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Footer, Input, Label, Static

from workbench.blueprint.model import Finding
from workbench.changes import StatementChange
from workbench.comparison import Compared, Comparison, compare
from workbench.status import Report
from workbench.tui.desk import Desk
from workbench.tui.screens.findings import rows as finding_rows
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.detail import Detail
from workbench.tui.widgets.node_list import meaning_of
from workbench.tui.widgets.rows import Listing, Row, Rows, heading, listing
from workbench.views.difference import HEADS, statement_change
from workbench.views.explanation import explanation_lines
from workbench.views.ink import Ink
from workbench.views.plain import count, fold, plain
from workbench.views.text import number_of, signs, status_words

START = "HEAD"
"""What stands in the field at first: the last commit."""


class DiffScreen(ListScreen):
    """What `workbench diff REV` prints, for the blueprint on the desk."""

    AUTO_FOCUS = "#revision"
    HEAD = "Diff"
    HELP: ClassVar[str] = (
        "What changed since a **git revision**: type a commit, branch or tag and press enter. Statements are compared "
        "word by word; then what became green, broken, stale or ready, what was added or removed, and findings gained "
        "and lost. Evidence is what is recorded now. `r` moves back to the field; the repository is only read."
    )
    DEFAULT_CSS = """
    DiffScreen > #since { height: 1; padding: 0 1; background: $surface; }
    DiffScreen > #since > Label { color: $ink-faint; padding: 0 1 0 0; }
    DiffScreen > #since > #revision { width: 1fr; height: 1; border: none; background: $surface; }
    DiffScreen > #since > #revision:focus { background: $block-cursor-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="esc"),
        Binding("q", "back", "Back", show=False),
        Binding("r", "revision", "Revision"),
    ]

    def compose(self) -> ComposeResult:
        """The field above what other lists have."""
        yield Static(self.HEAD, id="title", markup=False)
        with Horizontal(id="since"):
            yield Label("since", markup=False)
            yield Input(START, placeholder="a commit, branch or tag", id="revision", compact=True)
        with Container(id="body"):
            yield Rows(id="rows")
            yield Detail(id="about")
        yield Footer(show_command_palette=False)

    def __init__(self) -> None:
        super().__init__()
        self._revision = ""
        """What is compared with; nothing before enter."""

    def action_revision(self) -> None:
        """To the field."""
        self.query_one("#revision", Input).focus()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if revision := message.value.strip():
            self._revision = revision
            self.query_one("#title", Static).update(plain(f"{self.HEAD} · comparing with {revision}..."))
            self.query_one(Rows).focus()
            self.refill()

    def gather(self, desk: Desk) -> Listing:
        """What changed in the blueprint on the desk."""
        if not self._revision:
            return listing(self.HEAD, (), "type a revision above and press enter")
        return compared_listing(compare(desk.workspace, self._revision), desk.blueprint.main, self._revision)

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """The changed words, why a node is what it became, or the finding."""
        match row.about:
            case StatementChange() as change:
                yield ink(plain(change.node), "strong")
                yield ""
                yield statement_change(change, ink)  # marked, and so folded where it is shown
            case Finding() as finding:
                yield ink(plain(str(finding.place)), "strong") + f"  {finding.code}"
                yield from fold(plain(finding.message), width)
                yield from (ink(line, "faint") for line in fold(f"-> {plain(finding.remedy)}", width))
            case Report() as report if row.place is not None:
                id = (row.key or "").partition("|")[2]
                if id in report.nodes:
                    yield from explanation_lines(report, id, width=width, ink=ink)


def compared_listing(found: Comparison, main: str, revision: str) -> Listing:
    """The changes of one blueprint as rows, in the order in which `diff` prints them."""
    one = next((one for one in found.blueprints if one.after.blueprint.main == main), None)
    title = f"Diff · {revision} ({found.start[:10]}) -> the files now"
    return listing(title, _rows(one) if one else (), f"nothing changed since {revision} ({found.start[:10]})")


def _rows(one: Compared) -> Iterator[Row]:
    made = one.changes
    if made.statements:
        yield heading(f"{count(len(made.statements), 'statement')} changed")
        for change in made.statements:
            places = sum(not piece.same for piece in change.pieces)
            yield _row("words", change.node, one.after, change, count(places, "change"))
    for name, (words, _) in HEADS.items():
        yield from _of_nodes(f"Became {words}", name, made.became[name], one.after)
    yield from _of_nodes("No longer green", "lost", made.lost_green, one.after)
    yield from _of_nodes("Added", "added", made.added, one.after)
    yield from _of_nodes("Removed", "removed", made.removed, one.before)
    for words, findings in (("Findings gained", made.findings_gained), ("Findings lost", made.findings_lost)):
        if findings:
            yield heading(words)
            yield from finding_rows(findings)


def _of_nodes(words: str, name: str, nodes: Iterable[str], report: Report) -> Iterator[Row]:
    found = [_row(name, id, report, report, "") for id in nodes]
    if found:
        yield heading(f"{words}: {len(found)}")
        yield from found


def _row(kind: str, id: str, report: Report, about: object, words: str) -> Row:
    status, node = report.nodes.get(id), report.blueprint.statements[id]
    return Row(
        cells=(
            (signs(status) if status else "·", meaning_of(status)),
            (plain(id), "strong"),
            (number_of(node).strip(), "faint"),
            (words or (status_words(status) if status else ""), "faint"),
        ),
        key=f"{kind}|{id}",
        node=id if kind != "removed" else None,
        place=node.place,
        about=about,
    )
