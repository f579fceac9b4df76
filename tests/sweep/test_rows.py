"""Sets, row by row: what is read, and what becomes of a row that cannot be used."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.problems.spec import MOST_BYTES
from workbench.sweep.rows import MOST_BAD, BadRow, Row, read_set

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


def test_a_quote_that_is_never_closed_takes_no_row_along(tmp_path: Path) -> None:
    """Found by fuzzing: the last cell of the row took in all that followed, and the sweep said that all was solved."""
    path = tmp_path / "set.csv"
    path.write_text('id,expression,answer,question\na,1,1,?\nb,1,1,"What\nc,1,2,?\n')
    good, bad = read(path)
    assert isinstance(good, Row) and isinstance(bad, BadRow)
    assert bad.error.line == 3 and "not CSV" in bad.error.problem and "close each quote" in bad.error.remedy
    path.write_text('id,expression,answer,question\na,1,1,"?" or so\nb,1,1,"two\nlines"\n')
    bad, good = read(path)
    assert isinstance(bad, BadRow) and bad.error.line == 2 and isinstance(good, Row)


def test_what_is_there_twice_is_no_problem(tmp_path: Path) -> None:
    """Found by fuzzing: the last value of a key or column counted, and the others were dropped in silence."""
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(GOOD).replace('"answer": "2"', '"answer": "3", "answer": "2"') + "\n" + json.dumps(GOOD))
    bad, good = read(path)
    assert isinstance(good, Row) and isinstance(bad, BadRow)
    assert bad.error.line == 1 and "the key 'answer' is there twice" in bad.error.problem
    table = tmp_path / "set.csv"
    table.write_text("question,expression,answer,answer\n?,1,2,1\n?,1,3,1\n")
    (bad,) = read(table)
    assert isinstance(bad, BadRow) and bad.error.line == 1 and "the column 'answer' is there twice" in bad.error.problem
    table.write_text("question,expression,answer,,\n?,1,1,,\n?,1,1,,x\n")
    good, bad = read(table)
    assert isinstance(good, Row) and isinstance(bad, BadRow), "empty columns say nothing"


@pytest.mark.parametrize(
    "line",
    [
        b'"\\ud800"',
        json.dumps({**GOOD, "title": "\ud800"}).encode(),
        json.dumps({**GOOD, "kind": "dimacs", "dimacs": {"file": "\udfff"}}).encode(),
        json.dumps({**GOOD, "\ud800": 1}).encode(),
    ],
)
def test_half_a_letter_is_no_text(line: bytes, tmp_path: Path) -> None:
    """Found by fuzzing: it came as far as a file's name or a message, and there was a traceback."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(line + b"\n" + json.dumps({**GOOD, "title": "\U0001d400"}).encode())
    bad, good = read(path)
    assert isinstance(bad, BadRow) and "stands alone" in bad.error.problem and bad.error.line == 1
    assert isinstance(good, Row) and good.problem.title == "\U0001d400"


def test_a_header_that_is_no_text_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_bytes(b"id\xff,question,expression,answer\n" + b"a,?,1,1\n" * 5)
    (bad,) = read(path)
    assert isinstance(bad, BadRow) and bad.error.line == 1 and "the header is not UTF-8" in bad.error.problem


def test_an_integer_of_too_many_digits_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(GOOD).replace('"2"', "9" * 5000))
    (bad,) = read(path)
    assert isinstance(bad, BadRow) and "too many digits" in bad.error.problem


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_file_that_is_no_set_is_given_up(suffix: str, tmp_path: Path) -> None:
    """Half a million lines of nonsense were half a million messages."""
    path = tmp_path / f"set{suffix}"
    good = json.dumps(GOOD) if suffix == ".jsonl" else "?,1,1"
    head = [] if suffix == ".jsonl" else ["question,expression,answer"]
    lines = [*head, *["x"] * MOST_BAD, good, *["x"] * (MOST_BAD + 2), good]
    path.write_text("\n".join(lines))
    found = read(path)
    last = found[-1]
    assert len(found) == 2 * MOST_BAD + 2 and [type(row) for row in found].count(Row) == 1
    assert isinstance(last, BadRow) and "the rest was not read" in last.error.problem
    assert last.error.line == len(lines) - 2


@pytest.mark.parametrize(
    "stated",
    [
        {"kind": "sat", "sat": {"family": "s" * 100_000}},
        {"kind": "sat", "sat": {"family": "schur", "parameters": {"n" * 100_000: 1}}},
        {"kind": "dimacs", "dimacs": {"file": "/" + "a" * 100_000}},
        {"kind": "dimacs", "dimacs": {"file": "../" * 30_000}},
    ],
)
def test_a_message_fits_a_screen(stated: dict[str, object], tmp_path: Path) -> None:
    """Found by fuzzing: names and paths were quoted whole."""
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(stated))
    (bad,) = read(path)
    assert isinstance(bad, BadRow) and len(str(bad.error)) < 1000


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


def test_a_range_longer_than_memory_is_read_one_by_one(tmp_path: Path) -> None:
    """All its values were made at once, and took the machine's memory."""
    rows = read_set("schur", [("n", f"1..{10**18 - 1}"), ("colours", f"1..{10**18 - 1}")], tmp_path)
    first = [row.problem.body["parameters"] for row in itertools.islice(rows, 3) if isinstance(row, Row)]
    assert first == [{"n": 1, "colours": colours} for colours in (1, 2, 3)]
    (bad,) = read_set("schur", [("n", f"1..{'9' * 5000}"), ("colours", "2")], tmp_path)
    assert isinstance(bad, BadRow) and len(bad.error.problem) < 7000


def test_ranges_in_every_way_the_last_changing_first(tmp_path: Path) -> None:
    rows = read_set("schur", [("n", "3..4"), ("colours", "1..2")], tmp_path)
    found = [tuple(row.problem.body["parameters"].values()) for row in rows if isinstance(row, Row)]
    assert found == [(3, 1), (3, 2), (4, 1), (4, 2)]


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
