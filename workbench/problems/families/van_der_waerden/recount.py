"""The constraints of van der Waerden listed a second time, by the first and the last term of a progression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.problems.cnf import Clause


def recount(n: int, lengths: Sequence[int]) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    k = len(lengths)
    if k != 2:
        for number in range(n):
            yield tuple(range(number * k + 1, number * k + k + 1))
    for colour, length in enumerate(lengths):
        for last in range(length, n + 1):
            for first in range(last - length + 1, 0, 1 - length):
                step = (last - first) // (length - 1)
                terms = [first + step * term for term in range(length)]
                if k != 2:
                    yield tuple(-(k * term - k + colour + 1) for term in terms)
                elif colour == 1:
                    yield tuple(-term for term in terms)
                else:
                    yield tuple(terms)
