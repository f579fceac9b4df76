"""What a family of problems has to offer, our own and a third party's (entry point group `workbench.families`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from workbench.problems.cnf import Clause, Encoding

Parameters = Mapping[str, Any]

MOST_LITERALS = 8_000_000
"""Of a formula that is built. To check a refutation the formula, its normal form and the second enumeration are held at
once, which was measured to take 1 KB a clause and 150 bytes a literal: two to four gigabytes at this size."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a family: an integer in a range, a list of integers in a range, or a file.

    A family is handed an `int`, a `list[int]`, or the absolute `Path` of a file that existed when it was named.
    """

    name: str
    help: str
    kind: str = "int"
    """`int` | `ints` (written `3,9`) | `file`."""
    least: int = 1
    most: int = 1_000_000
    default: int | None = None


class WrongWitness(Exception):
    """A witness that does not answer its problem; the text names the first constraint it breaks."""


class Family(Protocol):
    """A family of problems. Implementations are stateless; `parameters` arrive validated, defaults filled in."""

    name: str
    help: str
    """One line for `workbench solve --help`."""
    parameters: tuple[Parameter, ...]
    claim: str | None
    """What is expected where a blueprint does not say, being what the theorem of this name says: `unsatisfiable` for
    "every colouring contains...", `satisfiable` for "there is..."; None where there is no usual claim."""
    encoder_version: int
    """Raised whenever the same parameters could give another formula; part of every fingerprint."""

    def refuse(self, parameters: Parameters) -> str | None:
        """Why these parameters (each in its range) are too large together or make no sense; None where they do."""

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        """What is stated where the answer is `satisfiable` or `unsatisfiable`, as one English sentence that a person
        can accept as the meaning of the formula ("Every 4-colouring of 1..45 has a monochromatic solution of
        x + y = z."); the question itself where `answer` is None."""

    def encode(self, parameters: Parameters) -> Encoding:
        """The formula; its plain part has the variables and clauses that the family's docstring fixes."""

    def decode(self, parameters: Parameters, model: Sequence[int]) -> Any:
        """The witness (JSON, as `docs/formats.md` lists it) that a model of `Encoding.solved` describes.

        `model` holds one literal a variable."""

    def verify(self, parameters: Parameters, witness: Any) -> None:
        """Judge a witness on the problem itself, trusting nothing about its shape; raise WrongWitness."""

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        """The clauses of `Encoding.plain`, listed again from the problem by other code; any order, no duplicates."""
