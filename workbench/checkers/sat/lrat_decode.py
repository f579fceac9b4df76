"""LRAT proofs as numbers: a text or binary proof, a piece at a time, becomes a row of steps (compiled).

A step in `out` is `[place, identifier, literals, hints, ...]`: the line of the text (or the number of the step in a
binary proof), the identifier of the lemma, how many literals and how many hints follow; then these. A deletion has
`literals = DELETION` and its hints are the identifiers to delete. Literals are as in DIMACS. Nothing here is believed
later: a wrong decoder could make a right proof fail, and the checker still refuses every step that does not follow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.checkers.sat.compiled import compiled

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

HEADER = 4
DELETION = -1

# What became of a piece of the proof; from UNEXPECTED on these are reasons to reject it.
DECODED = 0
UNEXPECTED = 1
TRUNCATED = 2
TRAILING = 3
BAD_IDENTIFIER = 4
BAD_NUMBER = 5
NEGATIVE_DELETION = 6

DIGITS = 18
"""Digits that a number may have in the text (62 bits in a binary proof), so that nothing overflows 64 bits."""

_NEWLINE, _RETURN, _TAB, _SPACE, _MINUS, _ZERO = 10, 13, 9, 32, 45, 48
_A, _C, _D = 97, 99, 100


@compiled("boolean(uint8)")
def _is_blank(byte: int) -> bool:
    return byte in (_SPACE, _TAB, _RETURN)


@compiled("UniTuple(int64, 3)(uint8[::1], int64, int64)")
def _text_number(data: Bytes, at: int, end: int) -> tuple[int, int, int]:
    """Read a decimal number that must end at a blank or at `end`: (status, number, position after it)."""
    sign = 1
    if data[at] == _MINUS:
        sign = -1
        at += 1
    begin = at
    number = 0
    while at < end:
        digit = data[at] - _ZERO
        if digit < 0 or digit > 9:
            break
        number = number * 10 + digit
        at += 1
    if at == begin or (at < end and not _is_blank(data[at])):
        return UNEXPECTED, 0, at
    if at - begin > DIGITS:
        return BAD_NUMBER, 0, at
    if number == 0 and sign < 0:
        return UNEXPECTED, 0, at
    return DECODED, sign * number, at


@compiled("UniTuple(int64, 3)(uint8[::1], int64, int64, int64, int64[::1], int64)")
def _text_line(data: Bytes, at: int, end: int, line: int, out: Numbers, base: int) -> tuple[int, int, int]:
    """Decode the line `data[at:end]` to `out[base:]`: (status, end of the step in `out`, largest variable)."""
    fields = 0  # numbers read, with the identifier and without the zeros that end a list
    zeros = 0
    wanted = 2
    put = base + HEADER
    top = 0
    out[base + 2] = 0
    while True:
        while at < end and _is_blank(data[at]):
            at += 1
        if at == end:
            break
        if zeros == wanted:
            return TRAILING, base, 0
        if data[at] == _D and fields == 1 and wanted == 2 and zeros == 0:
            at += 1
            if at < end and not _is_blank(data[at]):
                return UNEXPECTED, base, 0
            wanted = 1
            out[base + 2] = DELETION
            continue
        status, number, at = _text_number(data, at, end)
        if status != DECODED:
            return status, base, 0
        if fields == 0:
            if number < 0:
                return BAD_IDENTIFIER, base, 0
            out[base + 1] = number
            fields = 1
        elif number == 0:
            zeros += 1
            if zeros == 1 and wanted == 2:
                out[base + 2] = put - base - HEADER
        else:
            if wanted == 1 and number < 0:
                return NEGATIVE_DELETION, base, 0
            if wanted == 2 and zeros == 0:
                top = max(top, abs(number))
            out[put] = number
            put += 1
    if fields == 0:
        return DECODED, base, 0
    if zeros != wanted:
        return TRUNCATED, base, 0
    if wanted == 2 and out[base + 1] == 0:
        return BAD_IDENTIFIER, base, 0
    out[base] = line
    out[base + 3] = put - base - HEADER - max(out[base + 2], 0)
    return DECODED, put, top


@compiled("UniTuple(int64, 5)(uint8[::1], int64, boolean, int64, int64[::1])")
def decode_text(data: Bytes, size: int, last: bool, lines: int, out: Numbers) -> tuple[int, int, int, int, int]:
    """Decode the complete lines of `data[:size]`, of which `lines` lines came before.

    Gives (status, bytes consumed, lines so far, numbers written to `out`, largest variable of a lemma). Blank lines and
    comments (first letter c) are passed over. `last`: nothing follows, so that the last line needs no line end. `out`
    must hold `2 * size + 8` numbers.
    """
    at = 0
    used = 0
    top = 0
    while at < size:
        end = at
        while end < size and data[end] != _NEWLINE:
            end += 1
        if end == size and not last:
            break
        lines += 1
        if data[at] != _C:
            status, used, variable = _text_line(data, at, end, lines, out, used)
            if status != DECODED:
                return status, at, lines, used, top
            top = max(top, variable)
        at = min(end + 1, size)
    return DECODED, at, lines, used, top


@compiled("UniTuple(int64, 3)(uint8[::1], int64, int64)")
def _binary_number(data: Bytes, at: int, size: int) -> tuple[int, int, int]:
    """Read seven bits a byte, the lowest first, then halve; odd is negative: (status, number, position after it)."""
    number = 0
    shift = 0
    while at < size:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            if number == 1 or (byte == 0 and shift > 0):  # minus zero, and zeros in front
                return BAD_NUMBER, 0, at
            return DECODED, (-(number >> 1) if number & 1 else number >> 1), at
        shift += 7
        if shift > 56:
            return BAD_NUMBER, 0, at
    return TRUNCATED, 0, at


@compiled("UniTuple(int64, 3)(uint8[::1], int64, int64, int64[::1], int64)")
def _binary_step(data: Bytes, at: int, size: int, out: Numbers, base: int) -> tuple[int, int, int]:
    """Decode the step at `data[at]` to `out[base:]`: (status, position after it, end of the step in `out`).

    The largest variable is left in `out[base]`, where the step's place belongs.
    """
    adds = data[at] == _A
    if not adds and data[at] != _D:
        return UNEXPECTED, at, base
    at += 1
    identifier = 0
    put = base + HEADER
    top = 0
    if adds:
        status, identifier, at = _binary_number(data, at, size)
        if status != DECODED:
            return status, at, base
        if identifier <= 0:
            return BAD_IDENTIFIER, at, base
    out[base + 1] = identifier
    out[base + 2] = DELETION
    for part in range(2 if adds else 1):
        begin = put
        while True:
            status, number, at = _binary_number(data, at, size)
            if status != DECODED:
                return status, at, base
            if number == 0:
                break
            if number < 0 and not adds:
                return NEGATIVE_DELETION, at, base
            if adds and part == 0:
                top = max(top, abs(number))
            out[put] = number
            put += 1
        if adds and part == 0:
            out[base + 2] = put - begin
        out[base + 3] = put - begin
    out[base] = top
    return DECODED, at, put


@compiled("UniTuple(int64, 5)(uint8[::1], int64, boolean, int64, int64[::1])")
def decode_binary(data: Bytes, size: int, last: bool, steps: int, out: Numbers) -> tuple[int, int, int, int, int]:
    """As `decode_text`, for a binary proof; `steps` counts steps in place of lines."""
    at = 0
    used = 0
    top = 0
    while at < size:
        status, after, put = _binary_step(data, at, size, out, used)
        if status == TRUNCATED and not last:
            break
        steps += 1
        if status != DECODED:
            return status, at, steps, used, top
        top = max(top, out[used])
        out[used] = steps
        at = after
        used = put
    return DECODED, at, steps, used, top
