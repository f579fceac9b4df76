"""Damage to inputs that were right: flipped, lost, doubled and moved bytes, and what readers have always choked on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

HOSTILE = (
    b"\x00",
    b"\xff",
    b"\xc3",  # the first half of a letter
    b"\xed\xa0\x80",  # a surrogate
    b"\xf4\x90\x80\x80",  # beyond Unicode
    b"\xef\xbb\xbf",  # a byte order mark
    b"\xe2\x80\xae",  # text runs backwards
    b"\xe2\x80\xa8",  # a line separator that is no line feed
    b"\xc2\x85",
    b"\xcc\x81" * 40,  # accents without a letter
    b"\xf0\x9f\x98\x80",
    b"\r\n",
    b"\r",
    b"\n",
    b"\x0c",
    b"\x1b[31m",
    b"\x7f",
    b"-1",
    b"0",
    b"2147483648",
    b"-9223372036854775809",
    b"18446744073709551616",
    b"9" * 400,
    b"1e400",
    b"nan",
    b"\xd9\xa3",  # a digit, but not an ASCII one
)
"""Bytes that are put in anywhere."""

_OPERATIONS = ("flip", "drop", "double", "insert", "splice", "cut", "repeat", "swap", "newlines")


def mutated(whole: SearchStrategy[bytes], words: Sequence[bytes] = (), most_bytes: int = 4096) -> SearchStrategy[bytes]:
    """Inputs of `whole`, half of them as they are, the others damaged in one to five places.

    `words` are bytes that mean something to the reader; they are put in as the hostile ones are.
    """
    return _mutated(whole, (*HOSTILE, *words), most_bytes)


@st.composite
def _mutated(draw: st.DrawFn, whole: SearchStrategy[bytes], words: Sequence[bytes], most_bytes: int) -> bytes:
    data = draw(whole)
    if draw(st.booleans()):
        for _ in range(draw(st.integers(1, 5))):
            data = _damaged(draw, data, whole, words)
    return data[:most_bytes]


def _damaged(draw: st.DrawFn, data: bytes, whole: SearchStrategy[bytes], words: Sequence[bytes]) -> bytes:
    at = draw(st.integers(0, len(data)))
    to = min(len(data), at + draw(st.sampled_from((0, 1, 1, 2, 4, 8, 32, 128))))
    before, piece, after = data[:at], data[at:to], data[to:]
    match draw(st.sampled_from(_OPERATIONS)):
        case "flip":
            return before + bytes(byte ^ (1 << draw(st.integers(0, 7))) for byte in piece[:1]) + piece[1:] + after
        case "drop":
            return before + after
        case "double":
            return before + piece + piece + after
        case "repeat":
            return before + piece * draw(st.sampled_from((3, 10, 60))) + after
        case "insert":
            return before + draw(st.one_of(st.sampled_from(words), st.binary(min_size=1, max_size=4))) + piece + after
        case "splice":
            other = draw(whole)
            return before + other[draw(st.integers(0, len(other))) :]
        case "cut":
            return before
        case "swap":
            return before + after[: len(piece)] + piece + after[len(piece) :]
        case _:
            return data.replace(b"\n", draw(st.sampled_from((b"\r\n", b"\r", b" "))))
