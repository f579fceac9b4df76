"""SMT-LIB evaluated once more, naively: whether the assertions of a script hold in a model."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any


class Unknown(Exception):
    """The naive evaluation does not know this."""


def naively(script: str, model: str) -> bool:
    """Whether the assertions hold in the model. Raises Unknown, and what else comes of text that is not plain."""
    if re.search(r'[;|"!]|\bas\b', script + model):
        raise Unknown
    functions: dict[str, tuple[list[Any], Any, Any]] = {}
    asserted = []
    for place, command in [*((0, one) for one in _lists(script)), *((1, one) for one in _lists(model))]:
        match command:
            case ["define-fun", str(name), list(parameters), sort, body]:
                if place and name not in functions:
                    continue
                functions[name] = (parameters, sort, body)
            case ["declare-fun", str(name), [], sort] | ["declare-const", str(name), sort] if not place:
                functions[name] = ([], sort, {"Bool": "false"}.get(str(sort), "0"))
            case ["assert", term] if not place:
                asserted.append(term)
            case ["set-logic", *_] | ["check-sat"] if not place:
                pass
            case _:
                raise Unknown
    return all(_value(term, {}, functions) is True for term in asserted)


def _lists(text: str) -> list[Any]:
    stack: list[list[Any]] = [[]]
    for word in re.findall(r"[()]|[^\s()]+", text):
        if word == "(":
            stack.append([])
        elif word == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(word)
    (whole,) = stack
    return whole


def _value(term: Any, scope: Mapping[str, Any], functions: Mapping[str, tuple[list[Any], Any, Any]]) -> Any:
    def at(one: Any) -> Any:
        return _value(one, scope, functions)

    if isinstance(term, str):
        if term in scope:
            return scope[term]
        if term in functions:
            parameters, sort, body = functions[term]
            if parameters:
                raise Unknown
            return _of_sort(_value(body, {}, functions), sort)
        return _literal(term)
    match term:
        case ["let", bindings, body]:
            return _value(body, {**scope, **{name: at(one) for name, one in bindings}}, functions)
        case ["ite", condition, one, other]:
            return at(one if at(condition) is True else other)
        case ["_", str(word), str(width)] if word[:2] == "bv":
            return (int(width), int(word[2:]) % (1 << int(width)))
        case [["_", "extract", str(high), str(low)], inner]:
            return (int(high) - int(low) + 1, at(inner)[1] >> int(low) & ((1 << (int(high) - int(low) + 1)) - 1))
        case [str(head), *arguments] if head in functions:
            parameters, sort, body = functions[head]
            given = {name: _of_sort(at(one), kind) for (name, kind), one in zip(parameters, arguments, strict=True)}
            return _of_sort(_value(body, given, functions), sort)
        case [str(head), *arguments]:
            return _applied(head, [at(one) for one in arguments])
    raise Unknown


def _of_sort(value: Any, sort: Any) -> Any:
    if sort == "Real" and not isinstance(value, tuple | bool):
        return Fraction(value)
    if isinstance(sort, list) and value == 0:
        return (int(sort[2]), 0)  # of a constant that the model leaves out
    return value


def _literal(word: str) -> Any:
    if word in ("true", "false"):
        return word == "true"
    if re.fullmatch("[0-9]{1,400}", word):
        return int(word)
    if re.fullmatch(r"[0-9]{1,400}\.[0-9]{1,400}", word):
        return Fraction(word)
    if re.fullmatch("#b[01]+", word):
        return (len(word) - 2, int(word[2:], 2))
    if re.fullmatch("#x[0-9a-fA-F]+", word):
        return (4 * len(word) - 8, int(word[2:], 16))
    raise Unknown


def _chained(holds: Callable[[Any, Any], bool]) -> Callable[[list[Any]], bool]:
    return lambda values: all(holds(a, b) for a, b in itertools.pairwise(values))


def _signed(value: tuple[int, int]) -> int:
    width, number = value
    return number - (1 << width) if number >> (width - 1) else number


def _bits(join: Callable[[int, int], int]) -> Callable[[list[Any]], Any]:
    def applied(values: list[Any]) -> Any:
        (width, found), *rest = values
        for other_width, number in rest:
            assert width == other_width
            found = join(found, number) % (1 << width)
        return (width, found)

    return applied


def _folded(join: Callable[[Any, Any], Any]) -> Callable[[list[Any]], Any]:
    def applied(values: list[Any]) -> Any:
        found, *rest = values
        for one in rest:
            found = join(found, one)
        return found

    return applied


def _over(a: Any, b: Any) -> Fraction:
    if b == 0:
        raise Unknown
    return Fraction(a) / Fraction(b)


def _euclid(a: int, b: int) -> tuple[int, int]:
    if b == 0:
        raise Unknown
    rest = a - abs(b) * (a // abs(b))
    return (a - rest) // b, rest


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "not": lambda values: not values[0],
    "and": all,
    "or": any,
    "xor": _folded(lambda a, b: a != b),
    "=>": lambda values: values[-1] or not all(values[:-1]),
    "=": _chained(lambda a, b: a == b),
    "distinct": lambda values: len(set(values)) == len(values),
    "+": _folded(lambda a, b: a + b),
    "*": _folded(lambda a, b: a * b),
    "-": lambda values: -values[0] if len(values) == 1 else _folded(lambda a, b: a - b)(values),
    "/": _folded(_over),
    "div": _folded(lambda a, b: _euclid(a, b)[0]),
    "mod": lambda values: _euclid(*values)[1],
    "abs": lambda values: abs(values[0]),
    "<": _chained(lambda a, b: a < b),
    "<=": _chained(lambda a, b: a <= b),
    ">": _chained(lambda a, b: a > b),
    ">=": _chained(lambda a, b: a >= b),
    "bvadd": _bits(lambda a, b: a + b),
    "bvmul": _bits(lambda a, b: a * b),
    "bvsub": _bits(lambda a, b: a - b),
    "bvand": _bits(lambda a, b: a & b),
    "bvor": _bits(lambda a, b: a | b),
    "bvxor": _bits(lambda a, b: a ^ b),
    "bvudiv": _bits(lambda a, b: a // b if b else -1),
    "bvurem": _bits(lambda a, b: a % b if b else a),
    "bvshl": _bits(lambda a, b: a << b if b < 99 else 0),
    "bvlshr": _bits(lambda a, b: a >> b),
    "bvnot": lambda values: (values[0][0], ~values[0][1] % (1 << values[0][0])),
    "bvneg": lambda values: (values[0][0], -values[0][1] % (1 << values[0][0])),
    "bvult": lambda values: values[0][1] < values[1][1],
    "bvule": lambda values: values[0][1] <= values[1][1],
    "bvslt": lambda values: _signed(values[0]) < _signed(values[1]),
    "bvsge": lambda values: _signed(values[0]) >= _signed(values[1]),
    "concat": lambda values: (values[0][0] + values[1][0], values[0][1] << values[1][0] | values[1][1]),
}


def _applied(head: str, values: list[Any]) -> Any:
    """A function of FUNCTIONS on values of the kinds that it takes."""
    if head not in FUNCTIONS or not values:
        raise Unknown
    wants: Any = (
        tuple
        if head.startswith("bv") or head == "concat"
        else bool
        if head in ("not", "and", "or", "xor", "=>")
        else None
    )
    for one in values:
        if wants is not None and not isinstance(one, wants):
            raise Unknown
        if wants is None and head not in ("=", "distinct") and isinstance(one, tuple | bool):
            raise Unknown
    return FUNCTIONS[head](values)
