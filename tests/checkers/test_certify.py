"""Only `certify` makes a `Checked`, and only from a certificate that its checker accepts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from workbench.checkers.base import Claim, Judgement, RejectedCertificate, certify
from workbench.evidence.record import Checked, Evidence, Tier
from workbench.problems.spec import Problem, family_problem

PACKAGE = Path(__file__).resolve().parents[2] / "workbench"


def calls_of(name: str) -> list[tuple[str, str]]:
    """(module, enclosing function) of every mention of a name that is no annotation, import or type test."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and name in (
                        getattr(node.func, "id", None),
                        getattr(node.func, "attr", None),
                    ):
                        found.append((path.relative_to(PACKAGE).as_posix(), function.name))
    return found


def test_one_place_makes_checked() -> None:
    assert calls_of("Checked") == [("checkers/base.py", "certify")]


def test_nothing_copies_or_imitates_checked() -> None:
    """No `replace`, `__new__`, `_make` or pickle that could make a Checked out of another."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                rendered = ast.unparse(node)
                assert not ("Checked" in rendered and ("__new__" in rendered or "partial(" in rendered)), path
                assert not rendered.startswith(("pickle.load", "dill.")), path


def test_who_certifies_without_a_second_checker() -> None:
    """What Lean said of declarations, and the clauses that it printed; of cubes each part where it was solved, and the
    whole, which says so; answers of problems go through one place."""
    alone = {"dispatch/declarations.py", "dispatch/encodings.py", "sweep/cubes/combine.py", "sweep/cubes/worker.py"}
    assert {module for module, _ in calls_of("certify")} <= {"dispatch/certifying.py", *alone}


def test_only_those_who_ask_import_or_verify_certify() -> None:
    assert {module for module, _ in calls_of("certify_with_both")} == {
        "dispatch/runner.py",
        "dispatch/elsewhere.py",
        "dispatch/referee.py",
        "cli/verify.py",
        "sweep/cubes/combine.py",
        "sweep/growing/search.py",
    }
    assert {module for module, _ in calls_of("certify_once")} == {"dispatch/runner.py"}


class Lenient:
    """A checker that accepts what begins with `good`."""

    name = "lenient"

    def version(self, problem: Problem) -> str:
        return "1"

    def missing(self) -> str | None:
        return None

    def command(self, problem: Problem, folder: Path, *, cores: int, seed: int) -> list[str]:
        return ["true"]

    def claim(self, folder: Path) -> Claim:
        return Claim(None, "nothing")

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        if not certificate.read_bytes().startswith(b"good"):
            raise RejectedCertificate("it does not begin with good")
        return Judgement("true", Tier.COMPUTATION, ("checker:lenient",), "begins with good")


class Swapping(Lenient):
    """A checker whose certificate is exchanged while it looks at it."""

    def judge(self, problem: Problem, kind: str, certificate: Path) -> Judgement:
        judgement = super().judge(problem, kind, certificate)
        certificate.write_bytes(b"good, but another")
        return judgement


@pytest.fixture
def problem() -> Problem:
    return family_problem("schur", {"n": "4", "colours": "2"})


def test_certify_hashes_what_was_judged(problem: Problem, tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "certificate"
    path.write_bytes(b"good one")
    checked = certify(Lenient(), problem, "note", path)
    assert checked.certificate.sha256 == hashlib.sha256(b"good one").hexdigest()
    assert checked.certificate.bytes == 8
    assert checked.rests_on == ("checker:lenient",)


def test_a_rejected_certificate_makes_nothing(problem: Problem, tmp_path: Path) -> None:
    path = tmp_path / "certificate"
    path.write_bytes(b"bad")
    with pytest.raises(RejectedCertificate):
        certify(Lenient(), problem, "note", path)


def test_a_certificate_that_changes_meanwhile(problem: Problem, tmp_path: Path) -> None:
    path = tmp_path / "certificate"
    path.write_bytes(b"good one")
    with pytest.raises(RejectedCertificate, match="changed"):
        certify(Swapping(), problem, "note", path)


def test_evidence_takes_nothing_but_a_checked() -> None:
    class Fake(Checked):  # type: ignore[misc]  # not final, so that mypy lets a test try
        pass

    for impostor in (None, "verified", Judgement("true", Tier.KERNEL, (), ""), object.__new__(Fake)):
        with pytest.raises(TypeError):
            Evidence.verified(impostor, fingerprint="", kind="problem", name="", checker="")  # type: ignore[arg-type]
