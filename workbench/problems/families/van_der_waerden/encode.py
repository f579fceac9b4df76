"""Van der Waerden as a formula, and a model as a colouring.

No clause is added for symmetry. Where all lengths are equal the colours are interchangeable, but no two numbers need
differ, so that only one could be fixed: a factor as small as the number of colours, for an answer that rests on more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.problems.cnf import Encoding
from workbench.problems.families.colouring import colouring, colours_of


def encode(n: int, lengths: Sequence[int]) -> Encoding:
    """The formula of the family's docstring."""
    plain = colouring(n, len(lengths), [_progressions(n, length) for length in lengths])
    return Encoding(plain, plain.clauses, (), plain.variables)


def decode(n: int, lengths: Sequence[int], model: Sequence[int]) -> dict[str, Any]:
    """The colouring that a model describes."""
    return {"colouring": colours_of(model, n, len(lengths))}


def _progressions(n: int, length: int) -> Iterator[tuple[int, ...]]:
    for step in range(1, (n - 1) // (length - 1) + 1):
        span = (length - 1) * step
        for first in range(1, n - span + 1):
            yield tuple(range(first, first + span + 1, step))
