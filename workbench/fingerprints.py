"""Fingerprints: hashes of all that an answer, or a person's acceptance, depends on. Pure.

An answer depends on its question, on the bytes of every file the question names, and on the versions of the encoder and
of the certificate checker; not on the solver, nor on Workbench: an upgrade throws no proof away. A pairing depends on
the statement, on the statements it rests on, and on the formal objects.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import compress, count
from pathlib import Path

from workbench.blueprint import graph
from workbench.blueprint.closure import closure
from workbench.blueprint.graph import predecessors
from workbench.blueprint.model import Blueprint
from workbench.errors import BadInput
from workbench.evidence.pairings import MOST_SHOWN, FormalObject, Pairing, Statement, digest
from workbench.problems.declaration import Declaration
from workbench.problems.spec import Problem, canonical_json
from workbench.statements import Statements

_SHOWN_DIGITS = 12


def question(problem: Problem) -> str:
    """What a problem asks, as text: its canonical JSON and the hashes of the files it names.

    Raises BadInput where a file cannot be read.
    """
    return " ".join([canonical_json(problem), *(f"file:{_file_sha256(path)}" for path in problem.files)])


def answer(problem: Problem, version: str) -> str:
    """The fingerprint of an answer; `version` is `Checker.version`. Raises BadInput where a file cannot be read."""
    return digest(["answer", question(problem), version])


def declaration(asked: Declaration, sources: str, version: str) -> str:
    """The fingerprint of an answer about a Lean declaration: of its name and what is to stand behind it, of the modules
    that may declare it with all that they import (`lean.modules`), and of the toolchain, the core and the audit."""
    return digest(["lean", asked.name, asked.wants, asked.file, sources, version])


def encoding(asked: str, formula: str, theorem: str) -> str:
    """The fingerprint of whether a SAT question's clauses are those of a formula in Lean: of the question's
    fingerprint, the function's name, and the fingerprint of the theorem that speaks of it."""
    return digest(["encoding", asked, formula, theorem])


class Fingerprints:
    """Statements and pairings of one blueprint as they are today; each is computed when it is first asked for."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._statements = Statements(blueprint)

    def statement(self, node: str) -> Statement:
        """What a node says, in normal form."""
        return self._statements[node]

    def ancestors(self, node: str) -> tuple[str, ...]:
        """The statements that a node's statement rests on, by statement uses alone, sorted."""
        return tuple(sorted(self._by_text.ids[rank] for rank in self._by_text.above(node)))

    def pairing(self, node: str, objects: Iterable[FormalObject]) -> Pairing:
        """A node's pairing as a person would accept it today. What its ancestors are called has no part in it."""
        above = self._by_text.above(node)
        named = sorted((self._by_text.ids[rank], self._by_text.hashes[rank].hex()) for rank in above)
        shown = tuple((id, sha256[:_SHOWN_DIGITS]) for id, sha256 in named[:MOST_SHOWN])
        return Pairing(
            blueprint=self._blueprint.main,
            node=node,
            statement=self.statement(node),
            ancestors_sha256=hashlib.sha256(b"".join(self._by_text.hashes[rank] for rank in above)).hexdigest(),
            ancestors=shown,
            objects=tuple(sorted(objects)),
        )

    @cached_property
    def _by_text(self) -> _ByText:
        return _ByText(self._blueprint, self._statements)


class _ByText:
    """The statements in the order of their hashes, and what each rests on as ranks in it, in that order."""

    def __init__(self, blueprint: Blueprint, statements: Statements) -> None:
        hashed = sorted((statements[id].sha256, id) for id in blueprint.statements)
        self.ids = [id for _, id in hashed]
        self.hashes = [bytes.fromhex(sha256) for sha256, _ in hashed]
        self._names = {id: f"{rank:08}" for rank, id in enumerate(self.ids)}
        uses = predecessors(blueprint.statements, proofs=False)
        self._closure = closure({self._names[id]: [self._names[used] for used in uses[id]] for id in self.ids})

    def above(self, node: str) -> list[int]:
        """The ranks of a node's ancestors, rising."""
        return list(compress(count(), self._closure.bits(self._closure.masks[self._names[node]])))


def pairing(blueprint: Blueprint, node: str, objects: Iterable[FormalObject]) -> Pairing:
    """One node's pairing; for many of one blueprint, use one `Fingerprints`."""
    return Fingerprints(blueprint).pairing(node, objects)


def impact(blueprint: Blueprint, node: str) -> tuple[str, ...]:
    """What a change to a node's statement makes stale, in document order: itself, and every node resting on it.

    That is every node whose ancestors over statement uses contain it, and nothing else. Raises KeyError for what is no
    statement of the blueprint.
    """
    if node not in blueprint.statements:
        raise KeyError(node)
    drawn = blueprint.nodes
    return tuple(id for id in graph.impact(blueprint.statements, node) if id in drawn or id == node)


def _file_sha256(path: Path) -> str:
    try:
        stat = path.stat()
        return _hashed(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        problem = f"a file that a problem names cannot be read: {error.strerror or error}"
        raise BadInput(problem, remedy="restore the file, or correct the problem", file=path.name) from None


@lru_cache(maxsize=4096)
def _hashed(path: Path, mtime_ns: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
