"""Families by name: our own, and those that installed packages offer as entry points of `workbench.families`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench.errors import BadInput
from workbench.problems.families.base import Family, Parameter

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "workbench.families"

_OWN = (
    "pythagorean-triples",
    "schur",
    "van-der-waerden",
    "ramsey",
    "pigeonhole",
    "graph-colouring",
    "queens",
    "dimacs",
)

_REQUIRED = ("name", "help", "parameters", "claim", "encoder_version")
_METHODS = ("refuse", "describe", "encode", "decode", "verify", "recount")
_KINDS = ("int", "ints", "file")


def family_names() -> tuple[str, ...]:
    """Every name that `family` knows, ours first; no third party's code is loaded for it."""
    return _OWN + tuple(sorted({point.name for point in _offered()} - set(_OWN)))


@cache
def family(name: str) -> Family:
    """The family of this name; ours win over a third party's of the same name.

    Raises BadInput where there is none, where two packages offer it, or where the package that does is broken; so do
    the methods of a third party's family where they fail.
    """
    if name in _OWN:
        from importlib import import_module

        own: Family = import_module(f"workbench.problems.families.{name.replace('-', '_')}").FAMILY
        return own
    points = [point for point in _offered() if point.name == name]
    if not points:
        raise BadInput(f"no family of problems is called `{name[:80]}`", remedy=_suggestion(name[:80]))
    if len(points) > 1:
        packages = " and ".join(sorted(_package(point) for point in points))
        raise BadInput(f"the family `{name}` is offered by {packages}", remedy="uninstall all but one of them")
    return _load(points[0])


@cache
def _offered() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=GROUP))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "an unnamed package"


def _suggestion(name: str) -> str:
    from difflib import get_close_matches

    known = family_names()
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else f"use one of {', '.join(known)}"


def _load(point: EntryPoint) -> Family:
    remedy = f"repair or uninstall {_package(point)}; docs/families.md says what a family has to offer"
    try:
        offered = point.load()
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything while it is imported
        reason = " ".join(str(error).split())[:300]
        raise BadInput(
            f"the family `{point.name}` of {_package(point)} cannot be loaded: {type(error).__name__}: {reason}",
            remedy=remedy,
        ) from error
    if fault := _fault(offered, point.name):
        raise BadInput(f"the family `{point.name}` of {_package(point)} {fault}", remedy=remedy)
    from workbench.problems.families.guard import Guarded

    return Guarded(offered, _package(point))


def _fault(offered: object, name: str) -> str | None:
    """What keeps an object from being a family of this name; None where nothing does."""
    if isinstance(offered, type):
        return "is a class: the entry point must name an object of it"
    missing = [part for part in _REQUIRED if not hasattr(offered, part)]
    missing += [method for method in _METHODS if not callable(getattr(offered, method, None))]
    if missing:
        return f"lacks {', '.join(missing)}"
    family: Family = offered  # type: ignore[assignment]  # every part of the protocol was just found
    if family.name != name:
        return f"calls itself `{family.name}`"
    if type(family.encoder_version) is not int:
        return "has an encoder_version that is not an integer"
    if family.claim not in (None, "satisfiable", "unsatisfiable"):
        return "has a claim that is neither satisfiable nor unsatisfiable nor None"
    return _parameter_fault(family.parameters)


def _parameter_fault(parameters: object) -> str | None:
    if not isinstance(parameters, tuple) or not all(isinstance(p, Parameter) for p in parameters):
        return "has parameters that are not a tuple of Parameter"
    for parameter in parameters:
        if parameter.kind not in _KINDS:
            return f"has a parameter `{parameter.name}` of the unknown kind `{parameter.kind}`"
        if parameter.name == "expect":
            return "has a parameter `expect`, a word that is taken: it says what is expected of the answer"
    return None
