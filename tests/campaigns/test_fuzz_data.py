"""The readers of data, a few hundred inputs each; and what is asked of what they accept can fail."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from campaigns.fuzz import bundle, dimacs, lean_json, lrat, sets, smt
from campaigns.fuzz.case import Fault, judged
from campaigns.fuzz.lean_audit_answers import audit_bytes
from campaigns.fuzz.lean_audits import read_audit
from campaigns.fuzz.parts import PART
from campaigns.fuzz.reader import Reader
from workbench.checkers.sat.checker import SatChecker
from workbench.problems.cnf import CNF
from workbench.problems.spec import problem_in
from workbench.sweep import rows

READERS = [reader for module in (bundle, dimacs, lean_json, lrat, sets, smt) for reader in module.READERS]
CASES = 200


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_input_gets_past_a_reader(reader: Reader, tmp_path: Path) -> None:
    words: Counter[str] = Counter()
    faults: list[Fault] = []

    @seed(7)
    @settings(
        max_examples=CASES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(reader.inputs)
    def attacked(data: bytes) -> None:
        word = judged(reader, data, tmp_path, 60)
        if isinstance(word, Fault):
            faults.append(word)
        else:
            words[word] += 1

    attacked()
    assert not faults
    assert any(word.startswith("accepted") for word in words) or reader.name == "lists of cubes"
    assert sum(times for word, times in words.items() if not word.startswith("accepted")) > CASES // 20
    assert not list(tmp_path.iterdir())


# Each of the properties finds what it is there to find: the part of Workbench that it watches is made to fail.


def fault_of(reader: str, data: bytes, scratch: Path) -> Fault:
    word = judged(next(one for one in READERS if one.name == reader), data, scratch)
    assert isinstance(word, Fault), word
    return word


def test_a_false_refutation_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lrat, "accepts", lambda formula, proof: True)
    assert "a formula with a model" in fault_of("LRAT text", b"p cnf 1 1\n1 0\n%%\n2 0 1 0\n", tmp_path).said


def test_a_false_witness_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SatChecker, "judge", lambda *_: None)
    for family, right in dimacs.RIGHT.items():
        ((key, values),) = right.items()
        if family != "pigeonhole":
            assert dimacs.read_witness(family.encode() + b"\n" + json.dumps(right).encode(), tmp_path) == "accepted"
        wrong = json.dumps({key: [values[1]] * len(values)}).encode()
        assert "a wrong witness" in fault_of("SAT witnesses", family.encode() + b"\n" + wrong, tmp_path).said


def test_a_second_reading_that_differs_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dimacs, "recount", lambda path: [(1, 2)])
    assert "the second reading" in fault_of("DIMACS CNF", b"p cnf 2 2\n1 0 2 0\n", tmp_path).said


def test_a_false_model_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.checkers.smt import evaluate

    monkeypatch.setattr(evaluate, "truth", lambda value: True)
    data = b"(declare-const x Int)(assert (< x 0))" + PART + b"(define-fun x () Int 1)"
    assert "a model that is none" in fault_of("SMT-LIB models", data, tmp_path).said


def test_a_false_identity_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.checkers.symbolic import judging
    from workbench.checkers.symbolic.second import Shown

    monkeypatch.setattr(judging, "check", lambda asked, proof: Shown(True, "so it is"))
    body = {"left": "x + 1", "right": "x", "variables": {"x": "real"}, "equal_as": "expressions"}
    question = json.dumps({"kind": "identity", "body": body, "certified": "expansion"}).encode()
    data = question + PART + b'{"proof": {"by": "expansion"}}'
    assert "they differ" in fault_of("symbolic certificates", data, tmp_path).said


def test_a_fact_that_is_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.checkers.lean import judge

    head = audit_bytes(next(at for at in range(99) if read_audit(audit_bytes(at), tmp_path) == "accepted"))
    lied = head.replace(b'"kind": "theorem", "unsafe": false', b'"kind": "theorem", "unsafe": true')
    monkeypatch.setattr(judge, "_fault", lambda *_: "")
    assert "accepted, and" in fault_of("Lean's audits", lied, tmp_path).said


JSONL, CSV = "sets of problems, JSONL", "sets of problems, CSV"
LINE = b'{"kind": "answer", "answer": {"question": "?", "expression": "1", "answer": 1}}\n'
TABLE = b"question,expression,answer\n?,1,1\n?,2,2\n"


@pytest.mark.parametrize(("name", "data"), [(JSONL, LINE * 2), (CSV, TABLE)])
def test_a_row_that_is_lost_or_says_something_else_is_found(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judged(next(one for one in READERS if one.name == name), data, tmp_path) == "accepted"
    with monkeypatch.context() as lost:
        lost.setattr(sets, "read_set", lambda *words: list(rows.read_set(*words))[:-1])
        assert "1 rows of 2" in fault_of(name, data, tmp_path).said
    with monkeypatch.context() as other:
        other.setattr(rows, "problem_in", lambda stated, place: problem_in({**stated, "expect": "3"}, place))
        assert "problem.expect" in fault_of(name, data, tmp_path).said


def test_a_key_that_is_there_twice_and_accepted_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_once", dict)
    data = LINE.replace(b'"answer": 1', b'"answer": 1, "answer": 2')
    assert "a key is there twice" in fault_of(JSONL, data, tmp_path).said


def test_models_are_counted_right() -> None:
    random = Random(3)
    for _ in range(200):
        formula, _ = lrat.made(random.getrandbits(64))
        assert lrat.has_model(formula.clauses) == _has_model(formula)


def _has_model(formula: CNF) -> bool:
    def satisfied(true: int) -> bool:
        return all(any((true >> abs(one) & 1) == (one > 0) for one in clause) for clause in formula.clauses)

    return any(satisfied(true) for true in range(2 << formula.variables))
