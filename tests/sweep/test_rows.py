"""Sets, row by row: what is read, and what becomes of a row that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.problems.spec import MOST_BYTES
from workbench.sweep.rows import BadRow, Row, read_set

GOOD = {"id": "sum-1", "kind": "answer", "answer": {"question": "?", "expression": "1 + 1", "answer": "2"}}


def read(path: Path) -> list[Row | BadRow]:
    return list(read_set(str(path), [], path.parent.resolve()))


def test_lines_of_json(tmp_path: Path) -> None:
    lines = [
        json.dumps(GOOD),
        "",
        "{",
        json.dumps({**GOOD, "kind": "poem"}),
        '"text"',
        json.dumps(
            {"kind": "sat", "expect": "satisfiable", "sat": {"family": "schur", "parameters": {"n": 4, "colours": 2}}}
        ),
        json.dumps({**GOOD, "title": "x" * MOST_BYTES}),
        "[" * 100_000,
        json.dumps({**GOOD, "id": "last"}),
    ]
    path = tmp_path / "a set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read(path)
    assert [type(row) for row in found] == [Row, BadRow, BadRow, BadRow, Row, BadRow, BadRow, Row]
    assert [row.error.line for row in found if isinstance(row, BadRow)] == [3, 4, 5, 7, 8]
    assert all(row.error.remedy and row.error.file == "a set.jsonl" for row in found if isinstance(row, BadRow))
    good = [row for row in found if isinstance(row, Row)]
    assert [row.problem.id for row in good] == ["sum-1", "a-set-6", "last"]
    assert [row.group for row in good] == ["answer sum", "schur", "answer"]


def test_a_decimal_that_would_be_rounded_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(GOOD).replace('"answer": "2"', '"answer": 2.00000000000000000001'))
    (row,) = read(path)
    assert isinstance(row, BadRow) and "more digits" in str(row.error)


def test_csv_of_answers_and_of_a_family(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(
        'id,question,expression,answer\na-1,"How much, then?",7*4 + 8*8,92\na-2,?,1,\nonly,two\n\n', "utf-8"
    )
    found = read(answers)
    first = found[0]
    assert isinstance(first, Row) and first.problem.body["question"] == "How much, then?"
    assert [row.error.line for row in found[1:] if isinstance(row, BadRow)] == [3, 4]
    family = tmp_path / "schur.csv"
    family.write_text("family,n,colours,expect\nschur,4,2,satisfiable\nschur,x,2,satisfiable\n", "utf-8")
    good, bad = read(family)
    assert isinstance(good, Row) and good.problem.body["parameters"] == {"n": 4, "colours": 2}
    assert isinstance(bad, BadRow) and bad.error.line == 3


def test_no_row_leaves_the_root(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.cnf").write_text("p cnf 1 1\n1 0\n")
    path = inside / "set.jsonl"
    path.write_text(json.dumps({"id": "x", "kind": "dimacs", "dimacs": {"file": "../secret.cnf"}}))
    (row,) = read(path)
    assert isinstance(row, BadRow)


def test_a_folder_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("id = ")
    (tmp_path / "b.toml").write_text(
        'id = "b"\nkind = "answer"\n[answer]\nquestion = "?"\nexpression = "1"\nanswer = 1\n'
    )
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.toml").write_text("id = ")
    found = list(read_set(str(tmp_path), [], tmp_path.resolve()))
    assert [type(row) for row in found] == [BadRow, Row]


def test_ranges_of_parameters(tmp_path: Path) -> None:
    found = list(read_set("schur", [("n", "3..5"), ("colours", "2")], tmp_path))
    assert [row.problem.body["parameters"]["n"] for row in found if isinstance(row, Row)] == [3, 4, 5]
    assert not any(row.expects for row in found if isinstance(row, Row))
    (many,) = read_set("van-der-waerden", [("n", "9"), ("lengths", "3,3")], tmp_path)
    assert isinstance(many, Row) and many.problem.body["parameters"]["lengths"] == [3, 3]
    (bad,) = read_set("schur", [("n", "5"), ("colours", "many")], tmp_path)
    assert isinstance(bad, BadRow) and "colours=many" in bad.error.problem
    with pytest.raises(BadInput, match="empty"):
        list(read_set("schur", [("n", "5..3")], tmp_path))


@pytest.mark.parametrize("name", ["nowhere", "nowhere.jsonl"])
def test_no_such_set(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such set"):
        read_set(str(tmp_path / name), [], tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([".jsonl", ".csv"]), st.binary(max_size=300))
def test_bytes_of_any_kind_are_rows_or_bad_rows(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("set") / f"set{suffix}"
    path.write_bytes(b"kind,question,expression,answer\n" + data if suffix == ".csv" else data)
    for row in read(path):
        assert isinstance(row, (Row, BadRow))
