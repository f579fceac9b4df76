"""What the page shows of a node, gathered once: graph, text, overview and the data of the script all read it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.blueprint.asserted import Asserted, asserted
from workbench.blueprint.document import Content, Document, ProofOf, Statement
from workbench.blueprint.graph import Edge, proof_edges, statement_edges
from workbench.blueprint.model import Graph, Node
from workbench.status import SIGNS, Mark, NodeStatus, Report, Status
from workbench.views.html.anchors import Anchors
from workbench.views.plain import cut, plain
from workbench.views.tex import readable
from workbench.views.text import STATUS_WORDS


class Word(StrEnum):
    """The author's word on a node, as leanblueprint's fill and border have it, the furthest first."""

    FULLY_PROVED = "fully_proved"
    PROVED = "proved"
    DEFINED = "defined"
    CAN_PROVE = "can_prove"
    STATED = "stated"
    CAN_STATE = "can_state"
    NOT_READY = "not_ready"
    NOTHING = "nothing"


WORD_WORDS: Mapping[Word, str] = {
    Word.FULLY_PROVED: "proved, with all it uses",
    Word.PROVED: "proved",
    Word.DEFINED: "defined",
    Word.CAN_PROVE: "ready to prove",
    Word.STATED: "stated",
    Word.CAN_STATE: "ready to state",
    Word.NOT_READY: "not ready",
    Word.NOTHING: "nothing said",
}
LONGEST = 240
"""Characters of a title or label where it is only named; the text has the whole of it."""
LOUD = (Mark.BROKEN, Mark.REFUTED, Mark.FAILED, Mark.STALE)
"""The marks that a reader must not miss, the worst first."""


@dataclass(frozen=True, slots=True)
class Card:
    """One node of the graph."""

    node: Node
    state: NodeStatus
    asserted: Asserted
    word: Word
    anchor: str
    head: str
    """`Theorem 2.25`, or the environment alone where it has no number; plain text."""
    title: str
    """Its title with formulas in Unicode, or its label where it has none; plain text."""
    chapter: int
    """Index into `Deck.chapters`."""

    @property
    def loud(self) -> Mark | None:
        """Its worst mark."""
        return next((mark for mark in LOUD if mark in self.state.marks), None)

    @property
    def described(self) -> str:
        """Everything that the drawing says of it, in words."""
        marks = [mark.value for mark in self.state.marks]
        tier = [f"{self.state.tier.value} tier"] if self.state.tier and self.state.tier.value not in marks else []
        said = ", ".join([STATUS_WORDS[self.state.status], *tier, *marks])
        return f"{self.head}, {self.title}: {said}; author: {WORD_WORDS[self.word]}"


@dataclass(frozen=True, slots=True)
class Deck:
    """All cards, and how they hang together."""

    cards: Mapping[str, Card]
    """By id, in document order."""
    chapters: tuple[str, ...]
    """Their titles in plain text, in the order of the text; the first may be empty: what stands before any chapter."""
    statement_edges: tuple[Edge, ...]
    """(used, user), of uses in statements; `proof_edges` of uses in proofs alone."""
    proof_edges: tuple[Edge, ...]

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, those of statements first."""
        return (*self.statement_edges, *self.proof_edges)

    def of_chapter(self, chapter: int) -> list[Card]:
        """The cards of one chapter."""
        return [card for card in self.cards.values() if card.chapter == chapter]


def deal(report: Report, document: Document, anchors: Anchors) -> Deck:
    """The cards of a report."""
    blueprint = report.blueprint
    printed = statements_of(document.content)
    words = asserted(blueprint)
    chapters: dict[str | None, int] = {}
    cards = {}
    for id, node in blueprint.nodes.items():
        chapter = chapters.setdefault(node.chapter, len(chapters))
        statement = printed.get(id)
        caption = readable(statement.caption, statement.definitions) if statement else node.env.capitalize()
        number = statement.number if statement else node.ref
        title = readable(node.title_tex, node.definitions) if node.title_tex else ""
        cards[id] = Card(
            node=node,
            state=report.nodes[id],
            asserted=words[id],
            word=_word(words[id]),
            anchor=anchors.add(id),
            head=cut(plain(f"{caption} {number or ''}"), LONGEST),
            title=cut(plain(title) or plain(_short(node)), LONGEST),
            chapter=chapter,
        )
    whole = Graph("", None, tuple(cards))
    of_statements = dict.fromkeys(statement_edges(blueprint, whole))
    of_proofs = [edge for edge in proof_edges(blueprint, whole) if edge not in of_statements]
    titles = tuple(plain(readable(title)) if title else "" for title in chapters)
    return Deck(cards, titles, tuple(of_statements), tuple(of_proofs))


def statements_of(content: Content) -> dict[str, Statement]:
    """Every statement that the blueprint knows, by id, wherever it stands in the text."""
    found: dict[str, Statement] = {}
    for piece in content:
        if isinstance(piece, Statement):
            if piece.id is not None:
                found.setdefault(piece.id, piece)
            found = statements_of(piece.content) | found
        elif isinstance(piece, ProofOf):
            found = statements_of(piece.content) | found
    return found


def sign(card: Card) -> str:
    """The sign of its status."""
    return SIGNS[Status(card.state.status)]


def _short(node: Node) -> str:
    """A label after its last colon, as leanblueprint shows it."""
    return node.id if node.generated_id else node.id.rsplit(":", 1)[-1] or node.id


def _word(state: Asserted) -> Word:
    if state.fill_means:
        return Word(state.fill_means)
    if state.border_means in ("stated", "mathlib"):
        return Word.STATED
    return Word(state.border_means) if state.border_means else Word.NOTHING
