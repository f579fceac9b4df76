"""Where links lead within the page: an anchor for every label, each once, and none that the page itself needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

# White space may not stand in an id. The rest can be written, but would be drawn as something else, or as nothing.
_UNFIT = re.compile("[\\s\x00-\x1f\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_SAFE = "!$&'()*+,;=:@/?-._~"
_LONGEST = 200
OWN = "_"
"""What the ids of the page's own parts begin with; an anchor never does."""


class Anchors:
    """The anchor of each label: the label itself, unless it cannot stand in an id, is too long, or is ours."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()
        for label in labels:
            self.add(label)

    def add(self, label: str) -> str:
        """The anchor of a label, the same whenever it is asked for."""
        if label not in self._of:
            wanted = _UNFIT.sub("-", label)[:_LONGEST] or "node"
            wanted = f"node{wanted}" if wanted.startswith(OWN) else wanted
            free, number = wanted, 2
            while free in self._taken:
                free, number = f"{wanted}-{number}", number + 1
            self._taken.add(free)
            self._of[label] = free
        return self._of[label]

    def __contains__(self, label: str) -> bool:
        return label in self._of

    def href(self, label: str) -> str:
        """What a link to a label says: `#thm:main`."""
        return fragment(self.add(label))


def fragment(anchor: str) -> str:
    """An anchor as the fragment of an address."""
    return "#" + quote(anchor, safe=_SAFE)


def outward(base: str | None, *path: str) -> str | None:
    """An address below one that the author gave; None where that is no plain http(s) address (`javascript:`...)."""
    if base is None:
        return None
    try:
        parts = urlsplit(base.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or _UNFIT.search(base.strip()):
        return None
    return "/".join([base.strip().rstrip("/"), *path])


def escaped(part: str) -> str:
    """A piece of an address, every sign in it that could end it written as `%XX`."""
    return quote(part, safe="-._~", errors="replace")
