"""A badge for a README: how many nodes are verified, as a small SVG that asks for nothing."""

from __future__ import annotations

from markupsafe import Markup

from workbench.status import Mark, Report, Status
from workbench.views.plain import plain
from workbench.views.summary import summarise

_LETTER = 6.3
_GREEN, _BLUE, _RED, _GREY = "#2a7d4f", "#2f6fb0", "#b3261e", "#5c6166"


def badge(report: Report) -> str:
    """The badge: `blueprint | 58 of 63 verified`, red where something is broken, grey where nothing is verified yet."""
    summary = summarise(report)
    green = summary.statuses[Status.GREEN] + summary.statuses[Status.DARK_GREEN]
    broken, asserted = summary.marks[Mark.BROKEN], summary.marks[Mark.ASSERTED]
    if broken:
        words, colour = f"{broken} broken, {green} of {summary.nodes} verified", _RED
    elif green:
        words, colour = f"{green} of {summary.nodes} verified", _GREEN if green == summary.nodes else _BLUE
    else:
        words, colour = f"{asserted} of {summary.nodes} asserted, none verified", _GREY
    return str(_drawn(plain(report.blueprint.name) or "blueprint", words, colour)) + "\n"


def _drawn(name: str, words: str, colour: str) -> Markup:
    left, right = (round(len(text) * _LETTER + 14) for text in (name, words))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" aria-label="{name}: {words}">'
        "<title>{name}: {words}</title>"
        '<clipPath id="r"><rect width="{whole}" height="20" rx="3"/></clipPath>'
        '<g clip-path="url(#r)"><rect width="{left}" height="20" fill="#33373b"/>'
        '<rect x="{left}" width="{right}" height="20" fill="{colour}"/></g>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        '<text x="{a}" y="14" textLength="{ta}">{name}</text>'
        '<text x="{b}" y="14" textLength="{tb}">{words}</text></g></svg>'
    ).format(
        whole=left + right,
        left=left,
        right=right,
        colour=colour,
        name=name,
        words=words,
        a=left / 2,
        b=left + right / 2,
        ta=left - 14,
        tb=right - 14,
    )
