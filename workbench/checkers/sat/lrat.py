"""Check an LRAT proof that a formula is unsatisfiable. What this module accepts is a refutation.

LRAT: L. Cruz-Filipe, M. Heule, W. Hunt, M. Kaufmann, P. Schneider-Kamp, *Efficient Certified RAT Verification*, CADE
2017. The clauses of the formula have the identifiers 1 to m in their order. A proof is a row of steps:

- a **lemma** `id literals 0 hints 0` adds a clause, if its hints show that this keeps satisfiability;
- a **deletion** `id d ids 0` removes clauses that are alive, for good (its first number means nothing).

A lemma C is accepted if its identifier is larger than all before it, it has no two complementary literals, and, every
literal of C being made false,

1. (RUP) the positive hints, in their order, each name a clause alive all of whose literals are false but one, which is
   then made true (or is already); until the last, which names a clause all of whose literals are false; or
2. (RAT) positive hints as before, but without conflict; then, for *every* clause D alive that contains the negation p
   of the **first** literal of C, once and in any order, the hint `-(id of D)` followed by positive hints: with the
   literals of D but p made false as well, either one of them is true already, and no hint follows, or those hints end
   in a conflict as in 1. With no such D there is nothing to show, whatever the positive hints made true.

A hint after the conflict and a candidate named twice are rejected, though some other checkers let them pass; so is a
proof whose RAT steps look at more than RAT_LITERALS literals and RAT_EACH for each of its numbers. The proof
must come to an empty lemma, by rule 1; what follows it is not read. A literal that a clause repeats counts once. In the
text, a step is a line; blank lines and lines that begin with c are passed over. A proof whose first byte is `a` or `d`
is binary LRAT, as drat-trim, lrat-trim and CaDiCaL write it.

Why that suffices. A clause added by 1 is implied by the clauses alive. For 2, let an assignment satisfy the clauses
alive but not C. What the positive hints made true is implied, so it is true in this assignment; and each D has a
literal other than p that is true in it, else the hints of D would come to a false clause. Make the first literal of C
true instead: C holds, each D still holds, and no clause without p has become false. So a lemma keeps satisfiability,
as does a deletion; no assignment satisfies the empty clause, hence none satisfied the formula.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from workbench.checkers.base import RejectedCertificate
from workbench.errors import BadInput
from workbench.problems.cnf import CNF

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.checkers.sat.lrat_kernel import State

T = TypeVar("T", bound="np.generic")

VERSION = "2"
"""Part of fingerprints: changes when the checker would judge some proof otherwise."""

PIECE = 1 << 20
"""Bytes of the proof that are read at a time."""
STEP_LIMIT = 1 << 26
"""Bytes that one step may have."""
VARIABLE_LIMIT = 1 << 28
"""The largest variable that a formula may have."""
EXTENSION_LIMIT = 1 << 24
"""How far the variables of a proof may go beyond those of the formula."""
CLAUSE_LIMIT = (1 << 31) - 1
"""Clauses of formula and proof together, which 32 bits have to count."""
RAT_LITERALS, RAT_EACH = 200_000_000, 100
"""Literals that the RAT steps of a proof may look at, at all and more for each of its numbers: a candidate is named by
one number and may be as long as the formula, so that 1 MB could take minutes. No solver's proof comes near."""


class RejectedProof(RejectedCertificate):
    """A proof that does not show the formula unsatisfiable.

    `line` is where it fails, counted from 1: the line of a text, the step of a binary proof.
    """

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"LRAT proof, line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class LratResult:
    """What was checked, the empty clause included: `rat_steps` are the lemmas that needed RAT."""

    lemmas: int
    deletions: int
    rat_steps: int


def check_lrat(formula: CNF, proof: Path | bytes | BinaryIO) -> LratResult:
    """Accept `proof` as a refutation of `formula`, by the rules at the head of this module.

    A stream is read to the empty clause, a piece at a time. Raises RejectedProof; BadInput for a formula that is none
    or has a variable above VARIABLE_LIMIT; OSError where the proof cannot be read.
    """
    database = _Database(formula)
    with _opened(proof) as stream:
        return _check(database, stream)


def _opened(proof: Path | bytes | BinaryIO) -> BinaryIO | nullcontext[BinaryIO]:
    if isinstance(proof, Path):
        # Without waiting for whoever writes to a pipe; what is read twice has to be a file.
        descriptor = os.open(proof, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "this is not a regular file", str(proof))
        return os.fdopen(descriptor, "rb")
    return nullcontext(BytesIO(proof) if isinstance(proof, bytes) else proof)


def _check(database: _Database, stream: BinaryIO) -> LratResult:
    from workbench.checkers.sat import lrat_kernel

    place = 1
    for piece in pieces(stream):
        place = max(piece.place, 1)
        database.reserve(piece.used, piece.top, piece.place)
        outcome = lrat_kernel.check_steps(database.state, piece.numbers, piece.used)
        if outcome == lrat_kernel.REFUTED:
            return database.result()
        if outcome != lrat_kernel.CONTINUE:
            tally = database.state.tally
            reason = _REASONS[outcome].format(int(tally[lrat_kernel.CULPRIT]))
            raise RejectedProof(int(tally[lrat_kernel.PLACE]), reason)
    raise RejectedProof(place, "the proof ends and has not derived the empty clause")


class Piece(NamedTuple):
    """Steps of a proof as `lrat_decode` writes them: `numbers[:used]`, until the next piece is asked for."""

    numbers: NDArray[np.int64]
    used: int
    top: int
    """The largest variable of a lemma."""
    place: int
    """The line (in a binary proof, the step) that was reached."""


def pieces(stream: BinaryIO) -> Iterator[Piece]:
    """The steps of a proof, text or binary, a piece at a time; a fault comes after the steps before it.

    Raises RejectedProof where what is read is no step of a proof.
    """
    import numpy as np

    from workbench.checkers.sat import lrat_decode

    buffer = np.empty(PIECE, np.uint8)
    numbers = np.empty(2 * PIECE + 8, np.int64)
    filled = place = 0
    decode = None
    last = False
    while not last:
        filled, last = _fill(stream, buffer, filled)
        if decode is None:
            if filled == 0:
                raise RejectedProof(1, "the proof is empty")
            decode = lrat_decode.decode_binary if buffer[0] in b"ad" else lrat_decode.decode_text
        status, consumed, place, used, top = decode(buffer, filled, last, place, numbers)
        yield Piece(numbers, used, top, place)
        if status != lrat_decode.DECODED:
            raise RejectedProof(place, _MALFORMED[status])
        if consumed == 0 and filled == len(buffer):
            if filled >= STEP_LIMIT:
                raise RejectedProof(place + 1, f"one step has more than {STEP_LIMIT} bytes")
            buffer = np.concatenate([buffer, np.empty_like(buffer)])
            numbers = np.empty(2 * len(buffer) + 8, np.int64)
        else:
            buffer[: filled - consumed] = buffer[consumed:filled].copy()
            filled -= consumed


def _fill(stream: BinaryIO, buffer: NDArray[np.uint8], filled: int) -> tuple[int, bool]:
    """Read until the buffer is full or the stream ends: bytes in the buffer, and whether it ended."""
    while filled < len(buffer):
        piece = stream.read(len(buffer) - filled)
        if not piece:
            return filled, True
        buffer[filled : filled + len(piece)] = memoryview(piece)
        filled += len(piece)
    return filled, False


class _Database:
    """The clauses, in arrays that have room for the next piece of the proof before the kernel sees it."""

    state: State

    def __init__(self, formula: CNF) -> None:
        import numpy as np

        from workbench.checkers.sat import lrat_kernel

        literals = _literals(formula)
        ends = np.fromiter(accumulate(map(len, formula.clauses)), np.int64, len(formula.clauses))
        top = int(np.abs(literals).max(initial=0))
        self.variable_limit = top + EXTENSION_LIMIT
        self.state = lrat_kernel.State(
            ids=np.empty(len(ends), np.int64),
            span=np.empty((len(ends), 2), np.int64),
            named=np.empty(len(ends), np.int64),
            used=np.empty(len(ends), np.int64),
            pool=np.empty(len(literals), np.int32),
            live=np.zeros(2 * top + 2, np.int32),
            value=np.zeros(2 * top + 2, np.int8),
            trail=np.empty(top + 1, np.int32),
            tally=np.zeros(lrat_kernel.TALLY_SIZE, np.int64),
        )
        self.state.tally[lrat_kernel.RAT_ALLOWED] = RAT_LITERALS
        lrat_kernel.insert_formula(self.state, literals, ends)

    def reserve(self, used: int, top: int, place: int) -> None:
        """Make room for the steps in `used` numbers with variables up to `top`, whatever they are, and allow what RAT
        steps may take for them."""
        from workbench.checkers.sat import lrat_kernel
        from workbench.checkers.sat.lrat_decode import HEADER

        if top > self.variable_limit:
            raise RejectedProof(place, f"in or before this line, variable {top} is above {self.variable_limit}")
        state = self.state
        tally = state.tally
        clauses = int(tally[lrat_kernel.CLAUSES]) + used // HEADER
        if clauses > CLAUSE_LIMIT:
            raise RejectedProof(place, f"in or before this line, there are more than {CLAUSE_LIMIT} clauses")
        if tally[lrat_kernel.POOL_USED] + used > len(state.pool):
            lrat_kernel.compact(state)
        literals = int(tally[lrat_kernel.POOL_USED]) + used
        tally[lrat_kernel.RAT_ALLOWED] += RAT_EACH * used
        self.state = state._replace(
            ids=_grown(state.ids, clauses),
            span=_grown(state.span, clauses),
            named=_grown(state.named, clauses),
            used=_grown(state.used, clauses),
            pool=_grown(state.pool, literals),
            live=_grown(state.live, 2 * top + 2),
            value=_grown(state.value, 2 * top + 2),
            trail=_grown(state.trail, top + 1),
        )

    def result(self) -> LratResult:
        from workbench.checkers.sat import lrat_kernel

        tally = self.state.tally
        return LratResult(
            int(tally[lrat_kernel.LEMMAS]), int(tally[lrat_kernel.DELETIONS]), int(tally[lrat_kernel.RAT_STEPS])
        )


def _grown(array: NDArray[T], size: int) -> NDArray[T]:
    """`array` with at least `size` entries, new ones zero; at least twice as long where it has to be copied."""
    import numpy as np

    if size <= len(array):
        return array
    longer = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer


def _literals(formula: CNF) -> NDArray[np.int64]:
    """All literals of the formula in a row, after a check that it is a formula."""
    import numpy as np

    try:
        literals = np.fromiter(chain.from_iterable(formula.clauses), np.int64)
    except (OverflowError, TypeError, ValueError) as error:
        raise BadInput(f"a literal is no 64-bit integer ({error})", remedy="correct the formula") from error
    if literals.size == 0:
        return literals
    if not literals.all():
        raise BadInput("a clause contains the literal 0", remedy="correct the formula")
    largest = max(int(literals.max()), -int(literals.min()))
    if largest > formula.variables:
        raise BadInput(
            f"variable {largest} occurs in a formula of {formula.variables} variables", remedy="correct the formula"
        )
    if largest > VARIABLE_LIMIT:
        raise BadInput(f"variable {largest} is above {VARIABLE_LIMIT}", remedy="number the variables without gaps")
    return literals


_MALFORMED = {
    1: "a character that cannot stand here",
    2: "the step is cut off: a list has no 0 at its end",
    3: "the line goes on after the last 0 of its step",
    4: "the identifier of a step must be a positive number",
    5: "a number is too large or not written in the shortest way",
    6: "a deletion names a negative number",
}
"""By the constants of `lrat_decode`."""

_REASONS = {
    2: "the hint {0} names no clause alive",
    3: "the hint {0} is not unit when its turn comes",
    4: "the hint {0} follows after the conflict",
    5: "the hints end without a conflict",
    6: "the hints for the RAT candidate {0} end without a conflict",
    7: "the RAT candidate {0} does not contain the negation of the lemma's first literal",
    8: "the RAT candidate {0} is named twice",
    9: "{0} clauses alive that contain the negation of the lemma's first literal are not named as RAT candidates",
    10: "the lemma contains the variable {0} and its negation",
    11: "the lemma's identifier is not larger than {0}, that of the clause before it",
    12: "the deletion of {0} names no clause alive",
    13: "its RAT steps look at more than {0} literals, which would take too long",
}
"""By the constants of `lrat_kernel`."""
