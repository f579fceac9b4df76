"""Modules of a workspace: names, imports, closures, and what may declare a name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.errors import BadInput
from workbench.lean.modules import MOST_BYTES, imports_of, read_modules


def project(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / "lean" / (name.replace("__", "/") + ".lean")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_modules_are_named_by_their_paths_and_come_after_their_imports(tmp_path: Path) -> None:
    project(tmp_path, A="import B.C\nimport Init\n/- import D -/\n", B__C="def c := 1", D="import A\nimport B.C")
    modules = read_modules(tmp_path, ["lean"])
    assert modules.in_order == ("B.C", "A", "D")
    assert modules.by_name["A"].imports == ("B.C", "Init")
    assert modules.by_name["B.C"].file == "lean/B/C.lean"
    assert modules.closure(["A"]) == ("B.C", "A")
    assert modules.unknown_imports == (("A", "Init"),)


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ("import A\nimport  B.C  -- no\ndef x := 1\nimport D", ("A", "B.C")),
        ("module\npublic import A\nmeta import B\nimport all C", ("A", "B", "C")),
        ("prelude\nimport A", ("A",)),
        ("\ufeffimport A\r\nimport B\r\n", ("A", "B")),
        ("import A import B", ("A", "B")),
        ("import «A».B", ("A.B",)),
        ("importance", ()),
    ],
)
def test_imports(text: str, imports: tuple[str, ...]) -> None:
    assert imports_of(text.replace("-- no", "     ")) == imports


def test_a_circle_is_named(tmp_path: Path) -> None:
    project(tmp_path, A="import B", B="import C", C="import B")
    with pytest.raises(BadInput, match="B → C → B"):
        read_modules(tmp_path, ["lean"])


def test_one_module_in_two_folders(tmp_path: Path) -> None:
    project(tmp_path, A="")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "A.lean").write_text("")
    with pytest.raises(BadInput, match=r"the module A is lean/A\.lean as well"):
        read_modules(tmp_path, ["lean", "more"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("A.lean", b"def x := 1\n\xff", "A.lean:2: this Lean source is no UTF-8"),
        ("A.lean", b" " * (MOST_BYTES + 1), "more than 4 MB"),
        ("a b.lean", b"", "makes no module name"),
    ],
)
def test_what_is_no_module(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / "lean").mkdir()
    (tmp_path / "lean" / name).write_bytes(content)
    with pytest.raises(BadInput, match=message):
        read_modules(tmp_path, ["lean"])


def test_a_link_out_of_the_workspace(tmp_path: Path) -> None:
    project(tmp_path / "root")
    (tmp_path / "root" / "lean").mkdir(parents=True)
    (tmp_path / "A.lean").write_text("")
    (tmp_path / "root" / "lean" / "A.lean").symlink_to(tmp_path / "A.lean")
    with pytest.raises(BadInput, match="leads out of the workspace"):
        read_modules(tmp_path / "root", ["lean"])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "lean").mkdir()
    os.mkfifo(tmp_path / "lean" / "A.lean")
    with pytest.raises(BadInput, match=r"A\.lean: .* no ordinary file"):
        read_modules(tmp_path, ["lean"])


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        read_modules(tmp_path, ["lean"])


def test_what_may_declare_a_name_holds_the_module_that_does(tmp_path: Path) -> None:
    project(
        tmp_path,
        A="structure Foo where\n  mine : Nat",
        B="import A\ntheorem Foo.bar : 1 = 1 := rfl",
        C="theorem other : 2 = 2 := rfl -- bar",
    )
    modules = read_modules(tmp_path, ["lean"])
    assert modules.may_declare("Foo.bar") == {"A", "B"}
    assert modules.may_declare("Foo.mk") == {"A", "B"}
    assert modules.may_declare("Foo.mine") == {"A"}
    assert modules.may_declare("instSomething") == {"A", "B", "C"}
    assert modules.may_declare("Foo.«n + 1»") == {"A", "B"}


def test_the_digest_changes_with_what_a_name_may_depend_on_and_with_nothing_else(tmp_path: Path) -> None:
    def digest(name: str, **files: str) -> str:
        return read_modules(project(tmp_path, **files), ["lean"]).dependency_digest(name)

    first = digest("bar", A="def foo := 1", B="import A\ndef bar := foo", C="def c := 1")
    assert digest("bar", C="def c := 22") == first
    assert digest("bar", A="def foo := 22") != first
    assert digest("nowhere", C="def c := 22") != digest("nowhere", C="def c := 333")
