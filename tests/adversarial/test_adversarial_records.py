"""Answers of the audit, and records of them, that somebody has made better: none of them is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hostile import Input

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.lean import audit, build
from workbench.checkers.lean.checker import KIND as RECORD
from workbench.checkers.lean.checker import LeanJudge
from workbench.checkers.lean.facts import BrokenAnswer, Facts, read_answer
from workbench.checkers.lean.judge import ACCEPTED, judge
from workbench.checkers.lean.setting import Setting, embedded_setting
from workbench.dispatch.lean import check_declarations
from workbench.dispatch.sandbox import Access, run
from workbench.evidence.record import Limits
from workbench.lean.modules import read_modules
from workbench.problems.declaration import Declaration

T = Declaration("t", "theorem")
TRUE = Input(
    id="true", lean="def d : Nat := 44\ntheorem lemma_one : d < 45 := by decide\ntheorem t : d < 45 := lemma_one\n"
)
SORRY = Input(id="sorry", lean="theorem lemma_one : 44 < 44 := sorry\ntheorem t : 44 < 44 := lemma_one\n")
AXIOM = Input(id="axiom", lean="axiom lemma_one : 44 < 44\ntheorem t : 44 < 44 := lemma_one\n")
UNSAFE = Input(id="opaque", lean="opaque lemma_one : 44 < 45 := by decide\ntheorem t : 44 < 45 := lemma_one\n")
Record = Callable[[str, object], None]
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def setting() -> Setting:
    return embedded_setting()


@dataclass(frozen=True)
class Said:
    """What one run of the audit left."""

    answer: bytes
    replayed: bytes
    nonce: str

    def lines(self) -> Lines:
        return [json.loads(line) for line in self.answer.splitlines()]

    def judged(self, lines: Lines | None = None, *, replayed: bytes | None = None) -> str:
        """`accepted`, or why not, where the lines are these."""
        answer = self.answer if lines is None else b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        try:
            read = read_answer(answer, self.replayed if replayed is None else replayed, self.nonce, ["t"])
        except BrokenAnswer as error:
            return f"broken: {error}"
        fact = Facts(read).of("t")
        if fact is None:
            return "absent"
        found = judge(T, fact, file="lean/A.lean", toolchain="Lean", rests_on=("own core",))
        return found.outcome if found.outcome == ACCEPTED else found.reason


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, setting: Setting) -> dict[str, Said]:
    """The audit's real answers about a true theorem and three that are none."""
    return {
        given.id: _audited(tmp_path_factory.mktemp(given.id), given, setting) for given in (TRUE, SORRY, AXIOM, UNSAFE)
    }


def _audited(root: Path, given: Input, setting: Setting) -> Said:
    given.write(root)
    outcome = check_declarations(
        read_modules(root, ["lean"]), [T], Limits(), store=root / "store", setting=replace(setting, scanned=False)
    )[T]
    assert outcome.fact is not None, outcome.reason
    (olean,) = (root / "store").glob("*.olean")
    folder, view = root / "audit", root / "view"
    folder.mkdir()
    view.mkdir()
    build.lay_out([build.Compiled("A", "key", olean, ())], view)
    path = (view, *setting.toolchain.search_path)
    asked = audit.prepare(folder, ["t"], own=["A"], base=["Init"], path=path)
    access = Access(read=(*path, *setting.program.search_path, *setting.toolchain.reads))
    ended = run(
        setting.program.argv(asked.arguments), folder, Limits(), access=access, environment=setting.program.variables()
    )
    assert ended.exit == 0
    answer = folder / audit.ANSWER
    return Said(answer.read_bytes(), answer.with_name(f"{audit.ANSWER}.replayed").read_bytes(), asked.nonce)


def without(lines: Lines, **what: object) -> Lines:
    return [line for line in lines if not all(line.get(key) == value for key, value in what.items())]


def changed(lines: Lines, name: str, **what: object) -> Lines:
    return [{**line, **what} if line.get("name") == name and line["line"] == "constant" else line for line in lines]


def test_the_benign_twin_the_answer_as_it_is(said: dict[str, Said], record_property: Record) -> None:
    record_property("benign", ("answers", said["true"].judged() == ACCEPTED))
    assert said["true"].judged() == ACCEPTED
    assert said["true"].judged(said["true"].lines()) == ACCEPTED
    assert said["sorry"].judged() == "t (lean/A.lean) uses sorry"
    assert "it rests on the axiom lemma_one" in said["axiom"].judged()
    assert "it rests on lemma_one, which is unsafe, partial or opaque" in said["opaque"].judged()


BETTERED: list[tuple[str, str, Callable[[Lines], Lines], str]] = [
    ("sorry-left-out", "sorry", lambda lines: without(lines, name="sorryAx"), "it lacks sorryAx"),
    ("axiom-left-out", "axiom", lambda lines: without(lines, name="lemma_one"), "it lacks lemma_one"),
    ("opaque-left-out", "opaque", lambda lines: without(lines, name="lemma_one"), "it lacks lemma_one"),
    ("itself-left-out", "true", lambda lines: without(lines, line="constant", name="t"), "it lacks a declaration"),
    ("end-left-out", "true", lambda lines: without(lines, line="done"), "its end is missing"),
    ("beginning-left-out", "true", lambda lines: without(lines, line="lean"), "it does not begin as it should"),
    ("own-left-out", "true", lambda lines: without(lines, line="own"), "it does not answer what was asked"),
    ("the-question-left-out", "true", lambda lines: without(lines, line="present"), "does not answer what was asked"),
    ("everything-left-out", "true", lambda lines: [], "it does not begin as it should"),
    ("sorry-called-unknown", "sorry", lambda lines: [lines[0], {"nonce": lines[0]["nonce"], "line": "unknown",
     "name": "sorryAx"}, *lines[1:]], "something rests on sorryAx"),
    ("twice", "true", lambda lines: [*lines[:-1], lines[-2], lines[-1]], "a line is there twice"),
    ("after-the-end", "true", lambda lines: [*lines, lines[-2]], "its end is missing"),
    ("two-ends", "true", lambda lines: [*lines, lines[-1]], "its end is missing"),
    ("a-second-answer", "sorry", lambda lines: [*lines[:-1], {**lines[1], "line": "absent"}, lines[-1]], "broken"),
    ("of-another-run", "true", lambda lines: [{**line, "nonce": "0" * 32} for line in lines], "not of this run"),
    ("one-line-of-another-run", "true", lambda lines: [*lines[:-2], {**lines[-2], "nonce": "x"}, lines[-1]],
     "not of this run"),
    ("a-field-more", "true", lambda lines: [*lines[:-1], {**lines[-1], "verified": True}], "cannot be read"),
    ("a-line-of-another-kind", "true", lambda lines: [lines[0], {**lines[0], "line": "verified"}, *lines[1:]],
     "cannot be read"),
    ("a-def", "true", lambda lines: changed(lines, "t", kind="def"), "it is a def, and the node asks for a theorem"),
    ("unsafe", "true", lambda lines: changed(lines, "t", unsafe=True), "it is unsafe"),
    ("partial", "true", lambda lines: changed(lines, "t", partial=True), "it is partial"),
    ("an-axiom-in-what-it-uses", "true", lambda lines: changed(lines, "lemma_one", kind="axiom"),
     "the axiom lemma_one"),
    ("an-axiom-of-a-right-name", "axiom", lambda lines: json.loads(json.dumps(lines).replace("lemma_one", "propext")),
     "an axiom propext that is not Lean's own"),
    ("an-axiom-of-the-core", "axiom", lambda lines: changed(lines, "lemma_one", own=False), "the axiom lemma_one"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "better", "reason"), [case[1:] for case in BETTERED], ids=[c[0] for c in BETTERED])
def test_an_answer_that_was_tampered_with_is_none(
    given: str, better: Callable[[Lines], Lines], reason: str, said: dict[str, Said], record_property: Record
) -> None:
    found = said[given].judged(better(said[given].lines()))
    record_property("hostile", ("answers", found == ACCEPTED))
    assert reason in found


@pytest.mark.parametrize("replayed", [b"", b"{", b'{"line":"replayed"}\n'])
def test_a_replay_that_did_not_end_is_none(replayed: bytes, said: dict[str, Said], record_property: Record) -> None:
    found = said["true"].judged(replayed=replayed)
    record_property("hostile", ("answers", found == ACCEPTED))
    assert "a second time" in found or found.startswith("broken")


def test_an_answer_that_ends_anywhere_before_its_end_is_none(said: dict[str, Said]) -> None:
    whole = said["true"]
    ends = [*range(0, len(whole.answer) - 1, 997), *range(len(whole.answer) - 50, len(whole.answer))]
    assert all(replace(whole, answer=whole.answer[:end]).judged().startswith("broken") for end in ends)


FORGED: list[tuple[str, dict[str, Any], str]] = [
    ("sorry", {"sorry": "proof"}, "uses sorry"),
    ("sorry-in-the-statement", {"sorry": "statement"}, "what it says rests on sorry"),
    ("an-axiom", {"axioms": [["bad", "A", "False", True]]}, "it rests on the axiom bad : False"),
    ("a-false-propext", {"axioms": [["propext", "Init.Core", "False", False]]}, "that is not Lean's own"),
    ("an-own-propext", {"axioms": [["propext", "Init.Core", "False", True]]}, "that is not Lean's own"),
    ("opaque", {"doubtful": ["o"]}, "which is unsafe, partial or opaque"),
    ("not-replayed", {"replayed": False}, "a second time"),
    ("a-def", {"kind": "def"}, "it is a def"),
    ("of-another-name", {"asked": {"name": "u", "wants": "theorem", "file": None}}, "of another question"),
    ("of-another-kind", {"asked": {"name": "t", "wants": "definition", "file": None}}, "of another question"),
    ("of-another-Lean", {"lean": {"version": "4.0.0", "githash": "0", "told": "lean 4.0.0"}}, "of another Lean"),
    ("of-another-source", {"sources": {"A": "0" * 64}}, "a source that it was made from is not as it was"),
    ("of-no-source", {"sources": {}}, "a source that it was made from is not as it was"),
    ("of-a-module-that-is-not-there", {"module": "B"}, "a source that it was made from is not as it was"),
    ("that-says-nothing", {"states": ""}, "does not say what the declaration states"),
    ("that-rests-on-nothing", {"rests_on": []}, "no record of an audit that this version knows"),
    ("of-another-format", {"format": 2}, "no record of an audit that this version knows"),
    ("with-more-in-it", {"verified": True}, "no record of an audit"),
    ("with-less-in-it", {"axioms": None}, "no record of an audit"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, setting: Setting) -> tuple[Path, dict[str, Any]]:
    root = tmp_path_factory.mktemp("record")
    TRUE.write(root)
    outcome = check_declarations(read_modules(root, ["lean"]), [T], Limits(), store=root / "store", setting=setting)[T]
    assert outcome.certificate is not None
    return root, json.loads(outcome.certificate)


def _believed(root: Path, record: object, told: str, file: Path) -> str:
    file.write_bytes(record if isinstance(record, bytes) else json.dumps(record).encode())
    try:
        LeanJudge(read_modules(root, ["lean"]), told).judge(T, RECORD, file)
    except RejectedCertificate as error:
        return str(error)
    return ACCEPTED


def test_the_benign_twin_the_record_as_it_is(
    record: tuple[Path, dict[str, Any]], tmp_path: Path, record_property: Record
) -> None:
    root, said = record
    found = _believed(root, said, said["lean"]["told"], tmp_path / "record")
    record_property("benign", ("records", found == ACCEPTED))
    assert found == ACCEPTED


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in FORGED], ids=[case[0] for case in FORGED])
def test_a_record_of_something_else_is_rejected(
    change: dict[str, Any], reason: str, record: tuple[Path, dict[str, Any]], tmp_path: Path, record_property: Record
) -> None:
    root, said = record
    found = _believed(root, {**said, **change}, said["lean"]["told"], tmp_path / "record")
    record_property("hostile", ("records", found == ACCEPTED))
    assert reason in found


def test_a_record_that_was_cut_off_is_rejected(record: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    root, said = record
    whole = json.dumps(said).encode()
    for end in range(0, len(whole), 97):
        assert _believed(root, whole[:end], said["lean"]["told"], tmp_path / "record") != ACCEPTED
