"""Values of SMT-LIB terms, and whether a value is of a sort.

Booleans are `bool`, integers `int`, reals `Fraction`; an integer may stand for a real.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from workbench.checkers.smt.smtlib import Script, Sexp

MOST_WIDTH = 1 << 16
MOST_SORTS = 14
"""In each other: an array has two, so their number doubles with each."""


class NotEvaluated(Exception):
    """A term, sort or model that is beyond this evaluation; the text says what."""


@dataclass(frozen=True, slots=True)
class Bits:
    """A bit vector, as the number that it writes in binary."""

    width: int
    number: int

    @property
    def signed(self) -> int:
        """In two's complement."""
        return self.number - (self.number >> (self.width - 1) << self.width)


@dataclass(frozen=True, slots=True)
class Element:
    """Of a declared sort: elements of other names are other elements."""

    sort: str
    name: str


@dataclass(frozen=True, slots=True)
class Array:
    """A function that is constant but for finitely many places."""

    index: Sexp
    """The sort of its places, without abbreviations."""
    default: Any
    entries: Mapping[Any, Any]


Value = bool | int | Fraction | Bits | Element | Array


def plain_sort(sort: Sexp, script: Script, depth: int = 0) -> Sexp:
    """The sort without abbreviations. Raises NotEvaluated for those that are not known here."""
    if depth > MOST_SORTS:
        raise NotEvaluated("sorts that are too deep in each other")
    if isinstance(sort, str):
        if sort in ("Bool", "Int", "Real") or script.sorts.get(sort) == 0:
            return sort
        parameters, meaning = script.abbreviations.get(sort, ((), None))
        if meaning is None or parameters:
            raise NotEvaluated(f"the sort {ascii(sort)[:40]}")
        return plain_sort(meaning, script, depth + 1)
    if len(sort) == 3 and sort[:2] == ("_", "BitVec") and isinstance(sort[2], str) and sort[2].isdecimal():
        if len(sort[2]) > 6 or not 0 < int(sort[2]) <= MOST_WIDTH:
            raise NotEvaluated("bit vectors of such a width")
        return sort
    if len(sort) == 3 and sort[0] == "Array":
        return ("Array", *(plain_sort(one, script, depth + 1) for one in sort[1:]))
    if isinstance(sort[0], str) and sort[0] in script.abbreviations:
        parameters, meaning = script.abbreviations[sort[0]]
        if len(parameters) == len(sort) - 1:
            return plain_sort(_replaced(meaning, dict(zip(parameters, sort[1:], strict=True))), script, depth + 1)
    raise NotEvaluated(f"a sort {ascii(sort[0])[:40]}")


def _replaced(sort: Sexp, meanings: Mapping[str, Sexp]) -> Sexp:
    if isinstance(sort, str):
        return meanings.get(sort, sort)
    return tuple(_replaced(one, meanings) for one in sort)


def is_of(value: Value, sort: Sexp) -> bool:
    """Whether a value is of a plain sort."""
    if isinstance(value, bool):
        return sort == "Bool"
    if isinstance(value, int):
        return sort in ("Int", "Real")
    if isinstance(value, Fraction):
        return sort == "Real"
    if isinstance(value, Bits):
        return sort == ("_", "BitVec", str(value.width))
    if isinstance(value, Element):
        return sort == value.sort
    if isinstance(sort, str) or sort[0] != "Array" or value.index != sort[1]:
        return False
    return is_of(value.default, sort[2]) and all(
        is_of(key, sort[1]) and is_of(one, sort[2]) for key, one in value.entries.items()
    )


def default_of(sort: Sexp) -> Value:
    """Some value of a plain sort, for what a model leaves open."""
    if isinstance(sort, str):
        simple: dict[str, Value] = {"Bool": False, "Int": 0, "Real": Fraction(0)}
        return simple.get(sort, Element(sort, "some element"))
    if sort[0] == "_":
        return Bits(int(str(sort[2])), 0)
    return Array(sort[1], default_of(sort[2]), {})


def same(one: Value, other: Value) -> bool:
    """Equality. Raises NotEvaluated for values that no equation of SMT-LIB compares."""
    if isinstance(one, Array) and isinstance(other, Array):
        if one.index != other.index:
            raise NotEvaluated("an equation between arrays over two sorts")
        return _same_arrays(one, other)
    kinds = {(int if isinstance(value, Fraction) else type(value)) for value in (one, other)}
    if len(kinds) > 1:
        raise NotEvaluated("an equation between values of two sorts")
    if isinstance(one, Bits) and isinstance(other, Bits) and one.width != other.width:
        raise NotEvaluated("an equation between bit vectors of two widths")
    return one == other


def _same_arrays(one: Array, other: Array) -> bool:
    places = one.entries.keys() | other.entries.keys()
    if any(not same(look_up(one, place), look_up(other, place)) for place in places):
        return False
    return size_of(one.index) == len(places) or same(one.default, other.default)


def size_of(sort: Sexp) -> int | None:
    """How many values a sort has; None for infinitely many, and where that is open."""
    if sort == "Bool":
        return 2
    if not isinstance(sort, str) and sort[0] == "_":
        return 1 << int(str(sort[2]))
    if not isinstance(sort, str) or sort not in ("Int", "Real"):
        raise NotEvaluated("an equation between arrays over a declared sort or over arrays")
    return None


def look_up(array: Array, place: Value) -> Value:
    """What stands there."""
    found: Value = array.entries.get(place, array.default)
    return found
