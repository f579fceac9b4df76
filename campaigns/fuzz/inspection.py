"""What a page of Workbench, or a part of one, may hold when hostile text went into it.

Only the plain form of HTML is let through that our templates are written in: every `<` begins a tag, names are plain,
values stand in double quotes and hold neither `<` nor `>`, what is opened is closed. Browsers read no other tree out of
such a text than this one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

MARK = "zqxjk"
"""Stands in every hostile text; wherever it turns up, the sources put it there."""

_VOID = frozenset(("meta", "br", "img", "input", "link", "hr", "wbr", "col"))
_NEVER = frozenset(
    (
        *("iframe", "object", "embed", "base", "link", "frame", "frameset", "applet", "foreignobject", "animate"),
        *("set", "audio", "video", "portal"),
    )
)
_RAW = frozenset(("script", "style"))
"""Elements whose text is no HTML: it ends where their end tag begins."""
_END_OF_RAW = re.compile("</(?:script|style)", re.IGNORECASE)
_ADDRESS = re.compile(r"#|https?://|mailto:")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPEAKING = frozenset(
    ("id", "href", "title", "alt", "aria-label", "for", "value", "src", "aria-labelledby", "aria-describedby")
)
"""Attributes whose value may hold what the author wrote; data-... are the others."""
_NO_ADDRESS = frozenset(("style", "srcdoc", "xlink:href", "action", "formaction", "background", "poster"))
"""Attributes that no page has, for they act."""

_COLOUR = re.compile(rf": {MARK}; }}")
"""The author may name a colour: one word, and if it is none, the browser passes over it."""

_DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
_TAG = re.compile(r'<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][A-Za-z0-9:-]*(?:="[^"<>]*")?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:-]*)(?:="([^"<>]*)")?')


@dataclass(slots=True)
class Inspection:
    """What was seen of a page."""

    count: dict[str, int] = field(default_factory=dict)
    """How often each element was opened."""
    data: str = ""
    """What its JSON says."""


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closes: bool
    opens: bool
    """Its content follows, up to the tag that closes it."""
    json: bool
    """A script that is data."""


def inspected(page: str) -> Inspection:
    """What was seen of a page or a part of one. Raises AssertionError where the page has what no page may have."""
    hidden = _HIDDEN.search(page)
    assert hidden is None, f"the character {hidden and hidden[0]!r}"
    seen = Inspection()
    unclosed: list[str] = []
    for tag, text in _pieces(page):
        if tag.closes:
            assert unclosed and unclosed.pop() == tag.name, f"</{tag.name}> closes {unclosed[-3:]}"
            continue
        seen.count[tag.name] = seen.count.get(tag.name, 0) + 1
        if tag.opens:
            unclosed.append(tag.name)
        if tag.json:
            seen.data += text
        elif tag.name in _RAW:
            assert MARK not in _COLOUR.sub("", text), f"the author's text in <{tag.name}>"
    assert not unclosed, f"left open: {unclosed}"
    return seen


def _pieces(page: str) -> Iterator[tuple[_Tag, str]]:
    """Each tag with the text that stands after it."""
    start = _DOCTYPE.match(page)
    at = page.find("<", start.end() if start else 0)
    while at >= 0:
        found = _TAG.match(page, at)
        assert found is not None, f"no tag: {page[at : at + 200]!r}"
        tag = _tag(found[0])
        if tag.opens and tag.name in _RAW:
            end = _END_OF_RAW.search(page, found.end())
            assert end is not None, f"<{tag.name}> has no end"
            after = end.start()
        else:
            after = page.find("<", found.end())
        yield tag, page[found.end() : after] if after >= 0 else page[found.end() :]
        at = after


@lru_cache(1 << 14)  # most tags of a page are those of the template
def _tag(text: str) -> _Tag:
    """A tag that is in order. Raises AssertionError for any other."""
    found = _TAG.fullmatch(text)
    assert found is not None
    closes, name, inside, single = found.groups()
    name = name.lower()
    assert name not in _NEVER, f"<{name}>"
    assert MARK not in name, f"the element {name}"
    attributes = [(one[1].lower(), unescape(one[2] or "")) for one in _ATTRIBUTE.finditer(inside)]
    assert not (closes and (attributes or single)), text
    assert len({attribute for attribute, _ in attributes}) == len(attributes), f"an attribute twice: {text}"
    for attribute, value in attributes:
        _check(name, attribute, value)
    json = name == "script" and dict(attributes).get("type") == "application/json"
    return _Tag(name, bool(closes), not (closes or single or name in _VOID), json)


def _check(name: str, attribute: str, value: str) -> None:
    shown = f"{name} {attribute}={value!r}"
    assert MARK not in attribute and not attribute.startswith("on") and attribute not in _NO_ADDRESS, shown
    if attribute in ("href", "cite"):
        assert _ADDRESS.match(value), shown
    if attribute == "src":
        assert value.startswith("data:image/"), shown
    if MARK in value:
        assert attribute in _SPEAKING or attribute.startswith("data-"), shown
