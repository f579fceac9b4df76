"""Evidence, bundles, the store and the lock: altered, exchanged, or left behind by a question that changed.

Every mutant is a workspace in which something is wrong with what one node rests on; that node must not be green.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sqlite3
import subprocess
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from campaigns.soundness import lrat_judge
from campaigns.soundness.exhaustive import has_answer
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, PROBLEMS, accept_all, copied, refusal
from workbench.dispatch.reimport import Imported, reimport
from workbench.errors import WorkbenchError
from workbench.evidence.bundle import Bundle, write_bundle
from workbench.evidence.store import Store
from workbench.survey import asked_today
from workbench.workspace import find_workspace


@dataclass(frozen=True, slots=True)
class Done:
    """What a mutation did to a workspace."""

    node: str
    """Whose evidence or question is wrong now."""
    shown_wrong_by: str
    what: str
    caught_by: str = ""
    """Where something was refused before the node was looked at."""


class Right(Exception):
    """The mutation left something right behind."""


Change = Callable[[Path, random.Random], Done]
KINDS: dict[str, Change] = {}
NO_STORE: set[str] = set()
"""Kinds that begin without a store."""


def _kind(name: str, *, store: bool = True) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        KINDS[name] = change
        if not store:
            NO_STORE.add(name)
        return change

    return enter


# --- Questions that changed after their evidence ----------------------------------------------------------------------

EXHAUSTED = "every candidate tried: the new claim is false"
OTHERS: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "vdw-9": {"n": (8, 7, 6, 5)},
    "vdw-8": {"n": (9, 10, 11)},
    "schur-5": {"n": (4, 3, 2)},
    "queens-6": {"n": (3, 2)},
    "k4": {"colours": (4, 5)},
}
"""By problem: parameters with which what it expects is false."""


def _claim(root: Path, name: str) -> bool:
    """Whether what a problem file expects is so, found out by trying every candidate."""
    table = tomllib.loads((root / f"problems/{name}.toml").read_text(encoding="utf-8"))
    parameters = dict(table["sat"]["parameters"])
    if "file" in parameters:
        parameters["file"] = (root / "problems" / parameters["file"]).read_text(encoding="utf-8")
    wanted: bool = table["expect"] == "satisfiable"
    return has_answer(table["sat"]["family"], parameters) == wanted


def _falsified(root: Path, dice: random.Random) -> tuple[str, str]:
    """Make the claim of some problem false; the node, and what was done."""
    node = dice.choice(GREEN)
    name = PROBLEM_OF[node]
    path = root / f"problems/{name}.toml"
    text = path.read_text(encoding="utf-8")
    if dice.random() < 0.5:
        old = PROBLEMS[name][1]
        new = {"satisfiable": "unsatisfiable", "unsatisfiable": "satisfiable"}[old]
        path.write_text(text.replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
        what = f"expect {new}"
    else:
        ((key, values),) = OTHERS[name].items()
        value = dice.choice(values)
        lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in text.split("\n")]
        path.write_text("\n".join(lines), encoding="utf-8")
        what = f"{key} = {value}"
    if _claim(root, name):
        raise Right(f"{name}: {what}")
    return node, f"{name}: {what}"


@_kind("parameters or the expected answer of a problem changed after its evidence")
def _(root: Path, dice: random.Random) -> Done:
    node, what = _falsified(root, dice)
    return Done(node, EXHAUSTED, what)


@_kind("the same, and the pairing accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    node, what = _falsified(root, dice)
    accept_all(root)
    return Done(node, EXHAUSTED, what)


@_kind("a file of a problem changed after its evidence, and the pairing accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    path = root / "problems/k4.col"
    head, *edges = path.read_text(encoding="utf-8").splitlines()
    edges.pop(dice.randrange(len(edges)))
    path.write_text("\n".join([head.replace(" 6", f" {len(edges)}"), *edges, ""]), encoding="utf-8")
    accept_all(root)
    if _claim(root, "k4"):
        raise Right("k4")
    return Done("lem:k4", EXHAUSTED, f"edges {edges}")


@_kind("the node names another problem, and the pairing was accepted anew")
def _(root: Path, dice: random.Random) -> Done:
    n = dice.choice((8, 7, 6, 5))
    path = root / "web.tex"
    text = path.read_text(encoding="utf-8")
    new = f"\\checkedby[n={n},lengths={{3,3}},expect=unsatisfiable]{{van-der-waerden}}"
    path.write_text(text.replace(r"\checkedby{vdw-9}", new), encoding="utf-8")
    accept_all(root)
    if not has_answer("van-der-waerden", {"n": n, "lengths": [3, 3]}):
        raise Right(new)
    return Done("thm:vdw", EXHAUSTED, new)


# --- The store --------------------------------------------------------------------------------------------------------


def _database(root: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(root / ".workbench/evidence.sqlite", isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _row(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    found = connection.execute("SELECT * FROM evidence WHERE name = ? ORDER BY id DESC", [name]).fetchone()
    return dict(found)


def _update(connection: sqlite3.Connection, row: int, **columns: Any) -> None:
    given = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE evidence SET {given} WHERE id = ?", [*columns.values(), row])


def _insert(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in row.items() if name != "id"}
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO evidence ({', '.join(columns)}) VALUES ({marks})", list(columns.values()))


def _hashed(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


@_kind("a field of a recorded answer altered: verdict, answer, tier, rests on, certificate")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    with closing(_database(root)) as connection:
        row = _row(connection, PROBLEM_OF[node])
        body = json.loads(row["body"])
        field = dice.choice(("verdict", "answer", "tier", "rests_on", "certificate", "reason", "fingerprint"))
        body[field] = {
            "verdict": "refuted",
            "answer": "true",
            "tier": "kernel",
            "rests_on": ["nothing"],
            "certificate": {**body["certificate"], "sha256": "0" * 64},
            "reason": "proved in Lean",
            "fingerprint": "0" * 64,
        }[field]
        _update(connection, row["id"], body=json.dumps(body, separators=(",", ":")))
    return Done(node, "compared with what was recorded", field)


@_kind("two recorded answers exchanged")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    with closing(_database(root)) as connection:
        first, second = (_row(connection, PROBLEM_OF[node]) for node in (one, other))
        names = dice.choice((("body",), ("body", "digest"), ("body", "digest", "seal"), ("fingerprint",), ("digest",)))
        _update(connection, first["id"], **{name: second[name] for name in names})
        _update(connection, second["id"], **{name: first[name] for name in names})
    return Done(one, "compared with what was recorded", f"{', '.join(names)} of {one} and {other}")


@_kind("a row forged for a false claim, with its hash: the answer of the question before it changed")
def _(root: Path, dice: random.Random) -> Done:
    node, what = _falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    today = next(fingerprint for fingerprint, one in asked_today(find_workspace(root)).items() if one.name == name)
    with closing(_database(root)) as connection:
        row = _row(connection, name)
        body = json.loads(row["body"])
        body["fingerprint"] = today
        row["body"] = json.dumps(body, separators=(",", ":"))
        seal = dice.choice((row["seal"], None, "0" * 64))
        row |= {"fingerprint": today, "digest": _hashed(row["body"]), "seal": seal}
        if dice.random() < 0.5:
            _insert(connection, row)
        else:
            _update(connection, row.pop("id"), **row)
    return Done(node, EXHAUSTED, what)


@_kind("a refuted answer rewritten as verified, with its hash")
def _(root: Path, dice: random.Random) -> Done:
    node, what = _falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    question = next(one for one in asked_today(find_workspace(root)).values() if one.name == name)
    with closing(_database(root)) as connection:
        row = _row(connection, name)
        body = json.loads(row["body"])
        body |= {
            "fingerprint": question.fingerprint,
            "answer": question.expect,
            "verdict": "verified",
            "tier": "kernel",
        }
        row["body"] = json.dumps(body, separators=(",", ":"))
        _insert(connection, row | {"fingerprint": question.fingerprint, "digest": _hashed(row["body"])})
    return Done(node, EXHAUSTED, what)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A certificate as the store keeps it: a compressed file, or where it is small a row of the database."""

    root: Path
    digest: str

    @property
    def file(self) -> Path:
        return self.root / f".workbench/certificates/{self.digest[:2]}/{self.digest}.gz"

    def read(self) -> bytes:
        if self.file.exists():
            return self.file.read_bytes()
        with closing(_database(self.root)) as connection:
            (raw,) = connection.execute("SELECT raw FROM small WHERE sha256 = ?", [self.digest]).fetchone()
        return bytes(raw)

    def write(self, data: bytes) -> None:
        if self.file.exists():
            self.file.write_bytes(data)
        else:
            self._change("UPDATE small SET raw = ? WHERE sha256 = ?", data, self.digest)

    def remove(self) -> None:
        if self.file.exists():
            self.file.unlink()
        else:
            self._change("DELETE FROM small WHERE sha256 = ?", self.digest)

    def alter(self, end: bytes) -> None:
        """Another certificate, kept as this one is."""
        is_file = self.file.exists()
        raw = gzip.decompress(self.read()) if is_file else self.read()
        self.write(gzip.compress(raw[:-2] + end, mtime=0) if is_file else raw[:-2] + end)

    def _change(self, statement: str, *values: bytes | str) -> None:
        with closing(_database(self.root)) as connection:
            assert connection.execute(statement, values).rowcount == 1


def _kept(root: Path, node: str) -> tuple[_Kept, dict[str, Any]]:
    with closing(_database(root)) as connection:
        row = _row(connection, PROBLEM_OF[node])
    return _Kept(root, row["sha256"]), row


def _spoil(kept: _Kept, other: _Kept, dice: random.Random) -> str:
    """Make what is kept of a certificate something else."""
    data = kept.read()
    way = dice.choice(("a bit", "cut off", "another's", "raw bytes altered"))
    if way == "a bit":
        changed = bytearray(data)
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        kept.write(bytes(changed))
    elif way == "cut off":
        kept.write(data[: dice.randrange(len(data))])
    elif way == "another's":
        kept.write(other.read())
    else:
        kept.alter(b"9\n")
    return way


@_kind("what is kept of a certificate altered, cut off, or another's")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    kept, _ = _kept(root, one)
    before = kept.read()
    way = _spoil(kept, _kept(root, other)[0], dice)
    if kept.read() == before:
        raise Right("the same bytes")
    return Done(one, "its bytes compared with those that were written", f"{one}: {way}")


@_kind("what is kept of a certificate altered, and its new hash in the row or in a row beside it")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    kept, row = _kept(root, one)
    before = kept.read()
    way = _spoil(kept, _kept(root, other)[0], dice)
    if kept.read() == before:
        raise Right("the same bytes")
    stored = hashlib.sha256(kept.read()).hexdigest()
    beside = dice.random() < 0.5
    with closing(_database(root)) as connection:
        if beside:
            body = json.dumps({**json.loads(row["body"]), "fingerprint": "0" * 64}, separators=(",", ":"))
            forged = {"fingerprint": "0" * 64, "body": body, "digest": _hashed(body), "stored": stored}
            _insert(connection, row | forged)
        else:
            _update(connection, row["id"], stored=stored)
    where = "a row beside it" if beside else "its row"
    return Done(one, "its bytes compared with those that were written", f"{one}: {way}, {where}")


@_kind("a certificate gone from the store")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    _kept(root, node)[0].remove()
    return Done(node, "no such file, no such row", node)


@_kind("a store that a repository carries")
def _(root: Path, dice: random.Random) -> Done:
    for words in (["init", "-q"], ["add", "-f", ".workbench"]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return Done(dice.choice(GREEN), "git lists it", "")


# --- The lock ---------------------------------------------------------------------------------------------------------


@_kind("a text in the lock altered, as the statement was")
def _(root: Path, dice: random.Random) -> Done:
    old, new = dice.choice(
        (("has a monochromatic", "has no monochromatic"), ("two", "three"), ("of length", "of size"))
    )
    for name in ("web.tex", "macros.tex", "workbench.lock"):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return Done("thm:vdw", "compared word by word with what was accepted", f"{old} -> {new}")


@_kind("the formal objects of two blocks of the lock exchanged, as the problems of the nodes were")
def _(root: Path, dice: random.Random) -> Done:
    one, other = dice.sample(GREEN, 2)
    for name in ("web.tex", "chapters/more.tex", "workbench.lock"):
        path = root / name
        text = path.read_text(encoding="utf-8")
        if name != "workbench.lock":
            first, second = (f"\\checkedby{{{PROBLEM_OF[node]}}}" for node in (one, other))
        else:
            lines = text.splitlines()
            first, second = (
                next(line for line in lines if f'name = "{PROBLEM_OF[node]}"' in line) for node in (one, other)
            )
        text = text.replace(first, "@@").replace(second, first).replace("@@", second)
        path.write_text(text, encoding="utf-8")
    return Done(one, "compared with what was accepted", f"{one} and {other}")


@_kind("the hash of one block of the lock in another, as the problem was")
def _(root: Path, dice: random.Random) -> Done:
    node = dice.choice(GREEN)
    falsified = _falsified_of(root, node, dice)
    path = root / "workbench.lock"
    text = path.read_text(encoding="utf-8")
    hashes = [line for line in text.splitlines() if line.startswith("pairing = ")]
    block = text.index(f'."{node}"]')
    own = text[text.index("pairing = ", block) :].split("\n")[0]
    path.write_text(text.replace(own, dice.choice([line for line in hashes if line != own])), encoding="utf-8")
    return Done(node, "compared with what was accepted", f"{node}: {falsified}")


def _falsified_of(root: Path, node: str, dice: random.Random) -> str:
    name = PROBLEM_OF[node]
    path = root / f"problems/{name}.toml"
    old = PROBLEMS[name][1]
    new = {"satisfiable": "unsatisfiable", "unsatisfiable": "satisfiable"}[old]
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
    return f"expect {new}"


@_kind("the lock as an unfinished merge leaves it")
def _(root: Path, dice: random.Random) -> Done:
    path = root / "workbench.lock"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = dice.choice([k for k, line in enumerate(lines) if line.startswith("statement")])
    lines[at:at] = ["<<<<<<< ours", lines[at].replace("has", "has no"), "=======", lines[at], ">>>>>>> theirs"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Done(dice.choice(GREEN), "the marks of a merge", f"line {at + 1}")


# --- Bundles ----------------------------------------------------------------------------------------------------------


@cache
def _exported() -> tuple[dict[str, Any], dict[str, bytes]]:
    """A right bundle: its entries by name, its certificates by hash."""
    with copied() as root, Store.open(root / ".workbench", write=False) as store:
        write_bundle(root / "bundle.zip", store)
        with zipfile.ZipFile(root / "bundle.zip") as packed:
            entries = json.loads(packed.read("manifest.json"))["evidence"]
            certificates = {
                name.rpartition("/")[2]: packed.read(name) for name in packed.namelist() if "certificates/" in name
            }
    return {entry["name"]: entry for entry in entries}, certificates


def _imported(root: Path, entry: Mapping[str, Any], certificate: bytes, *, named: str | None = None) -> str:
    """Import a bundle of one entry; what became of it, as a table names it, nothing where it counts."""
    digest = named or hashlib.sha256(certificate).hexdigest()
    path = root / "bundle.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("manifest.json", json.dumps({"version": 1, "evidence": [entry]}))
        packed.writestr(f"certificates/{digest}", certificate)
    workspace = find_workspace(root)
    questions = asked_today(workspace).values()
    try:
        with Bundle(path) as bundle, Store.open(workspace.store_path, write=True) as store:
            (found,) = reimport(bundle, questions, store)
    except WorkbenchError as error:
        return "bundle: the size of a certificate" if "size" in str(error) else _bundle(str(error))
    return _outcome(found)


def _bundle(message: str) -> str:
    return "bundle: the hash of a certificate" if "hash" in message else f"bundle: {message[:60]}"


def _outcome(found: Imported) -> str:
    if found.rejected:
        return "import: the certificate re-checked"
    if not found.counts:
        return "import: fingerprint" if "asks this question" in found.sentence else f"import: {found.sentence[:60]}"
    return ""


def _described(certificate: bytes, kind: str) -> dict[str, Any]:
    digest = hashlib.sha256(certificate).hexdigest()
    return {"kind": kind, "sha256": digest, "bytes": len(certificate), "formula_sha256": None}


@_kind("a bundle: the certificate of another question", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    one, other = dice.sample(GREEN, 2)
    entry = dict(entries[PROBLEM_OF[one]])
    taken = entries[PROBLEM_OF[other]]["certificate"]
    entry["certificate"] = taken
    caught = _imported(root, entry, certificates[taken["sha256"]])
    return Done(one, "compared with the certificate that belongs there", f"{other} for {one}", caught)


@_kind("a bundle: fingerprint or name of another question", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    one, other = dice.sample(GREEN, 2)
    mine, theirs = entries[PROBLEM_OF[one]], entries[PROBLEM_OF[other]]
    entry = {**theirs, "fingerprint": mine["fingerprint"]}
    if dice.random() < 0.5:
        entry["name"] = mine["name"]
    caught = _imported(root, entry, certificates[theirs["certificate"]["sha256"]])
    return Done(one, "compared with what belongs there", f"{other} for {one}", caught)


@_kind("a bundle: the bytes of a certificate altered, hash and size as before", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    node = dice.choice(GREEN)
    entry = entries[PROBLEM_OF[node]]
    digest = entry["certificate"]["sha256"]
    altered = bytearray(certificates[digest])
    altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
    if dice.random() < 0.3:
        del altered[dice.randrange(len(altered)) :]
    caught = _imported(root, entry, bytes(altered), named=digest)
    return Done(node, "its hash, counted here", node, caught)


@_kind("a bundle: a certificate of another kind, or none at all, its hash right", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    node = dice.choice(GREEN)
    entry = dict(entries[PROBLEM_OF[node]])
    kind = entry["certificate"]["kind"]
    data, named = certificates[entry["certificate"]["sha256"]], {"lrat": "witness", "witness": "lrat"}[kind]
    forged = (
        (data, named),
        (b"", kind),
        (b"trust me", kind),
        (data, "lean-audit"),
        (b"{}", "witness"),
        (b"1 0 0\n", "lrat"),
    )
    data, named = dice.choice(forged)
    entry |= {"certificate": _described(data, named), "tier": "kernel", "rests_on": []}
    caught = _imported(root, entry, data)
    return Done(node, "it is no certificate of its kind", f"{node}: {data[:20]!r} as {named}", caught)


@_kind("a bundle: an LRAT proof without one of its steps, its hash right", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    node = dice.choice([node for node in GREEN if PROBLEMS[PROBLEM_OF[node]][1] == "unsatisfiable"])
    entry = dict(entries[PROBLEM_OF[node]])
    lines = certificates[entry["certificate"]["sha256"]].split(b"\n")
    lemmas = [k for k, line in enumerate(lines) if b" 0 " in line and b" d " not in line]
    del lines[dice.choice(lemmas)]
    proof = b"\n".join(lines)
    if not lrat_judge.broken(_formula(root, node), proof):
        raise Right(node)
    entry["certificate"] = _described(proof, "lrat")
    return Done(node, "the LRAT rules, applied plainly", node, _imported(root, entry, proof))


def _formula(root: Path, node: str) -> tuple[tuple[int, ...], ...]:
    """What a proof for the node is of. That it says what the problem says is another's to check."""
    from workbench.checkers.sat.formula import formula_of

    problem = find_workspace(root).problems()[PROBLEM_OF[node]]
    return formula_of(problem).normalised.formula.clauses


@_kind("a bundle: a right answer to the question that a false claim was before", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = _exported()
    node, what = _falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    today = next(fingerprint for fingerprint, one in asked_today(find_workspace(root)).items() if one.name == name)
    entry = dict(entries[name])
    forged = dice.random() < 0.7
    if forged:
        entry |= {"fingerprint": today, "verdict": "verified"}
    caught = _imported(root, entry, certificates[entry["certificate"]["sha256"]])
    return Done(node, EXHAUSTED, f"{what}{', fingerprint forged' if forged else ''}", caught)


class EvidenceAltered:
    """Workspaces whose evidence, store, lock or bundle was altered."""

    checker = "evidence"
    share = 0.14

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every node of the workspace is green; and from a bundle into an empty store, they are again."""
        with copied() as root:
            for node in GREEN:
                if caught := refusal(root, node):
                    raise Refused(f"{node}: by {caught}")
                if not _claim(root, PROBLEM_OF[node]):
                    raise Refused(f"{node}: trying every candidate finds it false")
                yield node
        entries, certificates = _exported()
        with copied(evidence=False) as root:
            for node in GREEN:
                entry = entries[PROBLEM_OF[node]]
                if caught := _imported(root, entry, certificates[entry["certificate"]["sha256"]]):
                    raise Refused(f"{node} from a bundle: by {caught}")
                if caught := refusal(root, node):
                    raise Refused(f"{node} from a bundle: by {caught}")
                yield f"{node} from a bundle"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(KINDS)[number % len(KINDS)]
            for trial in range(100):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                with copied(evidence=kind not in NO_STORE) as root:
                    try:
                        done = KINDS[kind](root, random.Random(f"{kind} {label}"))
                    except Right:
                        self.equivalent += 1
                        continue
                    caught = refusal(root, done.node) and (done.caught_by or refusal(root, done.node))
                yield Mutant(self.checker, kind, done.shown_wrong_by, caught, f"{label}: {done.what}")
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in 100 trials")


SOURCES = (EvidenceAltered(),)
