"""Inputs that are made at random from a number, as they are or damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated

NUMBERS = st.integers(0, 2**64 - 1)


def inputs(made: Callable[[int], bytes], words: Sequence[bytes]) -> SearchStrategy[bytes]:
    """What `made` makes of numbers, and a third of it mutated with these words."""
    seeds = NUMBERS.map(made)
    return st.one_of(seeds, seeds, mutated(seeds, words))
