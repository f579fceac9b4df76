"""The journal of a sweep: what counts after a crash, and after somebody altered it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.seal import sealing_that_lasts
from workbench.sweep.journal import Journal, journal_path, mark
from workbench.sweep.outcome import OPEN, SOLVED, Outcome


def outcome(problem: str, what: str = SOLVED) -> Outcome:
    return Outcome(problem, "g", "sat", what, "", "", "", "because", 0.5, 0.4, 30.0, "", f"print-{problem}", 60.0, 3000)


def write(path: Path, problems: list[str]) -> None:
    with Journal(path) as journal:
        for problem in problems:
            journal.add(outcome(problem))


def read(path: Path) -> list[str]:
    with Journal(path) as journal:
        return [one.problem for one in journal.done()]


def test_it_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "sweeps" / "a.journal"
    write(path, ["a", "b"])
    write(path, ["c"])
    assert read(path) == ["a", "b", "c"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_anywhere_it_holds_what_was_whole(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.journal"
    write(path, ["a", "b", "c"])
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    lines = whole[:cut].count(b"\n")
    kept = read(path)
    assert kept[:lines] == ["a", "b", "c"][:lines] and len(kept) <= lines + 1
    write(path, ["d"])
    assert read(path) == [*kept, "d"]


def test_an_altered_line_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    write(path, ["a", "b", "c"])
    path.write_bytes(path.read_bytes().replace(b'"problem":"b"', b'"problem":"x"'))
    assert read(path) == ["a", "c"]
    with Journal(path) as journal:
        assert journal.known()[1] == 1
    body = path.read_bytes().splitlines()[0].partition(b" ")[2]
    path.write_bytes(hashlib.sha256(body).hexdigest()[:16].encode() + b" " + body + b"\n")
    assert read(path) == [], "a checksum is no seal"


def test_two_may_write(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    with Journal(path) as one, Journal(path) as other:
        for number in range(50):
            one.add(outcome(f"one-{number}"))
            other.add(outcome(f"other-{number}", OPEN))
    assert len(read(path)) == 100


def test_another_set_has_another_journal(tmp_path: Path) -> None:
    names = {
        journal_path(tmp_path, "schur", [("n", "1..4")]),
        journal_path(tmp_path, "schur", [("n", "1..5")]),
        journal_path(tmp_path, "schur", []),
        journal_path(tmp_path, "a.jsonl", []),
    }
    assert len(names) == 4


@pytest.mark.parametrize("body", [b'{"x":' + b"[" * 100_000, b'{"x":"\xff"}', b'{"problem":"\xff"}', b"", b"\xff"])
def test_a_line_that_is_nested_without_end_or_no_text_does_not_count(tmp_path: Path, body: bytes) -> None:
    """Its seal may be right, and it counts for nothing all the same."""
    line = mark(sealing_that_lasts(), tmp_path / "j", body) + b" " + body + b"\n"
    (tmp_path / "j").write_bytes(line * 3)
    with Journal(tmp_path / "j") as journal:
        assert list(journal.done()) == [] and journal.known() == ({}, 0)


def test_lines_of_another_user_or_another_journal_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is expected of a range is nothing, so what is `solved` there may be wrong in a file of the same problems."""
    path, other = tmp_path / "a.journal", tmp_path / "b.journal"
    write(path, ["a", "b"])
    write(other, ["c"])
    path.write_bytes(path.read_bytes() + other.read_bytes())
    assert read(path) == ["a", "b"]
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "we"))
    write(path, ["b", "d"])
    with Journal(path) as journal:
        known, foreign = journal.known()
    assert ([one.problem for one in known.values()], foreign) == (["b", "d"], 2)


def test_a_line_that_was_half_written_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    write(path, ["a", "b"])
    path.write_bytes(path.read_bytes()[:-10])
    write(path, ["c"])
    with Journal(path) as journal:
        known, foreign = journal.known()
    assert ([one.problem for one in known.values()], foreign) == (["a", "c"], 0)
