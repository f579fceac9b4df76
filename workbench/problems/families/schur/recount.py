"""The constraints of Schur listed a second time, by the sum z rather than by the summands."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.problems.cnf import Clause


def recount(n: int, colours: int) -> Iterator[Clause]:
    """The clauses that the family's docstring fixes."""
    if colours != 2:
        for number in range(n):
            yield tuple(range(number * colours + 1, number * colours + colours + 1))
    for z in range(2, n + 1):
        for x in range(1, z // 2 + 1):
            numbers = sorted({x, z - x, z})
            if colours == 2:
                yield tuple(numbers)
                yield tuple(-number for number in numbers)
            else:
                for colour in range(colours):
                    yield tuple(-(colours * (number - 1) + colour + 1) for number in numbers)
