"""Keys of compiled modules, what Lean says, and what is kept."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from workbench.checkers.lean import build
from workbench.checkers.lean.build import Compiled, Failed, finish, kept, lay_out, prepare, steps
from workbench.checkers.lean.messages import Message, parse_messages
from workbench.checkers.lean.toolchain import Toolchain
from workbench.lean.modules import Modules, read_modules
from workbench.whole import drafted

LEAN = Toolchain("embedded", "4.35.0", "abc", ("lean",))


def said(severity: str, text: str, line: int = 1, kind: str = "") -> str:
    return json.dumps({"severity": severity, "data": text, "pos": {"line": line, "column": 2}, "kind": kind, "x": 1})


@pytest.fixture
def modules(tmp_path: Path) -> Modules:
    (tmp_path / "lean" / "B").mkdir(parents=True)
    (tmp_path / "lean" / "A.lean").write_text("import B.C\n")
    (tmp_path / "lean" / "B" / "C.lean").write_text("def c := 1\n")
    return read_modules(tmp_path, ["lean"])


def test_what_lean_says() -> None:
    lines = [said("error", " wrong \n", 3, "k"), "not json", '{"severity": 1}', said("warning", "w"), "\x00", "[]"]
    found = parse_messages("\n".join(lines).encode() + b"\xff\n", "lean/A.lean")
    assert found == (Message("lean/A.lean", 3, 2, "error", "wrong", "k"), Message("lean/A.lean", 1, 2, "warning", "w"))
    assert str(found[0]) == "lean/A.lean:3:3: error: wrong"


def test_keys_follow_sources_imports_and_toolchain(modules: Modules) -> None:
    first = {step.module.name: step.key for step in steps(modules, ["A"], LEAN, "one")}
    assert list(first) == ["B.C", "A"]
    assert {step.module.name: step.key for step in steps(modules, ["A"], LEAN, "one")} == first
    other = {step.module.name: step.key for step in steps(modules, ["A"], LEAN, "two")}
    assert not set(first.values()) & set(other.values())
    path = modules.by_name["B.C"].path
    path.write_text("def c := 22\n")
    changed = {s.module.name: s.key for s in steps(read_modules(path.parents[2], ["lean"]), ["A"], LEAN, "one")}
    assert not set(first.values()) & set(changed.values())


def test_a_source_that_changed_meanwhile_is_not_compiled(modules: Modules, tmp_path: Path) -> None:
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    assert prepare(step, tmp_path / "run")[-1] == "sources/B/C.lean"
    step.module.path.write_text("def c := 2\n")
    with pytest.raises(ValueError, match=r"lean/B/C\.lean changed while it was checked"):
        prepare(step, tmp_path / "again")


@pytest.mark.parametrize(
    ("exit_code", "stdout", "stderr", "olean", "reason"),
    [
        (
            1,
            said("error", "wrong\n  there", 3) + "\n" + said("error", "more"),
            "",
            b"x",
            ":3:3: wrong there (and 1 more)",
        ),
        (0, said("error", "wrong"), "", b"x", ":1:3: wrong"),
        (1, "", "oops\nuncaught exception: x", b"x", ": Lean ended with 1: uncaught exception: x"),
        (-6, "", "Stack overflow detected. Aborting.", b"x", ": Lean crashed (signal 6): Stack overflow"),
        (0, "", "", None, ": Lean left no compiled module"),
        (None, "", "", b"x", ": Lean ended with None"),
    ],
)
def test_what_does_not_count_as_compiled(
    modules: Modules, tmp_path: Path, exit_code: int | None, stdout: str, stderr: str, olean: bytes | None, reason: str
) -> None:
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    folder, store = tmp_path / "run", tmp_path / "store"
    folder.mkdir()
    (folder / "stdout").write_text(stdout)
    (folder / "stderr").write_text(stderr)
    if olean is not None:
        (folder / build.COMPILED).write_bytes(olean)
    found = finish(step, folder, exit_code, store)
    assert isinstance(found, Failed)
    assert ("lean/B/C.lean" + reason) in found.reason
    assert kept(step, store) is None
    assert not store.exists()


def compiled(modules: Modules, folder: Path, store: Path) -> Compiled:
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    folder.mkdir()
    (folder / "stdout").write_text(said("warning", "w", kind="hasSorry"))
    (folder / build.COMPILED).write_bytes(b"compiled")
    found = finish(step, folder, 0, store)
    assert isinstance(found, Compiled)
    assert kept(step, store) == found
    return found


def test_what_compiled_is_kept_whole_or_not_at_all(modules: Modules, tmp_path: Path) -> None:
    found = compiled(modules, tmp_path / "run", tmp_path / "store")
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    assert found.messages[0].kind == "hasSorry"
    note = found.olean.with_suffix(".json")
    for path, content in ((found.olean, b"compile"), (note, b"{"), (note, b"[]"), (note, b'{"sha256": "x"}')):
        before = path.read_bytes()
        path.write_bytes(content)
        assert kept(step, tmp_path / "store") is None
        path.write_bytes(before)
    assert kept(step, tmp_path / "store") == found


def test_the_draft_of_a_killed_writer_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    (tmp_path / ".new-0123456789ab.draft").write_bytes(b"half")
    with drafted(tmp_path, ".new-") as (_, name):
        build.tidy(tmp_path)
        assert list(tmp_path.iterdir()) == [name]


def test_what_is_long_unused_goes(modules: Modules, tmp_path: Path) -> None:
    store, long_ago = tmp_path / "store", (1e9, 1e9)
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    compiled(modules, tmp_path / "run", store)
    assert build.replayed(step, tmp_path / "run", 0, store) is True
    gone = store / ("0" * 64)
    for path in (*store.iterdir(), gone.with_suffix(".olean"), gone.with_suffix(".json"), store / ".new-x"):
        path.touch()
        os.utime(path, long_ago)
    assert kept(step, store) is not None  # and so it is of use
    build.tidy(store)
    assert {path.name for path in store.iterdir()} == {f"{step.key}.{end}" for end in ("olean", "json", "replayed")}
    os.utime(store / f"{step.key}.json", long_ago)
    build.tidy(store)
    build.tidy(tmp_path / "nowhere")
    assert not list(store.iterdir())


def test_nothing_of_anybody_elses_is_tidied_away(tmp_path: Path) -> None:
    """A repository can carry a link in place of the store, to its reader's home."""
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / ".workbench").mkdir()
    (tmp_path / ".workbench" / "lean").symlink_to(home)
    files = {home / name for name in ("diary", ".profile", "a.olean", "0" * 64 + ".olean")}
    for path in files:
        path.touch()
        os.utime(path, (1e9, 1e9))
    build.tidy(tmp_path / ".workbench" / "lean")
    assert set(home.iterdir()) == files
    build.tidy(home)
    assert set(home.iterdir()) == files - {home / ("0" * 64 + ".olean")}


def test_a_replay_is_of_one_compiled_module(modules: Modules, tmp_path: Path) -> None:
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    store, folder = tmp_path / "store", tmp_path / "run"
    folder.mkdir()
    for content in (b"one", b"another"):
        (folder / build.COMPILED).write_bytes(content)
        assert isinstance(finish(step, folder, 0, store), Compiled)
        assert not build.is_replayed(step, store)
        assert build.replayed(step, folder, 0, store) is True and build.is_replayed(step, store)


def test_modules_are_laid_out_by_name(modules: Modules, tmp_path: Path) -> None:
    found = compiled(modules, tmp_path / "run", tmp_path / "store")
    lay_out([found, found], tmp_path / "view")
    assert (tmp_path / "view" / "B" / "C.olean").read_bytes() == b"compiled"


def test_what_nobody_sealed_here_was_not_compiled_here(
    modules: Modules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request can add files to the store, and knows how to name them."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    store = tmp_path / "store"
    step = steps(modules, ["B.C"], LEAN, "one")[0]
    found = compiled(modules, tmp_path / "run", store)
    assert build.replayed(step, tmp_path / "run", 0, store) is True
    assert build.is_replayed(step, store)
    note, replay = found.olean.with_suffix(".json"), found.olean.with_suffix(".replayed")
    said, replayed = note.read_text(), replay.read_text()
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "elsewhere"))
    assert kept(step, store) is None and not build.is_replayed(step, store)
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    assert kept(step, store) == found and build.is_replayed(step, store)
    for forged in ("", "0" * 64, "é", said[-66:-2]):
        replay.write_text(forged)
        assert not build.is_replayed(step, store)
    replay.write_text(replayed)
    found.olean.write_bytes(b"another")
    assert not build.is_replayed(step, store)
    forged = json.loads(said)
    forged["sha256"] = hashlib.sha256(b"another").hexdigest()
    note.write_text(json.dumps(forged))
    assert kept(step, store) is None
    (tmp_path / "cache" / "seal" / "secret").write_bytes(b"short")
    assert kept(step, store) is None
