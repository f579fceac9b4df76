"""A Lean declaration that a machine is asked about: what a `\\lean` names, or a problem of kind `lean`."""

from __future__ import annotations

from dataclasses import dataclass

THEOREM = "theorem"
DEFINITION = "definition"
ANYTHING = "any"


@dataclass(frozen=True, slots=True, order=True)
class Declaration:
    """A name, and what has to stand behind it."""

    name: str
    """The full name, as `Nat.add_comm`."""
    wants: str
    """`theorem` for a lemma; `definition` (a def, structure, class, inductive or instance) for a definition; `any` of
    both."""
    file: str | None = None
    """The only file that may declare it, relative to the root with `/`; None where any module of the project may."""
