"""Ledgers that somebody edited, with hashes that are right, and what a sweep records for whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.sweep.cube_samples import question, setting
from workbench import fingerprints
from workbench.checkers.sat.cubes import formula_sha256
from workbench.checkers.sat.formula import formula_of
from workbench.checkers.sat.lrat import VERSION
from workbench.errors import BadInput
from workbench.evidence.record import Verdict
from workbench.problems.places import Place
from workbench.problems.spec import problem_in
from workbench.sweep.cubes.ledger import FORMAT, Ledger
from workbench.sweep.cubes.solving import Solved, ledger_path, solve

Line = dict[str, Any] | list[int] | bytes
PLAN: Line = {"plan": [[1], [-1]]}


def refuted(cube: list[int], number: Any, **more: Any) -> Line:
    return {"refuted": cube, "sha256": "0" * 64, "bytes": 5, "number": number, "cost": [1, 1], "where": "x", **more}


def split(cube: list[int], *into: list[int]) -> Line:
    return {"split": cube, "into": list(into), "cost": [1, 1]}


def run(folder: Path, lines: list[Line]) -> Solved:
    """A run that finds this ledger of its formula."""
    asked, here = question("van-der-waerden", n=9, lengths="3,3"), setting(folder)
    assert asked.problem is not None
    formula = formula_sha256(formula_of(asked.problem))
    path = ledger_path(here, formula)
    path.parent.mkdir(parents=True)
    header = {"ledger": FORMAT, "formula": formula, "checker": f"lrat/{VERSION}", "problem": "p"}
    write(path, (header, *lines))
    return solve(asked, here)


def write(path: Path, lines: Sequence[Line], *, proofs_kept: bool = False) -> None:
    """A ledger of these lines with the marks that this user's have, or those of one beside its proofs."""
    marks, written = Ledger(path.with_name("marks"), "", "", "", proofs_kept=proofs_kept), []
    with marks:
        last = ""
        for body in (one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines):
            last = marks.mark(body, last)
            written.append(body + b"\t" + last.encode() + b"\n")
    path.write_bytes(b"".join(written))
    path.with_name("marks").unlink()


NO_COVER: dict[str, list[Line]] = {
    "a part is missing": [{"plan": [[1]]}, refuted([1], 1)],
    "a child is missing": [PLAN, refuted([1], 1), split([-1], [-1, 2]), refuted([-1, 2], 2)],
    "split into nothing": [PLAN, refuted([1], 1), split([-1])],
    "one number for two": [PLAN, refuted([1], 1), refuted([-1], 1)],
    "a variable that the formula has not": [{"plan": [[99], [-99]]}, refuted([99], 1), refuted([-99], 2)],
}
NO_LEDGER: dict[str, list[Line]] = {
    "what is no leaf is refuted": [PLAN, refuted([2], 1), refuted([-2], 2)],
    "refuted without a plan": [{"plan": []}, refuted([1], 1)],
    "split into itself, without end": [PLAN, split([1], [1])],
    "split into another part": [PLAN, split([1], [-1, 2], [-1, -2])],
    "refuted, and then split": [PLAN, refuted([1], 1), split([1], [1, 2], [1, -2])],
    "refuted twice": [PLAN, refuted([1], 1), refuted([1], 2)],
    "a line without its words": [PLAN, {"refuted": [1]}],
    "a plan that is a number": [{"plan": 7}],
    "a list": [[1, 2]],
    "no JSON": [b"nothing"],
    "letters for literals": [{"plan": [["a"], ["b"]]}],
    "literal 0": [{"plan": [[0]]}],
    "a cost that is none": [PLAN, refuted([1], 1, cost=["a", "b"])],
    "a cost beyond all": [PLAN, refuted([1], 1, cost=[10**400, 0])],
    "two equal cubes": [{"plan": [[1], [1], [-1]]}],
    "cubes that double with each line": [PLAN, *(split([1] * n, [1] * (n + 1), [1] * (n + 1)) for n in range(1, 60))],
    "split into what is there": [{"plan": [[1], [1, 2], [-1]]}, split([1], [1, 2], [1, -2])],
    "a number beyond all": [PLAN, refuted([1], 10**30)],
}


def test_what_counted_under_an_earlier_plan_does_not_count(tmp_path: Path) -> None:
    found = run(tmp_path, [{"plan": [[2], [-2]]}, refuted([2], 1), refuted([-2], 2), PLAN])
    with Ledger(found.ledger, *_of(found.ledger)) as ledger:
        assert ledger.roots == ((1,), (-1,)) and set(ledger.refuted) <= {(1,), (-1,)}


def _of(path: Path) -> tuple[str, str, str]:
    head = json.loads(path.read_bytes().split(b"\t")[0])
    return head["formula"], head["checker"], head["problem"]


@pytest.mark.parametrize("name", NO_COVER)
def test_a_ledger_whose_cubes_leave_something_out_is_no_refutation(name: str, tmp_path: Path) -> None:
    evidence = run(tmp_path, NO_COVER[name]).evidence
    assert evidence.verdict is Verdict.ERROR and evidence.reason.startswith("REJECTED")


@pytest.mark.parametrize("name", NO_LEDGER)
def test_a_ledger_that_no_run_wrote_ends_in_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="none of a ledger"):
        run(tmp_path, NO_LEDGER[name])


def test_another_expectation_or_domain_is_another_question(tmp_path: Path) -> None:
    """Else what a sweep records could answer for a statement that says otherwise."""
    place = Place(tmp_path, tmp_path, "set.jsonl", at=1)

    def of(**body: Any) -> str:
        identity = {"left": "sqrt(x^2)", "right": "x", "variables": {"x": body.pop("domain", "real")}}
        data = {"id": "p", "kind": "identity", "identity": identity, **body}
        return fingerprints.answer(problem_in(data, place), "symbolic")

    assert of() == of(id="q", title="other words")
    assert len({of(expect="true"), of(expect="false"), of(expect="true", domain="positive")}) == 3


@pytest.mark.parametrize("proofs_kept", [False, True])
def test_lines_of_another_ledger_or_left_out_are_noticed(tmp_path: Path, proofs_kept: bool) -> None:
    """Found by the soundness campaign: each line had its hash, and nothing said which lines belong together."""

    def opened(path: Path) -> Ledger:
        return Ledger(path, "f", "c", "p", proofs_kept=proofs_kept)

    def lines(formula: str) -> bytes:
        path = tmp_path / formula
        head = {"ledger": FORMAT, "formula": formula, "checker": "c", "problem": "p"}
        write(path, (head, PLAN, refuted([1], 1), refuted([-1], 2)), proofs_kept=proofs_kept)
        return path.read_bytes()

    own, other = lines("f").splitlines(keepends=True), lines("g").splitlines(keepends=True)
    with opened(tmp_path / "f") as ledger:
        assert len(ledger.refuted) == 2
    for wrong in ([*own[:2], *other[2:]], [*own[:2], own[3]], [*own[:2], own[3], own[2]], own[1:], [*own, own[3]]):
        (tmp_path / "f").write_bytes(b"".join(wrong))
        with pytest.raises(BadInput, match="not as it was written"):
            opened(tmp_path / "f")


def test_a_ledger_without_proofs_is_believed_by_the_user_who_wrote_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the soundness campaign: one that came along with a workspace made whatever it said a refutation."""
    head: Line = {"ledger": FORMAT, "formula": "f", "checker": "c", "problem": "p"}
    for proofs_kept in (False, True):
        path = tmp_path / f"ledger-{proofs_kept}"
        monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "they"))
        write(path, (head, PLAN, refuted([1], 1)), proofs_kept=proofs_kept)
        monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "we"))
        if proofs_kept:
            with Ledger(path, "f", "c", "p", proofs_kept=True) as ledger:
                assert set(ledger.refuted) == {(1,)}
        with pytest.raises(BadInput, match="another user or machine"):
            Ledger(path, "f", "c", "p")
