"""What is drawn on which sheet: everything on one, or first the chapters and then a sheet for each of them.

On a chapter's sheet whatever lies beyond it is collapsed into one box for each other chapter: what is used above, what
uses it below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workbench.blueprint.graph import Edge, reduction
from workbench.status import Status
from workbench.views.html.anchors import OWN
from workbench.views.html.cards import Card, Deck, Word
from workbench.views.plain import count, cut, fold

MOST_ON_ONE_SHEET: Final = 300
_LINE: Final = 21
"""Characters in a line of a box."""
_MOST_LINES: Final = 3
WHOLE: Final = f"{OWN}whole"
CHAPTERS: Final = f"{OWN}chapters"


@dataclass(frozen=True, slots=True)
class Figure:
    """One box of a drawing: a node, a chapter, or what lies beyond a chapter."""

    id: str
    head: str
    lines: tuple[str, ...]
    card: Card | None = None
    chapter: int | None = None
    """The chapter whose sheet it leads to."""
    statuses: Mapping[Status, int] | None = None
    """Of a chapter: how many of its nodes have which."""
    words: Mapping[Word, int] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing, not yet laid out."""

    name: str
    """The id of its element."""
    title: str
    figures: tuple[Figure, ...]
    edges: tuple[tuple[str, str, bool], ...]
    """(used, user, whether a statement uses it and not only a proof)."""


def sheets(deck: Deck, *, reduced: bool) -> tuple[Sheet, ...]:
    """The sheets of a blueprint; `reduced` leaves out the edges that a longer path replaces."""
    if len(deck.cards) <= MOST_ON_ONE_SHEET:
        figures = tuple(map(_of_card, deck.cards.values()))
        return (Sheet(WHOLE, "Dependency graph", figures, _drawn(deck.cards, deck, reduced)),)
    return (_overview(deck), *(_of_chapter(deck, number, reduced) for number in range(len(deck.chapters))))


def sheet_of(deck: Deck, chapter: int) -> str:
    """The name of the sheet that shows a chapter."""
    return WHOLE if len(deck.cards) <= MOST_ON_ONE_SHEET else f"{OWN}chapter-{chapter}"


def chapter_title(deck: Deck, chapter: int) -> str:
    """A chapter's title, or words for what stands before the first."""
    return deck.chapters[chapter] or "Before the first chapter"


def _of_card(card: Card) -> Figure:
    return Figure(card.node.id, card.head, _lines(card.title), card=card)


def _lines(title: str) -> tuple[str, ...]:
    lines = fold(title, _LINE)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return tuple(cut(line, _LINE) for line in lines)


def _drawn(ids: Iterable[str], deck: Deck, reduced: bool) -> tuple[tuple[str, str, bool], ...]:
    inside = list(ids)
    among = set(inside)
    of_statements = {edge for edge in deck.statement_edges if among >= {*edge}}
    edges = [edge for edge in deck.edges if among >= {*edge}]
    kept = reduction(inside, edges) if reduced else set(edges)
    return tuple((*edge, edge in of_statements) for edge in edges if edge in kept)


def _overview(deck: Deck) -> Sheet:
    """The quotient graph: a box a chapter, an edge where something of the one uses something of the other."""
    numbers = range(len(deck.chapters))
    of_statements = _between_chapters(deck, deck.statement_edges)
    edges = list(dict.fromkeys((*of_statements, *_between_chapters(deck, deck.proof_edges))))
    kept = reduction(list(map(str, numbers)), edges)
    return Sheet(
        CHAPTERS,
        "The chapters",
        tuple(_chapter_box(deck, number) for number in numbers),
        tuple((*edge, edge in of_statements) for edge in edges if edge in kept),
    )


def _between_chapters(deck: Deck, edges: Iterable[Edge]) -> dict[Edge, int]:
    pairs = ((deck.cards[used].chapter, deck.cards[user].chapter) for used, user in edges)
    return Counter((str(used), str(user)) for used, user in pairs if used != user)


def _chapter_box(deck: Deck, number: int) -> Figure:
    cards = deck.of_chapter(number)
    return Figure(
        str(number),
        count(len(cards), "node"),
        _lines(chapter_title(deck, number)),
        chapter=number,
        statuses=Counter(card.state.status for card in cards),
        words=Counter(card.word for card in cards),
    )


def _of_chapter(deck: Deck, number: int, reduced: bool) -> Sheet:
    cards = deck.of_chapter(number)
    own = {card.node.id for card in cards}
    beyond: dict[tuple[str, int], set[str]] = {}
    crossing: dict[Edge, bool] = {}
    for edges, of_statement in ((deck.statement_edges, True), (deck.proof_edges, False)):
        for used, user in edges:
            if (used in own) == (user in own):
                continue
            side, other = ("using it", user) if used in own else ("used", used)
            box = (side, deck.cards[other].chapter)
            beyond.setdefault(box, set()).add(other)
            crossing.setdefault((used, _beyond(*box)) if used in own else (_beyond(*box), user), of_statement)
    boxes = (
        Figure(
            _beyond(side, chapter),
            f"{count(len(ids), 'node')} {side}",
            _lines(chapter_title(deck, chapter)),
            chapter=chapter,
        )
        for (side, chapter), ids in beyond.items()
    )
    return Sheet(
        sheet_of(deck, number),
        chapter_title(deck, number),
        (*map(_of_card, cards), *boxes),
        (*_drawn([card.node.id for card in cards], deck, reduced), *((*edge, way) for edge, way in crossing.items())),
    )


def _beyond(side: str, chapter: int) -> str:
    """The id of the box for another chapter; no node's id has a line break in it."""
    return f"{side}\n{chapter}"
