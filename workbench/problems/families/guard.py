"""A stranger's family, whose faults become sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from workbench.errors import BadInput, WorkbenchError
from workbench.problems.cnf import Clause, Encoding
from workbench.problems.families.base import Family, Parameters, WrongWitness

Result = TypeVar("Result")


class Guarded:
    """The family that `package` offers. Whatever one of its methods raises, but for WrongWitness and our own errors, is
    raised as BadInput that names the package."""

    def __init__(self, family: Family, package: str) -> None:
        self._family = family
        self._package = package
        self.name = family.name
        self.help = str(family.help)
        self.parameters = family.parameters
        self.claim = family.claim
        self.encoder_version = family.encoder_version

    def refuse(self, parameters: Parameters) -> str | None:
        return self._ask("refuse", lambda: self._family.refuse(parameters))

    def describe(self, parameters: Parameters, answer: str | None = None) -> str:
        return self._ask("describe", lambda: str(self._family.describe(parameters, answer)))

    def encode(self, parameters: Parameters) -> Encoding:
        encoding = self._ask("encode", lambda: self._family.encode(parameters))
        if not isinstance(encoding, Encoding):
            raise self._fault("encode", f"it returned {type(encoding).__name__}, not an Encoding")
        return encoding

    def decode(self, parameters: Parameters, model: Sequence[int]) -> Any:
        return self._ask("decode", lambda: self._family.decode(parameters, model))

    def verify(self, parameters: Parameters, witness: Any) -> None:
        self._ask("verify", lambda: self._family.verify(parameters, witness))

    def recount(self, parameters: Parameters) -> Iterable[Clause]:
        return self._ask("recount", lambda: tuple(self._family.recount(parameters)))

    def _ask(self, method: str, call: Callable[[], Result]) -> Result:
        try:
            return call()
        except (WorkbenchError, WrongWitness, MemoryError):
            raise
        except Exception as error:  # a stranger's code may raise anything; the sentence says whose it is
            raise self._fault(method, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}") from error

    def _fault(self, method: str, reason: str) -> BadInput:
        problem = f"the family `{self.name}` of {self._package} failed in `{method}`: {reason}"
        return BadInput(problem, remedy=f"report it to the authors of {self._package}")
