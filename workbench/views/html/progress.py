"""The overview: how far each chapter is, what can be taken up and what waits for it, and what is wrong, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from workbench.blueprint.closure import closure
from workbench.blueprint.model import Finding
from workbench.evidence.record import Tier
from workbench.status import Report, Status
from workbench.views.html.anchors import Anchors, fragment
from workbench.views.html.cards import WORD_WORDS, Card, Deck, Word
from workbench.views.html.panel import Pointer, pointer
from workbench.views.html.sheets import chapter_title, sheet_of
from workbench.views.plain import count, plain
from workbench.views.text import STATUS_WORDS, headline
from workbench.views.troubles import NODE_RULES, troubles
from workbench.views.work import RANKING, Item, work

BAR = 1000
"""Units across a bar."""


@dataclass(frozen=True, slots=True)
class Row:
    """One chapter, or all of them."""

    title: str
    href: str | None
    total: int
    statuses: tuple[int, ...]
    """In the order of `Status`."""
    tiers: tuple[int, ...]
    """In the order of `Tier`."""
    words: tuple[int, ...]
    """In the order of `Word`."""
    bar: Markup
    word_bar: Markup


@dataclass(frozen=True, slots=True)
class Job:
    """Something to take up."""

    what: Pointer
    unblocks: int
    chapter: str
    discussion: str | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong."""

    code: str
    severity: str
    loud: bool
    """A node that is broken, refuted or stale, and not only a remark on the sources."""
    message: str
    place: str
    remedy: str
    node: Pointer | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything above the graph."""

    headline: str
    said: str
    """The figures in one sentence by the author's word alone."""
    rows: tuple[Row, ...]
    total: Row
    work: tuple[tuple[str, tuple[Job, ...], tuple[Job, ...]], ...]
    """(which view, ready to prove, ready to state)."""
    ranking: str
    troubles: tuple[Trouble, ...]
    statuses: Sequence[tuple[Status, str]] = tuple(STATUS_WORDS.items())
    tiers: Sequence[Tier] = tuple(Tier)
    words: Sequence[tuple[Word, str]] = tuple(WORD_WORDS.items())


def overview(report: Report, deck: Deck, anchors: Anchors, headings: Mapping[str, str]) -> Overview:
    """The overview of a report; `headings` leads from a chapter's title in plain text to where it stands."""
    found = work(report)
    rows = [
        _row(
            chapter_title(deck, number),
            headings.get(title) or fragment(sheet_of(deck, number)),
            deck.of_chapter(number),
        )
        for number, title in enumerate(deck.chapters)
    ]

    waiting = _waiting(deck)

    def jobs(items: Sequence[Item]) -> tuple[Job, ...]:
        return tuple(_job(item, report, deck, anchors) for item in items)

    return Overview(
        headline=headline(report),
        said=_said_in_short(deck),
        rows=tuple(rows),
        total=_row("All", None, list(deck.cards.values())),
        work=(
            ("e", jobs(found.to_prove), jobs(found.to_state)),
            ("a", jobs(_said(deck, Word.CAN_PROVE, waiting)), jobs(_said(deck, Word.CAN_STATE, waiting))),
        ),
        ranking=RANKING,
        troubles=tuple(_trouble(one, report, deck, anchors) for one in troubles(report)),
    )


def _said_in_short(deck: Deck) -> str:
    counts = Counter(card.word for card in deck.cards.values())
    parts = [f"{counts[word]} {words}" for word, words in WORD_WORDS.items() if counts[word]]
    return f"{count(len(deck.cards), 'node')}: {'; '.join(parts)}" if parts else "no nodes"


def _waiting(deck: Deck) -> dict[str, int]:
    """How many nodes wait for each by the author's word: they rest on it, and are not fully proved or defined."""
    users: dict[str, list[str]] = {id: [] for id in deck.cards}
    for used, user in deck.edges:
        users[used].append(user)
    above = closure(users)
    done = (Word.FULLY_PROVED, Word.DEFINED)
    open_ = above.mask(id for id, card in deck.cards.items() if card.word not in done)
    return {id: (above.masks[id] & open_).bit_count() for id in deck.cards}


def _said(deck: Deck, word: Word, waiting: Mapping[str, int]) -> list[Item]:
    """The work that there is by the author's word alone, what unblocks most first."""
    found = [Item(id, waiting[id]) for id, card in deck.cards.items() if _to_take(card) is word]
    return sorted(found, key=lambda item: -item.unblocks)


def _to_take(card: Card) -> Word | None:
    """What leanblueprint's colours offer: a blue fill is a proof, or a definition, to be taken up; a blue border a
    statement."""
    if card.asserted.fill_means == Word.CAN_PROVE and not card.node.is_definition:
        return Word.CAN_PROVE
    return Word.CAN_STATE if card.asserted.border_means == Word.CAN_STATE else None


def _row(title: str, href: str | None, cards: Sequence[Card]) -> Row:
    statuses = Counter(card.state.status for card in cards)
    tiers = Counter(card.state.tier for card in cards)
    words = Counter(card.word for card in cards)
    of_status, of_word = [statuses[status] for status in Status], [words[word] for word in Word]
    return Row(
        title=title,
        href=href,
        total=len(cards),
        statuses=tuple(of_status),
        tiers=tuple(tiers[tier] for tier in Tier),
        words=tuple(of_word),
        bar=_bar([(status.value, number) for status, number in zip(Status, of_status, strict=True)]),
        word_bar=_bar([(word.value, number) for word, number in zip(Word, of_word, strict=True)]),
    )


def _bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """A stacked bar; the numbers beside it say the same."""
    total = sum(number for _, number in parts) or 1
    at, pieces = 0.0, Markup("")
    for key, number in parts:
        if number:
            wide = BAR * number / total
            pieces += Markup('<rect class="bar-{}" x="{:.1f}" width="{:.1f}" height="10"/>').format(key, at, wide)
            at += wide
    return Markup('<svg class="bar" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        BAR, pieces
    )


def _job(item: Item, report: Report, deck: Deck, anchors: Anchors) -> Job:
    card = deck.cards[item.node]
    discussion = plain(card.node.discussion) if card.node.discussion else None
    return Job(pointer(item.node, report, deck, anchors), item.unblocks, chapter_title(deck, card.chapter), discussion)


def _trouble(one: Finding, report: Report, deck: Deck, anchors: Anchors) -> Trouble:
    statements = report.blueprint.statements
    return Trouble(
        code=one.code,
        severity=one.severity,
        loud=one.code in NODE_RULES,
        message=plain(one.message),
        place=plain(str(one.place)),
        remedy=plain(one.remedy),
        node=pointer(one.node, report, deck, anchors) if one.node and one.node in statements else None,
    )
