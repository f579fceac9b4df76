"""Referees' folders as `solve --keep` leaves them, altered, and large ones."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from campaigns.fuzz.carried import NAMES, ODD, PART
from campaigns.fuzz.parts import MB
from workbench.checkers.base import certify
from workbench.checkers.sat.checker import SatChecker
from workbench.dispatch.referee import write_folder
from workbench.evidence.record import Evidence
from workbench.problems.spec import family_problem


@cache
def _kept() -> dict[str, dict[str, bytes]]:
    """Folders as `solve --keep` leaves them: a witness and a refutation."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="workbench-fuzz-") as name:
        for kind, n, certificate in (("witness", 4, b'{"colouring": [0, 1, 1, 0]}\n'), ("lrat", 5, _refutation())):
            problem = family_problem("schur", {"n": n, "colours": 2})
            raw = Path(name) / f"{kind}.raw"
            raw.write_bytes(certificate)
            checked = certify(SatChecker(), problem, kind, raw)
            evidence = Evidence.verified(checked, fingerprint="f", kind="problem", name="schur", checker="sat")
            write_folder(Path(name) / kind, problem, evidence, raw)
            found[kind] = {path.name: path.read_bytes() for path in (Path(name) / kind).iterdir()}
    return found


def _refutation() -> bytes:
    from campaigns.fuzz.lrat import as_text, conflict
    from workbench.checkers.sat.formula import formula_of

    formula = formula_of(family_problem("schur", {"n": 5, "colours": 2})).normalised.formula
    alive = dict(enumerate(formula.clauses, 1))
    steps = []
    for lemma in ((formula.variables,), (-formula.variables,), ()):  # the colour of the unit's own variable, then none
        hints = conflict(alive, tuple(-literal for literal in lemma))
        if hints is not None:
            steps.append((len(alive) + 1, lemma, hints))
            alive[len(alive) + 1] = lemma
    return as_text(steps)


def folder_bytes(number: int) -> bytes:
    """A referee's folder with a witness, or one with a refutation that is altered, so that Lean need not be asked."""
    random = Random(number)
    kind = random.choice(("witness", "witness", "lrat"))
    files = dict(_kept()[kind])
    answer = json.loads(files["answer.json"])
    if kind == "lrat":
        proof = files["proof.lrat"].split()
        proof[random.randrange(len(proof))] = random.choice((b"0", b"1", b"-1", b"99", b"x"))
        files["proof.lrat"] = b" ".join(proof[:-1])
    for _ in range(random.choice((0, 0, 1, 2))):
        match random.randrange(5):
            case 0:
                table = random.choice(
                    (answer, answer["parameters"] or answer, answer["certificate"] or answer, answer["files"] or answer)
                )
                if isinstance(table, dict) and table:
                    table[random.choice(list(table))] = random.choice(
                        (*ODD, 3, 5, "3", "schur", "ramsey", "satisfiable")
                    )
            case 1:
                files.pop(random.choice(list(files)), None)
            case 2:
                name = random.choice(list(files))
                files[name] = files[name].replace(b"1", b"0", 1)
            case 3 if isinstance(answer["files"], dict):
                answer["files"][random.choice(NAMES)] = "0" * 64
            case _:
                witness = {"colouring": [random.randrange(2) for _ in range(random.choice((4, 4, 5)))]}
                files["witness.json"] = json.dumps(witness).encode()
                answer["witness"] = witness
    if random.random() < 0.7 and isinstance(answer["files"], dict):  # the hashes fit what is there
        answer["files"] |= {name: hashlib.sha256(files[name]).hexdigest() for name in answer["files"] if name in files}
        if isinstance(answer["certificate"], dict) and "witness.json" in files and kind == "witness":
            answer["certificate"] |= {
                "sha256": hashlib.sha256(files["witness.json"]).hexdigest(),
                "bytes": len(files["witness.json"]),
            }
    if "answer.json" in files:
        files["answer.json"] = json.dumps(answer).encode()
    return _joined(files)


def _joined(files: dict[str, bytes]) -> bytes:
    return b"".join(PART + name.encode() + b"\n" + content for name, content in files.items())


def large_folders() -> Iterator[tuple[str, bytes]]:
    """Folders with a file of 1 MB, or with parameters beyond all, each with a name."""
    kept = _kept()["witness"]
    for name in ("answer.json", "witness.json"):
        yield f"{name}: brackets", _joined({**kept, name: b"[" * (MB // 2)})
        yield f"{name}: digits", _joined({**kept, name: b'{"family": ' + b"9" * (MB - 10_000) + b"}"})
    answer = json.loads(kept["answer.json"])
    for key, value in (("n", 10**6), ("n", 10**400), ("n", "9" * 10_000), ("colours", 10**6), ("n", 300)):
        changed = {**answer, "parameters": {**answer["parameters"], key: value}}
        yield f"{key} = {str(value)[:10]}", _joined({**kept, "answer.json": json.dumps(changed).encode()})
    many = {**answer, "files": {f"input/{at}": "" for at in range(40_000)}}
    yield "40,000 files that are not there", _joined({**kept, "answer.json": json.dumps(many).encode()})
    yield "a proof of 1 MB", _joined({**_kept()["lrat"], "proof.lrat": b"20 1 0 1 0\n" * 80_000})
