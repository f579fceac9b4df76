"""Files that carry answers: bundles of evidence, referees' folders, ledgers, journals, and what children leave.

Nothing that they say may count but by a certificate that is right, nothing may be written but where it belongs, and
what is read twice has to be the same twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from campaigns.fuzz.dimacs import ANSWERS, RIGHT
from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.registry import checker
from workbench.checkers.sat.checker import SatChecker
from workbench.checkers.sat.cubes import CubesJudge
from workbench.dispatch.elsewhere import rechecked
from workbench.dispatch.plan import Question
from workbench.dispatch.referee import verify_folder, write_folder
from workbench.dispatch.runner import evidence_of
from workbench.evidence.bundle import Bundle
from workbench.evidence.record import Cost, Evidence, Limits
from workbench.problems.spec import Problem, family_problem
from workbench.seal import Sealing, sealing_that_lasts
from workbench.sweep.cubes.ledger import Ledger
from workbench.sweep.journal import Journal, mark

MB = 1_000_000
PART = b"\n%% "
"""Begins a part of an input that stands for several files: its name, a line end, its bytes."""
NUMBERS = st.integers(0, 2**64 - 1)
QUESTION = Question(
    "f" * 64, "problem", "schur", "sat", family_problem("schur", {"n": 13, "colours": 3}), "satisfiable", Limits()
)
"""What the bundles answer, or say that they do: nobody can refute it, for it has an answer."""
RIGHT_BYTES = json.dumps(RIGHT["schur"]).encode()


# --- Bundles ---------------------------------------------------------------------------------------------------------


def read_bundle(data: bytes, scratch: Path) -> str:
    """Opens it and re-checks what it says of QUESTION; only its true answer may count."""
    path = scratch / "bundle.zip"
    path.write_bytes(data)
    beside = _names(scratch.parent)
    counts = False
    with Bundle(path) as bundle:
        for entry in bundle.entries[:3]:
            with bundle.certificate(entry) as raw:
                content = raw.read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                assert (digest, len(content)) == (entry.certificate.sha256, entry.certificate.bytes), "other bytes"
                try:
                    found = rechecked(QUESTION, entry.certificate.kind, raw, cost=entry.cost, tool=entry.tool)
                except RejectedCertificate:
                    continue
                assert found.answer == "satisfiable" and ANSWERS["schur"](json.loads(content)), "a false answer counts"
                counts = True
    assert _names(scratch) == ["bundle.zip"] and _names(scratch.parent) == beside, "something was written"
    return "accepted" if counts else "opened, and nothing counts"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def bundle_bytes(number: int) -> bytes:
    """A zip file as `evidence export` makes it, or as somebody hostile would."""
    random = Random(number)
    odd = random.random() < 0.6
    certificates = [RIGHT_BYTES if random.random() < 0.4 else random.choice(WRONG) for _ in range(random.randint(1, 2))]
    entries = [_entry(content, random if odd else None) for content in certificates]
    manifest: Any = {"version": random.choice((1, 1, 1, 1, 0, 2, "1", None)) if odd else 1, "evidence": entries}
    if odd and random.random() < 0.2:
        manifest = random.choice(([], entries, {"evidence": entries}, {"version": 1}, 3, {**manifest, "more": [[]]}))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        files = {f"certificates/{hashlib.sha256(content).hexdigest()}": content for content in certificates}
        files["manifest.json"] = json.dumps(manifest).encode()
        if odd and random.random() < 0.3:
            files[random.choice(NAMES)] = b"hostile"
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = random.choice(PACKINGS if odd else PACKINGS[:2])
            if odd and random.random() < 0.1:
                info.external_attr = 0o120777 << 16  # a symbolic link
            if odd and random.random() < 0.1:
                content = content[:-1] + b" "
            packed.writestr(info, content)
    data = bytearray(out.getvalue())
    if odd and random.random() < 0.3:  # flags, sizes, offsets: the directory says what it likes
        mark = random.choice((b"PK\1\2", b"PK\3\4", b"PK\5\6"))
        at = data.find(mark)
        for _ in range(random.randint(1, 3)):
            place = at + 4 + random.randrange(40)
            if place < len(data):
                data[place] = random.choice((0, 1, 8, 14, 99, 255))
    return bytes(data)


WRONG = (b"{}", b'{"colouring": []}', json.dumps({"colouring": [0] * 13}).encode(), b"[" * 3000, b"14 0 1 0\n", b"")
NAMES = (
    "../escaped",
    "/tmp/workbench-escaped",
    "certificates/../../x",
    "manifest.json",
    "certificates/",
    "a\\..\\b",
    "x" * 300,
)
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _entry(content: bytes, random: Random | None) -> Any:
    certificate = {
        "kind": "witness",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "formula_sha256": None,
    }
    entry: dict[str, Any] = {
        "fingerprint": QUESTION.fingerprint,
        "kind": "problem",
        "name": "schur",
        "verdict": "verified",
        "certificate": certificate,
        "tool": "t",
        "when": "",
        "cost": {"seconds": 1.0},
    }
    for _ in range(random.choice((0, 1, 2)) if random else 0):
        assert random
        table = random.choice((entry, certificate))
        table[random.choice(list(table))] = random.choice(ODD)
    return entry


ODD: tuple[Any, ...] = (
    None,
    "",
    "refuted",
    "unknown",
    "lrat",
    "cubes",
    "model",
    -1,
    2**64,
    1e308,
    [],
    {},
    "0" * 64,
    "../x",
    True,
)


def _large_bundles() -> Iterator[tuple[str, bytes]]:
    entry = json.dumps({**_entry(RIGHT_BYTES, None), "tool": "", "cost": {}}).encode()
    # One at a time: what is packed here must not count as memory of the reader.
    head = b'{"version":1,"evidence":'
    name = f"certificates/{hashlib.sha256(RIGHT_BYTES).hexdigest()}"
    for what, begin, again, times in (
        ("a manifest of 150,000 entries that shrinks to nothing", head + b"[" + entry, b"," + entry, 150_000),
        ("a manifest of 330,000 small entries", head + b"[" + _small(), b"," + _small(), 330_000),
        ("a manifest of 63 MB of brackets", head, b"[", 63 * MB),
        ("a manifest of 63 MB of blanks", b"", b" ", 63 * MB),
        ("a manifest of one string of 63 MB", head + b'"', b"x", 63 * MB),
        ("a manifest of 62 MB with unknown keys", b'{"x":' + b"[" * 900, b"0,", 31 * MB),
        ("a manifest beyond all", b"", b" ", 200 * MB),
    ):
        end = b"]}" if begin.startswith(head + b"[") else b""
        yield what, _packed({name: RIGHT_BYTES, "manifest.json": begin + again * times + end})
    for size in (16 * 2**20, 900 * MB):
        zeros = bytes(size)
        bomb = f"certificates/{hashlib.sha256(zeros).hexdigest()}"
        manifest = json.dumps({"version": 1, "evidence": [_entry(zeros, None)] * 3}).encode()
        yield f"a certificate of {size // MB} MB of zeros", _packed({bomb: zeros, "manifest.json": manifest})
    yield "9,000 files", _packed({f"certificates/{at:064x}": b"" for at in range(4_500)})
    yield "1 MB of file heads", b"PK\3\4" * (MB // 4)
    yield "1 MB of ends", b"PK\5\6" * (MB // 4)
    yield "1 MB of zeros", bytes(MB)


def _small() -> bytes:
    digest = hashlib.sha256(RIGHT_BYTES).hexdigest()
    return (
        b'{"fingerprint":"","kind":"","name":"","verdict":"refuted","certificate":{"kind":"","sha256":"%s","bytes":0,'
        b'"formula_sha256":null}}' % digest.encode()
    )


def _packed(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# --- Ledgers and journals --------------------------------------------------------------------------------------------


def read_ledger(data: bytes, scratch: Path) -> str:
    """Opened twice it says the same, its cubes are as many as its leaves, and none is refuted that is no leaf."""
    path = scratch / "cubes.jsonl"
    path.write_bytes(data)
    states = []
    for _ in range(2):
        with Ledger(path, "f", "lrat", "p") as ledger:
            waiting = ledger.waiting()
            leaves = [leaf for root in ledger.roots for leaf in ledger.leaves_of(root)]
            assert len(set(leaves)) == len(leaves), "a cube is there twice"
            assert set(ledger.refuted) <= set(leaves), "what is no leaf is refuted"
            assert len(waiting) + len(ledger.refuted) == len(leaves), "a cube is lost"
            for cube, proved in ledger.refuted.items():
                assert proved.cube == cube and b'"refuted"' in data, "a cube counts that no line refutes"
            states.append((ledger.roots, leaves, dict(ledger.refuted)))
    assert states[0] == states[1], "read again, it is another"
    return "accepted"


def ledger_bytes(number: int) -> bytes:
    """A ledger as a run writes it, altered here and there; the checks of its lines are right mostly."""
    random = Random(number)
    entries: list[Any] = [{"ledger": 1, "formula": "f", "checker": "lrat", "problem": "p"}]
    leaves: list[list[int]] = [[1], [-1, 2], [-1, -2]] if random.random() < 0.8 else [[]]
    entries.append({"plan": [list(leaf) for leaf in leaves]})
    for proof in range(random.randint(0, 6)):
        leaf = leaves[random.randrange(len(leaves))]
        if random.random() < 0.4:
            into = [[*leaf, 9 + proof], [*leaf, -9 - proof]]
            entries.append({"split": leaf, "into": into, "cost": [1.0, 2]})
            leaves += into
        else:
            entries.append(
                {"refuted": leaf, "sha256": "0" * 64, "bytes": 7, "number": proof + 1, "cost": [0, 0.5], "where": ""}
            )
        if random.random() < 0.1:
            entries.append({"gone": [leaf]})
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        at = random.randrange(len(entries))
        if random.random() < 0.2:
            entries.insert(random.randint(0, len(entries)), entries[at])
        elif isinstance(entries[at], dict):
            entries[at] = {**entries[at], random.choice(list(entries[at])): random.choice(LEDGER_ODD)}
    lines = []
    for entry in entries:
        body = json.dumps(entry, separators=(",", ":")).encode()
        if random.random() < 0.03:
            body = body.replace(b"1", random.choice((b"[", b"NaN", b"1e999", b"\xff", b"9" * 5000)))
        digest = hashlib.sha256(body).hexdigest()[:16].encode()
        lines.append(body + b"\t" + (digest if random.random() < 0.98 else b"0" * 16) + b"\n")
    return b"".join(lines)


LEDGER_ODD: tuple[Any, ...] = (
    *(None, 0, 1, -1, 2**53, 10**400, "x", [], {}, [[]], [[1], [1]], [[1, 2], [1, 2]], [[1, 2], [1, 3], [-1]]),
    *([0], [1, 1], [True], [1.0], [10**400, 0], ["1", "2"], [float("nan"), 0], float("inf"), [[1], [-1]], [[]], [None]),
)


def _lined(*entries: Any) -> bytes:
    bodies = [json.dumps(entry, separators=(",", ":")).encode() for entry in entries]
    return b"".join(body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n" for body in bodies)


def _large_ledgers() -> Iterator[tuple[str, bytes]]:
    head = {"ledger": 1, "formula": "f", "checker": "lrat", "problem": "p"}
    cost = {"cost": [0, 0]}
    twice = [{"split": list(range(1, at + 1)), "into": [list(range(1, at + 2))] * 2, **cost} for at in range(60)]
    yield "cubes that double with each line", _lined(head, {"plan": [[]]}, *twice)
    chain: list[Any] = [
        {"split": [*range(1, at + 1)], "into": [[*range(1, at + 2)], [*range(1, at + 1), -at - 1]], **cost}
        for at in range(350)
    ]
    yield "a deep tree", _lined(head, {"plan": [[]]}, *chain)
    yield "a plan of 100,000 cubes", _lined(head, {"plan": [[at] for at in range(1, 130_000)]})
    yield "a cube of 150,000 literals", _lined(head, {"plan": [[*range(1, 150_000)]]})
    gone = [{"gone": [[1]] * 20} for _ in range(9_000)]
    yield "what is gone again and again", _lined(head, {"plan": [[1], [-1]]}, *gone)
    body = b'{"plan":' + b"[" * (MB - 60)
    yield "a million brackets", _lined(head) + body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n"
    body = b'{"plan":[[' + b"9" * (MB - 60) + b"]]}"
    yield (
        "a number of a million digits",
        _lined(head) + body + b"\t" + hashlib.sha256(body).hexdigest()[:16].encode() + b"\n",
    )
    yield "a million empty lines", b"\n" * MB
    yield "a line of 1 MB", b"x" * MB


def read_journal(data: bytes, scratch: Path) -> str:
    """Whatever stands there, it is read to its end twice, and what is added afterwards counts.

    Seals are this user's and inputs everybody's: a line with the right hash gets the right seal here.
    """
    path, own = scratch / "set.journal", sealing_that_lasts()
    path.write_bytes(b"\n".join(_sealed(line, own, path) for line in data.split(b"\n")))
    with Journal(path) as journal:
        done = list(journal.done())
        if done:
            journal.add(done[0])
    with Journal(path) as journal:
        again = list(journal.done())
    expected = [*done, *done[:1]]
    assert len(again) == len(expected), "read again, it is another"
    return "accepted" if done else "nothing counts"


def _sealed(line: bytes, own: Sealing, path: Path) -> bytes:
    given, _, body = line.partition(b" ")
    right = body and given == hashlib.sha256(body).hexdigest()[:16].encode()
    return mark(own, path, body) + b" " + body if right else line


def journal_bytes(number: int) -> bytes:
    """Lines of outcomes, altered; their checks are right mostly."""
    random = Random(number)
    lines = []
    for at in range(random.randint(0, 4)):
        line: dict[str, Any] = json.loads(OUTCOME)
        line["problem"] = f"p{at}"
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            line[random.choice([*line, "more"])] = random.choice(ODD)
        body = json.dumps(line).encode()
        if random.random() < 0.1:
            body = body.replace(b":", random.choice((b":[", b":NaN,", b"\xff", b':"\\ud800', b":" + b"[" * 2000)), 1)
        if random.random() < 0.1:
            body = b'{"x":' + b"[" * 1500 + b"]" * 1500 + b"," + body[1:]
        digest = hashlib.sha256(body).hexdigest()[:16].encode()
        lines.append(
            (digest if random.random() < 0.95 else b"0" * 16)
            + b" "
            + body
            + random.choice((b"\n", b"\n", b"\n", b"\r\n", b""))
        )
    return b"".join(lines)


@cache
def _outcome() -> bytes:
    """A line as a sweep writes it."""
    import msgspec

    from workbench.sweep.outcome import Outcome

    values: dict[str, Any] = {name: ("" if "str" in str(kind) else 0) for name, kind in Outcome.__annotations__.items()}
    return msgspec.json.encode(Outcome(**values))


OUTCOME = _outcome()


def _large_journals() -> Iterator[tuple[str, bytes]]:
    def checked(body: bytes) -> bytes:
        return hashlib.sha256(body).hexdigest()[:16].encode() + b" " + body + b"\n"

    yield "as many lines as fit", checked(OUTCOME) * (MB // (len(OUTCOME) + 18))
    yield "500,000 brackets", checked(b'{"x":' + b"[" * (MB // 2))
    yield "a string of 1 MB", checked(OUTCOME.replace(b'""', b'"' + b"x" * (MB - 1000) + b'"', 1))
    yield "a number of a million digits", checked(b'{"x":' + b"9" * (MB - 60) + b"}")
    yield "a million empty lines", b"\n" * MB


# --- What children leave ---------------------------------------------------------------------------------------------

KINDS = ("file", "file", "file", "file", "link", "pipe", "folder", "none")


def read_claim(data: bytes, scratch: Path) -> str:
    """First a checker and what stands under the names of claim and certificate, then the bytes of both: no answer
    counts but one with a right certificate, and nobody waits for a pipe."""
    head, _, rest = data.partition(b"\n")
    name, claim_kind, certificate_kind = [*head.decode("ascii", "replace").split(), "", "", ""][:3]
    if name not in PROBLEMS:
        return "another checker"
    from workbench.checkers.smt.child import CERTIFICATE as MODEL
    from workbench.checkers.symbolic.child import CERTIFICATE as PROOF

    certificate_name = {"sat": "witness.json", "smt": MODEL, "symbolic": PROOF}[name]
    outside = scratch / "outside"
    folder = scratch / "child"
    folder.mkdir()
    claim, _, certificate = rest.partition(PART)
    _lay(folder / "claim.json", claim_kind, claim, outside)
    _lay(folder / certificate_name, certificate_kind, certificate, outside)
    found = checker(name)
    left = found.claim(folder)
    evidence = evidence_of(PROBLEMS[name], found, left, folder, Cost(), second=False)
    if not evidence.decided:
        return "no answer"
    assert certificate_kind not in ("link", "pipe", "folder", "none"), "a certificate that is no file in the folder"
    assert evidence.answer == ("satisfiable" if name != "symbolic" else "true"), "a false answer"
    return "accepted"


def _lay(path: Path, kind: str, content: bytes, outside: Path) -> None:
    match kind:
        case "none":
            pass
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link":
            outside.write_bytes(content)
            path.symlink_to(outside)
        case _:
            path.write_bytes(content)


SMT_TEXT = "(declare-const x Int)(assert (= (* x x) 49))"
PROBLEMS = {
    "sat": QUESTION,
    "smt": replace(
        QUESTION,
        name="smt",
        checker="smt",
        problem=Problem("smt", "", "smt", "satisfiable", {"file": None, "text": SMT_TEXT}),
    ),
    "symbolic": replace(
        QUESTION,
        name="symbolic",
        checker="symbolic",
        expect="true",
        problem=Problem(
            "symbolic",
            "",
            "identity",
            "true",
            {"left": "(x + 1)^2", "right": "x^2 + 2*x + 1", "variables": {"x": "real"}, "equal_as": "expressions"},
        ),
    ),
}
CLAIMS: dict[str, tuple[dict[str, Any], Any]] = {
    "sat": ({"answer": "satisfiable", "kind": "witness", "certificate": "witness.json"}, RIGHT["schur"]),
    "smt": ({"answer": "satisfiable", "kind": "model"}, {"model": "((define-fun x () Int 7))"[1:-1]}),
    "symbolic": ({"answer": "true", "kind": "expansion"}, {"proof": {"by": "expansion"}}),
}


def claim_bytes(number: int) -> bytes:
    """What a child leaves that answers, fails, or was taken over."""
    random = Random(number)
    name = random.choice(list(CLAIMS))
    claim, certificate = (json.loads(json.dumps(one)) for one in CLAIMS[name])
    claim |= {"tool": "t", "reason": "", "failed": False}
    for _ in range(random.choice((0, 0, 1, 2))):
        claim[random.choice([*claim, "more"])] = random.choice(
            (*ODD, "unsatisfiable", "computation", "proof.lrat", "false")
        )
    for _ in range(random.choice((0, 0, 1))):
        certificate[random.choice([*certificate, "model", "proof"])] = random.choice(ODD)
    whole: Any = claim if random.random() < 0.95 else random.choice(([], [claim], "x", None, 3))
    head = f"{name} {random.choice(KINDS)} {random.choice(KINDS)}\n"
    return head.encode() + json.dumps(whole).encode() + PART + json.dumps(certificate).encode()


def _large_claims() -> Iterator[tuple[str, bytes]]:
    for name, (claim, certificate) in CLAIMS.items():
        head = f"{name} file file\n".encode()
        said = json.dumps({**claim, "tool": "", "reason": "", "failed": False}).encode()
        yield f"{name}: a claim of brackets", head + b"[" * (MB // 2) + PART + json.dumps(certificate).encode()
        yield (
            f"{name}: a reason of 1 MB",
            head + said.replace(b'"reason": ""', b'"reason": "%s"' % (b"x" * (MB - 3000))) + PART + b"{}",
        )
        yield f"{name}: a claim of digits", head + b'{"answer": ' + b"9" * MB + b"}"
        yield f"{name}: a certificate of brackets", head + said + PART + b"[" * (MB - 3000)
        yield f"{name}: a certificate of digits", head + said + PART + b'{"model": ' + b"9" * (MB - 3000) + b"}"
        yield (
            f"{name}: a certificate that is one string",
            head + said + PART + b'{"model": "' + b"(" * (MB - 3000) + b'"}',
        )


# --- Referees' folders -----------------------------------------------------------------------------------------------


def read_folder(data: bytes, scratch: Path) -> str:
    """`verify DIR`: what is accepted is a right witness of a question that is asked again from its parameters."""
    folder = scratch / "kept"
    folder.mkdir()
    for part in data.split(PART)[1:]:
        name, _, content = part.partition(b"\n")
        if name.decode("latin-1") in FOLDER_NAMES:
            path = folder / name.decode("ascii")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    try:
        verified = verify_folder(folder)
    except RejectedCertificate:
        return "refused"
    if verified.checked.answer != "satisfiable":
        return f"accepted: {verified.checked.answer}"
    parameters = verified.problem.body["parameters"]
    colours = json.loads((folder / "witness.json").read_bytes())["colouring"]
    n = parameters["n"]
    assert len(colours) == n and all(type(one) is int and 0 <= one < parameters["colours"] for one in colours)
    assert all(
        len({colours[x - 1], colours[y - 1], colours[x + y - 1]}) > 1 for x in range(1, n) for y in range(x, n - x + 1)
    ), "a false witness"
    return "accepted"


FOLDER_NAMES = (
    "answer.json",
    "problem.cnf",
    "plain.cnf",
    "added.txt",
    "proof.lrat",
    "witness.json",
    "cubes.json",
    "README",
    "cubes.icnf",
    "cover.lrat",
    "proofs/001.lrat",
)


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


def _large_folders() -> Iterator[tuple[str, bytes]]:
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


# --- Cubes -----------------------------------------------------------------------------------------------------------


def read_cubes(data: bytes, scratch: Path) -> str:
    """A certificate in parts, beside it the proofs: of a question with an answer none is accepted."""
    path = scratch / "cubes.json"
    head, *proofs = data.split(PART)
    path.write_bytes(head)
    (scratch / "proofs").mkdir()
    for number, proof in enumerate(proofs[:3], 1):
        (scratch / "proofs" / f"{number:03}.lrat").write_bytes(proof.partition(b"\n")[2])
    assert QUESTION.problem is not None
    try:
        CubesJudge().judge(FOUR, "cubes", path)
    except RejectedCertificate as error:
        return "refused" if "cover" in str(error) or "proof" in str(error) else "refused early"
    raise AssertionError("cubes refute what has an answer")


FOUR = family_problem("schur", {"n": 4, "colours": 2})


@cache
def _formula_sha256() -> str:
    from workbench.checkers.sat.cubes import formula_sha256
    from workbench.checkers.sat.formula import examine

    return formula_sha256(examine(FOUR))


CUBES: tuple[list[list[int]], ...] = ([[1], [-1]], [[1, 2], [1, -2], [-1]], [[]], [[2], [-2]], [[1]])


def cubes_bytes(number: int) -> bytes:
    """A list of cubes with their proofs, of which one at least is a lie."""
    random = Random(number)
    cubes = random.choice(CUBES)
    cover = {2: "3 0 1 2 0\n", 3: "4 1 0 1 2 0\n5 0 4 3 0\n", 1: "2 0 1 0\n"}[len(cubes)]
    proofs = [
        random.choice((b"90 0 1 2 3 4 0\n", b"", b"14 0 1 0\n", b"a\x1c\0\2\0", b"16 1 0 1 2 0\n17 0 16 3 4 0\n"))
        for _ in cubes
    ]
    listed: list[Any] = [
        {"cube": cube, "sha256": hashlib.sha256(proof).hexdigest(), "bytes": len(proof), "number": at}
        for at, (cube, proof) in enumerate(zip(cubes, proofs, strict=True), 1)
    ]
    whole: dict[str, Any] = {"formula": _formula_sha256(), "cover": cover, "cubes": listed}
    for _ in range(random.choice((0, 0, 1, 2))):
        table = random.choice((whole, *(one for one in listed if isinstance(one, dict))))
        table[random.choice(list(table))] = random.choice((*ODD, [1], [[1]], [0], [2**40], [1, -1], 3, "../../x"))
    return json.dumps(whole).encode() + b"".join(PART + b"\n" + proof for proof in proofs)


def _large_cubes() -> Iterator[tuple[str, bytes]]:
    def listed(cubes: str, cover: str = "") -> bytes:
        return f'{{"formula":"{_formula_sha256()}","cover":"{cover}","cubes":[{cubes}]}}'.encode()[:MB]

    one = '{"cube":[1],"sha256":"","bytes":0,"number":%d}'
    yield "20,000 cubes", listed(",".join(one % at for at in range(20_000)))
    yield "20,000 cubes of one number", listed(",".join([one % 1] * 20_000))
    yield (
        "a cube of 200,000 literals",
        listed('{"cube":[' + ",".join(["1", "-1"] * 100_000) + '],"sha256":"","bytes":0,"number":1}'),
    )
    yield "a cover of 1 MB", listed(one % 1, "9 1 0 1 0\\n" * 80_000)
    yield "brackets", listed("[" * (MB - 200))
    yield "a number of a million digits", listed('{"cube":[' + "9" * (MB - 300))


def _inputs(made: Any, words: tuple[bytes, ...]) -> Any:
    seeds = NUMBERS.map(made)
    return st.one_of(seeds, seeds, mutated(seeds, words))


JSON_WORDS = (b"[", b"]", b"{", b"}", b'"', b"null", b"true", b"NaN", b"\\ud800", b"1e999", b"[" * 1200)
READERS: tuple[Reader, ...] = (
    Reader(
        "evidence bundles",
        _inputs(bundle_bytes, (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"\xff" * 4)),
        read_bundle,
        _large_bundles,
    ),
    Reader("ledgers of cubes", _inputs(ledger_bytes, (b"\t", *JSON_WORDS)), read_ledger, _large_ledgers),
    Reader("journals of sweeps", _inputs(journal_bytes, JSON_WORDS), read_journal, _large_journals),
    Reader(
        "what children leave", _inputs(claim_bytes, (PART, b"pipe", b"link", *JSON_WORDS)), read_claim, _large_claims
    ),
    Reader("referees' folders", _inputs(folder_bytes, (PART, *JSON_WORDS)), read_folder, _large_folders),
    Reader("lists of cubes", _inputs(cubes_bytes, (PART, *JSON_WORDS)), read_cubes, _large_cubes),
)
