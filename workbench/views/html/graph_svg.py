"""A sheet as SVG, written by us, every text of the blueprint's through Markup's escaping.

Both views are in it: a node's classes say its status (`s-green`), what its author says (`w-proved`, and `b-stated` for
leanblueprint's border), and the style sheet shows one of them, and of the signs `.e` or `.a`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from workbench.status import Status
from workbench.views.html.anchors import OWN, fragment
from workbench.views.html.cards import Card, Word
from workbench.views.html.sheets import Figure, Sheet
from workbench.views.layout import Box, Layout, Point
from workbench.views.plain import cells

_MARGIN: Final = 12.0
_NARROW: Final = frozenset("iljtfrI1.,:;'’|!()[] ")
_WIDE: Final = frozenset("mwMW@%—…")


def box(figure: Figure) -> Box:
    """How much room a box needs: our guess at the width of its text, in points."""
    text = max([_width(figure.head, 6.2) + 16, *(_width(line, 7.3) for line in figure.lines)])
    bar = 12 if figure.statuses else 0
    return Box(figure.id, round(max(text, 48) + 22, 1), 23 + 15 * len(figure.lines) + bar)


def _width(text: str, letter: float) -> float:
    if not text.isascii():
        return cells(text) * letter * 1.03
    narrow = sum(character in _NARROW for character in text)
    wide = sum(character in _WIDE or character.isupper() for character in text)
    return letter * (len(text) - 0.42 * narrow + 0.32 * wide)


def draw(sheet: Sheet, layout: Layout, numbers: Mapping[str, int], sheet_names: Mapping[int, str]) -> Markup:
    """The drawing; `numbers` are those of the nodes in the script's data, `sheet_names` the ids of chapters' sheets."""
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    edges = Markup("").join(
        Markup('<path class="{}"{} d="{}"/>').format(
            "st" if dashed else "pf", _ends(used, user, numbers), _path(layout.curves[used, user])
        )
        for used, user, dashed in sheet.edges
    )
    figures = Markup("").join(
        _figure(figure, box(figure), layout.centres[figure.id], numbers, sheet_names) for figure in sheet.figures
    )
    return Markup(
        '<svg class="graph" role="group" aria-label="{}" width="{:.0f}" height="{:.0f}" viewBox="0 0 {:.0f} {:.0f}">'
        '<g class="world" transform="translate({} {})"><g class="edges" aria-hidden="true">{}</g>{}</g></svg>'
    ).format(f"Drawing: {sheet.title}", width, height, width, height, _MARGIN, _MARGIN, edges, figures)


def _ends(used: str, user: str, numbers: Mapping[str, int]) -> Markup:
    """The numbers of both nodes, for the script; nothing of an edge to a chapter."""
    if used not in numbers or user not in numbers:
        return Markup("")
    return Markup(' data-e="{} {}"').format(numbers[used], numbers[user])


def _path(points: tuple[Point, ...]) -> str:
    start, *rest = (f"{x:.0f} {y:.0f}" for x, y in points)
    return f"M{start}C{' '.join(rest)}"


def _figure(figure: Figure, size: Box, at: Point, numbers: Mapping[str, int], sheet_names: Mapping[int, str]) -> Markup:
    if figure.card is None:
        return _chapter(figure, size, at, sheet_names)
    card = figure.card
    border = f" b-{card.asserted.border_means}" if card.asserted.border_means else ""
    marks = f" m-{card.loud.value}" if card.loud else ""
    return Markup(
        '<a class="node s-{} w-{}{}{}" href="{}" data-n="{}" aria-label="{}" '
        'transform="translate({:.0f} {:.0f})">{}{}</a>'
    ).format(
        card.state.status.value,
        card.word.value,
        border,
        marks,
        fragment(card.anchor),
        numbers[card.node.id],
        card.described,
        *at,
        _outline(card, size),
        _text(figure, size),
    )


def _outline(card: Card, size: Box) -> Markup:
    """The shape with its sign in either view: no status hangs on a colour alone."""
    x, y = -size.width / 2, -size.height / 2
    outline = Markup('<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" rx="{}"/>').format(
        x, y, size.width, size.height, 3 if card.node.is_definition else 17
    )
    at = Markup('x="{:.0f}" y="{:.0f}"').format(x + 13, y + 11.5)
    signs = Markup('<use class="e" href="#{o}s-{}" {at}/><use class="a" href="#{o}w-{}" {at}/>').format(
        card.state.status.value, card.word.value, o=OWN, at=at
    )
    if card.loud:
        signs += Markup('<use class="e" href="#{}m-{}" x="{:.0f}" y="{:.0f}"/>').format(
            OWN, card.loud.value, -x - 11, y + 11
        )
    return outline + signs


def _text(figure: Figure, size: Box) -> Markup:
    top = -size.height / 2
    head = Markup('<text class="h" x="{:.0f}" y="{:.0f}">{}</text>').format(
        -size.width / 2 + 22 if figure.card else 0, top + 15, figure.head
    )
    lines = (
        Markup('<text y="{:.0f}">{}</text>').format(top + 30 + 15 * number, line)
        for number, line in enumerate(figure.lines)
    )
    return head + Markup("").join(lines)


def _chapter(figure: Figure, size: Box, at: Point, sheet_names: Mapping[int, str]) -> Markup:
    assert figure.chapter is not None
    x, y = -size.width / 2, -size.height / 2
    name = " ".join(figure.lines)
    return Markup(
        '<a class="{}" href="{}" aria-label="{}" transform="translate({:.0f} {:.0f})">'
        '<rect class="c" x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" rx="6"/>{}{}</a>'
    ).format(
        "chapter" if figure.statuses else "beyond",
        fragment(sheet_names[figure.chapter]),
        f"Chapter {name}: {figure.head}",
        *at,
        x,
        y,
        size.width,
        size.height,
        _text(figure, size),
        _bars(figure, size) if figure.statuses else "",
    )


def _bars(figure: Figure, size: Box) -> Markup:
    """How far a chapter is, as a bar in each view."""
    statuses = [(status.value, (figure.statuses or {}).get(status, 0)) for status in Status]
    words = [(word.value, (figure.words or {}).get(word, 0)) for word in Word]
    return Markup("").join(_bar(view, counts, size) for view, counts in (("e", statuses), ("a", words)))


def _bar(view: str, counts: Sequence[tuple[str, int]], size: Box) -> Markup:
    total = sum(number for _, number in counts) or 1
    at, parts = -size.width / 2 + 10, Markup("")
    for key, number in counts:
        wide = (size.width - 20) * number / total
        if number:
            parts += Markup('<rect class="bar-{}" x="{:.1f}" y="{:.0f}" width="{:.1f}" height="6"/>').format(
                key, at, size.height / 2 - 13, wide
            )
        at += wide
    return Markup('<g class="{}">{}</g>').format(view, parts)
