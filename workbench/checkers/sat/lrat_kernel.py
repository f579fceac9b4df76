"""The LRAT checker proper (compiled): every step of a proof is made to follow from the clauses alive at that point.

What a lemma must satisfy is said in `lrat.py`; this file and `lrat_decode.py` are what has to be right. They trust no
number of the proof: an identifier counts only if `_find` finds it among those of the clauses stored, and literals are
bounded before a piece is handed in (`lrat._Database.reserve`), so that no index leaves its array.

A literal of variable v is stored as 2v, its negation as 2v + 1: `literal ^ 1` negates. Clauses are stored as sets.
Clause number k (they are counted from 0 in the order in which they came, those of the formula first) has the identifier
`ids[k]`, ascending with k, and the literals `pool[span[k, 0]:span[k, 1]]`; `span[k, 1] = DEAD` once it is deleted.
`live[l]` is the number of clauses alive that contain l, which is how a RAT step is known to have named all its
candidates without a search for them.

Nor may a proof take forever. A hint that was used under an assignment says nothing new while that stands, so it is not
looked at a second time: what RUP takes is then small against the square of the proof. What a RAT step assumes false are
whole clauses, at the price of one number of the proof each, so that their literals are counted and limited.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import types
from numpy.typing import NDArray

from workbench.checkers.sat.compiled import compiled

Numbers = NDArray[np.int64]

# The layout of a step, as in `lrat_decode.py`. Both files have it, since numba's cache of machine code notices changes
# in a function's own file alone.
HEADER = 4
DELETION = -1


class State(NamedTuple):
    """The clauses, the assignment while a lemma is checked, and the counts of `tally`."""

    ids: NDArray[np.int64]
    span: NDArray[np.int64]
    named: NDArray[np.int64]
    """The last RAT step that named this clause as a candidate."""
    used: NDArray[np.int64]
    """The last assignment (a `SCOPE` of `tally`) under which this clause was a hint."""
    pool: NDArray[np.int32]
    live: NDArray[np.int32]
    value: NDArray[np.int8]
    """1 for a true literal, -1 for a false one, 0 for one that is not assigned."""
    trail: NDArray[np.int32]
    """The true literals in the order of their assignment."""
    tally: NDArray[np.int64]


DEAD = -1

# Places in `tally`.
CLAUSES, POOL_USED, POOL_LIVE, TRAIL, LEMMAS, DELETIONS, RAT_STEPS, PLACE, CULPRIT = range(9)
SCOPE, LEMMA_SCOPE, RAT_LITERALS, RAT_ALLOWED = range(9, 13)
"""The number of the present assignment, that of the lemma's own, and the literals that RAT steps looked at and may."""
TALLY_SIZE = 13

# What became of a piece of the proof; from UNKNOWN_HINT on these are reasons to reject it.
CONTINUE = 0
REFUTED = 1
UNKNOWN_HINT = 2
HINT_NOT_UNIT = 3
HINT_AFTER_CONFLICT = 4
NO_CONFLICT = 5
NO_CONFLICT_WITH_CANDIDATE = 6
NOT_A_CANDIDATE = 7
CANDIDATE_TWICE = 8
MISSING_CANDIDATE = 9
TAUTOLOGY = 10
IDENTIFIER_NOT_ASCENDING = 11
UNKNOWN_DELETION = 12
RAT_TOO_LONG = 13

# What a clause is under the assignment, where it is not a unit (those are literals, from 2 on).
_FALSIFIED = 0
_NOT_UNIT = -1

_state = types.NamedTuple(  # type: ignore[no-untyped-call]  # numba is untyped
    [
        types.int64[::1],
        types.int64[:, ::1],
        types.int64[::1],
        types.int64[::1],
        types.int32[::1],
        types.int32[::1],
        types.int8[::1],
        types.int32[::1],
        types.int64[::1],
    ],
    State,
)
_i64 = types.int64
_numbers = types.int64[::1]
_outcome = types.UniTuple(types.int64, 3)  # type: ignore[no-untyped-call]


@compiled(_i64(_i64))
def _encode(literal: int) -> int:
    return 2 * literal if literal > 0 else -2 * literal + 1


@compiled(None, inline="always")
def _find(state: State, identifier: int) -> int:
    """The number of the clause alive with this identifier, or -1.

    Identifiers ascend, so without gaps between first and last clause k has `ids[0] + k`. With gaps, k is at least
    `last - (ids[last] - identifier)` and at most `identifier - ids[0]`: a binary search between these.
    """
    last = state.tally[CLAUSES] - 1
    if last < 0 or identifier < state.ids[0] or identifier > state.ids[last]:
        return -1
    high = min(last, identifier - state.ids[0])
    if state.ids[last] - state.ids[0] > last:
        low = max(0, last - (state.ids[last] - identifier))
        while low < high:
            middle = (low + high) // 2
            if state.ids[middle] < identifier:
                low = middle + 1
            else:
                high = middle
        if state.ids[high] != identifier:
            return -1
    return -1 if state.span[high, 1] == DEAD else high


@compiled(None, inline="always")
def _make_true(state: State, literal: int) -> None:
    state.value[literal] = 1
    state.value[literal ^ 1] = -1
    state.trail[state.tally[TRAIL]] = literal
    state.tally[TRAIL] += 1


@compiled(types.void(_state, _i64))
def _retract(state: State, keep: int) -> None:
    """Undo all assignments but the first `keep`."""
    for k in range(keep, state.tally[TRAIL]):
        state.value[state.trail[k]] = 0
        state.value[state.trail[k] ^ 1] = 0
    state.tally[TRAIL] = keep


@compiled(None, inline="always")
def _evaluate(state: State, clause: int) -> int:
    """The one literal of the clause that is not false; else what the clause is instead."""
    unit = _FALSIFIED
    for k in range(state.span[clause, 0], state.span[clause, 1]):
        literal = state.pool[k]
        if state.value[literal] >= 0:
            if unit != _FALSIFIED:
                return _NOT_UNIT
            unit = literal
    return unit


@compiled(_outcome(_state, _numbers, _i64, _i64, types.boolean))
def _propagate(state: State, numbers: Numbers, at: int, end: int, conflict: bool) -> tuple[int, int, bool]:
    """Take the positive hints from `numbers[at]` on, each in its turn: (status, position after them, a conflict?)."""
    while at < end and numbers[at] > 0:
        state.tally[CULPRIT] = numbers[at]
        if conflict:
            return HINT_AFTER_CONFLICT, at, conflict
        clause = _find(state, numbers[at])
        if clause < 0:
            return UNKNOWN_HINT, at, conflict
        at += 1
        if state.used[clause] == state.tally[SCOPE] or state.used[clause] == state.tally[LEMMA_SCOPE]:
            continue  # its literal is true since
        state.used[clause] = state.tally[SCOPE]
        unit = _evaluate(state, clause)
        if unit == _NOT_UNIT:
            return HINT_NOT_UNIT, at, conflict
        if unit == _FALSIFIED:
            conflict = True
        elif state.value[unit] == 0:
            _make_true(state, unit)
        if state.tally[SCOPE] != state.tally[LEMMA_SCOPE]:
            state.tally[RAT_LITERALS] += state.span[clause, 1] - state.span[clause, 0]
    return CONTINUE, at, conflict


@compiled(_i64(_state, _i64, _i64))
def _assume_rest_false(state: State, clause: int, pivot: int) -> int:
    """Make the literals of the clause but `pivot` false: 1 if one is true already, 0 if not; -1 without a pivot."""
    found = False
    conflict = False
    for k in range(state.span[clause, 0], state.span[clause, 1]):
        literal = state.pool[k]
        if literal == pivot:
            found = True
        elif state.value[literal] > 0:
            conflict = True
        elif state.value[literal] == 0:
            _make_true(state, literal ^ 1)
    if not found:
        return -1
    return 1 if conflict else 0


@compiled(_i64(_state, _numbers, _i64, _i64, _i64))
def _check_candidates(state: State, numbers: Numbers, at: int, end: int, pivot: int) -> int:
    """Each clause alive with `pivot` (the negation of the lemma's first literal) is named once, and conflicts."""
    keep = state.tally[TRAIL]
    candidates = 0
    while at < end:
        state.tally[CULPRIT] = -numbers[at]
        clause = _find(state, -numbers[at])
        at += 1
        if clause < 0:
            return UNKNOWN_HINT
        if state.named[clause] == state.tally[CLAUSES]:
            return CANDIDATE_TWICE
        state.named[clause] = state.tally[CLAUSES]
        candidates += 1
        state.tally[SCOPE] += 1
        state.tally[RAT_LITERALS] += state.span[clause, 1] - state.span[clause, 0]
        assumed = _assume_rest_false(state, clause, pivot)
        if assumed < 0:
            return NOT_A_CANDIDATE
        status, at, conflict = _propagate(state, numbers, at, end, assumed == 1)
        if status != CONTINUE:
            return status
        if not conflict:
            state.tally[CULPRIT] = state.ids[clause]
            return NO_CONFLICT_WITH_CANDIDATE
        _retract(state, keep)
        if state.tally[RAT_LITERALS] > state.tally[RAT_ALLOWED]:
            state.tally[CULPRIT] = state.tally[RAT_ALLOWED]
            return RAT_TOO_LONG
    if candidates != state.live[pivot]:
        state.tally[CULPRIT] = state.live[pivot] - candidates
        return NO_CONFLICT if candidates == 0 else MISSING_CANDIDATE
    state.tally[RAT_STEPS] += 1
    return CONTINUE


@compiled(_i64(_state, _numbers, _i64, _i64, _i64))
def _check_lemma(state: State, numbers: Numbers, at: int, literals: int, hints: int) -> int:
    """Whether the hints show the lemma `numbers[at:at + literals]`: by RUP, else by RAT on its first literal."""
    for k in range(at, at + literals):
        literal = _encode(numbers[k])
        if state.value[literal] > 0:
            state.tally[CULPRIT] = abs(numbers[k])
            return TAUTOLOGY
        if state.value[literal] == 0:
            _make_true(state, literal ^ 1)
    end = at + literals + hints
    state.tally[SCOPE] += 1
    state.tally[LEMMA_SCOPE] = state.tally[SCOPE]
    status, position, conflict = _propagate(state, numbers, at + literals, end, False)
    if status != CONTINUE:
        return status
    if conflict:
        if position < end:
            state.tally[CULPRIT] = -numbers[position]
            return HINT_AFTER_CONFLICT
        return CONTINUE
    if literals == 0:
        state.tally[CULPRIT] = 0
        return NO_CONFLICT
    return _check_candidates(state, numbers, position, end, _encode(-numbers[at]))


@compiled(types.void(_state, _i64, _numbers, _i64, _i64))
def _insert(state: State, identifier: int, numbers: Numbers, at: int, literals: int) -> None:
    """Store the clause `numbers[at:at + literals]`; a literal that occurs twice in it is stored once."""
    tally = state.tally
    clause = tally[CLAUSES]
    begin = tally[POOL_USED]
    put = begin
    for k in range(at, at + literals):
        literal = _encode(numbers[k])
        if state.value[literal] == 0:
            state.value[literal] = 1
            state.live[literal] += 1
            state.pool[put] = literal
            put += 1
    for k in range(begin, put):
        state.value[state.pool[k]] = 0
    state.ids[clause] = identifier
    state.span[clause, 0] = begin
    state.span[clause, 1] = put
    state.named[clause] = -1
    state.used[clause] = 0
    tally[CLAUSES] += 1
    tally[POOL_USED] = put
    tally[POOL_LIVE] += put - begin


@compiled(types.void(_state, _i64))
def _delete(state: State, clause: int) -> None:
    for k in range(state.span[clause, 0], state.span[clause, 1]):
        state.live[state.pool[k]] -= 1
    state.tally[POOL_LIVE] -= state.span[clause, 1] - state.span[clause, 0]
    state.span[clause, 1] = DEAD


@compiled(types.void(_state, _numbers, _numbers))
def insert_formula(state: State, numbers: Numbers, ends: Numbers) -> None:
    """Store the formula: clause k, with the identifier k + 1, is `numbers[ends[k - 1]:ends[k]]`."""
    at = 0
    for k in range(len(ends)):
        _insert(state, k + 1, numbers, at, ends[k] - at)
        at = ends[k]


@compiled(_i64(_state, _numbers, _i64))
def check_steps(state: State, numbers: Numbers, used: int) -> int:
    """Check the steps that `lrat_decode` left in `numbers[:used]`, until one derives the empty clause or is wrong.

    `tally[PLACE]` is then the place of that step and `tally[CULPRIT]` the number that the reason speaks of.
    """
    tally = state.tally
    at = 0
    while at < used:
        tally[PLACE] = numbers[at]
        identifier = numbers[at + 1]
        literals = numbers[at + 2]
        hints = numbers[at + 3]
        at += HEADER
        if literals == DELETION:
            for k in range(at, at + hints):
                clause = _find(state, numbers[k])
                if clause < 0:
                    tally[CULPRIT] = numbers[k]
                    return UNKNOWN_DELETION
                _delete(state, clause)
            tally[DELETIONS] += hints
            at += hints
            continue
        if tally[CLAUSES] > 0 and identifier <= state.ids[tally[CLAUSES] - 1]:
            tally[CULPRIT] = state.ids[tally[CLAUSES] - 1]
            return IDENTIFIER_NOT_ASCENDING
        status = _check_lemma(state, numbers, at, literals, hints)
        if status != CONTINUE:
            return status
        _retract(state, 0)
        tally[LEMMAS] += 1
        if literals == 0:
            return REFUTED
        _insert(state, identifier, numbers, at, literals)
        at += literals + hints
    return CONTINUE


@compiled(types.void(_state))
def compact(state: State) -> None:
    """Move the literals of the clauses alive to the front of `pool`, in their order."""
    put = 0
    for clause in range(state.tally[CLAUSES]):
        begin, end = state.span[clause]
        if end != DEAD:
            state.span[clause, 0] = put
            for k in range(begin, end):
                state.pool[put] = state.pool[k]
                put += 1
            state.span[clause, 1] = put
    state.tally[POOL_USED] = put
