"""The proof that the leaves of a decision tree cover the space."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.problems.cnf import Clause


class NoTree(ValueError):
    """The cubes are not the leaves of one decision tree, each literal in the order in which it was decided."""


def cover_proof(cubes: Sequence[Clause]) -> str:
    """An LRAT refutation of the negated cubes, in their order (`checkers.sat.cubes.cover_formula`).

    An inner node of the tree with the path p and the variable x has the clause "not p": it follows from "not (p and x)"
    and "not (p and not x)", those of its children. The clause of the root is the empty one. Raises NoTree.
    """
    numbered = {cube: number for number, cube in enumerate(cubes, 1)}
    if len(numbered) < len(cubes):
        raise NoTree("a cube is listed twice")
    lines: list[str] = []
    known = dict(numbered)
    for inner, variable in reversed(_inner(cubes)):
        children = (known.get((*inner, variable)), known.get((*inner, -variable)))
        if None in children or inner in numbered:
            raise NoTree(f"the cubes below {inner} do not make a tree")
        known[inner] = len(cubes) + len(lines) + 1
        literals = " ".join(map(str, (*(-literal for literal in inner), 0)))
        lines.append(f"{known[inner]} {literals} {children[0]} {children[1]} 0")
    if () in numbered:
        lines.append(f"{len(cubes) + 1} 0 {numbered[()]} 0")
    elif () not in known:
        raise NoTree("there is no cube")
    return "\n".join(lines) + "\n"


def _inner(cubes: Sequence[Clause]) -> list[tuple[Clause, int]]:
    """Every inner node with the variable decided there, shorter paths first."""
    decided: dict[Clause, int] = {}
    for cube in cubes:
        for depth, literal in enumerate(cube):
            if decided.setdefault(cube[:depth], abs(literal)) != abs(literal):
                raise NoTree(f"two variables are decided after {cube[:depth]}")
    return sorted(decided.items(), key=lambda node: len(node[0]))
