"""What LeanDojo needs on disk to open one theorem, written from a plain source without tracing anything.

A `lean_dojo.Dojo` (4.20.0) asks of a traced repository: that a file `Lean4Repl.lean` exists, the source, the syntax
tree of the source as `ExtractData.lean` writes it, and the paths of what it imports. Of the tree it reads the header
and the one theorem, by byte positions; so that is all that is written.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import BadInput
from workbench.lean.lexer import comments
from workbench.search.statement import Statement

NAME = "bridge"
"""Of the repository that LeanDojo is shown."""
STORE = "store"
"""The folder that LeanDojo may write to: its cache, and a lock beside that."""
GIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Traced:
    """A repository and its entry in LeanDojo's cache."""

    repository: Path
    cache: Path
    file: str
    """The theorem's source in both."""
    theorem: str


def write_trace(statement: Statement, version: str, folder: Path) -> Traced:
    """Make a repository with the source up to the theorem, and the cache entry beside it, in an empty folder.

    Raises BadInput where LeanDojo would cut the source: it takes comments out by a pattern, in strings too.
    """
    source, places = _source(statement)
    repository, cache = folder / NAME, folder / STORE / "cache"
    file = f"{Path(statement.file).stem}.lean"
    content = source.encode("utf-8")
    repository.mkdir()
    (repository / file).write_bytes(content)
    (repository / "lean-toolchain").write_text(f"leanprover/lean4:v{version}\n", "utf-8")
    head = _commit(repository)
    entry = cache / f"gitpython-{NAME}-{head}" / NAME
    ir = entry / ".lake" / "build" / "ir"
    ir.mkdir(parents=True)
    (entry / file).write_bytes(content)
    (entry / "Lean4Repl.lean").write_text("", "utf-8")
    tree = {"commandASTs": [_header(), _theorem(source, statement.name, places)], "tactics": [], "premises": []}
    stem = Path(file).stem
    (ir / f"{stem}.ast.json").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    (ir / f"{stem}.dep_paths").write_text("", "utf-8")
    return Traced(repository, cache, file, statement.name)


@dataclass(frozen=True, slots=True)
class _Places:
    """Offsets into the source that is written, in characters."""

    start: int
    written: tuple[int, int]
    assign: int
    by: int
    end: int


def _source(statement: Statement) -> tuple[str, _Places]:
    """The source up to the theorem without comments, the theorem under `sorry`, and where its parts are."""
    text = list(statement.text[: statement.assign])
    for start, end in comments(statement.text):
        for at in range(start, min(end, len(text))):
            text[at] = "\n" if text[at] == "\n" else " "
    plain = "".join(text).replace("\r\n", "\n")
    if any(sign in plain for sign in ("--", "/-", "-/")):
        raise BadInput(
            "LeanDojo takes `--` and `/-` for comments wherever they stand, and would cut this file",
            remedy="use --with plain",
            file=statement.file,
            line=statement.line,
        )
    removed = statement.text[: statement.keyword].count("\r\n")
    before = plain[: statement.start - statement.text[: statement.start].count("\r\n")]
    head = plain[statement.keyword - removed :].rstrip()
    first, last = statement.written[0] - statement.keyword, statement.written[1] - statement.keyword
    start = len(before)
    offset = start + len(statement.chain)
    source = f"{before}{statement.chain}{head} := "
    by = len(source)
    source += "by\n  sorry\n"
    return source, _Places(start, (offset + first, offset + last), by - 3, by, len(source) - 1)


def _commit(repository: Path) -> str:
    """Make a repository of a folder, with one commit; returns its hash."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "workbench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-gpg-sign", "-m", "A theorem"]):
        _git(repository, arguments, environment)
    return _git(repository, ["rev-parse", "HEAD"], environment).strip()


def _git(repository: Path, arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=repository,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GIT_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise BadInput(f"git does not make a repository: {done.stderr.strip()[:300]}", remedy="see what git says")
    return done.stdout


def _header() -> dict[str, Any]:
    return {"node": _node("Lean.Parser.Module.header", [])["node"]}


def _theorem(source: str, name: str, places: _Places) -> dict[str, Any]:
    """The tree of `theorem NAME ... := by sorry`. The atom `theorem` begins where LeanDojo is to begin copying; the
    full name as the written one spares nodes for namespaces."""

    def info(start: int, end: int) -> dict[str, Any]:
        at, to = len(source[:start].encode("utf-8")), len(source[:end].encode("utf-8"))
        return {"original": {"leading": "", "pos": at, "trailing": "", "endPos": to}}

    def atom(value: str, start: int, end: int) -> dict[str, Any]:
        return {"atom": {"info": info(start, end), "val": value}}

    ident = {"info": info(*places.written), "rawVal": name, "val": name, "preresolved": []}
    by = _node("Lean.Parser.Term.byTactic", [atom("by", places.by, places.end)])
    value = _node("Lean.Parser.Command.declValSimple", [atom(":=", places.assign, places.assign + 2), by])
    theorem = _node(
        "Lean.Parser.Command.theorem",
        [
            atom("theorem", places.start, places.written[0]),
            _node("Lean.Parser.Command.declId", [{"ident": ident}]),
            _node("Lean.Parser.Command.declSig", []),
            value,
        ],
    )
    declaration = [_node("Lean.Parser.Command.declModifiers", []), theorem]
    return {"node": _node("Lean.Parser.Command.declaration", declaration)["node"]}


def _node(kind: str, args: list[dict[str, Any]]) -> dict[str, Any]:
    return {"node": {"kind": kind, "info": "none", "args": args}}
