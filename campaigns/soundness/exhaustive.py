"""Whether a question has an answer at all, by trying every candidate: for questions with few enough of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations, product
from typing import Any

from campaigns.soundness import brute

MOST = 2_000_000


def has_answer(family: str, parameters: Mapping[str, Any]) -> bool:
    """Whether some candidate is a witness. Raises ValueError where there are too many to try."""
    return any(brute.answers(family, parameters, candidate) for candidate in _candidates(family, parameters))


def _candidates(family: str, given: Mapping[str, Any]) -> Iterator[dict[str, list[int]]]:
    if family == "queens":
        if given["n"] > 8:
            raise ValueError("too many boards")
        return ({"columns": list(columns)} for columns in permutations(range(given["n"])))
    items = int(given["file"].split()[2]) if family == "graph-colouring" else given["n"]
    colours = len(given["lengths"]) if family == "van-der-waerden" else given["colours"]
    if colours**items > MOST:
        raise ValueError("too many colourings")
    return ({"colouring": list(colouring)} for colouring in product(range(colours), repeat=items))
