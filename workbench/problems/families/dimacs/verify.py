"""Does this assignment make every clause of the file true?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.problems.families.base import WrongWitness
from workbench.problems.families.dimacs.recount import recount
from workbench.problems.families.witness import integers, part

_LARGEST = 2**31 - 1


def verify(file: Path, witness: Any) -> None:
    """Raise WrongWitness unless the literals contradict no other and each clause holds one of them."""
    true = set(integers(part(witness, "model"), -_LARGEST, _LARGEST, "the model"))
    if 0 in true:
        raise WrongWitness("0 is no literal")
    for literal in true:
        if -literal in true:
            raise WrongWitness(f"the model says both {abs(literal)} and {-abs(literal)}")
    for number, clause in enumerate(recount(file), 1):
        if true.isdisjoint(clause):
            shown = " ".join(map(str, clause[:20])) + (" ..." if len(clause) > 20 else "")
            raise WrongWitness(f"clause {number} of those that differ ({shown or 'the empty one'}) is not satisfied")
