"""DDFW: local search for a model, by dividing and distributing fixed weights among the clauses.

Every clause starts with the same weight. The search flips the variable that lowers the weight of the false clauses
most; where none does, each false clause takes weight from a satisfied clause with which it shares a literal, until some
flip pays. It finds models that defeat clause learning (a colouring of 1..7824 without a monochromatic Pythagorean
triple in seconds), and it never finds out that there is none: whoever calls it has to end it.

Ishtaiwi, Thornton, Anbulagan, Sattar and Pham, "Adaptive clause weight redistribution" (CP 2006), after "Neighbourhood
clause weight redistribution in local search for SAT" (CP 2005). At n = 7824 the constants below took 22 million flips a
solution (35 in 785 million), and the gifts 2 and 1 with the chance .01 of the paper 58 million (4 in 231 million).
Gifts of 6 and 3 or of 8 and 4, the chances .05 and .2, and how ties are broken made no difference that could be told
from noise.

Where a branch would be taken as often as not the kernel computes both sides: a branch foretold wrongly costs more than
a clause does. So a maximum is taken over numbers with the value in the upper half and the item, under a random mask
that settles ties, in the lower; a clause that is not concerned adds nothing to variable 0, which is no variable; and
the list of improving variables is tidied only when it is read. All indices are unsigned, for numba then need not ask
whether they count from the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from workbench.checkers.sat.compiled import compiled
from workbench.problems.cnf import Clause

INITIAL_WEIGHT = 8
SIDEWAYS = 0.15
"""How often a flip that changes nothing is preferred to moving weight."""
RANDOM_GIVER = 0.1
"""How often weight is taken from any satisfied clause, neighbour or not."""
RICH_GIFT, POOR_GIFT = 4, 2
"""The weight that a clause gives: one above the initial weight, and one at it."""
RESTART_FLIPS = 500_000
"""Of 35 successes at 7824, 30 came between 100,000 and 440,000 flips. With gifts of 8 and 4 a bound of 1,000,000 did
no better (14 in 379 million flips, against 21 in 388 million)."""
LONGEST_SCAN = 1000
"""Of a longer list of improving variables only a random stretch is looked at: the first descent of a large formula."""

INLINED = {"inline": "always", "error_model": "numpy"}
"""Calls with many arrays are dear, and so are checks for division by zero."""

ONE = np.uint64(1)
WEIGHT, TRUE, MIXED, PLACE = (np.uint64(field) for field in range(4))
FIELDS = np.uint64(2)
"""What is kept of a clause lies together in `State.clauses`, from its number shifted by this many bits."""
HALF = np.uint64(32)
LOWER = 0xFFFFFFFF
Array = Any


class Formula(NamedTuple):
    """Clauses as one flat array of literals with the places where each begins, and the clauses that hold a literal,
    likewise. Literal v is number 2v, its negation 2v + 1."""

    begins: Array
    literals: Array
    names: Array
    """The variables of the literals."""
    holders_begin: Array
    holders: Array


class State(NamedTuple):
    """What a run knows, one entry for each clause or variable; as sets, two lists."""

    random: Array
    value: Array
    clauses: Array
    """Four numbers for each: its weight; how many of its literals are true; the exclusive or of their variables (where
    one is true, that variable); its place in the list of the false ones, while it is there."""
    offer: Array
    """The weight of a satisfied clause, nothing for a false one."""
    reward: Array
    """The weight made true less the weight made false by flipping a variable."""
    false: Array
    better: Array
    """All variables with a reward, and some that had one."""
    listed: Array
    """Whether a variable is in that list."""


def search(variables: int, clauses: Sequence[Clause], seed: int, restarts: int | None = None) -> list[int] | None:
    """A model of the clauses, one literal a variable; None where `restarts` runs found none (no bound: it goes on).

    The clauses are not empty, and none holds a variable twice.
    """
    formula = arrays(variables, clauses)
    done = 0
    while restarts is None or done < restarts:
        n_false, _, state = run(formula, variables, RESTART_FLIPS, (seed * 1_000_003 + done) % 2**62)
        if n_false == 0:
            return [v if state.value[v] else -v for v in range(1, variables + 1)]
        done += 1
    return None


def arrays(variables: int, clauses: Sequence[Clause]) -> Formula:
    sizes = np.fromiter((len(c) for c in clauses), np.int64, len(clauses))
    flat = np.fromiter((x for c in clauses for x in c), np.int32, int(sizes.sum()))
    literals = (2 * np.abs(flat) + (flat < 0)).astype(np.uint32)
    begins = np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32)
    owner = np.repeat(np.arange(len(clauses), dtype=np.uint32), sizes)
    holders = owner[np.argsort(literals, kind="stable")]
    holders_begin = np.searchsorted(np.sort(literals), np.arange(2 * variables + 3)).astype(np.uint32)
    return Formula(begins, literals, literals >> np.uint32(1), holders_begin, holders)


@compiled(None, **INLINED)
def _random(random: Array) -> Any:
    """64 random bits (xorshift64*, Vigna 2016)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return x * np.uint64(2685821657736338717)


@compiled(None, **INLINED)
def _below(random: Array, bound: Any) -> Any:
    """A random number from 0 to bound - 1."""
    return ((_random(random) >> HALF) * np.uint64(bound)) >> HALF


@compiled(None, **INLINED)
def _chance(random: Array, probability: float) -> bool:
    within: bool = _below(random, 1 << 30) < np.uint64(probability * (1 << 30))
    return within


@compiled(None, **INLINED)
def _more(state: State, variable: Any, by: int, n_better: Any) -> Any:
    """Raise what flipping a variable pays, and list it where it pays; returns the size of the list."""
    reward = state.reward[variable] + by
    state.reward[variable] = reward
    state.better[n_better] = variable
    new = (reward > 0) & (state.listed[variable] == 0)
    state.listed[variable] |= np.uint8(new)
    return n_better + np.uint64(new)


@compiled(None, **INLINED)
def _best(state: State, n_better: Any) -> tuple[Any, Any]:
    """The variable whose flip pays most, 0 for none; and the size of the list, of which what it met is tidied."""
    better, reward, listed = state.better, state.reward, state.listed
    mask = np.int64(_random(state.random) >> np.uint64(33))
    best = mask
    if n_better <= LONGEST_SCAN:
        kept = np.uint64(0)
        for i in range(n_better):
            variable = better[i]
            pays = reward[variable]
            better[kept] = variable
            listed[variable] = pays > 0
            kept += np.uint64(pays > 0)
            best = max(best, (np.int64(pays) << 32) | (np.int64(variable) ^ mask))
        n_better = kept
    else:
        i = _below(state.random, n_better - np.uint64(LONGEST_SCAN))
        end = i + np.uint64(LONGEST_SCAN)
        while i < min(end, n_better):
            variable = better[i]
            pays = reward[variable]
            if pays > 0:
                best = max(best, (np.int64(pays) << 32) | (np.int64(variable) ^ mask))
                i += ONE
            else:
                listed[variable] = 0
                n_better -= ONE
                better[i] = better[n_better]
    return np.uint64((best & LOWER) ^ mask) if best >> 32 else np.uint64(0), n_better


@compiled(None, **INLINED)
def _sideways(formula: Formula, state: State, n_false: Any) -> Any:
    """A variable of a false clause whose flip costs and pays nothing, each as likely; 0 where there is none."""
    chosen, seen = np.uint64(0), 0
    first = _below(state.random, n_false - np.uint64(LONGEST_SCAN)) if n_false > LONGEST_SCAN else np.uint64(0)
    for k in range(first, min(n_false, first + np.uint64(LONGEST_SCAN))):
        clause = np.uint64(state.false[k])
        for i in range(formula.begins[clause], formula.begins[clause + ONE]):
            variable = formula.names[i]
            if state.reward[variable] == 0:
                seen += 1
                if _below(state.random, seen) == 0:
                    chosen = np.uint64(variable)
    return chosen


@compiled(None, **INLINED)
def _giver(formula: Formula, state: State, clause: Any) -> Any:
    """The satisfied clause from which a false one takes weight; the false one itself where there is none."""
    offer = state.offer
    mask = np.int64(_random(state.random) >> np.uint64(33))
    best = mask
    if not _chance(state.random, RANDOM_GIVER):
        for i in range(formula.begins[clause], formula.begins[clause + ONE]):
            literal = np.uint64(formula.literals[i])
            for j in range(formula.holders_begin[literal], formula.holders_begin[literal + ONE]):
                other = formula.holders[j]
                best = max(best, (np.int64(offer[other]) << 32) | (np.int64(other) ^ mask))
    chosen = np.uint64((best & LOWER) ^ mask)
    if best >> 32 < INITIAL_WEIGHT:
        if best >> 32 <= POOR_GIFT:
            chosen = clause
        for _ in range(100):  # some clause has the initial weight or more, for the sum of all weights is fixed
            other = _below(state.random, len(offer))
            if offer[other] >= INITIAL_WEIGHT:
                chosen = other
                break
    return chosen


@compiled(None, **INLINED)
def _redistribute(formula: Formula, state: State, n_false: Any, n_better: Any) -> Any:
    """Each false clause takes weight from a satisfied one; returns the size of the list of improving variables."""
    clauses = state.clauses
    for k in range(n_false):
        taker = np.uint64(state.false[k])
        giver = _giver(formula, state, taker)
        if giver != taker:
            amount = RICH_GIFT if state.offer[giver] > INITIAL_WEIGHT else POOR_GIFT
            clauses[(taker << FIELDS) + WEIGHT] += amount
            clauses[(giver << FIELDS) + WEIGHT] -= amount
            state.offer[giver] -= amount
            for i in range(formula.begins[taker], formula.begins[taker + ONE]):
                n_better = _more(state, formula.names[i], amount, n_better)
            if clauses[(giver << FIELDS) + TRUE] == 1:
                n_better = _more(state, np.uint64(clauses[(giver << FIELDS) + MIXED]), amount, n_better)
    return n_better


@compiled(None, **INLINED)
def _flip(formula: Formula, state: State, flip: Any, n_false: Any, n_better: Any) -> tuple[Any, Any]:
    """Flip a variable; returns how many clauses are false and the size of the list of improving variables."""
    clauses, false, reward = state.clauses, state.false, state.reward
    paid = reward[flip]
    state.value[flip] ^= 1
    literal = flip + flip + ONE - np.uint64(state.value[flip])
    for j in range(formula.holders_begin[literal], formula.holders_begin[literal + ONE]):
        clause = np.uint64(formula.holders[j])
        at = clause << FIELDS
        weight, before, only = clauses[at + WEIGHT], clauses[at + TRUE], np.uint64(clauses[at + MIXED])
        clauses[at + TRUE] = before + 1
        clauses[at + MIXED] = only ^ flip
        if before == 0:
            n_false -= ONE
            last, place = np.uint64(false[n_false]), clauses[at + PLACE]
            false[np.uint64(place)] = last
            clauses[(last << FIELDS) + PLACE] = place
            state.offer[clause] = weight
            for i in range(formula.begins[clause], formula.begins[clause + ONE]):
                reward[formula.names[i]] -= weight
        else:
            critical = before == 1
            n_better = _more(state, only * np.uint64(critical), weight * np.int32(critical), n_better)
    literal ^= ONE
    for j in range(formula.holders_begin[literal], formula.holders_begin[literal + ONE]):
        clause = np.uint64(formula.holders[j])
        at = clause << FIELDS
        weight, after, only = clauses[at + WEIGHT], clauses[at + TRUE] - 1, np.uint64(clauses[at + MIXED]) ^ flip
        clauses[at + TRUE] = after
        clauses[at + MIXED] = only
        if after == 0:
            false[n_false] = clause
            clauses[at + PLACE] = n_false
            n_false += ONE
            state.offer[clause] = 0
            for i in range(formula.begins[clause], formula.begins[clause + ONE]):
                n_better = _more(state, formula.names[i], weight, n_better)
        else:
            critical = after == 1
            reward[only * np.uint64(critical)] -= weight * np.int32(critical)
    reward[flip] = -paid  # flipping back would undo exactly this
    return n_false, _more(state, flip, 0, n_better)


@compiled(None, error_model="numpy")
def _start(formula: Formula, variables: int, seed: int) -> tuple[State, Any, Any]:
    """A random assignment; how many clauses are false in it, and how many variables are improving."""
    n_clauses = len(formula.begins) - 1
    state = State(
        random=np.empty(1, np.uint64),
        value=np.zeros(variables + 1, np.uint8),
        clauses=np.zeros(n_clauses << 2, np.int32),
        offer=np.zeros(n_clauses, np.int32),
        reward=np.zeros(variables + 1, np.int32),
        false=np.empty(n_clauses, np.uint32),
        better=np.empty(variables + 2, np.uint32),
        listed=np.zeros(variables + 1, np.uint8),
    )
    state.random[0] = np.uint64(seed) * np.uint64(11400714819323198485) + np.uint64(88172645463325252)
    if state.random[0] == 0:
        state.random[0] = ONE
    for _ in range(8):
        _random(state.random)
    for v in range(1, variables + 1):
        state.value[v] = _random(state.random) >> np.uint64(63)
    n_false, n_better = np.uint64(0), np.uint64(0)
    for clause in range(n_clauses):
        true, mixed = 0, 0
        for i in range(formula.begins[clause], formula.begins[clause + 1]):
            if state.value[formula.names[i]] != formula.literals[i] & 1:
                true += 1
                mixed ^= formula.names[i]
        at = np.uint64(clause) << FIELDS
        state.clauses[at + WEIGHT] = INITIAL_WEIGHT
        state.clauses[at + TRUE] = true
        state.clauses[at + MIXED] = mixed
        if true == 0:
            state.false[n_false] = clause
            state.clauses[at + PLACE] = n_false
            n_false += ONE
            for i in range(formula.begins[clause], formula.begins[clause + 1]):
                state.reward[formula.names[i]] += INITIAL_WEIGHT
        else:
            state.offer[clause] = INITIAL_WEIGHT
            if true == 1:
                state.reward[mixed] -= INITIAL_WEIGHT
    for v in range(1, variables + 1):
        n_better = _more(state, np.uint64(v), 0, n_better)
    return state, n_false, n_better


@compiled(None, error_model="numpy")
def run(formula: Formula, variables: int, flips: int, seed: int) -> tuple[int, int, State]:
    """One run from a random start: how many clauses are false in the end, how many variables are listed as improving,
    and all the rest that is known then."""
    state, n_false, n_better = _start(formula, variables, seed)
    done = 0
    while n_false > 0 and done < flips:
        done += 1
        flip = np.uint64(0)
        if n_better > 0:
            flip, n_better = _best(state, n_better)
        if flip == 0 and _chance(state.random, SIDEWAYS):
            flip = _sideways(formula, state, n_false)
        if flip != 0:
            n_false, n_better = _flip(formula, state, flip, n_false, n_better)
        else:
            n_better = _redistribute(formula, state, n_false, n_better)
    return n_false, n_better, state
