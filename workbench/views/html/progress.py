"""The overview: how far each chapter is, what can be taken up and what waits for it, and what is wrong, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from workbench.blueprint.model import Finding
from workbench.evidence.record import Tier
from workbench.status import Report, Status
from workbench.views.html.anchors import Anchors, fragment
from workbench.views.html.cards import WORD_WORDS, Card, Deck, Word
from workbench.views.html.panel import Pointer, pointer
from workbench.views.html.sheets import chapter_title, sheet_of
from workbench.views.plain import plain
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
    rows: tuple[Row, ...]
    total: Row
    to_prove: tuple[Job, ...]
    to_state: tuple[Job, ...]
    ranking: str
    troubles: tuple[Trouble, ...]
    statuses: Sequence[tuple[Status, str]] = tuple(STATUS_WORDS.items())
    tiers: Sequence[Tier] = tuple(Tier)
    words: Sequence[tuple[Word, str]] = tuple(WORD_WORDS.items())


def overview(report: Report, deck: Deck, anchors: Anchors) -> Overview:
    """The overview of a report."""
    found = work(report)
    rows = [
        _row(chapter_title(deck, number), fragment(sheet_of(deck, number)), deck.of_chapter(number))
        for number in range(len(deck.chapters))
    ]

    def jobs(items: Sequence[Item]) -> tuple[Job, ...]:
        return tuple(_job(item, report, deck, anchors) for item in items)

    return Overview(
        headline=headline(report),
        rows=tuple(rows),
        total=_row("All", None, list(deck.cards.values())),
        to_prove=jobs(found.to_prove),
        to_state=jobs(found.to_state),
        ranking=RANKING,
        troubles=tuple(_trouble(one, report, deck, anchors) for one in troubles(report)),
    )


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
    return Trouble(
        code=one.code,
        severity=one.severity,
        loud=one.code in NODE_RULES,
        message=plain(one.message),
        place=plain(str(one.place)),
        remedy=plain(one.remedy),
        node=pointer(one.node, report, deck, anchors) if one.node in report.blueprint.statements else None,
    )
