"""What has to hold after a kill: nothing finished is lost, nothing half counts, the next run goes on by itself."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaigns.crash.acts import Act, Names, in_journal
from campaigns.crash.killing import Killed
from campaigns.crash.scene import LOCK, PAGE, ROWS, STORE, Said, Scene
from workbench.cli.main import run
from workbench.errors import WorkbenchError
from workbench.evidence.pairings import read_lock
from workbench.evidence.store import Store

_GREEN = ("green", "dark_green")
_IN_THE_STORE = re.compile(
    r"\.gitignore|evidence\.sqlite(-wal|-shm)?|certificates/[0-9a-f]{2}/[0-9a-f]{64}\.gz"
    r"|sweeps/[0-9a-f]{24}\.journal|lean/[0-9a-f]{64}\.(json|olean)"
)


@dataclass(frozen=True, slots=True)
class State:
    """What a workspace says: all of it is to be the same after an undisturbed run and after a killed one went on."""

    nodes: dict[str, Any]
    """Of each node: status, marks, tier, what it rests on, pairing."""
    answers: dict[str, Any]
    """Of each question: verdict, tier, whether fresh, the kind of certificate."""
    lock: str
    page: str
    journal: list[str]
    rows: list[Any]

    @property
    def green(self) -> dict[str, Any]:
        """The nodes that are green, with all that is said of them."""
        return {node: said for node, said in self.nodes.items() if said[0] in _GREEN}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found after one kill. Each list is empty where all is well."""

    finished: Names
    """What was finished when the command died."""
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    """Where the next run did not go on by itself."""

    @property
    def faults(self) -> list[str]:
        """All of it."""
        return [*self.lost, *self.half, *self.stuck]


def judge(scene: Scene, act: Act, killed: Killed, usual: State, code: int, given: State) -> Judgement:
    """Look at a scene in which a command was killed, and run the command again.

    `usual` and `code` are state and exit code of an undisturbed run, `given` is the state in which it began.
    """
    try:
        finished = act.kept(scene)
    except (WorkbenchError, AssertionError) as error:
        return Judgement(frozenset(), half=[f"after the kill a reader was told: {error}"])
    announced = act.announced(scene, scene.said(killed.exit))
    lost = [f"lost, though announced: {name}" for name in sorted(announced - finished)]
    lost += [f"lost, though another reader saw it: {name}" for name in sorted(killed.seen - finished)]
    half = [*_half(scene, act, usual, given)]
    said = scene.run(*act.words)
    stuck = [] if said.code == code else [f"the next run exits with {said.code}: {said.err.strip()[-300:]}"]
    stuck += [f"done again: {name}" for name in sorted(act.redone(scene, said) & finished)]
    stuck += [f"after the next run {line}" for line in _differences(state(scene), usual)]
    stuck += [f"left behind: {name}" for name in _rubbish(scene)]
    return Judgement(finished, lost, half, stuck)


def state(scene: Scene) -> State:
    """What the workspace says now."""
    said = _command(scene, "status", "--format", "json")
    report: dict[str, Any] = json.loads(said.out) if said.code in (0, 1) else {"nodes": [], "answers": []}
    rows = scene.root / ROWS
    lines = [json.loads(line) for line in rows.read_text("utf-8").splitlines()] if rows.exists() else []
    return State(
        nodes={
            node["node"]: [node[key] for key in ("status", "marks", "tier", "rests_on", "pairing")]
            for node in report["nodes"]
        },
        answers={
            one["id"]: [one["verdict"], one["tier"], one["fresh"], (one["certificate"] or {}).get("kind")]
            for one in report["answers"]
        },
        lock=_digest(scene.root / LOCK),
        page=_digest(scene.root / PAGE),
        journal=sorted(in_journal(scene)),
        rows=sorted([line["problem"], line["outcome"], line["answer"], line["tier"]] for line in lines),
    )


def _half(scene: Scene, act: Act, usual: State, given: State) -> Iterator[str]:
    """What counts and should not."""
    if act.records:
        yield from _certificates(scene)
        said = _command(scene, "verify")
        if said.code:
            yield f"`verify` exits with {said.code}: {said.err.strip()[-300:]}"
    now = state(scene)
    for node, words in now.green.items():
        if not _is_shown(words, usual.green.get(node)) and not _is_shown(words, given.green.get(node)):
            yield f"{node} is {words}, which no undisturbed run says"
    if now.lock not in (given.lock, usual.lock) or now.page not in (given.page, usual.page):
        yield "a file is neither what it was nor what it was to become"
    try:
        read_lock(scene.root / LOCK)
    except WorkbenchError as error:
        yield f"the lock is refused: {error}"


def _is_shown(words: Any, usual: Any) -> bool:
    """Whether a green node is so in an undisturbed run; it may be dark green there, as its ancestors are."""
    return bool(usual) and words[1:] == usual[1:] and words[0] in ("green", usual[0])


def _certificates(scene: Scene) -> Iterator[str]:
    """The records whose certificate is not whole."""
    with Store.open(scene.root / STORE, write=False) as store:
        for one in store.history():
            if one.certificate is not None:
                try:
                    with store.certificate(one.certificate):
                        pass
                except WorkbenchError as error:
                    yield f"{one.name} is recorded without its certificate: {error}"


def _differences(found: State, usual: State) -> Iterator[str]:
    for name in State.__dataclass_fields__:
        here, there = getattr(found, name), getattr(usual, name)
        if isinstance(here, dict):
            for key in {**here, **there}:
                if here.get(key) != there.get(key):
                    yield f"{key} is {here.get(key)}, and {there.get(key)} after an undisturbed one"
        elif here != there:
            yield f"{name} is {here}, and {there} after an undisturbed one"


def _rubbish(scene: Scene) -> Iterator[str]:
    """Files that an undisturbed run does not leave: drafts in the workspace, folders for temporary files."""
    for path in sorted(scene.root.rglob("*")):
        name = path.relative_to(scene.root).as_posix()
        if name.startswith(f"{STORE}/"):
            known = path.is_dir() or bool(_IN_THE_STORE.fullmatch(name.removeprefix(f"{STORE}/")))
        else:
            known = path.parent != scene.root or not path.name.startswith(".") or name == STORE
        if not known:
            yield name
    for path in sorted((scene.folder / "temporary").iterdir()):
        # Python itself tries a new folder for temporary files with a file of four bytes.
        if path.is_dir() or path.read_bytes() not in (b"", b"blat"):
            yield f"{path.name} among the temporary files"


def _command(scene: Scene, *words: str) -> Said:
    """A command that only reads, in this process: it was not killed, and starting Python takes half a second."""
    out, err, before = io.StringIO(), io.StringIO(), Path.cwd()
    os.chdir(scene.root)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(words)
    finally:
        os.chdir(before)
    return Said(code, out.getvalue(), err.getvalue())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
