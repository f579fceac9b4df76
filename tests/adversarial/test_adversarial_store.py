"""Compiled modules that nobody here compiled: put into the store or beside the sources, exchanged, cut off, forged.

The source proves nothing (`sorry`), and each attack would have the module of a source that does take its place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import Input

from workbench.checkers.lean import build
from workbench.checkers.lean.setting import Setting, embedded_setting
from workbench.dispatch.lean import ACCEPTED, STATED, Outcome, check_declarations
from workbench.evidence.record import Limits
from workbench.lean.modules import read_modules
from workbench.problems.declaration import Declaration

KIND = "compiled"
PROVED = Input(id="proved", lean="theorem t : 44 < 45 := by decide\n")
UNPROVED = Input(id="unproved", lean="theorem t : 44 < 45 := sorry\n")
T = Declaration("t", "theorem")
Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def setting() -> Setting:
    return embedded_setting()


class Forger:
    """A workspace with the unproved source, and what the proved one was compiled to elsewhere."""

    def __init__(self, root: Path, setting: Setting, elsewhere: Path) -> None:
        self.root, self.setting, self.store = root, setting, root / "store"
        shutil.copytree(elsewhere, root / "elsewhere")
        (self.olean,) = (root / "elsewhere" / "store").glob("*.olean")
        self.note = self.olean.with_suffix(".json")
        UNPROVED.write(root)
        modules = read_modules(root, ["lean"])
        (step,) = build.steps(modules, ["A"], setting.toolchain, setting.key)
        self.target = self.store / f"{step.key}.olean"
        self.store.mkdir()

    def ask(self) -> Outcome:
        return ask(self.root, self.setting)


def ask(root: Path, setting: Setting) -> Outcome:
    modules = read_modules(root, ["lean"])
    return check_declarations(modules, [T], Limits(60, 3000), store=root / "store", setting=setting)[T]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, setting: Setting) -> Path:
    """A workspace in which the proved source was compiled."""
    root = tmp_path_factory.mktemp("elsewhere")
    PROVED.write(root)
    assert ask(root, setting).outcome == ACCEPTED
    return root


def put_olean(forger: Forger) -> None:
    forger.target.write_bytes(forger.olean.read_bytes())


def put_both(forger: Forger) -> None:
    put_olean(forger)
    forger.target.with_suffix(".json").write_bytes(forger.note.read_bytes())


def put_both_as_links(forger: Forger) -> None:
    forger.target.symlink_to(forger.olean)
    forger.target.with_suffix(".json").symlink_to(forger.note)


def put_olean_with_a_note_that_fits(forger: Forger) -> None:
    put_olean(forger)
    said = {"module": "A", "sha256": hashlib.sha256(forger.olean.read_bytes()).hexdigest(), "parts": {}, "messages": []}
    forger.target.with_suffix(".json").write_text(json.dumps(said))


def put_olean_with_a_note_and_a_seal(forger: Forger) -> None:
    put_olean_with_a_note_that_fits(forger)
    note = forger.target.with_suffix(".json")
    said = json.loads(note.read_text())
    note.write_text(json.dumps({**said, "seal": json.loads(forger.note.read_text())["seal"]}))


def put_garbage(forger: Forger) -> None:
    put_olean_with_a_note_that_fits(forger)
    forger.target.write_bytes(b"olean" + bytes(1000))


def put_half(forger: Forger) -> None:
    put_both(forger)
    forger.target.write_bytes(forger.olean.read_bytes()[:5000])


def put_beside_the_source(forger: Forger) -> None:
    (forger.root / "lean" / "A.olean").write_bytes(forger.olean.read_bytes())


def put_where_Lean_looks(forger: Forger) -> None:  # noqa: N802
    for folder in ("A", ".lake/build/lib/lean", "build/lib", ".workbench/lean", "."):
        (forger.root / folder).mkdir(parents=True, exist_ok=True)
        (forger.root / folder / "A.olean").write_bytes(forger.olean.read_bytes())


def put_after_a_run(forger: Forger) -> None:
    assert forger.ask().outcome == STATED
    forger.target.write_bytes(forger.olean.read_bytes())


def put_after_a_run_with_its_hash(forger: Forger) -> None:
    put_after_a_run(forger)
    note = forger.target.with_suffix(".json")
    said = json.loads(note.read_text())
    note.write_text(json.dumps({**said, "sha256": hashlib.sha256(forger.olean.read_bytes()).hexdigest()}))


def make_the_source_look_old(forger: Forger) -> None:
    """The proved source was compiled here; the unproved one is of the same size and time."""
    PROVED.write(forger.root)
    path = forger.root / "lean" / "A.lean"
    assert forger.ask().outcome == ACCEPTED
    stat = path.stat()
    text = "theorem t : 44 < 45 := sorry"
    path.write_text(text + " " * (stat.st_size - len(text) - 1) + "\n")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


ATTACKS = [
    put_olean,
    put_both,
    put_both_as_links,
    put_olean_with_a_note_that_fits,
    put_olean_with_a_note_and_a_seal,
    put_garbage,
    put_half,
    put_beside_the_source,
    put_where_Lean_looks,
    put_after_a_run,
    put_after_a_run_with_its_hash,
    make_the_source_look_old,
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_a_compiled_module_from_elsewhere_is_not_believed(
    attack: Callable[[Forger], None], tmp_path: Path, setting: Setting, elsewhere: Path, record_property: Record
) -> None:
    forger = Forger(tmp_path, setting, elsewhere)
    attack(forger)
    found = forger.ask()
    record_property("hostile", (KIND, found.outcome == ACCEPTED))
    assert (found.outcome, found.reason) == (STATED, "t (lean/A.lean) uses sorry")
    assert forger.olean.read_bytes()[:5] == b"olean"  # and a link to it was not written through


def test_the_benign_twin_what_was_compiled_here_is(tmp_path: Path, setting: Setting, record_property: Record) -> None:
    PROVED.write(tmp_path)
    modules, said = read_modules(tmp_path, ["lean"]), []
    for _ in range(2):
        found = check_declarations(
            modules, [T], Limits(60, 3000), store=tmp_path / "store", setting=setting, on_progress=said.append
        )[T]
    record_property("benign", (KIND, found.outcome == ACCEPTED))
    assert found.outcome == ACCEPTED
    assert len([line for line in said if line.startswith("compiling")]) == 1
