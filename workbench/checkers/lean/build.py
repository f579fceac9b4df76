"""Compiling a workspace's modules: what in which order, with which command, and where the results are kept.

A compiled module is kept under a key that hashes its source, the keys of what it imports, and the toolchain with its
core. So a stale one is never found, and what did not change is not compiled again. Each is compiled in an empty folder
and kept only where Lean ended well and said nothing of an error. This module starts nothing; `dispatch.lean` does.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.checkers.lean.messages import ERROR, Message, parse_messages
from workbench.checkers.lean.toolchain import EMBEDDED, Toolchain
from workbench.lean.modules import Module, Modules
from workbench.seal import is_sealed, seal
from workbench.whole import drafted
from workbench.whole import tidy as tidy_drafts

OPTIONS = ("-DmaxSynthPendingDepth=3", "--json")
"""The option is the one that Mathlib sets; it is part of the key. A lake project sets its own."""
SOURCES, COMPILED = "sources", "module.olean"
PARTS = (".olean.server", ".olean.private", ".ir")
"""What Lean leaves beside the compiled module where the source begins with `module`."""
UNUSED_SECONDS = 30 * 24 * 3600.0
"""After so long without use a compiled module goes."""
_FORMAT = 1


_DRAFT = ".new-"
_OURS = re.compile(rf"[0-9a-f]{{64}}\.(?:json|olean(?:\.\w+)?|ir|replayed)|{re.escape(_DRAFT)}[\w.]+")
"""Names of files in the store."""


@dataclass(frozen=True, slots=True)
class Step:
    """One module to be compiled."""

    module: Module
    key: str
    needs: tuple[str, ...]
    """The workspace's modules that it imports."""
    options: tuple[str, ...]
    """Lean's arguments for it."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A module that compiled."""

    name: str
    key: str
    olean: Path
    messages: tuple[Message, ...]
    """Warnings and notes: none is an error."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A module that did not compile."""

    name: str
    reason: str
    """A sentence, with the first place."""
    messages: tuple[Message, ...]
    gave_up: bool = False
    """Time or memory was spent, as against an error in the source."""


def steps(modules: Modules, names: Iterable[str], toolchain: Toolchain, told: str) -> tuple[Step, ...]:
    """What it takes to compile these modules: they and all that they import, each after what it imports.

    `told` is the toolchain's fingerprint (`audit.version`), part of every key.
    """
    keys: dict[str, str] = {}
    found = []
    for name in modules.closure(names):
        module = modules.by_name[name]
        needs = tuple(imported for imported in module.imports if imported in modules.by_name)
        options = (*(OPTIONS if toolchain.kind == EMBEDDED else OPTIONS[-1:]), *module.options)
        parts = [_FORMAT, told, options, name, module.sha256, [keys[imported] for imported in needs]]
        keys[name] = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        found.append(Step(module, keys[name], needs, options))
    return tuple(found)


def kept(step: Step, store: Path) -> Compiled | None:
    """The compiled module from an earlier run of this user's, where it is there and whole."""
    note, olean = _places(step, store)
    try:
        said = json.loads(note.read_text("utf-8"))
        parts = {part: _sha256(_beside(olean, part)) for part in said["parts"]}
        given = said.pop("seal")
        if said["sha256"] != _sha256(olean) or said["parts"] != parts or not is_sealed(given, step.key, said):
            return None
        messages = tuple(Message(step.module.file, *entry) for entry in said["messages"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    with suppress(OSError):
        note.touch()  # `tidy` sees that it is of use
    return Compiled(step.module.name, step.key, olean, messages)


def tidy(store: Path) -> None:
    """Remove what no run has found of use for a long time: compiled modules of sources that are gone, and what was left
    half-written."""
    used: dict[str, float] = {}
    if store.is_symlink() or store.parent.is_symlink():
        return  # a repository can carry a link to its reader's own folder
    tidy_drafts(store, _DRAFT)
    with suppress(OSError):  # another process may tidy at the same time
        files = {path: path.lstat().st_mtime for path in store.iterdir() if _OURS.fullmatch(path.name)}
        for path, when in files.items():
            used[_key(path)] = max(when, used.get(_key(path), 0.0))
        for path in files:
            if time.time() - used[_key(path)] > UNUSED_SECONDS:
                path.unlink(missing_ok=True)


def _key(path: Path) -> str:
    """What its name has before the first dot; of `.new-...` all."""
    return path.name.partition(".")[0] or path.name


def prepare(step: Step, folder: Path) -> list[str]:
    """Put the source into a child's empty folder; returns Lean's arguments, for a run in that folder.

    Raises OSError where the source cannot be read, ValueError where it is no longer what was read before.
    """
    source = Path(SOURCES, *step.module.name.split(".")).with_suffix(".lean")
    target = folder / source
    target.parent.mkdir(parents=True, exist_ok=True)
    content = step.module.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != step.module.sha256:
        raise ValueError(f"{step.module.file} changed while it was checked")
    target.write_bytes(content)
    return [*step.options, "-R", SOURCES, "-o", COMPILED, str(source)]


def finish(step: Step, folder: Path, exit_code: int | None, store: Path) -> Compiled | Failed:
    """What became of a module that Lean was run on in `folder`; a compiled one is moved into the store, whole."""
    stdout = (folder / "stdout").read_bytes() if (folder / "stdout").is_file() else b""
    messages = parse_messages(stdout, step.module.file)
    errors = [message for message in messages if message.severity == ERROR]
    olean = folder / COMPILED
    if exit_code != 0 or errors or not olean.is_file():
        return Failed(step.module.name, _why(step, folder, exit_code, errors), messages)
    note, target = _places(step, store)
    store.mkdir(parents=True, exist_ok=True)
    parts = [part for part in PARTS if _beside(olean, part).is_file()]
    said = {
        "module": step.module.name,
        "sha256": _sha256(olean),
        "parts": {part: _sha256(_beside(olean, part)) for part in parts},
        "messages": [[m.line, m.column, m.severity, m.text, m.kind] for m in messages],
    }
    note.unlink(missing_ok=True)
    _replay_note(step, store).unlink(missing_ok=True)  # it was of another compiled module
    _put(olean.read_bytes(), target)
    for part in parts:
        _put(_beside(olean, part).read_bytes(), _beside(target, part))
    _put(json.dumps({**said, "seal": seal(step.key, said)}).encode(), note)
    return Compiled(step.module.name, step.key, target, messages)


def lay_out(compiled: Iterable[Compiled], folder: Path) -> None:
    """A folder in which Lean finds these modules by their names."""
    for one in compiled:
        target = folder.joinpath(*one.name.split(".")).with_suffix(".olean")
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(one.olean, target)
        for part in PARTS:
            if _beside(one.olean, part).is_file():
                _link(_beside(one.olean, part), _beside(target, part))


def _beside(olean: Path, part: str) -> Path:
    return olean.with_name(olean.name.removesuffix(".olean") + part)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def blocked(step: Step, failed: Mapping[str, Failed]) -> Failed | None:
    """The failure of a module that imports one that failed, directly or not; None where all it needs compiled."""
    for name in step.needs:
        if name in failed:
            cause = failed[name]
            reason = cause.reason if cause.reason.startswith("it imports") else f"it imports {name}: {cause.reason}"
            return Failed(step.module.name, reason, cause.messages, cause.gave_up)
    return None


def is_replayed(step: Step, store: Path) -> bool:
    """Whether the toolchain's own program replayed this very module before."""
    try:
        return is_sealed(_replay_note(step, store).read_text("ascii"), *_what_was_replayed(step, store))
    except (OSError, ValueError):
        return False


def replayed(step: Step, folder: Path, exit_code: int | None, store: Path) -> bool | Failed:
    """What that program, ended with this exit code, found in a compiled module: True, which is kept, or why not."""
    if exit_code == 0:
        _put(seal(*_what_was_replayed(step, store)).encode(), _replay_note(step, store))
        return True
    texts = [path.read_text("utf-8", "replace") for name in ("stderr", "stdout") if (path := folder / name).is_file()]
    said = next((text for text in texts if text.strip()), f"it ended with {exit_code}")
    return Failed(step.module.name, f"{step.module.file}: the toolchain's kernel refuses it: {_short(said)}", ())


def _why(step: Step, folder: Path, exit_code: int | None, errors: list[Message]) -> str:
    if errors:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        return f"{first.file}:{first.line}:{first.column + 1}: {_short(first.text)}{more}"
    said = (folder / "stderr").read_text("utf-8", "replace").strip() if (folder / "stderr").is_file() else ""
    last = f": {_short(said.splitlines()[-1])}" if said else ""
    if exit_code is not None and exit_code < 0:
        return f"{step.module.file}: Lean crashed (signal {-exit_code}){last}"
    if exit_code == 0:
        return f"{step.module.file}: Lean left no compiled module"
    return f"{step.module.file}: Lean ended with {exit_code}{last}"


def _short(text: str, most: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _places(step: Step, store: Path) -> tuple[Path, Path]:
    return store / f"{step.key}.json", store / f"{step.key}.olean"


def _replay_note(step: Step, store: Path) -> Path:
    return store / f"{step.key}.replayed"


def _what_was_replayed(step: Step, store: Path) -> tuple[str, ...]:
    olean = _places(step, store)[1]
    parts = (path for part in PARTS if (path := _beside(olean, part)).is_file())
    return ("replayed", step.key, _sha256(olean), *map(_sha256, parts))


def _put(content: bytes, target: Path) -> None:
    """Whole, and not waited for: what a disk lost is compiled again."""
    with drafted(target.parent, _DRAFT) as (file, name):
        file.write(content)
        file.flush()
        name.replace(target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
