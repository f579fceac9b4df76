"""The commands that are killed: what each has finished at a moment, what it has announced, and what a next run does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from campaigns.crash.scene import BUNDLE, LOCK, PAGE, ROWS, STORE, Said, Scene
from workbench.evidence.store import Store
from workbench.sweep.journal import FOLDER, Journal

Names = frozenset[str]
"""Of what is finished: questions that are answered, problems in the journal, or a file that is as it is to be."""


@dataclass(frozen=True, slots=True)
class Act:
    """A command, and how to tell what it has done."""

    name: str
    words: tuple[str, ...]
    template: str
    kept: Callable[[Scene], Names]
    """What another reader finds finished now. Raises BadInput where it finds something that nobody can use."""
    announced: Callable[[Scene, Said], Names]
    """What the command has said to have finished."""
    redone: Callable[[Scene, Said], Names]
    """What a run has done itself, and not found done."""
    records: bool
    """Whether it writes to the store; else the store has to stay as it is, byte for byte."""


def answers(scene: Scene) -> Names:
    """The questions with an answer that counts, in the store."""
    with Store.open(scene.root / STORE, write=False) as store:
        found = store.latest_of(one.fingerprint for one in store.history())
        return frozenset(one.name for one in found.values() if one.decided)


def swept(scene: Scene) -> Names:
    """The same, and what the journal of a sweep holds."""
    journal = frozenset(f"journal: {name}" for name in in_journal(scene))
    return answers(scene) | journal


def in_journal(scene: Scene) -> list[str]:
    """The problems in all journals, as often as they are there. To open a journal mends its end, so a copy is read
    (of the same name, for its lines are sealed with it)."""
    found: list[str] = []
    for path in (scene.root / STORE / FOLDER).glob("*.journal"):
        copy = scene.folder / path.name
        copy.write_bytes(path.read_bytes())
        with Journal(copy) as journal:
            found += [one.problem for one in journal.done()]
    return found


def _is_new(name: str) -> Callable[[Scene], Names]:
    """A file beside the workspace is what it becomes (`becoming`); anything but this or what it was is half of one."""

    def kept(scene: Scene) -> Names:
        data = (scene.root / name).read_bytes()
        if data == becoming(scene, name).read_bytes():
            return frozenset([name])
        if data == (scene.folder / f"{name}.before").read_bytes():
            return frozenset()
        raise AssertionError(f"{name} is neither what it was nor what it was to become")

    return kept


def becoming(scene: Scene, name: str) -> Path:
    """What an undisturbed run makes of a file."""
    return scene.folder / f"{name}.after"


def _told(pattern: str) -> Callable[[Scene, Said], Names]:
    """The names that lines of stderr begin with."""
    line = re.compile(pattern, re.MULTILINE)
    return lambda scene, said: frozenset(line.findall(said.err))


def _says(pattern: str, name: str) -> Callable[[Scene, Said], Names]:
    sentence = re.compile(pattern, re.MULTILINE)
    return lambda scene, said: frozenset([name] if sentence.search(said.out + said.err) else ())


def _rows(scene: Scene, said: Said) -> Names:
    """What stands in the result of a sweep, which is written after the journal."""
    path = scene.root / ROWS
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return frozenset(f"journal: {json.loads(line)['problem']}" for line in lines)


def _asked(scene: Scene, said: Said) -> Names:
    """What a sweep has added to its journal twice: each problem is there once where nothing was asked again."""
    found = in_journal(scene)
    return frozenset(f"journal: {name}" for name in found if found.count(name) > 1)


_CHECKED = _told(r"^✓ (\S+): verified \(")
ACTS = (
    Act("check", ("check",), "fresh", answers, _CHECKED, _CHECKED, True),
    Act("sweep", ("sweep", "problems", "--output", ROWS, "--format", "json"), "fresh", swept, _rows, _asked, True),
    Act(
        "evidence import",
        ("evidence", "import", BUNDLE),
        "fresh",
        answers,
        _told(r"^✓ (\S+): verified"),
        _told(r"^✓ (\S+): verified: "),
        True,
    ),
    Act(
        "accept",
        ("accept", "--all"),
        "answered",
        _is_new(LOCK),
        _says(r"^accepted \d+: written to", LOCK),
        _says(r"^accepted \d+: written to", LOCK),
        False,
    ),
    Act(
        "export --html",
        ("export", "--html", PAGE),
        "answered",
        _is_new(PAGE),
        _says(rf"^{PAGE}: [\d.]+ MB$", PAGE),
        lambda scene, said: frozenset(),  # a page is made anew each time
        False,
    ),
)
