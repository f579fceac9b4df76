"""The ledger: whatever a crash leaves, what was recorded counts, once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.sweep.cubes.estimate import left
from workbench.sweep.cubes.ledger import Ledger, Spent

COST = Spent(1.0, 2.0)


def opened(path: Path, formula: str = "f" * 64, checker: str = "lrat/1") -> Ledger:
    return Ledger(path, formula, checker, "problem")


def filled(path: Path) -> None:
    with opened(path) as ledger:
        ledger.plan([(1,), (-1,)])
        ledger.refute((1,), "a" * 64, 10, COST, "here")
        ledger.split((-1,), [(-1, 2), (-1, -2)], COST)
        ledger.refute((-1, -2), "b" * 64, 20, COST, "here")


def state(path: Path) -> tuple[object, ...]:
    with opened(path) as ledger:
        return ledger.roots, tuple(ledger.refuted), tuple(ledger.waiting())


def test_it_says_again_what_was_recorded(tmp_path):
    filled(tmp_path / "l")
    with opened(tmp_path / "l") as ledger:
        assert ledger.waiting() == [(-1, 2)]
        assert [(p.cube, p.number) for p in ledger.refuted.values()] == [((1,), 1), ((-1, -2), 2)]
        assert ledger.leaves_of((-1,)) == [(-1, 2), (-1, -2)]
        assert ledger.next_number() == 3


def test_a_cube_counts_once_and_only_as_a_leaf(tmp_path):
    filled(tmp_path / "l")
    size = (tmp_path / "l").stat().st_size
    with opened(tmp_path / "l") as ledger:
        assert ledger.refute((1,), "c" * 64, 1, COST, "") is None
        assert ledger.refute((-1,), "c" * 64, 1, COST, "") is None, "it was split"
        assert ledger.refute((7,), "c" * 64, 1, COST, "") is None
    assert (tmp_path / "l").stat().st_size == size


def test_cut_off_anywhere_it_is_an_earlier_state_and_can_be_written_on(tmp_path):
    filled(tmp_path / "whole")
    data = (tmp_path / "whole").read_bytes()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    states = []
    for end in [0, *ends]:
        (tmp_path / "part").write_bytes(data[:end])
        states.append(state(tmp_path / "part"))
    for cut in range(len(data) + 1):
        path = tmp_path / "cut"
        path.write_bytes(data[:cut])
        before = max(index for index, end in enumerate([0, *ends]) if end <= cut)
        assert state(path) == states[before]
        with opened(path) as ledger:
            ledger.plan([(3,), (-3,)])
        with opened(path) as ledger:
            assert ledger.roots == ((3,), (-3,))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_line_that_was_altered_is_an_error_with_its_number(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("ledger") / "l"
    filled(path)
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 2))
    new = data.draw(st.integers(0, 255).filter(lambda byte: byte not in (raw[at], 10) and raw[at] != 10))
    raw[at] = new
    path.write_bytes(bytes(raw))
    with pytest.raises(BadInput) as wrong:
        opened(path)
    assert wrong.value.line == 1 + bytes(raw).count(b"\n", 0, at)


@pytest.mark.parametrize(("formula", "checker"), [("e" * 64, "lrat/1"), ("f" * 64, "lrat/2")])
def test_that_of_another_formula_or_checker_is_refused(tmp_path, formula, checker):
    filled(tmp_path / "l")
    with pytest.raises(BadInput, match="another formula"):
        opened(tmp_path / "l", formula, checker)


def test_one_that_the_repository_carries_counts_for_nothing(tmp_path):
    filled(tmp_path / ".workbench" / "l")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert state(tmp_path / ".workbench" / "l")
    subprocess.run(["git", "-C", tmp_path, "add", "-f", ".workbench/l"], check=True)
    with pytest.raises(BadInput, match="the repository carries it"):
        opened(tmp_path / ".workbench" / "l")


def test_what_is_forgotten_is_open_again_and_its_number_is_not_used_twice(tmp_path):
    filled(tmp_path / "l")
    with opened(tmp_path / "l") as ledger:
        ledger.forget([(-1, -2)])
        assert set(ledger.waiting()) == {(-1, 2), (-1, -2)}
        proved = ledger.refute((-1, -2), "d" * 64, 5, COST, "")
        assert proved is not None and proved.number == 3
    assert len(state(tmp_path / "l")[1]) == 2


def test_two_runs_do_not_share_one(tmp_path):
    with opened(tmp_path / "l"), pytest.raises(BadInput, match="another run"):
        opened(tmp_path / "l")


def run_of(path: Path, costs: list[float], roots: int) -> Ledger:
    ledger = opened(path)
    ledger.plan([(number,) for number in range(1, roots + 1)])
    for number, cost in enumerate(costs, 1):
        ledger.refute((number,), "a" * 64, 1, Spent(cost, cost), "")
    return ledger


def test_the_estimate_is_the_mean_of_what_is_done_with_its_error(tmp_path):
    with run_of(tmp_path / "l", [1.0, 3.0] * 10, 100) as ledger:
        now = left(ledger)
    assert (now.refuted, now.open, now.finished, now.spent) == (20, 80, 20, 40.0)
    assert now.least is not None and now.most is not None
    assert now.least < 160 < now.most < 320
    assert "if the rest is like what is done" in now.sentence(2)


def test_of_too_little_nothing_is_said(tmp_path):
    with run_of(tmp_path / "l", [1.0, 1.0], 100) as ledger:
        assert left(ledger).least is None
        assert "too little is done" in left(ledger).sentence(2)


def test_parts_that_are_too_hard_make_it_a_lower_bound(tmp_path):
    with run_of(tmp_path / "l", [1.0] * 10, 100) as ledger:
        for root in range(11, 16):
            ledger.split((root,), [(root, 200), (root, -200)], Spent(30.0, 30.0))
        now = left(ledger)
    assert now.most is None and now.lost == 150.0 and now.begun == 5
    assert "nobody knows how much more" in now.sentence(2)


def test_where_all_is_refuted_nothing_is_left(tmp_path):
    with run_of(tmp_path / "l", [1.0] * 4, 4) as ledger:
        now = left(ledger)
    assert (now.open, now.least, now.most) == (0, 0.0, 0.0)
