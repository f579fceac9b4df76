"""Splitting, the cover, the judge of the combined certificate, and whole runs on this machine."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sweep.cube_samples import covers, models, question, setting
from workbench.checkers.base import RejectedCertificate, certify
from workbench.checkers.sat.checker import SatChecker
from workbench.checkers.sat.cubes import Cubes, CubesJudge, Proved, check_cover, cover_formula, under
from workbench.checkers.sat.lrat import VERSION, RejectedProof, check_lrat
from workbench.errors import BadInput
from workbench.evidence.record import Tier, Verdict
from workbench.problems.cnf import CNF
from workbench.sweep.cubes import executors
from workbench.sweep.cubes.answers import Answer
from workbench.sweep.cubes.conquer import Conquest
from workbench.sweep.cubes.cover import NoTree, cover_proof
from workbench.sweep.cubes.estimate import left
from workbench.sweep.cubes.executors import Arrival
from workbench.sweep.cubes.ledger import Ledger
from workbench.sweep.cubes.lookahead import Lookahead
from workbench.sweep.cubes.solving import solve

VARIABLES = 6
LITERALS = st.sampled_from([*range(1, VARIABLES + 1), *range(-VARIABLES, 0)])
FORMULAS = st.lists(st.lists(LITERALS, min_size=2, max_size=3, unique_by=abs).map(tuple), max_size=25).map(
    lambda clauses: CNF(VARIABLES, tuple(clauses))
)


def split(formula: CNF, into: int) -> list[tuple[int, ...]]:
    with Lookahead(formula) as lookahead:
        return lookahead.split((), into)


@given(FORMULAS, st.integers(1, 20))
@settings(deadline=None, max_examples=150)
def test_whatever_the_formula_the_cubes_cover_the_space_once_and_the_proof_of_it_is_accepted(formula, into):
    cubes = split(formula, into)
    assert covers(cubes, VARIABLES) and len(cubes) <= into
    check_lrat(cover_formula(cubes, VARIABLES), cover_proof(cubes).encode())


@given(FORMULAS, st.integers(2, 12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=80)
def test_cubes_split_again_cover_still_in_any_order(formula, into, choice):
    with Lookahead(formula) as lookahead:
        cubes = lookahead.split((), into)
        hard = choice.choice(cubes)
        cubes.remove(hard)
        cubes += lookahead.split(hard, 4)
    choice.shuffle(cubes)
    assert covers(cubes, VARIABLES)
    check_lrat(cover_formula(cubes, VARIABLES), cover_proof(cubes).encode())


@given(FORMULAS, st.integers(2, 12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=80)
def test_cubes_of_which_one_is_missing_have_no_proof(formula, into, choice):
    cubes = split(formula, into)
    proof = cover_proof(cubes)
    cubes.remove(choice.choice(cubes))
    with pytest.raises(NoTree):
        cover_proof(cubes)
    with pytest.raises(RejectedProof):
        check_lrat(cover_formula(cubes, VARIABLES), proof.encode())


def test_a_formula_under_a_cube_has_a_model_exactly_where_a_model_satisfies_the_cube():
    formula = CNF(3, ((1, 2), (-1, 3)))
    assert models(under(formula, (1, -3))) == 0
    assert models(under(formula, (1, 3))) > 0
    assert models(under(formula, ())) == models(formula)


def test_a_formula_with_the_empty_clause_or_without_clauses_is_split_too():
    assert split(CNF(2, ((),)), 4) == [()]
    assert covers(split(CNF(2, ()), 4), 2)


def test_a_tautology_of_cubes_that_share_a_variable_in_two_orders_is_no_tree():
    with pytest.raises(NoTree, match="two variables"):
        cover_proof([(1, 2), (1, -2), (-1,), (2, 1)])


@pytest.fixture(scope="module")
def ramsey(tmp_path_factory: pytest.TempPathFactory):
    """R(3,5) <= 14, its symmetry broken: a run with every proof kept."""
    folder = tmp_path_factory.mktemp("ramsey")
    held: list[bytes] = []
    solved = solve(
        question("ramsey", n=14, s=3, t=5),
        setting(folder, keep=folder / "kept", first=12),
        hold=lambda evidence, certificate: held.append(certificate.read_bytes()),
    )
    assert solved.evidence.verdict is Verdict.VERIFIED and len(held) == 1
    return folder / "kept", solved, msgspec.json.decode(held[0], type=Cubes)


def judge(folder: Path, found: Cubes, vouch=None, asked=None) -> None:
    path = folder / "cubes.json"
    path.write_bytes(msgspec.json.encode(found))
    certify(CubesJudge(vouch), (asked or question("ramsey", n=14, s=3, t=5)).problem, "cubes", path)


def test_the_combined_answer_is_of_tier_certificate_and_rests_on_no_ledger_where_proofs_are_kept(ramsey):
    folder, solved, found = ramsey
    assert solved.evidence.tier is Tier.CERTIFICATE
    assert not any(entry.startswith("ledger") for entry in solved.evidence.rests_on)
    assert any(entry.startswith("symmetry:") for entry in solved.evidence.rests_on)
    assert len(found.cubes) == len(list((folder / "proofs").glob("*.lrat"))) > 4
    judge(folder, found)
    path = folder / "cubes.json"
    checked = certify(SatChecker(), question("ramsey", n=14, s=3, t=5).problem, "cubes", path)
    assert checked.answer == "unsatisfiable"


def test_whoever_has_neither_proofs_nor_ledger_rejects_it(ramsey, tmp_path):
    _, _, found = ramsey
    with pytest.raises(RejectedCertificate, match=r"001\.lrat is not there"):
        judge(tmp_path, found)
    records = {proved.cube: (proved.sha256, proved.bytes) for proved in found.cubes}
    judge(tmp_path, found, records.get)
    del records[found.cubes[3].cube]
    with pytest.raises(RejectedCertificate, match="no checked proof of cube 4"):
        judge(tmp_path, found, records.get)


def mutants(found: Cubes):
    first, second, *rest = found.cubes
    yield "missing cube", Cubes(found.formula, found.cover, (first, *rest))
    yield "a cube twice", Cubes(found.formula, found.cover, (first, first, *rest))
    yield (
        "swapped proofs",
        Cubes(
            found.formula,
            found.cover,
            (
                msgspec.structs.replace(first, sha256=second.sha256, bytes=second.bytes, number=second.number),
                msgspec.structs.replace(second, sha256=first.sha256, bytes=first.bytes, number=first.number),
                *rest,
            ),
        ),
    )
    yield (
        "narrower cube",
        Cubes(found.formula, found.cover, (msgspec.structs.replace(first, cube=(*first.cube, 40)), second, *rest)),
    )
    yield (
        "foreign variable",
        Cubes(found.formula, found.cover, (msgspec.structs.replace(first, cube=(*first.cube, 10**6)), second, *rest)),
    )
    yield "another formula", Cubes("0" * 64, found.cover, found.cubes)
    yield "no cover", Cubes(found.formula, "", found.cubes)
    yield "no cubes", Cubes(found.formula, found.cover, ())


def test_every_mutant_of_the_certificate_is_rejected(ramsey):
    folder, _, found = ramsey
    names = []
    for name, mutant in mutants(found):
        names.append(name)
        with pytest.raises(RejectedCertificate):
            judge(folder, mutant)
    assert len(names) == 8
    judge(folder, found)


def test_a_kept_proof_that_was_altered_is_rejected_and_one_that_proves_nothing_too(ramsey, tmp_path):
    folder, _, found = ramsey
    target = folder / "proofs" / "002.lrat"
    whole = target.read_bytes()
    try:
        target.write_bytes(whole + b"c\n")
        with pytest.raises(RejectedCertificate, match=r"002\.lrat is not the proof"):
            judge(folder, found)
        # with its hash set right it is a whole proof still, and a half of it is none
        import hashlib

        half = whole[: len(whole) // 2]
        target.write_bytes(half)
        cubes = tuple(
            msgspec.structs.replace(p, sha256=hashlib.sha256(half).hexdigest(), bytes=len(half)) if p.number == 2 else p
            for p in found.cubes
        )
        with pytest.raises(RejectedCertificate, match=r"002\.lrat: LRAT proof"):
            judge(folder, Cubes(found.formula, found.cover, cubes))
    finally:
        target.write_bytes(whole)


def test_the_certificate_says_nothing_of_the_satisfiable_neighbour(ramsey):
    folder, _, found = ramsey
    with pytest.raises(RejectedCertificate, match="another formula"):
        judge(folder, found, asked=question("ramsey", n=13, s=3, t=5))


def test_a_cover_with_one_number_twice_is_rejected():
    found = Cubes("", "3 0 1 2 0\n", (Proved((1,), "", 0, 1), Proved((-1,), "", 0, 1)))
    with pytest.raises(RejectedCertificate, match="one number"):
        check_cover(found, 1)


def test_the_satisfiable_neighbour_ends_with_its_witness_verified(tmp_path):
    solved = solve(question("van-der-waerden", n=21, lengths="3,5"), setting(tmp_path))
    assert (solved.evidence.answer, solved.evidence.certificate.kind) == ("satisfiable", "witness")


def test_what_is_in_the_ledger_is_not_solved_again(tmp_path):
    asked = question("van-der-waerden", n=22, lengths="3,5")
    first = solve(asked, setting(tmp_path, first=8))
    size = first.ledger.stat().st_size
    again = solve(asked, setting(tmp_path, first=8))
    assert again.evidence.answer == "unsatisfiable" and again.ledger.stat().st_size == size
    assert any(entry.startswith("ledger:8 of 8 proofs") for entry in again.evidence.rests_on)


def test_a_record_with_another_hash_is_not_believed_by_who_has_the_proofs(tmp_path):
    asked = question("van-der-waerden", n=22, lengths="3,5")
    keep = tmp_path / "kept"
    solve(asked, setting(tmp_path, first=8, keep=keep))
    (keep / "proofs" / "003.lrat").unlink()
    (keep / "proofs" / "005.lrat").write_text("1 0 0\n")
    solved = solve(asked, setting(tmp_path, first=8, keep=keep))
    assert solved.evidence.answer == "unsatisfiable"
    assert sorted(path.name for path in (keep / "proofs").iterdir()) == [
        f"{number:03}.lrat" for number in (1, 2, 4, 6, 7, 8, 9, 10)
    ]


@pytest.mark.parametrize(
    ("family", "parameters", "seconds"),
    [("schur", {"n": 45, "colours": 4}, 6), ("van-der-waerden", {"n": 97, "lengths": "3,10"}, 60)],
)
def test_a_cube_that_is_too_hard_is_split_again(tmp_path, family, parameters, seconds):
    """As one cube each takes about a second or more; two fifths of one are not enough for it, whatever the machine."""
    asked = question(family, seconds=seconds, **parameters)
    solved = solve(asked, setting(tmp_path, first=1, cube_seconds=0.4))
    evidence = solved.evidence
    assert evidence.verdict in (Verdict.UNKNOWN, Verdict.VERIFIED)
    assert solved.left.lost > 0
    with Ledger(solved.ledger, evidence_formula(solved.ledger), f"lrat/{VERSION}", "") as ledger:
        leaves = ledger.leaves_of(())
        assert ledger.roots == ((),) and len(leaves) >= 8
        check_lrat(cover_formula(leaves, 180), cover_proof(leaves).encode())
    if evidence.verdict is Verdict.UNKNOWN:
        assert "gave up" in evidence.reason and "run the same again" in evidence.reason
    else:
        assert solved.left.refuted == len(leaves) and solved.left.open == 0


def evidence_formula(path: Path) -> str:
    formula: str = msgspec.json.decode(path.read_bytes().partition(b"\t")[0])["formula"]
    return formula


def test_workers_that_are_killed_lose_no_cube(tmp_path, monkeypatch):
    """kill -9 of workers of this machine, at random moments, while they work."""
    alive: list[executors.Processes] = []
    made = executors.Processes.__init__

    def remember(self, *arguments, **more):
        made(self, *arguments, **more)
        alive.append(self)

    monkeypatch.setattr(executors.Processes, "__init__", remember)
    over = threading.Event()
    killed: list[int] = []

    def murder() -> None:
        choice = random.Random(6)
        while not over.wait(0.8 + choice.random()):
            for pid in (alive[0].pids() if alive else [])[:1]:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            if len(killed) == 3:
                return

    thread = threading.Thread(target=murder)
    thread.start()
    try:
        solved = solve(question("van-der-waerden", n=77, lengths="3,9"), setting(tmp_path, first=150))
    finally:
        over.set()
        thread.join()
    assert killed
    assert solved.evidence.answer == "unsatisfiable" and solved.left.refuted == 150


def test_a_run_that_is_out_of_time_says_what_is_left_and_goes_on_later(tmp_path):
    asked = question("van-der-waerden", n=97, lengths="3,10")
    short = solve(replace(asked, limits=replace(asked.limits, seconds=3.0)), setting(tmp_path, first=400))
    assert short.evidence.verdict is Verdict.UNKNOWN and short.evidence.answer is None
    assert "400 parts" in short.evidence.reason and "gave up: 3 s were spent" in short.evidence.reason
    more = solve(replace(asked, limits=replace(asked.limits, seconds=5.0)), setting(tmp_path, first=7))
    assert more.left.roots == 400 and more.left.refuted >= short.left.refuted


class Silent:
    """Workers that never answer."""

    width = 2

    def submit(self, cube, seconds): ...

    def arrivals(self, timeout):
        return []

    def close(self): ...


def test_silence_is_no_answer(tmp_path):
    with Ledger(tmp_path / "x.jsonl", "f", "lrat/1", "p") as ledger:
        ledger.plan([(1,), (-1,)])
        outcome = Conquest(ledger, Silent(), lambda cube: [cube], 1.0, time.monotonic() + 0.3).run()
    assert not outcome.finished and outcome.reason == "time"


def test_a_second_run_of_the_same_cubes_is_refused(tmp_path):
    asked = question("van-der-waerden", n=22, lengths="3,5")
    path = solve(asked, setting(tmp_path, first=4)).ledger
    with Ledger(path, evidence_formula(path), f"lrat/{VERSION}", ""), pytest.raises(BadInput, match="another run"):
        solve(asked, setting(tmp_path, first=4))


def test_a_solver_without_room_to_start_is_an_error_that_says_so(tmp_path):
    asked = question("van-der-waerden", n=22, lengths="3,5")
    solved = solve(replace(asked, limits=replace(asked.limits, memory_mb=2)), setting(tmp_path, first=4))
    assert solved.evidence.verdict is Verdict.ERROR
    assert "did not start" in solved.evidence.reason and "2 MB" in solved.evidence.reason


@pytest.mark.parametrize("spent", ["time", "memory", "output"])
def test_a_cube_that_passes_a_limit_is_split_and_its_time_is_counted_as_lost(tmp_path, spent):
    class Hard(Silent):
        """Finds every cube of one literal too hard, and refutes the longer ones."""

        def __init__(self) -> None:
            self.asked: list[tuple[int, ...]] = []

        def submit(self, cube, seconds):
            self.asked.append(cube)

        def arrivals(self, timeout):
            cube = self.asked.pop()
            outcome = Answer("refuted", sha256="a", bytes=1) if len(cube) > 1 else Answer("spent", spent)
            return [Arrival(cube, msgspec.structs.replace(outcome, cpu_seconds=3.0)), Arrival(cube, outcome)]

    with Ledger(tmp_path / "x.jsonl", "f", "lrat/1", "p") as ledger:
        ledger.plan([(1,), (-1,)])
        run = Conquest(ledger, Hard(), lambda cube: [(*cube, 2), (*cube, -2)], 1.0, time.monotonic() + 30)
        assert run.run().finished
        assert set(ledger.refuted) == {(1, 2), (1, -2), (-1, 2), (-1, -2)}
        assert left(ledger).lost == 6.0 and left(ledger).spent == 18.0
