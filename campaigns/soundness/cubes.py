"""Refutations in parts made wrong: the cubes, their cover, their proofs, and the ledger of the run."""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from campaigns.soundness import brute, lrat_judge
from campaigns.soundness.lrat_mutations import KINDS as LRAT_KINDS
from campaigns.soundness.lrat_mutations import drafted
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.samples import Clauses, Refuted
from campaigns.soundness.witnesses import right
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.registry import checker_for
from workbench.checkers.sat.formula import formula_of
from workbench.dispatch.certifying import certify_with_both
from workbench.dispatch.plan import about
from workbench.errors import WorkbenchError
from workbench.evidence.record import Limits
from workbench.problems.spec import Problem, family_problem
from workbench.sweep.cubes.ledger import Ledger, Spent
from workbench.sweep.cubes.solving import Setting, solve

FAMILY, PARAMETERS = "van-der-waerden", {"n": "22", "lengths": "3,5"}
OTHER = {"n": "21", "lengths": "3,5"}
"""A question of the same family that has a witness."""
FORMULA, CHECKER = "formula", "lrat"
"""As the ledgers name theirs."""


class Right(Exception):
    """The mutation left something right behind."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run by cubes that kept its proofs, and the ledgers of such that did not."""

    certificate: Mapping[str, Any]
    proofs: Mapping[str, bytes]
    """By name in the folder."""
    ledger: bytes
    foreign: bytes
    """The ledger of a run on another formula."""
    clauses: Clauses
    """The formula that the parts are of, normalised."""


def _problem(parameters: Mapping[str, str]) -> Problem:
    return family_problem(FAMILY, dict(parameters))


@cache
def _run() -> Run:
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        root = Path(name)
        asked = replace(about(_problem(PARAMETERS), Limits(120, 2000)), expect=None)
        held: list[bytes] = []

        def hold(evidence: object, certificate: Path) -> None:
            held.append(certificate.read_bytes())

        solve(asked, Setting(root / "first", jobs=2, keep=root / "kept", first=4), hold=hold)
        certificate = json.loads(held[0])
        ledger, foreign = (_ledger(root / name, name, certificate["cubes"]) for name in (FORMULA, "another formula"))
        proofs = {f"proofs/{path.name}": path.read_bytes() for path in (root / "kept/proofs").iterdir()}
    clauses = formula_of(_problem(PARAMETERS)).normalised.formula.clauses
    return Run(certificate, proofs, ledger, foreign, clauses)


def _ledger(path: Path, formula: str, cubes: Sequence[Mapping[str, Any]]) -> bytes:
    """The ledger of a run without kept proofs that came to these cubes."""
    with Ledger(path, formula, CHECKER, "") as ledger:
        ledger.plan(tuple(one["cube"]) for one in cubes)
        for one in cubes:
            ledger.refute(tuple(one["cube"]), one["sha256"], one["bytes"], Spent(1.0, 1.0), "here")
    return path.read_bytes()


def put(certificate: Mapping[str, Any], proofs: Mapping[str, bytes], parameters: Mapping[str, str]) -> str:
    """Put a certificate with its proofs to Workbench; who refused it, nothing where it was accepted."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        folder = Path(name)
        (folder / "proofs").mkdir()
        for proof, data in proofs.items():
            (folder / proof).write_bytes(data)
        (folder / "cubes.json").write_text(json.dumps(certificate), encoding="utf-8")
        try:
            certify_with_both(checker_for("sat"), _problem(parameters), "cubes", folder / "cubes.json")
        except RejectedCertificate as error:
            return next((name for part, name in _REFUSED.items() if part in str(error)), str(error)[:60])
        except WorkbenchError as error:
            return f"{type(error).__name__}: {str(error)[:60]}"
    return ""


_REFUSED = {
    "are not shown to cover": "cover: our LRAT checker",
    "LRAT proof": "our LRAT checker",
    "Lean's own": "Lean's LRAT checker alone",
    "of another formula": "the hash of the formula",
    "is not the proof that was checked": "the hash of a proof",
    "is not there": "a proof that is not there",
    "have one number": "numbers of cubes",
    "a variable that the formula has not": "variables of cubes",
    "it is no list of cubes": "reader of certificates",
}

# --- Shown wrong without any code of Workbench ------------------------------------------------------------------------


def _covered(cubes: list[list[int]]) -> bool:
    """Whether every assignment to their variables satisfies one of the cubes, by trying all."""
    variables = sorted({abs(literal) for cube in cubes for literal in cube})
    for signs in product((1, -1), repeat=len(variables)):
        true = {variable * sign for variable, sign in zip(variables, signs, strict=True)}
        if not any(true.issuperset(cube) for cube in cubes):
            return False
    return True


def _under(clauses: Clauses, cube: list[int]) -> Clauses:
    """The formula and the cube as docs/cubes.md and a referee's README describe it."""
    variables = max(max(abs(literal) for clause in clauses for literal in clause), formula_variables())
    more = [(literal, variables + k) for k, literal in enumerate(cube, 1)]
    return (*clauses, *((u, z * sign) for u, z in more for sign in (1, -1)))


@cache
def formula_variables() -> int:
    """The variables of the formula, as its DIMACS header counts them."""
    return formula_of(_problem(PARAMETERS)).normalised.formula.variables


def _wrong(certificate: Mapping[str, Any], proofs: Mapping[str, bytes]) -> str | None:
    """What shows that it is no refutation in parts of the formula; None where it is one."""
    cubes = [one["cube"] for one in certificate["cubes"]]
    if not _covered(cubes):
        return "brute force: an assignment that satisfies no cube"
    negated = tuple(tuple(-literal for literal in cube) for cube in cubes)
    if lrat_judge.broken(negated, certificate["cover"].encode()):
        return "the LRAT rules, applied plainly to the cover"
    numbers = [one["number"] for one in certificate["cubes"]]
    if len(set(numbers)) < len(numbers):
        return "two cubes with one proof"
    for one in certificate["cubes"]:
        proof = proofs.get(f"proofs/{one['number']:03}.lrat")
        if proof is None:
            return "a cube without a proof"
        if hashlib.sha256(proof).hexdigest() != one["sha256"] or len(proof) != one["bytes"]:
            return "the hash of a proof, counted here"
        if lrat_judge.broken(_under(_run().clauses, one["cube"]), proof):
            return "the LRAT rules, applied plainly to the proof of a cube"
    return None


def _witnessed() -> str | None:
    """What shows that nothing refutes the other question: a witness, tried out."""
    for question, witness in right():
        if question.family == FAMILY and question.parameters == {"n": 21, "lengths": [3, 5]}:
            return "brute force: it has a witness" if brute.answers(FAMILY, question.parameters, witness) else None
    raise LookupError("no witness of the other question among those of `witnesses`")


# --- Mutations --------------------------------------------------------------------------------------------------------

Certificate = dict[str, Any]
Proofs = dict[str, bytes]
Change = Callable[[Certificate, Proofs, random.Random], str]
KINDS: dict[str, Change] = {}


def _kind(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        KINDS[name] = change
        return change

    return enter


def _own(cube: Mapping[str, Any]) -> str:
    return f"proofs/{cube['number']:03}.lrat"


def _replaced(certificate: Certificate, proofs: Proofs, at: int, proof: bytes) -> None:
    """Give a cube another proof, its hash and size made right."""
    cube = certificate["cubes"][at]
    proofs[_own(cube)] = proof
    cube |= {"sha256": hashlib.sha256(proof).hexdigest(), "bytes": len(proof)}


@_kind("a cube dropped")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    gone = certificate["cubes"].pop(dice.randrange(len(certificate["cubes"])))
    return str(gone["cube"])


@_kind("a literal of a cube flipped, dropped or added")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    cube = dice.choice([one["cube"] for one in certificate["cubes"] if one["cube"]])
    before, at = list(cube), dice.randrange(len(cube))
    way = dice.randrange(3)
    if way == 0:
        cube[at] = -cube[at]
    elif way == 1:
        del cube[at]
    else:
        cube.append(dice.choice((1, -1)) * dice.choice((21, 22, 99999)))
    return f"{before} -> {cube}"


@_kind("a cube twice in the place of another")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    one, other = dice.sample(range(len(certificate["cubes"])), 2)
    certificate["cubes"][one] = dict(certificate["cubes"][other])
    return f"{other} for {one}"


@_kind("cubes in another order than the cover has them")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    dice.shuffle(certificate["cubes"])
    return str([one["number"] for one in certificate["cubes"]])


@_kind("the cover's proof made wrong, or of other cubes")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    clauses = tuple(tuple(-literal for literal in one["cube"]) for one in certificate["cubes"])
    draft = drafted(Refuted("cover", clauses, certificate["cover"]), dice)
    name = dice.choice([name for name in LRAT_KINDS if "formula" not in name and "binary" not in name])
    try:
        LRAT_KINDS[name](draft)
        certificate["cover"] = draft.proof().decode("ascii")
    except (IndexError, ValueError):
        raise Right(name) from None
    return name


@_kind("the proofs of two cubes exchanged, their hashes made right")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    one, other = dice.sample(range(len(certificate["cubes"])), 2)
    first, second = (proofs[_own(certificate["cubes"][at])] for at in (one, other))
    _replaced(certificate, proofs, one, second)
    _replaced(certificate, proofs, other, first)
    return f"{one} and {other}"


@_kind("the numbers of two cubes exchanged")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    one, other = dice.sample(certificate["cubes"], 2)
    one["number"], other["number"] = other["number"], one["number"]
    return f"{one['number']} and {other['number']}"


@_kind("the proof of a cube made wrong, its hash made right")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    at = dice.randrange(len(certificate["cubes"]))
    cube = certificate["cubes"][at]
    clauses = _under(_run().clauses, cube["cube"])
    draft = drafted(Refuted("part", clauses, proofs[_own(cube)].decode("ascii")), dice)
    name = dice.choice([name for name in LRAT_KINDS if "formula" not in name])
    try:
        LRAT_KINDS[name](draft)
        _replaced(certificate, proofs, at, draft.proof())
    except (IndexError, ValueError):
        raise Right(name) from None
    return name


@_kind("a proof altered or gone, its hash as before")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    name = dice.choice(list(proofs))
    if dice.random() < 0.3:
        del proofs[name]
    else:
        altered = bytearray(proofs[name])
        altered[dice.randrange(len(altered))] ^= 1
        proofs[name] = bytes(altered)
    return name


@_kind("hash, size or number of a proof altered")
def _(certificate: Certificate, proofs: Proofs, dice: random.Random) -> str:
    cube = dice.choice(certificate["cubes"])
    key = dice.choice(("sha256", "bytes", "number"))
    cube[key] = {
        "sha256": "0" * 64,
        "bytes": cube["bytes"] + 1,
        "number": dice.choice((0, 999, cube["number"] % 5 + 1)),
    }[key]
    return f"{key}: {cube[key]}"


class CubeCertificates:
    """Certificates in parts, with their proofs."""

    checker = "cubes"
    share = 0.08

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """The certificate of a real run, every proof of it re-checked by both checkers."""
        run = _run()
        if shown := _wrong(run.certificate, run.proofs):
            raise Refused(f"the test of mutants finds it wrong: {shown}")
        if caught := put(run.certificate, run.proofs, PARAMETERS):
            raise Refused(f"by {caught}")
        yield f"{FAMILY} {PARAMETERS} in {len(run.certificate['cubes'])} cubes"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn; every eleventh the right one, for a question that has a witness."""
        self.equivalent = 0
        kinds = [*KINDS, MODEL]
        for number in range(count):
            kind = kinds[number % len(kinds)]
            for trial in range(200):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                certificate, proofs = json.loads(json.dumps(_run().certificate)), dict(_run().proofs)
                parameters, shown = PARAMETERS, None
                if kind == MODEL:
                    parameters, what = OTHER, "n=21"
                    if trial == 0 and number % 2:
                        certificate["formula"] = _formula_hash(OTHER)
                    shown = _witnessed()
                else:
                    try:
                        what = KINDS[kind](certificate, proofs, random.Random(f"{kind} {label}"))
                    except Right:
                        self.equivalent += 1
                        continue
                    shown = _wrong(certificate, proofs)
                if shown is None:
                    self.equivalent += 1
                    continue
                yield Mutant(self.checker, kind, shown, put(certificate, proofs, parameters), f"{label}: {what}")
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in 200 trials")


MODEL = "the cubes of another question: of one that has a witness"


def _formula_hash(parameters: Mapping[str, str]) -> str:
    from workbench.checkers.sat.cubes import formula_sha256

    return formula_sha256(formula_of(_problem(parameters)))


# --- The ledger -------------------------------------------------------------------------------------------------------

LedgerChange = Callable[[list[bytes], random.Random], str]
LEDGER_KINDS: dict[str, LedgerChange] = {}


def _ledger_kind(name: str) -> Callable[[LedgerChange], LedgerChange]:
    def enter(change: LedgerChange) -> LedgerChange:
        LEDGER_KINDS[name] = change
        return change

    return enter


@_ledger_kind("a byte of the ledger altered")
def _(lines: list[bytes], dice: random.Random) -> str:
    at = dice.randrange(len(lines))
    line = bytearray(lines[at])
    line[dice.randrange(len(line))] ^= 1 << dice.randrange(8)
    lines[at] = bytes(line).replace(b"\n", b"?")
    return f"line {at + 1}"


@_ledger_kind("the hash of a proof in the ledger altered, the line's mark as a plain hash")
def _(lines: list[bytes], dice: random.Random) -> str:
    at = dice.choice([k for k, line in enumerate(lines) if b'"refuted"' in line])
    entry = json.loads(lines[at].split(b"\t")[0])
    entry["sha256"] = "0" * 64
    body = json.dumps(entry, separators=(",", ":")).encode()
    digits = len(lines[at].rpartition(b"\t")[2])
    lines[at] = body + b"\t" + hashlib.sha256(body).hexdigest()[:digits].encode()
    return f"line {at + 1}"


@_ledger_kind("a line of the ledger of another formula put in")
def _(lines: list[bytes], dice: random.Random) -> str:
    foreign = [line for line in _run().foreign.split(b"\n")[:-1] if b'"refuted"' in line]
    ours = [k for k, line in enumerate(lines) if b'"refuted"' in line]
    at, line = dice.choice(ours), dice.choice(foreign)
    lines[at : at + dice.choice((0, 1))] = [line]
    return f"at line {at + 1}"


@_ledger_kind("lines of the ledger of another formula under the head of this one")
def _(lines: list[bytes], dice: random.Random) -> str:
    lines[1:] = _run().foreign.split(b"\n")[1:-1]
    return "all but the first"


@_ledger_kind("the ledger of another formula under this one's name")
def _(lines: list[bytes], dice: random.Random) -> str:
    lines[:] = _run().foreign.split(b"\n")[:-1]
    return "all"


class Ledgers:
    """Ledgers of a run without kept proofs: what they say is believed, so none that was altered may be read."""

    checker = "ledger"
    share = 0.04

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """A ledger as a run writes it."""
        if caught := _read(_run().ledger):
            raise Refused(f"by {caught}")
        yield "the ledger"

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(LEDGER_KINDS)[number % len(LEDGER_KINDS)]
            label = f"seed {seed}, mutant {number}"
            lines = _run().ledger.split(b"\n")[:-1]
            what = LEDGER_KINDS[kind](lines, random.Random(f"{kind} {label}"))
            if (data := b"\n".join(lines) + b"\n") == _run().ledger:
                raise RuntimeError(f"{label} changed nothing")
            yield Mutant(self.checker, kind, "compared with what the run wrote", _read(data), f"{label}: {what}")


def _read(data: bytes) -> str:
    """Open a ledger as a later run does; who refused it, nothing where it is believed."""
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        path = Path(name) / "ledger.jsonl"
        path.write_bytes(data)
        try:
            with Ledger(path, FORMULA, CHECKER, ""):
                return ""
        except WorkbenchError as error:
            return "ledger: the mark of a line" if "not as it was written" in str(error) else "ledger: the formula"


SOURCES = (CubeCertificates(), Ledgers())
