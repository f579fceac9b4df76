"""The table of actions: everything in it can be done, by a key of its own."""

from __future__ import annotations

import importlib
from collections import Counter

import pytest
from textual.binding import Binding
from textual.screen import Screen

from workbench.tui.actions import ACTIONS, Action
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.base import WorkbenchScreen
from workbench.tui.screens.main import MainScreen


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_what_an_action_does_is_there(action: Action) -> None:
    module, attribute = action.does.split(":")
    does = getattr(importlib.import_module(f"workbench.tui.{module}"), attribute)
    assert callable(does)
    if isinstance(does, type):
        assert issubclass(does, Screen)
        assert not issubclass(does, WorkbenchScreen) or does.HELP, "its help says what it is for"
    assert action.title
    assert action.help.endswith(".")


def test_no_key_means_two_things() -> None:
    bindings = [*WorkbenchApp.BINDINGS, *MainScreen.BINDINGS]
    keys = Counter(
        key for binding in bindings if isinstance(binding, Binding) for key in binding.key.replace(" ", "").split(",")
    )
    assert {key for key, number in keys.items() if number > 1} == set()
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
