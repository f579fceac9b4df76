"""Folders that `solve --keep` leaves for a referee, each file of them altered; `verify` must not say VERIFIED."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from campaigns.soundness import brute, lrat_judge
from campaigns.soundness.exhaustive import has_answer
from campaigns.soundness.lrat_mutations import KINDS as LRAT_KINDS
from campaigns.soundness.lrat_mutations import drafted
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.sample_workspace import K4
from campaigns.soundness.samples import Clauses, Refuted
from workbench.checkers.base import RejectedCertificate
from workbench.cli.main import run
from workbench.dispatch.referee import verify_folder, write_folder
from workbench.errors import WorkbenchError
from workbench.evidence.record import Evidence
from workbench.problems.spec import family_problem

QUESTIONS = {
    "schur": ("schur", "n=5", "colours=2", "expect=unsatisfiable"),
    "colours": ("graph-colouring", "file=k4.col", "colours=3"),
    "witness": ("van-der-waerden", "n=8", "lengths=3,3"),
    "queens": ("queens", "n=6", "expect=satisfiable"),
}
REFUTED, ANSWERED = ("schur", "colours"), ("witness", "queens")


class Right(Exception):
    """The mutation left something right behind."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what shows it wrong."""

    shown_wrong_by: str
    what: str


Change = Callable[[Path, random.Random], Done]
KINDS: dict[str, tuple[tuple[str, ...], Change]] = {}
"""By name: of which folders, and what is done."""
ALL = tuple(QUESTIONS)


def _kind(name: str, of: tuple[str, ...] = ALL) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        KINDS[name] = (of, change)
        return change

    return enter


@cache
def _made() -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory(prefix="workbench-soundness-")
    root = Path(folder.name)
    (root / "k4.col").write_text(K4, encoding="ascii")
    with contextlib.chdir(root), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for name, words in QUESTIONS.items():
            code = run(["solve", *words, "--keep", name])
            if code != 0:
                raise Refused(f"solve {' '.join(words)} ended with exit code {code}")
    return root, folder


def put(folder: Path) -> str:
    """Have a folder verified; who refused it, nothing where it was accepted."""
    try:
        verify_folder(folder)
    except RejectedCertificate as error:
        return next((name for part, name in _REFUSED.items() if part in str(error)), f"verify: {str(error)[:60]}")
    except WorkbenchError as error:
        return f"{type(error).__name__}: {str(error)[:60]}"
    return ""


_REFUSED = {
    "README is not what": "verify: README written anew",
    "for the name of a problem": "verify: the form of answer.json",
    "when it is encoded here": "verify: the question encoded anew",
    "was altered: its hash": "verify: the hash of a file",
    "answer.json says": "verify: the certificate shows something else",
    "LRAT proof, line": "our LRAT checker",
    "Lean's own LRAT checker rejects": "Lean's LRAT checker alone",
    "the witness is wrong": "family verify",
    "the witness is not JSON": "reader of witnesses",
    "is not as `workbench solve --keep` writes it": "verify: the form of answer.json",
    "the witness in answer.json": "verify: the two witnesses differ",
    "says nothing about a SAT problem": "verify: the kind of the certificate",
    "names a file that is none": "verify: a name that leads out",
    "No such file": "verify: a file is missing",
    "expect": "reader of questions",
    "parameter": "reader of questions",
}


def _answer(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    return found


def _write_answer(folder: Path, answer: dict[str, Any]) -> None:
    (folder / "answer.json").write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


def _consistent(folder: Path, *names: str) -> None:
    """Have answer.json say of these files what they are now."""
    answer = _answer(folder)
    for name in names:
        data = (folder / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        answer["files"][name] = digest
        if name in ("proof.lrat", "witness.json"):
            answer["certificate"] |= {"sha256": digest, "bytes": len(data)}
    _write_answer(folder, answer)


def _clauses(text: str) -> Clauses:
    return tuple(tuple(map(int, line.split()[:-1])) for line in text.splitlines()[1:])


@_kind("a clause of problem.cnf or plain.cnf altered, dropped or added, its hash made right or not")
def _(folder: Path, dice: random.Random) -> Done:
    name = dice.choice(("problem.cnf", "plain.cnf"))
    path = folder / name
    before = path.read_text(encoding="ascii")
    lines = before.splitlines()
    at = dice.randrange(1, len(lines))
    way = dice.choice(("flipped", "dropped", "added", "widened"))
    if way == "dropped":
        del lines[at]
    elif way == "added":
        lines.insert(at, f"{dice.choice((1, -1))} 0")
    elif way == "flipped":
        words = lines[at].split()
        words[0] = str(-int(words[0]))
        lines[at] = " ".join(words)
    else:
        lines[at] = f"{dice.randint(1, 4)} {lines[at]}"
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    if sorted(map(sorted, _clauses("\n".join(lines)))) == sorted(map(sorted, _clauses(before))):
        raise Right(name)
    if dice.random() < 0.7:
        _consistent(folder, name)
    return Done("the clauses compared, as sets", f"{name}: clause {at} {way}")


@_kind("added.txt without an argument or a clause, or with other words, its hash made right", ("schur", "colours"))
def _(folder: Path, dice: random.Random) -> Done:
    path = folder / "added.txt"
    before = path.read_text(encoding="utf-8").split(" ")
    words = list(before)
    at = dice.randrange(len(words))
    words[at : at + 1] = dice.choice(([], ["not"], [words[at], "never"]))
    if words == before:
        raise Right("not for not")
    path.write_text(" ".join(words), encoding="utf-8")
    _consistent(folder, "added.txt")
    return Done("the words compared", f"word {at}")


@_kind("README altered: another answer, other parameters, more than was shown")
def _(folder: Path, dice: random.Random) -> Done:
    path = folder / "README"
    before = path.read_text(encoding="utf-8")
    old, new = dice.choice(
        (
            ("Answer     ", "Answer     proved in Lean: "),
            ("Rests on   ", "Rests on   nothing, not even on "),
            (" 1..5 ", " 1..4 "),
            ("6 queens", "3 queens"),
            ("There is a ", "There is no "),
            ("problem.cnf   the", "problem.cnf   is not the"),
        )
    )
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    if path.read_text(encoding="utf-8") == before:
        raise Right("README")
    return Done("the words compared", f"{old!r} -> {new!r}")


@_kind("README with a claim more, and answer.json with what might excuse it: another version, name, reason, rests on")
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    claim = "proved in Lean, kernel tier"
    field, value = dice.choice(
        (
            ("workbench", f"0.0.{dice.randrange(100)}"),
            ("workbench", f"{dice.randrange(1, 9)}.0.0"),
            ("problem", f"{answer['problem']}\n\n{claim}"),
            ("problem", f"{answer['problem']}: {claim}"),
            ("reason", f"{answer['reason']}; only our own checker agreed, and {claim}"),
            ("reason", f"{answer['reason']}; Lean's own LRAT checker (kernel.tier) agrees"),
            ("rests_on", [*answer["rests_on"], f"checker:lean-std-lrat ({claim})"]),
            ("reason", f"{answer['reason']}; only our own checker agreed: {claim}"),
        )
    )
    path = folder / "README"
    text = path.read_text(encoding="utf-8")
    if field == "workbench":
        text += f"{claim}\n"
    elif field == "rests_on":
        text = text.replace("Rests on   ", f"Rests on   {claim}, ", 1)
    else:
        text = text.replace(answer[field], str(value), 1)
    path.write_text(text, encoding="utf-8")
    _write_answer(folder, {**answer, field: value})
    return Done("nobody proved it in Lean", f"{field}: {value!r:.80}")


@_kind("proof.lrat made wrong, every hash of it made right", REFUTED)
def _(folder: Path, dice: random.Random) -> Done:
    clauses = _clauses((folder / "problem.cnf").read_text(encoding="ascii"))
    proof = (folder / "proof.lrat").read_text(encoding="ascii")
    draft = drafted(Refuted(folder.name, clauses, proof), dice)
    kinds = [name for name in LRAT_KINDS if "formula" not in name]
    name = dice.choice(kinds)
    try:
        LRAT_KINDS[name](draft)
        made = draft.proof()
    except (IndexError, ValueError):
        raise Right(name) from None
    shown = lrat_judge.broken(clauses, made)
    if shown is None:
        raise Right(name)
    (folder / "proof.lrat").write_bytes(made)
    _consistent(folder, "proof.lrat")
    return Done(shown, name)


@_kind("witness.json made wrong, the witness in answer.json too, every hash made right", ANSWERED)
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    witness = json.loads((folder / "witness.json").read_text(encoding="utf-8"))
    (entries,) = witness.values()
    entries[dice.randrange(len(entries))] = dice.choice((0, 1, 2, 3, -1, 7, True))
    if brute.answers(answer["family"], answer["parameters"], witness):
        raise Right("witness")
    (folder / "witness.json").write_text(json.dumps(witness), encoding="utf-8")
    _consistent(folder, "witness.json")
    _write_answer(folder, {**_answer(folder), "witness": witness})
    return Done("brute force on the question", json.dumps(witness))


@_kind("the witness in answer.json another than that in witness.json", ANSWERED)
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    (entries,) = answer["witness"].values()
    dice.shuffle(entries)
    if brute.answers(answer["family"], answer["parameters"], answer["witness"]):
        raise Right("witness")
    _write_answer(folder, answer)
    return Done("brute force on the question", json.dumps(answer["witness"]))


@_kind("a field of answer.json that says something else: answer, verdict, tier, rests on, certificate, reason")
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    certificate = answer["certificate"]
    field, value = dice.choice(
        (
            ("answer", "unsatisfiable" if answer["answer"] == "satisfiable" else "satisfiable"),
            ("answer", "true"),
            ("verdict", "refuted"),
            ("tier", "kernel"),
            ("rests_on", []),
            ("rests_on", [*answer["rests_on"], "toolchain:4.35.0"]),
            ("certificate", {**certificate, "kind": "lean-audit"}),
            ("certificate", {**certificate, "kind": "witness" if certificate["kind"] == "lrat" else "lrat"}),
            ("certificate", {**certificate, "sha256": "0" * 64}),
            ("certificate", {**certificate, "bytes": certificate["bytes"] + 1}),
            ("certificate", {**certificate, "formula_sha256": "0" * 64}),
            ("expect", "unsatisfiable" if answer["answer"] == "satisfiable" else "satisfiable"),
            ("reason", "proved in Lean, without any encoding"),
            ("reason", answer["reason"] + ", and so is the theorem"),
        )
    )
    if answer[field] == value:
        raise Right(field)
    _write_answer(folder, {**answer, field: value})
    return Done("compared with what was found", f"{field}: {value!r:.60}")


@_kind("answer.json of another question, or its parameters")
def _(folder: Path, dice: random.Random) -> Done:
    if dice.random() < 0.3:
        other = dice.choice([name for name in QUESTIONS if name != folder.name])
        shutil.copyfile(_made()[0] / other / "answer.json", folder / "answer.json")
        return Done("compared with what was found", f"that of {other}")
    answer = _answer(folder)
    name = dice.choice([name for name, value in answer["parameters"].items() if isinstance(value, int)])
    answer["parameters"][name] += dice.choice((-1, 1, 2))
    _write_answer(folder, answer)
    return Done("compared with what was found", f"{name} = {answer['parameters'][name]}")


@_kind("the whole folder made anew for a false claim, the certificate and its record kept")
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    false: dict[str, dict[str, Any]] = {
        "schur": {"n": dice.choice((4, 3)), "colours": 2},
        "colours": {"file": "input/1-k4.col", "colours": 4},
        "witness": {"n": dice.choice((9, 10)), "lengths": [3, 3]},
        "queens": {"n": 3},
    }
    parameters = false[folder.name]
    typed = {**parameters, "file": K4} if "file" in parameters else parameters
    if has_answer(answer["family"], typed) == (answer["answer"] == "satisfiable"):
        raise Right(str(parameters))
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        target = Path(name) / "folder"
        words = {key: ",".join(map(str, v)) if isinstance(v, list) else str(v) for key, v in parameters.items()}
        problem = family_problem(answer["family"], words, expect=answer["expect"], base=folder)
        no_answer = Evidence.unknown("", fingerprint="", kind="problem", name=problem.id, checker="sat")
        write_folder(target, problem, no_answer, None)
        made = _answer(target)
        kept = "proof.lrat" if answer["certificate"]["kind"] == "lrat" else "witness.json"
        for path in target.rglob("*"):
            if path.is_file() and path.name != "answer.json":
                goal = folder / path.relative_to(target)
                goal.parent.mkdir(exist_ok=True)
                shutil.copyfile(path, goal)
        files = {**made["files"], kept: answer["files"][kept]}
    _write_answer(folder, {**answer, "parameters": made["parameters"], "files": files})
    return Done("every candidate tried: the claim is false", str(parameters))


@_kind("the graph of the question altered, its hash made right", ("colours",))
def _(folder: Path, dice: random.Random) -> Done:
    (path,) = (folder / "input").iterdir()
    head, *edges = path.read_text(encoding="ascii").splitlines()
    edges.pop(dice.randrange(len(edges)))
    text = "\n".join([head.replace(" 6", f" {len(edges)}"), *edges, ""])
    path.write_text(text, encoding="ascii")
    _consistent(folder, f"input/{path.name}")
    if not has_answer("graph-colouring", {"file": text, "colours": 3}):
        raise Right(text)
    return Done("every candidate tried: the claim is false", text)


@_kind("a file gone, or one that lies outside")
def _(folder: Path, dice: random.Random) -> Done:
    answer = _answer(folder)
    name = dice.choice([*answer["files"], "../outside"])
    if name == "../outside":
        (folder.parent / "outside").write_text("", encoding="ascii")
        answer["files"][name] = hashlib.sha256(b"").hexdigest()
        _write_answer(folder, answer)
    else:
        (folder / name).unlink()
    return Done("no such file in the folder", name)


class RefereeFolders:
    """Folders for referees, altered."""

    checker = "referee"
    share = 0.1

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Each folder as it was left."""
        root, _ = _made()
        for name in QUESTIONS:
            if caught := put(root / name):
                raise Refused(f"{name}: by {caught}")
            yield name

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(KINDS)[number % len(KINDS)]
            of, change = KINDS[kind]
            for trial in range(100):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                dice = random.Random(f"{kind} {label}")
                with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
                    folder = Path(name) / dice.choice(of)
                    shutil.copytree(_made()[0] / folder.name, folder)
                    try:
                        done = change(folder, dice)
                    except Right:
                        self.equivalent += 1
                        continue
                    caught = put(folder)
                what = f"{label}: {folder.name}: {done.what}"
                yield Mutant(self.checker, kind, done.shown_wrong_by, caught, what)
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in 100 trials")


SOURCES = (RefereeFolders(),)
