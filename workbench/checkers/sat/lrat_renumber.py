"""Write the steps of a proof as binary LRAT in which lemmas are numbered without gaps (compiled).

Lean's checker knows a clause by its position alone: the formula's from 1, then lemma after lemma. Here each identifier
becomes the position of its clause; what follows the empty clause is left out, as our own checker does not read it.
Nothing here is believed later: a proof is but a hint, and what refutes a formula refutes it whoever wrote it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.checkers.sat.compiled import compiled
from workbench.checkers.sat.lrat import pieces

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

# The layout of a step, as in `lrat_decode.py`. Both files have it, since numba's cache of machine code notices changes
# in a function's own file alone.
HEADER = 4
DELETION = -1
LARGEST_CODE = 9
"""Bytes of the longest number: seven bits each of the 62 that `lrat_decode` lets through, and the sign."""

_A, _D = 97, 100


def renumber(proof: Path, clauses: int, target: Path) -> tuple[int, int]:
    """Write `proof`, of a formula with so many clauses, to `target`; returns bytes written and lemmas.

    Raises RejectedProof where the proof cannot be read, OSError where a file cannot be.
    """
    ids = np.empty(1 << 16, np.int64)
    known = 0
    with proof.open("rb") as source, target.open("wb") as file:
        for piece in pieces(source):
            if known + piece.used // HEADER > len(ids):
                ids = np.concatenate([ids, np.empty(max(len(ids), piece.used // HEADER), np.int64)])
            out = np.empty(LARGEST_CODE * piece.used, np.uint8)
            written, known, ended = _rewrite(piece.numbers, piece.used, clauses, ids, known, out)
            file.write(out[:written].tobytes())
            if ended:
                break
        return file.tell(), known


@compiled("int64(int64, int64, int64[::1], int64)")
def _position(identifier: int, clauses: int, ids: Numbers, known: int) -> int:
    """Of the clause with this identifier; for one that is none, the identifier itself: what it means is Lean's affair.

    `ids[:known]` are those of the lemmas, ascending."""
    if identifier <= clauses or known == 0:
        return identifier
    at = identifier - ids[0]
    if not (0 <= at < known and ids[at] == identifier):
        at = np.searchsorted(ids[:known], identifier)
    return clauses + 1 + int(at) if at < known and ids[at] == identifier else identifier


@compiled("int64(int64, uint8[::1], int64)")
def _put(number: int, out: Bytes, at: int) -> int:
    """Write a number; the position behind it."""
    code = 2 * number if number >= 0 else -2 * number + 1
    while code > 127:
        out[at] = code & 127 | 128
        code >>= 7
        at += 1
    out[at] = code
    return at + 1


@compiled("Tuple((int64, int64, boolean))(int64[::1], int64, int64, int64[::1], int64, uint8[::1])")
def _rewrite(numbers: Numbers, used: int, clauses: int, ids: Numbers, known: int, out: Bytes) -> tuple[int, int, bool]:
    """(bytes written, lemmas so far, whether the empty clause was among them)."""
    at = 0
    base = 0
    while base < used:
        literals, hints = numbers[base + 2], numbers[base + 3]
        first = base + HEADER
        base = first + hints + max(literals, 0)
        if literals == DELETION:
            out[at] = _D
            at += 1
        else:
            out[at] = _A
            ids[known] = numbers[first - 3]
            known += 1
            at = _put(clauses + known, out, at + 1)
            for k in range(first, first + literals):
                at = _put(numbers[k], out, at)
            out[at] = 0
            at += 1
        for k in range(first + max(literals, 0), base):
            hint = numbers[k]
            position = _position(abs(hint), clauses, ids, known)
            at = _put(position if hint > 0 else -position, out, at)
        out[at] = 0
        at += 1
        if literals == 0:
            return at, known, True
    return at, known, False
