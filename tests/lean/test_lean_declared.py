"""Where a declaration is written: the file and line that an editor opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.lean.declared import declared_at
from workbench.lean.modules import read_modules

SCHUR = """/-- theorem Schur.decoy : False -/
import Basic
namespace Schur
-- def Schur.bound := 0
def bound : Nat := 5

structure Colouring where
  colour : Nat → Bool

namespace Deep
theorem far : True := trivial
end Deep
theorem «with space» : True := trivial
end Schur
theorem _root_.Top.level : True := trivial
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "lean").mkdir()
    (tmp_path / "lean" / "Schur.lean").write_text(SCHUR, "utf-8")
    (tmp_path / "lean" / "Basic.lean").write_text(
        "def Basic.bound := 1\ntheorem Schur_bound : True := trivial\n", "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Schur.bound", ("lean/Schur.lean", 5)),
        ("Basic.bound", ("lean/Basic.lean", 1)),
        ("Schur.Deep.far", ("lean/Schur.lean", 11)),
        ("Schur.with space", ("lean/Schur.lean", 13)),
        ("Schur.«with space»", ("lean/Schur.lean", 13)),
        ("Top.level", ("lean/Schur.lean", 15)),
        ("Schur.Colouring.mk", ("lean/Schur.lean", 7)),  # Lean makes it of the structure
        ("Schur.Colouring.colour", ("lean/Schur.lean", 7)),
        ("Schur.decoy", None),  # a comment declares nothing
        ("bound", None),
        ("Nowhere.at.all", None),
        ("", None),
    ],
)
def test_a_name_is_found_where_it_is_declared(root: Path, name: str, place: tuple[str, int] | None) -> None:
    assert declared_at(read_modules(root, ["lean"]), name) == place


def test_a_file_may_be_asked_for(root: Path) -> None:
    modules = read_modules(root, ["lean"])
    assert declared_at(modules, "Schur.bound", "lean/Basic.lean") is None
    assert declared_at(modules, "Schur.bound", "lean/Schur.lean") == ("lean/Schur.lean", 5)


def test_a_source_that_is_gone_declares_nothing(root: Path) -> None:
    modules = read_modules(root, ["lean"])
    (root / "lean" / "Schur.lean").unlink()
    assert declared_at(modules, "Schur.bound") is None
