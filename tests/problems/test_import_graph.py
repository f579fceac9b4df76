"""verify, recount and the LRAT checker share no code with any encoder: shown on the source and on a running process."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import workbench

PACKAGE = Path(workbench.__file__).parent
FAMILIES = sorted(path.parent.name for path in PACKAGE.glob("problems/families/*/encode.py"))
PLAIN_DATA = {"workbench.problems.cnf", "workbench.problems.families.base"}
ENCODERS = [f"workbench.problems.families.{name}.encode" for name in FAMILIES]
JUDGES = [f"workbench.problems.families.{name}.{half}" for name in FAMILIES for half in ("verify", "recount")]
LRAT = sorted(f"workbench.checkers.sat.{path.stem}" for path in PACKAGE.glob("checkers/sat/lrat*.py"))


def source(module: str) -> Path:
    path = PACKAGE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def imports(module: str, everywhere: bool) -> frozenset[str]:
    """The workbench modules that a module names in its imports, within functions too where `everywhere`."""
    tree = ast.parse(source(module).read_text())
    found = set()
    for statement in ast.walk(tree) if everywhere else tree.body:
        if isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            assert statement.level == 0, f"{module}: relative imports would escape this test"
            parts = {f"{statement.module}.{alias.name}" for alias in statement.names}
            found |= {part if source(part).exists() else statement.module for part in parts}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not names & {"__import__", "exec", "eval"}, f"{module} could import what this test cannot see"
    return frozenset(name for name in found if name.split(".")[0] == "workbench")


def closure(modules: list[str], everywhere: bool) -> set[str]:
    reached: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting += imports(module, everywhere)
    return reached


def test_there_is_something_to_test():
    assert len(FAMILIES) >= 8
    assert "workbench.problems.families.colouring" in closure(ENCODERS, True)
    assert "workbench.problems.families.witness" in closure(JUDGES, True)


def test_every_family_keeps_encode_verify_and_recount_apart():
    for name in FAMILIES:
        assert source(f"workbench.problems.families.{name}.verify").is_file()
        assert source(f"workbench.problems.families.{name}.recount").is_file()


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_imports_nothing_that_an_encoder_imports(judge):
    assert closure([judge], True) & closure(ENCODERS, True) <= PLAIN_DATA


@pytest.mark.parametrize("module", LRAT)
def test_the_lrat_checker_imports_nothing_of_an_encoder(module):
    encoders = closure(ENCODERS, True)
    assert closure([module], False) & encoders <= PLAIN_DATA | {"workbench.errors"}
    assert imports(module, True) & encoders <= PLAIN_DATA | {"workbench.errors"}


@pytest.mark.parametrize("judge", JUDGES)
def test_a_running_judge_has_loaded_no_encoder(judge):
    forbidden = sorted(closure(ENCODERS, True) - PLAIN_DATA - {"workbench.errors"})
    code = f"import {judge}, sys; print([m for m in {forbidden!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
