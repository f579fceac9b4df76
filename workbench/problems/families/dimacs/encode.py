"""A DIMACS file as the formula it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.problems.cnf import Encoding
from workbench.problems.dimacs import read_cnf


def encode(file: Path) -> Encoding:
    """The file's formula. Raises BadInput where the file is not strict DIMACS."""
    plain = read_cnf(file)
    return Encoding(plain, plain.clauses, (), plain.variables)


def decode(file: Path, model: Sequence[int]) -> dict[str, Any]:
    """The model itself, one literal for each variable of the file."""
    true = {value for value in model if value > 0}
    return {"model": [v if v in true else -v for v in range(1, read_cnf(file).variables + 1)]}
