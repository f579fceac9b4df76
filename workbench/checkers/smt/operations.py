"""The functions of SMT-LIB's theories Core, Ints, Reals, FixedSizeBitVectors and ArraysEx on exact values.

A division by zero has a value that the standard leaves open, so none is found here (of bit vectors it says which).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from workbench.checkers.smt.values import MOST_WIDTH, Array, Bits, NotEvaluated, Value, is_of, look_up, same

MOST_BITS = 200_000
MOST_ARRAYS = 100
Values = Sequence[Any]


def cost(head: str, values: Values) -> int:
    """In steps of the evaluation, what an operation on these takes: about a microsecond each."""
    steps = 0
    for one in values:
        if isinstance(one, Array):
            steps += 2 * len(one.entries) if head != "select" else 0
        elif isinstance(one, Bits):
            steps += len(values) * (one.width // 1_000) ** 2
        elif isinstance(one, int | Fraction):
            size = one.numerator.bit_length() + one.denominator.bit_length()
            steps += len(values) * (size // 1_000) ** 2
    return steps


def number(value: Value) -> int | Fraction:
    """A value that is a number."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise NotEvaluated("a number was expected")
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        raise NotEvaluated("numbers of that many digits")
    return value


def truth(value: Value) -> bool:
    """A value that is true or false."""
    if not isinstance(value, bool):
        raise NotEvaluated("a truth value was expected")
    return value


def bits(value: Value) -> Bits:
    """A value that is a bit vector."""
    if not isinstance(value, Bits):
        raise NotEvaluated("a bit vector was expected")
    if value.width > MOST_WIDTH:
        raise NotEvaluated("bit vectors of such a width")
    return value


def made(width: int, value: int) -> Bits:
    """The bit vector of that width, modulo 2^width."""
    return Bits(width, value & ((1 << width) - 1))


def _several(values: Values) -> Values:
    """Two arguments at least: `(= x)` is no term, and would be true."""
    if len(values) < 2:
        raise NotEvaluated("a function of two arguments with one")
    return values


def _numbers(values: Values) -> list[int | Fraction]:
    return [number(one) for one in values]


def _minus(values: Values) -> Value:
    first, *rest = _numbers(values)
    return first - _sum(rest) if rest else -first


def _sum(values: Values) -> int | Fraction:
    found: int | Fraction = 0
    for one in _numbers(values):
        found = number(found + one)
    return found


def _times(values: Values) -> Value:
    found: int | Fraction = 1
    for one in _numbers(values):
        found = number(found * one)
    return found


def _over(values: Values) -> Value:
    first, *rest = _numbers(_several(values))
    found = Fraction(first)
    for one in rest:
        if one == 0:
            raise NotEvaluated("a division by zero")
        found /= one
        number(found)
    return found


def _integer(value: Value) -> int:
    found = number(value)
    if isinstance(found, Fraction) and found.denominator != 1:
        raise NotEvaluated("an integer was expected")
    return int(found)


def _divided(values: Values) -> int:
    """Rounded so that the rest is not negative (Boute)."""
    first, *rest = map(_integer, _several(values))
    for one in rest:
        if one == 0:
            raise NotEvaluated("a division by zero")
        first = first // one if one > 0 else -(first // -one)
    return first


def _rest(values: Values) -> int:
    first, second = map(_integer, values)
    if second == 0:
        raise NotEvaluated("a division by zero")
    return first % abs(second)


def _chain(holds: Callable[[Any, Any], bool]) -> Callable[[Values], bool]:
    return lambda values: all(holds(number(one), number(other)) for one, other in pairwise(_several(values)))


def _equal(values: Values) -> bool:
    return all(same(one, other) for one, other in pairwise(_several(values)))


def _distinct(values: Values) -> bool:
    _several(values)
    if any(isinstance(one, Array) for one in values):
        if len(values) > MOST_ARRAYS:
            raise NotEvaluated("so many arrays that are distinct")
        return not any(same(one, other) for one, other in combinations(values, 2))
    for one in values:
        same(values[0], one)  # they are of one sort
    return len(set(values)) == len(values)


def _implies(values: Values) -> bool:
    *conditions, last = map(truth, values)
    return last or not all(conditions)


def _xor(values: Values) -> bool:
    return sum(map(truth, _several(values))) % 2 == 1


def _of_its_index(array: Array, place: Value) -> None:
    if not is_of(place, array.index):
        raise NotEvaluated("a place that is not of the array's sort")


def _select(values: Values) -> Value:
    array, place = values
    if not isinstance(array, Array):
        raise NotEvaluated("an array was expected")
    _of_its_index(array, place)
    return look_up(array, place)


def _store(values: Values) -> Value:
    array, place, value = values
    if not isinstance(array, Array):
        raise NotEvaluated("an array was expected")
    _of_its_index(array, place)
    return Array(array.index, array.default, {**array.entries, place: value})


def _each(join: Callable[[int, int, int], int]) -> Callable[[Values], Bits]:
    """An operation of bit vectors of one width, from the left."""

    def apply(values: Values) -> Bits:
        first, *rest = map(bits, _several(values))
        for one in rest:
            if one.width != first.width:
                raise NotEvaluated("bit vectors of two widths")
            first = made(first.width, join(first.number, one.number, first.width))
        return first

    return apply


def _signed(join: Callable[[int, int], int]) -> Callable[[Values], Bits]:
    def apply(values: Values) -> Bits:
        one, other = _pair(values)
        return made(one.width, join(one.signed, other.signed))

    return apply


def _pair(values: Values) -> tuple[Bits, Bits]:
    one, other = map(bits, values)
    if one.width != other.width:
        raise NotEvaluated("bit vectors of two widths")
    return one, other


def _compare(holds: Callable[[int, int], bool], signed: bool) -> Callable[[Values], bool]:
    def apply(values: Values) -> bool:
        one, other = _pair(values)
        return holds(one.signed, other.signed) if signed else holds(one.number, other.number)

    return apply


def _signed_quotient(one: int, other: int) -> int:
    if other == 0:
        return 1 if one < 0 else -1
    found = abs(one) // abs(other)
    return found if (one < 0) == (other < 0) else -found


def _signed_rest(one: int, other: int) -> int:
    return one if other == 0 else one - other * _signed_quotient(one, other)


def _signed_modulus(one: int, other: int) -> int:
    return one if other == 0 else one % other


def _concatenated(values: Values) -> Bits:
    width, found = 0, 0
    for one in map(bits, values):
        width, found = width + one.width, found << one.width | one.number
        if width > MOST_WIDTH:
            raise NotEvaluated("bit vectors of such a width")
    return Bits(width, found)


def _of_one(change: Callable[[Bits], Bits]) -> Callable[[Values], Bits]:
    def apply(values: Values) -> Bits:
        (one,) = values
        return change(bits(one))

    return apply


def _alone(apply: Callable[[Any], Any]) -> Callable[[Values], Any]:
    """A function of one argument: of two, the second would count for nothing."""

    def applied(values: Values) -> Any:
        (one,) = values
        return apply(one)

    return applied


OPERATIONS: dict[str, Callable[[Values], Any]] = {
    "not": _alone(lambda value: not truth(value)),
    "and": lambda values: all(map(truth, values)),
    "or": lambda values: any(map(truth, values)),
    "xor": _xor,
    "=>": _implies,
    "=": _equal,
    "distinct": _distinct,
    "+": _sum,
    "-": _minus,
    "*": _times,
    "/": _over,
    "div": _divided,
    "mod": _rest,
    "abs": _alone(lambda value: abs(number(value))),
    "<": _chain(lambda one, other: one < other),
    "<=": _chain(lambda one, other: one <= other),
    ">": _chain(lambda one, other: one > other),
    ">=": _chain(lambda one, other: one >= other),
    "to_real": _alone(lambda value: Fraction(number(value))),
    "to_int": _alone(lambda value: number(value).__floor__()),
    "is_int": _alone(lambda value: number(value) == number(value).__floor__()),
    "select": _select,
    "store": _store,
    "concat": _concatenated,
    "bvnot": _of_one(lambda one: made(one.width, ~one.number)),
    "bvneg": _of_one(lambda one: made(one.width, -one.number)),
    "bvadd": _each(lambda a, b, width: a + b),
    "bvsub": _each(lambda a, b, width: a - b),
    "bvmul": _each(lambda a, b, width: a * b),
    "bvand": _each(lambda a, b, width: a & b),
    "bvor": _each(lambda a, b, width: a | b),
    "bvxor": _each(lambda a, b, width: a ^ b),
    "bvnand": _each(lambda a, b, width: ~(a & b)),
    "bvnor": _each(lambda a, b, width: ~(a | b)),
    "bvxnor": _each(lambda a, b, width: ~(a ^ b)),
    "bvudiv": _each(lambda a, b, width: a // b if b else -1),
    "bvurem": _each(lambda a, b, width: a % b if b else a),
    "bvshl": _each(lambda a, b, width: a << b if b < width else 0),
    "bvlshr": _each(lambda a, b, width: a >> b if b < width else 0),
    "bvashr": _signed(lambda a, b: a >> (b if 0 <= b < 1 << 17 else 1 << 17)),
    "bvsdiv": _signed(_signed_quotient),
    "bvsrem": _signed(_signed_rest),
    "bvsmod": _signed(_signed_modulus),
    "bvult": _compare(lambda a, b: a < b, False),
    "bvule": _compare(lambda a, b: a <= b, False),
    "bvugt": _compare(lambda a, b: a > b, False),
    "bvuge": _compare(lambda a, b: a >= b, False),
    "bvslt": _compare(lambda a, b: a < b, True),
    "bvsle": _compare(lambda a, b: a <= b, True),
    "bvsgt": _compare(lambda a, b: a > b, True),
    "bvsge": _compare(lambda a, b: a >= b, True),
    "bvcomp": lambda values: Bits(1, int(same(*_pair(values)))),
    "bv2nat": _alone(lambda value: bits(value).number),
    "ubv_to_int": _alone(lambda value: bits(value).number),
    "sbv_to_int": _alone(lambda value: bits(value).signed),
}


def indexed(name: str, indices: Sequence[int], values: Values) -> Value:
    """`((_ extract 7 4) x)` and its like."""
    if name in ("int2bv", "int_to_bv"):
        return made(indices[0], _integer(values[0]))
    if name == "divisible":
        if indices[0] == 0:
            raise NotEvaluated("a division by zero")
        return _integer(values[0]) % indices[0] == 0
    (one,) = map(bits, values)
    (first, *_) = indices
    if first > MOST_WIDTH:
        raise NotEvaluated("an index of such a size")
    if name == "extract":
        high, low = indices
        if not 0 <= low <= high < one.width:
            raise NotEvaluated("an extract beyond the width")
        return made(high - low + 1, one.number >> low)
    if name == "zero_extend":
        return Bits(one.width + first, one.number)
    if name == "sign_extend":
        return made(one.width + first, one.signed)
    if name == "repeat" and 0 < first * one.width <= MOST_WIDTH:
        return _concatenated([one] * first)
    if name in ("rotate_left", "rotate_right"):
        by = first % one.width if name == "rotate_left" else -first % one.width
        return made(one.width, one.number << by | one.number >> (one.width - by))
    raise NotEvaluated(f"`{name}`")
