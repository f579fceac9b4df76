"""Checkers by name and by kind of problem: our own, and those that installed packages offer as entry points of
`workbench.checkers`, where an entry point's name is the kind that its checker answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench.checkers.base import Checker
from workbench.errors import BadInput, MissingTool

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "workbench.checkers"
_OWN = {"sat": "sat", "dimacs": "sat", "identity": "symbolic", "answer": "symbolic", "smt": "smt"}
"""Kind of problem -> name of the checker."""
_LATER = {
    "lean": "Lean declarations and files cannot be checked",
}
_METHODS = ("version", "missing", "command", "claim", "judge")


def checker_name(kind: str) -> str:
    """The name of the checker for a kind of problem (`sat`, `dimacs`, `lean`...), whether or not there is one."""
    return _OWN.get(kind, kind)


def checker(name: str) -> Checker:
    """The checker of this name. Raises MissingTool with a sentence where there is none or its tools are missing,
    BadInput where a package offers one that cannot be used."""
    found = _find(name)
    if absent := found.missing():
        raise MissingTool(f"the checker `{name}` cannot run", remedy=absent)
    return found


def checker_for(kind: str) -> Checker:
    """The checker for a kind of problem, or for `lean` declarations; raises as `checker` does."""
    return checker(checker_name(kind))


@cache
def _offered() -> tuple[EntryPoint, ...]:
    # A missing checker is looked for once for every Lean declaration of a blueprint.
    from importlib.metadata import entry_points

    return tuple(entry_points(group=GROUP))


@cache
def _find(name: str) -> Checker:
    if name == "sat":
        from workbench.checkers.sat.checker import SatChecker

        return SatChecker()
    if name == "symbolic":
        from workbench.checkers.symbolic.checker import SymbolicChecker

        return SymbolicChecker()
    if name == "smt":
        from workbench.checkers.smt.checker import SmtChecker

        return SmtChecker()
    points = [point for point in _offered() if point.name == name]
    if not points:
        what = _LATER.get(name, f"there is no checker called `{name}`")
        where = "by this version of Workbench" if name in _LATER else "in this installation"
        remedy = f"upgrade Workbench when one is out, or install a package that offers `{name}` in {GROUP}"
        raise MissingTool(f"{what} {where}", remedy=remedy)
    if len(points) > 1:
        packages = " and ".join(sorted(point.dist.name if point.dist else "?" for point in points))
        raise BadInput(f"the checker `{name}` is offered by {packages}", remedy="uninstall all but one of them")
    remedy = "repair or uninstall the package that offers it; docs/checkers.md says what a checker has to be"
    try:
        offered = points[0].load()
        made = offered() if isinstance(offered, type) else offered
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything while it is imported
        raise BadInput(
            f"the checker `{name}` cannot be loaded: {type(error).__name__}: {error}", remedy=remedy
        ) from error
    lacking = [method for method in _METHODS if not callable(getattr(made, method, None))]
    if lacking or getattr(made, "name", None) != name:
        fault = f"lacks {', '.join(lacking)}" if lacking else "calls itself by another name"
        raise BadInput(f"the checker `{name}` {fault}", remedy=remedy)
    found: Checker = made
    return found
