"""Bundles: evidence that travels, with certificates, fingerprints, names and bytes that are not its own."""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from campaigns.soundness import lrat_judge
from campaigns.soundness.evidence.kinds import Done, Kind, Right, entering
from campaigns.soundness.evidence.questions import EXHAUSTED, falsified
from campaigns.soundness.sample_workspace import GREEN, PROBLEM_OF, PROBLEMS, accept_all, copied
from workbench.dispatch.reimport import Imported, reimport
from workbench.errors import WorkbenchError
from workbench.evidence.bundle import Bundle, write_bundle
from workbench.evidence.store import Store
from workbench.survey import asked_today
from workbench.workspace import find_workspace

KINDS: dict[str, Kind] = {}
_kind = entering(KINDS)


@cache
def exported() -> tuple[dict[str, Any], dict[str, bytes]]:
    """A right bundle: its entries by name, its certificates by hash."""
    with copied() as root, Store.open(root / ".workbench", write=False) as store:
        write_bundle(root / "bundle.zip", store)
        with zipfile.ZipFile(root / "bundle.zip") as packed:
            entries = json.loads(packed.read("manifest.json"))["evidence"]
            certificates = {
                name.rpartition("/")[2]: packed.read(name) for name in packed.namelist() if "certificates/" in name
            }
    return {entry["name"]: entry for entry in entries}, certificates


def imported(root: Path, entry: Mapping[str, Any], certificate: bytes, *, named: str | None = None) -> str:
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
    entries, certificates = exported()
    one, other = dice.sample(GREEN, 2)
    entry = dict(entries[PROBLEM_OF[one]])
    taken = entries[PROBLEM_OF[other]]["certificate"]
    entry["certificate"] = taken
    caught = imported(root, entry, certificates[taken["sha256"]])
    return Done(one, "compared with the certificate that belongs there", f"{other} for {one}", caught)


@_kind("a bundle: fingerprint or name of another question", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = exported()
    one, other = dice.sample(GREEN, 2)
    mine, theirs = entries[PROBLEM_OF[one]], entries[PROBLEM_OF[other]]
    entry = {**theirs, "fingerprint": mine["fingerprint"]}
    if dice.random() < 0.5:
        entry["name"] = mine["name"]
    caught = imported(root, entry, certificates[theirs["certificate"]["sha256"]])
    return Done(one, "compared with what belongs there", f"{other} for {one}", caught)


@_kind("a bundle: the bytes of a certificate altered, hash and size as before", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = exported()
    node = dice.choice(GREEN)
    entry = entries[PROBLEM_OF[node]]
    digest = entry["certificate"]["sha256"]
    altered = bytearray(certificates[digest])
    altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
    if dice.random() < 0.3:
        del altered[dice.randrange(len(altered)) :]
    caught = imported(root, entry, bytes(altered), named=digest)
    return Done(node, "its hash, counted here", node, caught)


@_kind("a bundle: a certificate of another kind, or none at all, its hash right", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = exported()
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
    caught = imported(root, entry, data)
    return Done(node, "it is no certificate of its kind", f"{node}: {data[:20]!r} as {named}", caught)


@_kind("a bundle: an LRAT proof without one of its steps, its hash right", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = exported()
    node = dice.choice([node for node in GREEN if PROBLEMS[PROBLEM_OF[node]][1] == "unsatisfiable"])
    entry = dict(entries[PROBLEM_OF[node]])
    lines = certificates[entry["certificate"]["sha256"]].split(b"\n")
    lemmas = [k for k, line in enumerate(lines) if b" 0 " in line and b" d " not in line]
    del lines[dice.choice(lemmas)]
    proof = b"\n".join(lines)
    if not lrat_judge.broken(_formula(root, node), proof):
        raise Right(node)
    entry["certificate"] = _described(proof, "lrat")
    return Done(node, "the LRAT rules, applied plainly", node, imported(root, entry, proof))


def _formula(root: Path, node: str) -> tuple[tuple[int, ...], ...]:
    """What a proof for the node is of. That it says what the problem says is another's to check."""
    from workbench.checkers.sat.formula import formula_of

    problem = find_workspace(root).problems()[PROBLEM_OF[node]]
    return formula_of(problem).normalised.formula.clauses


@_kind("a bundle: a right answer to the question that a false claim was before", store=False)
def _(root: Path, dice: random.Random) -> Done:
    entries, certificates = exported()
    node, what = falsified(root, dice)
    accept_all(root)
    name = PROBLEM_OF[node]
    today = next(fingerprint for fingerprint, one in asked_today(find_workspace(root)).items() if one.name == name)
    entry = dict(entries[name])
    forged = dice.random() < 0.7
    if forged:
        entry |= {"fingerprint": today, "verdict": "verified"}
    caught = imported(root, entry, certificates[entry["certificate"]["sha256"]])
    return Done(node, EXHAUSTED, f"{what}{', fingerprint forged' if forged else ''}", caught)
