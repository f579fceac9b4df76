"""The asserted view against the evidence view: which nodes differ, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.status import SIGNS
from workbench.tui.desk import Desk
from workbench.tui.screens.listing import ListScreen
from workbench.tui.widgets.node_list import meaning_of
from workbench.tui.widgets.rows import Listing, Row, heading, listing
from workbench.views.claims import DIFFERENCE_WORDS, WORDS, Claim, Difference, claims
from workbench.views.explanation import explanation_lines
from workbench.views.ink import Ink
from workbench.views.plain import fold, plain
from workbench.views.text import signs, status_words

_LOUD = {Difference.CONTRADICTED: "broken", Difference.UNFOUNDED: "stale", Difference.HOLLOW: "stale"}


class ViewsScreen(ListScreen):
    """Leanblueprint's colour of every node beside ours."""

    HEAD = "Asserted and evidence"
    HELP: ClassVar[str] = (
        "What authors **say** (`\\leanok`, `\\mathlibok`, coloured by leanblueprint's rules) beside what was "
        "**established**. The nodes on which the two differ stand in groups, the worst first; `a` shows those on "
        "which they agree, too. The left sign is the author's word, the right one is ours."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "all", "All / differing")]

    def action_all(self) -> None:
        """Show the nodes on which both agree, too, or no longer."""
        self.workbench.memory.remember(self.workbench, view="differences" if self._everything else "all")
        self.refill()

    @property
    def _everything(self) -> bool:
        return self.workbench.memory.preferences.view == "all"

    def gather(self, desk: Desk) -> Listing:
        """Groups of nodes."""
        found = claims(desk.report)
        differing = sum(one.difference is not Difference.NONE for one in found)
        title = f"{self.HEAD} · {differing} of {len(found)} nodes differ"
        nothing = "both views agree on every node" if found else "no nodes"
        return listing(title, _rows(desk, found, everything=self._everything), nothing)

    def tell(self, desk: Desk, row: Row, width: int, ink: Ink) -> Iterable[str]:
        """Both colours in words, and why ours is what it is."""
        one: Claim = row.about
        yield ink("its author  ", "faint") + ink(f"{SIGNS[one.claimed]} {WORDS[one.word]}", one.claimed.value)
        yield ink("evidence    ", "faint") + ink(
            f"{signs(one.status)} {status_words(one.status)}", meaning_of(one.status)
        )
        yield from (
            ink(line, _LOUD.get(one.difference, "strong")) for line in fold(DIFFERENCE_WORDS[one.difference], width)
        )
        yield ""
        yield from explanation_lines(desk.report, one.node, width=width, ink=ink)


def _rows(desk: Desk, found: Iterable[Claim], *, everything: bool) -> Iterator[Row]:
    groups: dict[Difference, list[Claim]] = {difference: [] for difference in Difference}
    for one in found:
        groups[one.difference].append(one)
    for difference, group in groups.items():
        if group and (everything or difference is not Difference.NONE):
            yield heading(f"{DIFFERENCE_WORDS[difference]}: {len(group)}", _LOUD.get(difference, "strong"))
            yield from (_row(desk, one) for one in group)


def _row(desk: Desk, one: Claim) -> Row:
    node = desk.blueprint.statements[one.node]
    return Row(
        cells=(
            (SIGNS[one.claimed], one.claimed.value),
            (signs(one.status), meaning_of(one.status)),
            (plain(one.node), "strong"),
            (f"{WORDS[one.word]} / {status_words(one.status)}", "faint"),
        ),
        key=one.node,
        node=one.node,
        place=node.place,
        about=one,
    )
