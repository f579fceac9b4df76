"""DDFW: local search for a model, by dividing and distributing fixed weights among the clauses.

Every clause starts with the same weight. The search flips the variable that lowers the weight of the false clauses
most; where none does, each false clause takes weight from a satisfied clause with which it shares a literal, until some
flip pays. It finds models that defeat clause learning (a colouring of 1..7824 without a monochromatic Pythagorean
triple in seconds), and it never finds out that there is none: whoever calls it has to end it.

Ishtaiwi, Thornton, Anbulagan, Sattar and Pham, "Adaptive clause weight redistribution" (CP 2006), after "Neighbourhood
clause weight redistribution in local search for SAT" (CP 2005). The constants did best on Pythagorean triples: with
the gifts 2 and 1 and the chance .01 of the paper it needs about three times as many flips at n = 7500.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
"""Most successes at 7824 come between 180,000 and 450,000 flips."""
LONGEST_SCAN = 1000
"""Of a longer list of improving variables only a random stretch is looked at: the first descent of a large formula."""

INLINED = {"inline": "always", "error_model": "numpy"}
"""A sixth faster: calls with many arrays are dear, and so are checks for division by zero."""

Array = Any


def search(variables: int, clauses: Sequence[Clause], seed: int, restarts: int | None = None) -> list[int] | None:
    """A model of the clauses, one literal a variable; None where `restarts` runs found none (no bound: it goes on).

    The clauses are not empty, and none holds a variable twice.
    """
    formula = _arrays(variables, clauses)
    done = 0
    while restarts is None or done < restarts:
        found, values = _run(*formula, variables, RESTART_FLIPS, (seed * 1_000_003 + done) % 2**62)
        if found:
            return [v if values[v] else -v for v in range(1, variables + 1)]
        done += 1
    return None


def _arrays(variables: int, clauses: Sequence[Clause]) -> tuple[Array, Array, Array, Array]:
    """Clauses and, for each literal, the clauses that hold it, both as one flat array with the places where each
    begins. Literal v is number 2v, its negation 2v + 1."""
    sizes = np.fromiter((len(c) for c in clauses), np.int64, len(clauses))
    flat = np.fromiter((x for c in clauses for x in c), np.int32, int(sizes.sum()))
    literals = 2 * np.abs(flat) + (flat < 0)
    begins = np.concatenate(([0], np.cumsum(sizes)))
    owner = np.repeat(np.arange(len(clauses), dtype=np.int32), sizes)
    holders = owner[np.argsort(literals, kind="stable")]
    holders_begin = np.searchsorted(np.sort(literals), np.arange(2 * variables + 3))
    return begins, literals.astype(np.int32), holders_begin.astype(np.int64), holders


@compiled(None, **INLINED)
def _below(state: Array, bound: int) -> int:
    """A random number from 0 to bound - 1 (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    number: int = np.int64(((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % np.uint64(bound))  # type: ignore[assignment]  # an int in numba
    return number


@compiled(None, **INLINED)
def _chance(state: Array, probability: float) -> bool:
    return _below(state, 1 << 30) < probability * (1 << 30)


@compiled(None, **INLINED)
def _insert(members: Array, place: Array, size: int, item: int) -> int:
    """Add to a set kept as a list with the place of each item; returns the new size."""
    if place[item] < 0:
        place[item] = size
        members[size] = item
        return size + 1
    return size


@compiled(None, **INLINED)
def _remove(members: Array, place: Array, size: int, item: int) -> int:
    at = place[item]
    if at < 0:
        return size
    last = members[size - 1]
    members[at] = last
    place[last] = at
    place[item] = -1
    return size - 1


@compiled(None, **INLINED)
def _more(reward: Array, variable: int, by: int, better: Array, place: Array, n_better: int) -> int:
    """Raise what flipping a variable pays, and keep the list of those that pay; returns its size."""
    before = reward[variable]
    reward[variable] = before + by
    return _insert(better, place, n_better, variable) if before <= 0 < before + by else n_better


@compiled(None, **INLINED)
def _less(reward: Array, variable: int, by: int, better: Array, place: Array, n_better: int) -> int:
    before = reward[variable]
    reward[variable] = before - by
    return _remove(better, place, n_better, variable) if before - by <= 0 < before else n_better


@compiled(None, **INLINED)
def _giver(
    clause: int, begins: Array, literals: Array, holders_begin: Array, holders: Array, true: Array, weight: Array,
    state: Array,
) -> int:  # fmt: skip
    """The satisfied clause from which a false one takes weight; -1 where there is none."""
    best, best_weight = -1, 1
    if not _chance(state, RANDOM_GIVER):
        size = begins[clause + 1] - begins[clause]
        turn = _below(state, size)
        for _ in range(size):
            turn = turn + 1 if turn + 1 < size else 0
            literal = literals[begins[clause] + turn]
            for j in range(holders_begin[literal], holders_begin[literal + 1]):
                other = holders[j]
                if true[other] > 0 and weight[other] > best_weight:
                    best, best_weight = other, weight[other]
    if best_weight >= INITIAL_WEIGHT:
        return best
    for _ in range(100):  # some satisfied clause has the initial weight or more, for the sum of all weights is fixed
        other = _below(state, len(true))
        if true[other] > 0 and weight[other] >= INITIAL_WEIGHT:
            return other
    return best if best_weight > POOR_GIFT else -1


@compiled(None, **INLINED)
def _best(better: Array, n_better: int, reward: Array, state: Array) -> int:
    """The variable whose flip pays most."""
    first = _below(state, n_better - LONGEST_SCAN) if n_better > LONGEST_SCAN else 0
    best: int = better[first]
    for i in range(first + 1, min(n_better, first + LONGEST_SCAN)):
        candidate = better[i]
        if reward[candidate] > reward[best]:
            best = candidate
    return best


@compiled(None, **INLINED)
def _sideways(
    n_false: int, false: Array, begins: Array, literals: Array, reward: Array, state: Array
) -> int:  # fmt: skip
    """A variable of a false clause whose flip costs and pays nothing, each as likely; 0 where there is none."""
    chosen, seen = 0, 0
    first = _below(state, n_false - LONGEST_SCAN) if n_false > LONGEST_SCAN else 0
    for k in range(first, min(n_false, first + LONGEST_SCAN)):
        clause = false[k]
        for i in range(begins[clause], begins[clause + 1]):
            variable = literals[i] >> 1
            if reward[variable] == 0:
                seen += 1
                if _below(state, seen) == 0:
                    chosen = variable
    return chosen


@compiled(None, error_model="numpy")
def _run(
    begins: Array, literals: Array, holders_begin: Array, holders: Array, variables: int, flips: int, seed: int
) -> tuple[bool, Array]:
    """One run from a random start: whether all clauses are true in the end, and the values of variables 1, 2, ..."""
    state = np.empty(1, np.uint64)
    state[0] = np.uint64(seed) * np.uint64(11400714819323198485) + np.uint64(88172645463325252)
    if state[0] == 0:
        state[0] = np.uint64(1)
    for _ in range(8):
        _below(state, 2)
    n_clauses = len(begins) - 1
    value = np.zeros(variables + 1, np.bool_)
    for v in range(1, variables + 1):
        value[v] = _below(state, 2) == 1

    weight = np.full(n_clauses, INITIAL_WEIGHT, np.int64)
    true = np.zeros(n_clauses, np.int32)  # how many literals of a clause are true
    true_sum = np.zeros(n_clauses, np.int64)  # the sum of their variables: where there is one, that variable
    reward = np.zeros(variables + 1, np.int64)  # weight made true less weight made false by flipping a variable
    false, false_at, n_false = np.empty(n_clauses, np.int32), np.full(n_clauses, -1, np.int32), 0
    better, better_at, n_better = np.empty(variables + 1, np.int32), np.full(variables + 1, -1, np.int32), 0

    for c in range(n_clauses):
        for i in range(begins[c], begins[c + 1]):
            v = literals[i] >> 1
            if value[v] == ((literals[i] & 1) == 0):
                true[c] += 1
                true_sum[c] += v
        if true[c] == 0:
            n_false = _insert(false, false_at, n_false, c)
            for i in range(begins[c], begins[c + 1]):
                reward[literals[i] >> 1] += INITIAL_WEIGHT
        elif true[c] == 1:
            reward[true_sum[c]] -= INITIAL_WEIGHT
    for v in range(1, variables + 1):
        if reward[v] > 0:
            n_better = _insert(better, better_at, n_better, v)

    done = 0
    while n_false > 0 and done < flips:
        done += 1
        if n_better > 0:
            flip = _best(better, n_better, reward, state)
        elif _chance(state, SIDEWAYS):
            flip = _sideways(n_false, false, begins, literals, reward, state)
        else:
            flip = 0
        if flip == 0:
            for k in range(n_false):
                taker = false[k]
                giver = _giver(taker, begins, literals, holders_begin, holders, true, weight, state)
                if giver < 0:
                    continue
                amount = RICH_GIFT if weight[giver] > INITIAL_WEIGHT else POOR_GIFT
                weight[giver] -= amount
                weight[taker] += amount
                for i in range(begins[taker], begins[taker + 1]):
                    n_better = _more(reward, literals[i] >> 1, amount, better, better_at, n_better)
                if true[giver] == 1:
                    n_better = _more(reward, true_sum[giver], amount, better, better_at, n_better)
            continue

        paid = reward[flip]
        value[flip] = not value[flip]
        now_true = 2 * flip + (0 if value[flip] else 1)
        for j in range(holders_begin[now_true], holders_begin[now_true + 1]):
            c = holders[j]
            if true[c] == 0:
                n_false = _remove(false, false_at, n_false, c)
                for i in range(begins[c], begins[c + 1]):
                    n_better = _less(reward, literals[i] >> 1, weight[c], better, better_at, n_better)
            elif true[c] == 1:
                n_better = _more(reward, true_sum[c], weight[c], better, better_at, n_better)
            true[c] += 1
            true_sum[c] += flip
        now_false = now_true ^ 1
        for j in range(holders_begin[now_false], holders_begin[now_false + 1]):
            c = holders[j]
            true[c] -= 1
            true_sum[c] -= flip
            if true[c] == 0:
                n_false = _insert(false, false_at, n_false, c)
                for i in range(begins[c], begins[c + 1]):
                    n_better = _more(reward, literals[i] >> 1, weight[c], better, better_at, n_better)
            elif true[c] == 1:
                n_better = _less(reward, true_sum[c], weight[c], better, better_at, n_better)
        # Flipping back would undo exactly this.
        change = -paid - reward[flip]
        if change > 0:
            n_better = _more(reward, flip, change, better, better_at, n_better)
        else:
            n_better = _less(reward, flip, -change, better, better_at, n_better)
    return n_false == 0, value
