"""The SAT checker end to end: every family, both sides; and what `judge` does with certificates that lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.checkers.base import Claim, RejectedCertificate, certify
from workbench.checkers.sat.checker import SatChecker
from workbench.dispatch.sandbox import run
from workbench.evidence.record import Limits, Tier
from workbench.problems.cnf import CNF, Added, Encoding
from workbench.problems.families.registry import family
from workbench.problems.spec import Problem, family_problem

CHECKER = SatChecker()
TRIANGLE = "p edge 3 3\ne 1 2\ne 2 3\ne 1 3\n"

SATISFIABLE: list[tuple[str, dict[str, str]]] = [
    ("pythagorean-triples", {"n": "200"}),
    ("schur", {"n": "13", "colours": "3"}),
    ("van-der-waerden", {"n": "17", "lengths": "3,4"}),
    ("ramsey", {"n": "8", "s": "3", "t": "4"}),
    ("graph-colouring", {"file": "triangle.col", "colours": "3"}),
    ("queens", {"n": "6"}),
    ("dimacs", {"file": "yes.cnf"}),
]
UNSATISFIABLE: list[tuple[str, dict[str, str]]] = [
    ("schur", {"n": "14", "colours": "3"}),
    ("van-der-waerden", {"n": "18", "lengths": "3,4"}),
    ("van-der-waerden", {"n": "27", "lengths": "3,3,3"}),
    ("ramsey", {"n": "9", "s": "3", "t": "4"}),
    ("pigeonhole", {"holes": "7"}),
    ("graph-colouring", {"file": "triangle.col", "colours": "2"}),
    ("queens", {"n": "3"}),
    ("dimacs", {"file": "no.cnf"}),
    ("dimacs", {"file": "empty-clause.cnf"}),
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "triangle.col").write_text(TRIANGLE)
    (tmp_path / "yes.cnf").write_text("p cnf 4 3\n1 -2 0\n2 3 3 0\n-1 1 4 0\n")
    (tmp_path / "no.cnf").write_text("p cnf 2 5\n1 1 0\n-1 2 0\n-2 2 1 0\n-2 0\n1 2 0\n")
    (tmp_path / "empty-clause.cnf").write_text("p cnf 2 3\n1 2 0\n0\n-1 0\n")
    return tmp_path


def answer(problem: Problem, folder: Path) -> Claim:
    finished = run(CHECKER.command(problem, folder, cores=2, seed=1), folder, Limits(60, 3000))
    assert finished.ended_by is None
    return CHECKER.claim(folder)


@pytest.mark.parametrize(("name", "parameters"), SATISFIABLE)
def test_a_witness_of_every_family(files: Path, name: str, parameters: dict[str, str]) -> None:
    problem = family_problem(name, parameters, base=files)
    claim = answer(problem, files)
    assert (claim.answer, claim.kind) == ("satisfiable", "witness"), claim
    assert claim.certificate is not None
    checked = certify(CHECKER, problem, "witness", claim.certificate)
    assert (checked.answer, checked.tier, checked.rests_on) == ("satisfiable", Tier.CERTIFICATE, ())


@pytest.mark.parametrize(("name", "parameters"), UNSATISFIABLE)
def test_a_refutation_of_every_family(files: Path, name: str, parameters: dict[str, str]) -> None:
    problem = family_problem(name, parameters, base=files)
    claim = answer(problem, files)
    assert (claim.answer, claim.kind) == ("unsatisfiable", "lrat"), claim
    assert claim.certificate is not None
    checked = certify(CHECKER, problem, "lrat", claim.certificate)
    assert checked.answer == "unsatisfiable"
    assert checked.rests_on[0] == f"encoding:{name}"
    assert checked.rests_on[-1] == "checker:workbench-lrat"  # nobody asked the second
    symmetric = any(entry.startswith("symmetry:") for entry in checked.rests_on)
    assert symmetric == bool(added_of(problem))
    assert ("and symmetry" in checked.reason) == symmetric
    assert checked.certificate.formula_sha256


def added_of(problem: Problem) -> list[Added]:
    from workbench.problems.spec import family_of

    found, parameters = family_of(problem)
    return [added for added in found.encode(parameters).added if added.clauses]


def test_a_formula_without_clauses_is_satisfiable(tmp_path: Path) -> None:
    (tmp_path / "none.cnf").write_text("p cnf 0 0\n")
    problem = family_problem("dimacs", {"file": "none.cnf"}, base=tmp_path)
    claim = answer(problem, tmp_path)
    assert claim.answer == "satisfiable" and claim.certificate is not None
    certify(CHECKER, problem, "witness", claim.certificate)


def test_the_version_names_encoder_and_proof_checker() -> None:
    version = CHECKER.version(family_problem("schur", {"n": "5", "colours": "2"}))
    assert version.startswith(f"schur/{family('schur').encoder_version} ")
    assert "lrat/" in version


SCHUR = {"n": "4", "colours": "2"}


@pytest.mark.parametrize(
    "witness",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"colouring": [0, 0, 1, 1]}',
        b'{"colouring": [0, 1, 1]}',
        b'{"colouring": [0, 1, 1, 0, 0]}',
        b'{"colouring": [0, 1, 1, true]}',
        b'{"colouring": [0, 1, 1, 0.0]}',
        b'{"colouring": [0, 1, 1, 7]}',
        b'{"colouring": [0, 1, 1, NaN]}',
        b'{"colouring": "0110"}',
        b'{"colouring": [0, 1, 1, ' + b"9" * 5000 + b"]}",
        b'{"colouring": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe\x00",
    ],
)
def test_a_wrong_witness_is_rejected(tmp_path: Path, witness: bytes) -> None:
    path = tmp_path / "witness"
    path.write_bytes(witness)
    with pytest.raises(RejectedCertificate):
        CHECKER.judge(family_problem("schur", SCHUR), "witness", path)


def test_the_right_one_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    path.write_bytes(b'{"colouring": [0, 1, 1, 0]}')
    assert CHECKER.judge(family_problem("schur", SCHUR), "witness", path).answer == "satisfiable"


def test_a_proof_of_another_formula_is_rejected(tmp_path: Path) -> None:
    claim = answer(family_problem("schur", {"n": "14", "colours": "3"}), tmp_path)
    assert claim.certificate is not None
    for other in ({"n": "13", "colours": "3"}, {"n": "14", "colours": "4"}):
        with pytest.raises(RejectedCertificate):
            CHECKER.judge(family_problem("schur", other), "lrat", claim.certificate)


def test_an_unknown_kind_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(RejectedCertificate, match="kind"):
        CHECKER.judge(family_problem("schur", SCHUR), "word-of-honour", tmp_path)


class Lying:
    """A family whose encoder does not say what its second enumeration says."""

    def __init__(self, real: Any, **changes: Any) -> None:
        self._real = real
        self._changes = changes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def encode(self, parameters: Any) -> Encoding:
        from dataclasses import replace

        return replace(self._real.encode(parameters), **self._changes)


@pytest.mark.parametrize("fault", ["a clause too much", "a clause too few", "kept is no part of plain"])
def test_an_encoder_that_differs_from_the_second_enumeration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    problem = family_problem("schur", {"n": "13", "colours": "3"})
    honest = family("schur").encode({"n": 13, "colours": 3})
    plain, kept = honest.plain, honest.kept
    if fault == "a clause too much":
        changes: dict[str, Any] = {"plain": CNF(plain.variables, (*plain.clauses, (1, 2))), "kept": (*kept, (1, 2))}
    elif fault == "a clause too few":
        changes = {"plain": CNF(plain.variables, plain.clauses[1:]), "kept": kept[1:]}
    else:
        changes = {"kept": (*kept, ())}  # which would refute everything
    import workbench.problems.families as families

    lying = Lying(family("schur"), **changes)
    monkeypatch.setattr(families, "family", lambda name: lying)
    proof = tmp_path / "proof"
    proof.write_text("1000 0 1 0\n")
    with pytest.raises(RejectedCertificate, match=r"second enumeration|keeps clauses"):
        CHECKER.judge(problem, "lrat", proof)


@pytest.mark.parametrize(
    "left",
    [
        None,
        b"",
        b"[]",
        b"null",
        b'{"answer": "unsatisfiable"}',
        b'{"answer": "unsatisfiable", "kind": "lrat", "certificate": "../../etc/passwd", "tool": "", "reason": ""}',
        b'{"answer": ["satisfiable"], "kind": {}, "certificate": 3, "tool": "", "reason": ""}',
        b"[" * 100_000,
        b" " * (2 << 20),
    ],
)
def test_a_missing_or_broken_claim_is_no_answer(tmp_path: Path, left: bytes | None) -> None:
    if left is not None:
        (tmp_path / "claim.json").write_bytes(left)
    claim = CHECKER.claim(tmp_path)
    assert claim.answer is None and claim.certificate is None and claim.failed


def test_a_question_that_the_encoder_refuses_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.cnf").write_text("p cnf 2 9\n1 0\n")
    good = tmp_path / "good.cnf"
    good.write_text("p cnf 2 1\n1 0\n")
    problem = family_problem("dimacs", {"file": "good.cnf"}, base=tmp_path)
    good.write_text((tmp_path / "bad.cnf").read_text())  # changed after it was named
    claim = answer(problem, tmp_path)
    assert claim.answer is None and claim.failed
    assert "promises" in claim.reason


def test_a_witness_is_json_as_the_formats_say(tmp_path: Path) -> None:
    claim = answer(family_problem("queens", {"n": "8"}), tmp_path)
    assert claim.certificate is not None
    assert sorted(json.loads(claim.certificate.read_bytes())["columns"]) == list(range(8))


@pytest.mark.parametrize("left", [b'{"formula": "\xff"}', b'{"formula":' + b"[" * 100_000, b"[]", b"\xff"])
def test_a_list_of_cubes_that_is_none_is_rejected(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "cubes.json").write_bytes(left)
    with pytest.raises(RejectedCertificate, match="no list of cubes"):
        CHECKER.judge(family_problem("schur", {"n": 4, "colours": 2}), "cubes", tmp_path / "cubes.json")
