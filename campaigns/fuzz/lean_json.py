"""What processes that ran Lean tell ours: messages, the audit's answer, records, printed formulas, the server's frames.

A declaration is accepted only where a naive reading of the same bytes finds it proved too, resting on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import IO, Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from workbench.checkers.base import RejectedCertificate
from workbench.checkers.lean.checker import KIND, LeanJudge
from workbench.checkers.lean.facts import BrokenAnswer, Facts, read_answer
from workbench.checkers.lean.judge import ACCEPTED, AXIOMS, judge
from workbench.checkers.lean.lake import find_project
from workbench.checkers.lean.messages import parse_messages
from workbench.checkers.lean.toolchain import EMBEDDED, Toolchain
from workbench.dispatch.encodings import Clauses
from workbench.lean.modules import Module, Modules
from workbench.problems.declaration import ANYTHING, DEFINITION, THEOREM, Declaration
from workbench.problems.spec import family_problem
from workbench.search.children import Channel, Ran
from workbench.search.engine import EngineFailed
from workbench.search.server import ServerEngine

MB = 1_000_000
PART = b"\n%%\n"
NONCE = "0123456789abcdef"
NUMBERS = st.integers(0, 2**64 - 1)
WORDS = (
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b"null",
    b"true",
    b"false",
    b"\\ud800",
    b"\\u0000",
    b"[" * 1100,
    b"1e999",
    b"\n",
)


def _inputs(made: Any, words: Sequence[bytes] = WORDS) -> SearchStrategy[bytes]:
    seeds = NUMBERS.map(made)
    return st.one_of(seeds, seeds, mutated(seeds, words))


def lines(*entries: Any) -> bytes:
    """JSON, an entry a line."""
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)


# --- Messages --------------------------------------------------------------------------------------------------------


def read_messages(data: bytes, scratch: Path) -> str:
    """Each message is one that a line says."""
    found = parse_messages(data, "A.lean")
    assert len(found) <= data.count(b"\n") + data.count(b"\r") + data.count(b"\x0b") + data.count(b"\x0c") + 1
    said = []
    for line in data.splitlines() if len(data) < 10**5 else ():
        try:
            said.append(json.loads(line.decode("utf-8", "replace"))["data"].strip()[:20_000])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    assert len(data) >= 10**5 or all(one.text in said for one in found), "a message that nobody sent"
    return "accepted" if found else "none"


def messages_bytes(number: int) -> bytes:
    """Messages as `lean --json` prints them, altered."""
    random = Random(number)
    entries: list[Any] = []
    for _ in range(random.randint(0, 4)):
        entry: dict[str, Any] = {
            "severity": random.choice(("error", "warning")),
            "data": "declaration uses 'sorry'",
            "kind": "hasSorry",
            "pos": {"line": random.randint(0, 9), "column": 4},
            "endPos": None,
            "fileName": "A.lean",
            "caption": "",
        }
        _change(entry, random)
        entries.append(entry)
    return lines(*entries)


ODD: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    0,
    2**63,
    2**64,
    1e300,
    [],
    {},
    [[]],
    True,
    "propext",
    "⏎\n",
    "t",
    "sorryAx",
    ["t"],
    ["bad"],
)


def _change(entry: dict[str, Any], random: Random) -> None:
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        entry[random.choice([*entry, "more"])] = random.choice(ODD)


def _large_messages() -> Iterator[tuple[str, bytes]]:
    one = lines({"severity": "error", "data": "x", "pos": {"line": 1, "column": 0}})
    yield "as many as fit", one * (MB // len(one))
    yield "500,000 brackets", b'{"x":' + b"[" * (MB // 2)
    yield "a million empty lines", b"\n" * MB
    yield "lines of two brackets", b"[]\n" * (MB // 3)
    yield "one text of 1 MB", one.replace(b'"x"', b'"%s"' % (b"\\u0000" * (MB // 6 - 60)))
    yield "a line number of a million digits", one.replace(b"1", b"9" * (MB - 100))


# --- The audit's answer ----------------------------------------------------------------------------------------------

ASKED = ("t", "d", "u")
PLACES = {"": "A.lean", "A": "A.lean", "B": "B.lean"}


def read_audit(data: bytes, scratch: Path) -> str:
    """`official` or `embedded`, the answer, what the replay left: nothing is accepted that `proved` does not see."""
    head, _, rest = data.partition(b"\n")
    answer, mark, replayed = rest.partition(PART)
    try:
        found = read_answer(answer, replayed if mark else None, NONCE, ASKED)
    except BrokenAnswer:
        return "broken"
    facts = Facts(found, opaque=head == b"official")
    accepted = 0
    for name in ASKED:
        fact = facts.of(name)
        assert (fact is None) == (name in found.absent), "a fact of what is absent, or none of what is there"
        if fact is None:
            continue
        assert fact.sha256 and fact.states.count("\n") < len(data), "what it says has no end"
        for wants in (THEOREM, DEFINITION, ANYTHING):
            asked = Declaration(name, wants)
            said = judge(asked, fact, file=PLACES.get(fact.module), toolchain="Lean", rests_on=("own core",))
            if said.outcome == ACCEPTED:
                accepted += 1
                reason = proved(name, wants, answer, replayed if mark else b"", opaque=head == b"official")
                assert not reason, f"accepted, and {reason}"
    return "accepted" if accepted else "rejected"


def proved(name: str, wants: str, answer: bytes, replayed: bytes, *, opaque: bool) -> str:
    """Why a declaration is not proved by an answer, read naively; empty where it is."""
    said = [json.loads(line) for line in answer.splitlines()]
    constants = {line["name"]: line for line in said if line["line"] == "constant"}
    full = [line["name"] for line in said if line["line"] == "present" and line["ask"] == name]
    own = [line for line in said if line["line"] == "own"]
    again = [json.loads(line) for line in replayed.splitlines()]
    if any(line["nonce"] != NONCE for line in [*said, *again]):
        return "it is of another run"
    if said[-1]["line"] != "done" or len(own) != 1 or not full:
        return "the answer is not whole"
    if [line["constants"] for line in again if line["line"] == "replayed"] != [own[0]["constants"]]:
        return "nothing was replayed"
    one = constants[full[-1]]
    if one["kind"] not in {THEOREM: ["theorem"], DEFINITION: ["def", "inductive"]}.get(
        wants, ["theorem", "def", "inductive"]
    ):
        return "it is of another kind"
    reached, front = {one["name"]}, [one["name"]]
    while front:
        at = constants[front.pop()]
        fresh = {*at["uses"], *at["type_uses"]} - reached
        reached |= fresh
        front += fresh
    modules = said[0]["modules"]
    for rests in map(constants.__getitem__, reached):
        if rests["kind"] == "axiom" and (
            rests["own"]
            or AXIOMS.get(rests["name"]) != rests.get("type", "")
            or not modules[rests["module"]].startswith("Init")
        ):
            return f"it rests on {rests['name']}"
        if rests["own"] and (rests["unsafe"] or rests["partial"] or (rests["kind"] == "opaque" and not opaque)):
            return f"it rests on {rests['name']}, which is doubtful"
    return ""


def audit_bytes(number: int) -> bytes:
    """An answer about a few constants at random, sound or not, and altered."""
    random = Random(number)
    names = ["t", "d", "I", "I.mk", "a", "b", "propext", "sorryAx", "bad"]
    good = random.random() < 0.6
    entries: list[dict[str, Any]] = []
    for name in names:
        kind = {
            "t": "theorem",
            "d": "def",
            "I": "inductive",
            "I.mk": "constructor",
            "propext": "axiom",
            "sorryAx": "axiom",
            "bad": "axiom",
        }
        own = name not in ("propext", "sorryAx") and (name != "bad" or random.random() < 0.5)
        others = ["d", "I", "a", "b", "propext"] if good or random.random() < 0.6 else names
        uses = random.sample(others, random.choice((0, 0, 1, 1, 2))) if kind.get(name) != "axiom" else []
        entry: dict[str, Any] = {
            "nonce": NONCE,
            "line": "constant",
            "name": name,
            "module": 1 if own else 0,
            "kind": kind.get(name, "theorem"),
            "unsafe": False,
            "partial": False,
            "own": own,
            "type_uses": random.sample(others, random.choice((0, 0, 1))),
            "uses": uses,
            "levels": [],
            "type": AXIOMS.get(name, f"type of {name}"),
            "reads": name,
        }
        if kind.get(name) == "axiom":
            entry["type_uses"] = []
        if kind.get(name) == "def":
            entry["value"] = "0"
        entries.append(entry)
    head: list[dict[str, Any]] = [
        {"nonce": NONCE, "line": "lean", "version": "4", "githash": "g", "modules": ["Init.Core", "A", "B"]},
        {"nonce": NONCE, "line": "present", "ask": "t", "name": "t"},
        {"nonce": NONCE, "line": "present", "ask": "d", "name": random.choice(("d", "d", "I", "a"))},
        {"nonce": NONCE, "line": "absent", "ask": "u"},
        {"nonce": NONCE, "line": "own", "constants": 7, "reserved": []},
    ]
    every = [*head, *entries, {"nonce": NONCE, "line": "done"}]
    if not good:
        for _ in range(random.choice((0, 1, 1, 2))):
            match random.choice((0, 1, 2, 2, 2, 3, 3, 4)):
                case 0:
                    every.pop(random.randrange(len(every)))
                case 1:
                    every.insert(random.randrange(len(every)), random.choice(every))
                case 2:
                    one = random.choice(entries)
                    one[random.choice(("unsafe", "partial", "own"))] = random.random() < 0.5
                case 3:
                    random.choice(entries)["kind"] = random.choice(("opaque", "axiom", "theorem", "quot", "x"))
                case _:
                    _change(random.choice(every), random)
    again = random.choice((7, 7, 7, 7, 7, 6)) if not good else 7
    mode = random.choice((b"embedded\n", b"official\n"))
    return mode + lines(*every) + PART + lines({"nonce": NONCE, "line": "replayed", "constants": again})


def _constant(name: str, uses: Sequence[str], **more: Any) -> dict[str, Any]:
    return {
        "nonce": NONCE,
        "line": "constant",
        "name": name,
        "module": 1,
        "kind": "def",
        "unsafe": False,
        "partial": False,
        "own": True,
        "type_uses": [],
        "uses": list(uses),
        "type": "",
        "value": "",
        **more,
    }


def _large_audits() -> Iterator[tuple[str, bytes]]:
    def whole(*constants: dict[str, Any], names: Sequence[str] = ("t",)) -> bytes:
        head = [
            {"nonce": NONCE, "line": "lean", "version": "4", "githash": "g", "modules": ["Init", "A"]},
            *({"nonce": NONCE, "line": "present", "ask": ask, "name": "t"} for ask in ASKED),
            {"nonce": NONCE, "line": "own", "constants": 7, "reserved": []},
        ]
        every = lines(*head, *constants, {"nonce": NONCE, "line": "done"})
        return b"embedded\n" + every + PART + lines({"nonce": NONCE, "line": "replayed", "constants": 7})

    many = 3_700
    chain = [_constant(f"c{at}", [f"c{at + 1}"]) for at in range(many)]
    yield "a chain", whole(_constant("t", ["c0"]), *chain, _constant(f"c{many}", []))
    yield "a circle", whole(_constant("t", ["c0"]), *chain, _constant(f"c{many}", ["t"]))
    marks = [_constant(f"c{at}", [], kind="opaque") for at in range(2_400)]
    ladder = [_constant(f"d{at}", [f"d{at + 1}", f"c{at}"]) for at in range(2_400)]
    yield (
        "a chain in which each rests on one opaque constant more",
        whole(_constant("t", ["d0"]), *marks, *ladder, _constant("d2400", [])),
    )
    names = [f"e{at}" for at in range(350)]
    yield "all rest on all", whole(_constant("t", names), *(_constant(name, names) for name in names))
    yield "one that rests on one 100,000 times", whole(_constant("t", ["t"] * 180_000))
    yield "a type of 1 MB", whole(_constant("t", [], type="x" * (MB - 2_000)))
    yield "500,000 brackets", b"embedded\n" + b'{"x":' + b"[" * (MB // 2) + b"\n"
    yield "a million empty lines", b"embedded\n" + b"\n" * MB
    yield (
        "a number of a million digits",
        whole(_constant("t", [])).replace(b'"module": 1', b'"module": ' + b"9" * (MB - 2_000)),
    )


# --- Records ---------------------------------------------------------------------------------------------------------

SOURCES = {"A": "a" * 64, "B": "b" * 64}
TOLD = "lean 4 core audit"
QUESTION = Declaration("t", THEOREM)


@cache
def _modules() -> Modules:
    def module(name: str, *imports: str) -> Module:
        return Module(name, Path(f"/nowhere/{name}.lean"), f"{name}.lean", imports, SOURCES[name], frozenset({"t"}))

    return Modules({"A": module("A", "B"), "B": module("B")})


def read_record(data: bytes, scratch: Path) -> str:
    """The record of an audit: what is accepted answers this question, of these sources, with nothing missing."""
    path = scratch / "record.json"
    path.write_bytes(data)
    try:
        found = LeanJudge(_modules(), TOLD).judge(QUESTION, KIND, path)
    except RejectedCertificate:
        return "refused"
    record = json.loads(data)
    asked = record["asked"]
    assert (asked["name"], asked["wants"], asked["file"], record["lean"]["told"]) == ("t", THEOREM, None, TOLD)
    assert record["kind"] == "theorem" and record["states"] and record["replayed"] is True
    assert not record["sorry"] or record["sorry"] not in ("proof", "statement"), "it rests on sorry"
    assert not record["doubtful"] and record["rests_on"] and record["tier"] in ("kernel", "certificate")
    for name, module, type_, own in record["axioms"]:
        assert not own and AXIOMS.get(name) == type_ and module.split(".")[0] == "Init", "it rests on another axiom"
    needed = {"A": SOURCES, "B": {"B": SOURCES["B"]}}.get(record["module"], {})
    assert record["sources"] == needed, "it is of other sources"
    assert found.tier == record["tier"]
    return "accepted"


def record_bytes(number: int) -> bytes:
    """A record as `dispatch.lean` writes it, altered."""
    random = Random(number)
    record: dict[str, Any] = {
        "format": 1,
        "asked": {"name": "t", "wants": THEOREM, "file": None},
        "lean": {"version": "4", "githash": "g", "told": TOLD},
        "name": "t",
        "module": "A",
        "file": "A.lean",
        "kind": "theorem",
        "own": True,
        "states": "theorem 1 = 1",
        "axioms": [["propext", "Init.Core", AXIOMS["propext"], False]],
        "sorry": "",
        "doubtful": [],
        "replayed": True,
        "sources": SOURCES,
        "command": ["lean"],
        "toolchain": "Lean",
        "tier": "certificate",
        "rests_on": ["own core"],
    }
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        table = random.choice((record, record, record["asked"], record["lean"]))
        if isinstance(table, dict) and table:
            table[random.choice(list(table))] = random.choice(
                (*ODD, "kernel", "computation", "proof", "B", {"B": "b" * 64}, [["bad", "A", "False", False]], False)
            )
    return json.dumps(record).encode()


def _large_records() -> Iterator[tuple[str, bytes]]:
    right = json.loads(record_bytes(0))
    yield "a statement of 1 MB", json.dumps({**right, "states": "x" * (MB - 2_000)}).encode()
    yield "10,000 axioms", json.dumps({**right, "axioms": [["a", "A", "x", False]] * 30_000}).encode()
    yield "sources without end", json.dumps({**right, "sources": {str(at): "x" for at in range(60_000)}}).encode()
    yield "500,000 brackets", b'{"format":' + b"[" * (MB // 2)
    yield "a number of a million digits", b'{"format":' + b"9" * (MB - 20) + b"}"


# --- Printed formulas ------------------------------------------------------------------------------------------------

PRINTED = family_problem("schur", {"n": 4, "colours": 2})


@cache
def _clauses() -> bytes:
    from workbench.problems.spec import family_of

    family, parameters = family_of(PRINTED)
    return b"".join(
        (" ".join(map(str, (*clause, 0))) + "\n").encode() for clause in family.encode(parameters).plain.clauses
    )


def read_printed(data: bytes, scratch: Path) -> str:
    """Lean's print of a formula: only the encoder's own clauses are accepted, in their order."""
    path = scratch / "clauses"
    path.write_bytes(data)
    try:
        Clauses("F", "Lean").judge(PRINTED, "clauses", path)
    except RejectedCertificate:
        return "refused"
    said = [[int(word) for word in line.split()] for line in data.decode("ascii").splitlines()]
    assert said == [[int(word) for word in line.split()] for line in _clauses().splitlines()], "another formula"
    return "accepted"


def printed_bytes(number: int) -> bytes:
    """The clauses, or nearly."""
    random = Random(number)
    clauses = _clauses().splitlines(keepends=True)
    for _ in range(random.choice((0, 1, 1, 2))):
        at = random.randrange(len(clauses))
        match random.randrange(5):
            case 0:
                clauses.pop(at)
            case 1:
                clauses.insert(at, clauses[random.randrange(len(clauses))])
            case 2:
                clauses[at] = clauses[at].replace(b"1", random.choice((b"-1", b"2", b"01", b"+1", b"1.0")), 1)
            case 3:
                clauses[at] = (
                    random.choice((b" ", b"", b"\t"))
                    + clauses[at].rstrip()
                    + random.choice((b" \n", b"\r\n", b"", b"\x0c"))
                )
            case _:
                clauses[at] = b" ".join(reversed(clauses[at].split())) + b"\n"
    return b"".join(clauses)


def _large_printed() -> Iterator[tuple[str, bytes]]:
    yield "a million empty lines", b"\n" * MB
    yield "the formula again and again", _clauses() * (MB // len(_clauses()))
    yield "a line of 1 MB", b"1 " * (MB // 2)
    yield "no text", b"\xff" * MB


# --- Lake's manifest -------------------------------------------------------------------------------------------------


def read_manifest(data: bytes, scratch: Path) -> str:
    """A project whose manifest somebody else wrote."""
    (scratch / "lakefile.toml").write_text('name = "p"\n[[lean_lib]]\nname = "P"\n')
    (scratch / "lean-toolchain").write_text("leanprover/lean4:v4.28.0\n")
    (scratch / "lake-manifest.json").write_bytes(data)
    project = find_project(scratch)
    assert project is not None
    for one in project.dependencies:
        assert one.name and "/" not in one.name and one.name.isprintable(), "a dependency with the name of a path"
    return "accepted"


def manifest_bytes(number: int) -> bytes:
    """A manifest as Lake writes it, altered."""
    random = Random(number)
    packages = []
    for name in random.sample(
        ["mathlib", "batteries", "«doc-gen4»", "Cli", "../x", "a\u202e", ""], random.randint(0, 3)
    ):
        entry: dict[str, Any] = {
            "url": "https://example.org",
            "type": random.choice(("git", "path")),
            "subDir": None,
            "scope": "",
            "rev": "a" * 40,
            "name": name,
            "manifestFile": "lake-manifest.json",
            "inherited": False,
            "configFile": "lakefile.toml",
        }
        if random.random() < 0.3:
            entry["dir"] = random.choice(("../../..", "/", "sub", "\0", "~", "x" * 5000))
        _change(entry, random)
        packages.append(entry)
    whole: dict[str, Any] = {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": packages, "name": "p"}
    _change(whole, random)
    return json.dumps(whole, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _large_manifests() -> Iterator[tuple[str, bytes]]:
    yield "30,000 packages", json.dumps({"packages": [{"name": f"p{at}"} for at in range(50_000)]}).encode()
    yield "a name of 1 MB", json.dumps({"packages": [{"name": "x" * (MB - 100)}]}).encode()
    yield (
        "a folder of 1 MB",
        json.dumps({"packages": [{"name": "x", "type": "path", "dir": "../" * (MB // 3 - 100)}]}).encode(),
    )
    yield "500,000 brackets", b'{"packages":' + b"[" * (MB // 2)
    yield "unknown brackets", b'{"x":' + b"[" * (MB // 2)


# --- Lean's server ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A server that says what a file holds, and listens to nothing."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    alive: bool = True

    def kill(self) -> None:
        """There is nothing to end."""


@dataclass(frozen=True)
class Recorded:
    """Starts a `Said`."""

    path: Path

    def run(self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]) -> Ran:
        """What is attacked here talks and never runs."""
        raise AssertionError(f"a recorded child was to run {argv}")

    @contextmanager
    def talk(
        self, argv: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str]
    ) -> Iterator[Channel]:
        """As `Children.talk`."""
        with Path("/dev/null").open("wb", buffering=0) as deaf, self.path.open("rb", buffering=0) as speaking:
            yield Said(deaf, speaking)


LEAN = Toolchain(EMBEDDED, "4", "g", ("lean",))


def read_server(data: bytes, scratch: Path) -> str:
    """One text is elaborated by a server that says this."""
    path = scratch / "said"
    path.write_bytes(data)
    try:
        with ServerEngine(LEAN, (), Recorded(path)) as engine:
            found = engine.elab("example : True := trivial", 5.0)
    except EngineFailed:
        return "failed"
    assert len(found) <= data.count(b"message"), "messages that nobody sent"
    return "accepted" if found else "none"


def framed(content: Any) -> bytes:
    """A message of the protocol."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def server_bytes(number: int) -> bytes:
    """What a server says to a question, altered."""
    random = Random(number)

    def diagnostics(version: int) -> dict[str, Any]:
        found = []
        for _ in range(random.randint(0, 2)):
            one: dict[str, Any] = {
                "range": {"start": {"line": 0, "character": 1}},
                "message": "m",
                "severity": random.randint(1, 4),
            }
            _change(one, random)
            found.append(one)
        return {"method": "textDocument/publishDiagnostics", "params": {"version": version, "diagnostics": found}}

    said: list[dict[str, Any]] = [
        {"id": 1, "result": {}},
        diagnostics(1),
        diagnostics(random.choice((0, 1, 2))),
        {"id": 2, "result": {}},
    ]
    for _ in range(random.choice((0, 0, 1, 2))):
        _change(random.choice(said), random)
    frames = [framed(one) for one in said]
    if random.random() < 0.2:
        at = random.randrange(len(frames))
        frames[at] = frames[at].replace(
            b"Content-Length: ",
            random.choice(
                (b"content-length:", b"Content-Length: -", b"Content-Length: 9", b"X: y\r\nContent-Length: ", b"\xff: ")
            ),
        )
    return b"".join(frames)


def _large_servers() -> Iterator[tuple[str, bytes]]:
    first = framed({"id": 1, "result": {}})
    yield "small messages that matter to nobody", first + framed({"id": 9}) * (MB // 33)
    one = {"range": {"start": {"line": 0, "character": 1}}, "message": "m"}
    many = {"method": "textDocument/publishDiagnostics", "params": {"diagnostics": [one] * 11_000}}
    yield "11,000 messages", first + framed(many) + framed({"id": 2})
    yield "a length of 10^18", first + b"Content-Length: 1000000000000000000\r\n\r\n" + b"x" * MB
    yield "a header of 1 MB", b"x" * MB
    yield "headers without an end", b"X: y\r\n" * (MB // 6)
    yield "500,000 brackets", first + framed(b'{"x":' + b"[" * (MB // 2))
    yield (
        "brackets within",
        first
        + framed(b'{"method":"textDocument/publishDiagnostics","params":' + b"[" * 400_000 + b"]" * 400_000 + b"}"),
    )
    yield "a number of digits", first + framed(b'{"id":' + b"9" * (MB - 100) + b"}")


READERS: tuple[Reader, ...] = (
    Reader("Lean's messages", _inputs(messages_bytes), read_messages, _large_messages),
    Reader(
        "Lean's audits",
        _inputs(audit_bytes, (*WORDS, PART, b'"t"', b"propext", b"official\n")),
        read_audit,
        _large_audits,
    ),
    Reader("records of audits", _inputs(record_bytes), read_record, _large_records),
    Reader(
        "formulas that Lean prints",
        _inputs(printed_bytes, (b" 0\n", b"-", b"0", b"\x1c", b"\x85", b"01")),
        read_printed,
        _large_printed,
    ),
    Reader("Lake's manifests", _inputs(manifest_bytes), read_manifest, _large_manifests),
    Reader(
        "Lean's server", _inputs(server_bytes, (*WORDS, b"\r\n\r\n", b"Content-Length: ")), read_server, _large_servers
    ),
)
