"""The shape of a witness, checked without trust. For verifiers only: nothing here is known to any encoder."""

from __future__ import annotations

from typing import Any

from workbench.problems.families.base import WrongWitness


def part(witness: Any, key: str) -> list[Any]:
    """The list that a witness holds under its only key; raises WrongWitness for any other shape."""
    if type(witness) is not dict or list(witness) != [key]:
        raise WrongWitness(f"a witness here is a JSON object with the one key `{key}`")
    if type(witness[key]) is not list:
        raise WrongWitness(f"`{key}` is not a list")
    found: list[Any] = witness[key]
    return found


def integers(values: Any, least: int, most: int, what: str, count: int | None = None) -> list[int]:
    """`values`, if they are a list of (exactly `count`) integers from `least` to `most`; raises WrongWitness if not.

    True and False are no integers here, nor is 1.0.
    """
    if type(values) is not list:
        raise WrongWitness(f"{what} is not a list")
    if count is not None and len(values) != count:
        raise WrongWitness(f"{what} has {len(values)} entries, not {count}")
    for place, value in enumerate(values, 1):
        if type(value) is not int or not least <= value <= most:
            raise WrongWitness(f"entry {place} of {what} is not an integer from {least} to {most}")
    return values
