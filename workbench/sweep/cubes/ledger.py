"""The durable record of a run: which cubes there are, which were split, which were refuted with what proof.

A file of lines, only ever appended to, each synchronised to the disk before anybody acts on it. A line is JSON, a tab,
and a mark over that JSON and all lines before it: what a crash left half written is cut off when the file is opened,
and a line that was altered, left out or brought in from another ledger is an error. The first line says of what formula
the cubes are and which version of the checker accepted the proofs. A cube counts once, however often it is recorded,
and only while it is a leaf of the tree.

Whoever has no proofs believes the ledger. So the marks are seals of the user who ran it (`workbench.seal`), and one
that came along with a workspace counts for nothing. Where the proofs are kept beside it each of them is checked again,
the marks are plain hashes, and the folder can go on elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workbench.checkers.sat.cubes import Proved
from workbench.errors import BadInput
from workbench.evidence.tracked import is_tracked
from workbench.problems.cnf import Clause
from workbench.seal import Sealing, sealing_that_lasts

FORMAT = 2
DIGITS = 32
MOST = 1 << 53
"""Of what stands in a line."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a cube took: of a refuted one all, of one that was split what was lost on it."""

    seconds: float
    cpu_seconds: float


class Ledger:
    """One open ledger. Nobody else may open it meanwhile: two runs would solve the same cubes."""

    def __init__(self, path: Path, formula: str, checker: str, problem: str, *, proofs_kept: bool = False) -> None:
        """`proofs_kept`: nothing in it is believed without a proof beside it. Raises BadInput for a ledger of another
        formula or checker, a damaged one, one that another user wrote, another run holds or the repository carries;
        OSError."""
        self._path = path
        self._sealing = Sealing(b"") if proofs_kept else sealing_that_lasts()
        self._last = ""
        """The mark of the last line."""
        self._tree: dict[Clause, tuple[Clause, ...]] = {}
        self._refuted: dict[Clause, Proved] = {}
        self._spent: dict[Clause, Spent] = {}
        self._leaves: set[Clause] = set()
        self._numbers = 0
        self.roots: tuple[Clause, ...] = ()
        """The cubes of the first split; empty before it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and is_tracked(path):
            raise self._fault("the repository carries it, so it is somebody else's and counts for nothing", None)
        self._file = path.open("ab+", buffering=0)
        try:
            self._lock()
            self._load({"ledger": FORMAT, "formula": formula, "checker": checker, "problem": problem})
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._path

    @property
    def refuted(self) -> dict[Clause, Proved]:
        """The cubes that are leaves and refuted, in the order in which they were."""
        return self._refuted

    def plan(self, cubes: Iterable[Clause]) -> None:
        """Record the first split."""
        self._append({"plan": [list(cube) for cube in cubes]})

    def split(self, cube: Clause, into: Iterable[Clause], spent: Spent) -> None:
        """Record that a cube was too hard and is replaced; that nothing was lost of it is its caller's to know."""
        cost = [spent.seconds, spent.cpu_seconds]
        self._append({"split": list(cube), "into": [list(child) for child in into], "cost": cost})

    def refute(self, cube: Clause, sha256: str, size: int, spent: Spent, where: str) -> Proved | None:
        """Record a checked proof, and give it its number; None where the cube is refuted already or no leaf."""
        if cube in self._refuted or cube not in self._leaves:
            return None
        cost = [spent.seconds, spent.cpu_seconds]
        proof = {"sha256": sha256, "bytes": size, "number": self.next_number()}
        self._append({"refuted": list(cube), **proof, "cost": cost, "where": where})
        return self._refuted[cube]

    def next_number(self) -> int:
        """What the next proof will be called."""
        return self._numbers + 1

    def forget(self, cubes: Iterable[Clause]) -> None:
        """What was recorded of these cubes does not count any more, for their proofs are gone."""
        if gone := [list(cube) for cube in cubes]:
            self._append({"gone": gone})

    def waiting(self) -> list[Clause]:
        """The leaves that are not refuted, subtree by subtree."""
        return [leaf for root in self.roots for leaf in self.leaves_of(root) if leaf not in self._refuted]

    def leaves_of(self, root: Clause) -> list[Clause]:
        """The leaves below a cube, itself where it was not split."""
        found, front = [], [root]
        while front:
            cube = front.pop()
            if cube in self._tree:
                front += reversed(self._tree[cube])
            else:
                found.append(cube)
        return found

    def nodes_of(self, root: Clause) -> list[Clause]:
        """Every cube at and below a cube, those that were split among them."""
        found, front = [], [root]
        while front:
            cube = front.pop()
            found.append(cube)
            front += self._tree.get(cube, ())
        return found

    def spent(self, cube: Clause) -> Spent | None:
        """What this cube took by itself; None where it was not tried to an end."""
        return self._spent.get(cube)

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # no Unix: nothing keeps two runs apart there
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput(
                "another run works on these cubes", remedy="wait for it or end it", file=str(self._path)
            ) from None

    def _load(self, header: dict[str, Any]) -> None:
        self._file.seek(0)
        data = self._file.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            self._file.truncate(whole)
        lines = data[:whole].split(b"\n")[:-1]
        for number, line in enumerate(lines, 1):
            entry = self._entry(line, number)
            if number == 1 and any(entry.get(key) != header[key] for key in ("ledger", "formula", "checker")):
                raise self._fault("this is the ledger of another formula, or of another version of the checker", 1)
            try:
                self._replay(entry)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
                raise self._fault(f"the line is none of a ledger: {error!s:.100}", number) from error
        if not lines:
            self._append(header)
            _sync_folder(self._path.parent)

    def _entry(self, line: bytes, number: int) -> dict[str, Any]:
        body, _, digest = line.rpartition(b"\t")
        if digest.decode("ascii", "replace") != (mark := self.mark(body, self._last)):
            if number == 1 and re.match(rb'\{"ledger": ?(?!%d\b)\d+,' % FORMAT, body):
                raise self._fault("this is the ledger of another version of Workbench", number)
            raise self._fault("the line is not as it was written, or another user or machine wrote it", number)
        self._last = mark
        try:
            entry = json.loads(body)
        except (ValueError, RecursionError):
            entry = None
        if not isinstance(entry, dict):
            raise self._fault("the line is none of a ledger", number)
        return entry

    def _replay(self, entry: dict[str, Any]) -> None:
        """Whoever edits the file can make the hashes right, so what a line says is looked at too. Raises ValueError,
        KeyError, TypeError, AttributeError, OverflowError for a line that no run wrote."""
        if "plan" in entry:
            for earlier in (self._leaves, self._tree, self._refuted, self._spent):
                earlier.clear()  # of another plan nothing counts
            self.roots = self._new(entry["plan"])
        elif "split" in entry:
            cube = self._leaf(entry["split"])
            self._tree[cube] = into = self._new(entry["into"])
            if any(len(child) <= len(cube) or child[: len(cube)] != cube for child in into):
                raise ValueError("a cube is split into what is no part of it")  # nor into itself, without end
            self._spent[cube] = _spent(entry)
            self._leaves.discard(cube)
        elif "refuted" in entry:
            cube = self._leaf(entry["refuted"])
            size, number = (_whole(entry[key]) for key in ("bytes", "number"))
            self._refuted[cube] = Proved(cube, str(entry["sha256"]), size, number)
            self._numbers = max(self._numbers, number)
            self._spent[cube] = _spent(entry)
        for gone in entry.get("gone", ()):
            self._refuted.pop(tuple(gone), None)
            self._spent.pop(tuple(gone), None)

    def _new(self, written: Any) -> tuple[Clause, ...]:
        """Cubes that are there for the first time: of two equal ones each would have all that is below."""
        cubes = tuple(map(_cube, written))
        if len(set(cubes)) < len(cubes) or any(cube in self._leaves or cube in self._tree for cube in cubes):
            raise ValueError("a cube that is there twice")
        self._leaves.update(cubes)
        return cubes

    def _leaf(self, written: Any) -> Clause:
        cube = _cube(written)
        if cube not in self._leaves or cube in self._refuted:
            raise ValueError("a cube that is not open")
        return cube

    def _append(self, entry: dict[str, Any]) -> None:
        body = json.dumps(entry, separators=(",", ":")).encode()
        end = self._file.seek(0, os.SEEK_END)
        mark = self.mark(body, self._last)
        line = memoryview(body + b"\t" + mark.encode() + b"\n")
        try:
            while line:
                line = line[self._file.write(line) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(end)  # else the next line would be written behind half a one
            raise OSError(error.errno, error.strerror, str(self._path)) from error
        self._last = mark
        self._replay(entry)

    def mark(self, body: bytes, last: str) -> str:
        """What stands behind a line: over it and, by the mark of the line before it, over all before it."""
        return self._sealing("ledger", last, body.decode("utf-8", "replace"))[:DIGITS]

    def _fault(self, problem: str, line: int | None) -> BadInput:
        remedy = "move the ledger away to begin anew"
        return BadInput(problem, remedy=remedy, file=str(self._path), line=line)


def _cube(written: Any) -> Clause:
    cube = tuple(written)
    if not all(type(literal) is int and literal and abs(literal) < MOST for literal in cube):
        raise ValueError("a cube of other things than literals")
    return cube


def _whole(written: Any) -> int:
    if type(written) is not int or not 0 <= written < MOST:
        raise ValueError("a number that is none")
    return written


def _spent(entry: dict[str, Any]) -> Spent:
    seconds, cpu_seconds = map(float, entry["cost"])
    return Spent(seconds, cpu_seconds)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
