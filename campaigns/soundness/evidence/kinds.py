"""What a mutation of evidence is, and how a module enters those that it has."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Done:
    """What a mutation did to a workspace."""

    node: str
    """Whose evidence or question is wrong now."""
    shown_wrong_by: str
    what: str
    caught_by: str = ""
    """Where something was refused before the node was looked at."""


class Right(Exception):
    """The mutation left something right behind."""


Change = Callable[[Path, random.Random], Done]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to make evidence wrong."""

    change: Change
    """What is done to a workspace; raises Right where that left something right behind."""
    store: bool
    """Whether the workspace has its store of evidence to begin with."""


def entering(kinds: dict[str, Kind]) -> Callable[..., Callable[[Change], Change]]:
    """A decorator `(name, *, store=True)` for the functions of a module: enters each by its name."""

    def kind(name: str, *, store: bool = True) -> Callable[[Change], Change]:
        def enter(change: Change) -> Change:
            kinds[name] = Kind(change, store)
            return change

        return enter

    return kind
